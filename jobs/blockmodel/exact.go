package blockmodel

import (
	"zscape/compute/blockmodel"
	"zscape/compute/sparse"
	"zscape/jobs/links"
	"zscape/task"
)

// ExactName is the name of the task that goes through all partitions.
const ExactName = "sbm-exact"

// Likeliest is how many of the most probable partitions it names.
const Likeliest = 100

// ExactRun is what there is to say about one.
type ExactRun struct {
	Links *task.Data // see links.Data
	Model blockmodel.Model
	Prior blockmodel.Prior
}

// ExactSpec asks for the run.
func ExactSpec(r ExactRun) task.Spec {
	return task.Spec{Name: ExactName, Args: arguments(r.Model, r.Prior), Data: r.Links}
}

// NewExact returns the task of such a Spec. Its snapshots are empty but for the last, which has
//
//	evidence       ln p(A)
//	probability    of each partition, by its rank (see blockmodel.Exact), as floats
//	likely         the ranks of the Likeliest most probable ones
//	zz, ww         how probably two nodes are together, n x n, as senders and as receivers; zz
//	               alone if there is one partition
//	groups0, groups1   the probability of k groups of each partition at k, from 0 to n
func NewExact(s task.Spec) (task.Task, error) {
	a, err := links.Of(s.Data)
	if err != nil {
		return nil, err
	}
	e := &enumeration{links: a}
	if e.model, e.prior, err = model(s.Args); err != nil {
		return nil, err
	}
	return exact{e, newRoutine(e.compute, &e.err)}, nil
}

// exact is an enumeration as a task.
type exact struct {
	*enumeration
	*routine
}

// enumeration is where it is.
type enumeration struct {
	links  *sparse.Matrix
	model  blockmodel.Model
	prior  blockmodel.Prior
	tried  int // partitions that were tried or, after that, counted in
	all    int
	result *blockmodel.Exact // at the end
	likely []float64
	err    error
}

// partitionsPerPause is how many partitions are tried between two pauses.
const partitionsPerPause = 1000

// compute is the routine.
func (e *enumeration) compute(pause func()) {
	s, err := score(pause, e.links, e.model)
	if err != nil {
		e.err = err
		return
	}
	bell := blockmodel.Bell(min(s.Nodes(), blockmodel.MaxExact))
	e.all = 2 * bell
	if e.model.Two {
		e.all *= bell
	}
	rest := every(partitionsPerPause, pause)
	result, err := s.Enumerate(e.prior, func(n int) {
		e.tried += n
		rest(n)
	})
	if err != nil {
		e.err = told(err)
		return
	}
	pause()
	for _, rank := range result.Likely(Likeliest) {
		e.likely = append(e.likely, float64(rank))
	}
	e.result = result
}

func (e *enumeration) Progress() float64 {
	if e.result != nil {
		return 1
	}
	return min(float64(e.tried)/float64(max(e.all, 1)), 1)
}

func (e *enumeration) Snapshot() task.Message {
	if e.result == nil {
		return task.Message{}
	}
	probability := make([]float32, len(e.result.Probability))
	for k, p := range e.result.Probability {
		probability[k] = float32(p)
	}
	m := task.Message{
		Arrays: map[string][]float64{"evidence": {e.result.LogEvidence}, "likely": e.likely},
		Floats: map[string][]float32{"probability": probability},
	}
	for k := range e.result.Groups {
		m.Arrays[shares[k]], m.Arrays[GroupsColumn(k)] = e.result.Together[k], e.result.Groups[k]
	}
	return m
}
