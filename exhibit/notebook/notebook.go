// Package notebook is the exhibit of the plots that notebooks begin with, all
// in one figure and all alive: a scatter plot with a slider, a progress bar, a
// line chart, a wireframe and an animation.
package notebook

import (
	"math"
	"slices"
	"strconv"

	"zscape/compute/grid"
	"zscape/compute/waves"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/exhibit/plot2d"
	"zscape/jobs/countdown"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
	"zscape/task"
)

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "notebook",
	Title: exhibit.Text{En: "Notebook plots", Ja: "ノートブックの図"},
	Label: exhibit.Text{En: "Notebook", Ja: "ノートブック"},
	Summary: exhibit.Text{
		En: "Five plots that notebooks show one at a time, here in one figure: a scatter plot with a slider, a progress bar that can be paused, rewound and stepped, a line chart to zoom and pan, a wireframe to rotate, and a moving sine. Drag inside a plot to pan, Shift-drag to zoom to a box (in the scatter plot: to select points), double-click to reset the view, click a legend entry to hide its curve.",
		Ja: "ノートブックでは一つずつ表示される五つの図を、一枚にまとめたもの。スライダー付きの散布図、一時停止・巻き戻し・ステップ実行のできる進捗バー、拡大と移動のできる折れ線グラフ、回せるワイヤーフレーム、動く正弦波。図の中のドラッグで移動、Shift+ドラッグで範囲を拡大(散布図では点を選択)、ダブルクリックで全体表示、凡例のクリックで曲線の表示・非表示。"},
	Formula: `<math display="block"><mi>y</mi><mo>=</mo><mi>sin</mi><mfrac><mi>t</mi><mn>5</mn></mfrac><mo>,</mo></math><math display="block"><mi>z</mi><mo>=</mo><mi>sin</mi><mi>x</mi><mo>+</mo><mi>cos</mi><mi>y</mi></math>`,
	Sources: []exhibit.Source{
		{Title: "ipywidgets: interact", URL: "https://ipywidgets.readthedocs.io/en/stable/examples/Using%20Interact.html"},
		{Title: "matplotlib: animation", URL: "https://matplotlib.org/stable/api/animation_api.html"},
	},
	Controls: controls(),
}

func init() {
	Exhibit.New = func(exhibit.Opener) exhibit.Session { return newSession() } // not in the literal: it refers to Exhibit
}

// The panels, in the order of the figure.
const (
	scatter = iota
	line
	sine
	wireframe
	bar
	panels
)

// names are the values of "show" for one panel alone.
var names = [panels]string{"scatter", "line", "sine", "wireframe", "bar"}

// LineX and LineY are the points of the line chart.
var (
	LineX = []float64{1, 2, 3, 4}
	LineY = []float64{10, 15, 13, 17}
)

// sineSamples is how many points the moving sine has, over two periods.
const sineSamples = 241

// session shows the notebook.
type session struct {
	plot2d.Plots
	state exhibit.State

	figure  scene.Figure
	scatter plot.Plot
	points  plot.Points
	curve   plot.Line
	line    plot.Plot
	sine    plot.Plot
	moving  plot.Line
	space   space.Space
	surface space.Surface
	meter   scene.Meter

	selected, mean float64 // of the brushed points

	aligned    []scene.Rect // for which the plots are aligned
	alignedFor exhibit.State
}

func newSession() *session {
	s := &session{}
	s.scatter = plot.Plot{Title: "sin(t/5), t < num_data", X: plot.Axis{Label: "t"}, Legend: plot.Above,
		Marks: []plot.Mark{&s.curve, &s.points}}
	s.points.Name, s.curve.Name = "samples", "curve"
	s.line = plot.Plot{Title: "line chart", X: plot.Axis{Label: "x"},
		Marks: []plot.Mark{&plot.Line{X: LineX, Y: LineY, Name: "y"}, &plot.Points{X: LineX, Y: LineY, Name: "y"}}}
	x := grid.Linspace(0, 4*math.Pi, sineSamples)
	rest := make([]float64, sineSamples)
	for i := range x {
		rest[i] = math.Sin(x[i])
	}
	s.moving = plot.Line{X: x, Y: make([]float64, sineSamples), Name: "moving", Width: 2.25}
	s.sine = plot.Plot{Title: "animated sine", X: plot.Axis{Label: "x"}, Legend: plot.Above,
		Marks: []plot.Mark{&plot.Line{X: x, Y: rest, Name: "sin x", Width: 1}, &s.moving}}

	axis := grid.Arange(-3, 3, 0.25)
	g := grid.New(axis, axis)
	waves.Waves{Sine: waves.Wave{Amplitude: 1, Frequency: 1}, Cosine: waves.Wave{Amplitude: 1, Frequency: 1}}.GridTo(g.Z, g.X, g.Y)
	s.surface = space.Surface{Grid: g, ColorLines: true}
	s.space = space.Space{Box: s.surface.Bounds(), Title: "sin X + cos Y", Axes: space.Axes{X: "X", Y: "Y", Z: "Z"}, Marks: []space.Mark{&s.surface}}

	s.figure = scene.Figure{Panels: []scene.Panel{&s.scatter, &s.line, &s.sine, &s.space, &s.meter}, Arrange: s.arrange}
	s.Plots = plot2d.Plots{Figure: &s.figure, Panels: []plot2d.Panel{
		{Plot: &s.scatter, Limits: "lscatter", Hide: "hscatter", Brush: "brush"},
		{Plot: &s.line, Limits: "lline"},
		{Plot: &s.sine, Limits: "lsine", Hide: "hsine"},
	}}
	if err := s.Update(Exhibit.Default()); err != nil {
		panic("notebook: the default state: " + err.Error())
	}
	s.Watch(make([]task.View, 1))
	return s
}

// Update brings the plots to st. Nothing in it can be wrong.
func (s *session) Update(st exhibit.State) error {
	old := s.state
	s.state = st
	if old.Exhibit() == nil || st.Changed(old, "n") {
		s.sample(st.Int("n"))
	}
	phase := 2 * math.Pi * st.Number(exhibit.PositionKey)
	for i, x := range s.moving.X {
		s.moving.Y[i] = math.Sin(x - phase)
	}
	s.space.Camera = st.Camera()
	s.surface.Mode = heightfield.Modes[st.Text(exhibit.ModeKey)]
	if old.Exhibit() == nil || st.Changed(old, exhibit.ColormapKey, exhibit.ModeKey) {
		s.surface.Color = exhibit.Colors(st.Text(exhibit.ColormapKey), s.space.Box.Min.Z, s.space.Box.Max.Z)
		s.surface.Version++
	}
	s.Apply(st)
	s.count()
	return nil
}

// sample computes sin(t/5) for t < n, and the curve through the points.
func (s *session) sample(n int) {
	s.points.X, s.points.Y = s.points.X[:0], s.points.Y[:0]
	s.curve.X, s.curve.Y = s.curve.X[:0], s.curve.Y[:0]
	for t := range n {
		s.points.X = append(s.points.X, float64(t))
		s.points.Y = append(s.points.Y, math.Sin(float64(t)/5))
	}
	const finer = 4
	for k := 0; k <= finer*(n-1); k++ {
		t := float64(k) / finer
		s.curve.X = append(s.curve.X, t)
		s.curve.Y = append(s.curve.Y, math.Sin(t/5))
	}
}

// count finds what is selected.
func (s *session) count() {
	s.selected, s.mean = 0, math.NaN()
	l, ok := s.Brushed(0)
	if !ok {
		return
	}
	sum := 0.0
	for i, t := range s.points.X {
		if l.Contains(t, s.points.Y[i]) {
			s.selected++
			sum += s.points.Y[i]
		}
	}
	s.mean = sum / s.selected
}

// Figure returns the picture.
func (s *session) Figure() *scene.Figure { return &s.figure }

// arrange gives the panels their places: two by two with the bar below, or
// all below one another.
func (s *session) arrange(r scene.Rect) []scene.Rect {
	rects := make([]scene.Rect, panels)
	for k, name := range names {
		if s.state.Text("show") == name {
			rects[k] = r
			s.aligned = nil
			for _, p := range s.Panels {
				p.Plot.Margins = scene.Margins{}
			}
			return rects
		}
	}
	foot := min(92, 0.14*r.H())
	rects[bar] = scene.Rect{Min: scene.Point{X: r.Min.X, Y: r.Max.Y - foot}, Max: r.Max}
	r.Max.Y -= foot
	if r.W() >= 0.8*r.H() {
		copy(rects, scene.TileColumns(r, bar, 2))
		s.align(rects[:wireframe])
		return rects
	}
	// In one column, the wireframe gets twice the height of a plot.
	plots := r
	plots.Max.Y -= 2 * r.H() / (bar + 1)
	copy(rects, scene.TileColumns(plots, wireframe, 1))
	s.align(rects[:wireframe])
	rects[wireframe] = scene.Rect{Min: scene.Point{X: r.Min.X, Y: plots.Max.Y}, Max: r.Max}
	return rects
}

// align makes the plots' areas begin and end together. It is asked for with
// every event, and does something when there is something new.
func (s *session) align(rects []scene.Rect) {
	if slices.Equal(rects, s.aligned) && s.state.Equal(s.alignedFor) {
		return
	}
	s.aligned, s.alignedFor = slices.Clone(rects), s.state
	plot.Align(s.figure.Look, rects, &s.scatter, &s.line, &s.sine)
}

// Playable reports that the sine can move.
func (s *session) Playable() bool { return true }

// Jobs is the progress bar's.
func (s *session) Jobs() []exhibit.Job {
	return []exhibit.Job{{
		Spec:  countdown.Spec(s.state.Int("steps"), s.state.Number("ms")),
		Label: exhibit.Text{En: "progress bar", Ja: "進捗バー"},
		Live:  exhibit.PaceLive,
	}}
}

// Watch brings the progress bar to its latest step.
func (s *session) Watch(views []task.View) {
	last, _ := views[0].Last()
	s.meter = scene.Meter{Title: "progress", Fraction: last.Progress,
		Note: "step " + strconv.Itoa(last.Step) + " of " + s.state.Text("steps")}
}
