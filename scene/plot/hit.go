package plot

import "zscape/scene"

// Hit is a data point that is pointed at.
type Hit struct {
	Mark, Index int // the mark, and the number of the point in it
	X, Y        float64
	Name        string // of the mark
	Text        string // what the mark says about the point beside x and y
	AtX, AtY    string // what it calls the place on each axis; "" is as the axis writes X and Y
}

// Nearest returns the data point nearest to the point q of the plot drawn in
// r, no farther than within screen units. For a Line it is enough if the line
// comes so near: then it is the nearer end of that piece. A bar or a cell of
// a heat map is hit if q lies in it, and nothing else is near. Of equally near
// points it is the one drawn last. Points outside the plotting area are not found.
func (p *Plot) Nearest(r scene.Rect, look scene.Look, q scene.Point, within float64) (Hit, bool) {
	f := p.Layout(r, look)
	best, mark, index := within, -1, -1
	// A point on the border may be pointed at from outside.
	if !f.Area.Inset(-within).Contains(q) {
		return Hit{}, false
	}
	for k, m := range p.Marks {
		if *m.Series().Hidden {
			continue
		}
		if _, is := m.(CellMark); is && best < within {
			continue // a point is near
		}
		if i, d, ok := f.nearest(m, q, best); ok {
			best, mark, index = d, k, i
		}
	}
	if mark < 0 {
		return Hit{}, false
	}
	return p.HitAt(mark, index)
}

// HitAt returns point index of a mark; ok is false if there is none, or it is a gap.
func (p *Plot) HitAt(mark, index int) (h Hit, ok bool) {
	if mark < 0 || mark >= len(p.Marks) {
		return Hit{}, false
	}
	m := p.Marks[mark]
	if c, is := m.(CellMark); is {
		h, ok = c.Hit(index)
	} else {
		x, y := m.Data()
		if index < 0 || index >= min(len(x), len(y)) {
			return Hit{}, false
		}
		h = Hit{X: x[index], Y: y[index]}
		_, okX := p.X.Scale.forward(h.X)
		_, okY := p.Y.Scale.forward(h.Y)
		ok = okX && okY
		if s, is := m.(Speaker); is {
			h.Text = s.Say(index)
		}
	}
	h.Mark, h.Index, h.Name = mark, index, m.Series().Name
	return h, ok
}

// nearest returns the point of m that is nearest to q, and its distance, if
// that is at most most.
func (f *Frame) nearest(m Mark, q scene.Point, most float64) (index int, distance float64, ok bool) {
	switch m := m.(type) {
	case CellMark:
		index, ok = m.CellAt(f, q)
		return index, most, ok
	case *Line:
		return f.nearestOnLine(m, q, most)
	}
	x, y := m.Data()
	w := f.around(q, most)
	for k := range min(len(x), len(y)) {
		if !w.Contains(x[k], y[k]) {
			continue
		}
		p, valid := f.ToScreen(x[k], y[k])
		if d := p.Sub(q).Norm(); valid && d <= most && f.shows(p) {
			index, most, ok = k, d, true
		}
	}
	return index, most, ok
}

// shows reports whether p lies in the plotting area, give or take a rounding.
func (f *Frame) shows(p scene.Point) bool { return f.Area.Inset(-1e-6).Contains(p) }

// around returns limits that hold all data no farther than d from q on the
// screen, so that most of a long series need not be mapped.
func (f *Frame) around(q scene.Point, d float64) Limits {
	const slack = 1e-3
	x0, y0 := f.ToData(scene.Point{X: q.X - d - slack, Y: q.Y + d + slack})
	x1, y1 := f.ToData(scene.Point{X: q.X + d + slack, Y: q.Y - d - slack})
	return Limits{min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)}
}

// nearestOnLine is nearest for a line, whose pieces count.
func (f *Frame) nearestOnLine(m *Line, q scene.Point, most float64) (index int, distance float64, ok bool) {
	w := f.around(q, most)
	n := min(len(m.X), len(m.Y))
	for k := range n {
		j := max(k-1, 0)
		// The piece from j to k, unless it is altogether on one side of q.
		x0, x1, y0, y1 := m.X[j], m.X[k], m.Y[j], m.Y[k]
		if x0 < w.X0 && x1 < w.X0 || x0 > w.X1 && x1 > w.X1 || y0 < w.Y0 && y1 < w.Y0 || y0 > w.Y1 && y1 > w.Y1 {
			continue
		}
		b, okb := f.ToScreen(x1, y1)
		if !okb {
			continue
		}
		a, oka := f.ToScreen(x0, y0)
		if !oka {
			a = b
		}
		d, t := m.distance(q, a, b)
		near, other := k, j
		if t < 0.5 {
			near, other = j, k
		}
		if !oka {
			near, other = k, k
		}
		if d > most {
			continue
		}
		if !f.showsAt(m, near) {
			near = other
		}
		if f.showsAt(m, near) {
			index, most, ok = near, d, true
		}
	}
	return index, most, ok
}

func (f *Frame) showsAt(m *Line, k int) bool {
	p, ok := f.ToScreen(m.X[k], m.Y[k])
	return ok && f.shows(p)
}

// distance returns how far q is from the piece from a to b, and the fraction
// of the way along it where it is nearest.
func (m *Line) distance(q, a, b scene.Point) (d, t float64) {
	if !m.Step {
		return toSegment(q, a, b)
	}
	corner := scene.Point{X: b.X, Y: a.Y}
	d0, t0 := toSegment(q, a, corner)
	d1, _ := toSegment(q, corner, b)
	if d0 <= d1 {
		return d0, t0
	}
	return d1, 1
}

func toSegment(q, a, b scene.Point) (distance, t float64) {
	ab, aq := b.Sub(a), q.Sub(a)
	if n := ab.X*ab.X + ab.Y*ab.Y; n > 0 {
		t = hold((aq.X*ab.X+aq.Y*ab.Y)/n, 0, 1)
	}
	return aq.Sub(ab.Scale(t)).Norm(), t
}

// Select returns the numbers of the points in l, for each mark that is
// visible and has points.
func (p *Plot) Select(l Limits) [][]int {
	chosen := make([][]int, len(p.Marks))
	for j, m := range p.Marks {
		if *m.Series().Hidden {
			continue
		}
		x, y := m.Data()
		for k := range min(len(x), len(y)) {
			if l.Contains(x[k], y[k]) && x[k]-x[k] == 0 && y[k]-y[k] == 0 {
				chosen[j] = append(chosen[j], k)
			}
		}
	}
	return chosen
}
