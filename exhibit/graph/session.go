package graph

import (
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/exhibit/spaces"
	"zscape/scene"
	"zscape/task"
)

// session shows a graph and the groups that a method finds in it.
type session struct {
	plot2d.Plots
	boxes spaces.Boxes
	state exhibit.State

	source  *source
	jobs    []exhibit.Job
	groups  groups
	pointed int // the node that is pointed at, -1 if none is

	figure   scene.Figure
	matrix   matrix
	drawing  drawing
	spectrum spectrum
	blocks   blocks
	nodes    nodes
}

// The panels, in the order of the figure.
const (
	matrixPanel = iota
	drawingPanel
	valuesPanel
	vectorsPanel
	tracePanel
	togetherPanel
	panels
)

func newSession() *session {
	s := &session{pointed: -1}
	s.matrix.init()
	s.drawing.init()
	s.spectrum.init()
	s.blocks.init()
	s.figure = scene.Figure{Arrange: s.arrange, Panels: []scene.Panel{
		matrixPanel: &s.matrix.plot, drawingPanel: &s.drawing.space, valuesPanel: &s.spectrum.values.plot, vectorsPanel: &s.spectrum.vectors.plot,
		tracePanel: &s.blocks.trace.plot, togetherPanel: &s.blocks.together.plot,
	}}
	s.Plots = plot2d.Plots{Figure: &s.figure, Panels: []plot2d.Panel{
		{Plot: &s.matrix.plot, Limits: "lmatrix"}, {Plot: &s.spectrum.values.plot, Limits: "lvalues"}, {Plot: &s.spectrum.vectors.plot, Limits: "lvectors"},
		{Plot: &s.blocks.trace.plot, Limits: "ltrace", Hide: "hide"}, {Plot: &s.blocks.together.plot, Limits: "ltogether"},
	}}
	s.boxes = spaces.Boxes{Figure: &s.figure, Panels: []spaces.Panel{s.drawing.panel(s)}}
	if err := s.Update(Exhibit.Default()); err != nil {
		panic("graph: the default state: " + err.Error())
	}
	return s
}

// arrange puts the matrix and the drawing above what belongs to the method or, in an
// upright picture, all below each other.
func (s *session) arrange(r scene.Rect) []scene.Rect {
	w, h := r.W(), r.H()
	at := func(x0, y0, x1, y1 float64) scene.Rect {
		return scene.Rect{Min: r.Min.Add(scene.Point{X: x0 * w, Y: y0 * h}), Max: r.Min.Add(scene.Point{X: x1 * w, Y: y1 * h})}
	}
	rects := make([]scene.Rect, panels)
	first, second := valuesPanel, vectorsPanel
	if s.state.Text("show") == byBlocks {
		first, second = tracePanel, togetherPanel
	}
	switch {
	case w > h && h < 330:
		rects[matrixPanel], rects[drawingPanel] = at(0, 0, 0.5, 1), at(0.5, 0, 1, 1)
	case w > h:
		rects[matrixPanel], rects[drawingPanel] = at(0, 0, 0.48, 0.62), at(0.48, 0, 1, 0.62)
		rects[first], rects[second] = at(0, 0.62, 0.48, 1), at(0.48, 0.62, 1, 1)
	case h < 330:
		rects[matrixPanel], rects[drawingPanel] = at(0, 0, 1, 0.5), at(0, 0.5, 1, 1)
	default:
		rects[matrixPanel], rects[drawingPanel] = at(0, 0, 1, 0.38), at(0, 0.38, 1, 0.7)
		rects[first], rects[second] = at(0, 0.7, 0.5, 1), at(0.5, 0.7, 1, 1)
	}
	return rects
}

// Update brings the picture to st.
func (s *session) Update(st exhibit.State) error {
	next, err := s.source.find(st)
	if err == nil {
		err = next.check(st)
	}
	if err != nil {
		return err
	}
	if next != s.source {
		s.source, s.pointed = next, -1
	}
	s.state = st
	s.plan()
	s.Plots.Apply(st)
	s.boxes.Panels[0].Camera = ""
	if st.Text("dims") == "2" {
		s.boxes.Panels[0].Camera = flatCamera
	}
	s.boxes.Apply(st)
	s.show()
	return nil
}

// plan lists the jobs, and forgets what they have come to if they are others.
func (s *session) plan() {
	st, before := s.state, s.jobs
	s.jobs = []exhibit.Job{s.layoutJob(st)}
	if st.Text("show") == byBlocks {
		s.jobs = append(s.jobs, s.chainJobs(st)...)
	} else {
		s.jobs = append(s.jobs, s.spectralJob(st))
	}
	same := len(s.jobs) == len(before)
	for k := 0; same && k < len(s.jobs); k++ {
		_, _, ok := s.jobs[k].Change(before[k])
		same = ok
	}
	if !same {
		s.Watch(nil)
	}
}

// Jobs returns the drawing, and the work of the method.
func (s *session) Jobs() []exhibit.Job { return s.jobs }

// Watch shows how far the jobs have come.
func (s *session) Watch(views []task.View) {
	view := func(k int) (v task.View) {
		if k < len(views) {
			v = views[k]
		}
		return v
	}
	s.drawing.watch(view(0))
	if s.state.Text("show") == byBlocks {
		s.spectrum.watch(task.View{})
		s.blocks.watch(views[min(1, len(views)):])
	} else {
		s.spectrum.watch(view(1))
		s.blocks.watch(nil)
	}
	s.show()
}

// show brings all panels to the State and to what the jobs have come to.
func (s *session) show() {
	s.groups = s.found()
	s.matrix.show(s)
	s.drawing.show(s)
	if s.state.Text("show") == byBlocks {
		s.blocks.show(s)
	} else {
		s.spectrum.show(s)
	}
}

// Figure returns the picture.
func (s *session) Figure() *scene.Figure { return &s.figure }

// Playable reports whether there is a way to go: between two orders.
func (s *session) Playable() bool { return s.state.Text("order") != s.state.Text("from") }
