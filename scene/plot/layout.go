package plot

import (
	"slices"

	"zscape/scene"
	"zscape/scene/typeface"
)

const (
	border  = 6.0 // around everything
	tickGap = 7.0 // between the plotting area and tick labels
	rowGap  = 4.0 // between lines of text

	labelSize = 0.92 // of tick labels, in the theme's text size
	titleSize = 1.15 // of the title
)

// layoutKey is all that the places of axes and titles depend on.
type layoutKey struct {
	rect          scene.Rect
	size          float64
	limits        Limits
	x, y          Scale
	hideX, hideY  bool
	turnX, turnY  bool
	ownX, ownY    bool
	title, xLabel string
	yLabel        string
	equal         bool
	margins       scene.Margins
	legend        float64
}

// header is the lines of text above and below the plotting area. Beside its
// title, an axis has there what its labels leave unsaid.
type header struct {
	title, legend, yTitle, xTitle, xLabels bool // whether there is room for them
	titleTop, legendTop                    float64
}

// Layout fits the plot into r.
func (p *Plot) Layout(r scene.Rect, look scene.Look) *Frame {
	f := &p.frame
	f.theme = look.Theme
	if f.theme == nil {
		f.theme = &scene.Light
	}
	p.setInks(f.theme)
	f.Rect, f.Area = r, scene.Rect{}
	if s := r.W() + r.H(); s-s != 0 || !(r.W() > 0 && r.H() > 0) {
		f.key = layoutKey{}
		return f
	}
	above := p.listLegend(f)
	key := layoutKey{
		rect: r, size: f.theme.TextSize, limits: p.limits(), x: p.X.Scale, y: p.Y.Scale,
		hideX: p.X.Hidden, hideY: p.Y.Hidden, turnX: p.X.Reversed, turnY: p.Y.Reversed,
		ownX: p.X.Ticks != nil, ownY: p.Y.Ticks != nil, title: p.Title, xLabel: p.X.Label, yLabel: p.Y.Label,
		equal: p.Equal, margins: p.Margins, legend: above,
	}
	if key != f.key || !slices.Equal(f.ownX, p.X.Ticks) || !slices.Equal(f.ownY, p.Y.Ticks) {
		f.key = key
		f.ownX, f.ownY = append(f.ownX[:0], p.X.Ticks...), append(f.ownY[:0], p.Y.Ticks...)
		f.fit(p)
	}
	f.Area = f.area
	f.plainX, f.plainY = p.X.Plain, p.Y.Plain
	p.placeLegend(f)
	return f
}

// fit divides the panel among titles, labels and the plotting area.
func (f *Frame) fit(p *Plot) {
	top, bottom := f.rows(p)
	left, right := border, border+4
	if p.Y.Hidden {
		right = border
	}
	left, right = max(left, p.Margins.Left), max(right, p.Margins.Right)
	top, bottom = max(top, p.Margins.Top), max(bottom, p.Margins.Bottom)
	labelsY := !p.Y.Hidden
	// Margins depend on labels, labels on limits, and limits, of equal axes,
	// on margins, which only grow.
	for range 5 {
		f.area = inner(f.Rect, scene.Margins{Left: left, Top: top, Right: right, Bottom: bottom})
		f.Area, f.Limits = f.area, f.key.limits
		if p.Equal && p.X.Scale == Linear && p.Y.Scale == Linear {
			f.equalize()
		}
		f.setMappings(&p.X, &p.Y)
		needs := f.placeY(&p.Y, labelsY)
		if needs > 0.45*f.Rect.W() {
			labelsY = false
			continue
		}
		before, after := f.placeX(&p.X, f.header.xLabels)
		grown := max(left, needs, left+before)
		if grown == left && after <= 0 {
			break
		}
		left, right = grown, right+max(after, 0)
	}
	f.xTicks.thin(f.Rect, scene.Point{X: 0.7 * f.theme.TextSize})
	f.yTicks.thin(f.Rect, scene.Point{Y: 1})
}

// inner returns r without margins, or r itself if they leave next to nothing.
func inner(r scene.Rect, m scene.Margins) scene.Rect {
	a := scene.Rect{
		Min: scene.Point{X: r.Min.X + m.Left, Y: r.Min.Y + m.Top},
		Max: scene.Point{X: r.Max.X - m.Right, Y: r.Max.Y - m.Bottom},
	}
	if a.W() < 1 {
		a.Min.X, a.Max.X = r.Min.X, r.Max.X
	}
	if a.H() < 1 {
		a.Min.Y, a.Max.Y = r.Min.Y, r.Max.Y
	}
	return a
}

// rows gives lines of text their height, the important ones first, as long
// as enough is left to the plotting area, and returns the margins that they take.
func (f *Frame) rows(p *Plot) (top, bottom float64) {
	text := f.theme.TextSize
	label, line, head := lineHeight(labelSize*text), lineHeight(text), lineHeight(titleSize*text)
	h := &f.header
	*h = header{}
	free := f.Rect.H() - 2*border
	claim := func(wanted bool, height, least float64) bool {
		if !wanted || free-height < least {
			return false
		}
		free -= height
		return true
	}
	top, bottom = border, border
	if !p.Y.Hidden {
		top += label / 2 // the highest label may stand half above the area
	}
	least := max(46, 0.4*f.Rect.H())
	if h.xLabels = claim(!p.X.Hidden, label+tickGap, 30); h.xLabels {
		bottom += label + tickGap
	}
	l := f.key.limits
	h.yTitle = claim(!p.Y.Hidden && (p.Y.Label != "" || p.Y.unsaid(l.Y0, l.Y1)), line+rowGap, least)
	h.title = claim(p.Title != "", head+rowGap, least)
	h.xTitle = claim(!p.X.Hidden && (p.X.Label != "" || p.X.unsaid(l.X0, l.X1)), line, least)
	h.legend = claim(f.key.legend > 0, f.key.legend+rowGap, least)
	if h.xTitle {
		bottom += line
	}
	y := f.Rect.Min.Y + border
	if h.title {
		h.titleTop = y
		y += head + rowGap
		top += head + rowGap
	}
	if h.legend {
		h.legendTop = y
		top += f.key.legend + rowGap
	}
	if h.yTitle {
		top += line + rowGap
	}
	return top, bottom
}

// unsaid reports whether labels of about those limits leave something unsaid.
func (a *Axis) unsaid(lo, hi float64) bool {
	if a.Ticks != nil || a.Scale == Date {
		return a.Scale == Date
	}
	_, context := a.Scale.ticks(lo, hi, 5, true)
	return context != ""
}

// ticking is the ticks of an axis and where they are.
type ticking struct {
	ticks   []Tick
	context string
	places  []place
}

type place struct {
	at    float64    // on the screen
	box   scene.Rect // of the label
	shown bool       // whether the label is
}

// placeY chooses the ticks of the y axis, and returns the left margin that
// their labels need.
func (f *Frame) placeY(a *Axis, labels bool) (margin float64) {
	t := &f.yTicks
	const each = 38 // screen units a label
	most := int(hold(f.Area.H()/each, 2, 9))
	t.choose(a, f.Limits.Y0, f.Limits.Y1, most, f.header.yTitle)
	size := labelSize * f.theme.TextSize
	if textWidth(t.context, size) > f.Rect.W()-2*border {
		t.choose(a, f.Limits.Y0, f.Limits.Y1, most, false)
	}
	for k := range t.ticks {
		w, ascent, descent := typeface.Measure(t.ticks[k].Label, size)
		h := ascent + descent
		at, ok := f.y.toScreen(t.ticks[k].At)
		ok = ok && inRange(at, f.Area.Min.Y, f.Area.Max.Y)
		right := f.Area.Min.X - tickGap
		t.add(at, ok, labels, scene.Rect{Min: scene.Point{X: right - w, Y: at - h/2}, Max: scene.Point{X: right, Y: at + h/2}})
		if labels && ok && w > 0 {
			margin = max(margin, border+w+tickGap)
		}
	}
	return margin
}

// placeX chooses as many ticks of the x axis as have room for their labels,
// and returns how far these stand out of the panel on the left and on the right.
func (f *Frame) placeX(a *Axis, labels bool) (left, right float64) {
	t := &f.xTicks
	each := 52.0 // screen units a label
	if f.key.equal {
		each = 38 // as on the other axis
	}
	for most := int(hold(f.Area.W()/each, 2, 12)); ; most-- {
		t.choose(a, f.Limits.X0, f.Limits.X1, most, f.header.xTitle)
		if !f.besideX(t.context) {
			t.choose(a, f.Limits.X0, f.Limits.X1, most, false)
		}
		f.boxesX(labels)
		if most <= 2 || a.Ticks != nil || t.clear(scene.Point{X: 0.7 * f.theme.TextSize}, 1) {
			break
		}
	}
	for _, p := range t.places {
		if p.shown {
			left = max(left, f.Rect.Min.X+2-p.box.Min.X)
			right = max(right, p.box.Max.X-(f.Rect.Max.X-2))
		}
	}
	return min(left, f.Rect.W()/8), min(right, f.Rect.W()/8)
}

func (f *Frame) boxesX(labels bool) {
	t := &f.xTicks
	size := labelSize * f.theme.TextSize
	top := f.Area.Max.Y + tickGap
	for k := range t.ticks {
		w, ascent, descent := typeface.Measure(t.ticks[k].Label, size)
		at, ok := f.x.toScreen(t.ticks[k].At)
		ok = ok && inRange(at, f.Area.Min.X, f.Area.Max.X)
		t.add(at, ok, labels, scene.Rect{Min: scene.Point{X: at - w/2, Y: top}, Max: scene.Point{X: at + w/2, Y: top + ascent + descent}})
	}
}

// besideX reports whether the context of the x axis has room beside its title.
func (f *Frame) besideX(context string) bool {
	size := f.theme.TextSize
	title := fitted(f.key.xLabel, size, f.Rect.W()-2*border)
	return textWidth(title, size)+textWidth(context, labelSize*size)+size < f.Area.W()
}

// choose takes the ticks of the axis, without places.
func (t *ticking) choose(a *Axis, lo, hi float64, most int, brief bool) {
	t.places = t.places[:0]
	if a.Hidden {
		t.ticks, t.context = nil, ""
	} else if a.Ticks != nil {
		t.ticks, t.context = a.Ticks, ""
	} else {
		t.ticks, t.context = a.Scale.ticks(lo, hi, most, brief)
	}
}

// add places the next tick.
func (t *ticking) add(at float64, ok, label bool, box scene.Rect) {
	tick := &t.ticks[len(t.places)]
	if !ok {
		at = far
	}
	t.places = append(t.places, place{at, box, ok && label && !tick.Minor && tick.Label != ""})
}

// inRange reports whether p lies between lo and hi, give or take the rounding of a tick.
func inRange(p, lo, hi float64) bool { return p >= lo-1e-6 && p <= hi+1e-6 }

// clear reports whether of the labels shown every stride-th keeps the gap
// from the one before.
func (t *ticking) clear(gap scene.Point, stride int) bool {
	var last scene.Rect
	n := 0
	for _, p := range t.places {
		if !p.shown {
			continue
		}
		if n%stride == 0 {
			wide := scene.Rect{Min: p.box.Min.Sub(gap), Max: p.box.Max.Add(gap)}
			if n > 0 && wide.Overlaps(last) {
				return false
			}
			last = p.box
		}
		n++
	}
	return true
}

// thin leaves out labels that are not inside r, and of the others so many,
// evenly, that none is nearer than gap to the next.
func (t *ticking) thin(r scene.Rect, gap scene.Point) {
	n := 0
	for k, p := range t.places {
		t.places[k].shown = p.shown && r.Contains(p.box.Min) && r.Contains(p.box.Max)
		n++
	}
	stride := 1
	for stride < n && !t.clear(gap, stride) {
		stride++
	}
	n = 0
	for k := range t.places {
		if p := &t.places[k]; p.shown {
			p.shown = n%stride == 0
			n++
		}
	}
}
