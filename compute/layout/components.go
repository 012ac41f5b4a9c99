package layout

import (
	"slices"

	"zscape/compute/sparse"
)

// graph is the links of a graph both ways, its nodes in the order of their components:
// the largest first, and of one size that of the first node.
type graph struct {
	node  []int32 // of each place in the order, the node
	place []int32 // of each node, its place
	start []int32 // of each component, its first place, and the end

	from   []int32   // of each place, its first link, and the end
	to     []int32   // of each link, the place
	weight []float64 // of each link; 1 on average
}

// newGraph takes what pulls of the links: those of two nodes and of a positive, finite
// weight, once whether they go one way or both.
func newGraph(work func(n int), links *sparse.Matrix) *graph {
	a := links.Symmetric(sparse.Or)
	work(2 * a.Len())
	n := a.Rows
	g := &graph{node: make([]int32, 0, n), from: make([]int32, n+1)}

	// The nodes of each component follow each other as they are found, breadth first.
	var first []int32
	seen := make([]bool, n)
	for i := range seen {
		if seen[i] {
			continue
		}
		first = append(first, int32(len(g.node)))
		seen[i] = true
		g.node = append(g.node, int32(i))
		for k := len(g.node) - 1; k < len(g.node); k++ {
			columns, values := a.Row(int(g.node[k]))
			for e, j := range columns {
				if !seen[j] && pulls(values, e) {
					seen[j] = true
					g.node = append(g.node, j)
				}
			}
			work(len(columns))
		}
	}
	first = append(first, int32(n))
	g.sort(first)

	g.place = make([]int32, n)
	for k, i := range g.node {
		g.place[i] = int32(k)
	}
	sum := 0.0
	for k, i := range g.node {
		columns, values := a.Row(int(i))
		for e, j := range columns {
			if j != i && pulls(values, e) {
				w := 1.0
				if values != nil {
					w = values[e]
				}
				g.to, g.weight = append(g.to, g.place[j]), append(g.weight, w)
				sum += w
			}
		}
		g.from[k+1] = int32(len(g.to))
		work(len(columns))
	}
	for e := range g.weight {
		g.weight[e] /= sum / float64(len(g.weight))
	}
	return g
}

// pulls reports whether the e-th of a row's values is a weight that pulls.
func pulls(values []float64, e int) bool {
	if values == nil {
		return true
	}
	const most = 1e100 // so that sums and squares are finite
	v := values[e]
	return v > 1/most && v < most
}

// sort puts the components, whose nodes start at first, in their order.
func (g *graph) sort(first []int32) {
	order := make([]int32, len(first)-1)
	for c := range order {
		order[c] = int32(c)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return int((first[b+1] - first[b]) - (first[a+1] - first[a]))
	})
	nodes := make([]int32, 0, len(g.node))
	g.start = append(g.start, 0)
	for _, c := range order {
		nodes = append(nodes, g.node[first[c]:first[c+1]]...)
		slices.Sort(nodes[g.start[len(g.start)-1]:])
		g.start = append(g.start, int32(len(nodes)))
	}
	g.node = nodes
}

// span returns the first place of a component and the one after its last.
func (g *graph) span(component int) (first, end int32) {
	return g.start[component], g.start[component+1]
}

// component returns the component of a place.
func (g *graph) component(k int32) int {
	c, found := slices.BinarySearch(g.start, k)
	if !found {
		c--
	}
	return c
}

// links returns the links of a place.
func (g *graph) links(k int32) (to []int32, weight []float64) {
	a, b := g.from[k], g.from[k+1]
	return g.to[a:b:b], g.weight[a:b:b]
}
