package heightfield

import (
	"math"

	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/space"
)

// shape is a Parametric as it is sampled, or a Curve as one with a single row.
type shape struct {
	name   string
	u, v   []float64
	of     [3]extension
	grids  [3]grid.Grid // of the coordinates
	points []scene.Vec
	torn   []grid.Tear
	spans  [3]span   // of the coordinates
	box    scene.Box // of what is shown, which may end at poles
}

// newShape samples coordinates over the lattice u by v. Pause is as of extension.
func newShape(name string, u, v []float64, of [3]Function, pause func()) shape {
	q := shape{name: name, u: u, v: v, points: make([]scene.Vec, len(u)*len(v))}
	for k := range of {
		q.of[k] = extension{Function: of[k], pause: pause}
		q.grids[k] = grid.Grid{X: u, Y: v, Z: make([]float64, len(q.points))}
		q.of[k].fill(&q.grids[k])
	}
	for n := range q.points {
		q.points[n] = scene.Vec{X: q.grids[0].Z[n], Y: q.grids[1].Z[n], Z: q.grids[2].Z[n]}
	}
	return q
}

// at returns the point at (u, v).
func (q *shape) at(u, v float64) scene.Vec {
	return scene.Vec{X: q.of[0].At(u, v), Y: q.of[1].At(u, v), Z: q.of[2].At(u, v)}
}

// tear tears the shape where a coordinate is torn, and finds how far it is shown.
func (q *shape) tear(b breaks) {
	q.torn, q.box = nil, (&space.Dots{Points: q.points}).Bounds()
	for k, side := range [3][2]*float64{{&q.box.Min.X, &q.box.Max.X}, {&q.box.Min.Y, &q.box.Max.Y}, {&q.box.Min.Z, &q.box.Max.Z}} {
		r := b.findOf(&q.of[k], &q.grids[k])
		q.spans[k] = r
		q.torn = tornInEither(q.torn, q.grids[k].Torn)
		if r.down {
			*side[0] = max(*side[0], r.lo)
		}
		if r.up {
			*side[1] = min(*side[1], r.hi)
		}
	}
}

// shown returns the points, those beyond the box as nowhere.
func (q *shape) shown() []scene.Vec {
	var out []scene.Vec
	for n, p := range q.points {
		if p.Finite() && q.box.Union(scene.Box{Min: p, Max: p}) != q.box {
			if out == nil {
				out = append(out, q.points...)
			}
			out[n] = scene.Vec{X: math.NaN(), Y: math.NaN(), Z: math.NaN()}
		}
	}
	if out == nil {
		return q.points
	}
	return out
}

// lines returns the single row as lines, as far as each goes on, at the heights
// at which a draws them.
func (q *shape) lines(a *zAxis) (list [][]scene.Vec) {
	points := q.shown()
	if q.torn == nil {
		return [][]scene.Vec{a.place(points)}
	}
	from := 0
	for n := range points {
		if n == len(points)-1 || q.torn[n]&grid.AlongX != 0 {
			list, from = append(list, a.place(points[from:n+1])), n+1
		}
	}
	return list
}
