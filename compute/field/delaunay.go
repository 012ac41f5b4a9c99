package field

import (
	"math/bits"
	"slices"

	"zscape/compute/lang"
)

// mesh is a Delaunay triangulation of points with values.
type mesh struct {
	x, y, z   []float64
	triangles []triangle

	// A triangle at each place of a raster over the points, to begin a search.
	bins           []int32
	across         int
	x0, y0, x1, y1 float64 // box of the points
	perX, perY     float64
}

// triangle has its corners counterclockwise, and beyond the side opposite to
// each corner a neighbour. Beyond each side of the hull lies a triangle whose
// third corner is outside, infinitely far off.
type triangle struct {
	v, n [3]int32
}

const outside = -1

var errCollinear = lang.Errorf("all points lie on one line, so they do not form a surface", "すべての点が一直線上にあるため、曲面になりません")

// triangulate joins the points, which are sorted by x, then y, no two of them the same:
// those on the left, those on the right, and both along the line between, from below
// (L. Guibas, J. Stolfi, ACM Transactions on Graphics 4(2), 1985). That takes a time of
// n log n for any n points. Where it is a matter of rounding it is decided exactly, so
// the result is a triangulation, and there is one for any points: see holds.
func triangulate(x, y, z []float64, work *progress) (*mesh, error) {
	m := &mesh{x: x, y: y, z: z}
	n := len(x)
	s := seamer{mesh: m, subdivision: newSubdivision(n), work: work, perMerge: perPoint / float64(bits.Len(uint(n)))}
	hull, _ := s.triangulate(0, n)
	if !s.fill(hull) {
		return nil, errCollinear
	}
	m.index()
	return m, nil
}

// area has the sign of the triangle's area.
func (m *mesh) area(a, b, c int32) float64 {
	return orient(m.x[a], m.y[a], m.x[b], m.y[b], m.x[c], m.y[c])
}

// holds reports whether d lies within the circle through a, b and c, which run
// counterclockwise.
//
// If they are all on one circle, it is taken for a little way inside of those of the
// three points behind it, and this way is much shorter for each next point (after the
// simulation of simplicity of H. Edelsbrunner, E. P. Mücke, ACM Transactions on
// Graphics 9(1), 1990). So of the points on a circle that holds no other, the leftmost,
// or the lower of two such, is joined to all others, in whichever order they come.
func (m *mesh) holds(a, b, c, d int32) bool {
	in := incircle(m.x[a], m.y[a], m.x[b], m.y[b], m.x[c], m.y[c], m.x[d], m.y[d])
	switch first := min(a, b, c, d); {
	case in != 0:
		return in > 0
	case d == a || d == b || d == c:
		return false
	case first == d:
		return true
	case first == a:
		return m.area(b, c, d) < 0
	case first == b:
		return m.area(c, a, d) < 0
	default:
		return m.area(a, b, d) < 0
	}
}

// seamer triangulates the points of a mesh.
type seamer struct {
	*mesh
	*subdivision
	work     *progress
	perMerge float64 // pieces of work, a point
}

// triangulate joins the points lo to hi-1, at least two. It returns the edge of the hull
// that leaves the first point counterclockwise, and that which leaves the last one
// clockwise.
func (s *seamer) triangulate(lo, hi int) (first, last int32) {
	switch a := int32(lo); hi - lo {
	case 2:
		e := s.add(a, a+1)
		return e, e ^ 1
	case 3:
		e, f := s.add(a, a+1), s.add(a+1, a+2)
		s.splice(e^1, f)
		switch area := s.area(a, a+1, a+2); {
		case area > 0:
			s.join(f, e)
		case area < 0:
			e = s.join(f, e)
			return e ^ 1, e
		}
		return e, f ^ 1
	}
	mid := lo + (hi-lo)/2
	first, left := s.triangulate(lo, mid)
	right, last := s.triangulate(mid, hi)
	first, last = s.sew(first, left, right, last)
	s.work.add(int(s.perMerge * float64(hi-lo)))
	return first, last
}

// perStep is the time that a step of sewing takes, in pieces of work.
const perStep = 3

// sew joins two triangulations, of which it is given what triangulate returns: one is
// from first to left, the other from right to last.
func (s *seamer) sew(first, left, right, last int32) (_, _ int32) {
	// Down to the lower side of the hull of both.
	for {
		s.work.spend(perStep)
		if s.isLeft(s.from[right], left) {
			left = s.along(left)
		} else if s.isRight(s.from[left], right) {
			right = s.above[right^1]
		} else {
			break
		}
	}
	base := s.join(right^1, left) // from right to left
	if s.from[left] == s.from[first] {
		first = base ^ 1
	}
	if s.from[right] == s.from[last] {
		last = base
	}
	for {
		l, r := s.above[base^1], s.below[base]
		isL, isR := s.isRight(s.to(l), base), s.isRight(s.to(r), base)
		a, b := s.from[base^1], s.from[base] // from left to right
		if isL {
			for next := s.above[l]; s.holds(a, b, s.to(l), s.to(next)); next = s.above[l] {
				s.remove(l)
				l = next
				s.work.spend(perStep)
			}
		}
		if isR {
			for next := s.below[r]; s.holds(a, b, s.to(r), s.to(next)); next = s.below[r] {
				s.remove(r)
				r = next
				s.work.spend(perStep)
			}
		}
		switch {
		case !isL && !isR:
			return first, last
		case !isL || isR && s.holds(a, b, s.to(l), s.to(r)):
			base = s.join(r, base^1)
		default:
			base = s.join(base^1, l^1)
		}
		s.work.spend(perStep)
	}
}

// isLeft reports whether p is on the left of e.
func (s *seamer) isLeft(p, e int32) bool { return s.area(p, s.from[e], s.to(e)) > 0 }

// isRight reports whether p is on the right of e.
func (s *seamer) isRight(p, e int32) bool { return s.area(p, s.to(e), s.from[e]) > 0 }

// fill makes the triangles of the edges, of which one is on the hull, counterclockwise.
// It returns false if there are none, as all points are on a line.
func (s *seamer) fill(hull int32) bool {
	const beyond = -2
	face := s.above // on the left of an edge; rings are of no more use
	for e := range face {
		face[e] = none
	}
	around := 0
	for e := hull ^ 1; face[e] == none; e = s.along(e) {
		face[e] = beyond
		around++
	}
	// By Euler's formula there are as many, with those that have a corner outside.
	all := 2*len(s.x) - 2
	if around == all {
		return false
	}
	s.triangles = make([]triangle, 0, all)
	for k := range face {
		s.work.spend(1)
		if e := int32(k); face[e] == none && s.from[e] != none {
			f := s.along(e)
			g := s.along(f)
			at := int32(len(s.triangles))
			face[e], face[f], face[g] = at, at, at
			s.triangles = append(s.triangles, triangle{v: [3]int32{s.from[e], s.from[f], s.from[g]}, n: [3]int32{f, g, e}})
		}
	}
	inner := len(s.triangles)
	last := int32(all - 1)
	for e := hull ^ 1; face[e] == beyond; e = s.along(e) {
		at := int32(len(s.triangles))
		face[e] = at
		s.triangles = append(s.triangles, triangle{v: [3]int32{s.from[e], s.to(e), outside}, n: [3]int32{at + 1, last, face[e^1]}})
		last = at
	}
	s.triangles[all-1].n[0] = int32(inner)
	for k := range s.triangles[:inner] {
		s.work.spend(1)
		t := &s.triangles[k]
		for i, e := range t.n { // as yet, the side
			t.n[i] = face[e^1]
		}
	}
	return true
}

// locate walks from triangle t to the one that holds (x, y); within is false
// if that is one with a corner outside. In a Delaunay triangulation such a walk
// never runs in circles.
func (m *mesh) locate(x, y float64, t int32) (at int32, within bool) {
	if i := slices.Index(m.triangles[t].v[:], outside); i >= 0 {
		t = m.triangles[t].n[i]
	}
walk:
	for range m.triangles { // at most
		q := &m.triangles[t]
		if slices.Contains(q.v[:], outside) {
			return t, false
		}
		for i := range 3 {
			a, b := q.v[(i+1)%3], q.v[(i+2)%3]
			if orient(m.x[a], m.y[a], m.x[b], m.y[b], x, y) < 0 {
				t = q.n[i]
				continue walk
			}
		}
		return t, true
	}
	return t, false // it is none
}
