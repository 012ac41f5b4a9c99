package plot_test

import (
	"fmt"

	"zscape/scene"
	"zscape/scene/plot"
)

// Errors is a mark of one's own: measured points with their standard errors.
type Errors struct {
	Name   string
	Hidden bool

	X, Y, Error []float64 // of equal length
}

func (m *Errors) Series() plot.Series { return plot.Series{Name: m.Name, Hidden: &m.Hidden} }

// Data are what can be pointed at.
func (m *Errors) Data() (x, y []float64) { return m.X, m.Y }

// Say is what is said of a point besides x and y.
func (m *Errors) Say(k int) string { return fmt.Sprintf("± %.2g", m.Error[k]) }

func (m *Errors) Bounds(b *plot.Bounds) {
	for k, e := range m.Error {
		b.Add(m.X[k], m.Y[k]-e)
		b.Add(m.X[k], m.Y[k]+e)
	}
	b.Room(true, true)
}

func (m *Errors) Draw(d *plot.Pen) {
	bars, dots := d.Lines(1.25, 0), d.Lines(7, 0)
	for k, x := range m.X {
		y, e := m.Y[k], m.Error[k]
		d.Trace(bars, []float64{x, x}, []float64{y - e, y + e})
		for _, end := range []float64{y - e, y + e} {
			if q, ok := d.At(x, end); ok {
				bars.Segment(q.Sub(scene.Point{X: 4}), q.Add(scene.Point{X: 4}))
			}
		}
		if q, ok := d.At(x, y); ok {
			dots.Segment(q, q)
		}
	}
}

func (m *Errors) Key(d *plot.Pen, r scene.Rect) { d.LineKey(r, 1.25, 0) }

// measurements are a plot with the mark, beside one of the package's own.
func measurements() *plot.Plot {
	return &plot.Plot{
		X: plot.Axis{Label: "dose, mg"}, Y: plot.Axis{Label: "response"}, Legend: plot.TopLeft,
		Marks: []plot.Mark{
			&plot.Line{Name: "model", X: []float64{0, 10}, Y: []float64{0.4, 4.4}},
			&Errors{Name: "measured", X: []float64{1, 2.5, 4, 6, 8, 9.5}, Y: []float64{0.9, 1.2, 2.4, 2.5, 3.9, 4}, Error: []float64{0.2, 0.3, 0.5, 0.3, 0.6, 0.4}},
		},
	}
}

// Whatever implements Mark is drawn, named in the legend, hidden and pointed at
// as the marks of the package are.
func ExampleMark() {
	p := measurements()
	var l scene.DisplayList
	figure := scene.Figure{Panels: []scene.Panel{p}}
	figure.Draw(&l, 420, 300) // to be replayed on a canvas, such as that of scene/svg

	hit, _ := p.HitAt(1, 2)
	fmt.Println(p.Names(), hit.X, hit.Y, hit.Text)
	fmt.Println(p.Bounds())
	// Output:
	// [model measured] 4 2.4 ± 0.5
	// 0,10,0.4,4.5
}
