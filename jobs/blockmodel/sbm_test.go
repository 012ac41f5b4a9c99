package blockmodel

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"zscape/compute/blockmodel"
	"zscape/compute/mcmc"
	"zscape/compute/sparse"
	"zscape/jobs/links"
	"zscape/task"
)

var library = task.Library{Name: New, ExactName: NewExact, ICLName: NewICL}

// planted draws a graph of n nodes in q groups.
func planted(n, q int, inside, between float64) *sparse.Matrix {
	r := rand.New(rand.NewPCG(3, 0))
	var list []sparse.Entry
	for i := range n {
		for j := range n {
			p := between
			if i%q == j%q {
				p = inside
			}
			if r.Float64() < p {
				list = append(list, sparse.Entry{Row: int32(i), Col: int32(j), Value: 1})
			}
		}
	}
	return sparse.New(n, n, slices.Values(list), sparse.Sum).Pattern()
}

func run(n int) Run {
	return Run{Links: links.Data(planted(n, 3, 0.5, 0.1)), Model: blockmodel.Model{A: 1, B: 1}, Prior: blockmodel.Prior{K: 5, Alpha: 1},
		Sweeps: 60, Warmup: 20, Moves: 2, Seed: 4, Chain: 1}
}

// runs lists runs of all kinds.
func runs(n int) (list []Run) {
	for _, m := range []blockmodel.Model{{}, {Two: true}, {Links: blockmodel.DegreeCorrected, Loops: true}} {
		for _, p := range []blockmodel.Prior{{K: 5, Alpha: 1}, {CRP: true, Alpha: 0.7}} {
			r := run(n)
			m.A, m.B = 1, 1
			r.Model, r.Prior = m, p
			list = append(list, r)
		}
	}
	return list
}

func do(t *testing.T, s task.Spec) *task.History {
	t.Helper()
	h, err := task.Do(library, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// The log and the frames are those of a chain of the same random numbers.
func TestChain(t *testing.T) {
	for _, r := range runs(40) {
		h := do(t, Spec(r))
		s, err := blockmodel.NewScore(planted(40, 3, 0.5, 0.1), r.Model)
		if err != nil {
			t.Fatal(err)
		}
		c, err := s.NewChain(r.Prior, rand.New(rand.NewPCG(r.Seed, r.Chain)))
		if err != nil {
			t.Fatal(err)
		}
		c.Randomise()
		log := h.Log()
		if log.Len() != 60 || h.Len() != 61 || !h.At(0).Snapshot.Empty() {
			t.Fatalf("%d records, %d frames", log.Len(), h.Len())
		}
		counts := make([][]int32, c.Partitions())
		for k := range counts {
			counts[k] = make([]int32, blockmodel.Pairs(40))
		}
		for sweep := range 60 {
			c.Sweep(nil)
			c.MergeSplit(nil, nil)
			c.MergeSplit(nil, nil)
			m := h.At(sweep + 1).Snapshot
			if math.Abs(log.Column(JointColumn)[sweep]-c.LogJoint()) > 1e-5 || m.Number("joint") != c.LogJoint() || m.Number("sweep") != float64(sweep+1) {
				t.Fatalf("sweep %d has %v, want %v", sweep, log.Column(JointColumn)[sweep], c.LogJoint())
			}
			shape := m.Array("shape")
			for k := range c.Partitions() {
				label := c.Partition(k)
				if log.Column(GroupsColumn(k))[sweep] != float64(c.Groups(k)) || math.Abs(log.Column(EntropyColumn(k))[sweep]-c.Entropy(k)) > 1e-5 {
					t.Fatalf("sweep %d has other groups", sweep)
				}
				for p, pair := range Pairs(40, r.Seed) {
					if got := log.Column(PairColumn(k, p))[sweep] == 1; got != (label[pair[0]] == label[pair[1]]) {
						t.Fatalf("sweep %d: pair %v is together: %v", sweep, pair, got)
					}
				}
				if !slices.Equal(task.IntegersOf(m.Bytes[labels[k]]), label) || !(float64(slices.Max(label)) < shape[k]) {
					t.Fatalf("sweep %d has other partitions", sweep)
				}
				if sweep >= r.Warmup {
					blockmodel.CountTogether(counts[k], label)
				}
			}
			cols := int(shape[1])
			for at, v := range m.Array("theta") {
				ms, ns := c.Block(at/cols, at%cols)
				if m.Array("links")[at] != float64(ms) || m.Array("pairs")[at] != float64(ns) || v != s.Density(ms, ns) {
					t.Fatalf("sweep %d: block %d", sweep, at)
				}
			}
		}
		last, _ := h.Last()
		for k := range counts {
			share, draws := Together(last.Snapshot, k)
			if draws != 40 || len(share) != len(counts[k]) {
				t.Fatalf("%d draws of %d pairs", draws, len(share))
			}
			for p, v := range share {
				if math.Abs(float64(v)-float64(counts[k][p])/40) > 1e-5 {
					t.Fatalf("pair %d is together in %v, want %d of 40", p, v, counts[k][p])
				}
			}
		}
		if share, _ := Together(h.At(0).Snapshot, 0); share != nil {
			t.Error("something is together before the first sweep")
		}
	}
}

// A chain that is left and goes on, here with more sweeps, is the one that never stopped.
func TestGoesOn(t *testing.T) {
	for _, r := range runs(30) {
		r.Pinned = []float64{0, 3}
		whole := do(t, Spec(r))
		want, _ := whole.Last()
		for _, left := range []int{0, 1, 35, 50} {
			short := r
			short.Sweeps = 50
			c, err := New(Spec(short))
			if err != nil {
				t.Fatal(err)
			}
			for done := 0; done < left; {
				if _, err := c.Step(); err != nil {
					t.Fatal(err)
				}
				if !c.(task.Slicer).Within() {
					done++
				}
			}
			s := Spec(r)
			s.From = &task.Checkpoint{Step: left, State: c.(task.Checkpointer).Checkpoint()}
			rest := do(t, s)
			if got, _ := rest.Last(); got.Step != want.Step || !got.Snapshot.Equal(want.Snapshot) {
				t.Errorf("%+v, left after %d: ends elsewhere", r.Model, left)
			}
			a, b := whole.Log(), rest.Log()
			for _, name := range a.Columns() {
				if !slices.Equal(a.Column(name)[left:], b.Column(name)) {
					t.Errorf("%+v, left after %d: another %s", r.Model, left, name)
				}
			}
		}
		// At its end it is as it was.
		s := Spec(r)
		c, err := New(s)
		if err != nil {
			t.Fatal(err)
		}
		for done := false; !done; {
			if done, err = c.Step(); err != nil {
				t.Fatal(err)
			}
		}
		s.From = &task.Checkpoint{Step: 60, State: c.(task.Checkpointer).Checkpoint()}
		d, err := New(s)
		if err != nil || !d.(task.Checkpointer).Ended() || !d.Snapshot().Equal(c.Snapshot()) {
			t.Errorf("at its end: %v", err)
		}
	}
}

// Chains of one seed differ, and watch the same pairs.
func TestChains(t *testing.T) {
	r := run(30)
	a := do(t, Spec(r))
	r.Chain = 2
	b := do(t, Spec(r))
	if slices.Equal(a.Log().Column(JointColumn), b.Log().Column(JointColumn)) {
		t.Error("two chains are the same")
	}
	if p := Pairs(30, 4); !slices.Equal(p, Pairs(30, 4)) || slices.Equal(p, Pairs(30, 5)) || len(p) != Watched {
		t.Errorf("the pairs are %v", p)
	}
	for n, want := range []int{0, 0, 1, 3, 6, 8} {
		if p := Pairs(n, 1); len(p) != want {
			t.Errorf("%d nodes have the pairs %v", n, p)
		}
	}
}

// Four chains from their own starts soon agree in all that does not depend on numbers, be it
// that none of them moves.
func TestAgree(t *testing.T) {
	for _, r := range runs(60) {
		r.Sweeps, r.Moves = 800, 1
		var logs []task.Log
		for c := range uint64(4) {
			r.Chain = c
			logs = append(logs, do(t, Spec(r)).Log())
		}
		var m mcmc.Meter
		for _, name := range Free(60, r.Model.Two) {
			var chains [][]float64
			for _, l := range logs {
				chains = append(chains, l.Column(name)[300:])
			}
			if s := m.Summarize(chains...); s.Rhat >= 1.05 || s.BulkESS < 80 || s.SD != 0 && s.Rhat != s.Rhat {
				t.Errorf("%+v, %+v, %s: %+v", r.Model, r.Prior, name, s)
			}
		}
	}
}

// steps makes so many sweeps.
func steps(t *testing.T, c task.Task, n int) {
	t.Helper()
	for n > 0 {
		if _, err := c.Step(); err != nil {
			t.Fatal(err)
		}
		if !c.(task.Slicer).Within() {
			n--
		}
	}
}

// A node that is moved is there, and goes its way; one that is pinned stays.
func TestSet(t *testing.T) {
	for _, r := range runs(30) {
		r.Sweeps, r.Warmup = 500, 0
		c, err := New(Spec(r))
		if err != nil {
			t.Fatal(err)
		}
		set := func(m map[string][]float64) error { return c.(task.Setter).Set(task.Message{Arrays: m}) }
		of := func(node int) int32 { return task.IntegersOf(c.Snapshot().Bytes["z"])[node] }
		set(map[string][]float64{PinnedKey: {0, 4}}) // before there is a chain
		steps(t, c, 30)
		if _, draws := Together(c.Snapshot(), 0); draws != 30 {
			t.Fatalf("%d draws", draws)
		}
		to := float64(of(5))
		if err := set(map[string][]float64{MoveKey: {0, 4, to, 0, 6, to}}); err != nil || of(4) != int32(to) || of(6) != int32(to) {
			t.Fatalf("moved to %d and %d, not %v: %v", of(4), of(6), to, err)
		}
		moved := false
		for range 100 {
			steps(t, c, 1)
			if of(4) != int32(to) {
				t.Fatal("a pinned node moves")
			}
			moved = moved || of(6) != of(4)
		}
		if !moved {
			t.Error("a node that is not pinned stays")
		}
		if err := set(map[string][]float64{MoveKey: {0, 6, -1}}); err != nil {
			t.Fatal(err)
		}
		alone := true
		for i, g := range task.IntegersOf(c.Snapshot().Bytes["z"]) {
			alone = alone && (i == 6) == (g == of(6))
		}
		if !alone && r.Prior.CRP {
			t.Error("a new group is not new")
		}
		// Other pins, and what is together is counted anew; the same ones, and it is not.
		draws := func() float64 { return c.(task.Checkpointer).Checkpoint().Number("draws") }
		set(map[string][]float64{PinnedKey: {0, 4}})
		if draws() != 130 {
			t.Errorf("%v draws after the same pins", draws())
		}
		set(map[string][]float64{PinnedKey: {}})
		if draws() != 0 {
			t.Errorf("%v draws after other pins", draws())
		}
		// Within a sweep it waits for the end.
		for range 1000 {
			if _, err := c.Step(); err != nil {
				t.Fatal(err)
			}
			if c.(task.Slicer).Within() {
				set(map[string][]float64{MoveKey: {0, 7, float64(of(8))}})
				break
			}
		}
		for _, m := range []map[string][]float64{
			{MoveKey: {0, 1}}, {MoveKey: {2, 1, 0}}, {MoveKey: {0, 30, 0}}, {MoveKey: {0, 1.5, 0}}, {MoveKey: {0, 1, 30}}, {MoveKey: {0, 1, -2}}, {MoveKey: {0, 1, math.NaN()}},
			{PinnedKey: {0}}, {PinnedKey: {0, -1}}, {PinnedKey: {0.5, 1}}, {"k": {3}}, {MoveKey: {0, 1, 0}, "k": {3}},
		} {
			before := c.Snapshot().Number("joint")
			var e *task.SpecError
			if err := set(m); !errors.As(err, &e) || e.Reason.Ja == e.Reason.En || c.Snapshot().Number("joint") != before {
				t.Errorf("%v: %v", m, err)
			}
		}
		if !r.Model.Two {
			if err := set(map[string][]float64{MoveKey: {1, 1, 0}}); err == nil {
				t.Error("a receiver is moved of one partition")
			}
		}
	}
}

// A large graph is drawn in many slices, and what is Set within one waits for the sweep's end.
func TestSlices(t *testing.T) {
	r := run(2000)
	r.Links = links.Data(planted(2000, 3, 0.004, 0.001))
	r.Prior.K = 20
	c, err := New(Spec(r))
	if err != nil {
		t.Fatal(err)
	}
	steps(t, c, 1)
	slices := 0
	for {
		if _, err := c.Step(); err != nil {
			t.Fatal(err)
		}
		if !c.(task.Slicer).Within() {
			break
		}
		if slices++; slices == 2 {
			if err := c.(task.Setter).Set(task.Message{Arrays: map[string][]float64{MoveKey: {0, 9, 19, 0, 11, 19}, PinnedKey: {0, 11}}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if slices < 4 {
		t.Fatalf("%d slices", slices)
	}
	m := c.Snapshot()
	if z := task.IntegersOf(m.Bytes["z"]); z[9] != 19 || z[11] != 19 {
		t.Errorf("moved to %d and %d", z[9], z[11])
	}
	if m.Bytes["zz"] != nil {
		t.Error("so many nodes are counted together")
	}
	steps(t, c, 2)
	if z := task.IntegersOf(c.Snapshot().Bytes["z"]); z[11] != 19 {
		t.Error("a pinned node moves")
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		key    string
		change func(*task.Spec)
	}{
		{"links", func(s *task.Spec) { s.Data = nil }},
		{"model", func(s *task.Spec) { s.Args.Texts["model"] = "luck" }},
		{"prior", func(s *task.Spec) { s.Args.Texts["prior"] = "" }},
		{"two", func(s *task.Spec) { s.Args.Arrays["two"] = []float64{2} }},
		{"loops", func(s *task.Spec) { delete(s.Args.Arrays, "loops") }},
		{"two", func(s *task.Spec) { s.Args.Arrays["two"], s.Args.Arrays["undirected"] = []float64{1}, []float64{1} }},
		{"a", func(s *task.Spec) { s.Args.Arrays["a"] = []float64{math.NaN()} }},
		{"b", func(s *task.Spec) { s.Args.Arrays["b"] = []float64{0} }},
		{"alpha", func(s *task.Spec) { s.Args.Arrays["alpha"] = []float64{-1} }},
		{"k", func(s *task.Spec) { s.Args.Arrays["k"] = []float64{0} }},
		{"k", func(s *task.Spec) { s.Args.Arrays["k"] = []float64{1e9} }},
		{"sweeps", func(s *task.Spec) { s.Args.Arrays["sweeps"] = []float64{0} }},
		{"warmup", func(s *task.Spec) { s.Args.Arrays["warmup"] = []float64{0.5} }},
		{"moves", func(s *task.Spec) { s.Args.Arrays["moves"] = []float64{MaxMoves + 1} }},
		{PinnedKey, func(s *task.Spec) { s.Args.Arrays[PinnedKey] = []float64{0, 99} }},
		{"links", func(s *task.Spec) { // found in the first step
			s.Args.Texts["model"] = "poisson"
			s.Data = links.Data(sparse.New(2, 2, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: 0.5}}), sparse.Sum))
		}},
		{"nodes", func(s *task.Spec) {
			s.Data = links.Data(sparse.New(0, 0, slices.Values([]sparse.Entry(nil)), sparse.Sum))
		}},
	} {
		s := Spec(run(20))
		tt.change(&s)
		_, err := task.Do(library, s, nil)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != tt.key {
			t.Errorf("%v, want an error about %s", err, tt.key)
		}
	}
	for name, change := range map[string]func(task.Message){
		"no random numbers":   func(m task.Message) { m.Texts["random"] = "" },
		"other sweeps":        func(m task.Message) { m.Arrays["sweep"] = []float64{math.NaN()} },
		"too many sweeps":     func(m task.Message) { m.Arrays["sweep"] = []float64{MaxSweeps + 1} },
		"too many draws":      func(m task.Message) { m.Arrays["draws"] = []float64{9} },
		"other nodes":         func(m task.Message) { m.Bytes["z"] = m.Bytes["z"][4:] },
		"other groups":        func(m task.Message) { m.Bytes["z"] = task.Integers(slices.Repeat([]int32{5}, 20)) },
		"a group less than 0": func(m task.Message) { m.Bytes["z"] = task.Integers(slices.Repeat([]int32{-1}, 20)) },
		"other pairs":         func(m task.Message) { m.Bytes["zz"] = nil },
		"wrong counts":        func(m task.Message) { m.Bytes["zz"] = slices.Repeat([]byte{255}, 4*190) },
		"other outcomes":      func(m task.Message) { m.Arrays["outcome"][2] = -1 },
		"other pins":          func(m task.Message) { m.Arrays[PinnedKey] = []float64{3} },
	} {
		r := run(20)
		r.Warmup = 0
		c, err := New(Spec(r))
		if err != nil {
			t.Fatal(err)
		}
		steps(t, c, 5)
		s := Spec(r)
		s.From = &task.Checkpoint{Step: 5, State: c.(task.Checkpointer).Checkpoint()}
		change(s.From.State)
		var e *task.SpecError
		if _, err := New(s); !errors.As(err, &e) || e.Key != "from" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What is left may be of other pins than those that are wanted.
	r := run(20)
	r.Warmup = 0
	c, err := New(Spec(r))
	if err != nil {
		t.Fatal(err)
	}
	steps(t, c, 5)
	r.Pinned = []float64{0, 3}
	s := Spec(r)
	s.From = &task.Checkpoint{Step: 5, State: c.(task.Checkpointer).Checkpoint()}
	d, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	if m := d.(task.Checkpointer).Checkpoint(); m.Number("draws") != 0 || m.Number("sweep") != 5 {
		t.Errorf("%v draws of %v sweeps with other pins", m.Number("draws"), m.Number("sweep"))
	}
}

// All partitions of a small graph, and a chain that is of them.
func TestExact(t *testing.T) {
	for _, two := range []bool{false, true} {
		n := 8
		if two {
			n = 5
		}
		r := run(n)
		r.Links = links.Data(planted(n, 2, 0.9, 0.2))
		r.Model.Two, r.Sweeps, r.Warmup = two, 8000, 0
		h := do(t, ExactSpec(ExactRun{Links: r.Links, Model: r.Model, Prior: r.Prior}))
		last, _ := h.Last()
		m := last.Snapshot
		s, err := blockmodel.NewScore(planted(n, 2, 0.9, 0.2), r.Model)
		if err != nil {
			t.Fatal(err)
		}
		want, err := s.Enumerate(r.Prior, nil)
		if err != nil {
			t.Fatal(err)
		}
		probability := m.Floats["probability"]
		if m.Number("evidence") != want.LogEvidence || len(probability) != len(want.Probability) || last.Step < 2 || last.Progress != 1 {
			t.Fatalf("%v of %d after %d steps", m.Arrays["evidence"], len(probability), last.Step)
		}
		for k := range want.Groups {
			if !slices.Equal(m.Array(shares[k]), want.Together[k]) || !slices.Equal(m.Array(GroupsColumn(k)), want.Groups[k]) {
				t.Error("another posterior")
			}
		}
		often := make([]float64, len(probability))
		for _, rank := range do(t, Spec(r)).Log().Column(RankColumn) {
			often[int(rank)] += 1.0 / 8000
		}
		for _, rank := range m.Array("likely")[:10] {
			if p, q := float64(probability[int(rank)]), often[int(rank)]; math.Abs(p-want.Probability[int(rank)]) > 1e-7 || math.Abs(p-q) > 0.02 {
				t.Errorf("partition %v with %v, drawn with %v", rank, p, q)
			}
		}
	}
	var e *task.SpecError
	r := run(11)
	if _, err := task.Do(library, ExactSpec(ExactRun{Links: r.Links, Model: r.Model, Prior: r.Prior}), nil); !errors.As(err, &e) || e.Key != "nodes" {
		t.Errorf("of eleven nodes: %v", err)
	}
}

// The best with each number of groups, the best of all among them.
func TestICL(t *testing.T) {
	for _, two := range []bool{false, true} {
		r := ICLRun{Links: run(60).Links, Model: blockmodel.Model{Two: two, A: 1, B: 1}, Alpha: 1, Groups: 7, Starts: 2, Seed: 3}
		h := do(t, ICLSpec(r))
		log := h.Log()
		if !slices.Equal(log.Column("k"), []float64{7, 6, 5, 4, 3, 2, 1}) {
			t.Fatalf("tries %v", log.Column("k"))
		}
		last, _ := h.Last()
		if joint := log.Column("joint"); last.Snapshot.Number("k") != 3 || last.Snapshot.Number("joint") != slices.Max(joint) || log.Column(GroupsColumn(0))[4] != 3 {
			t.Errorf("two %v: the best has %v groups", two, last.Snapshot.Number("k"))
		}
		if z := task.IntegersOf(last.Snapshot.Bytes["z"]); len(z) != 60 || slices.Max(z) != 2 || (last.Snapshot.Bytes["w"] != nil) != two {
			t.Errorf("two %v: %v", two, z)
		}
		if z := task.IntegersOf(last.Snapshot.Bytes["z now"]); len(z) != 60 || slices.Max(z) != 0 {
			t.Errorf("two %v: of one group %v", two, z)
		}
		if f := h.At(3); f.Progress <= h.At(2).Progress || f.Step != 3 {
			t.Errorf("two %v: step %d with progress %v", two, f.Step, f.Progress)
		}
	}
	for key, change := range map[string]func(*ICLRun){
		"k": func(r *ICLRun) { r.Groups = 0 }, "starts": func(r *ICLRun) { r.Starts = -1 }, "alpha": func(r *ICLRun) { r.Alpha = 0 },
	} {
		r := ICLRun{Links: run(60).Links, Model: blockmodel.Model{A: 1, B: 1}, Alpha: 1, Groups: 7, Starts: 2}
		change(&r)
		var e *task.SpecError
		if _, err := NewICL(ICLSpec(r)); !errors.As(err, &e) || e.Key != key {
			t.Errorf("%v, want an error about %s", err, key)
		}
	}
}

// A task that nobody has any more is given up, in the middle of its work.
func TestGivenUp(t *testing.T) {
	before := runtime.NumGoroutine()
	var kept []task.Task
	for range 20 {
		for _, s := range []task.Spec{
			Spec(run(30)),
			ExactSpec(ExactRun{Links: run(10).Links, Model: run(10).Model, Prior: run(10).Prior}),
			ICLSpec(ICLRun{Links: run(30).Links, Model: run(30).Model, Alpha: 1, Groups: 9, Starts: 3}),
		} {
			c, err := library[s.Name](s)
			if err != nil {
				t.Fatal(err)
			}
			if done, err := c.Step(); done || err != nil {
				t.Fatalf("%s: %v after one step: %v", s.Name, done, err)
			}
			kept = append(kept, c)
		}
	}
	if begun := runtime.NumGoroutine(); begun < before+50 {
		t.Fatalf("%d routines, %d before", begun, before)
	}
	runtime.KeepAlive(kept)
	for range 100 {
		runtime.GC()
		if time.Sleep(10 * time.Millisecond); runtime.NumGoroutine() <= before+1 {
			return
		}
	}
	t.Errorf("%d routines are left, %d before", runtime.NumGoroutine(), before)
}
