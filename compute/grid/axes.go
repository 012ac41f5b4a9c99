package grid

import (
	"fmt"
	"math"
)

// ArangeLen returns the length of Arange(start, stop, step): the ceiling of
// (stop-start)/step, and 0 where that is negative. It is a float64 because it
// may exceed any int; callers with a limit compare before they allocate. It is
// NaN or +Inf when an argument is, and it panics if step is zero or NaN.
func ArangeLen(start, stop, step float64) float64 {
	if step == 0 || math.IsNaN(step) {
		panic(fmt.Sprintf("grid: arange step is %v", step))
	}
	n := math.Ceil((stop - start) / step)
	if n <= 0 {
		return 0
	}
	return n
}

// Arange returns start, start+step, ... up to but without stop, as numpy.arange
// computes it for floats: the length is ArangeLen(start, stop, step), so that
// rounding may let the last value reach or pass stop, and value i is start +
// i*d, where d = (start+step)-start is the step that rounding leaves. It panics
// if step is zero or NaN, and if the length is NaN or exceeds 2^31-1.
func Arange(start, stop, step float64) []float64 {
	n := ArangeLen(start, stop, step)
	if !(n <= math.MaxInt32) {
		panic(fmt.Sprintf("grid: arange(%v, %v, %v) has length %v", start, stop, step, n))
	}
	a := make([]float64, int(n))
	d := (start + step) - start
	for i := range a {
		// The conversion keeps the product from being fused with the sum,
		// which would change last bits on some processors.
		a[i] = start + float64(float64(i)*d)
	}
	if len(a) > 1 {
		a[1] = start + step
	}
	return a
}

// Linspace returns n evenly spaced values from start to stop, both included, as
// numpy.linspace does. The last value is exactly stop; n = 1 gives start alone.
// It panics if n is negative.
func Linspace(start, stop float64, n int) []float64 {
	if n < 0 {
		panic(fmt.Sprintf("grid: linspace length is %d", n))
	}
	dst := make([]float64, n)
	LinspaceTo(dst, start, stop)
	return dst
}

// LinspaceTo fills dst with Linspace(start, stop, len(dst)).
func LinspaceTo(dst []float64, start, stop float64) {
	if len(dst) == 0 {
		return
	}
	last := len(dst) - 1
	step := (stop - start) / float64(max(last, 1))
	for i := range dst {
		dst[i] = start + float64(float64(i)*step)
	}
	if last > 0 {
		dst[last] = stop
	}
}

// Meshgrid returns the coordinates of all points of the lattice x by y, as
// numpy.meshgrid does, flattened row-major from shape (len(y), len(x)): X is x
// again and again, Y is each y len(x) times.
func Meshgrid(x, y []float64) (X, Y []float64) {
	return Tile(x, len(y)), Repeat(y, len(x))
}

// Tile returns a, reps times over: numpy.tile of a flat array. It panics if reps
// is negative.
func Tile(a []float64, reps int) []float64 {
	checkReps(reps)
	dst := make([]float64, len(a)*reps)
	TileTo(dst, a, reps)
	return dst
}

// TileTo fills dst with Tile(a, reps). dst must not overlap a. It panics if
// len(dst) is not len(a)*reps.
func TileTo(dst, a []float64, reps int) {
	checkReps(reps)
	checkLen(len(dst), len(a), reps)
	for len(dst) > 0 {
		dst = dst[copy(dst, a):]
	}
}

// Repeat returns every element of a reps times in a row: numpy.repeat of a flat
// array. It panics if reps is negative.
func Repeat(a []float64, reps int) []float64 {
	checkReps(reps)
	dst := make([]float64, len(a)*reps)
	RepeatTo(dst, a, reps)
	return dst
}

// RepeatTo fills dst with Repeat(a, reps). dst must not overlap a. It panics if
// len(dst) is not len(a)*reps.
func RepeatTo(dst, a []float64, reps int) {
	checkReps(reps)
	checkLen(len(dst), len(a), reps)
	for i, v := range a {
		run := dst[i*reps : (i+1)*reps]
		for k := range run {
			run[k] = v
		}
	}
}

func checkReps(reps int) {
	if reps < 0 {
		panic(fmt.Sprintf("grid: repetitions are %d", reps))
	}
}

func checkLen(dst, a, reps int) {
	if dst != a*reps {
		panic(fmt.Sprintf("grid: dst has length %d, want %d times %d", dst, a, reps))
	}
}
