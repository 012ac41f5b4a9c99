package singular

import (
	"math"

	"zscape/compute/grid"
)

// peak looks for a pole next to a sample that is higher (up = 1) or lower (-1) than
// its neighbours along an axis, on the line through them, and reports whether there
// is one.
func (f *finder) peak(i, j int, axis grid.Tear, up float64) bool {
	a, p, s, odd, of := f.g.X, i, 1, poleX, evenX
	before := f.known[i]
	if axis == grid.AlongY {
		a, p, s, odd, of = f.g.Y, j, f.nx, poleY, evenY
		before = f.above[i+1]
	}
	if (before|f.known[i+1])&(odd|of) != 0 { // it is of a pole that was found
		return true
	}
	z, k := f.g.Z, j*f.nx+i
	c := crest{way: way{x: f.g.X[i], y: f.g.Y[j]}, up: up, za: up * z[k], zm: up * z[k], zb: up * z[k]}
	unit := &c.dx
	if axis == grid.AlongY {
		unit = &c.dy
	}
	if p == len(a)-1 { // there is only the edge before it
		*unit = a[p] - a[p-1]
	} else {
		*unit = a[p+1] - a[p]
		c.b, c.zb = 1, up*z[k+s]
	}
	if p > 0 {
		c.a, c.za = (a[p-1]-a[p]) / *unit, up*z[k-s]
	}
	goesOn := f.nearby(i, of) && (up > 0 && f.breaks.Up || up < 0 && f.breaks.Down)
	near := c
	switch {
	case goesOn && (f.left <= 0 || f.climb(&near, glances)):
		if c = near; c.m == 0 { // only so far
			c.m = -1
			if p == 0 || p < len(a)-1 && c.zb > c.za {
				c.m = 1
			}
		}
	case f.left <= 0 || !f.climb(&c, halvings):
		return false
	}
	place := Place{I: i, J: j, Beside: axis}
	switch {
	case c.m == 0:
		place.Beside = 0
	case c.m < 0 && axis == grid.AlongX:
		place.I--
	case c.m < 0:
		place.J--
	}
	f.known[i+1] |= of
	f.breaks.Poles = append(f.breaks.Poles, place)
	f.goes(up)
	return true
}

// crest is a piece of a way, from a to b, with its highest place known at m. The
// values there are times up.
type crest struct {
	way
	up         float64
	a, m, b    float64
	za, zm, zb float64
}

// climb narrows a crest down most times at most, and reports whether there may be a
// pole: what is left rises on and on.
func (f *finder) climb(c *crest, most int) bool {
	least := min(c.za, c.zb)
	r := newRise(least, c.zm)
	most = min(most, c.depth())
	for n := range most {
		p, q := (c.a+c.m)/2, (c.m+c.b)/2
		zp, zq := c.up*f.value(c.way, p), c.up*f.value(c.way, q)
		switch {
		case math.IsInf(zp, 1):
			c.m = p
			return true
		case math.IsInf(zq, 1):
			c.m = q
			return true
		case zp+zq-(zp+zq) != 0:
			return false
		case zp > c.zm && zp >= zq:
			c.b, c.zb, c.m, c.zm = c.m, c.zm, p, zp
		case zq > c.zm:
			c.a, c.za, c.m, c.zm = c.m, c.zm, q, zq
		default:
			c.a, c.za, c.b, c.zb = p, zp, q, zq
		}
		if !r.to(min(c.za, c.zb), c.zm, 2*n/most) {
			return false
		}
	}
	if most <= glances {
		return r.rise[0]+r.rise[1] > 0 && r.sinking < most
	}
	return r.goesOn()
}

// rise is what a summit stands on, as it is narrowed down.
type rise struct {
	lowest, low float64 // around it, at first and now
	height      float64 // of the summit above low
	rise        [2]float64
	most, next  float64 // of the rises in the second half
	sinking     int     // halvings in a row with which height became less,
	from        float64 // and the height before them
}

func newRise(low, top float64) rise {
	return rise{lowest: low, low: low, height: top - low, from: top - low}
}

// to notes what the summit stands on now. It reports false if there is no pole: the
// height goes to 0.
func (r *rise) to(low, top float64, half int) bool {
	const less, flat = 0.75, 1.0 / 64 // beside a pole, the summit may sink for a while
	if low < r.lowest {               // beyond, z falls without end
		return false
	}
	d := low - r.low
	r.rise[half] += d
	if half == 1 {
		r.most, r.next = max(r.most, d), max(r.next, min(r.most, d))
	}
	height := top - low
	if height > less*r.height {
		r.sinking, r.from = 0, height
	} else {
		r.sinking++
	}
	r.low, r.height = low, height
	return (r.sinking < patience || height > flat*r.from) && height > noise*math.Abs(top)
}

// goesOn reports whether it rises on and on, and not only once: in the middle of a
// step there may be a value of its own.
func (r *rise) goesOn() bool {
	const share = 1e-6 // less than of a pole of the order of 20
	return grows(r.rise, 0) && r.next > share*r.most
}

// point looks for a pole in the cells around a sample that is higher (up = 1) or
// lower (-1) than its neighbours along both axes.
func (f *finder) point(i, j int, up float64) {
	const (
		most   = 200 // that are looked for
		strays = 8   // to a higher place, at one distance
	)
	if f.left <= 0 || f.points == most || i == 0 || j == 0 || i == f.nx-1 || j == f.ny-1 {
		return
	}
	f.points++
	g := f.g
	x, y, top := g.X[i], g.Y[j], up*g.At(i, j)
	dx, dy := g.X[i+1]-x, g.Y[j+1]-y
	// ring finds the highest place around.
	ring := func(reach float64) (px, py, z float64) {
		z = math.Inf(-1)
		for _, d := range [...][2]float64{{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 1}, {-1, 1}, {-1, -1}, {1, -1}} {
			qx, qy := x+reach*d[0]*dx, y+reach*d[1]*dy
			f.left--
			if v := up * f.at(qx, qy); v > z {
				px, py, z = qx, qy, v
			}
		}
		return px, py, z
	}
	r := newRise(max(up*g.At(i-1, j), up*g.At(i+1, j), up*g.At(i, j-1), up*g.At(i, j+1)), top)
	depth := min(f.edge(i, j, grid.AlongX).depth(), f.edge(i, j, grid.AlongY).depth())
	infinite := false
	for n := range depth {
		reach := math.Ldexp(1, -n-1)
		px, py, z := ring(reach)
		for k := 0; k < strays && z > top; k++ {
			x, y, top = px, py, z
			px, py, z = ring(reach)
		}
		if infinite = math.IsInf(top, 1); infinite {
			break
		}
		if f.left <= 0 || z > top || !r.to(max(z, r.low), top, 2*n/depth) {
			return
		}
	}
	if !infinite && !r.goesOn() {
		return
	}
	at := Place{I: i, J: j, Beside: grid.Within}
	if x < g.X[i] {
		at.I--
	}
	if y < g.Y[j] {
		at.J--
	}
	if x == g.X[i] && y == g.Y[j] {
		at.Beside = 0
	}
	f.breaks.Poles = append(f.breaks.Poles, at)
	f.goes(up)
}
