package scene

import "math"

// Ticks returns round numbers in [lo, hi], ascending, and the distance between
// them: the multiples of 1, 2 or 5 times a power of ten that give as many
// numbers as fit in most, which is at least 2. Where these would be fewer than
// two, it takes the next finer step instead, up to 5 numbers. It returns nothing
// if lo < hi does not hold or the range is too narrow for its numbers to be told
// apart.
func Ticks(lo, hi float64, most int) (at []float64, step float64) {
	span := hi - lo
	if !(span > 0) || math.IsInf(span, 0) || span < 1e-12*max(math.Abs(lo), math.Abs(hi)) || span < 1e-300 {
		return nil, 0
	}
	most = max(most, 2)
	var finer scale
	for exponent := int(math.Floor(math.Log10(span / float64(most)))); ; exponent++ {
		for _, m := range []float64{1, 2, 5} {
			s := scaleOver(lo, hi, m, exponent)
			if s.count() > float64(most) {
				finer = s
				continue
			}
			if s.count() < 2 && finer.count() > 1 {
				s = finer
			}
			return s.numbers(), s.up / s.down
		}
	}
}

// scale is the multiples first..last of a step. Small steps are quotients of
// whole numbers: k*3/10 rounds once, k*0.3 twice.
type scale struct{ up, down, first, last float64 }

// scaleOver returns the multiples of m times a power of ten in [lo, hi].
func scaleOver(lo, hi, m float64, exponent int) scale {
	s := scale{up: m * math.Pow10(max(exponent, 0)), down: math.Pow10(max(-exponent, 0))}
	step := s.up / s.down
	s.first, s.last = math.Ceil(lo/step-1e-9), math.Floor(hi/step+1e-9)
	return s
}

func (s scale) count() float64 { return s.last - s.first + 1 }

func (s scale) numbers() []float64 {
	at := make([]float64, 0, int(s.count()))
	for k := s.first; k <= s.last; k++ {
		v := k * s.up / s.down
		if v == 0 {
			v = 0 // never -0
		}
		at = append(at, v)
	}
	return at
}
