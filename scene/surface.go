package scene

import (
	"math"

	"zscape/compute/grid"
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
func (mode SurfaceMode) mesh(t *Theme, colorLines bool) Mesh {
	m := Mesh{Grid: Stroke{Color: t.Line, Width: 1.1}, Contour: Stroke{Color: t.Ink, Width: 1.5}}
	switch mode {
	case Hidden:
		m.Face, m.Tint = FaceTint, t.Background
	case Dimmed:
		m.Face, m.Tint = FaceTint, t.Background.Opacity(t.Veil)
	case Faces:
		m.Face, m.Grid = FaceColors, Stroke{Color: t.Ink.Opacity(0.32), Width: 0.9}
	case Smooth:
		m.Face, m.Grid = FaceColors, Stroke{}
	}
	m.GridColors = colorLines && m.Face == FaceTint
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
	Color      func(z float64) Color
	ColorLines bool

	// Values, if not nil, has a value for each sample, to which Color is
	// applied in place of z. They lie between ValueMin and ValueMax.
	Values             []float64
	ValueMin, ValueMax float64

	// Bands, if not nil, are the colours of faces below the first of the
	// ascending heights BandsAt, between each two of them, and above the last.
	Bands   []Color
	BandsAt []float64

	Lighting *Lighting // nil is DefaultLighting
	Opacity  float32   // of faces; 0 is 1

	// Clip, if not nil, cuts the surface off. If Unheld is not nil, it is held
	// at the limits instead: the samples of Grid keep to them, and Unheld has
	// the heights that they would have otherwise.
	Clip   *Clip
	Unheld []float64

	// Contour lines on the surface: Levels of them, the first at LevelMin,
	// LevelStep apart, or at the ascending heights LevelsAt. Trace returns them as lines in space, for vector
	// output and for see-through wireframes, where nothing hides them.
	Levels              int
	LevelMin, LevelStep float64
	LevelsAt            []float64
	Trace               func() [][]Vec

	way  []Vec // scratch: a grid line,
	line []Vec // and what of it is there

	// By eye, for both are in one drawing, and by coarseness, so that starting
	// and stopping to move computes nothing.
	detail [2][2]detail
}

// detail is the surface at one density of samples.
type detail struct {
	key        detailKey
	rows, cols []int
	torn       *grid.Grid // the samples that are used, if the surface is torn
	data       MeshData
	colored    bool

	x, y, w []float32 // projected; w only in perspective

	order      stand
	lean       int // of order
	orderValid bool
	index      []uint32
	cuts       cuts
	drawn      []uint32 // index, with the pieces of triangles that are cut

	clipped mesh // copies with triangles cut in front of the eye
}

type detailKey struct {
	version              uint64
	rowStep, colStep     int
	rowStride, colStride int
	leveled              bool
	levelMin, levelStep  float64
	box                  Box    // the light falls on the box as it is shown
	theme                *Theme // of lines coloured by height
	light                Lighting
	opacity              float32
}

// Bounds returns the box around the finite samples.
func (s *Surface) Bounds() Box {
	g := s.Grid
	lo, hi, ok := g.Range()
	if !ok {
		return EmptyBox()
	}
	return Box{Vec{g.X[0], g.Y[0], lo}, Vec{g.X[len(g.X)-1], g.Y[len(g.Y)-1], hi}}
}

// Draw records the surface.
func (s *Surface) Draw(l *DisplayList, v *View) {
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
	d.sort(st, s.Grid)
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
	m.Source = MeshSource{Grid: s.Grid, View: v, Rows: d.rows, Cols: d.cols, RowStride: rs, ColStride: cs, LineColor: s.lineColor(v), Clip: s.Clip}
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
func (s *Surface) Hides(p Vec, v *View) bool {
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
func (s *Surface) lineColor(v *View) func(z float64) Color {
	if s.Color == nil {
		return nil
	}
	return func(z float64) Color { return v.Theme.OnPaper(s.Color(z)) }
}

// strides returns the distance between grid lines in samples. Where it is to
// be chosen, lines are about 4 screen units or more apart in the unzoomed
// picture: closer ones would be a grey.
func (s *Surface) strides(v *View) (row, col int) {
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
func (s *Surface) prepare(v *View) *detail {
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
	if d.key == key && d.rows != nil && (d.colored || !colored) {
		return d
	}
	d.key, d.colored, d.orderValid = key, colored, false
	d.rows, d.cols = thin(d.rows[:0], g.Ny(), key.rowStep), thin(d.cols[:0], g.Nx(), key.colStep)
	d.torn = nil
	if g.Torn != nil {
		d.torn = g.Thin(d.cols, d.rows)
	}
	n := len(d.rows) * len(d.cols)
	m := &d.data
	m.Version++
	m.U, m.V, m.Level = resize(m.U, n), resize(m.V, n), resize(m.Level, n)
	for a, j := range d.rows {
		lineV := lineCoordinate(j, g.Ny(), rs)
		for b, i := range d.cols {
			k := a*len(d.cols) + b
			m.U[k], m.V[k] = lineCoordinate(i, g.Nx(), cs), lineV
			m.Level[k] = narrow(s.level(g.Z[j*g.Nx()+i]))
		}
	}
	m.Colors = m.Colors[:0]
	if colored {
		m.Colors = resize(m.Colors, n)
		s.paint(d, v, shaded)
	}
	s.cut(d, v, shaded, colored)
	return d
}

// paint gives the samples that are used their colours.
func (s *Surface) paint(d *detail, v *View, shaded bool) {
	g, m := s.Grid, &d.data
	lamp := newLamp(s.Lighting)
	flat := lamp.on(Vec{Z: 1})
	slopes := g
	if s.Unheld != nil { // what is not held is lit as if nothing were
		slopes = &grid.Grid{X: g.X, Y: g.Y, Z: s.Unheld}
	}
	d.cuts.lit = resize(d.cuts.lit, len(m.Colors))
	for a, j := range d.rows {
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
			light := d.light(slopes, v, &lamp, a, b)
			d.cuts.lit[k] = light
			m.Colors[k] = s.face(value, s.kind(slopes.Z[j*g.Nx()+i]), light, flat)
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

// lineCoordinate numbers the grid lines along an axis of n samples of which
// every stride-th has a line, and the last: it is whole exactly there.
func lineCoordinate(i, n, stride int) float32 {
	last := (n - 1) / stride * stride
	if i <= last {
		return float32(i) / float32(stride)
	}
	return float32(last/stride) + float32(i-last)/float32(n-1-last)
}

// thinning returns the step that takes about limit of n samples at most.
func thinning(n, limit int) int {
	if n <= limit+limit/4 {
		return 1
	}
	return (n + limit - 1) / limit
}

// thin appends every step-th of the numbers 0..n-1, and the last.
func thin(dst []int, n, step int) []int {
	for i := 0; i < n-1; i += step {
		dst = append(dst, i)
	}
	return append(dst, n-1)
}

// sort brings the order of the triangles up to date. It stays while a parallel
// eye keeps to one quadrant and to one side of all diagonals.
func (d *detail) sort(s stand, g *grid.Grid) {
	lean := 0
	if s.parallel {
		lean = s.lean(g, d.rows, d.cols)
	}
	same := s == d.order || lean != 0 && lean == d.lean && s.row == d.order.row && s.col == d.order.col
	if d.orderValid && same {
		return
	}
	d.index = appendOrder(d.index[:0], s, g, d.rows, d.cols, d.torn)
	d.drawn = d.cuts.expand(d.index)
	d.order, d.lean, d.orderValid = s, lean, true
}

// project computes where the samples fall on the screen, and reports whether
// all of them lie in front of the eye.
func (d *detail) project(v *View, g *grid.Grid) bool {
	n := len(d.data.U)
	extra := d.cuts.extra
	d.x, d.y = resize(d.x, n), resize(d.y, n)
	first := n - len(extra)
	nx := g.Nx()
	if !v.Camera.Perspective {
		px, py, _ := v.Rows()
		for a, j := range d.rows {
			y := g.Y[j]
			bx, by := px[1]*y+px[3]+v.Center.X, py[1]*y+py[3]+v.Center.Y
			row := g.Z[j*nx : (j+1)*nx]
			ox, oy := d.x[a*len(d.cols):(a+1)*len(d.cols)], d.y[a*len(d.cols):(a+1)*len(d.cols)]
			for b, i := range d.cols {
				x, z := g.X[i], row[i]
				ox[b] = narrow(px[0]*x + px[2]*z + bx)
				oy[b] = narrow(py[0]*x + py[2]*z + by)
			}
		}
		for k, p := range extra {
			d.x[first+k] = narrow(px[0]*p.X + px[1]*p.Y + px[2]*p.Z + px[3] + v.Center.X)
			d.y[first+k] = narrow(py[0]*p.X + py[1]*p.Y + py[2]*p.Z + py[3] + v.Center.Y)
		}
		return true
	}
	d.w = resize(d.w, n)
	whole := true
	for a, j := range d.rows {
		for b, i := range d.cols {
			k := a*len(d.cols) + b
			x, y, w := v.Homogeneous(Vec{g.X[i], g.Y[j], g.Z[j*nx+i]})
			d.x[k], d.y[k], d.w[k] = narrow(v.Center.X+x/w), narrow(v.Center.Y+y/w), float32(w)
			whole = whole && !(w <= Near)
		}
	}
	for k, p := range extra {
		x, y, w := v.Homogeneous(p)
		d.x[first+k], d.y[first+k], d.w[first+k] = narrow(v.Center.X+x/w), narrow(v.Center.Y+y/w), float32(w)
		whole = whole && !(w <= Near)
	}
	return whole
}

// narrow returns v within what a canvas can reckon with: a sample far outside
// the box must not become infinite. NaN stays NaN.
func narrow(v float64) float32 {
	const far = 1e9
	if v > far {
		v = far
	} else if v < -far {
		v = -far
	}
	return float32(v)
}

// clip fills d.clipped with the mesh cut off where it comes too near to the eye.
func (d *detail) clip(v *View, g *grid.Grid) {
	d.clipped.cut(v, d.x, d.y, d.w, d.drawn, &d.data, func(k uint32) Vec { return d.at(g, k) })
}

// drawLines records the grid lines themselves, with nothing hidden.
func (s *Surface) drawLines(l *DisplayList, v *View, d *detail, stroke Stroke) {
	g := s.Grid
	rs, cs := s.strides(v)
	p := l.NewPolylines(stroke)
	everyLine(g.Ny(), rs, func(j int) {
		s.trace(p, v, d.cols, func(i int) (int, int) { return j, i })
	})
	everyLine(g.Nx(), cs, func(i int) {
		s.trace(p, v, d.rows, func(j int) (int, int) { return j, i })
	})
}

// everyLine calls f for every stride-th of the numbers 0..n-1, and for the last.
func everyLine(n, stride int, f func(int)) {
	for k := 0; k < n-1; k += stride {
		f(k)
	}
	f(n - 1)
}

// drawRim records the border lines on the far or on the near sides of the
// grid: a mesh draws only that half of a border line which lies inside it.
// The far sides go under the mesh, and nothing can be in front of the near ones.
func (s *Surface) drawRim(l *DisplayList, v *View, d *detail, stroke Stroke, st stand, nearSides bool) {
	xMin, xMax, yMin, yMax := st.outside(s.Grid)
	lastRow, lastCol := s.Grid.Ny()-1, s.Grid.Nx()-1
	p := l.NewPolylines(stroke)
	p.Hint = true
	if yMin == nearSides {
		s.trace(p, v, d.cols, func(i int) (int, int) { return 0, i })
	}
	if yMax == nearSides {
		s.trace(p, v, d.cols, func(i int) (int, int) { return lastRow, i })
	}
	if xMin == nearSides {
		s.trace(p, v, d.rows, func(j int) (int, int) { return j, 0 })
	}
	if xMax == nearSides {
		s.trace(p, v, d.rows, func(j int) (int, int) { return j, lastCol })
	}
}

// trace records one grid line through the given samples, broken at gaps, torn
// ones too, and, if lines are coloured by height, wherever the colour visibly changes.
func (s *Surface) trace(p *Polylines, v *View, along []int, at func(k int) (row, col int)) {
	const shades = 48
	g := s.Grid
	s.way = s.way[:0]
	for n, k := range along {
		j, i := at(k)
		if n > 0 {
			if row, col := at(along[n-1]); g.LostBetween(col, row, i, j) {
				s.way = append(s.way, nowhere)
			}
		}
		s.way = append(s.way, Vec{g.X[i], g.Y[j], g.Z[j*g.Nx()+i]})
	}
	s.line = s.Clip.Line(s.line[:0], s.way)
	colored := s.ColorLines && s.Color != nil && s.Mode != Faces
	vmin, vmax := v.Box.Min.Z, v.Box.Max.Z
	var values grid.Grid
	if s.Values != nil {
		vmin, vmax = s.ValueMin, s.ValueMax
		values = grid.Grid{X: g.X, Y: g.Y, Z: s.Values}
	}
	shade, run := -1, 0
	end := func() {
		n := p.Len()
		p.End()
		if colored && p.Len() > n {
			p.Colors = append(p.Colors, s.lineColor(v)(vmin+(float64(shade)+0.5)/shades*(vmax-vmin)))
		}
		run = 0
	}
	var last Vec
	var lastPoint Point
	for _, w := range s.line {
		q, ok := v.Project(w)
		if !ok {
			end()
			continue
		}
		if colored {
			mid := w.Z
			if run > 0 {
				mid = (w.Z + last.Z) / 2
			}
			if s.Values != nil {
				mid = values.Sample(w.X, w.Y)
				if run > 0 {
					mid = (mid + values.Sample(last.X, last.Y)) / 2
				}
			}
			now := 0
			if t := (mid - vmin) / (vmax - vmin); t > 0 { // not NaN
				now = int(min(math.Floor(shades*t), shades-1))
			}
			if run > 1 && now != shade {
				end()
				p.AddWorld(lastPoint, last)
				run = 1
			}
			if run <= 1 {
				shade = now
			}
		}
		p.AddWorld(q, w)
		last, lastPoint = w, q
		run++
	}
	end()
}

// drawWorld records lines in space, each with its colour if there are colours.
func drawWorld(p *Polylines, v *View, lines [][]Vec, colors []Color) {
	for k, line := range lines {
		end := func() {
			n := p.Len()
			p.End()
			if len(colors) > 0 && p.Len() > n {
				p.Colors = append(p.Colors, v.Theme.OnPaper(colors[k]))
			}
		}
		for _, w := range line {
			if q, ok := v.Project(w); ok {
				p.AddWorld(q, w)
			} else {
				end()
			}
		}
		end()
	}
}

// resize returns s with length n, its contents unspecified.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
