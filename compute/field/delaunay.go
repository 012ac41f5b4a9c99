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

	lower, upper []int32 // the sides of the hull, by x, from its first point to its last one
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
// those of one half, those of the other, and both along the line between (L. Guibas,
// J. Stolfi, ACM Transactions on Graphics 4(2), 1985), which is across the longer side of
// their box, as few triangles of compact halves are taken out again (R. A. Dwyer,
// Algorithmica 2, 1987). That takes a time of n log n for any n points. Where it is a
// matter of rounding it is decided exactly, so the result is a triangulation, and there
// is one for any points: see holds.
func triangulate(x, y, z []float64, work *progress) (*mesh, error) {
	m := &mesh{x: x, y: y, z: z}
	n := len(x)
	s := seamer{mesh: m, subdivision: newSubdivision(n), work: work, perMerge: perPoint / float64(bits.Len(uint(n)))}
	all := make([]int32, n)
	for k := range all {
		all[k] = int32(k)
	}
	byY := ordered(n, work, func(a, b int32) bool { return y[a] < y[b] || y[a] == y[b] && a > b })
	s.rank, s.room = make([]int32, n), make([]int32, n)
	for k, p := range byY {
		s.rank[p] = int32(k)
	}
	if !s.fill(s.triangulate(all, byY)) {
		return nil, errCollinear
	}
	m.index(work)
	return m, nil
}

// area has the sign of the triangle's area.
func (m *mesh) area(a, b, c int32) float64 {
	return orient(m.x[a], m.y[a], m.x[b], m.y[b], m.x[c], m.y[c])
}

// holds reports whether d lies within the circle through a, b and c, which run
// counterclockwise.
//
// Of four on one circle it is decided as if each was inside of it by a little, the first
// one by most and each next one by much less (after the simulation of simplicity of
// H. Edelsbrunner, E. P. Mücke, ACM Transactions on Graphics 9(1), 1990). So of the
// points on a circle that holds no other, the leftmost, or the lower of two such, is
// joined to all others, in whichever order they come.
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
	rank     []int32 // of each point by y
	room     []int32 // for so many points
	work     *progress
	perMerge float64 // pieces of work, a point
}

// triangulate joins two points or more, which it is given by x, then y, and by y, then -x,
// which is the same after a quarter turn. It returns an edge of the hull, counterclockwise.
func (s *seamer) triangulate(byX, byY []int32) (hull int32) {
	n := len(byX)
	switch a, b := byX[0], byX[1]; n {
	case 2:
		return s.add(a, b)
	case 3:
		c := byX[2]
		e, f := s.add(a, b), s.add(b, c)
		s.splice(e^1, f)
		switch area := s.area(a, b, c); {
		case area > 0:
			s.join(f, e)
		case area < 0:
			return s.join(f, e) ^ 1
		}
		return e
	}
	half := n / 2
	var last, first int32 // of the first half, and of the second
	if s.x[byX[n-1]]-s.x[byX[0]] >= s.y[byY[n-1]]-s.y[byY[0]] {
		last, first = byX[half-1], byX[half]
		s.part(byY, func(p int32) bool { return p < first })
	} else {
		last, first = byY[half-1], byY[half]
		s.part(byX, func(p int32) bool { return s.rank[p] < s.rank[first] })
	}
	a, b := s.triangulate(byX[:half], byY[:half]), s.triangulate(byX[half:], byY[half:])
	hull = s.sew(s.along(s.leaving(a, last)^1), s.leaving(b, first))
	s.work.add(int(s.perMerge * float64(n)))
	return hull
}

// part brings points of the first half before the others, both in their order.
func (s *seamer) part(list []int32, isFirst func(p int32) bool) {
	n := 0
	others := s.room[:0]
	for _, p := range list {
		if isFirst(p) {
			list[n] = p
			n++
		} else {
			others = append(others, p)
		}
	}
	copy(list[n:], others)
	s.work.spend(len(list) / perSorted)
}

// leaving returns the edge of the hull, of which one is given, that leaves a point.
func (s *seamer) leaving(hull, p int32) int32 {
	for s.from[hull] != p {
		hull = s.above[hull^1]
		s.work.spend(1)
	}
	return hull
}

// sew joins two triangulations, of which, maybe after a quarter turn, one is on the left
// of the other. It is given the edges of the hulls that leave the points nearest to the
// other, clockwise on the left and counterclockwise on the right, and returns an edge of
// the hull of both, counterclockwise.
func (s *seamer) sew(left, right int32) (hull int32) {
	// Down to the lower side of the hull of both.
	for {
		s.work.spend(1)
		if s.isLeft(s.from[right], left) {
			left = s.along(left)
		} else if s.isRight(s.from[left], right) {
			right = s.above[right^1]
		} else {
			break
		}
	}
	base := s.join(right^1, left) // from right to left
	hull = base ^ 1
	for {
		l, r := s.above[base^1], s.below[base]
		isL, isR := s.isRight(s.to(l), base), s.isRight(s.to(r), base)
		a, b := s.from[base^1], s.from[base] // from left to right
		if isL {
			for next := s.above[l]; s.holds(a, b, s.to(l), s.to(next)); next = s.above[l] {
				s.remove(l)
				l = next
				s.work.spend(1)
			}
		}
		if isR {
			for next := s.below[r]; s.holds(a, b, s.to(r), s.to(next)); next = s.below[r] {
				s.remove(r)
				r = next
				s.work.spend(1)
			}
		}
		switch {
		case !isL && !isR:
			return hull
		case !isL || isR && s.holds(a, b, s.to(l), s.to(r)):
			base = s.join(r, base^1)
		default:
			base = s.join(base^1, l^1)
		}
		s.work.spend(1)
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
