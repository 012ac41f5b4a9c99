package plot

import (
	"math"

	"zscape/scene"
)

// Bars stand on 0, or on a logarithmic axis on the lower border, one at each x.
type Bars struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X, Y  []float64 // of equal length; if not, the shorter counts
	Width float64   // in units of x; 0 is 0.8 of the least distance between two

	// Base, if not nil, has where each bar begins instead of 0.
	Base []float64

	// Colors, if not nil, has a colour for each bar.
	Colors []scene.Color
}

func (m *Bars) Series() Series {
	s := Series{m.Name, m.Color, &m.Hidden, FromPalette}
	if m.Colors != nil {
		s.Ink = Quiet
	}
	return s
}

func (m *Bars) Data() (x, y []float64) { return m.X, m.Y }

func (m *Bars) Bounds(b *Bounds) {
	half := m.width() / 2
	for k := range min(len(m.X), len(m.Y)) {
		b.Add(m.X[k]-half, m.Y[k])
		b.Add(m.X[k]+half, m.Y[k])
	}
	b.AddAll(m.X, m.Base)
	b.Room(false, true)
	if b.x.scale == Log {
		b.AddAll(m.X, m.Y)
	}
	if len(m.Base) < len(m.Y) && b.y.scale != Log {
		b.y.add(0)
		b.y.base = true
	}
}

// width returns the width of the bars in units of x.
func (m *Bars) width() float64 {
	if m.Width > 0 && m.Width <= huge {
		return m.Width
	}
	least := math.Inf(1)
	for k := 1; k < len(m.X); k++ {
		if d := math.Abs(m.X[k] - m.X[k-1]); d > 0 && d < least {
			least = d
		}
	}
	if least > huge {
		least = 1
	}
	return 0.8 * least
}

// bar returns where bar k is on the screen.
func (m *Bars) bar(f *Frame, k int, width float64) (r scene.Rect, ok bool) {
	base := 0.0
	if f.y.scale == Log {
		base = f.Limits.Y0
	}
	if k < len(m.Base) {
		base = m.Base[k]
	}
	x, y := m.X[k], m.Y[k]
	if _, ok := f.ToScreen(x, y); !ok {
		return r, false
	}
	return f.rect(Limits{x - width/2, x + width/2, base, y})
}

func (m *Bars) Draw(d *Pen) {
	faces := d.List.NewPolygons()
	width := m.width()
	for k := range min(len(m.X), len(m.Y)) {
		r, ok := m.bar(d.Frame, k, width)
		if !ok {
			continue
		}
		color := d.Color
		if k < len(m.Colors) {
			color = m.Colors[k]
		}
		// Bars thinner than a pixel would fade.
		if r.W() < 1 {
			x := r.Center().X
			r.Min.X, r.Max.X = x-0.5, x+0.5
		}
		faces.Points = append(faces.Points, r.Min, scene.Point{X: r.Max.X, Y: r.Min.Y}, r.Max, scene.Point{X: r.Min.X, Y: r.Max.Y})
		faces.Ends = append(faces.Ends, len(faces.Points))
		faces.Colors = append(faces.Colors, color)
	}
}

func (m *Bars) CellAt(f *Frame, q scene.Point) (index int, ok bool) {
	width := m.width()
	for k := range min(len(m.X), len(m.Y)) {
		if r, shown := m.bar(f, k, width); shown && r.Contains(q) {
			index, ok = k, true
		}
	}
	return index, ok
}

func (m *Bars) Hit(index int) (Hit, bool) {
	if index < 0 || index >= min(len(m.X), len(m.Y)) {
		return Hit{}, false
	}
	h := Hit{X: m.X[index], Y: m.Y[index]}
	s := h.X + h.Y
	return h, s-s == 0
}

func (m *Bars) Key(d *Pen, r scene.Rect) { d.PatchKey(r, d.Color) }
