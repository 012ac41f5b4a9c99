package expr

import "math"

// Ln 2 in two parts, the first of 33 bits, and the coefficients of the minimax
// approximations of exp and log, from FreeBSD's e_exp.c and e_log.c (Sun
// Microsystems, 1993 and 2004).
const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
	log2E = 1.44269504088896338700e+00

	p1 = 1.66666666666666019037e-01
	p2 = -2.77777777770155933842e-03
	p3 = 6.61375632143793436117e-05
	p4 = -1.65339022054652515390e-06
	p5 = 4.13813679705723846039e-08

	l1 = 6.666666666666735130e-01
	l2 = 3.999999999940941908e-01
	l3 = 2.857142874366239149e-01
	l4 = 2.222219843214978396e-01
	l5 = 1.818357216161805012e-01
	l6 = 1.531383769920937332e-01
	l7 = 1.479819860511658591e-01
)

// expLimit is how far from 0 the exponential is a normal number.
const expLimit = 708

// expTo sets dst[i] = exp(a[i]), with an error below one unit in the last place.
func expTo(dst, a []float64) {
	a = a[:len(dst)]
	if !within(a, expLimit) {
		for i, x := range a {
			if math.Abs(x) <= expLimit {
				expTo(dst[i:i+1], a[i:i+1])
			} else {
				dst[i] = math.Exp(x)
			}
		}
		return
	}
	for i, x := range a {
		shifted := float64(x*log2E) + toInteger
		k := shifted - toInteger
		hi := x - float64(k*ln2Hi)
		lo := float64(k * ln2Lo)
		r := hi - lo
		t := float64(r * r)
		c := r - float64(t*(p1+float64(t*(p2+float64(t*(p3+float64(t*(p4+float64(t*p5)))))))))
		y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
		dst[i] = math.Float64frombits(math.Float64bits(y) + math.Float64bits(shifted)<<52)
	}
}

// split is a logarithm to some base: a factor for logarithms to base e and one for
// those to base 2, each in two parts of which the first has few bits. From
// FreeBSD's e_log2.c and e_log10.c (Sun Microsystems, 1993).
type split struct{ eHi, eLo, twoHi, twoLo float64 }

var (
	base2 = split{
		1.44269504072144627571e+00, 1.67517131648865118353e-10, 1, 0,
	}
	base10 = split{
		4.34294481878168880939e-01, 2.50829467116452752298e-11,
		3.01029995663611771306e-01, 3.69423907715893078616e-13,
	}
)

// logTo sets dst[i] = log(a[i]), with an error below one unit in the last place.
func logTo(dst, a []float64) {
	a = a[:len(dst)]
	if !normal(a) {
		for i, x := range a {
			if normal(a[i : i+1]) {
				logTo(dst[i:i+1], a[i:i+1])
			} else {
				dst[i] = math.Log(x)
			}
		}
		return
	}
	for i, x := range a {
		k, f := fraction(x)
		half, r := logRest(f)
		dst[i] = float64(k*ln2Hi) - ((half - (r + float64(k*ln2Lo))) - f)
	}
}

// log2To is logTo for base 2. Powers of two have exact logarithms.
func log2To(dst, a []float64) { splitLogTo(dst, a, &base2, math.Log2) }

// log10To is logTo for base 10. Powers of ten have exact logarithms.
func log10To(dst, a []float64) { splitLogTo(dst, a, &base10, math.Log10) }

func splitLogTo(dst, a []float64, s *split, far func(float64) float64) {
	a = a[:len(dst)]
	if !normal(a) {
		for i, x := range a {
			if normal(a[i : i+1]) {
				splitLogTo(dst[i:i+1], a[i:i+1], s, far)
			} else {
				dst[i] = far(x)
			}
		}
		return
	}
	const upper = ^uint64(1<<32 - 1)
	for i, x := range a {
		k, f := fraction(x)
		half, r := logRest(f)
		hi := math.Float64frombits(math.Float64bits(f-half) & upper)
		lo := ((f - hi) - half) + r
		y := float64(hi * s.eHi)
		z := float64(k * s.twoHi)
		w := z + y
		rest := float64(k*s.twoLo) + float64((lo+hi)*s.eLo) + float64(lo*s.eHi)
		dst[i] = (rest + ((z - w) + y)) + w
	}
}

// normal reports whether all a[i] are positive normal numbers.
func normal(a []float64) bool {
	const lowest, highest = 0x0010000000000000, 0x7fefffffffffffff
	outside := int64(0)
	for _, x := range a {
		bits := int64(math.Float64bits(x))
		outside |= bits - lowest | highest - bits | bits
	}
	return outside >= 0
}

// fraction returns k and f such that x = 2^k (1+f) and 1+f is between sqrt(1/2) and
// sqrt(2).
func fraction(x float64) (k, f float64) {
	const one, root = 0x3ff0000000000000, 0x3fe6a09e00000000 // 1, sqrt(1/2)
	bits := math.Float64bits(x) + (one - root)
	f = math.Float64frombits(bits&(1<<52-1)+root) - 1
	return float64(int64(bits>>52) - 1023), f
}

// logRest returns half f^2 and what to add to f - f^2/2 to get log(1+f).
func logRest(f float64) (half, rest float64) {
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	even := float64(w * (l2 + float64(w*(l4+float64(w*l6)))))
	odd := float64(z * (l1 + float64(w*(l3+float64(w*(l5+float64(w*l7)))))))
	half = float64(float64(0.5*f) * f)
	return half, float64(s * (half + (even + odd)))
}
