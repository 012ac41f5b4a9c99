package exhibit

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestBrief(t *testing.T) {
	for _, c := range []struct {
		v      float64
		digits int
		want   string
	}{
		{0, 6, "0"}, {math.Copysign(0, -1), 6, "0"}, {1, 6, "1"}, {-0.5, 6, "−0.5"}, {1. / 3, 6, "0.333333"}, {2. / 3, 4, "0.6667"},
		{101325, 4, "101325"}, {1234567, 6, "1234567"}, {-1234567.89, 6, "−1234568"}, {101325.05, 6, "101325"},
		{0.00012345678, 6, "0.000123457"}, {1.5e-7, 6, "1.5×10⁻⁷"}, {-1e-17, 6, "−10⁻¹⁷"}, {1. / 3e15, 4, "3.333×10⁻¹⁶"},
		{1e300, 6, "10³⁰⁰"}, {math.MaxFloat64, 6, "1.79769×10³⁰⁸"}, {999999999999999, 6, "999999999999999"},
		{math.Inf(1), 6, "∞"}, {math.Inf(-1), 6, "−∞"}, {math.NaN(), 6, "NaN"},
	} {
		if got := Brief(c.v, c.digits); got != c.want {
			t.Errorf("%v to %d digits: %q, want %q", c.v, c.digits, got, c.want)
		}
	}
}

func TestBriefAll(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{nil, ""},
		{[]float64{101324.95, 101325.05}, "101324.95 101325.05"},
		{[]float64{1 + 1e-10, 1, 2}, "1.0000000001 1 2"},
		{[]float64{1. / 3, 1. / 3, 1./3 + 1e-8}, "0.33333333333 0.33333333333 0.33333334333"},
		{[]float64{-7, -7 + 1e-12, 7}, "−7 −6.999999999999 7"},
		// What is short is exact, and what has many digits is not.
		{[]float64{101325.05}, "101325.05"},
		{[]float64{0.123456789, 0.1234567891, 2. / 3}, "0.123456789 0.1234567891 0.666667"},
		{[]float64{-1.5e-300, 5e-324}, "−1.5×10⁻³⁰⁰ 5×10⁻³²⁴"},
		// Rounding is no difference.
		{[]float64{0.3, 0.1 + 0.2, math.Nextafter(0.3, 1)}, "0.3 0.3 0.3"},
		{[]float64{1e300, 1e300 * (1 + 1e-9)}, "10³⁰⁰ 1.000000001×10³⁰⁰"},
		{[]float64{math.NaN(), math.Inf(1), math.NaN(), math.Inf(1), 0, 0}, "NaN ∞ NaN ∞ 0 0"},
	} {
		if got := strings.Join(BriefAll(c.values), " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.values, got, c.want)
		}
	}
}

func TestBriefTo(t *testing.T) {
	values := []float64{101325 - 1./30, 101325 + 1./30, 1. / 3, 2. / 3}
	for _, c := range []struct {
		fine []float64
		want string
	}{
		{nil, "101324.9667 101325.0333 0.333333 0.666667"},
		{[]float64{0.1}, "101324.967 101325.033 0.333333 0.666667"},
		{[]float64{0, 1e-6}, "101325 101325.03333333 0.333333 0.66666667"},
	} {
		if got := strings.Join(BriefTo(values, c.fine), " "); got != c.want {
			t.Errorf("to %v: %s, want %s", c.fine, got, c.want)
		}
	}
}

// Of any numbers, those that differ read differently.
func TestBriefAllTellsApart(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		center := r.NormFloat64() * math.Pow(10, float64(r.IntN(30)-15))
		spread := math.Abs(center) * math.Pow(10, -12*r.Float64())
		values := make([]float64, 2+r.IntN(20))
		for k := range values {
			values[k] = center + spread*r.NormFloat64()
			if k > 0 && r.IntN(4) == 0 {
				values[k] = values[k-1]
			}
		}
		texts := BriefAll(values)
		for j := range values {
			for k := range j {
				if same := texts[j] == texts[k]; same != (difference(values[j], values[k]) == 0) && (same || values[j] == values[k]) {
					t.Fatalf("%v and %v read %q and %q", values[j], values[k], texts[j], texts[k])
				}
			}
		}
	}
}

func BenchmarkBriefAll(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	values := make([]float64, 64)
	for k := range values {
		values[k] = r.NormFloat64()
	}
	values = slices.Concat(values, values)
	b.ReportAllocs()
	for b.Loop() {
		BriefAll(values)
	}
}
