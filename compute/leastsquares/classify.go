package leastsquares

import (
	"math"
	"strconv"

	"zscape/compute/linalg"
)

// tie is the difference, relative to the terms they sum, up to which two
// discriminants are taken as equal. It is far above rounding, so that
// discriminants that should be the same (all patterns in one place, say) do
// not have a boundary made of the last bits, and far below what one can see.
const tie = 1e-12

// Classify returns the class whose discriminant is the largest at a point of
// len(x) features: the lowest of those that agree with the largest to 1e-12 of
// the terms they sum. W has shape (len(x)+1, c). Discriminants that are NaN do
// not take part; Classify returns -1 if all are.
func Classify(w linalg.Array, x []float64) int {
	rows, c := size("W", w)
	if rows != len(x)+1 {
		panic("leastsquares: W has " + strconv.Itoa(rows) + " rows for " + strconv.Itoa(len(x)) + " features")
	}
	best, terms := math.Inf(-1), 0.0
	for k := range c {
		if v, t := discriminant(w, k, x); v >= best {
			best, terms = v, t
		}
	}
	for k := range c {
		if v, _ := discriminant(w, k, x); v == best || best-v < tie*terms {
			return k
		}
	}
	return -1
}

// Value returns the value of discriminant k at a point of len(x) features. W has
// shape (len(x)+1, c).
func Value(w linalg.Array, k int, x []float64) float64 {
	v, _ := discriminant(w, k, x)
	return v
}

// discriminant returns the value of discriminant k at x, and the sum of the
// sizes of its terms.
func discriminant(w linalg.Array, k int, x []float64) (value, terms float64) {
	c := w.Shape[1]
	value = w.Data[k]
	terms = math.Abs(value)
	for i, v := range x {
		t := v * w.Data[(i+1)*c+k]
		value += t
		terms += math.Abs(t)
	}
	return value, terms
}
