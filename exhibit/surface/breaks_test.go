package surface

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zscape/compute/grid"
	"zscape/compute/solid"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
)

const matlabPeaks = "3(1-x)^2*exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3"

// surfaceOf returns the mark of the only surface.
func surfaceOf(t *testing.T, s *heightfield.Session) *space.Surface {
	t.Helper()
	return mark[*space.Surface](t, s)
}

// What crosses zero has no pole: it is shown in full, on the whole range of its
// samples. The ranges are NumPy's (1.24.2).
func TestNoPoles(t *testing.T) {
	for _, tt := range []struct {
		f      string
		lo, hi float64
	}{
		{"(x-0.3)*exp(-x^2-y^2)", -0.6258863076995993, 0.2673998331770824},
		{matlabPeaks, -6.546644524320429, 8.07517354515923},
		{"cos(4r)*exp(-r)", -0.4701731573638592, 1},
		{"sin(3x+1)*exp(-x^2-y^2)", -0.5407151370426257, 0.9656857197226398},
		{"sin(10x+0.3)*y^4", -585.9608404191539, 624.9520359775631},
		{"exp(-(x-1)^2-y^2) - exp(-(x+1)^2-y^2)", -0.9816843611112658, 0.9816843611112658},
		{"sign(x)", -1, 1},
		{"floor(x) + floor(y)", -10, 10},
		{"tanh(50x)", -1, 1},
	} {
		s := showScript(t, "surface?f="+tt.f)
		m, box := surfaceOf(t, s), spaceOf(t, s).Box
		if m.Clip != nil || m.Grid.Torn != nil {
			t.Errorf("%s: cut off at %v, torn %v", tt.f, m.Clip, m.Grid.Torn != nil)
		}
		if math.Abs(box.Min.Z-tt.lo) > 1e-12*math.Abs(tt.lo) || math.Abs(box.Max.Z-tt.hi) > 1e-12*math.Abs(tt.hi) {
			t.Errorf("%s: from %v to %v, want %v to %v", tt.f, box.Min.Z, box.Max.Z, tt.lo, tt.hi)
		}
		for _, n := range s.Notices() {
			t.Errorf("%s: %s", tt.f, n.Text.En)
		}
	}
}

// The body of peaks is one piece without a hole.
func TestPeaksBody(t *testing.T) {
	body, err := printed(showScript(t, "surface?f="+matlabPeaks))
	if err != nil {
		t.Fatal(err)
	}
	if err := body.Closed(); err != nil {
		t.Fatal(err)
	}
	if n := euler(body); n != 2 {
		t.Errorf("the Euler number is %d, want 2", n)
	}
	body, _ = printed(showScript(t, "surface?f=sin(r)/r"))
	if n := euler(body); n != 2 {
		t.Errorf("that of sin(r)/r is %d, want 2", n)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// euler returns vertices - edges + faces of a mesh.
func euler(m *solid.Mesh) int {
	edges := map[[2]uint32]bool{}
	for _, t := range m.Triangles {
		for k := range t {
			a, b := t[k], t[(k+1)%3]
			edges[[2]uint32{min(a, b), max(a, b)}] = true
		}
	}
	return len(m.Vertices) - len(edges) + len(m.Triangles)
}

// At poles z is cut off, to sides on which it grows without bound, and the surface is
// torn; it can be had whole.
func TestPoleLimits(t *testing.T) {
	for _, tt := range []struct {
		f      string
		lo, hi [2]float64
		notice string
	}{
		{"1/x", [2]float64{-5, -1}, [2]float64{1, 5}, "below −2.667 and above 2.667"},
		{"10+1/(x-0.05)", [2]float64{6, 8.5}, [2]float64{11.5, 14}, "below 7.647 and above 12.22"},
		{"1/(x-0.05)^2", [2]float64{0, 0}, [2]float64{10, 50}, "above 25"},
		{"tan(x)", [2]float64{-15, -4}, [2]float64{4, 15}, "below −11.41 and above 11.41"},
		{"log(r)", [2]float64{-1.5, -0.4}, [2]float64{1.9, 2}, "below −0.6628"},
		{"1/(x*y)", [2]float64{-4, -1}, [2]float64{1, 4}, "below −1.829 and above 1.829"},
		{"gamma(x)", [2]float64{-15, -3}, [2]float64{20, 24}, "below −4.834 and above 24"},
		{"x/(x^2+y^2)", [2]float64{-4, -1}, [2]float64{1, 4}, "below −1.333 and above 1.333"},
	} {
		s := showScript(t, "surface?f="+tt.f)
		box := spaceOf(t, s).Box
		switch m := spaceOf(t, s).Marks[0].(type) {
		case *space.Surface:
			if m.Clip == nil || m.Clip.Min != box.Min.Z || m.Clip.Max != box.Max.Z {
				t.Errorf("%s: cut off at %v, the box from %v to %v", tt.f, m.Clip, box.Min.Z, box.Max.Z)
			}
		case *space.Patches: // gamma has gaps, too
			points, triangles, _ := m.Triangles(100000, func() {})
			for _, tri := range triangles {
				for _, k := range tri {
					if z := points[k].Z; z < box.Min.Z-1e-6 || z > box.Max.Z+1e-6 {
						t.Fatalf("%s: a corner at %v, the box from %v to %v", tt.f, z, box.Min.Z, box.Max.Z)
					}
				}
			}
		}
		if !(tt.lo[0] <= box.Min.Z && box.Min.Z <= tt.lo[1] && tt.hi[0] <= box.Max.Z && box.Max.Z <= tt.hi[1]) {
			t.Errorf("%s: from %v to %v", tt.f, box.Min.Z, box.Max.Z)
		}
		n := s.Notices()
		if len(n) != 1 || n[0].Text.En != "z has poles; it is cut off "+tt.notice+"." || len(n[0].Fixes) != 1 {
			t.Fatalf("%s: %v", tt.f, n)
		}
		whole := s.State
		for _, set := range n[0].Fixes[0].Set {
			whole = must(whole.Set(set.Key, set.Value))
		}
		if err := s.Update(whole); err != nil {
			t.Fatal(err)
		}
		lo, hi := readout(t, s, "zmin").(float64), readout(t, s, "zmax").(float64)
		if box := spaceOf(t, s).Box; box.Max.Z != hi || box.Min.Z != lo && !(box.Min.Z == 0 && lo > 0) {
			t.Errorf("%s as a whole: from %v to %v, want %v to %v", tt.f, box.Min.Z, box.Max.Z, lo, hi)
		}
		for _, m := range spaceOf(t, s).Marks {
			switch m := m.(type) {
			case *space.Surface:
				if m.Clip != nil || m.Grid.Torn != nil {
					t.Errorf("%s as a whole: cut off at %v, torn %v", tt.f, m.Clip, m.Grid.Torn != nil)
				}
			case *space.Patches:
				if m.List[0].Torn != nil {
					t.Errorf("%s as a whole is torn", tt.f)
				}
			}
		}
		if len(s.Notices()) != 0 {
			t.Errorf("%s as a whole: %v", tt.f, s.Notices())
		}
	}
	// A limit that is typed is no news.
	if n := show(t, "surface?f=tan(x)&zmax=3").Notices(); len(n) != 1 || n[0].Text.En != "z has poles; it is cut off below −11.41." {
		t.Errorf("%v", n)
	}
	if n := show(t, "surface?f=tan(x)&zmax=3&zmin=-3").Notices(); len(n) != 0 {
		t.Errorf("%v", n)
	}
	if n := show(t, "surface?f=tan(x)&clip=0").Notices(); len(n) != 1 || n[0].Text.En != "z has poles; it is clamped to the range from −11.41 to 11.41." {
		t.Errorf("%v", n)
	}
}

// A surface that is held at its limits goes on beside a pole on both sides of which it
// is held at the same one.
func TestHeldAtPoles(t *testing.T) {
	for f, torn := range map[string]bool{"1/(x-0.05)^2": false, "1/(x-0.05)": true} {
		g := surfaceOf(t, show(t, "surface?clip=0&f="+f)).Grid
		if g.TornBetween(0, 0, 80, 0) != torn {
			t.Errorf("%s is torn: %v", f, !torn)
		}
	}
}

// No part of a picture reaches from one side of a pole to the other: not contour
// lines, not profiles, not a cut, not a body, not one of several fields.
func TestTornEverywhere(t *testing.T) {
	sides := func(points []scene.Vec) bool { // of x = 0.05, and both
		return slices.ContainsFunc(points, func(p scene.Vec) bool { return p.X < 0.04 }) &&
			slices.ContainsFunc(points, func(p scene.Vec) bool { return p.X > 0.06 })
	}
	const f = "surface?f=10%2B1/(x-0.05)"
	s := show(t, f+"&floor=1&contour=1")
	for _, line := range mark[*space.Contours](t, s).Lines {
		if sides(line) {
			t.Fatal("a contour line crosses the pole")
		}
	}
	for _, text := range []string{f + ";20", f + "&domain=polar&thmax=pi", f + ";3&clip=0"} {
		s := show(t, text+"&xmin=-5&contour=1")
		p := mark[*space.Patches](t, s)
		points, triangles, owner := p.Triangles(100000, func() {})
		for k, tri := range triangles {
			if owner[k] == 0 && sides([]scene.Vec{points[tri[0]], points[tri[1]], points[tri[2]]}) {
				t.Fatalf("%s: a triangle crosses the pole", text)
			}
		}
		for _, line := range p.Trace() {
			if sides(line) && line[0].Z != 20 && line[0].Z != 3 {
				t.Fatalf("%s: a contour line crosses the pole", text)
			}
		}
	}
	s = show(t, f+"&beside=section&section=-4,1,4,1")
	ways := 0
	for _, m := range spaceOf(t, s).Marks {
		if p, ok := m.(*space.Path); ok {
			ways++
			if sides(p.Points) {
				t.Error("the cut crosses the pole")
			}
		}
	}
	if ways != 2 {
		t.Errorf("the cut has %d parts", ways)
	}
	body := must(printed(show(t, f)))
	for _, tri := range body.Triangles[:body.Surface] {
		lo, hi := math.Inf(1), 0.0
		for _, v := range tri {
			lo, hi = min(lo, body.Vertices[v][0]), max(hi, body.Vertices[v][0])
		}
		if lo < 50 && hi > 51 { // x = 0 is in the middle of 100 mm
			t.Fatal("a triangle of the body crosses the pole")
		}
	}
}

// In a flow, the surface is torn where either of its ends is, while that has a part in
// it.
func TestFlowWithPoles(t *testing.T) {
	const to = "&to=surface%3Ff%3D1/(y-0.05)"
	torn := func(text string) (x, y bool) {
		g := surfaceOf(t, show(t, text)).Grid
		return g.TornBetween(0, 0, 80, 0), g.TornBetween(0, 0, 0, 80)
	}
	for at, want := range map[string][2]bool{"0": {true, false}, "0.5": {true, true}, "1": {false, true}} {
		if x, y := torn("surface?f=1/(x-0.05)" + to + "&t=" + at); x != want[0] || y != want[1] {
			t.Errorf("t = %s: torn along x %v, y %v", at, x, y)
		}
	}
	s := show(t, "surface?f=x"+to+"&t=1")
	if z := spaceOf(t, s).Box.Max.Z; z > 5 {
		t.Errorf("the end reaches to %v", z)
	}
}

// Poles of data are found if the samples show them, and bumps are none.
func TestPolesOfData(t *testing.T) {
	data := func(f func(x, y float64) float64) *heightfield.Session {
		var b strings.Builder
		for _, y := range grid.Linspace(-5, 5, 81) {
			for _, x := range grid.Linspace(-5, 5, 81) {
				fmt.Fprintf(&b, "%.17g,%.17g,%.17g\n", x, y, f(x, y))
			}
		}
		next, _, err := intake.Open([]exhibit.File{{Name: "a.csv", Data: []byte(b.String())}}, parse(t, "surface"))
		if err != nil {
			t.Fatal(err)
		}
		s := Exhibit.New(open).(*heightfield.Session)
		if err := s.Update(next); err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, tt := range []struct {
		name string
		f    func(x, y float64) float64
		torn bool
	}{
		{"(x-0.3) exp(-r^2)", func(x, y float64) float64 { return (x - 0.3) * math.Exp(-x*x-y*y) }, false},
		{"two bumps", func(x, y float64) float64 {
			return math.Exp(-3*((x-0.4)*(x-0.4)+y*y)) - math.Exp(-3*((x+0.4)*(x+0.4)+y*y))
		}, false},
		{"narrow bumps", func(x, y float64) float64 {
			return math.Exp(-40*((x-0.2)*(x-0.2)+y*y)) - math.Exp(-40*((x+0.2)*(x+0.2)+y*y))
		}, false},
		{"a step", func(x, y float64) float64 { return math.Copysign(1, x-0.05) }, false},
		{"noise", func(x, y float64) float64 { return math.Mod(1e4*math.Sin(12.9898*x+78.233*y), 1) }, false},
		{"1/(x-0.05)", func(x, y float64) float64 { return 1 / (x - 0.05) }, true},
		{"10 + 1/(x-0.05)", func(x, y float64) float64 { return 10 + 1/(x-0.05) }, true},
	} {
		s := data(tt.f)
		m := surfaceOf(t, s)
		if (m.Clip != nil) != tt.torn || m.Grid.TornBetween(0, 40, 80, 40) != tt.torn {
			t.Errorf("%s: cut off at %v, torn %v, want %v", tt.name, m.Clip, m.Grid.TornBetween(0, 40, 80, 40), tt.torn)
		}
	}
}

// Steps are walls, or gaps if wanted, which slopes are not.
func TestSteps(t *testing.T) {
	for f, want := range map[string]int{ // edges on which a row is torn
		"floor(x)+floor(y)": 10, "sign(x-0.03)": 1, "atan(1000x)": 0, "tanh(50x)": 0, "x": 0, "if(x<1.01,x,x+1)": 1,
	} {
		walls, gaps := surfaceOf(t, showScript(t, "surface?f="+f)).Grid, surfaceOf(t, showScript(t, "surface?steps=gaps&f="+f)).Grid
		n := 0
		for i := range 80 {
			if gaps.TornBetween(i, 7, i+1, 7) {
				n++
			}
		}
		if walls.Torn != nil || n != want {
			t.Errorf("%s: torn with walls %v, %d gaps, want %d", f, walls.Torn != nil, n, want)
		}
	}
	// Also in curves and surfaces of u and v.
	c := mark[*space.Curve](t, show(t, "surface?f=(u,floor(u),0)&steps=gaps&umax=3.5"))
	if len(c.Lines) != 4 {
		t.Errorf("a curve with 3 steps is %d lines", len(c.Lines))
	}
	p := mark[*space.Patches](t, show(t, "surface?f=(u,v,floor(u))&steps=gaps&umax=3.5"))
	_, triangles, _ := p.Triangles(100000, func() {})
	if want := 2 * (80 - 3) * 40; len(triangles) != want {
		t.Errorf("%d triangles, want %d", len(triangles), want)
	}
}

// Poles of curves and of surfaces of u and v interrupt them, and do not stretch the box.
func TestPolesOfShapes(t *testing.T) {
	s := show(t, "surface?f=(u,tan(u),0)")
	if c, box := mark[*space.Curve](t, s), spaceOf(t, s).Box; len(c.Lines) != 3 || box.Max.Y > 20 || box.Min.Y < -20 {
		t.Errorf("%d lines from y = %v to %v", len(c.Lines), box.Min.Y, box.Max.Y)
	}
	s = show(t, "surface?f=(u,v,1/(u-3))")
	points, triangles, _ := mark[*space.Patches](t, s).Triangles(100000, func() {})
	for _, tri := range triangles {
		if a, b, c := points[tri[0]].X < 3, points[tri[1]].X < 3, points[tri[2]].X < 3; a != b || b != c {
			t.Fatal("a triangle crosses the pole")
		}
	}
	n := s.Notices()
	if len(n) != 1 || !strings.HasPrefix(n[0].Text.En, "z of (u,v,1/(u-3)) has poles; it is cut off below") {
		t.Errorf("%v", n)
	}
	if s := show(t, "surface?f=(u,v,1/(u-3))&poles=whole"); len(s.Notices()) != 0 || spaceOf(t, s).Box.Min.Z > -20 {
		t.Errorf("as a whole: %v, %v", s.Notices(), spaceOf(t, s).Box)
	}
}

// Where a formula is 0/0 but has a limit, that is shown, written and read.
func TestLimitsShown(t *testing.T) {
	for _, tt := range []struct {
		text   string
		want   func(x, y float64) float64 // at what is undefined
		count  int
		notice string
	}{
		{"sin(r)/r", func(x, y float64) float64 { return 1 }, 1, "z is undefined at (0, 0); its limit there, 1, is shown."},
		{"sin(x)/x", func(x, y float64) float64 { return 1 }, 81, "z is undefined at 81 points, such as (0, −5); its limits there are shown."},
		{"y*sin(x)/x", func(x, y float64) float64 { return y }, 81, "z is undefined at 81 points, such as (0, −5); its limits there are shown."},
		{"(x^2-y^2)/(x-y)", func(x, y float64) float64 { return 2 * x }, 81, "z is undefined at 81 points, such as (−5, −5); its limits there are shown."},
		{"x^2/x", func(x, y float64) float64 { return 0 }, 81, "z is undefined at 81 points, such as (0, −5); its limits there are shown."},
		{"x*y/(x^2+y^2)", nil, 0, ""},
		{"sqrt(1-r)", nil, 0, "z has no value at 97 % of the samples: sqrt(1 - r) is not a real number."},
		{"if(r>0,sin(r)/r)", nil, 0, ""}, // a hole that is wanted: sin(r)/r is not asked for there
		{"exp(-1/x^2)", nil, 0, ""},
	} {
		s := showScript(t, "surface?f="+tt.text)
		undefined := 0
		table := values(t, s)[0]
		for k, z := range table[2] {
			x, y := table[0][k], table[1][k]
			if raw := s.Source.At(x, y); raw == raw || z != z {
				if raw != z && raw == raw {
					t.Fatalf("%s: %v at (%v, %v) became %v", tt.text, raw, x, y, z)
				}
				continue
			}
			undefined++
			if want := tt.want(x, y); math.Abs(z-want) > 1e-12 {
				t.Fatalf("%s: %v at (%v, %v), want %v", tt.text, z, x, y, want)
			}
		}
		if undefined != tt.count {
			t.Errorf("%s: %d limits, want %d", tt.text, undefined, tt.count)
		}
		said := ""
		for _, n := range s.Notices() {
			said += n.Text.En
		}
		if said != tt.notice {
			t.Errorf("%s: %q, want %q", tt.text, said, tt.notice)
		}
	}
	// The pointer reads it, right there.
	s := show(t, "surface?f=sin(r)/r&mode=contour")
	spaceOf(t, s)
	hit := false
	for px := 200.0; px < 600 && !hit; px += 0.5 {
		p, ok := s.Pick(scene.Point{X: px, Y: 300}, 800, 600)
		if hit = ok && math.Abs(p.X) < 0.01; hit && math.Abs(p.Z-1) > 1e-3 {
			t.Errorf("at the pointer z is %v", p)
		}
	}
	if !hit {
		t.Error("nothing is picked")
	}
	// Several fields, sectors, curves, surfaces of u and v, and the end of a flow.
	for text, notice := range map[string]string{
		"surface?f=x;sin(r)/r":                      "sin(r)/r is undefined at (0, 0); its limit there, 1, is shown.",
		"surface?f=sin(r)/r&domain=polar":           "z is undefined at (0, 0); its limit there, 1, is shown.",
		"surface?f=(cos(u),sin(u),sin(u)/u)":        "z of (cos(u),sin(u),sin(u)/u) is undefined at u = 0; its limit there, 1, is shown.",
		"surface?f=(u,v,sin(u)/u)&umin=-1&umax=1":   "z of (u,v,sin(u)/u) is undefined at 41 points, such as (u, v) = (0, 0); its limits there are shown.",
		"surface?f=1-r/5&to=surface?f=sin(r)/r&t=1": "",
	} {
		s := show(t, text)
		said := ""
		for _, n := range s.Notices() {
			said += n.Text.En
		}
		if said != notice {
			t.Errorf("%s: %q, want %q", text, said, notice)
		}
		for _, part := range values(t, s) {
			for _, z := range part[2] {
				if z != z {
					t.Fatalf("%s: there is a hole", text)
				}
			}
		}
	}
}

// Where there is nothing to be seen, or nothing but a plain, that is said.
func TestNothingToSee(t *testing.T) {
	for text, want := range map[string][2]string{
		"sqrt(-1-x^2)":              {"", "z has no value anywhere in this range: sqrt(-1 - x^2) is not a real number."},
		"if(r < 0, 5)":              {"", "z has no value anywhere in this range: r < 0 does not hold."},
		"1/0":                       {"", "z is infinite everywhere in this range."},
		"if(r < 2, 5)":              {"", "z is 5 wherever it has a value."},
		"log(x-4.5)":                {"f", "z has no value at 94 % of the samples: log(x - 4.5) is not a real number."},
		"log(x-2)":                  {"", ""},
		"x; sqrt(-1-r)":             {"", "sqrt(-1-r) has no value anywhere in this range: sqrt(-1 - r) is not a real number."},
		"5":                         {"", "z is 5 everywhere."},
		"0.1+0.2+x-x":               {"", "z is 0.3 everywhere."},
		"0x":                        {"", "z is 0 everywhere."},
		"5&mode=contour":            {"", "z is 5 everywhere, so there are no contour lines."},
		"5&beside=map":              {"", "z is 5 everywhere, so there are no contour lines."},
		"5&domain=polar":            {"", "z is 5 everywhere."},
		"5;6":                       {"", ""},
		"x":                         {"", ""},
		"if(r < 2, x)":              {"", ""},
		"(sqrt(-1-u),u,0)":          {"", "(sqrt(-1-u),u,0) has no value anywhere in this range."},
		"(sqrt(-1-u),v,0)":          {"", "(sqrt(-1-u),v,0) has no value anywhere in this range."},
		"sqrt(-1-x^2)&lines=z":      {"", "z has no value anywhere in this range: sqrt(-1 - x^2) is not a real number."},
		"a*x+sqrt(-b)&b=2":          {"", "z has no value anywhere in this range: sqrt(-b) is not a real number."},
		"sqrt(0.3-r)&domain=polar":  {"f", "z has no value at 94 % of the samples: sqrt(0.3 - r) is not a real number."},
		"if(r < 2, 5)&domain=polar": {"", "z is 5 wherever it has a value."},
	} {
		s := showScript(t, "surface?f="+text)
		said, key := "", ""
		for _, n := range s.Notices() {
			if strings.Contains(n.Text.En, "poles") {
				continue
			}
			if said, key = said+n.Text.En, n.Key; n.Text.Ja == "" || n.Text.Ja == n.Text.En {
				t.Errorf("%s is not in Japanese", n.Text.En)
			}
		}
		if said != want[1] || key != want[0] {
			t.Errorf("%s: at %q %q, want %q", text, key, said, want)
		}
	}
	s := show(t, "surface?f=sqrt(-1-x^2)")
	for _, key := range []string{"zmin", "zmax"} {
		if v, ok := readout(t, s, key).(exhibit.Text); !ok || v.En != "no value" || v.Ja != "値なし" {
			t.Errorf("%s is %v", key, readout(t, s, key))
		}
	}
	s = show(t, "surface?f=5&mode=surface&floor=1&contour=1")
	if box := spaceOf(t, s).Axes.Data; !(box.Min.Z < 5 && 5 < box.Max.Z) {
		t.Errorf("the z axis is from %v to %v", box.Min.Z, box.Max.Z)
	}
}

// What is finer than the grid is said, and the button makes it fine enough.
func TestFinerThanGrid(t *testing.T) {
	for text, want := range map[string]string{
		"cos(40x)":                        "x",
		"cos(40y)":                        "y",
		"cos(40x)*cos(40y)":               "x and y",
		"x;cos(40x)":                      "x",
		"cos(60r)&domain=polar":           "r",
		"sin(50theta)&domain=polar&ny=41": "theta",
		"(cos(100u),sin(u),v)":            "u",
		"exp(-1000(x-0.3125)^2)":          "x",
		"x*exp(-1000x^2)":                 "x",
		"round(exp(-1e4(x-0.05)^2))":      "x",
		"log(abs(x-0.3))":                 "",
		"1/(x-0.3)^2&poles=whole":         "",
		"(u,v,cos(50v))":                  "v",
		"sin(3x)*cos(2y)":                 "",
		"floor(x)+floor(y)":               "",
		"tan(3x)":                         "",
		"1/(x*y)":                         "",
		"abs(x)-abs(y)":                   "",
		"tanh(50x)":                       "",
		"x+0.1*sin(50x)":                  "",
	} {
		s := showScript(t, "surface?f="+text)
		finer := func() (found []exhibit.Notice) {
			for _, n := range s.Notices() {
				if strings.Contains(n.Text.En, "than the grid can show") {
					found = append(found, n)
				}
			}
			return found
		}
		n := finer()
		if (len(n) > 0) != (want != "") {
			t.Errorf("%s: %v", text, n)
			continue
		}
		if want == "" {
			continue
		}
		if !strings.HasPrefix(n[0].Text.En, "The surface varies faster along "+want+" than the grid can show; ") || len(n) != 1 || len(n[0].Fixes) != 1 {
			t.Errorf("%s: %v", text, n)
			continue
		}
		st := s.State
		for _, set := range n[0].Fixes[0].Set {
			st = must(st.Set(set.Key, set.Value))
		}
		if err := s.Update(st); err != nil {
			t.Fatal(err)
		}
		if n := finer(); len(n) != 0 {
			t.Errorf("%s, refined: %v", text, n)
		}
	}
	s := show(t, "surface?f=cos(20000x)")
	if n := s.Notices(); len(n) != 1 || len(n[0].Fixes) != 0 || !strings.HasSuffix(n[0].Text.En, ". Even the finest grid available cannot show it.") {
		t.Errorf("%v", n)
	}
	if n := show(t, "surface?f=(cos(3000u),sin(u),0)").Notices(); len(n) != 1 || !strings.Contains(n[0].Text.En, "1201") {
		t.Errorf("%v", n)
	}
	if n := show(t, "surface?f=cos(a*x)&a=40&play=a:1:bounce").Notices(); len(n) != 0 {
		t.Errorf("while a slider plays: %v", n)
	}
}

// The samples have dots, as many as there are, on what is seen of the surface.
func TestDots(t *testing.T) {
	dots := func(text string, samples int) int {
		s := show(t, text)
		var l scene.DisplayList
		f := s.Figure()
		f.Samples = samples
		f.Draw(&l, 800, 600)
		most := 0
		for _, op := range l.Ops() {
			if p, ok := op.(*scene.Polylines); ok && p.Stroke.Width == 2.6 && len(p.World) == 0 {
				most = max(most, p.Len())
			}
		}
		return most
	}
	for text, want := range map[string][2]int{
		"surface?f=x/9&dots=1&nx=21&ny=11&mode=wireframe":          {231, 231},
		"surface?f=x/9&dots=1&nx=21&ny=11":                         {231, 231},
		"surface?f=x/9&nx=21&ny=11":                                {0, 0},
		"surface?f=sin(x)&dots=1&nx=41&ny=41":                      {500, 1600},
		"surface?f=if(r<3,1)&dots=1&nx=41&ny=41":                   {400, 460}, // 9 pi samples of 1/16
		"surface?f=x;(u,v,9)&dots=1&nx=11&ny=11&us=11&vs=11":       {150, 242},
		"surface?f=x&dots=1&nx=2000&ny=2000&mode=wireframe":        {5000, 20000},
		"surface?f=x&dots=1&nx=2000&ny=2000&mode=wireframe&zoom=9": {5000, 20000},
		"surface?f=x&dots=1&nx=21&ny=11&mode=contour":              {231, 231},
	} {
		if n := dots(text, 0); n < want[0] || n > want[1] {
			t.Errorf("%s: %d dots, want %v", text, n, want)
		}
	}
	if n := dots("surface?f=x&dots=1&mode=surface", 128); n > 1500 || n < 500 {
		t.Errorf("while it moves, there are %d dots", n)
	}
}

func BenchmarkNotices(b *testing.B) {
	for _, n := range []int{81, 500} {
		for _, f := range []string{matlabPeaks, "tan(x)", "cos(40x)", "sin(r)/r"} {
			b.Run(fmt.Sprintf("%s/%d", f[:min(len(f), 8)], n), func(b *testing.B) {
				s := showScript(b, fmt.Sprintf("surface?f=%s&nx=%d&ny=%d", f, n, n))
				ends := [2]exhibit.State{s.State, must(s.State.Set("xmin", "-5.01"))}
				k := 0
				b.ReportAllocs()
				for b.Loop() {
					k++
					s.Update(ends[k%2])
					s.Notices()
				}
			})
		}
	}
}
