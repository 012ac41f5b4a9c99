package scene

import (
	"math"
	"slices"
	"testing"
)

func TestTicks(t *testing.T) {
	tests := []struct {
		lo, hi float64
		most   int
		want   []float64
		step   float64
	}{
		{0, 1, 6, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}, 0.2},
		{0, 1, 5, []float64{0, 0.5, 1}, 0.5},
		{-3, 3, 7, []float64{-3, -2, -1, 0, 1, 2, 3}, 1},
		{-3, 3, 6, []float64{-2, 0, 2}, 2},
		{-4, 4, 9, []float64{-4, -3, -2, -1, 0, 1, 2, 3, 4}, 1},
		{0, 0.09188814923696535, 6, []float64{0, 0.02, 0.04, 0.06, 0.08}, 0.02},
		{0.1, 0.7, 7, []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}, 0.1},
		{123456, 123457, 3, []float64{123456, 123456.5, 123457}, 0.5},
		{-1e-7, 1e-7, 5, []float64{-1e-7, -5e-8, 0, 5e-8, 1e-7}, 5e-8},
		{0, 1e300, 3, []float64{0, 5e299, 1e300}, 5e299},
		// Fewer than two would say nothing about the scale: rather one too many.
		{1.5, 8.5, 3, []float64{2, 4, 6, 8}, 2},
		{-0.8, 0.8, 2, []float64{-0.5, 0, 0.5}, 0.5},
		// No range, or none whose numbers can be told apart.
		{1, 1, 5, nil, 0},
		{2, 1, 5, nil, 0},
		{math.NaN(), 1, 5, nil, 0},
		{0, math.NaN(), 5, nil, 0},
		{0, math.Inf(1), 5, nil, 0},
		{math.Inf(-1), math.Inf(1), 5, nil, 0},
		{-math.MaxFloat64, math.MaxFloat64, 5, nil, 0},
		{0, 5e-324, 5, nil, 0},
		{1, math.Nextafter(1, 2), 5, nil, 0},
	}
	for _, c := range tests {
		at, step := Ticks(c.lo, c.hi, c.most)
		if !slices.Equal(at, c.want) || step != c.step {
			t.Errorf("Ticks(%g, %g, %d) = %g, %g; want %g, %g", c.lo, c.hi, c.most, at, step, c.want, c.step)
		}
	}
}

// checkTicks checks what holds of any ticks.
func checkTicks(t *testing.T, lo, hi float64, most int) {
	t.Helper()
	at, step := Ticks(lo, hi, most)
	if at == nil {
		span := hi - lo
		if span > 2e-12*max(math.Abs(lo), math.Abs(hi)) && span > 2e-300 && !math.IsInf(span, 0) {
			t.Fatalf("Ticks(%g, %g, %d) is empty", lo, hi, most)
		}
		return
	}
	most = max(most, 2)
	if len(at) > most && (len(at) > 5 || most > 4) || len(at) < 2 && step < (hi-lo)/2.5 {
		t.Fatalf("Ticks(%g, %g, %d) are %d: %g", lo, hi, most, len(at), at)
	}
	digits := step / math.Pow(10, math.Floor(math.Log10(step)+1e-9))
	if d := min(math.Abs(digits-1), math.Abs(digits-2), math.Abs(digits-5)); d > 1e-9 {
		t.Fatalf("Ticks(%g, %g, %d): step %g", lo, hi, most, step)
	}
	// A tick may lie outside by the rounding of the limits.
	room := 1e-8*step + 4e-16*max(math.Abs(lo), math.Abs(hi))
	for k, v := range at {
		if !(v >= lo-room && v <= hi+room) || v == 0 && math.Signbit(v) {
			t.Fatalf("Ticks(%g, %g, %d): tick %g", lo, hi, most, v)
		}
		if k > 0 && !(v > at[k-1]) {
			t.Fatalf("Ticks(%g, %g, %d) not ascending: %g", lo, hi, most, at)
		}
		// Round: a multiple of the step, as near as one can tell.
		if q := v / step; math.Abs(q-math.Round(q)) > 1e-9+4e-16*math.Abs(q) {
			t.Fatalf("Ticks(%g, %g, %d): %g is not a multiple of %g", lo, hi, most, v, step)
		}
	}
	checkNotation(t, at, step)
	// No coarser step would do: at + 2 step etc. give fewer. The next finer ones give too many.
	for _, finer := range []float64{2, 2.5} {
		s := step / finer
		digits := s / math.Pow(10, math.Floor(math.Log10(s)+1e-9))
		if min(math.Abs(digits-1), math.Abs(digits-2), math.Abs(digits-5)) > 1e-9 {
			continue
		}
		if n := math.Floor(hi/s+1e-9) - math.Ceil(lo/s-1e-9) + 1; n <= float64(most) && math.Abs(lo/s) < 1e9 {
			t.Fatalf("Ticks(%g, %g, %d): step %g, but %g gives %g", lo, hi, most, step, s, n)
		}
	}
}

func TestTicksEverywhere(t *testing.T) {
	r := newRand(9)
	for range 50000 {
		span := math.Pow(10, uniform(r, -299, 307))
		lo := uniform(r, -2, 1) * span
		switch r.IntN(4) {
		case 0: // far from zero
			lo = span * math.Pow(10, uniform(r, 0, 11.5))
		case 1:
			lo = -span / 2
		}
		if math.IsInf(lo+span, 0) {
			continue
		}
		checkTicks(t, lo, lo+span, r.IntN(14))
		if r.IntN(10) == 0 {
			checkTicks(t, math.Round(lo), math.Round(lo+span), r.IntN(14))
		}
	}
}

func FuzzTicks(f *testing.F) {
	f.Add(0.0, 1.0, 5)
	f.Add(-1e308, 1e307, 2)
	f.Add(1e-300, 3e-300, 12)
	f.Add(-5e-324, 5e-324, 3)
	f.Add(1e15, 1e15+1e4, 12)
	f.Add(123456.5, 123456.5000001, 4)
	f.Fuzz(func(t *testing.T, lo, hi float64, most int) {
		checkTicks(t, lo, hi, min(most, 1000))
	})
}
