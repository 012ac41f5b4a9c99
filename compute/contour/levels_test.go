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
		{0, 1, 8, []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}},
		{0, 1, 6, []float64{0.2, 0.4, 0.6, 0.8}},
		{0, 1, 2, []float64{0.5}},
		{0, 1, 1, []float64{0.5}},
		{1.1, 1.9, 1, []float64{1.5}},
		{-1.99, 2.01, 5, []float64{-1, 0, 1, 2}},
		{0.0001, 0.0919, 10, []float64{0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09}},
		{120, 9000, 3, []float64{2000, 4000, 6000, 8000}},
		{120, 9000, 2, []float64{5000}},
		{-0.25, -0.05, 3, []float64{-0.2, -0.15, -0.1}},
		{1e6 - 25, 1e6 + 25, 10, []float64{999980, 999985, 999990, 999995, 1000000, 1000005, 1000010, 1000015, 1000020}},
		{-5e300, 5e300, 4, []float64{-4e300, -2e300, 0, 2e300, 4e300}},
	} {
		if got := NiceLevels(tt.zmin, tt.zmax, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("NiceLevels(%v, %v, %d) = %v, want %v", tt.zmin, tt.zmax, tt.n, got, tt.want)
		}
	}
}

func TestNiceLogLevels(t *testing.T) {
	for _, tt := range []struct {
		zmin, zmax float64
		n          int
		want       []float64
	}{
		{1, 10, 10, []float64{2, 3, 4, 5, 6, 7, 8, 9}},
		{0.5, 200, 10, []float64{1, 2, 5, 10, 20, 50, 100}},
		{0.5, 200, 2, []float64{1, 100}},
		{0.5, 200, 3, []float64{1, 10, 100}},
		{1e-6, 1e6, 10, []float64{1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1e3, 1e4, 1e5}},
		{1e-12, 1e12, 6, []float64{1e-10, 1e-5, 1, 1e5, 1e10}},
		{2, 3, 5, []float64{2.2, 2.4, 2.6, 2.8}},
		{0, 1, 5, nil},
		{-1, 1, 5, nil},
	} {
		if got := NiceLogLevels(tt.zmin, tt.zmax, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("NiceLogLevels(%v, %v, %d) = %v, want %v", tt.zmin, tt.zmax, tt.n, got, tt.want)
		}
	}
}

// Levels are inside, ascending, and about as many as wanted: no other step of 1,
// 2 and 5 would give a number nearer to that.
func TestNiceLevelsProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	inside := func(levels []float64, zmin, zmax float64) bool {
		for k, v := range levels {
			if v <= zmin || v >= zmax || k > 0 && v <= levels[k-1] {
				return false
			}
		}
		return true
	}
	for range 2000 {
		zmin := rng.NormFloat64() * math.Pow(10, float64(rng.IntN(20)-10))
		zmax := zmin + math.Pow(10, 20*rng.Float64()-10)
		n := 1 + rng.IntN(60)
		levels := NiceLevels(zmin, zmax, n)
		if !inside(levels, zmin, zmax) {
			t.Fatalf("NiceLevels(%v, %v, %d) = %v", zmin, zmax, n, levels)
		}
		if off := float64(len(levels)) / float64(n); zmax-zmin > 1e-9*math.Abs(zmin) && (len(levels) == 0 || n > 4 && (off < 0.5 || off > 1.7)) {
			t.Fatalf("NiceLevels(%v, %v, %d) are %d: %v", zmin, zmax, n, len(levels), levels)
		}
		zmin = math.Pow(10, 40*rng.Float64()-20)
		zmax = zmin * math.Pow(10, 30*rng.Float64())
		levels = NiceLogLevels(zmin, zmax, n)
		if !inside(levels, zmin, zmax) || len(levels) == 0 && zmax > 1.001*zmin || len(levels) > 3*n+3 {
			t.Fatalf("NiceLogLevels(%v, %v, %d) = %v", zmin, zmax, n, levels)
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
