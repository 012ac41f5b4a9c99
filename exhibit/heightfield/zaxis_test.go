package heightfield_test

import (
	"math"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/scene"
)

func TestLimitsOfZ(t *testing.T) {
	for _, tt := range []struct {
		state  string
		lo, hi float64
	}{
		{"bowl?to=", 0, 5},
		{"bowl?to=&zmax=3", 0, 3},
		{"bowl?to=&zmin=1&zmax=4", 1, 4},
		{"bowl?to=&zmin=-10", -10, 5},
		{"bowl?to=&zmin=20", 20, 30},
		{"bowl?to=&zmax=-20", -30, -20},
		{"bowl?to=&zmin=1&zmax=4&zlog=1", 0, math.Log10(4)},
		{"bowl?to=&c=1&zlog=1", 0, math.Log10(6)},
	} {
		s := show(t, tt.state)
		box := spaceOf(s).Box
		if math.Abs(box.Min.Z-tt.lo) > 1e-12 || math.Abs(box.Max.Z-tt.hi) > 1e-12 {
			t.Errorf("%s: the box is from %v to %v, want %v to %v", tt.state, box.Min.Z, box.Max.Z, tt.lo, tt.hi)
		}
		if b := barOf(s); b.Min != box.Min.Z || b.Max != box.Max.Z {
			t.Errorf("%s: the colour bar is from %v to %v", tt.state, b.Min, b.Max)
		}
	}
	for text, want := range map[string]string{
		"bowl?zmin=2&zmax=1":         `zmax = "1" must be greater than zmin = 2`,
		"bowl?zmin=2&zmax=2":         `zmax = "2" must be greater than zmin = 2`,
		"bowl?zmin=-1&zlog=1":        `zmin = "-1" must be greater than 0 on a logarithmic z axis`,
		"bowl?color=formula&colorf=": `colorf = "" cannot be read at character 1: expected a formula`,
	} {
		if p := refused(t, text); p.Error() != want {
			t.Errorf("%s: %s, want %s", text, p.Error(), want)
		}
	}
	for _, text := range []string{"zmin=abc", "zmin=NaN", "zmax=1e300", "at=1,,2", "at=step", "at=step -1", "at=step x", "at=1:2", "at=" + strings.Repeat("1,", 200) + "1"} {
		if _, problems, _ := exhibit.Parse("bowl?"+text, open); len(problems) != 1 {
			t.Errorf("%.20s is taken: %v", text, problems)
		}
	}
}

// Cut off, the samples stay as they are; clamped, they keep to the limits. The
// table has them all.
func TestClipAndHold(t *testing.T) {
	s := show(t, "bowl?to=&zmin=1&zmax=3")
	if m := mesh(s); m.Clip == nil || m.Clip.Min != 1 || m.Clip.Max != 3 {
		t.Errorf("cut off at %+v", m.Clip)
	} else if lo, hi, _ := m.Grid.Range(); lo > 1e-12 || hi < 5-1e-9 {
		t.Errorf("samples from %v to %v", lo, hi)
	}
	s = show(t, "bowl?to=&zmin=1&zmax=3&clip=0")
	if lo, hi, _ := mesh(s).Grid.Range(); lo != 1 || hi != 3 {
		t.Errorf("clamped between %v and %v", lo, hi)
	}
	if table(t, s) != table(t, show(t, "bowl?to=")) {
		t.Error("the table is of other samples")
	}
	if mesh(show(t, "bowl?to=")).Clip != nil {
		t.Error("without limits, it is cut off")
	}
	// What is cut off cannot be pointed at, and what it hid can.
	s = show(t, "bowl?to=&zmax=2&el=90&zmin=0.5")
	seen, missed := 0, 0
	for px := 0.; px < 400; px += 5 {
		for py := 0.; py < 300; py += 5 {
			p, ok := s.Pick(scene.Point{X: px, Y: py}, 400, 300)
			if ok {
				seen++
				if z := p.X*p.X + p.Y*p.Y; z < 0.49 || z > 2.02 || math.Abs(p.Z-z) > 1e-12 {
					t.Fatalf("pointed at %v", p)
				}
			} else {
				missed++
			}
		}
	}
	if seen < 50 || missed < 50 {
		t.Errorf("%d points seen, %d missed", seen, missed)
	}
}

// On a logarithmic axis heights are logarithms; what is said is z.
func TestLogarithmicZ(t *testing.T) {
	s := show(t, "bowl?to=&c=-1&zlog=1&contour=1&at=0.01,1,2&labels=1&mode=surface")
	m := mesh(s)
	left := 0
	for j, y := range m.Grid.Y {
		for i, x := range m.Grid.X {
			z, got := x*x+y*y-1, m.Grid.At(i, j)
			if !(z > 0) {
				left++
				if !math.IsNaN(got) {
					t.Fatalf("z = %v is drawn at %v", z, got)
				}
			} else if math.Abs(got-math.Log10(z)) > 1e-9*max(1, math.Abs(got)) {
				t.Fatalf("z = %v is drawn at %v", z, got)
			}
		}
	}
	if got := readout(t, s, "leftout"); got != float64(left) || left == 0 {
		t.Errorf("%v samples are left out, want %d", got, left)
	}
	if len(m.LevelsAt) != 3 || m.LevelsAt[0] != -2 || m.LevelsAt[1] != 0 || m.LevelsAt[2] != math.Log10(2) {
		t.Errorf("levels at %v", m.LevelsAt)
	}
	if panel := spaceOf(s); !panel.Axes.LogZ || !barOf(s).Log {
		t.Error("the scales are not logarithmic")
	}
	if table(t, s) != table(t, show(t, "bowl?to=&c=-1")) {
		t.Error("the table is of other samples")
	}
	p, ok := s.Pick(scene.Point{X: 200, Y: 190}, 400, 300)
	for y := 100.; y < 250 && !ok; y += 5 {
		p, ok = s.Pick(scene.Point{X: 150, Y: y}, 400, 300)
	}
	if !ok || math.Abs(p.Z-(p.X*p.X+p.Y*p.Y-1)) > 1e-12 {
		t.Errorf("pointed at %v, %v", p, ok)
	}
	// A count is even in logarithms.
	if m := mesh(show(t, "bowl?to=&c=1&zlog=1&contour=1&levels=4&spacing=count")); m.Levels != 4 || m.LevelsAt != nil ||
		math.Abs(m.LevelMin-math.Log10(6)/5) > 1e-12 || math.Abs(m.LevelStep-math.Log10(6)/5) > 1e-12 {
		t.Errorf("%d levels from %v by %v", m.Levels, m.LevelMin, m.LevelStep)
	}
	// A surface without a positive value is none, but a picture.
	drawing(show(t, "bowl?to=&k=-1&c=-1&zlog=1&contour=1&labels=1&hist=1&beside=map"))
}

// Edges of the box, by the keys of its shape.
func TestAspects(t *testing.T) {
	for text, want := range map[string]scene.Vec{
		"bowl?to=":                            {},
		"bowl?to=&sz=2":                       {X: 4, Y: 4, Z: 6},
		"bowl?to=&aspect=data&sx=0.5":         {X: 2, Y: 2, Z: 2.4},
		"bowl?to=&aspect=equal":               {X: 4, Y: 2, Z: 5},
		"bowl?to=&aspect=equal&zmax=1&sy=3":   {X: 4, Y: 6, Z: 1},
		"bowl?to=&aspect=equal&k=100":         {X: 4, Y: 2, Z: 200},
		"bowl?to=&aspect=equal&zmax=0.000001": {X: 4, Y: 2, Z: 0.08},
		"bowl?to=&mode=contour&sx=2":          {},
	} {
		got := spaceOf(show(t, text)).Aspect
		if got.Sub(want).Norm() > 1e-9 {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
