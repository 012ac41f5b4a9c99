package heightfield

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/scene"
)

// coloring is the values that colours stand for.
type coloring struct {
	quantity
	values []float64 // one a sample; nil: the heights
	norm   zRange    // of the values, from the first colour to the last
	counts []int     // of the values shown, along the colour bar; nil: not wanted

	axis   zAxis
	dx, dy float64 // how far apart differences are taken, a part of the lattice's sides
}

// shownField is a height field as it is shown.
type shownField struct {
	samples *grid.Grid     // z at the lattice
	inside  *grid.Grid     // heights at which it is drawn, NaN where it is not
	exact   Differentiable // has its derivatives; nil: they are not known
	cut     bool           // it is cut off at poles
	none    bool           // there is none; colours stand for heights of something else
}

// update brings the values to those of f. It calls rest now and then.
func (c *coloring) update(f shownField, axis *zAxis, rest func()) {
	g, q := f.samples, &c.quantity
	c.axis, c.norm = *axis, axis.box()
	c.dx, c.dy = g.X[len(g.X)-1]-g.X[0], g.Y[len(g.Y)-1]-g.Y[0]
	if f.none && q.by != "formula" {
		q.by = "z"
	}
	if q.by == "z" {
		c.values = nil
		return
	}
	if len(c.values) != len(g.Z) {
		c.values = make([]float64, len(g.Z))
	}
	switch q.by {
	case "slope":
		if !f.exactTo(c.values, func(p terrain.Point) float64 { return math.Hypot(p.Gradient[0], p.Gradient[1]) }, rest) {
			inBlocks(c.values, g, terrain.SteepnessTo, rest)
		}
	case "curvature":
		if !f.exactTo(c.values, func(p terrain.Point) float64 { return p.Mean }, rest) {
			inBlocks(c.values, g, terrain.MeanCurvaturesTo, rest)
		}
	case "formula":
		nx := g.Nx()
		y := make([]float64, nx)
		for j := range g.Y {
			q.rowTo(c.values[j*nx:(j+1)*nx], y, q.program, g, j)
			rest()
		}
	}
	c.norm = c.normOf(f)
}

// inBlocks sets dst to what valuesTo says of g, some rows at a time with those
// beside them, from which their differences are taken. It calls rest in between.
func inBlocks(dst []float64, g *grid.Grid, valuesTo func(dst []float64, g *grid.Grid), rest func()) {
	const rows = 32
	nx, ny := g.Nx(), g.Ny()
	if ny < 2*rows {
		valuesTo(dst, g)
		return
	}
	var values []float64
	for from := 0; from < ny; from += rows {
		to := min(from+rows, ny)
		first, end := max(from-2, 0), min(to+2, ny)
		block := grid.Grid{X: g.X, Y: g.Y[first:end], Z: g.Z[first*nx : end*nx]}
		if g.Torn != nil {
			block.Torn = g.Torn[first*nx : end*nx]
		}
		values = append(values[:0], block.Z...)
		valuesTo(values, &block)
		copy(dst[from*nx:to*nx], values[(from-first)*nx:])
		rest()
	}
}

// mostExact is how many samples are worth asking for their derivatives; on finer
// lattices differences are as good for colours.
const mostExact = 30_000

// exactTo writes what value says of the exact derivatives at each sample into dst; ok
// is false if they are not known, or the samples too many.
func (f *shownField) exactTo(dst []float64, value func(p terrain.Point) float64, rest func()) (ok bool) {
	if f.exact == nil || len(dst) > mostExact {
		return false
	}
	g := f.samples
	nx := g.Nx()
	for j, y := range g.Y {
		rest()
		for i, x := range g.X {
			k := j*nx + i
			dst[k] = value(terrain.At(f.exact.Jet, x, y))
			if dst[k] != dst[k] && g.Z[k] == g.Z[k] {
				dst[k] = value(f.exact.Shape(x, y))
			}
		}
	}
	return true
}

// normOf returns the limits of the colours: of the values where there is a
// surface, but for a few very large ones where it has poles.
func (c *coloring) normOf(f shownField) zRange {
	const most = 50_000 // values that are looked at
	stride := max(1, len(c.values)/most)
	var seen []float64
	for k := 0; k < len(c.values); k += stride {
		if v, z := c.values[k], f.inside.Z[k]; v-v == 0 && z-z == 0 {
			seen = append(seen, v)
		}
	}
	if len(seen) == 0 {
		return zRange{0, 1}
	}
	slices.Sort(seen)
	r := zRange{seen[0], seen[len(seen)-1]}
	if f.cut {
		rare := len(seen) / 25
		r = zRange{seen[rare], seen[len(seen)-1-rare]}
	}
	if c.by == "curvature" {
		r = balanced(r)
	}
	if r = r.fromZero(); r.flat() {
		r = r.widened()
	}
	return r
}

// balanced returns a range with 0 in the middle: for curvature, between bowls
// and domes.
func balanced(r zRange) zRange {
	far := max(math.Abs(r.lo), math.Abs(r.hi))
	return zRange{-far, far}
}

// fit lets the norm be that of all patches.
func (c *coloring) fit(p *patches) {
	const most = 4000 // points that are looked at, of a patch
	if c.by == "z" {
		return
	}
	r := zRange{math.Inf(1), math.Inf(-1)}
	for k := range p.mark.List {
		points := p.mark.List[k].Points
		for n := 0; n < len(points); n += 1 + len(points)/most {
			if v := c.at(points[n], p.heights[k]); v-v == 0 {
				r = r.union(zRange{v, v})
			}
		}
	}
	if c.by == "curvature" {
		r = balanced(r)
	}
	if r.lo < r.hi {
		c.norm = r
	}
}

// at returns the value at a point as it is drawn, of a patch that is z = height(x, y);
// height is nil if it is no height field.
func (c *coloring) at(p scene.Vec, height func(x, y float64) float64) float64 {
	switch c.by {
	case "formula":
		return c.program.At(append([]float64{p.X, p.Y, c.axis.value(p.Z)}, c.params...)...)
	case "slope", "curvature":
		if height == nil {
			return math.NaN() // there is no z of x and y
		}
		h, of := 1e-5, terrain.SteepnessOf
		if c.by == "curvature" {
			h, of = 1e-3, terrain.MeanCurvatureOf
		}
		return terrain.Nearby(height, p.X, p.Y, h*c.dx, h*c.dy, of)
	}
	return p.Z
}

// colors returns the colours of values.
func (c *coloring) colors(colormap string) func(v float64) scene.Color {
	return exhibit.Colors(colormap, c.norm.lo, c.norm.hi)
}

// bins is how many columns a histogram has.
const bins = 40

// count makes the histogram, if it is wanted: of what is shown of the field whose
// heights are z.
func (c *coloring) count(wanted bool, z []float64) {
	if !wanted {
		c.counts = nil
		return
	}
	c.counts = histogram(c.counts[:0], c.values, z, c.norm)
}

// share brings the colours, and the histogram if there is one, to a norm that is
// that of other pictures, too; z is as of count.
func (c *coloring) share(norm zRange, z []float64) {
	c.norm = norm
	c.count(c.counts != nil, z)
}

// histogram counts the values, those of z if there are none, in equal parts of r.
// What lies beyond r, or where z is NaN, does not count.
func histogram(dst []int, values, z []float64, r zRange) []int {
	dst = append(dst, make([]int, bins)...)
	if values == nil {
		values = z
	}
	for k, v := range values {
		if t := (v - r.lo) / (r.hi - r.lo); t >= 0 && t <= 1 && z[k]-z[k] == 0 {
			dst[min(int(t*bins), bins-1)]++
		}
	}
	return dst
}
