package labels

import (
	"math"
	"slices"

	"zscape/scene"
)

// raster divides an area into square cells, so that only what is near has to be
// looked at. What lies outside of the area belongs to the cells at its border.
type raster struct {
	origin     scene.Point
	cols, rows int
}

const (
	cell   = 24.0 // screen units
	widest = 400  // cells along a side, of which those of larger areas are more
)

func newRaster(area scene.Rect) raster {
	side := func(length float64) int { return int(min(math.Ceil(length/cell), widest)) }
	return raster{area.Min, max(side(area.W()), 1), max(side(area.H()), 1)}
}

// span returns the cells that r touches, the last ones included.
func (g *raster) span(r scene.Rect) (x0, x1, y0, y1 int) {
	hold := func(v float64, n int) int { return int(min(max(math.Floor(v/cell), 0), float64(n-1))) }
	return hold(r.Min.X-g.origin.X, g.cols), hold(r.Max.X-g.origin.X, g.cols), hold(r.Min.Y-g.origin.Y, g.rows), hold(r.Max.Y-g.origin.Y, g.rows)
}

// dots are points by the cells of a raster.
type dots struct {
	raster
	start []int // of each cell in list
	list  []Dot
	reach float64 // the greatest radius
}

// set takes the points that are in area or reach into it.
func (d *dots) set(list []Dot, area scene.Rect) {
	d.raster = newRaster(area)
	n := d.cols * d.rows
	d.start = slices.Grow(d.start[:0], n+2)[:n+2]
	clear(d.start)
	d.reach = 0
	home := func(q *Dot) (c int, ok bool) {
		if !area.Inset(-max(q.Radius, 0)).Contains(q.At) {
			return 0, false
		}
		x, _, y, _ := d.span(scene.Rect{Min: q.At, Max: q.At})
		return y*d.cols + x, true
	}
	// Counted two places on, so that filling moves each start to where it belongs.
	for k := range list {
		if c, ok := home(&list[k]); ok {
			d.start[c+2]++
			d.reach = max(d.reach, list[k].Radius)
		}
	}
	for c := range n {
		d.start[c+2] += d.start[c+1]
	}
	d.list = slices.Grow(d.list[:0], d.start[n+1])[:d.start[n+1]]
	for k := range list {
		if c, ok := home(&list[k]); ok {
			d.list[d.start[c+1]] = list[k]
			d.start[c+1]++
		}
	}
}

// under returns how many points box covers in part, at most most.
func (d *dots) under(box scene.Rect, most int) (n int) {
	x0, x1, y0, y1 := d.span(box.Inset(-d.reach))
	for y := y0; y <= y1; y++ {
		for _, q := range d.list[d.start[y*d.cols+x0]:d.start[y*d.cols+x1+1]] {
			dx := max(box.Min.X-q.At.X, q.At.X-box.Max.X, 0)
			dy := max(box.Min.Y-q.At.Y, q.At.Y-box.Max.Y, 0)
			if dx*dx+dy*dy < q.Radius*q.Radius {
				if n++; n == most {
					return n
				}
			}
		}
	}
	return n
}

// along reports whether the segment from a to b passes a point nearer than room.
func (d *dots) along(a, b scene.Point, room float64) bool {
	hull := scene.Rect{Min: scene.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)}, Max: scene.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)}}
	x0, x1, y0, y1 := d.span(hull.Inset(-d.reach - room))
	v := b.Sub(a)
	n := v.X*v.X + v.Y*v.Y
	for y := y0; y <= y1; y++ {
		for _, q := range d.list[d.start[y*d.cols+x0]:d.start[y*d.cols+x1+1]] {
			w, r := q.At.Sub(a), q.Radius+room
			t := 0.0
			if n > 0 {
				t = min(max((w.X*v.X+w.Y*v.Y)/n, 0), 1)
			}
			if w.Sub(v.Scale(t)).Norm() < r {
				return true
			}
		}
	}
	return false
}

// obstacle is what is placed already: a box and, if it is led, a line to it.
type obstacle struct {
	box      scene.Rect
	led      bool
	from, to scene.Point
}

// taken is obstacles by the cells of a raster: each cell has a list of them.
type taken struct {
	raster
	head  []int32 // of the list of each cell, -1 if it is empty
	links []link
	all   []obstacle
}

type link struct{ obstacle, next int32 }

func (t *taken) reset(area scene.Rect) {
	t.raster = newRaster(area)
	n := t.cols * t.rows
	t.head = slices.Grow(t.head[:0], n)[:n]
	for c := range t.head {
		t.head[c] = -1
	}
	t.links, t.all = t.links[:0], t.all[:0]
}

func (t *taken) add(o obstacle) {
	t.all = append(t.all, o)
	x0, x1, y0, y1 := t.span(o.hull())
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			c := y*t.cols + x
			t.links = append(t.links, link{int32(len(t.all) - 1), t.head[c]})
			t.head[c] = int32(len(t.links) - 1)
		}
	}
}

// hull returns a rectangle around the box and its line.
func (o *obstacle) hull() scene.Rect {
	r := o.box
	if o.led {
		for _, p := range [2]scene.Point{o.from, o.to} {
			r.Min = scene.Point{X: min(r.Min.X, p.X), Y: min(r.Min.Y, p.Y)}
			r.Max = scene.Point{X: max(r.Max.X, p.X), Y: max(r.Max.Y, p.Y)}
		}
	}
	return r
}

// meets reports whether p, or its line, is nearer than room to what is placed, or
// crosses a line of it.
func (t *taken) meets(p *Placed, room float64) bool {
	o := obstacle{p.Box.Inset(-room), p.Led, p.From, p.To}
	x0, x1, y0, y1 := t.span(o.hull())
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			for k := t.head[y*t.cols+x]; k >= 0; k = t.links[k].next {
				if o.meets(&t.all[t.links[k].obstacle]) {
					return true
				}
			}
		}
	}
	return false
}

func (o *obstacle) meets(q *obstacle) bool {
	return o.box.Overlaps(q.box) || o.led && crosses(q.box, o.from, o.to) || q.led && crosses(o.box, q.from, q.to) ||
		o.led && q.led && intersect(o.from, o.to, q.from, q.to)
}

// crosses reports whether the segment from a to b has points in r.
func crosses(r scene.Rect, a, b scene.Point) bool {
	t0, t1 := r.Clip(a, b)
	return t0 <= t1
}

// intersect reports whether the segments ab and cd have a point in common.
func intersect(a, b, c, d scene.Point) bool {
	side := func(p, q, r scene.Point) float64 { return (q.X-p.X)*(r.Y-p.Y) - (q.Y-p.Y)*(r.X-p.X) }
	return side(a, b, c)*side(a, b, d) <= 0 && side(c, d, a)*side(c, d, b) <= 0
}
