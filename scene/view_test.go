package scene

import (
	"math"
	"math/rand/v2"
	"testing"
)

func randomView(r *rand.Rand) *View {
	box := Box{Max: Vec{math.Exp(uniform(r, -8, 8)), math.Exp(uniform(r, -8, 8)), math.Exp(uniform(r, -8, 8))}}
	at := Vec{uniform(r, -2, 2), uniform(r, -2, 2), uniform(r, -2, 2)}.Mul(box.Max)
	box.Min, box.Max = at, at.Add(box.Max)
	aspect := Vec{uniform(r, 0.5, 2), uniform(r, 0.5, 2), uniform(r, 0.5, 2)}
	if r.IntN(3) == 0 {
		aspect = Vec{}
	}
	left, top := uniform(r, 0, 100), uniform(r, 0, 100)
	plot := Rect{Point{left, top}, Point{left + uniform(r, 100, 1000), top + uniform(r, 100, 1000)}}
	return NewView(randomCamera(r), box, aspect, plot, 40)
}

// somewhere is a random point in the box, or a little outside.
func somewhere(r *rand.Rand, b Box) Vec {
	return b.Min.Add(b.Max.Sub(b.Min).Mul(Vec{uniform(r, -0.1, 1.1), uniform(r, -0.1, 1.1), uniform(r, -0.1, 1.1)}))
}

func TestRayPassesThrough(t *testing.T) {
	r := newRand(4)
	for range 5000 {
		v := randomView(r)
		p := somewhere(r, v.Box)
		_, _, w := v.Homogeneous(p)
		q, ok := v.Project(p)
		if ok != (w > Near) {
			t.Fatalf("Project ok = %v at w = %g", ok, w)
		}
		if !ok || w < 0.02 {
			continue
		}
		o, dir := v.Ray(q)
		// In box coordinates lengths are as they appear.
		a, b, c := v.ToBox(o), v.ToBox(o.Add(dir)), v.ToBox(p)
		d := b.Sub(a)
		s := c.Sub(a).Dot(d) / d.Dot(d)
		if miss := a.Add(d.Scale(s)).Sub(c).Norm(); miss > 1e-9 || !(s > 0) {
			t.Fatalf("%+v: the ray misses by %g at %g", v.Camera, miss, s)
		}
		eye, parallel := v.Eye()
		if parallel == v.Camera.Perspective {
			t.Fatal("Eye: parallel is wrong")
		}
		if !parallel && eye.Sub(o).Norm() > 1e-9*eye.Norm() {
			t.Fatalf("ray from %v, eye at %v", o, eye)
		}
		if parallel { // the ray comes from the eye
			if toEye := v.ToBox(v.Box.Min.Add(eye)).Sub(v.ToBox(v.Box.Min)); toEye.Dot(d) > -0.999*toEye.Norm()*d.Norm() {
				t.Fatalf("towards the eye %v, ray along %v", toEye, d)
			}
		}
	}
}

// TestPerspectiveIsCentral projects through Eye by hand.
func TestPerspectiveIsCentral(t *testing.T) {
	r := newRand(5)
	for range 2000 {
		v := randomView(r)
		if !v.Camera.Perspective {
			continue
		}
		p := somewhere(r, v.Box)
		q, ok := v.Project(p)
		if !ok {
			continue
		}
		eye := v.eye.Scale(v.Camera.Distance)
		d := v.ToBox(p).Sub(eye)
		depth := -d.Dot(v.eye)
		want := v.Center.Add(Point{d.Dot(v.right), -d.Dot(v.up)}.Scale(v.Radius * v.Camera.Distance / depth))
		if q.Sub(want).Norm() > 1e-9*(v.Radius+want.Norm()) {
			t.Fatalf("%+v: %v projects to %v, want %v", v.Camera, p, q, want)
		}
	}
}

func TestProjectRefusesWhatIsNotFinite(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	r := newRand(6)
	for range 3000 {
		v := randomView(r)
		p := somewhere(r, v.Box)
		bad := []float64{nan, inf, -inf, 1e308, -1e308}[r.IntN(5)]
		*coordinate(&p, r.IntN(3)) = bad
		q, ok := v.Project(p)
		if s := q.X + q.Y; ok && s-s != 0 || ok && !p.Finite() {
			t.Fatalf("%+v: %v projects to %v", v.Camera, p, q)
		}
	}
}

// TestSegment compares the cut segment with the points of the whole one that
// are in front of the eye.
func TestSegment(t *testing.T) {
	r := newRand(7)
	cut := 0
	for range 20000 {
		v := randomView(r)
		a, b := somewhere(r, v.Box), somewhere(r, v.Box)
		p, q, ok := v.Segment(a, b)
		_, _, wa := v.Homogeneous(a)
		_, _, wb := v.Homogeneous(b)
		if ok != (max(wa, wb) > 2*Near) {
			t.Fatalf("Segment ok = %v at w = %g, %g", ok, wa, wb)
		}
		if !ok {
			continue
		}
		if s := p.X + p.Y + q.X + q.Y; s-s != 0 {
			t.Fatalf("%v, %v", p, q)
		}
		for k, end := range []Vec{a, b} {
			_, _, w := v.Homogeneous(end)
			want := v.homogeneousEnd(a, b, end)
			if got := [2]Point{p, q}[k]; got.Sub(want).Norm() > 1e-6*(1+want.Norm()) {
				t.Fatalf("end %d at %v, want %v (w = %g)", k, got, want, w)
			}
			if w < 2*Near {
				cut++
			}
		}
	}
	if cut < 100 {
		t.Errorf("only %d segments were cut", cut)
	}
	v := randomView(r)
	if _, _, ok := v.Segment(Vec{math.NaN(), 0, 0}, v.Box.Min); ok {
		t.Error("a segment from NaN is ok")
	}
}

// homogeneousEnd is where the segment from a to b ends on the screen near its
// end e: e itself, or the point of the segment with w = 2 near.
func (v *View) homogeneousEnd(a, b, e Vec) Point {
	x, y, w := v.Homogeneous(e)
	if w < 2*Near {
		o := a
		if e == a {
			o = b
		}
		ox, oy, ow := v.Homogeneous(o)
		t := (2*Near - w) / (ow - w)
		x, y, w = x+t*(ox-x), y+t*(oy-y), 2*Near
	}
	return Point{v.Center.X + x/w, v.Center.Y + y/w}
}

// TestBoxFits holds at zoom 1: the whole box lies within the plot less its
// margin, from every angle.
func TestBoxFits(t *testing.T) {
	r := newRand(8)
	plot := Rect{Point{10, 20}, Point{650, 500}}
	for range 3000 {
		c := randomCamera(r)
		c.Zoom, c.Pan, c.Distance = 1, Point{}, uniform(r, 1.2, 10)
		v := NewView(c, Box{Vec{-1, -1, -1}, Vec{1, 1, 1}}, Vec{}, plot, 40)
		room := plot.Inset(40 - 1e-9)
		for k := range 8 {
			if p, ok := v.Project(v.Box.Corner(k)); !ok || !room.Contains(p) {
				t.Fatalf("%+v: corner %d at %v, %v", c, k, p, ok)
			}
		}
	}
}

// TestMovingInIsSmooth: a small step of the eye is a small step of the picture.
func TestMovingInIsSmooth(t *testing.T) {
	view := func(d float64) *View {
		c := Camera{Azimuth: 30, Elevation: 20, Zoom: 1, Perspective: true, Distance: d}
		return NewView(c, Box{Vec{-1, -1, -1}, Vec{1, 1, 1}}, Vec{}, Rect{Max: Point{640, 480}}, 40)
	}
	for d := MinDistance; d < MaxDistance; d *= 1.001 {
		a, b := view(d).Radius, view(d*1.001).Radius
		if math.Abs(a-b) > 0.01*a {
			t.Errorf("radius jumps from %g to %g at distance %g", a, b, d)
		}
	}
}

func TestSolidBox(t *testing.T) {
	inf, nan, big := math.Inf(1), math.NaN(), math.MaxFloat64
	ends := []float64{0, 1, -1, nan, inf, -inf, big, -big, 5e-324, -5e-324, 1e-310, 1e-300, 1e299, 12345.678, math.Nextafter(12345.678, inf)}
	for _, lo := range ends {
		for _, hi := range ends {
			b := Box{Vec{lo, -1, -1}, Vec{hi, 1, 1}}.solid()
			if !(b.Min.X < b.Max.X) || math.IsInf(b.Max.X-b.Min.X, 0) {
				t.Errorf("%g..%g becomes %g..%g", lo, hi, b.Min.X, b.Max.X)
				continue
			}
			if b != b.solid() {
				t.Errorf("%g..%g: not solid at once", lo, hi)
			}
			v := NewView(DefaultCamera, Box{Vec{lo, -1, -1}, Vec{hi, 1, 1}}, Vec{}, Rect{Max: Point{640, 480}}, 40)
			for k := range 8 {
				p, ok := v.Project(v.Box.Corner(k))
				if !ok || !v.Plot.Contains(p) {
					t.Errorf("%g..%g: corner %d at %v, %v", lo, hi, k, p, ok)
				}
			}
		}
	}
	good := Box{Vec{-1, 0, 1e6}, Vec{1, 1e-9, 1e6 + 1}}
	if good.solid() != good {
		t.Error("solid changed a good box")
	}
}

// A place that is seen at a point, as far in front as another, is there; and what is
// nearer on a line of sight is farther in front.
func TestAt(t *testing.T) {
	r := newRand(9)
	for range 2000 {
		box := Box{Vec{uniform(r, -9, 0), uniform(r, -1, 0), 100}, Vec{uniform(r, 1, 5), 2, 1e4}}
		v := NewView(randomCamera(r), box, Vec{1, 2, 1}, Rect{Max: Point{640, 480}}, 30)
		p := box.Min.Add(box.Max.Sub(box.Min).Mul(Vec{r.Float64(), r.Float64(), r.Float64()}))
		if _, ok := v.Project(p); !ok {
			continue
		}
		f := v.Front()
		front := func(p Vec) float64 { return f[0]*p.X + f[1]*p.Y + f[2]*p.Z + f[3] }
		q := Point{uniform(r, 0, 640), uniform(r, 0, 480)}
		at := v.At(q, p)
		if d := front(at) - front(p); math.Abs(d) > 1e-9 || math.Abs(front(p)) > 1 {
			t.Fatalf("%v: %v is %v farther in front than %v", v.Camera, at, d, p)
		}
		if back, ok := v.Project(at); !ok || back.Sub(q).Norm() > 1e-6 {
			t.Fatalf("%v: %v is seen at %v, not at %v", v.Camera, at, back, q)
		}
		from, dir := v.Ray(q)
		if far, near := front(from.Add(dir.Scale(1.1))), front(from.Add(dir)); far >= near {
			t.Fatalf("%v: nearer to the eye is %v in front, farther %v", v.Camera, near, far)
		}
	}
}
