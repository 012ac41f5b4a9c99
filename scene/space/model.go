package space

import (
	"math"

	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/bsp"
)

// lattice is a patch at one density of samples, with the corners that its gaps'
// edges add.
type lattice struct {
	patch      *Patch
	rows, cols []int
	torn       *grid.Grid // of these rows and columns, if the patch is torn
	first      uint32     // vertex
	rs, cs     int        // strides of its grid lines
}

// model is what patches are made into, without regard to the camera.
type model struct {
	points    []bsp.Point
	triangles []uint32
	owner     []int32 // the patch of each triangle
	halves    []int32 // where the triangles of each half of a cell begin
	lattices  []lattice
	tree      *bsp.Tree // of all triangles, if they are no stack
	stack     *stack    // if they are one
	cuts      []bsp.Cut // the vertices that are added where triangles are cut
	data      scene.MeshData
	edges     map[[2]uint32]uint32
	bands     bands
	corners   int // vertices before those that the partition adds
	rim       [][]uint32
	rimmed    bool
	welded    []uint32 // the corners, as weld returns them
	pause     func()   // see scene.View
}

// newModel returns a model of nothing. It calls pause while it becomes one of more.
func newModel(pause func()) *model {
	return &model{edges: map[[2]uint32]uint32{}, pause: pause}
}

// vertex appends a vertex.
func (m *model) vertex(p scene.Vec, u, v float32) uint32 {
	m.points = append(m.points, bsp.Point{p.X, p.Y, p.Z})
	m.data.U, m.data.V = append(m.data.U, u), append(m.data.V, v)
	return uint32(len(m.points) - 1)
}

// add appends a patch at the density at which it has about limit cells.
func (m *model) add(p *Patch, limit int, face float64) {
	nx, ny := len(p.U), len(p.V)
	if nx < 2 || ny < 2 {
		return
	}
	if len(p.Points) != nx*ny || p.Torn != nil && len(p.Torn) != nx*ny {
		panic("space: a patch of too few or too many points")
	}
	step := int(math.Ceil(math.Sqrt(float64(nx) * float64(ny) / float64(limit))))
	g := lattice{patch: p, first: uint32(len(m.points)), rs: patchStride(p.RowStride, ny, face), cs: patchStride(p.ColStride, nx, face)}
	g.rows, g.cols = thin(nil, ny, max(step, 1)), thin(nil, nx, max(step, 1))
	for _, j := range g.rows {
		m.pause()
		v := lineCoordinate(j, ny, g.rs)
		for _, i := range g.cols {
			m.vertex(p.Points[j*nx+i], lineCoordinate(i, nx, g.cs), v)
		}
	}
	if p.Torn != nil {
		g.torn = p.grid().Thin(g.cols, g.rows)
	}
	m.lattices = append(m.lattices, g)
	owner := int32(len(m.lattices) - 1)
	width := uint32(len(g.cols))
	for a := range uint32(len(g.rows) - 1) {
		m.pause()
		for b := range width - 1 {
			k := g.first + a*width + b
			m.halves = append(m.halves, int32(len(m.triangles)))
			m.triangle(&g, k, k+1, k+width+1)
			m.halves = append(m.halves, int32(len(m.triangles)))
			m.triangle(&g, k, k+width+1, k+width)
		}
	}
	for 3*len(m.owner) < len(m.triangles) {
		m.owner = append(m.owner, owner)
	}
}

// patchStride chooses the distance between grid lines, in samples.
func patchStride(stride, n int, face float64) int {
	if stride > 0 {
		return stride
	}
	most := max(int(face/5), 12)
	return (n + most - 1) / most
}

// triangle appends what there is of a triangle of g: all of it, or up to the
// edge of a gap. Nothing is left of one that is torn, unless the tear lies beyond
// that edge.
func (m *model) triangle(g *lattice, a, b, c uint32) {
	corners := [3]uint32{a, b, c}
	whole := [3]bool{m.finite(a), m.finite(b), m.finite(c)}
	n := 0
	for _, ok := range whole {
		if ok {
			n++
		}
	}
	switch {
	case g.torn != nil && g.parts(corners, whole):
		return
	case n == 3:
		m.polygon(a, b, c)
		return
	case n == 0 || g.patch.At == nil:
		return
	}
	var polygon []uint32
	for k, v := range corners {
		next := (k + 1) % 3
		if whole[k] {
			polygon = append(polygon, v)
		}
		if whole[k] != whole[next] {
			in, out := v, corners[next]
			if !whole[k] {
				in, out = out, in
			}
			polygon = append(polygon, m.brink(g, in, out))
		}
	}
	if len(polygon) > 2 {
		m.polygon(polygon...)
	}
}

// parts reports whether a tear of g parts those corners of a triangle that are
// there. Corners come anticlockwise, the lower left one of the cell first.
func (g *lattice) parts(corners [3]uint32, there [3]bool) bool {
	width := uint32(len(g.cols))
	place := func(k uint32) (i, j int) { return int((k - g.first) % width), int((k - g.first) / width) }
	i, j := place(corners[0])
	if there == [3]bool{true, true, true} {
		half := grid.Lower
		if corners[1] != corners[0]+1 {
			half = grid.Upper
		}
		return g.torn.Lost(i, j)&half != 0
	}
	across := false // the tear passes along the diagonal, from one edge to the other
	parted := false
	for n := range corners {
		a, b := min(corners[n], corners[(n+1)%3]), max(corners[n], corners[(n+1)%3])
		if b == a+width+1 {
			continue
		}
		i0, j0 := place(a)
		i1, j1 := place(b)
		torn := g.torn.TornBetween(i0, j0, i1, j1)
		across = across != torn
		parted = parted || torn && there[n] && there[(n+1)%3]
	}
	// What crosses the triangle crosses two of its edges: the diagonal, too, if only
	// one of the others.
	diagonal := there[0] && there[2]
	if corners[1] != corners[0]+1 {
		diagonal = there[0] && there[1]
	}
	return parted || across && diagonal
}

// polygon appends a convex polygon as triangles, cut at the edges of bands.
func (m *model) polygon(corners ...uint32) {
	if len(m.bands.at) > 0 {
		m.cutBands(corners)
		return
	}
	m.fan(corners)
}

func (m *model) fan(corners []uint32) {
	for k := 2; k < len(corners); k++ {
		m.triangles = append(m.triangles, corners[0], corners[k-1], corners[k])
	}
}

func (m *model) finite(k uint32) bool {
	p := m.points[k]
	s := p[0] + p[1] + p[2]
	return s-s == 0
}

// brink returns the vertex on the edge from sample in to sample out at which the
// surface ends.
func (m *model) brink(g *lattice, in, out uint32) uint32 {
	key := [2]uint32{in, out}
	if k, ok := m.edges[key]; ok {
		return k
	}
	p, q := g.patch, m.points[in]
	last, t := p.brink(g.parameters(in), g.parameters(out), scene.Vec{X: q[0], Y: q[1], Z: q[2]})
	mix := func(list []float32) float32 { return list[in] + float32(t)*(list[out]-list[in]) }
	k := m.vertex(last, mix(m.data.U), mix(m.data.V))
	m.edges[key] = k
	return k
}

// parameters returns those of a sample.
func (g *lattice) parameters(k uint32) [2]float64 {
	k -= g.first
	return [2]float64{g.patch.U[g.cols[int(k)%len(g.cols)]], g.patch.V[g.rows[int(k)/len(g.cols)]]}
}

// build completes the model: surfaces that run through each other are cut.
func (m *model) build() {
	m.corners = len(m.points)
	m.halves = append(m.halves, int32(len(m.triangles)))
	if m.stacked() {
		m.pile()
		return
	}
	m.tree = bsp.New(m.points, m.triangles, m.pause)
	for _, c := range m.tree.Cuts {
		m.cutVertex(c)
	}
}

// cutVertex appends the vertex of a cut.
func (m *model) cutVertex(c bsp.Cut) uint32 {
	mix := func(list []float32) float32 { return list[c.A] + float32(c.T)*(list[c.B]-list[c.A]) }
	at := m.place(c.A).Lerp(m.place(c.B), c.T)
	m.cuts = append(m.cuts, c)
	return m.vertex(at, mix(m.data.U), mix(m.data.V))
}

// appendOrder appends the triangles from back to front.
func (m *model) appendOrder(index []uint32, eye scene.Vec, parallel bool) []uint32 {
	if m.stack != nil {
		return m.appendStacks(index, eye, parallel)
	}
	return m.tree.AppendOrder(index, bsp.Point{eye.X, eye.Y, eye.Z}, parallel)
}

// hit returns where a ray first meets a patch, and which.
func (m *model) hit(from, dir scene.Vec, least float64) (t float64, patch int, ok bool) {
	if m.stack != nil {
		return m.stack.hit(from, dir, least)
	}
	t, k, ok := m.tree.Hit(bsp.Point{from.X, from.Y, from.Z}, bsp.Point{dir.X, dir.Y, dir.Z}, least)
	if !ok {
		return 0, 0, false
	}
	return t, int(m.owner[k]), true
}

// place returns vertex k in data coordinates.
func (m *model) place(k uint32) scene.Vec {
	p := m.points[k]
	return scene.Vec{X: p[0], Y: p[1], Z: p[2]}
}

// ownerOfVertex returns the patch of each of the first n vertices, -1 if none
// of its triangles is there.
func (m *model) ownerOfVertex(n int) []int32 {
	list := make([]int32, n)
	for k := range list {
		list[k] = -1
	}
	for k, v := range m.triangles {
		list[v] = m.owner[k/3]
	}
	return list
}
