package plot

import (
	"unicode/utf8"

	"zscape/scene"
	"zscape/scene/typeface"
)

func lineHeight(size float64) float64 {
	_, ascent, descent := typeface.Measure("", size)
	return ascent + descent
}

func textWidth(s string, size float64) float64 {
	w, _, _ := typeface.Measure(s, size)
	return w
}

// write records t, unless it is empty.
func write(l *scene.DisplayList, t scene.Text) {
	if t.String != "" {
		l.Text(&t)
	}
}

// boxOf returns the box of t.
func boxOf(t scene.Text) scene.Rect {
	w, ascent, descent := typeface.Measure(t.String, t.Size)
	corner := scene.Point{X: t.At.X - t.AlignX*w, Y: t.At.Y - t.AlignY*(ascent+descent)}
	return scene.Rect{Min: corner, Max: corner.Add(scene.Point{X: w, Y: ascent + descent})}
}

// heldInside returns where t has to be for its box to lie in r: at t.At or near it.
func heldInside(t scene.Text, r scene.Rect) scene.Point {
	return t.At.Add(inwards(boxOf(t), r))
}

// inwards returns the least displacement that brings box into r, or its left
// and upper sides if it is larger than r.
func inwards(box, r scene.Rect) scene.Point {
	return scene.Point{
		X: max(min(0, r.Max.X-box.Max.X), r.Min.X-box.Min.X),
		Y: max(min(0, r.Max.Y-box.Max.Y), r.Min.Y-box.Min.Y),
	}
}

// fitted returns s, or as much of it as fits the width, with an ellipsis.
func fitted(s string, size, width float64) string {
	if textWidth(s, size) <= width {
		return s
	}
	const ellipsis = "\u2026"
	for s != "" {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		if textWidth(s, size)+textWidth(ellipsis, size) <= width {
			return s + ellipsis
		}
	}
	return ""
}
