package heightfield

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"zscape/compute/grid"
)

func TestHistogramCounts(t *testing.T) {
	nan := math.NaN()
	z := []float64{0, 0.0249, 0.025, 0.5, 1, 1.1, -0.1, nan}
	counts := histogram(nil, nil, z, zRange{0, 1})
	want := make([]int, bins)
	want[0], want[1], want[20], want[39] = 2, 1, 1, 1
	if !slices.Equal(counts, want) {
		t.Errorf("%v, want %v", counts, want)
	}
	if counts = histogram(nil, []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, z, zRange{0, 1}); counts[4] != 7 {
		t.Errorf("values where z is a gap count: %v", counts)
	}
}

// Differences are exact for parabolas, on uneven axes as well; beside gaps they
// are one-sided.
func TestGradients(t *testing.T) {
	g := grid.New([]float64{-1, 0, 0.5, 2, 4}, []float64{0, 1, 1.5, 5})
	g.Fill(func(x, y float64) float64 { return x*x - 3*x + 2*y*y + y })
	got := make([]float64, len(g.Z))
	gradientsTo(got, g)
	for j := 1; j < g.Ny()-1; j++ {
		for i := 1; i < g.Nx()-1; i++ {
			want := math.Hypot(2*g.X[i]-3, 4*g.Y[j]+1)
			if math.Abs(got[j*g.Nx()+i]-want) > 1e-12 {
				t.Errorf("at %v, %v: %v, want %v", g.X[i], g.Y[j], got[j*g.Nx()+i], want)
			}
		}
	}
	g.Fill(func(x, y float64) float64 { return 3*x - 4*y })
	g.Z[2*5+2] = math.NaN()
	gradientsTo(got, g)
	for k, v := range got {
		if k != 12 && math.Abs(v-5) > 1e-12 {
			t.Errorf("sample %d of a plane: %v, want 5", k, v)
		}
	}
}

func TestReadLevels(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "1": "1", " 2 , -1 ,0.50, 2": "-1, 0.5, 2", "step 0.25": "step 0.25", "step2": "step 2", "1e3,\u22121": "-1, 1000", "-0": "0",
	} {
		if got, reason := checkLevels(text); got != want || reason != nil {
			t.Errorf("%q is %q, %v", text, got, reason)
		}
		if again, reason := checkLevels(want); again != want || reason != nil {
			t.Errorf("%q is read as %q, %v", want, again, reason)
		}
	}
	for text, want := range map[string]string{
		"a":       `must be a list such as -1, 0, 2.5 or a step such as step 0.25: "a" is not a number`,
		"1,":      `must be a list such as -1, 0, 2.5 or a step such as step 0.25: "" is not a number`,
		"1,inf":   `must be a list such as -1, 0, 2.5 or a step such as step 0.25: "inf" is not finite`,
		"step":    "must have a number after step, such as step 0.25",
		"step -1": "must have a step greater than 0",
		"step 0":  "must have a step greater than 0",
	} {
		if _, reason := checkLevels(text); fmt.Sprint(reason) != want {
			t.Errorf("%q: %v, want %s", text, reason, want)
		}
	}
}

func FuzzReadLevels(f *testing.F) {
	for _, text := range []string{"", "1, 2", "step 0.5", "step", ",", "1e308,-1e308", "step 1e-300"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		canonical, reason := checkLevels(text)
		if reason != nil {
			return
		}
		if again, reason := checkLevels(canonical); again != canonical || reason != nil {
			t.Fatalf("%q becomes %q, which becomes %q, %v", text, canonical, again, reason)
		}
		spec, _ := readLevels(text)
		if len(spec.list) > MaxLevels || !slices.IsSorted(spec.list) || spec.step < 0 {
			t.Fatalf("%q: %+v", text, spec)
		}
	})
}

func TestCoarsened(t *testing.T) {
	for _, tt := range []struct{ step, lo, hi, want float64 }{
		{0.25, 0, 1, 0.25}, {1e-3, 0, 1, 0.01}, {1e-3, 0, 0.3, 0.002}, {1, 0, 1e6, 10000}, {1e-300, 0, 1, 0},
	} {
		got := coarsened(tt.step, tt.lo, tt.hi)
		if tt.want > 0 && math.Abs(got-tt.want) > 1e-9*tt.want || (tt.hi-tt.lo)/got > MaxLevels {
			t.Errorf("step %v from %v to %v: %v, want %v", tt.step, tt.lo, tt.hi, got, tt.want)
		}
	}
}

// A sphere of radius 5 is curved by 1/5 everywhere, a plane not at all.
func TestCurvatures(t *testing.T) {
	axis := grid.Linspace(-1, 1, 101)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return -math.Sqrt(25 - x*x - y*y) })
	got := make([]float64, len(g.Z))
	curvaturesTo(got, g)
	for k, v := range got {
		if math.Abs(v-0.2) > 1e-4 {
			t.Fatalf("sample %d of a bowl: %v, want 0.2", k, v)
		}
	}
	g = grid.New([]float64{0, 1, 3}, []float64{0, 2, 3, 7})
	g.Fill(func(x, y float64) float64 { return 3*x - y })
	got = got[:12]
	curvaturesTo(got, g)
	if i := slices.IndexFunc(got, func(v float64) bool { return math.Abs(v) > 1e-12 }); i >= 0 {
		t.Errorf("a plane is curved by %v", got[i])
	}
}

// At the edge of a gap, what lies beside it counts.
func TestNearby(t *testing.T) {
	half := func(x, y float64) float64 {
		if x > 1 || y > 2 {
			return math.NaN()
		}
		return 3*x - 4*y
	}
	for _, p := range [][2]float64{{0, 0}, {1, 0}, {0, 2}, {1, 2}, {1, 1.9999999}} {
		if v := nearby(half, p[0], p[1], 1e-5, 1e-5, slopeAt); math.Abs(v-5) > 1e-5 {
			t.Errorf("slope %v at %v, want 5", v, p)
		}
	}
	ball := func(x, y float64) float64 { return -math.Sqrt(4 - x*x - y*y) }
	for _, p := range [][2]float64{{0, 0}, {0.5, -0.7}, {1, 1}} {
		if v := nearby(ball, p[0], p[1], 1e-3, 1e-3, curvatureAt); math.Abs(v-0.5) > 1e-4 {
			t.Errorf("curvature %v at %v, want 0.5", v, p)
		}
	}
	if v := nearby(func(x, y float64) float64 { return math.NaN() }, 0, 0, 1, 1, slopeAt); v == v {
		t.Errorf("nothing has the slope %v", v)
	}
}
