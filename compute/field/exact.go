package field

import "math"

// Predicates of points, whose sign is always right: computed in floating point
// if the result is larger than its error can be, else exactly, as sums of
// numbers that do not overlap (J. R. Shewchuk, Adaptive Precision Floating-Point
// Arithmetic and Fast Robust Geometric Predicates, Discrete & Computational
// Geometry 18, 1997, whose error bounds these are).

const half = 1.0 / (1 << 53) // half a unit in the last place of 1

// orient returns a number with the sign of the area of the triangle a, b, c:
// positive if they run counterclockwise.
func orient(ax, ay, bx, by, cx, cy float64) float64 {
	l, r := (ax-cx)*(by-cy), (ay-cy)*(bx-cx)
	d := l - r
	if math.Abs(d) > (3+16*half)*half*(math.Abs(l)+math.Abs(r)) {
		return d
	}
	p, q := difference(ax, cx), difference(by, cy)
	s, t := difference(ay, cy), difference(bx, cx)
	return sign(minus(times(p, q), times(s, t)))
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
	bound := (math.Abs(bc)+math.Abs(cb))*la + (math.Abs(ca)+math.Abs(ac))*lb + (math.Abs(ab)+math.Abs(ba))*lc
	if math.Abs(det) > (10+96*half)*half*bound {
		return det
	}
	px, py := difference(ax, dx), difference(ay, dy)
	qx, qy := difference(bx, dx), difference(by, dy)
	rx, ry := difference(cx, dx), difference(cy, dy)
	term := func(ux, uy, vx, vy, wx, wy expansion) expansion {
		lift := plus(times(ux, ux), times(uy, uy))
		return times(lift, minus(times(vx, wy), times(wx, vy)))
	}
	return sign(plus(plus(term(px, py, qx, qy, rx, ry), term(qx, qy, rx, ry, px, py)), term(rx, ry, px, py, qx, qy)))
}

// An expansion is a sum of numbers that do not overlap, smallest first, none 0.
type expansion []float64

func sign(e expansion) float64 {
	if len(e) == 0 {
		return 0
	}
	return e[len(e)-1]
}

// twoSum returns a+b and what is lost by rounding it.
func twoSum(a, b float64) (s, lost float64) {
	s = a + b
	v := s - a
	return s, (a - (s - v)) + (b - v)
}

func difference(a, b float64) expansion {
	s, lost := twoSum(a, -b)
	return make(expansion, 0, 2).put(lost).put(s)
}

func (e expansion) put(v float64) expansion {
	if v == 0 {
		return e
	}
	return append(e, v)
}

// grow returns e + b.
func (e expansion) grow(b float64) expansion {
	out := e[:0]
	for _, v := range e {
		var lost float64
		b, lost = twoSum(b, v)
		out = out.put(lost)
	}
	return out.put(b)
}

func plus(a, b expansion) expansion {
	out := append(make(expansion, 0, len(a)+len(b)), a...)
	for _, v := range b {
		out = out.grow(v)
	}
	return out
}

func minus(a, b expansion) expansion {
	out := append(make(expansion, 0, len(a)+len(b)), a...)
	for _, v := range b {
		out = out.grow(-v)
	}
	return out
}

func times(a, b expansion) expansion {
	out := make(expansion, 0, 2*len(a)*len(b))
	for _, u := range a {
		for _, v := range b {
			p := u * v
			out = out.grow(math.FMA(u, v, -p)).grow(p)
		}
	}
	return out
}
