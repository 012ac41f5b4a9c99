package terrain

// chains gathers degenerate points. Those of a curve or a plateau come in great
// numbers, one or more from every cell, and are told by one.
//
// The points of a cell are put in groups by their height. A group that reaches a new
// cell is united with the groups near by, equally high, that it is linked to (a
// disjoint-set forest, without ranks).
type chains struct {
	n     int // cells on a side
	cells map[[2]int][]member
	begun []*group // all of them, united ones too
	count int      // of roots
}

// group is a set of degenerate points.
type group struct {
	parent *group  // nil for a root
	best   root    // the best located of those whose jets are good, the first of equals
	ends   [4]root // the leftmost, rightmost, lowest and highest on the map
}

// member is the first point of a group in a cell.
type member struct {
	*group
	root
}

// near is how many cells apart neighbours are at most.
const near = 2

func newChains(n int) chains { return chains{n: n, cells: map[[2]int][]member{}} }

// cell returns the cell that r lies in.
func (c *chains) cell(r root) [2]int {
	return [2]int{int(r.u * float64(c.n)), int(r.v * float64(c.n))}
}

// join enters a point into the groups of which like says that it may belong to them,
// in its cell or linked to it from a cell near by; ok is false if there is none.
func (c *chains) join(r root, like func(g *group) bool, linked func(a, b root) bool) (ok bool) {
	at := c.cell(r)
	for _, m := range c.cells[at] {
		if g := m.group.top(); like(g) {
			g.take(r)
			return true
		}
	}
	var home *group
	for dj := -near; dj <= near; dj++ {
		for di := -near; di <= near; di++ {
			for _, m := range c.cells[[2]int{at[0] + di, at[1] + dj}] {
				switch g := m.group.top(); {
				case g == home || !like(g) || !linked(m.root, r):
				case home == nil:
					home = g
				default:
					unite(home, g)
					c.count--
				}
			}
		}
	}
	if home == nil {
		return false
	}
	home.take(r)
	c.cells[at] = append(c.cells[at], member{home, r})
	return true
}

// begin makes a group of a point.
func (c *chains) begin(r root) {
	g := &group{best: r, ends: [4]root{r, r, r, r}}
	at := c.cell(r)
	c.cells[at] = append(c.cells[at], member{g, r})
	c.begun = append(c.begun, g)
	c.count++
}

// all returns the groups.
func (c *chains) all() []*group {
	var list []*group
	for _, g := range c.begun {
		if g.parent == nil {
			list = append(list, g)
		}
	}
	return list
}

// top returns the group that g has become a part of.
func (g *group) top() *group {
	for g.parent != nil {
		if g.parent.parent != nil {
			g.parent = g.parent.parent
		}
		g = g.parent
	}
	return g
}

// unite puts b into a. Both are roots of the forest.
func unite(a, b *group) {
	b.parent = a
	a.take(b.best)
	for _, r := range b.ends {
		a.take(r)
	}
}

// take makes r a point of g.
func (g *group) take(r root) {
	if b := &g.best; r.mended && !b.mended || r.mended == b.mended && r.err < b.err {
		g.best = r
	}
	for k, e := range g.ends {
		if [4]bool{r.u < e.u, r.u > e.u, r.v < e.v, r.v > e.v}[k] {
			g.ends[k] = r
		}
	}
}

// size returns the sides of the box around the points.
func (g *group) size() (w, h float64) {
	return g.ends[1].u - g.ends[0].u, g.ends[3].v - g.ends[2].v
}
