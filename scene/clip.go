package scene

import (
	"math"
	"sort"

	"zscape/compute/grid"
)

// Clip is the heights between which a surface is there: it is cut off exactly
// where it passes a limit. A nil *Clip leaves all of it.
type Clip struct {
	Min, Max float64

	// Poles says that a triangle, or a line, which reaches from a limit or
	// beyond it to the other side of 0 is a jump from one side of a pole to the
	// other, and not there.
	Poles bool
}

func (c *Clip) holds(z float64) bool { return c == nil || c.Min <= z && z <= c.Max }

// jump reports whether what reaches from height lo to height hi is at a pole.
func (c *Clip) jump(lo, hi float64) bool {
	return c != nil && c.Poles && (hi >= c.Max && lo < 0 || lo <= c.Min && hi > 0)
}

// Line appends a line in space as far as it is there, with a point that is not
// finite wherever something is left out.
func (c *Clip) Line(dst, points []Vec) []Vec {
	if c == nil {
		return append(dst, points...)
	}
	nan := math.NaN()
	gap := Vec{nan, nan, nan}
	for k, p := range points {
		if k > 0 {
			o := points[k-1]
			switch {
			case c.jump(min(o.Z, p.Z), max(o.Z, p.Z)):
				dst = append(dst, gap)
			case o.Finite() && p.Finite():
				// First where it comes in, then where it goes out.
				if at, ok := c.crossing(p, o); ok {
					dst = append(dst, at)
				}
				if at, ok := c.crossing(o, p); ok {
					dst = append(dst, at)
				}
			}
		}
		if c.holds(p.Z) {
			dst = append(dst, p)
		} else if len(dst) > 0 && dst[len(dst)-1].Finite() {
			dst = append(dst, gap)
		}
	}
	return dst
}

// crossing returns where the way from a to b leaves for good; ok is false if it
// ends inside or has never been there.
func (c *Clip) crossing(a, b Vec) (at Vec, ok bool) {
	limit := c.Max
	switch {
	case b.Z > c.Max && a.Z < c.Max:
	case b.Z < c.Min && a.Z > c.Min:
		limit = c.Min
	default:
		return at, false
	}
	at = a.lerp(b, (limit-a.Z)/(b.Z-a.Z))
	at.Z = limit
	return at, true
}

// Intersect is g.Intersect for the part of the surface that is there.
func (c *Clip) Intersect(g *grid.Grid, ox, oy, oz, dx, dy, dz, tmin float64) (t float64, ok bool) {
	const most = 64 // sheets that a ray may pass where nothing is
	for range most {
		t, ok = g.Intersect(ox, oy, oz, dx, dy, dz, tmin)
		if !ok || c == nil || c.holds(oz+t*dz) && !c.Gap(g, ox+t*dx, oy+t*dy) {
			return t, ok
		}
		tmin = t + 1e-12*math.Abs(t)
	}
	return t, false
}

// Gap reports whether the triangle of g over (x, y) is a jump at a pole.
func (c *Clip) Gap(g *grid.Grid, x, y float64) bool {
	if c == nil || !c.Poles {
		return false
	}
	cell := func(a []float64, v float64) int { return max(0, min(sort.SearchFloat64s(a, v)-1, len(a)-2)) }
	i, j := cell(g.X, x), cell(g.Y, y)
	third := g.At(i+1, j)
	if (y-g.Y[j])*(g.X[i+1]-g.X[i]) > (x-g.X[i])*(g.Y[j+1]-g.Y[j]) {
		third = g.At(i, j+1)
	}
	p, q := g.At(i, j), g.At(i+1, j+1)
	return c.jump(min(p, q, third), max(p, q, third))
}
