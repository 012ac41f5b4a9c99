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
	g := &graph{from: make([]int32, n+1)}
	g.sort(components(a, work))

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

// components returns the component of each node, and how many nodes each has. They are
// numbered by their first nodes.
func components(a *sparse.Matrix, work func(n int)) (of []int32, size []int) {
	of = make([]int32, a.Rows)
	for i := range of {
		of[i] = -1
	}
	queue := make([]int32, 0, a.Rows)
	for i := range of {
		if of[i] >= 0 {
			continue
		}
		c, before := int32(len(size)), len(queue)
		of[i] = c
		queue = append(queue, int32(i))
		for k := before; k < len(queue); k++ {
			columns, values := a.Row(int(queue[k]))
			for e, j := range columns {
				if of[j] < 0 && pulls(values, e) {
					of[j] = c
					queue = append(queue, j)
				}
			}
			work(len(columns))
		}
		size = append(size, len(queue)-before)
	}
	return of, size
}

// sort gives the nodes of components their places, by counting.
func (g *graph) sort(of []int32, size []int) {
	n := len(of)
	// Where the next component of a size begins: behind all that are larger.
	begin := make([]int32, n+1)
	for _, s := range size {
		begin[s-1] += int32(s)
	}
	for s := n - 1; s >= 0; s-- {
		begin[s] += begin[s+1]
	}
	next := make([]int32, len(size)) // place of the next node of each component
	for c, s := range size {
		next[c] = begin[s]
		begin[s] += int32(s)
	}
	g.node, g.place = make([]int32, n), make([]int32, n)
	for i, c := range of {
		g.place[i] = next[c]
		g.node[next[c]] = int32(i)
		next[c]++
	}
	g.start = append(g.start, 0)
	for k := 0; k < n; {
		k += size[of[g.node[k]]]
		g.start = append(g.start, int32(k))
	}
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
