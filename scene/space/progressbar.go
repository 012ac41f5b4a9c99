package space

import (
	"math"

	"zscape/scene"
)

// ProgressBar shows how far something has come: a bar along the foot of the
// picture that is filled from the left, with the percentage beside it.
type ProgressBar struct {
	Fraction float64 // 0..1; the filled part is exactly this
	From, To string  // what is at its ends
	Hidden   bool    // only keeps its margin, so that the picture does not jump when it appears
}

// Bounds is empty: the bar lies on the paper.
func (b *ProgressBar) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is Overlay.
func (b *ProgressBar) Layer(*scene.View) int { return Overlay }

// Margin keeps the foot of the picture, less of it in a low one.
func (b *ProgressBar) Margin(w, h float64) scene.Margins {
	return scene.Margins{Bottom: min(46, 0.1*h)}
}

// fraction is Fraction within 0..1, 0 if it is NaN.
func (b *ProgressBar) fraction() float64 {
	if math.IsNaN(b.Fraction) {
		return 0
	}
	return hold(b.Fraction, 0, 1)
}

// Draw records the bar.
func (b *ProgressBar) Draw(l *scene.DisplayList, v *scene.View) {
	if b.Hidden {
		return
	}
	const thick = 6.0
	width := hold(0.62*v.Frame.W(), 120, 460)
	left, y := v.Frame.Center().X-width/2, v.Frame.Max.Y-16
	end := left + width*b.fraction()

	track := l.NewPolylines(scene.Stroke{Color: v.Theme.Rule, Width: thick})
	track.Segment(scene.Point{X: left, Y: y}, scene.Point{X: left + width, Y: y})
	if b.Fraction > 0 {
		done := l.NewPolylines(scene.Stroke{Color: v.Theme.Accent, Width: thick})
		done.Segment(scene.Point{X: left, Y: y}, scene.Point{X: end, Y: y})
	}
	size := v.Theme.TextSize * 0.92
	label := func(s string, x, align float64, c scene.Color) {
		if s != "" {
			l.Text(&scene.Text{String: s, At: scene.Point{X: x, Y: y - thick/2 - 5}, Size: size, Color: c, AlignX: align, AlignY: 1})
		}
	}
	label(b.From, left, 0, v.Theme.Muted)
	label(b.To, left+width, 1, v.Theme.Muted)
	label(scene.Percent(b.fraction())+" %", left+width/2, 0.5, v.Theme.Ink)
}
