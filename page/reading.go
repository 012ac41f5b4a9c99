package page

import (
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/task"
)

// reading is what is being read, in a worker. There is one at most: the next takes
// its place.
type reading struct {
	run    *task.Run // nil: nothing
	name   string    // of what is read
	change bool      // a change of the State waits for it, rather than files
	key    string    // of the control that was changed; empty if it was another change
	again  func()    // makes the change again
}

// atOnce is how many bytes are read without a worker: it takes less time than a
// glance.
const atOnce = 64 << 10

// read reads, and calls then with what that comes to, as an event of its own, or at once
// if there is little to read. What has been read until now is given up.
func (p *Page) read(r exhibit.Reading, then func(result task.Message, err error)) {
	p.stopReading()
	if r.Size() <= atOnce {
		then(r.Do())
		return
	}
	var run *task.Run
	run = p.pool.Start(r.Spec, false, func() {
		if p.reading.run != run {
			return
		}
		defer p.event()()
		status := run.Status()
		if !status.Phase.Ended() {
			p.host.ShowWork(Reading, r.File, status.Progress)
			return
		}
		p.after(0, func() { // the message itself was enough for one event
			if p.reading.run != run {
				return
			}
			p.stopReading()
			if status.Phase != task.Done {
				then(task.Message{}, lang.Errorf("%s: %v", "%s: %v", r.File, status.Err))
				return
			}
			last, _ := run.History().Last()
			then(last.Snapshot, nil)
		})
	})
	p.reading = reading{run: run, name: r.File}
	p.host.ShowWork(Reading, r.File, 0)
}

// later calls f at once, or as an event of its own if so many bytes have been read that
// there is enough to do in this one.
func (p *Page) later(bytes int, f func()) {
	if bytes <= atOnce {
		f()
		return
	}
	p.after(0, f)
}

// stopReading gives up what is being read, if anything is.
func (p *Page) stopReading() {
	if r := p.reading; r.run != nil {
		p.reading = reading{}
		r.run.Cancel()
		p.host.ShowWork(Reading, r.name, 1)
		if r.change {
			p.mark(dirtyControls) // they have shown what was to come
		}
	}
}

// awaits reports whether something of the visitor's files is to be read before s can be
// shown. If so it is, and the change, of control key, is made again: controls may follow
// from it. Until then the last picture stays. Of another control that waits already, the
// change is made again before it; but while files are read, changes of controls that need
// reading, too, are refused.
func (p *Page) awaits(s exhibit.State, key string, again func()) bool {
	need := s.Unread(p.open)
	if need == nil {
		return false
	}
	switch before := p.reading; {
	case key == "" || before.run == nil || before.key == key:
	case !before.change:
		p.reject(key, lang.Errorf("cannot be changed while %s is being read", "%sの読み込み中は変更できません", before.name))
		p.mark(dirtyControls)
		return true
	case before.key != "":
		mine := again
		again = func() {
			before.again()
			mine()
		}
	}
	p.fill(need, func(err error) {
		if err != nil {
			p.failFile(err)
			p.mark(dirtyControls)
			return
		}
		again()
	})
	p.reading.change, p.reading.key, p.reading.again = p.reading.run != nil, key, again
	return true
}

// fill reads what is needed onto the shelf, and calls then.
func (p *Page) fill(need *exhibit.Need, then func(err error)) {
	p.read(need.Reading, func(result task.Message, err error) {
		if err == nil {
			p.shelve(need.Keep(p.files.shelf, result))
		}
		then(err)
	})
}

// shelve makes f the shelf of the page and of the State that is shown.
func (p *Page) shelve(f *exhibit.Shelf) {
	p.files.shelf = f
	p.state = p.state.WithShelf(f)
}
