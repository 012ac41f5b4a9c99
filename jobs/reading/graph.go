package reading

import (
	"zscape/compute/lang"
	"zscape/compute/network"
	"zscape/compute/sparse"
	"zscape/jobs/factorize"
	"zscape/task"
)

// GraphName is the name, in a library, of the task that reads a graph.
const GraphName = "readgraph"

// Graph asks for the graph of files, as network.Read reads them with options.
func Graph(o network.Options, files ...network.File) task.Spec {
	s := task.Spec{Name: GraphName}
	put(&s.Args, files)
	s.Args.Bytes["options"] = written(func(r *record) { r.graphOptions(&o) })
	return s
}

// NewGraph returns the task of a Spec of Graph.
func NewGraph(s task.Spec) (task.Task, error) {
	var o network.Options
	if !read(s.Args.Bytes["options"], func(r *record) { r.graphOptions(&o) }) {
		return nil, errForm
	}
	files := filesOf(s.Args)
	return begin(func(progress func(part float64)) task.Message {
		return graphMessage(network.ReadWith(progress, o, files...))
	}), nil
}

// graphMessage is what network.Read returns as a message: the "report", what the nodes of
// the "graph" are, and its links, as where rows "start", the "column" of each and, if there
// are weights, its "value".
func graphMessage(g *network.Graph, r *network.Report, err error) (m task.Message) {
	putError(&m, err)
	m.Bytes = map[string][]byte{}
	if r != nil {
		m.Bytes["report"] = written(func(b *record) { b.graphReport(r) })
	}
	if g != nil && err == nil {
		m.Bytes["graph"] = written(func(b *record) { b.nodes(g) })
		m.Bytes["start"], m.Bytes["column"] = task.Integers(factorize.Starts(g.Links)), task.Integers(g.Links.Column)
		if g.Weighted() {
			m.Arrays = map[string][]float64{"value": g.Links.Value}
		}
	}
	return m
}

// GraphOf returns what a task of Graph came to: what network.Read returns. The graph may
// share the memory of the message.
func GraphOf(m task.Message) (g *network.Graph, r *network.Report, err error) {
	if data, ok := m.Bytes["report"]; ok {
		r = new(network.Report)
		if !read(data, func(b *record) { b.graphReport(r) }) || !told(r) {
			return nil, nil, errForm
		}
	}
	if err := errorOf(m); err != nil {
		return nil, r, err
	}
	g = new(network.Graph)
	if r == nil || !read(m.Bytes["graph"], func(b *record) { b.nodes(g) }) {
		return nil, nil, errForm
	}
	n := len(g.Names)
	g.Links = &sparse.Matrix{Rows: n, Cols: n, Column: task.IntegersOf(m.Bytes["column"]), Value: m.Arrays["value"]}
	for _, k := range task.IntegersOf(m.Bytes["start"]) {
		g.Links.Start = append(g.Links.Start, int(k))
	}
	if !g.Valid() {
		return nil, nil, errForm
	}
	return g, r, nil
}

// told reports whether what a report says by number has names, and its parts agree.
func told(r *network.Report) bool {
	return r.Format <= network.DOT && r.Why <= network.Chosen && r.Merged <= network.MergeFirst && r.Skipped >= len(r.Examples)
}

func (r *record) graphOptions(o *network.Options) {
	whole(r, &o.As)
	whole(r, &o.Head)
	whole(r, &o.Direction)
	whole(r, &o.Merge)
	r.text(&o.Weight)
}

// nodes is a graph without its links.
func (r *record) nodes(g *network.Graph) {
	r.bool(&g.Directed)
	list(r, 1, &g.Names, r.text)
	list(r, 3, &g.Labels, func(l *network.Label) {
		r.text(&l.Name)
		list(r, 1, &l.Classes, r.text)
		list(r, 1, &l.Class, func(c *int32) { whole(r, c) })
	})
}

func (r *record) graphReport(p *network.Report) {
	whole(r, &p.Format)
	whole(r, &p.Why)
	whole(r, &p.Merged)
	r.bool(&p.Directed)
	r.bool(&p.Weighted)
	for _, n := range []*int{&p.Nodes, &p.Links, &p.Loops, &p.Both, &p.Mirrored, &p.Duplicates, &p.Unweighted, &p.Zeros,
		&p.Isolated, &p.Ghosts, &p.Repeated, &p.Alike, &p.Classes, &p.Gaps, &p.Comments} {
		r.int(n)
	}
	for _, s := range []*string{&p.Weight, &p.Label, &p.Columns[0], &p.Columns[1]} {
		r.text(s)
	}
	for _, names := range []*[]string{&p.Weights, &p.IsolatedNames, &p.GhostNames, &p.Unused} {
		list(r, 1, names, r.text)
	}
	list(r, 2, &p.Left, func(t *lang.Text) { r.both(t) })
	r.faults(&p.List)
	list(r, 3, &p.Guesses, func(g *network.Guess) {
		r.both(&g.Text)
		list(r, 7, &g.Other, func(c *network.Choice) {
			r.both(&c.Label)
			r.graphOptions(&c.Options)
		})
	})
}
