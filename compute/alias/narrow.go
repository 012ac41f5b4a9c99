package alias

import "math"

// narrow reports whether there is a peak between the samples of a line that is far
// beyond all of them, and has a top: a pole has none.
func (s *sampler) narrow(v, across []float64, swap bool, stride, next int) bool {
	const (
		beyond = 0.2 // of what the samples of a line vary
		most   = 8   // peaks that are looked at closely
	)
	tries := 0
	for line, w := range across {
		at := func(k int) float64 { return v[line*next+k*stride] }
		lo, hi := math.Inf(1), math.Inf(-1)
		for k := range s.places {
			if z := at(k); s.sampled[k] && z-z == 0 {
				lo, hi = min(lo, z), max(hi, z)
			}
		}
		if lo > hi {
			continue
		}
		far := max(beyond*(hi-lo), visible*(s.r.Max-s.r.Min), noise*max(math.Abs(lo), math.Abs(hi)))
		for k := range s.places {
			z := at(k)
			if s.sampled[k] || z-z != 0 || z <= hi+far && z >= lo-far {
				continue
			}
			up, from := 1.0, hi
			if z < lo {
				up, from = -1, lo
			}
			if up*at(k-1) > up*z || up*at(k+1) >= up*z { // another one is higher
				continue
			}
			if tries++; tries > most {
				return false
			}
			value := func(place float64) float64 {
				var z [1]float64
				if swap {
					s.f(z[:], []float64{w}, []float64{place})
				} else {
					s.f(z[:], []float64{place}, []float64{w})
				}
				return up * (z[0] - from)
			}
			if topped(value, s.places[k-1], s.places[k], s.places[k+1]) {
				return true
			}
		}
	}
	return false
}

// topped narrows down the highest place between a and b, which is above both at m, and
// reports whether z stays at one height there.
func topped(value func(place float64) float64, a, m, b float64) bool {
	const (
		halvings = 30
		growth   = 1.5 // in the second half of them; log |x| grows to its double
	)
	top, half := value(m), 0.0
	for n := range halvings {
		if n == halvings/2 {
			half = top
		}
		p, q := (a+m)/2, (m+b)/2
		zp, zq := value(p), value(q)
		switch {
		case zp-zp != 0 || zq-zq != 0:
			return false
		case zp > top && zp >= zq:
			m, b, top = p, m, zp
		case zq > top:
			a, m, top = m, q, zq
		default:
			a, b = p, q
		}
	}
	return top <= growth*half
}
