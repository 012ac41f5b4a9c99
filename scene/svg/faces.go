package svg

import "zscape/scene"

// faces calls draw for each face of m from back to front: for the two
// triangles of a cell together if they follow each other and lie side by side
// on the screen, for a triangle otherwise.
func faces(m *scene.Mesh, draw func(corners []uint32)) {
	for k := 0; k+3 <= len(m.Index); k += 3 {
		t := [3]uint32(m.Index[k:])
		if k+6 <= len(m.Index) {
			if q, ok := quad(m, t, [3]uint32(m.Index[k+3:])); ok {
				draw(q[:])
				k += 3
				continue
			}
		}
		draw(t[:])
	}
}

// quad joins two triangles at the diagonal of a cell of a lattice. If one of them shows
// its upper and the other its under side, they lie over each other, and ok is
// false.
func quad(m *scene.Mesh, s, t [3]uint32) (q [4]uint32, ok bool) {
	if m.Source.Solid != nil || (area(m, s) > 0) != (area(m, t) > 0) {
		return q, false
	}
	for n := range 3 {
		a, b, c := s[n], s[(n+1)%3], s[(n+2)%3] // the edge from b to c faces a
		if d, ok := across(t, b, c); ok && diagonal(m, b, c) {
			return [4]uint32{a, b, d, c}, true
		}
	}
	return q, false
}

// across returns the corner of t that is neither b nor c, if both are corners.
func across(t [3]uint32, b, c uint32) (d uint32, ok bool) {
	for n := range 3 {
		if u, v := t[(n+1)%3], t[(n+2)%3]; u == b && v == c || u == c && v == b {
			return t[n], true
		}
	}
	return 0, false
}

// diagonal reports whether the vertices b and c are opposite in a cell.
func diagonal(m *scene.Mesh, b, c uint32) bool {
	rows, cols := uint32(len(m.Source.Rows)), uint32(len(m.Source.Cols))
	if rows > 0 && max(b, c) >= rows*cols { // a vertex where a triangle is cut
		return false
	}
	return max(b, c)-min(b, c) == cols+1
}

// area returns twice the area of t on the screen, its sign that of the
// sense in which the corners go round, as they do over the grid.
func area(m *scene.Mesh, t [3]uint32) float32 {
	ax, ay := m.X[t[1]]-m.X[t[0]], m.Y[t[1]]-m.Y[t[0]]
	bx, by := m.X[t[2]]-m.X[t[0]], m.Y[t[2]]-m.Y[t[0]]
	return ax*by - ay*bx
}
