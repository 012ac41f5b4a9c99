package space

import "zscape/scene"

// mesh owns the arrays of a Mesh.
type mesh struct {
	x, y  []float32
	data  scene.MeshData
	index []uint32
}

// cut makes c the mesh of the vertices x, y, w, of which at gives the places,
// and of the triangles index, cut off where it comes too near to the eye. Cut
// triangles stay in their place in the order.
func (c *mesh) cut(v *scene.View, x, y, w []float32, index []uint32, m *scene.MeshData, at func(k uint32) scene.Vec) {
	c.x, c.y = append(c.x[:0], x...), append(c.y[:0], y...)
	c.data.Version++
	c.data.U, c.data.V = append(c.data.U[:0], m.U...), append(c.data.V[:0], m.V...)
	c.data.Level = append(c.data.Level[:0], m.Level...)
	c.data.Colors = append(c.data.Colors[:0], m.Colors...)
	c.index = c.index[:0]
	between := func(p, q uint32) uint32 { // p is in front, q behind
		wp, wq := float64(w[p]), float64(w[q])
		t := (wp - 2*scene.Near) / (wp - wq)
		s, _ := v.Project(at(p).Lerp(at(q), t))
		c.x, c.y = append(c.x, float32(s.X)), append(c.y, float32(s.Y))
		mix := func(a, b float32) float32 { return a + float32(t)*(b-a) }
		c.data.U = append(c.data.U, mix(m.U[p], m.U[q]))
		c.data.V = append(c.data.V, mix(m.V[p], m.V[q]))
		c.data.Level = append(c.data.Level, mix(m.Level[p], m.Level[q]))
		if len(m.Colors) > 0 {
			c.data.Colors = append(c.data.Colors, m.Colors[p].Mix(m.Colors[q], float32(t)))
		}
		return uint32(len(c.x) - 1)
	}
	for k := 0; k < len(index); k += 3 {
		t := [3]uint32{index[k], index[k+1], index[k+2]}
		front := 0
		for _, p := range t {
			if w[p] > 2*scene.Near {
				front++
			}
		}
		in := func(k int) bool { return w[t[k%3]] > 2*scene.Near }
		switch front {
		case 3:
			c.index = append(c.index, t[0], t[1], t[2])
		case 1, 2:
			odd := 0 // the corner that is alone on its side
			for in(odd) != (front == 1) {
				odd++
			}
			p, q, r := t[odd%3], t[(odd+1)%3], t[(odd+2)%3]
			if front == 1 {
				c.index = append(c.index, p, between(p, q), between(p, r))
			} else {
				a, b := between(q, p), between(r, p)
				c.index = append(c.index, a, q, r, a, r, b)
			}
		}
	}
}
