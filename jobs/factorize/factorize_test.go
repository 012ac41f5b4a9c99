package factorize

import (
	"errors"
	"math"
	"testing"

	"zscape/task"
)

var library = task.Library{Name: New}

// step makes a step of a task.
func step(t *testing.T, f task.Task) {
	t.Helper()
	for {
		_, err := f.Step()
		if err != nil {
			t.Fatal(err)
		}
		if !f.(task.Slicer).Within() {
			return
		}
	}
}

// A run that goes on with more epochs is the run of so many, to the bit, by every
// method.
func TestGoesOn(t *testing.T) {
	for _, method := range Methods {
		r := Run{Method: method, R: 3, Rate: 0.01, Reg: 0.1, Epochs: 6, Held: 0.2, Seed: 4, Sample: 1}
		if method == First || method == FirstPlus || method == ExcludedProperly {
			r.Rate = 0.0005
		}
		whole, err := task.Do(library, Spec(r), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, left := range []int{0, 1, 4} {
			r.Epochs = 4
			short, err := New(Spec(r))
			if err != nil {
				t.Fatal(err)
			}
			for range left {
				step(t, short)
			}
			r.Epochs = 6
			s := Spec(r)
			s.From = &task.Checkpoint{Step: left, State: short.(task.Checkpointer).Checkpoint()}
			rest, err := task.Do(library, s, nil)
			if err != nil {
				t.Fatal(err)
			}
			a, b := whole.Log(), rest.Log()
			if a.Len() != 6 || b.Len() != 6-left {
				t.Fatalf("%s: logs of %d and, left after %d, %d records", method, a.Len(), left, b.Len())
			}
			for _, column := range a.Columns() {
				for i, v := range b.Column(column) {
					if want := a.Column(column)[left+i]; v != want {
						t.Errorf("%s, left after %d: %s of epoch %d is %v, want %v", method, left, column, left+i+1, v, want)
					}
				}
			}
			f, _ := whole.Last()
			g, _ := rest.Last()
			delete(f.Snapshot.Arrays, "seconds")
			delete(g.Snapshot.Arrays, "seconds")
			if f.Step != g.Step || !f.Snapshot.Equal(g.Snapshot) {
				t.Errorf("%s, left after %d: the model is another one", method, left)
			}
		}
	}
}

// A checkpoint that is none is refused; one of a run that is at its end has ended.
func TestGoesOnRefused(t *testing.T) {
	for _, method := range []string{Second, SGD, ALS, Biases} {
		spec := Spec(Run{Method: method, R: 3, Rate: 0.01, Reg: 0.1, Epochs: 2, Held: 0.2, Seed: 4, Sample: 1})
		f, err := New(spec)
		if err != nil {
			t.Fatal(err)
		}
		step(t, f)
		step(t, f)
		checkpoint := f.(task.Checkpointer).Checkpoint
		spec.From = &task.Checkpoint{Step: 2, State: checkpoint()}
		g, err := New(spec)
		if err != nil || !g.(task.Checkpointer).Ended() || g.Snapshot().Number("low") != f.Snapshot().Number("low") {
			t.Errorf("%s: at its end: %v", method, err)
		}
		for what, change := range map[string]func(task.Message){
			"other random":    func(m task.Message) { m.Texts["random"] = "" },
			"other users":     func(m task.Message) { m.Arrays["u"] = append(m.Arrays["u"], 1) },
			"no history":      func(m task.Message) { m.Arrays["history"] = nil },
			"a long history":  func(m task.Message) { m.Arrays["history"] = make([]float64, MaxEpochs+1) },
			"other biases":    func(m task.Message) { m.Arrays["bv"] = []float64{1} },
			"another's order": func(m task.Message) { m.Arrays["order"] = []float64{math.NaN()} },
			"another's sums":  func(m task.Message) { m.Arrays["gu"] = []float64{1} },
		} {
			if what == "another's order" && method != SGD || what == "another's sums" && method != Second {
				continue // nothing that they look at
			}
			spec = Spec(Run{Method: method, R: 3, Rate: 0.01, Reg: 0.1, Epochs: 3, Held: 0.2, Seed: 4, Sample: 1})
			spec.From = &task.Checkpoint{Step: 2, State: checkpoint()}
			change(spec.From.State)
			_, err := task.Do(library, spec, nil)
			var e *task.SpecError
			if !errors.As(err, &e) || e.Key != "from" {
				t.Errorf("%s, %s: %v", method, what, err)
			}
		}
	}
}
