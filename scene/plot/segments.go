package plot

import (
	"math"

	"zscape/scene"
)

// Segments is a set of straight lines, each from (X0, Y0) to (X1, Y1):
// edges of a graph, error bars, a field of arrows.
type Segments struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X0, Y0, X1, Y1 []float64 // of equal length; if not, the shortest counts
	Width          float64   // screen units; 0 is 1.25
	Dash           float64   // length of dashes and gaps, screen units; 0 is solid
	Heads          bool      // with the head of an arrow at their ends

	// Colors, if not nil, has a colour for each segment.
	Colors []scene.Color
}

func (m *Segments) Series() Series {
	s := Series{m.Name, m.Color, &m.Hidden, FromPalette}
	if m.Colors != nil {
		s.Ink = Quiet
	}
	return s
}

func (m *Segments) Data() (x, y []float64) { return nil, nil }

func (m *Segments) Bounds(b *Bounds) {
	b.AddAll(m.X0, m.Y0)
	b.AddAll(m.X1, m.Y1)
	b.Room(true, true)
}

func (m *Segments) Draw(d *Pen) {
	a := arrows{d: d, lines: d.Lines(orElse(m.Width, ruleWidth), m.Dash)}
	if m.Heads {
		a.heads = d.List.NewPolygons()
	}
	for k := range min(len(m.X0), len(m.Y0), len(m.X1), len(m.Y1)) {
		color := d.Color
		if k < len(m.Colors) {
			color = m.Colors[k]
		}
		a.add(m.X0[k], m.Y0[k], m.X1[k], m.Y1[k], color)
	}
}

func (m *Segments) Key(d *Pen, r scene.Rect) {
	d.LineKey(r, min(orElse(m.Width, ruleWidth), r.H()/2), m.Dash)
}

// Arrow is a single arrow from (X0, Y0) to (X1, Y1): a vector.
type Arrow struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X0, Y0, X1, Y1 float64
	Width          float64 // screen units; 0 is 2
	Label          string  // beyond its end
}

const arrowWidth = 2.0

func (m *Arrow) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, FromPalette} }
func (m *Arrow) Data() (x, y []float64) { return nil, nil }

func (m *Arrow) Bounds(b *Bounds) {
	b.Add(m.X0, m.Y0)
	b.Add(m.X1, m.Y1)
	b.Room(true, true)
}

func (m *Arrow) Draw(d *Pen) {
	a := arrows{d: d, lines: d.Lines(orElse(m.Width, arrowWidth), 0), heads: d.List.NewPolygons()}
	a.add(m.X0, m.Y0, m.X1, m.Y1, d.Color)
	end, ok := d.At(m.X1, m.Y1)
	start, okStart := d.Frame.ToScreen(m.X0, m.Y0)
	if !ok || !okStart {
		return
	}
	out := direction(start, end)
	size := d.Theme.TextSize
	reach := 0.5*math.Abs(out.X)*textWidth(m.Label, size) + 0.5*math.Abs(out.Y)*lineHeight(size) + 6
	d.Text(scene.Text{String: m.Label, At: end.Add(out.Scale(reach)), Size: size, Color: d.Theme.OnPaper(d.Color), AlignX: 0.5, AlignY: 0.5})
}

func (m *Arrow) Key(d *Pen, r scene.Rect) {
	c := r.Center()
	a := arrows{d: d, lines: d.Lines(min(orElse(m.Width, arrowWidth), r.H()/2), 0), heads: d.List.NewPolygons()}
	a.addScreen(scene.Point{X: r.Min.X, Y: c.Y}, scene.Point{X: r.Max.X, Y: c.Y}, r, d.Color)
}

// direction returns the unit vector from p to q, upwards if they are equal.
func direction(p, q scene.Point) scene.Point {
	v := q.Sub(p)
	if n := v.Norm(); n > 0 {
		return v.Scale(1 / n)
	}
	return scene.Point{Y: -1}
}

// arrows draws segments, with heads if heads is not nil.
type arrows struct {
	d     *Pen
	lines *scene.Polylines
	heads *scene.Polygons
}

func (a *arrows) add(x0, y0, x1, y1 float64, c scene.Color) {
	p, okp := a.d.Frame.ToScreen(x0, y0)
	q, okq := a.d.Frame.ToScreen(x1, y1)
	if okp && okq {
		a.addScreen(p, q, a.d.Frame.Area, c)
	}
}

// addScreen adds the segment from p to q, as far as it lies in area. The
// head is drawn if q does, shorter if the segment is.
func (a *arrows) addScreen(p, q scene.Point, area scene.Rect, c scene.Color) {
	end := q
	if length := q.Sub(p).Norm(); a.heads != nil && length > 0 && area.Contains(q) {
		head := min(4+2.6*a.lines.Stroke.Width, 0.7*length)
		out := direction(p, q)
		side := scene.Point{X: -out.Y, Y: out.X}.Scale(0.42 * head)
		foot := q.Sub(out.Scale(head))
		a.heads.Add(c, q, foot.Add(side), foot.Sub(side))
		end = q.Sub(out.Scale(0.8 * head)) // the line must not blunt the tip
	}
	if p, end, ok := clip(p, end, area); ok {
		a.lines.Segment(p, end)
		a.lines.Colors = append(a.lines.Colors, c)
	}
}
