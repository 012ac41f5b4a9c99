package linalg

import "strconv"

// Problem is a way in which shapes do not fit an operation.
type Problem int

// The problems, with NumPy's words for them.
const (
	NotBroadcastable Problem = 1 + iota // "operands could not be broadcast together"
	NotAligned                          // "shapes ... not aligned": axes to be summed over differ
	NotSummable                         // "shape-mismatch for sum": the same, of Tensordot
	AxisRange                           // "axis ... is out of bounds"
	AxisRepeated                        // "repeated axis"
	NotMatrix                           // "array must be two-dimensional"
	NotSquare                           // "last 2 dimensions of the array must be square"
)

// ShapeError says that the shapes of its arguments keep an operation from being
// done, and which ones.
type ShapeError struct {
	Problem Problem
	A, B    []int // the shapes; B is nil if the operation, or the problem, has one array only

	// Of NotAligned and NotSummable, the axes of A and B that differ in extent,
	// -1 if it is their number that differs. Of AxisRange and AxisRepeated, AxisA
	// is the axis of A as given.
	AxisA, AxisB int
}

// Error describes the problem in NumPy's words, in lower case.
func (e *ShapeError) Error() string {
	a, b := ShapeString(e.A), ShapeString(e.B)
	switch e.Problem {
	case NotBroadcastable:
		return "operands could not be broadcast together with shapes " + a + " " + b
	case NotAligned:
		return "shapes " + a + " and " + b + " not aligned: " +
			strconv.Itoa(e.A[e.AxisA]) + " (dim " + strconv.Itoa(e.AxisA) + ") != " +
			strconv.Itoa(e.B[e.AxisB]) + " (dim " + strconv.Itoa(e.AxisB) + ")"
	case NotSummable:
		if e.AxisA < 0 {
			return "shape-mismatch for sum: axes of " + a + " and " + b + " differ in number"
		}
		return "shape-mismatch for sum: axis " + strconv.Itoa(e.AxisA) + " of " + a + " is " + strconv.Itoa(e.A[e.AxisA]) +
			", axis " + strconv.Itoa(e.AxisB) + " of " + b + " is " + strconv.Itoa(e.B[e.AxisB])
	case AxisRange:
		return "axis " + strconv.Itoa(e.AxisA) + " is out of bounds for array of dimension " +
			strconv.Itoa(len(e.A)) + ", shape " + a
	case AxisRepeated:
		return "repeated axis " + strconv.Itoa(e.AxisA) + " of shape " + a
	case NotMatrix:
		return strconv.Itoa(len(e.A)) + "-dimensional array given, array must be two-dimensional: shape " + a
	}
	return "last 2 dimensions of the array must be square: shape " + a
}

// SingularError says that a matrix has no inverse: its rank, as MatrixRank
// counts it, is less than its order N.
type SingularError struct{ Rank, N int }

func (e *SingularError) Error() string {
	return "singular matrix: rank " + strconv.Itoa(e.Rank) + " of " + strconv.Itoa(e.N)
}

// checkMatrix returns an error if a has not two dimensions.
func checkMatrix(a Array) error {
	a.check()
	if a.NDim() != 2 {
		return &ShapeError{Problem: NotMatrix, A: a.Shape}
	}
	return nil
}

// checkSquare returns an error if a is not a square matrix.
func checkSquare(a Array) error {
	if err := checkMatrix(a); err != nil {
		return err
	}
	if a.Shape[0] != a.Shape[1] {
		return &ShapeError{Problem: NotSquare, A: a.Shape}
	}
	return nil
}
