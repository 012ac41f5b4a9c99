package linalg

import (
	"math"
	"slices"
)

// Add returns a + b, element by element, broadcast as Multiply does.
func Add(a, b Array) (Array, error) {
	return broadcast(a, b, func(x, y float64) float64 { return x + y })
}

// Sub returns a - b, element by element, broadcast as Multiply does.
func Sub(a, b Array) (Array, error) {
	return broadcast(a, b, func(x, y float64) float64 { return x - y })
}

// Multiply returns the products of the elements of a and b, of matrices the
// Hadamard product. Shapes are broadcast as NumPy does: they are aligned at their
// last axes, and an axis that is missing or of extent 1 is repeated as often as
// the other array needs. If an axis has two other extents, the error is a
// *ShapeError, NotBroadcastable.
func Multiply(a, b Array) (Array, error) {
	return broadcast(a, b, func(x, y float64) float64 { return x * y })
}

func broadcast(a, b Array, f func(x, y float64) float64) (Array, error) {
	a.check()
	b.check()
	shape := make([]int, max(a.NDim(), b.NDim()))
	stepA, stepB := make([]int, len(shape)), make([]int, len(shape))
	stridesA, stridesB := strides(a.Shape), strides(b.Shape)
	for i := 1; i <= len(shape); i++ { // counted from the last axis
		na, nb := 1, 1
		axis := len(shape) - i
		if k := a.NDim() - i; k >= 0 {
			na, stepA[axis] = a.Shape[k], stridesA[k]
		}
		if k := b.NDim() - i; k >= 0 {
			nb, stepB[axis] = b.Shape[k], stridesB[k]
		}
		switch {
		case na == nb:
			shape[axis] = na
		case na == 1:
			shape[axis], stepA[axis] = nb, 0
		case nb == 1:
			shape[axis], stepB[axis] = na, 0
		default:
			return Array{}, &ShapeError{Problem: NotBroadcastable, A: a.Shape, B: b.Shape}
		}
	}
	c := Zeros(shape...)
	atB := offsets(shape, stepB)
	for i, k := range offsets(shape, stepA) {
		c.Data[i] = f(a.Data[k], b.Data[atB[i]])
	}
	return c, nil
}

// Scale returns s*a.
func Scale(s float64, a Array) Array {
	c := a.Clone()
	for i := range c.Data {
		c.Data[i] *= s
	}
	return c
}

// Power returns the elements of a raised to the power p, by the rules of
// math.Pow. NumPy refuses a negative power of an array of integers; here 1/0 is
// +Inf.
func Power(a Array, p float64) Array {
	c := a.Clone()
	for i, v := range c.Data {
		c.Data[i] = math.Pow(v, p)
	}
	return c
}

// InterpolateTo sets dst to (1-t)*a + t*b, which is a at t = 0 and b at t = 1
// exactly; a matrix is interpolated as the vector of its elements. With a the
// identity, it shows what b does to the plane as a motion. On the way the
// determinant may pass 0, even if it is 0 at neither end: it must where the signs
// at the ends differ, and does from I to -I. Then all points pass through a line
// or a point.
//
// The three shapes must be equal, else InterpolateTo panics. dst may be a or b.
func InterpolateTo(dst, a, b Array, t float64) {
	sameShape(dst, a)
	sameShape(dst, b)
	for i, v := range a.Data {
		dst.Data[i] = (1-t)*v + t*b.Data[i]
	}
}

func sameShape(a, b Array) {
	a.check()
	b.check()
	if !slices.Equal(a.Shape, b.Shape) {
		panic("linalg: shapes " + ShapeString(a.Shape) + " and " + ShapeString(b.Shape) + " differ")
	}
}
