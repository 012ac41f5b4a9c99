package plot

import (
	"math"

	"zscape/scene"
)

// Plot is a panel with two axes. Its memory is used again from frame to
// frame, so it must not be copied, nor used by several goroutines at once.
type Plot struct {
	Title  string
	X, Y   Axis
	Marks  []Mark // drawn in order
	Legend Place

	// Equal makes a unit equally long on both axes: where the limits do not
	// suit the picture's shape, one axis shows more than its limits. It has no
	// effect unless both scales are Linear.
	Equal bool

	// Hover is the data point whose values are shown, if any.
	Hover *Hit

	// Band is a rectangle that is being dragged, or the selection. Sides
	// that are infinite reach to the border of the plotting area.
	Band *Limits

	// Margins are the least distances between the plotting area and the
	// sides of the panel; see Align.
	Margins scene.Margins

	frame  Frame
	inks   []scene.Color // of the marks
	colors int           // how many of the series' colours are in use
	pen    Pen
	beside beside
}

// Axis is an axis of a plot.
type Axis struct {
	Label string
	Scale Scale

	// Min and Max are the limits. If both are 0, or either is NaN, they are
	// those of the data, with a little room. They may be in either order.
	Min, Max float64

	// Ticks, if not nil, take the place of those of the scale. Labels that
	// would overlap are left out.
	Ticks []Tick

	Reversed bool // runs to the left or downwards, as the rows of a matrix do
	Plain    bool // without rules at the ticks
	Hidden   bool // without ticks, rules and title

	linked []*Plot // whose data count for the limits, too
}

// Place is where a legend stands.
type Place int

const (
	NoLegend Place = iota
	Auto           // the corner of the plotting area in which it covers least
	Above          // above the plotting area, where it covers nothing
	TopRight
	TopLeft
	BottomRight
	BottomLeft
)

// SetLimits sets the limits of both axes. The zero Limits are those of the data.
func (p *Plot) SetLimits(l Limits) {
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = l.X0, l.X1, l.Y0, l.Y1
}

// GivenLimits returns the limits that are set; the zero Limits are those of the data.
func (p *Plot) GivenLimits() Limits {
	return Limits{X0: p.X.Min, X1: p.X.Max, Y0: p.Y.Min, Y1: p.Y.Max}
}

// Hide hides the marks of that name, or shows them again.
func (p *Plot) Hide(name string, hidden bool) {
	for _, m := range p.Marks {
		if s := m.Series(); s.Name == name {
			*s.Hidden = hidden
		}
	}
}

// Bounds returns the least limits that hold the data of all marks, hidden
// ones as well, so that an axis stays when a series is toggled. Limits
// without data are NaN.
func (p *Plot) Bounds() Limits {
	b := p.gather()
	l := Limits{b.x.lo, b.x.hi, b.y.lo, b.y.hi}
	if b.x.empty() {
		l.X0, l.X1 = math.NaN(), math.NaN()
	}
	if b.y.empty() {
		l.Y0, l.Y1 = math.NaN(), math.NaN()
	}
	return l
}

func (p *Plot) gather() Bounds {
	b := Bounds{x: newSpan(p.X.Scale), y: newSpan(p.Y.Scale)}
	for _, m := range p.Marks {
		m.Bounds(&b)
	}
	return b
}

// limits returns the limits of the axes, apart from Equal.
func (p *Plot) limits() (l Limits) {
	b := p.gather()
	x, y := b.x, b.y
	for _, q := range p.X.linked {
		if q != p {
			b = q.gather()
			x.union(b.x)
		}
	}
	for _, q := range p.Y.linked {
		if q != p {
			b = q.gather()
			y.union(b.y)
		}
	}
	l.X0, l.X1 = p.X.limits(x)
	l.Y0, l.Y1 = p.Y.limits(y)
	return l
}

// limits returns the limits of an axis whose data span s.
func (a *Axis) limits(s span) (lo, hi float64) {
	if a.Min == 0 && a.Max == 0 || math.IsNaN(a.Min) || math.IsNaN(a.Max) {
		return s.limits()
	}
	return a.Scale.sane(a.Min, a.Max)
}

// DrawIn lays the plot out in r and records it in l.
func (p *Plot) DrawIn(l *scene.DisplayList, r scene.Rect, look scene.Look) {
	f := p.Layout(r, look)
	if !(f.Area.W() > 0 && f.Area.H() > 0) {
		return
	}
	outer := clipOf(l)
	f.drawRules(l)
	l.Clip(f.bleed())
	d := &p.pen
	d.List, d.Frame, d.Theme = l, f, f.theme
	for k, m := range p.Marks {
		if *m.Series().Hidden {
			continue
		}
		d.Color = p.inks[k]
		m.Draw(d)
	}
	p.drawBeside(l)
	p.drawBand(l)
	l.Clip(outer)
	f.drawAxes(l)
	p.drawLegend(l)
	p.drawHover(l)
}

// clipOf returns the clip that is in force at the end of l, the zero Rect if none is.
func clipOf(l *scene.DisplayList) scene.Rect {
	ops := l.Ops()
	for k := len(ops) - 1; k >= 0; k-- {
		if r, ok := ops[k].(*scene.Rect); ok {
			return *r
		}
	}
	return scene.Rect{}
}

// drawBand records the band.
func (p *Plot) drawBand(l *scene.DisplayList) {
	if p.Band == nil {
		return
	}
	f := &p.frame
	r, ok := f.rect(*p.Band)
	if !ok {
		return
	}
	fill := l.NewPolygons()
	fill.Add(f.theme.Accent.Opacity(0.10), corners(r)...)
	b := p.Band
	edge := l.NewPolylines(scene.Stroke{Color: f.theme.Accent, Width: 1})
	if !math.IsInf(b.X0, 0) || !math.IsInf(b.X1, 0) {
		edge.Segment(scene.Point{X: crisp(r.Min.X), Y: r.Min.Y}, scene.Point{X: crisp(r.Min.X), Y: r.Max.Y})
		edge.Segment(scene.Point{X: crisp(r.Max.X), Y: r.Min.Y}, scene.Point{X: crisp(r.Max.X), Y: r.Max.Y})
	}
	if !math.IsInf(b.Y0, 0) || !math.IsInf(b.Y1, 0) {
		edge.Segment(scene.Point{X: r.Min.X, Y: crisp(r.Min.Y)}, scene.Point{X: r.Max.X, Y: crisp(r.Min.Y)})
		edge.Segment(scene.Point{X: r.Min.X, Y: crisp(r.Max.Y)}, scene.Point{X: r.Max.X, Y: crisp(r.Max.Y)})
	}
}

// setInks chooses the colours of the marks: those of one name share one.
func (p *Plot) setInks(t *scene.Theme) {
	p.inks, p.colors = p.inks[:0], 0
	for k, m := range p.Marks {
		p.inks = append(p.inks, p.ink(k, m.Series(), t))
	}
}

func (p *Plot) ink(k int, s Series, t *scene.Theme) scene.Color {
	switch {
	case s.Color != scene.Color{}:
		return s.Color
	case s.Name != "":
		for j, m := range p.Marks[:k] {
			if m.Series().Name == s.Name {
				return p.inks[j]
			}
		}
	}
	switch s.Ink {
	case Strong:
		return t.Ink
	case Quiet:
		return t.Muted
	}
	p.colors++
	return t.Series[(p.colors-1)%len(t.Series)]
}

// ColorOf returns the colour in which mark k is drawn.
func (p *Plot) ColorOf(k int, theme *scene.Theme) scene.Color {
	p.setInks(theme)
	return p.inks[k]
}
