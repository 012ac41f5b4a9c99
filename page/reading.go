package page

import (
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/task"
)

// reading is what is being read, in a worker, until what it comes to is shown. There is
// one at most: the next takes its place.
type reading struct {
	run    *task.Run // nil before it has begun
	name   string    // of what is read
	change bool      // a change of the State waits for it, rather than files
	key    string    // of the control that was changed; empty if it was another change
	again  func()    // makes the change again
}

// atOnce is how many bytes are read without a worker: it takes less time than a
// glance.
const atOnce = 64 << 10

// read reads. It calls take with what that comes to, and then what take returns, which
// is to show it: each as an event of its own, or all at once if there is little to read.
// What has been read until now is given up; and so is this if it is not shown yet when
// something else is read, or stopReading is called.
func (p *Page) read(r exhibit.Reading, take func(result task.Message, err error) (show func())) {
	p.stopReading()
	if r.Size() <= atOnce {
		take(r.Do())()
		return
	}
	mine := &reading{name: r.File}
	p.reading = mine
	p.host.ShowWork(Reading, r.File, 0)
	p.still(mine, func() { // to give a worker the files takes a moment
		mine.run = p.pool.Start(r.Spec, false, func() { p.heard(mine, take) })
	})
}

// heard is called with all that is heard of the run of a reading.
func (p *Page) heard(mine *reading, take func(result task.Message, err error) (show func())) {
	if p.reading != mine {
		return
	}
	defer p.event()()
	status := mine.run.Status()
	if !status.Phase.Ended() {
		p.host.ShowWork(Reading, mine.name, status.Progress)
		return
	}
	p.still(mine, func() { // the message itself was enough for one event
		var err error
		if status.Phase != task.Done {
			err = lang.Errorf("%s: %v", "%s: %v", mine.name, status.Err)
		}
		last, _ := mine.run.History().Last()
		show := take(last.Snapshot, err)
		p.still(mine, func() {
			p.stopReading()
			show()
		})
	})
}

// still calls f as an event of its own, if mine is still being read then.
func (p *Page) still(mine *reading, f func()) {
	p.after(0, func() {
		if p.reading == mine {
			f()
		}
	})
}

// changes reports whether a change of the State waits for what is being read.
func (r *reading) changes() bool { return r != nil && r.change }

// stopReading gives up what is being read, if anything is.
func (p *Page) stopReading() {
	r := p.reading
	if r == nil {
		return
	}
	p.reading = nil
	if r.run != nil {
		r.run.Cancel()
	}
	p.host.ShowWork(Reading, r.name, 1)
	if r.change {
		p.mark(dirtyControls) // they have shown what was to come
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
	case key == "" || before == nil || before.key == key:
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
	if r := p.reading; r != nil {
		r.change, r.key, r.again = true, key, again
	}
	return true
}

// fill reads what is needed onto the shelf, and calls then.
func (p *Page) fill(need *exhibit.Need, then func(err error)) {
	p.read(need.Reading, func(result task.Message, err error) (show func()) {
		if err != nil {
			return func() { then(err) }
		}
		keep := need.Keep(result)
		return func() {
			p.shelve(keep(p.files.shelf))
			then(nil)
		}
	})
}

// shelve makes f the shelf of the page and of the State that is shown.
func (p *Page) shelve(f *exhibit.Shelf) {
	p.files.shelf = f
	p.state = p.state.WithShelf(f)
}
