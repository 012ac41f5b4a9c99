package plot

import "zscape/scene"

// Drawing is a mark that its user draws.
type Drawing struct {
	Name   string
	Color  scene.Color
	Hidden bool

	// Limits are what it shows; NaN if nothing that counts.
	Limits Limits

	// Draw records it in l, in the given colour. The plotting area is
	// f.Area; a clip a little around it is in force, and must be so
	// afterwards. Coordinates must be finite.
	Draw func(l *scene.DisplayList, f *Frame, theme *scene.Theme, c scene.Color)
}

func (m *Drawing) series() series         { return series{m.Name, m.Color, &m.Hidden, fromPalette} }
func (m *Drawing) data() (x, y []float64) { return nil, nil }

func (m *Drawing) bounds(b *bounds) {
	b.add(m.Limits.X0, m.Limits.Y0)
	b.add(m.Limits.X1, m.Limits.Y1)
}

func (m *Drawing) draw(d *pen) { m.Draw(d.list, d.frame, d.theme, d.color) }

func (m *Drawing) key(d *pen, r scene.Rect) { d.patchKey(r, d.color) }
