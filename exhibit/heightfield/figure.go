package heightfield

import (
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// picture is the figure, and the marks that it is made of.
type picture struct {
	figure    scene.Figure
	assembled bool // of what is shown now

	space space.Space
	style style

	mesh     mesh
	contours contours
	above    contourMap
	points   samplePoints
	isoline  isoline
	bar      space.ColorBar
	progress space.ProgressBar
	side     side
}

// Figure returns the picture. It is assembled anew only after a change.
func (s *Session) Figure() *scene.Figure {
	s.settle()
	p := &s.picture
	if !p.assembled {
		s.assemble()
		p.assembled = true
	}
	p.figure.Look, p.figure.Note = scene.Look{}, ""
	return &p.figure
}

// assemble puts the figure together.
func (s *Session) assemble() {
	st, p := s.State, &s.picture
	d := s.prepare()
	s.frame()
	f, flat := &p.space, isFlat(st)
	f.Marks = f.Marks[:0]
	if st.On("floor") && !flat {
		p.contours.trace(d, p.style.levels.drawn)
		f.Marks = append(f.Marks, p.contours.floor(f.Box.Min.Z, p.style.heightColor))
	}
	switch {
	case flat:
		f.Marks = append(f.Marks, s.fromAbove(&p.above, d, 1.8)...)
	case s.patches.drawn:
		f.Marks = append(f.Marks, s.patches.marks(st, &s.samples, &s.coloring, &p.style)...)
	default:
		f.Marks = append(f.Marks, p.mesh.show(&s.heights, &s.coloring, &p.style))
	}
	if st.On(exhibit.BarKey) && hasColors(st, s.patches.ownColors(st, &s.samples)) && s.reach.lo == s.reach.lo {
		p.bar = colorBarOf(st, &s.coloring, &p.style)
		f.Marks = append(f.Marks, &p.bar)
	}
	if to := s.flow.to; to != nil {
		t := st.Number(exhibit.PositionKey)
		p.progress = space.ProgressBar{Fraction: t, From: st.Exhibit().Name, To: to.name, Hidden: t == 0}
		f.Marks = append(f.Marks, &p.progress)
	}
	if a, ok := s.Source.(Annotator); ok && !s.flow.begun() && !flat {
		f.Marks = append(f.Marks, s.axis.placeMarks(a.Annotate(&s.heights.inside, s.probe.place()))...)
	}
	if s.cuts() {
		f.Marks = append(f.Marks, s.cut()...)
	}
	if st.On("dots") {
		var inFront space.Occluder
		if !flat && st.Text(exhibit.ModeKey) != "wireframe" {
			inFront = d.mark
		}
		f.Marks = append(f.Marks, p.points.show(&s.heights, &s.patches, inFront))
	}
	if at := s.probe.place(); at != nil {
		if hasLines(st) {
			p.isoline.trace(d, at.Z)
			f.Marks = append(f.Marks, p.isoline.mark(flat))
		}
		f.Marks = append(f.Marks, s.probe.mark)
	}

	p.figure = scene.Figure{Panels: append(p.figure.Panels[:0], f)}
	switch {
	case s.multiples.sessions != nil:
		p.figure.Panels, p.figure.Arrange = s.multiples.show(st)
	case !flat:
		s.addBeside(d)
	}
}

// prepare brings the style to the State, and returns the surface as it is drawn.
func (s *Session) prepare() drawing {
	p := &s.picture
	p.style = newStyle(s.State, s.version, &s.coloring, &s.axis, s.reach.flat())
	d := drawing{version: s.version, grid: &s.heights.drawn, isField: !s.samples.noField(), mark: &p.mesh.mark}
	if s.patches.drawn {
		d.patches, d.mark = &s.patches, &s.patches.mark
	}
	if lines := p.style.levels.drawn; p.style.contoured {
		p.style.trace = func() [][]scene.Vec {
			p.contours.trace(d, lines)
			return p.contours.raised
		}
	}
	return d
}

// frame brings the camera, the box and its axes to the State.
func (s *Session) frame() {
	st, f, g, z := s.State, &s.picture.space, &s.flow.grid, s.axis.box()
	f.Camera, f.Flat = st.Camera(), isFlat(st)
	f.Axes = space.Axes{X: "x", Y: "y", Z: "z", LogZ: s.axis.log}
	f.Box = s.samples.bounds(scene.Box{
		Min: scene.Vec{X: g.X[0], Y: g.Y[0], Z: z.lo},
		Max: scene.Vec{X: g.X[len(g.X)-1], Y: g.Y[len(g.Y)-1], Z: z.hi},
	})
	f.Aspect = aspectOf(st, s.Source, f.Box, s.samples.hasShapes())
	if st.On("floor") && !f.Flat { // which lies below the surface
		f.Axes.Data = f.Box
		f.Box.Min.Z -= 0.6 * (z.hi - z.lo)
	}
}

// fromAbove returns the marks of the surface seen from above, as m shows it.
func (s *Session) fromAbove(m *contourMap, d drawing, width float64) []space.Mark {
	c, style := &s.picture.contours, &s.picture.style
	c.trace(d, style.levels.drawn)
	if s.samples.noField() {
		return m.plan(s.samples.curves, &s.axis, c, style, width)
	}
	return m.show(d, &s.heights, &s.coloring, c, style, width, s.State.On("fill") || !style.byHeight, s.State.On("labels"))
}

// addBeside adds the panels that the State wants beside the surface.
func (s *Session) addBeside(d drawing) {
	p, side, at := &s.picture, &s.picture.side, s.probe.place()
	which := s.State.Text("beside")
	if which != "map" && s.samples.noField() {
		return // there is no z of x and y
	}
	var panels []scene.Panel
	switch which {
	case "map":
		marks := s.fromAbove(&side.contourMap.plan, d, 1.5)
		if at != nil {
			marks = append(marks, p.isoline.mark(true))
		}
		across, _ := proportions(s.Source)
		panels = []scene.Panel{side.contourMap.panel(marks, p.space.Box, across, at)}
	case "profiles":
		x, y := s.through()
		along := side.profiles.show(&s.flow, x, y, readBreaks(s.State), &s.axis)
		panels = []scene.Panel{along[0], along[1]}
	case "section":
		g := &s.flow.grid
		panels = []scene.Panel{side.section.panel(g.X[len(g.X)-1]-g.X[0], at)}
	default:
		return
	}
	p.figure.Panels = append(p.figure.Panels, panels...)
	p.figure.Arrange = func(r scene.Rect) []scene.Rect { return arrange(r, len(panels)) }
}

// cuts reports whether there is a cut that can be dragged.
func (s *Session) cuts() bool {
	return s.State.Text("beside") == "section" && !isFlat(s.State) && !s.samples.noField() && s.multiples.sessions == nil
}

// cut brings the section to the State, and returns its marks in space.
func (s *Session) cut() []space.Mark {
	section, behind := &s.picture.side.section, (*space.Patches)(nil)
	if s.samples.pieces != nil {
		behind = &s.patches.mark
	}
	section.cut(endsOf(s.State, s.flow.grid.X, s.flow.grid.Y), cutFieldsOf(&s.samples, &s.flow, &s.patches), s.samples.domain(), readBreaks(s.State), &s.axis)
	return section.marks(&s.heights.inside, behind)
}

// through returns the point that is probed, or the middle of the lattice.
func (s *Session) through() (x, y float64) {
	if at := s.probe.place(); at != nil {
		return at.X, at.Y
	}
	g := &s.flow.grid
	return (g.X[0] + g.X[len(g.X)-1]) / 2, (g.Y[0] + g.Y[len(g.Y)-1]) / 2
}
