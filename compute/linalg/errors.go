package linalg

import "zscape/compute/lang"

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
func (e *ShapeError) Error() string { return e.In("en") }

// In describes the problem in a language.
func (e *ShapeError) In(language string) string { return e.text().In(language) }

func (e *ShapeError) text() lang.Text {
	a, b := ShapeString(e.A), ShapeString(e.B)
	switch e.Problem {
	case NotBroadcastable:
		return lang.Sprintf("operands could not be broadcast together with shapes %s %s", "形状 %s と %s はブロードキャストできません", a, b)
	case NotAligned:
		return lang.Sprintf("shapes %s and %s not aligned: %d (dim %d) != %d (dim %d)", "形状 %s と %s の積は計算できません: %d(軸%d)と %d(軸%d)が一致しません",
			a, b, e.A[e.AxisA], e.AxisA, e.B[e.AxisB], e.AxisB)
	case NotSummable:
		if e.AxisA < 0 {
			return lang.Sprintf("shape-mismatch for sum: axes of %s and %s differ in number", "縮約できません: 形状 %s と %s で、和をとる軸の数が違います", a, b)
		}
		return lang.Sprintf("shape-mismatch for sum: axis %d of %s is %d, axis %d of %s is %d", "縮約できません: 形状 %[2]s の軸%[1]dの長さは%[3]d、形状 %[5]s の軸%[4]dの長さは%[6]dです",
			e.AxisA, a, e.A[e.AxisA], e.AxisB, b, e.B[e.AxisB])
	case AxisRange:
		return lang.Sprintf("axis %d is out of bounds for array of dimension %d, shape %s", "軸 %d は%d次元の配列(形状 %s)にはありません", e.AxisA, len(e.A), a)
	case AxisRepeated:
		return lang.Sprintf("repeated axis %d of shape %s", "軸 %d が二重に指定されています(形状 %s)", e.AxisA, a)
	case NotMatrix:
		return lang.Sprintf("%d-dimensional array given, array must be two-dimensional: shape %s", "%d次元の配列です。2次元でなければなりません(形状 %s)", len(e.A), a)
	}
	return lang.Sprintf("last 2 dimensions of the array must be square: shape %s", "正方行列ではありません(形状 %s)", a)
}

// SingularError says that a matrix has no inverse: its rank, as ExactRank counts
// it, is less than its order N.
type SingularError struct{ Rank, N int }

// Error says the rank in English.
func (e *SingularError) Error() string { return e.In("en") }

// In says the rank in a language.
func (e *SingularError) In(language string) string {
	return lang.Sprintf("singular matrix: rank %d of %d", "特異行列です(%[2]d次で、階数は%[1]d)", e.Rank, e.N).In(language)
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
