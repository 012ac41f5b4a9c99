package plot

import (
	"math"

	"zscape/scene"
)

// Mark is something drawn between the axes: *Line, *Points, *Area, *Bars,
// *Rule, *Segments, *Arrow, *Polygon, *Label, *Heatmap, *Matrix or *Drawing. All have
//
//   - a Name, under which it stands in the legend. Marks of the same name are
//     one series: they share a colour and an entry. A mark without a name is
//     not in the legend.
//   - a Color. The zero Color is the next of Theme.Series in the order of the
//     marks, hidden ones as well, so that a mark keeps its colour when others
//     are toggled; rules are muted and labels are in ink.
//   - Hidden: it is not drawn, and dimmed in the legend.
type Mark interface {
	series() series

	// data returns the points that can be pointed at and selected.
	data() (x, y []float64)

	bounds(*bounds)
	draw(*pen)

	// key draws the mark's sign in the legend.
	key(d *pen, r scene.Rect)
}

// series is what all marks have in common.
type series struct {
	name   string
	color  scene.Color
	hidden *bool
	ink    ink
}

// ink is the colour of a mark that has none of its own.
type ink int

const (
	fromPalette ink = iota
	strong
	quiet
)

// bounds gathers the data of marks.
type bounds struct{ x, y span }

// add counts the point (x, y), unless it is a gap.
func (b *bounds) add(x, y float64) {
	if b.x.has(x) && b.y.has(y) {
		b.x.add(x)
		b.y.add(y)
	}
}

// addAll counts points, of which there may be very many in every frame.
func (b *bounds) addAll(xs, ys []float64) {
	n := min(len(xs), len(ys))
	xs, ys = xs[:n], ys[:n]
	x, y := b.x, b.y
	for k, v := range xs {
		w := ys[k]
		if gap := (v - v) + (w - w); gap != 0 || v <= 0 && x.scale == Log || w <= 0 && y.scale == Log {
			continue
		}
		x.add(v)
		y.add(w)
	}
	b.x, b.y = x, y
}

// span is a range of data on one axis.
type span struct {
	scale  Scale
	lo, hi float64
	room   bool // whether the data want some room at their ends
	base   bool // but none below 0, where something stands on it
}

func newSpan(s Scale) span { return span{scale: s, lo: math.Inf(1), hi: math.Inf(-1)} }

func (s *span) empty() bool { return s.lo > s.hi }

// has reports whether v has a place on the axis.
func (s *span) has(v float64) bool { return v-v == 0 && (s.scale != Log || v > 0) }

func (s *span) add(v float64) {
	if v < s.lo {
		s.lo = v
	}
	if v > s.hi {
		s.hi = v
	}
}

func (s *span) union(t span) {
	s.lo, s.hi = min(s.lo, t.lo), max(s.hi, t.hi)
	s.room, s.base = s.room || t.room, s.base || t.base
}

// limits returns the limits of an axis that shows s.
func (s *span) limits() (lo, hi float64) {
	const room = 0.04 // of the length of the axis
	switch {
	case s.empty():
		return s.scale.blank()
	case tooNarrow(s.lo, s.hi):
		return s.scale.sane(s.scale.around(s.lo))
	case !s.room:
		return s.scale.sane(s.lo, s.hi)
	}
	u0, _ := s.scale.forward(s.lo)
	u1, _ := s.scale.forward(s.hi)
	more := room * (u1 - u0)
	lo, hi = s.scale.inverse(u0-more), s.scale.inverse(u1+more)
	if s.base && s.lo == 0 {
		lo = 0
	}
	if s.base && s.hi == 0 {
		hi = 0
	}
	return s.scale.sane(lo, hi)
}

// pen is what marks need to draw themselves.
type pen struct {
	list  *scene.DisplayList
	frame *Frame
	theme *scene.Theme
	color scene.Color // of the mark
	trace tracer
	pts   []scene.Point
}

// at returns where (x, y) is on the screen, and whether that is in the plotting area.
func (d *pen) at(x, y float64) (p scene.Point, ok bool) {
	p, ok = d.frame.ToScreen(x, y)
	return p, ok && d.frame.Area.Contains(p)
}

// lines starts a set of polylines in the mark's colour.
func (d *pen) lines(width, dash float64) *scene.Polylines {
	return d.list.NewPolylines(scene.Stroke{Color: d.color, Width: width, Dash: orElse(dash, 0)})
}

// text records a line of text, held inside the panel.
func (d *pen) text(t scene.Text) {
	t.At = heldInside(t, d.frame.Rect)
	write(d.list, t)
}

// lineKey draws a line as a sign.
func (d *pen) lineKey(r scene.Rect, width, dash float64) {
	c := r.Center()
	d.lines(width, dash).Segment(scene.Point{X: r.Min.X, Y: c.Y}, scene.Point{X: r.Max.X, Y: c.Y})
}

// patchKey draws a patch of colour as a sign.
func (d *pen) patchKey(r scene.Rect, c scene.Color) {
	m := r.Center()
	const half = 5
	patch := scene.Rect{Min: scene.Point{X: m.X - half, Y: m.Y - half}, Max: scene.Point{X: m.X + half, Y: m.Y + half}}
	d.list.NewPolygons().Add(c, corners(patch)...)
}

// orElse returns a length on the screen, or the default if it is not positive.
func orElse(length, otherwise float64) float64 {
	const most = 1000
	if length > 0 {
		return min(length, most)
	}
	return otherwise
}

// corners returns the corners of r in order.
func corners(r scene.Rect) []scene.Point {
	return []scene.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}}
}

// outline adds the border of r.
func outline(l *scene.Polylines, r scene.Rect) {
	for _, p := range corners(r) {
		l.Add(p)
	}
	l.Add(r.Min)
	l.End()
}
