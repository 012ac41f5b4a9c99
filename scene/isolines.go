package scene

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
		t := isoTracer{model: m, one: one, level: level, at: map[[2]uint32][]int{}}
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

	segments [][2][2]uint32 // from edge to edge
	patches  []int          // that they are of
	at       map[[2]uint32][]int
}

// triangle adds the way through a triangle. A corner at the level counts as above
// it, so that two edges are crossed or none.
func (t *isoTracer) triangle(corners [3]uint32, patch int) {
	var ends [2][2]uint32
	n := 0
	for k, v := range corners {
		w := corners[(k+1)%3]
		if (t.model.points[v][2] < t.level) != (t.model.points[w][2] < t.level) {
			a, b := t.one[v], t.one[w]
			ends[n] = [2]uint32{min(a, b), max(a, b)}
			n++
		}
	}
	if n != 2 || ends[0] == ends[1] {
		return
	}
	k := len(t.segments)
	t.segments, t.patches = append(t.segments, ends), append(t.patches, patch)
	for _, e := range ends {
		t.at[e] = append(t.at[e], k)
	}
}

// lines joins the ways.
func (t *isoTracer) lines() []Isoline {
	used := make([]bool, len(t.segments))
	follow := func(points []Vec, k, side int) []Vec {
		for {
			e := t.segments[k][side]
			points = append(points, t.place(e))
			next := -1
			for _, n := range t.at[e] {
				if !used[n] && t.patches[n] == t.patches[k] {
					next = n
				}
			}
			if next < 0 {
				return points
			}
			used[next] = true
			side = 0
			if t.segments[next][0] == e {
				side = 1
			}
			k = next
		}
	}
	var lines []Isoline
	for k := range t.segments {
		if used[k] {
			continue
		}
		used[k] = true
		back := follow(nil, k, 0)
		for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
			back[i], back[j] = back[j], back[i]
		}
		lines = append(lines, Isoline{t.patches[k], t.level, follow(back, k, 1)})
	}
	return lines
}

// place returns where an edge passes the level.
func (t *isoTracer) place(e [2]uint32) Vec {
	a, b := t.model.place(e[0]), t.model.place(e[1])
	w := a.lerp(b, (t.level-a.Z)/(b.Z-a.Z))
	w.Z = t.level
	return w
}
