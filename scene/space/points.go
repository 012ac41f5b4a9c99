package space

import (
	"math"
	"slices"

	"zscape/scene"
)

// Points is the mark of many points in space, each a disc that faces the reader.
// The points and the [Links] of a space are drawn together, the farther ones first.
// Points outside of the box are left out. What is shorter than At counts for the
// first points; what is nil, for none.
type Points struct {
	At      []scene.Vec
	Version uint64 // to be raised when At or Labels change

	Radius float64   // screen units; 0: 4
	Radii  []float64 // one each

	// Sized says that radii are those in the middle of the box at Zoom 1: they
	// grow as the picture is magnified and, in perspective, towards the eye.
	Sized bool

	// Colors has a colour for each point; else Class has the number of its class,
	// which has one of the theme's colours: a negative one is muted. Else all have
	// Color or, if that is zero, Theme.Series[Series].
	Colors []scene.Color
	Class  []int
	Color  scene.Color
	Series int

	// Rim is the width of an outline around each disc, screen units: 0 is 1 or, if
	// there are very many points, none; negative is none. It has the colour of the
	// paper unless RimColors has one for each point.
	Rim       float64
	RimColors []scene.Color

	// Labels stand beside the points as far as there is room: those of the greatest
	// Weights first and, where these are equal, of the points nearest to the eye.
	Labels  []string
	Weights []float64

	// Fade is how far the farthest corner of the box fades into the paper, 0 to 1:
	// links and points do with their distance.
	Fade float64

	// Focus, if not nil, says which points are in focus: the others are pale, behind
	// these, and have no labels. Chosen, and Pointed at, are points with a ring, in front of all
	// others.
	Focus           []bool
	Chosen, Pointed []int

	// Behind is what may hide points, which are then fainter and have no labels. It
	// may be nil: what stands in Marks before them is then behind them.
	Behind Occluder

	seen     seen
	ringed   []bool // those that are Chosen or Pointed at
	lit      []bool // memory of Focus
	widths   []float64
	measured measured
}

const (
	pointRadius = 4.0
	mostRadius  = 200.0 // screen units
	manyPoints  = 3000  // from so many on they have no rims by themselves
	pale        = 0.8   // how far what is not in focus fades into the paper
)

// Bounds is the box around the points.
func (p *Points) Bounds() scene.Box { return (&Dots{Points: p.At}).Bounds() }

// Layer is above the surfaces.
func (p *Points) Layer(*scene.View) int { return 1 }

// Draw records the points alone.
func (p *Points) Draw(l *scene.DisplayList, v *scene.View) { new(crowd).draw(l, v, []sprite{p}) }

// seen is where points are on the screen.
type seen struct {
	key   seenKey
	at    []scene.Point
	front []float32 // see scene.View.Front
	scale []float32 // of radii
	shown []bool
}

// seenKey is what they depend on.
type seenKey struct {
	px, py, pw, front [4]float64
	center            scene.Point
	box               scene.Box
	version           uint64
	n                 int
	zoom              float64 // 0: radii are not Sized
}

// look brings seen up to date with v.
func (p *Points) look(v *scene.View) *seen {
	s := &p.seen
	key := seenKey{front: v.Front(), center: v.Center, box: v.Box, version: p.Version, n: len(p.At)}
	key.px, key.py, key.pw = v.Rows()
	if p.Sized {
		key.zoom = v.Camera.Zoom
	}
	if key == s.key && s.at != nil {
		return s
	}
	n := len(p.At)
	s.key = key
	s.at, s.front, s.scale, s.shown = resize(s.at, n), resize(s.front, n), resize(s.scale, n), resize(s.shown, n)
	f := key.front
	for k, q := range p.At {
		x, y, w := v.Homogeneous(q)
		at := scene.Point{X: v.Center.X + x/w, Y: v.Center.Y + y/w}
		sum := at.X + at.Y
		s.at[k] = at
		s.shown[k] = w > scene.Near && sum-sum == 0 && v.Box.Contains(q)
		s.front[k] = float32(f[0]*q.X + f[1]*q.Y + f[2]*q.Z + f[3])
		s.scale[k] = 1
		if p.Sized {
			s.scale[k] = float32(key.zoom / w)
		}
	}
	return s
}

// radius returns the radius of point k on the screen, as it was seen last.
func (p *Points) radius(k int) float64 {
	r := p.Radius
	if r <= 0 {
		r = pointRadius
	}
	if k < len(p.Radii) {
		r = p.Radii[k]
	}
	if r *= float64(p.seen.scale[k]); !(r > 0) {
		return 0
	}
	return min(r, mostRadius)
}

// colorOf returns the colour of point k.
func (p *Points) colorOf(k int, t *scene.Theme) scene.Color {
	switch {
	case k < len(p.Colors):
		return p.Colors[k]
	case k < len(p.Class) && p.Class[k] < 0:
		return t.Muted
	case k < len(p.Class):
		return t.Series[p.Class[k]%len(t.Series)]
	}
	return seriesColor(t, p.Color, p.Series)
}

// rim returns the width of rims.
func (p *Points) rim() float64 {
	if p.Rim == 0 && len(p.At) <= manyPoints {
		return 1
	}
	return max(p.Rim, 0)
}

// focused reports whether point k is in focus.
func (p *Points) focused(k int) bool { return p.Focus == nil || k < len(p.Focus) && p.Focus[k] }

func (p *Points) place(c *crowd, v *scene.View, mark int32) {
	s := p.look(v)
	p.ringed = resize(p.ringed, len(p.At))
	clear(p.ringed)
	for _, list := range [2][]int{p.Chosen, p.Pointed} {
		for _, k := range list {
			if 0 <= k && k < len(p.At) {
				p.ringed[k] = true
			}
		}
	}
	for k, shown := range s.shown {
		if r := p.radius(k); !shown || r == 0 || !c.touches(s.at[k], r+reachOfRing) {
			continue
		}
		front, focused := s.front[k], p.focused(k)
		if p.ringed[k] {
			front, focused = math.MaxFloat32, true
		}
		c.add(mark, k, front, focused)
	}
}

// reachOfRing is how far the ring of a point that is chosen reaches beyond it.
const reachOfRing = 4.0

func (p *Points) paint(out *scene.Polylines, c *crowd, v *scene.View, k int) {
	s := &p.seen
	color, ground := p.colorOf(k, v.Theme), v.Theme.Background
	rim := ground
	if k < len(p.RimColors) {
		rim = p.RimColors[k]
	}
	if !p.ringed[k] {
		t := c.haze(s.front[k], p.Fade, p.focused(k))
		color, rim = faded(color, ground, t), faded(rim, ground, t)
		if p.Behind != nil && p.Behind.Hides(p.At[k], v) {
			color, rim = color.Opacity(behind), rim.Opacity(behind)
		}
	}
	r := p.radius(k)
	at := s.at[k]
	if p.ringed[k] {
		disc(out, at, r+reachOfRing, ground)
		disc(out, at, r+reachOfRing-1, v.Theme.Ink)
		disc(out, at, r+reachOfRing-2.5, ground)
	}
	if w := p.rim(); w > 0 {
		disc(out, at, r+w, rim)
	}
	disc(out, at, r, color)
}

// disc adds a disc.
func disc(out *scene.Polylines, at scene.Point, radius float64, c scene.Color) {
	out.Points = append(out.Points, at, at)
	out.Ends = append(out.Ends, len(out.Points))
	out.Colors, out.Widths = append(out.Colors, c), append(out.Widths, 2*radius)
}

// Reach returns the radius that point k has in v, with its ring.
func (p *Points) Reach(v *scene.View, k int) float64 {
	p.look(v)
	return p.radius(k) + reachOfRing
}

// covers reports whether point i is drawn over point k, which comes before it.
func (p *Points) covers(i, k int) bool {
	if a, b := slices.Contains(p.Chosen, i), slices.Contains(p.Chosen, k); a != b {
		return a
	}
	return p.seen.front[i] >= p.seen.front[k]
}

// Nearest returns the number of the point whose disc is nearest to the screen point
// q as v sees it, no farther than within screen units; of several that q lies on, it
// is the one in front. ok is false if there is none.
func (p *Points) Nearest(v *scene.View, q scene.Point, within float64) (k int, ok bool) {
	s := p.look(v)
	best := math.Nextafter(within, math.Inf(1))
	k = -1
	for i, at := range s.at {
		dx, dy := at.X-q.X, at.Y-q.Y
		// Most are too far away to look closer.
		if far := best + mostRadius; !s.shown[i] || dx > far || dx < -far || dy > far || dy < -far {
			continue
		}
		r := p.radius(i)
		if r == 0 {
			continue
		}
		d := max(math.Hypot(dx, dy)-r, 0)
		if d < best || d == best && k >= 0 && p.covers(i, k) {
			best, k = d, i
		}
	}
	return k, k >= 0
}
