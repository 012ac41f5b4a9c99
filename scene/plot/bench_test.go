package plot

import (
	"math"
	"testing"

	"zscape/scene"
)

// threeSeries has three lines of 1000 points each.
func threeSeries() *Plot {
	p := &Plot{X: Axis{Label: "x"}, Y: Axis{Label: "y"}, Legend: TopRight}
	for k, name := range []string{"one", "two", "three"} {
		x, y := sampled(1000, 0, 10, func(t float64) float64 { return math.Sin(t + float64(k)) })
		p.Marks = append(p.Marks, &Line{Name: name, X: x, Y: y})
	}
	return p
}

func longLine(n int) *Plot {
	x, y := sampled(n, 0, 1000, func(t float64) float64 { return math.Sin(t/50) + 0.3*math.Sin(17*t) })
	return &Plot{Marks: []Mark{&Line{X: x, Y: y}}}
}

// frame draws p again and again on one list.
func redraw(p *Plot) func() {
	var l scene.DisplayList
	f := scene.Figure{Panels: []scene.Panel{p}}
	return func() { f.Draw(&l, 900, 500) }
}

func benchmarkDraw(b *testing.B, p *Plot) {
	draw := redraw(p)
	draw()
	b.ReportAllocs()
	for b.Loop() {
		draw()
	}
}

func BenchmarkThreeSeries(b *testing.B) { benchmarkDraw(b, threeSeries()) }
func BenchmarkLine100k(b *testing.B)    { benchmarkDraw(b, longLine(100_000)) }
func BenchmarkLine1M(b *testing.B)      { benchmarkDraw(b, longLine(1_000_000)) }

func BenchmarkPoints10k(b *testing.B) {
	p := longLine(10_000)
	m := p.Marks[0].(*Line)
	p.Marks[0] = &Points{X: m.X, Y: m.Y}
	benchmarkDraw(b, p)
}

// Limits change from frame to frame.
func BenchmarkPan(b *testing.B) {
	p := threeSeries()
	draw := redraw(p)
	b.ReportAllocs()
	at := 0.0
	for b.Loop() {
		p.SetLimits(Limits{at, at + 5, -1, 1})
		at += 0.001
		draw()
	}
}

func BenchmarkNearest1M(b *testing.B) {
	p := longLine(1_000_000)
	r := scene.Rect{Max: scene.Point{X: 900, Y: 500}}
	for b.Loop() {
		p.Nearest(r, scene.Look{}, scene.Point{X: 450, Y: 250}, 12)
	}
}
