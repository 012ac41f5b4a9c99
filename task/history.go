package task

import (
	"sort"
	"strconv"
)

// HistoryLimit is how many bytes a History holds if nothing else is said.
const HistoryLimit = 32 << 20

// History keeps the frames of a run in bounded memory, so that the whole run
// stays in reach: all of its first hundred steps, of the others as many as
// there is room for, evenly, and the last one. Beside them it keeps the run's
// log, all of it.
//
// The steps are divided into spans of equal length, a power of two; of each
// span the first frame is kept. When the memory is full, the spans become
// twice as long.
type History struct {
	limit  int
	frames []Frame
	bytes  int
	head   int  // the last step of those that are all kept
	shift  uint // a span is 1<<shift steps
	log    *book
}

// View is what is known of a run at a moment.
type View struct {
	Frames []Frame // of the steps up to then, in order, as many as are kept
	Log    Log     // up to then, all of it
}

// Last returns the newest frame; ok is false if there is none.
func (v View) Last() (f Frame, ok bool) {
	if len(v.Frames) == 0 {
		return Frame{}, false
	}
	return v.Frames[len(v.Frames)-1], true
}

// NewHistory returns an empty History of at most limit bytes; HistoryLimit if
// limit is not positive. The last frame is kept however large it is.
func NewHistory(limit int) *History {
	if limit <= 0 {
		limit = HistoryLimit
	}
	return &History{limit: limit, head: head}
}

// Len returns how many frames there are.
func (h *History) Len() int { return len(h.frames) }

// At returns the i-th frame. It panics if i is not from 0 to Len()-1.
func (h *History) At(i int) Frame { return h.frames[i] }

// Last returns the newest frame; ok is false if there is none.
func (h *History) Last() (f Frame, ok bool) { return View{Frames: h.frames}.Last() }

// Upto returns the frames of all steps up to step, in order. They belong to
// the History and are valid until Add.
func (h *History) Upto(step int) []Frame {
	n := sort.Search(len(h.frames), func(i int) bool { return h.frames[i].Step > step })
	return h.frames[:n:n]
}

// View returns the run as it was after a step. The frames are valid until Add.
func (h *History) View(step int) View { return View{h.Upto(step), h.Log().Upto(step)} }

// Log returns all records so far.
func (h *History) Log() Log { return h.log.log() }

// search returns the index of the first frame of the step or a later one.
func (h *History) search(step int) int {
	return sort.Search(len(h.frames), func(i int) bool { return h.frames[i].Step >= step })
}

// Add adds the frame, which the History owns from then on. Frames of the same
// step or later ones are forgotten. It panics if the step is negative.
func (h *History) Add(f Frame) {
	if f.Step < 0 {
		panic("task: frame of step " + strconv.Itoa(f.Step))
	}
	h.cut(h.search(f.Step))
	h.rescale(f)
	if n := len(h.frames); n > 0 && !h.keeps(n-1) {
		h.cut(n - 1) // it was there as the last
	}
	h.frames = append(h.frames, f)
	h.bytes += footprint(f)
	for h.bytes > h.limit && len(h.frames) > 1 {
		h.thin()
	}
}

// rescale makes the progress of the frames smaller where that of the next one
// has fallen: the run has been extended.
func (h *History) rescale(next Frame) {
	last, ok := h.Last()
	if !ok || next.Progress >= last.Progress {
		return
	}
	scale := next.Progress * float64(last.Step) / (float64(next.Step) * last.Progress)
	for i := range h.frames {
		h.frames[i].Progress *= scale
	}
}

// cut forgets the frames from the i-th.
func (h *History) cut(i int) {
	for _, f := range h.frames[i:] {
		h.bytes -= footprint(f)
	}
	clear(h.frames[i:])
	h.frames = h.frames[:i]
}

// keeps reports whether the i-th frame is one to keep, even if it is not the
// last: it is among the first, or it begins a span.
func (h *History) keeps(i int) bool {
	step := h.frames[i].Step
	return step <= h.head || i == 0 || step>>h.shift != h.frames[i-1].Step>>h.shift
}

// thin makes room: the spans twice as long or, if the first frames take more
// than half of the memory, half as many of those.
func (h *History) thin() {
	last := len(h.frames) - 1
	switch first := h.frames[:h.search(h.head+1)]; {
	case h.head > 0 && total(first) > h.limit/2:
		h.head /= 2
	case h.frames[last].Step>>h.shift > 0:
		h.shift++
	default:
		f := h.frames[last]
		h.cut(0)
		h.frames, h.bytes = append(h.frames, f), footprint(f)
		return
	}
	kept := h.frames[:0]
	for i, f := range h.frames {
		// The frame before is not overwritten yet, or is the same.
		if i == last || h.keeps(i) {
			kept = append(kept, f)
		}
	}
	h.frames = h.frames[:last+1]
	clear(h.frames[len(kept):])
	h.frames, h.bytes = kept, total(kept)
}

func total(frames []Frame) (bytes int) {
	for _, f := range frames {
		bytes += footprint(f)
	}
	return bytes
}

// footprint is about how much memory a frame takes, with its maps.
func footprint(f Frame) int {
	m := f.Snapshot
	keys := len(m.Texts) + len(m.Arrays) + len(m.Floats) + len(m.Bytes)
	return 512 + 64*keys + m.Size()
}
