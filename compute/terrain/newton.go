package terrain

import "math"

// root is a zero of the gradient, over the unit square.
type root struct {
	u, v   float64
	jet    Jet
	mended bool    // jet is what the field tends to, its own being noise
	err    float64 // length of the step that would have been next; infinite if the search went astray
}

const (
	converged  = 1e-13 // a shorter step ends the iteration, in fractions of the box
	iterations = 80
	halvings   = 10
)

// newton looks for a zero of the gradient of f, a field over the unit square, by
// Newton's method from (u, v), with steps no longer than reach and halved until
// the gradient gets shorter. Where the Hessian matrix is singular its
// pseudo-inverse is taken, which leads to the nearest point of a curve of zeros.
// The gradient there must be nothing compared with scale, that of gradients near
// by. ok is false if the way leads farther than two reaches from the start, or to
// nothing. A zero that is found but cannot be located better, because it is a
// degenerate one, has a large err.
//
// At an isolated degenerate zero full steps fall short by a constant factor, so
// steps twice as long are tried too, and four times, and so on. This is what E.
// Schröder (1870) did for multiple roots, without knowing their multiplicity.
func newton(f Field, u, v, reach, scale float64) (r root, ok bool) {
	r = root{u: u, v: v, jet: f(u, v), err: math.Inf(1)}
	if !r.jet.finite() {
		return r, false
	}
	for range iterations {
		if r.jet.X == 0 && r.jet.Y == 0 {
			r.err = 0
			return r, true
		}
		du, dv := r.jet.step()
		r.err = math.Hypot(du, dv)
		if shrink := reach / r.err; shrink < 1 {
			du, dv = du*shrink, dv*shrink
		}
		next, ok := r.descend(f, du, dv, reach)
		if !ok {
			// Rounding of the gradient lets it come no closer, or there is none.
			return r, r.vanishes(scale) && r.err <= 1e-2*reach
		}
		if math.Hypot(next.u-u, next.v-v) > 2*reach {
			r.err = math.Inf(1)
			return r, false
		}
		r.u, r.v, r.jet = next.u, next.v, next.jet
		if r.err <= converged {
			return r, r.vanishes(scale)
		}
	}
	return r, r.vanishes(scale) && r.err <= 1e-6*reach
}

// vanishes reports whether the gradient is nothing compared with scale.
func (r *root) vanishes(scale float64) bool { return r.jet.steepness() <= 1e-9*scale }

// descend goes from r along (du, dv), a part of it, or a multiple up to reach, to
// where the gradient is shorter.
func (r *root) descend(f Field, du, dv, reach float64) (next root, ok bool) {
	at := func(t float64) root {
		u, v := r.u+t*du, r.v+t*dv
		return root{u: u, v: v, jet: f(u, v)}
	}
	now, t := r.jet.steepness(), 1.0
	for range halvings {
		if next = at(t); next.jet.finite() && next.jet.steepness() < now {
			break
		}
		t /= 2
	}
	after := next.jet.steepness()
	if !next.jet.finite() || after >= now {
		return next, false
	}
	if t == 1 && after > now/8 {
		for t = 2; t == 2 || t*math.Hypot(du, dv) <= reach; t *= 2 {
			far := at(t)
			if !far.jet.finite() || far.jet.steepness() >= after {
				break
			}
			next, after = far, far.jet.steepness()
		}
	}
	return next, true
}

// step returns the step of Newton's method to a zero of the gradient, of least
// length if the Hessian matrix is singular to rounding.
func (j Jet) step() (du, dv float64) {
	values, axes := eigen(j.XX, j.XY, j.YY)
	for i, l := range values {
		if math.Abs(l) > 1e-15*max(math.Abs(values[0]), math.Abs(values[1])) {
			t := -(axes[i][0]*j.X + axes[i][1]*j.Y) / l
			du, dv = du+t*axes[i][0], dv+t*axes[i][1]
		}
	}
	return du, dv
}
