package expr

import "math"

// bernoulli are the Bernoulli numbers B2, B4, ..., B20.
var bernoulli = [...]float64{
	1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66,
	-691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330,
}

// polygamma returns the n-th derivative of the digamma function at x, for n from 0
// to 20, by recurrence to where the asymptotic series holds (M. Abramowitz, I. A.
// Stegun, Handbook of Mathematical Functions, 1964, 6.4.6 and 6.4.11). It is NaN
// at poles, below -1000 and for other n. The error is a few units in the last place
// of the greatest term: relative for positive x, away from the digamma
// function's zero.
func polygamma(n, x float64) float64 {
	if !(0 <= n && n <= 20) || n != math.Trunc(n) || !(x > -1000) || x <= 0 && x == math.Trunc(x) {
		return math.NaN()
	}
	sign, factorial := -1.0, 1.0 // (-1)^(n+1), (n-1)! or 1
	for k := 1.0; k <= n; k++ {
		sign = -sign
		factorial *= max(1, k-1)
	}
	power := func(x float64) float64 { return powi(1/x, int(n)) }
	sum := 0.0 // of n!/x^(n+1)
	for ; x < 15+n; x++ {
		sum += factorial * max(1, n) * power(x) / x
	}
	f := factorial * power(x)
	if n == 0 {
		f = -math.Log(x)
	}
	f += factorial * max(1, n) * power(x) / (2 * x)
	// The terms are B2k (2k+n-1)!/(2k)! / x^(2k+n).
	term := factorial * power(x)
	for k, b := range bernoulli {
		j := float64(2*k + 2)
		if k == 0 {
			term *= max(1, n) * (n + 1) / 2 / (x * x)
			if n == 0 {
				term = 0.5 / (x * x)
			}
		} else {
			term *= (j + n - 2) * (j + n - 1) / (j * (j - 1)) / (x * x)
		}
		f += b * term
	}
	return sign * (f + sum)
}
