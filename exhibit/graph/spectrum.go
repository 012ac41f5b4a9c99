package graph

import (
	"fmt"

	eigen "zscape/compute/spectral"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/jobs/spectral"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/task"
)

// spectrum is the panels of the eigenvalues, and of the nodes by their eigenvectors.
type spectrum struct {
	values struct {
		plot      plot.Plot
		all, used plot.Points
		poor      plot.Points // what has not converged
		gap       plot.Segments
	}
	vectors  vectors
	run      task.Message // the latest snapshot
	known    bool
	senders  []int32
	received []int32
	absent   []bool // which nodes are left out; nil is none
	quality  quality
}

func (p *spectrum) init() {
	v := &p.values
	v.plot.X.Label, v.plot.Legend = "number", plot.Above
	v.used = plot.Points{Name: "used", Radius: 4.5}
	v.all = plot.Points{Name: "others", Color: scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 1}, Radius: 3.5, Shape: plot.Ring}
	v.gap = plot.Segments{Color: scene.Light.Accent, Width: 2}
	v.poor = plot.Points{Name: "not converged", Color: scene.Light.Accent, Radius: 6, Shape: plot.Cross}
	p.vectors.init()
}

// spectralJob returns the job of the eigenvectors.
func (s *session) spectralJob(st exhibit.State) exhibit.Job {
	const starts, pairs = 10, 20
	run := spectral.Run{
		Links: s.source.data, Symmetry: s.source.rule(st), Matrix: st.Text("laplacian"), R: spectral.Degree, K: st.Int("K"), Pairs: pairs,
		Assign: st.Text("assign"), Starts: starts, Isolated: st.Text("isolated"), Seed: uint64(st.Int(exhibit.SeedKey)),
	}
	if st.On("regular") || run.Matrix == spectral.DISIM {
		run.Tau = -1 // the mean degree
	}
	return exhibit.Job{Spec: spectral.Spec(run), Label: text("eigenvectors", "固有ベクトル"), Auto: true}
}

// watch takes the latest snapshot.
func (p *spectrum) watch(view task.View) {
	p.known, p.senders, p.received, p.absent = false, nil, nil, nil
	p.vectors.forget()
	last, ok := view.Last()
	if !ok {
		return
	}
	p.run = last.Snapshot
	p.known = len(p.run.Array("values")) > 0
	if p.run.Number("left out") > 0 {
		p.absent = make([]bool, len(p.run.Array("picture"))/3)
		for _, i := range task.IntegersOf(p.run.Bytes["alone"]) {
			p.absent[i] = true
		}
	}
	if labels, ok := p.run.Bytes["labels"]; ok {
		p.senders = task.IntegersOf(labels)
		p.received = p.senders
	}
	if labels, ok := p.run.Bytes["receivers"]; ok {
		p.received = task.IntegersOf(labels)
	}
}

// show brings the plots to the latest snapshot.
func (p *spectrum) show(s *session) {
	st := s.state
	v := &p.values
	directed := st.Text("laplacian") == spectral.DISIM
	v.plot.Title, v.plot.Y.Label = "eigenvalues", "eigenvalue"
	if directed {
		v.plot.Title, v.plot.Y.Label = "singular values", "singular value"
	}
	for _, q := range []*plot.Points{&v.all, &v.used, &v.poor} {
		q.X, q.Y, q.Text = q.X[:0], q.Y[:0], q.Text[:0]
	}
	v.gap.X0, v.gap.Y0, v.gap.X1, v.gap.Y1 = nil, nil, nil, nil
	values := []float64(nil)
	if p.known {
		values = p.run.Array("values")
	}
	l := plot.Limits{X0: 0, X1: float64(max(len(values), 1)) + 1}
	for k, y := range values {
		at := float64(k + 1)
		l.Y0, l.Y1 = min(l.Y0, y), max(l.Y1, y)
		q := &v.all
		if k < st.Int("K") {
			q = &v.used
		}
		q.X, q.Y, q.Text = append(q.X, at), append(q.Y, y), append(q.Text, p.remark(k))
		if !p.good(k) {
			v.poor.X, v.poor.Y = append(v.poor.X, at), append(v.poor.Y, y)
		}
	}
	v.plot.Marks = append(v.plot.Marks[:0], &v.gap, &v.all, &v.used)
	if len(v.poor.X) > 0 {
		v.plot.Marks = append(v.plot.Marks, &v.poor)
	}
	if gap := p.run.Array("gap"); p.known && len(gap) == 2 && gap[0] >= 1 && int(gap[0]) < len(values) {
		k := int(gap[0])
		a, b := values[k-1], values[k]
		x := float64(k) + 0.5
		v.gap.X0, v.gap.Y0, v.gap.X1, v.gap.Y1 = []float64{x}, []float64{a}, []float64{x}, []float64{b}
		v.plot.Title += fmt.Sprintf(", largest gap after %d", k)
	}
	room := 0.06 * max(l.Y1-l.Y0, 1e-9)
	l.Y0, l.Y1 = l.Y0-room, l.Y1+room
	plot2d.Fit(&v.plot, st, "lvalues", l)
	p.vectors.show(s)
}

// good reports whether pair k has converged.
func (p *spectrum) good(k int) bool { return p.run.Array("residuals")[k] <= eigen.Tolerance }

// remark says of pair k how good it is, and how often its value is there.
func (p *spectrum) remark(k int) string {
	t := "residual " + exhibit.Brief(p.run.Array("residuals")[k], 2)
	if n := p.run.Array("copies")[k]; n > 1 {
		t += fmt.Sprintf("   %.0f copies", n)
	}
	return t
}
