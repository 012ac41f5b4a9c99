package task

import (
	"slices"
	"time"
)

// recorder collects the frames of a job from one message to the next, every
// so many steps. Where they become too many it takes fewer from then on; but
// those up to head it always takes.
type recorder struct {
	every  int // step, up to head; 0: none
	stride int // beyond it: every times a power of two
	next   int // step to record, 0: none
	newest int // step that was recorded

	frames []Frame
	late   int           // how many of them are beyond head
	bytes  int           // that those take
	last   time.Duration // that a snapshot took
	spent  time.Duration // that all of them took
}

const (
	// More frames, or larger ones beyond head, do not come together.
	maxFrames = 256
	maxBytes  = 16 << 20
	minFrames = 16 // however large they are

	// A snapshot in this many parts of the time is enough.
	share = 4
)

func newRecorder(every int) recorder {
	return recorder{every: every, stride: every, newest: -1}
}

// add takes a frame that took so long to make, in place of one of the same step.
func (r *recorder) add(f Frame, took time.Duration) {
	if n := len(r.frames) - 1; n >= 0 && r.frames[n].Step == f.Step {
		r.uncount(r.frames[n])
		r.frames = r.frames[:n]
	}
	r.frames = append(r.frames, f)
	r.count(f)
	r.last = took
	r.spent += took
	r.newest = f.Step
	if len(r.frames) > maxFrames || r.late > minFrames && r.bytes > maxBytes {
		r.thin()
	}
	r.aim()
}

func (r *recorder) count(f Frame) {
	if f.Step > head {
		r.late++
		r.bytes += f.Snapshot.Size()
	}
}

func (r *recorder) uncount(f Frame) {
	if f.Step > head {
		r.late--
		r.bytes -= f.Snapshot.Size()
	}
}

// aim sets the next step to record.
func (r *recorder) aim() {
	if r.every == 0 {
		return
	}
	r.next = r.newest - r.newest%r.every + r.every
	if r.next > head {
		r.next = r.newest - r.newest%r.stride + r.stride
	}
}

// thin drops every other frame, of those that are neither among the first nor
// the newest, and takes no more in their place.
func (r *recorder) thin() {
	if r.every == 0 {
		return
	}
	r.stride *= 2
	r.late, r.bytes = 0, 0
	r.frames = slices.DeleteFunc(r.frames, func(f Frame) bool {
		if f.Step > head && f.Step%r.stride != 0 && f.Step != r.newest {
			return true
		}
		r.count(f)
		return false
	})
}

// ration makes the frames fewer if those that were collected in a time took
// too much of it.
func (r *recorder) ration(time time.Duration) {
	if r.every > 0 && len(r.frames) > 1 && r.frames[0].Step > head && r.spent > time/share {
		r.stride *= 2
		r.aim()
	}
}

// reset forgets the frames; they are elsewhere now.
func (r *recorder) reset() {
	clear(r.frames)
	r.frames, r.late, r.bytes, r.spent = r.frames[:0], 0, 0, 0
}
