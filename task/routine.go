package task

import (
	"iter"
	"runtime"
)

// Routine is a function that is called in slices: what a [Task] needs whose work is not
// cut into pieces by itself.
type Routine struct{ next func() (struct{}, bool) }

// abandoned ends a function that nobody waits for.
type abandoned struct{}

// NewRoutine returns f, which is to call pause whenever it has worked for a millisecond or
// so. It must not refer to the Routine: one that is dropped ends its function, at a pause,
// and what f holds is held until then.
func NewRoutine(f func(pause func())) *Routine {
	next, stop := iter.Pull(func(yield func(struct{}) bool) {
		defer func() {
			if r := recover(); r != nil && r != (abandoned{}) {
				panic(r)
			}
		}()
		f(func() {
			if !yield(struct{}{}) {
				panic(abandoned{})
			}
		})
	})
	r := &Routine{next}
	runtime.AddCleanup(r, func(stop func()) { stop() }, stop)
	return r
}

// Next goes on with the function up to its next pause; more is false when it has returned.
// What it panics with, Next panics with.
func (r *Routine) Next() (more bool) {
	_, more = r.next()
	return more
}
