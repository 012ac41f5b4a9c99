// Package waves is the exhibit of a sine wave along x plus a cosine wave along y.
package waves

import (
	"fmt"

	"zscape/compute/lang"
	"zscape/compute/waves"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
)

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "waves",
	Title: exhibit.Text{En: "sin x + cos y", Ja: "sin x + cos y"},
	Label: lang.Same("sin <i>x</i> + cos <i>y</i>"),
	Summary: exhibit.Text{
		En: "The sum of a sine wave along x and a cosine wave along y: the first surface that many people plot. Change the amplitude, frequency and phase of either wave; where both crest, the surface peaks. Press play to morph it into a Gaussian hill.",
		Ja: "x方向の正弦波とy方向の余弦波の和。多くの人が最初に描く曲面である。振幅・角周波数・位相を変えられ、二つの波の山が重なるところが頂上になる。再生するとガウス分布の山へ変形する。"},
	Formula: `<math display="block"><mi>z</mi><mo>=</mo><msub><mi>a</mi><mi>x</mi></msub><mi>sin</mi><mo stretchy="false">(</mo><msub><mi>f</mi><mi>x</mi></msub><mi>x</mi><mo>+</mo><msub><mi>p</mi><mi>x</mi></msub><mo stretchy="false">)</mo><mo>+</mo><msub><mi>a</mi><mi>y</mi></msub><mi>cos</mi><mo stretchy="false">(</mo><msub><mi>f</mi><mi>y</mi></msub><mi>y</mi><mo>+</mo><msub><mi>p</mi><mi>y</mi></msub><mo stretchy="false">)</mo></math>`,
	Sources: []exhibit.Source{
		{Title: "matplotlib: 3D wireframe plot", URL: "https://matplotlib.org/stable/plot_types/3D/wire3d_simple.html"},
	},
	Controls: controls,
}

func init() {
	// Not in the literal: these refer to Exhibit.
	heightfield.Register(Exhibit, func() heightfield.Source { return new(surface) })
	Exhibit.New = func(open exhibit.Opener) exhibit.Session { return heightfield.New(Exhibit, new(surface), own, open) }
}

var (
	own = []exhibit.Control{
		number("ax", "amplitude along x", "x方向の振幅", 1, -1000, 1000, -2, 2, 0.05),
		number("fx", "frequency along x, rad per unit", "x方向の角周波数", 1, -1000, 1000, 0, 6, 0.05),
		number("px", "phase along x, rad", "x方向の位相 (rad)", 0, -1000, 1000, -3.15, 3.15, 0.05),
		number("ay", "amplitude along y", "y方向の振幅", 1, -1000, 1000, -2, 2, 0.05),
		number("fy", "frequency along y, rad per unit", "y方向の角周波数", 1, -1000, 1000, 0, 6, 0.05),
		number("py", "phase along y, rad", "y方向の位相 (rad)", 0, -1000, 1000, -3.15, 3.15, 0.05),
	}
	// The lattice is NumPy's arange(-3, 3, 0.25), whose last value is 2.75.
	controls = heightfield.Controls(own, heightfield.Lattice{XMin: -3, XMax: 2.75, YMin: -3, YMax: 2.75, Step: 0.25}, "gaussian")
)

func number(key, en, ja string, def, min, max, lo, hi, step float64) exhibit.Control {
	c := exhibit.Slider(key, exhibit.Text{En: "Waves", Ja: "波"}, exhibit.Text{En: en, Ja: ja}, def, min, max, lo, hi, step)
	c.Plays = true
	return c
}

// surface is the sum of the two waves.
type surface struct{ waves.Waves }

// Update reads amplitudes, frequencies and phases.
func (w *surface) Update(s exhibit.State) error {
	w.Sine = waves.Wave{Amplitude: s.Number("ax"), Frequency: s.Number("fx"), Phase: s.Number("px")}
	w.Cosine = waves.Wave{Amplitude: s.Number("ay"), Frequency: s.Number("fy"), Phase: s.Number("py")}
	return nil
}

// FillTo evaluates the sum, one sine a column and one cosine a row.
func (w *surface) FillTo(dst, x, y []float64) { w.GridTo(dst, x, y) }

// Readouts returns the formula with its numbers.
func (w *surface) Readouts() []exhibit.Readout {
	return []exhibit.Readout{{Key: "formula", Label: exhibit.Text{En: "z", Ja: "z"}, Value: term(w.Sine, "sin", "x") + " + " + term(w.Cosine, "cos", "y")}}
}

// Code writes the formula for arrays.
func (w *surface) Code(language string) []string {
	if language == "octave" {
		return []string{"Z = " + w.formula("") + ";"}
	}
	return []string{"Z = " + w.formula("np.")}
}

// formula writes the sum for arrays X and Y, with functions of the given module.
func (w *surface) formula(module string) string {
	return term(w.Sine, module+"sin", "X") + " + " + term(w.Cosine, module+"cos", "Y")
}

// term writes one wave, without the factors 1 and the summand 0.
func term(v waves.Wave, function, arg string) string {
	if v.Frequency != 1 {
		arg = fmt.Sprintf("%v * %s", v.Frequency, arg)
	}
	if v.Phase != 0 {
		arg = fmt.Sprintf("%s + %v", arg, v.Phase)
	}
	if v.Amplitude == 1 {
		return fmt.Sprintf("%s(%s)", function, arg)
	}
	return fmt.Sprintf("%v * %s(%s)", v.Amplitude, function, arg)
}
