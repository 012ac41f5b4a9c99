package singular

import (
	"math"

	"zscape/compute/grid"
)

const (
	// halvings is how often a piece of the lattice is halved at most: what is
	// 1e-12 of it wide is not told from a pole.
	halvings = 40

	// glances is how often where a break is to go on from the edge beside it.
	glances = 3

	// beyond is how much farther than samples values lie apart that do so for good.
	beyond = 1e14

	// patience is for how many halvings in a row nothing may come of it.
	patience = 5
)

// verdict is what a closer look says.
type verdict int

const (
	whole      verdict = iota // nothing is broken
	pole                      // between two samples,
	poleBefore                // at the first of them,
	poleAfter                 // at the second
	step                      // or so steep that it is as good as one, unless steps are wanted
)

// jump looks for a break along an edge between samples that jump.
func (f *finder) jump(i, j int, beside grid.Tear) {
	z, k, s, p, n := f.g.Z, j*f.nx+i, 1, i, f.nx
	ofPole, ofStep := poleX, stepX
	if beside == grid.AlongY {
		s, p, n, ofPole, ofStep = f.nx, j, f.ny, poleY, stepY
	}
	a, b, w := z[k], z[k+s], f.edge(i, j, beside)
	v, before, after := whole, 0.0, 0.0
	if f.nearby(i, ofPole) {
		v, before, after = f.glance(w, a, b, pole)
	} else if f.nearby(i, ofStep) && f.likeSteps(i, k, s, ofStep) {
		v, _, _ = f.glance(w, a, b, step)
	}
	switch {
	case v != whole:
	case f.left > 0:
		v, before, after = f.halve(w, a, b)
	default:
		var ok bool
		if before, after, ok = apart(z, k, s, p, n); ok {
			v = pole
		}
	}
	place := Place{I: i, J: j, Beside: beside}
	switch v {
	case whole:
		return
	case step:
		f.known[i+1] |= ofStep
		if f.steps {
			f.breaks.Steps = append(f.breaks.Steps, place)
		}
		return
	case pole:
		f.known[i+1] |= ofPole
	case poleBefore:
		place.Beside = 0
	case poleAfter:
		place.Beside = 0
		if beside == grid.AlongX {
			place.I++
		} else {
			place.J++
		}
	}
	f.breaks.Poles = append(f.breaks.Poles, place)
	f.goes(before)
	f.goes(after)
}

// nearby reports whether one of the samples beside that of column i, which were
// looked at, has a trait.
func (f *finder) nearby(i int, t trait) bool {
	return (f.known[i]|f.above[i]|f.above[i+1]|f.above[i+2])&t != 0
}

// likeSteps reports whether the jump from sample k, in column i, to k+s is not much
// larger than those beside it that are steps: a step may end in a pole.
func (f *finder) likeSteps(i, k, s int, ofStep trait) bool {
	z, larger := f.g.Z, 0.0
	beside := func(t trait, k int) {
		if t&ofStep != 0 {
			larger = max(larger, math.Abs(z[k+s]-z[k]))
		}
	}
	beside(f.known[i], k-1)
	for n := range 3 {
		beside(f.above[i+n], k-f.nx-1+n)
	}
	const much = 2
	return math.Abs(z[k+s]-z[k]) <= much*larger
}

// goes notes that z grows without bound upwards or downwards.
func (f *finder) goes(side float64) {
	f.breaks.Up = f.breaks.Up || side > 0
	f.breaks.Down = f.breaks.Down || side < 0
}

// way is a straight way over the lattice: the place at t is (x + t dx, y + t dy).
type way struct{ x, y, dx, dy float64 }

// edge returns the way along an edge from sample (i, j).
func (f *finder) edge(i, j int, beside grid.Tear) way {
	g := f.g
	w := way{x: g.X[i], y: g.Y[j]}
	if beside == grid.AlongX {
		w.dx = g.X[i+1] - w.x
	} else {
		w.dy = g.Y[j+1] - w.y
	}
	return w
}

// value returns the function at t.
func (f *finder) value(w way, t float64) float64 {
	f.left--
	return f.at(w.x+t*w.dx, w.y+t*w.dy)
}

// depth returns how often a piece of w, 1 long, can be halved before rounding makes
// its ends one.
func (w way) depth() int {
	widest := 0.0
	if w.dx != 0 {
		widest = math.Abs(w.x/w.dx) + 1
	}
	if w.dy != 0 {
		widest = max(widest, math.Abs(w.y/w.dy)+1)
	}
	return max(0, min(halvings, 50-math.Ilogb(widest)))
}

// gap is a piece of a way, with what is looked at somewhere in it.
type gap struct {
	way
	l, r  side
	up    float64 // 1 if r is higher than l, else -1
	first float64 // how far they were apart
}

// side is one end of a gap.
type side struct {
	t, z  float64
	moves int
	rise  [2]float64 // away from the other end, in the first and the second half of all halvings
	last  float64    // of the rises
	calm  int        // moves in a row with which z changed less than before
	turns int        // moves with which z turned
}

func newGap(w way, a, b float64) gap {
	g := gap{way: w, l: side{t: 0, z: a}, r: side{t: 1, z: b}, up: 1, first: math.Abs(b - a)}
	if b < a {
		g.up = -1
	}
	return g
}

// size is how far the ends are apart.
func (g *gap) size() float64 { return math.Abs(g.r.z - g.l.z) }

// halve keeps the half of the gap with the larger jump. It returns the place in the
// middle and the value there; if that is not finite, the gap stays as it is.
func (f *finder) halveGap(g *gap, half int) (t, z float64) {
	t = (g.l.t + g.r.t) / 2
	z = f.value(g.way, t)
	if z != z { // perhaps only there
		t += (g.r.t - g.l.t) / 16
		z = f.value(g.way, t)
	}
	switch {
	case z-z != 0:
	case math.Abs(z-g.l.z) >= math.Abs(g.r.z-z):
		g.r.move(t, z, g.up*(z-g.r.z), half)
	default:
		g.l.move(t, z, g.up*(g.l.z-z), half)
	}
	return t, z
}

// move brings the end to another place, rise farther from the other end.
func (s *side) move(t, z, rise float64, half int) {
	const less = 0.8
	if math.Abs(rise) <= max(less*math.Abs(s.last), noise*math.Abs(s.z)) && s.moves > 0 {
		s.calm++
	} else {
		s.calm = 0
	}
	if rise*s.last < 0 {
		s.turns++
	}
	s.t, s.z, s.last = t, z, rise
	s.rise[half] += rise
	s.moves++
}

// rests reports whether nothing more is to be expected of the end: it comes to
// rest or, while the other one has for long, it never moved.
func (s *side) rests(other *side) bool {
	return s.calm >= patience || s.moves == 0 && other.calm >= 3*patience
}

// grows reports whether values rise on, in the second half of halvings at least half
// as much as in the first. Along a logarithm they do; up to a cusp they rise less and
// less.
func grows(rise [2]float64, least float64) bool { return rise[1] > max(0.5*rise[0], least) }

// rushes reports whether the end goes towards the other one ever faster.
func (s *side) rushes() bool { return s.moves > patience && s.rise[1] < min(s.rise[0], 0) }

// glance looks whether a pole or a step, v, which is on an edge beside it, is also on
// w, between the values a and b. It is whole if not. Where values rise at once before
// or after a pole, it returns in which directions.
func (f *finder) glance(w way, a, b float64, v verdict) (_ verdict, before, after float64) {
	if f.left <= 0 {
		if len(f.breaks.Poles)+len(f.breaks.Steps) > len(f.g.Z)/8 { // too many to be true
			return whole, 0, 0
		}
		return v, 0, 0
	}
	g := newGap(w, a, b)
	for range glances {
		if _, z := f.halveGap(&g, 0); math.IsInf(z, 0) && v == pole {
			return pole, 0, 0
		} else if z-z != 0 {
			return whole, 0, 0
		}
	}
	if g.size() < g.first/4 || v == pole && g.l.rise[0]+g.r.rise[0] <= 0 {
		return whole, 0, 0
	}
	if least := g.first / 4; v == pole {
		if g.l.rise[0] > least {
			before = -g.up
		}
		if g.r.rise[0] > least {
			after = g.up
		}
	}
	return v, before, after
}

// halve looks for a break on a way with the values a and b at its ends. It returns
// in which directions z grows before and after a pole.
func (f *finder) halve(w way, a, b float64) (v verdict, before, after float64) {
	g := newGap(w, a, b)
	l, r := &g.l, &g.r
	least := noise * g.first
	most := w.depth()
	for n := range most {
		t, z := f.halveGap(&g, 2*n/most)
		switch size := g.size(); {
		case math.IsInf(z, 0):
			return pole, f.end(w, t, l.t), f.end(w, t, r.t)
		case z != z || size < g.first/4:
			return whole, 0, 0
		case size > beyond*g.first:
			if l.rise[0]+l.rise[1] > least {
				before = -g.up
			}
			if r.rise[0]+r.rise[1] > least {
				after = g.up
			}
			if before == 0 && after == 0 { // straight on the pole
				before, after = f.end(w, t, 0), f.end(w, t, 1)
			}
			return pole, before, after
		case !f.steps && l.rests(r) && r.rests(l):
			return step, 0, 0
		}
	}
	grown := grows(l.rise, least) || grows(r.rise, least)
	switch {
	case l.turns+r.turns > patience: // to and fro, and finer than can be seen
	case grown:
		// An end that has not moved is a sample next to the pole, if it is far off.
		if grows(l.rise, least) || l.moves == 0 && g.first > math.Abs(r.z-b) {
			before = -g.up
		}
		if grows(r.rise, least) || r.moves == 0 && g.first > math.Abs(l.z-a) {
			after = g.up
		}
		return pole, before, after
	case r.moves == 0 && l.rushes():
		return poleAfter, g.up, g.up
	case l.moves == 0 && r.rushes():
		return poleBefore, -g.up, -g.up
	}
	return step, 0, 0
}

// end returns in which direction z grows without bound on w from t = from to t =
// to, 0 if in none. At to itself it may have no value.
func (f *finder) end(w way, to, from float64) float64 {
	s := side{z: f.value(w, from)}
	most := w.depth() / 2
	var size [2]float64 // of values in each half
	for n := 1; n <= most && f.left > 0; n++ {
		z := f.value(w, to+(from-to)*math.Ldexp(1, -n))
		if z != z {
			return 0
		}
		if math.IsInf(z, 0) {
			return math.Copysign(1, z)
		}
		half := 2 * (n - 1) / most
		size[half] = max(size[half], math.Abs(z))
		s.move(0, z, z-s.z, half)
		if s.calm >= patience {
			return 0
		}
	}
	const larger = 4
	if s.turns > patience && !(size[1] > larger*size[0]) { // to and fro, as sin(1/x)
		return 0
	}
	return s.goes()
}

// goes returns in which direction an end, whose rises are upwards, goes on and on.
func (s *side) goes() float64 {
	up := math.Copysign(1, s.rise[1])
	if !grows([2]float64{up * s.rise[0], up * s.rise[1]}, 0) {
		return 0
	}
	return up
}
