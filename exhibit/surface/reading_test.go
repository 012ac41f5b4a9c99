package surface

import (
	"math"
	"testing"

	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

func readout(t testing.TB, session exhibit.Session, key string) any {
	t.Helper()
	for _, r := range session.(exhibit.Readouter).Readouts() {
		if r.Key == key {
			return r.Value
		}
	}
	return nil
}

// Himmelblau's function has four minima of height 0, one maximum and four
// saddles (D. M. Himmelblau, Applied Nonlinear Programming, 1972).
func TestCritical(t *testing.T) {
	const himmelblau = "surface?f=(x^2%2By-11)^2%2B(x%2By^2-7)^2&critical=1"
	s := show(t, himmelblau)
	minima, _ := readout(t, s, "minima").([][]float64)
	maxima, _ := readout(t, s, "maxima").([][]float64)
	saddles, _ := readout(t, s, "saddles").([][]float64)
	if len(minima) != 4 || len(maxima) != 1 || len(saddles) != 4 || readout(t, s, "critical") != 9. {
		t.Fatalf("%d minima, %d maxima, %d saddles", len(minima), len(maxima), len(saddles))
	}
	found := false
	for _, p := range minima {
		if math.Abs(p[2]) > 1e-20 {
			t.Errorf("a minimum of height %v", p[2])
		}
		found = found || math.Hypot(p[0]-3, p[1]-2) < 1e-12
	}
	if !found {
		t.Errorf("(3, 2) is none of the minima %v", minima)
	}
	if p := maxima[0]; math.Abs(p[2]-181.616521522) > 1e-8 {
		t.Errorf("the maximum is %v", p)
	}
	dots := 0
	for _, m := range s.Figure().Panels[0].(*space.Space).Marks {
		if d, ok := m.(*space.Dots); ok {
			dots += len(d.Points)
		}
	}
	if dots != 9 {
		t.Errorf("%d points are shown", dots)
	}
	// They follow the lattice's limits, and go when they are not wanted.
	st, _ := s.State.Set("xmin", "0")
	if err := s.Update(st); err != nil || len(readout(t, s, "minima").([][]float64)) != 2 {
		t.Errorf("right of 0 are the minima %v, %v", readout(t, s, "minima"), err)
	}
	if readout(t, show(t, "surface?f=x^2"), "critical") != nil {
		t.Error("critical points are read without being wanted")
	}
}

// What is critical is listed by its kind, once, in both languages.
func TestCriticalLists(t *testing.T) {
	for _, tt := range []struct {
		query string
		want  map[string]int // by the list's key
		count exhibit.Text
	}{
		{"f=sin(5r)/r&xmin=-1&xmax=1.1&ymin=-1.2&ymax=1", map[string]int{"maxima": 1, "valleys": 1, "ridges": 2}, exhibit.Text{En: "critical points; a curve or region counts as one", Ja: "臨界点の数(曲線や領域は1と数える)"}},
		{"f=sin(x)/x*sin(y)/y&xmin=-10&xmax=10&ymin=-10&ymax=10", map[string]int{"minima": 12, "maxima": 13, "saddles": 36}, exhibit.Text{En: "critical points", Ja: "臨界点の数"}},
		{"f=if(x<0,x^2%2By^2,-(x^2)-y^2)", map[string]int{"degenerate": 1}, exhibit.Text{En: "critical points", Ja: "臨界点の数"}},
		{"f=x^2", map[string]int{"valleys": 1}, exhibit.Text{En: "critical points; a curve or region counts as one", Ja: "臨界点の数(曲線や領域は1と数える)"}},
		{"f=x^3", map[string]int{"degenerate": 1}, exhibit.Text{En: "critical points; a curve or region counts as one", Ja: "臨界点の数(曲線や領域は1と数える)"}},
		{"f=floor(x)", map[string]int{"plateaus": 10}, exhibit.Text{En: "critical points; a curve or region counts as one", Ja: "臨界点の数(曲線や領域は1と数える)"}},
		{"f=x*y%2Bx^3", map[string]int{"saddles": 1}, exhibit.Text{En: "critical points", Ja: "臨界点の数"}},
		{"f=sin(50x)*cos(40y)", nil, exhibit.Text{En: "critical points, at least", Ja: "臨界点の数(少なくとも)"}},
		{"f=r", map[string]int{}, exhibit.Text{En: "critical points", Ja: "臨界点の数"}},
	} {
		s := show(t, "surface?"+tt.query+"&critical=1")
		total, dots := 0, 0
		for _, kind := range kinds {
			rows, _ := readout(t, s, kind.key).([][]float64)
			if tt.want != nil && len(rows) != tt.want[kind.key] {
				t.Errorf("%s: %d %s", tt.query, len(rows), kind.key)
			}
			total += len(rows)
			if kind.label.Ja == "" || kind.label.En == kind.label.Ja {
				t.Errorf("%s is not in both languages", kind.key)
			}
		}
		for _, m := range spaceOf(t, s).Marks {
			if d, ok := m.(*space.Dots); ok {
				dots += len(d.Points)
			}
		}
		if dots != total || readout(t, s, "critical") != float64(total) {
			t.Errorf("%s: %d points are listed, %d shown, %v counted", tt.query, total, dots, readout(t, s, "critical"))
		}
		for _, r := range s.Readouts() {
			if r.Key == "critical" && r.Label != tt.count {
				t.Errorf("%s: %q", tt.query, r.Label)
			}
		}
	}
}

// Where a formula is 0/0, the derivatives are those of its limit: sin(r)/r is 1 -
// r^2/6 + ...
func TestShapeOfLimit(t *testing.T) {
	s := show(t, "surface?f=sin(r)/r")
	p := s.Source.(*surface).Shape(0, 0)
	if d := max(math.Abs(p.Z-1), math.Abs(p.Hessian[0]+1./3), math.Abs(p.Hessian[1]), math.Abs(p.Hessian[2]+1./3), p.Slope); !(d < 1e-9) {
		t.Errorf("%+v", p)
	}
	if p := s.Source.(*surface).Shape(1, 2); p != terrain.At(s.Source.(*surface).jet, 1, 2) {
		t.Errorf("beside, it is %+v", p)
	}
}

// Through the point that is probed go the steepest paths, one up and one down.
func TestSteepest(t *testing.T) {
	s := show(t, "surface?f=exp(-x^2-2y^2)&steepest=1&xmin=-2&xmax=2&ymin=-2&ymax=2")
	paths := func() (list []*space.Path) {
		for _, m := range s.Figure().Panels[0].(*space.Space).Marks {
			if p, ok := m.(*space.Path); ok {
				list = append(list, p)
			}
		}
		return list
	}
	if len(paths()) != 0 {
		t.Error("there are paths without a pointer")
	}
	var at scene.Vec
	ok := false
	for py := 200.; py < 460 && !ok; py += 20 {
		at, ok = s.Pick(scene.Point{X: 380, Y: py}, 800, 600)
	}
	list := paths()
	if !ok || len(list) != 2 {
		t.Fatalf("%v, %d paths", ok, len(list))
	}
	down, up := list[0].Points, list[1].Points
	if z := up[len(up)-1].Z; math.Abs(z-1) > 1e-9 {
		t.Errorf("the way up from %v ends at %v", at, up[len(up)-1])
	}
	end := down[len(down)-1]
	if math.Max(math.Abs(end.X), math.Abs(end.Y)) < 2-1e-6 {
		t.Errorf("the way down ends at %v, inside", end)
	}
	for k := 1; k < len(down); k++ {
		if down[k].Z > down[k-1].Z {
			t.Errorf("the way down rises from %v to %v", down[k-1], down[k])
		}
	}
	s.Unpick()
	if len(paths()) != 0 {
		t.Error("the paths stay")
	}
}

// The tangent plane that is drawn touches the surface, with its slopes.
func TestTangentPlane(t *testing.T) {
	s := show(t, "surface?f=x^2%2B3y&shape=1&xmin=-1&xmax=1&ymin=-1&ymax=1")
	for _, m := range spaceOf(t, s).Marks {
		if _, ok := m.(*space.Wires); ok {
			t.Error("there is a plane without a pointer")
		}
	}
	p, ok := s.Pick(scene.Point{X: 420, Y: 330}, 800, 600)
	if !ok {
		t.Fatal("nothing there")
	}
	for _, q := range mark[*space.Wires](t, s).Lines[0] {
		if want := p.Z + 2*p.X*(q.X-p.X) + 3*(q.Y-p.Y); math.Abs(q.Z-want) > 1e-9 {
			t.Errorf("corner %v, want z = %v", q, want)
		}
	}
}

// Where there are contour lines, the one through the point that is pointed at is
// shown, on the surface and on the map.
func TestIsolineAtPointer(t *testing.T) {
	for _, text := range []string{"surface?f=x^2%2By^2&beside=map&xmin=-2&xmax=2&ymin=-2&ymax=2", "surface?f=if(r<3,x^2%2By^2)&contour=1&xmin=-2&xmax=2&ymin=-2&ymax=2"} {
		s := show(t, text)
		for _, m := range spaceOf(t, s).Marks {
			if _, ok := m.(*space.Curve); ok {
				t.Errorf("%s: there is a line without a pointer", text)
			}
		}
		p, ok := s.Pick(scene.Point{X: 300, Y: 400}, 1000, 700)
		if !ok {
			t.Fatal("nothing there")
		}
		n := 0
		for _, panel := range s.Figure().Panels {
			for _, m := range panel.(*space.Space).Marks {
				c, ok := m.(*space.Curve)
				if !ok {
					continue
				}
				n++
				for _, line := range c.Lines {
					for _, q := range line {
						if math.Abs(q.X*q.X+q.Y*q.Y-p.Z) > 0.02 || math.Abs(q.Z-p.Z) > 0.02 {
							t.Fatalf("%s: %v is not at the height %v", text, q, p.Z)
						}
					}
				}
			}
		}
		if n != len(s.Figure().Panels) {
			t.Errorf("%s: %d lines in %d panels", text, n, len(s.Figure().Panels))
		}
	}
}
