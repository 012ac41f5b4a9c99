package space

import (
	"math"

	"zscape/scene"
)

// Links is the mark of straight links between points: the edges of a graph. The
// link of a point with itself is a loop beside it. Links with a point that is outside
// of the box are left out. What is shorter than From or To counts for the first links.
type Links struct {
	Points   *Points
	From, To []int32 // numbers of points; links of others are left out

	Width  float64   // screen units; 0: 1.2
	Widths []float64 // one each

	// Directed gives each link, but loops, the head of an arrow at its end. Those that
	// lead to and fro between two points are one line with two heads.
	Directed bool

	// Colors has a colour for each link; else all have Color or, if that is zero, a
	// muted one.
	Colors []scene.Color
	Color  scene.Color

	// Halo is the width of paper at both sides of a link, screen units, which parts
	// it from those that it crosses: see A. Appel, F. J. Rohlf and A. J. Stein, "The
	// haloed line effect for hidden line elimination", SIGGRAPH 1979.
	Halo float64

	// Focus, if not nil, says which links are in focus: the others are pale, and behind
	// these.
	Focus []bool

	// Behind is what may hide links, whose hidden parts are then fainter. It may be
	// nil, as that of Points.
	Behind Occluder

	lit []bool // memory of Focus
}

const (
	linkWidth = 1.2
	linkGap   = 1.5 // between a link and the disc at its end
)

// Bounds is empty: the points have one.
func (m *Links) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is above the surfaces.
func (m *Links) Layer(*scene.View) int { return 1 }

// Draw records the links alone.
func (m *Links) Draw(l *scene.DisplayList, v *scene.View) { new(crowd).draw(l, v, []sprite{m}) }

func (m *Links) len() int { return min(len(m.From), len(m.To)) }

func (m *Links) width(k int) float64 {
	w := m.Width
	if w <= 0 {
		w = linkWidth
	}
	if k < len(m.Widths) {
		w = m.Widths[k]
	}
	if !(w > 0) {
		return 0
	}
	return min(w, mostRadius)
}

// ends returns the points that link k joins; ok is false if one is not there.
func (m *Links) ends(k int) (a, b int32, ok bool) {
	a, b = m.From[k], m.To[k]
	n := int32(len(m.Points.At))
	return a, b, 0 <= a && a < n && 0 <= b && b < n
}

// seen returns the ends of link k on the screen, as the points were seen last; ok is
// false if it is not shown. A point behind the eye ends it in front of that.
func (m *Links) seen(v *scene.View, k int) (p, q scene.Point, ok bool) {
	a, b, ok := m.ends(k)
	if !ok {
		return p, q, false
	}
	s := &m.Points.seen
	if s.shown[a] && s.shown[b] {
		return s.at[a], s.at[b], true
	}
	if !v.Camera.Perspective { // nothing is behind the eye
		return p, q, false
	}
	from, to := m.Points.At[a], m.Points.At[b]
	if !v.Box.Contains(from) || !v.Box.Contains(to) {
		return p, q, false
	}
	return v.Segment(from, to)
}

func (m *Links) place(c *crowd, v *scene.View, mark int32) {
	s := m.Points.look(v)
	for k := range m.len() {
		p, q, ok := m.seen(v, k)
		if !ok || m.width(k) == 0 {
			continue
		}
		a, b := m.From[k], m.To[k]
		front := (s.front[a] + s.front[b]) / 2
		room := m.width(k) + m.Halo
		if a == b { // behind its point
			front -= 1e-5
			room += 3*m.Points.radius(int(a)) + 2*loopRadius
		}
		if max(p.X, q.X) < c.frame.Min.X-room || min(p.X, q.X) > c.frame.Max.X+room || max(p.Y, q.Y) < c.frame.Min.Y-room || min(p.Y, q.Y) > c.frame.Max.Y+room {
			continue
		}
		c.add(mark, k, front, m.focused(k))
	}
}

// colorOf returns the colour of link k.
func (m *Links) colorOf(k int, t *scene.Theme) scene.Color {
	switch {
	case k < len(m.Colors):
		return m.Colors[k]
	case m.Color != scene.Color{}:
		return m.Color
	}
	return t.Background.Mix(t.Muted, 0.6)
}

// focused reports whether link k is in focus.
func (m *Links) focused(k int) bool { return m.Focus == nil || k < len(m.Focus) && m.Focus[k] }

func (m *Links) paint(out *scene.Polylines, c *crowd, v *scene.View, k int) {
	pts := m.Points
	s := &pts.seen
	a, b := int(m.From[k]), int(m.To[k])
	color := faded(m.colorOf(k, v.Theme), v.Theme.Background, c.haze((s.front[a]+s.front[b])/2, pts.Fade, m.focused(k)))
	width := m.width(k)
	if a == b {
		if m.Behind != nil && m.Behind.Hides(pts.At[a], v) {
			color = color.Opacity(behind)
		}
		loop(out, s.at[a], pts.radius(a), width, color)
		return
	}
	p, q, _ := m.seen(v, k)
	length := q.Sub(p).Norm()
	from, to := 0.0, length // what is between the discs
	if s.shown[a] {
		from = pts.radius(a) + linkGap
	}
	if s.shown[b] {
		to -= pts.radius(b) + linkGap
	}
	if !(from < to) {
		return
	}
	l := link{links: m, p: p, q: q, length: length, width: width, color: color}
	if m.Directed && s.shown[b] {
		// The line must not blunt the tip.
		h := min(headLength(width), to-from)
		l.head(out, to, h, m.Behind != nil && m.Behind.Hides(pts.At[b], v))
		to -= 0.7 * h
	}
	// Far off the picture, a canvas can no longer reckon.
	t0, t1 := c.frame.Inset(-width-m.Halo).Clip(p, q)
	from, to = max(from, t0*length), min(to, t1*length)
	if !(from < to) {
		return
	}
	if m.Halo > 0 && from+m.Halo < to-m.Halo { // its round ends must not bite the discs
		l.part(out, from+m.Halo, to-m.Halo, width+2*m.Halo, v.Theme.Background)
	}
	if m.Behind == nil {
		l.part(out, from, to, width, color)
		return
	}
	l.parts(out, from, to, v, pts.At[a], pts.At[b])
}

// link is a link that is being drawn.
type link struct {
	links  *Links
	p, q   scene.Point
	length float64
	width  float64
	color  scene.Color
}

// part adds what is between two distances from the start.
func (l *link) part(out *scene.Polylines, from, to, width float64, c scene.Color) {
	d := l.q.Sub(l.p).Scale(1 / l.length)
	out.Points = append(out.Points, l.p.Add(d.Scale(from)), l.p.Add(d.Scale(to)))
	out.Ends = append(out.Ends, len(out.Points))
	out.Colors, out.Widths = append(out.Colors, c), append(out.Widths, width)
}

// parts adds what is seen, and fainter what is hidden, of a link from a to b.
func (l *link) parts(out *scene.Polylines, from, to float64, v *scene.View, a, b scene.Vec) {
	often := 3.0 // screen units
	if v.Samples > 0 {
		often = 8
	}
	a, b, _ = v.InFront(a, b)
	wa, wb := v.Depth(a), v.Depth(b)
	n := max(int(math.Ceil((to-from)/often)), 1)
	start, was := from, false
	for k := range n + 1 {
		at := from + (to-from)*(float64(k)+0.5)/float64(n)
		hides := was
		if k < n {
			f := at / l.length
			f = f * wa / (wb + f*(wa-wb)) // the fraction in space
			hides = l.links.Behind.Hides(a.Lerp(b, f), v)
		}
		if k == 0 {
			was = hides
		}
		if hides == was && k < n {
			continue
		}
		end := from + (to-from)*float64(k)/float64(n)
		c := l.color
		if was {
			c = c.Opacity(behind)
		}
		l.part(out, start, end, l.width, c)
		start, was = end, hides
	}
}

// headLength returns the length of the head of an arrow.
func headLength(width float64) float64 { return 5.5 + 2.2*width }

// head adds the head of an arrow whose tip is at a distance from the start: a
// triangle of rounded corners, which is a smaller one, drawn with so broad a line that
// it is full.
func (l *link) head(out *scene.Polylines, at, length float64, hidden bool) {
	const (
		spread  = 0.40  // half the base, of the length
		inner   = 0.271 // radius of the circle within, of the length
		rounded = 0.229 // what rounding takes off the tip, of the length
	)
	u := l.q.Sub(l.p).Scale(1 / l.length)
	n := scene.Point{X: -u.Y, Y: u.X}
	tip := l.p.Add(u.Scale(at + rounded*length))
	middle := tip.Sub(u.Scale((1 - inner) * length))
	foot := tip.Sub(u.Scale(length))
	half := func(p scene.Point) scene.Point { return middle.Add(p.Sub(middle).Scale(0.5)) }
	left, right := half(foot.Add(n.Scale(spread*length))), half(foot.Sub(n.Scale(spread*length)))
	out.Points = append(out.Points, left, half(tip), right, left)
	out.Ends = append(out.Ends, len(out.Points))
	c := l.color
	if hidden {
		c = c.Opacity(behind)
	}
	out.Colors, out.Widths = append(out.Colors, c), append(out.Widths, inner*length)
}

const loopRadius = 4.0 // of a loop, beside what half the disc's is

// loop adds the link of a point with itself: a circle behind its disc, to the upper right.
func loop(out *scene.Polylines, at scene.Point, radius, width float64, c scene.Color) {
	const sides = 20
	r := radius/2 + loopRadius
	off := scene.Point{X: math.Sqrt2 / 2, Y: -math.Sqrt2 / 2}.Scale(radius + r/2)
	for k := range sides + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k%sides) / sides)
		out.Points = append(out.Points, at.Add(off).Add(scene.Point{X: r * cos, Y: r * sin}))
	}
	out.Ends = append(out.Ends, len(out.Points))
	out.Colors, out.Widths = append(out.Colors, c), append(out.Widths, width)
}

// Nearest returns the number of the link that comes nearest to the screen point q as
// v sees it, no farther than within screen units, and the place on it that does; of
// equally near ones it is the one in front. Loops are not found. ok is false if there
// is none.
func (m *Links) Nearest(v *scene.View, q scene.Point, within float64) (k int, at scene.Vec, ok bool) {
	s := m.Points.look(v)
	best, part := math.Nextafter(within, math.Inf(1)), 0.0
	front := float32(0)
	k = -1
	for i := range m.len() {
		a, b, ok := m.seen(v, i)
		if !ok || max(a.X, b.X) < q.X-best || min(a.X, b.X) > q.X+best || max(a.Y, b.Y) < q.Y-best || min(a.Y, b.Y) > q.Y+best || m.From[i] == m.To[i] || m.width(i) == 0 {
			continue
		}
		d, t := toSegment(q, a, b)
		f := s.front[m.From[i]] + s.front[m.To[i]]
		if d < best || d == best && k >= 0 && f >= front {
			best, part, front, k = d, t, f, i
		}
	}
	if k < 0 {
		return k, at, false
	}
	a, b, _ := v.InFront(m.Points.At[m.From[k]], m.Points.At[m.To[k]])
	wa, wb := v.Depth(a), v.Depth(b)
	return k, a.Lerp(b, part*wa/(wb+part*(wa-wb))), true
}

// toSegment returns how far q is from the segment from a to b, and the fraction of
// the way along it where it is nearest.
func toSegment(q, a, b scene.Point) (distance, t float64) {
	ab, aq := b.Sub(a), q.Sub(a)
	if n := ab.X*ab.X + ab.Y*ab.Y; n > 0 {
		t = hold((aq.X*ab.X+aq.Y*ab.Y)/n, 0, 1)
	}
	return aq.Sub(ab.Scale(t)).Norm(), t
}

// Light brings point k, its links and its neighbours into focus, and nothing else.
func (m *Links) Light(k int) {
	p := m.Points
	p.lit, m.lit = resize(p.lit, len(p.At)), resize(m.lit, m.len())
	p.Focus, m.Focus = p.lit, m.lit
	clear(p.Focus)
	if 0 <= k && k < len(p.Focus) {
		p.Focus[k] = true
	}
	for i := range m.Focus {
		a, b, ok := m.ends(i)
		m.Focus[i] = ok && (int(a) == k || int(b) == k)
		if m.Focus[i] {
			p.Focus[a], p.Focus[b] = true, true
		}
	}
}

// Unlight brings all into focus.
func (m *Links) Unlight() { m.Points.Focus, m.Focus = nil, nil }
