package graph

import (
	"fmt"
	"maps"
	"math"
	"time"

	"zscape/compute/blockmodel"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	sbm "zscape/jobs/blockmodel"
	"zscape/scene"
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
		row   plot.Rule // of the node that is pointed at
		col   plot.Rule
		of    pairing   // what it shows
		made  time.Time // when it was made
	}
	snapshot [chains]task.Message // the latest
	paired   [chains]task.Message // the latest that says how often two nodes are together
	logs     [chains]task.Log
	drawn    [chains][]draw
	known    bool
	ended    bool    // all chains have done all their sweeps
	z, w     []int32 // of the first chain, as they are now

	naming    naming
	centre    centre
	density   density
	diagnosis diagnosis
	curve     curve
	exact     exact
	moved     bool // a node by hand, in this run
}

// draw is the partitions of a snapshot.
type draw struct {
	sweep float64
	z, w  []int32
}

func (b *blocks) init() {
	t := &b.trace
	t.plot.X.Label, t.plot.Legend = "sweep", plot.Above
	for k := range t.lines {
		t.lines[k] = plot.Line{Name: fmt.Sprintf("chain %d", k+1), Width: 1}
		t.plot.Marks = append(t.plot.Marks, &t.lines[k])
	}
	c := &b.together
	pairMatrix(&c.plot, &c.cells)
	c.row = plot.Rule{Horizontal: true, Width: 1.5, Color: scene.Light.Accent, Hidden: true}
	c.col = plot.Rule{Width: 1.5, Color: scene.Light.Accent, Hidden: true}
	c.plot.Marks = append(c.plot.Marks, &c.row, &c.col)
	b.curve.init()
	b.exact.init()
}

// pairMatrix prepares the panel of a matrix of probabilities, nodes x nodes.
func pairMatrix(p *plot.Plot, cells *plot.Matrix) {
	p.Y.Reversed, p.Equal = true, true
	p.X.Plain, p.Y.Plain = true, true
	p.X.Ticks, p.Y.Ticks = []plot.Tick{}, []plot.Tick{} // they are the rows of the adjacency matrix
	cells.Norm = colormap.Linear{Min: 0, Max: 1}
	cells.Map, _ = colormap.Named("Blues")
	cells.Gap = paper
	p.Marks = []plot.Mark{cells}
}

// model returns the model and the prior that a State asks for.
func (s *session) model(st exhibit.State) (blockmodel.Model, blockmodel.Prior) {
	m := blockmodel.Model{Links: linksModel(st), Undirected: !s.source.graph.Directed, Two: s.twoPartitions(st), A: 1, B: 1}
	if st.Text("prior") == "crp" {
		return m, blockmodel.Prior{CRP: true, Alpha: st.Number("alpha")}
	}
	return m, blockmodel.Prior{K: st.Int("K"), Alpha: st.Number("alpha")}
}

// twoPartitions reports whether senders and receivers have groups of their own. Without
// directions there are none.
func (s *session) twoPartitions(st exhibit.State) bool {
	return st.Text("groups") == "two" && s.source.graph.Directed
}

// side returns the number of the partition that is looked at.
func (s *session) side(st exhibit.State) int {
	if s.twoPartitions(st) && st.Text("side") == receivers {
		return 1
	}
	return 0
}

// chainJobs returns the jobs of the chains. The first is the one whose nodes are moved by
// hand.
func (s *session) chainJobs(st exhibit.State) []exhibit.Job {
	run := sbm.Run{Links: s.source.data, Sweeps: st.Int("sweeps"), Warmup: warmup(st), Seed: uint64(st.Int(exhibit.SeedKey))}
	run.Model, run.Prior = s.model(st)
	if st.On("merge") {
		run.Moves = 1
	}
	jobs := exhibit.Job{Spec: sbm.Spec(run), Label: text("block model", "ブロックモデル"), Auto: true, Grows: "sweeps"}.Chains(chains)
	args := maps.Clone(jobs[0].Args.Arrays)
	args[sbm.MoveKey] = s.told(st)
	jobs[0].Args.Arrays, jobs[0].Live = args, []string{sbm.MoveKey}
	return jobs
}

// warmup returns how many of the first sweeps do not count.
func warmup(st exhibit.State) int { return min(st.Int("sweeps")/4, 500) }

// watch takes the latest of all chains, and of what else has been found out.
func (b *blocks) watch(s *session, views []task.View) {
	b.known, b.ended, b.z, b.w = false, len(views) >= chains, nil, nil
	for k := range b.snapshot {
		b.snapshot[k], b.paired[k], b.logs[k], b.drawn[k] = task.Message{}, task.Message{}, task.Log{}, b.drawn[k][:0]
		if k < len(views) {
			b.take(k, views[k])
		}
		b.ended = b.ended && b.logs[k].Len() >= s.state.Int("sweeps")
	}
	if z, ok := b.snapshot[0].Bytes["z"]; ok {
		b.known = true
		b.z, b.w = partitionsOf(b.snapshot[0], z)
	} else {
		b.naming, b.centre, b.density, b.diagnosis, b.moved = naming{}, centre{}, density{}, diagnosis{}, false
	}
}

// take takes the latest of a chain.
func (b *blocks) take(k int, v task.View) {
	b.logs[k] = v.Log
	for f := len(v.Frames) - 1; f >= 0; f-- {
		m := v.Frames[f].Snapshot
		if b.snapshot[k].Empty() {
			b.snapshot[k] = m
		}
		if _, ok := m.Bytes["zz"]; ok {
			b.paired[k] = m
			break
		}
	}
	const most = 100 // draws of a chain
	stride := (len(v.Frames) + most - 1) / most
	for f := len(v.Frames) - 1; f >= 0; f -= stride {
		m := v.Frames[f].Snapshot
		if label, ok := m.Bytes["z"]; ok {
			z, w := partitionsOf(m, label)
			b.drawn[k] = append(b.drawn[k], draw{m.Number("sweep"), z, w})
		}
	}
}

// partitionsOf returns the groups of senders and of receivers of a snapshot, the same if
// it has one partition.
func partitionsOf(m task.Message, label []byte) (z, w []int32) {
	z = task.IntegersOf(label)
	w = z
	if label, ok := m.Bytes["w"]; ok {
		w = task.IntegersOf(label)
	}
	return z, w
}

// show brings the plots to the latest of the chains.
func (b *blocks) show(s *session) {
	b.diagnosis.measure(s)
	b.showTrace(s)
	b.showTogether(s)
	b.exact.show(s)
}

// showTrace draws what a quantity was after each sweep of the chains.
func (b *blocks) showTrace(s *session) {
	t, st := &b.trace, s.state
	column, title, label := s.traced(st)
	t.plot.Title, t.plot.Y.Label = title, label
	if st.On("raw") {
		b.traceRaw(s)
		return
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for k := range t.lines {
		l := &t.lines[k]
		l.Step = false
		l.X, l.Y = b.logs[k].Steps(), b.logs[k].Column(column)
		for _, y := range l.Y[len(l.Y)/10:] { // not the climb from the start
			lo, hi = min(lo, y), max(hi, y)
		}
	}
	if !(lo < hi) {
		lo, hi = lo-1, hi+1
		if math.IsInf(lo, 0) || math.IsInf(hi, 0) {
			lo, hi = -1, 0
		}
	}
	room := 0.08 * (hi - lo)
	plot2d.Fit(&t.plot, st, "ltrace", plot.Limits{X0: 0, X1: st.Number("sweeps"), Y0: lo - room, Y1: hi + room})
	if sum, ok := b.diagnosis.of(column); ok && sum.Rhat == sum.Rhat {
		t.plot.Title += ", R-hat " + exhibit.Brief(sum.Rhat, 4)
	}
}

// traced returns the column of the log that is traced, and the words of its picture.
func (s *session) traced(st exhibit.State) (column, title, label string) {
	p := s.side(st)
	of := ""
	if s.twoPartitions(st) {
		of = [...]string{" of senders", " of receivers"}[p]
	}
	switch st.Text("trace") {
	case "groups":
		return sbm.GroupsColumn(p), "groups" + of + " in the chains", "groups that are not empty"
	case "entropy":
		return sbm.EntropyColumn(p), "entropy of group sizes" + of, "nats"
	}
	return sbm.JointColumn, "traces", "log joint probability"
}

// traceRaw draws the number of one node's group in each chain, as the chain has it: what
// must not be averaged.
func (b *blocks) traceRaw(s *session) {
	t, st := &b.trace, s.state
	i := s.source.hub()
	t.plot.Y.Label = "number"
	most := 1.0
	for k := range t.lines {
		l := &t.lines[k]
		l.X, l.Y, l.Step = nil, nil, true
		for d := len(b.drawn[k]) - 1; d >= 0; d-- { // the first is the latest
			z := [...][]int32{b.drawn[k][d].z, b.drawn[k][d].w}[s.side(st)]
			if i < len(z) {
				l.X, l.Y = append(l.X, b.drawn[k][d].sweep), append(l.Y, float64(z[i]+1))
				most = max(most, float64(z[i]+1))
			}
		}
	}
	t.plot.Title = "raw number of a group"
	if i >= 0 {
		t.plot.Title = "number of the group of " + shortened(s.source.graph.Names[i])
	}
	plot2d.Fit(&t.plot, st, "ltrace", plot.Limits{X0: 0, X1: st.Number("sweeps"), Y0: 0.5, Y1: most + 0.5})
}

// hub returns the first of the nodes with most links, -1 if there is none.
func (d *source) hub() (hub int) {
	hub = -1
	for i := range d.graph.N() {
		if hub < 0 || d.degree(i) > d.degree(hub) {
			hub = i
		}
	}
	return hub
}

// pairing is what a matrix of pairs was made of.
type pairing struct {
	source *source
	side   int
	draws  [chains]int
	total  int
}

// showTogether draws how often two nodes are in one group, in the order of the rows.
func (b *blocks) showTogether(s *session) {
	const often = 250 * time.Millisecond // of a thousand nodes, it is much work
	c := &b.together
	n, part := s.source.graph.N(), s.side(s.state)
	c.plot.Title = "together"
	of := pairing{source: s.source, side: part}
	for k := range b.paired {
		if n := b.paired[k].Number("draws"); n > 0 {
			of.draws[k] = int(n)
			of.total += int(n)
		}
	}
	old := c.of
	now := b.ended || of.source != old.source || of.side != old.side || of.total < old.total || old.total == 0
	if of != old && (now || time.Since(c.made) > often) {
		c.of, c.made, c.cells.Cells = of, time.Now(), nil
		if share := b.shares(part, n); share != nil {
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
	}
	switch {
	case c.cells.Cells != nil:
		c.plot.Title = fmt.Sprintf("together in %d draws", c.of.total)
	case n > sbm.MaxTogether:
		c.plot.Title += fmt.Sprintf(": up to %d nodes only", sbm.MaxTogether)
	}
	b.arrangePairs(s, &c.plot, &c.cells, "ltogether")
	b.point(s.pointed)
}

// point marks the row and the column of node i, of none if that is negative.
func (b *blocks) point(i int) {
	c := &b.together
	o := order{nodes: c.cells.RowOrder}
	c.row.Hidden, c.col.Hidden = i < 0, i < 0
	c.row.At, c.col.At = o.place(i), o.place(i)
}

// nodeAt returns the node of a row by the number of a cell.
func (b *blocks) nodeAt(index int) int {
	rows, cols := b.together.cells.Dims()
	if row := index / max(cols, 1); row < rows && row < len(b.together.cells.RowOrder) {
		return b.together.cells.RowOrder[row]
	}
	return index / max(cols, 1)
}

// arrangePairs arranges a matrix of pairs by the groups that are looked at.
func (b *blocks) arrangePairs(s *session, p *plot.Plot, cells *plot.Matrix, limits string) {
	o := s.source.ordered("groups", s.groups.looked(s.state))
	cells.RowOrder, cells.ColOrder, cells.RowLines, cells.ColLines = o.nodes, o.nodes, o.lines, o.lines
	cells.RowName = func(i int) string { return s.source.graph.Names[i] }
	cells.ColName = cells.RowName
	n := float64(s.source.graph.N())
	plot2d.Fit(p, s.state, limits, plot.Limits{X0: -0.5, X1: n - 0.5, Y0: -0.5, Y1: n - 0.5})
}

// shares returns in what part of the draws of all chains each pair is together, nil if it
// is not known.
func (b *blocks) shares(part, n int) (share []float32) {
	draws := 0
	for k := range b.paired {
		one, count := sbm.Together(b.paired[k], part)
		if count == 0 || len(one) != blockmodel.Pairs(n) {
			continue
		}
		draws += count
		if share == nil {
			share = one
			continue
		}
		weight := float32(count) / float32(draws)
		for i, v := range one {
			share[i] += (v - share[i]) * weight
		}
	}
	return share
}

// pairOf returns the number of the pair of the nodes i < j of n, row by row.
func pairOf(i, j, n int) int { return i*(2*n-i-1)/2 + j - i - 1 }
