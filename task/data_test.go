package task

import (
	"errors"
	"math"
	"testing"
	"time"
)

// sums are walks that begin at the sum of their data.
func sums(lib Library) Library {
	made := lib["walk"]
	lib["sum"] = func(s Spec) (Task, error) {
		if s.Data == nil {
			return nil, &SpecError{Key: "data"}
		}
		w, err := made(s)
		if err == nil {
			for _, v := range s.Data.Floats["v"] {
				w.(*walk).x += float64(v)
			}
		}
		return w, err
	}
	return lib
}

func bulk(x ...float32) *Data { return NewData(Message{Floats: map[string][]float32{"v": x}}) }

func sumOf(d *Data, args ...any) Spec {
	s := of(args...)
	s.Name, s.Data = "sum", d
	return s
}

func (w *thread) count(v verb) (n int) {
	for _, c := range w.heard {
		if c.verb == v {
			n++
		}
	}
	return n
}

// Data come once to each worker that needs them, and are dropped there when runs
// come that need others.
func TestDataOnce(t *testing.T) {
	f := newFarm()
	p := NewPool(2, f.clock, f.spawn)
	a, b := bulk(1, 2, 3), bulk(10)
	first := func(r *Run) float64 { return r.History().At(0).Snapshot.Number("x") }
	var runs []*Run
	for range 6 {
		runs = append(runs, p.Start(sumOf(a, "cost", 1.), false, nil))
	}
	f.clock.pass(time.Second)
	for i, r := range runs {
		if r.Status().Phase != Running || first(r) != 6 {
			t.Fatalf("run %d: %+v", i, r.Status())
		}
	}
	for i, w := range f.workers {
		if n := w.count(supply); n != 1 || len(w.server.data) != 1 {
			t.Errorf("worker %d was given data %d times, and has %d", i, n, len(w.server.data))
		}
	}
	for _, r := range runs {
		r.Cancel()
	}
	again := p.Start(sumOf(bulk(1, 2, 3), "cost", 1.), false, nil) // the same, read again
	f.clock.pass(time.Second)
	if f.workers[0].count(supply)+f.workers[1].count(supply) != 2 || first(again) != 6 {
		t.Errorf("the same data come again: %+v", again.Status())
	}
	for range 20 {
		again.Cancel()
		again = p.Start(sumOf(bulk(float32(f.clock.asked)), "cost", 1.), false, nil)
		other := p.Start(sumOf(b, "cost", 1.), false, nil)
		f.clock.pass(time.Second)
		if first(other) != 10 || again.Status().Phase != Running {
			t.Fatalf("%+v, %+v", other.Status(), again.Status())
		}
		other.Cancel()
	}
	for i, w := range f.workers {
		if n := len(w.server.data); n > 2 {
			t.Errorf("worker %d has data of %d files", i, n)
		}
	}
}

// Where workers are missing, or begin late, or die, data are there all the same; so
// they are natively, and for a run that is extended.
func TestDataElsewhere(t *testing.T) {
	f := newFarm()
	refused := errors.New("no workers")
	none := func(func([]byte), func(string)) (Port, error) { return nil, refused }
	for name, spawns := range map[string][]Spawn{"workers": {f.spawn}, "inline": {f.inline()}, "inline instead": {none, f.inline()}} {
		p := NewPool(2, f.clock, spawns...)
		r := p.Start(sumOf(bulk(4, 5), "n", 10.), true, nil)
		r.Resume()
		f.clock.pass(time.Second)
		if s := r.Status(); s.Phase != Done || r.History().At(0).Snapshot.Number("x") != 9 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	p := NewPool(1, f.clock, f.spawn, f.inline())
	r := p.Start(sumOf(bulk(4, 5), "cost", 1.), false, nil)
	f.last().die("lost") // before it said anything
	f.clock.pass(time.Second)
	if s := r.Status(); s.Phase != Running {
		t.Errorf("after its worker has died: %+v", s)
	}
	h, err := Do(sums(walks(func(time.Duration) {})), sumOf(bulk(4, 5), "n", 10.), nil)
	if err != nil || h.At(0).Snapshot.Number("x") != 9 {
		t.Errorf("natively: %v", err)
	}
	b := newBench(t)
	b.start(1, Spec{Name: "walk", Data: bulk(1)})
	if s := b.status(1); s.Phase != Failed || s.Err.Ja == "" {
		t.Errorf("without its data: %+v", s)
	}
}

// Data are equal by what they are, and a Spec by its data.
func TestDataEqual(t *testing.T) {
	a, b, c := bulk(1, 2), bulk(1, 2), bulk(1, 3)
	if !a.Equal(b) || a.Equal(c) || a.Equal(nil) || (*Data)(nil).Equal(a) || !(*Data)(nil).Equal(nil) {
		t.Error("Equal")
	}
	if !sumOf(a).Equal(sumOf(b)) || sumOf(a).Equal(sumOf(c)) || sumOf(a).Equal(sumOf(nil)) {
		t.Error("Spec.Equal")
	}
	if _, ok := sumOf(a).Change(sumOf(c)); ok {
		t.Error("Spec.Change")
	}
	if sumOf(a).Identity() != sumOf(b).Identity() || sumOf(a).Identity() == sumOf(c).Identity() {
		t.Error("Spec.Identity")
	}
	large := NewData(Message{Arrays: map[string][]float64{"x": make([]float64, 1e6)}})
	s := Spec{Data: large}
	if n := testing.AllocsPerRun(10, func() { s.Equal(Spec{Data: large}) }); n > 0 {
		t.Errorf("to compare allocates %v times", n)
	}
	if nan := NewData(Message{Arrays: map[string][]float64{"x": {math.NaN()}}}); !nan.Equal(nan) {
		t.Error("not equal to itself")
	}
}
