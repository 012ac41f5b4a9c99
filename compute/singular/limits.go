package singular

import (
	"math"
	"slices"

	"zscape/compute/grid"
)

const (
	// outermost is one in how many samples limits leave out on a side at most.
	outermost = 25

	// near and far are parts of the lattice along an axis: so near to a pole
	// samples may be left out, and so far from all of them none is.
	near, far = 0.04, 0.1

	// slight is the height, as a part of what the limit leaves, below which a
	// sample does not count: of a function that is nearly 0 but for a small place,
	// the limits are those of that place.
	slight = 1e-6

	// lookedAt is about how many samples along an axis are.
	lookedAt = 200
)

// Limits returns heights between which the surface of g, in which b was found, can
// be drawn: on a side on which z grows without bound, about what lies nearest to
// the poles is left out, at most a 25th of the samples, and nothing far from them; on
// another side nothing. They are the range of the samples if there is no pole, and ok
// is false if there is none of finite samples, or no height between them.
func (b *Breaks) Limits(g *grid.Grid) (lo, hi float64, ok bool) {
	lo, hi, ok = g.Range()
	if !ok || !(b.Up || b.Down) {
		return lo, hi, ok && lo < hi
	}
	s := b.survey(g)
	if len(s.values) == 0 {
		return lo, hi, lo < hi
	}
	if b.Up {
		hi = min(hi, max(s.limit(false), s.farMost))
	}
	if b.Down {
		lo = max(lo, min(s.limit(true), s.farLeast))
	}
	return lo, hi, lo < hi
}

// survey is some of the samples of a grid with poles.
type survey struct {
	values            []float64 // ascending
	above, below      int       // of those near to a pole, on each side of the median
	farLeast, farMost float64   // of those far from all
}

func (b *Breaks) survey(g *grid.Grid) survey {
	nx, ny := g.Nx(), g.Ny()
	sx, sy := (nx+lookedAt-1)/lookedAt, (ny+lookedAt-1)/lookedAt
	cols, rows := (nx+sx-1)/sx, (ny+sy-1)/sy
	poles := make([]bool, cols*rows)
	for _, p := range b.Poles {
		for _, d := range corners(p) {
			if i, j := (p.I+d[0])/sx, (p.J+d[1])/sy; i < cols && j < rows {
				poles[j*cols+i] = true
			}
		}
	}
	within := func(part float64) []bool {
		reach := func(n int) int { return int(part*float64(n-1) + 0.5) }
		rowsDone := spread(poles, cols, 1, rows, cols, reach(cols))
		return spread(rowsDone, rows, cols, cols, 1, reach(rows))
	}
	nearby, around := within(near), within(far)
	var s survey
	first := true
	for j := range rows {
		for i := range cols {
			z := g.At(i*sx, j*sy)
			if z-z != 0 {
				continue
			}
			s.values = append(s.values, z)
			if !around[j*cols+i] {
				if first {
					s.farLeast, s.farMost, first = z, z, false
				}
				s.farLeast, s.farMost = min(s.farLeast, z), max(s.farMost, z)
			}
		}
	}
	if len(s.values) == 0 {
		return s
	}
	slices.Sort(s.values)
	middle := s.middle()
	for j := range rows {
		for i := range cols {
			switch z := g.At(i*sx, j*sy); {
			case !nearby[j*cols+i] || z-z != 0:
			case z > middle:
				s.above++
			case z < middle:
				s.below++
			}
		}
	}
	if first { // none is far
		s.farLeast, s.farMost = middle, middle
	}
	return s
}

func (s *survey) middle() float64 { return s.values[len(s.values)/2] }

// corners returns the samples at a place, from that which it is beside.
func corners(p Place) [][2]int {
	switch p.Beside {
	case grid.AlongX:
		return [][2]int{{0, 0}, {1, 0}}
	case grid.AlongY:
		return [][2]int{{0, 0}, {0, 1}}
	case grid.Within:
		return [][2]int{{0, 0}, {1, 0}, {0, 1}, {1, 1}}
	}
	return [][2]int{{0, 0}}
}

// spread returns the marks with what is at most reach from one along an axis: along
// lines of n elements, which are stride apart, as the lines are by next.
func spread(marks []bool, n, stride, lines, next, reach int) []bool {
	out := make([]bool, len(marks))
	for line := range lines {
		ahead, behind := reach+1, reach+1 // how far the last mark is
		for k := range n {
			forth, back := line*next+k*stride, line*next+(n-1-k)*stride
			ahead, behind = ahead+1, behind+1
			if marks[forth] {
				ahead = 0
			}
			if marks[back] {
				behind = 0
			}
			out[forth] = out[forth] || ahead <= reach
			out[back] = out[back] || behind <= reach
		}
	}
	return out
}

// limit returns the limit above, or below.
func (s *survey) limit(below bool) float64 {
	n := len(s.values)
	part := s.above
	at := func(k int) float64 { return s.values[n-1-k] } // the k-th from outside
	if below {
		part = s.below
		at = func(k int) float64 { return s.values[k] }
	}
	plain := min(n/outermost, part)
	middle := s.middle()
	cut, counted := plain, n
	for {
		// How many samples are higher than what is slight beside the limit.
		least := slight * math.Abs(at(cut)-middle)
		from, _ := slices.BinarySearch(s.values, middle-least)
		to, _ := slices.BinarySearch(s.values, middle+least)
		count := n - (to - from)
		if count >= counted {
			break
		}
		counted = count
		if cut = plain * count / n; cut == 0 {
			break
		}
	}
	// What is higher and higher up to the last samples is so without an end.
	if math.Abs(at(cut)-middle) > math.Abs(at(0)-middle)/2 {
		cut = plain
	}
	return at(cut)
}
