package heightfield

import "zscape/task"

// work is what is left to do of Updates.
type work struct {
	deferred bool          // it may wait; see exhibit.Deferrer
	left     *input        // what the State asks for that is not shown yet; nil: nothing
	turned   bool          // the State is looked at in another way since it was begun
	routine  *task.Routine // that does it, and the analysis; nil: neither was begun
	running  bool          // the routine, now
	pause    func()        // of the routine; nil: there has been none
	within   func()        // rest of the session that this is a part of; nil: of none
}

// Analyst is a Source with something to find out about itself that takes long.
type Analyst interface {
	// Analyze does that, and calls pause every millisecond or more often. It is done
	// once after an Update; whatever needs it sooner may do it at once.
	Analyze(pause func())
}

// Defer lets Update leave what takes long for later.
func (s *Session) Defer() { s.work.deferred = true }

// Settle does what is left until due reports true. It returns true when all is done,
// also what Figure, Readouts and Notices need.
func (s *Session) Settle(due func() bool) (done bool) {
	w := &s.work
	if w.left == nil && w.routine == nil {
		return true
	}
	if w.routine == nil {
		w.routine = task.NewRoutine(func(pause func()) {
			w.pause = pause
			s.finish()
			s.analyze()
		})
	}
	w.running = true
	defer func() { w.running = false }()
	if done = w.routine.Step(due); done {
		w.routine = nil
	}
	return done
}

// rest lets others go on if it is the routine that works: otherwise its pause does
// nothing.
func (s *Session) rest() {
	switch w := &s.work; {
	case w.within != nil:
		w.within()
	case w.pause != nil:
		w.pause()
	}
}

// leave makes in what is left to do, with what was before.
func (s *Session) leave(in input) {
	w := &s.work
	switch {
	case in.changes != changes{}:
		w.stop()
		if w.left != nil {
			in.changes = in.or(w.left.changes)
		}
		w.left = &in
	case w.left != nil:
		w.turned = true
	default:
		s.compute(in) // there is little to it
	}
}

// stop gives up what the routine was about to do. It is left.
func (w *work) stop() {
	if w.routine != nil {
		w.routine.Stop()
		w.routine = nil
	}
}

// settle does at once what is left, unless it is the routine that asks.
func (s *Session) settle() {
	if s.work.running || s.work.left == nil {
		return
	}
	s.work.stop()
	s.finish()
}

// finish does what is left.
func (s *Session) finish() {
	w := &s.work
	in := *w.left
	for again := true; again; again = w.turned {
		w.turned = false
		s.compute(in)
		in.changes = changes{}
	}
	w.left = nil
}

// analyze finds out what is shown and said besides the samples.
func (s *Session) analyze() {
	if a, ok := s.Source.(Analyst); ok && s.multiples.sessions == nil {
		a.Analyze(s.rest)
	}
	for _, sub := range s.multiples.sessions {
		if a, ok := sub.Source.(Analyst); ok {
			a.Analyze(s.rest)
		}
	}
	s.aliases()
}

// wanted returns what was asked for last.
func (s *Session) wanted() input {
	if w := &s.work; w.left != nil {
		return *w.left
	}
	x, y := s.samples.lattice()
	return input{x: x, y: y, goal: s.flow.to, color: s.coloring.quantity}
}
