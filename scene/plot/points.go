package plot

import (
	"math"

	"zscape/scene"
)

// Points is a scatter of points.
type Points struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X, Y   []float64 // of equal length; if not, the shorter counts
	Radius float64   // screen units; 0 is 3.5
	Shape  Shape

	// Radii, if not nil, has a radius for each point. Class, if not nil, has
	// the number of its class, which has one of the theme's colours; a negative
	// one is muted. Colors, if not nil, has a colour for each point. What is
	// shorter than X counts for the first points.
	Radii  []float64
	Class  []int
	Colors []scene.Color

	// Text, if not nil, is what is said about each point when it is pointed at.
	Text []string

	// Labels, if not nil, are written beside the points as far as there is room,
	// the greatest Weights first; the others are said when their points are
	// pointed at. Where they stand depends a little on the pictures before, so
	// that they do not flicker; the first picture depends on nothing else.
	Labels  []string
	Weights []float64
}

// Shape is the shape of points, so that series differ without colour.
type Shape int

const (
	Disc Shape = iota
	Ring
	Square
	Cross
	Diamond
	Triangle
	ByClass // the shapes above in turn, one for each class
)

func (m *Points) Series() Series {
	s := Series{m.Name, m.Color, &m.Hidden, FromPalette}
	if m.Class != nil || m.Colors != nil {
		s.Ink = Quiet
	}
	return s
}

func (m *Points) Data() (x, y []float64) { return m.X, m.Y }

func (m *Points) Bounds(b *Bounds) {
	b.AddAll(m.X, m.Y)
	b.Room(true, true)
}

const pointRadius = 3.5

// many is from how many points on they have no rings around them.
const many = 3000

func (m *Points) Draw(d *Pen) {
	n := min(len(m.X), len(m.Y))
	s := d.stamp(n > many)
	for k := range n {
		if q, ok := d.At(m.X[k], m.Y[k]); ok {
			s.add(m.shapeOf(k), q, m.radiusOf(k), m.colorOf(k, d))
		}
	}
}

func (m *Points) radiusOf(k int) float64 {
	const most = 100
	r := orElse(m.Radius, pointRadius)
	if k < len(m.Radii) {
		r = max(m.Radii[k], 0)
		if math.IsNaN(r) {
			r = 0
		}
	}
	return min(r, most)
}

func (m *Points) shapeOf(k int) Shape {
	if m.Shape != ByClass {
		return m.Shape
	}
	if k < len(m.Class) && m.Class[k] >= 0 {
		return Shape(m.Class[k] % int(ByClass))
	}
	return Disc
}

func (m *Points) colorOf(k int, d *Pen) scene.Color {
	switch {
	case k < len(m.Colors):
		return m.Colors[k]
	case k >= len(m.Class):
		return d.Color
	case m.Class[k] < 0:
		return d.Theme.Muted
	}
	return d.Theme.Series[m.Class[k]%len(d.Theme.Series)]
}

func (m *Points) Key(d *Pen, r scene.Rect) {
	shape := m.Shape
	if shape == ByClass {
		shape = Disc
	}
	s := d.stamp(false)
	s.add(shape, r.Center(), min(orElse(m.Radius, pointRadius), r.H()/2-1), d.Color)
}

// stamp draws the shapes of points: filled ones as polygons, each with a thin
// ring of the background around it that tells it from its neighbours, and
// the others as lines. Discs too many for rings are dots of a broad line.
type stamp struct {
	faces *scene.Polygons
	lines *scene.Polylines
	theme *scene.Theme
	list  *scene.DisplayList
	plain bool

	dots   *scene.Polylines
	radius float64 // of dots
}

const ringWidth = 1.0

func (d *Pen) stamp(plain bool) stamp {
	return stamp{
		faces: d.List.NewPolygons(), lines: d.List.NewPolylines(scene.Stroke{Color: d.Color, Width: 1.75}),
		theme: d.Theme, list: d.List, plain: plain,
	}
}

func (s *stamp) add(shape Shape, q scene.Point, r float64, c scene.Color) {
	if !(r > 0) {
		return
	}
	switch shape {
	case Ring:
		if !s.plain {
			s.polygon(16, 0, q, r+ringWidth, s.theme.Background)
		}
		circle(s.lines, q, r-0.5)
		s.lines.Colors = append(s.lines.Colors, c)
	case Cross:
		a := 0.85 * r
		s.lines.Segment(scene.Point{X: q.X - a, Y: q.Y - a}, scene.Point{X: q.X + a, Y: q.Y + a})
		s.lines.Segment(scene.Point{X: q.X - a, Y: q.Y + a}, scene.Point{X: q.X + a, Y: q.Y - a})
		s.lines.Colors = append(s.lines.Colors, c, c)
	case Square:
		s.face(4, math.Pi/4, q, 1.25*r, c)
	case Diamond:
		s.face(4, 0, q, 1.3*r, c)
	case Triangle:
		s.face(3, -math.Pi/2, q, 1.35*r, c)
	default:
		if s.plain {
			s.dot(q, r, c)
			return
		}
		s.face(16, 0, q, r, c)
	}
}

// face adds a regular polygon with a ring around it.
func (s *stamp) face(sides int, turn float64, q scene.Point, r float64, c scene.Color) {
	if !s.plain {
		// A ring of even width: corners reach out farther than sides.
		s.polygon(sides, turn, q, r+ringWidth/math.Cos(math.Pi/float64(sides)), s.theme.Background)
	}
	s.polygon(sides, turn, q, r, c)
}

func (s *stamp) polygon(sides int, turn float64, q scene.Point, r float64, c scene.Color) {
	p := s.faces
	for k := range sides {
		sin, cos := math.Sincos(turn + 2*math.Pi*float64(k)/float64(sides))
		p.Points = append(p.Points, scene.Point{X: q.X + r*cos, Y: q.Y + r*sin})
	}
	p.Ends = append(p.Ends, len(p.Points))
	p.Colors = append(p.Colors, c)
}

func (s *stamp) dot(q scene.Point, r float64, c scene.Color) {
	if s.dots == nil || s.radius != r {
		s.dots, s.radius = s.list.NewPolylines(scene.Stroke{Color: c, Width: 2 * r}), r
	}
	s.dots.Segment(q, q)
	s.dots.Colors = append(s.dots.Colors, c)
}
