package network

import "slices"

// Components returns the weak component of each node: nodes are in the same one if
// links, followed either way, lead from one to the other. Components are counted from 0,
// the largest first, of the same size that with the lowest node.
func (g *Graph) Components() (of []int32, count int) {
	// Disjoint sets with path halving (R. E. Tarjan, J. van Leeuwen, Journal of the ACM
	// 31(2), 1984).
	up := make([]int32, g.N())
	for i := range up {
		up[i] = int32(i)
	}
	root := func(i int32) int32 {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	for e := range g.Links.All() {
		a, b := root(e.Row), root(e.Col)
		up[max(a, b)] = min(a, b)
	}
	of = make([]int32, g.N())
	for i := range of {
		of[i] = root(int32(i))
	}
	return bySize(of)
}

// StrongComponents returns the strong component of each node: nodes are in the same one
// if links lead from one to the other and back. They are counted as Components does.
func (g *Graph) StrongComponents() (of []int32, count int) {
	// R. E. Tarjan, Depth-First Search and Linear Graph Algorithms, SIAM Journal on
	// Computing 1(2), 1972; without recursion, as paths may be long.
	n := g.N()
	of = make([]int32, n)
	number := make([]int32, n) // from 1 in the order of visits
	low := make([]int32, n)
	next := slices.Clone(g.Links.Start[:n]) // link of each node
	open := make([]bool, n)
	var path, stack []int32
	visits := int32(0)
	for begin := range n {
		if number[begin] > 0 {
			continue
		}
		visit := func(i int32) {
			visits++
			number[i], low[i], open[i] = visits, visits, true
			path, stack = append(path, i), append(stack, i)
		}
		visit(int32(begin))
		for len(path) > 0 {
			i := path[len(path)-1]
			if k := next[i]; k < g.Links.Start[i+1] {
				next[i]++
				if j := g.Links.Column[k]; number[j] == 0 {
					visit(j)
				} else if open[j] {
					low[i] = min(low[i], number[j])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				j := path[len(path)-1]
				low[j] = min(low[j], low[i])
			}
			if low[i] < number[i] {
				continue
			}
			for {
				j := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				of[j], open[j] = i, false
				if j == i {
					break
				}
			}
		}
	}
	return bySize(of)
}

// bySize numbers the parts of nodes, each of which is given by any number below that of
// all nodes, by size.
func bySize(of []int32) (class []int32, count int) {
	size := make([]int, len(of))
	var order []int // by their lowest nodes
	for _, c := range of {
		if size[c] == 0 {
			order = append(order, int(c))
		}
		size[c]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return size[b] - size[a] })
	number := make([]int32, len(of))
	for k, c := range order {
		number[c] = int32(k)
	}
	class = make([]int32, len(of))
	for i, c := range of {
		class[i] = number[c]
	}
	return class, len(order)
}
