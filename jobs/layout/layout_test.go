package layout

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"zscape/compute/layout"
	"zscape/compute/sparse"
	"zscape/jobs/links"
	"zscape/task"
)

var library = task.Library{Name: New}

// graph is one of random links, some of its nodes without any.
func graph(n int) *sparse.Matrix {
	r := rand.New(rand.NewPCG(3, 0))
	return sparse.New(n, n, func(yield func(sparse.Entry) bool) {
		r = rand.New(rand.NewPCG(3, 0)) // the same each time
		for range n {
			if !yield(sparse.Entry{Row: r.Int32N(int32(n)), Col: r.Int32N(int32(n))}) {
				return
			}
		}
	}, sparse.Last).Pattern()
}

func run(n, dims int) Run { return Run{Links: links.Data(graph(n)), Dims: dims, Seed: 5} }

// The frames are those of the layout, with pins, and the log has each iteration.
func TestFrames(t *testing.T) {
	for _, dims := range []int{2, 3} {
		r := run(80, dims)
		r.Pinned = []float64{7, 2, 3, 4}[:1+dims]
		h, err := task.Do(library, Spec(r), nil)
		if err != nil {
			t.Fatal(err)
		}
		if f := h.At(0); !f.Snapshot.Empty() {
			t.Errorf("before the start: %v", f.Snapshot)
		}
		want := layout.New(graph(80), dims, rand.New(rand.NewPCG(5, 0)))
		want.Pin(7, r.Pinned[1:]...)
		last, _ := h.Last()
		position := make([]float32, 80*dims)
		movement, temperature := h.Log().Column("movement"), h.Log().Column("temperature")
		for step := 1; step <= last.Step; step++ {
			want.PositionsTo(position)
			if f := h.At(step); f.Step == step {
				m := f.Snapshot
				if !slices.Equal(m.Floats["position"], position) || m.Number("iteration") != float64(step-1) || m.Number("movement") != want.Movement() {
					t.Fatalf("%d dimensions: step %d is %v", dims, step, m.Arrays)
				}
			}
			if step > 1 && (movement[step-2] != want.Movement() || temperature[step-2] != want.Temperature()) {
				t.Fatalf("%d dimensions: the log of step %d is %v, %v", dims, step, movement[step-2], temperature[step-2])
			}
			want.Step()
		}
		if !want.Settled() || len(movement) != want.Steps() || last.Progress != 1 {
			t.Errorf("%d dimensions: ended after %d of %d iterations, progress %v", dims, len(movement), want.Steps(), last.Progress)
		}
	}
}

// steps does so many steps, or all, and returns how many.
func steps(t *testing.T, s task.Task, most int) (n int) {
	t.Helper()
	for n < most {
		done, err := s.Step()
		if err != nil {
			t.Fatal(err)
		}
		if !s.(task.Slicer).Within() {
			n++
		}
		if done {
			break
		}
	}
	return n
}

// Pins may come at any time, also within a step and at the end, which is not the end then.
func TestSet(t *testing.T) {
	for _, after := range []int{0, 1, 30, 1 << 20} {
		for _, within := range []int{0, 3} {
			// 1000 nodes take several calls a step.
			s, err := New(Spec(run(1000, 2)))
			if err != nil {
				t.Fatal(err)
			}
			steps(t, s, after)
			d := s.(*drawing)
			if d.Ended() != (after == 1<<20) {
				t.Fatalf("after %d steps: ended %v", after, d.Ended())
			}
			for range within {
				if !d.Ended() {
					s.Step()
				}
			}
			place := []float64{17, -3, 40, 5, 11, 12}
			if err := d.Set(task.Message{Arrays: map[string][]float64{PinnedKey: place}}); err != nil {
				t.Fatal(err)
			}
			if d.Ended() {
				t.Errorf("after %d steps and %d calls: pinned, it has ended", after, within)
			}
			steps(t, s, 1<<20)
			if p := d.Snapshot().Floats["position"]; p[34] != -3 || p[35] != 40 || p[10] != 11 || p[11] != 12 {
				t.Errorf("pinned at %v, %v and %v, %v", p[34], p[35], p[10], p[11])
			}
			// The same again changes nothing; without them they are released.
			d.Set(task.Message{Arrays: map[string][]float64{PinnedKey: place}})
			if !d.Ended() {
				t.Error("the same pins wake it")
			}
			d.Set(task.Message{Arrays: map[string][]float64{PinnedKey: place[:3]}})
			if d.Ended() || !d.layout.Pinned(17) || d.layout.Pinned(5) {
				t.Error("not released")
			}
			before := d.Snapshot()
			for _, m := range []task.Message{
				{Arrays: map[string][]float64{PinnedKey: {1}}},
				{Arrays: map[string][]float64{PinnedKey: {1000, 1, 2}}},
				{Arrays: map[string][]float64{PinnedKey: {1.5, 1, 2}}},
				{Arrays: map[string][]float64{PinnedKey: {math.NaN(), 1, 2}}},
				{Arrays: map[string][]float64{PinnedKey: {1, math.Inf(1), 2}}},
				{Arrays: map[string][]float64{PinnedKey: {1, 1, 2, 1, 3, 4}}},
				{Arrays: map[string][]float64{"dims": {3}}},
				{Texts: map[string]string{"phase": "hot"}, Arrays: map[string][]float64{PinnedKey: {1, 1, 2}}},
			} {
				var e *task.SpecError
				if err := d.Set(m); !errors.As(err, &e) || e.Key != PinnedKey || !d.Snapshot().Equal(before) {
					t.Errorf("%v: %v", m, err)
				}
			}
		}
		if testing.Short() {
			break
		}
	}
}

// A run of a pool that is done goes on when a node is pinned, and rests again.
func TestWakes(t *testing.T) {
	clock := &clock{now: time.Unix(0, 0)}
	p := task.NewPool(1, clock, task.Inline(library, clock, 6*time.Millisecond))
	r := p.Start(Spec(run(60, 2)), false, nil)
	clock.run()
	was := r.Status()
	if was.Phase != task.Done || !was.Resident {
		t.Fatalf("%+v", was)
	}
	if !r.Set(task.Message{Arrays: map[string][]float64{PinnedKey: {3, 9, 8}}}) {
		t.Fatal("it does not hear")
	}
	clock.run()
	f, _ := r.History().Last()
	if s := r.Status(); s.Phase != task.Done || s.Step <= was.Step || f.Snapshot.Floats["position"][6] != 9 || f.Snapshot.Floats["position"][7] != 8 {
		t.Errorf("%+v", s)
	}
	if !slices.Equal(r.Spec().Args.Array(PinnedKey), []float64{3, 9, 8}) {
		t.Errorf("the Spec has %v", r.Spec().Args.Arrays)
	}
}

// clock is a task.Clock that goes as fast as it can.
type clock struct {
	now   time.Time
	calls []func()
}

func (c *clock) Now() time.Time { c.now = c.now.Add(time.Microsecond); return c.now }
func (c *clock) After(d time.Duration, f func()) {
	if d < time.Second { // others are for workers that do not answer
		c.calls = append(c.calls, f)
	}
}

func (c *clock) run() {
	for len(c.calls) > 0 {
		f := c.calls[0]
		c.calls = c.calls[1:]
		c.now = c.now.Add(time.Millisecond)
		f()
	}
}

// A run that was left goes on as if it had not been, to the bit.
func TestGoesOn(t *testing.T) {
	for _, dims := range []int{2, 3} {
		r := run(100, dims)
		r.Pinned = []float64{7, 2, 3, 4}[:1+dims]
		whole, err := New(Spec(r))
		if err != nil {
			t.Fatal(err)
		}
		steps(t, whole, 1<<20)
		other := r
		other.Pinned = []float64{9, -2, 3, 1}[:1+dims]
		whole.(*drawing).Set(task.Message{Arrays: map[string][]float64{PinnedKey: other.Pinned}})
		settled := whole.Snapshot()
		steps(t, whole, 1<<20)
		for _, after := range []int{0, 1, 2, 50, 1 << 20} {
			s, _ := New(Spec(r))
			n := steps(t, s, after)
			spec := Spec(r)
			spec.From = &task.Checkpoint{Step: n, State: s.(task.Checkpointer).Checkpoint()}
			rest, err := New(spec)
			if err != nil {
				t.Fatal(err)
			}
			d := rest.(*drawing)
			if d.Ended() != (after == 1<<20) || !d.Snapshot().Equal(s.Snapshot()) {
				t.Errorf("%d dimensions: left after %d steps, it is %v", dims, n, d.Snapshot().Arrays)
			}
			if !d.Ended() {
				steps(t, d, 1<<20)
			}
			d.Set(task.Message{Arrays: map[string][]float64{PinnedKey: other.Pinned}})
			if after != 1<<20 && !d.Snapshot().Equal(settled) {
				t.Errorf("%d dimensions: left after %d steps, it settles elsewhere", dims, n)
			}
			steps(t, d, 1<<20)
			if !d.Snapshot().Equal(whole.Snapshot()) {
				t.Errorf("%d dimensions: left after %d steps, another picture", dims, n)
			}
		}
		// With other pins in the Spec it goes on with these.
		s, _ := New(Spec(r))
		n := steps(t, s, 1<<20)
		spec := Spec(other)
		spec.From = &task.Checkpoint{Step: n, State: s.(task.Checkpointer).Checkpoint()}
		rest, err := New(spec)
		if err != nil || rest.(*drawing).Ended() {
			t.Fatalf("other pins: %v", err)
		}
		if steps(t, rest, 1<<20); !rest.Snapshot().Equal(whole.Snapshot()) {
			t.Errorf("%d dimensions: other pins make another picture", dims)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		key    string
		change func(s *task.Spec)
	}{
		{"links", func(s *task.Spec) { s.Data = nil }},
		{"dims", func(s *task.Spec) { s.Args.Arrays["dims"] = []float64{4} }},
		{"dims", func(s *task.Spec) { delete(s.Args.Arrays, "dims") }},
		{PinnedKey, func(s *task.Spec) { s.Args.Arrays[PinnedKey] = []float64{1, 2} }},
	} {
		s := Spec(run(20, 2))
		c.change(&s)
		_, err := New(s)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != c.key || e.Reason.Ja == "" {
			t.Errorf("%v, want an error about %s", err, c.key)
		}
	}
	s, _ := New(Spec(run(20, 2)))
	steps(t, s, 9)
	for what, change := range map[string]func(m task.Message){
		"positions": func(m task.Message) { m.Arrays["at"] = m.Arrays["at"][2:] },
		"picture":   func(m task.Message) { delete(m.Floats, "position") },
		"order":     func(m task.Message) { m.Bytes["order"][0] ^= 1 },
		"place":     func(m task.Message) { delete(m.Arrays, "place") },
		"rest":      func(m task.Message) { m.Arrays["place"][1] = math.NaN() },
		"iteration": func(m task.Message) { m.Arrays["iteration"][0] = -1 },
		"pins":      func(m task.Message) { m.Arrays[PinnedKey] = []float64{99, 1, 1} },
	} {
		spec := Spec(run(20, 2))
		spec.From = &task.Checkpoint{Step: 9, State: s.(task.Checkpointer).Checkpoint()}
		change(spec.From.State)
		_, err := task.Do(library, spec, nil)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != "from" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// No nodes, and none with links.
func TestSmall(t *testing.T) {
	for _, n := range []int{0, 1, 2} {
		h, err := task.Do(library, Spec(Run{Links: links.Data(sparse.New(n, n, slices.Values([]sparse.Entry(nil)), sparse.Sum)), Dims: 2}), nil)
		if err != nil {
			t.Fatal(err)
		}
		if f, _ := h.Last(); len(f.Snapshot.Floats["position"]) != 2*n {
			t.Errorf("%d nodes: %v", n, f.Snapshot)
		}
	}
}
