package heightfield_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zscape/exhibit/heightfield"
	"zscape/scene/space"
)

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
