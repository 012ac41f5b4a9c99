package space

import (
	"math"

	"zscape/scene"
	"zscape/scene/typeface"
)

// fits reports whether r lies in plot and off all others.
func fits(r, plot scene.Rect, others []scene.Rect) bool {
	return plot.Contains(r.Min) && plot.Contains(r.Max) && !overlapsAny(r, others)
}

// wider returns r with more space at its sides: numbers must not read as one.
func wider(r scene.Rect, d float64) scene.Rect {
	return scene.Rect{Min: scene.Point{X: r.Min.X - d, Y: r.Min.Y}, Max: scene.Point{X: r.Max.X + d, Y: r.Max.Y}}
}

// extent returns the width and the height of a text.
func extent(s string, size float64) (w, h float64) {
	w, ascent, descent := typeface.Measure(s, size)
	return w, ascent + descent
}

// boxBeside returns the box w x h large whose nearest point is gap away from
// the line through p with unit normal out, and how far out it reaches.
func boxBeside(w, h float64, p, out scene.Point, gap float64) (scene.Rect, float64) {
	support := math.Abs(out.X)*w/2 + math.Abs(out.Y)*h/2
	c := p.Add(out.Scale(gap + support))
	return scene.Rect{Min: scene.Point{X: c.X - w/2, Y: c.Y - h/2}, Max: scene.Point{X: c.X + w/2, Y: c.Y + h/2}}, gap + 2*support
}

func overlapsAny(r scene.Rect, others []scene.Rect) bool {
	for _, o := range others {
		if r.Overlaps(o) {
			return true
		}
	}
	return false
}
