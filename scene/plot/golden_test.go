package plot

import (
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/raster"
)

// sampled returns n values of f over [lo, hi].
func sampled(n int, lo, hi float64, f func(float64) float64) (x, y []float64) {
	for k := range n {
		t := lo + (hi-lo)*float64(k)/float64(n-1)
		x, y = append(x, t), append(y, f(t))
	}
	return x, y
}

// waves is a scatter of a sine and the curve itself.
func waves() *Plot {
	x, y := sampled(60, 0, 59, func(t float64) float64 { return math.Sin(t / 5) })
	cx, cy := sampled(300, 0, 59, func(t float64) float64 { return math.Sin(t / 5) })
	return &Plot{
		Title: "A sine, sampled",
		X:     Axis{Label: "t"},
		Y:     Axis{Label: "sin(t/5)"},
		Marks: []Mark{
			&Line{X: cx, Y: cy, Color: scene.Light.Series[0].Mix(scene.Light.Background, 0.55)},
			&Points{X: x, Y: y},
		},
	}
}

// fourPoints is a line chart with one point pointed at.
func fourPoints() *Plot {
	return &Plot{
		X: Axis{Label: "x"},
		Y: Axis{Label: "y"},
		Marks: []Mark{
			&Line{Name: "four points", X: []float64{1, 2, 3, 4}, Y: []float64{10, 15, 13, 17}},
			&Points{Name: "four points", X: []float64{1, 2, 3, 4}, Y: []float64{10, 15, 13, 17}},
		},
		Hover: &Hit{Mark: 0, Index: 2, X: 3, Y: 13, Name: "four points"},
	}
}

// classes is a scatter of three clouds, each of its own shape.
func classes() *Plot {
	r := rand.New(rand.NewPCG(3, 1))
	p := &Plot{
		Title:  "Three species",
		X:      Axis{Label: "petal length, cm"},
		Y:      Axis{Label: "petal width, cm"},
		Legend: Auto,
	}
	for k, name := range []string{"setosa", "versicolor", "virginica"} {
		m := &Points{Name: name, Shape: []Shape{Disc, Triangle, Square}[k]}
		for range 50 {
			c := float64(k)
			m.X = append(m.X, 1.5+2*c+0.4*r.NormFloat64())
			m.Y = append(m.Y, 0.3+0.8*c+0.25*r.NormFloat64())
		}
		p.Marks = append(p.Marks, m)
	}
	return p
}

// convergence has two logarithmic axes.
func convergence() *Plot {
	p := &Plot{
		Title:  "Error of three rules",
		X:      Axis{Label: "evaluations", Scale: Log},
		Y:      Axis{Label: "error", Scale: Log},
		Legend: BottomLeft,
	}
	for k, name := range []string{"midpoint", "trapezoid", "Simpson"} {
		order := []float64{1, 2, 4}[k]
		m := &Line{Name: name, Dash: []float64{0, 8, 4}[k]}
		q := &Points{Name: name, Shape: []Shape{Disc, Ring, Cross}[k]}
		for n := 4.0; n < 5000; n *= 2 {
			m.X, m.Y = append(m.X, n), append(m.Y, math.Max(0.4*math.Pow(n, -order), 1e-13))
		}
		q.X, q.Y = m.X, m.Y
		p.Marks = append(p.Marks, m, q)
	}
	p.Marks = append(p.Marks, &Rule{At: 1e-12, Horizontal: true, Dash: 4, Label: "rounding"})
	return p
}

// ratings is a time series with an area between two curves.
func ratings() *Plot {
	const start, days = 844300800, 1000.0 // 3 October 1996
	r := rand.New(rand.NewPCG(5, 1))
	var x, y, lo, hi []float64
	v := 3.5
	for d := 0.0; d < days; d += 4 {
		v += 0.03*r.NormFloat64() + 0.02*(3.6-v)
		x, y = append(x, start+d*day), append(y, v)
		w := 0.2 + 0.1*math.Sin(d/60)
		lo, hi = append(lo, v-w), append(hi, v+w)
	}
	return &Plot{
		X:      Axis{Scale: Date},
		Y:      Axis{Label: "mean rating"},
		Legend: Above,
		Marks: []Mark{
			&Area{Name: "middle half", X: x, Y: hi, Base: lo},
			&Line{Name: "mean", X: x, Y: y, Color: scene.Light.Series[0]},
			&Rule{At: start + 400*day, Label: "new interface"},
		},
	}
}

// matrix shows what a matrix does to the unit square and its basis.
func matrix() *Plot {
	var cx, cy []float64
	for k := range 73 {
		s, c := math.Sincos(float64(k) * math.Pi / 36)
		cx, cy = append(cx, 2*s), append(cy, c+3*s)
	}
	return &Plot{
		X: Axis{Label: "x\u2081"}, Y: Axis{Label: "x\u2082"},
		Equal: true,
		Marks: []Mark{
			&Polygon{X: cx, Y: cy, Opacity: -1},
			&Polygon{X: []float64{0, 0, 2, 2}, Y: []float64{0, 1, 4, 3}},
			&Arrow{X1: 0, Y1: 1, Label: "A e\u2081"},
			&Arrow{X1: 2, Y1: 3, Label: "A e\u2082"},
		},
	}
}

// table is a heat map with rows and columns that have names.
func table() *Plot {
	const n = 12
	m := &Heatmap{Rows: n, Cols: n}
	var names []Tick
	for i := range n {
		names = append(names, Tick{At: float64(i), Label: string(rune('a'+i)) + string(rune('a'+i))})
		for j := range n {
			v := math.Exp(-math.Abs(float64(i-j))/3) * math.Cos(float64(i-j))
			if i == 3 && j == 8 {
				v = math.NaN()
			}
			m.Values = append(m.Values, v)
		}
	}
	m.Norm = colormap.Symmetric(0, -1, 1)
	m.Map, _ = colormap.Named("coolwarm")
	p := &Plot{
		X: Axis{Ticks: names, Label: "column", Plain: true}, Y: Axis{Ticks: names, Label: "row", Plain: true, Reversed: true},
		Equal: true, Marks: []Mark{m},
	}
	return p
}

// counts is bars of which some are negative.
func counts() *Plot {
	return &Plot{
		Title:  "Change by month",
		X:      Axis{Plain: true, Ticks: []Tick{{At: 1, Label: "Jan"}, {At: 2, Label: "Feb"}, {At: 3, Label: "Mar"}, {At: 4, Label: "Apr"}, {At: 5, Label: "May"}, {At: 6, Label: "Jun"}}},
		Y:      Axis{Label: "users, thousand"},
		Legend: TopLeft,
		Marks: []Mark{
			&Bars{Name: "change", X: []float64{1, 2, 3, 4, 5, 6}, Y: []float64{3, 7.5, -2, 4, 12, 9}},
			&Line{Name: "expected", X: []float64{1, 2, 3, 4, 5, 6}, Y: []float64{4, 5, 4, 6, 8, 9}, Step: true, Hidden: true},
		},
	}
}

// dense has more points than pixels, and a band.
func dense() *Plot {
	r := rand.New(rand.NewPCG(8, 1))
	v := 0.0
	x, y := sampled(100000, 0, 100, func(float64) float64 { v += r.NormFloat64(); return v })
	return &Plot{
		X:     Axis{Label: "time, s"},
		Y:     Axis{Label: "position"},
		Marks: []Mark{&Line{Name: "walk", X: x, Y: y, Width: 1}},
		Band:  &Limits{30, 45, math.Inf(-1), math.Inf(1)},
	}
}

// clock is hours of a day on a narrow plot.
func clock() *Plot {
	const start = 1331000000
	x, y := sampled(50, start, start+9*hour, func(t float64) float64 { return 1e6 * (1 + math.Sin(t/4000)) })
	return &Plot{X: Axis{Scale: Date}, Y: Axis{Label: "requests"}, Marks: []Mark{&Area{X: x, Y: y, Width: 1.75}}}
}

func picture(p scene.Panel, theme *scene.Theme, w, h float64) *scene.DisplayList {
	var l scene.DisplayList
	f := scene.Figure{Look: scene.Look{Theme: theme}, Panels: []scene.Panel{p}}
	f.Draw(&l, w, h)
	return &l
}

func TestGolden(t *testing.T) {
	for name, c := range map[string]struct {
		plot  *Plot
		theme *scene.Theme
		w, h  float64
	}{
		"waves":         {waves(), &scene.Light, 520, 320},
		"fourpoints":    {fourPoints(), &scene.Light, 420, 300},
		"hover-heat":    {pointed(table(), 0, 40), &scene.Light, 360, 330},
		"hover-bars":    {pointed(counts(), 0, 2), &scene.Dark, 420, 280},
		"hover-corner":  {cornerHover(), &scene.Dark, 300, 200},
		"classes":       {classes(), &scene.Light, 480, 360},
		"classes-dark":  {classes(), &scene.Dark, 480, 360},
		"convergence":   {convergence(), &scene.Light, 480, 400},
		"ratings":       {ratings(), &scene.Light, 640, 280},
		"matrix":        {matrix(), &scene.Dark, 400, 400},
		"table":         {table(), &scene.Light, 360, 360},
		"counts":        {counts(), &scene.Dark, 420, 280},
		"dense":         {dense(), &scene.Light, 900, 220},
		"clock-narrow":  {clock(), &scene.Light, 220, 150},
		"small":         {still(fourPoints()), &scene.Light, 90, 80},
		"classes-phone": {above(classes()), &scene.Light, 260, 300},
	} {
		t.Run(name, func(t *testing.T) {
			imagetest.Equal(t, raster.Draw(picture(c.plot, c.theme, c.w, c.h), 1), filepath.Join("testdata", name+".png"))
		})
	}
}

// cornerHover points at the last point, whose label has no room at its usual place.
func cornerHover() *Plot {
	p := fourPoints()
	p.Hover = &Hit{Mark: 0, Index: 3, X: 4, Y: 17, Name: "four points", Text: "the last of them"}
	return p
}

// pointed points at a point of a mark.
func pointed(p *Plot, mark, index int) *Plot {
	if h, ok := p.HitAt(mark, index); ok {
		p.Hover = &h
	}
	return p
}

func still(p *Plot) *Plot {
	p.Hover = nil
	return p
}

func above(p *Plot) *Plot {
	p.Legend = Above
	return p
}

// Panels that share an axis have their plotting areas aligned.
func TestGoldenLinked(t *testing.T) {
	a := dense()
	x, y := sampled(400, 0, 100, func(t float64) float64 { return 1e-3 * math.Cos(t/7) })
	b := &Plot{X: Axis{Label: "time, s"}, Y: Axis{Label: "speed"}, Marks: []Mark{&Line{Name: "speed", X: x, Y: y}}}
	a.X.Label, a.Band = "", nil
	LinkX(a, b)
	f := scene.Figure{Panels: []scene.Panel{a, b}}
	f.Arrange = func(r scene.Rect) []scene.Rect {
		rects := scene.TileColumns(r, 2, 1)
		Align(f.Look, rects, a, b)
		return rects
	}
	var l scene.DisplayList
	f.Draw(&l, 560, 360)
	imagetest.Equal(t, raster.Draw(&l, 1), filepath.Join("testdata", "linked.png"))
}
