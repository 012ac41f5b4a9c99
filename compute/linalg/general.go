package linalg

import (
	"math"
	"math/cmplx"
)

// general finds eigenvalues and eigenvectors from the Schur decomposition of the
// balanced matrix. It reports whether the iteration converged.
func (e *Eigen) general(a [][]float64) bool {
	b := balance(a)
	s, ok := decompose(b)
	if !ok {
		return false
	}
	x := make([]complex128, len(a))
	for k := 0; k < len(a); k++ {
		single := k+1 == len(a) || s.t[k+1][k] == 0
		if single {
			e.Values[k] = complex(s.t[k][k], 0)
		} else {
			e.Values[k] = s.pair(k)
		}
		s.vector(x, k, e.Values[k])
		s.rotateBack(e.Vectors[k], x)
		b.undo(e.Vectors[k])
		if single {
			continue
		}
		e.Values[k+1] = cmplx.Conj(e.Values[k])
		for i, v := range e.Vectors[k] {
			e.Vectors[k+1][i] = cmplx.Conj(v)
		}
		k++
	}
	return true
}

// Eigenvalues returns the eigenvalues of a square matrix without vectors, sorted as
// those of an Eigen, but not sharpened by exact arithmetic; NaN if an element is NaN or
// infinite. work, unless it is nil, is told of multiplications, of never more than a
// few at once for each element. The error is a *ShapeError, NotMatrix or NotSquare.
func Eigenvalues(a Array, work func(n int)) ([]complex128, error) {
	if err := checkSquare(a); err != nil {
		return nil, err
	}
	if work == nil {
		work = func(int) {}
	}
	n := a.Shape[0]
	e := &Eigen{Values: make([]complex128, n), Vectors: make([][]complex128, n)}
	h := a.Clone().Rows()
	exp, finite := normalize(h, 0)
	if finite {
		b := balanceWith(h, work)
		s := schur{t: b.h, work: work}
		s.toHessenberg(b.lo, b.hi)
		e.OK = s.francis(b.lo, b.hi)
		s.values(e.Values)
	}
	if !e.OK {
		e.setNaN()
		return e.Values, nil
	}
	for k, v := range e.Values {
		e.Values[k] = complex(math.Ldexp(real(v), -exp), math.Ldexp(imag(v), -exp))
	}
	e.sort()
	return e.Values, nil
}

// values sets dst to the eigenvalues.
func (s schur) values(dst []complex128) {
	for k := 0; k < len(dst); k++ {
		if k+1 == len(dst) || s.t[k+1][k] == 0 {
			dst[k] = complex(s.t[k][k], 0)
			continue
		}
		dst[k] = s.pair(k)
		dst[k+1] = cmplx.Conj(dst[k])
		k++
	}
}

// pair returns the eigenvalue with positive imaginary part of the 2 x 2 block at k.
func (s schur) pair(k int) complex128 {
	p, size, discriminant := s.block(k)
	return complex(s.t[k+1][k+1]+p, size*math.Sqrt(-discriminant))
}

// vector sets x to an eigenvector of T: the solution of (T - lambda I) x = 0 with
// nothing below row k, or k+1 for the first of a conjugate pair.
func (s schur) vector(x []complex128, k int, lambda complex128) {
	const large = 0x1p300
	clear(x)
	last := k // the last row that is not 0
	if imag(lambda) == 0 {
		x[k] = 1
	} else {
		last = k + 1
		if b, c := s.t[k][k+1], s.t[k+1][k]; math.Abs(b) >= math.Abs(c) {
			x[k], x[k+1] = 1, (lambda-complex(s.t[k][k], 0))/complex(b, 0)
		} else {
			x[k], x[k+1] = (lambda-complex(s.t[k+1][k+1], 0))/complex(c, 0), 1
		}
	}
	// A diagonal element that equals the eigenvalue is moved off by as much as
	// rounding does.
	least := max(eps*cmplx.Abs(lambda), 1/large)
	for i := k - 1; i >= 0; i-- {
		if i > 0 && s.t[i][i-1] != 0 {
			i--
			s.solvePair(x, i, last, lambda, least)
		} else {
			d := awayFrom0(complex(s.t[i][i], 0)-lambda, least)
			x[i] = -s.sum(x, i, i+1, last) / d
		}
		if max(cmplx.Abs(x[i]), cmplx.Abs(x[i+1])) > large {
			scaleTo1(x)
		}
	}
}

// sum returns the product of row i of T, from a column to another, and x.
func (s schur) sum(x []complex128, i, from, to int) complex128 {
	re, im := 0.0, 0.0
	for j := from; j <= to; j++ {
		re += s.t[i][j] * real(x[j])
		im += s.t[i][j] * imag(x[j])
	}
	return complex(re, im)
}

// solvePair finds x[i] and x[i+1] from the block at i, by elimination.
func (s schur) solvePair(x []complex128, i, last int, lambda complex128, least float64) {
	a, b := complex(s.t[i][i], 0)-lambda, complex(s.t[i][i+1], 0)
	c, d := complex(s.t[i+1][i], 0), complex(s.t[i+1][i+1], 0)-lambda
	y, z := -s.sum(x, i, i+2, last), -s.sum(x, i+1, i+2, last)
	if cmplx.Abs(c) > cmplx.Abs(a) {
		a, b, y, c, d, z = c, d, z, a, b, y
	}
	l := c / a
	x[i+1] = (z - l*y) / awayFrom0(d-l*b, least)
	x[i] = (y - b*x[i+1]) / a
}

func awayFrom0(v complex128, least float64) complex128 {
	if cmplx.Abs(v) < least {
		return complex(least, 0)
	}
	return v
}

// rotateBack sets dst to Z x.
func (s schur) rotateBack(dst, x []complex128) {
	clear(dst)
	for k, row := range s.zt {
		for i, z := range row {
			dst[i] += complex(z*real(x[k]), z*imag(x[k]))
		}
	}
}
