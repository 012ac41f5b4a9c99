package plot

import "zscape/scene"

// Drawing is a mark that its user draws.
type Drawing struct {
	Name   string
	Color  scene.Color
	Hidden bool

	// Limits are what it shows; NaN if nothing that counts.
	Limits Limits

	// Record records it in l, in the given colour. The plotting area is
	// f.Area; a clip a little around it is in force, and must be so
	// afterwards. Coordinates must be finite.
	Record func(l *scene.DisplayList, f *Frame, theme *scene.Theme, c scene.Color)
}

func (m *Drawing) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, FromPalette} }
func (m *Drawing) Data() (x, y []float64) { return nil, nil }

func (m *Drawing) Bounds(b *Bounds) {
	b.Add(m.Limits.X0, m.Limits.Y0)
	b.Add(m.Limits.X1, m.Limits.Y1)
}

func (m *Drawing) Draw(d *Pen) { m.Record(d.List, d.Frame, d.Theme, d.Color) }

func (m *Drawing) Key(d *Pen, r scene.Rect) { d.PatchKey(r, d.Color) }
