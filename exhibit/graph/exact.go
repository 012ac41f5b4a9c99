package graph

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/blockmodel"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	sbm "zscape/jobs/blockmodel"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/task"
)

// exact is what is known of a small graph without chains: the probabilities of all
// partitions, the likeliest as bars with the chains' shares over them, and how probably two
// nodes are together.
type exact struct {
	plot   plot.Plot
	bars   plot.Bars
	shares plot.Points
	all    struct {
		plot  plot.Plot
		cells plot.Matrix
	}

	run      task.Message
	known    bool
	together *plot2d.Func // of the side that is looked at
	of       int          // that side
	counts   []float64    // draws of the chains by rank
	draws    int          // of all chains
	logs     [chains]task.Log
	distance float64 // total variation between the chains and the truth
}

func (e *exact) init() {
	e.plot.Y.Label, e.plot.Legend = "probability", plot.Above
	e.plot.X.Plain = true
	e.bars = plot.Bars{Name: "exact", Width: 0.7, Color: scene.Light.Series[0].Opacity(0.6)}
	e.shares = plot.Points{Name: "share of the draws", Shape: plot.Diamond, Radius: 4.5, Color: scene.Light.Accent}
	e.plot.Marks = []plot.Mark{&e.bars, &e.shares}
	pairMatrix(&e.all.plot, &e.all.cells)
}

// mostExact is how many nodes the graph may have.
func (s *session) mostExact(st exhibit.State) int {
	if s.twoPartitions(st) {
		return blockmodel.MaxExactTwo
	}
	return blockmodel.MaxExact
}

// enumerates reports whether all partitions are tried.
func (s *session) enumerates(st exhibit.State) bool {
	return st.On("exact") && st.Text("show") == byBlocks && s.source.graph.N() <= s.mostExact(st)
}

// exactJob returns the job that tries them.
func (s *session) exactJob(st exhibit.State) exhibit.Job {
	run := sbm.ExactRun{Links: s.source.data}
	run.Model, run.Prior = s.model(st)
	return exhibit.Job{Spec: sbm.ExactSpec(run), Label: text("all partitions", "全分割の列挙"), Auto: true}
}

// watch takes the probabilities.
func (e *exact) watch(v task.View) {
	e.known = false
	if last, ok := v.Last(); ok && last.Snapshot.Floats["probability"] != nil {
		if e.together != nil && last.Snapshot.Number("evidence") != e.run.Number("evidence") {
			e.together = nil
		}
		e.known, e.run = true, last.Snapshot
		return
	}
	e.run, e.together, e.counts, e.logs = task.Message{}, nil, nil, [chains]task.Log{}
}

// show draws the likeliest partitions.
func (e *exact) show(s *session) {
	if !s.enumerates(s.state) {
		return
	}
	const most = 8
	e.plot.Title = "likeliest partitions, exactly"
	e.bars.X, e.bars.Y = e.bars.X[:0], e.bars.Y[:0]
	e.shares.X, e.shares.Y, e.shares.Text = e.shares.X[:0], e.shares.Y[:0], e.shares.Text[:0]
	e.plot.X.Ticks = []plot.Tick{}
	l := plot.Limits{X0: 0.4, X1: most + 0.6, Y1: 1e-3}
	if e.known {
		probability := e.run.Floats["probability"]
		e.count(s, len(probability))
		for k, rank := range e.run.Array("likely") {
			if k == most {
				break
			}
			at, p := float64(k+1), float64(probability[int(rank)])
			share := e.share(int(rank))
			words := s.ranked(int(rank))
			e.bars.X, e.bars.Y = append(e.bars.X, at), append(e.bars.Y, p)
			e.plot.X.Ticks = append(e.plot.X.Ticks, plot.Tick{At: at, Label: words})
			if e.draws > 0 {
				e.shares.X, e.shares.Y = append(e.shares.X, at), append(e.shares.Y, share)
				e.shares.Text = append(e.shares.Text, "exactly "+exhibit.Brief(p, 3))
			}
			l.Y1 = max(l.Y1, p, share)
		}
		e.plot.Title = fmt.Sprintf("%d likeliest of %d", len(e.bars.X), len(probability))
	}
	l.Y1 *= 1.08
	plot2d.Fit(&e.plot, s.state, "lexact", l)
	e.showTogether(s)
}

// showTogether draws how probably two nodes are together.
func (e *exact) showTogether(s *session) {
	n, part := s.source.graph.N(), s.side(s.state)
	e.all.plot.Title = "exactly"
	if together := e.run.Array([...]string{"zz", "ww"}[part]); e.known && len(together) == n*n {
		if e.together == nil || e.of != part {
			e.together, e.of = plot2d.Dense(n, n, together), part
		}
		e.all.cells.Cells = e.together
	} else {
		e.all.cells.Cells = nil
	}
	s.blocks.arrangePairs(s, &e.all.plot, &e.all.cells, "lall")
}

// count counts the draws of the chains by their partitions, and how far that is from the
// truth. What was counted before is not counted again.
func (e *exact) count(s *session, ranks int) {
	skip := warmup(s.state)
	if len(e.counts) != ranks {
		e.counts, e.draws, e.logs = make([]float64, ranks), 0, [chains]task.Log{}
	}
	for k, log := range s.blocks.logs {
		if log.Common(e.logs[k]) < e.logs[k].Len() {
			clear(e.counts) // another run
			e.draws, e.logs = 0, [chains]task.Log{}
		}
	}
	added := false
	for k, log := range s.blocks.logs {
		column := log.Column(sbm.RankColumn)
		for _, rank := range column[min(max(e.logs[k].Len(), skip), len(column)):] {
			if r := int(rank); r >= 0 && r < ranks {
				e.counts[r]++
				e.draws++
				added = true
			}
		}
		e.logs[k] = log
	}
	if added {
		e.distance = 0
		for r, p := range e.run.Floats["probability"] {
			e.distance += math.Abs(float64(p)-e.share(r)) / 2
		}
	}
}

// share returns in what part of the draws the partition of a rank was.
func (e *exact) share(rank int) float64 {
	if e.draws == 0 {
		return 0
	}
	return e.counts[rank] / float64(e.draws)
}

// ranked writes the partition of a rank with the numbers of the nodes: 123|456.
func (s *session) ranked(rank int) string {
	n := s.source.graph.N()
	ranks := blockmodel.NewRanks(n)
	one := func(rank int) string {
		p := make([]int32, n)
		ranks.Partition(p, rank)
		return written(p)
	}
	if !s.twoPartitions(s.state) {
		return one(rank)
	}
	bell := blockmodel.Bell(n)
	return one(rank/bell) + " → " + one(rank%bell)
}

// written writes a partition with the numbers of the nodes, from 1: 123|456.
func written(p []int32) string {
	groups := make([][]string, len(p))
	for i, g := range p {
		groups[g] = append(groups[g], strconv.Itoa(i+1))
	}
	comma := ""
	if len(p) > 9 {
		comma = ","
	}
	var parts []string
	for _, g := range groups {
		if len(g) > 0 {
			parts = append(parts, strings.Join(g, comma))
		}
	}
	return strings.Join(parts, "|")
}

// readouts returns the probabilities.
func (e *exact) readouts(s *session) (list []exhibit.Readout) {
	if !e.known || !s.enumerates(s.state) {
		return nil
	}
	probability := e.run.Floats["probability"]
	likely := slices.Clone(e.run.Array("likely"))
	for k, rank := range likely {
		likely[k] = float64(probability[int(rank)])
	}
	list = append(list,
		exhibit.Readout{Key: "exact.evidence", Label: text("log evidence, exactly", "対数エビデンス(厳密)"), Value: e.run.Number("evidence")},
		exhibit.Readout{Key: "exact.likeliest", Label: text("the likeliest partition", "最も確からしい分割"), Value: s.ranked(int(e.run.Array("likely")[0]))},
		exhibit.Readout{Key: "exact.probability", Label: text("its probability", "その確率"), Value: likely[0]},
		exhibit.Readout{Key: "exact.probabilities", Label: text("probabilities of the likeliest partitions", "上位の分割の確率"), Value: likely, Aside: true})
	if e.draws > 0 {
		list = append(list, exhibit.Readout{Key: "exact.distance", Label: text("total variation between the draws and the exact probabilities", "標本と厳密な確率との全変動距離"), Value: e.distance})
	}
	return list
}
