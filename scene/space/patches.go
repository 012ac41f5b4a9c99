package space

import (
	"slices"

	"zscape/scene"
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
	Trace    func() [][]scene.Vec

	// Bands, if not nil, are the colours of faces between the ascending heights
	// BandsAt, as those of a Surface.
	Bands   []scene.Color
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
	box     scene.Box
	theme   *scene.Theme
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
func (s *Patches) Bounds() scene.Box {
	b := scene.EmptyBox()
	for k := range s.List {
		for _, p := range s.List[k].Points {
			if p.Finite() {
				b = b.Union(scene.Box{Min: p, Max: p})
			}
		}
	}
	return b
}

// Draw records the patches.
func (s *Patches) Draw(l *scene.DisplayList, v *scene.View) {
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
	m.Source = scene.MeshSource{View: v, Solid: &solid{s, d, v}}
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
			s.meet.model = nil
			s.meet.curve.Lines = s.model().crossings()
			s.meet.model = s.model()
		}
		s.meet.curve.Color = func(scene.Vec) scene.Color { return v.Theme.Ink }
		s.meet.curve.Behind, s.meet.curve.Bare = s, true
		s.meet.curve.Draw(l, v)
	}
}

// prepare brings what does not depend on the camera up to date; nil if there is
// nothing to draw.
func (s *Patches) prepare(v *scene.View) *patchDetail {
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
	d.ready = false // until it is complete
	d.model = newModel(func() { pause(v) })
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
		m.Colors = make([]scene.Color, len(d.points))
		var normals []scene.Vec
		var oneSided []bool
		lamp := newLamp(s.Lighting)
		if shaded {
			normals, oneSided = d.normals(v, corners)
		}
		for k, o := range d.ownerOfVertex(corners) {
			pause(v)
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

func (s *Patches) color(p *Patch, at scene.Vec, v *scene.View) scene.Color {
	if p.Color != nil {
		return p.Color(at)
	}
	return v.Theme.Series[p.Series%len(v.Theme.Series)]
}

// light returns how a surface with the given normal is lit.
func light(p *lamp, normal scene.Vec) lit {
	if !normal.Finite() || normal == (scene.Vec{}) {
		return lit{shade: 1}
	}
	return p.on(normal)
}

// project computes where the vertices fall on the screen, and reports whether
// all of them lie in front of the eye.
func (e *projection) project(points []bsp.Point, v *scene.View) bool {
	n := len(points)
	e.x, e.y, e.w = resize(e.x, n), resize(e.y, n), resize(e.w, n)
	whole := true
	for k, p := range points {
		x, y, w := v.Homogeneous(scene.Vec{X: p[0], Y: p[1], Z: p[2]})
		e.x[k], e.y[k], e.w[k] = narrow(v.Center.X+x/w), narrow(v.Center.Y+y/w), float32(w)
		whole = whole && !(w <= scene.Near)
	}
	return whole
}

// Hit returns where the ray from + t dir first meets a patch with t >= least, and
// which one; ok is false if it meets none.
func (s *Patches) Hit(from, dir scene.Vec, least float64) (t float64, patch int, ok bool) {
	m := s.model()
	if m == nil {
		return 0, 0, false
	}
	return m.hit(from, dir, least)
}

// Strike returns where the line of sight through the screen point q first meets
// a patch, and which one; ok is false if it meets none.
func (s *Patches) Strike(v *scene.View, q scene.Point) (at scene.Vec, patch int, ok bool) {
	s.ensure(v)
	from, dir := v.Ray(q)
	t, patch, ok := s.Hit(from, dir, 0)
	return from.Add(dir.Scale(t)), patch, ok
}

// Hides reports whether a patch is between p and the eye of v.
func (s *Patches) Hides(p scene.Vec, v *scene.View) bool {
	s.ensure(v)
	eye, parallel := v.Eye()
	if !parallel {
		eye = eye.Sub(p)
	}
	t, _, ok := s.Hit(p, eye, clearance)
	return ok && (parallel || t < 1)
}

// ensure makes sure that there is a model.
func (s *Patches) ensure(v *scene.View) {
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
