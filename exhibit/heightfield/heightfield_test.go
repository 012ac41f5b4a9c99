package heightfield_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// bowl is z = k (x^2 + y^2) + c, with a gap if asked. It refuses k = 13.
type bowl struct {
	k, c float64
	hole bool
}

func (b *bowl) Update(s exhibit.State) error {
	if s.Number("k") == 13 {
		return &exhibit.Problem{Key: "k", Value: s.Text("k"), Reason: exhibit.Text{En: "brings bad luck", Ja: "縁起が悪い数です"}}
	}
	b.k, b.c, b.hole = s.Number("k"), s.Number("c"), s.On("hole")
	return nil
}

func (b *bowl) At(x, y float64) float64 {
	if b.hole && math.Hypot(x-1, y) < 0.5 {
		return math.NaN()
	}
	return b.k*(x*x+y*y) + b.c
}

func (b *bowl) FillTo(dst, x, y []float64) {
	g := grid.Grid{X: x, Y: y, Z: dst}
	g.Fill(b.At)
}

func (b *bowl) Readouts() []exhibit.Readout { return []exhibit.Readout{{Key: "depth", Value: b.k}} }

func (b *bowl) Code(language string) []string {
	return []string{fmt.Sprintf("Z = %v * (X.^2 + Y.^2) + %v  # %s", b.k, b.c, language)}
}

func newBowl(name string) *exhibit.Exhibit {
	own := []exhibit.Control{
		{Key: "k", Kind: exhibit.Number, Default: "1", Min: -100, Max: 100},
		{Key: "c", Kind: exhibit.Number, Default: "0", Min: -100, Max: 100},
		{Key: "hole", Kind: exhibit.Toggle, Default: "0"},
		{Key: "wash", Kind: exhibit.Action},
	}
	e := &exhibit.Exhibit{Name: name,
		Controls: heightfield.Controls(own, heightfield.Lattice{XMin: -2, XMax: 2, YMin: -1, YMax: 1, Step: 0.1}, "cup?k=-2")}
	e.New = func(open exhibit.Opener) exhibit.Session { return heightfield.New(e, &bowl{k: 1}, own, open) }
	e.Surface = func() exhibit.Surface { return &bowl{k: 1} }
	return e
}

var (
	bowls   = newBowl("bowl")
	cups    = newBowl("cup")
	nothing = &exhibit.Exhibit{Name: "nothing"}
)

func open(name string) (*exhibit.Exhibit, bool) {
	for _, e := range []*exhibit.Exhibit{bowls, cups, nothing} {
		if e.Name == name {
			return e, true
		}
	}
	return nil, false
}

func parse(t testing.TB, text string) exhibit.State {
	t.Helper()
	s, problems, err := exhibit.Parse(text, open)
	if err != nil || problems != nil {
		t.Fatalf("%s: %v, %v", text, err, problems)
	}
	return s
}

// show returns a session in the State that text says.
func show(t testing.TB, text string) *heightfield.Session {
	t.Helper()
	s := parse(t, text)
	session := s.Exhibit().New(open).(*heightfield.Session)
	if err := session.Update(s); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return session
}

func table(t testing.TB, s *heightfield.Session) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// readout returns the value of a number that is read beside the picture.
func readout(t testing.TB, s *heightfield.Session, key string) float64 {
	t.Helper()
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value.(float64)
		}
	}
	t.Fatalf("there is no readout %s", key)
	return 0
}

func TestLattice(t *testing.T) {
	for _, tt := range []struct {
		state  string
		nx, ny int
		x, y   float64 // the last
	}{
		{"bowl", 41, 21, 2, 1},
		{"bowl?xmin=-3&xmax=3&ymin=-4&ymax=4", 61, 81, 3, 4}, // as numpy.arange(-3, 3.1, 0.1) and (-4, 4.1, 0.1)
		{"bowl?step=0.3", 14, 7, 1.9, 0.8},
		{"bowl?step=2", 3, 2, 2, 1},
		{"bowl?xmin=0&xmax=1.999&ymin=0&ymax=1.999&step=0.001&to=", 2000, 2000, 1.999, 1.999},
		{"bowl?xmin=-1e6&xmax=1e6&ymin=-1e6&ymax=1e6&step=1e6", 3, 3, 1e6, 1e6},
		{"bowl?xmin=999999&xmax=1e6&ymin=999999&ymax=1e6&step=0.01", 101, 101, 1e6, 1e6},
	} {
		x, y := show(t, tt.state).Lattice()
		if len(x) != tt.nx || len(y) != tt.ny || math.Abs(x[len(x)-1]-tt.x) > 1e-9 || math.Abs(y[len(y)-1]-tt.y) > 1e-9 {
			t.Errorf("%s: %d x %d to %v, %v; want %d x %d to %v, %v", tt.state, len(x), len(y), x[len(x)-1], y[len(y)-1], tt.nx, tt.ny, tt.x, tt.y)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ state, key, reason string }{
		{"bowl?xmin=2", "xmax", "must be greater than xmin = 2"},
		{"bowl?xmax=-7", "xmax", "must be greater than xmin = -2"},
		{"bowl?ymin=1", "ymax", "must be greater than ymin = 1"},
		{"bowl?ymax=-1", "ymax", "must be greater than ymin = -1"},
		{"bowl?step=2.1", "step", "is too large: it leaves one point between ymin = -1 and ymax = 1"},
		{"bowl?step=4.1", "step", "is too large: it leaves one point between xmin = -2 and xmax = 2"},
		{"bowl?xmin=-3&xmax=3&ymin=-4&ymax=4&step=0.0001", "step", "is too small: 60001 x 80001 points, at most 4200000 in all"},
		{"bowl?step=1e-7", "step", "is too small: 4e+07 x 2e+07 points, at most 4200000 in all"},
		{"bowl?step=5e-324", "step", "is too small compared with 2"},
		{"bowl?xmin=999999.9999999999&xmax=1e6&ymin=999999.9999999999&ymax=1e6&step=1e-12", "step", "is too small compared with 1e+06"},
		{"bowl?k=13", "k", "brings bad luck"},
		{"bowl?to=cap", "to", `cannot be read as a surface: there is no exhibit "cap"`},
		{"bowl?to=cup?k=x", "to", `has an invalid value: k = "x" is not a number`},
		{"bowl?to=cup?k=13", "to", `has an invalid value: k = "13" brings bad luck`},
		{"bowl?to=nothing", "to", "is not a surface"},
	} {
		session := bowls.New(open).(*heightfield.Session)
		before := table(t, session)
		start := time.Now()
		var m0, m1 runtime.MemStats
		s := parse(t, tt.state)
		runtime.ReadMemStats(&m0)
		err := session.Update(s)
		runtime.ReadMemStats(&m1)
		var p *exhibit.Problem
		if !errors.As(err, &p) || p.Key != tt.key || !strings.HasPrefix(p.Reason.En, tt.reason) || len(p.Reason.En) > 120 {
			t.Errorf("%s: %v, want %s %s", tt.state, err, tt.key, tt.reason)
		}
		if d := time.Since(start); d > time.Second || m1.TotalAlloc-m0.TotalAlloc > 1<<20 {
			t.Errorf("%s is refused after %v and %d bytes", tt.state, d, m1.TotalAlloc-m0.TotalAlloc)
		}
		if !session.State.Equal(bowls.Default()) || table(t, session) != before || readout(t, session, "depth") != 1 {
			t.Errorf("%s changes the session", tt.state)
		}
	}
}

// What fails leaves a picture that is not the default as it was, too.
func TestRefusedKeepsPicture(t *testing.T) {
	const good = "bowl?k=3&mode=surface&contour=1&floor=1&t=0.25&az=10&to=cup%3Fc=1"
	session := show(t, good)
	want := drawing(session)
	csv := table(t, session)
	for _, bad := range []string{"bowl?k=13", "bowl?xmin=5", "bowl?k=4&to=cap", "bowl?k=13&to=cup&t=1&mode=smooth", "bowl?step=1e-9", "bowl?k=13&step=0.2"} {
		if err := session.Update(parse(t, bad)); err == nil {
			t.Fatalf("%s is taken", bad)
		}
		if got := drawing(session); got != want || table(t, session) != csv || session.State.String() != parse(t, good).String() {
			t.Errorf("%s changes the picture", bad)
		}
	}
}

// spaceOf returns the one panel of the picture.
func spaceOf(s *heightfield.Session) *space.Space { return s.Figure().Panels[0].(*space.Space) }

// drawing writes down all that a session draws.
func drawing(s *heightfield.Session) string {
	var l scene.DisplayList
	s.Figure().Draw(&l, 400, 300)
	var b strings.Builder
	for _, op := range l.Ops() {
		if m, ok := op.(*scene.Mesh); ok {
			fmt.Fprintln(&b, m.X, m.Y, m.Index, m.Colors, m.Level, m.Levels, m.Face, m.Grid, m.Contour)
		} else {
			if p, ok := op.(*scene.Polylines); ok {
				p.View = nil // an address
			}
			fmt.Fprintf(&b, "%T %v\n", op, op)
		}
	}
	return b.String()
}

func TestFlow(t *testing.T) {
	at := func(state string) string { return table(t, show(t, state)) }
	const axes = "&xmin=-2&xmax=2&ymin=-1&ymax=1&step=0.1"
	if at("bowl?to=cup%3Fk=5&t=0") != at("bowl?to=") {
		t.Error("t = 0 is not the start")
	}
	if at("bowl?k=3&to=cup%3Fk=-5%26c=0.1&t=1") != at("cup?k=-5&c=0.1"+axes) {
		t.Error("t = 1 is not the end")
	}
	for _, tt := range []struct {
		ease    string
		t, want float64 // of the way
	}{
		{"linear", 0.25, 0.25}, {"linear", 0.5, 0.5}, {"smooth", 0.5, 0.5}, {"smooth", 0.25, 0.15625}, {"smooth", 0.9, 0.972},
	} {
		s := show(t, fmt.Sprintf("bowl?k=1&to=cup%%3Fk=11&ease=%s&t=%v", tt.ease, tt.t))
		if got, want := readout(t, s, "zmax"), 5*(1+10*tt.want); math.Abs(got-want) > 1e-12*want {
			t.Errorf("%s, t = %v: z reaches %v, want %v", tt.ease, tt.t, got, want)
		}
	}
	if s := show(t, "bowl?to=&t=0.5"); s.Playable() || math.Abs(readout(t, s, "zmax")-5) > 1e-12 {
		t.Error("it flows to nothing")
	}
	if s := show(t, "bowl"); !s.Playable() {
		t.Error("it does not flow")
	}
}

// A session that goes through states shows what a new one in the last does.
func TestUpdatePath(t *testing.T) {
	session := bowls.New(open).(*heightfield.Session)
	for _, text := range []string{"bowl?t=1", "bowl?t=0.5", "bowl?t=0.5&k=3", "bowl?t=0", "bowl?t=1&step=0.5", "bowl?to=&t=1", "bowl?to=&t=1&step=0.2",
		"bowl?t=0.3&step=0.2", "bowl?t=0.3&step=0.2&to=cup", "bowl?mode=contour", "bowl?mode=smooth&cmap=jet", "bowl?floor=1&aspect=data", "bowl?hole=1&t=0.4", "bowl"} {
		checkSame(t, session, text)
	}
}

// checkSame brings the session to a State and checks that it shows what a new one
// there does.
func checkSame(t *testing.T, session *heightfield.Session, text string) {
	t.Helper()
	if err := session.Update(parse(t, text)); err != nil {
		t.Fatal(err)
	}
	fresh := show(t, text)
	if table(t, session) != table(t, fresh) {
		t.Errorf("%s: other samples", text)
	}
	if drawing(session) != drawing(fresh) {
		t.Errorf("%s: another drawing", text)
	}
}

func TestPress(t *testing.T) {
	for _, tt := range []struct{ key, state, want string }{
		{"keep", "bowl?k=3&c=1&t=0.5&mode=smooth&az=5", "bowl?k=3&c=1&mode=smooth&to=bowl%3Fk%3D3%26c%3D1&az=5"},
		{"keep", "bowl", "bowl?to=bowl"},
		{"swap", "bowl?k=3&mode=smooth&t=0.5&step=0.2&az=5", "cup?k=-2&mode=smooth&to=bowl%3Fk%3D3&step=0.2&az=5"},
		{"swap", "bowl?to=cup?c=2&ease=linear&repeat=loop&theme=dark", "cup?c=2&theme=dark&to=bowl&ease=linear&repeat=loop"},
		{"swap", "bowl?k=2&to=bowl?k=5", "bowl?k=5&to=bowl%3Fk%3D2"},
	} {
		s := parse(t, tt.state)
		next, ok := show(t, tt.state).Press(tt.key, s)
		if !ok || next.String() != tt.want {
			t.Errorf("%s in %s: %s, %v, want %s", tt.key, tt.state, next, ok, tt.want)
		}
		if s.String() != parse(t, tt.state).String() {
			t.Errorf("%s changes the State that it is given", tt.key)
		}
		if again, ok := show(t, next.String()).Press("swap", next); tt.key == "swap" && ok {
			if back, _ := again.Set("t", s.Text("t")); table(t, show(t, back.String())) != table(t, show(t, tt.state)) {
				t.Errorf("swapped twice, %s is %s", tt.state, back)
			}
		}
	}
	for _, tt := range []struct{ key, state string }{{"wash", "bowl"}, {"mode", "bowl"}, {"", "bowl"}, {"swap", "bowl?to="}} {
		s := parse(t, tt.state)
		if next, ok := show(t, tt.state).Press(tt.key, s); ok || !next.Equal(s) {
			t.Errorf("%q in %s does something: %s", tt.key, tt.state, next)
		}
	}
}

func TestPick(t *testing.T) {
	exact := map[string]func(x, y float64) float64{
		"bowl?k=2":                                            func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&to=cup%3Fk=-1&t=0.5":                        func(x, y float64) float64 { return 0.5 * (x*x + y*y) },
		"bowl?k=2&to=cup%3Fk=-1&t=1":                          func(x, y float64) float64 { return -(x*x + y*y) },
		"bowl?k=2&proj=persp&eye=2&az=130&el=-20&zoom=1.5":    func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&proj=oblique&oblique=1&az=130&el=20":        func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&stereo=anaglyph":                            func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&mode=contour":                               func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&t=0.25&ease=linear&to=cup&panx=0.2&roll=30": func(x, y float64) float64 { return 1.75 * (x*x + y*y) },
	}
	for state, f := range exact {
		const w, h = 500, 400
		s := show(t, state)
		v := spaceOf(s).View(scene.Rect{Max: scene.Point{X: w, Y: h}}, scene.Look{})
		hits := 0
		for py := 5.; py < h; py += 10 {
			for px := 5.; px < w; px += 10 {
				q := scene.Point{X: px, Y: py}
				p, ok := s.Pick(q, w, h)
				if !ok {
					continue
				}
				hits++
				if want := f(p.X, p.Y); math.Abs(p.Z-want) > 1e-12*max(1, math.Abs(want)) {
					t.Fatalf("%s: z(%v, %v) = %v, want %v", state, p.X, p.Y, p.Z, want)
				}
				// The ray goes through the triangles, which leave the function by 2 k h^2/8 at most.
				o, d := v.Ray(q)
				u := (p.X - o.X) / d.X
				if math.Abs(d.X) < math.Abs(d.Y) {
					u = (p.Y - o.Y) / d.Y
				}
				on := o.Add(d.Scale(u))
				if state == "bowl?k=2&mode=contour" {
					on.Z = p.Z // straight from above
					on.X, on.Y = o.X, o.Y
				}
				if math.Abs(on.X-p.X) > 1e-9 || math.Abs(on.Y-p.Y) > 1e-9 || math.Abs(on.Z-p.Z) > 0.011 {
					t.Fatalf("%s: the ray through %v passes %v, not %v", state, q, on, p)
				}
			}
		}
		if hits < 50 {
			t.Errorf("%s: %d hits", state, hits)
		}
	}
}

func TestPickMark(t *testing.T) {
	s := show(t, "bowl?k=2")
	marks := len(spaceOf(s).Marks)
	q := scene.Point{X: 212, Y: 150}
	if _, ok := s.Pick(q, 500, 400); !ok || len(spaceOf(s).Marks) != marks+1 {
		t.Errorf("%d marks, want %d", len(spaceOf(s).Marks), marks+1)
	}
	s.Unpick()
	if len(spaceOf(s).Marks) != marks {
		t.Error("Unpick leaves a mark")
	}
	s.Pick(q, 500, 400)
	if _, ok := s.Pick(scene.Point{X: 1, Y: 1}, 500, 400); ok || len(spaceOf(s).Marks) != marks {
		t.Error("a miss leaves a mark")
	}
	s.Pick(q, 500, 400)
	s.Update(parse(t, "bowl?k=3"))
	if len(spaceOf(s).Marks) != marks {
		t.Error("a mark stays beside another surface")
	}
	for _, q := range []scene.Point{{X: math.NaN()}, {Y: math.Inf(1)}, {X: 1e300, Y: -1e300}} {
		if p, ok := s.Pick(q, 500, 400); ok {
			t.Errorf("%v hits %v", q, p)
		}
	}
}

// marks counts what a session's figure consists of.
func marks(s *heightfield.Session) string {
	var kinds []string
	for _, m := range spaceOf(s).Marks {
		kinds = append(kinds, strings.TrimPrefix(fmt.Sprintf("%T", m), "*space."))
	}
	return strings.Join(kinds, " ")
}

func TestModes(t *testing.T) {
	for _, tt := range []struct {
		state, marks string
		flat         bool
	}{
		{"bowl", "Surface ColorBar ProgressBar", false},
		{"bowl?bar=0&to=", "Surface", false},
		{"bowl?floor=1&to=", "Contours Surface ColorBar", false},
		{"bowl?mode=contour&to=", "Contours ColorBar", true},
		{"bowl?mode=contour&floor=1&contour=1&to=", "Contours ColorBar", true},
	} {
		s := show(t, tt.state)
		if got := marks(s); got != tt.marks || s.Flat() != tt.flat || spaceOf(s).Flat != tt.flat {
			t.Errorf("%s: %s, flat %v; want %s, %v", tt.state, got, s.Flat(), tt.marks, tt.flat)
		}
	}
}

// Octave's contour draws n levels that divide the range in n + 1 parts; so do
// those of which there are to be exactly so many.
func TestLevels(t *testing.T) {
	for n := 1; n <= 60; n += 7 {
		s := show(t, fmt.Sprintf("bowl?mode=contour&levels=%d&spacing=count&to=", n))
		c := spaceOf(s).Marks[0].(*space.Contours)
		var at []float64
		for k, line := range c.Lines {
			z := line[0].Z
			if !slices.Contains(at, z) {
				at = append(at, z)
			}
			for _, w := range line {
				if w.Z != z {
					t.Fatalf("line %d is at %v and %v", k, z, w.Z)
				}
				if f := w.X*w.X + w.Y*w.Y; math.Abs(f-z) > 0.01 {
					t.Fatalf("line %d at %v passes a point of height %v", k, z, f)
				}
			}
		}
		if len(at) != n || len(c.Colors) != len(c.Lines) {
			t.Errorf("%d heights for %d levels, %d colours for %d lines", len(at), n, len(c.Colors), len(c.Lines))
		}
		// The same lines lie on the floor, below all of the surface.
		s = show(t, fmt.Sprintf("bowl?floor=1&levels=%d&spacing=count&to=", n))
		f := spaceOf(s)
		floor := f.Marks[0].(*space.Contours)
		if len(floor.Lines) != len(c.Lines) || !floor.Floor || f.Box.Min.Z >= 0 {
			t.Errorf("%d lines on the floor at %v, want %d", len(floor.Lines), f.Box.Min.Z, len(c.Lines))
		}
		for k, line := range floor.Lines {
			for i, w := range line {
				if o := c.Lines[k][i]; w.Z != f.Box.Min.Z || w.X != o.X || w.Y != o.Y {
					t.Fatalf("the floor has %v under %v", w, o)
				}
			}
		}
	}
}

// With contour lines on the surface, the mesh's coordinate is whole at the levels.
func TestRaised(t *testing.T) {
	s := show(t, "bowl?contour=1&levels=4&spacing=count&to=")
	m := spaceOf(s).Marks[0].(*space.Surface)
	lines := m.Trace()
	if m.Levels != 4 || len(lines) < 4 {
		t.Fatalf("%d levels, %d lines", m.Levels, len(lines))
	}
	for _, line := range lines {
		k := (line[0].Z - m.LevelMin) / m.LevelStep
		if math.Abs(k-math.Round(k)) > 1e-9 || k < -1e-9 || k > 3+1e-9 {
			t.Errorf("a line at %v is level %v", line[0].Z, k)
		}
	}
}

// Lines of a fine surface are traced on fewer samples, but cover it all.
func TestLevelsFine(t *testing.T) {
	s := show(t, "bowl?mode=contour&step=0.002&xmin=-1&k=1&to=") // 1501 x 1001
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, line := range spaceOf(s).Marks[0].(*space.Contours).Lines {
		for _, w := range line {
			lo, hi = min(lo, w.X), max(hi, w.X)
		}
	}
	if lo > -0.99 || hi < 1.99 {
		t.Errorf("lines from x = %v to %v, want -1 to 2", lo, hi)
	}
}

func TestWriteCSV(t *testing.T) {
	got := table(t, show(t, "bowl?xmin=0&xmax=1&ymin=0&ymax=0.5&step=0.5&k=0.1&to="))
	const want = `x,y,z
0,0,0
0.5,0,0.025000000000000001
1,0,0.10000000000000001
0,0.5,0.025000000000000001
0.5,0.5,0.050000000000000003
1,0.5,0.125
`
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if gap := table(t, show(t, "bowl?hole=1")); strings.Count(gap, ",NaN\n") < 50 {
		t.Errorf("%d gaps", strings.Count(gap, ",NaN\n"))
	}
}

func TestCode(t *testing.T) {
	for _, tt := range []struct {
		state, language string
		want            []string
	}{
		{"bowl?k=3.5&c=-1", "python", []string{"import numpy as np\n", "x = -2 + 0.1 * np.arange(41)\n", "y = -1 + 0.1 * np.arange(21)\n",
			"X, Y = np.meshgrid(x, y)\nZ = 3.5 * (X.^2 + Y.^2) + -1  # python\n", "plot_wireframe(X, Y, Z", "view_init(elev=30, azim=-60, roll=0)"}},
		{"bowl?mode=smooth&cmap=jet&az=-45&el=60", "python", []string{`plot_surface(X, Y, Z, cmap="jet"`, "elev=60, azim=-45"}},
		{"bowl?mode=contour&levels=5&cmap=magma", "python", []string{`plt.contour(X, Y, Z, [1, 2, 3, 4], cmap="magma")`, "plt.colorbar()"}},
		{"bowl?k=3.5&step=0.5", "octave", []string{"x = -2 + 0.5 * (0:8);\n", "y = -1 + 0.5 * (0:4);\n",
			"[X, Y] = meshgrid(x, y);\nZ = 3.5 * (X.^2 + Y.^2) + 0  # octave\n", "mesh(x, y, Z);", "view(30, 30);"}},
		{"bowl?mode=surface&az=-45&el=60", "octave", []string{"surf(x, y, Z);", "view(45, 60);"}},
		{"bowl?mode=contour&levels=7&spacing=count", "octave", []string{"contour(x, y, Z, 7); colorbar;"}},
	} {
		code := show(t, tt.state).Code(tt.language)
		for _, part := range tt.want {
			if !strings.Contains(code, part) {
				t.Errorf("%s in %s lacks %s:\n%s", tt.state, tt.language, part, code)
			}
		}
	}
	if s := show(t, "bowl"); !slices.Equal(s.Languages(), []string{"python", "octave"}) {
		t.Error(s.Languages())
	}
}

// A drag draws a picture from samples that are there already.
func TestFigureAllocs(t *testing.T) {
	s := show(t, "bowl?to=")
	var l scene.DisplayList
	s.Figure().Draw(&l, 400, 300)
	if n := testing.AllocsPerRun(20, func() { s.Unpick(); s.Figure() }); n > 12 {
		t.Errorf("%v allocations", n)
	}
	if n := testing.AllocsPerRun(20, func() { s.Figure() }); n > 0 { // nothing has changed
		t.Errorf("%v allocations for the same figure", n)
	}
}

func BenchmarkFlow(b *testing.B) {
	s := show(b, "bowl?step=0.01&xmin=-2.5&xmax=2.5&ymin=-2.5&ymax=2.5") // 501 x 501
	states := [2]exhibit.State{}
	for k, text := range []string{"0.3", "0.6"} {
		states[k], _ = s.State.Set("t", text)
	}
	for k := 0; b.Loop(); k++ {
		if err := s.Update(states[k%2]); err != nil {
			b.Fatal(err)
		}
	}
}

// What is pointed at in one panel is shown in the others.
func TestBeside(t *testing.T) {
	const w, h = 900., 500.
	for _, which := range []string{"map", "profiles"} {
		s := show(t, "bowl?k=2&beside="+which)
		rects := s.Figure().Rects(w, h)
		hits := 0
		for k := 1; k < len(rects); k++ {
			for py := rects[k].Min.Y; py < rects[k].Max.Y; py += 17 {
				for px := rects[k].Min.X; px < rects[k].Max.X; px += 17 {
					p, ok := s.Pick(scene.Point{X: px, Y: py}, w, h)
					if !ok {
						continue
					}
					hits++
					if want := 2 * (p.X*p.X + p.Y*p.Y); math.Abs(p.Z-want) > 1e-12*max(1, want) {
						t.Fatalf("%s: z(%v, %v) = %v, want %v", which, p.X, p.Y, p.Z, want)
					}
					// The surface's own panel marks the same point.
					var probe *space.Probe
					for _, m := range spaceOf(s).Marks {
						if m, ok := m.(*space.Probe); ok {
							probe = m
						}
					}
					if probe == nil || probe.At.X != p.X || probe.At.Y != p.Y {
						t.Fatalf("%s: the surface marks %v, not %v", which, probe, p)
					}
				}
			}
		}
		if hits < 50 {
			t.Errorf("%s: %d hits", which, hits)
		}
		at := rects[0].Center()
		if p, ok := s.Pick(at, w, h); !ok || math.Abs(p.Z-2*(p.X*p.X+p.Y*p.Y)) > 1e-12 {
			t.Errorf("%s: in the middle of the surface is %v, %v", which, p, ok)
		}
	}
	s := show(t, "bowl?k=2&beside=profiles")
	rects := s.Figure().Rects(w, h)
	profile := s.Figure().Panels[1].(*plot.Plot)
	f := profile.Layout(rects[1], scene.Look{})
	q, _ := f.ToScreen(1.5, 3)
	p, ok := s.Pick(q, w, h)
	if !ok || math.Abs(p.X-1.5) > 1e-9 || math.Abs(p.Y) > 1e-9 {
		t.Errorf("pointing at x = 1.5 in the profile along x gives %v, %v", p, ok)
	}
	line := s.Figure().Panels[2].(*plot.Plot).Marks[1].(*plot.Line)
	for k, y := range line.X {
		if want := 2 * (2.25 + y*y); math.Abs(line.Y[k]-want) > 1e-9 {
			t.Fatalf("the profile along y at x = 1.5 has %v at %v, want %v", line.Y[k], y, want)
		}
	}
}

// A body has the box's proportions, and not more samples than can be printed.
func TestModel(t *testing.T) {
	m, _, err := show(t, "bowl?step=0.002&thick=5").Model(func() {})
	g, scale := m.Grid, m.Scale
	if g.Nx() > 401 || g.Ny() > 401 || g.Nx() < 200 {
		t.Errorf("%d x %d samples", g.Nx(), g.Ny())
	}
	if math.Abs(scale[0]*4-4) > 1e-9 || math.Abs(scale[1]*2-4) > 1e-9 || math.Abs(scale[2]*5-3) > 0.01 {
		t.Errorf("scale %v", scale)
	}
	if m.Thickness != 5 || m.Sheet != nil || err != nil {
		t.Errorf("%v mm thick, sheet %v, %v", m.Thickness, m.Sheet, err)
	}
}
