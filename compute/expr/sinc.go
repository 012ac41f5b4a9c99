package expr

import "math"

// sincTo sets dst[i] = sin(a[i])/a[i], 1 at 0, for a block at most.
func sincTo(dst, a []float64) {
	var sines [block]float64
	s := sines[:len(dst)]
	sinTo(s, a)
	for i, x := range a[:len(s)] {
		if x == 0 {
			dst[i] = 1
		} else {
			dst[i] = s[i] / x
		}
	}
}

// sincOrders is how many derivatives of sinc are known.
const sincOrders = 50

// sincN returns the n-th derivative of sin(x)/x, for n from 0 to sincOrders, else
// NaN. The derivatives f_n are the integrals of t^n cos(xt + n pi/2) over t from 0
// to 1, and x f_n = sin(x + n pi/2) - n f_(n-1). Errors shrink upwards where |x| >
// n; elsewhere downwards, from an order so high that it may be taken for 0 (W.
// Gautschi, Computational aspects of three-term recurrence relations, SIAM Review
// 9, 1967).
func sincN(x, n float64) float64 {
	if !(0 <= n && n <= sincOrders) || n != math.Trunc(n) {
		return math.NaN()
	}
	if n == 0 {
		return oneSinc(x)
	}
	s, c := oneSin(x), oneCos(x)
	f := 0.0
	if math.Abs(x) > max(n, 2) {
		f = s / x
		for k := 1.0; k <= n; k++ {
			s, c = c, -s // the sine of x + k pi/2
			f = (s - float64(k*f)) / x
		}
		return f
	}
	k := 2*n + 30
	for range int(k) % 4 {
		s, c = c, -s
	}
	for ; k > n; k-- {
		f = (s - float64(x*f)) / k
		s, c = -c, s
	}
	return f
}
