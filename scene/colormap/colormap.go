// Package colormap turns numbers into colours: a Norm takes a data value to
// the unit interval, and a Map takes the unit interval to a colour.
//
// The maps are the ones that matplotlib draws under the same names, and are
// equal to its lookup tables within 1e-5:
//
//   - viridis and magma, by Stefan van der Walt, Nathaniel Smith and Eric
//     Firing (2015), CC0 (https://bids.github.io/colormap/).
//   - cividis, by Jamie Nunez, Christopher Anderton and Ryan Renslow,
//     "Optimizing colormaps with consideration for color vision deficiency",
//     PLOS ONE 13(7), 2018, CC0.
//   - coolwarm, from Kenneth Moreland, "Diverging Color Maps for Scientific
//     Visualization", ISVC 2009: its 33 points.
//   - Blues, nine points of ColorBrewer, Apache License 2.0. This product
//     includes color specifications and designs developed by Cynthia Brewer
//     (https://colorbrewer2.org/).
//   - jet, the piecewise linear rainbow, as matplotlib breaks it.
//
// viridis, cividis, magma and Blues change lightness in one direction only,
// so that they also read in grey; coolwarm is for data with a meaningful
// centre (see TwoSlope and Symmetric); jet is there for comparison.
package colormap

import (
	"image/color"
	"math"
	"slices"
	"strings"
)

// size is the number of entries of a lookup table.
const size = 256

// reversedSuffix marks the name of a reversed map, as it does in matplotlib.
const reversedSuffix = "_r"

// A Map is a continuous run of opaque sRGB colours over [0, 1]. It is
// immutable, so one Map may be shared freely.
type Map struct {
	name  string
	nan   [3]float32
	table [size][3]float32 // entry i is the colour at i/(size-1)
}

// neutral is the colour of NaN unless WithNaN says otherwise: the grey
// #757575, whose contrast with white and with black is the same, 4.6 to 1.
var neutral = [3]float32{0x75 / 255.0, 0x75 / 255.0, 0x75 / 255.0}

// Names returns the names that Named knows, in the order of a menu.
func Names() []string {
	names := make([]string, len(definitions))
	for i, d := range definitions {
		names[i] = d.name
	}
	return names
}

// Named returns the map of that name, which is case-sensitive. A name from
// Names with _r at its end is the same map reversed.
func Named(name string) (*Map, bool) {
	base, reversed := strings.CutSuffix(name, reversedSuffix)
	for _, d := range definitions {
		if d.name != base {
			continue
		}
		m := d.load()
		if reversed {
			m = m.Reversed()
		}
		return m, true
	}
	return nil, false
}

// Name returns the name by which Named finds the map.
func (m *Map) Name() string { return m.name }

// At returns the colour at t as sRGB components in [0, 1], interpolated
// linearly between the entries of the table. It takes a t beyond [0, 1] to
// the nearer end, and NaN to the map's NaN colour.
func (m *Map) At(t float64) (r, g, b float64) {
	i, f, ok := locate(t)
	if !ok {
		return m.NaN()
	}
	p, q := &m.table[i], &m.table[i+1]
	return lerp(p[0], q[0], f), lerp(p[1], q[1], f), lerp(p[2], q[2], f)
}

// RGBA is At in the form of a vertex colour: sRGB, not premultiplied, with
// alpha 1. It does not allocate.
func (m *Map) RGBA(t float64) [4]float32 {
	r, g, b := m.At(t)
	return [4]float32{float32(r), float32(g), float32(b), 1}
}

// locate returns the table entry i and the fraction f of the way from it to
// the next at which t lies; ok is false for NaN.
func locate(t float64) (i int, f float64, ok bool) {
	const last = size - 1
	switch x := t * last; {
	case math.IsNaN(x):
		return 0, 0, false
	case x <= 0:
		return 0, 0, true
	case x >= last:
		return last - 1, 1, true
	default:
		i = int(x)
		return i, x - float64(i), true
	}
}

// lerp is exact at f = 0 and f = 1.
func lerp(p, q float32, f float64) float64 {
	return float64(p)*(1-f) + float64(q)*f
}

// NaN returns the colour that stands for NaN, sRGB components in [0, 1].
func (m *Map) NaN() (r, g, b float64) {
	return float64(m.nan[0]), float64(m.nan[1]), float64(m.nan[2])
}

// WithNaN returns a copy of the map in which c, taken as opaque, stands for
// NaN. The default is a neutral grey that shows on light and dark pages
// alike; cividis, whose middle is close to that grey, may want another.
func (m *Map) WithNaN(c color.NRGBA) *Map {
	w := *m
	w.nan = [3]float32{float32(c.R) / 255, float32(c.G) / 255, float32(c.B) / 255}
	return &w
}

// Reversed returns the map read from its other end, with the same NaN
// colour. Its name gains the suffix _r, or loses it.
func (m *Map) Reversed() *Map {
	r := *m
	slices.Reverse(r.table[:])
	base, reversed := strings.CutSuffix(m.name, reversedSuffix)
	if r.name = base; !reversed {
		r.name += reversedSuffix
	}
	return &r
}
