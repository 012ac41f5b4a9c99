package contour

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Octave's default levels, less the first, which is the minimum itself and draws
// nothing.
func TestLevelsOctave(t *testing.T) {
	g, _ := bell(t)
	zmin, zmax, _ := g.Range()
	got := Levels(zmin, zmax, 10)
	want := readOctave(t).LevelList[1:]
	if len(got) != len(want) {
		t.Fatalf("%d levels, want %d", len(got), len(want))
	}
	for k := range want {
		if math.Abs(got[k]-want[k]) > 1e-15 {
			t.Errorf("level %d is %v, want %v", k, got[k], want[k])
		}
	}
}

func TestNiceLevels(t *testing.T) {
	for _, tt := range []struct {
		zmin, zmax float64
		n          int
		want       []float64
	}{
		{0, 1, 10, []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}},
		{0, 1, 8, []float64{0.2, 0.4, 0.6, 0.8}},
		{-1.99, 2.01, 5, []float64{-1, 0, 1, 2}},
		{0.0001, 0.0919, 10, []float64{0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09}},
		{120, 9000, 3, []float64{5000}},
		{120, 9000, 4, []float64{2000, 4000, 6000, 8000}},
		{-0.25, -0.05, 3, []float64{-0.2, -0.15, -0.1}},
	} {
		if got := NiceLevels(tt.zmin, tt.zmax, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("NiceLevels(%v, %v, %d) = %v, want %v", tt.zmin, tt.zmax, tt.n, got, tt.want)
		}
	}
}

func TestNiceLevelsProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		zmin := rng.NormFloat64() * math.Pow(10, float64(rng.IntN(20)-10))
		zmax := zmin + math.Pow(10, 20*rng.Float64()-10)
		n := 1 + rng.IntN(30)
		levels := NiceLevels(zmin, zmax, n)
		if len(levels) > n || !slices.IsSorted(levels) {
			t.Fatalf("NiceLevels(%v, %v, %d) = %v", zmin, zmax, n, levels)
		}
		if n >= 3 && len(levels) < n/3 && zmax-zmin > 1e-9*math.Abs(zmin) {
			t.Fatalf("NiceLevels(%v, %v, %d) = %v, too few", zmin, zmax, n, levels)
		}
		for _, v := range levels {
			if v <= zmin || v >= zmax {
				t.Fatalf("NiceLevels(%v, %v, %d): %v is outside", zmin, zmax, n, v)
			}
		}
	}
}

func TestNoLevels(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		zmin, zmax float64
		n          int
	}{{0, 0, 5}, {1, 0, 5}, {0, 1, 0}, {0, 1, -1}, {nan, 1, 5}, {0, nan, 5}, {0, inf, 5}, {-inf, 0, 5}, {-1e308, 1e308, 5}} {
		if l := Levels(tt.zmin, tt.zmax, tt.n); len(l) != 0 {
			t.Errorf("Levels(%v, %v, %d) = %v", tt.zmin, tt.zmax, tt.n, l)
		}
		if l := NiceLevels(tt.zmin, tt.zmax, tt.n); len(l) != 0 {
			t.Errorf("NiceLevels(%v, %v, %d) = %v", tt.zmin, tt.zmax, tt.n, l)
		}
	}
	if l := NiceLevels(1e16, 1e16+2, 5); len(l) != 0 {
		t.Errorf("levels between neighbouring numbers: %v", l)
	}
}
