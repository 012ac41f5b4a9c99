package space

import (
	"math"
	"sort"
)

// levelAt returns the coordinate of height z among ascending levels: whole at
// each, linear in between, and going on beyond the first and the last.
func levelAt(levels []float64, z float64) float64 {
	n := len(levels)
	switch {
	case n == 0:
		return math.NaN()
	case n == 1:
		step := max(math.Abs(levels[0]), 1)
		return (z - levels[0]) / step
	}
	k := max(0, min(sort.SearchFloat64s(levels, z)-1, n-2))
	return float64(k) + (z-levels[k])/(levels[k+1]-levels[k])
}

// bandOf returns the number of levels at or below z: the band between levels
// that z belongs to.
func bandOf(levels []float64, z float64) int {
	return sort.Search(len(levels), func(k int) bool { return levels[k] > z })
}
