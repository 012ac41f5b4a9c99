package space

import (
	"strings"

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

	text := v.Theme.TextSize
	const pad, off = 6.0, 14.0
	lines, w := p.lines(text, v.Frame.W()-4*pad)
	_, line := extent("", text)
	h := line * float64(len(lines))
	x := hold(at.X+off, v.Frame.Min.X+pad, max(v.Frame.Max.X-w-2*pad, v.Frame.Min.X+pad))
	y := at.Y - off - h - pad
	if y < v.Frame.Min.Y+pad {
		y = at.Y + off
	}
	l.NewPolygons().AddRect(v.Theme.Background.Opacity(0.88),
		scene.Rect{Min: scene.Point{X: x, Y: y - pad/2}, Max: scene.Point{X: x + w + 2*pad, Y: y + h + pad/2}})
	for k, s := range lines {
		l.Text(&scene.Text{String: s, At: scene.Point{X: x + pad, Y: y + line*float64(k)}, Size: text, Color: v.Theme.Ink})
	}
}

// lines returns the label in lines that are most wide at most if its parts are,
// and how wide they are.
func (p *Probe) lines(size, most float64) (lines []string, width float64) {
	const between = "   "
	for part := range strings.SplitSeq(p.Label, between) {
		if n := len(lines) - 1; n >= 0 {
			if w, _ := extent(lines[n]+between+part, size); w <= most {
				lines[n] += between + part
				continue
			}
		}
		lines = append(lines, part)
	}
	for _, s := range lines {
		w, _ := extent(s, size)
		width = max(width, w)
	}
	return lines, width
}
