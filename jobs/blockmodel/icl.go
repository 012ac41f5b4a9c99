package blockmodel

import (
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/blockmodel"
	"zscape/compute/sparse"
	"zscape/jobs/links"
	"zscape/task"
)

// ICLName is the name of the task that looks for the best partition with each number of groups.
const ICLName = "sbm-icl"

const (
	// MaxICLGroups is the most groups that it tries.
	MaxICLGroups = 50

	// MaxStarts is the most random partitions that it begins with, for each number of groups.
	MaxStarts = 100
)

// ICLRun is what there is to say about one.
type ICLRun struct {
	Links  *task.Data // see links.Data
	Model  blockmodel.Model
	Alpha  float64
	Groups int // are tried at most
	Starts int // random partitions for each number of groups, beside the one that comes of more groups
	Seed   uint64
}

// ICLSpec asks for the run.
func ICLSpec(r ICLRun) task.Spec {
	args := arguments(r.Model, blockmodel.Prior{K: r.Groups, Alpha: r.Alpha})
	args.Arrays["starts"] = []float64{float64(r.Starts)}
	return task.Spec{Name: ICLName, Args: args, Data: r.Links, Seed: r.Seed, Record: 1}
}

// NewICL returns the task of such a Spec, a task.Slicer. A step is one number of groups, from
// the largest to 1. Its log has a record for each: "k", "joint", the log joint of the best
// partition that was found, and of each partition how many of the k groups it needs, by
// GroupsColumn. Its snapshots have the best partition so far, "z" and "w" as those of the
// chains, with "k" and "joint"; and that of the last step, "z now" and "w now".
func NewICL(s task.Spec) (task.Task, error) {
	a, err := links.Of(s.Data)
	if err != nil {
		return nil, err
	}
	c := &search{links: a, random: s.PCG(), best: blockmodel.Best{LogJoint: math.Inf(-1)}}
	if c.model, c.prior, err = model(s.Args); err != nil {
		return nil, err
	}
	if _, err = whole(s.Args, "k", 1, MaxICLGroups); err != nil {
		return nil, err
	}
	if c.starts, err = whole(s.Args, "starts", 0, MaxStarts); err != nil {
		return nil, err
	}
	return icl{c, newRoutine(c.compute, &c.err)}, nil
}

// icl is a search as a task.
type icl struct {
	*search
	*routine
}

// search is where it is.
type search struct {
	links  *sparse.Matrix
	model  blockmodel.Model
	prior  blockmodel.Prior
	starts int
	random *rand.PCG
	best   blockmodel.Best // of all
	last   blockmodel.Best
	logged bool
	within bool // a step
	err    error
}

// compute is the routine.
func (c *search) compute(pause func()) {
	c.within = true
	s, err := score(pause, c.links, c.model)
	if err != nil {
		c.err = err
		return
	}
	c.err = told(s.ICL(c.prior.Alpha, c.prior.K, c.starts, rand.New(c.random), every(cellsPerPause, pause), func(b blockmodel.Best) {
		if c.last, c.logged = b, false; b.LogJoint > c.best.LogJoint {
			c.best = b
		}
		if c.within = false; b.K > 1 {
			pause()
			c.within = true
		}
	}))
}

// Within reports whether a number of groups has been begun and not ended.
func (c *search) Within() bool { return c.within }

// Progress takes the time for so many groups to grow with their square.
func (c *search) Progress() float64 {
	if c.last.K == 0 {
		return 0
	}
	rest := float64(c.last.K-1) / float64(c.prior.K)
	return 1 - rest*rest*rest
}

func (c *search) Columns() []string {
	list := []string{"k", "joint"}
	for k := range partitions(c.model.Two) {
		list = append(list, GroupsColumn(k))
	}
	return list
}

func (c *search) Records(dst []float64) []float64 {
	if c.logged || c.last.K == 0 {
		return dst
	}
	c.logged = true
	dst = append(dst, float64(c.last.K), c.last.LogJoint)
	for _, n := range c.last.Groups {
		dst = append(dst, float64(n))
	}
	return dst
}

func (c *search) Snapshot() task.Message {
	if c.last.K == 0 {
		return task.Message{}
	}
	m := task.Message{
		Arrays: map[string][]float64{"k": {float64(c.best.K)}, "joint": {c.best.LogJoint}},
		Bytes:  map[string][]byte{},
	}
	for k := range c.best.Partitions {
		m.Bytes[labels[k]] = task.Integers(slices.Clone(c.best.Partitions[k]))
		m.Bytes[labels[k]+" now"] = task.Integers(slices.Clone(c.last.Partitions[k]))
	}
	return m
}
