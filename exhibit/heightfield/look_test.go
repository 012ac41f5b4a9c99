package heightfield_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
)

// mesh returns the surface of the picture.
func mesh(s *heightfield.Session) *space.Surface {
	for _, m := range spaceOf(s).Marks {
		if m, ok := m.(*space.Surface); ok {
			return m
		}
	}
	return nil
}

func barOf(s *heightfield.Session) *space.ColorBar {
	for _, m := range spaceOf(s).Marks {
		if m, ok := m.(*space.ColorBar); ok {
			return m
		}
	}
	return nil
}

// refused returns the problem that a State has.
func refused(t *testing.T, text string) exhibit.Problem {
	t.Helper()
	s := parse(t, text)
	err := s.Exhibit().New(open).(*heightfield.Session).Update(s)
	var p *exhibit.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%s: %v", text, err)
	}
	return *p
}

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

// Cut off, the samples stay as they are; held, they keep to the limits. The
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
		t.Errorf("held between %v and %v", lo, hi)
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

// Levels are round numbers, about as many as wanted; on a logarithmic axis, too.
func TestRoundLevels(t *testing.T) {
	for _, tt := range []struct{ state, want string }{
		{"bowl?to=", "[0.5 1 1.5 2 2.5 3 3.5 4 4.5]"},
		{"bowl?to=&levels=4", "[1 2 3 4]"},
		{"bowl?to=&levels=1", "[2 4]"},
		{"bowl?to=&zmin=-1&zmax=2&levels=6", "[-0.5 0 0.5 1 1.5]"},
		{"bowl?to=&c=1&zlog=1&levels=6", "[2 3 4 5]"},
		{"bowl?to=&c=0.001&zlog=1&levels=4", "[0.01 0.1 1]"},
		{"bowl?to=&c=0.001&zlog=1&levels=9", "[0.002 0.005 0.01 0.02 0.05 0.1 0.2 0.5 1 2 5]"},
		{"bowl?to=&zmax=4&levels=3&spacing=count", "[1 2 3]"},
		{"bowl?to=&zmax=3&levels=3&spacing=count", "[0.75 1.5 2.25]"},
		{"bowl?to=&at=0.7,1", "[0.7 1]"},
		{"bowl?to=&at=0.7;1", "[0.7 1]"}, {"bowl?to=&at=[0.7, 1]", "[0.7 1]"}, {"bowl?to=&at=[0.7 1]", "[0.7 1]"},
	} {
		s := show(t, tt.state+"&contour=1&mode=contour")
		code := s.Code("python")
		_, list, _ := strings.Cut(code, "plt.contour(X, Y, Z, ")
		list, _, _ = strings.Cut(list, ", cmap")
		if got := strings.ReplaceAll(list, ",", ""); got != tt.want {
			t.Errorf("%s: levels %s, want %s", tt.state, got, tt.want)
		}
	}
}

func TestContourLevels(t *testing.T) {
	for _, tt := range []struct {
		at     string
		levels []float64
		even   bool
	}{
		{"2, -1, 0.5,2", []float64{0.5, 2}, false},
		{"step 1.5", []float64{0, 1.5, 3, 4.5}, true},
		{"step1.5", []float64{0, 1.5, 3, 4.5}, true},
		{"7", nil, false},
		{"3", []float64{3}, false},
	} {
		m := mesh(show(t, "bowl?to=&contour=1&at="+strings.ReplaceAll(tt.at, " ", "%20")))
		var got []float64
		for k := range m.Levels {
			if m.LevelsAt != nil {
				got = append(got, m.LevelsAt[k])
			} else {
				got = append(got, m.LevelMin+float64(k)*m.LevelStep)
			}
		}
		if len(got) != len(tt.levels) {
			t.Errorf("at %s: levels %v, want %v", tt.at, got, tt.levels)
			continue
		}
		for k := range got {
			if math.Abs(got[k]-tt.levels[k]) > 1e-12 {
				t.Errorf("at %s: levels %v, want %v", tt.at, got, tt.levels)
			}
		}
		if len(got) > 0 && (m.LevelsAt == nil) != tt.even {
			t.Errorf("at %s: levels at %v", tt.at, m.LevelsAt)
		}
	}
	// A step that gives too many levels is taken several times, and that is said.
	s := show(t, "bowl?to=&contour=1&at=step%200.001")
	if m := mesh(s); m.Levels < 50 || m.Levels > heightfield.MaxLevels {
		t.Errorf("%d levels", m.Levels)
	}
	if got := readout(t, s, "levelstep"); math.Abs(got-0.05) > 1e-12 {
		t.Errorf("the step is %v", got)
	}
}

// Bands have the colours of their middles, on the surface and in the legend.
func TestFill(t *testing.T) {
	s := show(t, "bowl?to=&mode=surface&fill=1&at=1,4")
	m, b := mesh(s), barOf(s)
	if len(m.Bands) != 3 || len(m.BandsAt) != 2 || len(b.Bands) != 3 {
		t.Fatalf("bands %v at %v, in the legend %v", m.Bands, m.BandsAt, b.Bands)
	}
	color := exhibit.Colors("viridis", 0, 5)
	for k, mid := range []float64{0.5, 2.5, 4.5} {
		if c := color(mid); math.Abs(float64(m.Bands[k].R-c.R)) > 1e-5 || math.Abs(float64(m.Bands[k].B-c.B)) > 1e-5 || b.Bands[k] != m.Bands[k] {
			t.Errorf("band %d is %v, want %v", k, m.Bands[k], color(mid))
		}
	}
	if m := mesh(show(t, "bowl?to=&mode=surface&fill=1&color=slope")); m.Bands != nil {
		t.Error("bands of z in a picture of slopes")
	}
}

// Colours by slope, and by a formula of x, y, z and the surface's parameters.
func TestColorBy(t *testing.T) {
	check := func(text, title string, want func(x, y float64) float64, tol float64) {
		t.Helper()
		s := show(t, text)
		m := mesh(s)
		lo, hi := math.Inf(1), math.Inf(-1)
		for j, y := range m.Grid.Y {
			for i, x := range m.Grid.X {
				v := m.Values[j*len(m.Grid.X)+i]
				lo, hi = min(lo, v), max(hi, v)
				if i == 0 || j == 0 || i == len(m.Grid.X)-1 || j == len(m.Grid.Y)-1 {
					continue // one-sided differences
				}
				if math.Abs(v-want(x, y)) > tol {
					t.Fatalf("%s: %v at %v, %v, want %v", text, v, x, y, want(x, y))
				}
			}
		}
		if b := barOf(s); b.Title != title || b.Max != hi || b.Min > lo {
			t.Errorf("%s: the legend %q is from %v to %v", text, b.Title, b.Min, b.Max)
		}
	}
	check("bowl?to=&k=2&mode=surface&color=slope", "slope", func(x, y float64) float64 { return 4 * math.Hypot(x, y) }, 1e-9)
	check("bowl?to=&k=2&color=formula&colorf=k*x%2By*z", "k*x+y*z", func(x, y float64) float64 { return 2*x + y*2*(x*x+y*y) }, 1e-9)
	p := refused(t, "bowl?color=formula&colorf=2x%2Bquux")
	if p.Key != "colorf" || p.Value[p.From:p.To] != "quux" {
		t.Errorf("%+v", p)
	}
	if p := refused(t, "bowl?color=formula&colorf=zoom*x"); p.Key != "colorf" || p.Value[p.From:p.To] != "zoom" { // has no slider
		t.Errorf("%+v", p)
	}
	if p := refused(t, "bowl?color=formula&colorf=2*(x"); p.Key != "colorf" || !strings.Contains(p.Reason.En, "cannot be read at") {
		t.Errorf("%+v", p)
	}
	// A formula that is not used is not in the way.
	show(t, "bowl?colorf=2*(x")
}

// The histogram counts what is shown.
func TestHistogram(t *testing.T) {
	count := func(text string) (n int) {
		b := barOf(show(t, text))
		for _, c := range b.Counts {
			n += c
		}
		return n
	}
	if n := count("bowl?to=&hist=1"); n != 41*21 {
		t.Errorf("%d samples", n)
	}
	want := 0
	for j := -10; j <= 10; j++ {
		for i := -20; i <= 20; i++ {
			if z := float64(i*i+j*j) / 100; z >= 1-1e-9 && z <= 2+1e-9 {
				want++
			}
		}
	}
	if n := count("bowl?to=&hist=1&zmin=0.9999999&zmax=2.0000001"); n != want {
		t.Errorf("%d samples between the limits, want %d", n, want)
	}
	if n := count("bowl?to=&hist=1&color=slope&hole=1"); n >= 41*21 || n < 700 {
		t.Errorf("%d samples beside the hole", n)
	}
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

// The camera changes nothing that is cached.
func TestTurningComputesNothing(t *testing.T) {
	s := show(t, "bowl?to=&mode=surface&fill=1&labels=1&contour=1&at=0.5,2&zmax=4&hist=1&color=slope&beside=map")
	version := mesh(s).Version
	st := s.State.WithCamera(scene.Camera{Azimuth: 10, Elevation: 20, Zoom: 2})
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	if mesh(s).Version != version {
		t.Error("turning raises the version")
	}
	for _, key := range []string{"at", "fill", "labels", "zmin", "zmax", "clip", "zlog", "color", "opacity", "sx", "light", "gloss", "lightaz"} {
		c, _ := s.State.Control(key)
		value := map[exhibit.Kind]string{exhibit.Toggle: "0", exhibit.Number: "0.5", exhibit.Word: "1", exhibit.Choice: "z"}[c.Kind]
		switch key {
		case "zlog":
			value = "1"
		case "zmax":
			value = "3"
		}
		version := mesh(s).Version
		next, err := s.State.Set(key, value)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Update(next); err != nil {
			t.Fatal(err)
		}
		if mesh(s).Version == version {
			t.Errorf("%s does not raise the version", key)
		}
	}
}

// A session that goes through looks shows what a new one in the last does.
func TestLookPath(t *testing.T) {
	session := bowls.New(open).(*heightfield.Session)
	for _, text := range []string{"bowl?zlog=1&c=1", "bowl?zmin=1&zmax=2", "bowl?zmin=1&zmax=2&clip=0&t=0.5", "bowl?color=slope&hist=1&mode=smooth",
		"bowl?mode=contour&fill=1&labels=1", "bowl?mode=contour&labels=1&color=slope", "bowl?color=formula&colorf=x&mode=surface&zmax=3", "bowl?zlog=1&zmax=2&t=0.1",
		"bowl?fill=1&mode=surface&at=1,2,4", "bowl?contour=1&at=1,2,4", "bowl?beside=map&fill=1&labels=1", "bowl?t=0.7", "bowl?hist=1", "bowl"} {
		checkSame(t, session, text)
	}
}

// Code draws the same levels.
func TestLevelsInCode(t *testing.T) {
	for _, tt := range []struct{ state, language, want string }{
		{"bowl?mode=contour", "python", "plt.contour(X, Y, Z, [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5], "},
		{"bowl?mode=contour&zmax=4&levels=3&spacing=count", "python", "plt.contour(X, Y, Z, [1, 2, 3], "},
		{"bowl?mode=contour&levels=4&spacing=count", "octave", "contour(x, y, Z, 4);"},
		{"bowl?mode=contour&at=1,2.5&fill=1", "python", "plt.contourf(X, Y, Z, [1, 2.5], "},
		{"bowl?mode=contour&at=1", "python", "plt.contour(X, Y, Z, [1], "},
		{"bowl?mode=contour&at=1", "octave", "contour(x, y, Z, [1, 1]);"},
		{"bowl?mode=contour&at=99", "octave", "contour(x, y, Z, 10);"},
	} {
		if code := show(t, tt.state).Code(tt.language); !strings.Contains(code, tt.want) {
			t.Errorf("%s in %s: no %s in\n%s", tt.state, tt.language, tt.want, code)
		}
	}
}
