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
	nodes     nodes
	views     []task.View // what the jobs have come to

	judge   judge
	held    *held // nil if no node is
	changes [3]change

	exactAt, iclAt int // among the jobs, -1 if they are not there
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
	iclPanel
	exactPanel
	allPanel
	jointPanel // and the other changes that a node would make
	cutPanel
	modularityPanel
	panels
)

func newSession() *session {
	s := &session{pointed: -1}
	s.matrix.init()
	s.drawing.init()
	s.spectrum.init()
	s.blocks.init()
	s.detection.init()
	for k, title := range []string{"Δ log joint", "Δ cut", "Δ modularity"} {
		s.changes[k].init(title)
	}
	s.figure = scene.Figure{Arrange: s.arrange, Panels: []scene.Panel{
		matrixPanel: &s.matrix.plot, drawingPanel: &s.drawing.space, valuesPanel: &s.spectrum.values.plot, vectorsPanel: &s.spectrum.vectors.plane.plot,
		tracePanel: &s.blocks.trace.plot, togetherPanel: &s.blocks.together.plot,
		detectionPanel: &s.detection.plot,
		entriesPanel:   &s.spectrum.vectors.entries.plot, eigenPanel: &s.spectrum.vectors.space.space,
		iclPanel: &s.blocks.curve.plot, exactPanel: &s.blocks.exact.plot, allPanel: &s.blocks.exact.all.plot,
		jointPanel: &s.changes[0].plot, cutPanel: &s.changes[1].plot, modularityPanel: &s.changes[2].plot,
	}}
	s.Plots = plot2d.Plots{Figure: &s.figure, Panels: []plot2d.Panel{
		{Plot: &s.matrix.plot, Limits: "lmatrix"}, {Plot: &s.spectrum.values.plot, Limits: "lvalues"}, {Plot: &s.spectrum.vectors.plane.plot, Limits: "lvectors"},
		{Plot: &s.spectrum.vectors.entries.plot, Limits: "lentries"},
		{Plot: &s.blocks.trace.plot, Limits: "ltrace", Hide: "hide"}, {Plot: &s.blocks.together.plot, Limits: "ltogether"},
		{Plot: &s.detection.plot, Limits: "ldetect", Hide: "hidemethods"},
		{Plot: &s.blocks.curve.plot, Limits: "licl"}, {Plot: &s.blocks.exact.plot, Limits: "lexact"}, {Plot: &s.blocks.exact.all.plot, Limits: "lall"},
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
	w, h, at := r.W(), r.H(), r.Part
	rects := make([]scene.Rect, panels)
	if s.state.Text("show") == byDetection {
		arrangeDetection(rects, r)
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
	case s.state.Text("show") == byBlocks && (s.state.On("icl") || s.enumerates(s.state)):
		rects[matrixPanel], rects[drawingPanel] = at(0, 0, 1, 0.34), at(0, 0.34, 1, 0.58)
		rects[first], rects[second] = at(0, 0.58, 1, 0.79), at(0, 0.79, 1, 1)
	default:
		rects[matrixPanel], rects[drawingPanel] = at(0, 0, 1, 0.38), at(0, 0.38, 1, 0.7)
		rects[first], rects[second] = at(0, 0.7, 0.5, 1), at(0.5, 0.7, 1, 1)
	}
	if s.state.Text("show") == byBlocks {
		if s.enumerates(s.state) {
			rects[exactPanel], rects[first] = rects[first], scene.Rect{}
			split(rects, second, second, allPanel)
			first = exactPanel
		}
		if s.state.On("icl") {
			split(rects, first, first, iclPanel)
		}
	}
	if s.held != nil {
		over := first
		if rects[over].W() == 0 {
			over = drawingPanel
		}
		bars := []int{cutPanel, modularityPanel}
		if s.held.joint != nil {
			bars = []int{jointPanel, cutPanel, modularityPanel}
		}
		split(rects, over, bars...)
	}
	return rects
}

// split puts panels side by side where one was.
func split(rects []scene.Rect, from int, into ...int) {
	r := rects[from]
	rects[from] = scene.Rect{}
	for k, panel := range into {
		x0, x1 := r.Min.X+r.W()*float64(k)/float64(len(into)), r.Min.X+r.W()*float64(k+1)/float64(len(into))
		rects[panel] = scene.Rect{Min: scene.Point{X: x0, Y: r.Min.Y}, Max: scene.Point{X: x1, Y: r.Max.Y}}
	}
}

// Update brings the picture to st.
func (s *session) Update(st exhibit.State) error {
	next, err := s.source, error(nil)
	if st.Text("show") == byDetection {
		next = next.findPlanted(st)
	} else {
		next, err = next.find(st)
	}
	if err != nil {
		return err
	}
	if next != s.source {
		s.source, s.pointed, s.held = next, -1, nil
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
	s.exactAt, s.iclAt = -1, -1
	if s.enumerates(st) {
		s.exactAt, s.jobs = len(s.jobs), append(s.jobs, s.exactJob(st))
	}
	if st.On("icl") && st.Text("show") != byDetection {
		s.iclAt, s.jobs = len(s.jobs), append(s.jobs, s.iclJob(st))
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
		if k >= 0 && k < len(views) {
			v = views[k]
		}
		return v
	}
	s.drawing.watch(view(0), s.source.planted)
	s.spectrum.watch(task.View{})
	switch rest := views[min(1, len(views)):]; s.state.Text("show") {
	case byBlocks:
		s.blocks.watch(s, rest[:min(chains, len(rest))])
	case byDetection:
		s.blocks.watch(s, nil)
		s.detection.watch(s, rest)
	default:
		s.blocks.watch(s, nil)
		s.spectrum.watch(view(1))
	}
	s.blocks.exact.watch(view(s.exactAt))
	s.blocks.curve.watch(view(s.iclAt))
	s.show()
}

// show brings all panels to the State and to what the jobs have come to.
func (s *session) show() {
	s.groups = s.found()
	if s.state.Text("show") == byBlocks {
		s.blocks.density.weigh(s, s.groups)
	}
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
	s.blocks.curve.show(s)
	s.showChanges()
}

// Figure returns the picture.
func (s *session) Figure() *scene.Figure { return &s.figure }

// Playable reports whether there is a way to go: between two orders.
func (s *session) Playable() bool { return s.state.Text("order") != s.state.Text("from") }
