package expr

import "math"

// bernoulli are the Bernoulli numbers B2, B4, ..., B20.
var bernoulli = [...]float64{
	1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66,
	-691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330,
}

// maxPolygamma is the highest order of the polygamma function.
const maxPolygamma = 20

// polygamma returns the n-th derivative of the digamma function at x, for n from 0
// to maxPolygamma, by recurrence to where the asymptotic series holds (M.
// Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 1964, 6.4.6 and
// 6.4.11), for negative x by reflection (6.4.7). It is NaN at poles and for other n.
// The error is a few units in the last place of the greatest term: relative for
// positive x, away from the digamma function's zero.
func polygamma(n, x float64) float64 {
	if !(0 <= n && n <= maxPolygamma) || n != math.Trunc(n) || x <= 0 && x == math.Trunc(x) {
		return math.NaN()
	}
	if x < 0 {
		p := polygamma(n, 1-x)
		if math.Mod(n, 2) == 1 {
			p = -p
		}
		return p - cotDerivative(int(n), x)
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

// cotDerivative returns the n-th derivative of pi cot(pi x): pi^(n+1) times a
// polynomial in c = cot(pi x), since the derivative of c is -pi (1 + c^2).
func cotDerivative(n int, x float64) float64 {
	p := [maxPolygamma + 2]float64{1: 1} // coefficients, all of one sign
	for range n {
		var next [len(p)]float64
		for i := 1; i < len(p); i++ {
			d := float64(i) * p[i]
			next[i-1] -= d
			if i+1 < len(p) {
				next[i+1] -= d
			}
		}
		p = next
	}
	c, sum := cotPi(x), 0.0
	for i := n + 1; i >= 0; i-- {
		sum = float64(sum*c) + p[i]
	}
	return powi(pi, n+1) * sum
}

// cotPi returns cot(pi x), with a small relative error also next to its zeros.
func cotPi(x float64) float64 {
	x -= math.Round(x)
	if math.Abs(x) > 0.25 {
		return math.Tan(pi * (math.Copysign(0.5, x) - x))
	}
	return 1 / math.Tan(pi*x)
}
