package heightfield

import (
	"math"
	"strconv"

	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// Pick finds the point of the surface under the screen point q, in any of the
// panels, and marks it. Its z is that of the function, not of the triangle that
// is drawn.
func (s *Session) Pick(q scene.Point, w, h float64) (scene.Vec, bool) {
	f := s.Figure()
	s.assembled = false
	panel, k, r := f.PanelAt(q, w, h)
	switch {
	case s.multiples.sessions != nil && k >= 0:
		return s.pickMultiple(k, r, f.Look, q)
	case k == 0:
		return s.pickAlone(s.space.View(r, f.Look), q)
	case k > 0:
		hit := scene.Vec{}
		ok := false
		if hit.X, hit.Y, ok = s.pointed(q, panel, r, f.Look); ok {
			if hit.Z = s.whole.Sample(hit.X, hit.Y); hit.Finite() {
				return s.mark(hit), true
			}
		}
	}
	s.probe = nil
	return scene.Vec{}, false
}

// pickAlone is Pick in the space itself, as v sees it.
func (s *Session) pickAlone(v *scene.View, q scene.Point) (scene.Vec, bool) {
	s.probe, s.assembled = nil, false
	hit, k, ok := s.strike(v, q)
	switch {
	case !ok:
		return scene.Vec{}, false
	case k == 0 && !s.body.noField():
		return s.mark(hit), true
	}
	return s.markBody(hit, k), true
}

// strike returns the point of the surface, or of the body, that v draws at q,
// and the patch it is of.
func (s *Session) strike(v *scene.View, q scene.Point) (hit scene.Vec, patch int, ok bool) {
	if s.body.pieces != nil {
		return s.body.patches.Strike(v, q)
	}
	o, d := v.Ray(q)
	t, ok := s.clip.Intersect(&s.drawn, o.X, o.Y, o.Z, d.X, d.Y, d.Z, 0)
	return o.Add(d.Scale(t)), 0, ok
}

// mark puts the probe at a point of the Source's height field, and returns that
// with its exact height.
func (s *Session) mark(hit scene.Vec) scene.Vec {
	s.assembled = false
	box, z := s.space.Box, s.limits()
	exact := scene.Vec{X: hit.X, Y: hit.Y, Z: s.at(hit.X, hit.Y)}
	s.probe = &space.Probe{At: hit, Grid: &s.whole,
		Label: "x " + digits(hit.X, box.Max.X-box.Min.X) + "   y " + digits(hit.Y, box.Max.Y-box.Min.Y) + "   z " + s.digits(exact.Z)}
	if p, ok := s.shape(); ok {
		slope := (z.hi - z.lo) / max(box.Max.X-box.Min.X, box.Max.Y-box.Min.Y)
		s.probe.Label += "   slope " + digits(p.Gradient[0], slope) + ", " + digits(p.Gradient[1], slope)
	}
	return exact
}

// markBody puts the probe at a point of the body's patch k, and returns that with
// its exact height.
func (s *Session) markBody(hit scene.Vec, k int) scene.Vec {
	s.assembled = false
	exact := scene.Vec{X: hit.X, Y: hit.Y, Z: s.value(hit.Z)}
	if f := s.body.heights[k]; f != nil {
		if z := f(hit.X, hit.Y); z-z == 0 {
			exact.Z = z
		}
	}
	size := s.space.Box.Max.Sub(s.space.Box.Min)
	s.probe = &space.Probe{At: hit,
		Label: "x " + digits(hit.X, size.X) + "   y " + digits(hit.Y, size.Y) + "   z " + digits(exact.Z, size.Z)}
	return exact
}

// Shaper is a Source whose derivatives are known.
type Shaper interface {
	// Jet returns z with its derivatives at (x, y), as they are computed.
	Jet(x, y float64) terrain.Jet

	// Shape returns what the surface is like at (x, y), with more care: see
	// terrain.Mended.
	Shape(x, y float64) terrain.Point
}

// shape returns what the surface is like where it is probed; ok is false if
// that is not known.
func (s *Session) shape() (p terrain.Point, ok bool) {
	f, ok := s.Source.(Shaper)
	if !ok || s.probe == nil || s.probe.Grid == nil || s.ease != 0 {
		return p, false
	}
	p = f.Shape(s.probe.At.X, s.probe.At.Y)
	return p, p.Z == p.Z // where only the limit is known, slopes are not
}

// probed returns what there is to read where the surface is probed, if the
// State wants it (key "shape"). The values keep their places while there is no
// pointer, so that the panel stays still.
func (s *Session) probed() []exhibit.Readout {
	if _, ok := s.State.Exhibit().Control("shape"); !ok || !s.State.On("shape") {
		return nil
	}
	list := []exhibit.Readout{
		{Key: "probe", Label: exhibit.Text{En: "x, y, z at the pointer", Ja: "ポインタの x, y, z"}},
		{Key: "gradient", Label: exhibit.Text{En: "gradient", Ja: "勾配"}},
		{Key: "hessian", Label: exhibit.Text{En: "Hessian's eigenvalues", Ja: "ヘッセ行列の固有値"}},
		{Key: "tangent", Label: exhibit.Text{En: "tangent plane", Ja: "接平面"}},
	}
	p, ok := s.shape()
	if !ok {
		for k := range list {
			list[k].Value = "–"
		}
		return list
	}
	list[0].Value, list[1].Value, list[2].Value, list[3].Value = []float64{p.X, p.Y, p.Z}, p.Gradient[:], p.Eigen[:], s.plane(p)
	size, z := s.space.Box.Max.Sub(s.space.Box.Min), s.limits()
	list[0].Fine = []float64{size.X / 10, size.Y / 10, (z.hi - z.lo) / 10}
	return list
}

// plane writes the tangent plane at p.
func (s *Session) plane(p terrain.Point) string {
	term := func(c, at, span float64, name string) string {
		return " " + sign(c) + " " + exhibit.Brief(math.Abs(c), 4) + " (" + name + " " + sign(-at) + " " + digits(math.Abs(at), span) + ")"
	}
	size := s.space.Box.Max.Sub(s.space.Box.Min)
	return "z = " + s.digits(p.Z) + term(p.Gradient[0], p.X, size.X, "x") + term(p.Gradient[1], p.Y, size.Y, "y")
}

func sign(v float64) string {
	if v < 0 {
		return "\u2212"
	}
	return "+"
}

// Unpick takes the mark away.
func (s *Session) Unpick() {
	s.probe, s.assembled = nil, false
	for _, sub := range s.multiples.sessions {
		sub.probe, sub.assembled = nil, false
	}
}

// digits writes a value of z, as finely as the axis shows it.
func (s *Session) digits(z float64) string {
	r := s.limits()
	span := r.hi - r.lo
	if s.log {
		span = math.Abs(z)
	}
	return digits(z, span)
}

// digits writes v to about a thousandth of span.
func digits(v, span float64) string {
	if !(span > 0) || v-v != 0 {
		return exhibit.Brief(v, 4)
	}
	size := max(math.Abs(v), span)
	n := scene.NotationOf(size-span, size, math.Pow(10, math.Floor(math.Log10(span))-3))
	if n.Power == 0 && n.Offset == 0 { // zero as wide as the others
		return scene.Minus(strconv.FormatFloat(v, 'f', n.Decimals, 64))
	}
	return n.Whole(v)
}
