package grid

import (
	"math"
	"slices"
)

// PoleLimits returns limits of height between which a surface with poles can
// be drawn; ok is false if it has none. A pole is an infinite sample, or two
// neighbours that lie far off on different sides of 0, as those of 1/x and
// tan x do: a surface drawn from one to the other would be a wall that is not
// there. Far off is more than eight times the median of |z|. The limits leave
// out the outermost 4 % of the samples.
func (g *Grid) PoleLimits() (lo, hi float64, ok bool) {
	const most = 20_000 // samples that are looked at for the quantiles
	stride := max(1, len(g.Z)/most)
	var values, sizes []float64
	for k := 0; k < len(g.Z); k += stride {
		if z := g.Z[k]; finite(z) {
			values, sizes = append(values, z), append(sizes, math.Abs(z))
		}
	}
	if len(values) < 2 {
		return 0, 0, false
	}
	slices.Sort(sizes)
	if !g.hasPole(8 * sizes[len(sizes)/2]) {
		return 0, 0, false
	}
	slices.Sort(values)
	cut := len(values) / 25
	lo, hi = values[cut], values[len(values)-1-cut]
	return lo, hi, lo < hi
}

// hasPole reports whether a sample is infinite, or two neighbours lie beyond
// far and -far.
func (g *Grid) hasPole(far float64) bool {
	nx := g.Nx()
	jumps := func(a, b float64) bool { return a > far && b < -far || a < -far && b > far }
	for k, z := range g.Z {
		if math.IsInf(z, 0) || k%nx > 0 && jumps(g.Z[k-1], z) || k >= nx && jumps(g.Z[k-nx], z) {
			return true
		}
	}
	return false
}
