package space

import (
	"strings"

	"zscape/scene"
)

// Callout is a text on a plate beside a place in space.
type Callout struct {
	At    scene.Vec
	Clear float64 // distance from it that the text keeps, screen units
	Text  string  // its parts, which three blanks separate, go below each other where they are too wide
}

// Bounds is empty: a text shows no data of its own.
func (c *Callout) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is Overlay: it is read, whatever is there.
func (c *Callout) Layer(*scene.View) int { return Overlay }

// Draw records the text.
func (c *Callout) Draw(l *scene.DisplayList, v *scene.View) {
	if at, ok := v.Project(c.At); ok && c.Text != "" {
		callout(l, v, at, c.Clear+8, c.Text)
	}
}

// callout records a text on a plate, off away from a point of the screen: above it and
// to the right, where there is room.
func callout(l *scene.DisplayList, v *scene.View, at scene.Point, off float64, text string) {
	const pad = 6.0
	size := v.Theme.TextSize
	lines, w := inLines(text, size, v.Frame.W()-4*pad)
	_, line := extent("", size)
	h := line * float64(len(lines))
	x := hold(at.X+off, v.Frame.Min.X+pad, max(v.Frame.Max.X-w-2*pad, v.Frame.Min.X+pad))
	y := at.Y - off - h - pad
	if y < v.Frame.Min.Y+pad {
		y = at.Y + off
	}
	l.NewPolygons().AddRect(v.Theme.Background.Opacity(0.88),
		scene.Rect{Min: scene.Point{X: x, Y: y - pad/2}, Max: scene.Point{X: x + w + 2*pad, Y: y + h + pad/2}})
	for k, s := range lines {
		l.Text(&scene.Text{String: s, At: scene.Point{X: x + pad, Y: y + line*float64(k)}, Size: size, Color: v.Theme.Ink})
	}
}

// inLines returns a text in lines that are most wide at most if its parts are, and how
// wide they are.
func inLines(text string, size, most float64) (lines []string, width float64) {
	const between = "   "
	for part := range strings.SplitSeq(text, between) {
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
