package plot

import (
	"math"

	"zscape/scene"
)

// crisp returns where a line one unit wide covers whole pixels.
func crisp(p float64) float64 { return math.Floor(p) + 0.5 }

// drawRules records the rules behind the data, one at each tick. That at 0
// stands out a little.
func (f *Frame) drawRules(l *scene.DisplayList) {
	t := f.theme
	f.ruleAt(l, t.Rule.Mix(t.Background, 0.5), func(t Tick) bool { return t.Minor })
	f.ruleAt(l, t.Rule, func(t Tick) bool { return !t.Minor && t.At != 0 })
	f.ruleAt(l, t.Rule.Mix(t.Muted, 0.4), func(t Tick) bool { return !t.Minor && t.At == 0 })
}

// ruleAt records the rules at the ticks that are wanted.
func (f *Frame) ruleAt(l *scene.DisplayList, c scene.Color, wanted func(Tick) bool) {
	rules := l.NewPolylines(scene.Stroke{Color: c, Width: 1})
	a := f.Area
	for k, p := range f.yTicks.places {
		if p.at < far && !f.plainY && wanted(f.yTicks.ticks[k]) {
			y := crisp(p.at)
			rules.Segment(scene.Point{X: a.Min.X, Y: y}, scene.Point{X: a.Max.X, Y: y})
		}
	}
	for k, p := range f.xTicks.places {
		if p.at < far && !f.plainX && wanted(f.xTicks.ticks[k]) {
			x := crisp(p.at)
			rules.Segment(scene.Point{X: x, Y: a.Min.Y}, scene.Point{X: x, Y: a.Max.Y})
		}
	}
}

// drawAxes records labels and titles.
func (f *Frame) drawAxes(l *scene.DisplayList) {
	size := labelSize * f.theme.TextSize
	for _, t := range []*ticking{&f.xTicks, &f.yTicks} {
		for k, p := range t.places {
			if p.shown {
				write(l, scene.Text{String: t.ticks[k].Label, At: p.box.Min, Size: size, Color: f.theme.Muted})
			}
		}
	}
	f.drawTitles(l)
}

func (f *Frame) drawTitles(l *scene.DisplayList) {
	h, k := &f.header, &f.key
	size := f.theme.TextSize
	left := f.Rect.Min.X + border
	width := f.Rect.W() - 2*border
	if h.title {
		s := fitted(k.title, titleSize*size, width)
		write(l, scene.Text{String: s, At: scene.Point{X: left, Y: h.titleTop}, Size: titleSize * size, Color: f.theme.Ink})
	}
	if h.yTitle {
		at := scene.Point{X: left, Y: f.Area.Min.Y - lineHeight(labelSize*size)/2 - rowGap}
		context := scene.Text{String: f.yTicks.context, At: at, Size: labelSize * size, Color: f.theme.Muted, AlignY: 1}
		title := fitted(k.yLabel, size, width-textWidth(context.String, context.Size)-size)
		write(l, scene.Text{String: title, At: at, Size: size, Color: f.theme.Ink, AlignY: 1})
		if title != "" {
			context.At.X += textWidth(title, size) + 0.6*size
		}
		write(l, context)
	}
	if !h.xTitle {
		return
	}
	y := f.Rect.Max.Y - border
	title := fitted(k.xLabel, size, width)
	if title != "" {
		at := scene.Point{X: f.Area.Max.X, Y: y}
		t := scene.Text{String: title, At: at, Size: size, Color: f.theme.Ink, AlignX: 1, AlignY: 1}
		t.At = heldInside(t, f.Rect.Inset(border))
		write(l, t)
	}
	context := scene.Text{String: f.xTicks.context, At: scene.Point{X: f.Area.Min.X, Y: y}, Size: labelSize * size, Color: f.theme.Muted, AlignY: 1}
	if f.besideX(context.String) {
		write(l, context)
	}
}
