package terrain

import "math"

// chains gathers degenerate points. Those of a curve or a plateau come in great
// numbers, one or more from every cell, and are told by one.
//
// The points of a cell are put in groups by their height, and groups of cells
// that are near each other and equally high are united (a disjoint-set forest,
// without ranks).
type chains struct {
	cells map[[2]int][]*group
	begun []*group // all of them, united ones too
	count int      // of roots
}

// group is a set of degenerate points.
type group struct {
	parent                 *group // nil for a root
	best                   root   // the best located, the first of equals
	umin, umax, vmin, vmax float64
}

// near is how many cells apart neighbours are at most.
const near = 2

// add enters a point. n is the number of cells on a side, dz what heights may
// differ by.
func (c *chains) add(r root, n int, dz float64) {
	if c.cells == nil {
		c.cells = map[[2]int][]*group{}
	}
	i, j := int(r.u*float64(n)), int(r.v*float64(n))
	home := &group{best: r, umin: r.u, umax: r.u, vmin: r.v, vmax: r.v}
	here, isNew := false, true
	for dj := -near; dj <= near; dj++ {
		for di := -near; di <= near; di++ {
			for _, g := range c.cells[[2]int{i + di, j + dj}] {
				g = g.root()
				if math.Abs(g.best.jet.Z-r.jet.Z) > dz {
					continue
				}
				here = here || di == 0 && dj == 0
				if g == home {
					continue
				}
				unite(g, home)
				home = g
				if !isNew {
					c.count--
				}
				isNew = false
			}
		}
	}
	if !here {
		c.cells[[2]int{i, j}] = append(c.cells[[2]int{i, j}], home)
	}
	if isNew {
		c.begun = append(c.begun, home)
		c.count++
	}
}

// all returns the groups.
func (c *chains) all() []*group {
	var roots []*group
	for _, g := range c.begun {
		if g.parent == nil {
			roots = append(roots, g)
		}
	}
	return roots
}

// root returns the group that g has become a part of.
func (g *group) root() *group {
	for g.parent != nil {
		if g.parent.parent != nil {
			g.parent = g.parent.parent
		}
		g = g.parent
	}
	return g
}

// unite puts b into a. Both are roots.
func unite(a, b *group) {
	b.parent = a
	if b.best.err < a.best.err {
		a.best = b.best
	}
	a.umin, a.umax = min(a.umin, b.umin), max(a.umax, b.umax)
	a.vmin, a.vmax = min(a.vmin, b.vmin), max(a.vmax, b.vmax)
}
