package linalg

import "slices"

// Dot returns NumPy's dot product: of vectors the inner product, of matrices the
// matrix product, of a matrix and a vector, in either order, a vector, and of a
// scalar and anything the multiple. In general it sums over the last axis of a
// and the last but one of b (the only one if b is a vector); the result has the
// other axes of a and then those of b. If the extents of the two differ, the
// error is a *ShapeError, NotAligned.
func Dot(a, b Array) (Array, error) {
	if a.NDim() == 0 || b.NDim() == 0 {
		return Multiply(a, b)
	}
	axisA, axisB := a.NDim()-1, max(b.NDim()-2, 0)
	if a.Shape[axisA] != b.Shape[axisB] {
		return Array{}, &ShapeError{Problem: NotAligned, A: a.Shape, B: b.Shape, AxisA: axisA, AxisB: axisB}
	}
	return contract(a, b, []int{axisA}, []int{axisB}), nil
}

// Outer returns the products of all values of a and all values of b, flattened:
// a matrix of as many rows as a has values and columns as b has.
func Outer(a, b Array) Array {
	a.check()
	b.check()
	o := Zeros(len(a.Data), len(b.Data))
	for i, v := range a.Data {
		for j, w := range b.Data {
			o.Data[i*len(b.Data)+j] = v * w
		}
	}
	return o
}

// Tensordot sums the products of a and b over the last axes of a and as many
// first axes of b. With axes 0 it is the tensor product, of shape a.Shape
// followed by b.Shape. Errors are as of TensordotAxes, except that a negative
// number of axes is out of range, where NumPy takes it for 0.
func Tensordot(a, b Array, axes int) (Array, error) {
	if axes < 0 {
		return Array{}, &ShapeError{Problem: AxisRange, A: a.Shape, AxisA: axes}
	}
	// An array that has fewer axes lacks the first of the last ones.
	axesA, axesB := make([]int, min(axes, a.NDim()+1)), make([]int, min(axes, b.NDim()+1))
	for i := range axesA {
		axesA[i] = i - axes
	}
	for i := range axesB {
		axesB[i] = i
	}
	return TensordotAxes(a, b, axesA, axesB)
}

// TensordotAxes sums the products of a and b over pairs of axes, axesA[i] of a
// with axesB[i] of b; negative ones count from the end. The result has the other
// axes of a and then those of b, as NumPy's tensordot(a, b, (axesA, axesB)). The
// error is a *ShapeError: AxisRange for an axis that does not exist, AxisRepeated
// for one that is named twice, NotSummable for a pair of different extents, or if
// the axes are not pairs.
func TensordotAxes(a, b Array, axesA, axesB []int) (Array, error) {
	axesA, err := checkAxes(a, axesA)
	if err != nil {
		return Array{}, err
	}
	axesB, err = checkAxes(b, axesB)
	if err != nil {
		return Array{}, err
	}
	if len(axesA) != len(axesB) {
		return Array{}, &ShapeError{Problem: NotSummable, A: a.Shape, B: b.Shape, AxisA: -1, AxisB: -1}
	}
	for i, axisA := range axesA {
		if axisB := axesB[i]; a.Shape[axisA] != b.Shape[axisB] {
			return Array{}, &ShapeError{Problem: NotSummable, A: a.Shape, B: b.Shape, AxisA: axisA, AxisB: axisB}
		}
	}
	return contract(a, b, axesA, axesB), nil
}

// checkAxes returns the axes counted from the front.
func checkAxes(a Array, axes []int) ([]int, error) {
	front := make([]int, len(axes))
	for i, axis := range axes {
		front[i] = axis
		if axis < 0 {
			front[i] += a.NDim()
		}
		if front[i] < 0 || front[i] >= a.NDim() {
			return nil, &ShapeError{Problem: AxisRange, A: a.Shape, AxisA: axis}
		}
		if slices.Contains(front[:i], front[i]) {
			return nil, &ShapeError{Problem: AxisRepeated, A: a.Shape, AxisA: axis}
		}
	}
	return front, nil
}

// contract sums over pairs of axes of equal extents, as a product of matrices:
// the axes to be summed over become the columns of a and the rows of b.
func contract(a, b Array, axesA, axesB []int) Array {
	freeA, freeB := others(a.NDim(), axesA), others(b.NDim(), axesB)
	pa := permute(a, slices.Concat(freeA, axesA))
	pb := permute(b, slices.Concat(axesB, freeB))
	left, summed, right := pa.Shape[:len(freeA)], pa.Shape[len(freeA):], pb.Shape[len(axesB):]
	rows, inner, cols := size(left), size(summed), size(right)
	c := Zeros(slices.Concat(left, right)...)
	for i := range rows {
		row := c.Data[i*cols : (i+1)*cols]
		for k := range inner {
			addScaled(row, pa.Data[i*inner+k], pb.Data[k*cols:(k+1)*cols])
		}
	}
	return c
}

// others returns the axes that are not among the given ones, ascending.
func others(n int, axes []int) []int {
	var free []int
	for axis := range n {
		if !slices.Contains(axes, axis) {
			free = append(free, axis)
		}
	}
	return free
}

// addScaled adds s*x to dst.
func addScaled(dst []float64, s float64, x []float64) {
	for i, v := range x {
		dst[i] += s * v
	}
}

// dot returns the inner product of x and y, which have the same length.
func dot(x, y []float64) float64 {
	y = y[:len(x)]
	s := 0.0
	for i, v := range x {
		s += v * y[i]
	}
	return s
}
