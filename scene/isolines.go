package scene

import "zscape/scene/bsp"

// Isoline is a contour line of a patch.
type Isoline struct {
	Patch  int // of Patches.List
	Level  float64
	Points []Vec // at the height Level
}

// Isolines returns the contour lines of all patches at the given heights, up to
// the exact edges of gaps.
func (s *Patches) Isolines(levels []float64) []Isoline {
	if len(s.List) == 0 {
		return nil
	}
	m := &model{edges: map[[2]uint32]uint32{}}
	for k := range s.List {
		m.add(&s.List[k], max(restingCells/len(s.List), 100), 1000)
	}
	one := m.weld(len(m.points))
	var lines []Isoline
	for _, level := range levels {
		t := isoTracer{model: m, one: one, level: level}
		for k := 0; k < len(m.triangles); k += 3 {
			t.triangle([3]uint32(m.triangles[k:]), int(m.owner[k/3]))
		}
		lines = append(lines, t.lines()...)
	}
	return lines
}

// isoTracer collects where one level runs through the triangles of a model.
type isoTracer struct {
	model *model
	one   []uint32 // vertices at one place are one
	level float64

	segments [][2]crossed
}

// crossed is an edge of a patch at which the level is passed.
type crossed struct {
	from, to uint32
	patch    int
}

// triangle adds the way through a triangle. A corner at the level counts as above
// it, so that two edges are crossed or none.
func (t *isoTracer) triangle(corners [3]uint32, patch int) {
	var ends [2]crossed
	n := 0
	for k, v := range corners {
		w := corners[(k+1)%3]
		if (t.model.points[v][2] < t.level) != (t.model.points[w][2] < t.level) {
			a, b := t.one[v], t.one[w]
			ends[n] = crossed{min(a, b), max(a, b), patch}
			n++
		}
	}
	if n == 2 && ends[0] != ends[1] {
		t.segments = append(t.segments, ends)
	}
}

// lines joins the ways.
func (t *isoTracer) lines() []Isoline {
	var lines []Isoline
	for _, chain := range bsp.Chains(t.segments) {
		line := Isoline{chain[0].patch, t.level, make([]Vec, len(chain))}
		for k, e := range chain {
			line.Points[k] = t.place(e)
		}
		lines = append(lines, line)
	}
	return lines
}

// place returns where an edge passes the level.
func (t *isoTracer) place(e crossed) Vec {
	a, b := t.model.place(e.from), t.model.place(e.to)
	w := a.lerp(b, (t.level-a.Z)/(b.Z-a.Z))
	w.Z = t.level
	return w
}
