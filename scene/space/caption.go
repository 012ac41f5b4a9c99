package space

import "zscape/scene"

// Caption is a line of text at the head of a space, in its left corner.
type Caption struct{ Text string }

// Bounds is empty: the text lies on the paper.
func (c *Caption) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is Overlay.
func (c *Caption) Layer(*scene.View) int { return Overlay }

const captionInset = 6.0

// Margin keeps the head of the picture.
func (c *Caption) Margin(w, h float64) scene.Margins { return scene.Margins{Top: min(26, 0.1*h)} }

// Draw records the text.
func (c *Caption) Draw(l *scene.DisplayList, v *scene.View) {
	if c.Text == "" {
		return
	}
	at := v.Frame.Min.Add(scene.Point{X: captionInset, Y: captionInset})
	l.Text(&scene.Text{String: c.Text, At: at, Size: 1.15 * v.Theme.TextSize, Color: v.Theme.Ink})
}
