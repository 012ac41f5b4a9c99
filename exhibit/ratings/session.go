package ratings

import (
	"math"
	"math/rand/v2"

	"zscape/compute/factor"
	"zscape/compute/ratings"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/exhibit/ratings/factorize"
	"zscape/scene"
	"zscape/task"
)

// session shows what the methods have come to: their errors, and the matrix that
// one of them makes of the table.
type session struct {
	plot2d.Plots
	state exhibit.State

	data        source
	train, test *ratings.Ratings
	jobs        []exhibit.Job
	running     []string // the method of each job
	results     map[string]*result

	figure scene.Figure
	curves curves
	maps   maps
}

// result is what a method has come to.
type result struct {
	history, train, test []float64 // an entry an epoch
	low, high, seconds   float64
	diverged             bool
	snapshot             task.Message
}

func (r *result) epochs() int { return len(r.train) }

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
	s.figure = scene.Figure{Arrange: s.arrange, Panels: []scene.Panel{&s.curves.plot, &s.maps.given.plot, &s.maps.made.plot, &s.maps.left.plot, &s.maps.bar}}
	s.Plots = plot2d.Plots{Figure: &s.figure, Panels: []plot2d.Panel{
		{Plot: &s.curves.plot, Limits: "lcurve", Hide: "hide"},
		{Plot: &s.maps.given.plot, Limits: "lgiven", LinkX: "items", LinkY: "users"},
		{Plot: &s.maps.made.plot, Limits: "lmade", LinkX: "items", LinkY: "users"},
		{Plot: &s.maps.left.plot, Limits: "lleft", LinkX: "items", LinkY: "users"},
	}}
	if err := s.Update(Exhibit.Default()); err != nil {
		panic("ratings: the default state: " + err.Error())
	}
	return s
}

// arrange puts the curves above the three matrices or, in an upright picture,
// all below each other.
func (s *session) arrange(r scene.Rect) []scene.Rect {
	w, h := r.W(), r.H()
	at := func(x0, y0, x1, y1 float64) scene.Rect {
		return scene.Rect{Min: r.Min.Add(scene.Point{X: x0 * w, Y: y0 * h}), Max: r.Min.Add(scene.Point{X: x1 * w, Y: y1 * h})}
	}
	s.maps.legend.Along = scene.Lying
	if w > h {
		s.maps.legend.Along = scene.Standing
		key := min(84/w, 0.2)
		m := (1 - key) / 3
		return []scene.Rect{at(0, 0, 1, 0.46), at(0, 0.46, m, 1), at(m, 0.46, 2*m, 1), at(2*m, 0.46, 3*m, 1), at(3*m, 0.46, 1, 1)}
	}
	key := min(60/h, 0.2)
	m := (0.66 - key) / 2
	return []scene.Rect{at(0, 0, 1, 0.34), at(0, 0.34+key, 0.5, 0.34+key+m), at(0.5, 0.34+key, 1, 0.34+key+m), at(0.25, 0.34+key+m, 0.75, 1), at(0, 0.34, 1, 0.34+key)}
}

// Keys of the State on which the table, and the runs, depend.
var (
	dataKeys = []string{"sample", exhibit.FileKey, "held", exhibit.Seed}
	runKeys  = append([]string{"R", "rate", "damp", "reg", "ridge", "step", "weight", "epochs"}, factorize.Methods...)
)

// Update brings the picture to st.
func (s *session) Update(st exhibit.State) error {
	first := s.state.Exhibit() == nil
	anew := first || st.Changed(s.state, dataKeys...) || st.Shelf() != s.state.Shelf()
	if anew {
		if err := s.data.find(st); err != nil {
			return err
		}
	}
	again := anew || st.Changed(s.state, runKeys...)
	s.state = st
	if anew {
		s.train, s.test = s.data.table.Split(st.Number("held"), rand.New(rand.NewPCG(uint64(st.Int(exhibit.Seed)), 2)))
		s.maps.table(s)
	}
	if again {
		s.plan()
	}
	s.Plots.Apply(st)
	s.curves.show(s)
	s.maps.show(s)
	return nil
}

// settings returns the learning rate and the regularization of a method.
func settings(method string, st exhibit.State) (rate, reg float64) {
	switch method {
	case factorize.First, factorize.FirstPlus, factorize.Meant:
		return st.Number("rate"), st.Number("reg")
	case factorize.ALS, factorize.Biases:
		return 0, st.Number("ridge")
	case factorize.SGD:
		return st.Number("step"), st.Number("weight")
	}
	return st.Number("damp"), st.Number("reg")
}

// plan lists the jobs, and forgets what they have come to if they are others.
func (s *session) plan() {
	st := s.state
	before, methods := s.jobs, s.running
	s.jobs, s.running = nil, nil
	for _, method := range factorize.Methods {
		if !st.On(method) {
			continue
		}
		rate, reg := settings(method, st)
		run := factorize.Run{Method: method, R: st.Int("R"), Rate: rate, Reg: reg, Epochs: st.Int("epochs"), Held: st.Number("held"),
			Seed: uint64(st.Int(exhibit.Seed)), Sample: s.data.sample}
		if method == factorize.Biases {
			run.R = 1 // of no account
		}
		if s.data.own {
			run.Table = s.data.table
		}
		s.jobs = append(s.jobs, exhibit.Job{Spec: factorize.Spec(run), Label: names[method].label, Auto: true})
		s.running = append(s.running, method)
	}
	kept := map[string]*result{}
	for k, method := range s.running {
		for n, old := range methods {
			if old == method && s.jobs[k].Spec.Equal(before[n].Spec) && s.results[method] != nil {
				kept[method] = s.results[method]
			}
		}
	}
	s.results = kept
}

// Jobs returns the runs of the methods.
func (s *session) Jobs() []exhibit.Job { return s.jobs }

// Watch shows how far the runs have come.
func (s *session) Watch(frames [][]task.Frame) {
	for k, method := range s.running {
		if k >= len(frames) || len(frames[k]) == 0 {
			delete(s.results, method)
			continue
		}
		m := frames[k][len(frames[k])-1].Snapshot
		s.results[method] = &result{
			history: m.Array("history"), train: m.Array("train"), test: m.Array("test"),
			low: m.Number("low"), high: m.Number("high"), seconds: m.Number("seconds"), diverged: m.Text("end") == "diverges", snapshot: m,
		}
	}
	s.curves.show(s)
	s.maps.show(s)
}

// chosen returns the method whose matrix is shown, and what it makes of the
// table; the model is nil if there is none yet.
func (s *session) chosen() (method string, m *factor.Model) {
	method = s.state.Text("of")
	if method == "auto" {
		for _, running := range s.running {
			if running != factorize.Biases || method == "auto" {
				method = running
			}
		}
	}
	if r := s.results[method]; r != nil {
		m = factorize.Model(r.snapshot, s.data.table.Users, s.data.table.Items)
	}
	return method, m
}

// Figure returns the picture.
func (s *session) Figure() *scene.Figure { return &s.figure }
