package terrain

import "math"

// End is why a steepest path ends.
type End int

const (
	AtCritical End = iota // the gradient vanishes
	AtBorder              // of the box
	AtGap                 // the field or a derivative is NaN or infinite
	AtKink                // the gradient jumps: a crease, a tip, a step
	AtLimit               // the path has as many points as it may
)

func (e End) String() string {
	switch e {
	case AtCritical:
		return "critical point"
	case AtBorder:
		return "border"
	case AtGap:
		return "gap"
	case AtKink:
		return "kink"
	}
	return "limit"
}

// Options says how a steepest path is drawn. A zero field stands for its default.
// Lengths are fractions of the box, of its width along x and its height along y.
type Options struct {
	Step      float64 // longest step, default 1/128
	Tolerance float64 // error a step may make, default 1e-6
	Limit     int     // of points, default 4096, but for a critical point at the end; four times as many steps are tried
}

// Steepest returns the path of steepest ascent (up) or descent from (x, y) as a
// polyline of points (x, y, z), short enough segments to be drawn as they are,
// and why it ends. Along it z never turns back, but for rounding. The last point
// is the critical point, exact to about 1e-12 of the box if its Hessian matrix is
// regular, or the point on the border, to 1e-9, or the last one before a gap or
// kink. A path that starts at a critical point is that point alone; one that
// starts outside the box or in a gap is nil, with AtBorder or AtGap. It panics if
// the box is empty or infinite, or options are negative or NaN.
//
// The path solves dp/dt = +-gradient, which is stiff in valleys: hence the
// Rosenbrock method of L. F. Shampine and M. W. Reichelt, "The MATLAB ODE Suite",
// SIAM Journal on Scientific Computing 18, 1997, section 3.1 (ode23s), of order 2
// and L-stable, with the exact Jacobian, which is the Hessian matrix. It walks
// along a narrow valley in steps as long as the valley is straight.
func Steepest(f Field, x, y float64, up bool, box Box, o Options) (path [][3]float64, end End) {
	box.check()
	o = o.withDefaults()
	if !box.contains(x, y) {
		return nil, AtBorder
	}
	c := climber{f: f, box: box, o: o, sign: -1}
	if up {
		c.sign = 1
	}
	c.now = place{vec{x, y}, f(x, y)}
	if !c.now.jet.finite() {
		return nil, AtGap
	}
	c.path = [][3]float64{{x, y, c.now.jet.Z}}
	end = c.climb()
	return c.path, end
}

func (o Options) withDefaults() Options {
	if !(o.Step >= 0 && o.Tolerance >= 0 && o.Limit >= 0) {
		panic("terrain: negative or NaN option of a steepest path")
	}
	if o.Step == 0 {
		o.Step = 1.0 / 128
	}
	if o.Tolerance == 0 {
		o.Tolerance = 1e-6
	}
	if o.Limit == 0 {
		o.Limit = 4096
	}
	return o
}

// vec is a point or a direction in the plane.
type vec struct{ x, y float64 }

// plus returns v + t w.
func (v vec) plus(t float64, w vec) vec { return vec{v.x + t*w.x, v.y + t*w.y} }

// place is a point with its jet.
type place struct {
	vec
	jet Jet
}

// climber walks a steepest path.
type climber struct {
	f    Field
	box  Box
	o    Options
	sign float64 // 1 up, -1 down

	now     place
	path    [][3]float64
	fastest float64 // speed met
	gap     bool    // the last step met one
}

const (
	snap     = 1e-3   // a critical point this near, in fractions of the box, is gone to at once
	shortest = 1e-10  // steps are given up when they get shorter
	level    = 1e-290 // slower is no motion
)

// climb walks until the path ends.
func (c *climber) climb() End {
	if c.arrive() {
		return AtCritical
	}
	h := math.Inf(1) // time step
	for tries := 4 * c.o.Limit; tries > 0 && len(c.path) < c.o.Limit; tries-- {
		speed := c.length(c.velocity(c.now.jet))
		c.fastest = max(c.fastest, speed)
		if speed < level {
			return AtCritical
		}
		h = min(h, c.o.Step/speed)
		if h*speed < shortest {
			return c.stuck(speed)
		}
		next, err, ok := c.step(h)
		moved := c.length(next.plus(-1, c.now.vec))
		switch {
		case !ok || !c.onward(next.jet) || moved < shortest:
			h /= 4
		case moved > 1.5*c.o.Step: // the path gets steep
			h *= c.o.Step / moved
		case err > c.o.Tolerance:
			h *= max(0.2, 0.8*math.Cbrt(c.o.Tolerance/err))
		case !c.box.contains(next.x, next.y):
			t := c.inside(next.vec)
			if moved*min(t, 1-t) < 1e-9 {
				return c.leave(c.now.plus(t, next.plus(-1, c.now.vec)))
			}
			h *= t
		default:
			c.advance(next)
			if c.arrive() {
				return AtCritical
			}
			h *= min(5, 0.8*math.Cbrt(c.o.Tolerance/err))
		}
	}
	return AtLimit
}

// length returns the length of v in fractions of the box.
func (c *climber) length(v vec) float64 {
	w, h := c.box.size()
	return math.Hypot(v.x/w, v.y/h)
}

func (c *climber) velocity(j Jet) vec { return vec{c.sign * j.X, c.sign * j.Y} }

// step makes a step of the Rosenbrock method. err is the error it estimates, in
// fractions of the box. ok is false where the method fails, and in gaps.
func (c *climber) step(h float64) (next place, err float64, ok bool) {
	const e = 6 + math.Sqrt2
	const d = 1 / (2 + math.Sqrt2)
	j, a := c.now.jet, c.sign*h*d
	xx, xy, yy := 1-a*j.XX, -a*j.XY, 1-a*j.YY
	det := diffOfProducts(xx, yy, xy, xy)
	if !(det > 0 && xx > 0) { // the step is too long for a path that spreads out
		c.gap = false
		return next, 0, false
	}
	solve := func(v vec) vec { return vec{(yy*v.x - xy*v.y) / det, (xx*v.y - xy*v.x) / det} }

	f0 := c.velocity(j)
	k1 := solve(f0)
	v := c.now.plus(h/2, k1)
	middle := c.f(v.x, v.y)
	f1 := c.velocity(middle)
	k2 := solve(f1.plus(-1, k1)).plus(1, k1)
	next.vec = c.now.plus(h, k2)
	next.jet = c.f(next.x, next.y)
	f2 := c.velocity(next.jet)
	k3 := solve(f2.plus(-e, k2.plus(-1, f1)).plus(-2, k1.plus(-1, f0)))
	err = h / 6 * c.length(k1.plus(-2, k2).plus(1, k3))
	ok = middle.finite() && next.jet.finite() && finite(err)
	c.gap = !ok
	return next, err, ok
}

// onward reports whether j is not lower than the path is, nor higher on the way
// down, to rounding.
func (c *climber) onward(j Jet) bool {
	return c.sign*(j.Z-c.now.jet.Z) >= -1e-15*math.Abs(j.Z)
}

func (c *climber) advance(p place) {
	c.now = p
	c.path = append(c.path, [3]float64{p.x, p.y, p.jet.Z})
}

// arrive looks for a critical point where the path is or, if it is one in which
// paths end, close by. If there is one, it goes there.
func (c *climber) arrive() bool {
	w, h := c.box.size()
	j := c.now.jet.scale(w, h)
	values, _ := eigen(j.XX, j.XY, j.YY)
	if lo, hi := math.Abs(values[0]), math.Abs(values[1]); !(min(lo, hi) > 1e-9*max(lo, hi)) {
		return false
	}
	du, dv := j.step()
	switch d := math.Hypot(du, dv); {
	case d < 1e-11:
		return true
	case d > snap || c.sign*values[0] > 0 || c.sign*values[1] > 0:
		return false
	}
	u, v := (c.now.x-c.box.XMin)/w, (c.now.y-c.box.YMin)/h
	r, ok := newton(c.box.unit(c.f), u, v, snap, j.steepness()+j.bend()*snap)
	if !ok || r.err > 1e-10 || !inUnit(r.u, 1e-12) || !inUnit(r.v, 1e-12) || !c.onward(r.jet) {
		return false
	}
	x, y := c.box.place(r.u, r.v)
	c.advance(place{vec{x, y}, c.f(x, y)})
	return true
}

// stuck says why no step is short enough.
func (c *climber) stuck(speed float64) End {
	switch {
	case c.gap:
		return AtGap
	case speed < 1e-6*c.fastest:
		return AtCritical
	}
	return AtKink
}

// inside returns how much of the way from here to p, which is outside, lies in
// the box, 0 to 1.
func (c *climber) inside(p vec) float64 {
	part := func(from, to, lo, hi float64) float64 {
		switch {
		case to > hi:
			return (hi - from) / (to - from)
		case to < lo:
			return (lo - from) / (to - from)
		}
		return 1
	}
	return min(part(c.now.x, p.x, c.box.XMin, c.box.XMax), part(c.now.y, p.y, c.box.YMin, c.box.YMax))
}

// leave ends the path on the border, at p but for rounding.
func (c *climber) leave(p vec) End {
	p.x = min(max(p.x, c.box.XMin), c.box.XMax)
	p.y = min(max(p.y, c.box.YMin), c.box.YMax)
	j := c.f(p.x, p.y)
	if !j.finite() {
		return AtGap
	}
	if p != c.now.vec {
		c.advance(place{p, j})
	}
	return AtBorder
}
