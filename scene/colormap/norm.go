package colormap

import "math"

// A Norm takes data values to positions along a Map or its colour bar.
type Norm interface {
	// Normalize returns the position of v in [0, 1]. Values beyond the
	// limits go to the nearer end. NaN gives NaN, as does a value that the
	// norm has no place for, or limits that make no sense.
	Normalize(v float64) float64

	// Inverse returns the data value at position t, the limits themselves
	// at 0 and 1. A t beyond [0, 1] counts as the nearer end; NaN gives NaN.
	Inverse(t float64) float64
}

// Linear spreads values evenly from Min at 0 to Max at 1. Min may be the
// greater of the two. If they are equal, every value is at 0.5. Both must be
// finite, and so must their difference.
type Linear struct{ Min, Max float64 }

// Symmetric returns the Linear that covers [lo, hi] and has center at 0.5, for
// a diverging map whose two sides are to change at the same rate.
func Symmetric(center, lo, hi float64) Linear {
	half := max(math.Abs(lo-center), math.Abs(hi-center))
	return Linear{center - half, center + half}
}

// Normalize implements Norm.
func (n Linear) Normalize(v float64) float64 {
	if n.Min == n.Max && !math.IsNaN(v) {
		return 0.5
	}
	return unit((v - n.Min) / (n.Max - n.Min))
}

// Inverse implements Norm.
func (n Linear) Inverse(t float64) float64 {
	return between(n.Min, n.Max, unit(t))
}

// Log spreads the logarithms of values evenly from Min at 0 to Max at 1. Both
// must be positive. Zero and negative values give NaN. If Min equals Max, every
// positive value is at 0.5.
type Log struct{ Min, Max float64 }

// Normalize implements Norm.
func (n Log) Normalize(v float64) float64 {
	if !(v > 0 && n.Min > 0 && n.Max > 0) {
		return math.NaN()
	}
	return Linear{math.Log(n.Min), math.Log(n.Max)}.Normalize(math.Log(v))
}

// Inverse implements Norm.
func (n Log) Inverse(t float64) float64 {
	if !(n.Min > 0 && n.Max > 0) {
		return math.NaN()
	}
	switch t = unit(t); t {
	case 0:
		return n.Min
	case 1:
		return n.Max // exp(log(Max)) may differ from Max in the last place
	}
	return math.Exp(between(math.Log(n.Min), math.Log(n.Max), t))
}

// TwoSlope has Min at 0, Center at 0.5 and Max at 1, and is linear on either
// side, so that a diverging map uses both its halves in full. It takes
// Min <= Center <= Max, else everything is NaN.
type TwoSlope struct{ Min, Center, Max float64 }

// Normalize implements Norm.
func (n TwoSlope) Normalize(v float64) float64 {
	switch {
	case !n.ordered():
		return math.NaN()
	case v < n.Center:
		return unit((v-n.Min)/(n.Center-n.Min)) / 2
	case v > n.Center:
		return 0.5 + unit((v-n.Center)/(n.Max-n.Center))/2
	case v == n.Center:
		return 0.5
	}
	return math.NaN()
}

// Inverse implements Norm.
func (n TwoSlope) Inverse(t float64) float64 {
	if !n.ordered() {
		return math.NaN()
	}
	if t = unit(t); t < 0.5 {
		return between(n.Min, n.Center, 2*t)
	}
	return between(n.Center, n.Max, 2*t-1)
}

func (n TwoSlope) ordered() bool { return n.Min <= n.Center && n.Center <= n.Max }

// unit clamps t to [0, 1] and leaves NaN.
func unit(t float64) float64 { return max(0, min(t, 1)) }

// between is exact at t = 0 and t = 1.
func between(a, b, t float64) float64 { return a*(1-t) + b*t }
