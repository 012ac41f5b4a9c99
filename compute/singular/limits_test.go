package singular

import (
	"math"
	"slices"
	"testing"
)

// Limits show what there is beside the poles, about the same at every resolution,
// and leave out nothing on a side without them.
func TestLimits(t *testing.T) {
	for _, tt := range []struct {
		name   string
		lo, hi [2]float64 // from, to
	}{
		{"1/(x-0.05)", [2]float64{-4, -1.5}, [2]float64{1.5, 4}},
		{"10 + 1/(x-0.05)", [2]float64{6, 8.5}, [2]float64{11.5, 14}},
		{"1/(x y)", [2]float64{-4, -1}, [2]float64{1, 4}},
		{"tan x", [2]float64{-15, -4}, [2]float64{4, 15}},
		{"1/(x-0.05)^2", [2]float64{0, 0.04}, [2]float64{10, 50}},
		{"-7 - 1/(x-0.05)^2", [2]float64{-60, -15}, [2]float64{-7.05, -7}},
		{"log r", [2]float64{-1.5, -0.15}, [2]float64{1.95, 2}},
		{"log r beside a sample", [2]float64{-1.5, -0.15}, [2]float64{1.95, 2}},
		{"1/r", [2]float64{0.13, 0.15}, [2]float64{1, 5}},
		{"x/r^2", [2]float64{-5, -0.7}, [2]float64{0.7, 5}},
		{"exp(-4r^2)/x", [2]float64{-12, -0.5}, [2]float64{0.5, 12}},
		{"tan(x) exp(-x^2)", [2]float64{-2, -0.5}, [2]float64{0.5, 2}},
		{"exp(2x)/(x+4)", [2]float64{-0.1, 0}, [2]float64{2300, 2500}}, // its greatest values are far from the pole
		{"20x + 1/(x-0.05)", [2]float64{-101, -99}, [2]float64{99, 101}},
		{"gamma(x)", [2]float64{-15, -3}, [2]float64{20, 24}},
		{"exp(1/x)", [2]float64{0, 0.01}, [2]float64{5, 50}},
		{"peaks", [2]float64{-6.6, -6.3}, [2]float64{7.7, 8.2}},
	} {
		k := slices.IndexFunc(functions, func(f struct {
			name string
			is   nature
			f    func(x, y float64) float64
		}) bool {
			return f.name == tt.name
		})
		f := functions[k].f
		for _, n := range []int{41, 81, 150, 401} {
			g := sampled(f, n)
			lo, hi, ok := Find(g, f, Options{}).Limits(g)
			if !ok || !(tt.lo[0] <= lo && lo <= tt.lo[1] && tt.hi[0] <= hi && hi <= tt.hi[1]) {
				t.Errorf("%s, %d samples: %v to %v, want %v to %v", tt.name, n, lo, hi, tt.lo, tt.hi)
			}
		}
	}
}

// Where there is no pole, and where there is next to nothing else, limits are those
// of the samples.
func TestLimitsOfLittle(t *testing.T) {
	for _, f := range []func(x, y float64) float64{
		func(x, y float64) float64 { return math.NaN() },
		func(x, y float64) float64 { return math.Inf(1) },
		func(x, y float64) float64 { return 1 / math.Floor(x/100) },
		func(x, y float64) float64 { return 5 },
	} {
		g := sampled(f, 21)
		zmin, zmax, _ := g.Range()
		if lo, hi, ok := Find(g, f, Options{}).Limits(g); ok != (lo < hi) || lo != zmin || hi != zmax {
			t.Errorf("%v to %v, %v", lo, hi, ok)
		}
	}
}

// A part of all samples at most is left out, however many poles there are.
func TestLimitsHoldMost(t *testing.T) {
	for _, tt := range functions {
		if tt.is < up {
			continue
		}
		g := sampled(tt.f, 150)
		lo, hi, ok := Find(g, tt.f, Options{}).Limits(g)
		inside, all := 0, 0
		for _, z := range g.Z {
			if z-z == 0 {
				all++
				if lo <= z && z <= hi {
					inside++
				}
			}
		}
		if share := float64(inside) / float64(all); !ok || share < 0.915 {
			t.Errorf("%s: %v to %v, %v, holds %.3f of the samples", tt.name, lo, hi, ok, share)
		}
	}
}
