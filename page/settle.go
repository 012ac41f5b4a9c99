package page

import (
	"time"

	"zscape/exhibit"
)

// What takes long is done in slices between other events, so that the page stays alive:
// what a session leaves for later (see exhibit.Deferrer), and drawing (see canvas).
const (
	// instant is how long an event may take before the rest is left for slices: what
	// takes less is seen at once.
	instant = 20 * time.Millisecond
	// slice is how long each of them takes.
	slice = 8 * time.Millisecond
	// grace is how long a picture waits for what is found out of it, so that this
	// does not flicker when it takes little longer.
	grace = 100 * time.Millisecond
)

// settling is what waits until the session has settled.
type settling struct {
	fresh bool      // it has not been asked for what it has left of the last change
	since time.Time // that was
	goes  bool      // slices come
	waits bool      // until the picture is known the last one, and what was said of it, stay
	held  dirt      // what is to be shown then
	said  string    // and the key of the control of which it is to be said

	// What the visitor goes on doing, as while a slider moves, waits: otherwise each
	// change would give up the one before, and none be seen.
	queue    []postponed
	catching bool // it is being done
}

// postponed is something that the visitor has done.
type postponed struct {
	name string // of what may take its place; empty: nothing
	f    func()
}

// dirtySettled is what is shown of a session that has settled.
const dirtySettled = dirtyContent | dirtyReadouts | dirtyNotices | dirtyPicture

// settled reports whether the picture of the State is known. If it is not, that is worked
// on, at first in this event.
func (p *Page) settled() bool {
	s := &p.settling
	d, ok := p.session.(exhibit.Deferrer)
	if !ok || !s.fresh {
		return !s.waits
	}
	s.fresh, s.since = false, p.events.begun
	if _, done := d.Settle(p.due(s.since, instant)); done {
		return p.release()
	}
	s.waits = true
	if !s.goes {
		s.goes = true
		p.inSlices(p.settleOn)
	}
	return false
}

// settleOn lets the session go on settling, and shows what has come of that.
func (p *Page) settleOn(due func() bool) (done bool) {
	s := &p.settling
	if !s.goes {
		return true
	}
	shown := true
	done = true
	if d, ok := p.session.(exhibit.Deferrer); ok {
		shown, done = d.Settle(due)
	}
	s.goes = !done
	switch {
	case s.waits && (done || shown && p.now().Sub(s.since) >= grace):
		p.release()
	case done:
		p.touch(dirtyReadouts | dirtyNotices | dirtyPicture)
	}
	return done
}

// release shows what waits for the picture.
func (p *Page) release() bool {
	s := &p.settling
	held, said := s.held, s.said
	s.waits, s.held, s.said = false, 0, ""
	if held != 0 {
		p.touch(held)
	}
	p.announceChange(said)
	return true
}

// settleNow settles the session at once.
func (p *Page) settleNow() {
	if p.settled(); p.settling.goes {
		p.settleOn(func() bool { return false })
	}
}

// hold keeps back what the event has changed of what is shown of a settled session.
func (p *Page) hold() {
	p.settling.held |= p.events.dirty & dirtySettled
	p.events.dirty &^= dirtySettled
}

// busy reports whether the session is better not asked for anything: it would
// do at once what is being done in slices.
func (p *Page) busy() bool { return p.settling.waits || p.canvas.routine != nil }

// postpone lets f, which the visitor has done, wait until the session has settled and
// its picture was drawn; it reports false if it need not. Of several in a row with one name only the last is
// done.
func (p *Page) postpone(name string, f func()) bool {
	s := &p.settling
	if !s.waits && !p.canvas.inMotion() && (len(s.queue) == 0 || s.catching) {
		return false
	}
	if n := len(s.queue); n > 0 && name != "" && s.queue[n-1].name == name {
		s.queue[n-1].f = f
	} else {
		s.queue = append(s.queue, postponed{name, f})
	}
	return true
}

// dropPostponed forgets what has waited: something else was done instead.
func (p *Page) dropPostponed() {
	if s := &p.settling; len(s.queue) > 0 && !s.catching {
		s.queue, p.gesture = nil, gesture{}
	}
}

// catchUp does what has waited, as far as the session is settled again.
func (p *Page) catchUp() {
	s := &p.settling
	if len(s.queue) == 0 {
		return
	}
	p.after(0, func() {
		s.catching = true
		defer func() { s.catching = false }()
		for len(s.queue) > 0 && !s.waits && !p.canvas.inMotion() {
			next := s.queue[0]
			s.queue = s.queue[1:]
			next.f()
			if !p.settled() {
				break
			}
		}
	})
}

// due returns what reports whether d has passed since start.
func (p *Page) due(start time.Time, d time.Duration) func() bool {
	end := start.Add(d)
	return func() bool { return !p.now().Before(end) }
}

// inSlices calls step between other events until it is done.
func (p *Page) inSlices(step func(due func() bool) (done bool)) {
	p.after(0, func() {
		if !step(p.due(p.events.begun, slice)) {
			p.inSlices(step)
		}
	})
}
