package scene

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Check returns an error that names what is in l that no canvas should be
// given: positions that are not finite or farther from the origin than limit
// (screen units; 0: anywhere), colours outside [0, 1], lines and polygons
// without enough points, slices whose lengths do not fit, meshes and texts
// without anything in them, texts that speak of NaN or Inf. It names the first
// few only. It is for tests of what draws.
func Check(l *DisplayList, limit float64) error {
	if limit == 0 {
		limit = math.MaxFloat64 / 4 // sums are finite, too
	}
	c := checker{limit: limit}
	l.Replay(&c)
	return errors.Join(c.faults...)
}

// checker is a Canvas that notes faults.
type checker struct {
	limit  float64
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	if len(c.faults) < 5 {
		c.faults = append(c.faults, fmt.Errorf(format, args...))
	}
}

func (c *checker) points(what string, points ...Point) {
	for k, p := range points {
		if !(math.Abs(p.X) <= c.limit && math.Abs(p.Y) <= c.limit) {
			c.fault("%s: point %d is %v", what, k, p)
		}
	}
}

func (c *checker) colors(what string, colors ...Color) {
	for _, q := range colors {
		if !(min(q.R, q.G, q.B, q.A) >= 0 && max(q.R, q.G, q.B, q.A) <= 1) {
			c.fault("%s: colour %v", what, q)
		}
	}
}

// ends checks that points are cut into parts of at least so many.
func (c *checker) ends(what string, points int, ends []int, least int) {
	start := 0
	for k, e := range ends {
		if e-start < least {
			c.fault("%s: number %d has %d points", what, k, e-start)
		}
		start = e
	}
	if start != points {
		c.fault("%s: last end %d of %d points", what, start, points)
	}
}

func (c *checker) Polylines(p *Polylines) {
	c.points("polylines", p.Points...)
	c.ends("polylines", len(p.Points), p.Ends, 2)
	c.colors("polylines", p.Stroke.Color)
	c.colors("polylines", p.Colors...)
	if n := len(p.Colors); n != 0 && n != p.Len() {
		c.fault("polylines: %d colours for %d lines", n, p.Len())
	}
	if n := len(p.Widths); n != 0 && (n != p.Len() || len(p.World) > 0) {
		c.fault("polylines: %d widths for %d lines, %d places", n, p.Len(), len(p.World))
	}
	if k := slices.IndexFunc(p.Widths, func(w float64) bool { return !(w >= 0 && w <= c.limit) }); k >= 0 {
		c.fault("polylines: width %d is %v", k, p.Widths[k])
	}
	if n := len(p.World); n != 0 && n != len(p.Points) {
		c.fault("polylines: %d places for %d points", n, len(p.Points))
	}
	if k := slices.IndexFunc(p.World, func(w Vec) bool { return !w.Finite() }); k >= 0 {
		c.fault("polylines: place %d is %v", k, p.World[k])
	}
	if s := p.Stroke; !(s.Width > 0 && s.Width <= 1000) || s.Dash-s.Dash != 0 {
		c.fault("polylines of width %v, dashes of %v", s.Width, s.Dash)
	}
}

func (c *checker) Polygons(p *Polygons) {
	c.points("polygons", p.Points...)
	c.ends("polygons", len(p.Points), p.Ends, 3)
	c.colors("polygons", p.Colors...)
	if len(p.Colors) != p.Len() {
		c.fault("polygons: %d colours for %d", len(p.Colors), p.Len())
	}
}

func (c *checker) Mesh(m *Mesh) {
	n := len(m.X)
	if len(m.Y) != n || len(m.U) != n || len(m.V) != n || m.Levels > 0 && len(m.Level) != n ||
		(m.Face == FaceColors || m.GridColors) && len(m.Colors) != n {
		c.fault("mesh: %d x, %d y, %d u, %d v, %d levels, %d colours", n, len(m.Y), len(m.U), len(m.V), len(m.Level), len(m.Colors))
		return
	}
	if len(m.Index) == 0 || len(m.Index)%3 != 0 {
		c.fault("mesh: %d indices", len(m.Index))
	}
	for _, k := range m.Index {
		if int(k) >= n {
			c.fault("mesh: index %d of %d", k, n)
			return
		}
		if s := m.X[k] + m.Y[k] + m.U[k] + m.V[k]; s-s != 0 {
			c.fault("mesh: vertex %d is at %v, %v, line %v, %v", k, m.X[k], m.Y[k], m.U[k], m.V[k])
		}
		if m.Levels > 0 && m.Level[k]-m.Level[k] != 0 {
			c.fault("mesh: vertex %d is on level %v", k, m.Level[k])
		}
		if len(m.Colors) > 0 {
			c.colors("mesh", m.Colors[k])
		}
	}
}

func (c *checker) Image(m *Image) {
	c.points("image", m.Dst.Min, m.Dst.Max)
	if b := m.Bitmap; len(b.Pix) != 4*b.W*b.H {
		c.fault("image: %d bytes for %d x %d", len(b.Pix), b.W, b.H)
	}
}

func (c *checker) Text(t *Text) {
	c.points("text "+t.String, t.At)
	c.colors("text "+t.String, t.Color)
	if !(t.Size > 0 && t.Size <= math.MaxFloat64) || t.String == "" || strings.Contains(t.String, "NaN") || strings.Contains(t.String, "Inf") {
		c.fault("text %q of size %v", t.String, t.Size)
	}
}

func (c *checker) Clip(r Rect) { c.points("clip", r.Min, r.Max) }

func (c *checker) Channels(q Channels) {
	if q > CyanChannels {
		c.fault("channels %d", q)
	}
}
