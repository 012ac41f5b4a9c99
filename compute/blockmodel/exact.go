package blockmodel

import "math"

const (
	// MaxExact is the most nodes of which all partitions are gone through: 115,975.
	MaxExact = 10

	// MaxExactTwo is the most nodes of which all pairs of partitions are: 769,129.
	MaxExactTwo = 7
)

// Exact is the posterior distribution itself, of a small graph.
type Exact struct {
	LogEvidence float64 // ln p(A)

	// Probability is that of each partition, by its rank; of two, of z and w at
	// rank(z) * Bell(n) + rank(w). Partitions that differ in numbers only are the same.
	Probability []float64

	Together [][]float64 // for each partition n x n, how probably two nodes are together
	Groups   [][]float64 // for each partition, the probability of k groups at k, from 0 to n
}

// Enumerate goes through all partitions. It tells by work, unless that is nil, of how
// many it has found the score, or which it has counted in. More nodes than MaxExact, or
// MaxExactTwo, are an *OptionError.
func (s *Score) Enumerate(p Prior, work func(partitions int)) (*Exact, error) {
	most := MaxExact
	if s.Two {
		most = MaxExactTwo
	}
	if s.n > most {
		return nil, refuse("nodes", float64(s.n), "must be at most %d to try every partition", "すべての分割を調べられるのは%d個までです", most)
	}
	c, err := s.NewChain(p, nil)
	if err != nil {
		return nil, err
	}
	e := newExact(s)
	for k := range e.Probability {
		e.Probability[k] = math.Inf(-1) // as those of too many groups remain
	}
	top := math.Inf(-1)
	c.visit(func(rank int) {
		v := c.LogJoint()
		for k := range c.sides {
			v += c.numberings(k)
		}
		e.Probability[rank] = v
		top = max(top, v)
	}, work)
	total := 0.0
	for k, v := range e.Probability {
		e.Probability[k] = math.Exp(v - top)
		total += e.Probability[k]
	}
	e.LogEvidence = top + math.Log(total)
	for k := range e.Probability {
		e.Probability[k] /= total
	}
	e.tally(s.n, work)
	return e, nil
}

func newExact(s *Score) *Exact {
	e := &Exact{Probability: make([]float64, Bell(s.n))}
	count := 1
	if s.Two {
		count = 2
		e.Probability = make([]float64, Bell(s.n)*Bell(s.n))
	}
	for range count {
		e.Together = append(e.Together, make([]float64, s.n*s.n))
		e.Groups = append(e.Groups, make([]float64, s.n+1))
	}
	return e
}

// numberings returns the log of how many ways there are to number the groups.
func (c *Chain) numberings(partition int) (logs float64) {
	if !c.prior.CRP {
		for k := range c.Groups(partition) {
			logs += math.Log(float64(c.prior.K - k))
		}
	}
	return logs
}

// visit lets the chain be each partition, or each pair of them, once.
func (c *Chain) visit(visit func(rank int), work func(partitions int)) {
	r := NewRanks(c.score.n)
	bell := Bell(c.score.n)
	for {
		rank := r.Of(c.Partition(0))
		if len(c.sides) == 1 {
			visit(rank)
		} else {
			for {
				visit(rank*bell + r.Of(c.Partition(1)))
				if work != nil {
					work(1)
				}
				if !c.next(1) {
					break
				}
			}
		}
		if work != nil {
			work(1)
		}
		if !c.next(0) {
			return
		}
	}
}

// next makes a canonical partition the next one of so many groups as there may be, or
// the first one after the last, and then returns false.
func (c *Chain) next(partition int) bool {
	label := c.sides[partition].label
	for i := len(label) - 1; i >= 0; i-- {
		most := int32(-1)
		for _, g := range label[:i] {
			most = max(most, g)
		}
		if g := label[i]; g <= most && int(g)+1 < c.stride {
			c.Put(partition, i, g+1)
			return true
		}
		if label[i] != 0 {
			c.Put(partition, i, 0)
		}
	}
	return false
}

// tally sets what follows from the probabilities.
func (e *Exact) tally(n int, work func(partitions int)) {
	r, label := NewRanks(n), make([]int32, n)
	bell := Bell(n)
	for rank, p := range e.Probability {
		ranks := []int{rank}
		if len(e.Together) == 2 {
			ranks = []int{rank / bell, rank % bell}
		}
		for k, rank := range ranks {
			r.Partition(label, rank)
			groups := int32(0)
			for i, g := range label {
				groups = max(groups, g+1)
				for j, h := range label {
					if g == h {
						e.Together[k][i*n+j] += p
					}
				}
			}
			e.Groups[k][groups] += p
		}
		if work != nil {
			work(1)
		}
	}
}

// Likely returns the ranks of the most probable partitions, at most so many, from the
// first on.
func (e *Exact) Likely(count int) (ranks []int) {
	for rank, p := range e.Probability {
		switch {
		case p == 0 || count == 0:
			continue
		case len(ranks) < count:
			ranks = append(ranks, rank)
		case e.Probability[ranks[count-1]] < p:
			ranks[count-1] = rank
		}
		for at := len(ranks) - 1; at > 0 && e.Probability[ranks[at-1]] < e.Probability[ranks[at]]; at-- {
			ranks[at-1], ranks[at] = ranks[at], ranks[at-1]
		}
	}
	return ranks
}
