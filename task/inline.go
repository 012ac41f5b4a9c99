package task

import "time"

// Inline returns a Spawn for where there are no workers: a Server in this thread,
// which works in slices of at most budget between the clock's other calls.
func Inline(lib Library, clock Clock, budget time.Duration) Spawn {
	return func(receive func([]byte), _ func(string)) (Port, error) {
		p := &inline{clock: clock, budget: budget}
		p.server = NewServer(lib, func(data []byte) { p.later(func() { receive(data) }) }, clock.Now)
		return p, nil
	}
}

// inline is the Port of a Server in this thread. All that passes it does so
// between other events, as it would between threads.
type inline struct {
	server *Server
	clock  Clock
	budget time.Duration
	closed bool
	slice  int // the one that is planned; an earlier plan is void
}

// Post gives the Server a command.
func (p *inline) Post(data []byte) {
	p.later(func() {
		p.server.Receive(data)
		p.plan(0)
	})
}

// Close forgets the Server.
func (p *inline) Close() { p.closed = true }

func (p *inline) later(f func()) {
	p.clock.After(0, func() {
		if !p.closed {
			f()
		}
	})
}

// plan has a slice of work done after a while, and what follows from it.
func (p *inline) plan(wait time.Duration) {
	p.slice++
	slice := p.slice
	p.clock.After(wait, func() {
		if p.closed || slice != p.slice {
			return
		}
		if wait, more := p.server.Work(p.budget); more {
			p.plan(wait)
		}
	})
}
