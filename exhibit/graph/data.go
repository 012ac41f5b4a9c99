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
