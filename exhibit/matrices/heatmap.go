package matrices

import (
	"math"
	"strconv"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/plot"
)

// heatmap shows a matrix that does not act on a line, a plane or a space as
// coloured cells with its elements in them.
type heatmap struct {
	plot    plot.Plot
	cells   plot.Heatmap
	numbers []plot.Label // in the cells, and along two sides
	colors  *colormap.Map
}

func (p *heatmap) panel() scene.Panel { return &p.plot }
func (p *heatmap) key() string        { return "" }

func (p *heatmap) init() {
	p.colors, _ = colormap.Named("coolwarm")
	p.cells.Map = p.colors
	p.plot.Equal = true
	p.plot.X.Hidden, p.plot.Y.Hidden = true, true
	p.numbers = make([]plot.Label, (largest+1)*(largest+1))
}

// show writes rows from the top and columns from the left, counted from 0 as
// NumPy and gonum do.
func (p *heatmap) show(m *motion, _ exhibit.State) {
	rows, cols := m.m.Dims()
	half := 1.0 // the same colours all the way
	for _, v := range m.a.Data {
		half = min(max(half, math.Abs(v)), 1e307)
	}
	norm := colormap.Linear{Min: -half, Max: half}
	p.cells.Rows, p.cells.Cols, p.cells.Norm = rows, cols, norm
	p.cells.Values = append(p.cells.Values[:0], m.m.Data...)
	right, top := float64(cols)-0.5, float64(rows)-0.5
	p.cells.In = plot.Limits{X0: -0.5, X1: right, Y0: top, Y1: -0.5}
	p.plot.SetLimits(plot.Limits{X0: -0.9, X1: right + 0.1, Y0: -0.6, Y1: top + 0.4})
	p.plot.Title = m.title()

	p.plot.Marks = append(p.plot.Marks[:0], &p.cells)
	n := 0
	write := func(x, y float64, text string, ink scene.Color) {
		p.numbers[n] = plot.Label{X: x, Y: y, Text: text, Color: ink, AlignX: 0.5, AlignY: 0.5, Within: 0.92}
		p.plot.Marks = append(p.plot.Marks, &p.numbers[n])
		n++
	}
	for k, v := range m.m.Data {
		write(float64(k%cols), float64(rows-1-k/cols), exhibit.Brief(v, 3), inkOn(p.colors, norm.Normalize(v)))
	}
	for j := range cols {
		write(float64(j), top+0.2, strconv.Itoa(j), grey)
	}
	for i := range rows {
		write(-0.7, float64(rows-1-i), strconv.Itoa(i), grey)
	}
}

// inkOn returns what can be read on the colour at position t.
func inkOn(m *colormap.Map, t float64) scene.Color {
	r, g, b := m.At(t)
	if 0.3*r+0.59*g+0.11*b > 0.5 {
		return scene.Hex(0x15191d)
	}
	return scene.Hex(0xffffff)
}
