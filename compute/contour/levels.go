package contour

import "math"

// Levels returns n levels evenly spaced strictly between zmin and zmax,
//
//	zmin + (zmax-zmin) k/(n+1),  k = 1 ... n,
//
// which for n = 10 are the lines that Octave's contour draws by default. It
// returns none unless zmin < zmax are finite and n is positive.
func Levels(zmin, zmax float64, n int) []float64 {
	if !usable(zmin, zmax, n) {
		return nil
	}
	levels := make([]float64, n)
	for k := range levels {
		levels[k] = zmin + (zmax-zmin)*(float64(k+1)/float64(n+1))
	}
	return levels
}

// NiceLevels returns about n levels between zmin and zmax, and not at them:
// multiples of the step among 1, 2 and 5 times a power of ten of which there are
// as near to n as can be, at least one; of two that are equally near, those that
// are fewer. It returns none unless zmin < zmax are finite and n is positive, or
// where the range is too small for its size for multiples to differ.
func NiceLevels(zmin, zmax float64, n int) []float64 {
	if !usable(zmin, zmax, n) {
		return nil
	}
	finer := multiples{last: -1}
	for exp := int(math.Floor(math.Log10((zmax - zmin) / float64(n+1)))); ; exp++ {
		for _, m := range []float64{1, 2, 5} {
			coarser, ok := multiplesOf(m, exp, zmin, zmax)
			switch {
			case !ok:
				continue
			case coarser.count() > n:
				finer = coarser
				continue
			case nearer(n, finer.count(), coarser.count()):
				coarser = finer
			}
			return coarser.list()
		}
	}
}

// NiceLogLevels is NiceLevels for a logarithmic scale, 0 < zmin: the levels are
// 1, 2, ... 9 or 1, 2 and 5 times powers of ten, or every so many of these alone.
// Over less than a decade they are evenly spaced.
func NiceLogLevels(zmin, zmax float64, n int) []float64 {
	if !usable(zmin, zmax, n) || !(zmin > 0) {
		return nil
	}
	if zmax < 10*zmin {
		return NiceLevels(zmin, zmax, n)
	}
	var best []float64
	first, last := int(math.Floor(math.Log10(zmin))), int(math.Ceil(math.Log10(zmax)))
	try := func(stride int, factors ...float64) {
		var levels []float64
		for k := first; k <= last; k++ {
			for _, m := range factors {
				if v := decimal(m, k); k%stride == 0 && zmin < v && v < zmax {
					levels = append(levels, v)
				}
			}
		}
		if best == nil || nearer(n, len(levels), len(best)) {
			best = levels
		}
	}
	for _, stride := range []int{500, 200, 100, 50, 20, 10, 5, 2, 1} {
		try(stride, 1)
	}
	try(1, 1, 2, 5)
	try(1, 1, 2, 3, 4, 5, 6, 7, 8, 9)
	return best
}

// nearer reports whether count is nearer to n than other, or other is none.
func nearer(n, count, other int) bool {
	off := func(count int) int { return max(count-n, n-count) }
	return count > 0 && (other == 0 || off(count) < off(other))
}

// multiples is first..last times m 10^exp.
type multiples struct {
	m           float64
	exp         int
	first, last float64
}

// multiplesOf returns the multiples of m 10^exp between zmin and zmax; ok is false
// if they are too close for their size to differ.
func multiplesOf(m float64, exp int, zmin, zmax float64) (s multiples, ok bool) {
	step := decimal(m, exp)
	slack := 1e-9 * (zmax - zmin) / step // at an end there is nothing to be seen
	s = multiples{m, exp, math.Floor(zmin/step+slack) + 1, math.Ceil(zmax/step-slack) - 1}
	return s, m*max(math.Abs(s.first), math.Abs(s.last)) < 1<<47 // so that slack counts
}

func (s multiples) count() int { return max(int(s.last-s.first)+1, 0) }

func (s multiples) list() []float64 {
	if s.count() == 0 {
		return nil
	}
	levels := make([]float64, s.count())
	for k := range levels {
		levels[k] = decimal((s.first+float64(k))*s.m, s.exp) + 0 // +0 makes -0 a 0
	}
	return levels
}

// decimal returns m 10^exp. A negative power of ten is not a float64; dividing by
// its inverse rounds once and gives the float64 nearest to the decimal number.
func decimal(m float64, exp int) float64 {
	if exp < 0 && exp > -300 {
		return m / math.Pow10(-exp)
	}
	return m * math.Pow10(exp)
}

func usable(zmin, zmax float64, n int) bool {
	return n > 0 && zmin < zmax && !math.IsInf(zmax-zmin, 0)
}
