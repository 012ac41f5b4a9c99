package detectability

import (
	"math"
	"math/rand/v2"

	"zscape/compute/lang"
	"zscape/compute/sparse"
	"zscape/jobs/links"
	"zscape/task"
)

// FindName is the name of the task by which one method looks for the groups of one graph.
const FindName = "planted groups"

// Find is what there is to say about one.
type Find struct {
	Links    *task.Data // see links.Data; weights do not count
	Groups   int        // 2 to MaxGroups
	Degree   float64    // mean number of neighbours, as in a Run, and
	Ratio    float64    // of signal to noise, which belief propagation knows
	Directed bool       // otherwise the links are symmetric
	Method   string     // of Methods
	Seed     uint64
}

// FindSpec asks for it.
func FindSpec(f Find) task.Spec {
	s := Spec(Run{Groups: f.Groups, Degree: f.Degree, Directed: f.Directed, Methods: []string{f.Method}, Ratios: []float64{f.Ratio}, Seeds: 1, Seed: f.Seed})
	s.Name, s.Data = FindName, f.Links
	delete(s.Args.Arrays, "nodes")
	return s
}

// NewFind returns the task of a FindSpec, a task.Slicer of one step. Its last snapshot has the
// bytes "labels" (task.Integers), the group of each node from 0.
func NewFind(s task.Spec) (task.Task, error) {
	a, err := links.Of(s.Data)
	if err != nil {
		return nil, err
	}
	t, err := newState(s, float64(a.Rows))
	if err != nil {
		return nil, err
	}
	a = a.Pattern()
	if t.directed == 0 && a.Symmetric(sparse.Or).Len() != a.Len() {
		return nil, &task.SpecError{Key: "links", Reason: lang.Text{En: "must lead both ways", Ja: "どのリンクにも逆向きのリンクが必要です"}}
	}
	if len(t.methods) != 1 || len(t.ratios) != 1 {
		return nil, &task.SpecError{Key: "methods", Reason: lang.Text{En: "must be one, as must be the ratio", Ja: "手法とSN比は一つずつにしてください"}}
	}
	f := &find{state: &finding{state: t, links: a}}
	f.routine = task.NewRoutine(f.state.compute)
	task.StopWith(f, f.routine)
	return f, nil
}

// find is the task, and finding what it comes to, which its routine knows.
type find struct {
	state   *finding
	routine *task.Routine
}

type finding struct {
	*state
	links  *sparse.Matrix
	labels []int32 // at the end
}

func (f *find) Step() (done bool, err error) { return f.routine.Step(task.AtOnce), nil }

// Within reports whether the step has begun and not ended.
func (f *find) Within() bool { return f.state.within }

func (f *find) Progress() float64 {
	if f.state.labels != nil {
		return 1
	}
	return 0
}

func (f *find) Snapshot() task.Message {
	if f.state.labels == nil {
		return task.Message{}
	}
	return task.Message{Bytes: map[string][]byte{"labels": task.Integers(f.state.labels)}}
}

func (f *finding) compute(pause func()) {
	f.within = true
	in, out, _ := f.affinities(f.ratios[0])
	labels := methods[f.methods[0]].find(&problem{
		links: f.links, groups: int(f.groups), in: in, out: out, oneWay: f.directed == 1,
		random: rand.New(rand.NewPCG(f.seed, math.MaxUint64)), work: paced(pause), truth: make([]int32, f.links.Rows),
	})
	f.labels, f.within = labels, false
}
