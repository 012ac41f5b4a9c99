package blockmodel

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"zscape/compute/sparse"
)

// graph returns the links of a graph by a function of pairs.
func graph(n int, weight func(i, j int) float64) *sparse.Matrix {
	var list []sparse.Entry
	for i := range n {
		for j := range n {
			if w := weight(i, j); w != 0 {
				list = append(list, sparse.Entry{Row: int32(i), Col: int32(j), Value: w})
			}
		}
	}
	return sparse.New(n, n, slices.Values(list), sparse.Sum)
}

// dense is a graph's links as they are.
func dense(n int, a []float64) *sparse.Matrix {
	return graph(n, func(i, j int) float64 { return a[i*n+j] })
}

// sample draws a graph with groups i % q, loops, and counts for weights.
func sample(n, q int, inside, between float64, undirected bool, r *rand.Rand) *sparse.Matrix {
	a := make([]float64, n*n)
	for i := range n {
		for j := range n {
			p := between
			if i%q == j%q {
				p = inside
			}
			for range 3 {
				if r.Float64() < p/2 {
					a[i*n+j]++
				}
			}
			if undirected && j < i {
				a[i*n+j] = a[j*n+i]
			}
		}
	}
	return dense(n, a)
}

// models lists all kinds of models.
func models() (list []Model) {
	for _, l := range []Links{Bernoulli, Poisson, DegreeCorrected} {
		for _, loops := range []bool{false, true} {
			for _, m := range []Model{{}, {Undirected: true}, {Two: true}} {
				m.Links, m.Loops, m.A, m.B = l, loops, 1.3, 0.7
				list = append(list, m)
			}
		}
	}
	return list
}

func newScore(t testing.TB, links *sparse.Matrix, m Model) *Score {
	t.Helper()
	s, err := NewScore(links, m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newChain(t testing.TB, s *Score, p Prior, seed uint64) *Chain {
	t.Helper()
	c, err := s.NewChain(p, rand.New(rand.NewPCG(seed, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// reference is testdata/sbm.json; it names the programs and their versions.
type reference struct {
	Graph struct {
		N     int
		Edges [][2]int
	}
	Partitions map[string][]int32
	Scores     map[string]struct {
		Diag   bool `json:"diagonal_included"`
		A0, B0 float64
		Links  []int
		Pairs  []int
		Log    float64 `json:"log_marginal_of_edges"`
		Prior1 float64 `json:"log_prior_z1"`
		Prior2 float64 `json:"log_prior_z2"`
		Alpha  float64
	}
	Small struct {
		A    []float64
		One  posterior `json:"one_partition"`
		Diag posterior `json:"one_partition_with_diagonal"`
		Two  posterior `json:"two_partitions"`
	}
}

type posterior struct {
	Evidence float64   `json:"log_evidence"`
	Z        []float64 `json:"cocluster_z1"`
	W        []float64 `json:"cocluster_z2"`
	Groups   []float64 `json:"prob_number_of_used_groups_z1"`
	MaxJoint float64   `json:"max_log_joint"`
}

func read(t testing.TB) (r reference, links *sparse.Matrix) {
	t.Helper()
	data, err := os.ReadFile("testdata/sbm.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	n := r.Graph.N
	a := make([]float64, n*n)
	for _, e := range r.Graph.Edges {
		a[e[0]*n+e[1]] = 1
	}
	return r, dense(n, a)
}

// agreement is the adjusted Rand index of two partitions (L. Hubert, P. Arabie, 1985).
func agreement(a, b []int32) float64 {
	k := int(max(slices.Max(a), slices.Max(b))) + 1
	table, rows, cols := make([]float64, k*k), make([]float64, k), make([]float64, k)
	for i := range a {
		table[int(a[i])*k+int(b[i])]++
		rows[a[i]]++
		cols[b[i]]++
	}
	pairs := func(x []float64) (sum float64) {
		for _, v := range x {
			sum += v * (v - 1) / 2
		}
		return sum
	}
	n := float64(len(a))
	both, expected := pairs(table), pairs(rows)*pairs(cols)/(n*(n-1)/2)
	most := (pairs(rows) + pairs(cols)) / 2
	if most == expected {
		return 1
	}
	return (both - expected) / (most - expected)
}

func near(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*max(1, math.Abs(want))
}
