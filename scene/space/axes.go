package space

import (
	"slices"

	"zscape/scene"
)

// Axes is the box around the data: grid lines on the panes behind the data,
// and for each axis ticks, tick labels and a title along an edge of the box's
// outline, so that nothing of them lies over the data.
type Axes struct {
	X, Y, Z string // titles
	Hidden  bool   // draws nothing at all

	// Data, unless it is the zero Box, is where there may be ticks, if the
	// box is larger than the data.
	Data scene.Box

	// LogZ says that z is the decimal logarithm of what the ticks say.
	LogZ bool
}

const (
	tickSize   = 0.92 // of labels, in the theme's text
	tickLength = 4.0
	labelGap   = 4.0 // between a tick and its label
	titleGap   = 5.0 // between tick labels and the title
)

// drawPanes records the grid lines of the panes, which lie behind everything.
func (a *Axes) drawPanes(l *scene.DisplayList, v *scene.View) {
	if a.Hidden {
		return
	}
	rules := l.NewPolylines(scene.Stroke{Color: v.Theme.Rule, Width: 1})
	lo, hi := v.Box.Min, v.Box.Max
	line := func(p, q scene.Vec) { worldSegment(rules, v, p, q) }
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
func (a *Axes) ticks(v *scene.View, k int) ([]scene.Tick, scene.Notation) {
	length := 2 * component(v.Half, k) * v.Radius
	most := int(hold(length/(2.4*v.Theme.TextSize), 2, 8))
	at, n := scene.ScaleTicks(component(v.Box.Min, k), component(v.Box.Max, k), most, a.LogZ && k == 2)
	if a.Data == (scene.Box{}) {
		return at, n
	}
	lo, hi := component(a.Data.Min, k), component(a.Data.Max, k)
	return slices.DeleteFunc(at, func(t scene.Tick) bool { return t.At < lo || t.At > hi }), n
}

// drawScales records axis lines, ticks, labels and titles. In stereo, both eyes
// have the same, at places that the middle view has chosen. It returns the boxes of
// the texts, as that has them.
func (a *Axes) drawScales(l *scene.DisplayList, v *scene.View) []scene.Rect {
	if a.Hidden {
		return nil
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
	taken := func(but int) []scene.Rect {
		boxes := make([]scene.Rect, 0, 32)
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

	lines := l.NewPolylines(scene.Stroke{Color: v.Theme.Muted, Width: 1})
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
	return taken(-1)
}

// worldSegment adds the segment from a to b in space, as far as it is in front of the eye.
func worldSegment(p *scene.Polylines, v *scene.View, a, b scene.Vec) {
	a, b, ok := v.InFront(a, b)
	q, okq := v.Project(a)
	r, okr := v.Project(b)
	if ok && okq && okr {
		p.AddWorld(q, a)
		p.AddWorld(r, b)
		p.End()
	}
}

func component(v scene.Vec, k int) float64 { return [3]float64{v.X, v.Y, v.Z}[k] }

func set(v *scene.Vec, k int, value float64) {
	switch k {
	case 0:
		v.X = value
	case 1:
		v.Y = value
	case 2:
		v.Z = value
	}
}
