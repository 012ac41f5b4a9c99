package space

import "zscape/scene"

// Triangles returns the patches as triangles, up to the edges of gaps, with about
// limit cells in all. Points that are not finite belong to no triangle. Owner is
// the patch that each triangle is of. Pause is called between pieces of the work.
func (s *Patches) Triangles(limit int, pause func()) (points []scene.Vec, triangles [][3]uint32, owner []int32) {
	m := newModel(pause)
	for k := range s.List {
		m.add(&s.List[k], max(limit/len(s.List), 1), 0)
	}
	points = make([]scene.Vec, len(m.points))
	for k, p := range m.points {
		points[k] = scene.Vec{X: p[0], Y: p[1], Z: p[2]}
	}
	triangles = make([][3]uint32, len(m.owner))
	for k := range triangles {
		triangles[k] = [3]uint32(m.triangles[3*k:])
	}
	// Patches without a cell have no lattice.
	of := make([]int32, 0, len(m.lattices))
	for _, g := range m.lattices {
		for k := range s.List {
			if g.patch == &s.List[k] {
				of = append(of, int32(k))
			}
		}
	}
	for _, o := range m.owner {
		owner = append(owner, of[o])
	}
	return points, triangles, owner
}
