package heightfield

import (
	"math"

	"zscape/compute/grid"
)

// zRange is the values from one to another.
type zRange struct{ lo, hi float64 }

// rangeOf returns the heights of g, from 0 if they nearly reach down to it.
func rangeOf(g *grid.Grid) zRange {
	lo, hi, ok := g.Range()
	if !ok {
		return zRange{-1, 1}
	}
	return zRange{lo, hi}.fromZero()
}

// fromZero returns r, from 0 if it nearly reaches down to it.
func (r zRange) fromZero() zRange {
	if r.lo > 0 && r.lo < 0.1*r.hi {
		r.lo = 0
	}
	return r
}

// union returns the values from the lower end of both to their upper end.
func (r zRange) union(q zRange) zRange { return zRange{min(r.lo, q.lo), max(r.hi, q.hi)} }

// flat reports whether r is a single value, but for rounding.
func (r zRange) flat() bool {
	const rounding = 1e-12
	return r.hi-r.lo <= rounding*max(math.Abs(r.lo), math.Abs(r.hi)) // not NaN
}

// widened returns a range of a length around r, which is flat: as long as scene
// makes the side of a box without one.
func (r zRange) widened() zRange {
	gap := max(math.Abs(r.lo), 1) / 2
	return zRange{r.lo - gap, r.hi + gap}
}

// span is the heights of a field.
type span struct {
	zRange
	up, down bool // it ends there though z does not: at poles
}

func (s span) cut() bool { return s.up || s.down }

// within returns the heights of g that are in s.
func (s span) within(g *grid.Grid) (r zRange, ok bool) {
	lo, hi, ok := g.Range()
	if s.up {
		hi = s.hi
	}
	if s.down {
		lo = s.lo
	}
	return zRange{lo, hi}, ok
}
