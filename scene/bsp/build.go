package bsp

import (
	"math"
	"slices"
)

const (
	flat    = 1e-9 // distance from a plane that counts as none, in the unit cube
	few     = 8    // triangles are sorted by their own planes
	samples = 32   // triangles that a plane parallel to the axes is chosen by
	tries   = 12   // planes of triangles that are compared

	// Limits, beyond which the order is a guess: what is left stays together.
	growth  = 6          // times as many pieces as triangles,
	fewest  = 20000      // which many are always allowed
	deepest = 400        // levels of the tree
	labour  = 40_000_000 // pieces that are held against planes
)

// New partitions triangles, given as three vertices each of points. Those with
// a point that is not finite, and those without an area, are left out. It panics
// if a vertex is not there. Pause, if not nil, is called between pieces of the work.
func New(points []Point, triangles []uint32, pause func()) *Tree {
	t := &Tree{points: make([]Point, len(points), len(points)+len(points)/2)}
	t.fit(points, triangles)
	for k, p := range points {
		t.points[k] = t.unit(p)
	}
	if pause == nil {
		pause = func() {}
	}
	b := builder{tree: t, pause: pause, planes: make([]plane, len(triangles)/3), seam: map[[2]uint32]uint32{}}
	all := make([]piece, 0, len(triangles)/3)
	for k := range b.planes {
		v := [3]uint32(triangles[3*k:])
		if pl, ok := through(t.points[v[0]], t.points[v[1]], t.points[v[2]]); ok {
			b.planes[k] = pl
			all = append(all, piece{v, int32(k)})
		}
	}
	b.most = growth*len(all) + fewest
	t.pieces = make([]piece, 0, 2*len(all))
	t.root = b.build(all, 0)
	return t
}

// fit finds the map of the triangles into the unit cube.
func (t *Tree) fit(points []Point, triangles []uint32) {
	for k := range 3 {
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, v := range triangles {
			if z := points[v][k]; z-z == 0 {
				lo, hi = min(lo, z), max(hi, z)
			}
		}
		t.mid[k], t.scale[k] = lo/2+hi/2, 1/(hi-lo)
		if !(t.scale[k] > 0) || math.IsInf(t.scale[k], 0) || t.mid[k]-t.mid[k] != 0 {
			t.mid[k], t.scale[k] = 0, 1
			if hi >= lo {
				t.mid[k] = lo
			}
		}
	}
}

// through returns the plane of three points; ok is false if they are on a line
// or not finite.
func through(a, b, c Point) (p plane, ok bool) {
	n := cross(sub(b, a), sub(c, a))
	length := math.Sqrt(dot(n, n))
	if !(length > 1e-18) || math.IsInf(length, 0) {
		return p, false
	}
	for k := range n {
		n[k] /= length
	}
	return plane{n, dot(n, a)}, true
}

type builder struct {
	tree   *Tree
	pause  func()
	planes []plane // of the triangles
	most   int     // pieces that may still be added
	work   int     // pieces that were held against planes
	seam   map[[2]uint32]uint32

	// Scratch of choose.
	sample []piece
	at     []float64
}

// build returns the node of the given pieces. It takes their memory.
func (b *builder) build(all []piece, depth int) int32 {
	if len(all) == 0 {
		return none
	}
	b.pause()
	t := b.tree
	k := int32(len(t.nodes))
	if depth == deepest || b.most <= 0 || b.work > labour {
		t.nodes = append(t.nodes, node{plane: b.planes[all[0].source], first: int32(len(t.pieces)), n: int32(len(all)), back: none, front: none})
		t.pieces = append(t.pieces, all...)
		return k
	}
	pl := b.choose(all)
	b.work += len(all)
	t.nodes = append(t.nodes, node{plane: pl, first: int32(len(t.pieces)), back: none, front: none})
	var back, front []piece
	clear(b.seam)
	for _, p := range all {
		d := b.distances(&pl, p)
		lo, hi := min(d[0], d[1], d[2]), max(d[0], d[1], d[2])
		switch {
		case hi <= flat && lo >= -flat:
			t.pieces = append(t.pieces, p)
			t.nodes[k].n++
		case lo >= -flat:
			front = append(front, p)
		case hi <= flat:
			back = append(back, p)
		default:
			back, front = b.split(p, d, back, front)
		}
	}
	// Neighbours share the cut of their edge only within this pass; the children
	// fill the tree's lists, so the node is looked up anew.
	child := b.build(back, depth+1)
	t.nodes[k].back = child
	child = b.build(front, depth+1)
	t.nodes[k].front = child
	return k
}

func (b *builder) distances(pl *plane, p piece) [3]float64 {
	pts := b.tree.points
	return [3]float64{pl.side(pts[p.v[0]]), pl.side(pts[p.v[1]]), pl.side(pts[p.v[2]])}
}

// choose returns the plane that parts the pieces best: little is cut, and both
// sides are of one size.
func (b *builder) choose(all []piece) plane {
	best, found := b.planes[all[0].source], math.MaxInt
	sample := all
	try := func(pl plane) {
		if c := b.cost(&pl, sample, found); c < found {
			best, found = pl, c
		}
	}
	if len(all) > few {
		if len(all) > 2*samples {
			sample = b.sample[:0]
			for k := range samples {
				sample = append(sample, all[k*len(all)/samples])
			}
			b.sample = sample
		}
		for axis := range 3 {
			pl := plane{d: b.median(sample, axis)}
			pl.normal[axis] = 1
			try(pl)
		}
		if found < len(sample) {
			return best
		}
		sample = all
	}
	step := (len(all) + tries - 1) / tries
	for k := 0; k < len(all) && found > len(all)/2; k += step {
		b.pause()
		try(b.planes[all[k].source])
	}
	return best
}

// cost returns how badly a plane parts the pieces, at least the given limit if
// it parts nothing off.
func (b *builder) cost(pl *plane, all []piece, limit int) int {
	const each = 8 // that a cut costs
	b.work += len(all)
	back, front, cuts, in := 0, 0, 0, 0
	for _, p := range all {
		d := b.distances(pl, p)
		lo, hi := min(d[0], d[1], d[2]), max(d[0], d[1], d[2])
		switch {
		case hi <= flat && lo >= -flat:
			in++
		case lo >= -flat:
			front++
		case hi <= flat:
			back++
		default:
			cuts++
			if each*cuts >= limit {
				return limit
			}
		}
	}
	if back+cuts == len(all) || front+cuts == len(all) {
		return limit
	}
	// What lies in the plane is not parted: a ray would have to look at all of it.
	return each*cuts + max(back-front, front-back) + max(in-few, 0)
}

// median returns a coordinate of a vertex near the middle of the pieces.
func (b *builder) median(all []piece, axis int) float64 {
	b.at = b.at[:0]
	for _, p := range all {
		for _, v := range p.v {
			b.at = append(b.at, b.tree.points[v][axis])
		}
	}
	slices.Sort(b.at)
	return b.at[len(b.at)/2]
}

// split cuts p, whose corners are at the distances d from a plane, and appends
// its parts to back and front.
func (b *builder) split(p piece, d [3]float64, back, front []piece) ([]piece, []piece) {
	var in, out [4]uint32 // polygons behind and in front
	n, m := 0, 0
	for k, v := range p.v {
		next := (k + 1) % 3
		if d[k] <= flat {
			in[n], n = v, n+1
		}
		if d[k] >= -flat {
			out[m], m = v, m+1
		}
		if d[k] < -flat && d[next] > flat || d[k] > flat && d[next] < -flat {
			c := b.cut(v, p.v[next], d[k], d[next])
			in[n], n = c, n+1
			out[m], m = c, m+1
		}
	}
	fan := func(list []piece, polygon []uint32) []piece {
		for k := 2; k < len(polygon); k++ {
			list = append(list, piece{[3]uint32{polygon[0], polygon[k-1], polygon[k]}, p.source})
		}
		return list
	}
	b.most -= n + m - 5 // one triangle became so many
	return fan(back, in[:n]), fan(front, out[:m])
}

// cut returns the vertex where the edge from u to v meets the plane from which
// they are at the distances du and dv: the same one for both triangles there.
func (b *builder) cut(u, v uint32, du, dv float64) uint32 {
	if u > v {
		u, v, du, dv = v, u, dv, du
	}
	if c, ok := b.seam[[2]uint32{u, v}]; ok {
		return c
	}
	t := b.tree
	c := Cut{u, v, du / (du - dv)}
	t.Cuts = append(t.Cuts, c)
	t.points = append(t.points, toward(t.points[u], t.points[v], c.T))
	at := uint32(len(t.points) - 1)
	b.seam[[2]uint32{u, v}] = at
	return at
}

// Lattice appends the triangles of a lattice of rows x cols points, row-major
// from vertex first on: two a cell, whose diagonal runs from its first corner.
// Cells with a point for which gap holds keep what triangle is whole.
func Lattice(triangles []uint32, first uint32, rows, cols int, gap func(k int) bool) []uint32 {
	triangles = slices.Grow(triangles, 6*max(rows-1, 0)*max(cols-1, 0))
	for j := range rows - 1 {
		for i := range cols - 1 {
			a := j*cols + i
			b, c, d := a+1, a+cols+1, a+cols
			if gap(a) || gap(c) {
				continue
			}
			if !gap(b) {
				triangles = append(triangles, first+uint32(a), first+uint32(b), first+uint32(c))
			}
			if !gap(d) {
				triangles = append(triangles, first+uint32(a), first+uint32(c), first+uint32(d))
			}
		}
	}
	return triangles
}
