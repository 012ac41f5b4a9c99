package scene

import (
	"math"
	"strconv"
)

// Meter is a panel with one large progress bar.
type Meter struct {
	Title    string
	Fraction float64 // 0..1; the filled part is exactly this
	Note     string  // what is said below the bar
}

// DrawIn records the meter in the middle of r.
func (m *Meter) DrawIn(l *DisplayList, r Rect, look Look) {
	theme := look.Theme
	if theme == nil {
		theme = &Light
	}
	size := theme.TextSize
	fraction := hold(finite(m.Fraction, 0), 0, 1)
	thick := hold(0.12*r.H(), 4, 10)
	width := hold(r.W()-2*size*1.4, 20, 720)
	left, y := r.Center().X-width/2, r.Center().Y

	// Flat ends: round caps would show more than there is.
	bar := l.NewPolygons()
	part := func(c Color, from, to float64) {
		x0, x1 := left+width*from, left+width*to
		bar.AddRect(c, Rect{Point{x0, y - thick/2}, Point{x1, y + thick/2}})
	}
	part(theme.Rule, 0, 1)
	if fraction > 0 {
		part(theme.Accent, 0, fraction)
	}
	text := func(s string, x, align, below float64, c Color) {
		if s != "" {
			l.Text(&Text{String: s, At: Point{x, y + below}, Size: size, Color: c, AlignX: align, AlignY: (1 - math.Copysign(1, below)) / 2})
		}
	}
	above, below := -(thick/2 + 6), thick/2+6
	text(m.Title, left, 0, above, theme.Ink)
	text(Percent(fraction)+" %", left+width, 1, above, theme.Ink)
	if r.H() > 2*(thick/2+6+1.4*size) {
		text(m.Note, left, 0, below, theme.Muted)
	}
}

// Percent writes a fraction in whole percent, 100 only when it is complete.
func Percent(f float64) string {
	if f >= 1 {
		return "100"
	}
	return strconv.Itoa(min(int(math.Floor(100*f+1e-9)), 99))
}
