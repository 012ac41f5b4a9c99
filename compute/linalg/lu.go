package linalg

import (
	"math"
	"slices"
)

// factors is the LU decomposition P A = L U of a square matrix, with partial
// pivoting (Golub & Van Loan, algorithm 3.4.1).
type factors struct {
	rows [][]float64 // U on and above the diagonal; L, whose diagonal is 1, below
	perm []int       // row i of P A is row perm[i] of A
	odd  bool        // whether P is an odd permutation
}

func factorize(a Array) factors {
	n, _ := a.Dims()
	f := factors{rows: a.Clone().Rows(), perm: make([]int, n)}
	for i := range f.perm {
		f.perm[i] = i
	}
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(f.rows[i][k]) > math.Abs(f.rows[p][k]) {
				p = i
			}
		}
		if p != k {
			f.rows[k], f.rows[p] = f.rows[p], f.rows[k]
			f.perm[k], f.perm[p] = f.perm[p], f.perm[k]
			f.odd = !f.odd
		}
		pivot := f.rows[k]
		if pivot[k] == 0 {
			continue // so is all below it
		}
		for _, row := range f.rows[k+1:] {
			row[k] /= pivot[k]
			addScaled(row[k+1:], -row[k], pivot[k+1:])
		}
	}
	return f
}

// magnitude returns the product of the pivots as a fraction in [0.5, 1), with its
// sign, and a power of 2. It returns 0 for 0.
func (f factors) magnitude() (fraction float64, exp int) {
	fraction = 1
	if f.odd {
		fraction = -1
	}
	for k, row := range f.rows {
		var e int
		fraction, e = math.Frexp(fraction * row[k])
		if exp += e; fraction == 0 {
			return 0, 0
		}
	}
	return fraction, exp
}

// solve returns X with A X = B, where B's row i is b[i].
func (f factors) solve(b [][]float64) [][]float64 {
	x := make([][]float64, len(b))
	for i, p := range f.perm {
		x[i] = slices.Clone(b[p])
		for k, l := range f.rows[i][:i] {
			addScaled(x[i], -l, x[k])
		}
	}
	for i := len(x) - 1; i >= 0; i-- {
		for k := i + 1; k < len(x); k++ {
			addScaled(x[i], -f.rows[i][k], x[k])
		}
		divide(x[i], f.rows[i][i])
	}
	return x
}

// Det returns the determinant of a square matrix. Up to 16 x 16 it is the float64
// nearest to that of the numbers as they are written, decimals of up to 15 digits
// being just these: 3 for [[2,1],[1,2]], -0.02 for [[0.1,0.2],[0.3,0.4]], and 0 for
// what is singular, and only for that unless it is out of float64's range. For
// larger matrices it is the product of the LU decomposition's pivots. It is NaN if
// an element is NaN or infinite, and 1 for the empty matrix. The error is a
// *ShapeError, NotMatrix or NotSquare.
func Det(a Array) (float64, error) {
	fraction, exp, err := det(a)
	return math.Ldexp(fraction, exp), err
}

// LogDet returns the sign of the determinant, -1, 0 or 1, and the natural logarithm
// of its magnitude, which is in range where the determinant is not, as NumPy's
// linalg.slogdet. For 0 the logarithm is -Inf. NaN and errors are as of Det.
func LogDet(a Array) (sign, log float64, err error) {
	fraction, exp, err := det(a)
	switch {
	case fraction != fraction:
		return math.NaN(), math.NaN(), err
	case fraction == 0:
		return 0, math.Inf(-1), nil
	}
	return math.Copysign(1, fraction), math.Log(math.Abs(fraction)) + float64(exp)*math.Ln2, nil
}

// det returns the determinant as a fraction in [0.5, 1), with its sign, and a power
// of 2.
func det(a Array) (fraction float64, exp int, err error) {
	if err := checkSquare(a); err != nil {
		return math.NaN(), 0, err
	}
	switch n := a.Shape[0]; {
	case !isFinite(a):
		return math.NaN(), 0, nil
	case n <= maxExact:
		r := newRational(a)
		fraction, exp = magnitude(r.det(), r.ten, r.two)
	default:
		fraction, exp = factorize(a).magnitude()
	}
	return fraction, exp, nil
}

// Inverse returns the inverse of a square matrix.
//
// A matrix that is singular gives a *SingularError, and no other: [[1,0],[0,1e-20]]
// has an inverse, and so has one that rounding in its 16th digit would make
// singular. See ScaledCond for what is to be thought of it. Up to 16 x 16 it is the
// inverse of the numbers as they are written (see Det), each element the float64
// nearest to it; for larger matrices it is as accurate as the LU decomposition, and
// singular is what has a pivot of 0. It is NaN if an element is NaN or infinite.
// Other errors are a *ShapeError, NotMatrix or NotSquare.
func Inverse(a Array) (Array, error) {
	if err := checkSquare(a); err != nil {
		return Array{}, err
	}
	return Solve(a, Identity(a.Shape[0]))
}

// Solve returns the x with A x = b for a square matrix A. b has shape (n,) or,
// for several equations at once, (n,k), and so has x. Errors, accuracy and NaN are
// as of Inverse; x is NaN also where b holds a NaN or an infinity. A b of another
// number of rows is a *ShapeError, NotAligned.
func Solve(a, b Array) (Array, error) {
	if err := checkSquare(a); err != nil {
		return Array{}, err
	}
	if err := checkRightSide(a.Shape, b); err != nil {
		return Array{}, err
	}
	x := Zeros(b.Shape...)
	if !isFinite(a) || !isFinite(b) {
		fill(x.Data, math.NaN())
		return x, nil
	}
	if a.Shape[0] <= maxExact {
		return solveExactly(x, a, b)
	}
	f := factorize(a)
	if fraction, _ := f.magnitude(); fraction == 0 {
		rank, _ := MatrixRank(a)
		return Array{}, &SingularError{Rank: min(rank, a.Shape[0]-1), N: a.Shape[0]}
	}
	for i, row := range f.solve(rightSides(b).Rows()) {
		copy(x.Data[i*len(row):], row)
	}
	return x, nil
}

// solveExactly sets x to the solution.
func solveExactly(x, a, b Array) (Array, error) {
	r := newRational(a, rightSides(b))
	y, d, rank, ok := r.solve()
	if !ok {
		return Array{}, &SingularError{Rank: rank, N: a.Shape[0]}
	}
	for i, row := range y {
		for j, v := range row {
			x.Data[i*len(row)+j] = quotient(v, d)
		}
	}
	return x, nil
}

// rightSides returns b as a matrix, of one column if it is a vector.
func rightSides(b Array) Array {
	return Matrix(b.Shape[0], size(b.Shape[1:]), b.Data...)
}

// ScaledCond returns how close a square matrix is to a singular one: about the
// reciprocal of the least change of its elements, relative to their own sizes, that
// makes it singular (J. Demmel, "The componentwise distance to the nearest singular
// matrix", SIAM J. Matrix Anal. Appl. 13, 1992; S. M. Rump, "Ill-conditioned
// matrices are componentwise near to singularity", SIAM Rev. 41, 1999). From 2^52 on
// the matrix is singular to working precision. Scales of rows and columns do not
// matter, as they do to Cond: it is 1 for every diagonal matrix.
//
// It is the spectral radius of |A^-1| |A|, which is the least condition number in
// the maximum norm that scales of rows and columns can give (F. L. Bauer,
// "Optimally scaled matrices", Numer. Math. 5, 1963). It is at least 1, +Inf for a
// singular matrix, or one that float64 cannot tell from it, NaN if an element is NaN
// or infinite or there is none. The error is a *ShapeError, NotMatrix or NotSquare.
func ScaledCond(a Array) (float64, error) {
	if err := checkSquare(a); err != nil {
		return math.NaN(), err
	}
	n, _ := a.Dims()
	if n == 0 || !isFinite(a) {
		return math.NaN(), nil
	}
	if sign, _, _ := LogDet(a); sign == 0 {
		return math.Inf(1), nil
	}
	a = equilibrated(a)
	inverse, err := Inverse(a)
	if err != nil {
		return math.Inf(1), nil // but for the rounding of what scales make of decimals
	}
	e, err := NewEigen(contract(absolute(inverse), absolute(a), []int{1}, []int{0}))
	if err != nil || !e.OK {
		return math.Inf(1), err // the inverse is out of range
	}
	return max(1, real(e.Values[0])), nil // of Perron and Frobenius: it is real, and the largest
}

func absolute(a Array) Array {
	a = a.Clone()
	for i, v := range a.Data {
		a.Data[i] = math.Abs(v)
	}
	return a
}

// equilibrated returns the matrix with rows and columns multiplied by powers of 2
// such that the geometric means of all of them are near 1 (A. R. Curtis, J. K. Reid,
// "On the automatic scaling of matrices for Gaussian elimination", J. Inst. Maths
// Applics 10, 1972), and then all of it such that its largest element is.
func equilibrated(a Array) Array {
	const sweeps = 8
	m, n := a.Dims()
	rows, cols := make([]float64, m), make([]float64, n)
	exponent := func(i, j int) float64 {
		return math.Log2(math.Abs(a.Data[i*n+j])) - rows[i] - cols[j] // -Inf for 0
	}
	mean := func(count int, at func(k int) float64) float64 {
		sum, terms := 0.0, 0.0
		for k := range count {
			if e := at(k); e-e == 0 {
				sum, terms = sum+e, terms+1
			}
		}
		return sum / max(terms, 1)
	}
	for range sweeps {
		for i := range rows {
			rows[i] += mean(n, func(j int) float64 { return exponent(i, j) })
		}
		for j := range cols {
			cols[j] += mean(m, func(i int) float64 { return exponent(i, j) })
		}
	}
	largest := 0.0 // after the means, no less
	for i := range rows {
		for j := range cols {
			largest = max(largest, exponent(i, j))
		}
	}
	s := Zeros(m, n)
	for k, v := range a.Data {
		fraction, exp := math.Frexp(v)
		i, j := k/n, k%n
		s.Data[k] = math.Ldexp(fraction, exp-int(math.Round(rows[i]))-int(math.Round(cols[j]+largest)))
	}
	return s
}
