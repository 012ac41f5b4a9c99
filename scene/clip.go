package scene

import (
	"math"

	"zscape/compute/grid"
)

// Clip is the heights between which a surface is there: it is cut off exactly
// where it passes a limit. A nil *Clip leaves all of it.
type Clip struct{ Min, Max float64 }

// Contains reports whether the surface is there at height z.
func (c *Clip) Contains(z float64) bool { return c == nil || c.Min <= z && z <= c.Max }

// nowhere interrupts a line.
var nowhere = Vec{math.NaN(), math.NaN(), math.NaN()}

// Line appends a line in space as far as it is there, with a point that is not
// finite wherever something is left out.
func (c *Clip) Line(dst, points []Vec) []Vec {
	if c == nil {
		return append(dst, points...)
	}
	for k, p := range points {
		if k > 0 && points[k-1].Finite() && p.Finite() {
			// First where it comes in, then where it goes out.
			o := points[k-1]
			if at, ok := c.crossing(p, o); ok {
				dst = append(dst, at)
			}
			if at, ok := c.crossing(o, p); ok {
				dst = append(dst, at)
			}
		}
		if c.Contains(p.Z) {
			dst = append(dst, p)
		} else if len(dst) > 0 && dst[len(dst)-1].Finite() {
			dst = append(dst, nowhere)
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
	at = a.Lerp(b, (limit-a.Z)/(b.Z-a.Z))
	at.Z = limit
	return at, true
}

// Intersect is g.Intersect for the part of the surface that is there.
func (c *Clip) Intersect(g *grid.Grid, ox, oy, oz, dx, dy, dz, tmin float64) (t float64, ok bool) {
	const most = 64 // sheets that a ray may pass where nothing is
	for range most {
		t, ok = g.Intersect(ox, oy, oz, dx, dy, dz, tmin)
		if !ok || c.Contains(oz+t*dz) {
			return t, ok
		}
		tmin = t + 1e-12*math.Abs(t)
	}
	return t, false
}
