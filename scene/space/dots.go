package space

import (
	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/typeface"
)

// Dots is the mark of points in space. Those outside of the box are left out.
type Dots struct {
	Points []scene.Vec
	Radius float64     // screen units; 0: 4
	Color  scene.Color // zero: Theme.Series[Series]
	Series int
	Ring   bool   // hollow
	Label  string // beside the last point

	// Over is a surface that points may lie on, and that hides those behind
	// it: they are drawn fainter. It may be nil.
	Over *grid.Grid
}

// Bounds is the box around the points.
func (d *Dots) Bounds() scene.Box {
	b := scene.EmptyBox()
	for _, p := range d.Points {
		if p.Finite() {
			b = b.Union(scene.Box{Min: p, Max: p})
		}
	}
	return b
}

// Layer is above the surfaces.
func (d *Dots) Layer(*scene.View) int { return 2 }

// Draw records the points.
func (d *Dots) Draw(l *scene.DisplayList, v *scene.View) {
	radius := d.radius()
	color := seriesColor(v.Theme, d.Color, d.Series)
	inner := color
	if d.Ring {
		inner = v.Theme.Background
	}
	for k, p := range d.Points {
		if !v.Box.Contains(p) {
			continue
		}
		p = raised(p, d.Over, v)
		at, ok := v.Project(p)
		if !ok {
			continue
		}
		shade := float32(1)
		if hidden(p, d.Over, v) {
			shade = behind
		}
		spot(l, at, 2*radius+3, v.Theme.Background.Opacity(shade))
		spot(l, at, 2*radius, color.Opacity(shade))
		if d.Ring {
			spot(l, at, 2*radius-3.6, inner)
		}
		if d.Label != "" && k == len(d.Points)-1 {
			d.drawLabel(l, v, at)
		}
	}
}

// drawLabel records the label beside q, on paper so that lines behind it do
// not disturb. There is none if the picture has no room for it.
func (d *Dots) drawLabel(l *scene.DisplayList, v *scene.View, q scene.Point) {
	const pad = 2.5
	size, off := v.Theme.TextSize*0.92, d.radius()+6
	w, ascent, descent := typeface.Measure(d.Label, size)
	half := (ascent + descent) / 2
	x := q.X + off
	if x+w+pad > v.Frame.Max.X {
		x = q.X - off - w
	}
	if x-pad < v.Frame.Min.X {
		return
	}
	l.NewPolygons().AddRect(v.Theme.Background.Opacity(0.8),
		scene.Rect{Min: scene.Point{X: x - pad, Y: q.Y - half}, Max: scene.Point{X: x + w + pad, Y: q.Y + half}})
	l.Text(&scene.Text{String: d.Label, At: scene.Point{X: x, Y: q.Y}, Size: size, Color: v.Theme.Ink, AlignY: 0.5})
}

func (d *Dots) radius() float64 {
	if d.Radius > 0 {
		return d.Radius
	}
	return 4
}

// spot records a disc of the given diameter.
func spot(l *scene.DisplayList, at scene.Point, width float64, c scene.Color) {
	l.NewPolylines(scene.Stroke{Color: c, Width: width}).Segment(at, at)
}
