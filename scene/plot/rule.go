package plot

import "zscape/scene"

// Rule is a straight line across the whole plotting area at one value of an
// axis: a threshold, a boundary, the present. The limits take it in.
type Rule struct {
	Name   string
	Color  scene.Color
	Hidden bool

	At         float64
	Horizontal bool    // at y = At; otherwise it is upright, at x = At
	Width      float64 // screen units; 0 is 1.25
	Dash       float64 // length of dashes and gaps, screen units; 0 is solid
	Label      string  // beside its upper or right end
}

const ruleWidth = 1.25

func (m *Rule) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, Quiet} }
func (m *Rule) Data() (x, y []float64) { return nil, nil }

func (m *Rule) Bounds(b *Bounds) {
	s := &b.x
	if m.Horizontal {
		s = &b.y
	}
	if s.has(m.At) {
		s.add(m.At)
		s.room = true
	}
}

func (m *Rule) Draw(d *Pen) {
	a := d.Frame.Area
	axis, lo, hi := &d.Frame.x, a.Min.X, a.Max.X
	if m.Horizontal {
		axis, lo, hi = &d.Frame.y, a.Min.Y, a.Max.Y
	}
	at, ok := axis.toScreen(m.At)
	if !ok || !inRange(at, lo, hi) {
		return
	}
	line := d.Lines(orElse(m.Width, ruleWidth), m.Dash)
	label := scene.Text{String: m.Label, Size: labelSize * d.Theme.TextSize, Color: d.Color}
	const gap = 4
	if m.Horizontal {
		line.Segment(scene.Point{X: a.Min.X, Y: at}, scene.Point{X: a.Max.X, Y: at})
		label.At, label.AlignX, label.AlignY = scene.Point{X: a.Max.X - gap, Y: at - gap/2}, 1, 1
		if at-lineHeight(label.Size) < a.Min.Y {
			label.At.Y, label.AlignY = at+gap/2, 0
		}
	} else {
		line.Segment(scene.Point{X: at, Y: a.Min.Y}, scene.Point{X: at, Y: a.Max.Y})
		label.At = scene.Point{X: at + gap, Y: a.Min.Y}
		if at+gap+textWidth(m.Label, label.Size) > a.Max.X {
			label.At.X, label.AlignX = at-gap, 1
		}
	}
	d.Text(label)
}

func (m *Rule) Key(d *Pen, r scene.Rect) {
	d.LineKey(r, min(orElse(m.Width, ruleWidth), r.H()/2), m.Dash)
}
