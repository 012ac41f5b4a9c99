package blockmodel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Chain is a partition, or two, and what is needed to change it by one node at once
// and to draw the next one from its posterior distribution.
type Chain struct {
	score  *Score
	prior  Prior
	random *rand.Rand
	sides  []side // one, or those of senders and receivers
	stride int
	cells  []cell    // of group k as sender and l as receiver at k*stride + l; symmetric if the graph is undirected
	logs   []float64 // what a group of so many nodes adds to the log prior when another comes
	pinned []bool
	move   move
	weight []float64 // of each group
	group  []int32   // that each weight is of

	// Beta is the inverse of the temperature at which Sweep draws: 1 for the posterior.
	Beta float64

	divisions []division // for the moves of MergeSplit, one of each partition
	divided   []division // those that are made
	order     []arrival
	leaving   []int32 // of regroup
}

// side is one of the partitions.
type side struct {
	label []int32 // of a node that is in no group, Chain.stride
	size  []int   // of each group
	x, y  []int   // what a group counts as a sender and as a receiver
	top   int     // one more than the last group that is not empty; of fixed groups all
}

// cell is a block.
type cell struct {
	links, pairs int
	term         float64
}

// NewChain returns a chain that begins with everybody in the group 0. The random
// numbers are those of all that it draws; it keeps them.
func (s *Score) NewChain(p Prior, random *rand.Rand) (*Chain, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	c := &Chain{score: s, prior: p, random: random, stride: p.K, Beta: 1}
	if p.CRP {
		c.stride = min(s.n, MaxGroups)
	}
	count := 1
	if s.Two {
		count = 2
	}
	c.cells = make([]cell, c.stride*c.stride)
	c.sides, c.divisions = make([]side, count), make([]division, count)
	for k := range c.sides {
		c.divisions[k].partition = k
		c.sides[k] = side{label: make([]int32, s.n), size: make([]int, c.stride), x: make([]int, c.stride), y: make([]int, c.stride)}
	}
	c.logs = make([]float64, s.n+1)
	for m := range c.logs {
		switch {
		case !p.CRP:
			c.logs[m] = math.Log(float64(m) + p.Alpha)
		case m == 0:
			c.logs[m] = math.Log(p.Alpha)
		default:
			c.logs[m] = math.Log(float64(m))
		}
	}
	c.pinned = make([]bool, count*s.n)
	c.weight, c.group = make([]float64, 0, c.stride), make([]int32, 0, c.stride)
	c.move = newMove(c.stride + 1)
	c.recount()
	return c, nil
}

// Randomise draws the partitions from their prior.
func (c *Chain) Randomise() {
	for k := range c.sides {
		s := &c.sides[k]
		clear(s.size)
		for i := range s.label {
			total := float64(i) + c.prior.Alpha
			if !c.prior.CRP {
				total = float64(i) + c.prior.Alpha*float64(c.prior.K)
			}
			u, g := c.random.Float64()*total, 0
			for ; g < c.stride-1; g++ {
				w := float64(s.size[g])
				if !c.prior.CRP {
					w += c.prior.Alpha
				} else if w == 0 {
					break
				}
				if u -= w; u < 0 {
					break
				}
			}
			s.label[i] = int32(g)
			s.size[g]++
		}
	}
	c.recount()
}

// Assign sets the partitions: that of all, or of senders and of receivers. It panics
// if there are as many groups as the prior does not have.
func (c *Chain) Assign(partitions ...[]int32) {
	if len(partitions) != len(c.sides) {
		panic(fmt.Sprintf("blockmodel: %d partitions for %d", len(partitions), len(c.sides)))
	}
	for k, p := range partitions {
		if len(p) != c.score.n || slices.ContainsFunc(p, func(g int32) bool { return g < 0 || int(g) >= c.stride }) {
			panic("blockmodel: not a partition of the graph in so many groups")
		}
		copy(c.sides[k].label, p)
	}
	c.recount()
}

// Partitions returns how many partitions there are, 1 or 2.
func (c *Chain) Partitions() int { return len(c.sides) }

// Partition returns the group of each node: in the partition 0, or as receivers in
// partition 1. It is the chain's, to be read only.
func (c *Chain) Partition(k int) []int32 { return c.sides[k].label }

// Groups returns how many groups of a partition are not empty.
func (c *Chain) Groups(partition int) (count int) {
	for _, n := range c.sides[partition].size {
		if n > 0 {
			count++
		}
	}
	return count
}

// Limit returns how many groups there may be: their numbers are less.
func (c *Chain) Limit() int { return c.stride }

// Entropy returns the entropy of the sizes of the groups, in nats.
func (c *Chain) Entropy(partition int) (h float64) {
	n := float64(c.score.n)
	for _, m := range c.sides[partition].size {
		if m > 0 {
			h -= float64(m) / n * math.Log(float64(m)/n)
		}
	}
	return h
}

// Extent returns one more than the largest number of a group of senders and of one of
// receivers that are not empty; of fixed groups, how many there are.
func (c *Chain) Extent() (senders, receivers int) { return c.senders().top, c.receivers().top }

// Block returns the links from a group of senders to one of receivers, and the pairs
// of nodes where they could be (see Score.Density).
func (c *Chain) Block(k, l int) (links, pairs int) {
	b := &c.cells[k*c.stride+l]
	return b.links, b.pairs
}

// Pin holds a node in its group, where only Put moves it; or no longer.
func (c *Chain) Pin(partition, node int, held bool) { c.pinned[partition*c.score.n+node] = held }

// Pinned reports whether a node is held.
func (c *Chain) Pinned(partition, node int) bool { return c.pinned[partition*c.score.n+node] }

// Put sets the group of a node.
func (c *Chain) Put(partition, node int, group int32) {
	c.take(partition, node)
	c.place(group)
}

// senders and receivers are the partitions of those.
func (c *Chain) senders() *side   { return &c.sides[0] }
func (c *Chain) receivers() *side { return &c.sides[len(c.sides)-1] }

// recount sets all counts by the labels.
func (c *Chain) recount() {
	for k := range c.sides {
		s := &c.sides[k]
		clear(s.size)
		clear(s.x)
		clear(s.y)
		for i, g := range s.label {
			s.size[g]++
			s.x[g] += c.score.x[i]
			s.y[g] += c.score.y[i]
		}
		s.top = c.stride
		c.lower(s)
	}
	clear(c.cells)
	z, w := c.senders(), c.receivers()
	for i, k := range z.label {
		row := c.cells[int(k)*c.stride:][:c.stride]
		columns, values := c.score.out.Row(i)
		for e, j := range columns {
			row[w.label[j]].links += weightOf(values, e)
		}
	}
	for k := range z.top {
		row := c.cells[k*c.stride:]
		for l := range w.top {
			row[l].pairs = z.x[k] * w.y[l]
		}
	}
	undirected := c.score.Undirected
	for i, k := range z.label {
		own := &c.cells[int(k)*c.stride+int(w.label[i])]
		if !c.score.Loops || undirected {
			own.pairs -= c.score.x[i] * c.score.y[i]
		}
		if c.score.loop != nil && !undirected {
			own.links += c.score.loop[i]
		}
	}
	if undirected { // within a group, every pair has come twice, but for loops
		for k := range z.top {
			own := &c.cells[k*c.stride+k]
			own.links, own.pairs = own.links/2, own.pairs/2
		}
		for i, k := range z.label {
			if own := &c.cells[int(k)*c.stride+int(k)]; c.score.Loops {
				own.links += c.score.loop[i]
				own.pairs += c.score.x[i] * c.score.y[i]
			}
		}
	}
	for k := range z.top {
		row := c.cells[k*c.stride:]
		for l := range w.top {
			row[l].term = c.score.term(row[l].links, row[l].pairs)
		}
	}
}

// lower lets the top of a side fall to its last group.
func (c *Chain) lower(s *side) {
	for c.prior.CRP && s.top > 0 && s.size[s.top-1] == 0 {
		s.top--
	}
}

// weightOf returns the weight of a link.
func weightOf(values []float64, e int) int {
	if values == nil {
		return 1
	}
	return int(values[e])
}

// LogLikelihood returns ln p(A | z, w).
func (c *Chain) LogLikelihood() float64 {
	sum := 0.0
	for k := range c.senders().top {
		row := c.cells[k*c.stride:][:c.receivers().top]
		if c.score.Undirected {
			row = row[:k+1]
		}
		for l := range row {
			sum += row[l].term
		}
	}
	return sum + c.score.constant
}

// LogPrior returns the log of the prior probability of a partition. Of fixed groups
// it is that of their numbers, too: a partition in k of K groups has K!/(K-k)! of them.
func (c *Chain) LogPrior(partition int) float64 {
	s, n, a := &c.sides[partition], float64(c.score.n), c.prior.Alpha
	sum := 0.0
	lgamma := func(x float64) float64 { v, _ := math.Lgamma(x); return v }
	if c.prior.CRP {
		for _, m := range s.size[:s.top] {
			if m > 0 {
				sum += math.Log(a) + lgamma(float64(m))
			}
		}
		return sum + lgamma(a) - lgamma(a+n)
	}
	start := lgamma(a)
	for _, m := range s.size {
		if m > 0 {
			sum += lgamma(a+float64(m)) - start
		}
	}
	k := float64(c.prior.K) * a
	return sum + lgamma(k) - lgamma(k+n)
}

// LogJoint returns the log of the joint probability of links and partitions: the
// posterior's, up to what does not depend on the partition. With fixed groups it is
// the exact integrated complete-data likelihood of E. Côme and P. Latouche ("Model
// selection and clustering in stochastic block models based on the exact integrated
// complete data likelihood", Statistical Modelling 15, 2015).
func (c *Chain) LogJoint() float64 {
	sum := c.LogLikelihood()
	for k := range c.sides {
		sum += c.LogPrior(k)
	}
	return sum
}
