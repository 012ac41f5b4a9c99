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

	figure    scene.Figure
	matrix    matrix
	drawing   drawing
	spectrum  spectrum
	blocks    blocks
	detection detection
	views     []task.View // what the jobs have come to
}

// The panels, in the order of the figure.
const (
	matrixPanel = iota
	drawingPanel
	valuesPanel
	vectorsPanel
	tracePanel
	togetherPanel
	detectionPanel
	entriesPanel
	eigenPanel
	panels
)

func newSession() *session {
	s := &session{pointed: -1}
	s.matrix.init()
	s.drawing.init()
	s.spectrum.init()
	s.blocks.init()
	s.detection.init()
	s.figure = scene.Figure{Arrange: s.arrange, Panels: []scene.Panel{
		matrixPanel: &s.matrix.plot, drawingPanel: &s.drawing.space, valuesPanel: &s.spectrum.values.plot, vectorsPanel: &s.spectrum.vectors.plane.plot,
		tracePanel: &s.blocks.trace.plot, togetherPanel: &s.blocks.together.plot,
		detectionPanel: &s.detection.plot,
		entriesPanel: &s.spectrum.vectors.entries.plot, eigenPanel: &s.spectrum.vectors.space.space,
	}}
	s.Plots = plot2d.Plots{Figure: &s.figure, Panels: []plot2d.Panel{
		{Plot: &s.matrix.plot, Limits: "lmatrix"}, {Plot: &s.spectrum.values.plot, Limits: "lvalues"}, {Plot: &s.spectrum.vectors.plane.plot, Limits: "lvectors"},
		{Plot: &s.spectrum.vectors.entries.plot, Limits: "lentries"},
		{Plot: &s.blocks.trace.plot, Limits: "ltrace", Hide: "hide"}, {Plot: &s.blocks.together.plot, Limits: "ltogether"},
		{Plot: &s.detection.plot, Limits: "ldetect", Hide: "hidemethods"},
	}}
	s.boxes = spaces.Boxes{Figure: &s.figure, Panels: []spaces.Panel{s.drawing.panel(s), s.spectrum.vectors.panel(s)}}
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
	if s.state.Text("show") == byDetection {
		arrangeDetection(rects, w, h, at)
		return rects
	}
	first, second := valuesPanel, s.spectrum.vectors.shown(s.state)
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
	next := s.source
	if st.Text("show") == byDetection {
		next = next.findPlanted(st)
	} else {
		next = next.find(st)
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

// plan lists the jobs, and forgets what those have come to that are others now.
func (s *session) plan() {
	st, before := s.state, s.jobs
	s.jobs = []exhibit.Job{s.layoutJob(st)}
	switch st.Text("show") {
	case byBlocks:
		s.jobs = append(s.jobs, s.chainJobs(st)...)
	case byDetection:
		s.jobs = append(s.jobs, s.detectionJobs(st)...)
	default:
		s.jobs = append(s.jobs, s.spectralJob(st))
	}
	same := len(s.jobs) == len(before)
	views := make([]task.View, len(s.jobs))
	for k := range s.jobs {
		ok := k < len(before)
		if ok {
			_, _, ok = s.jobs[k].Change(before[k])
		}
		if ok && k < len(s.views) {
			views[k] = s.views[k]
		}
		same = same && ok
	}
	if !same {
		s.Watch(views)
	}
}

// Jobs returns the drawing, and the work of the method.
func (s *session) Jobs() []exhibit.Job { return s.jobs }

// Watch shows how far the jobs have come.
func (s *session) Watch(views []task.View) {
	s.views = views
	view := func(k int) (v task.View) {
		if k < len(views) {
			v = views[k]
		}
		return v
	}
	s.drawing.watch(view(0), s.source.planted)
	s.spectrum.watch(task.View{})
	s.blocks.watch(nil)
	switch rest := views[min(1, len(views)):]; s.state.Text("show") {
	case byBlocks:
		s.blocks.watch(rest)
	case byDetection:
		s.detection.watch(s, rest)
	default:
		s.spectrum.watch(view(1))
	}
	s.show()
}

// show brings all panels to the State and to what the jobs have come to.
func (s *session) show() {
	s.groups = s.found()
	s.matrix.show(s)
	s.drawing.show(s)
	switch s.state.Text("show") {
	case byBlocks:
		s.blocks.show(s)
	case byDetection:
		s.detection.show(s)
	default:
		s.spectrum.show(s)
	}
}

// Figure returns the picture.
func (s *session) Figure() *scene.Figure { return &s.figure }

// Playable reports whether there is a way to go: between two orders.
func (s *session) Playable() bool { return s.state.Text("order") != s.state.Text("from") }
