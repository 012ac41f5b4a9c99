package blockmodel

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Best is the best partition that was found with K groups, or the best two.
type Best struct {
	K          int
	LogJoint   float64   // the exact integrated complete-data likelihood, see Chain.LogJoint
	Partitions [][]int32 // canonical
	Groups     []int     // how many of K are not empty, of each partition
}

// ICL looks for the best partition with each number of groups from most down to 1 (of
// two partitions, of as many groups each) and tells each by found. It begins with the
// best one of K + 1 groups, of which it merges the two that are best merged, and as
// often as starts says with a random partition, which it cools. Then single nodes move
// as long as that makes it better. The score is that of Côme and Latouche (2015), the
// prior Dirichlet(alpha, ..., alpha). It tells by work, unless that is nil, how many
// cells it has looked at. What is wrong with alpha, or most, is an *OptionError.
func (s *Score) ICL(alpha float64, most, starts int, random *rand.Rand, work func(cells int), found func(Best)) error {
	var above *Chain // the best with one group more
	for k := most; k >= 1 || k == most; k-- {
		c, err := s.NewChain(Prior{K: k, Alpha: alpha}, random)
		if err != nil {
			return err
		}
		best := Best{K: k, LogJoint: math.Inf(-1)}
		if above != nil {
			above.reduce(work)
			c.Assign(above.canonical()...)
			c.climb(work)
			best.improve(c)
		}
		for start := 0; start < starts || best.Partitions == nil; start++ {
			c.Randomise()
			c.cool(work)
			c.climb(work)
			best.improve(c)
		}
		c.Assign(best.Partitions...)
		for k := range c.sides {
			best.Groups = append(best.Groups, c.Groups(k))
		}
		found(best)
		above = c
	}
	return nil
}

// improve takes the chain's partitions if they are better.
func (b *Best) improve(c *Chain) {
	if joint := c.LogJoint(); joint > b.LogJoint {
		b.LogJoint, b.Partitions = joint, c.canonical()
	}
}

// canonical returns the partitions in canonical form.
func (c *Chain) canonical() (partitions [][]int32) {
	for k := range c.sides {
		p := slices.Clone(c.Partition(k))
		Canonical(p, p)
		partitions = append(partitions, p)
	}
	return partitions
}

// cool draws from ever higher powers of the posterior.
func (c *Chain) cool(work func(cells int)) {
	const sweeps, hot, colder = 20, 0.3, 1.13 // so that it ends at 3
	c.Beta = hot
	for range sweeps {
		c.Sweep(work)
		c.Beta *= colder
	}
	c.Beta = 1
	for range sweeps {
		c.MergeSplit(nil, work)
	}
}

// climb moves single nodes as long as that is better.
func (c *Chain) climb(work func(cells int)) {
	c.Beta = math.Inf(1)
	defer func() { c.Beta = 1 }()
	for joint := c.LogJoint(); ; {
		c.Sweep(work)
		next := c.LogJoint()
		if !(next > joint+1e-9) {
			return
		}
		joint = next
	}
}

// reduce merges, in each partition of which no group is empty, the two groups that are
// best merged.
func (c *Chain) reduce(work func(cells int)) {
	for k := range c.sides {
		s := &c.sides[k]
		if slices.Contains(s.size, 0) {
			continue
		}
		into, from, best := int32(0), int32(0), math.Inf(-1)
		for g := range s.size {
			for h := range g {
				if v := c.merged(k, g, h); v > best {
					into, from, best = int32(h), int32(g), v
				}
			}
			if work != nil {
				work(2 * g * c.stride)
			}
		}
		for i, g := range s.label {
			if g == from {
				c.Put(k, i, into)
			}
		}
	}
}

// merged returns what the log joint gains if two groups become one, up to what is the
// same for all.
func (c *Chain) merged(partition, g, h int) float64 {
	lgamma := func(x float64) float64 { v, _ := math.Lgamma(x); return v }
	s, a := &c.sides[partition], c.prior.Alpha
	m, n := float64(s.size[g]), float64(s.size[h])
	sum := lgamma(a+m+n) - lgamma(a+m) - lgamma(a+n)
	if partition == 0 {
		sum += c.joined(g*c.stride, h*c.stride, 1, g, h)
	}
	if !c.score.Undirected && (partition == 1 || !c.score.Two) {
		sum += c.joined(g, h, c.stride, g, h)
	}
	if c.score.Two {
		return sum
	}
	own := []cell{c.cells[g*c.stride+g], c.cells[h*c.stride+h], c.cells[g*c.stride+h], c.cells[h*c.stride+g]}
	if c.score.Undirected {
		own = own[:3]
	}
	return sum + c.gained(own...)
}

// joined returns what two rows or columns of cells gain when they are one. Of one
// partition the cells of the two groups themselves are left out.
func (c *Chain) joined(g, h, stride, a, b int) (sum float64) {
	count := c.senders().top
	if stride == 1 {
		count = c.receivers().top
	}
	for l := range count {
		if c.score.Two || l != a && l != b {
			sum += c.gained(c.cells[g+l*stride], c.cells[h+l*stride])
		}
	}
	return sum
}

// gained returns what cells gain when they are one.
func (c *Chain) gained(cells ...cell) (sum float64) {
	links, pairs := 0, 0
	for _, b := range cells {
		links, pairs = links+b.links, pairs+b.pairs
		sum -= b.term
	}
	return sum + c.score.term(links, pairs)
}
