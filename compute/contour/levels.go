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

// NiceLevels returns at most n levels strictly between zmin and zmax: multiples
// of the smallest step among 1, 2 and 5 times a power of ten that gives no more
// than n of them. It returns none unless zmin < zmax are finite and n is
// positive, or where the range is too small for its size for multiples to differ.
func NiceLevels(zmin, zmax float64, n int) []float64 {
	if !usable(zmin, zmax, n) {
		return nil
	}
	for exp := math.Floor(math.Log10((zmax - zmin) / float64(n+1))); ; exp++ {
		for _, m := range []float64{1, 2, 5} {
			if levels, ok := multiples(m, exp, zmin, zmax, n); ok {
				return levels
			}
		}
	}
}

// multiples returns the multiples of step m 10^exp strictly between zmin and
// zmax. ok is false if there are more than n.
func multiples(m, exp, zmin, zmax float64, n int) (levels []float64, ok bool) {
	// A power of ten below 1 is not a float64; dividing by its inverse rounds
	// once and gives the float64 nearest to the decimal number.
	at := func(k float64) float64 { return k * m * math.Pow(10, exp) }
	if exp < 0 && exp > -300 {
		at = func(k float64) float64 { return k * m / math.Pow(10, -exp) }
	}
	step := at(1)
	first := math.Floor(zmin / step)
	if math.Abs(first) > 1<<53 || step == 0 {
		return nil, true
	}
	// One multiple on either side allows for the rounding of first.
	for k := first; at(k) < zmax; k++ {
		if at(k) <= zmin {
			continue
		}
		if len(levels) == n {
			return nil, false
		}
		levels = append(levels, at(k)+0) // +0 makes -0 a 0
	}
	return levels, true
}

func usable(zmin, zmax float64, n int) bool {
	return n > 0 && zmin < zmax && !math.IsInf(zmax-zmin, 0)
}
