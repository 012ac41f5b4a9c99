package heightfield

import (
	"math"

	"zscape/exhibit"
	"zscape/scene"
)

// Pick finds the point of the surface under the screen point q, in any of the
// panels, and marks it. Its z is that of the function, not of the triangle that
// is drawn.
func (s *Session) Pick(q scene.Point, w, h float64) (scene.Vec, bool) {
	f := s.Figure()
	panel, k, r := f.PanelAt(q, w, h)
	x, y := s.through()
	s.Unpick()
	switch {
	case k < 0:
	case s.multiples.sessions != nil:
		return s.multiples.pick(k, r, f.Look, q)
	case k == 0:
		return s.pickSpace(s.picture.space.View(r, f.Look), q)
	default:
		x, y = s.picture.side.place(panel, r, f.Look, q, x, y)
		if at := (scene.Vec{X: x, Y: y, Z: s.heights.inside.Sample(x, y)}); at.Finite() {
			return s.pointAt(at), true
		}
	}
	return scene.Vec{}, false
}

// Unpick takes the mark away.
func (s *Session) Unpick() {
	s.probe.clear()
	s.picture.assembled = false
	for _, sub := range s.multiples.sessions {
		sub.Unpick()
	}
}

// pickSpace is Pick in the space itself, as v sees it.
func (s *Session) pickSpace(v *scene.View, q scene.Point) (scene.Vec, bool) {
	hit, k, ok := s.hit(v, q)
	switch {
	case !ok:
		return scene.Vec{}, false
	case k == 0 && !s.samples.noField():
		return s.pointAt(hit), true
	}
	exact := scene.Vec{X: hit.X, Y: hit.Y, Z: s.axis.value(hit.Z)}
	if f := s.patches.heights[k]; f != nil {
		if z := f(hit.X, hit.Y); z-z == 0 {
			exact.Z = z
		}
	}
	s.probe.onPatch(hit, exact.Z, s.picture.space.Box, &s.axis)
	return exact, true
}

// pointAt puts the probe at a point of the Source's height field, and returns that
// with its exact height.
func (s *Session) pointAt(p scene.Vec) scene.Vec {
	exact := scene.Vec{X: p.X, Y: p.Y, Z: s.flow.at(p.X, p.Y)}
	s.probe.onField(p, exact.Z, &s.heights.inside, s.exact(), s.picture.space.Box, &s.axis)
	return exact
}

// hit returns the point that v draws at q, and which of the patches it is on.
func (s *Session) hit(v *scene.View, q scene.Point) (p scene.Vec, patch int, ok bool) {
	if s.samples.pieces != nil {
		return s.patches.mark.Strike(v, q)
	}
	return s.heights.hit(v, q)
}

// Grab takes hold of an end of the cross-section.
func (s *Session) Grab(q scene.Point, w, h float64, grip exhibit.Grip) (exhibit.Drag, bool) {
	f := s.Figure()
	if !s.cuts() || grip.Pinch {
		return exhibit.Drag{}, false
	}
	_, k, r := f.PanelAt(q, w, h)
	if k != 0 {
		return exhibit.Drag{}, false
	}
	v := *s.picture.space.View(r, f.Look)
	end, off := s.picture.side.section.grip(&v, q, grip.Touch)
	if end < 0 {
		return exhibit.Drag{}, false
	}
	return exhibit.Drag{
		Cursor: "grab",
		Move: func(q scene.Point, st exhibit.State) exhibit.State {
			e := endsOf(s.State, s.flow.grid.X, s.flow.grid.Y)
			to, ok := s.under(&v, q.Add(off), onSurface(e[end], cutFieldsOf(&s.samples, &s.flow, &s.patches), &s.axis).Z)
			if !ok {
				return st
			}
			e[end] = to
			return st.Try("section", e.String())
		},
	}, true
}

// under returns the place on the ground of what is seen at q: of a surface, or
// where there is none of the level z; as finely as can be seen, and within the
// lattice.
func (s *Session) under(v *scene.View, q scene.Point, z float64) (p [2]float64, ok bool) {
	at, _, ok := s.hit(v, q)
	if !ok {
		o, d := v.Ray(q)
		if math.Abs(d.Z) < 1e-9*d.Norm() {
			return p, false
		}
		at = o.Add(d.Scale((z - o.Z) / d.Z))
	}
	if !at.Finite() {
		return p, false
	}
	for k, a := range [2][]float64{s.flow.grid.X, s.flow.grid.Y} {
		lo, hi := a[0], a[len(a)-1]
		c := max(lo, min([2]float64{at.X, at.Y}[k], hi))
		p[k] = max(lo, min(exhibit.Round(c, int(math.Floor(math.Log10(hi-lo)))-3), hi))
	}
	return p, true
}

// Zoom leaves the picture to the camera.
func (s *Session) Zoom(scene.Point, float64, float64, float64, exhibit.State) (exhibit.State, bool) {
	return exhibit.State{}, false
}

// Reset leaves the picture to the camera.
func (s *Session) Reset(scene.Point, float64, float64, exhibit.State) (exhibit.State, bool) {
	return exhibit.State{}, false
}
