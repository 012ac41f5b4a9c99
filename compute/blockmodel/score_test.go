package blockmodel

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/sparse"
)

// All scores of testdata/sbm.json, with and without the diagonal, and of two partitions.
func TestScores(t *testing.T) {
	ref, links := read(t)
	if len(ref.Scores) != 7 {
		t.Fatalf("%d cases", len(ref.Scores))
	}
	for name, want := range ref.Scores {
		var z, w []int32
		for p, label := range ref.Partitions {
			if name == fmt.Sprintf("%s_diag_False", p) || name == fmt.Sprintf("%s_diag_True", p) {
				z, w = label, label
			}
		}
		if z == nil {
			z, w = ref.Partitions["planted"], ref.Partitions["lcg7_random"]
		}
		for _, two := range []bool{false, true} {
			if !two && &z[0] != &w[0] {
				continue
			}
			c := newChain(t, newScore(t, links, Model{Two: two, Loops: want.Diag, A: want.A0, B: want.B0}), Prior{K: 4, Alpha: want.Alpha}, 1)
			if two {
				c.Assign(z, w)
			} else {
				c.Assign(z)
			}
			for k := range 4 {
				for l := range 4 {
					if m, n := c.Block(k, l); m != want.Links[4*k+l] || n != want.Pairs[4*k+l] {
						t.Errorf("%s, two %v: block %d, %d has %d links of %d, want %d of %d", name, two, k, l, m, n, want.Links[4*k+l], want.Pairs[4*k+l])
					}
				}
			}
			joint := want.Log + want.Prior1
			if two {
				joint += want.Prior2
				if got := c.LogPrior(1); !near(got, want.Prior2, 1e-11) {
					t.Errorf("%s: the prior of w is %v, want %v", name, got, want.Prior2)
				}
			}
			if got := c.LogLikelihood(); !near(got, want.Log, 1e-12) {
				t.Errorf("%s, two %v: %v, want %v", name, two, got, want.Log)
			}
			if got := c.LogPrior(0); !near(got, want.Prior1, 1e-11) {
				t.Errorf("%s: the prior of z is %v, want %v", name, got, want.Prior1)
			}
			if got := c.LogJoint(); !near(got, joint, 1e-12) {
				t.Errorf("%s, two %v: %v in all, want %v", name, two, got, joint)
			}
		}
	}
}

// slowly returns ln p(A | z, w) from the definition: for each block, the integral over
// theta of its prior times the probabilities of all pairs, by the trapezoidal rule.
func slowly(links *sparse.Matrix, m Model, z, w []int32, k int) (sum float64) {
	n := links.Rows
	a, x, y := make([]float64, n*n), make([]float64, n), make([]float64, n)
	total := 0.0
	for e := range links.All() {
		v := e.Value
		if e.Row == e.Col && !m.Loops {
			continue
		}
		if m.Links == Bernoulli {
			v = min(v, 1)
		}
		a[int(e.Row)*n+int(e.Col)] = v
		x[e.Row] += v
		y[e.Col] += v
		total += v
	}
	for g := range k {
		for h := range k {
			if m.Undirected && h < g {
				continue
			}
			log := func(theta float64) float64 {
				var sum float64
				if m.Links == Bernoulli {
					b, _ := math.Lgamma(m.A)
					c, _ := math.Lgamma(m.B)
					d, _ := math.Lgamma(m.A + m.B)
					sum = d - b - c + (m.A-1)*math.Log(theta) + (m.B-1)*math.Log1p(-theta)
				} else {
					b, _ := math.Lgamma(m.A)
					sum = m.A*math.Log(m.B) - b + (m.A-1)*math.Log(theta) - m.B*theta
				}
				for i := range n {
					for j := range n {
						if i == j && !m.Loops || m.Undirected && j < i {
							continue
						}
						there := int(z[i]) == g && int(w[j]) == h || m.Undirected && int(z[i]) == h && int(w[j]) == g
						if !there {
							continue
						}
						v := a[i*n+j]
						if m.Links == Bernoulli {
							sum += v*math.Log(theta) + (1-v)*math.Log1p(-theta)
							continue
						}
						mean := theta
						if m.Links == DegreeCorrected {
							mean *= x[i] * y[j] / total
						}
						if mean > 0 {
							f, _ := math.Lgamma(v + 1)
							sum += v*math.Log(mean) - mean - f
						}
					}
				}
				return sum
			}
			// theta = 1/(1 + e^-u), or e^u: smooth, and nothing at both ends.
			integral, top := 0.0, math.Inf(-1)
			const step = 0.02
			var values []float64
			for u := -60.0; u <= 60; u += step {
				v := 0.0
				if m.Links == Bernoulli {
					theta := 1 / (1 + math.Exp(-u))
					if theta == 1 {
						break
					}
					v = log(theta) + math.Log(theta) + math.Log1p(-theta)
				} else {
					v = log(math.Exp(u)) + u
				}
				values, top = append(values, v), max(top, v)
			}
			for _, v := range values {
				integral += step * math.Exp(v-top)
			}
			sum += top + math.Log(integral)
		}
	}
	return sum
}

// The score of every kind of model is the integral that it stands for.
func TestIntegral(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const n, k = 7, 3
	for _, m := range models() {
		links := sample(n, 2, 0.6, 0.3, m.Undirected, r)
		c := newChain(t, newScore(t, links, m), Prior{K: k, Alpha: 1}, 2)
		for range 2 {
			c.Randomise()
			z, w := c.Partition(0), c.Partition(c.Partitions()-1)
			if got, want := c.LogLikelihood(), slowly(links, m, z, w, k); !near(got, want, 1e-7) {
				t.Errorf("%+v, z = %v, w = %v: %v, want %v", m, z, w, got, want)
			}
		}
	}
}

// The prior probabilities of all partitions add up to 1.
func TestPriors(t *testing.T) {
	for _, p := range []Prior{{CRP: true, Alpha: 0.4}, {CRP: true, Alpha: 3}, {K: 3, Alpha: 0.5}, {K: 9, Alpha: 2}, {K: 1, Alpha: 1}} {
		c := newChain(t, newScore(t, graph(6, func(i, j int) float64 { return 0 }), Model{A: 1, B: 1}), p, 1)
		sum := 0.0
		c.visit(func(int) { sum += math.Exp(c.LogPrior(0) + c.numberings(0)) }, nil)
		if !near(sum, 1, 1e-12) {
			t.Errorf("%+v: %v", p, sum)
		}
	}
}

// Tables and their polynomials are the functions.
func TestCurves(t *testing.T) {
	for _, a := range []float64{0.001, 0.5, 1, 2, 1000.25, 1e6} {
		const most = 1 << 34
		g, l := logGammas(a, most, 0.25), logarithms(a, most)
		check := func(n int) {
			x := float64(n) + a
			v, _ := math.Lgamma(x)
			u, _ := math.Lgamma(a)
			if want := v - u - 0.25*float64(n); math.Abs(g.at(n)-want) > 1e-15*max(math.Abs(v), math.Abs(u))+1e-8+1e-15*float64(n) {
				t.Errorf("a = %v: ln Gamma at %d: %v, want %v", a, n, g.at(n), want)
			}
			if want := math.Log(x / a); math.Abs(l.at(n)-want) > 3e-13 {
				t.Errorf("a = %v: the log at %d: %v, want %v", a, n, l.at(n), want)
			}
		}
		if g.at(0) != 0 || l.at(0) != 0 {
			t.Errorf("a = %v: %v and %v at 0", a, g.at(0), l.at(0))
		}
		for n := 1; n < most; n += n/97 + 1 {
			check(n)
		}
		check(1<<nearBits - 1)
		check(1 << nearBits)
		check(most)
	}
}

func TestRefused(t *testing.T) {
	two := graph(2, func(i, j int) float64 { return float64(1 - i*j) })
	option := func(err error, name string) {
		t.Helper()
		var e *OptionError
		if !errors.As(err, &e) || e.Name != name || e.In("ja") == e.In("en") {
			t.Errorf("%v, want an error about %s", err, name)
		}
	}
	nan := math.NaN()
	for _, c := range []struct {
		links *sparse.Matrix
		m     Model
		name  string
	}{
		{two, Model{A: 0, B: 1}, "a"}, {two, Model{A: 1, B: nan}, "b"}, {two, Model{A: math.Inf(1), B: 1}, "a"},
		{two, Model{A: 1, B: 1, Two: true, Undirected: true}, "two"},
		{&sparse.Matrix{Start: []int{0}}, Model{A: 1, B: 1}, "nodes"},
		{&sparse.Matrix{Rows: MaxNodes + 1, Cols: MaxNodes + 1, Start: make([]int, MaxNodes+2)}, Model{A: 1, B: 1}, "nodes"},
		{graph(3, func(i, j int) float64 { return 1 << 29 }), Model{Links: Poisson, A: 1, B: 1}, "weight"},
	} {
		_, err := NewScore(c.links, c.m)
		option(err, c.name)
	}
	for _, c := range []struct {
		links    *sparse.Matrix
		m        Model
		from, to int
	}{
		{graph(3, func(i, j int) float64 { return float64(i) * 0.5 }), Model{Links: Poisson, A: 1, B: 1}, 1, 0},
		{graph(3, func(i, j int) float64 { return float64(i * -j) }), Model{Links: DegreeCorrected, A: 1, B: 1}, 1, 2},
		{graph(3, func(i, j int) float64 { return nan }), Model{Links: Poisson, A: 1, B: 1}, 0, 1},
		{graph(3, func(i, j int) float64 { return 1e10 }), Model{Links: Poisson, A: 1, B: 1}, 0, 1},
		{graph(3, func(i, j int) float64 { return float64(j - i) }), Model{Links: Poisson, Undirected: true, A: 1, B: 1}, 1, 0},
		{graph(3, func(i, j int) float64 { return float64(i * (2 - i) * (1 - j) * (j + 1)) }), Model{Undirected: true, A: 1, B: 1}, 1, 0},
		{graph(3, func(i, j int) float64 { return float64(1 + i) }), Model{Links: Poisson, Undirected: true, A: 1, B: 1}, 0, 1},
	} {
		_, err := NewScore(c.links, c.m)
		var e *LinkError
		if !errors.As(err, &e) || e.From != c.from || e.To != c.to || e.In("ja") == e.In("en") {
			t.Errorf("%v, want an error about the link from %d to %d", err, c.from, c.to)
		}
	}
	s := newScore(t, two, Model{A: 1, B: 1})
	for _, p := range []struct {
		Prior
		name string
	}{{Prior{K: 0, Alpha: 1}, "k"}, {Prior{K: MaxGroups + 1, Alpha: 1}, "k"}, {Prior{K: 2}, "alpha"}, {Prior{CRP: true, Alpha: nan}, "alpha"}} {
		_, err := s.NewChain(p.Prior, nil)
		option(err, p.name)
	}
	s = newScore(t, graph(11, func(i, j int) float64 { return 1 }), Model{A: 1, B: 1})
	_, err := s.Enumerate(Prior{K: 2, Alpha: 1}, nil)
	option(err, "nodes")
}
