package scene

import "math"

// ColorBar is the legend of colours by height: a bar with its scale, at the
// right of the picture, or above it if the picture is higher than wide.
type ColorBar struct {
	Min, Max float64
	Color    func(z float64) Color
	Title    string

	// Levels, if not empty, are drawn as coloured rules, as the legend of
	// contour lines, instead of a filled bar.
	Levels []float64
}

const barWidth = 12.0

// Bounds is empty: the bar lies on the paper.
func (b *ColorBar) Bounds() Box { return EmptyBox() }

// Layer is Overlay.
func (b *ColorBar) Layer(*View) int { return Overlay }

// Margin keeps the right side, or in a picture higher than wide the top.
func (b *ColorBar) Margin(w, h float64) Margins {
	if upright(w, h) {
		return Margins{Top: 54}
	}
	return Margins{Right: 76}
}

func upright(w, h float64) bool { return h > 1.1*w }

// Draw records the bar.
func (b *ColorBar) Draw(l *DisplayList, v *View) {
	if span := b.Max - b.Min; !(span > 0) || math.IsInf(span, 0) {
		return
	}
	size := v.Theme.TextSize * 0.92
	// start is where Min is; the bar runs along in the direction of Max, and
	// its ticks stand out at the far side of across.
	var start, along, across Point
	var length float64
	var most int
	lying := upright(v.Frame.W(), v.Frame.H())
	if lying {
		length = hold(0.6*v.Frame.W(), 60, 320)
		start, along, across = Point{v.Frame.Center().X - length/2, v.Frame.Min.Y + 14}, Point{1, 0}, Point{0, 1}
		most = int(hold(length/(3.6*size), 2, 9))
	} else {
		length = hold(0.52*v.Plot.H(), 60, 320)
		start, along, across = Point{v.Plot.Max.X + 6, v.Plot.Center().Y + length/2}, Point{0, -1}, Point{1, 0}
		most = int(hold(length/(3*size), 2, 9))
	}
	at := func(z, out float64) Point {
		return start.Add(along.Scale(length * (z - b.Min) / (b.Max - b.Min))).Add(across.Scale(out))
	}
	// A plate under it keeps the scale readable where a zoomed picture reaches under it.
	first, last := start.Add(along.Scale(-8)), start.Add(along.Scale(length+8))
	reach := across.Scale(barWidth + 3.6*size)
	if lying {
		reach = across.Scale(barWidth + 2*size)
	}
	back := across.Scale(-4)
	plate := l.NewPolygons()
	plate.Add(v.Theme.Background.Opacity(0.85), first.Add(back), first.Add(reach), last.Add(reach), last.Add(back))
	if len(b.Levels) == 0 {
		const steps = 64
		bar := l.NewPolygons()
		for k := range steps {
			// Bands reach under the next one, so that no seam shows between them.
			z0, z1 := b.Min+(b.Max-b.Min)*float64(k)/steps, b.Min+(b.Max-b.Min)*min(float64(k)+1.5, steps)/steps
			c := b.Color(b.Min + (b.Max-b.Min)*(float64(k)+0.5)/steps)
			bar.Add(c, at(z0, 0), at(z0, barWidth), at(z1, barWidth), at(z1, 0))
		}
	} else {
		rules := l.NewPolylines(Stroke{Color: v.Theme.Ink, Width: 2})
		for _, z := range b.Levels {
			if !(b.Min <= z && z <= b.Max) {
				continue
			}
			rules.Segment(at(z, 0), at(z, barWidth))
			rules.Colors = append(rules.Colors, v.Theme.OnPaper(b.Color(z)))
		}
	}
	ticks, step := Ticks(b.Min, b.Max, most)
	marks := l.NewPolylines(Stroke{Color: v.Theme.Muted, Width: 1})
	for _, z := range ticks {
		if len(b.Levels) == 0 {
			marks.Segment(at(z, barWidth), at(z, barWidth+3))
		}
		label := Text{String: FormatTick(z, step), At: at(z, barWidth+7), Size: size, Color: v.Theme.Muted, AlignY: 0.5}
		if lying {
			label.AlignX, label.AlignY = 0.5, 0
		}
		l.Text(&label)
	}
	if b.Title != "" {
		title := Text{String: b.Title, At: at(b.Max, 0).Add(Point{0, -10}), Size: v.Theme.TextSize, Color: v.Theme.Ink, AlignY: 1}
		if lying {
			title.At, title.AlignX, title.AlignY = at(b.Min, barWidth/2).Add(Point{-10, 0}), 1, 0.5
		}
		l.Text(&title)
	}
}
