package heightfield

import (
	"math"
	"slices"
	"testing"
)

func TestHistogramCounts(t *testing.T) {
	nan := math.NaN()
	z := []float64{0, 0.0249, 0.025, 0.5, 1, 1.1, -0.1, nan}
	counts := histogram(nil, nil, z, zRange{0, 1})
	want := make([]int, bins)
	want[0], want[1], want[20], want[39] = 2, 1, 1, 1
	if !slices.Equal(counts, want) {
		t.Errorf("%v, want %v", counts, want)
	}
	if counts = histogram(nil, []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, z, zRange{0, 1}); counts[4] != 7 {
		t.Errorf("values where z is a gap count: %v", counts)
	}
}
