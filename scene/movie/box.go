package movie

import "math"

// box is some of the swatches, to be rendered by one colour or split again.
type box struct {
	swatches []swatch
	axis     int     // of CIELAB along which they differ most
	lo, hi   float32 // their extent along it
	error    float64 // what rendering them by their mean costs
}

// weigh returns how much a colour of n pixels matters. The root makes up for
// large even areas: a gradient with fewer pixels would show bands.
func weigh(n uint32) float32 { return float32(math.Sqrt(float64(n))) }

func newBox(swatches []swatch) box {
	b := box{swatches: swatches}
	var weight float64
	var sum, squares [3]float64
	lo := [3]float32{1e9, 1e9, 1e9}
	hi := [3]float32{-1e9, -1e9, -1e9}
	for i := range swatches {
		s := &swatches[i]
		w := float64(s.weight)
		weight += w
		for k, v := range [3]float32{s.lab.l, s.lab.a, s.lab.b} {
			sum[k] += w * float64(v)
			squares[k] += w * float64(v) * float64(v)
			lo[k], hi[k] = min(lo[k], v), max(hi[k], v)
		}
	}
	widest := -1.0
	for k := range sum {
		if lo[k] == hi[k] {
			continue
		}
		e := max(squares[k]-sum[k]*sum[k]/weight, math.SmallestNonzeroFloat64)
		b.error += e
		if e > widest {
			widest, b.axis, b.lo, b.hi = e, k, lo[k], hi[k]
		}
	}
	return b
}

// halves splits the box between two of 256 slices along its axis, where it
// leaves the least variance. The box must have an error.
func (b *box) halves() (lower, upper box) {
	const slices = 256
	scale := (slices - 1) / (b.hi - b.lo)
	slice := func(s *swatch) int { return int((s.lab.axis(b.axis)-b.lo)*scale + 0.5) }

	var weight, sum [slices]float64
	var allWeight, allSum float64
	for i := range b.swatches {
		s := &b.swatches[i]
		k, w, v := slice(s), float64(s.weight), float64(s.weight*(s.lab.axis(b.axis)-b.lo))
		weight[k] += w
		sum[k] += v
		allWeight += w
		allSum += v
	}
	// The variance that is left is least where the squares of the sums, by
	// their weights, are greatest.
	cut, greatest := 0, -1.0
	var w, v float64
	for k := range slices - 1 {
		w += weight[k]
		v += sum[k]
		if gain := v*v/w + (allSum-v)*(allSum-v)/(allWeight-w); gain > greatest {
			cut, greatest = k, gain
		}
	}
	n := 0
	for i := range b.swatches {
		if slice(&b.swatches[i]) <= cut {
			b.swatches[n], b.swatches[i] = b.swatches[i], b.swatches[n]
			n++
		}
	}
	return newBox(b.swatches[:n]), newBox(b.swatches[n:])
}
