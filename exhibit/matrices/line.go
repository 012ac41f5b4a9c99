package matrices

import (
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/plot"
)

// line shows what a 1 x 1 matrix does to a line: it stretches the unit
// segment to its own length, to the other side if it is negative.
type line struct {
	plot  plot.Plot
	start plot.Segments
	arrow plot.Arrow
	tip   plot.Points
	zero  plot.Points
	name  plot.Label
}

func (p *line) panel() scene.Panel { return &p.plot }
func (p *line) key() string        { return planeLimits }

func (p *line) init() {
	p.plot.Y.Hidden = true
	p.start = plot.Segments{Color: grey.Opacity(0.45), Width: 9, X0: []float64{0}, Y0: []float64{0}, X1: []float64{1}, Y1: []float64{0}}
	p.name = plot.Label{Name: unitNames[0]}
	p.zero = plot.Points{Color: grey, X: []float64{0}, Y: []float64{0}}
	p.arrow = plot.Arrow{Name: unitNames[0], Width: 3}
	p.tip = plot.Points{Name: unitNames[0], Shape: plot.Ring, Radius: 6.5, X: make([]float64, 1), Y: make([]float64, 1)}
	p.plot.Marks = []plot.Mark{&p.start, &p.zero, &p.arrow, &p.tip, &p.name}
}

func (p *line) show(m *motion, st exhibit.State) {
	e := extent{-1, 1}.with(m.a.Data[0]).rounded()
	plot2d.Fit(&p.plot, st, planeLimits, plot.Limits{X0: e.lo, X1: e.hi, Y0: -1, Y1: 1})
	p.plot.Title = m.title()
	p.arrow.X1 = m.at(0, 0)
	placeBeyond(&p.name, m.at(0, 0), 0, m.name()+unitNames[0])
	p.tip.X[0], p.tip.Hidden = m.at(0, 0), m.t == 0
}
