package singular

import "math"

const (
	// noise is the part of a value that may come from rounding,
	noise = 1e-12
	// and smallest what has all its digits.
	smallest = 1e-290
	// out is how many times as large as others a jump is that stands out.
	out = 1.5
)

// jumps reports whether there may be a break between samples k and k+s: whether
// the jump between them goes against those before and after it, or stands out
// among them. Samples are s apart along the axis, of whose n samples k is number p.
func jumps(z []float64, k, s, p, n int) bool {
	d := z[k+s] - z[k]
	size := math.Abs(d)
	if !(size > noise*(math.Abs(z[k])+math.Abs(z[k+s]))+smallest) || size-size != 0 {
		return false
	}
	var before, after, before2, after2 float64 // 0 if there is none
	if p > 0 {
		before = number(z[k] - z[k-s])
	}
	if p < n-2 {
		after = number(z[k+2*s] - z[k+s])
	}
	a, b := math.Abs(before), math.Abs(after)
	if before*d < 0 && after*d < 0 && a < size && b < size {
		return true
	}
	if size <= out*min(a, b) {
		return false
	}
	if p > 1 {
		before2 = number(z[k-s] - z[k-2*s])
	}
	if p < n-3 {
		after2 = number(z[k+3*s] - z[k+2*s])
	}
	// One may be as large: next to a sample in the middle of a step.
	smaller := 0
	for _, v := range [...]float64{a, b, math.Abs(before2), math.Abs(after2)} {
		if size > out*v {
			smaller++
		}
	}
	return smaller >= 3
}

// peaks returns 1 if sample k is nowhere lower than its neighbours and -1 if it is
// nowhere higher, otherwise 0, and whether it is so sharply that there may be a pole
// beside it, whose flanks are bent the other way.
func peaks(z []float64, k, s, p, n int) (side float64, sharp bool) {
	bent := 0.2 // as much as the top
	if p == 0 || p == n-1 {
		bent = 0.5 // the top is but half
	}
	in, on := 0.0, 0.0
	if p > 0 {
		in = z[k] - z[k-s]
	}
	if p < n-1 {
		on = z[k+s] - z[k]
	}
	switch {
	case in >= 0 && on <= 0:
		side = 1
	case in <= 0 && on >= 0:
		side = -1
	default:
		return 0, false
	}
	top := side * (in - on)
	if !(top > noise*math.Abs(z[k])) {
		return side, false
	}
	// One neighbour may be as high, if beyond it z falls; else it is a plain.
	if in == 0 && p > 1 && !(side*(z[k-s]-z[k-2*s]) > 0) || on == 0 && p < n-2 && !(side*(z[k+2*s]-z[k+s]) < 0) {
		return side, false
	}
	sharp = p > 1 && side*(in-(z[k-s]-z[k-2*s])) > bent*top || p < n-2 && side*(z[k+2*s]-z[k+s]-on) > bent*top
	return side, sharp
}

// trend returns in which direction z grows towards sample k, from samples that are
// s apart: 1 or -1 if it does so as a negative power of the distance to a place a
// little farther on, with jumps that grow ever faster, otherwise 0. First and last
// are the nearest and the farthest of these jumps.
func trend(z []float64, k, s, samples int) (side, first, last float64) {
	if samples < 4 {
		return 0, 0, 0
	}
	d1, d2, d3 := z[k]-z[k-s], z[k-s]-z[k-2*s], z[k-2*s]-z[k-3*s]
	if side = 1; d1 < 0 {
		side, d1, d2, d3 = -1, -d1, -d2, -d3
	}
	const fast, faster = 1.25, 1.1
	if !(d3 > 0 && d2 > fast*d3 && d1*d3 > faster*d2*d2) || d1-d1 != 0 {
		return 0, 0, 0
	}
	return side, d1, d3
}

// apart reports whether samples alone say that there is a pole between k and k+s,
// and in which directions z grows before and after it.
func apart(z []float64, k, s, p, n int) (before, after float64, ok bool) {
	const far, wide = 20, 3 // times the farthest, and the nearest, jumps beside it
	before, first, last := trend(z, k, s, p+1)
	after, first2, last2 := trend(z, k+s, -s, n-p-1)
	d := z[k+s] - z[k]
	return before, after, before*d < 0 && after*d > 0 && math.Abs(d) > far*max(last, last2) && math.Abs(d) < wide*(first+first2)
}

// number returns v, or 0 if it is not finite.
func number(v float64) float64 {
	if v-v != 0 {
		return 0
	}
	return v
}
