package picture

import (
	"errors"
	"testing"

	"zscape/jobs/factorize"
	"zscape/task"
)

var library = task.Library{Name: New}

func of(iterations int, theta float64) task.Spec {
	return Spec(Run{Factors: factorize.Run{Method: factorize.SGD, R: 3, Rate: 0.01, Reg: 0.05, Epochs: 2, Held: 0.2, Seed: 4, Sample: 1},
		Perplexity: 20, Exaggeration: 12, Theta: theta, Iterations: iterations, K: 5})
}

// left returns a task after so many steps, and how many there were.
func left(t *testing.T, s task.Spec, steps int) (c task.Checkpointer, n int) {
	t.Helper()
	p, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	for done := false; !done && n < steps; {
		if done, err = p.Step(); err != nil {
			t.Fatal(err)
		}
		if !p.(task.Slicer).Within() {
			n++
		}
	}
	return p.(task.Checkpointer), n
}

// A picture that goes on, also with more iterations, is the picture of so many, to the bit:
// left among the epochs, before the iterations and among them, and at its end; whether or
// not the attraction is still exaggerated.
func TestGoesOn(t *testing.T) {
	for _, c := range []struct {
		short, long int
		theta       float64
		after       []int
	}{
		{23, 31, 0.5, []int{0, 1, 2, 4, 30, 1 << 20}},
		{exaggerated - 2, exaggerated + 15, 0.5, []int{1 << 20}},
		{12, 17, 0, []int{20, 1 << 20}},
	} {
		whole, err := task.Do(library, of(c.long, c.theta), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, steps := range c.after {
			p, n := left(t, of(c.short, c.theta), steps)
			if steps == 1<<20 != p.Ended() {
				t.Fatalf("left after %d steps: ended %v", n, p.Ended())
			}
			s := of(c.long, c.theta)
			s.From = &task.Checkpoint{Step: n, State: p.Checkpoint()}
			rest, err := task.Do(library, s, nil)
			if err != nil {
				t.Fatal(err)
			}
			a, _ := whole.Last()
			b, _ := rest.Last()
			if !a.Snapshot.Equal(b.Snapshot) || a.Snapshot.Number("iteration") != float64(c.long) || len(a.Snapshot.Array("quality")) != 4 {
				t.Errorf("from %d to %d iterations, left after %d steps: another picture", c.short, c.long, n)
			}
			if first := rest.At(0).Snapshot; steps == 1<<20 && (first.Number("iteration") != float64(c.short) || len(first.Array("x")) == 0) {
				t.Errorf("it goes on at iteration %v", first.Number("iteration"))
			}
			// As it was left, it is what it was.
			s = of(c.short, c.theta)
			s.From = &task.Checkpoint{Step: n, State: p.Checkpoint()}
			again, err := New(s)
			if err != nil || again.(task.Checkpointer).Ended() != p.Ended() || p.Ended() && !again.Snapshot().Equal(p.Snapshot()) {
				t.Errorf("left after %d steps: %v, %v, want %v", n, err, again.Snapshot().Texts, p.Snapshot().Texts)
			}
		}
	}
}

// Checkpoints of other runs are refused.
func TestGoesOnRefused(t *testing.T) {
	p, _ := left(t, of(5, 0.5), 20)
	for what, change := range map[string]func(m task.Message){
		"other factors":   func(m task.Message) { m.Arrays["x"] = m.Arrays["x"][1:] },
		"other positions": func(m task.Message) { m.Arrays["y"] = m.Arrays["y"][2:] },
		"another order":   func(m task.Message) { m.Bytes["order"][0] ^= 1 },
		"no place":        func(m task.Message) { delete(m.Arrays, "place") },
		"too far":         func(m task.Message) { m.Arrays["place"][0] = 6 },
		"no number":       func(m task.Message) { m.Arrays["gain"][3] /= 0 * m.Arrays["gain"][3] },
	} {
		s := of(5, 0.5)
		s.From = &task.Checkpoint{Step: 20, State: p.Checkpoint()}
		change(s.From.State)
		_, err := New(s)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != "from" {
			t.Errorf("%s: %v", what, err)
		}
	}
}
