// Package detectability is the long computation of how well methods find the groups of planted
// graphs, from those that are well apart to those that cannot be found.
package detectability

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/beliefs"
	"zscape/compute/lang"
	"zscape/compute/partition"
	"zscape/compute/sparse"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "detectability"

const (
	MaxNodes  = 2000
	MaxGroups = 8
	MinDegree = 0.1
	MaxDegree = 100
	MaxRatios = 100
	MaxSeeds  = 1000
)

// Run is what there is to say about one run.
type Run struct {
	Nodes    int
	Groups   int       // of equal size, 2 to MaxGroups
	Degree   float64   // mean number of neighbours, whichever way they are linked
	Directed bool      // links go one way or the other, or both; otherwise always both
	Ratios   []float64 // of signal to noise, see beliefs.SNR
	Seeds    int       // graphs of each ratio
	Methods  []string  // of Methods
	Seed     uint64
}

// Spec asks for the run, which may go on with more Seeds.
func Spec(r Run) task.Spec {
	directed := 0.0
	if r.Directed {
		directed = 1
	}
	return task.Spec{
		Name: Name, Seed: r.Seed,
		Args: task.Message{
			Texts: map[string]string{"methods": strings.Join(r.Methods, ",")},
			Arrays: map[string][]float64{
				"nodes": {float64(r.Nodes)}, "groups": {float64(r.Groups)}, "degree": {r.Degree}, "directed": {directed},
				"ratios": r.Ratios, "seeds": {float64(r.Seeds)},
			},
		},
	}
}

// New returns the task of a Spec, a task.Slicer. A step is what one method makes of one graph,
// and a record of the log:
//
//	seed     of the graph, from 0
//	ratio    of signal to noise
//	method   its place among those of the Spec, from 0
//	overlap  of the groups that it found with the planted ones, see partition.Table.Overlap
//
// Graphs of a seed come one after the other, by ratios, and of each graph the methods. Its
// snapshots have nothing.
func New(s task.Spec) (task.Task, error) {
	t, err := newState(s, s.Args.Number("nodes"))
	if err != nil {
		return nil, err
	}
	if s.From != nil {
		done := s.From.State.Number("done")
		if !(done >= 0 && done <= float64(t.total()) && done == math.Trunc(done)) {
			return nil, &task.SpecError{Key: "from", Reason: lang.Text{En: "is not a checkpoint of this run", Ja: "この計算のチェックポイントではありません"}}
		}
		t.done, t.logged = int(done), int(done)
	}
	d := &detectability{state: t, routine: task.NewRoutine(t.compute)}
	task.StopWith(d, d.routine)
	return d, nil
}

// newState reads the arguments of a Spec but for the number of nodes.
func newState(s task.Spec, nodes float64) (*state, error) {
	t := &state{seed: s.Seed}
	for _, n := range []struct {
		key    string
		lo, hi float64
		whole  bool
		to     *float64
	}{
		{"nodes", 2, MaxNodes, true, &t.nodes},
		{"groups", 2, MaxGroups, true, &t.groups},
		{"degree", MinDegree, MaxDegree, false, &t.degree},
		{"directed", 0, 1, true, &t.directed},
		{"seeds", 1, MaxSeeds, true, &t.seeds},
	} {
		v := nodes
		if n.key != "nodes" {
			v = s.Args.Number(n.key)
		}
		if !(n.lo <= v && v <= n.hi) || n.whole && v != math.Trunc(v) {
			return nil, bad(n.key, v, "must be from %v to %v", "%vから%vまでの数にしてください", n.lo, n.hi)
		}
		*n.to = v
	}
	if t.groups > t.nodes {
		return nil, bad("groups", t.groups, "must be at most as many as nodes", "グループの数はノードの数以下にしてください")
	}
	if t.degree > t.nodes {
		return nil, bad("degree", t.degree, "must be at most the number of nodes", "ノードの数以下にしてください")
	}
	t.ratios = s.Args.Array("ratios")
	if len(t.ratios) == 0 || len(t.ratios) > MaxRatios {
		return nil, bad("ratios", float64(len(t.ratios)), "must be from 1 to %d numbers", "1個から%d個までの数にしてください", MaxRatios)
	}
	for _, ratio := range t.ratios {
		if _, _, ok := t.affinities(ratio); !ok {
			least, most := beliefs.Range(int(t.nodes), int(t.groups), t.degree)
			least, most = math.Ceil(100*least)/100, math.Floor(100*most)/100
			return nil, bad("ratios", ratio, "must be from %.2f to %.2f with this mean degree", "この平均次数では、%.2fから%.2fまでの数にしてください", least, most)
		}
	}
	for name := range strings.SplitSeq(s.Args.Text("methods"), ",") {
		k := slices.IndexFunc(methods, func(m method) bool { return m.name == name })
		if k < 0 {
			return nil, &task.SpecError{Key: "methods", Value: name, Reason: lang.Text{En: "is not a known method", Ja: "この手法はありません"}}
		}
		if methods[k].directed && t.directed == 0 {
			return nil, &task.SpecError{Key: "methods", Value: name, Reason: lang.Text{En: "is for directed graphs alone", Ja: "この手法は有向グラフ専用です"}}
		}
		t.methods = append(t.methods, k)
	}
	return t, nil
}

func bad(key string, value float64, en, ja string, args ...any) error {
	return &task.SpecError{Key: key, Value: strconv.FormatFloat(value, 'g', -1, 64), Reason: lang.Sprintf(en, ja, args...)}
}

// detectability is a run as a task. What it comes to is the state, which its routine knows; it
// must not know the task, so that it can be given up with that.
type detectability struct {
	*state
	routine *task.Routine
}

func (d *detectability) Step() (done bool, err error) {
	return d.routine.Step(task.AtOnce), nil
}

// state is where a run is.
type state struct {
	nodes, groups, degree, directed, seeds float64
	ratios                                 []float64
	methods                                []int
	seed                                   uint64

	done, logged int     // records
	overlap      float64 // of the last
	within       bool    // a step
}

// total returns how many records there will be.
func (t *state) total() int { return int(t.seeds) * len(t.ratios) * len(t.methods) }

// at returns what a record is of.
func (t *state) at(record int) (seed, ratio, method int) {
	graph := record / len(t.methods)
	return graph / len(t.ratios), graph % len(t.ratios), record % len(t.methods)
}

// affinities returns those of a ratio, without regard to the directions of links.
func (t *state) affinities(ratio float64) (in, out float64, ok bool) {
	return beliefs.Affinities(int(t.nodes), int(t.groups), t.degree, ratio)
}

// operationsPerPause is about how many operations there are between two pauses: in a browser,
// a millisecond or two.
const operationsPerPause = 1 << 18

// paced returns a function that is told of operations, and pauses after so many.
func paced(pause func()) (work func(n int)) {
	count := 0
	return func(n int) {
		if count += n; count >= operationsPerPause {
			count = 0
			pause()
		}
	}
}

// compute is the routine.
func (t *state) compute(pause func()) {
	work := paced(pause)
	var p *problem
	for t.done < t.total() {
		t.within = true
		seed, ratio, k := t.at(t.done)
		if p == nil || k == 0 {
			p = t.plant(seed, ratio, work)
		}
		m := t.methods[k]
		// What a method draws does not depend on who was there before it.
		p.random = t.random(1+m, seed, ratio)
		t.overlap = partition.NewTable(methods[m].find(p), p.truth).Overlap()
		t.done++
		t.within = false
		if !t.Ended() {
			pause()
		}
	}
}

// random returns the random numbers of one purpose.
func (t *state) random(purpose, seed, ratio int) *rand.Rand {
	return rand.New(rand.NewPCG(t.seed, uint64(purpose)<<48|uint64(seed)<<16|uint64(ratio)))
}

// Within reports whether a step has begun and not ended.
func (t *state) Within() bool { return t.within }

// Ended reports whether all is done.
func (t *state) Ended() bool { return t.done >= t.total() }

func (t *state) Progress() float64 { return float64(t.done) / float64(t.total()) }

func (t *state) Columns() []string { return []string{"seed", "ratio", "method", "overlap"} }

func (t *state) Records(dst []float64) []float64 {
	if t.logged == t.done {
		return dst
	}
	t.logged = t.done
	seed, ratio, method := t.at(t.done - 1)
	return append(dst, float64(seed), t.ratios[ratio], float64(method), t.overlap)
}

func (t *state) Snapshot() task.Message { return task.Message{} }

// Checkpoint is how much is done: what was found is in the log.
func (t *state) Checkpoint() task.Message {
	return task.Message{Arrays: map[string][]float64{"done": {float64(t.done)}}}
}

// plant makes a graph whose groups are as their ratio has them.
func (t *state) plant(seed, ratio int, work func(n int)) *problem {
	in, out, _ := t.affinities(t.ratios[ratio])
	n, q := int(t.nodes), int32(t.groups)
	p := &problem{groups: int(q), in: in, out: out, oneWay: t.directed == 1, truth: make([]int32, n), work: work}
	for i := range p.truth {
		p.truth[i] = int32(i) % q
	}
	r := t.random(0, seed, ratio)
	var entries []sparse.Entry
	for i := range n {
		// A row of links to those before; if they are directed, to all others.
		end := i
		inside, between := in/t.nodes, out/t.nodes
		if t.directed == 1 {
			end, inside, between = n, beliefs.Directed(inside), beliefs.Directed(between)
		}
		for j := range end {
			probability := between
			if p.truth[i] == p.truth[j] {
				probability = inside
			}
			if i != j && r.Float64() < probability {
				entries = append(entries, sparse.Entry{Row: int32(i), Col: int32(j), Value: 1})
			}
		}
		work(4 * end)
	}
	p.links = sparse.NewWith(work, n, n, slices.Values(entries), sparse.Last).Pattern()
	if t.directed == 0 {
		p.links = p.links.Symmetric(sparse.Or)
	}
	work(20 * len(entries))
	return p
}
