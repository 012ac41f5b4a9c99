package grid

import "math"

// Intersect returns the first point where the ray (ox, oy, oz) + t (dx, dy, dz)
// with t > tmin meets the triangulated surface, in data units. The direction
// need not have unit length. ok is false if the ray misses, lies outside, or has
// a NaN in it. It allocates nothing and looks only at the cells under the ray.
//
// Over a cell the ray's height above a triangle is linear in t, so a hit is a
// change of its sign, and the sign is carried from one triangle to the next: a
// ray cannot slip through between two triangles, whatever rounding does. A ray
// that only grazes the surface, or glides along it, hits where its computed
// height is zero.
//
// The walk over cells follows J. Amanatides and A. Woo, "A Fast Voxel Traversal
// Algorithm for Ray Tracing", Eurographics 1987, with unequal cell widths.
func (g *Grid) Intersect(ox, oy, oz, dx, dy, dz, tmin float64) (t float64, ok bool) {
	nx, ny := len(g.X), len(g.Y)
	if nx < 2 || ny < 2 {
		return 0, false
	}
	t0, t1 := clip(tmin, math.Inf(1), ox, 1/dx, g.X[0], g.X[nx-1])
	t0, t1 = clip(t0, t1, oy, 1/dy, g.Y[0], g.Y[ny-1])
	if !(t0 <= t1) {
		return 0, false
	}
	if math.IsInf(t0, -1) || math.IsInf(t1, 1) { // vertical, or as good as
		t = (g.Sample(ox, oy) - oz) / dz
		if t > tmin && finite(t) {
			return t, true
		}
		return 0, false
	}
	r := ray{g: g, ox: ox, oy: oy, oz: oz, dx: dx, dy: dy, dz: dz, tmin: tmin, t0: t0, t1: t1}
	i, j := locate(g.X, ox+t0*dx), locate(g.Y, oy+t0*dy)
	t = r.walk(i, j)
	// A ray along a grid line belongs to the cells on both sides, and one of
	// them may be a gap.
	if dx == 0 && i > 0 && ox == g.X[i] {
		t = math.Min(t, r.walk(i-1, j))
	}
	if dy == 0 && j > 0 && oy == g.Y[j] {
		t = math.Min(t, r.walk(i, j-1))
	}
	if t > t1 {
		return 0, false
	}
	return t, true
}

// clip returns the part of [t0, t1] in which lo <= o + t/inv <= hi. It is empty,
// t0 > t1 or NaN, if there is none. An infinite inv stands for no motion.
func clip(t0, t1, o, inv, lo, hi float64) (float64, float64) {
	if math.IsInf(inv, 0) {
		if lo <= o && o <= hi {
			return t0, t1
		}
		return math.NaN(), t1
	}
	if inv < 0 {
		lo, hi = hi, lo
	}
	return math.Max(t0, (lo-o)*inv), math.Min(t1, (hi-o)*inv)
}

// ray is a ray that is over the lattice for t in [t0, t1].
type ray struct {
	g          *Grid
	ox, oy, oz float64
	dx, dy, dz float64
	tmin       float64
	t0, t1     float64
}

// walk visits the cells under the ray, beginning with (i, j), and returns the t
// of the first hit, or +Inf.
func (r *ray) walk(i, j int) float64 {
	g := r.g
	nx, ny := len(g.X), len(g.Y)
	invX, stepX, sideX := motion(r.dx)
	invY, stepY, sideY := motion(r.dy)
	tx, ty := math.Inf(1), math.Inf(1) // where the ray leaves the cell
	if stepX != 0 {
		tx = (g.X[i+sideX] - r.ox) * invX
	}
	if stepY != 0 {
		ty = (g.Y[j+sideY] - r.oy) * invY
	}
	ta, za := r.t0, r.oz+r.t0*r.dz
	above := 0.0 // sign of the height over the surface so far; 0 after a gap
	for {
		tb := tx
		if ty < tb {
			tb = ty
		}
		if r.t1 < tb {
			tb = r.t1
		}
		if tb < ta {
			tb = ta
		}
		zb := r.oz + tb*r.dz

		switch side := g.clear(i, j, za, zb); {
		case side > 0 && above >= 0 || side < 0 && above <= 0:
			above = side
		default:
			var t float64
			if t, above = r.cross(i, j, ta, tb, above); !math.IsInf(t, 1) {
				return t
			}
		}

		if tb >= r.t1 {
			return math.Inf(1)
		}
		if tx <= ty {
			if i += stepX; uint(i) > uint(nx-2) {
				return math.Inf(1)
			}
			tx = (g.X[i+sideX] - r.ox) * invX
		} else {
			if j += stepY; uint(j) > uint(ny-2) {
				return math.Inf(1)
			}
			ty = (g.Y[j+sideY] - r.oy) * invY
		}
		ta, za = tb, zb
	}
}

// motion returns the inverse of d, the step of the index in its direction, and
// the side of a cell, 0 or 1, by which the ray leaves. A d whose inverse
// overflows counts as none.
func motion(d float64) (inv float64, step, side int) {
	inv = 1 / d
	switch {
	case math.IsInf(inv, 0):
		return inv, 0, 0
	case d > 0:
		return inv, 1, 1
	}
	return inv, -1, 0
}

// clear compares the heights za and zb with the corners of cell (i, j): 1 if both
// lie above all of them, -1 if below, 0 otherwise and if a corner is not finite.
func (g *Grid) clear(i, j int, za, zb float64) float64 {
	if zb < za {
		za, zb = zb, za
	}
	k := j*len(g.X) + i
	a, b := g.Z[k:k+2:k+2], g.Z[k+len(g.X):k+len(g.X)+2]
	switch {
	case !finite(a[0] + a[1] + b[0] + b[1]):
	case za > a[0] && za > a[1] && za > b[0] && za > b[1]:
		return 1
	case zb < a[0] && zb < a[1] && zb < b[0] && zb < b[1]:
		return -1
	}
	return 0
}

// cross looks for a hit in cell (i, j), which the ray crosses from ta to tb. It
// returns the hit's t, or +Inf, and the sign of the height at tb.
func (r *ray) cross(i, j int, ta, tb, above float64) (t, after float64) {
	c := r.g.cell(i, j)
	ua, va := c.local(r.ox+ta*r.dx, r.oy+ta*r.dy)
	ub, vb := c.local(r.ox+tb*r.dx, r.oy+tb*r.dy)
	sa, sb := ua-va, ub-vb // negative in the upper left triangle
	if sa*sb < 0 {
		f := sa / (sa - sb)
		tm := ta + f*(tb-ta)
		m := unit(ua + f*(ub-ua))
		if t, above = r.segment(&c, sa < 0, ta, tm, ua, va, m, m, above); !math.IsInf(t, 1) {
			return t, above
		}
		return r.segment(&c, sb < 0, tm, tb, m, m, ub, vb, above)
	}
	upper := sa < 0 || sb < 0
	if sa == 0 && sb == 0 { // along the diagonal
		upper = !c.lowerDrawn()
	}
	return r.segment(&c, upper, ta, tb, ua, va, ub, vb, above)
}

// segment looks for a hit in one triangle, between the places (ua, va) at ta and
// (ub, vb) at tb. Results as in cross.
func (r *ray) segment(c *cell, upper bool, ta, tb, ua, va, ub, vb, above float64) (t, after float64) {
	var sa, sb float64
	switch {
	case upper && c.upperDrawn():
		sa, sb = c.upper(ua, va), c.upper(ub, vb)
	case !upper && c.lowerDrawn():
		sa, sb = c.lower(ua, va), c.lower(ub, vb)
	case tb > ta:
		return math.Inf(1), 0
	default: // a gap touched in a point only: the surface goes on around it
		return math.Inf(1), above
	}
	ha, hb := r.oz+ta*r.dz-sa, r.oz+tb*r.dz-sb
	if ta > r.tmin && (ha == 0 || ha > 0 && above < 0 || ha < 0 && above > 0) {
		return ta, 0
	}
	if ha > 0 && hb < 0 || ha < 0 && hb > 0 {
		if t := ta + (tb-ta)*(ha/(ha-hb)); t > r.tmin {
			return t, 0
		}
	}
	if hb == 0 && tb > r.tmin {
		return tb, 0
	}
	return math.Inf(1), hb
}
