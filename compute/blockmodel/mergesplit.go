package blockmodel

import (
	"math"
	"slices"
)

// Outcome counts what became of moves of many nodes at once.
type Outcome struct {
	Splits, Merges, Shares                int // that were accepted
	SplitsTried, MergesTried, SharesTried int
}

// restricted is how many scans bring a proposal near to where it is likely.
const restricted = 3

// MergeSplit proposes, for each partition, that two groups become one, that one
// becomes two, or that two share their nodes anew, and accepts that such that the
// posterior remains what is drawn from. Moves of single nodes hardly ever get there
// (T. Peixoto, "Merge-split Markov chain Monte Carlo for community detection",
// Physical Review E 102, 2020). Two nodes are drawn; how those who are with one of
// them are divided is drawn by restricted Gibbs scans (S. Jain, R. Neal, "A split-merge
// Markov chain Monte Carlo procedure for the Dirichlet process mixture model", Journal
// of Computational and Graphical Statistics 13, 2004). A pinned node is never moved. It
// tells by work as Sweep does, and by o, unless that is nil, how it went.
func (c *Chain) MergeSplit(o *Outcome, work func(cells int)) {
	if o == nil {
		o = new(Outcome)
	}
	n := c.score.n
	for k := range c.sides {
		if n < 2 {
			continue
		}
		i, j := c.random.IntN(n), c.random.IntN(n-1)
		if j >= i {
			j++
		}
		share := c.random.IntN(2) == 0
		label := c.sides[k].label
		switch {
		case label[i] == label[j] && !share:
			c.split(k, i, j, o, work)
		case label[i] != label[j] && !share:
			c.merge(k, i, j, o, work)
		case label[i] != label[j]:
			c.share(k, i, j, o, work)
		}
	}
}

// gathered sets the members: all but i and j who are in one of their groups and not
// pinned. It returns false if one is pinned in the group of i, who would have to leave.
func (c *Chain) gathered(partition, i, j int) (free bool) {
	label := c.sides[partition].label
	g, h := label[i], label[j]
	c.members, free = c.members[:0], !c.Pinned(partition, i)
	for m, k := range label {
		switch {
		case k != g && k != h || m == i || m == j:
		case !c.Pinned(partition, m):
			c.members = append(c.members, int32(m))
		case k == g:
			free = false
		}
	}
	return free
}

// vacancy draws a number for a new group and returns how many there were to draw from:
// of fixed groups any that is empty, else one for all. ok is false if there is none.
func (c *Chain) vacancy(s *side) (group int32, choices int, ok bool) {
	for g, n := range s.size {
		if n > 0 {
			continue
		}
		if c.prior.CRP {
			return int32(g), 1, true
		}
		if choices++; c.random.IntN(choices) == 0 {
			group = int32(g)
		}
	}
	return group, choices, choices > 0
}

// split proposes that i leaves j with some of the others, for a new group.
func (c *Chain) split(partition, i, j int, o *Outcome, work func(cells int)) {
	s := &c.sides[partition]
	c.gathered(partition, i, j)
	h, choices, ok := c.vacancy(s)
	o.SplitsTried++
	if !ok || c.Pinned(partition, i) {
		return
	}
	c.old = c.labels(c.old, s)
	g, before := s.label[j], c.LogJoint()
	c.Put(partition, i, h)
	c.launchFrom(partition, h, g, work)
	q := c.scan(partition, h, g, nil, work)
	if c.accepts(c.LogJoint() - before + math.Log(float64(choices)) - q) {
		o.Splits++
		return
	}
	c.Put(partition, i, g)
	c.restore(partition, c.old)
}

// merge proposes that the group of i joins that of j.
func (c *Chain) merge(partition, i, j int, o *Outcome, work func(cells int)) {
	s := &c.sides[partition]
	h, g := s.label[i], s.label[j]
	o.MergesTried++
	if !c.gathered(partition, i, j) {
		return
	}
	c.old = c.labels(c.old, s)
	before := c.LogJoint()
	c.launchFrom(partition, h, g, work)
	q := c.scan(partition, h, g, c.old, work) // as it was
	choices := 1
	if !c.prior.CRP {
		for _, n := range s.size {
			if n == 0 {
				choices++
			}
		}
	}
	c.Put(partition, i, g)
	for _, m := range c.members {
		if s.label[m] == h {
			c.Put(partition, int(m), g)
		}
	}
	if c.accepts(c.LogJoint() - before - math.Log(float64(choices)) + q) {
		o.Merges++
		return
	}
	c.Put(partition, i, h)
	c.restore(partition, c.old)
}

// share proposes that the groups of i and j divide the others anew.
func (c *Chain) share(partition, i, j int, o *Outcome, work func(cells int)) {
	s := &c.sides[partition]
	h, g := s.label[i], s.label[j]
	o.SharesTried++
	c.gathered(partition, i, j)
	c.old = c.labels(c.old, s)
	before := c.LogJoint()
	c.launchFrom(partition, h, g, work)
	c.launch = c.labels(c.launch, s)
	q := -c.scan(partition, h, g, nil, work)
	q += c.LogJoint() - before
	c.ended = c.labels(c.ended, s)
	c.restore(partition, c.launch)
	q += c.scan(partition, h, g, c.old, work)
	if c.accepts(q) {
		o.Shares++
		c.restore(partition, c.ended)
	}
}

// accepts draws whether a proposal is accepted, given the log of its ratio.
func (c *Chain) accepts(ratio float64) bool { return c.random.Float64() < math.Exp(ratio) }

// labels sets dst to the groups of the members.
func (c *Chain) labels(dst []int32, s *side) []int32 {
	dst = slices.Grow(dst[:0], len(c.members))
	for _, m := range c.members {
		dst = append(dst, s.label[m])
	}
	return dst
}

// restore puts the members into the groups that they had.
func (c *Chain) restore(partition int, groups []int32) {
	label := c.sides[partition].label
	for k, m := range c.members {
		if label[m] != groups[k] {
			c.Put(partition, int(m), groups[k])
		}
	}
}

// launchFrom divides the members between two groups at random, and brings that nearer
// to where it is likely.
func (c *Chain) launchFrom(partition int, h, g int32, work func(cells int)) {
	label := c.sides[partition].label
	for _, m := range c.members {
		to := g
		if c.random.IntN(2) == 0 {
			to = h
		}
		if label[m] != to {
			c.Put(partition, int(m), to)
		}
	}
	for range restricted {
		c.scan(partition, h, g, nil, work)
	}
}

// scan draws for each member one of two groups, given all others, and returns the log
// of the probability of what it drew. Or it puts them where groups says, and returns
// the log of the probability to have drawn that.
func (c *Chain) scan(partition int, h, g int32, groups []int32, work func(cells int)) (q float64) {
	s := &c.sides[partition]
	for k, m := range c.members {
		c.take(partition, int(m))
		odds := c.gain(int(g)) + c.logs[s.size[g]] - c.gain(int(h)) - c.logs[s.size[h]]
		// The probability of h is 1 / (1 + e^odds).
		to := g
		if groups != nil {
			to = groups[k]
		} else if c.random.Float64()*(1+math.Exp(odds)) < 1 {
			to = h
		}
		if to == g {
			odds = -odds
		}
		q -= softplus(odds)
		c.place(to)
		if work != nil {
			work(2 * (c.senders().top + c.receivers().top))
		}
	}
	return q
}

// softplus returns ln(1 + e^x).
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }
