package leastsquares

import (
	"slices"

	"zscape/compute/lang"
	"zscape/compute/leastsquares"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/jobs/descent"
	"zscape/scene"
	"zscape/task"
)

// rules are those that walk, in the order of the jobs.
var rules = [...]struct {
	key  string // of the toggle, and the rule's name in descent
	name string // in the picture
}{
	{descent.Perceptron, "perceptron rule"},
	{descent.WidrowHoff, "Widrow-Hoff"},
	{descent.Gradient, "gradient descent"},
}

// label returns the words for a rule: those of its toggle.
func label(rule int) exhibit.Text {
	c, _ := Exhibit.Control(rules[rule].key)
	return c.Label
}

// session shows the patterns, the error surface of one discriminant, and the
// descents on it.
type session struct {
	plot2d.Plots
	state exhibit.State

	patterns patterns
	fit      *leastsquares.Fit
	notices  []exhibit.Notice      // of the fit
	target   int                   // the discriminant that is looked at, from 0
	surface  *leastsquares.Surface // its error surface
	start    []float64             // its weights at first
	jobs     []exhibit.Job
	running  []int // the rule of each job
	views    []task.View
	trails   [len(rules)]trail

	figure       scene.Figure
	plane        plane
	errorSurface errorSurface
	curves       curves
}

func newSession() *session {
	s := new(session)
	s.errorSurface.init()
	s.plane.init()
	s.curves.init()
	s.figure = scene.Figure{Panels: []scene.Panel{&s.plane.plot, &s.errorSurface.space, &s.curves.plot}, Arrange: arrange}
	s.Plots = plot2d.Plots{Figure: &s.figure, Panels: []plot2d.Panel{
		{Plot: &s.plane.plot, Limits: "plane"}, {Plot: &s.curves.plot, Limits: "curve", Hide: "hide"}}}
	if err := s.Update(Exhibit.Default()); err != nil {
		panic("leastsquares: the default state: " + err.Error())
	}
	return s
}

// The panels, in the order of the figure.
const (
	planePanel = iota
	errorPanel
	curvesPanel
)

// arrange puts the surface beside the plots in a wide picture, and between
// them in an upright one. In a small picture the curves have no room.
func arrange(r scene.Rect) []scene.Rect {
	w, h, at := r.W(), r.H(), r.Part
	switch small := h < 330; {
	case w > h && small:
		return []scene.Rect{at(0, 0, 0.48, 1), at(0.48, 0, 1, 1), {}}
	case w > h:
		return []scene.Rect{at(0, 0, 0.46, 0.54), at(0.46, 0, 1, 1), at(0, 0.54, 0.46, 1)}
	case small:
		return []scene.Rect{at(0, 0, 1, 0.4), at(0, 0.4, 1, 1), {}}
	}
	return []scene.Rect{at(0, 0, 1, 0.26), at(0, 0.26, 1, 0.75), at(0, 0.75, 1, 1)}
}

// Keys of the State on which the weights, and the jobs, depend.
var (
	fitKeys  = []string{"p", "disc", "axes", "s0", "s1", "s2"}
	runKeys  = []string{"rate", "steps", "pace", "order", exhibit.SeedKey, descent.Perceptron, descent.WidrowHoff, descent.Gradient}
	lookKeys = []string{exhibit.ModeKey, exhibit.ColormapKey, "contour"}
)

// Update brings the picture to st.
func (s *session) Update(st exhibit.State) error {
	first := s.state.Exhibit() == nil
	anew := first || st.Changed(s.state, fitKeys...)
	if anew {
		p, err := parsePatterns(st.Text("p"))
		if err != nil {
			panic("leastsquares: p " + err.Error()) // its Check has seen it
		}
		if st.Int("disc") > p.classes {
			return &exhibit.Problem{Key: "disc", Value: st.Text("disc"), Reason: lang.Sprintf("must be at most %d, the last class with a pattern", "%d以下にしてください。それより後のクラスにはパターンがありません", p.classes)}
		}
		s.solve(st, p)
	}
	again := anew || st.Changed(s.state, runKeys...)
	look := first || st.Changed(s.state, lookKeys...)
	s.state = st
	if again {
		s.plan()
	}
	if anew || look {
		s.errorSurface.surface.Version++
	}
	s.Plots.Apply(st)
	s.plane.frame(s)
	s.curves.frame(s)
	return nil
}

// solve computes all that depends on the patterns and the first weights.
func (s *session) solve(st exhibit.State, p patterns) {
	s.patterns, s.target = p, st.Int("disc")-1
	x, b := leastsquares.Design(p.list, p.features), leastsquares.Targets(p.list, p.classes)
	s.fit = leastsquares.Solve(x, b)
	s.notices = s.notice()
	s.surface = leastsquares.NewSurface(x, leastsquares.Column(b, s.target))
	s.start = []float64{st.Number("s0"), st.Number("s1"), st.Number("s2")}[:p.features+1]
	s.plane.show(s)
	s.errorSurface.show(s, s.pair(st))
}

// pair returns the weights along the sides of the error surface.
func (s *session) pair(st exhibit.State) [2]int {
	switch axes := st.Text("axes"); {
	case s.patterns.features > 1 && axes == "w0w2":
		return [2]int{0, 2}
	case s.patterns.features > 1 && axes == "w1w2":
		return [2]int{1, 2}
	}
	return [2]int{0, 1}
}

// best returns the weights at the minimum of the error surface, those that W has.
func (s *session) best() []float64 { return leastsquares.Column(s.fit.W, s.target) }

// plan lists the jobs, and forgets what they have come to if they are others.
func (s *session) plan() {
	st := s.state
	pace := 0.0
	if st.Text("pace") != "full" {
		pace = float64(st.Int("pace"))
	}
	before := s.jobs
	s.jobs, s.running = nil, s.running[:0]
	for k, rule := range rules {
		if !st.On(rule.key) {
			continue
		}
		spec := descent.Spec(descent.Run{
			Rule: rule.key, X: s.fit.X, B: leastsquares.Column(s.fit.B, s.target), Start: s.start, Rate: st.Number("rate"),
			Steps: st.Int("steps"), Shuffled: st.Text("order") == "shuffled", Seed: uint64(st.Int(exhibit.SeedKey)), Pace: pace,
		})
		s.jobs, s.running = append(s.jobs, exhibit.Job{Spec: spec, Label: label(k), Auto: true, Live: exhibit.PaceLive, Grows: "steps"}), append(s.running, k)
	}
	same := len(s.jobs) == len(before)
	for k := 0; same && k < len(before); k++ {
		_, _, same = s.jobs[k].Change(before[k])
	}
	if !same {
		s.views = nil
	}
	s.follow()
}

// Jobs returns the descents.
func (s *session) Jobs() []exhibit.Job { return s.jobs }

// Watch shows how far the descents have come.
func (s *session) Watch(views []task.View) {
	s.views = views
	s.follow()
	s.curves.frame(s)
}

// follow brings trails, paths and curves to what is known of the descents.
func (s *session) follow() {
	for k := range s.trails {
		var v task.View
		if i := slices.Index(s.running, k); i >= 0 && i < len(s.views) {
			v = s.views[i]
		}
		s.trails[k].follow(v)
	}
	s.plane.follow(s)
	s.errorSurface.follow(s)
	s.curves.follow(s)
}

// Figure returns the picture.
func (s *session) Figure() *scene.Figure {
	s.errorSurface.look(s)
	return &s.figure
}

// unstable reports whether gradient descent, which is shown, must diverge, and
// from which rate on.
func (s *session) unstable() (above float64, yes bool) {
	above = s.surface.LargestRate()
	return above, s.state.On(descent.Gradient) && s.state.Number("rate") > above
}
