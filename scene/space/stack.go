package space

import (
	"slices"

	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/bsp"
)

// A model of height fields over one lattice needs no tree: each half of a cell
// holds a stack of triangles, one a field, and the order of the cells is that of a
// single field. Triangles of a stack that do not run through each other are
// sorted by the plane of the lower one of two: what lies above it is nearer to an
// eye that is above it. Where they do, or end within the cell, the stack has a
// tree of its own.
type stack struct {
	grids  []*grid.Grid // of the patches, as they are
	locals map[int]*local
}

// local is the tree of the stack of half a cell.
type local struct {
	tree   *bsp.Tree
	vertex []uint32 // of the model, by that of the tree
}

// stacked reports whether the model is one of height fields over one lattice.
func (m *model) stacked() bool {
	if len(m.lattices) == 0 {
		return false
	}
	first := &m.lattices[0]
	for k := range m.lattices {
		g := &m.lattices[k]
		if !g.patch.Field || !slices.Equal(g.patch.U, first.patch.U) || !slices.Equal(g.patch.V, first.patch.V) || !slices.Equal(g.rows, first.rows) {
			return false
		}
	}
	return true
}

// halfCells is how many halves of cells a lattice has.
func (m *model) halfCells() int { return (len(m.halves) - 1) / len(m.lattices) }

// group returns the triangles of lattice k in half a cell.
func (m *model) group(k, half int) []uint32 {
	n := k*m.halfCells() + half
	return m.triangles[m.halves[n]:m.halves[n+1]]
}

// corners3 returns the vertices of lattice k at the corners of half a cell.
func (m *model) corners3(k, half int) [3]uint32 {
	g := &m.lattices[k]
	width := uint32(len(g.cols))
	cell := uint32(half / 2)
	a := g.first + cell/(width-1)*width + cell%(width-1)
	if half%2 == 0 {
		return [3]uint32{a, a + 1, a + width + 1}
	}
	return [3]uint32{a, a + width + 1, a + width}
}

// pile makes the model a stack: its crossing triangles are cut.
func (m *model) pile() {
	s := &stack{locals: map[int]*local{}}
	m.stack = s
	for k := range m.lattices {
		s.grids = append(s.grids, m.lattices[k].patch.grid())
	}
	if len(m.lattices) == 1 {
		return
	}
	for half := range m.halfCells() {
		m.pause()
		if !m.plain(half) {
			s.locals[half] = m.localTree(half)
		}
	}
}

// plain reports whether the triangles in half a cell are whole and do not run
// through each other.
func (m *model) plain(half int) bool {
	for k := range m.lattices {
		if len(m.group(k, half)) == 0 {
			continue
		}
		a := m.corners3(k, half)
		for j := range k {
			if len(m.group(j, half)) == 0 {
				continue
			}
			b := m.corners3(j, half)
			above, below := false, false
			for n := range a {
				d := m.points[a[n]][2] - m.points[b[n]][2]
				if d-d != 0 {
					return false
				}
				above, below = above || d > 0, below || d < 0
			}
			if above && below {
				return false
			}
		}
	}
	return true
}

// localTree cuts the triangles of a stack where they run through each other.
func (m *model) localTree(half int) *local {
	l := new(local)
	number := map[uint32]uint32{}
	var points []bsp.Point
	var triangles []uint32
	for k := range m.lattices {
		for _, v := range m.group(k, half) {
			n, ok := number[v]
			if !ok {
				n = uint32(len(l.vertex))
				number[v] = n
				l.vertex = append(l.vertex, v)
				points = append(points, m.points[v])
			}
			triangles = append(triangles, n)
		}
	}
	l.tree = bsp.New(points, triangles, m.pause)
	for _, c := range l.tree.Cuts {
		l.vertex = append(l.vertex, m.cutVertex(bsp.Cut{A: l.vertex[c.A], B: l.vertex[c.B], T: c.T}))
	}
	return l
}

// appendStacks appends the triangles from back to front.
func (m *model) appendStacks(index []uint32, eye scene.Vec, parallel bool) []uint32 {
	g := &m.lattices[0]
	x, y := g.patch.U, g.patch.V
	stand := stand{
		x: eye.X, y: eye.Y, parallel: parallel,
		col: cellUnder(eye.X, parallel, x, g.cols), row: cellUnder(eye.Y, parallel, y, g.rows),
	}
	p := pile{model: m, eye: eye, parallel: parallel}
	stand.cells(x, y, g.rows, g.cols, func(j, i int, leftNearer bool) {
		k := 2 * (j*(len(g.cols)-1) + i)
		if leftNearer {
			index = p.append(index, k)
		}
		index = p.append(index, k+1)
		if !leftNearer {
			index = p.append(index, k)
		}
	})
	return index
}

// pile sorts one stack after the other.
type pile struct {
	model    *model
	eye      scene.Vec
	parallel bool
	layers   []layer3 // of the current one
}

// layer3 is the triangle of a lattice in a stack.
type layer3 struct {
	lattice int
	z       float64 // the sum at its corners
	over    bool    // the eye is above its plane
}

func (p *pile) append(index []uint32, half int) []uint32 {
	m := p.model
	if len(m.lattices) == 1 {
		return append(index, m.group(0, half)...)
	}
	if l := m.stack.locals[half]; l != nil {
		first := len(index)
		index = l.tree.AppendOrder(index, bsp.Point{p.eye.X, p.eye.Y, p.eye.Z}, p.parallel)
		for k := first; k < len(index); k++ {
			index[k] = l.vertex[index[k]]
		}
		return index
	}
	p.layers = p.layers[:0]
	for k := range m.lattices {
		if len(m.group(k, half)) > 0 {
			p.layers = append(p.layers, p.layer(k, half))
		}
	}
	// By insertion: what lies lower comes first, unless the eye is below it.
	for n := 1; n < len(p.layers); n++ {
		for k := n; k > 0 && p.nearer(p.layers[k-1], p.layers[k]); k-- {
			p.layers[k-1], p.layers[k] = p.layers[k], p.layers[k-1]
		}
	}
	for _, l := range p.layers {
		index = append(index, m.group(l.lattice, half)...)
	}
	return index
}

// nearer reports whether a may hide b.
func (p *pile) nearer(a, b layer3) bool {
	if a.z <= b.z {
		return !a.over // the eye is below the plane of the lower one
	}
	return b.over
}

func (p *pile) layer(k, half int) layer3 {
	c := p.model.corners3(k, half)
	a, b, d := p.model.place(c[0]), p.model.place(c[1]), p.model.place(c[2])
	normal := b.Sub(a).Cross(d.Sub(a)) // upwards
	to := p.eye
	if !p.parallel {
		to = to.Sub(a)
	}
	return layer3{k, a.Z + b.Z + d.Z, normal.Dot(to) >= 0}
}

// hit returns where a ray first meets a field, and which.
func (s *stack) hit(from, dir scene.Vec, least float64) (t float64, k int, ok bool) {
	for n, g := range s.grids {
		if at, found := g.Intersect(from.X, from.Y, from.Z, dir.X, dir.Y, dir.Z, least); found && (!ok || at < t) {
			t, k, ok = at, n, true
		}
	}
	return t, k, ok
}
