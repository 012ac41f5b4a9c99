package heightfield

import (
	"zscape/scene"
	"zscape/scene/space"
)

// samplePoints is the mark of the samples.
type samplePoints struct{ mark space.Samples }

// show returns the mark of the samples of h or, if they are drawn, of patches;
// hidden by what is in front of them, which may be nil.
func (s *samplePoints) show(h *heights, p *patches, behind space.Occluder) *space.Samples {
	m := &s.mark
	*m = space.Samples{Lattices: m.Lattices[:0], Behind: behind}
	if !p.drawn {
		g := &h.inside
		m.Lattices = append(m.Lattices, space.Lattice{Cols: g.Nx(), Rows: g.Ny(), At: func(i, j int) scene.Vec {
			return scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.At(i, j)}
		}})
		return m
	}
	for k := range p.mark.List {
		q := &p.mark.List[k]
		m.Lattices = append(m.Lattices, space.Lattice{Cols: len(q.U), Rows: len(q.V), At: func(i, j int) scene.Vec {
			return q.Points[j*len(q.U)+i]
		}})
	}
	return m
}
