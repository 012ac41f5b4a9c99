package matrices

import (
	"math"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/plot"
)

// spectrum shows the eigenvalues of M in the complex plane, on their ways from
// 1, and the singular values on its real axis: all eigenvalues lie between the
// circles of the least and the greatest of these.
type spectrum struct {
	plot plot.Plot

	values   plot.Points
	ways     plot.Segments
	singular plot.Points
	rings    [2]plot.Line
	unit     plot.Line
}

func (p *spectrum) panel() scene.Panel { return &p.plot }
func (p *spectrum) key() string        { return spectrumLimits }

func (p *spectrum) init() {
	p.plot.Equal = true
	p.plot.X.Label, p.plot.Y.Label = "Re", "Im"
	p.plot.Legend = plot.Above
	p.ways = plot.Segments{Name: "eigenvalues", Width: 1, Dash: 2}
	p.values = plot.Points{Name: "eigenvalues", Radius: 4.5}
	p.singular = plot.Points{Name: "singular values", Color: grey, Shape: plot.Ring, Radius: 7.5}
	p.unit = plot.Line{Name: "unit circle", Color: grey.Opacity(0.75), Width: 1.25}
	setCircle(&p.unit, 1)
	p.plot.Marks = []plot.Mark{&p.unit}
	for k := range p.rings {
		p.rings[k] = plot.Line{Color: grey.Opacity(0.6), Width: 1, Dash: 2}
		p.plot.Marks = append(p.plot.Marks, &p.rings[k])
	}
	p.plot.Marks = append(p.plot.Marks, &p.singular, &p.ways, &p.values)
}

// setCircle makes l a circle around the origin.
func setCircle(l *plot.Line, radius float64) {
	const sides = 90
	l.X, l.Y = l.X[:0], l.Y[:0]
	for k := range sides + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k%sides) / sides)
		l.X, l.Y = append(l.X, radius*cos), append(l.Y, radius*sin)
	}
}

func (p *spectrum) show(m *motion, st exhibit.State) {
	v, w, s := &p.values, &p.ways, &p.singular
	v.X, v.Y, s.X, s.Y = v.X[:0], v.Y[:0], s.X[:0], s.Y[:0]
	w.X0, w.Y0, w.X1, w.Y1 = w.X0[:0], w.Y0[:0], w.X1[:0], w.Y1[:0]
	x, y := extent{-1, 1}, extent{-1, 1}
	for k, end := range m.eigen.Values {
		now := m.value(k)
		v.X, v.Y = append(v.X, real(now)), append(v.Y, imag(now))
		w.X0, w.Y0 = append(w.X0, 1), append(w.Y0, 0)
		w.X1, w.Y1 = append(w.X1, real(now)), append(w.Y1, imag(now))
		x, y = x.with(real(end)), y.with(imag(end))
	}
	for _, size := range m.svd.S {
		s.X, s.Y = append(s.X, size), append(s.Y, 0)
	}
	for k, size := range []float64{m.svd.S[0], m.svd.S[len(m.svd.S)-1]} {
		setCircle(&p.rings[k], size)
	}
	x, y = x.with(m.largest).with(-m.largest).rounded(), y.rounded()
	plot2d.Fit(&p.plot, st, spectrumLimits, plot.Limits{X0: x.lo, X1: x.hi, Y0: y.lo, Y1: y.hi})
}

// strength shows the singular values of a matrix that has no eigenvalues.
type strength struct {
	plot plot.Plot
	bars plot.Bars
}

func (p *strength) panel() scene.Panel { return &p.plot }
func (p *strength) key() string        { return "" }

func (p *strength) init() {
	p.plot.Y.Label = "singular values"
	p.bars = plot.Bars{Color: grey, Width: 0.5}
	p.plot.Marks = []plot.Mark{&p.bars}
}

// show numbers the singular values from 1, as books do.
func (p *strength) show(m *motion, _ exhibit.State) {
	p.bars.X, p.bars.Y, p.plot.X.Ticks = p.bars.X[:0], append(p.bars.Y[:0], m.svd.S...), p.plot.X.Ticks[:0]
	for k := range m.svd.S {
		at := float64(k + 1)
		p.bars.X = append(p.bars.X, at)
		p.plot.X.Ticks = append(p.plot.X.Ticks, plot.Tick{At: at, Label: "σ" + string('₀'+rune(k+1))})
	}
	p.plot.X.Min, p.plot.X.Max = 0.5, float64(len(m.svd.S))+0.5
}
