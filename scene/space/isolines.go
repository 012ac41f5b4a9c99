package space

import (
	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/bsp"
)

// Isoline is a contour line of a patch.
type Isoline struct {
	Patch  int // of Patches.List
	Level  float64
	Points []scene.Vec // at the height Level
}

// Isolines returns the contour lines of all patches at the given heights, up to
// the exact edges of gaps. Flat parts at a height are outlined; see grid.Basins.
func (s *Patches) Isolines(levels []float64) []Isoline {
	if len(s.List) == 0 {
		return nil
	}
	m := newModel(func() {})
	for k := range s.List {
		m.add(&s.List[k], max(restingCells/len(s.List), 100), 1000)
	}
	one := m.weld(len(m.points))
	z := make([]float64, len(one))
	for k, v := range one {
		z[k] = m.points[v][2]
	}
	var lines []Isoline
	for _, level := range levels {
		t := isoTracer{model: m, one: one, z: z, level: level}
		t.basins = grid.Basins(z, level, t.edges)
		for k := 0; k < len(m.triangles); k += 3 {
			t.triangle([3]uint32(m.triangles[k:]), int(m.owner[k/3]))
		}
		lines = append(lines, t.lines()...)
	}
	return lines
}

// isoTracer collects where one level runs through the triangles of a model.
type isoTracer struct {
	model  *model
	one    []uint32 // vertices at one place are one
	z      []float64
	level  float64
	basins []bool // vertices at the level that count as lower

	segments [][2]crossed
}

// crossed is an edge of a patch at which the level is passed.
type crossed struct {
	from, to uint32
	patch    int
}

// edges yields the edges at vertices that lie at the level, from there.
func (t *isoTracer) edges(yield func(k, n int) bool) {
	corners := t.model.triangles
	for k := range corners {
		a, b := int(t.one[corners[k]]), int(t.one[corners[k-k%3+(k+1)%3]])
		if t.z[b] == t.level {
			a, b = b, a
		}
		if a != b && t.z[a] == t.level && !yield(a, b) {
			return
		}
	}
}

// low reports whether vertex k is below the level.
func (t *isoTracer) low(k uint32) bool {
	return t.z[k] < t.level || t.basins != nil && t.basins[k]
}

// triangle adds the way through a triangle. A corner at the level counts as above
// or below it, so that two edges are crossed or none.
func (t *isoTracer) triangle(corners [3]uint32, patch int) {
	var ends [2]crossed
	n := 0
	for k, v := range corners {
		a, b := t.one[v], t.one[corners[(k+1)%3]]
		if t.low(a) != t.low(b) {
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
		line := Isoline{chain[0].patch, t.level, make([]scene.Vec, len(chain))}
		for k, e := range chain {
			line.Points[k] = t.place(e)
		}
		lines = append(lines, line)
	}
	return lines
}

// place returns where an edge passes the level.
func (t *isoTracer) place(e crossed) scene.Vec {
	a, b := t.model.place(e.from), t.model.place(e.to)
	w := a.Lerp(b, (t.level-a.Z)/(b.Z-a.Z))
	w.Z = t.level
	return w
}
