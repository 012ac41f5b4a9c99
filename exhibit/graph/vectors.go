package graph

import (
	"math"
	"strconv"
	"strings"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/exhibit/spaces"
	"zscape/jobs/spectral"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// How eigenvectors are drawn.
const (
	inPlane   = "plane"
	inSpace   = "space"
	asEntries = "entries"
)

// Whose groups are looked at, and whose singular vectors, where senders and receivers differ.
const (
	senders   = "senders"
	receivers = "receivers"
)

// vectors is the panels of the eigenvectors, one of which is seen: the nodes along their
// principal components, in the plane and in space, and the entries of each vector.
type vectors struct {
	plane struct {
		plot  plot.Plot
		nodes plot.Points
		at    plot.Points // what is pointed at
		of    []int       // the node of each point
	}
	space struct {
		space space.Space
		nodes space.Points
		links space.Links
	}
	entries struct {
		plot    plot.Plot
		borders plot.Segments // of groups
		lines   []plot.Line   // of each vector
		at      plot.Rule
		order   order
	}
	picture []float64 // n x 3
	value   []float64 // n x pairs
	pairs   int
	k       int // of the pairs that are used
	absent  []bool
	names   []string
}

func (v *vectors) init() {
	p := &v.plane
	p.plot.X.Plain, p.plot.Y.Plain, p.plot.Equal = true, true, true
	p.plot.X.Label, p.plot.Y.Label = "first component", "second component"
	p.nodes = plot.Points{Radius: 4}
	p.at = plot.Points{Radius: 8, Shape: plot.Ring, Color: scene.Light.Accent}
	p.plot.Marks = []plot.Mark{&p.nodes, &p.at}

	q := &v.space
	q.space.Aspect = scene.Vec{X: 1, Y: 1, Z: 1}
	q.space.Axes.Hidden = true
	q.nodes = space.Points{Radius: 4.5, Fade: 0.5}
	q.links = space.Links{Points: &q.nodes, Width: 0.8, Color: scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 0.16}}
	q.space.Marks = []space.Mark{&q.links, &q.nodes}

	e := &v.entries
	e.plot.X.Label, e.plot.Y.Label = "place in the matrix", "vector"
	e.plot.Y.Reversed = true
	e.borders = plot.Segments{Color: scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 0.6}, Width: 1}
	e.at = plot.Rule{Width: 1.5, Color: scene.Light.Accent}
}

// forget takes back all that is known of a graph.
func (v *vectors) forget() {
	v.picture, v.value, v.pairs, v.k, v.absent = nil, nil, 0, 0, nil
}

// shown returns which of the panels is seen.
func (v *vectors) shown(st exhibit.State) int {
	switch st.Text("vectors") {
	case inSpace:
		return eigenPanel
	case asEntries:
		return entriesPanel
	}
	return vectorsPanel
}

// panel is the nodes in space as something that can be pointed at.
func (v *vectors) panel(s *session) spaces.Panel {
	return spaces.Panel{Space: &v.space.space, Camera: eigenCamera, Points: &v.space.nodes, Links: &v.space.links, Say: s.say}
}

// show brings the panel that is seen to the State and to the latest snapshot.
func (v *vectors) show(s *session) {
	p, st := &s.spectrum, s.state
	v.forget()
	v.absent, v.names = p.absent, s.source.graph.Names
	directed := st.Text("laplacian") == spectral.DISIM
	received := directed && st.Text("side") == receivers
	of, what := "", "eigenvectors"
	switch {
	case received:
		of, what = " receivers", "right singular vectors"
	case directed:
		what = "left singular vectors"
	}
	var degenerate [2]bool
	if p.known {
		v.picture, v.value = p.run.Array("picture"+of), p.run.Array("vectors")
		if received {
			v.value = p.run.Array("right")
		}
		v.pairs = len(p.run.Array("values"))
		v.k = min(st.Int("K"), v.pairs)
		for at, d := range p.run.Array("degenerate" + of) {
			degenerate[at] = d == 1
		}
	}
	title := func(arbitrary bool) string {
		if arbitrary {
			return "nodes by their " + what + "; axes are arbitrary"
		}
		return "nodes by their " + what
	}
	switch v.shown(st) {
	case vectorsPanel:
		v.plane.plot.Title = title(degenerate[0])
		v.showPlane(st, s.groups.colours(s))
	case eigenPanel:
		v.space.space.Title = title(degenerate[1])
		v.showSpace(s, s.groups.colours(s))
	default:
		v.entries.plot.Title = what + ", each to its own scale"
		v.entries.order = s.matrix.rows
		if received {
			v.entries.order = s.matrix.cols
		}
		v.showEntries(st)
	}
	v.point(s.pointed)
}

// out reports whether node i is left out, and so has no place.
func (v *vectors) out(i int) bool { return v.absent != nil && v.absent[i] }

func (v *vectors) showPlane(st exhibit.State, class []int) {
	p := &v.plane
	q := &p.nodes
	q.X, q.Y, q.Class, q.Text, p.of = q.X[:0], q.Y[:0], q.Class[:0], q.Text[:0], p.of[:0]
	l := plot.Limits{X0: math.Inf(1), X1: math.Inf(-1), Y0: math.Inf(1), Y1: math.Inf(-1)}
	for i := range len(v.picture) / 3 {
		if v.out(i) {
			continue
		}
		x, y := v.picture[3*i], v.picture[3*i+1]
		q.X, q.Y, q.Class, q.Text, p.of = append(q.X, x), append(q.Y, y), append(q.Class, class[i]), append(q.Text, v.names[i]), append(p.of, i)
		l = plot.Limits{X0: min(l.X0, x), X1: max(l.X1, x), Y0: min(l.Y0, y), Y1: max(l.Y1, y)}
	}
	if len(q.X) == 0 {
		l = plot.Limits{X0: -1, X1: 1, Y0: -1, Y1: 1}
	}
	dx, dy := 0.05*(l.X1-l.X0)+1e-9, 0.05*(l.Y1-l.Y0)+1e-9
	plot2d.Fit(&p.plot, st, "lvectors", plot.Limits{X0: l.X0 - dx, X1: l.X1 + dx, Y0: l.Y0 - dy, Y1: l.Y1 + dy})
}

func (v *vectors) showSpace(s *session, class []int) {
	q := &v.space
	q.nodes.At = q.nodes.At[:0]
	box := scene.EmptyBox()
	for i := range len(v.picture) / 3 {
		at := scene.Vec{X: v.picture[3*i], Y: v.picture[3*i+1], Z: v.picture[3*i+2]}
		if v.out(i) {
			at.X = math.NaN() // it is not drawn
		} else {
			box = box.Union(scene.Box{Min: at, Max: at})
		}
		q.nodes.At = append(q.nodes.At, at)
	}
	if !(box.Min.X <= box.Max.X) {
		box = scene.Box{Min: scene.Vec{X: -1, Y: -1, Z: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 1}}
	}
	q.nodes.Class = class
	q.nodes.Version++
	q.links.From, q.links.To = s.drawing.links.From, s.drawing.links.To
	s.boxes.Fit(&q.space, cube(box))
}

// showEntries draws each vector on a lane of its own, the first at the top: as high as
// its entries are, its largest reaching to where the next lane begins.
func (v *vectors) showEntries(st exhibit.State) {
	const high = 0.45
	e := &v.entries
	n := 0
	if v.pairs > 0 {
		n = len(v.value) / v.pairs
	}
	if cap(e.lines) < v.k {
		e.lines = make([]plot.Line, v.k)
	}
	e.lines = e.lines[:v.k]
	e.plot.Marks = append(e.plot.Marks[:0], &e.borders)
	e.plot.Y.Ticks = []plot.Tick{}
	for c := range e.lines {
		line := &e.lines[c]
		line.Width, line.Step = 1.25, true
		line.X, line.Y = line.X[:0], line.Y[:0]
		scale := 0.0
		for i := range n {
			scale = max(scale, math.Abs(v.value[i*v.pairs+c]))
		}
		at, y := float64(c+1), math.NaN()
		for p := range n {
			i := e.order.node(p)
			y = math.NaN()
			if !v.out(i) && scale > 0 {
				y = at - high*v.value[i*v.pairs+c]/scale
			}
			line.X, line.Y = append(line.X, float64(p)-0.5), append(line.Y, y)
		}
		line.X, line.Y = append(line.X, float64(n)-0.5), append(line.Y, y)
		e.plot.Marks = append(e.plot.Marks, line)
		if every := (v.k + 9) / 10; c%every == 0 {
			e.plot.Y.Ticks = append(e.plot.Y.Ticks, plot.Tick{At: at, Label: strconv.Itoa(c + 1)})
		}
	}
	e.plot.Marks = append(e.plot.Marks, &e.at)
	low, far := 1-1.2*high, float64(max(v.k, 1))+1.2*high
	b := &e.borders
	b.X0, b.Y0, b.X1, b.Y1 = b.X0[:0], b.Y0[:0], b.X1[:0], b.Y1[:0]
	for _, p := range e.order.lines {
		x := float64(p) - 0.5
		b.X0, b.Y0, b.X1, b.Y1 = append(b.X0, x), append(b.Y0, low), append(b.X1, x), append(b.Y1, far)
	}
	plot2d.Fit(&e.plot, st, "lentries", plot.Limits{X0: -0.5, X1: float64(max(n, 1)) - 0.5, Y0: low, Y1: far})
}

// hovered returns the node of what is pointed at in the plane or among the entries, of
// which it then says more than where it is.
func (v *vectors) hovered() (i int, ok bool) {
	if h := v.plane.plot.Hover; h != nil && h.Mark == 0 {
		i = v.plane.of[h.Index]
		h.Text = v.names[i] + v.say(i)
		return i, true
	}
	h := v.entries.plot.Hover
	if h == nil || h.Mark < 1 || h.Mark > len(v.entries.lines) {
		return 0, false
	}
	c := h.Mark - 1
	p := min(h.Index, len(v.value)/v.pairs-1)
	i = v.entries.order.node(p)
	h.X, h.AtX, h.AtY = float64(p), v.names[i], strconv.Itoa(c+1)
	h.Text = "entry " + exhibit.Brief(v.value[i*v.pairs+c], 4)
	return i, true
}

// point marks node i, none if that is negative.
func (v *vectors) point(i int) {
	at := &v.plane.at
	at.X, at.Y = at.X[:0], at.Y[:0]
	known := i >= 0 && i < len(v.picture)/3 && !v.out(i)
	v.entries.at.Hidden = !known
	if !known {
		v.space.nodes.Pointed = v.space.nodes.Pointed[:0]
		v.space.links.Unlight()
		return
	}
	at.X, at.Y = append(at.X, v.picture[3*i]), append(at.Y, v.picture[3*i+1])
	v.entries.at.At = v.entries.order.place(i)
	if i < len(v.space.nodes.At) {
		v.space.nodes.Pointed = append(v.space.nodes.Pointed[:0], i)
		v.space.links.Light(i)
	}
}

// say returns the entries of node i, as far as they are few.
func (v *vectors) say(i int) string {
	const few = 4
	if v.pairs == 0 || v.out(i) {
		return ""
	}
	var words []string
	for c := range min(v.k, few) {
		words = append(words, exhibit.Brief(v.value[i*v.pairs+c], 2))
	}
	if v.k > few {
		words = append(words, "\u2026")
	}
	return "   vectors " + strings.Join(words, ", ")
}
