package plot

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/scene"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

func uniform(r *rand.Rand, lo, hi float64) float64 { return lo + r.Float64()*(hi-lo) }

func rectOf(x, y, w, h float64) scene.Rect {
	return scene.Rect{Min: scene.Point{X: x, Y: y}, Max: scene.Point{X: x + w, Y: y + h}}
}

// randomLimits suit a scale, and are anywhere on it.
func randomLimits(r *rand.Rand, s Scale) (lo, hi float64) {
	switch s {
	case Log:
		lo = math.Pow(10, uniform(r, -30, 30))
		return lo, lo * math.Pow(10, math.Exp(uniform(r, -3, 3)))
	case Date:
		lo = uniform(r, -3e9, 6e9)
		return lo, lo + math.Exp(uniform(r, -1, 24))
	}
	span := math.Pow(10, uniform(r, -8, 8))
	lo = uniform(r, -3, 2) * span
	return lo, lo + span
}

// randomFrame is a plot without marks, laid out somewhere.
func randomFrame(r *rand.Rand) (*Plot, *Frame) {
	p := &Plot{
		X: Axis{Label: "x", Scale: Scale(r.IntN(3)), Reversed: r.IntN(4) == 0},
		Y: Axis{Label: "a longer title", Scale: Scale(r.IntN(3)), Reversed: r.IntN(4) == 0},
	}
	if r.IntN(3) == 0 {
		p.Title = "Title"
	}
	p.X.Min, p.X.Max = randomLimits(r, p.X.Scale)
	p.Y.Min, p.Y.Max = randomLimits(r, p.Y.Scale)
	p.Equal = r.IntN(4) == 0
	w, h := 90*math.Exp(uniform(r, 0, 3)), 80*math.Exp(uniform(r, 0, 2.8))
	return p, p.Layout(rectOf(uniform(r, 0, 300), uniform(r, 0, 300), w, h), scene.Look{})
}

// inspector is a Canvas that notes what no canvas should be given.
type inspector struct {
	limit  float64 // no coordinate is farther from zero
	faults []string
}

func (c *inspector) fault(format string, args ...any) {
	if len(c.faults) < 5 {
		c.faults = append(c.faults, fmt.Sprintf(format, args...))
	}
}

func (c *inspector) points(what string, points ...scene.Point) {
	for k, p := range points {
		if !(math.Abs(p.X) <= c.limit && math.Abs(p.Y) <= c.limit) {
			c.fault("%s: point %d is %v", what, k, p)
		}
	}
}

func (c *inspector) colors(what string, n int, colors []scene.Color) {
	if len(colors) != n {
		c.fault("%s: %d colours for %d", what, len(colors), n)
	}
	for _, q := range colors {
		if min(q.R, q.G, q.B, q.A) < 0 || max(q.R, q.G, q.B, q.A) > 1 || q != q {
			c.fault("%s: colour %v", what, q)
		}
	}
}

func (c *inspector) Polylines(p *scene.Polylines) {
	c.points("polylines", p.Points...)
	if len(p.Colors) > 0 {
		c.colors("polylines", p.Len(), p.Colors)
	}
	start := 0
	for k, e := range p.Ends {
		if e-start < 2 {
			c.fault("polyline %d has %d points", k, e-start)
		}
		start = e
	}
	if start != len(p.Points) {
		c.fault("polylines: last end %d of %d points", start, len(p.Points))
	}
	if !(p.Stroke.Width > 0 && p.Stroke.Width <= 1000) {
		c.fault("polylines of width %v", p.Stroke.Width)
	}
}

func (c *inspector) Polygons(p *scene.Polygons) {
	c.points("polygons", p.Points...)
	c.colors("polygons", p.Len(), p.Colors)
	start := 0
	for k, e := range p.Ends {
		if e-start < 3 {
			c.fault("polygon %d has %d points", k, e-start)
		}
		start = e
	}
	if start != len(p.Points) {
		c.fault("polygons: last end %d of %d points", start, len(p.Points))
	}
}

func (c *inspector) Mesh(*scene.Mesh) { c.fault("a mesh") }

func (c *inspector) Image(m *scene.Image) {
	c.points("image", m.Dst.Min, m.Dst.Max)
	if len(m.Bitmap.Pix) != 4*m.Bitmap.W*m.Bitmap.H {
		c.fault("image: %d bytes for %d x %d", len(m.Bitmap.Pix), m.Bitmap.W, m.Bitmap.H)
	}
}

func (c *inspector) Text(t *scene.Text) {
	c.points("text "+t.String, t.At)
	if !(t.Size > 0) || t.String == "" {
		c.fault("text %q of size %v", t.String, t.Size)
	}
}

func (c *inspector) Clip(r scene.Rect) { c.points("clip", r.Min, r.Max) }

// inspect fails if the list holds what no canvas should be given.
func inspect(t *testing.T, what string, l *scene.DisplayList) {
	t.Helper()
	c := inspector{limit: 3*max(l.W, l.H) + 100}
	l.Replay(&c)
	for _, f := range c.faults {
		t.Errorf("%s: %s", what, f)
	}
}

// ops returns the operations of one kind in l.
func ops[T any](l *scene.DisplayList) (all []T) {
	for _, op := range l.Ops() {
		if v, ok := op.(T); ok {
			all = append(all, v)
		}
	}
	return all
}

// draw records p alone.
func draw(p *Plot, w, h float64) *scene.DisplayList { return picture(p, &scene.Light, w, h) }
