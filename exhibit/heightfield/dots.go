package heightfield

import (
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// dotMarks returns the mark of the samples, if they are to be seen.
func (s *Session) dotMarks(flat bool) []space.Mark {
	if !s.State.On("dots") {
		return nil
	}
	b, m := &s.body, &s.dots
	*m = space.Samples{Lattices: m.Lattices[:0]}
	hides := !flat && s.State.Text(exhibit.ModeKey) != "wireframe"
	if !b.drawn {
		g := &s.whole
		m.Lattices = append(m.Lattices, space.Lattice{Cols: g.Nx(), Rows: g.Ny(), At: func(i, j int) scene.Vec {
			return scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.At(i, j)}
		}})
		if hides {
			m.Behind = &s.surface
		}
		return []space.Mark{m}
	}
	for k := range b.patches.List {
		p := &b.patches.List[k]
		m.Lattices = append(m.Lattices, space.Lattice{Cols: len(p.U), Rows: len(p.V), At: func(i, j int) scene.Vec {
			return p.Points[j*len(p.U)+i]
		}})
	}
	if hides {
		m.Behind = &b.patches
	}
	return []space.Mark{m}
}
