package colormap

import (
	"math"
	"testing"
)

var nan, inf = math.NaN(), math.Inf(1)

// same is equality within a few units in the last place, with NaN equal to NaN.
func same(a, b float64) bool {
	return a == b || math.IsNaN(a) && math.IsNaN(b) || near(a, b, 1e-14*max(1, math.Abs(b)))
}

func TestNormalize(t *testing.T) {
	for _, c := range []struct {
		norm    Norm
		v, want float64
	}{
		{Linear{-2, 6}, -2, 0},
		{Linear{-2, 6}, 6, 1},
		{Linear{-2, 6}, 0, 0.25},
		{Linear{-2, 6}, -3, 0},
		{Linear{-2, 6}, 7, 1},
		{Linear{-2, 6}, -inf, 0},
		{Linear{-2, 6}, inf, 1},
		{Linear{-2, 6}, nan, nan},
		{Linear{6, -2}, 0, 0.75},
		{Linear{6, -2}, 9, 0},
		{Linear{3, 3}, 3, 0.5},
		{Linear{3, 3}, -100, 0.5},
		{Linear{3, 3}, inf, 0.5},
		{Linear{3, 3}, nan, nan},
		{Linear{nan, 1}, 0, nan},
		{Linear{0, 5e-324}, 5e-324, 1},

		{Symmetric(1, 0, 5), -3, 0},
		{Symmetric(1, 0, 5), 1, 0.5},
		{Symmetric(1, 0, 5), 0, 0.375},
		{Symmetric(1, -9, 5), 11, 1},
		{Symmetric(0, 2, 4), 2, 0.75},
		{Symmetric(2, 2, 2), 2, 0.5},

		{Log{0.01, 100}, 0.01, 0},
		{Log{0.01, 100}, 100, 1},
		{Log{0.01, 100}, 1, 0.5},
		{Log{0.01, 100}, 10, 0.75},
		{Log{0.01, 100}, 1e-9, 0},
		{Log{0.01, 100}, inf, 1},
		{Log{0.01, 100}, 0, nan},
		{Log{0.01, 100}, -1, nan},
		{Log{0.01, 100}, nan, nan},
		{Log{100, 0.01}, 10, 0.25},
		{Log{2, 2}, 7, 0.5},
		{Log{2, 2}, 0, nan},
		{Log{0, 10}, 1, nan},
		{Log{-1, 10}, 1, nan},
		{Log{1, nan}, 1, nan},
		{Log{1e-300, 1e300}, 1, 0.5},

		{TwoSlope{-1, 0, 10}, -1, 0},
		{TwoSlope{-1, 0, 10}, -0.5, 0.25},
		{TwoSlope{-1, 0, 10}, 0, 0.5},
		{TwoSlope{-1, 0, 10}, 5, 0.75},
		{TwoSlope{-1, 0, 10}, 10, 1},
		{TwoSlope{-1, 0, 10}, -7, 0},
		{TwoSlope{-1, 0, 10}, inf, 1},
		{TwoSlope{-1, 0, 10}, nan, nan},
		{TwoSlope{0, 0, 10}, -1, 0},
		{TwoSlope{0, 0, 10}, 0, 0.5},
		{TwoSlope{0, 0, 0}, 1, 1},
		{TwoSlope{1, 0, 10}, 5, nan},
		{TwoSlope{-1, nan, 10}, 5, nan},
	} {
		if got := c.norm.Normalize(c.v); !same(got, c.want) {
			t.Errorf("%T%v: Normalize(%v) = %v, want %v", c.norm, c.norm, c.v, got, c.want)
		}
	}
}

func TestInverse(t *testing.T) {
	for _, c := range []struct {
		norm    Norm
		t, want float64
	}{
		{Linear{-2, 6}, 0.25, 0},
		{Linear{-2, 6}, -1, -2},
		{Linear{-2, 6}, 2, 6},
		{Linear{3, 3}, 0.2, 3},
		{Log{0.01, 100}, 0.75, 10},
		{Log{0.01, 100}, 9, 100},
		{Log{0, 100}, 0.5, nan},
		{TwoSlope{-1, 0, 10}, 0.25, -0.5},
		{TwoSlope{-1, 0, 10}, 0.5, 0},
		{TwoSlope{-1, 0, 10}, 0.75, 5},
		{TwoSlope{1, 0, 10}, 0.5, nan},
		{Linear{-2, 6}, nan, nan},
		{Log{0.01, 100}, nan, nan},
		{TwoSlope{-1, 0, 10}, nan, nan},
	} {
		if got := c.norm.Inverse(c.t); !same(got, c.want) {
			t.Errorf("%T%v: Inverse(%v) = %v, want %v", c.norm, c.norm, c.t, got, c.want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for _, c := range []struct {
		norm     Norm
		min, max float64
	}{
		{Linear{-0.1, 0.7}, -0.1, 0.7},
		{Linear{1e6, -3}, 1e6, -3},
		{Log{0.3, 7e5}, 0.3, 7e5},
		{Log{7e5, 0.3}, 7e5, 0.3},
		{TwoSlope{-0.1, 0.2, 30}, -0.1, 30},
	} {
		if lo, hi := c.norm.Inverse(0), c.norm.Inverse(1); lo != c.min || hi != c.max {
			t.Errorf("%T%v: the ends are %v and %v, want %v and %v exactly", c.norm, c.norm, lo, hi, c.min, c.max)
		}
		last := -1.0
		for i := range 101 {
			pos := float64(i) / 100
			got := c.norm.Normalize(c.norm.Inverse(pos))
			if !near(got, pos, 1e-13) || got <= last {
				t.Errorf("%T%v: Normalize(Inverse(%v)) = %v after %v", c.norm, c.norm, pos, got, last)
			}
			last = got
		}
	}
}
