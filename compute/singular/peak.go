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
	r := rise{least: least, low: least, height: c.zm - least}
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
	return grows(r.rise, 0)
}

// rise is what a summit stands on, as it is narrowed down.
type rise struct {
	least, low float64 // around it, at first and now
	height     float64 // of the summit above low
	rise       [2]float64
	sinking    int // halvings in a row with which height became less
}

// to notes what the summit stands on now. It reports false if there is no pole: the
// height goes to 0.
func (r *rise) to(low, top float64, half int) bool {
	const less = 0.75
	if low < r.least { // beyond, z falls without end
		return false
	}
	r.rise[half] += low - r.low
	height := top - low
	if height <= less*r.height {
		r.sinking++
	} else {
		r.sinking = 0
	}
	r.low, r.height = low, height
	return r.sinking < patience && height > noise*math.Abs(top)
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
	around := max(up*g.At(i-1, j), up*g.At(i+1, j), up*g.At(i, j-1), up*g.At(i, j+1))
	r := rise{least: around, low: around, height: top - around}
	depth := min(f.edge(i, j, grid.AlongX).depth(), f.edge(i, j, grid.AlongY).depth())
	for n := range depth {
		reach := math.Ldexp(1, -n-1)
		px, py, z := ring(reach)
		for k := 0; k < strays && z > top; k++ {
			x, y, top = px, py, z
			px, py, z = ring(reach)
		}
		if math.IsInf(top, 1) {
			r.rise = [2]float64{0, 1}
			break
		}
		if f.left <= 0 || z > top || !r.to(max(z, r.low), top, 2*n/depth) {
			return
		}
	}
	if !grows(r.rise, 0) {
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
