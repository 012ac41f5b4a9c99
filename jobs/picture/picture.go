// Package picture is a long computation of the exhibit ratings: the factors of
// users, or of movies, that a method finds, and then their picture by t-SNE.
package picture

import (
	"strconv"

	"zscape/compute/embed"
	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/jobs/factorize"
	"zscape/jobs/tsne"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "picture"

// Run is what there is to say about one run.
type Run struct {
	Factors factorize.Run
	Movies  bool // rather than users

	Perplexity   float64
	Exaggeration float64
	Theta        float64 // 0 is exact
	Iterations   int
	K            int // neighbours that are compared at the end
}

// Spec asks for the run.
func Spec(r Run) task.Spec {
	s := factorize.Spec(r.Factors)
	s.Name = Name
	o := embed.DefaultOptions
	o.Iterations = r.Iterations
	s.Record = o.Parts(1000)
	s.Args.Texts["side"] = "users"
	if r.Movies {
		s.Args.Texts["side"] = "movies"
	}
	s.Args.Arrays["perplexity"], s.Args.Arrays["exaggeration"] = []float64{r.Perplexity}, []float64{r.Exaggeration}
	s.Args.Arrays["theta"] = []float64{r.Theta}
	s.Args.Arrays["iterations"], s.Args.Arrays["k"] = []float64{float64(r.Iterations)}, []float64{float64(r.K)}
	return s
}

// New returns the task of a Spec. Its snapshots have "x", the factors, row-major
// with "columns" columns, once they are found; and then what those of tsne have.
func New(s task.Spec) (task.Task, error) {
	inner := s
	inner.Name = factorize.Name
	f, err := factorize.New(inner)
	if err != nil {
		return nil, err
	}
	if n := s.Args.Number("iterations"); !(n >= 1 && n <= embed.MaxIterations) {
		return nil, &task.SpecError{Key: "iterations", Value: strconv.FormatFloat(n, 'g', -1, 64), Reason: lang.Text{En: "is not an allowed number of iterations", Ja: "この反復回数は指定できません"}}
	}
	return &picture{spec: s, factors: f.(task.Slicer)}, nil
}

type picture struct {
	spec    task.Spec
	factors task.Slicer
	within  bool // an epoch
	x       []float64
	columns int
	drawing task.Task // nil while factors are looked for
}

// part is how much of the work finding the factors is taken for.
const part = 0.1

func (p *picture) Step() (done bool, err error) {
	if p.drawing != nil {
		return p.drawing.Step()
	}
	if done, err = p.factors.Step(); err != nil || !done {
		p.within = p.factors.Within()
		return false, err
	}
	p.within = false
	s := p.factors.Snapshot()
	side := "u"
	if p.spec.Args.Text("side") == "movies" {
		side = "v"
	}
	p.columns = int(p.spec.Args.Number("r"))
	p.x = s.Array(side)
	if s.Text("end") != "" || len(p.x) == 0 {
		return false, &task.SpecError{Key: "method", Value: p.spec.Args.Text("method"), Reason: lang.Text{En: "has no factors to draw: the run diverged, or the method has none", Ja: "描く因子がありません(計算が発散したか、因子のない手法です)"}}
	}
	o := embed.DefaultOptions
	o.Perplexity, o.Exaggeration = p.spec.Args.Number("perplexity"), p.spec.Args.Number("exaggeration")
	o.Theta = p.spec.Args.Number("theta")
	o.Iterations = int(p.spec.Args.Number("iterations"))
	o.Exaggerated = min(o.Exaggerated, o.Iterations/4)
	p.drawing, err = tsne.New(tsne.Spec(tsne.Run{
		X: linalg.Matrix(len(p.x)/p.columns, p.columns, p.x...), Options: o, K: int(p.spec.Args.Number("k")), Seed: p.spec.Seed,
	}))
	return false, err
}

// Within reports whether an epoch has begun and not ended; each is a step.
func (p *picture) Within() bool { return p.within }

func (p *picture) Progress() float64 {
	if p.drawing == nil {
		return part * p.factors.Progress()
	}
	return part + (1-part)*p.drawing.Progress()
}

func (p *picture) Snapshot() task.Message {
	if p.drawing == nil {
		return task.Message{Texts: map[string]string{"phase": "factors"}}
	}
	m := p.drawing.Snapshot()
	m.Arrays["x"], m.Arrays["columns"] = append([]float64(nil), p.x...), []float64{float64(p.columns)}
	return m
}
