package space

import (
	"zscape/compute/grid"
	"zscape/scene"
)

// SurfaceMode is a way to show a surface.
type SurfaceMode int

const (
	Wireframe SurfaceMode = iota // grid lines, see-through
	Hidden                       // grid lines, those behind the surface removed
	Dimmed                       // grid lines, those behind the surface faint
	Faces                        // coloured faces with grid lines
	Smooth                       // coloured faces
)

// mesh returns a Mesh with the faces and the strokes of the mode.
func (mode SurfaceMode) mesh(t *scene.Theme, colorLines bool) scene.Mesh {
	m := scene.Mesh{Grid: scene.Stroke{Color: t.Line, Width: 1.1}, Contour: scene.Stroke{Color: t.Ink, Width: 1.5}}
	switch mode {
	case Hidden:
		m.Face, m.Tint = scene.FaceTint, t.Background
	case Dimmed:
		m.Face, m.Tint = scene.FaceTint, t.Background.Opacity(t.Veil)
	case Faces:
		m.Face, m.Grid = scene.FaceColors, scene.Stroke{Color: t.Ink.Opacity(0.32), Width: 0.9}
	case Smooth:
		m.Face, m.Grid = scene.FaceColors, scene.Stroke{}
	}
	m.GridColors = colorLines && m.Face == scene.FaceTint
	return m
}

// Surface is the mark of a height field. It keeps what it has computed from
// one drawing to the next: raise Version when the samples or the colours change.
type Surface struct {
	Grid    *grid.Grid
	Version uint64
	Mode    SurfaceMode

	// RowStride and ColStride say that a grid line runs along every so many
	// rows (of constant y) and columns; 0 chooses as many as read well.
	RowStride, ColStride int

	// Color is the colour at height z. ColorLines applies it to the lines of
	// wireframes too.
	Color      func(z float64) scene.Color
	ColorLines bool

	// Values, if not nil, has a value for each sample, to which Color is
	// applied in place of z. They lie between ValueMin and ValueMax.
	Values             []float64
	ValueMin, ValueMax float64

	// Bands, if not nil, are the colours of faces below the first of the
	// ascending heights BandsAt, between each two of them, and above the last.
	Bands   []scene.Color
	BandsAt []float64

	Lighting *Lighting // nil is DefaultLighting
	Opacity  float32   // of faces; 0 is 1

	// Clip, if not nil, cuts the surface off. If Unheld is not nil, it is held
	// at the limits instead: the samples of Grid keep to them, and Unheld has
	// the heights that they would have otherwise.
	Clip   *scene.Clip
	Unheld []float64

	// Contour lines on the surface: Levels of them, the first at LevelMin,
	// LevelStep apart, or at the ascending heights LevelsAt. Trace returns them as lines in space, for vector
	// output and for see-through wireframes, where nothing hides them.
	Levels              int
	LevelMin, LevelStep float64
	LevelsAt            []float64
	Trace               func() [][]scene.Vec

	way  []scene.Vec // scratch: a grid line,
	line []scene.Vec // and what of it is there

	// By eye, for both are in one drawing, and by coarseness, so that starting
	// and stopping to move computes nothing.
	detail [2][2]detail
}

// Bounds returns the box around the finite samples.
func (s *Surface) Bounds() scene.Box {
	g := s.Grid
	lo, hi, ok := g.Range()
	if !ok {
		return scene.EmptyBox()
	}
	return scene.Box{Min: scene.Vec{X: g.X[0], Y: g.Y[0], Z: lo}, Max: scene.Vec{X: g.X[len(g.X)-1], Y: g.Y[len(g.Y)-1], Z: hi}}
}

// Draw records the surface.
func (s *Surface) Draw(l *scene.DisplayList, v *scene.View) {
	if s.Grid.Nx() < 2 || s.Grid.Ny() < 2 {
		return
	}
	d := s.prepare(v)
	m := s.Mode.mesh(v.Theme, s.ColorLines)
	m.Levels = s.Levels
	if s.Mode == Wireframe {
		s.drawLines(l, v, d, m.Grid)
		if s.Levels > 0 && s.Trace != nil {
			drawWorld(l.NewPolylines(m.Contour), v, s.Trace(), nil)
		}
		return
	}

	eye, parallel := v.Eye()
	st := standOver(eye, parallel, s.Grid, d.rows, d.cols)
	d.sort(st, s.Grid, v.Pause)
	whole := d.project(v, s.Grid)
	if m.Grid.Visible() {
		s.drawRim(l, v, d, m.Grid, st, false)
	}
	m.X, m.Y, m.Index, m.MeshData = d.x, d.y, d.drawn, &d.data
	if !whole {
		d.clip(v, s.Grid)
		m.X, m.Y, m.Index, m.MeshData = d.clipped.x, d.clipped.y, d.clipped.index, &d.clipped.data
	}
	rs, cs := s.strides(v)
	m.Source = scene.MeshSource{Grid: s.Grid, View: v, Rows: d.rows, Cols: d.cols, RowStride: rs, ColStride: cs, LineColor: s.lineColor(v), Clip: s.Clip}
	if s.Values != nil {
		m.Source.Values = &grid.Grid{X: s.Grid.X, Y: s.Grid.Y, Z: s.Values}
	}
	if s.Levels > 0 {
		m.Source.Contours = s.Trace
	}
	if len(m.Index) > 0 { // a cell has all its samples, and is in front of the eye
		l.Mesh(&m)
	}
	if m.Grid.Visible() {
		s.drawRim(l, v, d, m.Grid, st, true)
	}
}

// Hides reports whether the surface is between p and the eye of v.
func (s *Surface) Hides(p scene.Vec, v *scene.View) bool {
	eye, parallel := v.Eye()
	if !parallel {
		eye = eye.Sub(p)
	}
	t, ok := s.Clip.Intersect(s.Grid, p.X, p.Y, p.Z, eye.X, eye.Y, eye.Z, clearance)
	return ok && (parallel || t < 1)
}

// clearance is how far from a point on a surface towards the eye the surface itself
// does not hide it: a part of the way, or of the radius of the box.
const clearance = 4e-3

// lineColor returns the colour of grid lines by height, nil if there is none.
func (s *Surface) lineColor(v *scene.View) func(z float64) scene.Color {
	if s.Color == nil {
		return nil
	}
	return func(z float64) scene.Color { return v.Theme.OnPaper(s.Color(z)) }
}

// strides returns the distance between grid lines in samples. Where it is to
// be chosen, lines are about 4 screen units or more apart in the unzoomed
// picture: closer ones would be a grey.
func (s *Surface) strides(v *scene.View) (row, col int) {
	auto := func(stride, n int, edge float64) int {
		if stride > 0 {
			return stride
		}
		most := max(int(2*edge*v.Unzoomed/4), 12)
		return (n + most - 1) / most
	}
	return auto(s.RowStride, s.Grid.Ny(), v.Half.Y), auto(s.ColStride, s.Grid.Nx(), v.Half.X)
}

// prepare brings what does not depend on the camera up to date.
func (s *Surface) prepare(v *scene.View) *detail {
	limit, k := v.Samples, 0
	if limit <= 0 {
		limit, k = int(hold(2*v.Radius/v.Camera.Zoom, 160, 700)), 1
	}
	d := &s.detail[v.Side][k]
	rs, cs := s.strides(v)
	colored := s.Color != nil && (s.Mode == Faces || s.Mode == Smooth || s.ColorLines)
	shaded := s.Mode == Faces || s.Mode == Smooth
	g := s.Grid
	key := detailKey{
		version: s.Version,
		rowStep: thinning(g.Ny(), limit), colStep: thinning(g.Nx(), limit),
		rowStride: rs, colStride: cs,
		leveled: s.Levels > 0, levelMin: s.LevelMin, levelStep: s.LevelStep,
	}
	if shaded {
		key.box, key.opacity, key.light = v.Box, s.Opacity, DefaultLighting
		if s.Lighting != nil {
			key.light = *s.Lighting
		}
	} else if colored {
		key.theme = v.Theme
	}
	if d.whole && d.key == key && (d.colored || !colored) {
		return d
	}
	d.key, d.colored, d.drawnValid, d.whole = key, colored, false, false
	d.lay(g, key.rowStep, key.colStep)
	pause(v)
	d.find(g)
	pause(v)
	n := len(d.rows) * len(d.cols)
	m := &d.data
	m.Version++
	d.number(g)
	m.Level = resize(m.Level, n)
	clear(m.Level)
	if s.Levels > 0 {
		for a, j := range d.rows {
			pause(v)
			for b, i := range d.cols {
				m.Level[a*len(d.cols)+b] = narrow(s.level(g.Z[j*g.Nx()+i]))
			}
		}
	}
	m.Colors = m.Colors[:0]
	pause(v)
	if colored {
		m.Colors = resize(m.Colors, n)
		s.paint(d, v, shaded)
	}
	s.cut(d, v, shaded, colored)
	d.whole = true
	return d
}

// paint gives the samples that are used their colours.
func (s *Surface) paint(d *detail, v *scene.View, shaded bool) {
	g, m := s.Grid, &d.data
	lamp := newLamp(s.Lighting)
	flat := lamp.on(scene.Vec{Z: 1})
	slopes := g
	if s.Unheld != nil { // what is not held is lit as if nothing were
		slopes = &grid.Grid{X: g.X, Y: g.Y, Z: s.Unheld}
	}
	d.cuts.lit = resize(d.cuts.lit, len(m.Colors))
	if shaded {
		d.lift(slopes, v, lamp.Lighting)
		d.light(&lamp, v)
	}
	for a, j := range d.rows {
		pause(v)
		for b, i := range d.cols {
			k, z := a*len(d.cols)+b, g.Z[j*g.Nx()+i]
			value := z
			if s.Values != nil {
				value = s.Values[j*g.Nx()+i]
			}
			if !shaded {
				m.Colors[k] = v.Theme.OnPaper(s.Color(value))
				continue
			}
			m.Colors[k] = s.face(value, s.kind(slopes.Z[j*g.Nx()+i]), d.cuts.lit[k], flat)
		}
	}
}

// level returns the contour coordinate of height z, 0 if there are no contours.
func (s *Surface) level(z float64) float64 {
	switch {
	case s.Levels == 0:
		return 0
	case s.LevelsAt != nil:
		return levelAt(s.LevelsAt, z)
	}
	return (z - s.LevelMin) / s.LevelStep
}
