package surface

import (
	"math"
	"strings"
	"testing"

	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
)

func spaceOf(t *testing.T, s *heightfield.Session) *space.Space {
	t.Helper()
	return s.Figure().Panels[0].(*space.Space)
}

// mark returns the first mark of its kind.
func mark[T space.Mark](t *testing.T, s *heightfield.Session) (m T) {
	t.Helper()
	for _, m := range spaceOf(t, s).Marks {
		if m, ok := m.(T); ok {
			return m
		}
	}
	t.Fatalf("no %T", m)
	return m
}

// A point of u and v is a surface, one of u a curve: each where its formula says.
func TestParametric(t *testing.T) {
	s := show(t, "surface?f=(a*cos(u)*sin(v),a*sin(u)*sin(v),a*cos(v));(cos(u),sin(u),u/pi)&a=2&vmax=pi&us=33&vs=17")
	patches := mark[*space.Patches](t, s)
	if len(patches.List) != 1 || len(patches.List[0].Points) != 33*17 {
		t.Fatalf("%d patches", len(patches.List))
	}
	for _, p := range patches.List[0].Points {
		if math.Abs(p.Norm()-2) > 1e-12 {
			t.Fatalf("%v is not on the sphere of radius 2", p)
		}
	}
	curve := mark[*space.Curve](t, s).Lines[0]
	for k, p := range curve {
		u := 2 * math.Pi * float64(k) / float64(len(curve)-1)
		if d := p.Sub(scene.Vec{X: math.Cos(u), Y: math.Sin(u), Z: u / math.Pi}); d.Norm() > 1e-9 {
			t.Fatalf("point %d is %v", k, p)
		}
	}
	// All axes are to one scale, and the box holds both.
	sp := spaceOf(t, s)
	size := sp.Box.Max.Sub(sp.Box.Min)
	if math.Abs(sp.Aspect.X/size.X-sp.Aspect.Z/size.Z) > 1e-12 || sp.Box.Max.Z != 2 || math.Abs(sp.Box.Min.X+2) > 0.02 {
		t.Errorf("box %v, aspect %v", sp.Box, sp.Aspect)
	}
}

// Several fields stand in one box, each where its formula says, and the line
// where two of them meet is on both.
func TestSeveral(t *testing.T) {
	s := show(t, "surface?f=x^2%2By^2;a;if(x>0,x%2By)&a=4&xmin=-3&xmax=3&ymin=-3&ymax=3&nx=61&ny=61&mode=smooth")
	fields := []func(x, y float64) float64{
		func(x, y float64) float64 { return x*x + y*y },
		func(x, y float64) float64 { return 4 },
		func(x, y float64) float64 { return x + y },
	}
	patches := mark[*space.Patches](t, s)
	if len(patches.List) != 3 {
		t.Fatalf("%d patches", len(patches.List))
	}
	for k, q := range patches.List {
		for _, p := range q.Points {
			if gap := k == 2 && p.X <= 0; gap != math.IsNaN(p.Z) {
				t.Fatalf("field %d: %v", k, p)
			}
			if want := fields[k](p.X, p.Y); math.Abs(p.Z-want) > 1e-12 {
				t.Fatalf("field %d: %v, want z = %v", k, p, want)
			}
		}
	}
	if key := mark[*space.Legend](t, s); len(key.Entries) != 3 || key.Entries[2].Name != "if(x>0,x+y)" {
		t.Errorf("key %v", key.Entries)
	}
	// The bowl meets the plane in a circle of radius 2.
	var l scene.DisplayList
	s.Figure().Draw(&l, 900, 700)
	v := spaceOf(t, s).View(scene.Rect{Max: scene.Point{X: 900, Y: 700}}, scene.Look{})
	on := 0
	for _, line := range patches.MeetingLines() {
		for _, p := range line {
			if math.Abs(p.Z-4) < 1e-9 && math.Abs(math.Hypot(p.X, p.Y)-2) < 3e-3 {
				on++
			}
		}
	}
	if on < 100 {
		t.Errorf("%d points are on the circle where the bowl meets the plane", on)
	}
	if q, ok := v.Project(scene.Vec{X: 2, Y: 0, Z: 4}); !ok || !(q.X > 0) {
		t.Errorf("the circle is at %v", q)
	}
}

// A condition ends a surface where it ceases to hold, not at the next sample.
func TestCondition(t *testing.T) {
	s := show(t, "surface?f=if(x^2%2By^2<4,1%2B0*x)&xmin=-3&xmax=3&ymin=-3&ymax=3&nx=13&ny=13&mode=smooth")
	var l scene.DisplayList
	s.Figure().Draw(&l, 900, 700)
	m := meshOf(t, &l)
	v := m.Source.View
	farthest := 0.0
	for k := range m.X {
		o, d := v.Ray(scene.Point{X: float64(m.X[k]), Y: float64(m.Y[k])})
		at := o.Add(d.Scale((1 - o.Z) / d.Z))
		if at.Finite() {
			r := math.Hypot(at.X, at.Y)
			farthest = max(farthest, r)
		}
	}
	if math.Abs(farthest-2) > 1e-3 {
		t.Errorf("the disc ends at %v, want 2", farthest)
	}
}

func meshOf(t *testing.T, l *scene.DisplayList) *scene.Mesh {
	t.Helper()
	for _, op := range l.Ops() {
		if m, ok := op.(*scene.Mesh); ok {
			return m
		}
	}
	t.Fatal("no mesh")
	return nil
}

// A field over a sector has its samples along r and theta, and nothing beyond.
func TestPolar(t *testing.T) {
	s := show(t, "surface?f=r*cos(3theta)&domain=polar&rmin=1&rmax=2&thmin=0&thmax=pi&nx=9&ny=25")
	q := mark[*space.Patches](t, s).List[0]
	if len(q.U) != 9 || len(q.V) != 25 {
		t.Fatalf("%d x %d samples", len(q.U), len(q.V))
	}
	for _, p := range q.Points {
		r, theta := math.Hypot(p.X, p.Y), math.Atan2(p.Y, p.X)
		if r < 1-1e-9 || r > 2+1e-9 || p.Y < -1e-9 || math.Abs(p.Z-r*math.Cos(3*theta)) > 1e-9 {
			t.Fatalf("%v", p)
		}
	}
	if x, y := s.Lattice(); x[0] != -2 || x[len(x)-1] != 2 || math.Abs(y[0]) > 1e-12 || y[len(y)-1] != 2 {
		t.Errorf("the lattice around it is from (%v, %v) to (%v, %v)", x[0], y[0], x[len(x)-1], y[len(y)-1])
	}
	for _, text := range []string{"surface?domain=polar&rmin=3&rmax=2", "surface?domain=polar&thmax=9&thmin=1", "surface?f=(u,v,1)&umin=7"} {
		if err := s.Update(parse(t, text)); err == nil || !strings.Contains(err.Error(), "max") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// The ranges come with the formulas that need them.
func TestRangeControls(t *testing.T) {
	for text, want := range map[string]string{
		"surface?f=x":                    "",
		"surface?f=(u,1,a)":              "a umin umax",
		"surface?f=(u,v,1)":              "umin umax vmin vmax us vs",
		"surface?f=x&domain=polar":       "rmin rmax thmin thmax",
		"surface?f=(u,v,1)&domain=polar": "umin umax vmin vmax us vs",
		"surface?f=(u,v,1;x":             "",
		"surface?f=us*x":                 "",
	} {
		var keys []string
		for _, c := range parse(t, text).More() {
			keys = append(keys, c.Key)
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// What is pointed at on any of the pieces is said, exactly.
func TestPickPieces(t *testing.T) {
	s := show(t, "surface?f=x^2;5%2By^2/9&xmin=-2&xmax=2&ymin=-2&ymax=2&mode=smooth")
	on := [2]int{}
	for x := 150.; x < 750; x += 20 {
		for y := 100.; y < 600; y += 20 {
			p, ok := s.Pick(scene.Point{X: x, Y: y}, 900, 700)
			if !ok {
				continue
			}
			switch {
			case math.Abs(p.Z-p.X*p.X) < 1e-12:
				on[0]++
			case math.Abs(p.Z-5-p.Y*p.Y/9) < 1e-12:
				on[1]++
			default:
				t.Fatalf("%v is on none of the surfaces", p)
			}
		}
	}
	if on[0] < 20 || on[1] < 20 {
		t.Errorf("%v points found", on)
	}
	s = show(t, "surface?f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&vmax=pi")
	p, ok := s.Pick(scene.Point{X: 430, Y: 350}, 900, 700)
	if !ok || math.Abs(p.Norm()-1) > 5e-3 {
		t.Errorf("%v, %v is not on the sphere", p, ok)
	}
}
