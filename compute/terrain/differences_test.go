package terrain

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zscape/compute/grid"
)

// Differences are exact for parabolas, on uneven axes as well; beside gaps they
// are one-sided.
func TestSteepnessTo(t *testing.T) {
	g := grid.New([]float64{-1, 0, 0.5, 2, 4}, []float64{0, 1, 1.5, 5})
	g.Fill(func(x, y float64) float64 { return x*x - 3*x + 2*y*y + y })
	got := make([]float64, len(g.Z))
	SteepnessTo(got, g)
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
	SteepnessTo(got, g)
	for k, v := range got {
		if k != 12 && math.Abs(v-5) > 1e-12 {
			t.Errorf("sample %d of a plane: %v, want 5", k, v)
		}
	}
}

// A sphere of radius 5 is curved by 1/5 everywhere, a plane not at all.
func TestMeanCurvaturesTo(t *testing.T) {
	axis := grid.Linspace(-1, 1, 101)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return -math.Sqrt(25 - x*x - y*y) })
	got := make([]float64, len(g.Z))
	MeanCurvaturesTo(got, g)
	for k, v := range got {
		if math.Abs(v-0.2) > 1e-4 {
			t.Fatalf("sample %d of a bowl: %v, want 0.2", k, v)
		}
	}
	g = grid.New([]float64{0, 1, 3}, []float64{0, 2, 3, 7})
	g.Fill(func(x, y float64) float64 { return 3*x - y })
	got = got[:12]
	MeanCurvaturesTo(got, g)
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
		if v := Nearby(half, p[0], p[1], 1e-5, 1e-5, SteepnessOf); math.Abs(v-5) > 1e-5 {
			t.Errorf("slope %v at %v, want 5", v, p)
		}
	}
	ball := func(x, y float64) float64 { return -math.Sqrt(4 - x*x - y*y) }
	for _, p := range [][2]float64{{0, 0}, {0.5, -0.7}, {1, 1}} {
		if v := Nearby(ball, p[0], p[1], 1e-3, 1e-3, MeanCurvatureOf); math.Abs(v-0.5) > 1e-4 {
			t.Errorf("curvature %v at %v, want 0.5", v, p)
		}
	}
	if v := Nearby(func(x, y float64) float64 { return math.NaN() }, 0, 0, 1, 1, SteepnessOf); v == v {
		t.Errorf("nothing has the slope %v", v)
	}
}

func TestDifferencesLengths(t *testing.T) {
	g := grid.New([]float64{0, 1, 2}, []float64{0, 1})
	for name, to := range map[string]func(dst []float64, g *grid.Grid){"SteepnessTo": SteepnessTo, "MeanCurvaturesTo": MeanCurvaturesTo} {
		func() {
			defer func() {
				if r, ok := recover().(string); !ok || !strings.HasPrefix(r, "terrain: ") {
					t.Errorf("%s takes 5 values for 6 samples: %v", name, r)
				}
			}()
			to(make([]float64, 5), g)
		}()
	}
}

// Differences on a lattice are taken with every change of a picture.
func BenchmarkDifferences(b *testing.B) {
	axis := grid.Linspace(-3, 3, 500)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return math.Sin(x) * math.Cos(y) })
	dst := make([]float64, len(g.Z))
	for _, bb := range []struct {
		name string
		to   func(dst []float64, g *grid.Grid)
	}{{"steepness", SteepnessTo}, {"curvature", MeanCurvaturesTo}} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bb.to(dst, g)
			}
		})
	}
}
