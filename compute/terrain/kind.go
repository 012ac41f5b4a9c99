package terrain

import (
	"fmt"
	"math"
)

// Kind is the kind of a critical point, or of a curve or region of them.
type Kind int

// A point is of the first three kinds by the signs of the Hessian matrix's
// eigenvalues or, if one of them is 0, by the heights on small circles around it:
// a saddle is one that rises and falls at least twice on the way around. Curves
// and regions are of the last three.
const (
	Minimum Kind = iota
	Maximum
	Saddle
	Degenerate // neither: on the way around it rises and falls once; or not to be decided
	Valley     // a curve of critical points, nowhere lower beside it
	Ridge      // a curve, nowhere higher beside it
	Plateau    // a level region
)

func (k Kind) String() string {
	switch k {
	case Minimum:
		return "minimum"
	case Maximum:
		return "maximum"
	case Saddle:
		return "saddle"
	case Degenerate:
		return "degenerate"
	case Valley:
		return "valley"
	case Ridge:
		return "ridge"
	case Plateau:
		return "plateau"
	}
	return fmt.Sprintf("Kind(%d)", int(k))
}

// kind returns the kind of a critical point by the signs of the Hessian's
// eigenvalues, none of which is 0.
func (j Jet) kind() Kind {
	values, _ := eigen(j.XX, j.XY, j.YY)
	switch {
	case values[0] > 0:
		return Minimum
	case values[1] < 0:
		return Maximum
	}
	return Saddle
}

// fit returns how far around (u, v), up to side/8, f is what the jet j there says,
// its gradient being zero: to three tenths of what the lesser eigenvalue makes of
// the gradient and the height. Within that, there is no other critical point. It
// is 0 if that is nowhere so on two circles, one with a quarter of the other's
// radius. What lies in a gap does not count.
func fit(f Field, u, v float64, j Jet, side float64) (radius float64) {
	values, _ := eigen(j.XX, j.XY, j.YY)
	least := min(math.Abs(values[0]), math.Abs(values[1]))
	var before float64
	for r := side / 8; r > 1e-7*side; r /= 4 {
		fits, met := true, false
		for _, e := range spokes {
			du, dv := r*e[0], r*e[1]
			q := f(u+du, v+dv)
			if !q.finite() {
				continue
			}
			met = true
			x, y := j.XX*du+j.XY*dv, j.XY*du+j.YY*dv
			off, rise := math.Hypot(q.X-x, q.Y-y), q.Z-j.Z-(x*du+y*dv)/2
			if off > 0.3*least*r || math.Abs(rise) > 0.15*least*r*r+rounding*(math.Abs(q.Z)+math.Abs(j.Z)) {
				fits = false
				break
			}
		}
		switch {
		case !fits || !met:
			before = 0
		case before > 0:
			return before
		default:
			before = r
		}
	}
	return 0
}

// rounding is what heights may be off by, in parts of themselves.
const rounding = 8e-15

// judge decides by circles around (u, v), where the height is z, of what kind a
// critical point there is: by three in a row that agree, each half as large as
// the one before and noticeably nearer to z; by the smallest such three. A
// Minimum is lower than all around, a Valley is as low as something, and so on; a
// Plateau is as high as all. critical is false if, towards (u, v), the gradient does
// not tend to 0, or the height not to z.
func judge(f Field, u, v, z, side float64) (kind Kind, critical bool) {
	var circles [8]circle
	falls, jumps := false, 0 // of the smallest circles, how many come no nearer
	for i, r := 0, side; i < len(circles); i, r = i+1, r/2 {
		c := &circles[i]
		*c = circle{f: f, u: u, v: v, z: z, r: r}
		c.look()
		if c.level {
			return agreed(circles[:i], Plateau), true
		}
		if i == 0 {
			continue
		}
		last := &circles[i-1]
		if jumps++; c.far <= 0.85*last.far {
			jumps = 0
		}
		falls = falls || c.steepest <= 0.02*circles[0].steepest || i > len(circles)/2 && c.steepest <= 0.85*last.steepest
	}
	if !falls || jumps > len(circles)-3 {
		return Degenerate, false
	}
	return agreed(circles[:], Degenerate), true
}

// agreed returns the kind that circles, each within the one before, speak for; or
// otherwise, if they do not agree.
func agreed(circles []circle, otherwise Kind) Kind {
	kind, decided := otherwise, false
	run := 0 // circles in a row that agree
	far, minor, last := math.Inf(1), 0.0, otherwise
	for i := range circles {
		c := &circles[i]
		k, m := c.kind()
		if k.touching(last) {
			k = last // as can be told within a larger circle
		}
		switch {
		case !(c.far <= 0.85*far), minor > 0 && !(m <= 0.5*minor):
			run = 0 // it is all rounding, or a jump
		case run > 0 && k == last:
			run++
		default:
			run = 1
		}
		if run >= 3 {
			kind, decided = k, true
		}
		far, minor, last = c.far, m, k
	}
	if n := len(circles); otherwise == Plateau && !decided && run >= 2 && circles[n-1].far <= 0.2*circles[n-2].far {
		return last // of the next one, not enough is left
	}
	return kind
}

// touching reports whether k is the curve of such points as other is.
func (k Kind) touching(other Kind) bool {
	return k == Valley && other == Minimum || k == Ridge && other == Maximum
}

// places is how many places of a circle are looked at first.
const places = 16

// circle is what a field is like on a circle of radius r around (u, v), where its
// height is z.
type circle struct {
	f          Field
	u, v, z, r float64

	rise      [places]float64 // above z, NaN in gaps
	low, high int             // where it is least and most
	whole     bool            // there is no gap
	far       float64         // the largest difference from z; NaN if all is a gap
	steepest  float64
	level     bool    // all is as high as z, to rounding
	slack     float64 // what counts as equal
}

// at returns the jet at a place, or between two.
func (c *circle) at(place float64) Jet {
	sin, cos := math.Sincos((place + 0.1) * (2 * math.Pi / places))
	return c.f(c.u+c.r*cos, c.v+c.r*sin)
}

// look evaluates the field.
func (c *circle) look() {
	c.far, c.whole = math.NaN(), true
	size := math.Abs(c.z)
	for k := range c.rise {
		j := c.at(float64(k))
		if !j.finite() {
			c.rise[k], c.whole = math.NaN(), false
			continue
		}
		c.rise[k] = j.Z - c.z
		if d := math.Abs(c.rise[k]); !(c.far >= d) {
			c.far = d
		}
		c.steepest, size = max(c.steepest, j.steepness()), max(size, math.Abs(j.Z))
		if !(c.rise[c.low] <= c.rise[k]) {
			c.low = k
		}
		if !(c.rise[c.high] >= c.rise[k]) {
			c.high = k
		}
	}
	c.level = c.far <= rounding*size
	c.slack = max(rounding*size, 1e-11*c.far)
}

// dip and peak return the least and the most rise beside place k.
func (c *circle) dip(k int) float64 {
	return lowest(float64(k), func(t float64) float64 { return c.at(t).Z - c.z })
}

func (c *circle) peak(k int) float64 {
	return -lowest(float64(k), func(t float64) float64 { return c.z - c.at(t).Z })
}

// kind returns the kind that the circle speaks for, and how far it goes to that side
// of z to which it goes less, 0 if it stays on the other. What lies between the
// places matters where it may change sides.
func (c *circle) kind() (kind Kind, minor float64) {
	if c.rise[c.low] >= -c.slack {
		if d := c.dip(c.low); d > c.slack {
			return Minimum, 0
		} else if d >= -c.slack {
			return Valley, 0
		}
	} else if c.rise[c.high] <= c.slack {
		if p := c.peak(c.high); p < -c.slack {
			return Maximum, 0
		} else if p <= c.slack {
			return Ridge, 0
		}
	}
	minor = min(-c.dip(c.low), c.peak(c.high))
	if c.whole && c.changes() >= 4 {
		return Saddle, minor
	}
	return Degenerate, minor
}

// changes counts how often the sign of the rise changes on the way around.
func (c *circle) changes() (n int) {
	last := 0.0
	for k := range 2 * places { // the first time around finds the last sign
		if r := c.rise[k%places]; math.Abs(r) > c.slack {
			if k >= places && (r < 0) != (last < 0) {
				n++
			}
			last = r
		}
	}
	for k, r := range c.rise {
		if n >= 4 {
			break
		}
		before, after := c.rise[(k+places-1)%places], c.rise[(k+1)%places]
		if r > c.slack && r <= before && r <= after && c.dip(k) < -c.slack ||
			r < -c.slack && r >= before && r >= after && c.peak(k) > c.slack {
			n += 2
		}
	}
	return n
}

// lowest returns the least value of f that a golden section search finds between
// k-1 and k+1 (J. Kiefer, 1953).
func lowest(k float64, f func(t float64) float64) float64 {
	const part = 2 - math.Phi
	a, b := k-1, k+1
	p, q := a+part*(b-a), b-part*(b-a)
	fp, fq := f(p), f(q)
	for range 28 {
		if fp < fq {
			b, q, fq = q, p, fp
			p = a + part*(b-a)
			fp = f(p)
		} else {
			a, p, fp = p, q, fq
			q = b - part*(b-a)
			fq = f(q)
		}
	}
	return min(fp, fq)
}
