package linalg

import (
	"math"
	"math/bits"
)

// Trace returns the sum of the elements on the diagonal of a matrix, which need
// not be square. The error is a *ShapeError, NotMatrix.
func Trace(a Array) (float64, error) {
	if err := checkMatrix(a); err != nil {
		return math.NaN(), err
	}
	m, n := a.Dims()
	sum := 0.0
	for i := range min(m, n) {
		sum += a.Data[i*n+i]
	}
	return sum, nil
}

// MatrixPower returns the k-th power of a square matrix in the sense of the
// matrix product, as NumPy's linalg.matrix_power: the identity for k = 0, a power
// of the inverse for negative k. The error is a *ShapeError, NotMatrix or
// NotSquare, or, for negative k, a *SingularError.
func MatrixPower(a Array, k int) (Array, error) {
	if err := checkSquare(a); err != nil {
		return Array{}, err
	}
	if k == 0 {
		return Identity(a.Shape[0]), nil
	}
	base, exponent := a, uint(k)
	if k < 0 {
		exponent = -exponent
		var err error
		if base, err = Inverse(a); err != nil {
			return Array{}, err
		}
	}
	power := base.Clone()
	for bit := bits.Len(exponent) - 2; bit >= 0; bit-- {
		power = contract(power, power, []int{1}, []int{0})
		if exponent>>bit&1 == 1 {
			power = contract(power, base, []int{1}, []int{0})
		}
	}
	return power, nil
}
