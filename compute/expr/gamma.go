package expr

import "math"

// factorials are 0! to 170!, each rounded once.
var factorials = func() (list [171]float64) {
	hi, lo := 1.0, 0.0
	list[0] = hi
	for n := range 170 {
		hi, lo = timesExactly(hi, lo, float64(n+1))
		list[n+1] = hi
	}
	return list
}()

// timesExactly returns (hi + lo) f in two parts, with some 100 bits in all.
func timesExactly(hi, lo, f float64) (float64, float64) {
	p := hi * f
	rest := math.FMA(hi, f, -p) + float64(lo*f)
	s := p + rest
	return s, rest - (s - p)
}

// gamma returns the gamma function: factorials where it is one.
func gamma(x float64) float64 {
	if 1 <= x && x <= 171 && x == math.Trunc(x) {
		return factorials[int(x)-1]
	}
	return math.Gamma(x)
}

// maxFalling is how many factors of a binomial coefficient are multiplied out.
const maxFalling = 2000

// binomial returns the binomial coefficient n over k, which is gamma(n+1) /
// (gamma(k+1) gamma(n-k+1)) and its limits: for whole k that are not negative,
// n(n-1)...(n-k+1)/k! (R. L. Graham, D. E. Knuth, O. Patashnik, Concrete
// Mathematics, 2nd ed. 1994, 5.1; for both negative D. Fowler, The binomial
// coefficient function, Amer. Math. Monthly 103, 1996). It is NaN at the poles,
// where n is a negative whole number and k is not whole.
func binomial(n, k float64) float64 {
	wholeN, wholeK := n == math.Trunc(n), k == math.Trunc(k)
	switch {
	case n-n != 0 || k-k != 0 || wholeN && n < 0 && !wholeK:
		return math.NaN()
	case wholeK && k < 0 && !(wholeN && n < 0):
		return 0
	case !wholeK || !wholeN && k > maxFalling:
		return gammaQuotient(n, k)
	case !wholeN:
		return falling(n, k)
	}
	sign := 1.0
	if n < 0 {
		if k < 0 {
			k = n - k
		}
		if math.Mod(math.Abs(k), 2) == 1 {
			sign = -1
		}
		n, k = k-n-1, -n-1
	}
	switch k = min(k, n-k); {
	case k < 0:
		return 0
	case k > maxFalling:
		return sign * math.Inf(1)
	}
	return sign * falling(n, k)
}

// falling returns n(n-1)...(n-k+1)/k! for whole k, with an error of about one unit
// in the last place.
func falling(n, k float64) float64 {
	const scale = 0x1p-60 // lest products overflow before they are divided
	hi, lo := scale, 0.0
	for j := 1.0; j <= k; j++ {
		hi, lo = timesExactly(hi, lo, n-k+j)
		hi, lo = overExactly(hi, lo, j)
		if hi == 0 || hi-hi != 0 {
			break
		}
	}
	return hi / scale
}

// gammaQuotient returns gamma(n+1) / (gamma(k+1) gamma(n-k+1)). For large n, where
// logarithms have no digits left for it, it takes the expansion of gamma(z+a) /
// gamma(z+b) in powers of z + (a+b-1)/2 (Y. L. Luke, The Special Functions and Their
// Approximations I, 1969, 2.11).
func gammaQuotient(n, k float64) float64 {
	a, b, c := math.Gamma(n+1), math.Gamma(k+1), math.Gamma(n-k+1)
	if a-a == 0 && b-b == 0 && c-c == 0 {
		return a / b / c
	}
	if other := n - k; math.Abs(other) < math.Abs(k) {
		k = other
	}
	if z := n + 1 - (k+1)/2; z > 1e3*(1+k*k) {
		return math.Pow(z, k) * (1 - k*(k*k-1)/(24*z*z)) / math.Gamma(k+1)
	}
	a, signA := math.Lgamma(n + 1)
	b, signB := math.Lgamma(k + 1)
	c, signC := math.Lgamma(n - k + 1)
	return float64(signA*signB*signC) * math.Exp(a-b-c)
}

// overExactly returns (hi + lo) / f in two parts.
func overExactly(hi, lo, f float64) (float64, float64) {
	q := hi / f
	rest := (math.FMA(-q, f, hi) + lo) / f
	s := q + rest
	return s, rest - (s - q)
}
