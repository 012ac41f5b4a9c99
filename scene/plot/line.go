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

func (m *Line) series() series         { return series{m.Name, m.Color, &m.Hidden, fromPalette} }
func (m *Line) data() (x, y []float64) { return m.X, m.Y }

func (m *Line) bounds(b *bounds) {
	b.addAll(m.X, m.Y)
	b.y.room = true
}

const lineWidth = 1.75

func (m *Line) draw(d *pen) {
	t := &d.trace
	t.start(d.lines(orElse(m.Width, lineWidth), m.Dash), d.frame.Area)
	before, on := scene.Point{}, false
	for k := range min(len(m.X), len(m.Y)) {
		p, ok := d.frame.ToScreen(m.X[k], m.Y[k])
		if !ok {
			if on {
				t.lift()
			}
			on = false
			continue
		}
		if m.Step && on {
			t.to(scene.Point{X: p.X, Y: before.Y})
		}
		t.to(p)
		before, on = p, true
	}
	t.lift()
}

func (m *Line) key(d *pen, r scene.Rect) {
	d.lineKey(r, min(orElse(m.Width, lineWidth), r.H()/2), m.Dash)
}
