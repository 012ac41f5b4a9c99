package surface

import (
	"bytes"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
)

func open(name string) (*exhibit.Exhibit, bool) { return Exhibit, name == Exhibit.Name }

func parse(t testing.TB, text string) exhibit.State {
	t.Helper()
	s, problems, err := exhibit.Parse(text, open)
	if err != nil || problems != nil {
		t.Fatalf("%s: %v, %v", text, err, problems)
	}
	return s
}

func show(t testing.TB, text string) *heightfield.Session {
	t.Helper()
	session := Exhibit.New(open).(*heightfield.Session)
	if err := session.Update(parse(t, text)); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return session
}

// The values are the formula's, on a lattice of so many samples.
func TestValues(t *testing.T) {
	for text, f := range map[string]func(x, y float64) float64{
		"surface?f=sin(x*y)/(1%2Bx^2)&xmin=-2&xmax=2&ymin=-1&ymax=1&nx=41&ny=21": func(x, y float64) float64 { return math.Sin(x*y) / (1 + x*x) },
		"surface?f=a*x%2Bb*y^2&a=2&b=-3&nx=5&ny=4":                               func(x, y float64) float64 { return 2*x - 3*y*y },
		"surface?b=-3&a=2&f=a*x%2Bb*y^2&ny=4&nx=5":                               func(x, y float64) float64 { return 2*x - 3*y*y },
		"surface?f=a*x%2Bb*y^2&nx=5&ny=4":                                        func(x, y float64) float64 { return x + y*y },
		"surface?f=sqrt(x)&nx=11&ny=3":                                           func(x, y float64) float64 { return math.Sqrt(x) },
		"surface?f=sin(x%2Bt)&t=0.25&nx=11&ny=3":                                 func(x, y float64) float64 { return math.Sin(x + 0.25) },
	} {
		s := show(t, text)
		x, y := s.Lattice()
		st := parse(t, text)
		if len(x) != st.Int("nx") || len(y) != st.Int("ny") || x[0] != st.Number("xmin") || x[len(x)-1] != st.Number("xmax") || y[len(y)-1] != st.Number("ymax") {
			t.Errorf("%s: %d x %d samples to %v, %v", text, len(x), len(y), x[len(x)-1], y[len(y)-1])
		}
		var b bytes.Buffer
		s.WriteCSV(&b)
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")[1:]
		if len(lines) != len(x)*len(y) {
			t.Fatalf("%s: %d lines", text, len(lines))
		}
		for _, line := range lines {
			var v [3]float64
			for k, field := range strings.Split(line, ",") {
				v[k], _ = strconv.ParseFloat(field, 64)
			}
			want := f(v[0], v[1])
			if math.IsNaN(want) {
				if !strings.HasSuffix(line, ",NaN") {
					t.Errorf("%s: a value where there is none: %s", text, line)
				}
			} else if !(math.Abs(v[2]-want) <= 1e-12*max(1, math.Abs(want))) {
				t.Errorf("%s: %s, want %v", text, line, want)
			}
		}
	}
}

// Names that mean nothing else become controls, and stay what they are while
// the formula has them.
func TestParameters(t *testing.T) {
	s := parse(t, "surface?f=a*sin(b*x)&b=3&a=2")
	keys := func(s exhibit.State) (list []string) {
		for _, c := range s.More() {
			list = append(list, c.Key)
		}
		return list
	}
	if k := strings.Join(keys(s), " "); k != "a b" || s.String() != "surface?f=a*sin(b*x)&a=2&b=3" {
		t.Errorf("%s: %s", k, s)
	}
	next, err := s.Set("f", "b*cos(c*y)")
	if err != nil || next.String() != "surface?f=b*cos(c*y)&b=3" || strings.Join(keys(next), " ") != "b c" {
		t.Errorf("%s, %v", next, err)
	}
	if s.String() != "surface?f=a*sin(b*x)&a=2&b=3" {
		t.Errorf("the State that was has changed to %s", s)
	}
	if wrong, err := next.Set("f", "b*cos("); err != nil || len(wrong.More()) != 0 {
		t.Errorf("%s, %v", wrong, err)
	}
	if _, err := next.Set("a", "1"); err == nil {
		t.Error("a parameter that is not there is taken")
	}
	if _, problems, _ := exhibit.Parse("surface?f=a*x&b=3&a=x", open); len(problems) != 2 {
		t.Errorf("problems %v", problems)
	}
	if len(keys(parse(t, "surface?f=t*x*r*theta*pi*e"))) != 0 {
		t.Error("t, r, theta, pi or e is a slider")
	}
}

// What is wrong is named with its place, and changes nothing.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		f, reason, at string
	}{
		{"sin(x*", "cannot be read at character 7: expected", ""},
		{"x + * y", "cannot be read at character 5: expected", "*"},
		{"sin x", "cannot be read at character 5", ""},
		{"foo(x)", "cannot be read at character 1", "foo"},
		{"", "cannot be read at character 1", ""},
		{"zoom*x", "uses the name of another control, zoom", "zoom"},
		{strings.Repeat("(", 200) + "x", "cannot be read", ""},
		{"a1+a2+a3+a4+a5+a6+a7+a8+a9+b1+b2+b3+b4+b5+b6+b7+b8+b9+c1+c2+c3+c4+c5+c6+c7", "has 25 parameters, at most 24 are allowed", ""},
	} {
		session := show(t, "surface?f=x&nx=3&ny=3")
		st, err := session.State.Set("f", tt.f)
		if err == nil {
			err = session.Update(st)
		}
		var p *exhibit.Problem
		if !errors.As(err, &p) || p.Key != "f" || !strings.HasPrefix(p.Reason.En, tt.reason) {
			t.Errorf("%q: %v, want %s", tt.f, err, tt.reason)
			continue
		}
		if tt.at != "" && p.Value[p.From:p.To] != tt.at {
			t.Errorf("%q: the culprit is %q, want %q", tt.f, p.Value[p.From:p.To], tt.at)
		}
		if session.State.Text("f") != "x" {
			t.Errorf("%q changes the session", tt.f)
		}
	}
}

// A surface with t can be played, another cannot.
func TestMoves(t *testing.T) {
	if !show(t, "surface?f=sin(x-t)").Playable() || show(t, "surface?f=sin(x)").Playable() || !show(t, "surface?f=sin(x)&to=surface").Playable() {
		t.Error("what can be played is wrong")
	}
	s := show(t, "surface?f=t%2B0*x&nx=3&ny=3")
	for _, position := range []string{"0", "0.5", "1"} {
		st, _ := s.State.Set("t", position)
		if err := s.Update(st); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if s.WriteCSV(&b); !strings.HasSuffix(b.String(), ","+position+"\n") {
			t.Errorf("at t = %s: %s", position, b.String())
		}
	}
}

// Poles are gaps, and the axes show what is between them.
func TestPoles(t *testing.T) {
	s := show(t, "surface?f=1/x")
	panel := s.Figure().Panels[0].(*space.Space)
	if z := panel.Box.Max.Z; z > 5 || z < 0.5 {
		t.Errorf("beside a pole the axis reaches to %v", z)
	}
	clip := panel.Marks[0].(*space.Surface).Clip
	if clip == nil || clip.Min != panel.Box.Min.Z || clip.Max != panel.Box.Max.Z {
		t.Errorf("the surface is cut off at %+v, the box at %v", clip, panel.Box)
	}
	var l scene.DisplayList
	s.Figure().Draw(&l, 400, 300)
	for _, op := range l.Ops() {
		m, ok := op.(*scene.Mesh)
		if !ok {
			continue
		}
		over := 0
		for k := 0; k < len(m.Index); k += 3 {
			sides := [3]bool{}
			for _, i := range m.Index[k : k+3] {
				if int(i) < 81*81 { // a sample; column 40 is at the pole
					sides[int(i)%81/40] = true
				}
			}
			if sides[0] && sides[1] {
				over++
			}
		}
		if over > 0 {
			t.Errorf("%d triangles reach over the pole", over)
		}
	}
}

// The probe says the exact slopes.
func TestProbe(t *testing.T) {
	s := show(t, "surface?f=x^2%2B3y&shape=1&xmin=0&xmax=1&ymin=0&ymax=1")
	for px := 200.; px < 600; px += 10 {
		p, ok := s.Pick(scene.Point{X: px, Y: 300}, 800, 600)
		if !ok {
			continue
		}
		gradient := readout(t, s, "gradient").([]float64)
		if math.Abs(gradient[0]-2*p.X) > 1e-12 || gradient[1] != 3 || math.Abs(p.Z-p.X*p.X-3*p.Y) > 1e-12 {
			t.Errorf("at %v the gradient is %v", p, gradient)
		}
		if e := readout(t, s, "hessian").([]float64); e[0] != 0 || math.Abs(e[1]-2) > 1e-12 {
			t.Errorf("the Hessian has the eigenvalues %v", e)
		}
		if plane := readout(t, s, "tangent").(string); !strings.HasPrefix(plane, "z = ") || !strings.Contains(plane, " + 3 (y ") {
			t.Errorf("the tangent plane is %s", plane)
		}
	}
	s.Unpick()
	if readout(t, s, "gradient") != "–" || readout(t, show(t, "surface"), "gradient") != nil {
		t.Error("without a pointer, or unwanted, there is a gradient")
	}
}

// Copied code says the formula and its parameters.
func TestCode(t *testing.T) {
	s := show(t, "surface?f=a*sin(b*x)&a=2&nx=5&ny=7")
	if code := s.Code("python"); !strings.Contains(code, "x = np.linspace(-5, 5, 5)") || !strings.Contains(code, "Z = f(X, Y, 2, 1)") || !strings.Contains(code, "def f(x, y, a, b)") {
		t.Error(code)
	}
	if code := s.Code("octave"); !strings.Contains(code, "y = linspace(-5, 5, 7);") || !strings.Contains(code, "Z = f(X, Y, 2, 1);") {
		t.Error(code)
	}
}

// The Go program that is copied prints the same table.
func TestGoCode(t *testing.T) {
	s := show(t, "surface?f=a*sin(b*x)%2Bmod(y,2)-x/3&a=-2&nx=4&ny=3&xmin=-1.5&ymax=2")
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte(s.Code("go")), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, out, s.Code("go"))
	}
	var b bytes.Buffer
	s.WriteCSV(&b)
	got, want := strings.Split(string(out), "\n"), strings.Split(b.String(), "\n")
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for k := range got[1 : len(got)-1] {
		g, w := strings.Split(got[k+1], ","), strings.Split(want[k+1], ",")
		for i := range 3 {
			a, _ := strconv.ParseFloat(g[i], 64)
			v, err := strconv.ParseFloat(w[i], 64)
			if err != nil || math.Abs(a-v) > 1e-12 {
				t.Errorf("line %d is %s, want %s", k+1, got[k+1], want[k+1])
			}
		}
	}
}

// Colours by slope and curvature are exact, and by differences nearly so.
func TestColorByShape(t *testing.T) {
	const f = "surface?f=sin(x)*cos(y)&nx=101&ny=101&xmin=-2&xmax=2&ymin=-2&ymax=2&mode=smooth&color="
	for _, by := range []string{"slope", "curvature"} {
		exact := show(t, f+by).Figure().Panels[0].(*space.Space).Marks[0].(*space.Surface)
		near := show(t, strings.ReplaceAll(f, "101", "401")+by).Figure().Panels[0].(*space.Space).Marks[0].(*space.Surface)
		for j := 5; j < 96; j += 5 {
			for i := 5; i < 96; i += 5 {
				a, b := exact.Values[j*101+i], near.Values[4*j*401+4*i]
				if math.Abs(a-b) > 2e-4 {
					t.Fatalf("%s at sample %d, %d: %v, by differences %v", by, i, j, a, b)
				}
				x, y := exact.Grid.X[i], exact.Grid.Y[j]
				if want := math.Hypot(math.Cos(x)*math.Cos(y), math.Sin(x)*math.Sin(y)); by == "slope" && math.Abs(a-want) > 1e-12 {
					t.Fatalf("slope %v, want %v", a, want)
				}
			}
		}
	}
}
