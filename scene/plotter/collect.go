package plotter

import (
	"math"
	"slices"

	"zscape/scene"
	"zscape/scene/stroke"
	"zscape/scene/typeface"
)

// collector is a Canvas that gathers strokes, and what hides them.
type collector struct {
	lines    []line
	covers   []cover
	picture  scene.Rect
	clip     scene.Rect
	paper    scene.Color
	channels scene.Channels
	pause    func()
}

// collect returns the strokes of l, as far as they are on its picture.
func collect(l *scene.DisplayList, pause func()) []line {
	picture := scene.Rect{Max: scene.Point{X: l.W, Y: l.H}}
	c := &collector{picture: picture, clip: picture, paper: l.Background, pause: pause}
	l.Replay(c)
	if len(c.covers) == 0 {
		return c.lines
	}
	x := newCovers(c.covers, picture, pause)
	var left []line
	for _, l := range c.lines {
		pause()
		left = x.cut(left, l)
	}
	return left
}

// cover hides what has been drawn within the convex polygon.
func (c *collector) cover(corners []scene.Point) {
	c.covers = append(c.covers, newCover(corners, c.clip, c.channels))
}

// unseen is how little a colour differs from the paper's if it is taken for it.
const unseen = 0.03

// ink returns the opaque colour that q has on the paper; ok is false if it
// cannot be told from that. A picture for one eye is drawn with what is taken
// away from the paper in its channels.
func (c *collector) ink(q scene.Color) (ink scene.Color, ok bool) {
	paper := c.paper
	paper.A = 1
	if tone := c.channels.Tone(q, paper); c.channels == scene.RedChannel {
		q.R, q.G, q.B = tone.R, paper.G, paper.B
	} else if c.channels == scene.CyanChannels {
		q.R, q.G, q.B = paper.R, tone.G, tone.B
	}
	a := q.A
	q.A = 1
	ink = paper.Mix(q, a)
	return ink, a > 0 && distance(ink, paper) > unseen
}

// add adds the parts of a polyline within the clip.
func (c *collector) add(points []scene.Point, ink scene.Color) {
	c.pause()
	var part []scene.Point
	end := func() {
		if len(part) > 1 {
			c.lines = append(c.lines, line{points: part, color: ink, eye: c.channels, under: len(c.covers)})
		}
		part = nil
	}
	for k := 1; k < len(points); k++ {
		a, b := points[k-1], points[k]
		if !finite(a) || !finite(b) {
			end()
			continue
		}
		from, to := c.clip.Clip(a, b)
		if !(from < to) {
			if a != b {
				end()
			}
			continue
		}
		d := b.Sub(a)
		if from > 0 {
			end()
		}
		if len(part) == 0 {
			part = append(part, a.Add(d.Scale(from)))
		}
		if to < 1 {
			part = append(part, a.Add(d.Scale(to)))
			end()
		} else {
			part = append(part, b)
		}
	}
	end()
}

// Polylines adds lines, cut into their dashes.
func (c *collector) Polylines(p *scene.Polylines) {
	if p.Hint {
		return
	}
	for k := range p.Len() {
		if len(p.Widths) > 0 {
			c.coverDisc(p, k)
		}
		c.stroke(p, k)
	}
}

// coverDisc hides what is under polyline k of a set of lines that cover each other, if it
// is an opaque disc.
func (c *collector) coverDisc(p *scene.Polylines, k int) {
	points, radius := p.At(k), p.WidthAt(k)/2
	if isDisc(points) && radius > 0 && p.ColorAt(k).A >= 0.5 && finite(points[0]) {
		c.cover(circle(points[0], radius)[1:])
	}
}

// isDisc reports whether a polyline is a single place.
func isDisc(points []scene.Point) bool { return len(points) == 2 && points[0] == points[1] }

// stroke adds polyline k of a set. One without length is a point.
func (c *collector) stroke(p *scene.Polylines, k int) {
	points, width := p.At(k), p.WidthAt(k)
	ink, ok := c.ink(p.ColorAt(k))
	switch {
	case !ok || !(width > 0):
	case isDisc(points):
		c.add(circle(points[0], width/2), ink)
	case p.Stroke.Dash > 0:
		for _, dash := range dashes(points, p.Stroke.Dash) {
			c.add(dash, ink)
		}
	default:
		c.add(points, ink)
	}
}

// circle returns a circle around q.
func circle(q scene.Point, radius float64) []scene.Point {
	const parts = 24
	points := make([]scene.Point, parts+1)
	for k := range parts {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / parts)
		points[k] = q.Add(scene.Point{X: cos, Y: sin}.Scale(radius))
	}
	points[parts] = points[0]
	return points
}

// dashes returns the dashes of a polyline, as long as the gaps between them.
func dashes(points []scene.Point, dash float64) [][]scene.Point {
	const least = 0.5 // screen units
	dash = max(dash, least)
	var all [][]scene.Point
	now := []scene.Point{points[0]}
	left, drawn := dash, true
	for k := 1; k < len(points); k++ {
		a, b := points[k-1], points[k]
		if !finite(a) || !finite(b) || b.Sub(a).Norm() > 1e5 {
			return all
		}
		for rest := b.Sub(a).Norm(); rest > 0; {
			if rest < left {
				left -= rest
				break
			}
			a = a.Add(b.Sub(a).Scale(left / rest))
			rest -= left
			left = dash
			if drawn {
				all = append(all, append(now, a))
				now = nil
			} else {
				now = []scene.Point{a}
			}
			drawn = !drawn
		}
		if drawn {
			now = append(now, b)
		}
	}
	if drawn && len(now) > 1 {
		all = append(all, now)
	}
	return all
}

// Text adds the strokes of the letters.
func (c *collector) Text(t *scene.Text) {
	ink, seen := c.ink(t.Color)
	width, known := stroke.Measure(t.String)
	if !seen || !known || !(t.Size > 0) || !finite(t.At) {
		return
	}
	_, ascent, descent := typeface.Measure(t.String, t.Size)
	at := scene.Point{X: t.At.X - t.AlignX*width*t.Size, Y: t.At.Y - t.AlignY*(ascent+descent) + ascent}
	for _, points := range stroke.Lines(t.String, at, t.Size) {
		c.add(points, ink)
	}
}

// Polygons hides what lies under polygons, unless they are translucent, and
// adds their outlines, but not the edges that two of a set share. The steps of a
// colour bar, which overlap, become rungs in their colours.
func (c *collector) Polygons(p *scene.Polygons) {
	type edge [2][2]int
	cell := func(v float64) int { return int(math.Round(v / same)) }
	edgeOf := func(a, b scene.Point) edge {
		e := edge{{cell(a.X), cell(a.Y)}, {cell(b.X), cell(b.Y)}}
		if e[1][0] < e[0][0] || e[1][0] == e[0][0] && e[1][1] < e[0][1] {
			e[0], e[1] = e[1], e[0]
		}
		return e
	}
	count := map[edge]int{}
	for k := range p.Len() {
		c.pause()
		corners := p.At(k)
		for i, q := range corners {
			if r := corners[(i+1)%len(corners)]; finite(q) && finite(r) {
				count[edgeOf(q, r)]++
			}
		}
	}
	for k := range p.Len() {
		corners := p.At(k)
		if p.Colors[k].A < 0.5 || slices.ContainsFunc(corners, func(q scene.Point) bool { return !finite(q) }) {
			continue
		}
		c.cover(corners)
		ink, ok := c.ink(p.Colors[k])
		if !ok {
			continue
		}
		var outline []scene.Point
		for i, q := range corners {
			r := corners[(i+1)%len(corners)]
			if count[edgeOf(q, r)] > 1 {
				c.add(outline, ink)
				outline = nil
				continue
			}
			if len(outline) == 0 {
				outline = append(outline, q)
			}
			outline = append(outline, r)
		}
		c.add(outline, ink)
	}
}

// Mesh adds nothing: a mesh without hidden lines has only faces.
func (c *collector) Mesh(m *scene.Mesh) {
	if m.Face == scene.FaceTint || m.Grid.Visible() || m.Contour.Visible() {
		panic("plotter: hidden lines of a mesh are not removed")
	}
}

// Image adds nothing.
func (c *collector) Image(*scene.Image) {}

// Clip keeps what follows within r.
func (c *collector) Clip(r scene.Rect) {
	c.clip = c.picture
	if r != (scene.Rect{}) {
		lo, hi := &c.clip.Min, &c.clip.Max
		lo.X, lo.Y = max(lo.X, r.Min.X), max(lo.Y, r.Min.Y)
		hi.X, hi.Y = min(hi.X, r.Max.X), min(hi.Y, r.Max.Y)
	}
}

// Channels gives the lines of each eye a pen of their own.
func (c *collector) Channels(q scene.Channels) { c.channels = q }
