package blockmodel

import "math"

// Sweep draws the group of every node that is not pinned anew, one after the other,
// given all others: collapsed Gibbs sampling (J. Liu, 1994). With Beta other than 1 it
// draws from that power of the posterior; an infinite one takes the best group. It
// tells by work, unless that is nil, how many cells it has looked at, node by node.
func (c *Chain) Sweep(work func(cells int)) {
	for k := range c.sides {
		for i := range c.score.n {
			if c.Pinned(k, i) {
				continue
			}
			c.take(k, i)
			c.weigh()
			c.place(c.group[c.draw()])
			if work != nil {
				work(c.cost())
			}
		}
	}
}

// cost returns how many cells a node looks at.
func (c *Chain) cost() int {
	return (len(c.group) + 1) * (c.senders().top + c.receivers().top)
}

// weigh finds the groups to which the node that was taken may go, and the log of each
// one's probability, up to a constant. Of empty groups whose numbers mean nothing there
// is one; as for the rest, one is as good as another.
func (c *Chain) weigh() {
	s := &c.sides[c.move.side]
	c.weight, c.group = c.weight[:0], c.group[:0]
	vacant, known := 0.0, false
	for g := range min(s.top+1, c.stride) {
		n := s.size[g]
		gain := vacant
		switch {
		case n > 0:
			gain = c.gain(g)
		case !known:
			vacant, known = c.gain(g), true
			gain = vacant
		case c.prior.CRP:
			continue
		}
		c.weight = append(c.weight, gain+c.logs[n])
		c.group = append(c.group, int32(g))
	}
}

// draw returns the place of one of the groups that were weighed.
func (c *Chain) draw() int {
	best := 0
	for k, w := range c.weight {
		if w > c.weight[best] {
			best = k
		}
	}
	if math.IsInf(c.Beta, 1) || len(c.weight) == 1 {
		return best
	}
	most, total := c.weight[best], 0.0
	for k, w := range c.weight {
		c.weight[k] = 0
		if d := c.Beta * (w - most); d > -40 {
			c.weight[k] = math.Exp(d)
			total += c.weight[k]
		}
	}
	u := c.random.Float64() * total
	for k, w := range c.weight {
		if u -= w; u < 0 {
			return k
		}
	}
	return best
}

// Changes returns how the log joint changes if a node goes to each group to which it
// may: 0 for its own. Of empty groups whose numbers mean nothing there is one, to be a
// new group. The two lists are the chain's, up to its next change.
func (c *Chain) Changes(partition, node int) (groups []int32, changes []float64) {
	g := c.sides[partition].label[node]
	c.take(partition, node)
	c.weigh()
	now := 0.0
	for k, h := range c.group {
		if h == g || c.sides[partition].size[g] == 0 && c.prior.CRP && c.sides[partition].size[h] == 0 {
			c.group[k], now = g, c.weight[k]
		}
	}
	for k := range c.weight {
		c.weight[k] -= now
	}
	c.place(g)
	return c.group, c.weight
}
