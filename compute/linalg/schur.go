package linalg

import "math"

// schur is a decomposition Z' H Z = T of a matrix H, where Z is orthogonal and T
// upper triangular but for 2 x 2 blocks on the diagonal, which have complex
// eigenvalues.
type schur struct {
	t    [][]float64
	zt   [][]float64 // the columns of Z, as rows; nil if they are not asked for
	work func(n int) // is told of multiplications
}

// decompose finds the decomposition of a balanced matrix, in place. It reports
// whether the iteration converged.
func decompose(b balanced) (s schur, ok bool) {
	s = schur{t: b.h, zt: Identity(len(b.h)).Rows(), work: func(int) {}}
	s.toHessenberg(b.lo, b.hi)
	return s, s.francis(b.lo, b.hi)
}

// toHessenberg makes all elements below the first subdiagonal 0 (Golub & Van
// Loan, algorithm 7.4.2), in rows and columns lo up to hi.
func (s schur) toHessenberg(lo, hi int) {
	x := make([]float64, hi-lo)
	for k := lo; k+2 < hi; k++ {
		v := x[:hi-k-1]
		for i := range v {
			v[i] = s.t[k+1+i][k]
		}
		alpha, beta := householder(v)
		s.reflect(v, beta, k+1, k+1, hi)
		s.t[k+1][k] = alpha
		for i := k + 2; i < hi; i++ {
			s.t[i][k] = 0
		}
	}
}

// householder turns x into the v, v[0] = 1, of the reflection I - beta v v' that
// turns x into a multiple alpha of the first unit vector (Golub & Van Loan,
// section 5.1.2). If x is such a multiple already, beta is 0.
func householder(x []float64) (alpha, beta float64) {
	size := 0.0
	for _, v := range x {
		size = max(size, math.Abs(v))
	}
	if size == 0 {
		return 0, 0
	}
	divide(x, size) // so that squares stay in float64's range
	below := dot(x[1:], x[1:])
	if below == 0 {
		return size * x[0], 0
	}
	// The sign that adds, rather than subtracts.
	alpha = -math.Copysign(math.Sqrt(x[0]*x[0]+below), x[0])
	v0 := x[0] - alpha
	divide(x[1:], v0)
	x[0] = 1
	return size * alpha, -v0 / alpha
}

// reflect applies the reflection I - beta v v' of the axes from k on, from both
// sides: to the columns from left on, and to the rows up to bottom, beyond which
// the elements are 0 or are seen to by the caller.
func (s schur) reflect(v []float64, beta float64, k, left, bottom int) {
	if beta == 0 {
		return
	}
	mirrorRows(s.t[k:k+len(v)], left, v, beta)
	if s.zt != nil {
		mirrorRows(s.zt[k:k+len(v)], 0, v, beta)
	}
	s.work(4 * len(s.t) * len(v))
	for _, row := range s.t[:bottom] {
		x := row[k : k+len(v)]
		addScaled(x, -beta*dot(v, x), v)
	}
}

// mirrorRows applies the reflection to the columns of a few rows, from left on.
func mirrorRows(rows [][]float64, left int, v []float64, beta float64) {
	for j := left; j < len(rows[0]); j++ {
		sum := 0.0
		for i, row := range rows {
			sum += v[i] * row[j]
		}
		sum *= beta
		for i, row := range rows {
			row[j] -= sum * v[i]
		}
	}
}

// francis makes a Hessenberg matrix triangular, but for 2 x 2 blocks, by QR
// steps with two shifts at a time (J. G. F. Francis, "The QR transformation",
// Computer J. 4, 1961-62; Golub & Van Loan, section 7.5).
func (s schur) francis(lo, hi int) bool {
	const limit = 300 // steps for an eigenvalue; two or three are usual
	norm := 0.0
	for i := lo; i < hi; i++ {
		for j := lo; j < hi; j++ {
			norm = max(norm, math.Abs(s.t[i][j]))
		}
	}
	iterations := 0
	for end := hi; end > lo; {
		start := end - 1
		for start > lo && !s.negligible(start, norm) {
			start--
		}
		if start > lo {
			s.t[start][start-1] = 0
		}
		if end-start > 2 {
			if iterations++; iterations > limit {
				return false
			}
			// Ten steps without success are enough to suspect a cycle; but those for a
			// multiple eigenvalue of a defective matrix, each of which gains a bit or two,
			// must not be disturbed soon again.
			s.step(start, end, iterations%40 == 10)
			continue
		}
		if end-start == 2 {
			s.split(start)
		}
		end, iterations = start, 0
	}
	return true
}

// negligible reports whether the element to the left of the k-th diagonal one is.
func (s schur) negligible(k int, norm float64) bool {
	size := math.Abs(s.t[k-1][k-1]) + math.Abs(s.t[k][k])
	if size == 0 {
		size = norm
	}
	const tiny = 0x1p-400 // quotients by smaller ones, squared, leave float64's range
	return math.Abs(s.t[k][k-1]) <= max(eps*size, tiny*norm)
}

// step does one QR step on rows and columns start up to end, three at least. The
// shifts are the eigenvalues of the last 2 x 2 block; exceptional ones get it
// out of the rare cycles.
func (s schur) step(start, end int, exceptional bool) {
	t := s.t
	shift1, shift2 := t[end-1][end-1], t[end-2][end-2]
	below, above := t[end-1][end-2], t[end-2][end-1]
	if exceptional {
		// EISPACK's hqr, as in B. T. Smith et al., Matrix Eigensystem Routines, 1976.
		size := math.Abs(t[end-1][end-2]) + math.Abs(t[end-2][end-3])
		shift1 += 0.75 * size
		shift2 = shift1
		below, above = -0.4375*size, size
	}

	// The first column of the shifted and squared matrix, divided by an element; it
	// may begin below a pair of small subdiagonal elements.
	var column [3]float64
	m := end - 3
	for ; ; m-- {
		d := t[m][m]
		r, q := shift1-d, shift2-d
		column[0] = r*(q/t[m+1][m]) - below*(above/t[m+1][m]) + t[m][m+1]
		column[1] = t[m+1][m+1] - d - r - q
		column[2] = t[m+2][m+1]
		divide(column[:], math.Abs(column[0])+math.Abs(column[1])+math.Abs(column[2]))
		if m == start {
			break
		}
		small := math.Abs(t[m][m-1]) * (math.Abs(column[1]) + math.Abs(column[2]))
		around := math.Abs(t[m-1][m-1]) + math.Abs(d) + math.Abs(t[m+1][m+1])
		if small <= eps*math.Abs(column[0])*around {
			break
		}
	}

	// Chase the bulge that it makes down the subdiagonal.
	for k := m; k < end-1; k++ {
		v := column[:min(3, end-k)]
		if k > m {
			for i := range v {
				v[i] = t[k+i][k-1]
			}
		}
		alpha, beta := householder(v)
		s.reflect(v, beta, k, k, min(k+4, end))
		switch {
		case k > m:
			t[k][k-1] = alpha
			for i := 1; i < len(v); i++ {
				t[k+i][k-1] = 0
			}
		case m > start:
			t[m][m-1] *= 1 - beta
		}
	}
}

// block returns what the eigenvalues of the 2 x 2 block at k, d its last element,
// are made of: d + p +- size*sqrt(discriminant). The size keeps it from overflow.
func (s schur) block(k int) (p, size, discriminant float64) {
	a, b := s.t[k][k], s.t[k][k+1]
	c, d := s.t[k+1][k], s.t[k+1][k+1]
	p = (a - d) / 2
	size = max(math.Abs(p), math.Abs(b), math.Abs(c))
	return p, size, (p/size)*(p/size) + (b/size)*(c/size)
}

// split makes the 2 x 2 block at k triangular if its eigenvalues are real.
func (s schur) split(k int) {
	p, size, discriminant := s.block(k)
	if discriminant < 0 {
		return
	}
	b, c, d := s.t[k][k+1], s.t[k+1][k], s.t[k+1][k+1]
	z := p + math.Copysign(size*math.Sqrt(discriminant), p)
	// The eigenvalue d + z has the eigenvector (z, c).
	length := math.Hypot(z, c)
	cos, sin := z/length, -c/length
	rotate(s.t[k], s.t[k+1], cos, sin)
	if s.zt != nil {
		rotate(s.zt[k], s.zt[k+1], cos, sin)
	}
	for _, row := range s.t[:k+2] {
		row[k], row[k+1] = cos*row[k]-sin*row[k+1], sin*row[k]+cos*row[k+1]
	}
	// Without the rounding errors of the rotation:
	s.t[k][k], s.t[k][k+1] = d+z, b-c
	s.t[k+1][k], s.t[k+1][k+1] = 0, d
	if z != 0 {
		s.t[k+1][k+1] = d - b*(c/z)
	}
}
