package graph

import (
	"fmt"
	"math"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	sbm "zscape/jobs/blockmodel"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/task"
)

// curve is the panel of the best partition with each number of groups: its exact integrated
// complete-data likelihood (ICL), which charges for groups that are not needed.
type curve struct {
	plot plot.Plot
	line plot.Line
	all  plot.Points
	best plot.Points

	log   task.Log
	known bool
	k     int     // of the best of all
	icl   float64 // of that
	needs int     // groups that it needs: the largest number of a partition
	done  bool    // all numbers have been tried
}

func (c *curve) init() {
	c.plot.X.Label, c.plot.Y.Label = "K", "best log joint"
	c.line = plot.Line{Width: 1.5, Color: scene.Light.Series[0]}
	c.all = plot.Points{Radius: 3.5, Color: scene.Light.Series[0]}
	c.best = plot.Points{Radius: 7, Shape: plot.Ring, Color: scene.Light.Accent}
	c.plot.Marks = []plot.Mark{&c.line, &c.all, &c.best}
}

// tried returns how many groups are tried at most.
func (s *session) tried() int {
	const most = 12
	return min(most, max(s.source.graph.N(), 1))
}

// iclJob returns the job that tries numbers of groups.
func (s *session) iclJob(st exhibit.State) exhibit.Job {
	const starts = 3
	run := sbm.ICLRun{Links: s.source.data, Alpha: st.Number("alpha"), Groups: s.tried(), Starts: starts, Seed: uint64(st.Int(exhibit.SeedKey))}
	run.Model, _ = s.model(st)
	return exhibit.Job{Spec: sbm.ICLSpec(run), Label: text("ICL", "ICL"), Auto: true}
}

// watch takes what has been tried.
func (c *curve) watch(v task.View) {
	c.log, c.known = v.Log, v.Log.Len() > 0
	c.k, c.needs, c.icl = 0, 0, math.Inf(-1)
	ks, joint := c.log.Column("k"), c.log.Column("joint")
	c.done = c.known && ks[len(ks)-1] == 1 // they descend
	for i, y := range joint {
		if y > c.icl {
			c.k, c.icl, c.needs = int(ks[i]), y, int(c.log.Column(sbm.GroupsColumn(0))[i])
			if w := c.log.Column(sbm.GroupsColumn(1)); w != nil {
				c.needs = max(c.needs, int(w[i]))
			}
		}
	}
}

// show draws the curve.
func (c *curve) show(s *session) {
	c.plot.Title = "ICL"
	c.all.X, c.all.Y, c.all.Text, c.best.X, c.best.Y = c.log.Column("k"), c.log.Column("joint"), nil, nil, nil
	c.line.X, c.line.Y = c.all.X, c.all.Y
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, y := range c.all.Y {
		lo, hi = min(lo, y), max(hi, y)
		c.all.Text = append(c.all.Text, lang.Count(int(c.log.Column(sbm.GroupsColumn(0))[i]), "group", "groups").En+" not empty")
	}
	if c.known {
		c.plot.Title += fmt.Sprintf(": best K is %d", c.k)
		c.best.X, c.best.Y = []float64{float64(c.k)}, []float64{c.icl}
	}
	if !(lo <= hi) {
		lo, hi = -1, 0
	}
	room := 0.08*(hi-lo) + 1e-9*math.Abs(hi) + 1e-9
	plot2d.Fit(&c.plot, s.state, "licl", plot.Limits{X0: 0.5, X1: float64(s.tried()) + 0.5, Y0: lo - room, Y1: hi + room})
}

// readouts returns what it suggests.
func (c *curve) readouts() []exhibit.Readout {
	if !c.known {
		return nil
	}
	return []exhibit.Readout{
		{Key: "suggest.icl", Label: text("K suggested by ICL", "ICLが示すK"), Value: float64(c.needs)},
		{Key: "icl.best", Label: text("its ICL", "そのICL"), Value: c.icl},
		{Key: "icl.K", Label: text("numbers of groups that were tried", "調べたグループの数"), Value: c.log.Column("k"), Aside: true},
		{Key: "icl.values", Label: text("ICL with each", "それぞれのICL"), Value: c.log.Column("joint"), Aside: true},
	}
}
