// Package bsp sorts triangles in space from back to front, exactly and for any
// eye, by a binary space partition (H. Fuchs, Z. M. Kedem, B. F. Naylor, "On
// visible surface generation by a priori tree structures", SIGGRAPH 1980).
//
// A plane that no eye looks across both ways separates what can hide from what
// can be hidden. Planes are taken parallel to the axes as long as they halve
// the triangles without cutting many, which for lattices means none at all;
// then the triangles' own planes follow, so that surfaces that run through each
// other are cut where they meet.
package bsp

// Point is a place or a direction in space.
type Point = [3]float64

// Tree is the partition of a set of triangles. It is immutable.
type Tree struct {
	// Cuts are the vertices that were added where triangles are cut: vertex n+k
	// if there were n.
	Cuts []Cut

	points     []Point // of all vertices, in the unit cube
	mid, scale Point   // unit = (p - mid) * scale
	pieces     []piece
	nodes      []node
	root       int32
}

// Cut is a vertex on the edge from A to B, at A + T (B-A). A and B may be cuts
// themselves, that come before it.
type Cut struct {
	A, B uint32
	T    float64
}

// piece is a triangle, or a part of one.
type piece struct {
	v      [3]uint32
	source int32 // the triangle that it is part of
}

// node is a plane, what lies in it, and what lies on both sides.
type node struct {
	plane       plane
	first, n    int32 // pieces in the plane
	back, front int32 // children; none if negative
}

const none = -1

// plane is the set of points p with normal . p = d; the normal is a unit vector.
type plane struct {
	normal Point
	d      float64
}

func (p *plane) side(q Point) float64 { return dot(p.normal, q) - p.d }

// Len returns the number of triangles, of which each part counts as one.
func (t *Tree) Len() int { return len(t.pieces) }

// AppendOrder appends the vertices of all triangles, three each, from back to
// front as an eye there sees them. If parallel, eye is the direction towards an
// eye that is infinitely far.
func (t *Tree) AppendOrder(index []uint32, eye Point, parallel bool) []uint32 {
	if parallel {
		for k := range eye {
			eye[k] *= t.scale[k]
		}
	} else {
		eye = t.unit(eye)
	}
	return t.appendOrder(index, t.root, eye, parallel)
}

func (t *Tree) appendOrder(index []uint32, k int32, eye Point, parallel bool) []uint32 {
	for k >= 0 {
		n := &t.nodes[k]
		side := dot(n.plane.normal, eye)
		if !parallel {
			side -= n.plane.d
		}
		far, near := n.back, n.front
		if side < 0 {
			far, near = near, far
		}
		index = t.appendOrder(index, far, eye, parallel)
		for _, p := range t.pieces[n.first : n.first+n.n] {
			index = append(index, p.v[0], p.v[1], p.v[2])
		}
		k = near
	}
	return index
}

func (t *Tree) unit(p Point) Point {
	for k := range p {
		p[k] = (p[k] - t.mid[k]) * t.scale[k]
	}
	return p
}

func dot(a, b Point) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func sub(a, b Point) Point { return Point{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }

func cross(a, b Point) Point {
	return Point{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// toward returns a + t (b-a).
func toward(a, b Point, t float64) Point {
	for k := range a {
		a[k] += t * (b[k] - a[k])
	}
	return a
}
