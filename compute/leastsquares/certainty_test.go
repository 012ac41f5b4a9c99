package leastsquares

import (
	"math"
	"math/rand/v2"
	"testing"
)

// What is told of the digits is what a change of the features' last ones does.
func TestCertainty(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		patterns [2][][]float64 // of two classes
		cond     float64        // NumPy 1.24: cond(X / norm(X, axis=0))
		digits   int            // rounded
	}{
		{[2][][]float64{{{1.2}, {0.2}, {-0.2}}, {{-0.5}, {-1}, {-1.5}}}, 1.4057361327917735, 16},
		{[2][][]float64{{{1}, {1.000000001}}, {{1.000000002}, {1.000000003}}}, 1788854333.29, 7},
		{[2][][]float64{{{1}, {1.000000003}}, {{1.000000001}, {1.000000002}}}, 1788854333.29, 0},
		{[2][][]float64{{{1e6}, {1e6 + 1}}, {{1e6 + 3}, {1e6 + 4}}}, 1264913.5938716282, 10},
		{[2][][]float64{{{1e-9}, {2e-9}}, {{5e-9}, {6e-9}}}, 3.6681181075418867, 16},
		{[2][][]float64{{{0, 0}, {1, 1}, {2, 2.0000001}}, {{3, 3}, {4, 4}}}, 143830779.67, 8},
	} {
		features := len(c.patterns[0][0])
		fit := func(scale float64) *Fit {
			var list []Pattern
			for class, patterns := range c.patterns {
				for _, x := range patterns {
					moved := make([]float64, features)
					for i, v := range x {
						moved[i] = v * (1 + scale*(2*rng.Float64()-1))
					}
					list = append(list, Pattern{moved, class})
				}
			}
			return Solve(Design(list, features), Targets(list, 2))
		}
		f := fit(0)
		if math.Abs(f.Cond/c.cond-1) > 1e-6 || int(math.Round(f.Digits)) != c.digits {
			t.Errorf("%v: condition %v, %v digits, want %v, %d", c.patterns, f.Cond, f.Digits, c.cond, c.digits)
		}
		// Changes that are small, but not so small that they are rounding errors.
		scale := 1e-3 / f.Cond
		digits := math.Inf(1)
		for range 100 {
			g := fit(scale)
			for k := range 2 {
				change, terms := 0.0, 0.0
				for j, w := range Column(f.W, k) {
					length := norm(Column(f.X, j))
					change = max(change, math.Abs(Column(g.W, k)[j]-w)*length)
					terms = max(terms, math.Abs(w)*length)
				}
				digits = min(digits, math.Log10(terms/change*scale*0x1p53))
			}
		}
		if f.Digits > digits+0.1 || f.Digits < digits-1 {
			t.Errorf("%v: %v digits, by experiment %v", c.patterns, f.Digits, digits)
		}
	}
	if f := Solve(Design([]Pattern{{[]float64{1}, 0}}, 1), Targets([]Pattern{{[]float64{1}, 0}}, 1)); !math.IsInf(f.Cond, 1) || f.Digits != 0 {
		t.Errorf("one pattern: condition %v, %v digits", f.Cond, f.Digits)
	}
}
