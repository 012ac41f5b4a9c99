// Package picture is a long computation of the exhibit ratings: the factors of
// users, or of movies, that a method finds, and then their picture by t-SNE.
package picture

import (
	"slices"
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

// exaggerated is how many of the first iterations exaggerate the attraction, a quarter of
// the usual number: however many follow, so that a run can go on with more.
const exaggerated = 750 / 4

// New returns the task of a Spec, which may go on with more iterations. Its snapshots have
// "x", the factors, row-major with "columns" columns, once they are found; and then what
// those of tsne have.
func New(s task.Spec) (task.Task, error) {
	inner := s
	inner.Name = factorize.Name
	p := &picture{spec: s, columns: int(s.Args.Number("r"))}
	if s.From != nil {
		if p.x = s.From.State.Array("x"); p.x != nil {
			inner.From = nil // they are there
		}
	}
	f, err := factorize.New(inner)
	if err != nil {
		return nil, err
	}
	p.factors = f.(factors)
	if n := s.Args.Number("iterations"); !(n >= 1 && n <= embed.MaxIterations) {
		return nil, &task.SpecError{Key: "iterations", Value: strconv.FormatFloat(n, 'g', -1, 64), Reason: lang.Text{En: "is not an allowed number of iterations", Ja: "この反復回数は指定できません"}}
	}
	if p.x != nil {
		return p, p.draw(s.From)
	}
	return p, nil
}

// factors and drawing are the two computations.
type (
	factors interface {
		task.Slicer
		task.Checkpointer
	}
	drawing = task.Checkpointer
)

type picture struct {
	spec    task.Spec
	factors factors
	within  bool // an epoch
	x       []float64
	columns int
	drawing drawing // nil while factors are looked for
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
	p.x = s.Array(side)
	if s.Text("end") != "" || len(p.x) == 0 {
		return false, &task.SpecError{Key: "method", Value: p.spec.Args.Text("method"), Reason: lang.Text{En: "has no factors to draw: the run diverged, or the method has none", Ja: "描く因子がありません(計算が発散したか、因子のない手法です)"}}
	}
	return false, p.draw(nil)
}

// draw begins to draw the factors or, with a checkpoint, goes on with that.
func (p *picture) draw(from *task.Checkpoint) error {
	o := embed.DefaultOptions
	o.Perplexity, o.Exaggeration = p.spec.Args.Number("perplexity"), p.spec.Args.Number("exaggeration")
	o.Theta = p.spec.Args.Number("theta")
	o.Iterations = int(p.spec.Args.Number("iterations"))
	o.Exaggerated = exaggerated
	if len(p.x)%p.columns != 0 {
		return &task.SpecError{Key: "from", Reason: lang.Text{En: "is not a checkpoint of this run", Ja: "この計算のチェックポイントではありません"}}
	}
	s := tsne.Spec(tsne.Run{X: linalg.Matrix(len(p.x)/p.columns, p.columns, p.x...), Options: o, K: int(p.spec.Args.Number("k")), Seed: p.spec.Seed})
	s.From = from
	t, err := tsne.New(s)
	if err == nil {
		p.drawing = t.(drawing)
	}
	return err
}

// Ended reports whether the picture is drawn.
func (p *picture) Ended() bool { return p.drawing != nil && p.drawing.Ended() }

// Checkpoint is that of the factors or, once these are found, they and that of their
// drawing.
func (p *picture) Checkpoint() task.Message {
	if p.drawing == nil {
		return p.factors.Checkpoint()
	}
	m := p.drawing.Checkpoint()
	m.Arrays["x"] = slices.Clone(p.x)
	return m
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
	m.Arrays["x"], m.Arrays["columns"] = slices.Clone(p.x), []float64{float64(p.columns)}
	return m
}
