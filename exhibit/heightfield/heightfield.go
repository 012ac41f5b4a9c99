// Package heightfield is what exhibits of one surface z = f(x, y) share: the
// lattice, the ways to show it, contour lines, pointing at it, and the
// interpolation of its z values to those of another surface. An exhibit adds
// its parameters and the function, as a [Source].
package heightfield

import (
	"slices"

	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// Source is a surface with what there is to say about it.
type Source interface {
	exhibit.Surface

	// Readouts returns what there is to read about the parameters.
	Readouts() []exhibit.Readout

	// Code returns lines that compute Z from x and y, and in Python also from
	// the meshgrid X, Y, in "python" or "octave".
	Code(language string) []string
}

// Session shows a Source: an exhibit.Session that can be pointed at, played,
// tabulated and written as code.
type Session struct {
	Source Source
	State  exhibit.State // what is shown

	open exhibit.Opener
	own  []string // keys of the Source

	start, shown grid.Grid // of the Source; interpolated (its Z is start's while there is no end)
	drawn        grid.Grid // shown at the heights at which it is drawn; may share its Z
	whole        grid.Grid // drawn, NaN where that is beyond the limits; may share its Z
	field        function  // of the Source
	breaks       breaks
	startSpan    span
	steady       steady

	log      bool   // the z axis is logarithmic:
	positive zRange // the range of the positive samples,
	leftOut  int    // and how many samples are not
	clip     *scene.Clip
	unheld   []float64 // heights, if they are held at the limits
	light    space.Lighting
	tint     tint

	lowest, highest float64 // of shown; NaN if it has no value
	end             *ending // nil: none
	ease            float64 // how far z has gone, 0..1

	surface  space.Surface
	sheet    space.Surface // of the contour plot, seen from above
	contours contours
	bar      space.ColorBar
	progress space.ProgressBar
	probe    *space.Probe
	space    space.Space
	beside   beside
	body     body
	section  section
	iso      isoline
	dots     space.Samples

	aliases   aliases
	multiples multiples
	shared    *zRange // the limits, where they are those of other pictures, too

	figure    scene.Figure
	assembled bool // the figure is of what is shown now
}

// ending is the surface that z flows to.
type ending struct {
	function
	name string
	grid grid.Grid
	span span
}

type zRange struct{ lo, hi float64 }

// New returns a session in the default State of e.
func New(e *exhibit.Exhibit, src Source, own []exhibit.Control, open exhibit.Opener) *Session {
	s := &Session{Source: src, field: function{Surface: src}, open: open}
	for _, c := range own {
		if c.Kind != exhibit.Action {
			s.own = append(s.own, c.Key)
		}
	}
	if err := s.Update(e.Default()); err != nil {
		panic("heightfield: " + e.Name + ": the default state: " + err.Error())
	}
	return s
}

// Update brings the picture to st.
func (s *Session) Update(st exhibit.State) error {
	first := s.State.Exhibit() == nil
	newLattice := first || st.Changed(s.State, latticeKeys(st)...)
	newSource := first || st.Changed(s.State, s.own...) || st.MoreChanged(s.State) || s.moves() && st.Changed(s.State, exhibit.PositionKey) || st.Shelf() != s.State.Shelf() || st.Changed(s.State, exhibit.PlayKey)
	newEnd := first || newLattice || st.Changed(s.State, "to") || st.Shelf() != s.State.Shelf()
	newBreaks := first || st.Changed(s.State, breakKeys...)

	x, y := s.start.X, s.start.Y
	if _, ok := s.Source.(Latticer); ok && newSource && !newLattice {
		u, v, err := lattice(st, s.Source)
		newLattice = err != nil || !slices.Equal(u, x) || !slices.Equal(v, y)
	}
	if err := checkLimits(st); err != nil {
		return err
	}
	tint, err := readTint(st, s.tint)
	if err != nil {
		return err
	}
	if newLattice {
		var err error
		if x, y, err = lattice(st, s.Source); err != nil {
			return err
		}
	}
	end := s.end
	if newEnd {
		var err error
		if end, err = s.ending(st, x, y); err != nil {
			return err
		}
	}
	// From here on, only Source.Update can fail, and it goes first.
	if newSource || newLattice {
		if err := s.Source.Update(st); err != nil {
			return err
		}
	}
	old := s.State
	s.State, s.end, s.tint, s.breaks = st, end, tint, readBreaks(st)
	if newLattice || newSource {
		if n := len(x) * len(y); len(s.start.Z) != n {
			s.start.Z = make([]float64, n)
		}
		s.start.X, s.start.Y = x, y
		s.field.sample(&s.start)
		s.gather()
	}
	if newLattice || newSource || newBreaks {
		s.tear()
		s.startSpan.zRange = s.steady.widen(s.startSpan.zRange, st, s.own, x, y)
	}
	if end != nil && (newEnd || newBreaks) {
		end.span = s.breaks.of(&end.function, &end.grid)
	}
	ease := 0.0
	if end != nil {
		ease = easing(st.Text("ease"), st.Number(exhibit.PositionKey))
	}
	newShape := first || st.Changed(old, shapeKeys...)
	if newLattice || newSource || newEnd || newBreaks || ease != s.ease || newShape {
		s.ease = ease
		s.mix()
		s.redraw()
	} else {
		if tint.program != nil && st.Changed(old, exhibit.PositionKey) {
			s.color()
			s.repaint()
		}
		if st.Changed(old, lookKeys...) {
			s.repaint()
		}
		if st.Changed(old, "hist") {
			s.count()
		}
	}
	s.multiply(st)
	s.assembled = false
	return nil
}

// redraw brings what is drawn to the samples that are shown.
func (s *Session) redraw() {
	s.draw()
	s.color()
	s.compose()
	s.lowest, s.highest = s.body.reach(&s.shown)
	s.probe = nil
	s.surface.Version++
	s.assembled = false
}

// repaint says that colours or lines have changed.
func (s *Session) repaint() {
	s.surface.Version++
	s.body.patches.Version++
	s.assembled = false
}

// mix brings the shown samples to where the flow from start to end is.
func (s *Session) mix() {
	s.shown.X, s.shown.Y, s.shown.Torn = s.start.X, s.start.Y, s.start.Torn
	if s.end == nil || s.ease == 0 {
		s.shown.Z = s.start.Z
		return
	}
	if s.shown.Torn = s.end.grid.Torn; s.ease < 1 {
		s.shown.Torn = mixed(s.start.Torn, s.end.grid.Torn)
	}
	if n := len(s.start.Z); len(s.shown.Z) != n || &s.shown.Z[0] == &s.start.Z[0] {
		s.shown.Z = make([]float64, n)
	}
	grid.LerpTo(s.shown.Z, s.start.Z, s.end.grid.Z, s.ease)
}

// cutOff reports whether z is limited, since there are poles.
func (s *Session) cutOff() bool {
	return s.startSpan.cut() && s.ease < 1 || s.end != nil && s.end.span.cut() && s.ease > 0 || s.body.up || s.body.down
}

// Annotator is a Source with marks of its own on its surface, whose samples are
// g. Probe is the point that the visitor points at, nil if there is none.
type Annotator interface {
	Annotate(g *grid.Grid, probe *scene.Vec) []space.Mark
}

// Mover is a Source that depends on the position t of the player, too.
type Mover interface{ Moves() bool }

func (s *Session) moves() bool {
	m, ok := s.Source.(Mover)
	return ok && m.Moves()
}

// at returns the exact height of what is shown.
func (s *Session) at(x, y float64) float64 {
	z := s.field.At(x, y)
	if s.end == nil || s.ease == 0 {
		return z
	}
	return z*(1-s.ease) + s.end.At(x, y)*s.ease
}

// seen is at, without the walls between data that are torn apart.
func (s *Session) seen(x, y float64) float64 {
	if s.shown.Torn != nil && measured(s.Source) {
		if z := s.shown.Sample(x, y); z != z {
			return z
		}
	}
	return s.at(x, y)
}

// rangeOf returns the heights of g, from 0 if they nearly reach down to it.
func rangeOf(g *grid.Grid) zRange {
	lo, hi, ok := g.Range()
	if !ok {
		return zRange{-1, 1}
	}
	return zRange{lo, hi}.fromZero()
}

// fromZero returns r, from 0 if it nearly reaches down to it.
func (r zRange) fromZero() zRange {
	if r.lo > 0 && r.lo < 0.1*r.hi {
		r.lo = 0
	}
	return r
}

// Figure returns the picture. It is assembled anew only after a change.
func (s *Session) Figure() *scene.Figure {
	if !s.assembled {
		s.assemble()
		s.assembled = true
	}
	s.figure.Look, s.figure.Note = scene.Look{}, ""
	return &s.figure
}

// assemble puts the figure together.
func (s *Session) assemble() {
	st, z := s.State, s.span()
	color := exhibit.Colors(st.Text(exhibit.ColormapKey), s.tint.lo, s.tint.hi)
	mode := st.Text(exhibit.ModeKey)
	flat := mode == "contour"

	f := &s.space
	f.Camera, f.Flat = st.Camera(), flat
	f.Axes = space.Axes{X: "x", Y: "y", Z: "z", LogZ: s.log}
	f.Box = scene.Box{
		Min: scene.Vec{X: s.shown.X[0], Y: s.shown.Y[0], Z: z.lo},
		Max: scene.Vec{X: s.shown.X[len(s.shown.X)-1], Y: s.shown.Y[len(s.shown.Y)-1], Z: z.hi},
	}
	f.Box = s.extent(f.Box)
	f.Aspect = s.aspect(f.Box, flat)
	f.Marks = f.Marks[:0]

	levels := s.level()
	onFloor := st.On("floor") && !flat
	if onFloor {
		f.Axes.Data = f.Box
		f.Box.Min.Z -= 0.6 * (z.hi - z.lo)
		f.Marks = append(f.Marks, s.contours.floor(s, levels, f.Box.Min.Z, color))
	}
	if flat {
		f.Marks = s.mapMarks(f.Marks, &s.contours.mark, 1.8, levels, color)
	} else if s.body.drawn {
		f.Marks = append(f.Marks, s.bodyMarks(mode, levels, color)...)
	} else {
		f.Marks = append(f.Marks, s.surfaceMark(mode, levels, color))
	}
	plain := st.Text(exhibit.LinesKey) == "plain" && mode != "surface" && mode != "smooth" && !flat && !onFloor
	if st.On(exhibit.BarKey) && !plain && !(s.ownColors() && !flat) && s.lowest == s.lowest { // else no colour says anything
		f.Marks = append(f.Marks, s.colorBar(levels, color))
	}
	if s.end != nil {
		t := st.Number(exhibit.PositionKey)
		s.progress = space.ProgressBar{Fraction: t, From: st.Exhibit().Name, To: s.end.name, Hidden: t == 0}
		f.Marks = append(f.Marks, &s.progress)
	}
	if a, ok := s.Source.(Annotator); ok && s.ease == 0 && !flat {
		var at *scene.Vec
		if s.probe != nil {
			at = &s.probe.At
		}
		f.Marks = append(f.Marks, s.raised(a.Annotate(&s.whole, at))...)
	}
	if s.cuts() {
		s.cut()
		f.Marks = append(f.Marks, s.sectionMarks()...)
	}
	f.Marks = append(f.Marks, s.dotMarks(flat)...)
	if s.isoline() {
		line := &s.iso.on
		if flat {
			line = &s.iso.flat
		}
		f.Marks = append(f.Marks, line)
	}
	if s.probe != nil {
		f.Marks = append(f.Marks, s.probe)
	}
	s.figure = scene.Figure{Panels: append(s.figure.Panels[:0], f)}
	if s.multiples.sessions != nil {
		s.addMultiples()
	} else if !flat {
		s.addBeside(levels, color)
	}
}

func (s *Session) surfaceMark(mode string, levels levels, color func(float64) scene.Color) *space.Surface {
	st, m := s.State, &s.surface
	m.Grid, m.Mode = &s.drawn, Modes[mode]
	m.RowStride, m.ColStride = st.Int("rstride"), st.Int("cstride")
	m.Color, m.ColorLines = color, st.Text(exhibit.LinesKey) == "z"
	m.Values, m.ValueMin, m.ValueMax = s.tint.values, s.tint.lo, s.tint.hi
	m.Unheld = s.unheld
	m.Clip, m.Lighting, m.Opacity = s.clip, s.lighting(), float32(st.Number("opacity"))
	m.Bands, m.BandsAt = nil, nil
	if s.filled() {
		m.Bands, m.BandsAt = s.bands(levels, color), levels.drawn
	}
	m.Levels, m.LevelsAt = 0, nil
	if at := levels.drawn; st.On("contour") && len(at) > 0 {
		m.Levels, m.LevelMin, m.LevelStep = len(at), at[0], 1
		if len(at) > 1 {
			m.LevelStep = at[1] - at[0]
		}
		if !levels.even {
			m.LevelsAt = at
		}
		m.Trace = func() [][]scene.Vec {
			s.contours.trace(s, at)
			return s.contours.raised
		}
	}
	return m
}

// Flat reports whether the picture is a contour plot seen from above.
func (s *Session) Flat() bool { return s.State.Text(exhibit.ModeKey) == "contour" }

// Playable reports whether there is a surface to flow to, or one that moves.
func (s *Session) Playable() bool { return s.end != nil || s.moves() }

// Lattice returns the axes of the samples. They belong to the session.
func (s *Session) Lattice() (x, y []float64) { return s.start.X, s.start.Y }
