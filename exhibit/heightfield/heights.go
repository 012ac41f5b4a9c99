package heightfield

import (
	"math"

	"zscape/compute/grid"
	"zscape/scene"
)

// heights is the Source's height field at the heights at which it is drawn.
type heights struct {
	drawn     grid.Grid   // clamped at the limits, if that is wanted
	inside    grid.Grid   // NaN where the surface is beyond the limits
	clip      *scene.Clip // where it is cut off; nil: nowhere
	unclamped []float64   // nil if drawn is not clamped

	drawnZ, insideZ []float64 // of drawn and inside where they are not the samples themselves
}

// update brings the heights to the samples that are shown. It calls rest now and then.
func (h *heights) update(shown *grid.Grid, a *zAxis, clamp bool, rest func()) {
	h.clip, h.unclamped = nil, h.unclamped[:0]
	if !a.beyond {
		h.drawn, h.inside, h.unclamped = *shown, *shown, nil
		return
	}
	r := a.box()
	h.clip = &scene.Clip{Min: r.lo, Max: r.hi}
	if n := len(shown.Z); len(h.drawnZ) != n {
		h.drawnZ, h.insideZ = make([]float64, n), make([]float64, n)
	}
	h.drawn = grid.Grid{X: shown.X, Y: shown.Y, Z: h.drawnZ, Torn: shown.Torn}
	h.inside = grid.Grid{X: shown.X, Y: shown.Y, Z: h.insideZ, Torn: shown.Torn}
	if clamp {
		h.drawn.Torn = tornWithin(shown, a.limits.zRange)
	}
	for k, z := range shown.Z {
		if k%atOnce == 0 {
			rest()
		}
		z = a.height(z)
		if clamp {
			h.unclamped = append(h.unclamped, z)
			if z == z {
				z = max(r.lo, min(z, r.hi))
			}
		}
		h.drawn.Z[k] = z
		if !(r.lo <= z && z <= r.hi) {
			z = math.NaN()
		}
		h.inside.Z[k] = z
	}
	if !clamp {
		h.unclamped = nil
	}
}

// hit returns the point of the height field that v draws at q.
func (h *heights) hit(v *scene.View, q scene.Point) (p scene.Vec, patch int, ok bool) {
	o, d := v.Ray(q)
	t, ok := h.clip.Intersect(&h.drawn, o.X, o.Y, o.Z, d.X, d.Y, d.Z, 0)
	return o.Add(d.Scale(t)), 0, ok
}
