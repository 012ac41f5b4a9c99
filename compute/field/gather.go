package field

import (
	"math"
	"slices"

	"zscape/compute/lang"
)

// gather makes a field of points: of a lattice if they fill one, two thirds of
// it at least, else of scattered points. Where z is NaN there is a gap. tell, which may
// be nil, is called with how much is done.
func gather(x, y, z []float64, r *Report, tell func(part float64)) (*Field, error) {
	if f := inOrder(x, y, z, r); f != nil {
		return f, nil
	}
	work := joining(tell, len(x))
	xs, ys := levels(x, 1, &work), levels(y, 1, &work)
	if n := len(x); len(xs) >= 2 && len(ys) >= 2 && len(xs) <= 2*n/len(ys) && len(xs)*len(ys) <= MaxSamples {
		if f := onLattice(xs, ys, x, y, z, r, &work); f != nil {
			return f, nil
		}
	}
	n := 0
	for k, v := range z {
		if v != v {
			r.Gaps++
		}
		if v-v == 0 {
			x[n], y[n], z[n] = x[k], y[k], v
			n++
		}
	}
	f, err := newScattered(x[:n], y[:n], z[:n], work)
	if err != nil {
		if r.Skipped > 0 {
			err = lang.Errorf("%v; %s", "%v。%s", err, r.Examples[0].Text())
		}
		return nil, err
	}
	r.Points = f.Points()
	r.Merged = n - r.Points
	return f, nil
}

// inOrder returns the field of points that run along the rows of a lattice,
// one after another, as they are written by this program; nil if they do not.
func inOrder(x, y, z []float64, r *Report) *Field {
	nx := 1
	for nx < len(y) && y[nx] == y[0] {
		nx++
	}
	ny := len(x) / nx
	if nx < 2 || ny < 2 || nx*ny != len(x) {
		return nil
	}
	for k := range x {
		if x[k] != x[k%nx] || y[k] != y[k-k%nx] {
			return nil
		}
	}
	rows := make([]float64, ny)
	for j := range rows {
		rows[j] = y[j*nx]
	}
	f, err := NewGrid(slices.Clone(x[:nx]), rows, z)
	if err != nil {
		return nil
	}
	r.NX, r.NY, r.Points, r.Gaps = nx, ny, len(z), gaps(z)
	return f
}

// grid returns the field of samples, in which numbers may stand for gaps, and
// notes what there are.
func (r *Report) grid(x, y, z []float64, g Gaps, work *progress) (*Field, error) {
	r.markGaps(z, g, work)
	r.NX, r.NY, r.Points, r.Gaps = len(x), len(y), len(z), gaps(z)
	return NewGrid(x, y, z)
}

// gaps returns how many samples have no value.
func gaps(z []float64) (n int) {
	for _, v := range z {
		if v != v {
			n++
		}
	}
	return n
}

// levels returns the different values among v, sorted; those that differ by
// rounding alone, or so many times as much, are one.
func levels(v []float64, times float64, work *progress) []float64 {
	s := distinct(v, work)
	near := times * 1e-9 * (s[len(s)-1] - s[0]) / math.Sqrt(float64(len(v)))
	n := 1
	for _, a := range s[1:] {
		if a-s[n-1] > near {
			s[n] = a
			n++
		}
	}
	return s[:n]
}

// distinct returns the different values among v, sorted.
func distinct(v []float64, work *progress) []float64 {
	const few = 1 << 12 // to be sorted in one go
	if len(v) <= few {
		work.spend(len(v))
		s := slices.Clone(v)
		slices.Sort(s)
		return slices.Compact(s)
	}
	a, b := distinct(v[:len(v)/2], work), distinct(v[len(v)/2:], work)
	s := make([]float64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		least := min(a[0], b[0])
		if a[0] == least {
			a = a[1:]
		}
		if b[0] == least {
			b = b[1:]
		}
		if s = append(s, least); len(s)%perSorted == 0 {
			work.spend(1)
		}
	}
	return append(append(s, a...), b...)
}

// onLattice returns the field of points on a lattice; nil if they fill less
// than two thirds of it, or no cell.
func onLattice(xs, ys, x, y, z []float64, r *Report, work *progress) *Field {
	nx, ny := len(xs), len(ys)
	grid := make([]float64, nx*ny)
	count := make([]int32, nx*ny)
	filled, merged := 0, 0
	for k := range z {
		work.spend(2)
		c := nearest(ys, y[k])*nx + nearest(xs, x[k])
		if count[c]++; count[c] == 1 {
			filled++
			grid[c] = z[k]
		} else {
			merged++
			grid[c] += (z[k] - grid[c]) / float64(count[c])
		}
	}
	whole := false
	for c := range count[:len(count)-nx] {
		whole = whole || c%nx > 0 && min(count[c], count[c-1], count[c+nx], count[c+nx-1]) > 0
	}
	if 3*filled < 2*nx*ny || !whole {
		return nil
	}
	for c, n := range count {
		if n == 0 {
			grid[c] = math.NaN()
		}
	}
	f, err := NewGrid(xs, ys, grid)
	if err != nil {
		return nil
	}
	r.NX, r.NY, r.Points, r.Gaps, r.Merged = nx, ny, nx*ny, gaps(grid), merged
	return f
}

// nearest returns the index of the level that v is of: the last that is not
// above it.
func nearest(levels []float64, v float64) int {
	i, met := slices.BinarySearch(levels, v)
	if !met {
		i--
	}
	return i
}
