package space

import "zscape/scene"

// solid is the Solid of patches as they were drawn.
type solid struct {
	patches *Patches
	detail  *patchDetail
	view    *scene.View
}

func (s *solid) Hit(from, dir scene.Vec, least float64) (t float64, ok bool) {
	t, _, ok = s.detail.hit(from, dir, least)
	return t, ok
}

func (s *solid) Bounds() scene.Box {
	b := scene.EmptyBox()
	for k := range s.detail.points {
		if p := s.detail.place(uint32(k)); p.Finite() {
			b = b.Union(scene.Box{Min: p, Max: p})
		}
	}
	return b
}

// GridLines returns the grid lines, and the edges of gaps.
func (s *solid) GridLines() ([][]scene.Vec, []scene.Color) {
	lines, colors := s.patches.gridLines(s.detail, s.view)
	d := s.detail
	one := d.one()
	brinks := make(map[uint32]bool, len(d.edges))
	for _, k := range d.edges {
		brinks[one[k]] = true // a gap may end at a sample
	}
	owners := d.ownerOfVertex(d.corners)
	for _, chain := range d.outline() {
		t := gridTracer{patches: s.patches, patch: d.lattices[owners[chain[0]]].patch, view: s.view}
		for _, k := range chain {
			if !brinks[one[k]] {
				t.end()
				continue
			}
			t.add(d.place(k))
		}
		t.end()
		lines, colors = append(lines, t.lines...), append(colors, t.colors...)
	}
	return lines, colors
}
