package surface

import (
	"math"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/scene"
)

// The table has all that is shown: a column for each height field, or the parts
// one after the other.
func TestTableOfPieces(t *testing.T) {
	const box = "&xmin=0&xmax=1&ymin=0&ymax=2&nx=2&ny=2"
	for text, want := range map[string]string{
		"surface?f=x;x%2By;3" + box:                                         "x,y,z,z2,z3\n0,0,0,0,3\n1,0,1,1,3\n0,2,0,2,3\n1,2,1,3,3\n",
		"surface?f=x;(u,v,u*v)&umin=1&umax=2&vmin=3&vmax=4&us=2&vs=2" + box: "part,u,v,x,y,z\n1,,,0,0,0\n1,,,1,0,1\n1,,,0,2,0\n1,,,1,2,1\n2,1,3,1,3,3\n2,2,3,2,3,6\n2,1,4,1,4,4\n2,2,4,2,4,8\n",
		"surface?f=(u,1/u,0)&umin=-1&umax=1":                                "part,u,v,x,y,z\n1,-1,,-1,-1,0\n",
	} {
		var b strings.Builder
		if err := show(t, text).WriteCSV(&b); err != nil || !strings.HasPrefix(b.String(), want) {
			t.Errorf("%s: %v, %.200s, want %s", text, err, b.String(), want)
		}
	}
}

// What is no height field is seen from above as contour lines and curves; there
// are no profiles of it, no cut and no body.
func TestWithoutField(t *testing.T) {
	const ball = "surface?f=(2cos(u)*sin(v),2sin(u)*sin(v),2cos(v));(u,0,0)&vmax=pi&at=0,1"
	for _, text := range []string{ball + "&mode=contour", ball + "&beside=map"} {
		f := show(t, text).Figure()
		circles, curves := 0, 0
		for _, m := range f.Panels[len(f.Panels)-1].(*scene.Space).Marks {
			switch m := m.(type) {
			case *scene.Contours:
				for _, line := range m.Lines {
					for _, p := range line {
						if r := math.Hypot(p.X, p.Y); math.Abs(r-math.Sqrt(4-p.Z*p.Z)) > 0.01 {
							t.Fatalf("%s: %v is not on the ball", text, p)
						}
						circles++
					}
				}
			case *scene.Curve:
				curves++
			}
		}
		if circles < 50 || curves != 1 {
			t.Errorf("%s: %d points of contour lines, %d curves", text, circles, curves)
		}
		var l scene.DisplayList
		f.Draw(&l, 700, 500)
		if err := scene.Check(&l, 1e4); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, beside := range []string{"profiles", "section"} {
		s := show(t, ball+"&beside="+beside)
		if n := len(s.Figure().Panels); n != 1 {
			t.Errorf("beside=%s: %d panels", beside, n)
		}
		if _, ok := s.Grab(scene.Point{X: 300, Y: 300}, 700, 500, exhibit.Grip{Touch: true}); ok {
			t.Errorf("beside=%s: something is held", beside)
		}
	}
	for _, by := range []string{"slope", "curvature"} {
		s := show(t, ball+"&mode=smooth&parts=z&color="+by)
		if b := mark[*scene.ColorBar](t, s); b.Title != "z" || b.Min != -2 || b.Max != 2 {
			t.Errorf("color=%s: %s from %v to %v", by, b.Title, b.Min, b.Max)
		}
	}
	if g, _ := show(t, ball).Model(); g != nil {
		t.Error("a ball is a height field")
	}
}

// The programs that are copied compute all that is shown.
func TestCodeOfPieces(t *testing.T) {
	for _, tt := range []struct {
		state          string
		python, octave []string
	}{
		{"surface?f=x;a&a=2&mode=surface", []string{"X, Y = np.meshgrid(np.linspace(-5, 5, 81)", "Z = f(X, Y, 2) + 0*X", "ax.plot_surface(X, Y, Z, color=\"C1\")"}, []string{"surf(X, Y, Z)", "Z = f(X, Y);", "Z = f(X, Y, 2) + 0*X;"}},
		{"surface?f=r*cos(3theta)&domain=polar", []string{"X, Y = R*np.cos(T), R*np.sin(T)", "plot_wireframe"}, []string{"X = R .* cos(T);", "mesh(X, Y, Z)"}},
		{"surface?f=r&domain=polar&mode=contour&levels=4", []string{"plt.contour(X, Y, Z, 4"}, []string{"contour(X, Y, Z, 4)"}},
		{"surface?f=(cos(u),sin(u),u/5);(cos(u)*sin(v),sin(u)*sin(v),1)", []string{"ax.plot(X, Y, Z", "U, V = np.meshgrid(np.linspace(0, 6.283185307179586, 81), np.linspace(0, 6.283185307179586, 41))", "set_aspect"}, []string{"plot3(X, Y, Z", "mesh(X, Y, Z)", "axis equal"}},
		{"surface?f=(v,1,2)&mode=contour", []string{"U = np.linspace(0", "ax.plot(X, Y, Z"}, []string{"plot3(X, Y, Z"}},
	} {
		s := show(t, tt.state)
		for language, parts := range map[string][]string{"python": tt.python, "octave": tt.octave} {
			code := s.Code(language)
			for _, part := range parts {
				if !strings.Contains(code, part) {
					t.Errorf("%s, %s: no %q in\n%s", tt.state, language, part, code)
				}
			}
		}
		if l := s.Languages(); len(l) != 2 {
			t.Errorf("%s: %q", tt.state, l)
		}
		octave, err := exec.LookPath("octave-cli")
		if err != nil {
			continue
		}
		// Computed, not drawn.
		draws := regexp.MustCompile(`(?m)^((mesh|surf|plot3|contour)\(.*|axis equal;|view.*|xlabel.*)$`)
		code := draws.ReplaceAllString(s.Code("octave"), "assert(size(X), size(Z)); assert(size(X), size(Y)); assert(numel(Z) > 100);")
		if out, err := exec.Command(octave, "--norc", "--quiet", "--eval", code).CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s\n%s", tt.state, err, out, code)
		}
	}
}
