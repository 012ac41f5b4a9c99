package embed

import (
	"errors"
	"slices"
)

// Place is where a run of t-SNE is, between two of its iterations.
type Place struct {
	Y, Velocity, Gain []float64 // n x 2
	Iteration         int
	Phase             Phase // Ended or Diverged, if it has
	KL                float64
	KLIteration       int // at which KL was measured

	// Order is that of the points in the tree of the last iteration, in which they are
	// summed; nil if Theta is 0.
	Order []int32
}

// ErrPlace says that a Place does not belong to the run that is to be restored.
var ErrPlace = errors.New("embed: not a place of this run")

// Place returns where the run is; within an iteration, where that began.
func (t *TSNE) Place() Place {
	p := Place{Y: slices.Clone(t.y), Velocity: slices.Clone(t.velocity), Gain: slices.Clone(t.gain),
		Iteration: t.iteration, Phase: t.phase, KL: t.kl, KLIteration: t.klIteration}
	if e, ok := t.pairs.(*near); ok {
		p.Order = slices.Clone(e.tree.order)
	}
	return p
}

// Restore brings a run that has not begun to the place of one of the same points and
// options, which may have been asked for fewer iterations: it goes on as if it had never
// stopped, to the bit, once it has found the neighbours again.
func (t *TSNE) Restore(p Place) error {
	n := 2 * t.n
	if len(p.Y) != n || len(p.Velocity) != n || len(p.Gain) != n || p.Iteration < 0 || p.Iteration > t.options.Iterations ||
		p.KLIteration < 0 || p.KLIteration > p.Iteration {
		return ErrPlace
	}
	for _, list := range [][]float64{p.Velocity, p.Gain} {
		if p.Phase != Diverged && slices.ContainsFunc(list, func(v float64) bool { return v-v != 0 }) {
			return ErrPlace
		}
	}
	copy(t.y, p.Y)
	copy(t.velocity, p.Velocity)
	copy(t.gain, p.Gain)
	if p.Phase != Diverged && !t.finite() {
		return ErrPlace
	}
	if e, ok := t.pairs.(*near); ok {
		if !isOrder(p.Order, t.n) {
			return ErrPlace
		}
		copy(e.tree.order, p.Order)
	}
	t.iteration, t.kl, t.klIteration = p.Iteration, p.KL, p.KLIteration
	if p.Phase == Diverged || p.Phase == Ended && t.last() {
		t.phase = p.Phase
	}
	return nil
}

// isOrder reports whether a list has the numbers below n, each once.
func isOrder(list []int32, n int) bool {
	seen := make([]bool, n)
	for _, k := range list {
		if k < 0 || int(k) >= n || seen[k] {
			return false
		}
		seen[k] = true
	}
	return len(list) == n
}
