package raster

import (
	"math"

	"zscape/scene"
)

type polygons struct {
	*scene.Polygons
	k       float64 // samples a screen unit
	all     extent
	extents []extent
}

func newPolygons(p *scene.Polygons, k float64) *polygons {
	l := &polygons{Polygons: p, k: k, extents: make([]extent, p.Len())}
	for i := range l.extents {
		l.extents[i] = extentOfPoints(p.At(i), k, 0)
	}
	l.all = unionAll(l.extents)
	return l
}

func (l *polygons) span() extent { return l.all }

func (l *polygons) paint(b *band) {
	for i, e := range l.extents {
		color := premultiply(l.Colors[i])
		if color.a > 0 && b.meets(e) {
			l.polygon(b, l.At(i), color)
		}
	}
}

// polygon paints one polygon. Each row of samples is cut into strips; in the
// middle of each, the ends of the polygon are exact.
func (l *polygons) polygon(b *band, corners []scene.Point, color pixel) {
	const strips = 4
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, p := range corners {
		if !finite(p) {
			return
		}
		top, bottom = min(top, l.k*p.Y), max(bottom, l.k*p.Y)
	}
	first, end := b.rows(top-0.5, bottom+0.5)
	for y := first; y < end; y++ {
		from, to := b.width, 0
		for s := range strips {
			y0 := max(float64(y)+float64(s)/strips, top)
			y1 := min(float64(y)+float64(s+1)/strips, bottom)
			left, right := l.ends(corners, (y0+y1)/2)
			left, right = max(left, 0), min(right, float64(b.width))
			if y0 < y1 && left < right {
				i, j := b.strip(left, right, float32(y1-y0))
				from, to = min(from, i), max(to, j)
			}
		}
		if from < to {
			b.paintSteps(y, from, to, color)
		}
	}
}

// ends returns where the horizontal line at y, in samples, enters and leaves
// a convex polygon; left > right if it misses it.
func (l *polygons) ends(corners []scene.Point, y float64) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	p := corners[len(corners)-1]
	for _, q := range corners {
		top, bottom := p.Scale(l.k), q.Scale(l.k)
		p = q
		if top.Y > bottom.Y { // so that neighbours agree on the edge they share
			top, bottom = bottom, top
		}
		if top.Y <= y && y < bottom.Y {
			x := top.X + (y-top.Y)/(bottom.Y-top.Y)*(bottom.X-top.X)
			left, right = min(left, x), max(right, x)
		}
	}
	return left, right
}

// strip adds to the steps of a row a strip of the given height from left to
// right, and returns the samples from <= x < to that it touches.
func (b *band) strip(left, right float64, height float32) (from, to int) {
	step := func(x float64, h float32) int {
		i := min(int(x), b.width-1)
		part := float32(x - float64(i)) // of sample i that lies before x
		b.steps[i] += h * (1 - part)
		b.steps[i+1] += h * part
		return i
	}
	return step(left, height), step(right, -height) + 1
}

// paintSteps paints samples from <= x < to of row y with the coverage that is
// in b.steps, and clears that.
func (b *band) paintSteps(y, from, to int, color pixel) {
	row := b.row(y)
	coverage := float32(0)
	for x := from; x < to; x++ {
		coverage += b.steps[x]
		b.steps[x] = 0
		row[x] = color.times(unit(coverage)).over(row[x])
	}
	b.steps[to] = 0
}
