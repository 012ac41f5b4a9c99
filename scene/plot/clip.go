package plot

import (
	"math"

	"zscape/scene"
)

// clip returns the part of the segment from p to q that lies in r.
func clip(p, q scene.Point, r scene.Rect) (a, b scene.Point, ok bool) {
	if r.Contains(p) && r.Contains(q) {
		return p, q, true
	}
	t0, t1 := r.Clip(p, q)
	if t0 > t1 {
		return p, q, false
	}
	d := q.Sub(p)
	a, b = p, q
	if t0 > 0 {
		a = within(p.Add(d.Scale(t0)), r)
	}
	if t1 < 1 {
		b = within(p.Add(d.Scale(t1)), r)
	}
	return a, b, true
}

// within returns the point of r that is nearest to p: rounding may put the
// end of a clipped segment a little outside.
func within(p scene.Point, r scene.Rect) scene.Point {
	return scene.Point{X: hold(p.X, r.Min.X, r.Max.X), Y: hold(p.Y, r.Min.Y, r.Max.Y)}
}

// tracer draws a long line: it clips it, and where many points in a row lie
// in one column of pixels, it draws only the first, the lowest, the highest
// and the last of them, which makes the same pixels. That is M4 of Jugel,
// Jerzak, Hackenbroich and Markl, "M4: a visualization-oriented time series
// data aggregation", PVLDB 7(10), 2014, without its demand that the points be
// in order.
type tracer struct {
	out  *scene.Polylines
	area scene.Rect

	// The run of points in the present column.
	column     float64
	n          int
	first, end scene.Point
	top, low   scene.Point
	topAt      int // when top and low came
	lowAt      int

	// The last point that was drawn, and how many there are in this piece.
	last  scene.Point
	drawn int
}

func (t *tracer) start(out *scene.Polylines, area scene.Rect) {
	*t = tracer{out: out, area: area}
}

// to continues the line to p.
func (t *tracer) to(p scene.Point) {
	column := math.Floor(p.X)
	if t.n == 0 || column != t.column {
		t.flush()
		t.column, t.n = column, 1
		t.first, t.end, t.top, t.low = p, p, p, p
		t.topAt, t.lowAt = 0, 0
		return
	}
	if p.Y < t.top.Y {
		t.top, t.topAt = p, t.n
	}
	if p.Y > t.low.Y {
		t.low, t.lowAt = p, t.n
	}
	t.end = p
	t.n++
}

// lift ends the line; the next point starts another. A point that stands
// alone is drawn as a dot.
func (t *tracer) lift() {
	t.flush()
	t.out.End()
	if t.drawn == 1 && t.area.Contains(t.last) {
		t.out.Segment(t.last, t.last)
	}
	t.drawn = 0
}

// flush draws what is left of the run.
func (t *tracer) flush() {
	if t.n == 0 {
		return
	}
	n := t.n
	t.n = 0
	t.drawTo(t.first)
	a, b, aAt, bAt := t.top, t.low, t.topAt, t.lowAt
	if bAt < aAt {
		a, b, aAt, bAt = b, a, bAt, aAt
	}
	if 0 < aAt {
		t.drawTo(a)
	}
	if aAt < bAt {
		t.drawTo(b)
	}
	if bAt < n-1 {
		t.drawTo(t.end)
	}
}

func (t *tracer) drawTo(p scene.Point) {
	from := t.last
	t.last = p
	t.drawn++
	if t.drawn == 1 {
		return
	}
	a, b, ok := clip(from, p, t.area)
	if !ok {
		return
	}
	if n := len(t.out.Points); n == t.begun() || t.out.Points[n-1] != a {
		t.out.End()
		t.out.Add(a)
	}
	t.out.Add(b)
	if b != p {
		t.out.End()
	}
}

// begun returns where in out.Points the polyline being built begins.
func (t *tracer) begun() int {
	if n := len(t.out.Ends); n > 0 {
		return t.out.Ends[n-1]
	}
	return 0
}

// clipPolygon returns the part of a polygon that lies in r, using and
// growing dst and spare. This is the algorithm of Sutherland and Hodgman,
// "Reentrant polygon clipping", Communications of the ACM 17(1), 1974.
func clipPolygon(dst, spare, corners []scene.Point, r scene.Rect) (clipped, other []scene.Point) {
	dst = append(dst[:0], corners...)
	for side := range 4 {
		// depth is positive inside.
		depth := func(p scene.Point) float64 {
			switch side {
			case 0:
				return p.X - r.Min.X
			case 1:
				return r.Max.X - p.X
			case 2:
				return p.Y - r.Min.Y
			}
			return r.Max.Y - p.Y
		}
		spare = spare[:0]
		for k, q := range dst {
			p := dst[(k+len(dst)-1)%len(dst)]
			dp, dq := depth(p), depth(q)
			if (dp < 0) != (dq < 0) {
				spare = append(spare, p.Add(q.Sub(p).Scale(dp/(dp-dq))))
			}
			if dq >= 0 {
				spare = append(spare, q)
			}
		}
		dst, spare = spare, dst
	}
	for k, p := range dst {
		dst[k] = within(p, r)
	}
	return dst, spare
}
