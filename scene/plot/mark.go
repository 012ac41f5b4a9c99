package plot

import (
	"math"

	"zscape/scene"
)

// Mark is something drawn between the axes: *Line, *Points, *Area, *Bars,
// *Rule, *Segments, *Arrow, *Polygon, *Label, *Heatmap, *Matrix or *Drawing, or
// what another package makes. All of this package have
//
//   - a Name, under which it stands in the legend. Marks of the same name are
//     one series: they share a colour and an entry. A mark without a name is
//     not in the legend.
//   - a Color. The zero Color is the next of Theme.Series in the order of the
//     marks, hidden ones as well, so that a mark keeps its colour when others
//     are toggled; rules are muted and labels are in ink.
//   - Hidden: it is not drawn, and dimmed in the legend.
//
// A mark whose cells can be pointed at is a [CellMark], one that says something
// about its points a [Speaker].
type Mark interface {
	// Series returns what the mark has in common with others.
	Series() Series

	// Data returns the points that can be pointed at and selected. They are not
	// changed; if one list is longer, the shorter counts.
	Data() (x, y []float64)

	// Bounds adds to b what the axes should show of the mark.
	Bounds(b *Bounds)

	// Draw draws the mark in d.Color. What it records has to be finite, and
	// within d.Frame.Area but for a few screen units.
	Draw(d *Pen)

	// Key draws the mark's sign in the legend, in r.
	Key(d *Pen, r scene.Rect)
}

// Series is what all marks have in common.
type Series struct {
	Name   string
	Color  scene.Color
	Hidden *bool // may not be nil
	Ink    Ink
}

// Ink is the colour of a mark whose Color is zero.
type Ink int

const (
	FromPalette Ink = iota // the next of Theme.Series
	Strong                 // Theme.Ink
	Quiet                  // Theme.Muted
)

// CellMark is a Mark that is hit anywhere within one of its cells.
type CellMark interface {
	Mark

	// CellAt returns the cell at the point q of the screen; ok is false if there
	// is none, or nothing in it.
	CellAt(f *Frame, q scene.Point) (index int, ok bool)

	// Hit returns what there is to say about a cell: all but Mark, Index and Name.
	Hit(index int) (Hit, bool)
}

// Speaker is a Mark that says something about its points beside x and y, when
// they are pointed at; "" is nothing.
type Speaker interface{ Say(index int) string }

// Bounds gathers the data of marks.
type Bounds struct{ x, y span }

// Add counts the point (x, y), unless it is a gap.
func (b *Bounds) Add(x, y float64) {
	if b.x.has(x) && b.y.has(y) {
		b.x.add(x)
		b.y.add(y)
	}
}

// AddAll counts points, of which there may be very many in every frame.
func (b *Bounds) AddAll(xs, ys []float64) {
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

// Room leaves some room between the data and the ends of the axes.
func (b *Bounds) Room(x, y bool) {
	b.x.room, b.y.room = b.x.room || x, b.y.room || y
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

// Pen is what marks draw themselves with.
type Pen struct {
	List  *scene.DisplayList // to be recorded in; a clip a little around the plotting area is in force
	Frame *Frame             // the plot as it is laid out
	Theme *scene.Theme
	Color scene.Color // of the mark

	trace tracer
	pts   []scene.Point
}

// At returns where (x, y) is on the screen, and whether that is in the plotting area.
func (d *Pen) At(x, y float64) (p scene.Point, ok bool) {
	p, ok = d.Frame.ToScreen(x, y)
	return p, ok && d.Frame.Area.Contains(p)
}

// Lines starts a set of polylines in the mark's colour; width and the length of
// dashes are in screen units, 0 is solid.
func (d *Pen) Lines(width, dash float64) *scene.Polylines {
	return d.List.NewPolylines(scene.Stroke{Color: d.Color, Width: width, Dash: orElse(dash, 0)})
}

// Trace adds the line through points of the data, as far as it lies in the
// plotting area. It is interrupted at gaps.
func (d *Pen) Trace(lines *scene.Polylines, x, y []float64) { d.traceLine(lines, x, y, false) }

// traceLine is Trace, in steps if that is wanted.
func (d *Pen) traceLine(lines *scene.Polylines, x, y []float64, step bool) {
	t := &d.trace
	t.start(lines, d.Frame.Area)
	before, on := scene.Point{}, false
	for k := range min(len(x), len(y)) {
		p, ok := d.Frame.ToScreen(x[k], y[k])
		if !ok {
			if on {
				t.lift()
			}
			on = false
			continue
		}
		if step && on {
			t.to(scene.Point{X: p.X, Y: before.Y})
		}
		t.to(p)
		before, on = p, true
	}
	t.lift()
}

// Text records a line of text, held inside the panel.
func (d *Pen) Text(t scene.Text) {
	t.At = heldInside(t, d.Frame.Rect)
	write(d.List, t)
}

// LineKey draws a line as a sign.
func (d *Pen) LineKey(r scene.Rect, width, dash float64) {
	c := r.Center()
	d.Lines(width, dash).Segment(scene.Point{X: r.Min.X, Y: c.Y}, scene.Point{X: r.Max.X, Y: c.Y})
}

// PatchKey draws a patch of colour as a sign.
func (d *Pen) PatchKey(r scene.Rect, c scene.Color) {
	m := r.Center()
	const half = 5
	patch := scene.Rect{Min: scene.Point{X: m.X - half, Y: m.Y - half}, Max: scene.Point{X: m.X + half, Y: m.Y + half}}
	d.List.NewPolygons().Add(c, corners(patch)...)
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
