package space

import (
	"math"

	"zscape/scene"
)

// axis is one axis as it is seen.
type axis struct {
	k        int       // 0, 1, 2: x, y, z
	from, to scene.Vec // ends of the edge it is drawn along, data coordinates
	p, q     scene.Point
	out      scene.Point // unit normal of the edge on the screen, away from the box
	title    string
	ticks    []scene.Tick
	notation scene.Notation
	common   string  // what the labels of the ticks leave out
	labels   []label // those that have a place
	depth    float64 // how far the labels of all ticks reach out from the edge
}

// label is a text in its place.
type label struct {
	scene.Text
	box scene.Rect // as the middle view has it
}

// shorten gives the labels leading digits in common, if they are long; ok is
// false if that changes nothing.
func (x *axis) shorten() (ok bool) {
	const most = 4 // digits
	last := len(x.ticks) - 1
	if last < 1 {
		return false
	}
	n := scene.ShortNotation(x.ticks[0].At, x.ticks[last].At, (x.ticks[last].At-x.ticks[0].At)/float64(last), most)
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
func (x *axis) at(t scene.Tick) scene.Vec {
	w := x.from
	set(&w, x.k, t.At)
	return w
}

// placeLabels gives the labels of the ticks their places, off those taken. It
// leaves out what has none.
func (x *axis) placeLabels(v *scene.View, taken []scene.Rect) {
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
		at := box.Center().Add(v.Disparity(w))
		x.labels = append(x.labels, label{scene.Text{String: t.Label, At: at, Size: size, Color: v.Theme.Muted, AlignX: 0.5, AlignY: 0.5}, box})
	}
}

// placeTitle returns the title and, behind it or below it, what the tick labels
// have in common, in their place off those taken; ok is false if there is none.
func (x *axis) placeTitle(v *scene.View, taken []scene.Rect) (title []label, ok bool) {
	ink := scene.Text{String: x.title, Size: 1.08 * v.Theme.TextSize, Color: v.Theme.Ink, AlignX: 0.5, AlignY: 0.5}
	muted := scene.Text{String: x.common, Size: tickSize * v.Theme.TextSize, Color: v.Theme.Muted, AlignX: 0.5, AlignY: 0.5}
	w, h := extent(ink.String, ink.Size)
	cw, ch := extent(muted.String, muted.Size)
	aside := v.Disparity(x.from.Lerp(x.to, 0.5))
	put := func(t scene.Text, r scene.Rect) {
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
		put(ink, scene.Rect{Min: r.Min, Max: scene.Point{X: r.Min.X + w, Y: r.Max.Y}})
		put(muted, scene.Rect{Min: scene.Point{X: r.Max.X - cw, Y: r.Min.Y}, Max: r.Max})
		return title, true
	}
	r, ok := x.beside(max(w, cw), h+ch, gap, v.Plot, taken)
	if !ok {
		r, ok = x.beyond(max(w, cw), h+ch, v.Plot, taken)
	}
	if ok {
		put(ink, scene.Rect{Min: r.Min, Max: scene.Point{X: r.Max.X, Y: r.Min.Y + h}})
		put(muted, scene.Rect{Min: scene.Point{X: r.Min.X, Y: r.Max.Y - ch}, Max: r.Max})
	}
	return title, ok
}

// beside returns a place in plot for a title w x h large beside the middle of
// the axis, gap away from it or little more, or else beside another part of it.
func (x *axis) beside(w, h, gap float64, plot scene.Rect, taken []scene.Rect) (scene.Rect, bool) {
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
	return scene.Rect{}, false
}

// beyond returns a place in plot beyond an end of the axis, for what cannot stand
// beside it: over the upper end or, if the axis is rather level, to the right of it.
// There is none if the axis is not in plot.
func (x *axis) beyond(w, h float64, plot scene.Rect, taken []scene.Rect) (scene.Rect, bool) {
	if d := x.q.Sub(x.p); math.Abs(d.X) > 2*math.Abs(d.Y) {
		right := x.p
		if d.X > 0 {
			right = x.q
		}
		box, _ := boxBeside(w, h, right, scene.Point{X: 1}, labelGap)
		return box, fits(box, plot, taken)
	}
	top := x.p
	if x.q.Y < top.Y {
		top = x.q
	}
	if !plot.Contains(top) {
		return scene.Rect{}, false
	}
	box, _ := boxBeside(w, h, top, scene.Point{Y: -1}, labelGap)
	box = box.Move(scene.Point{X: max(0, plot.Min.X-box.Min.X) + min(0, plot.Max.X-box.Max.X)})
	for ; plot.Contains(box.Min); box = box.Move(scene.Point{Y: -2}) {
		if fits(box, plot, taken) {
			return box, true
		}
	}
	return scene.Rect{}, false
}

// outlineEdge returns the edge along which axis k is drawn: of the four
// edges parallel to it those on the outline of the projected box (one of the
// two faces that meet there is turned to the eye, the other away), and of
// these the lowest for x and y, the leftmost for z or where two are level. ok
// is false if the axis is seen end on, or the eye is inside the box.
func outlineEdge(v *scene.View, k int) (axis, bool) {
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
		for _, end := range []*scene.Vec{&from, &to} {
			set(end, m, component([2]scene.Vec{lo, hi}[a], m))
			set(end, n, component([2]scene.Vec{lo, hi}[b], n))
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
		out := scene.Point{X: -d.Y, Y: d.X}.Scale(1 / d.Norm())
		center, _ := v.Project(lo.Lerp(hi, 0.5))
		if away := mid.Sub(center); out.X*away.X+out.Y*away.Y < 0 {
			out = out.Scale(-1)
		}
		best, bestScore, found = axis{k: k, from: from, to: to, p: p, q: q, out: out}, score, true
	}
	return best, found
}
