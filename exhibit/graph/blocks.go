package graph

import (
	"fmt"
	"math"

	"zscape/compute/blockmodel"
	"zscape/compute/mcmc"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	sbm "zscape/jobs/blockmodel"
	"zscape/scene/colormap"
	"zscape/scene/plot"
	"zscape/task"
)

// blocks is the panels of the block model: the traces of its chains, and how often two
// nodes are in one group.
type blocks struct {
	trace struct {
		plot  plot.Plot
		lines [chains]plot.Line
	}
	together struct {
		plot  plot.Plot
		cells plot.Matrix
	}
	snapshot [chains]task.Message
	logs     [chains]task.Log
	known    bool
	z, w     []int32 // of the first chain, as they are now
	meter    mcmc.Meter
	rhat     float64 // the largest of all
	ess      float64 // the least
	worst    string  // the quantity of the largest
	measured int     // draws of each chain
}

func (b *blocks) init() {
	t := &b.trace
	t.plot.X.Label, t.plot.Y.Label, t.plot.Legend = "sweep", "log joint probability", plot.Above
	for k := range t.lines {
		t.lines[k] = plot.Line{Name: fmt.Sprintf("chain %d", k+1), Width: 1}
		t.plot.Marks = append(t.plot.Marks, &t.lines[k])
	}
	c := &b.together
	c.plot.Y.Reversed, c.plot.Equal = true, true
	c.plot.X.Plain, c.plot.Y.Plain = true, true
	c.cells.Norm = colormap.Linear{Min: 0, Max: 1}
	c.cells.Map, _ = colormap.Named("Blues")
	c.cells.Gap = paper
	c.plot.Marks = []plot.Mark{&c.cells}
}

// chainJobs returns the jobs of the chains.
func (s *session) chainJobs(st exhibit.State) []exhibit.Job {
	run := sbm.Run{
		Links: s.source.data, Sweeps: st.Int("sweeps"), Warmup: warmup(st), Seed: uint64(st.Int(exhibit.SeedKey)),
		Model: blockmodel.Model{Links: linksModel(st), Undirected: !s.source.graph.Directed, Two: st.Text("groups") == "two", A: 1, B: 1},
		Prior: blockmodel.Prior{CRP: st.Text("prior") == "crp", K: st.Int("K"), Alpha: st.Number("alpha")},
	}
	if st.On("merge") {
		run.Moves = 1
	}
	return exhibit.Job{Spec: sbm.Spec(run), Label: text("block model", "ブロックモデル"), Auto: true, Grows: "sweeps"}.Chains(chains)
}

// warmup returns how many of the first sweeps do not count.
func warmup(st exhibit.State) int { return min(st.Int("sweeps")/4, 500) }

// watch takes the latest of all chains.
func (b *blocks) watch(views []task.View) {
	b.known, b.z, b.w = false, nil, nil
	for k := range b.snapshot {
		b.snapshot[k], b.logs[k] = task.Message{}, task.Log{}
		if k >= len(views) {
			continue
		}
		b.logs[k] = views[k].Log
		if last, ok := views[k].Last(); ok {
			b.snapshot[k] = last.Snapshot
		}
	}
	if z, ok := b.snapshot[0].Bytes["z"]; ok {
		b.known, b.z = true, task.IntegersOf(z)
		b.w = b.z
		if w, ok := b.snapshot[0].Bytes["w"]; ok {
			b.w = task.IntegersOf(w)
		}
	}
}

// show brings the plots to the latest of the chains.
func (b *blocks) show(s *session) {
	t := &b.trace
	t.plot.Title = "traces"
	lo, hi := math.Inf(1), math.Inf(-1)
	for k := range t.lines {
		l := &t.lines[k]
		l.X, l.Y = b.logs[k].Steps(), b.logs[k].Column(sbm.JointColumn)
		for j, y := range l.Y {
			if j >= len(l.Y)/10 { // not the climb from the start
				lo, hi = min(lo, y), max(hi, y)
			}
		}
	}
	if !(lo < hi) {
		lo, hi = lo-1, hi+1
		if math.IsInf(lo, 0) || math.IsInf(hi, 0) {
			lo, hi = -1, 0
		}
	}
	room := 0.08 * (hi - lo)
	plot2d.Fit(&t.plot, s.state, "ltrace", plot.Limits{X0: 0, X1: s.state.Number("sweeps"), Y0: lo - room, Y1: hi + room})
	b.measure(s)
	if b.measured > 0 {
		t.plot.Title += fmt.Sprintf(", R-hat %.3f", b.rhat)
	}
	b.showTogether(s)
}

// measure finds out how well the chains agree on what does not depend on the numbers of
// groups.
func (b *blocks) measure(s *session) {
	n := math.MaxInt
	for k := range b.logs {
		n = min(n, b.logs[k].Len())
	}
	skip := warmup(s.state)
	if n -= skip; n < 100 {
		b.measured, b.rhat, b.ess, b.worst = 0, math.NaN(), math.NaN(), ""
		return
	}
	if done := n < b.measured+b.measured/10 && n >= b.measured && n+skip < s.state.Int("sweeps"); done {
		return // often enough
	}
	b.measured, b.rhat, b.ess, b.worst = n, 0, math.Inf(1), ""
	for _, column := range sbm.Free(s.source.graph.N(), s.state.Text("groups") == "two") {
		var draws [chains][]float64
		for k := range draws {
			if all := b.logs[k].Column(column); len(all) >= skip+n {
				draws[k] = all[skip : skip+n]
			}
		}
		sum := b.meter.Summarize(draws[:]...)
		if sum.Rhat > b.rhat {
			b.rhat, b.worst = sum.Rhat, column
		}
		if v := min(sum.BulkESS, sum.TailESS); v < b.ess {
			b.ess = v
		}
	}
}

// showTogether draws how often two nodes are in one group, in the order of the rows.
func (b *blocks) showTogether(s *session) {
	c := &b.together
	n := s.source.graph.N()
	c.plot.Title = "how often two are in one group"
	share, draws := b.shares(0, n)
	c.cells.Cells = nil
	if draws > 0 {
		c.plot.Title += fmt.Sprintf(" (%d draws)", draws)
		c.cells.Cells = &plot2d.Func{Rows: n, Cols: n, At: func(i, j int) float64 {
			switch {
			case i == j:
				return 1
			case i > j:
				i, j = j, i
			}
			return float64(share[pairOf(i, j, n)])
		}}
	}
	o := s.source.ordered("groups", s.groups.senders)
	c.cells.RowOrder, c.cells.ColOrder, c.cells.RowLines, c.cells.ColLines = o.nodes, o.nodes, o.lines, o.lines
	c.cells.RowName = func(i int) string { return s.source.graph.Names[i] }
	c.cells.ColName = c.cells.RowName
	plot2d.Fit(&c.plot, s.state, "ltogether", plot.Limits{X0: -0.5, X1: float64(n) - 0.5, Y0: -0.5, Y1: float64(n) - 0.5})
}

// shares returns in what part of the draws of all chains each pair is together.
func (b *blocks) shares(part, n int) (share []float32, draws int) {
	for k := range b.snapshot {
		one, count := sbm.Together(b.snapshot[k], part)
		if count == 0 || len(one) != blockmodel.Pairs(n) {
			continue
		}
		if share == nil {
			share = make([]float32, len(one))
		}
		for i, v := range one {
			share[i] = (share[i]*float32(draws) + v*float32(count)) / float32(draws+count)
		}
		draws += count
	}
	return share, draws
}

// pairOf returns the number of the pair of the nodes i < j of n, row by row.
func pairOf(i, j, n int) int { return i*(2*n-i-1)/2 + j - i - 1 }
