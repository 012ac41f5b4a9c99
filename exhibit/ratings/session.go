package ratings

import (
	"math"
	"math/rand/v2"

	"zscape/compute/factor"
	"zscape/compute/ratings"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/jobs/factorize"
	"zscape/scene"
	"zscape/scene/space"
	"zscape/task"
)

// session shows the results of the methods: their errors, and the matrix that one of
// them predicts.
type session struct {
	plot2d.Plots
	state exhibit.State

	data    source
	held    int              // ratings that are held out
	learnt  *ratings.Ratings // the others, once they were asked for: see train
	jobs    []exhibit.Job
	running []string // the method of each job
	results map[string]*result

	figure scene.Figure
	curves curves
	maps   maps
	people people
	person person
}

// result is the present result of a method.
type result struct {
	objective, train, test []float64 // an entry an epoch
	low, high, seconds     float64
	diverged               bool
	snapshot               task.Message
}

// last returns the last of a list, NaN if there is none.
func last(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	return v[len(v)-1]
}

func newSession() *session {
	s := &session{results: map[string]*result{}}
	s.curves.init()
	s.maps.init()
	s.people.init()
	s.person.init()
	s.figure = scene.Figure{Arrange: s.arrange, Panels: []scene.Panel{&s.curves.plot, &s.maps.observed.plot, &s.maps.predicted.plot, &s.maps.residual.plot, &s.maps.bar, &s.people.pca.plot, &s.people.tsne.plot, &s.person.ratings, &s.person.factors}}
	s.Plots = plot2d.Plots{Figure: &s.figure, Panels: []plot2d.Panel{
		{Plot: &s.curves.plot, Limits: "lcurve", Hide: "hide"},
		{Plot: &s.maps.observed.plot, Limits: "lgiven", LinkX: "items", LinkY: "users"},
		{Plot: &s.maps.predicted.plot, Limits: "lmade", LinkX: "items", LinkY: "users"},
		{Plot: &s.maps.residual.plot, Limits: "lleft", LinkX: "items", LinkY: "users"},
		{Plot: &s.people.pca.plot, Limits: "lpca"}, {Plot: &s.people.tsne.plot, Limits: "ltsne"},
		{Plot: &s.person.ratings, Limits: "lperson"},
	}}
	if err := s.Update(Exhibit.Default()); err != nil {
		panic("ratings: the default state: " + err.Error())
	}
	return s
}

// arrange puts the curves above the three matrices or, in an upright picture,
// all below each other.
func (s *session) arrange(r scene.Rect) []scene.Rect {
	w, h, at := r.W(), r.H(), r.Part
	var none scene.Rect
	one, other := at(0, 0, 0.42, 1), at(0.42, 0, 1, 1)
	if w <= h {
		one, other = at(0, 0, 1, 0.42), at(0, 0.42, 1, 1)
	}
	switch {
	case pictured(s.state):
		return []scene.Rect{none, none, none, none, none, one, other, none, none}
	case s.state.Text("show") == "user":
		return []scene.Rect{none, none, none, none, none, none, none, other, one}
	}
	s.maps.legend.Along = space.Horizontal
	if w > h {
		s.maps.legend.Along = space.Vertical
		key := min((s.maps.legend.Margin(w, 0.54*h).Right+8)/w, 0.25)
		m := (1 - key) / 3
		return []scene.Rect{at(0, 0, 1, 0.46), at(0, 0.46, m, 1), at(m, 0.46, 2*m, 1), at(2*m, 0.46, 3*m, 1), at(3*m, 0.46, 1, 1), none, none, none, none}
	}
	key := min(60/h, 0.2)
	m := (0.66 - key) / 2
	return []scene.Rect{at(0, 0, 1, 0.34), at(0, 0.34+key, 0.5, 0.34+key+m), at(0.5, 0.34+key, 1, 0.34+key+m), at(0.25, 0.34+key+m, 0.75, 1), at(0, 0.34, 1, 0.34+key), none, none, none, none}
}

// Keys of the State on which the table, and the runs, depend.
var (
	dataKeys = []string{"sample", exhibit.FileKey, "held", exhibit.SeedKey}
	runKeys  = append([]string{"show", "of", "perplexity", "exaggeration", "iterations", "theta", "R", "rate", "damp", "reg", "ridge", "step", "weight", "epochs"}, factorize.Methods...)
)

// Update brings the picture to st.
func (s *session) Update(st exhibit.State) error {
	first := s.state.Exhibit() == nil
	anew := first || st.Changed(s.state, dataKeys...) || st.Shelf() != s.state.Shelf() || s.data.own && s.data.noZeros != leavesZeros(st)
	data := s.data
	if anew {
		var err error
		if data, err = s.data.find(st); err != nil {
			return err
		}
	}
	if st.Text("show") == "user" {
		if err := data.checkPerson(st); err != nil {
			return err
		}
	}
	s.data = data
	again := anew || st.Changed(s.state, runKeys...)
	s.state = st
	if anew {
		s.held, s.learnt = s.data.table.Held(st.Number("held")), nil
		s.maps.begin(s)
	}
	if again {
		s.plan()
	}
	s.person.show(s)
	s.Plots.Apply(st)
	s.curves.show(s)
	s.maps.show(s)
	s.people.show(s)
	return nil
}

// train returns the ratings that are not held out. To find out which takes longer than a
// frame if there are many; so it is left until it is needed.
func (s *session) train() *ratings.Ratings {
	if s.learnt == nil {
		s.learnt, _ = s.data.table.Split(s.state.Number("held"), rand.New(rand.NewPCG(uint64(s.state.Int(exhibit.SeedKey)), 2)))
	}
	return s.learnt
}

// settings returns the learning rate and the regularization of a method.
func settings(method string, st exhibit.State) (rate, reg float64) {
	if isFirst(method) {
		return st.Number("rate"), st.Number("reg")
	}
	switch method {
	case factorize.ALS, factorize.Biases:
		return 0, st.Number("ridge")
	case factorize.SGD:
		return st.Number("step"), st.Number("weight")
	}
	return st.Number("damp"), st.Number("reg")
}

// plan lists the jobs, and forgets the results of those that have changed.
func (s *session) plan() {
	st := s.state
	before, methods := s.jobs, s.running
	s.jobs, s.running = nil, nil
	drawnBy := s.method()
	for _, method := range factorize.Methods {
		if alone := st.Text("show") != "fit"; alone && method != drawnBy || !alone && !st.On(method) {
			continue
		}
		rate, reg := settings(method, st)
		run := factorize.Run{Method: method, R: st.Int("R"), Rate: rate, Reg: reg, Epochs: st.Int("epochs"), Held: st.Number("held"),
			Seed: uint64(st.Int(exhibit.SeedKey)), Sample: s.data.sample, Table: s.data.data}
		if method == factorize.Biases {
			run.R = 1 // not used
		}
		if pictured(st) {
			s.jobs = append(s.jobs, s.pictureJob(st, run))
			break
		}
		s.jobs = append(s.jobs, exhibit.Job{Spec: factorize.Spec(run), Label: names[method].label, Auto: true, Grows: "epochs"})
		s.running = append(s.running, method)
	}
	if pictured(st) {
		if len(before) != 1 {
			s.people.run = nil
		} else if _, _, same := s.jobs[0].Change(before[0]); !same {
			s.people.run = nil
		}
		s.results = map[string]*result{}
		return
	}
	s.people.run = nil
	kept := map[string]*result{}
	for k, method := range s.running {
		for n, old := range methods {
			if _, _, same := s.jobs[k].Change(before[n]); same && old == method && s.results[method] != nil {
				kept[method] = s.results[method]
			}
		}
	}
	s.results = kept
}

// Jobs returns the runs of the methods.
func (s *session) Jobs() []exhibit.Job { return s.jobs }

// Watch shows how far the runs have come.
func (s *session) Watch(views []task.View) {
	if pictured(s.state) {
		var view task.View
		if len(views) > 0 {
			view = views[0]
		}
		s.people.watch(view)
		s.people.show(s)
		return
	}
	for k, method := range s.running {
		if k >= len(views) || len(views[k].Frames) == 0 {
			delete(s.results, method)
			continue
		}
		last, _ := views[k].Last()
		m, log := last.Snapshot, views[k].Log
		s.results[method] = &result{
			objective: log.Column("objective"), train: log.Column("train"), test: log.Column("test"),
			low: m.Number("low"), high: m.Number("high"), seconds: m.Number("seconds"), diverged: m.Text("end") == "diverges", snapshot: m,
		}
	}
	s.curves.show(s)
	s.maps.show(s)
	s.person.show(s)
}

// method returns the method whose matrix, or picture, is shown.
func (s *session) method() string {
	st := s.state
	if m := st.Text("of"); m != "auto" {
		return m
	}
	found := ""
	for _, m := range factorize.Methods {
		if st.On(m) && (m != factorize.Biases || found == "" && !pictured(st)) {
			found = m
		}
	}
	if found == "" {
		return factorize.ALS
	}
	return found
}

// chosen returns that method and its model, nil if there is none yet.
func (s *session) chosen() (method string, m *factor.Model) {
	method = s.method()
	if r := s.results[method]; r != nil {
		m = factorize.Model(r.snapshot, s.data.table.Users, s.data.table.Items)
	}
	return method, m
}

// Figure returns the picture.
func (s *session) Figure() *scene.Figure { return &s.figure }
