package terrain

import (
	"fmt"
	"math"
)

// Profile returns n points (s, z) of the height along the segment between two
// points (x, y), both included: s is the distance from the first, z the height
// there, as it is, NaN in a gap. The heights are those of a formula, f.Height, or
// of samples, grid.Grid's Sample. It panics if n < 2.
func Profile(height func(x, y float64) float64, from, to [2]float64, n int) [][2]float64 {
	if n < 2 {
		panic(fmt.Sprintf("terrain: profile of %d points", n))
	}
	dst := make([][2]float64, n)
	ProfileTo(dst, height, from, to)
	return dst
}

// ProfileTo fills dst with the Profile of len(dst) points, which must be two at
// least. It allocates nothing.
func ProfileTo(dst [][2]float64, height func(x, y float64) float64, from, to [2]float64) {
	last := len(dst) - 1
	if last < 1 {
		panic(fmt.Sprintf("terrain: profile of %d points", len(dst)))
	}
	length := math.Hypot(to[0]-from[0], to[1]-from[1])
	for i := range dst {
		t := float64(i) / float64(last)
		// Weighted so that both ends are met exactly.
		x, y := (1-t)*from[0]+t*to[0], (1-t)*from[1]+t*to[1]
		dst[i] = [2]float64{t * length, height(x, y)}
	}
}
