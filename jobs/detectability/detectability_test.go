package detectability

import (
	"errors"
	"math"
	"slices"
	"testing"

	"zscape/compute/beliefs"
	"zscape/task"
)

var library = task.Library{Name: New}

func small() Run {
	return Run{Nodes: 300, Groups: 2, Degree: 8, Ratios: []float64{0.3, 2.5, -2.5}, Seeds: 2, Methods: []string{BP, Sym, SBM}, Seed: 4}
}

// done returns the log of a run.
func done(t *testing.T, r Run) task.Log {
	t.Helper()
	h, err := task.Do(library, Spec(r), nil)
	if err != nil {
		t.Fatal(err)
	}
	return h.Log()
}

// There is a record for each graph and method; far above the threshold all groups are found, and
// below none.
func TestLog(t *testing.T) {
	for _, directed := range []bool{false, true} {
		r := small()
		r.Directed, r.Methods = directed, Methods(directed)
		log := done(t, r)
		k := 0
		for seed := range r.Seeds {
			for _, ratio := range r.Ratios {
				for m, name := range r.Methods {
					got := log.Column("overlap")[k]
					if log.Column("seed")[k] != float64(seed) || log.Column("ratio")[k] != ratio || log.Column("method")[k] != float64(m) {
						t.Fatalf("record %d is of %v, %v, %v", k, log.Column("seed")[k], log.Column("ratio")[k], log.Column("method")[k])
					}
					// Laplacians find groups only that prefer each other; DI-SIM sees half of the links,
					// and D - A the few nodes that hang by a thread.
					sure := name == BP || name == SBM || name == Bethe || ratio > 0 && (name == Sym || name == RW)
					if far := math.Abs(ratio) > 2; far && sure && got < 0.9 || !far && got > 0.25 {
						t.Errorf("directed %v, seed %d, ratio %v: %s has the overlap %v", directed, seed, ratio, name, got)
					}
					k++
				}
			}
		}
		if log.Len() != k {
			t.Errorf("%d records, want %d", log.Len(), k)
		}
	}
}

// Planted graphs have as many links as they are to have, within groups and between.
func TestPlant(t *testing.T) {
	for _, directed := range []float64{0, 1} {
		c := &state{nodes: 1000, groups: 4, degree: 20, directed: directed, ratios: []float64{1.5}}
		p := c.plant(0, 0, func(int) {})
		var within, between float64
		for e := range p.links.All() {
			v := 1.0
			if _, both := p.links.At(int(e.Col), int(e.Row)); both {
				v = 0.5 // of a neighbour
			}
			if p.truth[e.Row] == p.truth[e.Col] {
				within += v
			} else {
				between += v
			}
			if e.Row == e.Col {
				t.Fatal("a loop")
			}
		}
		in, out, _ := beliefs.Affinities(1000, 4, 20, 1.5)
		// Of so many pairs; a standard deviation is about the root of the number.
		for _, n := range []struct{ got, want float64 }{{within, in * 249.0 / 2}, {between, out * 750 / 2}} {
			if math.Abs(n.got-n.want) > 4*math.Sqrt(n.want) {
				t.Errorf("directed %v: %v links, want %v", directed, n.got, n.want)
			}
		}
		if symmetric := p.links.Symmetric(0).Len() == p.links.Len(); symmetric != (directed == 0) {
			t.Errorf("directed %v: symmetric %v", directed, symmetric)
		}
	}
}

// A run that is left goes on the same, also with more seeds; and what a method finds does not
// depend on which others there are.
func TestGoesOn(t *testing.T) {
	small := func() Run {
		r := small()
		r.Nodes = 60
		return r
	}
	long := small()
	long.Seeds = 3
	want := done(t, long)
	for _, after := range []int{0, 1, 4, 9} {
		h, err := task.DoSteps(library, Spec(small()), after, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := Spec(long)
		s.From = &task.Checkpoint{Step: after, State: task.Message{Arrays: map[string][]float64{"done": {float64(after)}}}, Log: h.Log()}
		rest, err := task.Do(library, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := rest.Log(); got.Len() != want.Len() || !slices.Equal(got.Column("overlap"), want.Column("overlap")) {
			t.Errorf("left after %d of %d records: %v, want %v", after, want.Len(), got.Column("overlap"), want.Column("overlap"))
		}
	}
	c, err := New(Spec(small()))
	if err != nil {
		t.Fatal(err)
	}
	for d := c.(*detectability); d.done < 2; {
		c.Step()
	}
	if d := c.(task.Checkpointer); d.Checkpoint().Number("done") != 2 || d.Ended() || math.Abs(c.Progress()-2/18.0) > 1e-15 {
		t.Errorf("%v, progress %v", d.Checkpoint(), c.Progress())
	}
	other := small()
	other.Seed++
	if a, b := done(t, small()).Column("overlap"), done(t, other).Column("overlap"); slices.Equal(a, b) {
		t.Error("seeds do not tell")
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		key    string
		change func(r *Run)
	}{
		{"nodes", func(r *Run) { r.Nodes = 1 }},
		{"nodes", func(r *Run) { r.Nodes = MaxNodes + 1 }},
		{"groups", func(r *Run) { r.Groups = 1 }},
		{"groups", func(r *Run) { r.Groups, r.Nodes = 5, 4 }},
		{"degree", func(r *Run) { r.Degree = math.NaN() }},
		{"degree", func(r *Run) { r.Degree = -1 }},
		{"degree", func(r *Run) { r.Degree = 0 }},
		{"degree", func(r *Run) { r.Degree, r.Nodes = 50, 40 }},
		{"ratios", func(r *Run) { r.Ratios = nil }},
		{"ratios", func(r *Run) { r.Ratios = []float64{1, 3} }}, // sqrt(8) is the most
		{"ratios", func(r *Run) { r.Ratios = []float64{math.NaN()} }},
		{"seeds", func(r *Run) { r.Seeds = 0 }},
		{"methods", func(r *Run) { r.Methods = nil }},
		{"methods", func(r *Run) { r.Methods = []string{BP, "luck"} }},
		{"methods", func(r *Run) { r.Methods = []string{DISIM} }},
	} {
		r := small()
		c.change(&r)
		_, err := New(Spec(r))
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != c.key || e.Reason.Ja == "" {
			t.Errorf("%+v: %v", r, err)
		}
	}
	// What is said to be the most is taken.
	r := small()
	r.Ratios = []float64{3}
	var e *task.SpecError
	if _, err := New(Spec(r)); !errors.As(err, &e) || e.Reason.En != "must be from -2.82 to 2.82 with this mean degree" {
		t.Errorf("%v", err)
	}
	r.Ratios = []float64{-2.82, 2.82}
	if _, err := New(Spec(r)); err != nil {
		t.Error(err)
	}
	s := Spec(small())
	s.From = &task.Checkpoint{State: task.Message{Arrays: map[string][]float64{"done": {19}}}}
	if _, err := New(s); !errors.As(err, &e) || e.Key != "from" {
		t.Errorf("done more than there is: %v", err)
	}
}

// A graph of n = 1000 with 2 groups: what the picture needs for each point.
func BenchmarkRecord(b *testing.B) {
	for b.Loop() {
		r := Run{Nodes: 1000, Groups: 2, Degree: 8, Ratios: []float64{1.2}, Seeds: 1, Methods: []string{BP}}
		if _, err := task.Do(library, Spec(r), nil); err != nil {
			b.Fatal(err)
		}
	}
}
