package scene

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/scene/bsp"
)

// Patches is the mark of surfaces in space that may hide, and run through, each
// other and themselves: parametric surfaces, and height fields of which there
// are several in a box or that have gaps. One without gaps alone is drawn faster
// as a [Surface].
//
// It keeps what it has computed from one drawing to the next: raise Version
// when points or colours change.
type Patches struct {
	List    []Patch
	Version uint64
	Mode    SurfaceMode

	// ColorLines gives the lines of wireframes the colours of the patches.
	ColorLines bool

	// Contour lines at the ascending heights LevelsAt. Trace returns them as lines
	// in space.
	LevelsAt []float64
	Trace    func() [][]Vec

	// Bands, if not nil, are the colours of faces between the ascending heights
	// BandsAt, as those of a Surface.
	Bands   []Color
	BandsAt []float64

	Lighting *Lighting // nil is DefaultLighting

	// Opacity is that of coloured faces, 0..1; 0 is 1.
	Opacity float32

	// Meet says that the lines in which two patches run through each other are
	// drawn.
	Meet bool

	versions uint64         // of mesh data
	detail   [2]patchDetail // by coarseness
	meet     struct {
		model *model // that the lines are of
		curve Curve
	}
}

type patchDetail struct {
	key   patchKey
	ready bool
	*model
	eyes [2]projection // both are in one drawing
}

// projection is a model as one eye sees it.
type projection struct {
	x, y, w []float32
	index   []uint32
	clipped mesh
}

type patchKey struct {
	version uint64
	limit   int
	face    int
	mode    SurfaceMode
	colored bool
	opacity float32
	leveled bool
	box     Box
	theme   *Theme
	light   Lighting
}

// Cells that are drawn of all patches together: at rest, while the picture moves,
// and while it changes from frame to frame if they need a tree, which takes
// longer to build than to draw.
const (
	restingCells  = 30000
	movingCells   = 7000
	changingCells = 1800
)

// Bounds returns the box around the finite points.
func (s *Patches) Bounds() Box {
	b := EmptyBox()
	for k := range s.List {
		for _, p := range s.List[k].Points {
			if p.Finite() {
				b = b.Union(Box{p, p})
			}
		}
	}
	return b
}

// Draw records the patches.
func (s *Patches) Draw(l *DisplayList, v *View) {
	d := s.prepare(v)
	if d == nil {
		return
	}
	m := s.Mode.mesh(v.Theme, s.ColorLines)
	m.Levels = len(s.LevelsAt)
	if s.Mode == Wireframe {
		lines, colors := s.gridLines(d, v)
		drawWorld(l.NewPolylines(m.Grid), v, lines, colors)
		if len(s.LevelsAt) > 0 && s.Trace != nil {
			drawWorld(l.NewPolylines(m.Contour), v, s.Trace(), nil)
		}
		return
	}

	eye, parallel := v.Eye()
	e := &d.eyes[v.Side]
	e.index = d.appendOrder(e.index[:0], eye, parallel)
	whole := e.project(d.points, v)
	m.X, m.Y, m.Index, m.MeshData = e.x, e.y, e.index, &d.data
	if !whole {
		e.clipped.cut(v, e.x, e.y, e.w, e.index, &d.data, d.place)
		m.X, m.Y, m.Index, m.MeshData = e.clipped.x, e.clipped.y, e.clipped.index, &e.clipped.data
	}
	m.Source = MeshSource{View: v, Solid: &solid{s, d, v}}
	if len(s.LevelsAt) > 0 {
		m.Source.Contours = s.Trace
	}
	if len(m.Index) > 0 {
		l.Mesh(&m)
	}
	if m.Grid.Visible() && v.Samples == 0 {
		s.drawRim(l, d, v, m.Grid)
	}
	if s.Meet && len(s.List) > 1 {
		if s.meet.model != s.model() {
			s.meet.model = s.model()
			s.meet.curve.Lines = s.meet.model.crossings()
		}
		s.meet.curve.Color = func(Vec) Color { return v.Theme.Ink }
		s.meet.curve.Behind, s.meet.curve.Bare = s, true
		s.meet.curve.Draw(l, v)
	}
}

// drawRim records the outlines that are seen, each with the half of its width that
// a mesh does not draw. It takes a while, and waits until the picture rests.
func (s *Patches) drawRim(l *DisplayList, d *patchDetail, v *View, stroke Stroke) {
	rim := Curve{Behind: s, Bare: true, Gone: true, Hint: true, Width: stroke.Width, Color: func(Vec) Color { return stroke.Color }}
	owners := d.ownerOfVertex(d.corners)
	for _, chain := range d.outline() {
		if s.ColorLines && s.Mode != Faces {
			p := d.lattices[owners[chain[0]]].patch
			rim.Color = func(w Vec) Color { return s.color(p, w, v) }
		}
		line := make([]Vec, len(chain))
		for k, n := range chain {
			line[k] = d.place(n)
		}
		rim.Lines = [][]Vec{line}
		rim.Draw(l, v)
	}
}

// prepare brings what does not depend on the camera up to date; nil if there is
// nothing to draw.
func (s *Patches) prepare(v *View) *patchDetail {
	if len(s.List) == 0 {
		return nil
	}
	shaded := s.Mode == Faces || s.Mode == Smooth
	key := patchKey{
		version: s.Version, limit: restingCells, face: int(v.Unzoomed / 40), mode: s.Mode,
		colored: s.ColorLines, opacity: s.Opacity, leveled: len(s.LevelsAt) > 0,
	}
	if shaded {
		key.box, key.light = v.Box, DefaultLighting
		if s.Lighting != nil {
			key.light = *s.Lighting
		}
	} else {
		key.theme = v.Theme
	}
	cells, fine := s.cells(), &s.detail[1]
	if fine.ready && fine.key == key && (v.Samples == 0 || cells <= movingCells) {
		return fine
	}
	d := fine
	if v.Samples > 0 {
		limit := movingCells
		if slices.ContainsFunc(s.List, func(p Patch) bool { return !p.Field }) {
			limit = changingCells
		}
		if cells > limit {
			key.limit, d = limit, &s.detail[0]
		}
	}
	if d.ready && d.key == key {
		return d
	}
	s.versions++
	d.model = &model{edges: map[[2]uint32]uint32{}}
	if s.Bands != nil && shaded {
		d.bands = newBands(s.BandsAt)
	}
	for k := range s.List {
		d.add(&s.List[k], max(key.limit/len(s.List), 100), float64(key.face)*40)
	}
	d.build()
	corners := d.corners
	m := &d.data
	m.Version = s.versions
	m.Level = make([]float32, len(d.points))
	if len(s.LevelsAt) > 0 {
		for k := range m.Level {
			m.Level[k] = narrow(levelAt(s.LevelsAt, d.points[k][2]))
		}
	}
	if shaded || s.ColorLines {
		m.Colors = make([]Color, len(d.points))
		var normals []Vec
		var oneSided []bool
		lamp := newLamp(s.Lighting)
		if shaded {
			normals, oneSided = d.normals(v, corners)
		}
		for k, o := range d.ownerOfVertex(corners) {
			if o < 0 {
				continue
			}
			c := s.color(d.lattices[o].patch, d.place(uint32(k)), v)
			if band, ok := d.bands.of[uint32(k)]; ok {
				c = s.Bands[min(band, len(s.Bands)-1)]
			}
			if !shaded {
				c = v.Theme.OnPaper(c)
			} else {
				n := normals[k]
				if oneSided[o] && n.Dot(lamp.to) < 0 {
					n = n.Scale(-1)
				}
				c = light(&lamp, n).on(c)
				if s.Opacity > 0 {
					c = c.Opacity(s.Opacity)
				}
			}
			m.Colors[k] = c
		}
		for k := corners; k < len(d.points); k++ {
			c := d.cuts[k-corners]
			m.Colors[k] = m.Colors[c.A].Mix(m.Colors[c.B], float32(c.T))
		}
	}
	d.key, d.ready = key, true
	return d
}

// cells counts those of all lattices.
func (s *Patches) cells() (n int) {
	for k := range s.List {
		n += len(s.List[k].Points)
	}
	return n
}

func (s *Patches) color(p *Patch, at Vec, v *View) Color {
	if p.Color != nil {
		return p.Color(at)
	}
	return v.Theme.Series[p.Series%len(v.Theme.Series)]
}

// light returns how a surface with the given normal is lit.
func light(p *lamp, normal Vec) lit {
	if !normal.Finite() || normal == (Vec{}) {
		return lit{shade: 1}
	}
	return p.on(normal)
}

// project computes where the vertices fall on the screen, and reports whether
// all of them lie in front of the eye.
func (e *projection) project(points []bsp.Point, v *View) bool {
	n := len(points)
	e.x, e.y, e.w = resize(e.x, n), resize(e.y, n), resize(e.w, n)
	whole := true
	for k, p := range points {
		x, y, w := v.Homogeneous(Vec{p[0], p[1], p[2]})
		e.x[k], e.y[k], e.w[k] = narrow(v.Center.X+x/w), narrow(v.Center.Y+y/w), float32(w)
		whole = whole && !(w <= Near)
	}
	return whole
}

// gridLines returns the grid lines as lines in space, broken at gaps and, if
// they are coloured, wherever the colour visibly changes.
func (s *Patches) gridLines(d *patchDetail, v *View) (lines [][]Vec, colors []Color) {
	for k := range d.lattices {
		g := &d.lattices[k]
		t := gridTracer{patches: s, patch: g.patch, view: v}
		everyLine(len(g.patch.V), g.rs, func(j int) {
			t.trace(g.cols, func(i int) (int, int) { return i, j })
		})
		everyLine(len(g.patch.U), g.cs, func(i int) {
			t.trace(g.rows, func(j int) (int, int) { return i, j })
		})
		lines, colors = append(lines, t.lines...), append(colors, t.colors...)
	}
	return lines, colors
}

// gridTracer collects grid lines of a patch.
type gridTracer struct {
	patches *Patches
	patch   *Patch
	view    *View
	lines   [][]Vec
	colors  []Color

	line []Vec // that is being traced
	now  Color // of line
}

// trace adds the line through the samples that at gives of the numbers along.
func (t *gridTracer) trace(along []int, at func(k int) (i, j int)) {
	p := t.patch
	g := grid.Grid{X: p.U, Y: p.V, Torn: p.Torn}
	parameters := func(k int) [2]float64 { i, j := at(k); return [2]float64{p.U[i], p.V[j]} }
	was := false // there was a sample before
	for n, k := range along {
		i, j := at(k)
		w := p.Points[j*len(p.U)+i]
		is := w.Finite()
		switch {
		case is && was:
			if i0, j0 := at(along[n-1]); g.LostBetween(i0, j0, i, j) {
				t.end()
			}
		case is && n > 0:
			end, _ := p.brink(parameters(k), parameters(along[n-1]), w)
			t.add(end)
		case !is && was:
			end, _ := p.brink(parameters(along[n-1]), parameters(k), t.line[len(t.line)-1])
			t.add(end)
			t.end()
		}
		if is {
			t.add(w)
		}
		was = is
	}
	t.end()
}

func (t *gridTracer) add(w Vec) {
	c := t.view.Theme.Line
	if n := len(t.line); n > 0 {
		if t.patches.ColorLines {
			c = rounded(t.view.Theme.OnPaper(t.patches.color(t.patch, t.line[n-1].Lerp(w, 0.5), t.view)))
		}
		if last := t.line[n-1]; n > 1 && c != t.now {
			t.end()
			t.line = append(t.line, last)
		}
		t.now = c
	}
	t.line = append(t.line, w)
}

func (t *gridTracer) end() {
	if len(t.line) > 1 {
		t.lines, t.colors = append(t.lines, t.line), append(t.colors, t.now)
	}
	t.line = nil
}

// Hit returns where the ray from + t dir first meets a patch with t >= least, and
// which one; ok is false if it meets none.
func (s *Patches) Hit(from, dir Vec, least float64) (t float64, patch int, ok bool) {
	m := s.model()
	if m == nil {
		return 0, 0, false
	}
	return m.hit(from, dir, least)
}

// Strike returns where the line of sight through the screen point q first meets
// a patch, and which one; ok is false if it meets none.
func (s *Patches) Strike(v *View, q Point) (at Vec, patch int, ok bool) {
	s.ensure(v)
	from, dir := v.Ray(q)
	t, patch, ok := s.Hit(from, dir, 0)
	return from.Add(dir.Scale(t)), patch, ok
}

// Hides reports whether a patch is between p and the eye of v.
func (s *Patches) Hides(p Vec, v *View) bool {
	s.ensure(v)
	eye, parallel := v.Eye()
	if !parallel {
		eye = eye.Sub(p)
	}
	t, _, ok := s.Hit(p, eye, clearance)
	return ok && (parallel || t < 1)
}

// ensure makes sure that there is a model.
func (s *Patches) ensure(v *View) {
	if s.model() == nil {
		s.prepare(v)
	}
}

// model returns the finest model of the points as they are now, nil if there is
// none yet.
func (s *Patches) model() *model {
	for k := len(s.detail) - 1; k >= 0; k-- {
		if d := &s.detail[k]; d.ready && d.key.version == s.Version {
			return d.model
		}
	}
	return nil
}

// MeetingLines returns the lines in which two patches run through each other, as
// they were drawn last; none if they were not wanted.
func (s *Patches) MeetingLines() [][]Vec { return s.meet.curve.Lines }

// crossings returns the lines in which two patches run through each other.
func (m *model) crossings() [][]Vec {
	of := make([][]uint32, len(m.lattices))
	for k, o := range m.owner {
		of[o] = append(of[o], m.triangles[3*k:3*k+3]...)
	}
	var lines [][]Vec
	for a := range of {
		for b := range a {
			for _, line := range bsp.Crossings(m.points, of[a], of[b]) {
				w := make([]Vec, len(line))
				for k, p := range line {
					w[k] = Vec{p[0], p[1], p[2]}
				}
				lines = append(lines, w)
			}
		}
	}
	return lines
}

// solid is the Solid of patches as they were drawn.
type solid struct {
	patches *Patches
	detail  *patchDetail
	view    *View
}

func (s *solid) Hit(from, dir Vec, least float64) (t float64, ok bool) {
	t, _, ok = s.detail.hit(from, dir, least)
	return t, ok
}

func (s *solid) Bounds() Box {
	b := EmptyBox()
	for k := range s.detail.points {
		if p := s.detail.place(uint32(k)); p.Finite() {
			b = b.Union(Box{p, p})
		}
	}
	return b
}

// GridLines returns the grid lines, and the edges of gaps.
func (s *solid) GridLines() ([][]Vec, []Color) {
	lines, colors := s.patches.gridLines(s.detail, s.view)
	d := s.detail
	one := d.one()
	brinks := make(map[uint32]bool, len(d.edges))
	for _, k := range d.edges {
		brinks[one[k]] = true // a gap may end at a sample
	}
	owners := d.ownerOfVertex(d.corners)
	for _, chain := range d.outline() {
		t := gridTracer{patches: s.patches, patch: d.lattices[owners[chain[0]]].patch, view: s.view}
		for _, k := range chain {
			if !brinks[one[k]] {
				t.end()
				continue
			}
			t.add(d.place(k))
		}
		t.end()
		lines, colors = append(lines, t.lines...), append(colors, t.colors...)
	}
	return lines, colors
}

// rounded returns c with few enough shades that lines need not be cut where
// nobody sees a change.
func rounded(c Color) Color {
	const shades = 40
	round := func(v float32) float32 { return float32(math.Round(float64(v)*shades)) / shades }
	return Color{round(c.R), round(c.G), round(c.B), c.A}
}
