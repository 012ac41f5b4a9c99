package terrain

import "math"

// Near a removable singularity, as that of sin(r)/r at the origin, exact
// derivatives are no numbers or, beside it, all rounding. Those at a distance are
// good, and tend to the ones that are wanted.

// spokes are unit vectors at right angles, with their opposites, along no line on
// which a formula is likely to be singular; turned are those between them.
var spokes, turned = cross(0.6), cross(0.6 + math.Pi/4)

func cross(angle float64) [4][2]float64 {
	sin, cos := math.Sincos(angle)
	return [4][2]float64{{cos, sin}, {-cos, -sin}, {-sin, cos}, {sin, -cos}}
}

// Mended returns f with the jets that it tends to in place of those that are
// infinite, NaN, or noise: where a formula is 0/0 but has a limit, and close by. It
// is for f as it is looked at in box, a quarter of which goes into a limit. Where there
// is none, as at kinks and jumps, and where f is right to 1e-6 of what its gradient and
// its Hessian amount to, a jet is as it was. One takes as long as fifty of f.
func Mended(f Field, box Box) Field {
	box.check()
	w, h := box.size()
	return func(x, y float64) Jet {
		j := f(x, y)
		local := func(u, v float64) Jet { return f(x+u*w, y+v*h).scale(w, h) }
		if l := findLimit(local, 0, 0, 1.0/4); l.good(1e-6) && !l.confirms(j.scale(w, h)) {
			return l.jet.scale(1/w, 1/h)
		}
		return j
	}
}

// rough is how well a limit must be known at least, as a part of its size.
const rough = 1e-3

// limit is what a field tends to at a point.
type limit struct {
	jet        Jet
	slip, err  float64 // of the gradient, and of the Hessian matrix
	size       float64 // what gradient and Hessian matrix amount to near by
	continuous bool    // it is the same from all sides, and so are the values
}

// good reports whether the limit is one, known to a part of its size.
func (l *limit) good(part float64) bool {
	return l.continuous && l.err <= part*l.size+1e-10*math.Abs(l.jet.Z)
}

// confirms reports whether j differs from the limit only as an approximation does.
func (l *limit) confirms(j Jet) bool {
	d := j.plus(-1, l.jet)
	return j.finite() && max(d.bend(), d.steepness()) <= max(1e-6*l.size, 10*l.err) && math.Abs(d.Z) <= 1e-6*l.size+1e-9*math.Abs(j.Z)
}

// findLimit returns what the field f tends to at (u, v): symmetric differences of
// its jets at distances from h downwards, extrapolated (L. F. Richardson, 1911), from
// that distance at which the Hessian depends least on it (C. J. F. Ridders, Advances in
// Engineering Software 4, 1982).
func findLimit(f Field, u, v, h float64) limit {
	const distances, orders = 14, 4
	l := limit{err: math.Inf(1)}
	var table, before [orders]Jet // by order
	var near star                 // what l is from
	for i := range distances {
		star := starAt(f, u, v, h, &spokes)
		d := star.jet()
		table, before = before, table
		table[0] = d
		for k, part := 1, 4.0; k < orders; k, part = k+1, 4*part {
			table[k] = table[k-1].plus(1/(part-1), table[k-1].plus(-1, before[k-1]))
		}
		if i >= orders-1 {
			// The order before tells more than this one errs by.
			best := table[orders-1]
			change := best.plus(-1, before[orders-2])
			e, size := max(change.bend(), change.steepness()/h)/16, max(d.bend(), star.bend())+d.steepness()
			good, was := e <= rough*size, l.err <= rough*l.size
			if good && !was || good == was && e <= l.err {
				l = limit{jet: best, err: e, slip: e * h, size: size}
				near = star
			} else if e > 1e3*l.err {
				break // rounding has begun
			}
		}
		h /= 2
	}
	if math.IsInf(l.err, 1) {
		return l // all are gaps
	}
	l.continuous = l.holds(&near) && l.turns(&near, f, u, v)
	return l
}

// holds reports whether the values that the limit is from are its own: there is no
// jump among them.
func (l *limit) holds(s *star) bool {
	d := s.jet()
	change, tiny := d.plus(-1, l.jet), 1e-12*math.Abs(d.Z)
	for k := 0; k < len(s.at); k += 2 {
		x, y := s.h*s.spokes[k][0], s.h*s.spokes[k][1]
		mean, half := (s.at[k].Z+s.at[k+1].Z)/2, (s.at[k].Z-s.at[k+1].Z)/2
		even := mean - l.jet.Z - (x*x*l.jet.XX+2*x*y*l.jet.XY+y*y*l.jet.YY)/2
		odd := half - (x*l.jet.X + y*l.jet.Y)
		if !(math.Abs(even) <= 10*s.h*s.h*(change.bend()+l.err)+tiny && math.Abs(odd) <= 10*s.h*(change.steepness()+l.slip)+tiny) {
			return false
		}
	}
	return true
}

// turns reports whether the differences in other directions are the same, nearly. Of
// a function as (x^4 + y^4)/(x^2 + y^2), or x^2 y/(x^2 + y^2), they are the same at all
// distances, but not in all directions.
func (l *limit) turns(s *star, f Field, u, v float64) bool {
	t := starAt(f, u, v, s.h, &turned)
	d, other := s.jet(), t.jet()
	off, change := other.plus(-1, d), d.plus(-1, l.jet)
	return off.bend() <= 10*(change.bend()+l.err)+1e-6*l.size &&
		off.steepness() <= 10*(change.steepness()+l.slip)+1e-6*s.h*l.size
}

// star is the jets at the ends of spokes of length h.
type star struct {
	spokes *[4][2]float64
	h      float64
	at     [4]Jet
}

func starAt(f Field, u, v, h float64, spokes *[4][2]float64) star {
	s := star{spokes: spokes, h: h}
	for k, e := range spokes {
		s.at[k] = f(u+h*e[0], v+h*e[1])
	}
	return s
}

// jet returns the jet in the middle, exact up to h squared: the mean of values and
// gradients, and the differences of gradients.
func (s *star) jet() (d Jet) {
	for k := range s.at {
		d = d.plus(1.0/4, s.at[k])
	}
	d.XX, d.XY, d.YY = 0, 0, 0
	for k := 0; k < len(s.at); k += 2 {
		e, p, q := s.spokes[k], &s.at[k], &s.at[k+1]
		x, y := (p.X-q.X)/(2*s.h), (p.Y-q.Y)/(2*s.h) // the Hessian times e
		d.XX, d.XY, d.YY = d.XX+x*e[0], d.XY+(x*e[1]+y*e[0])/2, d.YY+y*e[1]
	}
	return d
}

// slope returns the gradient in the middle by the differences of values.
func (s *star) slope() (x, y float64) {
	for k := 0; k < len(s.at); k += 2 {
		d := (s.at[k].Z - s.at[k+1].Z) / (2 * s.h)
		x, y = x+d*s.spokes[k][0], y+d*s.spokes[k][1]
	}
	return x, y
}

// bend returns the largest bend at the ends.
func (s *star) bend() (most float64) {
	for k := range s.at {
		most = max(most, s.at[k].bend())
	}
	return most
}

// nowhere is the jet where there is none.
var nowhere = Jet{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}

// plus returns j + t k.
func (j Jet) plus(t float64, k Jet) Jet {
	return Jet{j.Z + t*k.Z, j.X + t*k.X, j.Y + t*k.Y, j.XX + t*k.XX, j.XY + t*k.XY, j.YY + t*k.YY}
}
