package scene

import (
	"math"
	"slices"

	"zscape/scene/typeface"
)

// Axes is the box around the data: grid lines on the panes behind the data,
// and for each axis ticks, tick labels and a title along an edge of the box's
// outline, so that nothing of them lies over the data.
type Axes struct {
	X, Y, Z string // titles
	Hidden  bool   // draws nothing at all

	// Data, unless it is the zero Box, is where there may be ticks, if the
	// box is larger than the data.
	Data Box

	// LogZ says that z is the decimal logarithm of what the ticks say.
	LogZ bool
}

// axis is one axis as it is seen.
type axis struct {
	k        int // 0, 1, 2: x, y, z
	from, to Vec // ends of the edge it is drawn along, data coordinates
	p, q     Point
	out      Point // unit normal of the edge on the screen, away from the box
	at       []Tick
}

const (
	tickLength = 4.0
	labelGap   = 4.0 // between a tick and its label
	titleGap   = 5.0 // between tick labels and the title
)

// drawPanes records the grid lines of the panes, which lie behind everything.
func (a *Axes) drawPanes(l *DisplayList, v *View) {
	if a.Hidden {
		return
	}
	rules := l.NewPolylines(Stroke{Color: v.Theme.Rule, Width: 1})
	lo, hi := v.Box.Min, v.Box.Max
	line := func(p, q Vec) { worldSegment(rules, v, p, q) }
	for k := range 3 {
		atMin, atMax := v.whole().faces(k)
		for side, front := range []bool{atMin, atMax} {
			if front {
				continue
			}
			wall := component(lo, k)
			if side == 1 {
				wall = component(hi, k)
			}
			m, n := (k+1)%3, (k+2)%3
			for _, pair := range [][2]int{{m, n}, {n, m}} {
				along, across := pair[0], pair[1]
				for _, tick := range append(a.ticks(v, across), Tick{At: component(lo, across)}, Tick{At: component(hi, across)}) {
					t := tick.At
					p, q := lo, hi
					set(&p, k, wall)
					set(&q, k, wall)
					set(&p, across, t)
					set(&q, across, t)
					set(&p, along, component(lo, along))
					set(&q, along, component(hi, along))
					line(p, q)
				}
			}
		}
	}
}

// ticks chooses the ticks of axis k by the length that it would have face on,
// so that they stay as the box turns.
func (a *Axes) ticks(v *View, k int) []Tick {
	length := 2 * component(v.half, k) * v.Radius
	most := int(hold(length/(2.4*v.Theme.TextSize), 2, 8))
	at := scaleTicks(component(v.Box.Min, k), component(v.Box.Max, k), most, a.LogZ && k == 2)
	if a.Data == (Box{}) {
		return at
	}
	lo, hi := component(a.Data.Min, k), component(a.Data.Max, k)
	return slices.DeleteFunc(at, func(t Tick) bool { return t.At < lo || t.At > hi })
}

// drawScales records axis lines, ticks, labels and titles. In stereo, both eyes
// have the same, at places that the middle view has chosen.
func (a *Axes) drawScales(l *DisplayList, v *View) {
	if a.Hidden {
		return
	}
	m := v.whole()
	var placed []Rect
	var axes []axis
	for k := range 3 {
		if x, ok := m.outlineEdge(k); ok {
			x.at = a.ticks(m, k)
			axes = append(axes, x)
		}
	}
	lines := l.NewPolylines(Stroke{Color: v.Theme.Muted, Width: 1})
	depth := make([]float64, len(axes)) // how far labels reach out from the edge
	for n, x := range axes {
		lines.Segment(x.p.Add(v.disparity(x.from)), x.q.Add(v.disparity(x.to)))
		depth[n] = tickLength
		for _, t := range x.at {
			w := x.from
			set(&w, x.k, t.At)
			p, ok := m.Project(w)
			if !ok {
				continue
			}
			aside := v.disparity(w)
			lines.Segment(p.Add(aside), p.Add(x.out.Scale(tickLength)).Add(aside))
			s := t.Label
			size := v.Theme.TextSize * 0.92
			box, reach := textBeside(s, size, p, x.out, tickLength+labelGap)
			depth[n] = max(depth[n], reach)
			if !fits(box, v.Plot, nil) || overlapsAny(wider(box, 9), placed) {
				continue
			}
			placed = append(placed, box)
			l.Text(&Text{String: s, At: box.Center().Add(aside), Size: size, Color: v.Theme.Muted, AlignX: 0.5, AlignY: 0.5})
		}
	}
	for n, x := range axes {
		s := []string{a.X, a.Y, a.Z}[x.k]
		if s == "" {
			continue
		}
		size := v.Theme.TextSize * 1.08
		box, ok := x.placeTitle(s, size, depth[n]+titleGap, v.Plot, placed)
		if !ok {
			continue
		}
		placed = append(placed, box)
		at := box.Center().Add(v.disparity(x.from.lerp(x.to, 0.5)))
		l.Text(&Text{String: s, At: at, Size: size, Color: v.Theme.Ink, AlignX: 0.5, AlignY: 0.5})
	}
}

// placeTitle returns a place for title s in plot: beside the middle of the
// axis, gap away from it or little more; else beside another part of it; and
// where it is too wide for that, over the axis's upper end. There is none if the
// axis is not in plot.
func (x *axis) placeTitle(s string, size, gap float64, plot Rect, placed []Rect) (Rect, bool) {
	const most, step = 24.0, 2.0
	for k := range 9 {
		t := 0.5 + 0.125*float64((k+1)/2*(1-2*(k%2))) // 0.5, 0.375, 0.625, 0.25, ...
		for more := 0.0; more < most; more += step {
			box, _ := textBeside(s, size, x.p.Add(x.q.Sub(x.p).Scale(t)), x.out, gap+more)
			if fits(box, plot, placed) {
				return box, true
			}
		}
	}
	top := x.p
	if x.q.Y < top.Y {
		top = x.q
	}
	if !plot.Contains(top) {
		return Rect{}, false
	}
	box, _ := textBeside(s, size, top, Point{0, -1}, labelGap)
	box = box.move(Point{max(0, plot.Min.X-box.Min.X) + min(0, plot.Max.X-box.Max.X), 0})
	for ; plot.Contains(box.Min); box = box.move(Point{0, -step}) {
		if fits(box, plot, placed) {
			return box, true
		}
	}
	return Rect{}, false
}

// fits reports whether r lies in plot and off all others.
func fits(r, plot Rect, others []Rect) bool {
	return plot.Contains(r.Min) && plot.Contains(r.Max) && !overlapsAny(r, others)
}

// wider returns r with more space at its sides: numbers must not read as one.
func wider(r Rect, d float64) Rect {
	return Rect{Point{r.Min.X - d, r.Min.Y}, Point{r.Max.X + d, r.Max.Y}}
}

// outlineEdge returns the edge along which axis k is drawn: of the four
// edges parallel to it those on the outline of the projected box (one of the
// two faces that meet there is turned to the eye, the other away), and of
// these the lowest for x and y, the leftmost for z or where two are level. ok
// is false if the axis is seen end on, or the eye is inside the box.
func (v *View) outlineEdge(k int) (axis, bool) {
	m, n := (k+1)%3, (k+2)%3
	var front [3][2]bool
	for j := range 3 {
		front[j][0], front[j][1] = v.faces(j)
	}
	lo, hi := v.Box.Min, v.Box.Max
	var best axis
	found := false
	bestScore := 0.0
	for corner := range 4 {
		a, b := corner&1, corner>>1
		if front[m][a] == front[n][b] {
			continue
		}
		from, to := lo, hi
		for _, end := range []*Vec{&from, &to} {
			set(end, m, component([2]Vec{lo, hi}[a], m))
			set(end, n, component([2]Vec{lo, hi}[b], n))
		}
		p, okp := v.Project(from)
		q, okq := v.Project(to)
		d := q.Sub(p)
		if !okp || !okq || d.Norm() < 1.6*v.Theme.TextSize {
			continue
		}
		mid, _ := v.Project(from.lerp(to, 0.5))
		score := mid.Y - 0.01*mid.X
		if k == 2 {
			score = -mid.X + 0.01*mid.Y
		}
		if found && score <= bestScore {
			continue
		}
		out := Point{-d.Y, d.X}.Scale(1 / d.Norm())
		center, _ := v.Project(lo.lerp(hi, 0.5))
		if away := mid.Sub(center); out.X*away.X+out.Y*away.Y < 0 {
			out = out.Scale(-1)
		}
		best, bestScore, found = axis{k: k, from: from, to: to, p: p, q: q, out: out}, score, true
	}
	return best, found
}

// textBeside returns the box of text s whose nearest point is gap away from
// the line through p with unit normal out, and how far out the box reaches.
func textBeside(s string, size float64, p, out Point, gap float64) (Rect, float64) {
	w, ascent, descent := typeface.Measure(s, size)
	h := ascent + descent
	support := math.Abs(out.X)*w/2 + math.Abs(out.Y)*h/2
	c := p.Add(out.Scale(gap + support))
	return Rect{Point{c.X - w/2, c.Y - h/2}, Point{c.X + w/2, c.Y + h/2}}, gap + 2*support
}

func overlapsAny(r Rect, others []Rect) bool {
	for _, o := range others {
		if r.Overlaps(o) {
			return true
		}
	}
	return false
}

// worldSegment adds the segment from a to b in space, as far as it is in front of the eye.
func worldSegment(p *Polylines, v *View, a, b Vec) {
	a, b, ok := v.cut(a, b)
	q, okq := v.Project(a)
	r, okr := v.Project(b)
	if ok && okq && okr {
		p.AddWorld(q, a)
		p.AddWorld(r, b)
		p.End()
	}
}

func component(v Vec, k int) float64 { return [3]float64{v.X, v.Y, v.Z}[k] }

func set(v *Vec, k int, value float64) {
	switch k {
	case 0:
		v.X = value
	case 1:
		v.Y = value
	case 2:
		v.Z = value
	}
}
