package scene

import "math"

// Vec is a point or a direction in space.
type Vec struct{ X, Y, Z float64 }

// Add returns a + b.
func (a Vec) Add(b Vec) Vec { return Vec{a.X + b.X, a.Y + b.Y, a.Z + b.Z} }

// Sub returns a - b.
func (a Vec) Sub(b Vec) Vec { return Vec{a.X - b.X, a.Y - b.Y, a.Z - b.Z} }

// Scale returns s a.
func (a Vec) Scale(s float64) Vec { return Vec{s * a.X, s * a.Y, s * a.Z} }

// Mul returns the componentwise product of a and b.
func (a Vec) Mul(b Vec) Vec { return Vec{a.X * b.X, a.Y * b.Y, a.Z * b.Z} }

// Dot returns the inner product of a and b.
func (a Vec) Dot(b Vec) float64 { return a.X*b.X + a.Y*b.Y + a.Z*b.Z }

// Cross returns the vector product of a and b.
func (a Vec) Cross(b Vec) Vec {
	return Vec{a.Y*b.Z - a.Z*b.Y, a.Z*b.X - a.X*b.Z, a.X*b.Y - a.Y*b.X}
}

// Norm returns the Euclidean length of a.
func (a Vec) Norm() float64 { return math.Sqrt(a.Dot(a)) }

// Finite reports whether no component of a is NaN or infinite.
func (a Vec) Finite() bool { s := a.X + a.Y + a.Z; return s-s == 0 }

// Lerp returns a + t (b - a).
func (a Vec) Lerp(b Vec, t float64) Vec { return a.Add(b.Sub(a).Scale(t)) }

// Point is a point or a displacement on the screen, in screen units: x to the
// right, y down.
type Point struct{ X, Y float64 }

// Add returns p + q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub returns p - q.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Scale returns s p.
func (p Point) Scale(s float64) Point { return Point{s * p.X, s * p.Y} }

// Norm returns the Euclidean length of p.
func (p Point) Norm() float64 { return math.Hypot(p.X, p.Y) }

// Rect is an axis-parallel rectangle on the screen, Min at the top left.
type Rect struct{ Min, Max Point }

// W returns the width of r.
func (r Rect) W() float64 { return r.Max.X - r.Min.X }

// H returns the height of r.
func (r Rect) H() float64 { return r.Max.Y - r.Min.Y }

// Part returns the part of r between shares of its width and its height: Part(0, 0, 1, 1) is
// all of it.
func (r Rect) Part(x0, y0, x1, y1 float64) Rect {
	w, h := r.W(), r.H()
	return Rect{r.Min.Add(Point{x0 * w, y0 * h}), r.Min.Add(Point{x1 * w, y1 * h})}
}

// Center returns the middle of r.
func (r Rect) Center() Point { return Point{(r.Min.X + r.Max.X) / 2, (r.Min.Y + r.Max.Y) / 2} }

// Contains reports whether p lies in r.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.Min.X && p.X <= r.Max.X && p.Y >= r.Min.Y && p.Y <= r.Max.Y
}

// Overlaps reports whether the interiors of r and s meet.
func (r Rect) Overlaps(s Rect) bool {
	return r.Min.X < s.Max.X && s.Min.X < r.Max.X && r.Min.Y < s.Max.Y && s.Min.Y < r.Max.Y
}

// Move returns r displaced by d.
func (r Rect) Move(d Point) Rect { return Rect{r.Min.Add(d), r.Max.Add(d)} }

// Inset returns r with each side moved inwards by d.
func (r Rect) Inset(d float64) Rect {
	return Rect{Point{r.Min.X + d, r.Min.Y + d}, Point{r.Max.X - d, r.Max.Y - d}}
}

// Clip returns the range of t for which p + t (q-p) lies in r: 0 <= t0 <= t1
// <= 1, or t0 > t1 if there is none or a coordinate is not finite. This is the
// algorithm of Liang and Barsky, "A new concept and method for line clipping",
// ACM Transactions on Graphics 3(1), 1984.
func (r Rect) Clip(p, q Point) (t0, t1 float64) {
	d := q.Sub(p)
	if s := p.X + p.Y + d.X + d.Y; s-s != 0 {
		return 1, 0
	}
	t0, t1 = 0, 1
	for _, side := range [4]struct{ out, room float64 }{
		{-d.X, p.X - r.Min.X}, {d.X, r.Max.X - p.X},
		{-d.Y, p.Y - r.Min.Y}, {d.Y, r.Max.Y - p.Y},
	} {
		switch t := side.room / side.out; {
		case side.out < 0:
			t0 = max(t0, t)
		case side.out > 0:
			t1 = min(t1, t)
		case side.room < 0:
			return 1, 0
		}
	}
	return t0, t1
}

// Box is an axis-parallel box of data.
type Box struct{ Min, Max Vec }

// EmptyBox is the box that holds nothing: the identity of Union.
func EmptyBox() Box {
	inf := math.Inf(1)
	return Box{Vec{inf, inf, inf}, Vec{-inf, -inf, -inf}}
}

// Union returns the smallest box that holds a and b.
func (a Box) Union(b Box) Box {
	return Box{
		Vec{min(a.Min.X, b.Min.X), min(a.Min.Y, b.Min.Y), min(a.Min.Z, b.Min.Z)},
		Vec{max(a.Max.X, b.Max.X), max(a.Max.Y, b.Max.Y), max(a.Max.Z, b.Max.Z)},
	}
}

// Contains reports whether p lies in a, or as good as.
func (a Box) Contains(p Vec) bool {
	const slack = 1e-9
	in := func(v, lo, hi float64) bool { d := slack * (hi - lo); return lo-d <= v && v <= hi+d }
	return in(p.X, a.Min.X, a.Max.X) && in(p.Y, a.Min.Y, a.Max.Y) && in(p.Z, a.Min.Z, a.Max.Z)
}

// Corner returns corner k, 0 <= k < 8: bits 0, 1 and 2 of k choose Max over
// Min for x, y and z.
func (a Box) Corner(k int) Vec {
	c := a.Min
	if k&1 != 0 {
		c.X = a.Max.X
	}
	if k&2 != 0 {
		c.Y = a.Max.Y
	}
	if k&4 != 0 {
		c.Z = a.Max.Z
	}
	return c
}
