package space

import (
	"math"

	"zscape/scene"
	"zscape/scene/typeface"
)

// Legend is the legend of a space: a line of text for each colour, at the head of
// the picture on the left. Texts that do not fit are cut short.
type Legend struct {
	Entries []KeyEntry
}

// KeyEntry is a line of a Legend.
type KeyEntry struct {
	Name   string
	Series int // of the theme's colours
}

// Bounds is empty: the legend lies on the paper.
func (k *Legend) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is Overlay.
func (k *Legend) Layer(*scene.View) int { return Overlay }

// Draw records the legend.
func (k *Legend) Draw(l *scene.DisplayList, v *scene.View) {
	const pad, swatch = 8.0, 12.0
	size := v.Theme.TextSize * 0.95
	room := v.Frame.W() - 4*pad - swatch
	if room < 3*size || len(k.Entries) == 0 {
		return
	}
	widest := 0.0
	names := make([]string, len(k.Entries))
	for n, e := range k.Entries {
		names[n] = shortened(e.Name, size, min(room, 26*size))
		w, _, _ := typeface.Measure(names[n], size)
		widest = max(widest, w)
	}
	line := 1.55 * size
	at := v.Frame.Min.Add(scene.Point{X: pad, Y: pad})
	if math.Ceil(line*float64(len(names))) > 0.5*v.Frame.H() {
		return
	}
	end := at.Add(scene.Point{X: widest + swatch + 3*pad, Y: line*float64(len(names)) + pad})
	l.NewPolygons().AddRect(v.Theme.Background.Opacity(0.82), scene.Rect{Min: at, Max: end})
	for n, e := range k.Entries {
		y := at.Y + pad/2 + line*(float64(n)+0.5)
		x := at.X + pad
		l.NewPolygons().AddRect(v.Theme.OnPaper(v.Theme.Series[e.Series%len(v.Theme.Series)]),
			scene.Rect{Min: scene.Point{X: x, Y: y - 3}, Max: scene.Point{X: x + swatch, Y: y + 3}})
		l.Text(&scene.Text{String: names[n], At: scene.Point{X: x + swatch + pad, Y: y}, Size: size, Color: v.Theme.Ink, AlignY: 0.5})
	}
}

// shortened returns text, cut off with an ellipsis where it is wider than most.
func shortened(text string, size, most float64) string {
	if w, _, _ := typeface.Measure(text, size); w <= most {
		return text
	}
	runes := []rune(text)
	for n := len(runes) - 1; n > 0; n-- {
		s := string(runes[:n]) + "\u2026"
		if w, _, _ := typeface.Measure(s, size); w <= most {
			return s
		}
	}
	return ""
}
