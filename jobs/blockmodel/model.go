// Package blockmodel is the long computations of stochastic block models: chains that
// draw partitions of a graph, all partitions of a small one, and the best with each
// number of groups.
package blockmodel

import (
	"errors"
	"math"
	"slices"
	"strconv"

	"zscape/compute/blockmodel"
	"zscape/compute/lang"
	"zscape/compute/sparse"
	"zscape/task"
)

// kinds are the names of blockmodel.Links.
var kinds = []string{"bernoulli", "poisson", "corrected"}

// arguments are those of a model and a prior.
func arguments(m blockmodel.Model, p blockmodel.Prior) task.Message {
	prior := "fixed"
	if p.CRP {
		prior = "crp"
	}
	return task.Message{
		Texts: map[string]string{"model": kinds[m.Links], "prior": prior},
		Arrays: map[string][]float64{
			"undirected": {truth(m.Undirected)}, "two": {truth(m.Two)}, "loops": {truth(m.Loops)},
			"a": {m.A}, "b": {m.B}, "k": {float64(p.K)}, "alpha": {p.Alpha},
		},
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// model returns the model and the prior of arguments.
func model(args task.Message) (m blockmodel.Model, p blockmodel.Prior, err error) {
	kind := slices.Index(kinds, args.Text("model"))
	if kind < 0 {
		return m, p, &task.SpecError{Key: "model", Value: args.Text("model"), Reason: lang.Text{En: "is not a known model", Ja: "このモデルはありません"}}
	}
	m.Links = blockmodel.Links(kind)
	switch prior := args.Text("prior"); prior {
	case "crp":
		p.CRP = true
	case "fixed":
	default:
		return m, p, &task.SpecError{Key: "prior", Value: prior, Reason: lang.Text{En: "must be fixed or crp", Ja: "fixedかcrpにしてください"}}
	}
	for _, w := range []struct {
		key string
		to  *bool
	}{{"undirected", &m.Undirected}, {"two", &m.Two}, {"loops", &m.Loops}} {
		v, err := whole(args, w.key, 0, 1)
		if err != nil {
			return m, p, err
		}
		*w.to = v == 1
	}
	if p.K, err = whole(args, "k", 0, blockmodel.MaxGroups); err != nil {
		return m, p, err
	}
	m.A, m.B, p.Alpha = args.Number("a"), args.Number("b"), args.Number("alpha")
	return m, p, told(blockmodel.Check(m, p))
}

// whole returns a whole number.
func whole(args task.Message, key string, least, most int) (int, error) {
	v := args.Number(key)
	if !(v >= float64(least) && v <= float64(most) && v == math.Trunc(v)) {
		return 0, bad(key, v, "must be a whole number from %d to %d", "%dから%dまでの整数にしてください", least, most)
	}
	return int(v), nil
}

// told says in terms of the Spec what is wrong.
func told(err error) error {
	var option *blockmodel.OptionError
	var link *blockmodel.LinkError
	switch {
	case errors.As(err, &option):
		return bad(option.Name, option.Value, "%s", "%s", option.Reason)
	case errors.As(err, &link):
		return &task.SpecError{Key: "links", Value: strconv.Itoa(link.From+1) + " → " + strconv.Itoa(link.To+1), Reason: link.Reason}
	}
	return err
}

func bad(key string, value float64, en, ja string, args ...any) error {
	return &task.SpecError{Key: key, Value: strconv.FormatFloat(value, 'g', -1, 64), Reason: lang.Sprintf(en, ja, args...)}
}

// score returns the score of the partitions of a graph. pause may be nil.
func score(pause func(), links *sparse.Matrix, m blockmodel.Model) (*blockmodel.Score, error) {
	var work func(n int)
	if pause != nil {
		work = every(linksPerPause, pause)
	}
	s, err := blockmodel.NewScoreWith(work, links, m)
	return s, told(err)
}

// cellsPerPause is how many cells are looked at between two pauses, and linksPerPause how
// many links: in a browser, a millisecond or two.
const (
	cellsPerPause = 1 << 17
	linksPerPause = 1 << 15
)

// every returns a function that is told of work, and calls pause every so often.
func every(most int, pause func()) (work func(n int)) {
	done := 0
	return func(n int) {
		if done += n; done >= most {
			done = 0
			pause()
		}
	}
}

// routine is the steps of a task. What the task comes to is its state, which the function of
// the routine knows; it must not know the routine, so that it is given up with that.
type routine struct {
	steps *task.Routine
	err   *error // of the state
}

func newRoutine(do func(pause func()), err *error) *routine {
	r := &routine{task.NewRoutine(do), err}
	task.StopWith(r, r.steps)
	return r
}

func (r *routine) Step() (done bool, err error) {
	done = r.steps.Step(task.AtOnce)
	return done && *r.err == nil, *r.err
}
