package field

import "math"

// Predicates of points, whose sign is always right: computed in floating point if the
// result is larger than its error can be, else with twice as many digits, and if that
// is not enough exactly, as sums of numbers that do not overlap (J. R. Shewchuk,
// Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates,
// Discrete & Computational Geometry 18, 1997, whose error bounds those of floating point
// are). Coordinates are 0 or between finest and farthest, so no product of four
// differences of them overflows, or loses anything by underflow.

const half = 1.0 / (1 << 53) // half a unit in the last place of 1

// orient returns a number with the sign of the area of the triangle a, b, c:
// positive if they run counterclockwise.
func orient(ax, ay, bx, by, cx, cy float64) float64 {
	l, r := (ax-cx)*(by-cy), (ay-cy)*(bx-cx)
	det, size := l-r, math.Abs(l)+math.Abs(r)
	if math.Abs(det) >= (3+16*half)*half*size {
		return det
	}
	acx, acy := between(ax, cx), between(ay, cy)
	bcx, bcy := between(bx, cx), between(by, cy)
	if d := acx.times(bcy).minus(acy.times(bcx)); math.Abs(d.hi) > doubleError*size {
		return d.hi
	}
	var e expansions
	return sign(e.minus(e.times(e.of(acx), e.of(bcy)), e.times(e.of(acy), e.of(bcx))))
}

// incircle returns a number with the sign of how far d is inside of the circle
// through a, b and c, which run counterclockwise.
func incircle(ax, ay, bx, by, cx, cy, dx, dy float64) float64 {
	adx, bdx, cdx := ax-dx, bx-dx, cx-dx
	ady, bdy, cdy := ay-dy, by-dy, cy-dy
	bc, cb := bdx*cdy, cdx*bdy
	ca, ac := cdx*ady, adx*cdy
	ab, ba := adx*bdy, bdx*ady
	la, lb, lc := adx*adx+ady*ady, bdx*bdx+bdy*bdy, cdx*cdx+cdy*cdy
	det := la*(bc-cb) + lb*(ca-ac) + lc*(ab-ba)
	size := (math.Abs(bc)+math.Abs(cb))*la + (math.Abs(ca)+math.Abs(ac))*lb + (math.Abs(ab)+math.Abs(ba))*lc
	if math.Abs(det) > (10+96*half)*half*size {
		return det
	}
	px, py := between(ax, dx), between(ay, dy)
	qx, qy := between(bx, dx), between(by, dy)
	rx, ry := between(cx, dx), between(cy, dy)
	d := lifted(px, py, qx, qy, rx, ry).plus(lifted(qx, qy, rx, ry, px, py)).plus(lifted(rx, ry, px, py, qx, qy))
	if math.Abs(d.hi) > doubleError*size {
		return d.hi
	}
	var e expansions
	return e.incircle(e.of(px), e.of(py), e.of(qx), e.of(qy), e.of(rx), e.of(ry))
}

// lifted returns (ux^2 + uy^2) (vx wy - wx vy).
func lifted(ux, uy, vx, vy, wx, wy double) double {
	return ux.times(ux).plus(uy.times(uy)).times(vx.times(wy).minus(wx.times(vy)))
}

// A double is a double word: the sum of two numbers, of which the second is at most half a unit in the
// last place of the first.
type double struct{ hi, lo float64 }

// doubleError is more than the error of a predicate of double words, in parts of the sum of the
// magnitudes of its terms: 27 x 2^-106, as products are off by at most 5 x 2^-106 of
// theirs, and sums by 3 x 2^-106 of those of the two (M. Joldes, J.-M. Muller,
// V. Popescu, Tight and Rigorous Error Bounds for Basic Building Blocks of Double-Word
// Arithmetic, ACM Transactions on Mathematical Software 44(2), 2017).
const doubleError = half * half * 64

// between returns a - b, exactly.
func between(a, b float64) double { return twoSum(a, -b) }

func (a double) plus(b double) double {
	s := twoSum(a.hi, b.hi)
	return fastTwoSum(s.hi, s.lo+(a.lo+b.lo))
}

func (a double) minus(b double) double { return a.plus(double{-b.hi, -b.lo}) }

func (a double) times(b double) double {
	p := twoProduct(a.hi, b.hi)
	return fastTwoSum(p.hi, p.lo+(float64(a.hi*b.lo)+float64(a.lo*b.hi)))
}

// twoSum returns a + b, exactly.
func twoSum(a, b float64) double {
	s := a + b
	v := s - a
	return double{s, (a - (s - v)) + (b - v)}
}

// fastTwoSum returns a + b, exactly if b is not the larger one.
func fastTwoSum(a, b float64) double {
	s := a + b
	return double{s, b - (s - a)}
}

// twoProduct returns a * b, exactly (T. J. Dekker, Numerische Mathematik 18, 1971). A
// fused multiplication and addition would do it, but is slow where it is not that of
// the processor, as in browsers.
func twoProduct(a, b float64) double {
	p := float64(a * b)
	ah, bh := upper(a), upper(b)
	al, bl := a-ah, b-bh
	return double{p, float64(al*bl) - (p - float64(ah*bh) - float64(al*bh) - float64(ah*bl))}
}

// upper returns the upper half of the digits of a.
func upper(a float64) float64 {
	c := float64((1<<27 + 1) * a)
	return c - (c - a)
}

// An expansion is a sum of numbers that do not overlap, smallest first, none 0.
type expansion []float64

func sign(e expansion) float64 {
	if len(e) == 0 {
		return 0
	}
	return e[len(e)-1]
}

func (e expansion) put(v float64) expansion {
	if v == 0 {
		return e
	}
	return append(e, v)
}

// addSum appends a + b to e, which is empty (Shewchuk's FAST-EXPANSION-SUM).
func (e expansion) addSum(a, b expansion) expansion {
	sum := 0.0
	for len(a) > 0 || len(b) > 0 {
		var v float64
		if len(b) == 0 || len(a) > 0 && math.Abs(a[0]) < math.Abs(b[0]) {
			v, a = a[0], a[1:]
		} else {
			v, b = b[0], b[1:]
		}
		s := twoSum(sum, v)
		e = e.put(s.lo)
		sum = s.hi
	}
	return e.put(sum)
}

// addProduct appends a * v to e, which is empty (his SCALE-EXPANSION).
func (e expansion) addProduct(a expansion, v float64) expansion {
	sum := 0.0
	for _, u := range a {
		p := twoProduct(u, v)
		s := twoSum(sum, p.lo)
		e = e.put(s.lo)
		s = fastTwoSum(p.hi, s.hi)
		e = e.put(s.lo)
		sum = s.hi
	}
	return e.put(sum)
}

// expansions makes expansions, with room for those of most points.
type expansions struct {
	room [300]float64
	used int
}

// make returns an empty expansion with room for n numbers.
func (m *expansions) make(n int) expansion {
	if m.used+n > len(m.room) {
		return make(expansion, 0, n)
	}
	m.used += n
	return m.room[m.used-n : m.used-n : m.used]
}

func (m *expansions) of(d double) expansion { return m.make(2).put(d.lo).put(d.hi) }

func (m *expansions) plus(a, b expansion) expansion {
	return m.make(len(a)+len(b)).addSum(a, b)
}

func (m *expansions) minus(a, b expansion) expansion {
	negative := m.make(len(b))
	for _, v := range b {
		negative = append(negative, -v)
	}
	return m.plus(a, negative)
}

func (m *expansions) times(a, b expansion) expansion {
	n := len(a) * len(b)
	out, next, part := m.make(2*n), m.make(2*n), m.make(2*len(a))
	for _, v := range b {
		part = part[:0].addProduct(a, v)
		out, next = next[:0].addSum(out, part), out
	}
	return out
}

// incircle returns what the function of this name does, of differences.
func (m *expansions) incircle(ax, ay, bx, by, cx, cy expansion) float64 {
	term := func(ux, uy, vx, vy, wx, wy expansion) expansion {
		lift := m.plus(m.times(ux, ux), m.times(uy, uy))
		return m.times(lift, m.minus(m.times(vx, wy), m.times(wx, vy)))
	}
	return sign(m.plus(m.plus(term(ax, ay, bx, by, cx, cy), term(bx, by, cx, cy, ax, ay)), term(cx, cy, ax, ay, bx, by)))
}
