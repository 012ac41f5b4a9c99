package blockmodel

// move is a node that is in no group of its partition, and what it will add to the
// cells of the one that it goes to.
type move struct {
	side, node int
	row, col   strip

	// With one partition, what the cell of its new group and itself has beyond what the
	// strips say of those that are in it already.
	own, ownPairs int
}

// strip is what a node adds to cells: as a sender to those of its group and each of
// the receivers', or as a receiver to those of each group and its own. Past the last
// group stand the nodes that are in none, and nobody looks.
type strip struct {
	on           bool
	links, pairs []int
}

func newMove(groups int) move {
	return move{row: newStrip(groups), col: newStrip(groups)}
}

func newStrip(groups int) strip {
	return strip{links: make([]int, groups), pairs: make([]int, groups)}
}

// take takes a node out of its group, so that the chain is that of the others.
func (c *Chain) take(partition, node int) {
	s := &c.sides[partition]
	g := int(s.label[node])
	s.label[node] = int32(c.stride)
	s.size[g]--
	s.x[g] -= c.score.x[node]
	s.y[g] -= c.score.y[node]
	c.gather(partition, node)
	c.add(g, -1)
	c.lower(s)
}

// place puts the node that was taken into a group.
func (c *Chain) place(group int32) {
	s, g, i := &c.sides[c.move.side], int(group), c.move.node
	c.add(g, 1)
	s.label[i] = group
	s.size[g]++
	s.x[g] += c.score.x[i]
	s.y[g] += c.score.y[i]
	s.top = max(s.top, g+1)
}

// gather finds what the node that was taken adds.
func (c *Chain) gather(partition, node int) {
	m, sc := &c.move, c.score
	m.side, m.node = partition, node
	m.row.on, m.col.on = partition == 0, !sc.Undirected && (partition == 1 || !sc.Two)
	m.own, m.ownPairs = 0, 0
	x, y := sc.x[node], sc.y[node]
	if m.row.on {
		w := c.receivers()
		columns, values := sc.out.Row(node)
		clear(m.row.links[:w.top])
		count(m.row.links, w.label, columns, values)
		scale(m.row.pairs[:w.top], w.y, x)
		if sc.Two && !sc.Loops {
			m.row.pairs[w.label[node]] -= x * y
		}
	}
	if m.col.on {
		z := c.senders()
		rows, values := sc.in.Row(node)
		clear(m.col.links[:z.top])
		count(m.col.links, z.label, rows, values)
		scale(m.col.pairs[:z.top], z.x, y)
		if sc.Two && !sc.Loops {
			m.col.pairs[z.label[node]] -= x * y
		}
	}
	if sc.loop != nil {
		m.own, m.ownPairs = sc.loop[node], x*y
	}
}

// count adds to dst the weight of the links with each group.
func count(dst []int, label, nodes []int32, values []float64) {
	if values == nil {
		for _, j := range nodes {
			dst[label[j]]++
		}
		return
	}
	values = values[:len(nodes)]
	for e, j := range nodes {
		dst[label[j]] += int(values[e])
	}
}

// scale sets dst to a times the first of x.
func scale(dst, x []int, a int) {
	x = x[:len(dst)]
	for k := range dst {
		dst[k] = a * x[k]
	}
}

// turn adds to the row's strip what else comes to the cell of the group and itself, which
// lies in the column's, too; or with the sign -1 takes it away. Of two partitions no cell
// lies in both.
func (c *Chain) turn(g, sign int) {
	m := &c.move
	if c.score.Two {
		return
	}
	links, pairs := m.own, m.ownPairs
	if m.col.on {
		links, pairs = links+m.col.links[g], pairs+m.col.pairs[g]
	}
	m.row.links[g] += sign * links
	m.row.pairs[g] += sign * pairs
}

// extent makes the strips reach to a group.
func (c *Chain) extent(g int) (rows, cols int) {
	m := &c.move
	rows, cols = c.senders().top, c.receivers().top
	if !c.score.Two && g >= rows { // the node's is a new one
		for k := rows; k <= g; k++ {
			m.row.links[k], m.row.pairs[k], m.col.links[k], m.col.pairs[k] = 0, 0, 0, 0
		}
		rows, cols = g+1, g+1
	}
	return rows, cols
}

// add adds the node to the cells of a group, or with the sign -1 takes it away.
func (c *Chain) add(g, sign int) {
	m := &c.move
	rows, cols := c.extent(g)
	c.turn(g, 1)
	if m.row.on {
		for l := range cols {
			c.change(g*c.stride+l, sign*m.row.links[l], sign*m.row.pairs[l])
			if c.score.Undirected {
				c.cells[l*c.stride+g] = c.cells[g*c.stride+l]
			}
		}
	}
	if m.col.on {
		for k := range rows {
			if c.score.Two || k != g {
				c.change(k*c.stride+g, sign*m.col.links[k], sign*m.col.pairs[k])
			}
		}
	}
	c.turn(g, -1)
}

// change adds to a cell.
func (c *Chain) change(at, links, pairs int) {
	if links == 0 && pairs == 0 {
		return
	}
	b := &c.cells[at]
	b.links += links
	b.pairs += pairs
	b.term = c.score.term(b.links, b.pairs)
}

// gain returns what the log likelihood gains when the node comes to a group.
func (c *Chain) gain(g int) (sum float64) {
	m := &c.move
	rows, cols := c.extent(g)
	c.turn(g, 1)
	if m.row.on {
		sum = c.score.gain(c.cells[g*c.stride:], 1, m.row.links[:cols], m.row.pairs)
	}
	switch {
	case !m.col.on:
	case c.score.Two:
		sum += c.score.gain(c.cells[g:], c.stride, m.col.links[:rows], m.col.pairs)
	default:
		sum += c.score.gain(c.cells[g:], c.stride, m.col.links[:g], m.col.pairs)
		if g+1 < rows {
			sum += c.score.gain(c.cells[(g+1)*c.stride+g:], c.stride, m.col.links[g+1:rows], m.col.pairs[g+1:])
		}
	}
	c.turn(g, -1)
	return sum
}

// gain returns what cells gain by links and pairs that are added, one cell after the
// other. Almost all the time is spent here.
func (s *Score) gain(cells []cell, stride int, links, pairs []int) (sum float64) {
	pairs = pairs[:len(links)]
	if s.Links == Bernoulli {
		return s.gainBernoulli(cells, stride, links, pairs)
	}
	at := 0
	for l, more := range links {
		if pairs[l] != 0 {
			b := &cells[at]
			m := b.links + more
			sum += s.links.at(m) - (s.A+float64(m))*s.pairs.at(b.pairs+pairs[l]) - b.term
		}
		at += stride
	}
	return sum
}

func (s *Score) gainBernoulli(cells []cell, stride int, links, pairs []int) (sum float64) {
	at := 0
	for l, more := range links {
		if pairs[l] != 0 {
			b := &cells[at]
			m, n := b.links+more, b.pairs+pairs[l]
			sum += s.links.at(m) + s.gaps.at(n-m) - s.pairs.at(n) - b.term
		}
		at += stride
	}
	return sum
}
