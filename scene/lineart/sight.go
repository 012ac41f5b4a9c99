package lineart

import (
	"math"

	"github.com/fogleman/ln/ln"

	"zscape/scene"
)

// sight knows where the eye is and what is in its way. Places are in box
// coordinates.
type sight struct {
	view     scene.View
	frame    frame
	picture  scene.Rect // what of the screen is drawn
	eye      ln.Vector  // its place, or the unit vector towards it if parallel
	parallel bool

	solid, veil *ln.Scene // surfaces that hide, and those that dim; nil if none
}

// newSights returns the sight of each view in which l has a mesh.
func newSights(l *scene.DisplayList) map[*scene.View]*sight {
	sights := make(map[*scene.View]*sight)
	for _, op := range l.Ops() {
		m, ok := op.(*scene.Mesh)
		if !ok {
			continue
		}
		s := sights[m.Source.View]
		if s == nil {
			s = newSight(m.Source.View, l)
			sights[m.Source.View] = s
		}
		s.add(newSurface(m, s.frame))
	}
	for _, s := range sights {
		for _, obstacles := range []*ln.Scene{s.solid, s.veil} {
			if obstacles != nil {
				obstacles.Compile()
			}
		}
	}
	return sights
}

// newSight returns the sight of v in the picture l, with nothing in its way.
func newSight(v *scene.View, l *scene.DisplayList) *sight {
	const margin = 16 // lines that run along the rim have a width
	s := &sight{view: *v, frame: newFrame(v)}
	s.picture = scene.Rect{Max: scene.Point{X: l.W, Y: l.H}}.Inset(-margin)
	eye, parallel := s.view.Eye()
	s.parallel = parallel
	if parallel {
		s.eye = ln.Vector(eye).Div(s.frame.unit).Normalize()
	} else {
		s.eye = s.frame.box(ln.Vector(eye))
	}
	return s
}

// add makes x an obstacle.
func (s *sight) add(x *surface) {
	if x.empty() || x.opacity <= 0 {
		return
	}
	to := &s.solid
	if x.opacity < 1 {
		to = &s.veil
	}
	if *to == nil {
		*to = new(ln.Scene)
	}
	(*to).Add(x)
}

// clarity returns how well p is seen: 1 in full view, 0 behind a surface, in
// between behind one that dims. own is the surface in which p lies, if it does.
//
// Rounding decides whether a ray from p itself hits the surface that p lies
// in, above all where that is seen at a grazing angle. So rays start a little
// above and below p, on either side of the surface, and one that comes
// through suffices. Nothing leaks: the surface itself covers the side turned
// away from the eye. At an outline, lines go on for the distance in question,
// which is too small to see.
//
// Of a surface that is no height field it is not known which way its sides are:
// rays start at both sides of p as it is seen, and below and above it.
//
// A line in a face of the box is behind what touches it.
func (s *sight) clarity(p node, own *surface) float64 {
	const (
		lift   = 0.05 // screen units
		behind = 1e-6 // box coordinates
	)
	q := p.pos
	if own == nil && s.onBox(q) {
		back := ln.Vector{Z: math.Copysign(behind, -s.towards(q).Z)}
		return s.through(q.Add(back))
	}
	if own != nil && own.mesh.Source.Solid != nil {
		return s.aside(q, lift*p.w/s.view.Radius)
	}
	if own != nil {
		q = own.settle(q)
	}
	up := ln.Vector{Z: lift * p.w / s.view.Radius}
	c := s.through(q.Add(up))
	if c < 1 {
		c = max(c, s.through(q.Sub(up)))
	}
	return c
}

// aside returns how well p is seen from the places that are a little off it as
// they are seen, and nearer to the eye by as little.
func (s *sight) aside(p ln.Vector, off float64) float64 {
	to := s.towards(p).Normalize()
	other := ln.Vector{Z: 1}
	if math.Abs(to.Z) > 0.9 {
		other = ln.Vector{X: 1}
	}
	right := to.Cross(other).Normalize()
	up := right.Cross(to)
	p = p.Add(to.MulScalar(off))
	c := 0.0
	for _, d := range []ln.Vector{{}, right, right.MulScalar(-1), up, up.MulScalar(-1)} {
		if c = max(c, s.through(p.Add(d.MulScalar(off)))); c == 1 {
			break
		}
	}
	return c
}

// through returns what is left of the sight of p.
func (s *sight) through(p ln.Vector) float64 {
	to := s.towards(p)
	ray := ln.Ray{Origin: p, Direction: to.Normalize()}
	eye := ln.INF
	if !s.parallel {
		eye = to.Length()
	}
	if s.solid != nil && s.solid.Intersect(ray).T < eye {
		return 0
	}
	if s.veil != nil {
		if hit := s.veil.Intersect(ray); hit.T < eye {
			return 1 - hit.Shape.(*surface).opacity
		}
	}
	return 1
}

// towards returns a vector from p towards the eye, up to the eye unless that
// is infinitely far.
func (s *sight) towards(p ln.Vector) ln.Vector {
	if s.parallel {
		return s.eye
	}
	return s.eye.Sub(p)
}

// onBox reports whether p lies in a face of the box.
func (s *sight) onBox(p ln.Vector) bool {
	const slack = 1e-9
	h := s.frame.half
	return math.Abs(math.Abs(p.X)-h.X) < slack || math.Abs(math.Abs(p.Y)-h.Y) < slack || math.Abs(math.Abs(p.Z)-h.Z) < slack
}
