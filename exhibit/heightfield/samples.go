package heightfield

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/scene"
)

// field is a height field with its samples.
type field struct {
	name string // by which it is told from others
	part int    // see Field.Part
	extension
	grid   grid.Grid  // over the lattice of x and y; NaN beyond the domain
	sector *grid.Grid // over the domain, if that is not the lattice
	span   span       // the heights that are to be shown
}

// sample samples the field over the lattice, and over d if that is not nil.
func (f *field) sample(x, y []float64, d *Domain) {
	if n := len(x) * len(y); len(f.grid.Z) != n {
		f.grid.Z = make([]float64, n)
	}
	f.grid.X, f.grid.Y, f.grid.Torn, f.sector = x, y, nil, nil
	f.fill(&f.grid)
	if d != nil {
		f.sector = f.over(d)
		d.mask(&f.grid)
	}
}

// tear tears the field where b says, and finds the heights that are to be shown:
// over a domain, those of the samples there.
func (f *field) tear(b breaks, d *Domain) {
	f.span = b.findOf(&f.extension, &f.grid)
	if f.sector != nil {
		f.span = b.findIn(&f.extension, f.sector, d)
	}
}

// values returns the samples over the domain, if there is one, or over the lattice.
func (f *field) values() *grid.Grid {
	if f.sector != nil {
		return f.sector
	}
	return &f.grid
}

// samples is what there is to show, before it flows: the Source's height field,
// and its Pieces.
type samples struct {
	pieces   *Pieces // nil: there is the height field alone
	field    field
	others   []field // Pieces.Fields
	surfaces []shape // Pieces.Surfaces
	curves   []shape // Pieces.Curves
	pause    func()  // of them all

	rest    span      // the heights of all but the Source's field,
	hasRest bool      // if there are any
	box     scene.Box // of surfaces and curves
}

// update samples src over the lattice.
func (m *samples) update(src Source, x, y []float64) {
	m.pieces = nil
	if c, ok := src.(Composite); ok {
		m.pieces = c.Pieces()
	}
	m.field.Function, m.field.pause, m.field.name, m.field.part = src, m.pause, "", 0
	m.others, m.surfaces, m.curves = m.others[:0], m.surfaces[:0], m.curves[:0]
	p := m.pieces
	if p == nil {
		m.field.sample(x, y, nil)
		return
	}
	m.field.name, m.field.part = p.FieldName, p.FieldPart
	if p.NoField {
		m.field.sample(x, y, nil)
	} else {
		m.field.sample(x, y, p.Domain)
	}
	for _, f := range p.Fields {
		other := field{name: f.Name, part: f.Part, extension: extension{Function: f.Function, pause: m.pause}}
		other.sample(x, y, p.Domain)
		m.others = append(m.others, other)
	}
	for _, q := range p.Surfaces {
		m.surfaces = append(m.surfaces, newShape(q.Name, q.U, q.V, q.Of, m.pause))
	}
	for _, c := range p.Curves {
		m.curves = append(m.curves, newShape(c.Name, c.U, []float64{0}, c.Of, m.pause))
	}
}

// tear tears everything where b says, and finds the heights that are to be shown.
func (m *samples) tear(b breaks) {
	m.rest, m.hasRest = span{}, false
	add := func(r zRange) {
		if m.hasRest {
			r = r.union(m.rest.zRange)
		}
		m.rest.zRange, m.hasRest = r, true
	}
	d := m.domain()
	m.field.span = span{zRange: zRange{-1, 1}}
	if !m.noField() {
		m.field.tear(b, d)
	}
	for k := range m.others {
		f := &m.others[k]
		f.tear(b, d)
		m.rest.up, m.rest.down = m.rest.up || f.span.up, m.rest.down || f.span.down
		if r, ok := f.span.within(f.values()); ok {
			add(r)
		}
	}
	m.box = scene.EmptyBox()
	for _, q := range m.shapes() {
		q.tear(b)
		m.box = m.box.Union(q.box)
	}
	if m.box.Min.Z <= m.box.Max.Z {
		add(zRange{m.box.Min.Z, m.box.Max.Z})
	}
}

// lattice returns the places along x and y.
func (m *samples) lattice() (x, y []float64) { return m.field.grid.X, m.field.grid.Y }

// noField reports whether the Source has no height field.
func (m *samples) noField() bool { return m.pieces != nil && m.pieces.NoField }

// domain returns where height fields are, nil for the rectangle of the lattice.
func (m *samples) domain() *Domain {
	if m.pieces == nil {
		return nil
	}
	return m.pieces.Domain
}

// fields returns the height fields.
func (m *samples) fields() (list []*field) {
	if !m.noField() {
		list = append(list, &m.field)
	}
	for k := range m.others {
		list = append(list, &m.others[k])
	}
	return list
}

// nameOf returns what a field is called in a sentence.
func (m *samples) nameOf(f *field) string {
	if f == &m.field && len(m.others) == 0 {
		return "z"
	}
	return f.name
}

// shapes returns the surfaces of u and v, and the curves.
func (m *samples) shapes() (list []*shape) {
	for _, of := range [2][]shape{m.surfaces, m.curves} {
		for k := range of {
			list = append(list, &of[k])
		}
	}
	return list
}

// span returns the heights of everything that is to be shown; s is that of the
// Source's field.
func (m *samples) span(s span) span {
	all := span{s.zRange, s.up || m.rest.up, s.down || m.rest.down}
	switch {
	case m.hasRest && m.noField():
		all.zRange = m.rest.zRange
	case m.hasRest:
		all.zRange = s.union(m.rest.zRange)
	}
	return all
}

// reach returns the least and the greatest height of all samples, of which shown
// are those of the Source's field; NaN if there is none. It calls rest now and then.
func (m *samples) reach(shown *grid.Grid, rest func()) zRange {
	if m.field.sector != nil {
		shown = m.field.sector
	}
	none := zRange{math.Inf(1), math.Inf(-1)}
	r := none
	add := func(g *grid.Grid) {
		if lo, hi, ok := g.Range(); ok {
			r = r.union(zRange{lo, hi})
		}
		rest()
	}
	add(shown)
	for k := range m.others {
		add(m.others[k].values())
	}
	if m.box.Min.Z <= m.box.Max.Z {
		r = r.union(zRange{m.box.Min.Z, m.box.Max.Z})
	}
	if r == none {
		return zRange{math.NaN(), math.NaN()}
	}
	return r
}

// heights returns all z; shown are those of the Source's field.
func (m *samples) heights(shown []float64) []float64 {
	if m.pieces == nil {
		return shown
	}
	all := slices.Clone(shown)
	for k := range m.others {
		all = append(all, m.others[k].grid.Z...)
	}
	for _, q := range m.shapes() {
		all = append(all, q.grids[2].Z...)
	}
	return all
}

// hasShapes reports whether there is something that wants all axes to one scale.
func (m *samples) hasShapes() bool { return len(m.surfaces)+len(m.curves) > 0 }

// bounds returns the walls of the box: floor has those of the lattice, and the
// bottom and the top, which stay.
func (m *samples) bounds(floor scene.Box) scene.Box {
	if m.pieces == nil {
		return floor
	}
	b := floor
	if m.noField() && len(m.others) == 0 {
		b = m.box
	} else if m.box.Min.X <= m.box.Max.X {
		b = b.Union(m.box)
	}
	b.Min.Z, b.Max.Z = floor.Min.Z, floor.Max.Z
	return b
}
