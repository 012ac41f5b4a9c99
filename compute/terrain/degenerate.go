package terrain

import "math"

// examine enters a point at or near r whose jet says little: a degenerate one, the
// first of its chain; one amid noise, beside a singularity, in which Newton's method
// may have got stuck; or none at all.
func (s *Search) examine(r root, stuck bool) {
	p, strong := s.polish(r)
	if strong == 2 {
		if s.known(p) || !inUnit(p.u, 1e-9) || !inUnit(p.v, 1e-9) {
			return
		}
		if radius := fit(s.f, p.u, p.v, p.jet, s.side); radius > 0 {
			s.keep(p, p.jet.kind(), radius)
			return
		}
	}
	if p.mended && (s.known(p) || s.join(p, false)) {
		return
	}
	if p.mended || !stuck {
		if _, ok := s.follow(p); ok {
			s.chains.begin(p)
			return
		}
	}
	if p.mended || stuck {
		if p = s.centre(p); s.known(p) || !inUnit(p.u, 1e-3*s.side) || !inUnit(p.v, 1e-3*s.side) {
			return
		}
	}
	switch kind, critical := judge(s.f, p.u, p.v, p.jet.Z, s.side); {
	case critical && !stuck:
		if !s.join(p, false) {
			s.chains.begin(p)
		}
	case critical && kind < Degenerate:
		s.keep(p, kind, s.side/16)
	default:
		s.refused = append(s.refused, r)
	}
}

// join enters a degenerate point into the chain that it belongs to, if there is one.
// A noisy one may be a kink, which belongs only to what is noisy itself, or at the
// same place.
func (s *Search) join(r root, noisy bool) (ok bool) {
	like := func(g *group) bool {
		b := &g.best
		return math.Abs(b.jet.Z-r.jet.Z) <= s.same() &&
			(!noisy || b.mended || math.Hypot(b.u-r.u, b.v-r.v) < 1e-6*s.side)
	}
	return s.chains.join(r, like, s.linked)
}

// linked reports whether there is a critical point as high half way between two, or
// they are nearly one.
func (s *Search) linked(a, b root) bool {
	f := s.f
	if a.mended {
		f = s.limits
	}
	u, v, d := (a.u+b.u)/2, (a.v+b.v)/2, math.Hypot(a.u-b.u, a.v-b.v)
	if d < 0.05*s.side {
		return true
	}
	mu, mv, j := slide(f, u, v)
	return j.steepness() <= 1e-3*s.scale && math.Hypot(mu-u, mv-v) <= 0.4*d && math.Abs(j.Z-a.jet.Z) <= s.same()
}

// polish brings r to a zero of the gradient by the jets that the field tends to.
// strong is how many eigenvalues of the Hessian matrix are not 0, as far as can be
// told. If it is 1, p differs from r only along the axis of that one; if it is 0, or
// there is no limit or no zero, not at all. A jet that is right stays.
func (s *Search) polish(r root) (p root, strong int) {
	p = r
	last := math.Inf(1)
	for i := range 8 {
		l := findLimit(s.f, p.u, p.v, 6*s.side)
		if !l.good(rough) {
			break
		}
		if i == 0 && !l.confirms(r.jet) {
			r.jet, r.mended = l.jet, true
		}
		du, dv, slip, strong := l.step()
		if strong == 0 || strong == 1 && !r.mended {
			break
		}
		p.jet, p.mended, p.err = l.jet, r.mended, math.Hypot(du, dv)
		if p.err <= converged || p.err >= last/2 {
			if p.err > 1e-6*s.side {
				break // it is a degenerate one, or none
			}
			p.err = max(p.err, slip)
			return p, strong
		}
		p.u, p.v, last = p.u+du, p.v+dv, p.err
		if math.Hypot(p.u-r.u, p.v-r.v) > s.side/2 {
			break
		}
	}
	return r, 0
}

// step returns the step of Newton's method to a zero of the gradient, along those
// axes along which the gradient is known to change, and how far off that may be.
func (l *limit) step() (du, dv, slip float64, strong int) {
	values, axes := eigen(l.jet.XX, l.jet.XY, l.jet.YY)
	hi := max(math.Abs(values[0]), math.Abs(values[1]))
	for i, v := range values {
		if math.Abs(v) > max(1e-6*hi, 10*l.err) {
			t := -(axes[i][0]*l.jet.X + axes[i][1]*l.jet.Y) / v
			du, dv, strong = du+t*axes[i][0], dv+t*axes[i][1], strong+1
			slip = max(slip, l.slip/math.Abs(v))
		}
	}
	return du, dv, slip, strong
}

// centre returns the zero of the gradient near r of a field that is smoothed: by
// differences over half a cell, a quarter, and so on, as long as it comes nearer. So
// the middle of a degenerate point is found amid noise.
func (s *Search) centre(r root) root {
	p, last := r, math.Inf(1)
	for h := s.side / 2; h > s.side/200; h /= 2 {
		star := starAt(s.f, p.u, p.v, h, &spokes)
		d := star.jet()
		d.X, d.Y = star.slope()
		du, dv := d.step()
		e := math.Hypot(du, dv)
		if !(e < min(last, h)) {
			break
		}
		p.u, p.v, p.err, last = p.u+du, p.v+dv, e, e
	}
	p.jet, p.mended = s.f(p.u, p.v), false
	if p = s.settle(p); !finite(p.jet.Z) || math.Hypot(p.u-r.u, p.v-r.v) > s.side/2 {
		return r
	}
	return p
}

// limits is the field of what f tends to, NaN where that is nothing.
func (s *Search) limits(u, v float64) Jet {
	if l := findLimit(s.f, u, v, 6*s.side); l.good(rough) {
		return l.jet
	}
	return nowhere
}

// follow goes half a cell from r to both sides along the axis of the Hessian's
// lesser eigenvalue, and reports whether there are critical points of the same
// height: then they are a Valley or a Ridge.
func (s *Search) follow(r root) (kind Kind, ok bool) {
	f := s.f
	if r.mended {
		f = s.limits
	}
	l, _, b := r.jet.across()
	kind = Valley
	if l < 0 {
		kind = Ridge
	}
	for _, d := range [2]float64{-s.side / 2, s.side / 2} {
		_, _, j := slide(f, r.u+d*b[0], r.v+d*b[1])
		if !(l != 0 && j.steepness() <= 1e-6*math.Abs(l)*s.side &&
			math.Abs(j.Z-r.jet.Z) <= 1e-9*math.Abs(l)*s.side*s.side+rounding*math.Abs(j.Z)) {
			return kind, false
		}
	}
	return kind, true
}

// slide goes from (u, v) to where the gradient is zero along the axis of the
// Hessian's larger eigenvalue: to a curve of critical points near by.
func slide(f Field, u, v float64) (_, _ float64, j Jet) {
	j = f(u, v)
	for range 3 {
		l, a, _ := j.across()
		if l == 0 {
			break
		}
		t := -(a[0]*j.X + a[1]*j.Y) / l
		u, v = u+t*a[0], v+t*a[1]
		j = f(u, v)
	}
	return u, v, j
}

// across returns the eigenvalue of the Hessian matrix that is larger in magnitude,
// its axis, and the other one's.
func (j Jet) across() (value float64, axis, other [2]float64) {
	values, axes := eigen(j.XX, j.XY, j.YY)
	if values[1] < -values[0] {
		return values[0], axes[0], axes[1]
	}
	return values[1], axes[1], axes[0]
}

// settle returns r with the jet that the field tends to there, if its own is noise.
func (s *Search) settle(r root) root {
	if r.mended || r.jet.finite() && !s.noisy(r) {
		return r
	}
	if l := findLimit(s.f, r.u, r.v, 6*s.side); l.good(rough) && !l.confirms(r.jet) {
		r.jet, r.mended = l.jet, true
	}
	return r
}

// tell finds out what a group of degenerate points is, and keeps it.
func (s *Search) tell(g *group) {
	if r, ok := s.single(g); ok {
		if _, long := s.follow(r); !long {
			kind, critical := judge(s.f, r.u, r.v, r.jet.Z, s.side)
			if critical && kind <= Degenerate && !s.known(r) {
				s.keep(r, kind, 0)
			}
			if kind <= Degenerate {
				return
			}
		}
	}
	var votes [Plateau + 1]int
	for _, r := range append(g.ends[:], g.best) {
		r = s.settle(r)
		kind, critical := s.follow(r)
		if !critical {
			kind, _ = judge(s.f, r.u, r.v, r.jet.Z, s.side)
		}
		votes[kind]++
	}
	kind := Degenerate
	switch {
	case votes[Plateau] > 0:
		kind = Plateau
	case votes[Minimum]+votes[Valley] == len(g.ends)+1:
		kind = Valley
	case votes[Maximum]+votes[Ridge] == len(g.ends)+1:
		kind = Ridge
	}
	s.keep(s.settle(g.best), kind, 0)
	s.found[len(s.found)-1].extent = Box{g.ends[0].u, g.ends[1].u, g.ends[2].v, g.ends[3].v}
}

// single returns the point that a group is, if it is one: the best located or, if
// all were hard to locate, their middle; ok is false if it is a curve or a region.
func (s *Search) single(g *group) (r root, ok bool) {
	w, h := g.size()
	switch size := max(w, h); {
	case size > s.side:
		return r, false
	case size < 1e-4*s.side:
		r = g.best
	default:
		r = root{u: (g.ends[0].u + g.ends[1].u) / 2, v: (g.ends[2].v + g.ends[3].v) / 2}
		r.jet = s.f(r.u, r.v)
		steepest := 0.0
		for _, e := range g.ends {
			steepest = max(steepest, e.jet.steepness())
		}
		if !(r.jet.steepness() <= 100*steepest && math.Abs(r.jet.Z-g.best.jet.Z) <= s.same()) {
			return r, false
		}
	}
	r = s.settle(r)
	p := s.centre(r)
	l, a, b := r.jet.across()
	along := func(j Jet, axis [2]float64) float64 { return math.Abs(axis[0]*j.X + axis[1]*j.Y) }
	better := r.mended || s.noisy(r) ||
		along(p.jet, b) <= along(r.jet, b) && along(p.jet, a) <= along(r.jet, a)+1e-12*math.Abs(l)
	if better && inUnit(p.u, 1e-9) && inUnit(p.v, 1e-9) {
		return p, true
	}
	return r, true
}

// noisy reports whether the jet at r is not that of a smooth field: what the gradient
// beside it differs by grows less than with the square of the distance. It is noise
// near a singularity, or at a kink.
func (s *Search) noisy(r root) bool {
	d := 1e-4 * s.side
	for _, e := range spokes[:2] {
		off, bend := s.off(r, d*e[0], d*e[1])
		if off > (1e-6*d+4*s.grain)*(bend+r.jet.bend()) {
			if far, _ := s.off(r, 4*d*e[0], 4*d*e[1]); far < 8*off {
				return true
			}
		}
	}
	return false
}

// off returns what the gradient at (du, dv) from r differs by from what the jet at r
// says, and the bend there; NaN in a gap.
func (s *Search) off(r root, du, dv float64) (off, bend float64) {
	j := s.f(r.u+du, r.v+dv)
	x, y := r.jet.X+r.jet.XX*du+r.jet.XY*dv, r.jet.Y+r.jet.XY*du+r.jet.YY*dv
	return math.Hypot(j.X-x, j.Y-y), j.bend()
}
