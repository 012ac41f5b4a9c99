// Package linalg is small dense linear algebra with NumPy's sense of shapes, for
// matrices of up to some hundred rows.
//
// Functions return new arrays, which share no memory with their arguments.
// Arguments whose shapes do not fit give a *ShapeError, a matrix that has no
// inverse a *SingularError. NaN and infinities are values: they pass through
// sums and products by the rules of float64, and decompositions of a matrix that
// holds one are NaN throughout, which their field OK says.
//
// The sources are G. H. Golub, C. F. Van Loan, Matrix Computations, 4th ed., 2013
// ("Golub & Van Loan" below), and NumPy 1.24's documentation.
package linalg

import (
	"math"
	"slices"
	"strconv"
)

// Array is an array of any number of dimensions, row-major as NumPy's. Shape ()
// is a scalar, (n,) a vector, (m,n) a matrix of m rows and n columns. An extent
// may be 0. Data has as many values as the product of the extents says; functions
// panic if it has not.
type Array struct {
	Shape []int
	Data  []float64
}

// Scalar returns v as an array of shape ().
func Scalar(v float64) Array { return Array{Shape: []int{}, Data: []float64{v}} }

// Vector returns the values as an array of shape (n,). It keeps v.
func Vector(v ...float64) Array { return Array{Shape: []int{len(v)}, Data: v} }

// Matrix returns the values, row after row, as an array of shape (rows,cols). It
// keeps data. It panics if data has not rows*cols values.
func Matrix(rows, cols int, data ...float64) Array {
	a := Array{Shape: []int{rows, cols}, Data: data}
	a.check()
	return a
}

// Zeros returns an array of zeros.
func Zeros(shape ...int) Array {
	return Array{Shape: slices.Clone(shape), Data: make([]float64, size(shape))}
}

// Identity returns the n x n identity matrix.
func Identity(n int) Array {
	a := Zeros(n, n)
	for i := range n {
		a.Data[i*n+i] = 1
	}
	return a
}

// size returns the number of values of an array of the given shape.
func size(shape []int) int {
	n := 1
	for _, d := range shape {
		if d < 0 {
			panic("linalg: negative extent in shape " + ShapeString(shape))
		}
		n *= d
	}
	return n
}

func (a Array) check() {
	if len(a.Data) != size(a.Shape) {
		panic("linalg: " + strconv.Itoa(len(a.Data)) + " values for shape " + ShapeString(a.Shape))
	}
}

// NDim returns the number of dimensions, that is, of axes.
func (a Array) NDim() int { return len(a.Shape) }

// Dims returns the numbers of rows and columns of a matrix. It panics if a is
// not a matrix.
func (a Array) Dims() (rows, cols int) {
	if len(a.Shape) != 2 {
		panic("linalg: Dims of an array of shape " + ShapeString(a.Shape))
	}
	return a.Shape[0], a.Shape[1]
}

// Rows returns the rows of a matrix, which share its memory. It panics if a is not
// a matrix.
func (a Array) Rows() [][]float64 {
	m, n := a.Dims()
	rows := make([][]float64, m)
	for i := range rows {
		rows[i] = a.Data[i*n : (i+1)*n : (i+1)*n]
	}
	return rows
}

// At returns the value at the given index, which has one number per axis,
// counted from 0.
func (a Array) At(index ...int) float64 {
	if len(index) != len(a.Shape) {
		panic("linalg: index " + ShapeString(index) + " into shape " + ShapeString(a.Shape))
	}
	k := 0
	for axis, i := range index {
		if i < 0 || i >= a.Shape[axis] {
			panic("linalg: index " + ShapeString(index) + " into shape " + ShapeString(a.Shape))
		}
		k = k*a.Shape[axis] + i
	}
	return a.Data[k]
}

// Clone returns a copy.
func (a Array) Clone() Array {
	return Array{Shape: slices.Clone(a.Shape), Data: slices.Clone(a.Data)}
}

// Equal reports whether a and b have the same shape and the same values. NaN
// equals nothing.
func (a Array) Equal(b Array) bool {
	return slices.Equal(a.Shape, b.Shape) && slices.Equal(a.Data, b.Data)
}

// String writes the array as Python writes nested lists, [[0, 2], [1, 3]], with
// the shortest decimals that read back to the same values, and nan and inf.
func (a Array) String() string {
	a.check()
	return string(appendArray(nil, a.Shape, a.Data))
}

func appendArray(dst []byte, shape []int, data []float64) []byte {
	if len(shape) == 0 {
		return appendFloat(dst, data[0])
	}
	dst = append(dst, '[')
	n := size(shape[1:])
	for i := range shape[0] {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = appendArray(dst, shape[1:], data[i*n:(i+1)*n])
	}
	return append(dst, ']')
}

func appendFloat(dst []byte, v float64) []byte {
	switch {
	case math.IsNaN(v):
		return append(dst, "nan"...)
	case math.IsInf(v, 1):
		return append(dst, "inf"...)
	case math.IsInf(v, -1):
		return append(dst, "-inf"...)
	}
	return strconv.AppendFloat(dst, v, 'g', -1, 64)
}

// ShapeString writes a shape as NumPy's messages do: (), (3,), (2,1).
func ShapeString(shape []int) string {
	dst := []byte{'('}
	for i, n := range shape {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, int64(n), 10)
	}
	if len(shape) == 1 {
		dst = append(dst, ',')
	}
	return string(append(dst, ')'))
}

// Transpose returns a with its axes in reverse order. A scalar and a vector
// remain what they are.
func Transpose(a Array) Array {
	axes := make([]int, len(a.Shape))
	for i := range axes {
		axes[i] = len(axes) - 1 - i
	}
	return permute(a, axes)
}

// permute returns the array whose axis i is axis axes[i] of a.
func permute(a Array, axes []int) Array {
	a.check()
	strides := strides(a.Shape)
	shape, step := make([]int, len(axes)), make([]int, len(axes))
	for i, axis := range axes {
		shape[i], step[i] = a.Shape[axis], strides[axis]
	}
	p := Zeros(shape...)
	for i, k := range offsets(shape, step) {
		p.Data[i] = a.Data[k]
	}
	return p
}

// strides returns the distance in Data between neighbours along each axis.
func strides(shape []int) []int {
	s := make([]int, len(shape))
	n := 1
	for i := len(shape) - 1; i >= 0; i-- {
		s[i] = n
		n *= shape[i]
	}
	return s
}

// offsets returns where in Data the values at all indices of a shape lie, in
// row-major order of the indices, if a step along an axis is step[axis] values.
func offsets(shape, step []int) []int {
	at := []int{0}
	for axis, n := range shape {
		next := make([]int, 0, len(at)*n)
		for _, k := range at {
			for i := range n {
				next = append(next, k+i*step[axis])
			}
		}
		at = next
	}
	return at
}
