package blockmodel

import (
	"math"
	"slices"
)

// Outcome counts moves of many nodes at once: those that were proposed, and those that
// were accepted.
type Outcome struct {
	Splits, Merges, Shares             int // proposed
	SplitsDone, MergesDone, SharesDone int // accepted
}

// restricted is how many scans bring a proposal near to where it is likely.
const restricted = 4

// division is two groups of a partition, between which nodes move.
type division struct {
	partition int
	h, g      int32   // the groups of i and of j
	members   []int32 // the others who move

	old, launch, ended []int32 // groups of the members
}

// arrival is a member who is to be put into a group of a division.
type arrival struct {
	*division
	node int32
}

// MergeSplit proposes that two groups become one, that one becomes two, or that two
// share their nodes anew, and accepts that such that the posterior remains what is drawn
// from. Moves of single nodes hardly ever get there (T. Peixoto, "Merge-split Markov
// chain Monte Carlo for community detection", Physical Review E 102, 2020). Two nodes
// are drawn; how those who are with one of them are divided is drawn by restricted
// Gibbs scans (S. Jain, R. Neal, "A split-merge Markov chain Monte Carlo procedure for
// the Dirichlet process mixture model", Journal of Computational and Graphical
// Statistics 13, 2004).
//
// Of two partitions it proposes that for one of them, for the other, or for both at
// once: groups of senders cannot be told apart as long as those are one that they send to.
//
// If the number of groups is fixed and none is empty, a group can only become two when two
// others become one: then both are proposed at once.
//
// A pinned node is never moved. It tells by work as Sweep does, and counts in o, unless
// that is nil.
func (c *Chain) MergeSplit(o *Outcome, work func(cells int)) {
	n := c.score.n
	if n < 2 {
		return
	}
	if o == nil {
		o = new(Outcome)
	}
	c.choose()
	i, j := c.random.IntN(n), c.random.IntN(n-1)
	if j >= i {
		j++
	}
	together := 0
	for k := range c.divided {
		d := &c.divided[k]
		label := c.sides[d.partition].label
		if d.h, d.g = label[i], label[j]; d.h == d.g {
			together++
		}
	}
	share := c.random.IntN(2) == 0
	switch {
	case together == len(c.divided) && !share:
		o.Splits++
		if c.split(i, j, work) || c.full() && c.regroup(i, j, work) {
			o.SplitsDone++
		}
	case together > 0: // not the same in both partitions
	case share:
		o.Shares++
		if c.share(i, j, work) {
			o.SharesDone++
		}
	default:
		o.Merges++
		if c.merge(i, j, work) {
			o.MergesDone++
		}
	}
}

// choose draws which partitions are divided.
func (c *Chain) choose() {
	c.divided = c.divisions
	if len(c.sides) == 2 {
		switch c.random.IntN(3) {
		case 0:
			c.divided = c.divisions[:1]
		case 1:
			c.divided = c.divisions[1:]
		}
	}
}

// gatherMembers sets the members of the divisions: all but i and j who are in one of
// their groups and not pinned. It returns false if one is pinned in the group of i, who
// would have to leave.
func (c *Chain) gatherMembers(i, j int) (free bool) {
	free = true
	for k := range c.divided {
		d := &c.divided[k]
		free = free && !c.Pinned(d.partition, i)
		d.members = d.members[:0]
		for m, g := range c.sides[d.partition].label {
			switch {
			case g != d.g && g != d.h || m == i || m == j:
			case !c.Pinned(d.partition, m):
				d.members = append(d.members, int32(m))
			case g == d.h:
				free = false
			}
		}
		d.old = c.labels(d.old, d)
	}
	return free
}

// vacancy draws a number for a new group, of fixed groups any that is empty, and
// returns how many there were to draw from: with numbers that mean nothing, 1; 0 if
// there is no other group.
func (c *Chain) vacancy(partition int) (group int32, choices int) {
	for g, n := range c.sides[partition].size {
		if n > 0 {
			continue
		}
		if choices++; c.prior.CRP || c.random.IntN(choices) == 0 {
			group = int32(g)
		}
		if c.prior.CRP {
			break
		}
	}
	return group, choices
}

// split proposes that i leaves j with some of the others, for a new group.
func (c *Chain) split(i, j int, work func(cells int)) (accepted bool) {
	ratio := 0.0
	for k := range c.divided {
		d := &c.divided[k]
		choices := 0
		if d.h, choices = c.vacancy(d.partition); choices == 0 || c.Pinned(d.partition, i) {
			return false
		}
		ratio += math.Log(float64(choices))
	}
	c.gatherMembers(i, j)
	ratio -= c.LogJoint()
	for _, d := range c.divided {
		c.Put(d.partition, i, d.h)
	}
	c.launch(work)
	ratio -= c.scan(false, work)
	if c.accepts(ratio + c.LogJoint()) {
		return true
	}
	for k := range c.divided {
		d := &c.divided[k]
		c.Put(d.partition, i, d.g)
		c.assign(d, d.old)
	}
	return false
}

// full reports whether one partition is divided, which has no room for another group.
func (c *Chain) full() bool {
	return len(c.divided) == 1 && !slices.Contains(c.sides[c.divided[0].partition].size, 0)
}

// regroup proposes that i leaves j with some of the others, for a group whose nodes join
// another one. The way back is a move of the same kind: the one group that became of two
// is split, and the two that became of one are merged, in the same place between them. So
// as that may begin with any node of each of the two, one of each is drawn here, too.
func (c *Chain) regroup(i, j int, work func(cells int)) (accepted bool) {
	d := &c.divided[0]
	s := &c.sides[d.partition]
	from := d.g
	if len(s.size) < 3 || c.Pinned(d.partition, i) {
		return false
	}
	other := func(not ...int32) int32 {
		for {
			if g := int32(c.random.IntN(len(s.size))); !slices.Contains(not, g) {
				return g
			}
		}
	}
	to := other(from)
	left := other(from, to)
	joined := [2]int{c.member(s, left), c.member(s, to)}
	ratio := math.Log(float64(s.size[left])) + math.Log(float64(s.size[to]))

	// The way back, as far as it is a split: of the two groups that are merged.
	d.h, d.g = left, to
	if !c.gatherMembers(joined[0], joined[1]) {
		return false
	}
	before := c.LogJoint()
	c.launch(work)
	ratio += c.scan(true, work)
	c.leaving = c.leaving[:0]
	for m, g := range s.label {
		if g == left {
			c.leaving = append(c.leaving, int32(m))
		}
	}
	for _, m := range c.leaving {
		c.Put(d.partition, int(m), to)
	}

	d.h, d.g = left, from
	c.gatherMembers(i, j)
	c.Put(d.partition, i, left)
	c.launch(work)
	ratio -= c.scan(false, work)
	ratio -= math.Log(float64(s.size[left])) + math.Log(float64(s.size[from]))
	if c.accepts(ratio + c.LogJoint() - before) {
		return true
	}
	c.Put(d.partition, i, from)
	c.assign(d, d.old)
	for _, m := range c.leaving {
		c.Put(d.partition, int(m), left)
	}
	return false
}

// member draws a node of a group.
func (c *Chain) member(s *side, group int32) int {
	k := c.random.IntN(s.size[group])
	for m, g := range s.label {
		if g != group {
			continue
		}
		if k == 0 {
			return m
		}
		k--
	}
	panic("blockmodel: a group has fewer nodes than its size")
}

// merge proposes that the group of i joins that of j.
func (c *Chain) merge(i, j int, work func(cells int)) (accepted bool) {
	if !c.gatherMembers(i, j) {
		return false
	}
	ratio := -c.LogJoint()
	c.launch(work)
	ratio += c.scan(true, work) // as it was
	for k := range c.divided {
		d := &c.divided[k]
		s := &c.sides[d.partition]
		c.Put(d.partition, i, d.g)
		for _, m := range d.members {
			if s.label[m] == d.h {
				c.Put(d.partition, int(m), d.g)
			}
		}
		_, choices := c.vacancy(d.partition)
		ratio -= math.Log(float64(choices))
	}
	if c.accepts(ratio + c.LogJoint()) {
		return true
	}
	for k := range c.divided {
		d := &c.divided[k]
		c.Put(d.partition, i, d.h)
		c.assign(d, d.old)
	}
	return false
}

// share proposes that the groups of i and j divide the others anew.
func (c *Chain) share(i, j int, work func(cells int)) (accepted bool) {
	c.gatherMembers(i, j)
	ratio := -c.LogJoint()
	c.launch(work)
	for k := range c.divided {
		d := &c.divided[k]
		d.launch = c.labels(d.launch, d)
	}
	ratio -= c.scan(false, work)
	ratio += c.LogJoint()
	for k := range c.divided {
		d := &c.divided[k]
		d.ended = c.labels(d.ended, d)
		c.assign(d, d.launch)
	}
	ratio += c.scan(true, work)
	if !c.accepts(ratio) {
		return false
	}
	for k := range c.divided {
		c.assign(&c.divided[k], c.divided[k].ended)
	}
	return true
}

// accepts draws whether a proposal is accepted, given the log of its ratio.
func (c *Chain) accepts(ratio float64) bool { return c.random.Float64() < math.Exp(ratio) }

// labels sets dst to the groups of the members.
func (c *Chain) labels(dst []int32, d *division) []int32 {
	dst = slices.Grow(dst[:0], len(d.members))
	for _, m := range d.members {
		dst = append(dst, c.sides[d.partition].label[m])
	}
	return dst
}

// assign puts the members into groups.
func (c *Chain) assign(d *division, groups []int32) {
	label := c.sides[d.partition].label
	for k, m := range d.members {
		if label[m] != groups[k] {
			c.Put(d.partition, int(m), groups[k])
		}
	}
}

// launch divides the members: they are taken out, come back in an order of chance, each
// given those who are there (D. Dahl, S. Newcomb, "Sequentially-allocated merge-split samplers for
// conjugate Bayesian models", Journal of Statistical Computation and Simulation 92,
// 2022), and are then drawn again. Where they were does not matter.
func (c *Chain) launch(work func(cells int)) {
	c.order = c.order[:0]
	for k := range c.divided {
		d := &c.divided[k]
		for _, m := range d.members {
			c.take(d.partition, int(m))
			c.order = append(c.order, arrival{d, m})
		}
	}
	for k := range c.order {
		other := k + c.random.IntN(len(c.order)-k)
		c.order[k], c.order[other] = c.order[other], c.order[k]
		a := c.order[k]
		c.gather(a.partition, int(a.node))
		to := a.g
		if c.drawn(c.odds(a.division)) {
			to = a.h
		}
		c.place(to)
		c.tell(work)
	}
	for range restricted {
		c.scan(false, work)
	}
}

// odds returns the log of the odds of g against h for the node that was taken.
func (c *Chain) odds(d *division) float64 {
	s := &c.sides[d.partition]
	return c.gain(int(d.g)) + c.logs[s.size[d.g]] - c.gain(int(d.h)) - c.logs[s.size[d.h]]
}

// drawn draws h, given the log of the odds against it.
func (c *Chain) drawn(odds float64) bool { return c.random.Float64()*(1+math.Exp(odds)) < 1 }

func (c *Chain) tell(work func(cells int)) {
	if work != nil {
		work(2 * (c.senders().top + c.receivers().top))
	}
}

// scan draws for each member one of the two groups, given all others, and returns the
// log of the probability of what it drew. Or, back, it puts them where they were, and
// returns the log of the probability to have drawn that.
func (c *Chain) scan(back bool, work func(cells int)) (q float64) {
	for k := range c.divided {
		d := &c.divided[k]
		for k, m := range d.members {
			c.take(d.partition, int(m))
			odds, to := c.odds(d), d.g
			if back {
				to = d.old[k]
			} else if c.drawn(odds) {
				to = d.h
			}
			if to == d.g {
				odds = -odds
			}
			q -= softplus(odds) // the probability of h is 1 / (1 + e^odds)
			c.place(to)
			c.tell(work)
		}
	}
	return q
}

// softplus returns ln(1 + e^x).
func softplus(x float64) float64 { return max(x, 0) + math.Log(1+math.Exp(-math.Abs(x))) }
