package gaussian

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
	"gonum.org/v1/gonum/floats"

	"zscape/compute/grid"
)

// LoopsTo sets dst to the density over the lattice x by y, row-major:
// dst[j*len(x)+i] = At(x[i], y[j]). It is two nested loops, with one exp a
// point, and takes any x and y. It panics if len(dst) is not len(x)*len(y).
func (d *Density) LoopsTo(dst, x, y []float64) {
	checkShape(dst, x, y)
	k := 0
	for _, yj := range y {
		for _, xi := range x {
			dst[k] = d.At(xi, yj)
			k++
		}
	}
}

// VectorizedTo is LoopsTo written with whole arrays, as one would in NumPy or
// Octave: A, of shape 2 by len(x)*len(y), holds all points less the mean; the
// quadratic form is the sum over the columns of A * (S^-1 A), element by element.
//
// It allocates about four times the size of dst, and since it uses the textbook form of
// the exponent it loses digits to cancellation as the correlation nears 1. It
// panics if len(dst) is not len(x)*len(y).
func (d *Density) VectorizedTo(dst, x, y []float64) {
	checkShape(dst, x, y)
	n := len(dst)
	if n == 0 {
		return
	}
	a := make([]float64, 2*n) // both rows
	grid.TileTo(a[:n], x, len(y))
	grid.RepeatTo(a[n:], y, len(x))
	floats.AddConst(-d.mx, a[:n])
	floats.AddConst(-d.my, a[n:])

	// The multiplication itself rather than mat.Dense: package mat brings all
	// of LAPACK into the program, 0.6 MB of a compressed page.
	inv := d.Inverse()
	b := make([]float64, 2*n)
	blas64.Dgemm(blas.NoTrans, blas.NoTrans, 2, n, 2, 1, []float64{inv[0][0], inv[0][1], inv[1][0], inv[1][1]}, 2, a, n, 0, b, n)
	floats.Mul(b, a)

	floats.AddTo(dst, b[:n], b[n:])
	for k, q := range dst {
		dst[k] = d.peak * math.Exp(-0.5*q)
	}
}

// blas64 is gonum's BLAS, by its concrete type so that only what is called is linked.
var blas64 gonum.Implementation

func checkShape(dst, x, y []float64) {
	if len(dst) != len(x)*len(y) {
		panic(fmt.Sprintf("gaussian: dst has length %d, want %d rows of %d", len(dst), len(y), len(x)))
	}
}
