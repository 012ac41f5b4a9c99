package leastsquares

import (
	"strconv"

	"zscape/compute/linalg"
)

// Profile returns the surface over weights i and j alone, in this order, with
// the other weights at their best for each pair: the least that J can be there.
// Unlike a Slice it lies nowhere above J. With two weights it is J itself.
//
// It is the surface of what is left of columns i and j of X and of b when all
// that the other columns explain is taken out of them (Frisch and Waugh,
// Econometrica 1, 1933). Profile panics if i and j are not two different weights.
func (f *Surface) Profile(i, j int) *Surface {
	dim := len(f.min)
	if i < 0 || j < 0 || i >= dim || j >= dim || i == j {
		panic("leastsquares: profile along weights " + strconv.Itoa(i) + " and " + strconv.Itoa(j) +
			" of " + strconv.Itoa(dim))
	}
	n := len(f.b)
	others := linalg.Zeros(n, dim-2)
	kept := linalg.Zeros(n, 3) // columns i, j and b
	for p := range n {
		r := row(f.x, p)
		next := p * (dim - 2)
		for k, v := range r {
			if k != i && k != j {
				others.Data[next] = v
				next++
			}
		}
		kept.Data[3*p], kept.Data[3*p+1], kept.Data[3*p+2] = r[i], r[j], f.b[p]
	}
	if dim > 2 && n > 0 {
		kept = residual(kept, others)
	}
	x, b := linalg.Zeros(n, 2), make([]float64, n)
	for p := range n {
		x.Data[2*p], x.Data[2*p+1], b[p] = kept.Data[3*p], kept.Data[3*p+1], kept.Data[3*p+2]
	}
	return NewSurface(x, b)
}

// residual returns each column of y less its best approximation by columns of x.
func residual(y, x linalg.Array) linalg.Array {
	w, _, err := linalg.LeastSquares(x, y)
	if err == nil {
		var near linalg.Array
		if near, err = linalg.Dot(x, w); err == nil {
			y, err = linalg.Sub(y, near)
		}
	}
	if err != nil {
		panic("leastsquares: " + err.Error()) // the shapes fit
	}
	return y
}
