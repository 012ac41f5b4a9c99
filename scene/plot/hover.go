package plot

import (
	"math"

	"zscape/scene"
)

// drawHover records a ring round the point that is pointed at, lines from it
// to the axes, and a label with its values.
func (p *Plot) drawHover(l *scene.DisplayList) {
	f, h := &p.frame, p.Hover
	if h == nil {
		return
	}
	q, ok := f.ToScreen(h.X, h.Y)
	if !ok || !f.shows(q) {
		return
	}
	q = within(q, f.Area)
	color := f.theme.Ink
	if h.Mark >= 0 && h.Mark < len(p.inks) {
		color = p.inks[h.Mark]
	}
	cross := l.NewPolylines(scene.Stroke{Color: f.theme.Muted, Width: 1, Dash: 3})
	cross.Segment(scene.Point{X: crisp(q.X), Y: q.Y}, scene.Point{X: crisp(q.X), Y: f.Area.Max.Y})
	cross.Segment(scene.Point{X: q.X, Y: crisp(q.Y)}, scene.Point{X: f.Area.Min.X, Y: crisp(q.Y)})

	const radius = 5.5
	circle(l.NewPolylines(scene.Stroke{Color: f.theme.Background, Width: 4.5}), q, radius)
	circle(l.NewPolylines(scene.Stroke{Color: color, Width: 2}), q, radius)

	r := p.readout(h, color)
	r.draw(l, f, q)
}

// circle adds a closed circle.
func circle(l *scene.Polylines, c scene.Point, radius float64) {
	const sides = 28
	for k := range sides + 1 {
		s, t := math.Sincos(2 * math.Pi * float64(k%sides) / sides)
		l.Add(scene.Point{X: c.X + radius*t, Y: c.Y + radius*s})
	}
	l.End()
}

// readout is the label of a point: up to four lines, some of which say first
// what the value is.
type readout struct {
	lines [4]statement
	n     int
	size  float64 // of the text
	theme *scene.Theme
}

type statement struct {
	what, value string
	color       scene.Color // of value
}

// readout says what there is to say about h.
func (p *Plot) readout(h *Hit, color scene.Color) (r readout) {
	f := &p.frame
	r.theme, r.size = f.theme, f.theme.TextSize
	most := f.Rect.W() - 4*readoutPad
	name := func(s, otherwise string) string {
		if s == "" {
			s = otherwise
		}
		return fitted(s, r.size, most/2)
	}
	r.say("", fitted(h.Name, r.size, most), f.theme.OnPaper(color))
	r.say("", fitted(h.Text, r.size, most), f.theme.Ink)
	place := func(called, written string) string {
		if called == "" {
			return written
		}
		return fitted(called, r.size, most/2)
	}
	r.say(name(p.X.Label, "x"), place(h.AtX, f.FormatX(h.X)), f.theme.Ink)
	r.say(name(p.Y.Label, "y"), place(h.AtY, f.FormatY(h.Y)), f.theme.Ink)
	return r
}

// say adds a line, unless it would be empty.
func (r *readout) say(what, value string, c scene.Color) {
	if value != "" {
		r.lines[r.n] = statement{what, value, c}
		r.n++
	}
}

const readoutPad = 7.0

// measure returns the size of the label, and how far values are indented.
func (r *readout) measure() (size scene.Point, indent float64) {
	const gap = 8.0
	for _, s := range r.lines[:r.n] {
		if s.what != "" {
			indent = max(indent, textWidth(s.what, r.size)+gap)
		}
	}
	for _, s := range r.lines[:r.n] {
		w := textWidth(s.value, r.size)
		if s.what != "" {
			w += indent
		}
		size.X = max(size.X, w)
	}
	size.X += 2 * readoutPad
	size.Y = float64(r.n)*lineHeight(r.size) + 1.4*readoutPad
	return size, indent
}

// draw records the label beside q: above it and to the right, where there is room.
func (r *readout) draw(l *scene.DisplayList, f *Frame, q scene.Point) {
	const off = 12.0
	size, indent := r.measure()
	corner := scene.Point{X: q.X + off, Y: q.Y - off - size.Y}
	if corner.X+size.X > f.Rect.Max.X-2 {
		corner.X = q.X - off - size.X
	}
	if corner.Y < f.Rect.Min.Y+2 {
		corner.Y = q.Y + off
	}
	box := scene.Rect{Min: corner, Max: corner.Add(size)}
	shift := inwards(box, f.Rect.Inset(2))
	box = scene.Rect{
		Min: scene.Point{X: crisp(box.Min.X + shift.X), Y: crisp(box.Min.Y + shift.Y)},
		Max: scene.Point{X: crisp(box.Max.X + shift.X), Y: crisp(box.Max.Y + shift.Y)},
	}
	l.NewPolygons().Add(r.theme.Background.Opacity(0.94), corners(box)...)
	outline(l.NewPolylines(scene.Stroke{Color: r.theme.Rule.Mix(r.theme.Muted, 0.3), Width: 1}), box)

	at := box.Min.Add(scene.Point{X: readoutPad, Y: 0.7 * readoutPad})
	for _, s := range r.lines[:r.n] {
		value := at
		if s.what != "" {
			write(l, scene.Text{String: s.what, At: at, Size: r.size, Color: r.theme.Muted})
			value.X += indent
		}
		write(l, scene.Text{String: s.value, At: value, Size: r.size, Color: s.color})
		at.Y += lineHeight(r.size)
	}
}
