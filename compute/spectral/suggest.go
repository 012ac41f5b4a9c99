package spectral

import "math"

// Gap returns after how many of ascending eigenvalues, from least on, there is the
// largest gap to the next, and that gap: the number of groups that a Laplacian
// suggests (von Luxburg, section 8.3). If there are not so many values it is 0, NaN.
func Gap(values []float64, least int) (k int, gap float64) {
	gap = math.NaN()
	for c := max(least, 1); c < len(values); c++ {
		if g := values[c] - values[c-1]; g == g && !(g <= gap) {
			k, gap = c, g
		}
	}
	return k, gap
}

// MaxCount is the most negative eigenvalues that Negative counts in large graphs.
const MaxCount = 64

// Negative returns how many eigenvalues of a matrix are negative: of a Bethe Hessian,
// the number of groups that it suggests. In a finite graph, one that is hardly negative
// may come from chance. If all is false, there may be more.
func (s *Solver) Negative(m *Matrix) (count int, all bool) {
	zero := -1e-9 * max(-m.low, m.high) // what is above may be rounding
	l := s.newSearch(m, 0)
	if s.Method == Dense || s.Method == Auto && m.N <= MaxDense {
		a := make([]float64, m.N*m.N)
		m.denseTo(a)
		return newTridiagonal(a, m.N, l.work).below(zero), true
	}
	l.tol = 1e-6 // the value's error is about the square of that
	for want := 4; ; want = 1 {
		// The least of what is beside all that was found.
		before := len(l.pairs)
		ok := l.find(want, zero)
		count = 0
		for _, p := range l.pairs {
			if p.value < zero {
				count++
			}
		}
		switch {
		case count >= MaxCount && count < m.N || !ok:
			return count, false
		case len(l.pairs) == m.N, want == 1 && len(l.pairs) == before+1 && l.last >= zero:
			return count, true
		}
	}
}
