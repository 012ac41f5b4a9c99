package field

import (
	"slices"

	"zscape/compute/lang"
)

// raster is samples that are read row by row, each from the west to the east;
// where there are more than can be shown, only every so many of them are kept.
type raster struct {
	nx, ny int
	every  int
	z      []float64
	across int // kept, of a row
	work   progress
}

// mostAlong is how many rows, and columns, a raster may have.
const mostAlong = 100_000

// newRaster checks how many samples there are, nx and ny as they were written.
func newRaster(nx, ny float64, o Options) (*raster, error) {
	for _, n := range [2]float64{nx, ny} {
		if !(n >= 2 && n <= mostAlong) || n != float64(int(n)) {
			return nil, lang.Errorf("%v x %v samples: expected whole numbers from 2 to %d", "%v×%v個の格子です(2から%dまでの整数にしてください)", nx, ny, mostAlong)
		}
	}
	r := &raster{nx: int(nx), ny: int(ny), every: 1}
	for r.kept(r.nx)*r.kept(r.ny) > MaxSamples {
		r.every++
	}
	r.across, r.work = r.kept(r.nx), o.reading(r.nx*r.ny)
	return r, nil
}

// kept returns how many of n rows or columns are kept.
func (s *raster) kept(n int) int { return (n-1)/s.every + 1 }

// fill makes all samples v.
func (s *raster) fill(v float64) {
	s.z = make([]float64, s.across*s.kept(s.ny))
	for k := range s.z {
		s.z[k] = v
	}
}

// put takes the k-th sample.
func (s *raster) put(k int, v float64) {
	s.work.add(1)
	if s.z == nil {
		s.z = make([]float64, s.across*s.kept(s.ny))
	}
	if i, j := k%s.nx, k/s.nx; i%s.every == 0 && j%s.every == 0 {
		s.z[j/s.every*s.across+i/s.every] = v
	}
}

// field returns the field of the samples, which are at x and y, the places of the
// first row and column and how far the next are; y falls where rows begin in the
// north.
func (s *raster) field(r *Report, x, y [2]float64, g Gaps) (*Field, error) {
	if s.every > 1 {
		r.Every = s.every
	}
	axis := func(from [2]float64, n int) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = from[0] + float64(i*s.every)*from[1]
		}
		return v
	}
	return r.grid(axis(x, s.across), axis(y, len(s.z)/s.across), s.z, g, &s.work)
}

// or returns the gaps that are known, or else those that a file declares.
func (g Gaps) or(declared ...float64) Gaps {
	if g.Known {
		return g
	}
	return Gaps{Known: true, Marks: slices.Clone(declared)}
}
