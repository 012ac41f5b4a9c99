package expr

import "math"

// Pi/2 in three parts: the first two have 33 bits, so that their products with
// integers below 2^20 are exact. From FreeBSD's e_rem_pio2.c (Sun Microsystems,
// 1993).
const (
	halfPi1 = 0x1.921fb544p+0
	halfPi2 = 0x1.0b4611a6p-34
	halfPi3 = 0x1.3198a2e037073p-69

	twoOverPi = 2 / pi

	// toInteger rounds to an integer when added: the sum's last bit is 1.
	toInteger = 0x1.8p52

	trigLimit = 1e6
)

// Coefficients of the minimax polynomials for sin and cos on [-pi/4, pi/4], from
// FreeBSD's k_sin.c and k_cos.c (Sun Microsystems, 1993).
const (
	s1 = -1.66666666666666324348e-01
	s2 = 8.33333333332248946124e-03
	s3 = -1.98412698298579493134e-04
	s4 = 2.75573137070700676789e-06
	s5 = -2.50507602534068634195e-08
	s6 = 1.58969099521155010221e-10

	c1 = 4.16666666666666019037e-02
	c2 = -1.38888888888741095749e-03
	c3 = 2.48015872894767294178e-05
	c4 = -2.75573143513906633035e-07
	c5 = 2.08757232129817482790e-09
	c6 = -1.13596475577881948265e-11
)

// sinTo sets dst[i] = sin(a[i]), with an error below one unit in the last place
// for arguments up to a million, where those next to a zero beyond 6000 may lose
// more, and the error is below 2^-98. It uses package math beyond a million.
func sinTo(dst, a []float64) { trigTo(dst, a, 0, math.Sin) }

// cosTo is sinTo for the cosine.
func cosTo(dst, a []float64) { trigTo(dst, a, 1, math.Cos) }

// trigTo sets dst[i] to the sine of a[i] + quadrant*pi/2. It takes the function far
// where a[i] is beyond trigLimit.
//
// There are no branches in the loop: both polynomials are computed, and integer
// operations choose one and its sign by the number of the quadrant.
func trigTo(dst, a []float64, quadrant uint64, far func(float64) float64) {
	a = a[:len(dst)]
	if !within(a, trigLimit) {
		for i, x := range a {
			if math.Abs(x) <= trigLimit {
				trigTo(dst[i:i+1], a[i:i+1], quadrant, far)
			} else {
				dst[i] = far(x)
			}
		}
		return
	}
	for i, x := range a {
		shifted := float64(x*twoOverPi) + toInteger
		n := shifted - toInteger
		q := math.Float64bits(shifted) + quadrant

		// x - n pi/2 as y + tail.
		t := x - float64(n*halfPi1)
		w := float64(n * halfPi2)
		r := t - w
		w = float64(n*halfPi3) - ((t - r) - w)
		y := r - w
		tail := (r - y) - w

		z := float64(y * y)
		v := float64(z * y)
		p := s2 + float64(z*(s3+float64(z*(s4+float64(z*(s5+float64(z*s6)))))))
		sin := y - ((float64(z*(float64(0.5*tail)-float64(v*p))) - tail) - float64(v*s1))

		p = float64(z * (c1 + float64(z*(c2+float64(z*(c3+float64(z*(c4+float64(z*(c5+float64(z*c6)))))))))))
		h := float64(0.5 * z)
		u := 1 - h
		cos := u + (((1 - u) - h) + (float64(z*p) - float64(y*tail)))

		odd := -(q & 1) // all bits or none
		bits := math.Float64bits(sin)&^odd | math.Float64bits(cos)&odd
		dst[i] = math.Float64frombits(bits ^ (q&2)<<62)
	}
}

// within reports whether all |a[i]| <= limit; NaN are not.
func within(a []float64, limit float64) bool {
	top := int64(math.Float64bits(limit))
	over := int64(0)
	for _, x := range a {
		over |= top - int64(math.Float64bits(x)&^(1<<63)) // negative if beyond
	}
	return over >= 0
}
