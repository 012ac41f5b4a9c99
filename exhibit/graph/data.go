package graph

import (
	"math/rand/v2"

	"zscape/compute/network"
	"zscape/compute/sparse"
	"zscape/exhibit"
	"zscape/jobs/links"
	"zscape/task"
)

// source is the graph that a State is about.
type source struct {
	of    exhibit.State // by whose keys it was chosen
	graph *network.Graph
	data  *task.Data     // its links, for jobs
	label *network.Label // that divides the nodes best; nil if there is none
	out   []int          // degrees
	in    []int

	planted bool // by detection

	duplicates int                       // links that the file has more than once
	flat       map[string]*sparse.Matrix // without directions, by rule
	parts      map[string][][]int        // their components
	falling    []int                     // see byDegree
}

// dataKeys are the keys of the State by which a graph is chosen.
var dataKeys = []string{"data", "years", "sample"}

// find returns the graph of st, which is d itself if that is it.
func (d *source) find(st exhibit.State) *source {
	if d != nil && !d.planted && !st.Changed(d.of, dataKeys...) {
		return d
	}
	var g *network.Graph
	switch st.Text("data") {
	case "school":
		g = network.School(map[string]network.Years{"both": network.BothYears, "1957": network.Year1957, "1958": network.Year1958}[st.Text("years")])
	case "imports":
		g = network.Imports()
	case "six":
		g = six()
	default:
		g = network.Follow(rand.New(rand.NewPCG(uint64(st.Int("sample")), 13)))
	}
	return newSource(st, g, links.Data(g.Links))
}

// newSource returns the source of a graph; data is its links.
func newSource(st exhibit.State, g *network.Graph, data *task.Data) *source {
	d := &source{of: st, graph: g, data: data, flat: map[string]*sparse.Matrix{}}
	d.out, d.in = g.Degrees()
	if len(g.Labels) > 0 {
		d.label = &g.Labels[0]
	}
	return d
}

// degree returns how many links a node has, out and in.
func (d *source) degree(i int) int { return d.out[i] + d.in[i] }

// six returns a graph that is small enough to try all partitions of: two groups of three
// nodes, with 10 of 12 possible links within them and 2 of 18 between them.
func six() *network.Graph {
	to := [][]int{{2}, {0, 2}, {0, 1}, {1, 4, 5}, {3}, {0, 3, 4}}
	g := network.New([]string{"a", "b", "c", "d", "e", "f"}, true, func(yield func(sparse.Entry) bool) {
		for i, list := range to {
			for _, j := range list {
				if !yield(sparse.Entry{Row: int32(i), Col: int32(j), Value: 1}) {
					return
				}
			}
		}
	})
	g.Labels = []network.Label{{Name: "half", Classes: []string{"a, b, c", "d, e, f"}, Class: []int32{0, 0, 0, 1, 1, 1}}}
	return g
}
