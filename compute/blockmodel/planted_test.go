package blockmodel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/sparse"
)

// planted draws a directed graph of n nodes in q groups of equal sizes, with so many
// links of a node on average to those of its own group and to others.
func planted(n, q int, inside, outside float64, r *rand.Rand) (*sparse.Matrix, []int32) {
	label := make([]int32, n)
	for i := range label {
		label[i] = int32(i % q)
	}
	size := float64(n / q)
	return graph(n, func(i, j int) float64 {
		p := outside / (float64(n) - size)
		if i%q == j%q {
			p = inside / size
		}
		if i != j && r.Float64() < p {
			return 1
		}
		return 0
	}), label
}

// Groups that are well apart are found, by every model that may, from random starts.
func TestPlanted(t *testing.T) {
	ref, links := read(t)
	equal, four := planted(500, 4, 12, 4, rand.New(rand.NewPCG(1, 9)))
	for _, c := range []struct {
		name  string
		links *sparse.Matrix
		label []int32
	}{{"testdata/sbm.json", links, ref.Partitions["planted"]}, {"500 nodes", equal, four}} {
		for _, m := range []Model{{}, {Two: true}, {Links: Poisson}, {Links: DegreeCorrected}} {
			m.A, m.B = 1, 1
			s := newScore(t, c.links, m)
			for _, p := range []Prior{{K: 4, Alpha: 1}, {K: 10, Alpha: 1}, {CRP: true, Alpha: 1}} {
				chain := newChain(t, s, p, 5)
				whole := [][]int32{c.label, c.label}[:len(chain.sides)]
				chain.Assign(whole...)
				want := chain.LogJoint()
				chain.Randomise()
				best, found := math.Inf(-1), make([]float64, 2)
				for sweep := 0; sweep < 800 && best < want-1e-9; sweep++ {
					chain.Sweep(nil)
					chain.MergeSplit(nil, nil)
					if joint := chain.LogJoint(); joint > best {
						best = joint
						for k := range chain.sides {
							found[k] = agreement(chain.Partition(k), c.label)
						}
					}
				}
				if best < want-1e-9 {
					t.Errorf("%s, %+v, %+v: the best has %v, what was planted %v", c.name, m, p, best, want)
				}
				least := 1.0
				if m.Two {
					// Each partition sees half of the links: a node or two are better elsewhere.
					least = 0.98
				}
				for k := range chain.sides {
					if found[k] < least {
						t.Errorf("%s, %+v, %+v: adjusted Rand index %v of partition %d", c.name, m, p, found[k], k)
					}
				}
			}
		}
	}
}

func TestAllocates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	for _, m := range models() {
		for _, p := range priors {
			c := newChain(t, newScore(t, sample(60, 3, 0.5, 0.1, m.Undirected, r), m), p, 3)
			c.Randomise()
			for range 30 {
				c.Sweep(nil)
				c.MergeSplit(nil, nil)
			}
			if n := testing.AllocsPerRun(20, func() {
				c.Sweep(nil)
				c.LogJoint()
				c.Entropy(0)
				c.Changes(0, 3)
			}); n != 0 {
				t.Errorf("%+v, %+v: %v allocations a sweep", m, p, n)
			}
		}
	}
}

func BenchmarkSweep(b *testing.B) {
	for _, c := range []struct {
		n, k    int
		inside  float64
		outside float64
	}{{110, 4, 8, 4}, {110, 10, 8, 4}, {3000, 10, 7, 3}} {
		links, _ := planted(c.n, c.k, c.inside, c.outside, rand.New(rand.NewPCG(1, 9)))
		for name, m := range map[string]Model{"one": {}, "two": {Two: true}, "corrected": {Links: DegreeCorrected}} {
			b.Run(fmt.Sprintf("%s/n=%d/K=%d", name, c.n, c.k), func(b *testing.B) {
				m.A, m.B = 1, 1
				chain := newChain(b, newScore(b, links, m), Prior{K: c.k, Alpha: 1}, 5)
				chain.Randomise()
				for range 5 {
					chain.Sweep(nil)
				}
				b.ReportAllocs()
				for b.Loop() {
					chain.Sweep(nil)
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sweeps/s")
			})
		}
	}
}

func BenchmarkMergeSplit(b *testing.B) {
	for _, n := range []int{110, 3000} {
		links, _ := planted(n, 10, 7, 3, rand.New(rand.NewPCG(1, 9)))
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			chain := newChain(b, newScore(b, links, Model{A: 1, B: 1}), Prior{K: 10, Alpha: 1}, 5)
			chain.Randomise()
			b.ReportAllocs()
			for b.Loop() {
				chain.MergeSplit(nil, nil)
			}
		})
	}
}

func BenchmarkEnumerate(b *testing.B) {
	links := sample(10, 2, 0.6, 0.2, false, rand.New(rand.NewPCG(1, 9)))
	s := newScore(b, links, Model{A: 1, B: 1})
	for b.Loop() {
		s.Enumerate(Prior{CRP: true, Alpha: 1}, nil)
	}
}
