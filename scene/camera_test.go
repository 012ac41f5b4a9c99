package scene

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// views is testdata/views.json: matplotlib 3.6.3's default view of two boxes,
// and MATLAB's documented rotation viewmtx(45, 60).
type views struct {
	Distance float64
	Viewmtx  [3][3]float64
	Views    []struct {
		Name               string
		Azimuth, Elevation float64
		Limits             [3][2]float64
		Corners            [8][3]float64
		Projected          [8][2]float64
	}
}

func readViews(t *testing.T) (v views) {
	t.Helper()
	text, err := os.ReadFile("testdata/views.json")
	if err == nil {
		err = json.Unmarshal(text, &v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func vec(a [3]float64) Vec { return Vec{a[0], a[1], a[2]} }

func TestMatplotlibView(t *testing.T) {
	ref := readViews(t)
	for _, want := range ref.Views {
		c := DefaultCamera
		if c.Azimuth != want.Azimuth || c.Elevation != want.Elevation {
			t.Errorf("default camera at %v, %v; matplotlib's at %v, %v", c.Azimuth, c.Elevation, want.Azimuth, want.Elevation)
		}
		c.Perspective, c.Distance = true, ref.Distance
		l := want.Limits
		box := Box{Vec{l[0][0], l[1][0], l[2][0]}, Vec{l[0][1], l[1][1], l[2][1]}}
		v := NewView(c, box, Vec{}, Rect{Max: Point{640, 480}}, 40)

		at := func(k int) Point {
			p, ok := v.Project(vec(want.Corners[k]))
			if !ok {
				t.Fatalf("%s: corner %d not seen", want.Name, k)
			}
			return p
		}
		theirs := func(k int) Point { return Point{want.Projected[k][0], -want.Projected[k][1]} }
		// One scale and one displacement make the two pictures equal.
		scale := at(7).Sub(at(0)).Norm() / theirs(7).Sub(theirs(0)).Norm()
		for k := range 8 {
			got, want := at(k).Sub(at(0)), theirs(k).Sub(theirs(0)).Scale(scale)
			if got.Sub(want).Norm() > 1e-9*v.Radius {
				t.Errorf("corner %d at %v from corner 0, want %v", k, got, want)
			}
		}
	}
}

func TestOctaveView(t *testing.T) {
	ref := readViews(t)
	for _, p := range Presets {
		if p.Name != "octave" {
			continue
		}
		right, up, eye := Camera{Azimuth: p.Azimuth, Elevation: p.Elevation}.basis()
		for k, got := range []Vec{right, up, eye} {
			if want := vec(ref.Viewmtx[k]); got.Sub(want).Norm() > 1e-15 {
				t.Errorf("row %d is %v, want %v", k, got, want)
			}
		}
		return
	}
	t.Error("no preset octave")
}

func TestBasisIsOrthonormal(t *testing.T) {
	r := newRand(1)
	for range 1000 {
		c := randomCamera(r)
		right, up, eye := c.basis()
		for _, p := range [][2]Vec{{right, up}, {up, eye}, {eye, right}} {
			if d := p[0].Dot(p[1]); math.Abs(d) > 1e-15 {
				t.Fatalf("%+v: inner product %g", c, d)
			}
			if d := p[0].Norm() - 1; math.Abs(d) > 1e-15 {
				t.Fatalf("%+v: length off by %g", c, d)
			}
		}
		handed := Vec{right.Y*up.Z - right.Z*up.Y, right.Z*up.X - right.X*up.Z, right.X*up.Y - right.Y*up.X}
		if handed.Sub(eye).Norm() > 1e-15 {
			t.Fatalf("%+v: right x up is not towards the eye", c)
		}
	}
}

// TestRoll rolls by 90 degrees: what was to the right comes to the top.
func TestRoll(t *testing.T) {
	box := Box{Vec{-1, -1, -1}, Vec{1, 1, 1}}
	v := NewView(Camera{Azimuth: -90, Elevation: 90, Roll: 90, Zoom: 1}, box, Vec{1, 1, 1}, Rect{Max: Point{400, 400}}, 0)
	p, _ := v.Project(Vec{1, 0, 0})
	if d := p.Sub(v.Center); math.Abs(d.X) > 1e-12 || !(d.Y < -10) {
		t.Errorf("the x axis points to %v on the screen", d)
	}
}

func TestOrbitThereAndBack(t *testing.T) {
	r := newRand(2)
	for range 2000 {
		c := randomCamera(r)
		da, de := uniform(r, -1000, 1000), uniform(r, -90-c.Elevation, 90-c.Elevation)
		b := c.Orbit(da, de).Orbit(-da, -de)
		turn := math.Remainder(b.Azimuth-c.Azimuth, 360)
		if math.Abs(turn) > 1e-12*1000 || math.Abs(b.Elevation-c.Elevation) > 1e-12 {
			t.Fatalf("%+v by %g, %g and back is %+v", c, da, de, b)
		}
		b.Azimuth, b.Elevation = c.Azimuth, c.Elevation
		if b != c.Clamp() && b.Roll != wrap(c.Roll) {
			t.Fatalf("%+v became %+v", c, b)
		}
	}
}

func TestClamp(t *testing.T) {
	values := []float64{0, 1, -1, 90, -90, 180, -180, 360, 540, -540, 1e-300, 1e300, -1e300, math.MaxFloat64,
		math.NaN(), math.Inf(1), math.Inf(-1), math.Nextafter(180, 181), math.Nextafter(-180, -181), math.Nextafter(-180, 0)}
	r := newRand(3)
	pick := func() float64 { return values[r.IntN(len(values))] }
	for range 5000 {
		c := Camera{pick(), pick(), pick(), pick(), Point{pick(), pick()}, r.IntN(2) == 0, pick(), pick(), pick(), pick()}
		b := c.Clamp()
		if b != b.Clamp() {
			t.Fatalf("%+v clamped is %+v, clamped again %+v", c, b, b.Clamp())
		}
		within := func(v, lo, hi float64) bool { return lo <= v && v <= hi }
		if !within(b.Azimuth, -180, 180) || b.Azimuth == -180 || !within(b.Roll, -180, 180) || b.Roll == -180 ||
			!within(b.Elevation, -90, 90) || !within(b.Zoom, MinZoom, MaxZoom) || !within(b.Distance, MinDistance, MaxDistance) ||
			!within(b.Pan.X, -MaxPan, MaxPan) || !within(b.Pan.Y, -MaxPan, MaxPan) {
			t.Fatalf("%+v clamped is %+v", c, b)
		}
	}
	if DefaultCamera.Clamp() != DefaultCamera {
		t.Error("the default camera is out of range")
	}
}

// TestNamedViews sees the named planes exactly edge-on: what differs along the
// line of sight only falls on one point, to the bit.
func TestNamedViews(t *testing.T) {
	box := Box{Vec{-3, -4, 0.25}, Vec{3.5, 4, 0.75}}
	along := map[string]Vec{"xy": {0, 0, 0.5}, "xz": {0, 8, 0}, "yz": {6.5, 0, 0}}
	found := 0
	for _, p := range Presets {
		d, ok := along[p.Name]
		if !ok {
			continue
		}
		found++
		v := NewView(Camera{Azimuth: p.Azimuth, Elevation: p.Elevation, Zoom: 1}, box, Vec{}, Rect{Max: Point{640, 480}}, 40)
		a, _ := v.Project(box.Min)
		b, _ := v.Project(box.Min.Add(d))
		if a != b {
			t.Errorf("%s: %v and %v differ", p.Name, a, b)
		}
		right, up := map[string][2]Vec{"xy": {{1, 0, 0}, {0, 1, 0}}, "xz": {{1, 0, 0}, {0, 0, 1}}, "yz": {{0, 1, 0}, {0, 0, 1}}}[p.Name][0],
			map[string][2]Vec{"xy": {{1, 0, 0}, {0, 1, 0}}, "xz": {{1, 0, 0}, {0, 0, 1}}, "yz": {{0, 1, 0}, {0, 0, 1}}}[p.Name][1]
		if v.right != right || v.up != up {
			t.Errorf("%s: right %v, up %v", p.Name, v.right, v.up)
		}
	}
	if found != len(along) {
		t.Errorf("%d of %d named views", found, len(along))
	}
}
