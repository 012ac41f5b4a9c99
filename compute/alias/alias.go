// Package alias finds where a function is finer than the lattice on which it is
// sampled: what is drawn through its samples is then another function. A sine of
// just over a period from sample to sample is drawn as a slow wave, its alias.
//
// Samples cannot show that. So the function is also looked at between them, in some
// cells along some rows and columns, and compared with what a line from sample to
// sample leads one to expect. Places between samples are at parts of cells that have
// no common measure, or else a multiple of the frequency would hide there, too.
package alias

import "math"

// Function is a function of two variables: it writes f(x[i], y[j]) into dst,
// row-major, len(y) rows of len(x). Both ascend or stay level.
type Function func(dst, x, y []float64)

// Range is the heights that are shown. If Cut, others are not: cells that reach
// beyond them, as at poles, do not count.
type Range struct {
	Min, Max float64
	Cut      bool
}

const (
	lines = 12  // that are looked at along an axis,
	cells = 160 // in all of a line, in blocks
	block = 20  // of neighbours

	visible = 0.02 // of the range: the least difference that counts
	noise   = 1e-9 // of values: what may come from rounding
)

// between are the places in a cell, as parts of it, that are looked at.
var between = [...]float64{0.2071, 0.3820, 0.6283, 0.8517}

// Check reports whether f turns between samples along x, and along y, so much that
// lines from sample to sample are not its shape: in a notable part of the cells in
// which there is something to be seen, by much of what it varies along the line; or has
// a peak between samples that is far above all that are on its line. A step is no turn,
// nor is a pole or a kink.
func Check(f Function, x, y []float64, r Range) (alongX, alongY bool) {
	const much, part = 0.12, 0.1
	s := sampler{f: f, r: r}
	alongX = s.turns(x, some(y, lines), false, much) > part
	alongY = s.turns(y, some(x, lines), true, much) > part
	return alongX, alongY
}

// Shows reports whether a lattice shows f: nowhere on it does f turn by more than a
// little of what it varies along a line.
func Shows(f Function, x, y []float64, r Range) bool {
	const little, part = 0.05, 0.02
	s := sampler{f: f, r: r}
	return s.turns(x, some(y, lines/2), false, little) <= part && s.turns(y, some(x, lines/2), true, little) <= part
}

// some returns most places of an axis, neither at equal distances nor at its ends.
func some(a []float64, most int) []float64 {
	if len(a) <= most {
		return a
	}
	var list []float64
	last := -1
	for k := range most {
		// Shifted by the golden ratio, from one part of the axis to the next.
		_, shift := math.Modf(float64(k+1) * math.Phi)
		at := int((float64(k) + shift) / float64(most) * float64(len(a)))
		if at > last {
			list, last = append(list, a[at]), at
		}
	}
	return list
}

// sampler looks at a function.
type sampler struct {
	f Function
	r Range

	places, values []float64
	sampled        []bool // whether a place is that of a sample
	starts         []int  // of blocks, in places
}

// turns returns in which part of the cells along a, in which something is to be seen,
// f turns by more than a part of what it varies on the line, or 1 if there is a narrow
// peak; across is where the lines run.
func (s *sampler) turns(a, across []float64, swap bool, much float64) float64 {
	const (
		flat = 0.05 // of what f varies on the line: a cell in which it varies less
		rare = 0.02 // of all cells: what is rarer does not count
	)
	if len(a) < 4 {
		return 0
	}
	s.layOut(a)
	n, m := len(s.places), len(across)
	if cap(s.values) < n*m {
		s.values = make([]float64, n*m)
	}
	v := s.values[:n*m]
	stride, next := 1, n
	if swap {
		s.f(v, across, s.places)
		stride, next = m, 1
	} else {
		s.f(v, s.places, across)
	}
	if !s.r.Cut && s.narrow(v, across, swap, stride, next) {
		return 1
	}
	r := s.seen(v)
	if r.Max-r.Min <= noise*max(math.Abs(r.Min), math.Abs(r.Max)) {
		return 0
	}
	all, seen, off := 0, 0, 0
	for line := range m {
		at := func(k int) float64 { return v[line*next+k*stride] }
		lo, hi := math.Inf(1), math.Inf(-1)
		for k := range n {
			if z := at(k); z-z == 0 {
				lo, hi = min(lo, z), max(hi, z)
			}
		}
		varies := hi - lo
		least, little := max(much*varies, visible*(r.Max-r.Min)), max(flat*varies, visible*(r.Max-r.Min))
		for b, start := range s.starts {
			end := n
			if b < len(s.starts)-1 {
				end = s.starts[b+1]
			}
			const step = len(between) + 1
			for k := start + step; k+2*step < end; k += step { // the first and the last cell only say what to expect
				c := cell{before: at(k - step), left: at(k), right: at(k + step), after: at(k + 2*step)}
				for i := range between {
					c.between[i] = at(k + 1 + i)
				}
				low, high := c.span()
				if d := high - low; d-d != 0 { // there is a gap
					continue
				}
				all++
				if high-low > little {
					seen++
					if c.turns() > least && !c.steps(flat*varies) {
						off++
					}
				}
			}
		}
	}
	if float64(off) <= rare*float64(all) {
		return 0
	}
	return float64(off) / float64(seen)
}

// seen makes gaps of those of the values that do not count, and returns the range of
// the others with that of the samples.
func (s *sampler) seen(v []float64) Range {
	// What is far beyond the samples is a pole, unless it is everywhere: then the
	// samples are of an alias.
	const rare = 0.1
	r := s.r
	shown := r
	if !r.Cut {
		high := r.Max - r.Min
		shown = Range{Min: r.Min - high, Max: r.Max + high}
		far := 0
		for _, z := range v {
			if z < shown.Min || z > shown.Max {
				far++
			}
		}
		if float64(far) > rare*float64(len(v)) {
			shown = Range{Min: math.Inf(-1), Max: math.Inf(1)}
		}
	}
	for k, z := range v {
		if shown.Min <= z && z <= shown.Max && z-z == 0 {
			r.Min, r.Max = min(r.Min, z), max(r.Max, z)
		} else {
			v[k] = math.NaN()
		}
	}
	return r
}

// layOut makes places the samples of blocks of cells along an axis, each followed by
// what is looked at in the cell behind it.
func (s *sampler) layOut(a []float64) {
	s.places, s.sampled, s.starts = s.places[:0], s.sampled[:0], s.starts[:0]
	put := func(place float64, sampled bool) {
		s.places, s.sampled = append(s.places, place), append(s.sampled, sampled)
	}
	n := len(a) - 1
	blocks, size := 1, n
	if n > cells {
		blocks, size = cells/block, block
	}
	for b := range blocks {
		first := 0
		if blocks > 1 {
			first = b * (n - size) / (blocks - 1)
		}
		s.starts = append(s.starts, len(s.places))
		for k := first; k < first+size; k++ {
			put(a[k], true)
			for _, t := range between {
				put(a[k]+t*(a[k+1]-a[k]), false)
			}
		}
		put(a[first+size], true)
	}
}

// cell is the samples at the ends of a cell and those before and after them, and the
// values in between.
type cell struct {
	before, left, right, after float64
	between                    [len(between)]float64
}

// span returns the least and the greatest value in the cell.
func (c *cell) span() (low, high float64) {
	low, high = min(c.left, c.right), max(c.left, c.right)
	for _, z := range c.between {
		low, high = min(low, z), max(high, z)
	}
	return low, high
}

// turns returns how far the values go to and fro: half of the way that they go more
// than from sample to sample.
func (c *cell) turns() float64 {
	way, last := 0.0, c.left
	for _, z := range c.between {
		way, last = way+math.Abs(z-last), z
	}
	return (way + math.Abs(c.right-last) - math.Abs(c.right-c.left)) / 2
}

// steps reports whether the values go on from the one side, to within little, and
// from a step on from the other.
func (c *cell) steps(little float64) bool {
	for i, t := range between {
		fromLeft, fromRight := c.left+t*(c.left-c.before), c.right+(1-t)*(c.right-c.after)
		if z := c.between[i]; min(math.Abs(z-fromLeft), math.Abs(z-fromRight)) > little {
			return false
		}
	}
	return true
}
