// Package export makes the files that leave the page, the page that embeds it, and
// the command: each kind is a [Work] on a [Picture].
package export

import (
	"errors"
	"time"

	"zscape/exhibit"
	"zscape/task"
)

// Work is a file being made in short steps, so that a page with a single thread
// stays alive meanwhile.
type Work interface {
	// Step works for some milliseconds, and reports whether the work has ended.
	Step() (done bool)

	// Progress returns how much is done, 0 to 1. It never falls.
	Progress() float64

	// Stop gives the work up. It does nothing to one that has ended.
	Stop()

	// File returns the file when the work has ended, or why there is none, in
	// words for those who asked for it.
	File() (File, error)
}

// File is what a work makes.
type File struct {
	Suffix  string // of its name: ".svg", ".plotter.svg", "-10fps.zip"
	Type    string // MIME
	Data    []byte
	Said    exhibit.Text     // of what is in it, in a line; may be empty
	Notices []exhibit.Notice // what it leaves out
}

// Pause lets the caller of Step go on, if the step has taken its time. Done is how
// much of the work is done, 0 to 1; what is less than before does not count.
type Pause func(done float64)

// part returns a Pause for a part of the work that goes from one fraction of the
// whole to another.
func (p Pause) part(from, to float64) Pause {
	return func(done float64) { p(from + (to-from)*done) }
}

// at returns a pause for what does not know how much of it is done.
func (p Pause) at(done float64) func() {
	return func() { p(done) }
}

// run takes all steps of a part of the work.
func (p Pause) run(part interface {
	Step() (done bool)
	Progress() float64
}) {
	for !part.Step() {
		p(part.Progress())
	}
}

// New returns the work that a function does, which begins in the first step. It has
// to call pause every millisecond or more often.
func New(do func(pause Pause) (File, error)) Work {
	w := &routine{err: errIncomplete}
	w.Routine = task.NewRoutine(func(pause func()) {
		w.file, w.err = do(func(done float64) {
			w.progress = max(w.progress, min(done, 1))
			pause()
		})
		w.progress = 1
	})
	return w
}

// span is how long a step takes.
const span = 3 * time.Millisecond

// errIncomplete is what there is of a work that has not ended, or was given up.
var errIncomplete = errors.New("export: the work is not complete")

// routine is a Work that is written as one function.
type routine struct {
	*task.Routine
	progress float64
	file     File
	err      error
}

func (w *routine) Step() (done bool) {
	begun := time.Now()
	return w.Routine.Step(func() bool { return time.Since(begun) >= span })
}

func (w *routine) Progress() float64   { return w.progress }
func (w *routine) File() (File, error) { return w.file, w.err }

// Finish takes all steps of w, and calls told, if it is not nil, after each.
func Finish(w Work, told func(progress float64)) (File, error) {
	for !w.Step() {
		if told != nil {
			told(w.Progress())
		}
	}
	return w.File()
}
