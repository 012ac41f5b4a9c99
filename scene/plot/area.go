package plot

import (
	"math"
	"slices"

	"zscape/scene"
)

// Area fills what lies between two curves over one x, which should ascend.
type Area struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X, Y []float64 // of equal length; if not, the shorter counts

	// Base is the other curve; where it has no values it is 0, or on a
	// logarithmic axis the lower border.
	Base []float64

	Opacity float64 // of the fill, at most 1; 0 is 0.2
	Width   float64 // of a line along Y, screen units; 0 draws none
}

func (m *Area) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, FromPalette} }
func (m *Area) Data() (x, y []float64) { return m.X, m.Y }

func (m *Area) Bounds(b *Bounds) {
	b.AddAll(m.X, m.Y)
	b.AddAll(m.X, m.Base)
	b.Room(false, true)
	if len(m.Base) < len(m.Y) && b.y.scale != Log {
		b.y.add(0)
		b.y.base = true
	}
}

func (m *Area) opacity() float32 { return float32(min(orElse(m.Opacity, 0.2), 1)) }

func (m *Area) Draw(d *Pen) {
	a := filler{out: d.List.NewPolygons(), color: d.Color.Opacity(m.opacity()), area: d.Frame.Area}
	for k := range min(len(m.X), len(m.Y)) {
		top, ok := d.Frame.ToScreen(m.X[k], m.Y[k])
		base, okBase := m.base(d.Frame, k)
		if !ok || !okBase {
			a.lift()
			continue
		}
		a.to(slice{top.X, top.Y, base})
	}
	a.lift()
	if m.Width > 0 {
		edge := Line{X: m.X, Y: m.Y, Width: m.Width}
		edge.Draw(d)
	}
}

// base returns where the other curve is at point k.
func (m *Area) base(f *Frame, k int) (y float64, ok bool) {
	if k < len(m.Base) {
		return f.y.toScreen(m.Base[k])
	}
	return f.y.floor(), true
}

// floor returns where 0 is, or the lower limit on an axis without 0.
func (m *mapping) floor() float64 {
	if y, ok := m.toScreen(0); ok {
		return y
	}
	return m.p0
}

func (m *Area) Key(d *Pen, r scene.Rect) {
	d.PatchKey(r, d.Color.Opacity(max(m.opacity(), 0.35)))
	if m.Width > 0 {
		d.LineKey(r, min(m.Width, r.H()/2), 0)
	}
}

// slice is an area at one x, all on the screen.
type slice struct{ x, top, base float64 }

// filler fills an area with upright trapezoids that meet where pixels do, so
// that no seams show between them. What ends within a column of pixels is
// widened to fill it; where the curves pass through a column more than twice,
// all between their extremes is filled.
type filler struct {
	out   *scene.Polygons
	color scene.Color
	area  scene.Rect

	before slice // that came last
	n      int   // of the slices since lift

	on     bool    // whether a piece has begun that is seen
	last   slice   // of it
	column float64 // where the column of last begins
	left   slice   // the area at its left side
	lo, hi float64 // extremes in it
	count  int     // of slices in it
}

// to continues the area to s.
func (a *filler) to(s slice) {
	before := a.before
	a.before = s
	a.n++
	if a.n == 1 {
		return
	}
	lo, hi := a.area.Min.X, a.area.Max.X
	if max(before.x, s.x) < lo || min(before.x, s.x) > hi {
		return
	}
	from, to := between(before, s, hold(before.x, lo, hi)), between(before, s, hold(s.x, lo, hi))
	if !a.on || from != a.last {
		a.finish()
		a.add(from)
	}
	a.add(to)
}

// lift ends the area; the next slice starts another. A slice that stands
// alone fills one column.
func (a *filler) lift() {
	if a.n == 1 && inRange(a.before.x, a.area.Min.X, a.area.Max.X) {
		a.add(a.before)
	}
	a.finish()
	a.n = 0
}

// add continues the piece to s.
func (a *filler) add(s slice) {
	column := math.Floor(s.x)
	switch {
	case !a.on:
		a.on = true
		a.enter(slice{column, s.top, s.base})
	case column > a.column:
		// The rest of the column of the last slice, then all whole ones.
		right := between(a.last, s, a.column+1)
		a.close(right)
		next := between(a.last, s, column)
		if column > right.x {
			a.trapezoid(right, next)
		}
		a.enter(next)
	}
	a.lo, a.hi = min(a.lo, s.top, s.base), max(a.hi, s.top, s.base)
	a.count++
	a.last = s
}

// enter begins a column of pixels.
func (a *filler) enter(left slice) {
	a.column, a.left, a.count = left.x, left, 0
	a.lo, a.hi = math.Inf(1), math.Inf(-1)
}

// finish ends the piece.
func (a *filler) finish() {
	if a.on {
		a.close(slice{a.column + 1, a.last.top, a.last.base})
	}
	a.on = false
}

// close fills the present column.
func (a *filler) close(right slice) {
	const crowd = 3
	if a.count < crowd {
		a.trapezoid(a.left, right)
		return
	}
	a.trapezoid(slice{a.left.x, a.lo, a.hi}, slice{right.x, a.lo, a.hi})
}

// between returns the slice at x on the way from s to t.
func between(s, t slice, x float64) slice {
	switch x {
	case s.x:
		return s
	case t.x:
		return t
	}
	f := hold((x-s.x)/(t.x-s.x), 0, 1)
	return slice{x, s.top + f*(t.top-s.top), s.base + f*(t.base-s.base)}
}

// trapezoid fills what lies between two slices, as two triangles where the
// curves cross.
func (a *filler) trapezoid(s, t slice) {
	if (s.top-s.base)*(t.top-t.base) < 0 {
		f := (s.top - s.base) / ((s.top - s.base) - (t.top - t.base))
		y := s.top + f*(t.top-s.top)
		m := slice{s.x + f*(t.x-s.x), y, y}
		a.convex(s, m)
		a.convex(m, t)
		return
	}
	a.convex(s, t)
}

func (a *filler) convex(s, t slice) {
	quad := [4]scene.Point{{X: s.x, Y: s.top}, {X: t.x, Y: t.top}, {X: t.x, Y: t.base}, {X: s.x, Y: s.base}}
	var one, other [12]scene.Point
	inside, _ := clipPolygon(one[:0], other[:0], quad[:], a.area)
	inside = slices.Compact(inside)
	if len(inside) >= 3 {
		a.out.Add(a.color, inside...)
	}
}
