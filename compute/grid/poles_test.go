package grid

import (
	"math"
	"testing"
)

func TestPoleLimits(t *testing.T) {
	axis := Linspace(-3, 3, 62) // 0 is not on it
	for name, tt := range map[string]struct {
		f    func(x, y float64) float64
		pole bool
	}{
		"1/x":           {func(x, y float64) float64 { return 1 / x }, true},
		"tan(x + y)":    {func(x, y float64) float64 { return math.Tan(x + y) }, true},
		"-log|x - y|":   {func(x, y float64) float64 { return -math.Log(math.Abs(x - y)) }, true}, // infinite on the diagonal
		"x y/(x - y)":   {func(x, y float64) float64 { return x * y / (x - y + 0.01) }, true},
		"sin x + cos y": {func(x, y float64) float64 { return math.Sin(x) + math.Cos(y) }, false},
		"narrow peak":   {func(x, y float64) float64 { return math.Exp(-100 * (x*x + y*y)) }, false},
		"step":          {func(x, y float64) float64 { return math.Copysign(1, x) }, false},
		"flat":          {func(x, y float64) float64 { return 2 }, false},
		"nothing":       {func(x, y float64) float64 { return math.NaN() }, false},
		"cubic":         {func(x, y float64) float64 { return x * x * x * y }, false},
	} {
		g := New(axis, axis)
		g.Fill(tt.f)
		lo, hi, ok := g.PoleLimits()
		if ok != tt.pole {
			t.Errorf("%s: %v, %v, %v", name, lo, hi, ok)
			continue
		}
		if !ok {
			continue
		}
		inside := 0
		for _, z := range g.Z {
			if lo <= z && z <= hi {
				inside++
			}
		}
		if share := float64(inside) / float64(len(g.Z)); !(lo < hi) || share < 0.88 || share > 0.99 {
			t.Errorf("%s: %v to %v holds %.2f of the samples", name, lo, hi, share)
		}
	}
	empty := New(nil, nil)
	if _, _, ok := empty.PoleLimits(); ok {
		t.Error("an empty grid has poles")
	}
}
