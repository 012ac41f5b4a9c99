package graph

import (
	"fmt"
	"math"

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
		gap       plot.Segments
	}
	vectors struct {
		plot   plot.Plot
		groups []plot.Points
		nodes  [][]int // of each of them
		at     plot.Points
	}
	run      task.Message // the latest snapshot
	known    bool
	senders  []int32
	received []int32
}

func (p *spectrum) init() {
	v := &p.values
	v.plot.X.Label, v.plot.Legend = "number", plot.Above
	v.used = plot.Points{Name: "used", Radius: 4.5}
	v.all = plot.Points{Name: "others", Color: scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 1}, Radius: 3.5, Shape: plot.Ring}
	v.gap = plot.Segments{Color: scene.Light.Accent, Width: 2}
	v.plot.Marks = []plot.Mark{&v.gap, &v.all, &v.used}
	p.vectors.plot.X.Plain, p.vectors.plot.Y.Plain = true, true
	p.vectors.plot.Equal = true
	p.vectors.at = plot.Points{Radius: 8, Shape: plot.Ring, Color: scene.Light.Accent}
}

// spectralJob returns the job of the eigenvectors.
func (s *session) spectralJob(st exhibit.State) exhibit.Job {
	const starts, pairs = 10, 20
	run := spectral.Run{
		Links: s.source.data, Symmetry: st.Text("links"), Matrix: st.Text("laplacian"), R: spectral.Degree, K: st.Int("K"), Pairs: pairs,
		Assign: st.Text("assign"), Starts: starts, Isolated: st.Text("isolated"), Seed: uint64(st.Int(exhibit.SeedKey)),
	}
	if st.On("regular") || run.Matrix == spectral.DISIM {
		run.Tau = -1 // the mean degree
	}
	return exhibit.Job{Spec: spectral.Spec(run), Label: text("eigenvectors", "固有ベクトル"), Auto: true}
}

// watch takes the latest snapshot.
func (p *spectrum) watch(view task.View) {
	p.known, p.senders, p.received = false, nil, nil
	last, ok := view.Last()
	if !ok || len(last.Snapshot.Array("values")) == 0 {
		return
	}
	p.known, p.run = true, last.Snapshot
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
	v.all.X, v.all.Y, v.used.X, v.used.Y = v.all.X[:0], v.all.Y[:0], v.used.X[:0], v.used.Y[:0]
	v.gap.X0, v.gap.Y0, v.gap.X1, v.gap.Y1 = nil, nil, nil, nil
	values := []float64(nil)
	if p.known {
		values = p.run.Array("values")
	}
	l := plot.Limits{X0: 0, X1: float64(max(len(values), 1)) + 1}
	for k, y := range values {
		at := float64(k + 1)
		l.Y0, l.Y1 = min(l.Y0, y), max(l.Y1, y)
		if k < st.Int("K") {
			v.used.X, v.used.Y = append(v.used.X, at), append(v.used.Y, y)
		} else {
			v.all.X, v.all.Y = append(v.all.X, at), append(v.all.Y, y)
		}
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
	p.scatter(s)
}

// scatter puts the nodes into the plane of the first principal components of the
// eigenvectors.
func (p *spectrum) scatter(s *session) {
	c := &p.vectors
	c.plot.Title, c.plot.X.Label, c.plot.Y.Label = "nodes by their eigenvectors", "first component", "second component"
	picture := []float64(nil)
	if p.known {
		picture = p.run.Array("picture")
	}
	n := len(picture) / 3
	class := s.groups.colours(s)
	most := -1
	for _, g := range class {
		most = max(most, g)
	}
	c.groups, c.nodes = make([]plot.Points, most+2), make([][]int, most+2)
	l := plot.Limits{X0: math.Inf(1), X1: math.Inf(-1), Y0: math.Inf(1), Y1: math.Inf(-1)}
	for i := range n {
		g := most + 1
		if i < len(class) && class[i] >= 0 {
			g = class[i]
		}
		x, y := picture[3*i], picture[3*i+1]
		q := &c.groups[g]
		q.X, q.Y, q.Text = append(q.X, x), append(q.Y, y), append(q.Text, s.source.graph.Names[i])
		c.nodes[g] = append(c.nodes[g], i)
		l = plot.Limits{X0: min(l.X0, x), X1: max(l.X1, x), Y0: min(l.Y0, y), Y1: max(l.Y1, y)}
	}
	c.plot.Marks = c.plot.Marks[:0]
	for g := range c.groups {
		q := &c.groups[g]
		q.Radius, q.Color = 4, scene.Light.Series[g%len(scene.Light.Series)]
		if g == most+1 {
			q.Color = scene.Light.Muted
		}
		c.plot.Marks = append(c.plot.Marks, q)
	}
	c.plot.Marks = append(c.plot.Marks, &c.at)
	c.at.X, c.at.Y = c.at.X[:0], c.at.Y[:0]
	if i := s.pointed; i >= 0 && i < n {
		c.at.X, c.at.Y = append(c.at.X, picture[3*i]), append(c.at.Y, picture[3*i+1])
	}
	if !(l.X0 <= l.X1) {
		l = plot.Limits{X0: -1, X1: 1, Y0: -1, Y1: 1}
	}
	dx, dy := 0.05*(l.X1-l.X0)+1e-9, 0.05*(l.Y1-l.Y0)+1e-9
	plot2d.Fit(&c.plot, s.state, "lvectors", plot.Limits{X0: l.X0 - dx, X1: l.X1 + dx, Y0: l.Y0 - dy, Y1: l.Y1 + dy})
	if d := p.run.Array("degenerate"); p.known && len(d) > 0 && d[0] == 1 {
		c.plot.Title += "; axes are arbitrary"
	}
}
