package space

import (
	"zscape/compute/grid"
	"zscape/scene"
)

// Probe marks a point of a surface: a cross of two short curves along the
// surface, a dot, and a label beside it.
type Probe struct {
	At    scene.Vec  // on the surface
	Grid  *grid.Grid // nil: no cross
	Label string     // its parts, which three blanks separate, go below each other where they are too wide
}

// Bounds is empty: a probe shows no data of its own.
func (p *Probe) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is Overlay: its label is read, whatever is there.
func (p *Probe) Layer(*scene.View) int { return Overlay }

// Draw records the cross-hair.
func (p *Probe) Draw(l *scene.DisplayList, v *scene.View) {
	const arm, pieces = 0.07, 12 // of the box's edge
	size := v.Box.Max.Sub(v.Box.Min)
	cross := l.NewPolylines(scene.Stroke{Color: v.Theme.Accent, Width: 1.6})
	for _, d := range []scene.Vec{{X: arm * size.X}, {Y: arm * size.Y}} {
		if p.Grid == nil {
			break
		}
		for k := -pieces; k <= pieces; k++ {
			w := p.At.Add(d.Scale(float64(k) / pieces))
			w.Z = p.Grid.Sample(w.X, w.Y)
			// Not beyond the box, where the surface is cut off, or a pole's wall.
			if q, ok := v.Project(w); ok && w.Finite() && v.Box.Min.Z <= w.Z && w.Z <= v.Box.Max.Z {
				cross.Add(q)
			} else {
				cross.End()
			}
		}
		cross.End()
	}
	at, ok := v.Project(p.At)
	if !ok {
		return
	}
	dot := l.NewPolylines(scene.Stroke{Color: v.Theme.Background, Width: 9})
	dot.Segment(at, at)
	dot = l.NewPolylines(scene.Stroke{Color: v.Theme.Accent, Width: 6})
	dot.Segment(at, at)

	callout(l, v, at, 14, p.Label)
}
