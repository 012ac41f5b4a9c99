package scene

import (
	"math"
	"strings"
	"testing"
)

func TestLogTicks(t *testing.T) {
	for _, tt := range []struct {
		lo, hi float64
		most   int
		want   string
	}{
		{0, 2, 8, "1 2 5 10 20 50 100"},
		{0, 2, 5, "1 10 100"},
		{-3, 0, 5, "0.001 0.01 0.1 1"},
		{math.Log10(3), math.Log10(7), 5, "3 4 5 6 7"},
		{-6, -4, 3, "10⁻⁶ 10⁻⁵ 10⁻⁴"},
		{-4, 0, 5, "0.0001 0.001 0.01 0.1 1"},
		{4, 5.9, 8, "10000 20000 50000 100000 200000 500000"},
		{5, 7, 8, "10⁵ 2×10⁵ 5×10⁵ 10⁶ 2×10⁶ 5×10⁶ 10⁷"},
		{5.95, 6.1, 5, "0.9×10⁶ 1.0×10⁶ 1.1×10⁶ 1.2×10⁶"},
		{-12, 0, 5, "10⁻¹⁰ 10⁻⁵ 10⁰"},
		{1, 1, 5, ""},
		{math.NaN(), 1, 5, ""},
		{math.Inf(-1), 1, 5, ""},
	} {
		var labels []string
		for _, tick := range LogTicks(tt.lo, tt.hi, tt.most) {
			labels = append(labels, tick.Label)
		}
		if got := strings.Join(labels, " "); got != tt.want {
			t.Errorf("%v to %v, at most %d: %s, want %s", tt.lo, tt.hi, tt.most, got, tt.want)
		}
	}
}

// Ticks ascend within the range, are not too many, and say where they are.
func TestLogTicksAnywhere(t *testing.T) {
	r := newRand(11)
	for range 2000 {
		lo := uniform(r, -20, 20)
		hi := lo + math.Exp(uniform(r, -6, 3.5))
		most := 2 + r.IntN(9)
		ticks := LogTicks(lo, hi, most)
		if len(ticks) > max(most, 5) {
			t.Fatalf("%v to %v: %d ticks, at most %d", lo, hi, len(ticks), most)
		}
		for k, tick := range ticks {
			if tick.At < lo-1e-6 || tick.At > hi+1e-6 || k > 0 && tick.At <= ticks[k-1].At {
				t.Fatalf("%v to %v: ticks %v", lo, hi, ticks)
			}
			if v, err := readNumber(tick.Label); err != nil || math.Abs(math.Log10(v)-tick.At) > 1e-6 {
				t.Fatalf("%q stands at %v", tick.Label, tick.At)
			}
			if powers := func(s string) bool { return strings.ContainsAny(s, "⁰¹²³⁴⁵⁶⁷⁸⁹") }; powers(tick.Label) != powers(ticks[0].Label) {
				t.Fatalf("%v to %v: two notations: %v", lo, hi, ticks)
			}
		}
	}
}
