package task

import (
	"testing"
	"time"
)

// hike is a trek whose steps are of 50 slices.
type hike struct {
	trek
	at    int // slices of the step that are done
	asked func(at int)
}

func (h *hike) Step() (bool, error) {
	h.spend(h.cost)
	if h.at++; h.at < 50 {
		return false, nil
	}
	h.at = 0
	cost := h.cost
	h.cost = 0
	defer func() { h.cost = cost }()
	return h.trek.Step()
}

func (h *hike) Within() bool { return h.at > 0 }

func (h *hike) Progress() float64 {
	return (float64(h.step) + float64(h.at)/50) / float64(h.n)
}

func (h *hike) Snapshot() Message               { h.asked(h.at); return h.trek.Snapshot() }
func (h *hike) Checkpoint() Message             { h.asked(h.at); return h.trek.Checkpoint() }
func (h *hike) Records(dst []float64) []float64 { h.asked(h.at); return h.trek.Records(dst) }
func hikeOf(n float64) Spec                     { s := of("n", n); s.Name = "hike"; return s }
func hikes(t *testing.T, spend func(time.Duration)) Library {
	lib := walks(spend)
	lib["hike"] = func(s Spec) (Task, error) {
		s.Name = "trek"
		inner, err := lib["trek"](s)
		if err != nil {
			return nil, err
		}
		h := &hike{trek: *inner.(*trek), asked: func(at int) {
			if at != 0 {
				t.Errorf("asked within a step, after %d slices", at)
			}
		}}
		h.cost = 4 * time.Millisecond
		return h, nil
	}
	return lib
}

// A step of many slices, 200 ms, is one step, and all that is said meanwhile is heard.
func TestSlicer(t *testing.T) {
	clock := newFakeClock()
	spend := func(d time.Duration) { clock.now = clock.now.Add(d) }
	pool := NewPool(1, clock, Inline(hikes(t, spend), clock, 6*time.Millisecond))
	run := pool.Start(recorded(hikeOf(30), 1), false, nil)
	clock.pass(500 * time.Millisecond)
	if s := run.Status(); s.Phase != Running || s.Step != 2 || !(s.Progress > 2.2/30 && s.Progress < 2.6/30) {
		t.Errorf("after 500 ms: %+v", s)
	}
	// It pauses within a step,
	run.Pause()
	clock.pass(50 * time.Millisecond)
	if s := run.Status(); s.Phase != Paused || s.Step != 2 {
		t.Errorf("paused: %+v", s)
	}
	clock.pass(time.Second)
	// which the next one ends,
	run.Step()
	clock.pass(time.Second)
	if s := run.Status(); s.Phase != Paused || s.Step != 3 {
		t.Errorf("one step more: %+v", s)
	}
	// or a checkpoint does.
	run.Resume()
	clock.pass(70 * time.Millisecond)
	run.Pause()
	var saved *Checkpoint
	run.Checkpoint(func(c *Checkpoint, err error) { saved = c })
	clock.pass(50 * time.Millisecond)
	if s := run.Status(); s.Phase != Paused || s.Step != 3 || saved != nil {
		t.Errorf("paused again: %+v, %v", s, saved)
	}
	clock.pass(time.Second)
	if s := run.Status(); s.Phase != Paused || s.Step != 4 || saved == nil || saved.Step != 4 {
		t.Fatalf("saved: %+v, %v", s, saved)
	}
	// It is asked for more, and something that it does not know.
	run.Resume()
	clock.pass(70 * time.Millisecond)
	run.Set(Message{Texts: map[string]string{"x": "1"}})
	clock.pass(40 * time.Millisecond)
	if s := run.Status(); s.Refused.Key != "x" || s.Step != 4 {
		t.Errorf("told: %+v", s)
	}
	run.Extend(recorded(hikeOf(40), 1))
	clock.pass(40 * time.Millisecond)
	if run.answered == run.sets {
		t.Error("it is extended within a step")
	}
	clock.pass(time.Minute)
	if s := run.Status(); s.Phase != Done || s.Step != 40 || s.Refused.Key != "" {
		t.Errorf("at its end: %+v", s)
	}
	h := run.History()
	checkLog(t, hikeOf(40), h.Log(), 40)
	if h.Len() != 41 {
		t.Errorf("%d frames", h.Len())
	}
	checkWalk(t, hikeOf(40), h.Upto(40))

	// Without Record, a frame is what is shown: after each step.
	run = pool.Start(hikeOf(5), false, nil)
	clock.pass(10 * time.Second)
	if run.History().Len() != 6 {
		t.Errorf("%d frames", run.History().Len())
	}
	// Another is cancelled within a step.
	run = pool.Start(hikeOf(5), false, nil)
	clock.pass(300 * time.Millisecond)
	run.Checkpoint(func(c *Checkpoint, err error) { saved = c })
	saved = nil
	run.Cancel()
	clock.pass(10 * time.Second)
	if len(pool.workers) != 1 || saved != nil || run.Status().Step != 1 {
		t.Errorf("%d workers, %+v", len(pool.workers), run.Status())
	}
	h, err := DoSteps(hikes(t, func(time.Duration) {}), hikeOf(30), 7, nil)
	if last, _ := h.Last(); err != nil || last.Step != 7 {
		t.Errorf("natively: step %d, %v", last.Step, err)
	}
}
