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

// det returns the product of the pivots, even if a part of it is out of range.
func (f factors) det() float64 {
	mantissa, exp := 1.0, 0
	if f.odd {
		mantissa = -1
	}
	for k, row := range f.rows {
		if row[k] == 0 {
			return 0
		}
		m, e := math.Frexp(mantissa * row[k])
		mantissa, exp = m, exp+e
	}
	return math.Ldexp(mantissa, exp)
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

// Det returns the determinant of a square matrix. If all elements, and the
// determinants on the way, are integers below 2^53, it is exact, 3 for
// [[2,1],[1,2]] and 0 for [[1,2],[2,4]]; else it is the product of the LU
// decomposition's pivots. It is NaN if an element is NaN or infinite, and 1 for
// the empty matrix. The error is a *ShapeError, NotMatrix or NotSquare.
func Det(a Array) (float64, error) {
	if err := checkSquare(a); err != nil {
		return math.NaN(), err
	}
	for _, v := range a.Data {
		if v-v != 0 {
			return math.NaN(), nil
		}
	}
	if det, ok := integerDet(a); ok {
		return det, nil
	}
	return factorize(a).det(), nil
}

// Inverse returns the inverse of a square matrix.
//
// A matrix whose rank, as MatrixRank counts it, is less than its order gives a
// *SingularError; NumPy's inv returns values of the order of 1e15 for many of
// those. Note that the rank is relative to the largest singular value, so
// [[1,0],[0,1e-20]] is among them. The inverse is NaN if an element is NaN or
// infinite. Other errors are a *ShapeError, NotMatrix or NotSquare.
func Inverse(a Array) (Array, error) {
	if err := checkSquare(a); err != nil {
		return Array{}, err
	}
	return Solve(a, Identity(a.Shape[0]))
}

// Solve returns the x with A x = b for a square matrix A. b has shape (n,) or,
// for several equations at once, (n,k), and so has x. Errors and NaN are as of
// Inverse; a b of another number of rows is a *ShapeError, NotAligned. Most of the
// time goes into the rank.
func Solve(a, b Array) (Array, error) {
	if err := checkSquare(a); err != nil {
		return Array{}, err
	}
	if err := checkRightSide(a.Shape, b); err != nil {
		return Array{}, err
	}
	d, err := NewSVD(a)
	if err != nil {
		return Array{}, err
	}
	x := Zeros(b.Shape...)
	n := a.Shape[0]
	switch {
	case !d.OK:
		fill(x.Data, math.NaN())
		return x, nil
	case d.Rank < n:
		return Array{}, &SingularError{Rank: d.Rank, N: n}
	}
	for i, row := range factorize(a).solve(rightSides(b)) {
		copy(x.Data[i*len(row):], row)
	}
	return x, nil
}

// rightSides returns the rows of b, of one element each if b is a vector.
func rightSides(b Array) [][]float64 {
	k := size(b.Shape[1:])
	return Array{Shape: []int{b.Shape[0], k}, Data: b.Data}.Rows()
}
