package expr

import "math"

// Coefficients of the rational approximation of (asin(x)-x)/x^3 on [0, 0.5], by
// x^2, from FreeBSD's e_asin.c (Sun Microsystems, 1993).
const (
	asinP0 = 1.66666666666666657415e-01
	asinP1 = -3.25565818622400915405e-01
	asinP2 = 2.01212532134862925881e-01
	asinP3 = -4.00555345006794114027e-02
	asinP4 = 7.91534994289814532176e-04
	asinP5 = 3.47933107596021167570e-05
	asinQ1 = -2.40339491173441421878e+00
	asinQ2 = 2.02094576023350569471e+00
	asinQ3 = -6.88283971605453293030e-01
	asinQ4 = 7.70381505559019352791e-02

	halfPiHi = 1.57079632679489655800e+00
	halfPiLo = 6.12323399573676603587e-17
)

// asinRest returns (asin(x)-x)/x for z = x^2.
func asinRest(z float64) float64 {
	p := float64(z * (asinP0 + float64(z*(asinP1+float64(z*(asinP2+float64(z*(asinP3+float64(z*(asinP4+float64(z*asinP5)))))))))))
	q := 1 + float64(z*(asinQ1+float64(z*(asinQ2+float64(z*(asinQ3+float64(z*asinQ4)))))))
	return p / q
}

// halfAngle returns asin(sqrt(z)), for z from 0 to 1/4, as a sum: the first part has
// few bits.
func halfAngle(z float64) (hi, lo float64) {
	s := math.Sqrt(z)
	hi = math.Float64frombits(math.Float64bits(s) &^ (1<<32 - 1))
	if s == 0 {
		return 0, 0
	}
	return hi, (z-float64(hi*hi))/(s+hi) + float64(asinRest(z)*s)
}

// asin returns the inverse sine, with an error below one unit in the last place also
// next to 1, where that of package math has no correct digit beyond the tenth.
func asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case !(a <= 1):
		return math.NaN()
	case a < 0.5:
		return x + float64(x*asinRest(x*x))
	}
	hi, lo := halfAngle((1 - a) / 2)
	return math.Copysign(halfPiHi-(2*hi-(halfPiLo-2*lo)), x)
}

// acos returns the inverse cosine, with an error below one unit in the last place.
func acos(x float64) float64 {
	switch {
	case !(math.Abs(x) <= 1):
		return math.NaN()
	case math.Abs(x) < 0.5:
		return halfPiHi - (x - (halfPiLo - float64(x*asinRest(x*x))))
	case x < 0:
		hi, lo := halfAngle((1 + x) / 2)
		return pi - 2*(hi+(lo-halfPiLo))
	}
	hi, lo := halfAngle((1 - x) / 2)
	return 2 * (hi + lo)
}
