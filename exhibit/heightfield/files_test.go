package heightfield_test

import (
	"math"
	"slices"
	"strings"
	"testing"
)

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
