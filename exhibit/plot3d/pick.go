package plot3d

import (
	"math"
	"strconv"

	"zscape/scene"
)

// Pick finds the point of the surface under the screen point q and marks it.
// Its z is that of the function, not of the triangle that is drawn.
func (s *Session) Pick(q scene.Point, w, h float64) (scene.Vec, bool) {
	s.Figure()
	v := s.space.View(scene.Rect{Max: scene.Point{X: w, Y: h}}, scene.Look{})
	o, d := v.Ray(q)
	t, ok := s.seen().Intersect(o.X, o.Y, o.Z, d.X, d.Y, d.Z, 0)
	if !ok {
		s.probe = nil
		return scene.Vec{}, false
	}
	hit := o.Add(d.Scale(t))
	exact := scene.Vec{X: hit.X, Y: hit.Y, Z: s.at(hit.X, hit.Y)}
	z := s.limits()
	s.probe = &scene.Probe{At: hit, Grid: s.seen(),
		Label: "x " + digits(hit.X, v.Box.Max.X-v.Box.Min.X) + "   y " + digits(hit.Y, v.Box.Max.Y-v.Box.Min.Y) +
			"   z " + digits(exact.Z, z.hi-z.lo)}
	if f, ok := s.Source.(Sloper); ok && s.ease == 0 {
		dx, dy := f.Slope(hit.X, hit.Y)
		slope := (z.hi - z.lo) / max(v.Box.Max.X-v.Box.Min.X, v.Box.Max.Y-v.Box.Min.Y)
		s.probe.Label += "   slope " + digits(dx, slope) + ", " + digits(dy, slope)
	}
	return exact, true
}

// Sloper is a Source whose derivatives by x and y are known.
type Sloper interface{ Slope(x, y float64) (dx, dy float64) }

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
