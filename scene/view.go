package scene

import (
	"math"

	"zscape/compute/grid"
)

// View is a camera set up in front of a box of data: the map from data to
// screen coordinates, and back.
type View struct {
	Camera Camera
	Box    Box     // limits of the axes
	Plot   Rect    // where the box is drawn
	Frame  Rect    // the whole picture; Plot and the margins around it
	Center Point   // of the projected box
	Radius float64 // of the unit sphere around the box, screen units, zoomed
	Theme  *Theme

	// Samples is how many samples a surface shows along each axis at most; 0
	// is about one a screen unit. Fewer make it quicker to draw.
	Samples int

	// Pause, if not nil, is called every few microseconds up to a millisecond while
	// marks prepare what takes long, so that a caller with a single thread can see to
	// other things meanwhile, but not to what is being drawn.
	Pause func()

	Half     Vec     // half the edges of the box in box coordinates, |Half| = 1
	Unzoomed float64 // Radius, but for zoom and perspective
	Side     int     // 1 for the right eye of a stereo picture, otherwise 0

	right, up, out Vec // unit vectors along the picture and out of it, box coordinates
	eye            Vec // towards the eye: out, unless the projection is oblique; eye.out = 1

	// In stereo, the view of an eye is the middle one but for the place of the eye.
	middle *View // nil: this is it

	// Homogeneous screen coordinates are affine in data coordinates:
	// sx = Center.X + x/w, where x = px . (X, Y, Z, 1), and so on. w is 1 at
	// the middle of the box, and constant in parallel projection.
	px, py, pw [4]float64
}

// Near is the least w, as Homogeneous returns it, that is drawn: what is nearer
// to the eye (or behind it) is cut off.
const Near = 1e-3

// defaultAspect is the shape of the box if none is given: matplotlib's 4:4:3.
var defaultAspect = Vec{4, 4, 3}

// NewView sets c up in front of box, whose edges appear in the ratio aspect
// (zero: 4:4:3), inside plot. Labels around the box need margin screen units.
func NewView(c Camera, box Box, aspect Vec, plot Rect, margin float64) *View {
	v := new(View)
	v.Theme = &Light
	v.Set(c, box, aspect, plot, margin, 1)
	return v
}

// Set makes v the view of NewView, but the box, however it is turned, fit times
// as large as what plot less margin holds. Theme, Samples and Pause stay
// as they are.
func (v *View) Set(c Camera, box Box, aspect Vec, plot Rect, margin, fit float64) {
	c = c.Clamp()
	if aspect == (Vec{}) {
		aspect = defaultAspect
	}
	box = box.solid()
	half := aspect.Scale(1 / aspect.Norm())
	// Turning about the z axis sweeps a cylinder, narrower than the sphere.
	reach := math.Hypot(half.X, half.Y)
	if c.Roll != 0 {
		reach = 1
	}
	shear := c.shear()
	reach = min(reach+math.Abs(shear.X), math.Hypot(1, shear.X))
	height := math.Hypot(1, shear.Y)
	radius := max(fit*min((plot.W()/2-margin)/reach, (plot.H()/2-margin)/height), 0.3*min(plot.W(), plot.H())/max(reach, height, 1), 1)
	face := radius
	if c.Perspective {
		d := max(c.Distance, 1.2)        // close to the sphere, and in it, there is nothing to fit
		radius *= math.Sqrt(1 - 1/(d*d)) // the sphere appears larger than its equator
	}
	*v = View{Camera: c, Box: box, Plot: plot, Frame: plot, Theme: v.Theme, Samples: v.Samples, Pause: v.Pause}
	v.Center = plot.Center().Add(Point{c.Pan.X, -c.Pan.Y}.Scale(radius))
	v.Radius = radius * c.Zoom
	v.Half, v.Unzoomed = half, face
	v.right, v.up, v.out = c.basis()
	v.place(shear)
}

// place puts the eye where the picture has the given shear; see Camera.shear.
func (v *View) place(shear Point) {
	v.eye = v.out.Sub(v.right.Scale(shear.X)).Sub(v.up.Scale(shear.Y))
	v.px = v.row(v.right.Add(v.out.Scale(shear.X)), v.Radius)
	v.py = v.row(v.up.Add(v.out.Scale(shear.Y)), -v.Radius)
	v.pw = [4]float64{0, 0, 0, 1}
	if v.Camera.Perspective {
		v.pw = v.row(v.out, -1/v.Camera.Distance)
		v.pw[3]++
	}
}

// row returns the row that gives k times the component along dir, in box
// coordinates, of a place in data coordinates.
func (v *View) row(dir Vec, k float64) [4]float64 {
	mid, size := v.Box.Min.Lerp(v.Box.Max, 0.5), v.Box.Max.Sub(v.Box.Min)
	a := dir.Mul(Vec{2 * v.Half.X / size.X, 2 * v.Half.Y / size.Y, 2 * v.Half.Z / size.Z}).Scale(k)
	return [4]float64{a.X, a.Y, a.Z, -a.Dot(mid)}
}

// ForEye returns v as the left (side 0) or the right eye sees it, in e. What
// lies in the middle plane of the box stays where it is: only the eye moves,
// level with the picture, and nothing is displaced upwards or downwards.
func (v *View) ForEye(side int, e *View) *View {
	tan := math.Tan(v.Camera.Stereo / 2 * math.Pi / 180)
	if side == 1 {
		tan = -tan
	}
	*e = *v
	e.middle, e.Side = v, side
	e.place(v.Camera.shear().Add(Point{X: tan}))
	return e
}

// Middle returns the view that decides on what both eyes must agree: in stereo
// the one from between them, otherwise v.
func (v *View) Middle() *View {
	if v.middle != nil {
		return v.middle
	}
	return v
}

// Disparity returns how far p is displaced on the screen, compared with the
// middle view.
func (v *View) Disparity(p Vec) Point {
	if v.middle == nil {
		return Point{}
	}
	a, ok := v.Project(p)
	b, ok2 := v.middle.Project(p)
	if !ok || !ok2 {
		return Point{}
	}
	return a.Sub(b)
}

// Farthest is how far from zero the limits of axes may lie: beyond, lengths
// are no longer finite.
const Farthest = 1e303

// solid returns b with every edge of positive, finite length, not so extreme
// that the inverse is not.
func (b Box) solid() Box {
	b.Min.X, b.Max.X = SolidRange(b.Min.X, b.Max.X)
	b.Min.Y, b.Max.Y = SolidRange(b.Min.Y, b.Max.Y)
	b.Min.Z, b.Max.Z = SolidRange(b.Min.Z, b.Max.Z)
	return b
}

// SolidRange returns lo and hi or, where they cannot be the limits of an axis,
// others that can.
func SolidRange(lo, hi float64) (float64, float64) {
	if !(-Farthest <= lo && lo <= hi && hi <= Farthest) {
		lo, hi = -1, 1
	}
	if least := max(1e-12*max(math.Abs(lo), math.Abs(hi)), 1e-300); hi-lo <= least {
		d := max(0.5*math.Abs(lo), 0.5)
		lo, hi = lo-d, hi+d
	}
	return lo, hi
}

// Project returns where p, in data coordinates, falls on the screen; ok is
// false if that is behind the eye or p is not finite.
func (v *View) Project(p Vec) (q Point, ok bool) {
	x, y, w := v.Homogeneous(p)
	q = Point{v.Center.X + x/w, v.Center.Y + y/w}
	s := q.X + q.Y
	return q, w > Near && s-s == 0
}

// Homogeneous returns p, in data coordinates, in homogeneous screen coordinates:
// it falls on Center + (x/w, y/w), and is drawn if w > Near.
func (v *View) Homogeneous(p Vec) (x, y, w float64) {
	x = v.px[0]*p.X + v.px[1]*p.Y + v.px[2]*p.Z + v.px[3]
	y = v.py[0]*p.X + v.py[1]*p.Y + v.py[2]*p.Z + v.py[3]
	w = v.pw[0]*p.X + v.pw[1]*p.Y + v.pw[2]*p.Z + v.pw[3]
	return x, y, w
}

// Rows returns the rows of the matrix by which Homogeneous multiplies (X, Y, Z, 1).
func (v *View) Rows() (px, py, pw [4]float64) { return v.px, v.py, v.pw }

// Segment projects the segment from a to b, cut off in front of the eye; ok
// is false if nothing is left.
func (v *View) Segment(a, b Vec) (p, q Point, ok bool) {
	a, b, ok = v.InFront(a, b)
	p, okp := v.Project(a)
	q, okq := v.Project(b)
	return p, q, ok && okp && okq
}

// InFront returns the part of the segment from a to b in front of the eye; ok is
// false if nothing is left.
func (v *View) InFront(a, b Vec) (from, to Vec, ok bool) {
	const edge = 2 * Near
	_, _, wa := v.Homogeneous(a)
	_, _, wb := v.Homogeneous(b)
	if wa < edge {
		a = a.Lerp(b, (edge-wa)/(wb-wa))
	} else if wb < edge {
		b = b.Lerp(a, (edge-wb)/(wa-wb))
	}
	return a, b, wa > edge || wb > edge
}

// Front returns the row by which (X, Y, Z, 1) is multiplied to give how far that
// place, in data coordinates, lies in front of the middle of the box, towards the
// reader, in radii of the sphere around the box. Of two places on one line of sight
// the nearer one has more.
func (v *View) Front() [4]float64 { return v.row(v.out, 1) }

// At returns the place, in data coordinates, that is seen at the screen point q and
// lies as far in front as p does; see Front.
func (v *View) At(q Point, p Vec) Vec {
	f := v.Front()
	front := func(p Vec) float64 { return f[0]*p.X + f[1]*p.Y + f[2]*p.Z }
	from, dir := v.Ray(q)
	return from.Add(dir.Scale((front(p) - front(from)) / front(dir)))
}

// Depth returns how much smaller things appear at p than in the middle of the
// box, in perspective: 1 there, 0 in the plane of the eye. Otherwise it is 1.
func (v *View) Depth(p Vec) float64 {
	_, _, w := v.Homogeneous(p)
	return w
}

// Eye returns where the eye is, in data coordinates. In parallel
// projection it is at infinity: parallel is true, and the vector is the
// direction towards it.
func (v *View) Eye() (e Vec, parallel bool) {
	size := v.Box.Max.Sub(v.Box.Min)
	toData := Vec{size.X / (2 * v.Half.X), size.Y / (2 * v.Half.Y), size.Z / (2 * v.Half.Z)}
	if !v.Camera.Perspective {
		return v.eye.Mul(toData), true
	}
	return v.Box.Min.Lerp(v.Box.Max, 0.5).Add(v.eye.Scale(v.Camera.Distance).Mul(toData)), false
}

// Ray returns the line of sight through the screen point q in data
// coordinates: the points origin + t dir, t > 0, seen from the eye in that order.
func (v *View) Ray(q Point) (origin, dir Vec) {
	d := q.Sub(v.Center).Scale(1 / v.Radius)
	onPlane := v.right.Scale(d.X).Sub(v.up.Scale(d.Y)) // through the middle of the box
	size := v.Box.Max.Sub(v.Box.Min)
	toData := Vec{size.X / (2 * v.Half.X), size.Y / (2 * v.Half.Y), size.Z / (2 * v.Half.Z)}
	mid := v.Box.Min.Lerp(v.Box.Max, 0.5)
	if v.Camera.Perspective {
		eye := v.eye.Scale(v.Camera.Distance)
		return mid.Add(eye.Mul(toData)), onPlane.Sub(eye).Mul(toData)
	}
	return mid.Add(onPlane.Add(v.eye.Scale(4)).Mul(toData)), v.eye.Scale(-1).Mul(toData)
}

// Strike returns where the line of sight through the screen point q first meets
// the surface of g; ok is false if it does not.
func (v *View) Strike(g *grid.Grid, q Point) (at Vec, ok bool) {
	o, d := v.Ray(q)
	t, ok := g.Intersect(o.X, o.Y, o.Z, d.X, d.Y, d.Z, 0)
	return o.Add(d.Scale(t)), ok
}

// ToBox returns p, in data coordinates, in box coordinates, in which the box
// is inscribed in the unit sphere around the origin and lengths are as they appear.
func (v *View) ToBox(p Vec) Vec {
	size := v.Box.Max.Sub(v.Box.Min)
	u := p.Sub(v.Box.Min)
	return Vec{
		(2*u.X/size.X - 1) * v.Half.X,
		(2*u.Y/size.Y - 1) * v.Half.Y,
		(2*u.Z/size.Z - 1) * v.Half.Z,
	}
}

// Faces reports for axis 0, 1 or 2 whether the outer side of the box's face
// at the axis's minimum, and at its maximum, is turned to the eye.
func (v *View) Faces(axis int) (atMin, atMax bool) {
	e := [3]float64{v.eye.X, v.eye.Y, v.eye.Z}[axis]
	if !v.Camera.Perspective {
		return e < -1e-9, e > 1e-9
	}
	h := [3]float64{v.Half.X, v.Half.Y, v.Half.Z}[axis]
	e *= v.Camera.Distance
	return e < -h, e > h
}
