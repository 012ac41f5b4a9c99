package heightfield

import (
	"math"

	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// beside is the panels that may stand beside the surface and follow what is
// pointed at in any of them: a contour map, or the profiles along both axes.
type beside struct {
	contours space.Space
	lines    space.Contours
	sheet    space.Surface
	here     space.Dots // on the map

	profiles [2]plot.Plot // along x, along y
	curves   [2]plot.Line
	at       [2]plot.Rule // where the other one crosses
}

// addBeside adds the panels that the State wants beside the surface.
func (s *Session) addBeside(levels levels, color func(float64) scene.Color) {
	which := s.State.Text("beside")
	if which != "map" && s.body.noField() {
		return // there is no z of x and y
	}
	switch which {
	case "map":
		s.figure.Panels = append(s.figure.Panels, s.contourMap(levels, color))
	case "profiles":
		s.profile()
		s.figure.Panels = append(s.figure.Panels, &s.beside.profiles[0], &s.beside.profiles[1])
	case "section":
		s.figure.Panels = append(s.figure.Panels, &s.section.plot)
	default:
		return
	}
	s.figure.Arrange = s.arrange
}

// arrange gives the surface most of the picture, and the others a column at
// its right or, in an upright picture, the foot.
func (s *Session) arrange(r scene.Rect) []scene.Rect {
	n := len(s.figure.Panels) - 1
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

// contourMap returns the surface from straight above, as contour lines.
func (s *Session) contourMap(levels levels, color func(float64) scene.Color) *space.Space {
	b := &s.beside
	b.here = space.Dots{Points: b.here.Points[:0], Radius: 4.5, Series: 1}
	marks := s.mapMarks(b.contours.Marks[:0], &b.lines, 1.5, levels, color)
	if s.isoline() {
		marks = append(marks, &s.iso.flat)
	}
	if s.probe != nil {
		b.here.Points = append(b.here.Points, s.probe.At)
	}
	box := s.space.Box
	b.contours = space.Space{Camera: scene.DefaultCamera, Box: box, Flat: true, Axes: space.Axes{X: "x", Y: "y"},
		Aspect: scene.Vec{X: s.across() * (box.Max.X - box.Min.X), Y: box.Max.Y - box.Min.Y}, Marks: append(marks, &b.here)}
	return &b.contours
}

// through returns the point that is probed, or the middle of the lattice.
func (s *Session) through() (x, y float64) {
	if s.probe != nil {
		return s.probe.At.X, s.probe.At.Y
	}
	g := &s.shown
	return (g.X[0] + g.X[len(g.X)-1]) / 2, (g.Y[0] + g.Y[len(g.Y)-1]) / 2
}

// profile brings the profiles to those through the point that is looked at.
func (s *Session) profile() {
	b, g := &s.beside, &s.shown
	x, y := s.through()
	z := s.limits()
	scale := plot.Linear
	if s.log {
		scale = plot.Log
	}
	for k := range b.profiles {
		axis, name, other, here, there := g.X, "x", "y", x, y
		if k == 1 {
			axis, name, other, here, there = g.Y, "y", "x", y, x
		}
		c := &b.curves[k]
		c.X, c.Y = s.breaks.apart(axis, func(t float64) float64 {
			if k == 0 {
				return s.seen(t, y)
			}
			return s.seen(x, t)
		}, c.X, c.Y)
		b.at[k] = plot.Rule{At: here, Dash: 3}
		p := &b.profiles[k]
		p.Title = "z along " + name + ", " + other + " = " + digits(there, axis[len(axis)-1]-axis[0])
		p.X, p.Y = plot.Axis{Label: name}, plot.Axis{Min: z.lo, Max: z.hi, Scale: scale}
		if p.Marks == nil {
			p.Marks = []plot.Mark{&b.at[k], c}
		}
	}
}

// pointed returns the point of the plane that is under the screen point q of
// one of the panels beside the surface.
func (s *Session) pointed(q scene.Point, panel scene.Panel, r scene.Rect, look scene.Look) (x, y float64, ok bool) {
	g := &s.shown
	x, y = s.through()
	b := &s.beside
	switch panel {
	case &b.contours:
		o, _ := b.contours.View(r, look).Ray(q)
		x, y = o.X, o.Y
	case &b.profiles[0]:
		x, _ = b.profiles[0].Layout(r, look).ToData(q)
	case &s.section.plot:
		e := s.section.ends
		way, _ := s.section.plot.Layout(r, look).ToData(q)
		t := way / math.Hypot(e[1][0]-e[0][0], e[1][1]-e[0][1])
		x, y = e[0][0]+t*(e[1][0]-e[0][0]), e[0][1]+t*(e[1][1]-e[0][1])
	case &b.profiles[1]:
		y, _ = b.profiles[1].Layout(r, look).ToData(q)
	}
	ok = g.X[0] <= x && x <= g.X[len(g.X)-1] && g.Y[0] <= y && y <= g.Y[len(g.Y)-1]
	return x, y, ok
}
