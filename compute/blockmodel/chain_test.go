package blockmodel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var priors = []Prior{{K: 3, Alpha: 0.8}, {CRP: true, Alpha: 1.5}}

// verify compares a chain with one that counts anew.
func verify(t *testing.T, c *Chain) {
	t.Helper()
	d := newChain(t, c.score, c.prior, 1)
	var labels [][]int32
	for k := range c.sides {
		labels = append(labels, c.Partition(k))
	}
	d.Assign(labels...)
	for k := range c.sides {
		a, b := c.sides[k], d.sides[k]
		if a.top != b.top || !slices.Equal(a.size, b.size) || !slices.Equal(a.x, b.x) || !slices.Equal(a.y, b.y) {
			t.Fatalf("sizes %v of %d, want %v of %d", a.size, a.top, b.size, b.top)
		}
	}
	for at := range c.cells {
		if c.cells[at] != d.cells[at] {
			t.Fatalf("cell %d is %+v, want %+v", at, c.cells[at], d.cells[at])
		}
	}
	if c.LogJoint() != d.LogJoint() {
		t.Fatalf("log joint %v, want %v", c.LogJoint(), d.LogJoint())
	}
}

// Whatever moves there were, the counts are those of the partition, to the bit.
func TestCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var o Outcome
	for _, m := range models() {
		for _, p := range priors {
			c := newChain(t, newScore(t, sample(12, 3, 0.7, 0.2, m.Undirected, r), m), p, 3)
			verify(t, c)
			c.Randomise()
			verify(t, c)
			for range 150 {
				c.Put(r.IntN(len(c.sides)), r.IntN(12), r.Int32N(int32(c.Limit())))
				verify(t, c)
				c.Sweep(nil)
				verify(t, c)
				c.MergeSplit(&o, nil)
				verify(t, c)
			}
		}
	}
	if o.MergesDone < 100 || o.SplitsDone < 100 || o.SharesDone < 100 || o.MergesDone == o.Merges || o.SplitsDone == o.Splits || o.SharesDone == o.Shares {
		t.Errorf("%+v", o)
	}
}

// How the score changes for each group, also a new one, is what it is when the node is
// there; and asking changes nothing.
func TestChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, m := range models() {
		for _, p := range priors {
			c := newChain(t, newScore(t, sample(12, 3, 0.7, 0.2, m.Undirected, r), m), p, 3)
			for range 40 {
				c.Randomise()
				k, i := r.IntN(len(c.sides)), r.IntN(12)
				own := c.Partition(k)[i]
				before, empties := c.LogJoint(), 0
				groups, changes := c.Changes(k, i)
				groups, changes = slices.Clone(groups), slices.Clone(changes)
				verify(t, c)
				if !slices.Contains(groups, own) {
					t.Fatalf("%+v: groups %v without its own, %d", p, groups, own)
				}
				for at, g := range groups {
					if c.sides[k].size[g] == 0 {
						empties++
					}
					c.Put(k, i, g)
					if got := c.LogJoint() - before; math.Abs(got-changes[at]) > 1e-9 {
						t.Errorf("%+v, %+v: to %d of %v by %v, want %v", m, p, g, groups, changes[at], got)
					}
					c.Put(k, i, own)
				}
				if p.CRP {
					want := 1
					if c.sides[k].size[own] == 1 {
						want = 0 // it would be its own again
					}
					if empties != want || len(groups) != c.Groups(k)+want {
						t.Errorf("%d new groups among %v", empties, groups)
					}
				} else if len(groups) != p.K {
					t.Errorf("groups %v of %d", groups, p.K)
				}
			}
		}
	}
}

// Six nodes, two groups: the posterior as testdata/sbm.json has it, by another program.
func TestEnumerateReference(t *testing.T) {
	ref, _ := read(t)
	for name, c := range map[string]struct {
		m    Model
		want posterior
	}{
		"one": {Model{}, ref.Small.One}, "with loops": {Model{Loops: true}, ref.Small.Diag}, "two": {Model{Two: true}, ref.Small.Two},
	} {
		c.m.A, c.m.B = 1, 1
		s := newScore(t, dense(6, ref.Small.A), c.m)
		e, err := s.Enumerate(Prior{K: 2, Alpha: 1}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !near(e.LogEvidence, c.want.Evidence, 1e-12) {
			t.Errorf("%s: evidence %v, want %v", name, e.LogEvidence, c.want.Evidence)
		}
		together := [][]float64{c.want.Z}
		if c.m.Two {
			together = append(together, c.want.W)
		}
		for k, want := range together {
			for at, v := range want {
				if math.Abs(e.Together[k][at]-v) > 1e-12 {
					t.Errorf("%s: pair %d, %d of partition %d: %v, want %v", name, at/6, at%6, k, e.Together[k][at], v)
				}
			}
		}
		for k, v := range c.want.Groups {
			if math.Abs(e.Groups[0][k]-v) > 1e-12 {
				t.Errorf("%s: %d groups with %v, want %v", name, k, e.Groups[0][k], v)
			}
		}
		// The most probable partition is it in both numberings.
		numbered := math.Log(2)
		if c.m.Two {
			numbered *= 2
		}
		best := e.Likely(3)
		if got := math.Log(e.Probability[best[0]]) + e.LogEvidence - numbered; name != "with loops" && !near(got, c.want.MaxJoint, 1e-12) {
			t.Errorf("%s: the best has %v, want %v", name, got, c.want.MaxJoint)
		}
		if !(e.Probability[best[0]] >= e.Probability[best[1]] && e.Probability[best[1]] >= e.Probability[best[2]]) || e.Probability[best[0]] != slices.Max(e.Probability) {
			t.Errorf("%s: the likely ones are %v", name, best)
		}
	}
}

// Ranks count partitions in their order.
func TestRanks(t *testing.T) {
	for n, want := range []int{1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975} { // OEIS A000110
		if got := Bell(n); got != want {
			t.Errorf("Bell(%d) = %d, want %d", n, got, want)
		}
	}
	const n = 7
	r, label, last := NewRanks(n), make([]int32, n), []int32(nil)
	canonical := make([]int32, n)
	for rank := range Bell(n) {
		r.Partition(label, rank)
		Canonical(canonical, label)
		if got := r.Of(label); got != rank || !slices.Equal(label, canonical) || last != nil && slices.Compare(last, label) >= 0 {
			t.Fatalf("rank %d is %v after %v, of rank %d", rank, label, last, got)
		}
		for i, g := range label {
			canonical[i] = (g*5 + 3) % 11
		}
		if got := r.Of(canonical); got != rank {
			t.Fatalf("%v has rank %d, want %d", canonical, got, rank)
		}
		Canonical(canonical, canonical)
		if !slices.Equal(canonical, label) {
			t.Fatalf("%v becomes %v", label, canonical)
		}
		last = slices.Clone(label)
	}
}

// batches is means of a quantity over parts of a chain.
type batches struct {
	sum   float64
	means []float64
}

// score returns how far the mean is from another, in its own standard errors.
func (b *batches) score(want float64) float64 {
	mean, squares, n := 0.0, 0.0, float64(len(b.means))
	for _, v := range b.means {
		mean += v / n
	}
	for _, v := range b.means {
		squares += (v - mean) * (v - mean)
	}
	if squares == 0 {
		return math.Abs(mean-want) * 1e6
	}
	return math.Abs(mean-want) / math.Sqrt(squares/(n-1)/n)
}

// Of a small graph the chains draw from the posterior that enumeration has: with moves
// of single nodes, of many, and both.
func TestPosterior(t *testing.T) {
	sweeps := 120
	if testing.Short() {
		sweeps = 40
	}
	r := rand.New(rand.NewPCG(7, 7))
	worst, compared := 0.0, 0
	for _, m := range models() {
		n := 7
		if m.Two {
			n = 5
		}
		links := sample(n, 2, 0.8, 0.3, m.Undirected, r)
		for _, p := range []Prior{{K: 2, Alpha: 0.7}, {K: 4, Alpha: 0.5}, {CRP: true, Alpha: 1.2}} {
			s := newScore(t, links, m)
			e, err := s.Enumerate(p, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, moves := range []string{"single", "both", "many"} {
				c := newChain(t, s, p, 11)
				c.Randomise()
				pairs := make([]batches, len(c.sides)*n*n)
				groups := make([]batches, len(c.sides)*(n+1))
				best := batches{}
				likely, ranks, bell := e.Likely(1)[0], NewRanks(n), Bell(n)
				const parts = 50
				length := sweeps
				if moves == "many" {
					length *= 3
				}
				for range parts {
					for range length {
						if moves != "many" {
							c.Sweep(nil)
						}
						if moves != "single" {
							c.MergeSplit(nil, nil)
						}
						rank := ranks.Of(c.Partition(0))
						if m.Two {
							rank = rank*bell + ranks.Of(c.Partition(1))
						}
						if rank == likely {
							best.sum++
						}
						for k := range c.sides {
							label := c.Partition(k)
							for i := range n {
								for j := range i {
									if label[i] == label[j] {
										pairs[(k*n+i)*n+j].sum++
									}
								}
							}
							groups[k*(n+1)+c.Groups(k)].sum++
						}
					}
					for _, list := range [][]batches{pairs, groups} {
						for k := range list {
							list[k].means = append(list[k].means, list[k].sum/float64(length))
							list[k].sum = 0
						}
					}
					best.means = append(best.means, best.sum/float64(length))
					best.sum = 0
				}
				check := func(what string, b batches, want float64) {
					t.Helper()
					if want < 0.02 || want > 0.98 {
						return // too few for a standard error
					}
					z := b.score(want)
					worst, compared = max(worst, z), compared+1
					if z > 5.5 {
						t.Errorf("%+v, %+v, %s moves: %s is %.1f standard errors from %v", m, p, moves, what, z, want)
					}
				}
				for k := range c.sides {
					for i := range n {
						for j := range i {
							check(fmt.Sprintf("pair %d, %d of %d", i, j, k), pairs[(k*n+i)*n+j], e.Together[k][i*n+j])
						}
					}
					for g := range n + 1 {
						check(fmt.Sprintf("%d groups of %d", g, k), groups[k*(n+1)+g], e.Groups[k][g])
					}
				}
				check("the most probable partition", best, e.Probability[likely])
			}
		}
	}
	t.Logf("%d compared, the worst is %.2f standard errors off", compared, worst)
}

// A pinned node stays, and the others draw from the posterior given that it does.
func TestPinned(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	const n = 6
	links := sample(n, 2, 0.9, 0.3, false, r)
	for _, moves := range []bool{false, true} {
		c := newChain(t, newScore(t, links, Model{A: 1, B: 1}), Prior{K: 3, Alpha: 1}, 4)
		c.Assign([]int32{2, 0, 1, 0, 0, 0})
		c.Pin(0, 0, true)
		c.Pin(0, 2, true)
		// All partitions in which the two are where they are.
		want, total := make([]float64, n), 0.0
		d := newChain(t, c.score, c.prior, 1)
		for k := range 81 {
			d.Assign([]int32{2, int32(k % 3), 1, int32(k / 3 % 3), int32(k / 9 % 3), int32(k / 27)})
			p := math.Exp(d.LogJoint())
			total += p
			for i, g := range d.Partition(0) {
				if g == 2 {
					want[i] += p
				}
			}
		}
		with := make([]batches, n)
		const length = 200
		for range 50 {
			for range length {
				c.Sweep(nil)
				if moves {
					c.MergeSplit(nil, nil)
				}
				for i, g := range c.Partition(0) {
					if g == 2 {
						with[i].sum++
					}
				}
			}
			for i := range with {
				with[i].means = append(with[i].means, with[i].sum/length)
				with[i].sum = 0
			}
		}
		if c.Partition(0)[0] != 2 || c.Partition(0)[2] != 1 || !c.Pinned(0, 0) || c.Pinned(0, 1) {
			t.Fatalf("the pinned nodes are in %v", c.Partition(0))
		}
		for _, i := range []int{1, 3, 4, 5} {
			if z := with[i].score(want[i] / total); z > 4.5 {
				t.Errorf("moves %v: node %d is in the group 2 %.1f standard errors from %v", moves, i, z, want[i]/total)
			}
		}
		c.Pin(0, 0, false)
		for range 100 {
			c.Sweep(nil)
		}
		if !slices.ContainsFunc(make([]int, 100), func(int) bool { c.Sweep(nil); return c.Partition(0)[0] != 2 }) {
			t.Error("a node that is pinned no longer does not move")
		}
	}
}

// "Getting it right" (J. Geweke, 2004): if links are drawn given the partition and the
// partition given the links, in turn, partitions follow their prior.
func TestJoint(t *testing.T) {
	const n, k, parts, length = 6, 2, 60, 120
	for _, m := range []Model{{}, {Loops: true}, {Undirected: true}, {Two: true}, {Two: true, Loops: true}, {Links: Poisson}, {Links: Poisson, Undirected: true, Loops: true}} {
		m.A, m.B = 2, 2
		r := rand.New(rand.NewPCG(5, 3))
		p := Prior{K: k, Alpha: 1}
		c := newChain(t, newScore(t, graph(n, func(i, j int) float64 { return 0 }), m), p, 9)
		c.Randomise()
		var together batches
		for range parts {
			for range length {
				z, w := slices.Clone(c.Partition(0)), slices.Clone(c.Partition(c.Partitions()-1))
				theta := make([]float64, k*k)
				for at := range theta {
					theta[at] = gamma2(r) / m.B
					if m.Links == Bernoulli {
						a, b := gamma2(r), gamma2(r)
						theta[at] = a / (a + b)
					}
					if m.Undirected && at/k > at%k {
						theta[at] = theta[at%k*k+at/k]
					}
				}
				a := make([]float64, n*n)
				for i := range n {
					for j := range n {
						v := theta[int(z[i])*k+int(w[j])]
						switch {
						case m.Links == Poisson:
							a[i*n+j] = poisson(v, r)
						case r.Float64() < v:
							a[i*n+j] = 1
						}
						if m.Undirected && j < i {
							a[i*n+j] = a[j*n+i]
						}
					}
				}
				next := newChain(t, newScore(t, dense(n, a), m), p, r.Uint64())
				if m.Two {
					next.Assign(z, w)
				} else {
					next.Assign(z)
				}
				next.Sweep(nil)
				next.MergeSplit(nil, nil)
				c = next
				if label := c.Partition(c.Partitions() - 1); label[0] == label[1] {
					together.sum++
				}
			}
			together.means, together.sum = append(together.means, together.sum/length), 0
		}
		// Two nodes are together with the probability (1 + Alpha) / (1 + K Alpha).
		if z := together.score(2.0 / 3); z > 4 {
			t.Errorf("%+v: two nodes are together %.1f standard errors from 2/3", m, z)
		}
	}
}

// gamma2 draws from the gamma distribution of shape 2 and rate 1.
func gamma2(r *rand.Rand) float64 { return r.ExpFloat64() + r.ExpFloat64() }

// poisson draws a count of a mean.
func poisson(mean float64, r *rand.Rand) (count float64) {
	for at := r.ExpFloat64(); at < mean; at += r.ExpFloat64() {
		count++
	}
	return count
}

func TestCountTogether(t *testing.T) {
	dst := make([]int32, Pairs(5))
	CountTogether(dst, []int32{1, 0, 1, 1, 7})
	CountTogether(dst, []int32{0, 0, 0, 1, 1})
	// 0-1 0-2 0-3 0-4, 1-2 1-3 1-4, 2-3 2-4, 3-4
	if want := []int32{1, 2, 1, 0, 1, 0, 0, 1, 0, 1}; !slices.Equal(dst, want) {
		t.Errorf("%v, want %v", dst, want)
	}
	CountTogether(nil, []int32{3})
}

// The least graphs, and those that have no links or all.
func TestTiny(t *testing.T) {
	for n := 1; n <= 3; n++ {
		for _, weight := range []float64{0, 1} {
			for _, m := range models() {
				s := newScore(t, graph(n, func(i, j int) float64 { return weight }), m)
				for _, p := range append(priors, Prior{K: 1, Alpha: 1}, Prior{K: 40, Alpha: 1}) {
					c := newChain(t, s, p, 1)
					c.Randomise()
					for range 20 {
						c.Sweep(nil)
						c.MergeSplit(nil, nil)
						c.Changes(0, n-1)
						verify(t, c)
					}
					e, err := s.Enumerate(p, nil)
					if err != nil {
						t.Fatal(err)
					}
					sum := 0.0
					for _, v := range e.Probability {
						sum += v
					}
					if !near(sum, 1, 1e-12) || !near(e.Together[0][n*n-1], 1, 1e-12) || e.LogEvidence-e.LogEvidence != 0 {
						t.Errorf("%d nodes, %+v, %+v: %+v", n, m, p, e)
					}
				}
				found := 0
				if err := s.ICL(1, 4, 1, rand.New(rand.NewPCG(1, 1)), nil, func(b Best) { found++ }); err != nil || found != 4 {
					t.Errorf("%d nodes, %+v: %d numbers of groups, %v", n, m, found, err)
				}
			}
		}
	}
}

// Where there may be no more groups, chains go on with those that there are.
func TestMaxGroups(t *testing.T) {
	none := graph(260, func(i, j int) float64 { return 0 }) // and hardly any are expected
	for _, two := range []bool{false, true} {
		c := newChain(t, newScore(t, none, Model{Two: two, A: 1, B: MaxParameter}), Prior{CRP: true, Alpha: MaxParameter}, 1)
		c.Randomise()
		most := 0
		for range 5 {
			c.Sweep(nil)
			c.MergeSplit(nil, nil)
			verify(t, c)
			most = max(most, c.Groups(0))
		}
		if most != MaxGroups {
			t.Errorf("%d groups, want %d", most, MaxGroups)
		}
	}
}
