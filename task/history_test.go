package task

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
)

func frameOf(step, numbers int) Frame {
	return Frame{Step: step, Snapshot: Message{Arrays: map[string][]float64{"x": make([]float64, numbers)}}}
}

// Whatever is added: the memory is bounded, the first frames and the last are
// there, and the others are spread evenly.
func TestHistoryBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		size := r.IntN(100)
		limit := (2*head + 2 + r.IntN(400)) * footprint(frameOf(0, size))
		every := 1 + r.IntN(7)
		h := NewHistory(limit)
		n := r.IntN(20000)
		for step := 0; step <= n; step += every {
			h.Add(frameOf(step, size))
			if h.bytes > limit {
				t.Fatalf("step %d: %d bytes of %d", step, h.bytes, limit)
			}
			if last, ok := h.Last(); !ok || last.Step != step {
				t.Fatalf("step %d: the last one is %v", step, last.Step)
			}
		}
		if h.bytes != total(h.frames) {
			t.Fatalf("%d bytes are said to be %d", total(h.frames), h.bytes)
		}
		for step := 0; step <= min(head, n); step += every {
			if f := h.At(step / every); f.Step != step {
				t.Fatalf("step %d of the first is not there, but %d", step, f.Step)
			}
		}
		// No gap is more than a few times the mean, and there is no more room
		// than half of the limit.
		last := (n / every) * every
		if h.shift == 0 {
			continue
		}
		if h.bytes < limit/4 {
			t.Errorf("only %d of %d bytes are used", h.bytes, limit)
		}
		mean := float64(last) / float64(h.Len()-head/every)
		for i := 1; i < h.Len(); i++ {
			if gap := h.At(i).Step - h.At(i-1).Step; float64(gap) > 4*mean+float64(every) {
				t.Errorf("gap of %d steps at %d of %d, mean %.1f", gap, h.At(i).Step, last, mean)
			}
		}
	}
}

// Frames of any size in any order.
func TestHistoryAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		limit := 1 + r.IntN(100000)
		h := NewHistory(limit)
		for range 500 {
			step := r.IntN(1 << r.IntN(20))
			if last, ok := h.Last(); ok && r.IntN(10) > 0 {
				step = last.Step + 1 + r.IntN(1+r.IntN(1000))
			}
			h.Add(frameOf(step, r.IntN(1<<r.IntN(12))))
			if h.bytes > limit && h.Len() > 1 || h.bytes != total(h.frames) {
				t.Fatalf("%d bytes, said to be %d, of %d", total(h.frames), h.bytes, limit)
			}
			if last, _ := h.Last(); last.Step != step {
				t.Fatalf("the last is of step %d, not %d", last.Step, step)
			}
			for i := 1; i < h.Len(); i++ {
				if h.At(i-1).Step >= h.At(i).Step {
					t.Fatalf("step %d before %d", h.At(i-1).Step, h.At(i).Step)
				}
			}
		}
	}
}

// Large first frames do not take all of the room.
func TestHistoryLargeFrames(t *testing.T) {
	size := footprint(frameOf(0, 1000))
	h := NewHistory(60 * size)
	for step := range 5000 {
		h.Add(frameOf(step, 1000))
	}
	if n := len(h.Upto(head)); n > 35 || n < 10 {
		t.Errorf("%d of the first are kept", n)
	}
	if n := h.Len() - len(h.Upto(head)); n < 15 {
		t.Errorf("only %d of the others are kept", n)
	}
	h.Add(Frame{Step: math.MaxInt, Snapshot: frameOf(0, 60000).Snapshot})
	if last, _ := h.Last(); h.Len() != 1 || last.Step != math.MaxInt {
		t.Errorf("of a frame that is larger than the limit, %d are kept", h.Len())
	}
	h.Add(frameOf(math.MaxInt, 1))
	if h.Len() != 1 || h.bytes != footprint(frameOf(0, 1)) {
		t.Errorf("it does not go: %d frames, %d bytes", h.Len(), h.bytes)
	}
}

func TestHistoryUpto(t *testing.T) {
	h := NewHistory(0)
	if f, ok := h.Last(); ok || h.Len() != 0 || len(h.Upto(9)) != 0 {
		t.Errorf("an empty history has %v", f)
	}
	for _, step := range []int{0, 2, 4, 10} {
		h.Add(frameOf(step, 1))
	}
	for _, c := range []struct{ step, n int }{{-1, 0}, {0, 1}, {1, 1}, {2, 2}, {9, 3}, {10, 4}, {99, 4}} {
		got := h.Upto(c.step)
		if len(got) != c.n || c.n > 0 && got[c.n-1].Step > c.step {
			t.Errorf("up to %d there are %d", c.step, len(got))
		}
	}
	h.Add(frameOf(3, 1)) // a step back
	if last, _ := h.Last(); h.Len() != 3 || last.Step != 3 || h.At(1).Step != 2 {
		t.Errorf("after a step back: %d frames, the last of %d", h.Len(), last.Step)
	}
	h.Add(frameOf(3, 5))
	if h.Len() != 3 || len(h.At(2).Snapshot.Array("x")) != 5 {
		t.Error("a frame of the same step does not take its place")
	}
	defer func() {
		if r := recover(); r != "task: frame of step -1" {
			t.Errorf("a negative step: %v", r)
		}
	}()
	h.Add(frameOf(-1, 1))
}

// The estimate of the memory is about right.
func TestFootprint(t *testing.T) {
	const n = 1000
	for _, numbers := range []int{1, 100, 10000} {
		frames := make([]Frame, n)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for i := range frames {
			frames[i] = frameOf(i, numbers)
		}
		runtime.ReadMemStats(&after)
		real := float64(after.TotalAlloc-before.TotalAlloc) / n
		if said := float64(footprint(frames[0])); said < 0.9*real || said > 2*real {
			t.Errorf("%d numbers take %.0f bytes, said to be %.0f", numbers, real, said)
		}
	}
}

func BenchmarkHistoryAdd(b *testing.B) {
	h := NewHistory(1 << 20)
	f := frameOf(0, 1)
	for b.Loop() {
		f.Step++
		h.Add(f)
	}
}
