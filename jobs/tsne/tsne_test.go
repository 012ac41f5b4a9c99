package tsne

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/embed"
	"zscape/compute/linalg"
	"zscape/task"
)

var library = task.Library{Name: New}

// three is a run on n points in three heaps.
func three(n int) Run {
	r := rand.New(rand.NewPCG(1, 0))
	x := linalg.Zeros(n, 4)
	for c := range x.Data {
		x.Data[c] = r.NormFloat64()
		if i := c / 4; c%4 == i%3 {
			x.Data[c] += 8
		}
	}
	o := embed.DefaultOptions
	o.Perplexity, o.Exaggerated, o.Iterations = 10, 40, 150
	return Run{X: x, Options: o, K: 7, Seed: 5}
}

func frames(t *testing.T, r Run) []task.Frame {
	t.Helper()
	h, err := task.Do(library, Spec(r), nil)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := h.Last()
	return h.Upto(f.Step)
}

// The frames are those of the run's steps, and the last has the picture's quality.
func TestFrames(t *testing.T) {
	for _, theta := range []float64{0, 0.5} {
		r := three(120)
		r.Options.Theta = theta
		got := frames(t, r)
		want, err := embed.NewTSNE(r.X, r.Options, rand.New(rand.NewPCG(r.Seed, 0)))
		if err != nil {
			t.Fatal(err)
		}
		drawn, measured := 0, 0
		var phases []string
		for k, f := range got {
			m := f.Snapshot
			kl, at := want.KL()
			if g := m.Array("kl"); f.Step != k || !slices.Equal(m.Array("y"), want.Y()) || m.Number("iteration") != float64(want.Iteration()) ||
				g[0] != kl && kl == kl || g[1] != float64(at) {
				t.Fatalf("theta %v: step %d is %v", theta, k, m)
			}
			if m.Number("perplexity") != 10 || m.Number("rate") != 50 {
				t.Fatalf("theta %v: perplexity %v, rate %v", theta, m.Number("perplexity"), m.Number("rate"))
			}
			phase := m.Text("phase")
			if len(phases) == 0 || phases[len(phases)-1] != phase {
				phases = append(phases, phase)
			}
			if phase == "descending" {
				drawn++
			}
			if phase == "measuring" {
				measured++
			}
			if last := k == len(got)-1; last != (m.Array("quality") != nil) {
				t.Errorf("theta %v: frame %d of %d has the quality %v", theta, k, len(got), m.Array("quality"))
			}
			want.Step()
		}
		if p := []string{"searching", "weighing", "exaggerating", "descending", "measuring", "ended"}; !slices.Equal(phases, p) || drawn != 111 || measured == 0 {
			t.Errorf("theta %v: phases %q, %d of the descent, %d to measure", theta, phases, drawn, measured)
		}
		last := got[len(got)-1]
		q, err := embed.Measure(r.X, linalg.Matrix(120, 2, want.Y()...), 7)
		if want := []float64{7, q.Trustworthiness, q.Continuity, q.Preservation}; err != nil || !slices.Equal(last.Snapshot.Array("quality"), want) || q.Trustworthiness < 0.9 {
			t.Errorf("theta %v: the quality is %v, want %v", theta, last.Snapshot.Array("quality"), want)
		}
		if last.Progress != 1 || last.Snapshot.Number("iteration") != 150 {
			t.Errorf("theta %v: ends with progress %v", theta, last.Progress)
		}
	}
}

// A snapshot stays as it is while the run goes on.
func TestSnapshot(t *testing.T) {
	s, err := New(Spec(three(60)))
	if err != nil {
		t.Fatal(err)
	}
	m := s.Snapshot()
	y := slices.Clone(m.Array("y"))
	for range 50 {
		s.Step()
	}
	if !slices.Equal(y, m.Array("y")) || slices.Equal(y, s.Snapshot().Array("y")) {
		t.Error("snapshots share positions with the run")
	}
}

// Of many points there is about one frame an iteration.
func TestRecord(t *testing.T) {
	r := three(1100)
	r.Options.Iterations, r.Options.Exaggerated, r.K = 30, 10, 0
	at := map[float64]int{}
	for _, f := range frames(t, r) {
		at[f.Snapshot.Number("iteration")]++
	}
	for i := 1.0; i < 30; i++ {
		if at[i] != 1 {
			t.Errorf("%d frames of iteration %v", at[i], i)
		}
	}
}

func TestSeed(t *testing.T) {
	last := func(r Run) []float64 { f := frames(t, r); return f[len(f)-1].Snapshot.Array("y") }
	for _, random := range []bool{false, true} {
		r := three(60)
		r.Options.Random = random
		a, b := last(r), last(r)
		r.Seed++
		if c := last(r); !slices.Equal(a, b) || slices.Equal(a, c) {
			t.Errorf("random start %v: seeds do not tell", random)
		}
		r.Options.Random = !random
		if c := last(r); slices.Equal(a, c) {
			t.Error("the start does not matter")
		}
	}
}

// Few points have a lower perplexity and fewer neighbours.
func TestFew(t *testing.T) {
	for n, k := range map[int]float64{1: 0, 2: 0, 3: 1, 5: 2, 14: 6, 15: 7} {
		f := frames(t, three(n))
		m := f[len(f)-1].Snapshot
		if want := min(10, max(float64(n-1)/3, 1)); m.Number("perplexity") != want || m.Text("phase") != "ended" {
			t.Errorf("%d points: perplexity %v, want %v, %s", n, m.Number("perplexity"), want, m.Text("phase"))
		}
		if q := m.Array("quality"); (q == nil) != (k == 0) || q != nil && q[0] != k {
			t.Errorf("%d points: quality %v", n, q)
		}
	}
}

func TestDiverges(t *testing.T) {
	r := three(60)
	r.Options.Rate = 1e300
	f := frames(t, r)
	if m := f[len(f)-1].Snapshot; m.Text("phase") != "diverged" || m.Array("quality") != nil || !math.IsInf(m.Number("kl"), 1) {
		t.Errorf("%v, quality %v, KL %v", m.Texts, m.Array("quality"), m.Number("kl"))
	}
}

func TestRefused(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		key    string
		change func(*task.Message)
	}{
		{"perplexity", func(m *task.Message) { m.Arrays["perplexity"][0] = 0 }},
		{"perplexity", func(m *task.Message) { delete(m.Arrays, "perplexity") }},
		{"exaggeration", func(m *task.Message) { m.Arrays["exaggeration"][0] = 0.5 }},
		{"exaggerated", func(m *task.Message) { m.Arrays["exaggerated"][0] = 1.5 }},
		{"rate", func(m *task.Message) { m.Arrays["rate"][0] = -1 }},
		{"rate", func(m *task.Message) { m.Arrays["rate"][0] = nan }},
		{"iterations", func(m *task.Message) { m.Arrays["iterations"][0] = 1e9 }},
		{"iterations", func(m *task.Message) { m.Arrays["iterations"][0] = nan }},
		{"theta", func(m *task.Message) { m.Arrays["theta"][0] = 2 }},
		{"k", func(m *task.Message) { m.Arrays["k"][0] = -1 }},
		{"start", func(m *task.Message) { m.Texts["start"] = "luck" }},
		{"x", func(m *task.Message) { m.Arrays["x"] = m.Arrays["x"][1:] }},
		{"x", func(m *task.Message) { m.Arrays["x"] = slices.Clone(m.Arrays["x"]); m.Arrays["x"][9] = nan }},
		{"x", func(m *task.Message) { m.Arrays["shape"][1] = 3 }},
		{"shape", func(m *task.Message) { m.Arrays["shape"] = nil }},
		{"shape", func(m *task.Message) { m.Arrays["shape"] = []float64{-1, -1} }},
		{"shape", func(m *task.Message) { m.Arrays["shape"][0] = 1e18 }},
		{"shape", func(m *task.Message) { m.Arrays["shape"][1] = nan }},
		{"points", func(m *task.Message) { m.Arrays["shape"][0], m.Arrays["x"] = 0, nil }},
	} {
		s := Spec(three(30))
		tt.change(&s.Args)
		_, err := New(s)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != tt.key {
			t.Errorf("%v, want an error about %s", err, tt.key)
		}
	}
	if _, err := New(task.Spec{Name: Name}); err == nil {
		t.Error("an empty Spec is taken")
	}
}
