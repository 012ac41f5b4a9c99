package graph

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"zscape/compute/blockmodel"
	"zscape/compute/partition"
	"zscape/exhibit"
)

// naming is the numbers by which groups are shown. A chain may call a group anything; what
// is shown keeps its number, and so its colour, as long as it has about the same nodes.
type naming struct {
	shown [2][]int32 // the groups of each node, of senders and of receivers
	names [2][]int32 // of each group of chain 1, the number that is shown, -1 for an empty group
	of    [2][]int32 // what was named last
}

// centre is the partitions that stand for all draws, one of senders and one of receivers.
type centre struct {
	found    [2][]int32 // their groups have the numbers by which they are shown
	distance [2]float64 // mean variation of information, in nats
	draws    int        // of which it was found
	ended    bool       // all draws were there
}

// display brings the groups that are shown to the State and to what the chains have come
// to. Those of receivers are the same if there is one partition.
func (b *blocks) display(s *session) groups {
	if !b.known {
		return groups{}
	}
	of := [2][]int32{b.z, b.w}
	count := 1
	if s.twoPartitions(s.state) {
		count = 2
	}
	m := &b.naming
	for k := range count {
		p := of[k]
		if s.state.On("raw") {
			m.shown[k], m.names[k], m.of[k] = p, rawNames(p), nil
		} else if len(m.of[k]) == 0 || &m.of[k][0] != &p[0] {
			m.names[k] = namesFor(p, m.shown[k])
			m.shown[k], m.of[k] = partition.Renamed(p, m.names[k]), p
		}
	}
	show := m.shown
	if s.state.Text("shown") == "centroid" {
		b.summarize(s, count)
		if b.centre.found[0] != nil {
			show = b.centre.found
		}
	}
	g := groups{show[0], show[0]}
	if count == 2 {
		g.receivers = show[1]
	}
	return g
}

// rawNames leaves the groups their numbers.
func rawNames(p []int32) []int32 {
	sizes := partition.Sizes(p)
	names := make([]int32, len(sizes))
	for g, n := range sizes {
		if names[g] = int32(g); n == 0 {
			names[g] = -1
		}
	}
	return names
}

// namesFor returns how the groups of a partition are shown after another one was, or nil:
// with the numbers from 0 on, of which each keeps that of the group whose nodes it has, as
// far as there are so many. At first they go by size.
func namesFor(p, before []int32) []int32 {
	sizes := partition.Sizes(p)
	var wanted []int32
	if len(before) == len(p) {
		wanted = partition.NewTable(p, before).Names()
	} else {
		wanted = make([]int32, len(sizes))
		for i, g := range partition.BySize(p) {
			wanted[p[i]] = g
		}
	}
	names := make([]int32, len(sizes))
	var groups []int
	for g, n := range sizes {
		if names[g] = -1; n > 0 {
			groups = append(groups, g)
		}
	}
	taken := make([]bool, len(groups))
	for _, g := range groups {
		if w := wanted[g]; w >= 0 && int(w) < len(taken) && !taken[w] {
			names[g], taken[w] = w, true
		}
	}
	free := 0
	slices.SortStableFunc(groups, func(a, b int) int { return cmp.Compare(wanted[a], wanted[b]) })
	for _, g := range groups {
		if names[g] >= 0 {
			continue
		}
		for taken[free] {
			free++
		}
		names[g], taken[free] = int32(free), true
	}
	return names
}

// summarize finds the centroid of the draws after the warmup, anew when there are half as
// many more, and at the end.
func (b *blocks) summarize(s *session, count int) {
	var z, w [][]int32
	for k := range b.drawn {
		for _, d := range slices.Backward(b.drawn[k]) {
			if d.sweep > float64(warmup(s.state)) {
				z, w = append(z, d.z), append(w, d.w)
			}
		}
	}
	c := &b.centre
	total := b.together.of.total
	if len(z) == 0 {
		*c = centre{}
		return
	}
	if c.found[count-1] != nil && len(c.found[0]) == len(z[0]) && total >= c.draws && (c.ended && b.ended || !b.ended && total < c.draws+c.draws/2+200) {
		return
	}
	// As many draws as some milliseconds are enough for.
	const least, most, work = 10, 200, 16_000
	stride := (len(z)-1)/min(most, max(least, work/max(len(z[0]), 1))) + 1
	*c = centre{draws: total, ended: b.ended}
	for k, draws := range [][][]int32{z, w}[:count] {
		var some [][]int32
		for d := 0; d < len(draws); d += stride {
			some = append(some, draws[d])
		}
		p, distance := partition.Centroid(some, nil)
		c.found[k], c.distance[k] = partition.Renamed(p, namesFor(p, b.naming.shown[k])), distance
	}
}

// judge scores partitions that are no chain's own.
type judge struct {
	source *source
	model  blockmodel.Model
	prior  blockmodel.Prior
	score  *blockmodel.Score
	chain  *blockmodel.Chain // nil if the model does not take the graph

	label    float64 // log joint probability of the groups by the label of the data
	labelled bool    // it is known, or NaN
}

// judgeFor returns what scores the partitions of the graph for a State.
func (s *session) judgeFor(st exhibit.State) *judge {
	j := &s.judge
	model, prior := s.model(st)
	if j.source == s.source && j.model == model && j.prior == prior {
		return j
	}
	*j = judge{source: s.source, model: model, prior: prior}
	if score, err := blockmodel.NewScore(s.source.graph.Links, model); err == nil {
		j.score = score
		j.chain, _ = score.NewChain(prior, rand.New(rand.NewPCG(0, 0))) // nil if the prior is wrong
	}
	return j
}

// judged returns the chain that scores the partitions of the graph for a State, having
// them; ok is false if they have more groups than the prior, or the model does not take
// the graph.
func (s *session) judged(st exhibit.State, g groups) (c *blockmodel.Chain, ok bool) {
	j, n := s.judgeFor(st), s.source.graph.N()
	if j.chain == nil || len(g.senders) != n || len(g.receivers) != n {
		return nil, false
	}
	parts := [][]int32{g.senders, g.receivers}[:j.chain.Partitions()]
	for _, p := range parts {
		if slices.Min(p) < 0 || int(slices.Max(p)) >= j.chain.Limit() {
			return nil, false
		}
	}
	j.chain.Assign(parts...)
	return j.chain, true
}
