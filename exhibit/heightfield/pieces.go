package heightfield

import (
	"math"
	"slices"

	"zscape/compute/contour"
	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// Gatherer is a Source that shows more than a height field over a rectangle.
type Gatherer interface {
	// Pieces returns what else there is; nil if nothing. It belongs to the Source.
	Pieces() *Pieces
}

// Pieces is what stands in the box besides, or in place of, a height field over
// a rectangle.
type Pieces struct {
	FieldName string // of the Source's height field
	FieldPart int    // its Part
	// NoField says that there is no height field z = f(x, y) at all.
	NoField bool
	// Domain is where height fields are; nil is the rectangle of the lattice.
	Domain *Domain

	Fields   []Field      // more height fields
	Surfaces []Parametric // of u and v
	Curves   []Curve
}

// Field is a height field besides that of the Source.
type Field struct {
	Name string
	Part int // which of what is typed it is, from 1; 0 if that is not known
	exhibit.Surface
}

// Parametric is a surface (x, y, z) of u and v, at len(V) rows of len(U) points.
type Parametric struct {
	Name string
	Part int
	U, V []float64
	Of   [3]exhibit.Surface // x, y and z, of u and v
	Keys [4]string          // of the controls of its ranges: u from, u to, v from, v to
}

// Curve is a curve in space; a point that is not finite interrupts it.
type Curve struct {
	Name string
	Part int
	U    []float64          // parameters of the points
	Of   [3]exhibit.Surface // x, y and z, of the parameter; their second argument does not matter
	Keys [2]string          // of the controls of its range: from, to
}

// Domain is a lattice of other coordinates than x and y.
type Domain struct {
	U, V  []float64
	Place func(u, v float64) (x, y float64)
	// Inside reports whether (x, y) is in it.
	Inside func(x, y float64) bool
}

// body is the pieces as they are drawn.
type body struct {
	pieces      *Pieces
	drawn       bool // in place of the height field's own mark
	patches     space.Patches
	sheets      [2]space.Patches // in the contour plot, and beside
	curves      []space.Curve
	key         space.Legend
	fields      []grid.Grid
	of          []function  // the fields are of
	sectors     []grid.Grid // over the Domain, if there is one: of the Source, and of the fields
	up          bool        // one of them is cut off at poles, above
	down        bool        // or below
	shapes      []shape     // the Surfaces,
	curveShapes []shape     // and the Curves
	names       []string    // of the patches
	heights     []func(x, y float64) float64
	zRange      zRange    // of all but the Source's height field
	bounds      scene.Box // of what is no height field
	any         bool      // zRange is one
}

// gather asks the Source what else there is to show, and how high that is.
func (s *Session) gather() {
	b := &s.body
	b.pieces = nil
	if g, ok := s.Source.(Gatherer); ok {
		b.pieces = g.Pieces()
	}
	b.fields, b.of, b.sectors = b.fields[:0], b.of[:0], b.sectors[:0]
	b.shapes, b.curveShapes = b.shapes[:0], b.curveShapes[:0]
	p := b.pieces
	if p == nil {
		return
	}
	if p.Domain != nil && !p.NoField {
		b.sectors = append(b.sectors, s.field.over(p.Domain))
	}
	for _, f := range p.Fields {
		g := grid.Grid{X: s.start.X, Y: s.start.Y, Z: make([]float64, len(s.start.Z))}
		of := function{Surface: f.Surface}
		of.sample(&g)
		p.mask(&g)
		b.fields = append(b.fields, g)
		if p.Domain != nil {
			b.sectors = append(b.sectors, of.over(p.Domain))
		}
		b.of = append(b.of, of)
	}
	for _, q := range p.Surfaces {
		b.shapes = append(b.shapes, newShape(q.Name, q.U, q.V, q.Of))
	}
	for _, c := range p.Curves {
		b.curveShapes = append(b.curveShapes, newShape(c.Name, c.U, []float64{0}, c.Of))
	}
	p.mask(&s.start)
}

// tear tears all fields where the State wants that, and finds the heights that there
// are to be shown.
func (s *Session) tear() {
	b := &s.body
	b.any, b.up, b.down = false, false, false
	add := func(r zRange) {
		if b.any {
			r = zRange{min(r.lo, b.zRange.lo), max(r.hi, b.zRange.hi)}
		}
		b.zRange, b.any = r, true
	}
	// Of a field over a sector, the lattice of the sector says what there is.
	over := func(f *function, g, sector *grid.Grid) span {
		r := s.breaks.of(f, g)
		if sector != nil {
			r = s.breaks.within(f, sector, b.pieces.Domain)
		}
		return r
	}
	sectors := b.sectors
	next := func() *grid.Grid {
		if len(sectors) == 0 {
			return nil
		}
		g := &sectors[0]
		sectors = sectors[1:]
		return g
	}
	s.startSpan = span{zRange: zRange{-1, 1}}
	if !b.noField() {
		s.startSpan = over(&s.field, &s.start, next())
	}
	for k := range b.fields {
		g, sector := &b.fields[k], next()
		r := over(&b.of[k], g, sector)
		b.up, b.down = b.up || r.up, b.down || r.down
		if sector != nil {
			g = sector
		}
		if lo, hi, ok := g.Range(); ok {
			if r.up {
				hi = r.hi
			}
			if r.down {
				lo = r.lo
			}
			add(zRange{lo, hi})
		}
	}
	b.bounds = scene.EmptyBox()
	for _, list := range [2][]shape{b.shapes, b.curveShapes} {
		for k := range list {
			list[k].tear(s.breaks)
			b.bounds = b.bounds.Union(list[k].box)
		}
	}
	if b.bounds.Min.Z <= b.bounds.Max.Z {
		add(zRange{b.bounds.Min.Z, b.bounds.Max.Z})
	}
}

// mask leaves out what is beyond the domain.
func (p *Pieces) mask(g *grid.Grid) {
	if p == nil || p.Domain == nil {
		return
	}
	for j, y := range g.Y {
		for i, x := range g.X {
			if !p.Domain.Inside(x, y) {
				g.Z[j*len(g.X)+i] = math.NaN()
			}
		}
	}
}

// widen returns the heights of the axes: r is that of the height field alone.
func (b *body) widen(r zRange) zRange {
	switch {
	case !b.any:
		return r
	case b.pieces.NoField:
		return b.zRange
	}
	return zRange{min(r.lo, b.zRange.lo), max(r.hi, b.zRange.hi)}
}

// extent returns the walls of the box: of the lattice, and of what is besides.
func (s *Session) extent(box scene.Box) scene.Box {
	b := &s.body
	if b.pieces == nil {
		return box
	}
	z := [2]float64{box.Min.Z, box.Max.Z}
	if b.pieces.NoField && len(b.pieces.Fields) == 0 {
		box = b.bounds
	} else if b.bounds.Min.X <= b.bounds.Max.X {
		box = box.Union(b.bounds)
	}
	box.Min.Z, box.Max.Z = z[0], z[1]
	return box
}

// shaped reports whether there is something that wants all axes to one scale.
func (b *body) shaped() bool {
	return b.pieces != nil && len(b.pieces.Surfaces)+len(b.pieces.Curves) > 0
}

// mostTrimmed is how many samples a height field with gaps may have to be drawn
// with the gaps' exact edges.
const mostTrimmed = 250_000

// wanted reports whether the surface is to be drawn as patches: there are
// several, or one with gaps.
func (s *Session) wanted() bool {
	if s.body.pieces != nil {
		return true
	}
	if len(s.shown.Z) > mostTrimmed {
		return false
	}
	cutOff := s.cutOff() // then infinite samples are beyond the limits, as others are
	for _, z := range s.shown.Z {
		if z != z || !cutOff && math.IsInf(z, 0) {
			return true
		}
	}
	return false
}

// compose brings the patches to what is shown now.
func (s *Session) compose() {
	b := &s.body
	if b.drawn = s.wanted(); !b.drawn {
		return
	}
	p := b.pieces
	if p == nil {
		p = &Pieces{}
	}
	r, hold := s.span(), !s.State.On("clip")
	b.patches.Version++
	b.patches.List, b.names, b.heights = b.patches.List[:0], b.names[:0], b.heights[:0]
	strides := [2]int{s.State.Int("rstride"), s.State.Int("cstride")}
	add := func(name string, q space.Patch, height func(x, y float64) float64) {
		q.RowStride, q.ColStride = strides[0], strides[1]
		q.Series = len(b.patches.List)
		b.patches.List = append(b.patches.List, q)
		b.names, b.heights = append(b.names, name), append(b.heights, height)
	}
	inside := func(z float64) float64 {
		const slack = 1e-9
		if z = s.height(z); hold {
			return max(r.lo, min(z, r.hi)) // NaN stays
		}
		if d := slack * (r.hi - r.lo); !(r.lo-d <= z && z <= r.hi+d) {
			return math.NaN()
		}
		return z
	}
	torn := func(g *grid.Grid) []grid.Tear {
		if hold {
			return held(g, s.limits())
		}
		return g.Torn
	}
	// A field that flows into another is not what its samples are.
	field := func(name string, g, sector *grid.Grid, at func(x, y float64) float64, flows bool) {
		g = coarse(g)
		q := space.Patch{U: g.X, V: g.Y, Field: p.Domain == nil, At: func(x, y float64) scene.Vec { return scene.Vec{X: x, Y: y, Z: inside(at(x, y))} }}
		if d := p.Domain; d != nil {
			q.U, q.V, q.Torn = d.U, d.V, torn(sector)
			q.At = func(u, v float64) scene.Vec {
				x, y := d.Place(u, v)
				return scene.Vec{X: x, Y: y, Z: inside(at(x, y))}
			}
			q.Points = make([]scene.Vec, 0, len(q.U)*len(q.V))
			for j, v := range q.V {
				for i, u := range q.U {
					x, y := d.Place(u, v)
					z := sector.At(i, j)
					if flows {
						z = at(x, y)
					}
					q.Points = append(q.Points, scene.Vec{X: x, Y: y, Z: inside(z)})
				}
			}
		} else {
			q.Torn = torn(g)
			q.Points = make([]scene.Vec, len(g.Z))
			for j, y := range g.Y {
				for i, x := range g.X {
					k := j*len(g.X) + i
					q.Points[k] = scene.Vec{X: x, Y: y, Z: inside(g.Z[k])}
				}
			}
		}
		add(name, q, at)
	}
	sectors := b.sectors
	next := func() (g *grid.Grid) {
		if len(sectors) > 0 {
			g, sectors = &sectors[0], sectors[1:]
		}
		return g
	}
	if !p.NoField {
		field(p.FieldName, &s.shown, next(), s.at, s.end != nil && s.ease != 0)
	}
	for k, f := range p.Fields {
		field(f.Name, &b.fields[k], next(), b.of[k].At, false)
	}
	for k := range b.shapes {
		// Towards a pole, a surface ends about where its samples do.
		const more = 0.03
		q := &b.shapes[k]
		around := grownBy(more, q.box)
		add(q.name, space.Patch{U: q.u, V: q.v, Points: s.lifted(q.shown()), Torn: q.torn, At: func(u, v float64) scene.Vec {
			p := q.at(u, v)
			if around.Union(scene.Box{Min: p, Max: p}) != around {
				p.Z = math.NaN()
			}
			p.Z = s.height(p.Z)
			return p
		}}, nil)
	}
	s.tintBody()
}

// coarse returns g, or if it has more samples along an axis than are drawn of
// patches fewer of them, with the first and the last.
func coarse(g *grid.Grid) *grid.Grid {
	const most = 500
	every := func(n int) (list []int) {
		step := (n + most - 1) / most
		for k := 0; k < n-1; k += step {
			list = append(list, k)
		}
		return append(list, n-1)
	}
	if g.Nx() <= most && g.Ny() <= most {
		return g
	}
	return g.Thin(every(g.Nx()), every(g.Ny()))
}

// lifted returns points at the heights at which they are drawn.
func (s *Session) lifted(points []scene.Vec) []scene.Vec {
	if !s.log {
		return points
	}
	out := make([]scene.Vec, len(points))
	for k, p := range points {
		out[k] = scene.Vec{X: p.X, Y: p.Y, Z: s.height(p.Z)}
	}
	return out
}

// heights returns all z that are shown.
func (s *Session) heights() []float64 {
	b := &s.body
	if b.pieces == nil {
		return s.shown.Z
	}
	all := slices.Clone(s.shown.Z)
	for k := range b.fields {
		all = append(all, b.fields[k].Z...)
	}
	for _, list := range [2][]shape{b.shapes, b.curveShapes} {
		for k := range list {
			all = append(all, list[k].grids[2].Z...)
		}
	}
	return all
}

// shade returns what colours stand for at a point of patch k as it is drawn.
func (s *Session) shade(k int, p scene.Vec) float64 {
	t := &s.tint
	switch t.by {
	case "formula":
		return t.program.At(append([]float64{p.X, p.Y, s.value(p.Z)}, t.params...)...)
	case "slope", "curvature":
		f := s.body.heights[k]
		if f == nil {
			return math.NaN() // there is no z of x and y
		}
		h, of := 1e-5, slopeAt
		if t.by == "curvature" {
			h, of = 1e-3, curvatureAt
		}
		x, y := s.shown.X, s.shown.Y
		return nearby(f, p.X, p.Y, h*(x[len(x)-1]-x[0]), h*(y[len(y)-1]-y[0]), of)
	}
	return p.Z
}

// tintBody lets the range of the colours be that of all patches.
func (s *Session) tintBody() {
	const most = 4000 // points that are looked at, of a patch
	if s.tint.by == "z" || s.body.pieces == nil {
		return
	}
	r := zRange{math.Inf(1), math.Inf(-1)}
	for k := range s.body.patches.List {
		points := s.body.patches.List[k].Points
		for n := 0; n < len(points); n += 1 + len(points)/most {
			if v := s.shade(k, points[n]); v-v == 0 {
				r = zRange{min(r.lo, v), max(r.hi, v)}
			}
		}
	}
	if s.tint.by == "curvature" {
		r = balanced(r)
	}
	if r.lo < r.hi {
		s.tint.zRange = r
	}
}

// bodyMarks returns the marks of all pieces.
func (s *Session) bodyMarks(mode string, levels levels, color func(float64) scene.Color) []space.Mark {
	b, st := &s.body, s.State
	m := &b.patches
	m.Mode, m.ColorLines = Modes[mode], st.Text(exhibit.LinesKey) == "z"
	own := s.ownColors()
	for k := range m.List {
		m.List[k].Color = nil
		if !own {
			m.List[k].Color = func(p scene.Vec) scene.Color { return color(s.shade(k, p)) }
		}
	}
	m.Lighting, m.Opacity = s.lighting(), float32(st.Number("opacity"))
	m.Bands, m.BandsAt = nil, nil
	if s.filled() && !own {
		m.Bands, m.BandsAt = s.bands(levels, color), levels.drawn
	}
	m.LevelsAt = nil
	if st.On("contour") {
		m.LevelsAt = levels.drawn
		m.Trace = func() [][]scene.Vec {
			s.contours.trace(s, levels.drawn)
			return s.contours.raised
		}
	}
	marks := []space.Mark{m}
	m.Meet = false
	if b.pieces == nil {
		return marks
	}
	m.Meet = st.On("meet")
	b.curves = b.curves[:0]
	for k := range b.pieces.Curves {
		curve := space.Curve{Lines: s.linesOf(&b.curveShapes[k]), Width: 2.6, Behind: m, Series: len(m.List) + k}
		if !own {
			curve.Color = func(p scene.Vec) scene.Color { return color(p.Z) }
		}
		b.curves = append(b.curves, curve)
	}
	for k := range b.curves {
		marks = append(marks, &b.curves[k])
	}
	if own {
		b.key.Entries = b.key.Entries[:0]
		for k, name := range append(b.names, b.curveNames()...) {
			b.key.Entries = append(b.key.Entries, space.KeyEntry{Name: name, Series: k})
		}
		marks = append(marks, &b.key)
	}
	return marks
}

// trace returns the contour lines of the patches: on the ground those of the
// Source's height field, and at their heights all.
func (b *body) trace(levels []float64) (ground []contour.Line, raised [][]scene.Vec) {
	for _, line := range b.patches.Isolines(levels) {
		raised = append(raised, line.Points)
		if line.Patch > 0 || b.noField() {
			continue
		}
		points := make([][2]float64, len(line.Points))
		for k, p := range line.Points {
			points[k] = [2]float64{p.X, p.Y}
		}
		ground = append(ground, contour.Line{Level: line.Level, Points: points})
	}
	return ground, raised
}

// noField reports whether there is no height field of the Source's.
func (b *body) noField() bool { return b.pieces != nil && b.pieces.NoField }

// sheetOf returns the height field as it is seen from above, painted like a map.
func (b *body) sheetOf(place int) *space.Patches {
	m := &b.sheets[place]
	m.List = append(m.List[:0], b.patches.List[0])
	m.Version, m.Mode, m.Lighting = b.patches.Version, space.Smooth, &unlit
	return m
}

func (b *body) curveNames() (names []string) {
	for _, c := range b.pieces.Curves {
		names = append(names, c.Name)
	}
	return names
}

// ownColors reports whether each of several pieces has a colour of its own, so
// that colours do not say heights.
func (s *Session) ownColors() bool {
	p := s.body.pieces
	return p != nil && len(s.body.patches.List)+len(p.Curves) > 1 && s.State.Text("parts") == "own"
}

// reach returns the least and the greatest height of all that is shown; NaN if
// there is none.
func (b *body) reach(field *grid.Grid) (lo, hi float64) {
	over := b.fields
	if len(b.sectors) > 0 {
		over = b.sectors
		if !b.pieces.NoField {
			field, over = &over[0], over[1:]
		}
	}
	lo, hi, ok := field.Range()
	if !ok {
		lo, hi = math.Inf(1), math.Inf(-1)
	}
	for k := range over {
		if l, h, ok := over[k].Range(); ok {
			lo, hi = min(lo, l), max(hi, h)
		}
	}
	if b.bounds.Min.Z <= b.bounds.Max.Z {
		lo, hi = min(lo, b.bounds.Min.Z), max(hi, b.bounds.Max.Z)
	}
	if lo > hi {
		return math.NaN(), math.NaN()
	}
	return lo, hi
}

// toScale returns the edges of a box at their true ratio, but for very flat or
// long ones, which could not be read.
func toScale(b scene.Box) scene.Vec {
	const least = 0.15 // of the longest edge
	d := b.Max.Sub(b.Min)
	longest := max(d.X, d.Y, d.Z)
	return scene.Vec{X: max(d.X, least*longest), Y: max(d.Y, least*longest), Z: max(d.Z, least*longest)}
}
