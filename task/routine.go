package task

import (
	"errors"
	"iter"
)

// Routine is a function that runs in steps on the thread of those who take them. It
// rests where it pauses, however deep in what it calls, until the next step.
type Routine struct {
	next func() (struct{}, bool)
	stop func()
	due  func() bool // of this step, see Step; nil between steps
}

// errStopped ends the function of a Routine that is given up.
var errStopped = errors.New("task: the routine was stopped")

// NewRoutine returns the routine of do, which begins with the first step. The function
// has to call pause every millisecond or more often; when the routine is given up, pause
// does not return, and deferred calls are made. Between steps, pause does nothing. A
// panic of do is one of Step.
func NewRoutine(do func(pause func())) *Routine {
	r := new(Routine)
	r.next, r.stop = iter.Pull(func(yield func(struct{}) bool) {
		defer func() {
			if reason := recover(); reason != nil && reason != errStopped {
				panic(reason)
			}
		}()
		do(func() {
			if r.due != nil && r.due() && !yield(struct{}{}) {
				panic(errStopped) // ends do, from wherever it is
			}
		})
	})
	return r
}

// Step lets the function go on until due reports true where it pauses. It returns true
// when the function has come to its end, or was given up.
func (r *Routine) Step(due func() bool) (done bool) {
	r.due = due
	defer func() { r.due = nil }()
	_, more := r.next()
	return !more
}

// Stop gives the function up. It does nothing to one that has come to its end.
func (r *Routine) Stop() { r.stop() }
