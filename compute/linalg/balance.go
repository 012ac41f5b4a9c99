package linalg

import "math"

// balanced is a matrix whose eigenvalues are those of another, with rows and
// columns of more equal size.
//
// Source: B. N. Parlett, C. Reinsch, "Balancing a matrix for calculation of
// eigenvalues and eigenvectors", Numer. Math. 13, 1969; with the norms of R.
// James, J. Langou, B. R. Lowery, "On matrix balancing and eigenvector
// computation", 2014, arXiv:1401.5766.
type balanced struct {
	h [][]float64

	// Rows and columns from lo up to, not including, hi are what is left to do: the
	// others are upper triangular already.
	lo, hi int

	scale []float64 // row i of a vector is to be multiplied by scale[i]
	order []int     // and then to become row order[i]
}

func balance(h [][]float64) balanced { return balanceWith(h, func(int) {}) }

// balanceWith is balance which tells by work of multiplications.
func balanceWith(h [][]float64, work func(n int)) balanced {
	b := balanced{h: h, hi: len(h), scale: make([]float64, len(h)), order: make([]int, len(h))}
	for i := range h {
		b.scale[i], b.order[i] = 1, i
	}
	for b.isolate() {
		work(len(h) * len(h))
	}
	for range 100 { // two or three are usual
		changed := false
		for i := b.lo; i < b.hi; i++ {
			changed = b.rescale(i) || changed
			work(8 * len(h)) // they are slow ones
		}
		if !changed {
			break
		}
	}
	return b
}

// isolate looks for an eigenvalue that can be read off, moves it to an end of
// the part that is left, and reports whether there was one.
func (b *balanced) isolate() bool {
	for i := b.lo; i < b.hi; i++ {
		row, column := true, true
		for j := b.lo; j < b.hi; j++ {
			row = row && (j == i || b.h[i][j] == 0)
			column = column && (j == i || b.h[j][i] == 0)
		}
		switch {
		case row:
			b.hi--
			b.swap(i, b.hi)
			return true
		case column:
			b.swap(i, b.lo)
			b.lo++
			return true
		}
	}
	return false
}

// swap exchanges rows and columns i and k.
func (b *balanced) swap(i, k int) {
	b.h[i], b.h[k] = b.h[k], b.h[i]
	for _, row := range b.h {
		row[i], row[k] = row[k], row[i]
	}
	b.order[i], b.order[k] = b.order[k], b.order[i]
}

// rescale multiplies column i by a power of 2, and divides row i by it, if that
// makes them clearly smaller.
func (b *balanced) rescale(i int) bool {
	column, row := 0.0, 0.0
	for j := b.lo; j < b.hi; j++ {
		column = math.Hypot(column, b.h[j][i])
		row = math.Hypot(row, b.h[i][j])
	}
	if column == 0 || row == 0 {
		return false
	}
	// The sum of squares is least where the two are equal.
	exp := int(math.Round((math.Log2(row) - math.Log2(column)) / 2))
	if exp == 0 {
		return false
	}
	f := math.Ldexp(1, exp)
	if math.Hypot(column*f, row/f) >= 0.95*math.Hypot(column, row) {
		return false
	}
	b.scale[i] *= f
	for j := range b.h {
		b.h[i][j] /= f
		b.h[j][i] *= f
	}
	return true
}

// undo turns an eigenvector of the balanced matrix into one of the original.
func (b *balanced) undo(x []complex128) {
	scaleTo1(x)
	y := make([]complex128, len(x))
	for i, v := range x {
		y[b.order[i]] = complex(real(v)*b.scale[i], imag(v)*b.scale[i])
	}
	copy(x, y)
}
