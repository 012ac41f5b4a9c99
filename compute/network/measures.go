package network

import (
	"math"

	"zscape/compute/sparse"
)

// Degrees returns how many links lead out of each node, and how many lead in; a loop is
// among both. Without directions the two are the same.
func (g *Graph) Degrees() (out, in []int) {
	out, in = make([]int, g.N()), make([]int, g.N())
	for i := range out {
		out[i] = g.Links.RowLen(i)
	}
	for _, j := range g.Links.Column {
		in[j]++
	}
	return out, in
}

// Strengths returns the sums of the weights of the links out of each node, and of those
// that lead in.
func (g *Graph) Strengths() (out, in []float64) {
	out, in = make([]float64, g.N()), make([]float64, g.N())
	for e := range g.Links.All() {
		out[e.Row] += e.Value
		in[e.Col] += e.Value
	}
	return out, in
}

// Isolated returns the nodes without a link to or from another one, in ascending order.
func (g *Graph) Isolated() (nodes []int) {
	linked := make([]bool, g.N())
	for e := range g.Links.All() {
		if e.Row != e.Col {
			linked[e.Row], linked[e.Col] = true, true
		}
	}
	for i, is := range linked {
		if !is {
			nodes = append(nodes, i)
		}
	}
	return nodes
}

// Density returns the share of the possible links between different nodes that are
// there, 0 to 1, NaN of fewer than two nodes.
func (g *Graph) Density() float64 {
	n := float64(g.N())
	if n < 2 {
		return math.NaN()
	}
	return float64(g.Links.Len()-g.Loops()) / (n * (n - 1))
}

// Reciprocity returns the share of the links between different nodes whose reverse is
// there, too, 0 to 1 (M. E. J. Newman, Networks, 2nd ed., 2018, section 7.5, without
// loops). Without directions it is 1, without links NaN.
func (g *Graph) Reciprocity() float64 {
	both, all := 0, 0
	t := g.Links.Transpose()
	for i := range g.N() {
		a, _ := g.Links.Row(i)
		b, _ := t.Row(i)
		for p, q := 0, 0; p < len(a); p++ {
			if int(a[p]) == i {
				continue
			}
			all++
			for q < len(b) && b[q] < a[p] {
				q++
			}
			if q < len(b) && b[q] == a[p] {
				both++
			}
		}
	}
	return float64(both) / float64(all)
}

// Symmetrised returns g without directions: nodes are linked if one leads to the other,
// or the other to it, by s; see sparse.Symmetric. A loop keeps its weight.
func (g *Graph) Symmetrised(s sparse.Symmetry) *Graph {
	u := *g
	u.Directed = false
	if !g.Directed {
		return &u
	}
	m := g.Links.Symmetric(s)
	if s == sparse.Add {
		for i := range m.Rows {
			a, v := m.Row(i)
			for k, j := range a {
				if int(j) == i {
					v[k] /= 2 // it was added to itself
				}
			}
		}
		m = plain(m)
	}
	u.Links = m
	return &u
}

// Induced returns the graph of some nodes and of the links between them; its node k is
// nodes[k] of g. The names of classes stay, also of those without a node. It panics if a
// node is not there or named twice.
func (g *Graph) Induced(nodes []int) *Graph {
	if nodes == nil {
		nodes = []int{} // which are none, not all
	}
	s := &Graph{Links: plain(g.Links.Submatrix(nodes, nodes)), Directed: g.Directed, Names: make([]string, len(nodes))}
	for k, i := range nodes {
		s.Names[k] = g.Names[i]
	}
	for _, l := range g.Labels {
		class := make([]int32, len(nodes))
		for k, i := range nodes {
			class[k] = l.Class[i]
		}
		s.Labels = append(s.Labels, Label{Name: l.Name, Classes: l.Classes, Class: class})
	}
	return s
}

// Label returns the label of a name; ok is false if there is none.
func (g *Graph) Label(name string) (l Label, ok bool) {
	for _, l := range g.Labels {
		if l.Name == name {
			return l, true
		}
	}
	return Label{}, false
}
