package leastsquares

import (
	"math"
	"strconv"

	"zscape/compute/linalg"
)

// Surface is the error surface of one discriminant: the sum of squares
//
//	J(w) = |X w - b|^2 = sum over the patterns p of (w . x_p - b_p)^2
//
// as a function of the weights, without the factor 1/2 that some books put in
// front. With the singular values s and right singular vectors v of X it is
//
//	J(w) = J(m) + sum over k of (s_k v_k . (w - m))^2,
//
// m being its minimum of least norm. In this form rounding never takes J below
// J(m), and it has no large terms that cancel near the minimum.
//
// A Surface is immutable.
type Surface struct {
	x      linalg.Array
	b      []float64
	min    []float64
	jmin   float64
	flat   float64     // the slope where J does not rise: 0, NaN if x is not finite
	values []float64   // the singular values of x
	root   [][]float64 // s_k v_k, as many as the rank of x
}

// NewSurface returns the surface for a matrix X of shape (n, dim) and n
// targets b, such as Column(B, k). It keeps both without copying.
//
// Without patterns it is zero everywhere. If X is not finite, it is NaN.
func NewSurface(x linalg.Array, b []float64) *Surface {
	rows, dim := size("X", x)
	checkLen("b", len(b), rows)
	s := newSolver(x)
	f := &Surface{x: x, b: b, min: make([]float64, dim), values: s.values}
	f.jmin = s.solveTo(f.min, b)
	if !s.finite {
		f.flat = math.NaN()
	}
	for k, v := range s.right {
		r := make([]float64, dim)
		addScaled(r, s.values[k], v)
		f.root = append(f.root, r)
	}
	return f
}

// Dim returns the number of weights.
func (f *Surface) Dim() int { return len(f.min) }

// Minimum returns the weights, a copy, where J is the least, and J there. If
// there are many such weights, Rank being less than Dim, it is those of least
// norm.
func (f *Surface) Minimum() (w []float64, j float64) {
	return append([]float64(nil), f.min...), f.jmin
}

// Rank returns the number of directions in which J rises.
func (f *Surface) Rank() int { return len(f.root) }

// At returns J(w). It panics if w has not Dim values.
func (f *Surface) At(w []float64) float64 {
	checkLen("w", len(w), len(f.min))
	j := f.jmin
	for _, r := range f.root {
		t := f.along(r, w)
		j += t * t
	}
	return j
}

// GradientTo sets dst to the gradient of J at w, 2 X^T (X w - b). dst must not
// overlap w. It panics if either has not Dim values.
func (f *Surface) GradientTo(dst, w []float64) {
	checkLen("dst", len(dst), len(f.min))
	checkLen("w", len(w), len(f.min))
	for i := range dst {
		dst[i] = f.flat
	}
	for _, r := range f.root {
		addScaled(dst, 2*f.along(r, w), r)
	}
}

// along returns r . (w - m).
func (f *Surface) along(r, w []float64) float64 {
	var t float64
	for i, m := range f.min {
		t += r[i] * (w[i] - m)
	}
	return t
}

// GridTo sets dst[j*len(w0)+i] to J(w0[i], w1[j]) for a surface of two weights.
// It panics if the surface has another number of weights (Slice takes two of
// them), or dst another length than len(w0)*len(w1).
func (f *Surface) GridTo(dst, w0, w1 []float64) {
	if len(f.min) != 2 {
		panic("leastsquares: grid of a surface of " + strconv.Itoa(len(f.min)) + " weights")
	}
	checkLen("dst", len(dst), len(w0)*len(w1))
	var root [2][2]float64 // of a smaller rank: the rest is zero
	for k, r := range f.root {
		root[k] = [2]float64(r)
	}
	for j, w := range w1 {
		line := dst[j*len(w0) : (j+1)*len(w0)]
		v := w - f.min[1]
		a, b := root[0][1]*v, root[1][1]*v
		for i, w := range w0 {
			u := w - f.min[0]
			s, t := root[0][0]*u+a, root[1][0]*u+b
			line[i] = f.jmin + s*s + t*t
		}
	}
}

// Hessian returns the matrix of second derivatives of J, 2 X^T X, of shape (Dim,
// Dim). It is the same everywhere.
func (f *Surface) Hessian() linalg.Array {
	return linalg.Scale(2, normal(f.x, f.x))
}

// Curvatures returns the Dim eigenvalues of the Hessian, descending. As many are
// positive as Rank says, unless they underflow; the others are 0.
func (f *Surface) Curvatures() []float64 {
	c := make([]float64, len(f.min))
	for k := range c {
		c[k] = f.flat
	}
	for k := range f.root {
		c[k] = 2 * f.values[k] * f.values[k]
	}
	return c
}

// LargestRate returns the learning rate up to which gradient descent, w -= rate
// X^T (X w - b), converges: 2 over the largest eigenvalue of X^T X. At the rate
// itself it oscillates for ever, above it diverges. LargestRate is +Inf if
// X is zero or there are no patterns, NaN if X is not finite.
func (f *Surface) LargestRate() float64 {
	if len(f.values) == 0 {
		return math.Inf(1)
	}
	return 2 / f.values[0] / f.values[0]
}

// Slice returns the surface over weights i and j alone, in this order, with the
// other weights held at their values in rest, or at the minimum if rest is nil.
// Entries i and j of rest do not matter. It panics if i and j are not two
// different weights, or rest has not Dim values.
func (f *Surface) Slice(i, j int, rest []float64) *Surface {
	dim := len(f.min)
	if i < 0 || j < 0 || i >= dim || j >= dim || i == j {
		panic("leastsquares: slice along weights " + strconv.Itoa(i) + " and " + strconv.Itoa(j) +
			" of " + strconv.Itoa(dim))
	}
	if rest == nil {
		rest = f.min
	}
	checkLen("rest", len(rest), dim)
	x := linalg.Zeros(len(f.b), 2)
	b := make([]float64, len(f.b))
	for p, want := range f.b {
		r := row(f.x, p)
		x.Data[2*p], x.Data[2*p+1] = r[i], r[j]
		for k, w := range rest {
			if k != i && k != j {
				want -= w * r[k]
			}
		}
		b[p] = want
	}
	return NewSurface(x, b)
}

func checkLen(name string, got, want int) {
	if got != want {
		panic("leastsquares: " + name + " has length " + strconv.Itoa(got) + ", want " + strconv.Itoa(want))
	}
}
