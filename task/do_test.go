package task

import (
	"errors"
	"testing"
	"time"
)

func TestDo(t *testing.T) {
	lib := walks(func(time.Duration) {})
	for _, c := range []struct{ n, every, want int }{
		{1000, 0, 2}, {1000, 1, 1001}, {1000, 7, 144}, {1, 1, 2}, {3, 10, 2},
	} {
		spec := paced(recorded(of("n", float64(c.n)), c.every), 1)
		var all []Status
		h, err := Do(lib, spec, func(s Status) { all = append(all, s) })
		if err != nil {
			t.Fatal(err)
		}
		if h.Len() != c.want {
			t.Errorf("%d steps, every %d: %d frames, want %d", c.n, c.every, h.Len(), c.want)
		}
		checkWalk(t, spec, h.Upto(c.n))
		if f, _ := h.Last(); f.Step != c.n || f.Progress != 1 {
			t.Errorf("%d steps, every %d: the last is %d, progress %v", c.n, c.every, f.Step, f.Progress)
		}
		if len(all) == 0 || all[len(all)-1].Phase != Done || all[len(all)-1].Step != c.n {
			t.Errorf("%d steps, every %d: %+v", c.n, c.every, all)
		}
	}
}

func TestDoSteps(t *testing.T) {
	lib := walks(func(time.Duration) {})
	for _, c := range []struct{ n, steps, want int }{{1000, 50, 50}, {20, 50, 20}, {1000, 0, 0}, {0, 17, 17}, {1000, 999, 999}} {
		for _, every := range []int{0, 1, 7} {
			spec := recorded(of("n", float64(c.n)), every)
			h, err := DoSteps(lib, spec, c.steps, nil)
			if f, _ := h.Last(); err != nil || f.Step != c.want {
				t.Errorf("%d of %d steps: the last is %d, %v", c.steps, c.n, f.Step, err)
			}
			checkWalk(t, spec, h.Upto(c.n+50))
			checkLog(t, spec, h.Log(), c.want)
		}
	}
}

func TestDoFails(t *testing.T) {
	lib := walks(func(time.Duration) {})
	var wrong *SpecError
	if h, err := Do(lib, Spec{Name: "other"}, nil); !errors.As(err, &wrong) || wrong.Key != "name" || wrong.Value != "other" || h.Len() != 0 {
		t.Errorf("%v", err)
	}
	var last Status
	h, err := Do(lib, recorded(of("fail", 50.), 1), func(s Status) { last = s })
	if err == nil || err.Error() != "walk: lost" || last.Phase != Failed || last.Err.En != "walk: lost" || h.Len() != 50 {
		t.Errorf("%v, %+v, %d frames", err, last, h.Len())
	}
	if _, err := Do(lib, of("panics", 2.), nil); err == nil || err.Error() != "panic: walk: fell" {
		t.Errorf("%v", err)
	}
}

// Reports come ten times a second, and never go back.
func TestDoReports(t *testing.T) {
	lib := walks(time.Sleep)
	var all []Status
	if _, err := Do(lib, of("n", 200., "cost", 2.), func(s Status) { all = append(all, s) }); err != nil {
		t.Fatal(err)
	}
	if len(all) < 3 || len(all) > 40 {
		t.Errorf("%d reports", len(all))
	}
	for i, s := range all[1:] {
		if was := all[i]; s.Progress < was.Progress || s.Elapsed < was.Elapsed || s.Step < was.Step {
			t.Errorf("%+v after %+v", s, was)
		}
	}
}

// A History that is full is the same every time, and spread evenly.
func TestDoFull(t *testing.T) {
	var last *ending
	lib := Library{"trivial": func(Spec) (Task, error) {
		last = &ending{n: 300000}
		return last, nil
	}}
	a, err := Do(lib, Spec{Name: "trivial", Record: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Do(lib, Spec{Name: "trivial", Record: 1}, nil)
	if a.Len() != b.Len() || a.Len() < 10000 || a.bytes > HistoryLimit {
		t.Fatalf("%d frames, %d frames", a.Len(), b.Len())
	}
	if last.snapshots > last.n/2 {
		t.Errorf("%d snapshots were taken of %d steps", last.snapshots, last.n)
	}
	for i := range a.Len() {
		if a.At(i).Step != b.At(i).Step {
			t.Fatalf("step %d, step %d", a.At(i).Step, b.At(i).Step)
		}
		if i > 0 && a.At(i).Step-a.At(i-1).Step > 1<<a.shift {
			t.Errorf("step %d after %d", a.At(i).Step, a.At(i-1).Step)
		}
	}
}

// ending is a trivial task of n steps.
type ending struct {
	trivial
	n, snapshots int
}

func (e *ending) Snapshot() Message {
	e.snapshots++
	return e.trivial.Snapshot()
}

func (e *ending) Step() (bool, error) {
	e.trivial.n++
	return e.trivial.n == e.n, nil
}
