// Package solid turns a height field, or surfaces and curves in space, into a body
// that can be printed, and writes it as STL or OBJ.
//
// The body of a height field is the triangulated surface of a grid.Grid, a bottom below it, and
// walls down from the surface's border. Gaps in the grid become holes with walls
// of their own. The body is closed however the gaps lie: its edges belong to
// two triangles each, its vertices to one fan of triangles each, by index and
// also by place, as in an STL file, where triangles have no indices. What else there is gets a thickness: see ShellJob.
//
// Lengths are in millimetres, as slicers read them. The body stands in the
// corner of the positive octant, as the STL format wants it, with z upwards.
package solid

import (
	"math"
	"slices"
)

// Mesh is a body bounded by triangles.
type Mesh struct {
	// Vertices, in mm. Of a grid's body, those of the surface come first, then
	// those of the bottom, as many and in the same order.
	Vertices [][3]float64

	// Triangles are indices of Vertices, anticlockwise seen from outside. Of a
	// grid's body, the surface comes first, then the bottom with as many
	// triangles, then the walls.
	Triangles [][3]uint32

	// Surface is the number of triangles of a grid's surface.
	Surface int

	// Smooth is how many triangles, the first of all, are to look smooth: not the
	// walls.
	Smooth int
}

// Bounds returns the corners of the box around all vertices, in mm. Those of an
// empty mesh are zero.
func (m *Mesh) Bounds() (lo, hi [3]float64) {
	if len(m.Vertices) == 0 {
		return lo, hi
	}
	lo, hi = m.Vertices[0], m.Vertices[0]
	for _, v := range m.Vertices[1:] {
		for a := range v {
			lo[a], hi[a] = min(lo[a], v[a]), max(hi[a], v[a])
		}
	}
	return lo, hi
}

// Volume returns the volume inside a closed mesh, in mm^3: the sum of the signed
// tetrahedra between its triangles and a point. It is negative if the triangles
// face inwards, and means nothing if the mesh is not closed.
func (m *Mesh) Volume() float64 {
	if len(m.Triangles) == 0 {
		return 0
	}
	o := m.Vertices[m.Triangles[0][0]] // near the body, so that little cancels
	sum := 0.0
	for _, t := range m.Triangles {
		a, b, c := sub(m.Vertices[t[0]], o), sub(m.Vertices[t[1]], o), sub(m.Vertices[t[2]], o)
		sum += dot(a, cross(b, c))
	}
	return sum / 6
}

// Closed returns nil if every edge of the mesh belongs to exactly two triangles
// that run along it in opposite directions, and otherwise an *EdgeError with the
// first edge, by index, that does not. An edge from a vertex to itself is an
// error too. It takes about 16 bytes of memory a triangle and panics if an index
// is out of range.
func (m *Mesh) Closed() error { return m.closed(func() {}) }

func (m *Mesh) closed(pause func()) error {
	ends := newEnds(m, pause)
	for v := range len(m.Vertices) {
		pause()
		from := uint32(v)
		to := ends.of(from)
		for len(to) > 0 {
			w := to[0]
			along := count(to, w)
			to = to[along:]
			if against := ends.count(w, from); along != 1 || against != 1 || w == from {
				return &EdgeError{from, w, along, against}
			}
		}
	}
	return nil
}

// separate moves vertices that lie at one place, as where a surface touches itself, a
// little apart, each along one of its edges. A file that knows its corners only by
// place would join what hangs together nowhere. It returns how many it has moved.
func (m *Mesh) separate(pause func()) (moved int) {
	first := make(map[[3]float32]uint32, len(m.Vertices))
	shared := map[uint32]bool{} // whether a vertex at a shared place is to be moved
	for k, p := range m.Vertices {
		pause()
		at := [3]float32{float32(p[0]), float32(p[1]), float32(p[2])}
		if v, ok := first[at]; ok {
			shared[uint32(k)] = true
			if !shared[v] {
				shared[v] = false // it may stay
			}
		} else {
			first[at] = uint32(k)
		}
	}
	if len(shared) == 0 {
		return 0
	}
	for _, anywhere := range []bool{false, true} { // rather to where no other is
		for _, t := range m.Triangles {
			pause()
			for n, v := range t {
				for _, w := range [2]uint32{t[(n+1)%3], t[(n+2)%3]} {
					if _, taken := shared[w]; shared[v] && (!taken || anywhere) {
						for a := range m.Vertices[v] {
							m.Vertices[v][a] += slide * (m.Vertices[w][a] - m.Vertices[v][a])
						}
						shared[v] = false
						moved++
					}
				}
			}
		}
	}
	return moved
}

// ends holds, for each vertex, the far ends of the directed edges that leave
// it, ascending.
type ends struct {
	start []int // by vertex, with one more at the end
	to    []uint32
}

func newEnds(m *Mesh, pause func()) *ends {
	e := &ends{start: make([]int, len(m.Vertices)+1), to: make([]uint32, 3*len(m.Triangles))}
	for _, t := range m.Triangles {
		for _, v := range t {
			e.start[v]++
		}
	}
	sum := 0
	for v, n := range e.start {
		sum += n
		e.start[v] = sum
	}
	// Filling from the back moves each start from its list's end to its begin.
	for _, t := range m.Triangles {
		for k, v := range t {
			e.start[v]--
			e.to[e.start[v]] = t[(k+1)%3]
		}
	}
	for v := range m.Vertices {
		pause()
		slices.Sort(e.of(uint32(v)))
	}
	return e
}

// of returns the far ends of the edges from v.
func (e *ends) of(v uint32) []uint32 { return e.to[e.start[v]:e.start[v+1]] }

// count returns how many edges run from v to w.
func (e *ends) count(v, w uint32) int {
	to := e.of(v)
	i, _ := slices.BinarySearch(to, w)
	return count(to[i:], w)
}

// count returns how many elements at the beginning of a are v.
func count(a []uint32, v uint32) int {
	n := 0
	for n < len(a) && a[n] == v {
		n++
	}
	return n
}

func sub(a, b [3]float64) [3]float64 { return [3]float64{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }

func dot(a, b [3]float64) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func cross(a, b [3]float64) [3]float64 {
	return [3]float64{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// unit returns v with length 1, and zero if v is.
func unit(v [3]float64) [3]float64 {
	n := math.Sqrt(dot(v, v))
	if n == 0 {
		return v
	}
	return [3]float64{v[0] / n, v[1] / n, v[2] / n}
}
