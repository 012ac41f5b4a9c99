package spaces

import (
	"math"

	"zscape/scene"
)

// grasp is a point that the pointer holds.
type grasp struct {
	view   scene.View
	start  scene.Vec
	at     scene.Point // of the point when it was taken
	off    scene.Point // from the pointer to it
	axes   [3]scene.Vec
	onAxis bool
}

func newGrasp(v *scene.View, p scene.Vec, pointer scene.Point, onAxis bool) *grasp {
	g := &grasp{view: *v, start: p, onAxis: onAxis}
	g.at, _ = v.Project(p)
	g.off = g.at.Sub(pointer)
	size := v.Box.Max.Sub(v.Box.Min)
	g.axes = [3]scene.Vec{{X: size.X}, {Y: size.Y}, {Z: size.Z}}
	return g
}

// to returns where the point is when the pointer is at q, held within the box.
func (g *grasp) to(q scene.Point) scene.Vec {
	q = q.Add(g.off)
	var p scene.Vec
	if g.onAxis {
		p = g.along(q)
	} else {
		p = g.view.At(q, g.start)
	}
	if !p.Finite() {
		return g.start
	}
	b := g.view.Box
	hold := func(v, lo, hi float64) float64 { return max(lo, min(v, hi)) }
	return scene.Vec{X: hold(p.X, b.Min.X, b.Max.X), Y: hold(p.Y, b.Min.Y, b.Max.Y), Z: hold(p.Z, b.Min.Z, b.Max.Z)}
}

// along returns the place on a line through the start, parallel to an axis, that is
// seen nearest to q: on that axis which appears to run most nearly towards q.
func (g *grasp) along(q scene.Point) scene.Vec {
	const little = 1e-3 // of the box, for the direction of an axis
	way := q.Sub(g.at)
	best, place := 0.0, g.start
	for _, axis := range g.axes {
		there, ok := g.view.Project(g.start.Add(axis.Scale(little)))
		d := there.Sub(g.at)
		length := d.Norm()
		if !ok || length < 1e-6 { // it is seen end on
			continue
		}
		component := (way.X*d.X + way.Y*d.Y) / length
		if math.Abs(component) <= best {
			continue
		}
		if t, ok := g.reach(axis, d.Scale(1/length), component); ok {
			best, place = math.Abs(component), g.start.Add(axis.Scale(t))
		}
	}
	return place
}

// reach returns how far along an axis, in its lengths, lies what appears so far from
// the start in the direction u in which the axis runs.
func (g *grasp) reach(axis scene.Vec, u scene.Point, far float64) (t float64, ok bool) {
	x0, y0, w0 := g.view.Homogeneous(g.start)
	x1, y1, w1 := g.view.Homogeneous(g.start.Add(axis))
	// With s0 and s1 the components along u of the ends, s = (s0 + t ds) / (w0 + t dw).
	s0, ds, dw := x0*u.X+y0*u.Y, (x1-x0)*u.X+(y1-y0)*u.Y, w1-w0
	s := s0/w0 + far
	t = (s*w0 - s0) / (ds - s*dw)
	return t, t-t == 0 && w0+t*dw > scene.Near
}
