package graph

import "testing"

// Numbers at the axes are round, few, and within the matrix.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ first, last, step int }{{0, 4, 1}, {0, 9, 2}, {0, 24, 5}, {3, 40, 10}, {0, 109, 20}, {0, 175, 50}, {0, 4999, 1000}, {117, 131, 5}} {
		ticks := placesOf(c.first, c.last)
		if len(ticks) < 2 || len(ticks) > 7 {
			t.Errorf("%d to %d has %d ticks", c.first, c.last, len(ticks))
		}
		for k, tick := range ticks {
			if p := int(tick.At); p < c.first || p > c.last || p%c.step != 0 || k > 0 && p != int(ticks[k-1].At)+c.step {
				t.Errorf("%d to %d has a tick at %d", c.first, c.last, p)
			}
		}
	}
}
