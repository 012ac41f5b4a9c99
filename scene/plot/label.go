package plot

import "zscape/scene"

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
}

func (m *Label) series() series         { return series{m.Name, m.Color, &m.Hidden, strong} }
func (m *Label) data() (x, y []float64) { return nil, nil }
func (m *Label) bounds(b *bounds)       { b.add(m.X, m.Y) }

func (m *Label) draw(d *pen) {
	if q, ok := d.at(m.X, m.Y); ok {
		d.text(scene.Text{
			String: m.Text, At: q.Add(scene.Point{X: m.DX, Y: m.DY}), Color: d.color,
			Size: orElse(m.Size, d.theme.TextSize), AlignX: m.AlignX, AlignY: m.AlignY,
		})
	}
}

func (m *Label) key(d *pen, r scene.Rect) {
	write(d.list, scene.Text{String: "a", At: r.Center(), Size: d.theme.TextSize, Color: d.color, AlignX: 0.5, AlignY: 0.5})
}
