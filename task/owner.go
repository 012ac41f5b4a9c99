package task

import "runtime"

// AtOnce is when a step of a Routine is to end that is a task: where it pauses next.
func AtOnce() bool { return true }

// StopWith gives a Routine up when its owner is dropped, as a task is whose run is
// cancelled. The function of the Routine must not refer to the owner.
func StopWith[T any](owner *T, r *Routine) {
	runtime.AddCleanup(owner, (*Routine).Stop, r)
}
