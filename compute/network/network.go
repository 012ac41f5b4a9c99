// Package network holds graphs: who follows whom, what imports what. It reads them
// as programs write them, in any of a dozen formats, and makes some of its own.
//
// A node is what the file names: an account, a person, a package. A link leads from
// one node to another, or to the same one, a loop. Links have directions, from the
// source to the target, or none of a graph has. Between two nodes there is one link at
// most in each direction: more of them in a file, duplicates, become one, whose weight
// is their sum or that of the first.
package network

import (
	"fmt"
	"iter"
	"strconv"

	"zscape/compute/sparse"
)

// Limits of a graph. A link without a direction counts once.
const (
	MaxNodes  = 5_000
	MaxLinks  = 50_000
	MaxWeight = 1e9 // of a link that is read; duplicates may add up to more
)

// Graph is a graph of n nodes, counted from 0. It is not to be changed.
type Graph struct {
	// Links is n x n: the entry in row i and column j is the weight of the link from i
	// to j. Weights are above 0; if all are 1, Value is nil. Without directions the
	// matrix is symmetric. Loops are on the diagonal.
	Links    *sparse.Matrix
	Directed bool
	Names    []string // of the nodes, all different
	Labels   []Label  // what else is known of the nodes; what divides them best comes first
}

// Label is a categorical attribute of the nodes: the circle of an account, the folder of
// a package.
type Label struct {
	Name    string
	Classes []string // their names, all different
	Class   []int32  // of each node, an index in Classes; -1 if it has none
}

// New returns the graph of nodes with names, all different, and of links, in any order,
// of which duplicates add up. Without directions a link may be given either way, and
// both ways are duplicates. It panics if an end of a link is no node, or a weight is not
// above 0. It keeps names.
func New(names []string, directed bool, links iter.Seq[sparse.Entry]) *Graph {
	n := len(names)
	m := sparse.New(n, n, func(yield func(sparse.Entry) bool) {
		for e := range links {
			if !(e.Value > 0) {
				panic(fmt.Sprintf("network: a weight of %v", e.Value))
			}
			if !yield(e) || !directed && e.Row != e.Col && !yield(sparse.Entry{Row: e.Col, Col: e.Row, Value: e.Value}) {
				return
			}
		}
	}, sparse.Sum)
	return &Graph{Links: plain(m), Directed: directed, Names: names}
}

// plain returns m as a pattern if all its entries are 1.
func plain(m *sparse.Matrix) *sparse.Matrix {
	for _, v := range m.Value {
		if v != 1 {
			return m
		}
	}
	return m.Pattern()
}

// N returns the number of nodes.
func (g *Graph) N() int { return len(g.Names) }

// Weighted reports whether there are other weights than 1.
func (g *Graph) Weighted() bool { return g.Links.Value != nil }

// Count returns the number of links, loops among them; without directions each counts
// once.
func (g *Graph) Count() int {
	if g.Directed {
		return g.Links.Len()
	}
	return (g.Links.Len() + g.Loops()) / 2
}

// Loops returns the number of nodes with a link to themselves.
func (g *Graph) Loops() (n int) {
	for i := range g.N() {
		if _, ok := g.Links.At(i, i); ok {
			n++
		}
	}
	return n
}

// Valid reports whether g is a graph as this package makes them, after it came from
// elsewhere.
func (g *Graph) Valid() bool {
	n := len(g.Names)
	if m := g.Links; m == nil || m.Rows != n || m.Cols != n || !m.Valid() || g.N() > MaxNodes || g.Count() > MaxLinks {
		return false
	}
	for _, v := range g.Links.Value {
		if !(v > 0 && v-v == 0) {
			return false
		}
	}
	if !g.Directed && !symmetric(g.Links) || !different(g.Names) {
		return false
	}
	for _, l := range g.Labels {
		if len(l.Class) != n || !different(l.Classes) {
			return false
		}
		for _, c := range l.Class {
			if c < -1 || int(c) >= len(l.Classes) {
				return false
			}
		}
	}
	return true
}

// symmetric reports whether a square matrix equals its transpose.
func symmetric(m *sparse.Matrix) bool {
	t := m.Transpose()
	for i := range m.Rows {
		a, v := m.Row(i)
		b, w := t.Row(i)
		if len(a) != len(b) {
			return false
		}
		for k := range a {
			if a[k] != b[k] || v != nil && v[k] != w[k] {
				return false
			}
		}
	}
	return true
}

func different(names []string) bool {
	seen := make(map[string]bool, len(names))
	for _, s := range names {
		if seen[s] {
			return false
		}
		seen[s] = true
	}
	return true
}

// numbered returns the names 1, 2, ... n.
func numbered(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	return names
}
