package leastsquares

import (
	"slices"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene/plot"
)

// curves is the panel of the sums of squares over the steps.
type curves struct {
	plot    plot.Plot
	classes [maxClasses]plot.Points // without points: they keep the classes' colours
	off     [len(rules)]plot.Points // the same for rules that do not run
	lowest  plot.Rule
	now     plot.Rule
	lines   [len(rules)]plot.Line
	heads   [len(rules)]plot.Points

	limits plot.Limits
}

func (c *curves) init() {
	p := &c.plot
	p.Legend = plot.Above
	p.X.Label, p.Y.Label = "step", "J"
	p.Y.Scale = plot.Log
	c.now = plot.Rule{Width: 1, Dash: 3}
	c.lowest = plot.Rule{Horizontal: true, Label: "minimum"}
	for k, rule := range rules {
		c.lines[k] = plot.Line{Name: rule.name, Width: 2}
		c.heads[k] = plot.Points{Name: rule.name, Radius: 4}
	}
}

// list lists the marks: those of the rules that run.
func (c *curves) list(s *session) {
	marks := c.plot.Marks[:0]
	for k := range c.classes {
		marks = append(marks, &c.classes[k])
	}
	marks = append(marks, &c.lowest, &c.now)
	for k := range rules {
		if slices.Contains(s.running, k) {
			marks = append(marks, &c.lines[k], &c.heads[k])
		} else {
			marks = append(marks, &c.off[k])
		}
	}
	c.plot.Marks = marks
}

// follow draws the curves up to the moment that is looked at.
func (c *curves) follow(s *session) {
	c.list(s)
	_, lowest := s.surface.Minimum()
	first := s.surface.At(s.start)
	c.now.At = 0
	least, most := first, first
	for k := range c.lines {
		line, head, t := &c.lines[k], &c.heads[k], &s.trails[k]
		line.X, line.Y = t.steps(), t.j()
		head.X, head.Y = head.X[:0], head.Y[:0]
		if n := t.log.Len(); n > 0 {
			head.X, head.Y = append(head.X, line.X[n-1]), append(head.Y, line.Y[n-1])
			c.now.At = max(c.now.At, line.X[n-1])
		} else {
			head.X, head.Y = append(head.X, 0), append(head.Y, first)
		}
		least, most = min(least, t.least), max(most, t.most)
	}
	c.now.Hidden = c.now.At == 0 || c.now.At == s.state.Number("steps")
	c.lowest.At = lowest
	// Perfect answers are far below, lost ones far above what can be compared.
	const deep, high = 1e-9, 1e6
	scale := max(first, float64(len(s.patterns.list))*0.01)
	floor := max(lowest, deep*scale)
	if lowest < deep*scale {
		floor = max(floor, least)
	}
	c.limits = plot.Limits{X0: 0, X1: s.state.Number("steps"), Y0: floor / 1.35, Y1: 1.35 * min(max(most, floor), high*scale)}
	c.plot.Title = ""
	if above, yes := s.unstable(); yes {
		c.plot.Title = "rate " + exhibit.Brief(s.state.Number("rate"), 4) + " > " + exhibit.Brief(above, 4) + ": gradient descent diverges"
	}
}

// frame sets the limits to those of the run, unless others are asked for.
func (c *curves) frame(s *session) {
	plot2d.Fit(&c.plot, s.state, "curve", c.limits)
}
