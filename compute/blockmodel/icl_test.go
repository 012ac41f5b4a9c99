package blockmodel

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// Of a small graph it finds the best partition that there is, for every K.
func TestICLSmall(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for _, m := range models() {
		n := 7
		if m.Two {
			n = 5
		}
		s := newScore(t, sample(n, 2, 0.8, 0.2, m.Undirected, r), m)
		next := 5
		err := s.ICL(0.5, 5, 4, rand.New(rand.NewPCG(1, 1)), nil, func(b Best) {
			if b.K != next {
				t.Fatalf("K = %d after %d", b.K, next+1)
			}
			next--
			c := newChain(t, s, Prior{K: b.K, Alpha: 0.5}, 1)
			want := math.Inf(-1)
			c.visit(func(int) { want = max(want, c.LogJoint()) }, nil)
			c.Assign(b.Partitions...)
			if got := c.LogJoint(); !near(b.LogJoint, want, 1e-12) || !near(got, want, 1e-12) {
				t.Errorf("%+v, K = %d: %v, and %v of %v, want %v", m, b.K, b.LogJoint, got, b.Partitions, want)
			}
			for k := range b.Groups {
				if b.Groups[k] != c.Groups(k) {
					t.Errorf("%d groups, want %d", b.Groups[k], c.Groups(k))
				}
			}
		})
		if err != nil || next != 0 {
			t.Errorf("ends at K = %d: %v", next, err)
		}
	}
}

// What is planted has the best number of groups, and is found.
func TestICLPlanted(t *testing.T) {
	ref, links := read(t)
	equal, four := planted(500, 4, 12, 4, rand.New(rand.NewPCG(1, 9)))
	for _, m := range []Model{{}, {Two: true}, {Links: DegreeCorrected}} {
		m.A, m.B = 1, 1
		for name, c := range map[string]struct {
			score *Score
			label []int32
		}{"testdata/sbm.json": {newScore(t, links, m), ref.Partitions["planted"]}, "500 nodes": {newScore(t, equal, m), four}} {
			best := Best{LogJoint: math.Inf(-1)}
			if err := c.score.ICL(1, 8, 2, rand.New(rand.NewPCG(1, 1)), nil, func(b Best) {
				if b.LogJoint > best.LogJoint {
					best = b
				}
			}); err != nil {
				t.Fatal(err)
			}
			if best.K != 4 || best.Groups[0] != 4 {
				t.Errorf("%s, %+v: the best has %d groups of %d", name, m, best.Groups[0], best.K)
			}
			for k, p := range best.Partitions {
				if v := agreement(p, c.label); v < 1 && !m.Two || v < 0.98 {
					t.Errorf("%s, %+v: adjusted Rand index %v of partition %d", name, m, v, k)
				}
			}
		}
	}
}

// What is said to be gained by merging is what is.
func TestMerged(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	for _, m := range models() {
		c := newChain(t, newScore(t, sample(15, 3, 0.8, 0.2, m.Undirected, r), m), Prior{K: 4, Alpha: 0.6}, 1)
		for range 10 {
			c.Randomise()
			for k := range c.sides {
				labels := [][]int32{}
				for at := range c.sides {
					labels = append(labels, append([]int32(nil), c.Partition(at)...))
				}
				before := c.LogJoint()
				gain := c.merged(k, 3, 1)
				for i, g := range c.Partition(k) {
					if g == 3 {
						c.Put(k, i, 1)
					}
				}
				// An empty group has ln Gamma(alpha), which is the same for all.
				a, _ := math.Lgamma(0.6)
				if got := c.LogJoint() - before; !near(got, gain+a, 1e-9) {
					t.Errorf("%+v: %v, want %v", m, gain+a, got)
				}
				c.Assign(labels...)
			}
		}
	}
	s := newScore(t, graph(3, func(i, j int) float64 { return 1 }), Model{A: 1, B: 1})
	for _, most := range []int{0, MaxGroups + 1} {
		var e *OptionError
		if err := s.ICL(1, most, 1, nil, nil, func(Best) {}); !errors.As(err, &e) || e.Name != "k" {
			t.Errorf("at most %d groups: %v", most, err)
		}
	}
}
