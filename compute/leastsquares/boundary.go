package leastsquares

import (
	"math"
	"strconv"

	"zscape/compute/linalg"
)

// Point is a boundary on the line of one feature: class Left has the largest
// discriminant before X, class Right after it.
type Point struct {
	X           float64
	Left, Right int
}

// Segment is a piece of a boundary in the plane of two features. With the first
// feature to the right and the second one up, class Left has the largest
// discriminant on the left of the way from From to To, class Right on its right.
type Segment struct {
	From, To    [2]float64
	Left, Right int
}

// Points returns where between lo and hi the class with the largest discriminant
// changes, ascending. W has shape (2, c). Of discriminants that agree from lo to
// hi, to 1e-12 of the terms they sum, only the first takes part, as in
// Classify. There are no points if weights are not finite. Points panics if lo
// and hi are not finite and ascending: what counts as agreement depends on them.
func Points(w linalg.Array, lo, hi float64) []Point {
	checkPlanes(w, 1)
	checkRange("feature", lo, hi)
	f := newField(w, [2]float64{lo}, [2]float64{hi})
	if len(f) == 0 {
		return nil
	}
	var points []Point
	now, x := f.steepest(f.highest(lo), lo), lo
	for {
		next := -1
		at := hi
		for k, p := range f {
			if p.slope() > f[now].slope() {
				if cross := max(x, p.crossing(f[now])); cross < at {
					next, at = k, cross
				}
			}
		}
		if next < 0 {
			return points
		}
		next = f.steepest(next, at)
		points = append(points, Point{X: at, Left: f[now].class, Right: f[next].class})
		now, x = next, at
	}
}

// Segments returns the boundaries inside the rectangle from corner lo to corner
// hi, every piece once. W has shape (3, c). Of discriminants that agree in the
// rectangle, to 1e-12 of the terms they sum, only the first takes part, as in
// Classify. There are no segments if weights are not finite. Segments panics if
// lo and hi are not finite and ascending.
//
// Each pair of discriminants agrees on a line, of which that part is a boundary
// where no other discriminant is larger.
func Segments(w linalg.Array, lo, hi [2]float64) []Segment {
	checkPlanes(w, 2)
	checkRange("first feature", lo[0], hi[0])
	checkRange("second feature", lo[1], hi[1])
	corners := [][2]float64{lo, {hi[0], lo[1]}, hi, {lo[0], hi[1]}}
	f := newField(w, corners...)
	var segments []Segment
	for i, p := range f {
		for _, q := range f[:i] {
			l, ok := zeroLine(q.minus(p), corners)
			if !ok {
				continue
			}
			if l, ok = f.clip(l, q, p); ok {
				segments = append(segments, l.between(q, p))
			}
		}
	}
	return segments
}

// plane is a discriminant of one or two features.
type plane struct {
	weights [3]float64
	class   int
	noise   float64 // differences up to this size are none, in the region
}

func (p plane) at(x [2]float64) float64 {
	return p.weights[0] + p.weights[1]*x[0] + p.weights[2]*x[1]
}

// minus returns the difference of two discriminants.
func (p plane) minus(q plane) plane {
	for i, v := range q.weights {
		p.weights[i] -= v
	}
	p.noise = max(p.noise, q.noise)
	return p
}

// slope returns how fast a discriminant of one feature rises, and crossing where
// it meets another one.
func (p plane) slope() float64 { return p.weights[1] }

func (p plane) crossing(q plane) float64 {
	return (q.weights[0] - p.weights[0]) / (p.weights[1] - q.weights[1])
}

// field is the different discriminants over a region, by class.
type field []plane

// newField returns the columns of W as planes, without those that agree with an
// earlier one at all corners of the region. It is empty if W is not finite.
func newField(w linalg.Array, corners ...[2]float64) field {
	var f field
	for class := range w.Shape[1] {
		p := plane{class: class}
		copy(p.weights[:], Column(w, class))
		for _, x := range corners {
			_, terms := discriminant(w, class, x[:w.Shape[0]-1])
			p.noise = max(p.noise, tie*terms)
		}
		if !finite(p.noise) {
			return nil
		}
		if !f.has(p, corners) {
			f = append(f, p)
		}
	}
	return f
}

// has reports whether a plane of the field agrees with p.
func (f field) has(p plane, corners [][2]float64) bool {
	for _, q := range f {
		d := p.minus(q)
		same := true
		for _, x := range corners {
			same = same && math.Abs(d.at(x)) <= d.noise
		}
		if same {
			return true
		}
	}
	return false
}

// highest returns the index of the discriminant of one feature that is the
// largest at x.
func (f field) highest(x float64) int {
	top := 0
	for k, p := range f {
		if p.minus(f[top]).at([2]float64{x}) > 0 {
			top = k
		}
	}
	return top
}

// steepest returns the index of the steepest among the discriminants of one
// feature that agree with number k at x: it is the largest right after x.
func (f field) steepest(k int, x float64) int {
	best := k
	for i, p := range f {
		if d := p.minus(f[k]); p.slope() > f[best].slope() && math.Abs(d.at([2]float64{x})) <= d.noise {
			best = i
		}
	}
	return best
}

// line is a piece of the line where two discriminants of two features agree.
type line struct{ from, to [2]float64 }

// at returns the point at the part t of the way.
func (l line) at(t float64) [2]float64 {
	return [2]float64{l.from[0] + t*(l.to[0]-l.from[0]), l.from[1] + t*(l.to[1]-l.from[1])}
}

// zeroLine returns where d is zero between the corners of a rectangle, which are
// given in circular order. It meets those two sides along which the sign of d
// changes.
func zeroLine(d plane, corners [][2]float64) (l line, ok bool) {
	var ends [][2]float64
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		u, v := d.at(a), d.at(b)
		if (u < 0) != (v < 0) {
			ends = append(ends, line{a, b}.at(u/(u-v)))
		}
	}
	if len(ends) != 2 || ends[0] == ends[1] {
		return line{}, false // none, or a corner
	}
	return line{ends[0], ends[1]}, true
}

// clip returns the part of the line between p and q where they are larger than
// all other discriminants.
func (f field) clip(l line, p, q plane) (part line, ok bool) {
	from, to := 0.0, 1.0
	for _, r := range f {
		if r.class == p.class || r.class == q.class {
			continue
		}
		d := p.minus(r)
		u, v := d.at(l.from), d.at(l.to)
		switch {
		case math.Abs(u) <= d.noise && math.Abs(v) <= d.noise:
			// The three agree all along. If r is not between the others on
			// both sides, it has a boundary with one of them here.
			uphill := p.minus(q).gradient()
			if p.minus(r).rise(uphill) < 0 || r.minus(q).rise(uphill) < 0 {
				return line{}, false
			}
		case u < 0 && v < 0:
			return line{}, false
		case u < 0:
			from = max(from, u/(u-v))
		case v < 0:
			to = min(to, u/(u-v))
		}
	}
	return line{l.at(from), l.at(to)}, to-from > tie
}

// between returns the line as the boundary of p and q.
func (l line) between(p, q plane) Segment {
	s := Segment{From: l.from, To: l.to, Left: p.class, Right: q.class}
	left := [2]float64{l.from[1] - l.to[1], l.to[0] - l.from[0]}
	if p.minus(q).rise(left) < 0 {
		s.Left, s.Right = s.Right, s.Left
	}
	return s
}

// gradient returns the direction in which a discriminant rises.
func (p plane) gradient() [2]float64 { return [2]float64{p.weights[1], p.weights[2]} }

// rise returns how much a discriminant rises along a direction.
func (p plane) rise(dir [2]float64) float64 {
	return p.weights[1]*dir[0] + p.weights[2]*dir[1]
}

func checkPlanes(w linalg.Array, features int) {
	if rows, _ := size("W", w); rows != features+1 {
		panic("leastsquares: W has " + strconv.Itoa(rows) + " rows, want " + strconv.Itoa(features+1))
	}
}

func checkRange(name string, lo, hi float64) {
	if !finite(lo) || !finite(hi) || lo >= hi {
		panic("leastsquares: " + name + " from " + strconv.FormatFloat(lo, 'g', -1, 64) +
			" to " + strconv.FormatFloat(hi, 'g', -1, 64))
	}
}
