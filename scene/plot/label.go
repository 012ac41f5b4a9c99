package plot

import (
	"math"

	"zscape/scene"
)

// Label is a line of text at a data point, held inside the panel. It is drawn
// if the point is in the plotting area.
type Label struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X, Y float64
	Text string
	Size float64 // em, screen units; 0 is the theme's

	// AlignX and AlignY place the text as those of scene.Text do: 0, 0 puts
	// its left upper corner at the point. DX and DY, screen units, move it to
	// the right and down.
	AlignX, AlignY float64
	DX, DY         float64

	// Within, if not 0, is the width in units of x that the text keeps to: it is
	// written smaller and, where it could not be read, as an ellipsis.
	Within float64
}

func (m *Label) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, Strong} }
func (m *Label) Data() (x, y []float64) { return nil, nil }
func (m *Label) Bounds(b *Bounds)       { b.Add(m.X, m.Y) }

func (m *Label) Draw(d *Pen) {
	if q, ok := d.At(m.X, m.Y); ok {
		text, size := m.fitted(d, orElse(m.Size, d.Theme.TextSize))
		d.Text(scene.Text{
			String: text, At: q.Add(scene.Point{X: m.DX, Y: m.DY}), Color: d.Color,
			Size: size, AlignX: m.AlignX, AlignY: m.AlignY,
		})
	}
}

// fitted returns the text and its size as there is room for it.
func (m *Label) fitted(d *Pen, size float64) (string, float64) {
	const least = 7.0 // screen units that can be read
	if m.Within == 0 {
		return m.Text, size
	}
	room := math.Abs(d.Frame.x.end(m.X+m.Within) - d.Frame.x.end(m.X))
	width := textWidth(m.Text, size)
	switch {
	case width <= room:
		return m.Text, size
	case size*room/width >= least:
		return m.Text, size * room / width
	}
	const ellipsis = "\u2026"
	if textWidth(ellipsis, least) > room {
		return "", size
	}
	return ellipsis, least
}

func (m *Label) Key(d *Pen, r scene.Rect) {
	write(d.List, scene.Text{String: "a", At: r.Center(), Size: d.Theme.TextSize, Color: d.Color, AlignX: 0.5, AlignY: 0.5})
}
