package plot

import (
	"math"

	"zscape/scene"
)

// Frame is a plot laid out in a rectangle of the screen. It is valid until
// the plot is laid out or drawn again.
type Frame struct {
	Rect   scene.Rect // of the whole panel
	Area   scene.Rect // where data are drawn; empty if there is no room for any
	Limits Limits     // at the borders of Area

	theme  *scene.Theme
	key    layoutKey
	area   scene.Rect // Area as it is for that key
	x, y   mapping
	xTicks ticking
	yTicks ticking
	ownX   []Tick // of the axes for that key
	ownY   []Tick
	plainX bool // no rules
	plainY bool
	header header
	legend legend
}

// ToScreen returns where (x, y) is on the screen; ok is false if an axis has no
// place for it: a value is not finite, or not positive on a logarithmic
// scale. The point may lie outside Area, but not farther than 1e12 from zero.
func (f *Frame) ToScreen(x, y float64) (q scene.Point, ok bool) {
	px, okx := f.x.toScreen(x)
	py, oky := f.y.toScreen(y)
	return scene.Point{X: px, Y: py}, okx && oky
}

// ToData returns what is at the point q of the screen.
func (f *Frame) ToData(q scene.Point) (x, y float64) {
	return f.x.toData(q.X), f.y.toData(q.Y)
}

// Pan returns the limits after what is shown has been moved by d on the
// screen. Like those of Zoom and BoxZoom, they are ascending and no farther
// than 1e303 from zero; an axis that cannot go on in the direction stays.
func (f *Frame) Pan(d scene.Point) (l Limits) {
	l.X0, l.X1 = f.x.pan(d.X)
	l.Y0, l.Y1 = f.y.pan(d.Y)
	return l
}

// Zoom returns the limits after what is shown has been stretched about the
// point q of the screen, which keeps its place, by a factor along each axis:
// above 1 shows less. An axis is not zoomed to less than 1e-12 of its numbers.
func (f *Frame) Zoom(q scene.Point, factorX, factorY float64) (l Limits) {
	l.X0, l.X1 = f.x.zoom(q.X, factorX)
	l.Y0, l.Y1 = f.y.zoom(q.Y, factorY)
	return l
}

// BoxZoom returns the limits of the rectangle with opposite corners a and b
// on the screen, as far as it lies in Area.
func (f *Frame) BoxZoom(a, b scene.Point) (l Limits) {
	a, b = within(a, f.Area), within(b, f.Area)
	l.X0, l.X1 = f.x.between(a.X, b.X)
	l.Y0, l.Y1 = f.y.between(a.Y, b.Y)
	return l
}

// FormatX writes a value of the x axis as finely as the axis shows it; if the
// axis has a tick of its own there, it is the tick's label.
func (f *Frame) FormatX(x float64) string {
	if s, ok := labelAt(f.ownX, x, f.Limits.X1-f.Limits.X0); ok {
		return s
	}
	return f.x.scale.format(x, f.Limits.X0, f.Limits.X1)
}

// FormatY is FormatX for the y axis.
func (f *Frame) FormatY(y float64) string {
	if s, ok := labelAt(f.ownY, y, f.Limits.Y1-f.Limits.Y0); ok {
		return s
	}
	return f.y.scale.format(y, f.Limits.Y0, f.Limits.Y1)
}

// labelAt returns the label of the tick at v, give or take a rounding.
func labelAt(ticks []Tick, v, span float64) (label string, ok bool) {
	for _, t := range ticks {
		if math.Abs(t.At-v) <= 1e-9*span && t.Label != "" {
			return t.Label, true
		}
	}
	return "", false
}

// rect returns where l is on the screen, as far as it lies in Area.
func (f *Frame) rect(l Limits) (r scene.Rect, ok bool) {
	x0, x1, okx := f.x.interval(l.X0, l.X1, f.Area.Min.X, f.Area.Max.X)
	y0, y1, oky := f.y.interval(l.Y0, l.Y1, f.Area.Min.Y, f.Area.Max.Y)
	return scene.Rect{Min: scene.Point{X: x0, Y: y0}, Max: scene.Point{X: x1, Y: y1}}, okx && oky
}

// interval returns the part between p and q of the screen, p < q, that a
// range of data takes. Values that the axis has no place for lie beyond its
// ends; for NaN there is none.
func (m *mapping) interval(lo, hi, p, q float64) (from, to float64, ok bool) {
	if math.IsNaN(lo) || math.IsNaN(hi) {
		return 0, 0, false
	}
	from, to = m.end(lo), m.end(hi)
	from, to = min(from, to), max(from, to)
	return hold(from, p, q), hold(to, p, q), from <= q && to >= p
}

func (m *mapping) end(v float64) float64 {
	p, ok := m.toScreen(v)
	if ok {
		return p
	}
	if v > 0 {
		return math.Copysign(far, m.k)
	}
	return math.Copysign(far, -m.k)
}

// bleed is Area and a little around it, so that a point on the border is seen
// whole; marks keep all else inside.
func (f *Frame) bleed() scene.Rect {
	const around = 6
	r := f.Area.Inset(-around)
	return scene.Rect{Min: within(r.Min, f.Rect), Max: within(r.Max, f.Rect)}
}

// equalize widens one range of data until a unit is equally long on both axes.
func (f *Frame) equalize() {
	l := &f.Limits
	w, h := f.Area.W(), f.Area.H()
	unitX, unitY := (l.X1-l.X0)/w, (l.Y1-l.Y0)/h // of data, a screen unit
	if unitX < unitY {
		l.X0, l.X1 = Linear.sane(widened(l.X0, l.X1, unitY*w))
	} else {
		l.Y0, l.Y1 = Linear.sane(widened(l.Y0, l.Y1, unitX*h))
	}
}

// widened returns the range of that length with the same middle.
func widened(lo, hi, length float64) (float64, float64) {
	middle := lo/2 + hi/2
	return middle - length/2, middle + length/2
}

// setMappings fits the limits to the area.
func (f *Frame) setMappings(x, y *Axis) {
	left, right, bottom, top := f.Area.Min.X, f.Area.Max.X, f.Area.Max.Y, f.Area.Min.Y
	if x.Reversed {
		left, right = right, left
	}
	if y.Reversed {
		bottom, top = top, bottom
	}
	f.x = newMapping(x.Scale, f.Limits.X0, f.Limits.X1, left, right)
	f.y = newMapping(y.Scale, f.Limits.Y0, f.Limits.Y1, bottom, top)
}
