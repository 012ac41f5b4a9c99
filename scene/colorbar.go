package scene

import (
	"math"

	"zscape/scene/typeface"
)

// ColorBar is the legend of colours by height: a bar with its scale, at the
// right of the picture, or above it if the picture is higher than wide.
type ColorBar struct {
	Min, Max float64
	Color    func(z float64) Color
	Title    string

	// Along says which way the bar runs; AlongPicture is the way that suits the
	// picture.
	Along Along

	// Levels, if not empty, are drawn as coloured rules, as the legend of
	// contour lines, instead of a filled bar.
	Levels []float64

	// Bands, if not nil, are the colours of the bar below the first of the
	// ascending values BandsAt, between each two of them, and above the last.
	Bands   []Color
	BandsAt []float64

	// Counts, if not nil, says how many of the values shown fall into each of
	// equal parts of the bar. It is drawn along it, as a histogram.
	Counts []int

	// Log says that values are the decimal logarithms of what the ticks say.
	Log bool
}

const (
	barWidth  = 12.0
	histogram = 30.0 // height of the longest column
	histSpace = histogram + 6
)

// Bounds is empty: the bar lies on the paper.
func (b *ColorBar) Bounds() Box { return EmptyBox() }

// Layer is Overlay.
func (b *ColorBar) Layer(*View) int { return Overlay }

// Margin keeps the right side, or in a picture higher than wide the top.
func (b *ColorBar) Margin(w, h float64) Margins {
	more := 0.0
	if b.Counts != nil {
		more = histSpace
	}
	if b.lies(w, h) {
		return Margins{Top: 54 + more}
	}
	return Margins{Right: 76 + more}
}

// Along is the way a ColorBar runs.
type Along int

const (
	AlongPicture Along = iota
	Standing           // at the right
	Lying              // above
)

func (b *ColorBar) lies(w, h float64) bool {
	if b.Along == AlongPicture {
		return upright(w, h)
	}
	return b.Along == Lying
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
	lying := b.lies(v.Frame.W(), v.Frame.H())
	before := 0.0 // what lies at the near side of the bar
	if b.Counts != nil {
		before = histSpace
	}
	if lying {
		length = hold(0.6*v.Frame.W(), 60, 320)
		start, along, across = Point{v.Frame.Center().X - length/2, v.Frame.Min.Y + 14 + before}, Point{1, 0}, Point{0, 1}
		most = int(hold(length/(3.6*size), 2, 9))
	} else {
		length = hold(0.52*v.Plot.H(), 60, 320)
		start, along, across = Point{v.Plot.Max.X + 6 + before, v.Plot.Center().Y + length/2}, Point{0, -1}, Point{1, 0}
		most = int(hold(length/(3*size), 2, 9))
	}
	at := func(z, out float64) Point {
		return start.Add(along.Scale(length * (z - b.Min) / (b.Max - b.Min))).Add(across.Scale(out))
	}
	// A plate under it keeps the scale readable where a zoomed picture reaches under it.
	ends := [2]float64{8, 8}
	if b.Title != "" && lying {
		w, _, _ := typeface.Measure(b.Title, v.Theme.TextSize)
		ends[0] = w + 16
	} else if b.Title != "" {
		ends[1] = 12 + 1.3*v.Theme.TextSize
	}
	first, last := start.Add(along.Scale(-ends[0])), start.Add(along.Scale(length+ends[1]))
	reach := across.Scale(barWidth + 3.6*size)
	if lying {
		reach = across.Scale(barWidth + 2*size)
	}
	back := across.Scale(-4 - before)
	plate := l.NewPolygons()
	plate.Add(v.Theme.Background.Opacity(0.85), first.Add(back), first.Add(reach), last.Add(reach), last.Add(back))
	switch {
	case b.Bands != nil:
		b.drawBands(l.NewPolygons(), at)
	case len(b.Levels) == 0:
		const steps = 64
		bar := l.NewPolygons()
		for k := range steps {
			// Bands reach under the next one, so that no seam shows between them.
			z0, z1 := b.Min+(b.Max-b.Min)*float64(k)/steps, b.Min+(b.Max-b.Min)*min(float64(k)+1.5, steps)/steps
			c := b.Color(b.Min + (b.Max-b.Min)*(float64(k)+0.5)/steps)
			bar.Add(c, at(z0, 0), at(z0, barWidth), at(z1, barWidth), at(z1, 0))
		}
	default:
		rules := l.NewPolylines(Stroke{Color: v.Theme.Ink, Width: 2})
		for _, z := range b.Levels {
			if !(b.Min <= z && z <= b.Max) {
				continue
			}
			rules.Segment(at(z, 0), at(z, barWidth))
			rules.Colors = append(rules.Colors, v.Theme.OnPaper(b.Color(z)))
		}
	}
	if b.Counts != nil {
		b.drawHistogram(l, v, at)
	}
	marks := l.NewPolylines(Stroke{Color: v.Theme.Muted, Width: 1})
	for _, t := range scaleTicks(b.Min, b.Max, most, b.Log) {
		z := t.At
		if len(b.Levels) == 0 {
			marks.Segment(at(z, barWidth), at(z, barWidth+3))
		}
		label := Text{String: t.Label, At: at(z, barWidth+7), Size: size, Color: v.Theme.Muted, AlignY: 0.5}
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

// drawBands records one piece for each band.
func (b *ColorBar) drawBands(bar *Polygons, at func(z, out float64) Point) {
	from := b.Min
	for k, c := range b.Bands {
		to := b.Max
		if k < len(b.BandsAt) {
			to = hold(b.BandsAt[k], b.Min, b.Max)
		}
		if to > from {
			bar.Add(c, at(from, 0), at(from, barWidth), at(to, barWidth), at(to, 0))
		}
		from = max(from, to)
	}
}

// drawHistogram records the columns, each in its colour, at the near side of the bar.
func (b *ColorBar) drawHistogram(l *DisplayList, v *View, at func(z, out float64) Point) {
	const gap = 3.0
	most := 0
	for _, n := range b.Counts {
		most = max(most, n)
	}
	if most == 0 {
		return
	}
	part := (b.Max - b.Min) / float64(len(b.Counts))
	columns := l.NewPolygons()
	for k, n := range b.Counts {
		if n == 0 {
			continue
		}
		z0, z1 := b.Min+part*float64(k), b.Min+part*float64(k+1)
		height := max(histogram*float64(n)/float64(most), 0.75)
		c := b.Color((z0 + z1) / 2)
		if b.Bands != nil {
			c = b.Bands[min(bandOf(b.BandsAt, (z0+z1)/2), len(b.Bands)-1)]
		}
		columns.Add(v.Theme.OnPaper(c), at(z0, -gap), at(z0, -gap-height), at(z1, -gap-height), at(z1, -gap))
	}
}
