package grid

// Tear says where a surface is torn beside a sample (X[i], Y[j]).
type Tear uint8

const (
	AlongX Tear = 1 << iota // on the edge to the sample (X[i+1], Y[j])
	AlongY                  // on the edge to the sample (X[i], Y[j+1])
	Within                  // in the cell between these edges
)

// Halves is a set of the two triangles of a cell.
type Halves uint8

const (
	Lower Halves = 1 << iota // the lower right triangle
	Upper                    // the upper left one
)

// Halves returns the triangles that the surface has between columns i, i+1 and
// rows j, j+1.
func (g *Grid) Halves(i, j int) Halves {
	k := j*len(g.X) + i
	l := k + len(g.X)
	if !finite(g.Z[k]) || !finite(g.Z[l+1]) {
		return 0
	}
	var h Halves
	if finite(g.Z[k+1]) {
		h |= Lower
	}
	if finite(g.Z[l]) {
		h |= Upper
	}
	return h &^ g.Lost(i, j)
}

// Lost returns which of the triangles between columns i, i+1 and rows j, j+1 are
// torn.
func (g *Grid) Lost(i, j int) Halves {
	if g.Torn == nil {
		return 0
	}
	k := j*len(g.X) + i
	var h Halves
	if (g.Torn[k]&(AlongX|Within))|(g.Torn[k+1]&AlongY) != 0 {
		h |= Lower
	}
	if (g.Torn[k]&(AlongY|Within))|(g.Torn[k+len(g.X)]&AlongX) != 0 {
		h |= Upper
	}
	return h
}

// Tear tears the surface beside sample (i, j).
func (g *Grid) Tear(i, j int, t Tear) {
	if g.Torn == nil {
		g.Torn = make([]Tear, len(g.Z))
	}
	g.Torn[j*len(g.X)+i] |= t
}

// TornBetween reports whether the surface is torn on the way along a row or a
// column from sample (i0, j0) to (i1, j1), i0 <= i1 and j0 <= j1.
func (g *Grid) TornBetween(i0, j0, i1, j1 int) bool {
	if g.Torn == nil {
		return false
	}
	for ; i0 < i1; i0++ {
		if g.Torn[j0*len(g.X)+i0]&AlongX != 0 {
			return true
		}
	}
	for ; j0 < j1; j0++ {
		if g.Torn[j0*len(g.X)+i0]&AlongY != 0 {
			return true
		}
	}
	return false
}

// LostBetween reports whether on the way along a row or a column from sample
// (i0, j0) to (i1, j1), i0 <= i1 and j0 <= j1, there is an edge that has lost the
// triangles on all its sides.
func (g *Grid) LostBetween(i0, j0, i1, j1 int) bool {
	if g.Torn == nil {
		return false
	}
	lost := func(i, j int, h Halves) bool {
		return i < 0 || j < 0 || i >= len(g.X)-1 || j >= len(g.Y)-1 || g.Lost(i, j)&h != 0
	}
	for ; i0 < i1; i0++ {
		if lost(i0, j0, Lower) && lost(i0, j0-1, Upper) {
			return true
		}
	}
	for ; j0 < j1; j0++ {
		if lost(i0, j0, Upper) && lost(i0-1, j0, Lower) {
			return true
		}
	}
	return false
}

// Thin returns the grid of some of the columns and rows of g, both ascending. It
// is torn where g is torn between them.
func (g *Grid) Thin(cols, rows []int) *Grid {
	t := &Grid{X: make([]float64, len(cols)), Y: make([]float64, len(rows)), Z: make([]float64, 0, len(cols)*len(rows))}
	for b, i := range cols {
		t.X[b] = g.X[i]
	}
	for a, j := range rows {
		t.Y[a] = g.Y[j]
		for _, i := range cols {
			t.Z = append(t.Z, g.Z[j*len(g.X)+i])
		}
	}
	if g.Torn == nil {
		return t
	}
	t.Torn = make([]Tear, len(t.Z))
	for a, j := range rows {
		for b, i := range cols {
			k := a*len(cols) + b
			east, north := b < len(cols)-1, a < len(rows)-1
			if east && g.TornBetween(i, j, cols[b+1], j) {
				t.Torn[k] |= AlongX
			}
			if north && g.TornBetween(i, j, i, rows[a+1]) {
				t.Torn[k] |= AlongY
			}
			if east && north && g.tornWithin(i, j, cols[b+1], rows[a+1]) {
				t.Torn[k] |= Within
			}
		}
	}
	return t
}

// tornWithin reports whether the surface is torn between columns i0 and i1 and
// rows j0 and j1, their own edges aside.
func (g *Grid) tornWithin(i0, j0, i1, j1 int) bool {
	for j := j0; j < j1; j++ {
		for i := i0; i < i1; i++ {
			of := Within
			if j > j0 {
				of |= AlongX
			}
			if i > i0 {
				of |= AlongY
			}
			if g.Torn[j*len(g.X)+i]&of != 0 {
				return true
			}
		}
	}
	return false
}
