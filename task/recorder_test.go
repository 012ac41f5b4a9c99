package task

import (
	"testing"
	"time"
)

// collect lets a recorder have n steps, and returns those it takes.
func collect(r *recorder, from, n int, f Frame) (steps []int) {
	for f.Step = from; f.Step < from+n; f.Step++ {
		if f.Step == 0 || f.Step == r.next {
			r.add(f, 0)
			if newest := r.frames[len(r.frames)-1]; newest.Step != f.Step || r.newest != f.Step {
				panic("the newest frame is dropped")
			}
		}
	}
	for _, f := range r.frames {
		steps = append(steps, f.Step)
	}
	return steps
}

func TestRecorderEvery(t *testing.T) {
	for _, c := range []struct{ every, steps, want int }{
		{0, 1000, 1}, {1, 200, 200}, {7, 200, 29}, {60, 241, 5}, {1 << 62, 1000, 1},
	} {
		r := newRecorder(c.every)
		got := collect(&r, 0, c.steps, Frame{})
		for _, step := range got {
			if step != 0 && step%c.every != 0 {
				t.Errorf("every %d: step %d", c.every, step)
			}
		}
		if len(got) != c.want {
			t.Errorf("every %d of %d steps: %d frames, want %d", c.every, c.steps, len(got), c.want)
		}
	}
}

func TestRecorderTooMany(t *testing.T) {
	r := newRecorder(1)
	got := collect(&r, 0, 100000, Frame{})
	if len(got) > maxFrames {
		t.Errorf("%d frames at a time", len(got))
	}
	for step := 0; step <= head; step++ {
		if got[step] != step {
			t.Fatalf("step %d of the first is not there", step)
		}
	}
	// A frame that was the newest when others made room may be out of step.
	others, strays := got[head+1:], 0
	for i, step := range others {
		if step%r.stride != 0 {
			strays++
		}
		if i > 0 && step-others[i-1] > r.stride {
			t.Errorf("step %d after %d, the stride being %d", step, others[i-1], r.stride)
		}
	}
	if len(others) < maxFrames/4 || strays > 10 {
		t.Errorf("%d frames, %d of them out of step", len(others), strays)
	}
	r.reset()
	if got := collect(&r, 100000, 10*r.stride, Frame{}); len(got) != 10 {
		t.Errorf("later there are %d frames in 10 strides", len(got))
	}
}

func TestRecorderTooLarge(t *testing.T) {
	r := newRecorder(1)
	f := frameOf(0, 1<<17) // 1 MB
	got := collect(&r, 0, 3000, f)
	if len(got) > head+1+minFrames+1 {
		t.Errorf("%d frames of 1 MB at a time", len(got))
	}
	r.reset()
	if r.bytes != 0 || r.late != 0 {
		t.Errorf("%d bytes of no frames", r.bytes)
	}
}

func TestRecorderRation(t *testing.T) {
	for _, c := range []struct {
		what  string
		first int
		spent time.Duration
		want  int
	}{
		{"a fifth of the time", 200, 20 * time.Millisecond, 1},
		{"most of the time", 200, 80 * time.Millisecond, 2},
		{"most of the time at first", 50, 80 * time.Millisecond, 1},
	} {
		r := newRecorder(1)
		r.add(Frame{Step: c.first}, c.spent/2)
		r.add(Frame{Step: c.first + 1}, c.spent/2)
		r.ration(100 * time.Millisecond)
		if r.stride != c.want {
			t.Errorf("%s: stride %d, want %d", c.what, r.stride, c.want)
		}
		if r.next <= r.newest || r.next%r.stride != 0 {
			t.Errorf("%s: after step %d comes %d", c.what, r.newest, r.next)
		}
	}
}
