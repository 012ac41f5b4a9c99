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
	title    string
	ticks    []Tick
	notation Notation
	common   string  // what the labels of the ticks leave out
	labels   []label // those that have a place
	depth    float64 // how far the labels of all ticks reach out from the edge
}

// label is a text in its place.
type label struct {
	Text
	box Rect // as the middle view has it
}

const (
	tickSize   = 0.92 // of labels, in the theme's text
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
	var at [3][]float64
	for k := range at {
		ticks, _ := a.ticks(v, k)
		for _, t := range ticks {
			at[k] = append(at[k], t.At)
		}
		at[k] = append(at[k], component(lo, k), component(hi, k))
	}
	for k := range 3 {
		atMin, atMax := v.Middle().Faces(k)
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
				for _, t := range at[across] {
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
func (a *Axes) ticks(v *View, k int) ([]Tick, Notation) {
	length := 2 * component(v.Half, k) * v.Radius
	most := int(hold(length/(2.4*v.Theme.TextSize), 2, 8))
	at, n := ScaleTicks(component(v.Box.Min, k), component(v.Box.Max, k), most, a.LogZ && k == 2)
	if a.Data == (Box{}) {
		return at, n
	}
	lo, hi := component(a.Data.Min, k), component(a.Data.Max, k)
	return slices.DeleteFunc(at, func(t Tick) bool { return t.At < lo || t.At > hi }), n
}

// drawScales records axis lines, ticks, labels and titles. In stereo, both eyes
// have the same, at places that the middle view has chosen.
func (a *Axes) drawScales(l *DisplayList, v *View) {
	if a.Hidden {
		return
	}
	m := v.Middle()
	var axes []axis
	for k := range 3 {
		if x, ok := outlineEdge(m, k); ok {
			x.title = [3]string{a.X, a.Y, a.Z}[k]
			x.ticks, x.notation = a.ticks(m, k)
			x.common = x.notation.Common()
			axes = append(axes, x)
		}
	}
	var titles []label
	taken := func(but int) []Rect {
		boxes := make([]Rect, 0, 32)
		for n, x := range axes {
			for _, b := range x.labels {
				if n != but {
					boxes = append(boxes, b.box)
				}
			}
		}
		for _, b := range titles {
			boxes = append(boxes, b.box)
		}
		return boxes
	}
	for n := range axes {
		x := &axes[n]
		x.placeLabels(v, taken(n))
		if log := a.LogZ && x.k == 2; !log && len(x.labels) < min(2, len(x.ticks)) && x.shorten() {
			x.placeLabels(v, taken(n))
		}
		if len(x.labels) == 0 {
			x.common = ""
		}
	}
	for n := range axes {
		x := &axes[n]
		title, ok := x.placeTitle(v, taken(-1))
		if !ok && x.common != "" { // then each label says all
			x.common = ""
			for k, t := range x.ticks {
				x.ticks[k].Label = x.notation.Whole(t.At)
			}
			x.placeLabels(v, taken(n))
			title, _ = x.placeTitle(v, taken(-1))
		}
		titles = append(titles, title...)
	}

	lines := l.NewPolylines(Stroke{Color: v.Theme.Muted, Width: 1})
	for _, x := range axes {
		lines.Segment(x.p.Add(v.Disparity(x.from)), x.q.Add(v.Disparity(x.to)))
		for _, t := range x.ticks {
			if p, ok := m.Project(x.at(t)); ok {
				aside := v.Disparity(x.at(t))
				lines.Segment(p.Add(aside), p.Add(x.out.Scale(tickLength)).Add(aside))
			}
		}
	}
	for _, x := range axes {
		for k := range x.labels {
			l.Text(&x.labels[k].Text)
		}
	}
	for k := range titles {
		l.Text(&titles[k].Text)
	}
}

// shorten gives the labels leading digits in common, if they are long; ok is
// false if that changes nothing.
func (x *axis) shorten() (ok bool) {
	const most = 4 // digits
	last := len(x.ticks) - 1
	if last < 1 {
		return false
	}
	n := ShortNotation(x.ticks[0].At, x.ticks[last].At, (x.ticks[last].At-x.ticks[0].At)/float64(last), most)
	if n == x.notation || n.Offset == 0 {
		return false
	}
	x.notation, x.common = n, n.Common()
	for k, t := range x.ticks {
		x.ticks[k].Label = n.Format(t.At)
	}
	return true
}

// at returns where on the edge the tick is.
func (x *axis) at(t Tick) Vec {
	w := x.from
	set(&w, x.k, t.At)
	return w
}

// placeLabels gives the labels of the ticks their places, off those taken. It
// leaves out what has none.
func (x *axis) placeLabels(v *View, taken []Rect) {
	m, size := v.Middle(), tickSize*v.Theme.TextSize
	x.labels, x.depth = make([]label, 0, len(x.ticks)), tickLength
	for _, t := range x.ticks {
		w := x.at(t)
		p, ok := m.Project(w)
		if !ok {
			continue
		}
		width, height := extent(t.Label, size)
		box, reach := boxBeside(width, height, p, x.out, tickLength+labelGap)
		x.depth = max(x.depth, reach)
		if !fits(box, v.Plot, nil) || overlapsAny(wider(box, 9), taken) {
			continue
		}
		taken = append(taken, box)
		x.labels = append(x.labels, label{Text{String: t.Label, At: box.Center().Add(v.Disparity(w)), Size: size, Color: v.Theme.Muted, AlignX: 0.5, AlignY: 0.5}, box})
	}
}

// placeTitle returns the title and, behind it or below it, what the tick labels
// have in common, in their place off those taken; ok is false if there is none.
func (x *axis) placeTitle(v *View, taken []Rect) (title []label, ok bool) {
	ink := Text{String: x.title, Size: 1.08 * v.Theme.TextSize, Color: v.Theme.Ink, AlignX: 0.5, AlignY: 0.5}
	muted := Text{String: x.common, Size: tickSize * v.Theme.TextSize, Color: v.Theme.Muted, AlignX: 0.5, AlignY: 0.5}
	w, h := extent(ink.String, ink.Size)
	cw, ch := extent(muted.String, muted.Size)
	aside := v.Disparity(x.from.Lerp(x.to, 0.5))
	put := func(t Text, r Rect) {
		t.At = r.Center().Add(aside)
		title = append(title, label{t, r})
	}
	gap := x.depth + titleGap
	switch {
	case x.title == "" && x.common == "":
		return nil, true
	case x.common == "" || x.title == "":
		r, ok := x.beside(w+cw, h, gap, v.Plot, taken)
		if !ok {
			r, ok = x.beyond(w+cw, h, v.Plot, taken)
		}
		if ok && x.title != "" {
			put(ink, r)
		} else if ok {
			put(muted, r)
		}
		return title, ok
	}
	between := 0.5 * ink.Size
	if r, ok := x.beside(w+between+cw, h, gap, v.Plot, taken); ok {
		put(ink, Rect{r.Min, Point{r.Min.X + w, r.Max.Y}})
		put(muted, Rect{Point{r.Max.X - cw, r.Min.Y}, r.Max})
		return title, true
	}
	r, ok := x.beside(max(w, cw), h+ch, gap, v.Plot, taken)
	if !ok {
		r, ok = x.beyond(max(w, cw), h+ch, v.Plot, taken)
	}
	if ok {
		put(ink, Rect{r.Min, Point{r.Max.X, r.Min.Y + h}})
		put(muted, Rect{Point{r.Min.X, r.Max.Y - ch}, r.Max})
	}
	return title, ok
}

// beside returns a place in plot for a title w x h large beside the middle of
// the axis, gap away from it or little more, or else beside another part of it.
func (x *axis) beside(w, h, gap float64, plot Rect, taken []Rect) (Rect, bool) {
	const most, step = 24.0, 2.0
	for k := range 9 {
		t := 0.5 + 0.125*float64((k+1)/2*(1-2*(k%2))) // 0.5, 0.375, 0.625, 0.25, ...
		for more := 0.0; more < most; more += step {
			box, _ := boxBeside(w, h, x.p.Add(x.q.Sub(x.p).Scale(t)), x.out, gap+more)
			if fits(box, plot, taken) {
				return box, true
			}
		}
	}
	return Rect{}, false
}

// beyond returns a place in plot beyond an end of the axis, for what cannot stand
// beside it: over the upper end or, if the axis is rather level, to the right of it.
// There is none if the axis is not in plot.
func (x *axis) beyond(w, h float64, plot Rect, taken []Rect) (Rect, bool) {
	if d := x.q.Sub(x.p); math.Abs(d.X) > 2*math.Abs(d.Y) {
		right := x.p
		if d.X > 0 {
			right = x.q
		}
		box, _ := boxBeside(w, h, right, Point{1, 0}, labelGap)
		return box, fits(box, plot, taken)
	}
	top := x.p
	if x.q.Y < top.Y {
		top = x.q
	}
	if !plot.Contains(top) {
		return Rect{}, false
	}
	box, _ := boxBeside(w, h, top, Point{0, -1}, labelGap)
	box = box.Move(Point{max(0, plot.Min.X-box.Min.X) + min(0, plot.Max.X-box.Max.X), 0})
	for ; plot.Contains(box.Min); box = box.Move(Point{0, -2}) {
		if fits(box, plot, taken) {
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
func outlineEdge(v *View, k int) (axis, bool) {
	m, n := (k+1)%3, (k+2)%3
	var front [3][2]bool
	for j := range 3 {
		front[j][0], front[j][1] = v.Faces(j)
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
		mid, _ := v.Project(from.Lerp(to, 0.5))
		score := mid.Y - 0.01*mid.X
		if k == 2 {
			score = -mid.X + 0.01*mid.Y
		}
		if found && score <= bestScore {
			continue
		}
		out := Point{-d.Y, d.X}.Scale(1 / d.Norm())
		center, _ := v.Project(lo.Lerp(hi, 0.5))
		if away := mid.Sub(center); out.X*away.X+out.Y*away.Y < 0 {
			out = out.Scale(-1)
		}
		best, bestScore, found = axis{k: k, from: from, to: to, p: p, q: q, out: out}, score, true
	}
	return best, found
}

// extent returns the width and the height of a text.
func extent(s string, size float64) (w, h float64) {
	w, ascent, descent := typeface.Measure(s, size)
	return w, ascent + descent
}

// boxBeside returns the box w x h large whose nearest point is gap away from
// the line through p with unit normal out, and how far out it reaches.
func boxBeside(w, h float64, p, out Point, gap float64) (Rect, float64) {
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
	a, b, ok := v.InFront(a, b)
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
