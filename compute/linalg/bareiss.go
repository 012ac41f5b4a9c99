package linalg

import (
	"math"
	"math/bits"
)

const maxExact = 1 << 53 // below it, float64 has all integers

// integerDet returns the determinant of a matrix of integers, by elimination
// that stays in the integers: all values on the way are determinants of parts of
// the matrix, so divisions leave no remainder (E. H. Bareiss, "Sylvester's
// identity and multistep integer-preserving Gaussian elimination", Math. Comp.
// 22, 1968). ok is false if an element is not an integer or a value not below
// 2^53.
func integerDet(a Array) (det float64, ok bool) {
	n, _ := a.Dims()
	m := make([]int64, len(a.Data))
	for i, v := range a.Data {
		if v != math.Trunc(v) || math.Abs(v) >= maxExact {
			return 0, false
		}
		m[i] = int64(v)
	}
	row := func(i int) []int64 { return m[i*n : (i+1)*n] }
	sign, previous := 1.0, int64(1)
	for k := range n {
		p := k
		for p < n && row(p)[k] == 0 {
			p++
		}
		if p == n {
			return 0, true
		}
		if p != k {
			for j, v := range row(k) {
				row(k)[j], row(p)[j] = row(p)[j], v
			}
			sign = -sign
		}
		pivot := row(k)
		for i := k + 1; i < n; i++ {
			r := row(i)
			for j := k + 1; j < n; j++ {
				if r[j], ok = minor(pivot[k], pivot[j], r[k], r[j], previous); !ok {
					return 0, false
				}
			}
		}
		previous = pivot[k]
	}
	return sign * float64(previous), true
}

// minor returns (a*d - b*c) / divisor, which must leave no remainder. ok is
// false if it is not below 2^53.
func minor(a, b, c, d, divisor int64) (quotient int64, ok bool) {
	hi1, lo1 := multiply(a, d)
	hi2, lo2 := multiply(b, c)
	lo, borrow := bits.Sub64(lo1, lo2, 0)
	hi, _ := bits.Sub64(hi1, hi2, borrow)
	negative := (int64(hi) < 0) != (divisor < 0)
	if int64(hi) < 0 {
		lo, borrow = bits.Sub64(0, lo, 0)
		hi, _ = bits.Sub64(0, hi, borrow)
	}
	magnitude := uint64(max(divisor, -divisor))
	if hi >= magnitude {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, magnitude)
	if q >= maxExact {
		return 0, false
	}
	if negative {
		return -int64(q), true
	}
	return int64(q), true
}

// multiply returns the product of x and y as a number of 128 bits, in two's complement.
func multiply(x, y int64) (hi, lo uint64) {
	hi, lo = bits.Mul64(uint64(x), uint64(y))
	if x < 0 {
		hi -= uint64(y)
	}
	if y < 0 {
		hi -= uint64(x)
	}
	return hi, lo
}
