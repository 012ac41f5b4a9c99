// Package waves evaluates z = a sin(f x + p) + b cos(g y + q), the sum of a sine
// wave along x and a cosine wave along y.
package waves

import (
	"fmt"
	"math"
)

// Waves is the sum Sine along x plus Cosine along y. The zero value is flat.
type Waves struct {
	Sine, Cosine Wave
}

// Wave is one of the two: Amplitude times the sine or cosine of
// Frequency*coordinate + Phase. Amplitude is in units of z, Frequency is the
// angular frequency in radians per data unit, Phase is in radians. All may have
// either sign; a NaN or infinite one makes the values NaN.
type Wave struct {
	Amplitude, Frequency, Phase float64
}

// Unit is sin x + cos y.
var Unit = Waves{
	Sine:   Wave{Amplitude: 1, Frequency: 1},
	Cosine: Wave{Amplitude: 1, Frequency: 1},
}

// angle returns the argument of the sine or cosine at coordinate s. The
// conversion keeps the product from being fused with the sum, so that all
// processors agree.
func (w Wave) angle(s float64) float64 { return float64(w.Frequency*s) + w.Phase }

func (w Wave) sine(x float64) float64   { return w.Amplitude * math.Sin(w.angle(x)) }
func (w Wave) cosine(y float64) float64 { return w.Amplitude * math.Cos(w.angle(y)) }

// At returns z at (x, y), NaN if either is NaN or infinite.
func (w Waves) At(x, y float64) float64 {
	return float64(w.Sine.sine(x)) + float64(w.Cosine.cosine(y))
}

// GridTo sets dst to the values over the lattice x by y, row-major:
// dst[j*len(x)+i] = At(x[i], y[j]), to the bit. It takes one sine a column and one
// cosine a row, and allocates nothing. It panics if len(dst) is not
// len(x)*len(y).
func (w Waves) GridTo(dst, x, y []float64) {
	nx := len(x)
	if len(dst) != nx*len(y) {
		panic(fmt.Sprintf("waves: dst has length %d, want %d rows of %d", len(dst), len(y), nx))
	}
	if len(dst) == 0 {
		return
	}
	sines := dst[:nx] // the first row holds them until its own turn, the last
	for i, s := range x {
		sines[i] = w.Sine.sine(s)
	}
	for j := len(y) - 1; j >= 0; j-- {
		addConstTo(dst[j*nx:][:nx], sines, w.Cosine.cosine(y[j]))
	}
}

// addConstTo sets dst[i] = s[i] + c. Four at a time takes half the time in
// WebAssembly.
func addConstTo(dst, s []float64, c float64) {
	for len(dst) >= 4 && len(s) >= 4 {
		dst[0], dst[1], dst[2], dst[3] = s[0]+c, s[1]+c, s[2]+c, s[3]+c
		dst, s = dst[4:], s[4:]
	}
	for i := range dst {
		dst[i] = s[i] + c
	}
}
