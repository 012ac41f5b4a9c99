package plot

import "zscape/scene"

// Line joins points in order. A point that is a gap interrupts it; a point
// between two gaps is a dot. It may hold millions of points.
type Line struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X, Y  []float64 // of equal length; if not, the shorter counts
	Width float64   // screen units; 0 is 1.75
	Dash  float64   // length of dashes and gaps, screen units; 0 is solid
	Step  bool      // stays at a value until the next point, rather than going straight to it
}

func (m *Line) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, FromPalette} }
func (m *Line) Data() (x, y []float64) { return m.X, m.Y }

func (m *Line) Bounds(b *Bounds) {
	b.AddAll(m.X, m.Y)
	b.Room(false, true)
}

const lineWidth = 1.75

func (m *Line) Draw(d *Pen) {
	d.traceLine(d.Lines(orElse(m.Width, lineWidth), m.Dash), m.X, m.Y, m.Step)
}

func (m *Line) Key(d *Pen, r scene.Rect) {
	d.LineKey(r, min(orElse(m.Width, lineWidth), r.H()/2), m.Dash)
}
