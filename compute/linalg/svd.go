package linalg

import "math"

const eps = 0x1p-52 // distance from 1 to the next float64

// SVD is the thin singular value decomposition A = U diag(S) V' of an m x n
// matrix, with k = min(m, n).
type SVD struct {
	U Array     // m x k, orthonormal columns
	S []float64 // k singular values, descending
	V Array     // n x k, orthonormal columns

	// Rank is the number of singular values above NumPy's tolerance,
	// max(m, n) * 2^-52 * S[0]: those that float64 can tell from 0. It is 0 if OK is
	// false.
	Rank int

	// Cond is the condition number in the 2-norm, S[0]/S[k-1]: +Inf if the least
	// singular value is 0, NaN if there is none or OK is false. From 1e15 on it is
	// little more than rounding errors, of which the function Cond is free.
	Cond float64

	// OK is false if the matrix holds a NaN or an infinity. Then U, S and V are NaN.
	OK bool
}

// NewSVD decomposes a matrix by one-sided Jacobi rotations (M. R. Hestenes,
// "Inversion of matrices by biorthogonalization and related results", J. SIAM 6,
// 1958; Golub & Van Loan, section 8.6.3). If only the scales of columns differ,
// or, in a wide matrix, of rows, small singular values are as accurate relative
// to their own size as large ones (J. Demmel, K. Veselic, "Jacobi's method is
// more accurate than QR", SIAM J. Matrix Anal. Appl. 13, 1992).
//
// The error is a *ShapeError, NotMatrix.
func NewSVD(a Array) (*SVD, error) {
	if err := checkMatrix(a); err != nil {
		return nil, err
	}
	m, n := a.Dims()
	k := min(m, n)
	d := &SVD{U: Zeros(m, k), S: make([]float64, k), V: Zeros(n, k), Cond: math.NaN()}

	// The algorithm works on columns, of which there must not be more than rows.
	// Here they are the rows of w, and the other factor's columns the rows of v.
	left, right := d.U, d.V
	w := Transpose(a).Rows()
	if m < n {
		left, right = right, left
		w = a.Clone().Rows()
	}
	v := Identity(k).Rows()

	exp, finite := normalize(w, 500)
	d.OK = finite && orthogonalize(w, v, d.S)
	if !d.OK {
		fill(d.U.Data, math.NaN())
		fill(d.S, math.NaN())
		fill(d.V.Data, math.NaN())
		return d, nil
	}
	for i, squared := range d.S {
		d.S[i] = math.Sqrt(squared)
		if squared > 0 {
			divide(w[i], d.S[i])
		} else {
			complete(w, i)
		}
	}
	d.judge(max(m, n))
	for i, s := range d.S { // only now, as large and small ones may leave the range
		d.S[i] = math.Ldexp(s, -exp)
	}
	setColumns(left, w)
	setColumns(right, v)
	return d, nil
}

// judge sets rank and condition of a matrix that has n rows or columns,
// whichever are more.
func (d *SVD) judge(n int) {
	if len(d.S) == 0 {
		return
	}
	first, last := d.S[0], d.S[len(d.S)-1]
	for d.Rank < len(d.S) && d.S[d.Rank] > float64(n)*eps*first {
		d.Rank++
	}
	d.Cond = first / last
	if last == 0 {
		d.Cond = math.Inf(1)
	}
}

// MatrixRank returns the rank of a matrix as NumPy counts it: see SVD.Rank. The
// error is a *ShapeError, NotMatrix.
func MatrixRank(a Array) (int, error) {
	d, err := NewSVD(a)
	if err != nil {
		return 0, err
	}
	return d.Rank, nil
}

// SingularValues returns the singular values of a matrix, descending, min(m, n) of
// them, as NewSVD finds them where rounding leaves nothing to doubt. Of others it
// asks exact arithmetic, if neither m nor n is above 16: those beyond ExactRank are
// 0, and small ones of a matrix that has an inverse are the reciprocals of that
// one's large ones. They are NaN if an element is NaN or infinite. The error is a
// *ShapeError, NotMatrix.
func SingularValues(a Array) ([]float64, error) {
	d, err := NewSVD(a)
	if err != nil {
		return nil, err
	}
	const small = 0x1p-26 // half of the digits
	n := len(d.S)
	if n == 0 || !d.OK || d.S[n-1] > small*d.S[0] || max(a.Shape[0], a.Shape[1]) > maxExact {
		return d.S, nil
	}
	rank, _ := ExactRank(a)
	clear(d.S[rank:])
	if rank < a.Shape[0] || rank < a.Shape[1] {
		return d.S, nil
	}
	inverse, err := Inverse(a)
	if err != nil {
		return nil, err
	}
	if inverse, _ := NewSVD(inverse); inverse.OK { // in range
		for k, v := range d.S {
			if v <= small*d.S[0] {
				d.S[k] = 1 / inverse.S[n-1-k]
			}
		}
	}
	return d.S, nil
}

// Cond returns the condition number of a matrix in the 2-norm, of the greatest to
// the least of its SingularValues: +Inf for a singular one, NaN without any. The
// error is a *ShapeError, NotMatrix.
func Cond(a Array) (float64, error) {
	s, err := SingularValues(a)
	switch {
	case err != nil || len(s) == 0:
		return math.NaN(), err
	case s[len(s)-1] == 0:
		return math.Inf(1), nil
	}
	return s[0] / s[len(s)-1], nil
}

// setColumns copies vectors into the columns of a matrix.
func setColumns(dst Array, columns [][]float64) {
	_, n := dst.Dims()
	for j, c := range columns {
		for i, v := range c {
			dst.Data[i*n+j] = v
		}
	}
}

func fill(x []float64, v float64) {
	for i := range x {
		x[i] = v
	}
}

// normalize multiplies x by 2^exp such that its largest magnitude is about
// 2^target, which keeps squares and products in float64's range and changes no
// digit. finite is false if there is a NaN or an infinity.
func normalize(x [][]float64, target int) (exp int, finite bool) {
	largest := 0.0
	for _, row := range x {
		for _, v := range row {
			if v-v != 0 {
				return 0, false
			}
			largest = max(largest, math.Abs(v))
		}
	}
	if largest == 0 {
		return 0, true
	}
	_, e := math.Frexp(largest)
	exp = min(target-e, 1000) // 2^exp itself must be in range
	scale := math.Ldexp(1, exp)
	for _, row := range x {
		for i := range row {
			row[i] *= scale
		}
	}
	return exp, true
}

// orthogonalize rotates pairs of rows of w, and of v alike, until all rows of w
// are orthogonal. It leaves them in descending order of length, and the squares
// of the lengths in sq. It reports whether it came to an end.
func orthogonalize(w, v [][]float64, sq []float64) bool {
	const (
		sweeps = 60       // six to ten are usual
		floor  = 0x1p-900 // largest squares here are about 2^1000
	)
	if len(w) == 0 {
		return true
	}
	for i, row := range w {
		sq[i] = dot(row, row)
	}
	tol := eps * math.Sqrt(float64(len(w[0])))
	for range sweeps {
		done := true
		for p := range w {
			for q := p + 1; q < len(w); q++ {
				// The longer one first makes for fewer sweeps, and for order. It has not
				// met the rows between in this sweep, so there must be another.
				if sq[p] < sq[q] {
					done = false
					w[p], w[q] = w[q], w[p]
					v[p], v[q] = v[q], v[p]
					sq[p], sq[q] = sq[q], sq[p]
				}
				if sq[q] < floor {
					// Rounding errors of what must be 0. They might never become orthogonal.
					sq[q] = 0
					continue
				}
				g := dot(w[p], w[q])
				if math.Abs(g) <= tol*math.Sqrt(sq[p])*math.Sqrt(sq[q]) {
					continue
				}
				done = false
				c, s := annihilate(sq[p], g, sq[q])
				rotate(w[p], w[q], c, s)
				rotate(v[p], v[q], c, s)
				sq[p], sq[q] = dot(w[p], w[p]), dot(w[q], w[q])
			}
		}
		if done {
			return true
		}
	}
	return false
}

// annihilate returns cosine and sine of the smaller rotation that makes the
// symmetric matrix [[a, g], [g, b]], g not 0, diagonal (Golub & Van Loan, algorithm 8.5.1).
func annihilate(a, g, b float64) (c, s float64) {
	zeta := (b - a) / (2 * g)
	t := math.Copysign(1/(math.Abs(zeta)+math.Hypot(1, zeta)), zeta)
	c = 1 / math.Sqrt(1+t*t)
	return c, c * t
}

// rotate replaces x by c*x - s*y and y by s*x + c*y.
func rotate(x, y []float64, c, s float64) {
	y = y[:len(x)]
	for i, v := range x {
		x[i], y[i] = c*v-s*y[i], s*v+c*y[i]
	}
}

// divide divides x by s.
func divide(x []float64, s float64) {
	for i := range x {
		x[i] /= s
	}
}

// complete sets w[k] to a unit vector orthogonal to w[0] ... w[k-1].
func complete(w [][]float64, k int) {
	// The squared distances of the m unit vectors of the axes from the space of the
	// rows add up to m - k, so one is at least (m-k)/m.
	m := len(w[k])
	for axis := range m {
		fill(w[k], 0)
		w[k][axis] = 1
		for range 2 { // once more, as the first time leaves rounding errors
			for _, row := range w[:k] {
				addScaled(w[k], -dot(row, w[k]), row)
			}
		}
		length := math.Sqrt(dot(w[k], w[k]))
		if length*length > 0.5*float64(m-k)/float64(m) {
			divide(w[k], length)
			return
		}
	}
}
