package factor

import "math"

// solver solves ridge equations (G + reg I) y = b.
type solver struct {
	n       int
	l       []float64 // the Cholesky factor, lower triangle
	inverse []float64 // of its diagonal
}

func newSolver(n int) *solver {
	return &solver{n: n, l: make([]float64, n*n), inverse: make([]float64, n)}
}

// Pivots that are smaller than this part of the largest number of the diagonal
// are rounding errors, and jitter is what is then added to the diagonal, as part
// of its mean: without regularization there may be fewer ratings than unknowns.
const (
	smallestPivot = 1e-14
	jitter        = 1e-10
)

// prepare factorizes G + reg I; G has rows of width numbers, and only its lower
// triangle is read. If that is singular, a little is added. It returns false if
// there is no solution even so.
func (s *solver) prepare(g []float64, width int, reg float64) bool {
	if s.factorize(g, width, reg) {
		return true
	}
	var trace float64
	for k := range s.n {
		trace += g[k*width+k]
	}
	return s.factorize(g, width, reg+jitter*trace/float64(s.n))
}

func (s *solver) factorize(g []float64, width int, reg float64) bool {
	n := s.n
	var largest float64
	for i := range n {
		largest = max(largest, g[i*width+i]+reg)
	}
	for i := range n {
		row := s.l[i*n : i*n+i+1]
		for j := range row {
			sum := g[i*width+j]
			if i == j {
				sum += reg
			}
			sum -= dot(row[:j], s.l[j*n:j*n+j])
			if i > j {
				row[j] = sum * s.inverse[j]
				continue
			}
			if !(sum > smallestPivot*largest) || math.IsInf(sum, 1) {
				return false
			}
			row[j] = math.Sqrt(sum)
			s.inverse[j] = 1 / row[j]
		}
	}
	return true
}

// solve replaces b by y. b has length n.
func (s *solver) solve(b []float64) {
	n := s.n
	b = b[:n]
	for i := range b {
		b[i] = (b[i] - dot(s.l[i*n:i*n+i], b[:i])) * s.inverse[i]
	}
	for i := n - 1; i >= 0; i-- {
		v := b[i] * s.inverse[i]
		b[i] = v
		addScaled(b[:i], -v, s.l[i*n:i*n+i])
	}
}

// largestEigenvalue returns that of g, symmetric, positive semidefinite and of
// order n, by power iteration; v and w, of length n, are overwritten. The result
// is never too large but for rounding, and hardly ever too small by more than 1e-6
// of it.
func largestEigenvalue(g []float64, n int, v, w []float64) float64 {
	// A start that no eigenvector of an everyday matrix is orthogonal to.
	for k := range v {
		v[k] = 1 + 0.37*math.Sin(float64(3*k+1))
	}
	var value float64
	for range 1000 {
		norm := 1 / math.Sqrt(sumOfSquares(v))
		for k := range v {
			v[k] *= norm
		}
		for k := range w {
			w[k] = dot(g[k*n:(k+1)*n], v)
		}
		was := value
		value = dot(v, w) // Rayleigh's quotient, which grows
		if !(value-was > 1e-12*value) {
			break
		}
		copy(v, w)
	}
	return value
}
