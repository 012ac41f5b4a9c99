// Package leastsquares fits linear discriminant functions by least squares, and
// lets one watch simple rules look for the same answer step by step.
//
// A pattern is a point of a space of d features and belongs to one of c
// classes. Discriminant k is the function w0 + w1 x1 + ... + wd xd with the
// weights of column k of a matrix W of shape (d+1, c); a point is given the
// class whose discriminant is the largest there. With the patterns as rows (1,
// x1, ..., xd) of X and the targets (1 for a pattern's own class, 0 for
// the others) as rows of B, the weights that minimise the sum of squares
//
//	J(W) = |X W - B|^2  (no factor 1/2)
//
// solve the normal equations X^T X W = X^T B. This is the closed form of the
// Widrow-Hoff rule: K. Ishii, N. Ueda, E. Maeda, H. Murase, "Wakariyasui pattern
// ninshiki", Ohmsha 1998, chapter 3.
//
// Matrices are linalg arrays of two dimensions; wrong shapes panic. Nothing
// panics because of the numbers in them: features that are NaN, infinite or too
// large for their products give weights and sums that are NaN or infinite.
package leastsquares

import (
	"slices"
	"strconv"

	"zscape/compute/linalg"
)

// Pattern is a point of the feature space and the class, from 0, it belongs to.
type Pattern struct {
	Features []float64
	Class    int
}

// Design returns the matrix X of shape (len(patterns), features+1) with the rows
// (1, x1, ..., xd). It panics if a pattern has another number of features.
func Design(patterns []Pattern, features int) linalg.Array {
	x := linalg.Zeros(len(patterns), features+1)
	for p, pattern := range patterns {
		if len(pattern.Features) != features {
			panic("leastsquares: pattern " + strconv.Itoa(p) + " has " + strconv.Itoa(len(pattern.Features)) +
				" features, want " + strconv.Itoa(features))
		}
		r := row(x, p)
		r[0] = 1
		copy(r[1:], pattern.Features)
	}
	return x
}

// Targets returns the matrix B of shape (len(patterns), classes): 1 in the
// column of a pattern's class, 0 elsewhere. It panics if a class is not in [0,
// classes).
func Targets(patterns []Pattern, classes int) linalg.Array {
	b := linalg.Zeros(len(patterns), classes)
	for p, pattern := range patterns {
		if pattern.Class < 0 || pattern.Class >= classes {
			panic("leastsquares: pattern " + strconv.Itoa(p) + " has class " + strconv.Itoa(pattern.Class) +
				" of " + strconv.Itoa(classes))
		}
		row(b, p)[pattern.Class] = 1
	}
	return b
}

// Fit is the least-squares answer for n patterns of d features in c classes, and
// what leads to it.
type Fit struct {
	X, B     linalg.Array // (n, d+1) and (n, c), as given
	XtX, XtB linalg.Array // (d+1, d+1) and (d+1, c): the normal equations
	W        linalg.Array // (d+1, c): the weights

	// The singular values of X, descending, min(n, d+1) of them, and how many
	// exceed max(n, d+1) 2^-52 times the largest. If Rank is less than d+1, many
	// weights are equally good, and those of W have the least norm.
	SingularValues []float64
	Rank           int

	// Cond is the condition number of X with its columns scaled to length 1, +Inf
	// if Rank is less than d+1. Digits is to how many digits the largest term of each
	// discriminant is certain if features are right to 16, 0 or less if to none; it is
	// meaningful where Rank is d+1.
	Cond, Digits float64

	SumSquares      float64   // J(W)
	ClassSumSquares []float64 // the part of each discriminant

	Classes []int // of the patterns, as Classify says
	Errors  int   // patterns that Classify gives another class than B does
}

// Solve fits the weights. X has shape (n, d+1), its first column all 1, and B has
// shape (n, c); a row's target class is the column of its largest value. The
// answer keeps X and B.
//
// The weights are computed from the singular values of X and refined with sums
// of twice the precision, so that they are the best float64 numbers, or next to
// them, as long as X is not nearly rank-deficient.
//
// Without patterns the weights, like the rank and the sums, are zero. If X is
// not finite, the weights and singular values are NaN and the rank is zero.
func Solve(x, b linalg.Array) *Fit {
	n, dim := size("X", x)
	rows, c := size("B", b)
	if rows != n {
		panic("leastsquares: X has " + strconv.Itoa(n) + " rows, B " + strconv.Itoa(rows))
	}
	s := newSolver(x)
	f := &Fit{
		X: x, B: b,
		XtX: normal(x, x), XtB: normal(x, b),
		W:               linalg.Zeros(dim, c),
		SingularValues:  s.values,
		Rank:            len(s.right),
		ClassSumSquares: make([]float64, c),
		Classes:         make([]int, n),
	}
	w := make([]float64, dim)
	for k := range c {
		f.ClassSumSquares[k] = s.solveTo(w, Column(b, k))
		f.SumSquares += f.ClassSumSquares[k]
		for i, v := range w {
			f.W.Data[i*c+k] = v
		}
	}
	f.Cond, f.Digits = certainty(x, b, f.W, f.Unique())
	for p := range n {
		f.Classes[p] = Classify(f.W, row(x, p)[1:])
		if want := row(b, p); f.Classes[p] != slices.Index(want, slices.Max(want)) {
			f.Errors++
		}
	}
	return f
}

// Unique reports whether no other weights have as small a sum of squares.
func (f *Fit) Unique() bool { return f.Rank == f.XtX.Shape[0] }

// Column returns a copy of column k of a matrix: of B the values that
// discriminant k should have, of W its weights.
func Column(a linalg.Array, k int) []float64 {
	rows, cols := size("matrix", a)
	if k < 0 || k >= cols {
		panic("leastsquares: column " + strconv.Itoa(k) + " of " + strconv.Itoa(cols))
	}
	col := make([]float64, rows)
	for i := range col {
		col[i] = a.Data[i*cols+k]
	}
	return col
}

// normal returns X^T A, summed in the order of the patterns.
func normal(x, a linalg.Array) linalg.Array {
	product, err := linalg.TensordotAxes(x, a, []int{0}, []int{0})
	if err != nil {
		panic("leastsquares: " + err.Error()) // the shapes fit
	}
	return product
}

// row returns row i of a matrix, without copying.
func row(a linalg.Array, i int) []float64 {
	cols := a.Shape[1]
	return a.Data[i*cols : (i+1)*cols : (i+1)*cols]
}

// size returns the shape of a matrix and panics if it is none.
func size(name string, a linalg.Array) (rows, cols int) {
	if len(a.Shape) != 2 || a.Shape[1] == 0 || len(a.Data) != a.Shape[0]*a.Shape[1] {
		panic("leastsquares: " + name + " is not a matrix with columns: shape " + linalg.ShapeString(a.Shape) +
			", " + strconv.Itoa(len(a.Data)) + " values")
	}
	return a.Shape[0], a.Shape[1]
}

// addScaled adds s times a to dst.
func addScaled(dst []float64, s float64, a []float64) {
	for i, v := range a {
		dst[i] += s * v
	}
}

// dot returns the sum of the products of a and b.
func dot(a, b []float64) float64 {
	var sum float64
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// finite reports whether v is neither NaN nor infinite.
func finite(v float64) bool { return v-v == 0 }
