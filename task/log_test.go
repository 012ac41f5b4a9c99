package task

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// However a run is paused, stepped and kept waiting, its log has every record
// once and in order, up to the step that was last heard of.
func TestLogComplete(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		for seed := range uint64(20) {
			random := rand.New(rand.NewPCG(seed, 0))
			p := NewPool(1, f.clock, spawn)
			spec := of("n", 700., "cost", []float64{0.02, 0.5, 30}[random.IntN(3)], "snapshot", float64(random.IntN(3)))
			spec.Record, spec.Seed, spec.Pace = random.IntN(3), seed, []float64{0, 300}[random.IntN(2)]
			busy := p.Start(of("cost", 20.), false, nil) // in the same worker
			r := p.Start(spec, random.IntN(2) == 0, nil)
			for range 60 {
				[]func(){r.Pause, r.Resume, r.Step, r.Resume, func() {}}[random.IntN(5)]()
				f.clock.pass(time.Duration(random.IntN(80)) * time.Millisecond)
				if r.Status().Phase > Starting {
					checkLog(t, spec, r.History().Log(), r.Status().Step)
				}
			}
			r.Resume()
			f.clock.pass(2 * time.Minute)
			if r.Status().Phase != Done {
				t.Fatalf("seed %d: %+v", seed, r.Status())
			}
			checkLog(t, spec, r.History().Log(), 700)
			busy.Cancel()
		}
	})
}

// Natively the log is the same, and it ends where a task fails.
func TestLogNatively(t *testing.T) {
	lib := walks(func(time.Duration) {})
	for _, every := range []int{0, 1, 50} {
		spec := recorded(of("n", 5000.), every)
		h, err := Do(lib, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkLog(t, spec, h.Log(), 5000)
	}
	spec := of("fail", 50.)
	h, err := Do(lib, spec, nil)
	if err == nil {
		t.Fatal("it does not fail")
	}
	checkLog(t, spec, h.Log(), 49)
}

// Looking back, and on: the log is that of the moment, and says what is new.
func TestLogMoments(t *testing.T) {
	spec := of("n", 100.)
	lib := walks(func(time.Duration) {})
	h, _ := Do(lib, spec, nil)
	for step := range 101 {
		v := h.View(step)
		checkLog(t, spec, v.Log, step)
		if n := h.Log().Common(v.Log); n != v.Log.Len() {
			t.Errorf("the log has %d records in common with its beginning of %d", n, v.Log.Len())
		}
		if n := v.Log.Common(h.Log()); n != v.Log.Len() {
			t.Errorf("the beginning of %d records has %d in common with the log", v.Log.Len(), n)
		}
	}
	other, _ := Do(lib, spec, nil)
	if n := other.Log().Common(h.Log()); n != 0 {
		t.Errorf("logs of two runs have %d records in common", n)
	}
	if got := h.Log().Columns(); !slices.Equal(got, []string{"x", "twice"}) {
		t.Errorf("columns %q", got)
	}
	if l := (Log{}); l.Len() != 0 || l.Columns() != nil || l.Column("x") != nil || l.Steps() != nil || l.Upto(3).Len() != 0 {
		t.Error("the zero Log is not empty")
	}
}

// What a view shows stays while the log grows, and what begins anew from an
// earlier step is another log.
func TestLogGrows(t *testing.T) {
	b := newBook([]string{"x"})
	row := func(step int, x ...float64) {
		t.Helper()
		if err := b.add(step, x); err != nil {
			t.Fatal(err)
		}
	}
	row(0, 1)
	row(2, 3, 4)
	view := b.log()
	for step := range 100 {
		row(3+step, 0)
	}
	if !slices.Equal(view.Column("x"), []float64{1, 3, 4}) || !slices.Equal(view.Steps(), []float64{0, 2, 2}) {
		t.Errorf("the view has become %v", view.Column("x"))
	}
	again := newBook([]string{"x"})
	again.add(2, []float64{7})
	c := b.join(again)
	if got := c.log(); !slices.Equal(got.Column("x"), []float64{1, 7}) || got.Common(view) != 0 {
		t.Errorf("anew from step 2: %v, %d in common", got.Column("x"), got.Common(view))
	}
	if !slices.Equal(view.Column("x"), []float64{1, 3, 4}) {
		t.Errorf("the view has become %v", view.Column("x"))
	}
	if err := newBook([]string{"x", "y"}).add(1, []float64{1, 2, 3}); err == nil {
		t.Error("three numbers are records of two")
	}
}

// scribe is a task with a log of its own making.
type scribe struct {
	trivial
	columns []string
	rows    []float64
}

func (s *scribe) Columns() []string               { return s.columns }
func (s *scribe) Records(dst []float64) []float64 { return append(dst, s.rows...) }
func (s *scribe) Step() (bool, error)             { s.trivial.Step(); return s.trivial.n == 3, nil }

// A log that is none is the task's failure.
func TestLogMalformed(t *testing.T) {
	for what, s := range map[string]*scribe{
		"no columns":         {},
		"too many columns":   {columns: make([]string, maxColumns+1)},
		"not a whole record": {columns: []string{"a", "b"}, rows: []float64{1, 2, 3}},
	} {
		if _, err := Do(Library{"s": func(Spec) (Task, error) { return s, nil }}, Spec{Name: "s"}, nil); err == nil || !strings.HasPrefix(err.Error(), "task: ") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// BenchmarkLog is 4000 draws of 50 parameters, step by step, to the other side.
func BenchmarkLog(b *testing.B) {
	const draws, parameters = 4000, 50
	columns := make([]string, parameters)
	for k := range columns {
		columns[k] = fmt.Sprintf("theta[%d]", k)
	}
	row := make([]float64, parameters)
	b.ReportAllocs()
	for b.Loop() {
		book, heard := newBook(columns), newBook(columns)
		for k := range draws {
			book.add(k, row)
			if k%100 == 99 { // a message
				e, err := decodeEvent(event{news: update, status: Status{Phase: Running, Remaining: -1}, log: book}.encode())
				if err != nil {
					b.Fatal(err)
				}
				heard.join(e.log)
				book.reset()
			}
		}
		if heard.log().Len() != draws {
			b.Fatal("some are lost")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*draws), "ns/draw")
}
