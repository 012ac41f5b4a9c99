package scene

import (
	"fmt"
	"math"
	"math/rand/v2"

	"zscape/compute/grid"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func uniform(r *rand.Rand, lo, hi float64) float64 { return lo + r.Float64()*(hi-lo) }

// randomCamera looks from anywhere; one time in three exactly along an axis,
// level, or from straight above or below.
func randomCamera(r *rand.Rand) Camera {
	c := Camera{
		Azimuth: uniform(r, -180, 180), Elevation: uniform(r, -90, 90), Roll: uniform(r, -180, 180),
		Zoom: uniform(r, 0.5, 4), Pan: Point{uniform(r, -0.5, 0.5), uniform(r, -0.5, 0.5)},
		Perspective: r.IntN(2) == 0, Distance: uniform(r, MinDistance, 3),
	}
	if r.IntN(3) == 0 {
		c.Azimuth = 90 * float64(r.IntN(4))
	}
	switch r.IntN(6) {
	case 0:
		c.Elevation = 0
	case 1:
		c.Elevation = 90 * float64(2*r.IntN(2)-1)
	}
	return c
}

// randomAxis returns n ascending numbers, evenly spaced or not at all so.
func randomAxis(r *rand.Rand, n int, even bool) []float64 {
	a := make([]float64, n)
	at, step := uniform(r, -5, 5), math.Exp(uniform(r, -2, 2))
	for i := range a {
		a[i] = at
		if even {
			at += step
		} else {
			at += step * math.Exp(uniform(r, -1.5, 1.5))
		}
	}
	return a
}

// randomGrid is rough or smooth, with or without gaps.
func randomGrid(r *rand.Rand, nx, ny int) *grid.Grid {
	even := r.IntN(2) == 0
	g := grid.New(randomAxis(r, nx, even), randomAxis(r, ny, even))
	size := math.Exp(uniform(r, -3, 3))
	switch r.IntN(3) {
	case 0:
		g.Fill(func(x, y float64) float64 { return size * r.Float64() })
	case 1:
		g.Fill(func(x, y float64) float64 { return size * (math.Sin(x) + math.Cos(y)) })
	case 2:
		g.Fill(func(x, y float64) float64 { return size * x * y })
	}
	if r.IntN(3) == 0 {
		for k := range g.Z {
			if r.IntN(8) == 0 {
				g.Z[k] = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[r.IntN(3)]
			}
		}
	}
	return g
}

// grid81x61 is the bivariate normal density with covariance [2 1; 1 2].
func grid81x61() *grid.Grid {
	x, y := make([]float64, 61), make([]float64, 81)
	for i := range x {
		x[i] = -3 + float64(i)/10
	}
	for j := range y {
		y[j] = -4 + float64(j)/10
	}
	g := grid.New(x, y)
	g.Fill(func(x, y float64) float64 { return 0.09188814923696535 * math.Exp(-(x*x-x*y+y*y)/3) })
	return g
}

// gray is a colour at any height, NaN too.
func gray(z float64) Color { return Color{float32(0.5 + math.Atan(finite(z, 0))/4), 0.5, 0.5, 1} }

// meshes returns the meshes that l holds.
func meshes(l *DisplayList) (all []*Mesh) {
	for _, op := range l.Ops() {
		if m, ok := op.(*Mesh); ok {
			all = append(all, m)
		}
	}
	return all
}

// polylines returns the sets of polylines that l holds.
func polylines(l *DisplayList) (all []*Polylines) {
	for _, op := range l.Ops() {
		if p, ok := op.(*Polylines); ok {
			all = append(all, p)
		}
	}
	return all
}

// texts returns the texts that l holds.
func texts(l *DisplayList) (all []*Text) {
	for _, op := range l.Ops() {
		if t, ok := op.(*Text); ok {
			all = append(all, t)
		}
	}
	return all
}

// inspector is a Canvas that notes what no canvas should be given.
type inspector struct {
	faults []string
	ops    int
}

func (c *inspector) fault(format string, args ...any) {
	if len(c.faults) < 5 {
		c.faults = append(c.faults, fmt.Sprintf(format, args...))
	}
}

func (c *inspector) points(what string, points []Point) {
	for k, p := range points {
		if s := p.X + p.Y; s-s != 0 {
			c.fault("%s: point %d is %v", what, k, p)
		}
	}
}

func (c *inspector) color(what string, colors ...Color) {
	for _, q := range colors {
		if s := q.R + q.G + q.B + q.A; s-s != 0 || min(q.R, q.G, q.B, q.A) < 0 || max(q.R, q.G, q.B, q.A) > 1 {
			c.fault("%s: colour %v", what, q)
		}
	}
}

func (c *inspector) ends(what string, points int, ends []int, least int) {
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

func (c *inspector) Polylines(p *Polylines) {
	c.ops++
	c.points("polylines", p.Points)
	c.ends("polylines", len(p.Points), p.Ends, 2)
	c.color("polylines", p.Stroke.Color)
	c.color("polylines", p.Colors...)
	if n := len(p.Colors); n != 0 && n != p.Len() {
		c.fault("polylines: %d colours for %d lines", n, p.Len())
	}
	if n := len(p.World); n != 0 && n != len(p.Points) {
		c.fault("polylines: %d places for %d points", n, len(p.Points))
	}
	for k, w := range p.World {
		if !w.Finite() {
			c.fault("polylines: place %d is %v", k, w)
		}
	}
}

func (c *inspector) Polygons(p *Polygons) {
	c.ops++
	c.points("polygons", p.Points)
	c.ends("polygons", len(p.Points), p.Ends, 3)
	c.color("polygons", p.Colors...)
	if len(p.Colors) != p.Len() {
		c.fault("polygons: %d colours for %d", len(p.Colors), p.Len())
	}
}

func (c *inspector) Mesh(m *Mesh) {
	c.ops++
	n := len(m.X)
	if len(m.Y) != n || len(m.U) != n || len(m.V) != n || m.Levels > 0 && len(m.Level) != n ||
		(m.Face == FaceColors || m.GridColors) && len(m.Colors) != n {
		c.fault("mesh: %d x, %d y, %d u, %d v, %d levels, %d colours", n, len(m.Y), len(m.U), len(m.V), len(m.Level), len(m.Colors))
		return
	}
	if len(m.Index)%3 != 0 {
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
		if m.Face == FaceColors || m.GridColors {
			c.color("mesh", m.Colors[k])
		}
	}
}

func (c *inspector) Image(m *Image) {
	c.ops++
	c.points("image", []Point{m.Dst.Min, m.Dst.Max})
}

func (c *inspector) Clip(r Rect) { c.points("clip", []Point{r.Min, r.Max}) }

func (c *inspector) Text(t *Text) {
	c.ops++
	c.points("text "+t.String, []Point{t.At})
	c.color("text", t.Color)
	if !(t.Size > 0) {
		c.fault("text %q of size %v", t.String, t.Size)
	}
}

// Draw records s alone as a picture of w x h screen units.
func (s *Space) Draw(l *DisplayList, w, h float64) {
	f := Figure{Panels: []Panel{s}}
	f.Draw(l, w, h)
}
