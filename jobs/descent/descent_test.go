package descent

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"testing"

	"zscape/compute/leastsquares"
	"zscape/compute/linalg"
	"zscape/task"
)

var library = task.Library{Name: New}

// six is the six patterns of the book in two classes.
func six() Run {
	x := linalg.Matrix(6, 2, 1, 1.2, 1, 0.2, 1, -0.2, 1, -0.5, 1, -1, 1, -1.5)
	return Run{Rule: Gradient, X: x, B: []float64{1, 1, 1, 0, 0, 0}, Start: []float64{0, 0}, Rate: 0.05, Steps: 100}
}

// done returns what a run comes to: J and the weights after each step, and its
// last frame.
func done(t *testing.T, r Run) (j []float64, w [][]float64, last task.Frame) {
	t.Helper()
	h, err := task.Do(library, Spec(r), nil)
	if err != nil {
		t.Fatal(err)
	}
	log := h.Log()
	for i, step := range log.Steps() {
		if step != float64(i) {
			t.Fatalf("record %d is of step %v", i, step)
		}
		w = append(w, nil)
		for k := range r.Start {
			w[i] = append(w[i], log.Column(Column(k))[i])
		}
	}
	last, _ = h.Last()
	if last.Step != log.Len()-1 {
		t.Fatalf("%d records, the last step is %d", log.Len(), last.Step)
	}
	return log.Column("j"), w, last
}

// The history of gradient descent on both discriminants, computed with NumPy 1.24.
func TestReference(t *testing.T) {
	var ref struct {
		Rho float64
		J   []float64
		W   struct{ Data []float64 }
	}
	data, err := os.ReadFile("testdata/gradient.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	first, second := six(), six()
	second.B = []float64{0, 0, 0, 1, 1, 1}
	a, wa, _ := done(t, first)
	b, wb, _ := done(t, second)
	if ref.Rho != first.Rate || len(ref.J) != 100 || len(a) != 101 || len(b) != 101 {
		t.Fatalf("rate %v, %d values, %d and %d records", ref.Rho, len(ref.J), len(a), len(b))
	}
	for k, want := range ref.J {
		if got := a[k] + b[k]; math.Abs(got-want) > 1e-12*want {
			t.Errorf("step %d: J = %v, want %v", k, got, want)
		}
	}
	for i := range 2 {
		for c, w := range [][][]float64{wa, wb} {
			if got, want := w[100][i], ref.W.Data[2*i+c]; math.Abs(got-want) > 1e-12 {
				t.Errorf("w%d of discriminant %d is %v, want %v", i, c+1, got, want)
			}
		}
	}
}

// Every rule's log is that of its steps.
func TestRules(t *testing.T) {
	for _, rule := range []string{Perceptron, WidrowHoff, Gradient} {
		r := six()
		r.Rule, r.Start, r.Rate, r.Steps = rule, []float64{-1, 2}, 0.1, 200
		j, weights, last := done(t, r)
		var want leastsquares.Descent
		switch rule {
		case Perceptron:
			want = leastsquares.NewPerceptron(r.X, r.B, r.Start, r.Rate, nil)
		case WidrowHoff:
			want = leastsquares.NewWidrowHoff(r.X, r.B, r.Start, r.Rate, nil)
		case Gradient:
			want = leastsquares.NewGradientDescent(r.X, r.B, r.Start, r.Rate)
		}
		for k, w := range weights {
			if w[0] != want.W()[0] || w[1] != want.W()[1] || j[k] != want.J() {
				t.Fatalf("%s: step %d is %v, want %v", rule, k, w, want.W())
			}
			want.Step()
		}
		switch end := last.Snapshot.Text("end"); {
		case rule == Perceptron && (end != "converged" || last.Step >= r.Steps):
			t.Errorf("the perceptron ends with %q after %d steps", end, last.Step)
		case rule != Perceptron && (end != "" || last.Step != r.Steps):
			t.Errorf("%s ends with %q after %d steps", rule, end, last.Step)
		}
		if last.Progress != 1 {
			t.Errorf("%s ends at %v", rule, last.Progress)
		}
	}
}

// Above the largest stable rate the run goes on until nothing is finite.
func TestDiverges(t *testing.T) {
	r := six()
	stable := leastsquares.NewSurface(r.X, r.B).LargestRate()
	r.Steps = MaxSteps
	for _, tt := range []struct {
		rate float64
		end  string
	}{{0.98 * stable, ""}, {1.02 * stable, "diverges"}} {
		r.Rate = tt.rate
		j, _, last := done(t, r)
		if got := last.Snapshot.Text("end"); got != tt.end {
			t.Errorf("rate %v ends with %q, want %q", tt.rate, got, tt.end)
		}
		if j := j[last.Step]; (j-j != 0) != (tt.end != "") || last.Step == MaxSteps == (tt.end != "") {
			t.Errorf("rate %v ends after %d steps with J = %v", tt.rate, last.Step, j)
		}
		if before := j[last.Step-1]; before-before != 0 {
			t.Errorf("rate %v goes on after J = %v", tt.rate, before)
		}
	}
}

func TestOrder(t *testing.T) {
	weights := func(r Run) []float64 { _, w, last := done(t, r); return w[last.Step] }
	r := six()
	r.Rule, r.Steps, r.Seed = WidrowHoff, 20, 7
	plain := Spec(r)
	r.Seed = 8
	if !plain.Equal(Spec(r)) {
		t.Error("patterns in turn depend on the seed")
	}
	in := weights(r)
	r.Shuffled = true
	a, spec := weights(r), Spec(r)
	if b := weights(r); a[0] != b[0] || a[1] != b[1] {
		t.Errorf("one seed gives %v and %v", a, b)
	}
	r.Seed = 9
	if b := weights(r); spec.Equal(Spec(r)) || a[0] == b[0] || a[0] == in[0] {
		t.Errorf("seeds 8 and 9 give %v and %v, in turn %v", a, b, in)
	}
	r.Rule = Gradient
	if s := Spec(r); s.Seed != 0 || s.Args.Text("order") != "turn" {
		t.Error("gradient descent depends on the order")
	}
}

// A run that goes on with more steps is the run of so many, to the bit: whatever the
// rule, and wherever it was.
func TestGoesOn(t *testing.T) {
	for _, rule := range []string{Perceptron, WidrowHoff, Gradient} {
		for _, shuffled := range []bool{false, true} {
			for _, left := range []int{0, 1, 5, 6, 7, 20, 40} {
				r := six()
				r.Rule, r.Shuffled, r.Seed, r.Start, r.Rate, r.Steps = rule, shuffled, 5, []float64{-1, 2}, 0.02, 90
				r.B = []float64{1, 0, 1, 0, 0, 1} // not separable
				j, w, _ := done(t, r)
				r.Steps = 40
				short, err := New(Spec(r))
				if err != nil {
					t.Fatal(err)
				}
				for range left {
					short.Step()
				}
				r.Steps = 90
				s := Spec(r)
				s.From = &task.Checkpoint{Step: left, State: short.(task.Checkpointer).Checkpoint()}
				h, err := task.Do(library, s, nil)
				if err != nil {
					t.Fatal(err)
				}
				log := h.Log()
				if log.Len() != 90-left {
					t.Fatalf("%s: %d records after step %d", rule, log.Len(), left)
				}
				for i, step := range log.Steps() {
					if n := int(step); log.Column("j")[i] != j[n] || log.Column("w0")[i] != w[n][0] || log.Column("w1")[i] != w[n][1] {
						t.Fatalf("%s, shuffled %v, left after %d: step %d is %v, want %v", rule, shuffled, left, n, log.Column("j")[i], j[n])
					}
				}
			}
		}
	}
}

// What has converged has ended, however many steps there may be; and what is no
// checkpoint is refused.
func TestGoesOnRefused(t *testing.T) {
	r := six()
	r.Rule, r.Start, r.Rate, r.Steps = Perceptron, []float64{-1, 2}, 0.1, 500
	d, err := New(Spec(r))
	if err != nil {
		t.Fatal(err)
	}
	for done := false; !done; {
		done, _ = d.Step()
	}
	state := d.(task.Checkpointer).Checkpoint()
	r.Steps = 1000
	s := Spec(r)
	s.From = &task.Checkpoint{State: state}
	again, err := New(s)
	if err != nil || !again.(task.Checkpointer).Ended() {
		t.Errorf("converged, and not ended: %v", err)
	}
	for what, change := range map[string]func(task.Message){
		"nothing":            func(m task.Message) { clear(m.Texts); clear(m.Arrays) },
		"other random":       func(m task.Message) { m.Texts["random"] = "pcg:" },
		"more weights":       func(m task.Message) { m.Arrays["w"] = []float64{1, 2, 3} },
		"a pattern twice":    func(m task.Message) { m.Arrays["order"][0] = m.Arrays["order"][1] },
		"no such pattern":    func(m task.Message) { m.Arrays["order"][0] = 6 },
		"NaN":                func(m task.Message) { m.Arrays["place"][1] = math.NaN() },
		"too far":            func(m task.Message) { m.Arrays["place"][1] = 6 },
		"before the start":   func(m task.Message) { m.Arrays["place"][0] = -1 },
		"too many mistakes":  func(m task.Message) { m.Arrays["place"][3] = math.Inf(1) },
		"a place of nothing": func(m task.Message) { m.Arrays["place"] = nil },
	} {
		s.From = &task.Checkpoint{State: d.(task.Checkpointer).Checkpoint()}
		change(s.From.State)
		_, err := New(s)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != "from" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		key    string
		change func(*Run)
	}{
		{"rule", func(r *Run) { r.Rule = "luck" }},
		{"rate", func(r *Run) { r.Rate = 0 }},
		{"rate", func(r *Run) { r.Rate = math.NaN() }},
		{"rate", func(r *Run) { r.Rate = math.Inf(1) }},
		{"steps", func(r *Run) { r.Steps = 0 }},
		{"steps", func(r *Run) { r.Steps = MaxSteps + 1 }},
		{"b", func(r *Run) { r.B = nil }},
		{"start", func(r *Run) { r.Start = []float64{} }},
		{"start", func(r *Run) { r.Start = []float64{0, math.NaN()} }},
		{"x", func(r *Run) { r.Start = []float64{0, 0, 0} }},
		{"x", func(r *Run) { r.X = linalg.Matrix(1, 1, math.Inf(1)) }},
		{"x", func(r *Run) { r.X = linalg.Matrix(5, 2, make([]float64, 10)...) }},
	} {
		r := six()
		tt.change(&r)
		_, err := New(Spec(r))
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != tt.key {
			t.Errorf("%v, want an error about %s", err, tt.key)
		}
	}
	if _, err := New(task.Spec{Name: Name}); err == nil {
		t.Error("an empty Spec is taken")
	}
}

func BenchmarkStep(b *testing.B) {
	r := six()
	r.Steps = MaxSteps
	d, err := New(Spec(r))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d.Step()
	}
}
