package bsp

import (
	"fmt"
	"testing"
)

func TestChains(t *testing.T) {
	for _, tt := range []struct {
		segments [][2]int
		want     string
	}{
		{nil, "[]"},
		{[][2]int{{1, 2}}, "[[1 2]]"},
		{[][2]int{{3, 4}, {2, 1}, {3, 2}}, "[[1 2 3 4]]"},
		{[][2]int{{1, 2}, {2, 3}, {3, 1}}, "[[2 3 1 2]]"},
		{[][2]int{{1, 2}, {5, 6}, {2, 3}}, "[[1 2 3] [5 6]]"},
	} {
		if got := fmt.Sprint(Chains(tt.segments)); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.segments, got, tt.want)
		}
	}
}
