package matrices

import (
	"errors"
	"math"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/linalg"
)

// result is what an operation gives: a value, or why there is none.
type result struct {
	value linalg.Array
	pairs bool      // the last axis is real and imaginary part
	text  lang.Text // in place of numbers
	err   error
}

func try(value linalg.Array, err error) result { return result{value: value, err: err} }

func number(v float64, err error) result { return result{value: linalg.Scalar(v), err: err} }

// shape returns the shape of the value as NumPy has it.
func (r *result) shape() string {
	shape := r.value.Shape
	if r.pairs {
		shape = shape[:len(shape)-1]
	}
	return linalg.ShapeString(shape)
}

// as returns the result in another shape.
func (r result) as(shape ...int) result {
	r.value.Shape = shape
	return r
}

// outcome is an operation that was done with certain operands, and how it is
// written for these.
type outcome struct {
	operation
	value, asMatrix result
	refusal         string // what gonum says; empty if it does it
}

// outcomes does everything that there is to do with o.
func outcomes(o *operands) []outcome {
	words := o.words()
	list := make([]outcome, len(operations))
	for i, p := range operations {
		for _, text := range []*string{&p.name.En, &p.name.Ja, &p.array, &p.matrix, &p.gonum, &p.octave} {
			if strings.Contains(*text, "{") {
				*text = words.Replace(*text)
			}
		}
		r := outcome{operation: p, value: p.of(o)}
		r.asMatrix = r.value
		if p.form != nil {
			r.asMatrix = p.form(o)
		}
		r.refusal = r.refused(o)
		list[i] = r
	}
	return list
}

// refused is how gonum refuses, in the words of its errors ErrSquare, ErrShape
// and Condition.
func (r *outcome) refused(o *operands) string {
	var shape *linalg.ShapeError
	var singular *linalg.SingularError
	switch {
	case r.gonum == "":
	case !o.square() && (r.square || r.inverts(o)):
		return "panics: mat: expect square matrix"
	case errors.As(r.value.err, &shape):
		return "panics: mat: dimension mismatch"
	case errors.As(r.value.err, &singular) || r.inverts(o) && o.gonumRefuses():
		return "err: matrix singular or near-singular"
	}
	return ""
}

// inverts reports whether the operation begins with the inverse.
func (r *outcome) inverts(o *operands) bool {
	return r.key == "inv" || r.key == "matrix_power" && o.k < 0
}

// gonumRefuses reports whether gonum calls a matrix that has an inverse
// near-singular: by its ConditionTolerance for the condition number in the maximum
// norm.
func (o *operands) gonumRefuses() bool {
	const tolerance = 1e16
	return o.inverse.err == nil && norm(o.a)*norm(o.inverse.value) > tolerance
}

// norm returns the largest sum of a row's magnitudes.
func norm(a linalg.Array) float64 {
	largest := 0.0
	for _, row := range a.Rows() {
		sum := 0.0
		for _, v := range row {
			sum += math.Abs(v)
		}
		largest = max(largest, sum)
	}
	return largest
}

func trace(o *operands) result       { return number(linalg.Trace(o.a)) }
func traceForm(o *operands) result   { return trace(o).as(1, 1) }
func determinant(o *operands) result { return number(linalg.Det(o.a)) }
func inverse(o *operands) result     { return o.inverse }

// inverseForm is the attribute I of a matrix, which is the pseudo-inverse if
// the matrix is not square.
func inverseForm(o *operands) result {
	if !o.square() {
		return pseudoInverse(o)
	}
	return inverse(o)
}

func pseudoInverse(o *operands) result { return result{value: o.svd.PseudoInverse()} }
func rank(o *operands) result          { return number(float64(o.svd.Rank), nil) }
func condition(o *operands) result     { return number(o.cond(), nil) }

func innerProduct(o *operands) result     { return try(linalg.Dot(o.x, o.x)) }
func innerProductForm(o *operands) result { return innerProduct(o).as(1, 1) }
func timesVector(o *operands) result      { return try(linalg.Dot(o.a, o.x)) }
func timesVectorForm(o *operands) result  { return try(linalg.Dot(o.a, o.column())) }
func vectorTimes(o *operands) result      { return try(linalg.Dot(o.x, o.a)) }
func vectorTimesForm(o *operands) result {
	return try(linalg.Dot(linalg.Transpose(o.column()), o.a))
}
func columnTimes(o *operands) result  { return try(linalg.Dot(o.column(), o.a)) }
func square(o *operands) result       { return try(linalg.Dot(o.a, o.a)) }
func gram(o *operands) result         { return try(linalg.Dot(linalg.Transpose(o.a), o.a)) }
func hadamard(o *operands) result     { return try(linalg.Multiply(o.a, o.a)) }
func outerProduct(o *operands) result { return result{value: linalg.Outer(o.x, o.x)} }

func elementwisePower(o *operands) result { return result{value: linalg.Power(o.a, float64(o.k))} }
func elementwiseCube(o *operands) result  { return result{value: linalg.Power(o.a, 3)} }
func matrixPower(o *operands) result      { return try(linalg.MatrixPower(o.a, o.k)) }
func matrixCube(o *operands) result       { return try(linalg.MatrixPower(o.a, 3)) }

func tensordot(o *operands) result     { return o.tensor.of(o.a, o.x) }
func tensordotForm(o *operands) result { return o.tensor.of(o.a, o.column()) }
func tensorProduct(o *operands) result { return try(linalg.Tensordot(o.x, o.a, 0)) }

func singularValues(o *operands) result { return result{value: linalg.Vector(o.values...)} }

func eigenvalues(o *operands) result {
	e, err := o.eigen, o.eigenErr
	if err == nil && !e.OK {
		err = lang.Errorf("the eigenvalues did not converge", "固有値の計算が収束しませんでした")
	}
	if err != nil {
		return result{err: err}
	}
	r := result{value: linalg.Zeros(len(e.Values), 2), pairs: true}
	for i, v := range e.Values {
		r.value.Data[2*i], r.value.Data[2*i+1] = real(v), imag(v)
	}
	return r
}

func singular(o *operands) result {
	switch {
	case o.inverse.err != nil && !o.singular(): // it is not square
		return o.inverse
	case o.singular():
		return result{text: lang.Text{En: "yes", Ja: "はい"}}
	case o.almostSingular():
		return result{text: lang.Sprintf("no, but singular to working precision: condition number %s", "いいえ。ただし倍精度では特異行列と区別できません(条件数 %s)", about(o.cond()))}
	}
	return result{text: lang.Text{En: "no", Ja: "いいえ"}}
}
