package field

import "zscape/compute/lang"

// Parts is a Field taken apart, as it is passed from one program to another: what
// took long to find out need not be found out again.
type Parts struct {
	// Of a lattice, its axes, which rise, and its samples as NewGrid takes them; of
	// scattered points, these.
	X, Y, Z []float64

	// Of scattered points, the triangles that join them, 6 numbers each: the corners,
	// counterclockwise, one of which may be outside, -1, and beyond the sides opposite
	// to them the neighbours. And of squares over the box of the points, row by row
	// as many as make a square, a triangle near each. Nil of a lattice.
	Triangles []int32
	Near      []int32
}

// Parts returns the parts of f, which still belong to it.
func (f *Field) Parts() Parts {
	if l := f.lattice; l != nil {
		return Parts{X: l.x.at, Y: l.y.at, Z: l.z}
	}
	m := f.mesh
	p := Parts{X: m.x, Y: m.y, Z: m.z, Near: m.bins, Triangles: make([]int32, 0, 6*len(m.triangles))}
	for _, t := range m.triangles {
		p.Triangles = append(append(p.Triangles, t.v[:]...), t.n[:]...)
	}
	return p
}

// errParts says that parts are not those of a field.
var errParts = lang.Errorf("not the parts of a field", "データの関数を組み立てられません")

// FromParts returns the field of which p are the parts, and to which they belong
// from then on.
func FromParts(p Parts) (*Field, error) {
	if p.Triangles == nil {
		if len(p.Z) != len(p.X)*len(p.Y) {
			return nil, errParts
		}
		return NewGrid(p.X, p.Y, p.Z)
	}
	n, triangles := len(p.X), len(p.Triangles)/6
	if n < 3 || n > MaxPoints || len(p.Y) != n || len(p.Z) != n || len(p.Triangles) != 6*triangles {
		return nil, errParts
	}
	m := &mesh{x: p.X, y: p.Y, z: p.Z, bins: p.Near, triangles: make([]triangle, triangles)}
	for k := range m.triangles {
		m.triangles[k] = triangle{[3]int32(p.Triangles[6*k:]), [3]int32(p.Triangles[6*k+3:])}
	}
	if m.box(); len(m.bins) != m.across*m.across || !m.within() {
		return nil, errParts
	}
	m.hull()
	return m.field(), nil
}

// within reports whether corners and neighbours are there, so that no walk over the
// triangles leaves them. Whether these are a triangulation is not looked at: of others
// a value is of no meaning, but there is one.
func (m *mesh) within() bool {
	corners, triangles := uint32(len(m.x)), uint32(len(m.triangles))
	for k := range m.triangles {
		t := &m.triangles[k]
		for i, v := range t.v {
			if v != outside && uint32(v) >= corners || uint32(t.n[i]) >= triangles {
				return false
			}
		}
	}
	for _, t := range m.bins {
		if uint32(t) >= triangles {
			return false
		}
	}
	return true
}
