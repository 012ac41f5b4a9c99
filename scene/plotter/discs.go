package plotter

import (
	"math"

	"zscape/scene"
)

// discs are those of a set of lines that cover each other, by squares of the picture.
type discs struct {
	columns, rows int
	squares       [][]int32 // numbers in list
	list          []disc
	seen          []int32 // of each, the last question that came upon it
	question      int32
	near          []int32
}

// disc is polyline k of the set.
type disc struct {
	k      int
	at     scene.Point
	radius float64
}

// newDiscs returns the opaque discs of p.
func newDiscs(p *scene.Polylines, picture scene.Rect) *discs {
	d := &discs{columns: int(picture.W()/square) + 1, rows: int(picture.H()/square) + 1}
	d.squares = make([][]int32, d.columns*d.rows)
	for k := range p.Len() {
		points, radius := p.At(k), p.WidthAt(k)/2
		if !isDisc(points) || !(radius > 0) || p.ColorAt(k).A < 0.5 || !finite(points[0]) {
			continue
		}
		n := int32(len(d.list))
		d.list = append(d.list, disc{k, points[0], radius})
		reach := radius + square/4 // of the places that along visits
		x0, y0 := d.squareOf(points[0].Sub(scene.Point{X: reach, Y: reach}))
		x1, y1 := d.squareOf(points[0].Add(scene.Point{X: reach, Y: reach}))
		for y := y0; y <= y1; y++ {
			for x := x0; x <= x1; x++ {
				s := &d.squares[y*d.columns+x]
				*s = append(*s, n)
			}
		}
	}
	d.seen = make([]int32, len(d.list))
	return d
}

// isDisc reports whether a polyline is a single place.
func isDisc(points []scene.Point) bool { return len(points) == 2 && points[0] == points[1] }

// squareOf returns the square of a place, of one beside the picture the nearest.
func (d *discs) squareOf(p scene.Point) (x, y int) {
	return max(0, min(int(p.X/square), d.columns-1)), max(0, min(int(p.Y/square), d.rows-1))
}

// meeting returns the discs that come after polyline k of the set and hide something of
// the line.
func (d *discs) meeting(points []scene.Point, k int) []int32 {
	d.question++
	d.near = d.near[:0]
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		v := b.Sub(a)
		n := int(math.Ceil(v.Norm() / (square / 2)))
		for j := 0; j <= n; j++ {
			x, y := d.squareOf(a.Add(v.Scale(float64(j) / float64(max(n, 1)))))
			for _, m := range d.squares[y*d.columns+x] {
				if c := &d.list[m]; d.seen[m] != d.question && c.k > k && c.meets(a, v) {
					d.seen[m] = d.question
					d.near = append(d.near, m)
				}
			}
		}
	}
	return d.near
}

// meets reports whether the segment from a to a + v passes through the disc.
func (c *disc) meets(a, v scene.Point) bool {
	w := c.at.Sub(a)
	t := 0.0
	if n := v.X*v.X + v.Y*v.Y; n > 0 {
		t = max(0, min((w.X*v.X+w.Y*v.Y)/n, 1))
	}
	return w.Sub(v.Scale(t)).Norm() < c.radius
}

// cut returns the parts of a line that the discs after polyline k leave.
func (d *discs) cut(x line, k int) []line {
	parts := []line{x}
	for _, m := range d.meeting(x.points, k) {
		c := &d.list[m]
		corners := circle(c.at, c.radius)[1:]
		var left []line
		for _, part := range parts {
			left = append(left, outside(part, corners)...)
		}
		parts = left
	}
	return parts
}

// stack adds lines that cover each other: their discs hide what is under them.
func (c *collector) stack(p *scene.Polylines) {
	d := newDiscs(p, c.picture)
	below := c.lines
	c.lines = nil
	for _, x := range below {
		c.pause()
		if x.eye != c.channels {
			c.lines = append(c.lines, x)
			continue
		}
		c.lines = append(c.lines, d.cut(x, -1)...)
	}
	for k := range p.Len() {
		before := c.lines
		c.lines = nil
		c.stroke(p, k)
		for _, x := range c.lines {
			before = append(before, d.cut(x, k)...)
		}
		c.lines = before
	}
}
