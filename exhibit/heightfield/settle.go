package heightfield

import "zscape/task"

// work is what is left to do of Updates.
type work struct {
	deferred bool          // it may wait; see exhibit.Deferrer
	left     *input        // what the State asks for that is not shown yet; nil: nothing
	turned   bool          // the State is looked at in another way since it was begun
	unknown  bool          // what is to be found out of what is shown is not known
	routine  *task.Routine // that does it; nil: it was not begun
	running  bool          // the routine, now
	pause    func()        // of the routine; nil: there has been none
	within   func()        // rest of the session that this is a part of; nil: of none
}

// Analyst is a Source with something to find out about itself that takes long.
type Analyst interface {
	// Analyze does that, once after an Update, and calls pause every millisecond or
	// more often. Until then Annotate and Readouts do not know it.
	Analyze(pause func())
}

// Defer lets Update leave what takes long for later.
func (s *Session) Defer() { s.work.deferred = true }

// Settle does what is left until due reports true. What is found out at last is what
// Sources analyze, and what varies faster than its lattice can show.
func (s *Session) Settle(due func() bool) (shown, done bool) {
	w := &s.work
	if w.left == nil && !w.unknown {
		return true, true
	}
	if w.routine == nil {
		w.routine = task.NewRoutine(func(pause func()) {
			w.pause = pause
			s.finish()
			s.analyze()
			s.aliases()
			w.unknown = false
		})
	}
	w.running = true
	defer func() { w.running = false }()
	if done = w.routine.Step(due); done {
		w.routine = nil
	}
	return w.left == nil, done
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
		w.left, w.unknown = &in, true
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

// settle makes the picture, at once, unless it is the routine that asks.
func (s *Session) settle() {
	if s.work.running || s.work.left == nil {
		return
	}
	s.work.stop()
	s.finish()
}

// finish makes the picture that is left to make.
func (s *Session) finish() {
	w := &s.work
	if w.left == nil {
		return
	}
	in := *w.left
	for again := true; again; again = w.turned {
		w.turned = false
		s.compute(in)
		in.changes = changes{}
	}
	w.left = nil
}

// analyze lets the Source find out about itself. Those of small multiples do so with
// their Updates.
func (s *Session) analyze() {
	if a, ok := s.Source.(Analyst); ok {
		a.Analyze(s.rest)
		s.picture.assembled = false
	}
}

// wanted returns what was asked for last.
func (s *Session) wanted() input {
	if w := &s.work; w.left != nil {
		return *w.left
	}
	x, y := s.samples.lattice()
	return input{x: x, y: y, goal: s.flow.to, color: s.coloring.quantity}
}
