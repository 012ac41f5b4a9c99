package space

import "zscape/scene"

// Wires is the mark of thin lines in space that hide nothing: the edges of a
// box, the meridians of a sphere. What lies beyond the axes is drawn, too.
type Wires struct {
	Lines [][]scene.Vec // a point that is not finite interrupts its line
	Width float64       // screen units; 0: 1.1, negative: only filled
	Dash  float64       // length of dashes and gaps, screen units; 0 is solid
	Color scene.Color   // zero: Theme.Series[Series]

	Series int

	// Fill, if not 0, is the opacity with which each line is filled. It must
	// then be the outline of a flat, convex face, all of it in front of the eye
	// if it is to be filled.
	Fill float32
}

// Bounds is the box around the points.
func (w *Wires) Bounds() scene.Box {
	b := scene.EmptyBox()
	for _, line := range w.Lines {
		b = b.Union((&Dots{Points: line}).Bounds())
	}
	return b
}

// Draw records the lines.
func (w *Wires) Draw(l *scene.DisplayList, v *scene.View) {
	width := w.Width
	if width == 0 {
		width = 1.1
	}
	color := seriesColor(v.Theme, w.Color, w.Series)
	if w.Fill > 0 {
		w.fill(l.NewPolygons(), v, color.Opacity(w.Fill))
	}
	if width > 0 {
		drawWorld(l.NewPolylines(scene.Stroke{Color: color, Width: width, Dash: w.Dash}), v, w.Lines, nil)
	}
}

func (w *Wires) fill(faces *scene.Polygons, v *scene.View, c scene.Color) {
next:
	for _, line := range w.Lines {
		start := len(faces.Points)
		for _, corner := range line {
			q, ok := v.Project(corner)
			if !ok {
				faces.Points = faces.Points[:start]
				continue next
			}
			faces.Points = append(faces.Points, q)
		}
		faces.Ends = append(faces.Ends, len(faces.Points))
		faces.Colors = append(faces.Colors, c)
	}
}
