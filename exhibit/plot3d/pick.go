package plot3d

import (
	"math"
	"strconv"

	"zscape/scene"
)

// Pick finds the point of the surface under the screen point q, in any of the
// panels, and marks it. Its z is that of the function, not of the triangle that
// is drawn.
func (s *Session) Pick(q scene.Point, w, h float64) (scene.Vec, bool) {
	f := s.Figure()
	panel, k, r := f.PanelAt(q, w, h)
	var hit scene.Vec
	ok := false
	switch {
	case k == 0:
		hit, ok = s.struck(q, s.space.View(r, f.Look))
	case k > 0:
		if hit.X, hit.Y, ok = s.pointed(q, panel, r, f.Look); ok {
			hit.Z = s.seen().Sample(hit.X, hit.Y)
			ok = hit.Finite()
		}
	}
	s.probe = nil
	if !ok {
		return scene.Vec{}, false
	}
	box, z := s.space.Box, s.limits()
	exact := scene.Vec{X: hit.X, Y: hit.Y, Z: s.at(hit.X, hit.Y)}
	s.probe = &scene.Probe{At: hit, Grid: s.seen(),
		Label: "x " + digits(hit.X, box.Max.X-box.Min.X) + "   y " + digits(hit.Y, box.Max.Y-box.Min.Y) + "   z " + digits(exact.Z, z.hi-z.lo)}
	if f, ok := s.Source.(Sloper); ok && s.ease == 0 {
		dx, dy := f.Slope(hit.X, hit.Y)
		slope := (z.hi - z.lo) / max(box.Max.X-box.Min.X, box.Max.Y-box.Min.Y)
		s.probe.Label += "   slope " + digits(dx, slope) + ", " + digits(dy, slope)
	}
	return exact, true
}

// struck returns where the line of sight through q meets what is drawn.
func (s *Session) struck(q scene.Point, v *scene.View) (scene.Vec, bool) {
	o, d := v.Ray(q)
	t, ok := s.seen().Intersect(o.X, o.Y, o.Z, d.X, d.Y, d.Z, 0)
	return o.Add(d.Scale(t)), ok
}

// Sloper is a Source whose derivatives by x and y are known.
type Sloper interface {
	Slope(x, y float64) (dx, dy float64)
}

// Unpick takes the mark away.
func (s *Session) Unpick() { s.probe = nil }

// digits writes v to about a thousandth of span.
func digits(v, span float64) string {
	decimals := 3
	if span > 0 {
		decimals = int(max(0, min(12, 3-math.Floor(math.Log10(span)))))
	}
	return scene.Minus(strconv.FormatFloat(v, 'f', decimals, 64))
}
