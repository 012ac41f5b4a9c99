package spectral

import (
	"math"

	"zscape/compute/linalg"
)

// Triples are the k largest singular values of a matrix, descending, and their vectors,
// n x k each: left ones of those that send, right ones of those that receive. The
// component of largest magnitude of a left vector is positive; the right one goes with
// it. There are fewer than were asked for if the others are 0.
type Triples struct {
	Values      []float64
	Left, Right linalg.Array
	Residuals   []float64 // |B' u - s v|; B v = s u, and no value is above 1
	Next        float64   // the value after the last; NaN if it was not found
	Method      Method    // Dense or Lanczos
}

// Multiplicities returns of each value how many are the same, itself included, as far
// as they are known.
func (t *Triples) Multiplicities() []int { return multiplicities(t.Values, t.Next, 1) }

// Singular returns the k largest singular values of a directed graph's matrix, as the
// roots of the eigenvalues of B' B, see [Solver.Eigenpairs].
func (s *Solver) Singular(d *Directed, k int) *Triples {
	const zero = 1e-7 // what is less has no digits, as it is a root
	pairs, next, method := s.solve(gram{d}, k)
	t := &Triples{Next: math.Sqrt(max(0, -next)), Method: method}
	var left, right [][]float64
	for _, p := range pairs {
		u := make([]float64, d.N)
		d.b.MulVecTo(u, p.vector)
		value := norm(u)
		if value <= zero {
			t.Next = 0
			break
		}
		scale(u, 1/value)
		rest := make([]float64, d.N)
		d.b.MulTransVecTo(rest, u)
		addScaled(rest, -value, p.vector)
		if flips(u) {
			negate(u)
			negate(p.vector)
		}
		t.Values, t.Residuals = append(t.Values, value), append(t.Residuals, norm(rest))
		left, right = append(left, u), append(right, p.vector)
	}
	t.Left, t.Right = linalg.Zeros(d.N, len(left)), linalg.Zeros(d.N, len(left))
	for c := range left {
		setColumn(t.Left, c, left[c])
		setColumn(t.Right, c, right[c])
	}
	return t
}
