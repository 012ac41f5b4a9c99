package heightfield

import (
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// side is the panels that may stand beside the surface and follow what is pointed at
// in any of them.
type side struct {
	contourMap sideMap
	profiles   profiles
	section    section
}

// place returns the place on the ground that is under the screen point q of a panel at
// r; the coordinates that the panel does not have are those of (x, y).
func (s *side) place(panel scene.Panel, r scene.Rect, look scene.Look, q scene.Point, x, y float64) (float64, float64) {
	switch panel {
	case &s.contourMap.space:
		o, _ := s.contourMap.space.View(r, look).Ray(q)
		x, y = o.X, o.Y
	case &s.profiles.plots[0]:
		x, _ = s.profiles.plots[0].Layout(r, look).ToData(q)
	case &s.profiles.plots[1]:
		y, _ = s.profiles.plots[1].Layout(r, look).ToData(q)
	case &s.section.plot:
		way, _ := s.section.plot.Layout(r, look).ToData(q)
		x, y = s.section.ends.at(way / s.section.ends.length())
	}
	return x, y
}

// sideMap is the panel of the contour map beside the surface.
type sideMap struct {
	space space.Space
	plan  contourMap
	here  space.Dots // where the probe is
}

// panel returns the panel of marks of the plan, in the same box as the surface; a unit
// of x is as long as across units of y.
func (m *sideMap) panel(marks []space.Mark, box scene.Box, across float64, probe *scene.Vec) *space.Space {
	m.here = space.Dots{Points: m.here.Points[:0], Radius: 4.5, Series: 1}
	if probe != nil {
		m.here.Points = append(m.here.Points, *probe)
	}
	m.space = space.Space{Camera: scene.DefaultCamera, Box: box, Flat: true, Axes: space.Axes{X: "x", Y: "y"},
		Aspect: scene.Vec{X: across * (box.Max.X - box.Min.X), Y: box.Max.Y - box.Min.Y}, Marks: append(marks, &m.here)}
	return &m.space
}

// profiles are the panels of the heights along both axes.
type profiles struct {
	plots  [2]plot.Plot // along x, along y
	curves [2]plot.Line
	at     [2]plot.Rule // where the other one crosses
}

// show brings the profiles to those of shown through (x, y).
func (p *profiles) show(shown *flow, x, y float64, b breaks, a *zAxis) (along [2]*plot.Plot) {
	g := &shown.grid
	for k := range p.plots {
		axis, name, other, here, there := g.X, "x", "y", x, y
		if k == 1 {
			axis, name, other, here, there = g.Y, "y", "x", y, x
		}
		c := &p.curves[k]
		c.X, c.Y = b.line(axis, func(t float64) float64 {
			if k == 0 {
				return shown.profile(t, y)
			}
			return shown.profile(x, t)
		}, c.X, c.Y)
		p.at[k] = plot.Rule{At: here, Dash: 3}
		q := &p.plots[k]
		q.Title = "z along " + name + ", " + other + " = " + digits(there, axis[len(axis)-1]-axis[0])
		q.X, q.Y = plot.Axis{Label: name}, profileAxis(a)
		if q.Marks == nil {
			q.Marks = []plot.Mark{&p.at[k], c}
		}
		along[k] = q
	}
	return along
}

// arrange returns the places in r of the surface and of n panels beside it. The
// surface has most of the picture, the others a column at its right or, in an upright
// picture, the foot.
func arrange(r scene.Rect, n int) []scene.Rect {
	main, rest := r, r
	columns := 1
	if r.W() > r.H() {
		main.Max.X -= 0.38 * r.W()
		rest.Min.X = main.Max.X
		if spare := (rest.H() - 1.1*rest.W()) / 2; n == 1 && spare > 0 {
			rest.Min.Y, rest.Max.Y = rest.Min.Y+spare, rest.Max.Y-spare
		}
	} else {
		main.Max.Y -= 0.4 * r.H()
		rest.Min.Y = main.Max.Y
		columns = n
	}
	return append([]scene.Rect{main}, scene.TileColumns(rest, n, columns)...)
}
