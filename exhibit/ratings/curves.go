package ratings

import (
	"fmt"
	"math"

	"zscape/exhibit/plot2d"
	"zscape/jobs/factorize"
	"zscape/scene/plot"
)

// curves is the panel of the errors over the epochs: of what was held out, and
// dashed of what was learned from; or of the objectives.
type curves struct {
	plot     plot.Plot
	tests    map[string]*plot.Line
	trains   map[string]*plot.Line
	baseline plot.Rule
}

func (c *curves) init() {
	c.tests, c.trains = map[string]*plot.Line{}, map[string]*plot.Line{}
	for _, m := range factorize.Methods {
		c.tests[m] = &plot.Line{Name: names[m].short, Width: 2}
		c.trains[m] = &plot.Line{Name: names[m].short, Width: 1.5, Dash: 4}
	}
	c.plot.Legend = plot.Above
	c.plot.X.Label = "epoch"
}

// show draws the curves up to the moment that is looked at.
func (c *curves) show(s *session) {
	st := s.state
	p := &c.plot
	objective := st.Text("curve") == "objective"
	p.Y.Scale = plot.Linear
	if st.On("log") || objective {
		p.Y.Scale = plot.Log
	}
	p.Marks = p.Marks[:0]
	lo, hi := math.Inf(1), math.Inf(-1)
	add := func(l *plot.Line, y []float64, from float64) {
		l.X, l.Y = l.X[:0], l.Y[:0]
		for k, v := range y {
			l.X, l.Y = append(l.X, float64(k)+from), append(l.Y, v)
			if v > 0 && v-v == 0 {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
		p.Marks = append(p.Marks, l)
	}
	for _, m := range s.running {
		r := s.results[m]
		if r == nil {
			r = &result{}
		}
		if objective {
			add(c.tests[m], r.objective, 0)
			continue
		}
		add(c.tests[m], r.test, 1)
		add(c.trains[m], r.train, 1)
	}
	p.Title, p.Y.Label = "RMSE on held-out (solid) and training (dashed) ratings", "RMSE"
	if objective {
		p.Title, p.Y.Label = "objective J before each update", "J"
	} else if b := s.results[factorize.Biases]; b != nil && len(b.test) > 0 && last(b.test) > 0 {
		c.baseline = plot.Rule{At: last(b.test), Horizontal: true, Dash: 3, Label: "baseline"}
		p.Marks = append(p.Marks, &c.baseline)
	}
	for _, m := range s.running {
		if r := s.results[m]; r != nil && r.diverged {
			p.Title = names[m].short + " diverges"
			if v, ok := s.stable(m); ok && isFirst(m) {
				p.Title += fmt.Sprintf(": rate %v, largest stable rate at the start %.2g", st.Number("rate"), v)
			}
		}
	}
	fit := plot.Limits{X0: 0, X1: st.Number("epochs"), Y0: 0, Y1: 1}
	if lo <= hi {
		// What diverges, and what takes the missing for zeros, is far above.
		const high = 4
		if !objective {
			hi = min(hi, max(high, lo*1.5))
		}
		room := 0.06 * (hi - lo)
		fit.Y0, fit.Y1 = max(lo-room, 0), hi+room
		if p.Y.Scale == plot.Log {
			fit.Y0, fit.Y1 = lo/1.1, hi*1.1
		}
		if !(fit.Y0 < fit.Y1) {
			fit.Y0, fit.Y1 = 0.9*lo, 1.1*hi
		}
	}
	plot2d.Fit(p, st, "lcurve", fit)
}

// isFirst reports whether a method is of first order.
func isFirst(method string) bool {
	return method == factorize.First || method == factorize.FirstPlus || method == factorize.ExcludedProperly
}
