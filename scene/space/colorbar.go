package space

import (
	"math"

	"zscape/scene"
)

// ColorBar is the legend of colours by height: a bar with its scale, at the
// right of the picture, or above it if the picture is higher than wide.
type ColorBar struct {
	Min, Max float64
	Color    func(z float64) scene.Color
	Title    string

	// Along says which way the bar runs; AlongPicture is the way that suits the
	// picture.
	Along Along

	// Levels, if not empty, are drawn as coloured rules, as the legend of
	// contour lines, instead of a filled bar.
	Levels []float64

	// Bands, if not nil, are the colours of the bar below the first of the
	// ascending values BandsAt, between each two of them, and above the last.
	Bands   []scene.Color
	BandsAt []float64

	// Counts, if not nil, says how many of the values shown fall into each of
	// equal parts of the bar. It is drawn along it, as a histogram.
	Counts []int

	// Log says that values are the decimal logarithms of what the ticks say.
	Log bool
}

const (
	barWidth  = 12.0
	barGap    = 6.0  // between the picture and a standing bar
	barTick   = 7.0  // from the bar to its labels
	barEnd    = 10.0 // from a lying bar to the texts at its ends
	histogram = 30.0 // height of the longest column
	histSpace = histogram + 6
)

// Bounds is empty: the bar lies on the paper.
func (b *ColorBar) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is Overlay.
func (b *ColorBar) Layer(*scene.View) int { return Overlay }

// Margin keeps the right side, or in a picture higher than wide the top. The
// side is as wide as the longest label wants it.
func (b *ColorBar) Margin(w, h float64) scene.Margins {
	s := b.scale(w, h, scene.Light.TextSize) // the size of all themes
	if s.lying {
		return scene.Margins{Top: 54 + s.before}
	}
	return scene.Margins{Right: max(76, barGap+barWidth+barTick+s.widest+5, barGap+s.head+5) + s.before}
}

// Along is the way a ColorBar runs.
type Along int

const (
	AlongPicture Along = iota
	Vertical           // at the right
	Horizontal         // above
)

func (b *ColorBar) lies(w, h float64) bool {
	if b.Along == AlongPicture {
		return upright(w, h)
	}
	return b.Along == Horizontal
}

func upright(w, h float64) bool { return h > 1.1*w }

// barScale is what a bar takes from the picture, and how its numbers are written.
type barScale struct {
	lying    bool
	before   float64 // what lies at the near side of the bar
	from, to float64 // of a lying bar, its ends
	ticks    []scene.Tick
	common   string  // what their labels leave out
	widest   float64 // of the labels
	head     float64 // width of the title, or of what is common if that is wider
}

// scale returns the scale of the bar in a picture of w x h screen units.
func (b *ColorBar) scale(w, h, textSize float64) barScale {
	s := barScale{lying: b.lies(w, h)}
	if b.Counts != nil {
		s.before = histSpace
	}
	if s.lying {
		s.lie(b, w, textSize)
		return s
	}
	s.write(b, fitting(hold(0.52*h, 60, 320), 3*tickSize*textSize), textSize, false)
	title, _ := extent(b.Title, textSize)
	common, _ := extent(s.common, tickSize*textSize)
	s.head = max(title, common)
	return s
}

// fitting returns for how many labels a bar has room.
func fitting(length, each float64) int { return int(hold(length/each, 2, 9)) }

// write chooses the ticks, at most so many. If whole is set, each label says all.
func (s *barScale) write(b *ColorBar, most int, textSize float64, whole bool) {
	var n scene.Notation
	s.ticks, n = scene.ScaleTicks(b.Min, b.Max, most, b.Log)
	s.common, s.widest = n.Common(), 0
	for k := range s.ticks {
		t := &s.ticks[k]
		if whole && s.common != "" {
			t.Label = n.Whole(t.At)
		}
		width, _ := extent(t.Label, tickSize*textSize)
		s.widest = max(s.widest, width)
	}
	if whole {
		s.common = ""
	}
}

// lie finds the ends of a lying bar, between its title and what its labels have
// in common, unless that leaves too little to it, and as many ticks as have
// room for their labels.
func (s *barScale) lie(b *ColorBar, w, textSize float64) {
	const least = 60.0
	title, _ := extent(b.Title, textSize)
	length := hold(0.6*w, least, 320)
	for _, whole := range []bool{false, true} {
		for most := fitting(length, 3.6*tickSize*textSize); ; most-- {
			s.write(b, most, textSize, whole)
			common, _ := extent(s.common, tickSize*textSize)
			s.from = max(w/2-length/2, title+barEnd+4, s.widest/2+4)
			s.to = min(w/2+length/2, w-max(common+barEnd+4, s.widest/2+4))
			if most <= 2 || s.apart(b, 1, textSize) {
				break
			}
		}
		if s.to-s.from >= least {
			break
		}
	}
	s.to = max(s.to, s.from+least)
	stride := 1
	for stride < len(s.ticks) && !s.apart(b, stride, textSize) {
		stride++
	}
	for k := range s.ticks {
		if k%stride != 0 {
			s.ticks[k].Label = ""
		}
	}
}

// apart reports whether the labels of every stride-th tick keep apart.
func (s *barScale) apart(b *ColorBar, stride int, textSize float64) bool {
	unit := (s.to - s.from) / (b.Max - b.Min)
	for k := stride; k < len(s.ticks); k += stride {
		if unit*(s.ticks[k].At-s.ticks[k-stride].At) < s.widest+0.5*textSize {
			return false
		}
	}
	return true
}

// Draw records the bar, if its limits can be those of an axis.
func (b *ColorBar) Draw(l *scene.DisplayList, v *scene.View) {
	if lo, hi := scene.SolidRange(b.Min, b.Max); lo != b.Min || hi != b.Max {
		return
	}
	size := v.Theme.TextSize * tickSize
	s := b.scale(v.Frame.W(), v.Frame.H(), v.Theme.TextSize)
	// start is where Min is; the bar runs along in the direction of Max, and
	// its ticks stand out at the far side of across.
	var start, along, across scene.Point
	var length float64
	if s.lying {
		length = s.to - s.from
		start, along, across = v.Frame.Min.Add(scene.Point{X: s.from, Y: 14 + s.before}), scene.Point{X: 1}, scene.Point{Y: 1}
	} else {
		// In a low picture, what stands above the bar takes from its length.
		above := barEnd
		if b.Title != "" {
			above += 1.3 * v.Theme.TextSize
		}
		if s.common != "" {
			above += 1.35 * size
		}
		room := v.Frame.H() - above - barEnd
		length = min(hold(0.52*v.Plot.H(), 60, 320), max(room, 20))
		foot := hold(v.Plot.Center().Y+length/2, v.Frame.Min.Y+above+length, v.Frame.Max.Y-barEnd)
		start, along, across = scene.Point{X: v.Plot.Max.X + barGap + s.before, Y: foot}, scene.Point{Y: -1}, scene.Point{X: 1}
	}
	at := func(z, out float64) scene.Point {
		return start.Add(along.Scale(length * (z - b.Min) / (b.Max - b.Min))).Add(across.Scale(out))
	}
	title := scene.Text{String: b.Title, At: at(b.Max, 0).Add(scene.Point{Y: -10}), Size: v.Theme.TextSize, Color: v.Theme.Ink, AlignY: 1}
	common := scene.Text{String: s.common, At: title.At, Size: size, Color: v.Theme.Muted, AlignY: 1}
	// A plate under it keeps the scale readable where a zoomed picture reaches under it.
	var plate scene.Rect
	if s.lying {
		title.At, title.AlignX, title.AlignY = at(b.Min, barWidth/2).Add(scene.Point{X: -barEnd}), 1, 0.5
		common.At, common.AlignY = at(b.Max, barWidth/2).Add(scene.Point{X: barEnd}), 0.5
		plate = scene.Rect{Min: start.Add(scene.Point{X: -8, Y: -4 - s.before}), Max: start.Add(scene.Point{X: length + 8, Y: barWidth + 2*size})}
		if width, _ := extent(title.String, title.Size); width > 0 {
			plate.Min.X = title.At.X - width - 6
		}
		if width, _ := extent(common.String, common.Size); width > 0 {
			plate.Max.X = common.At.X + width + 6
		}
	} else {
		right := barWidth + max(3.6*size, barTick+s.widest+4)
		plate = scene.Rect{Min: start.Add(scene.Point{X: -4 - s.before, Y: -length - 8}), Max: start.Add(scene.Point{X: right, Y: 8})}
		if s.common != "" {
			plate.Min.Y = common.At.Y - 2 - 1.3*common.Size
			title.At.Y -= 1.35 * common.Size
		}
		if b.Title != "" {
			plate.Min.Y = title.At.Y - 2 - 1.3*title.Size
		}
	}
	l.NewPolygons().AddRect(v.Theme.Background.Opacity(0.85), plate)
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
		rules := l.NewPolylines(scene.Stroke{Color: v.Theme.Ink, Width: 2})
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
	marks := l.NewPolylines(scene.Stroke{Color: v.Theme.Muted, Width: 1})
	before := math.Inf(1)
	for _, t := range s.ticks {
		z := t.At
		if len(b.Levels) == 0 {
			marks.Segment(at(z, barWidth), at(z, barWidth+3))
		}
		label := scene.Text{String: t.Label, At: at(z, barWidth+barTick), Size: size, Color: v.Theme.Muted, AlignY: 0.5}
		if s.lying {
			label.AlignX, label.AlignY = 0.5, 0
		}
		if !s.lying && before-label.At.Y < 1.2*size { // as in a low picture
			continue
		}
		if before = label.At.Y; t.Label != "" {
			l.Text(&label)
		}
	}
	for _, t := range [2]*scene.Text{&title, &common} {
		if t.String != "" {
			l.Text(t)
		}
	}
}

// drawBands records one piece for each band.
func (b *ColorBar) drawBands(bar *scene.Polygons, at func(z, out float64) scene.Point) {
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
func (b *ColorBar) drawHistogram(l *scene.DisplayList, v *scene.View, at func(z, out float64) scene.Point) {
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
