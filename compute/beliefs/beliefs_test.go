package beliefs

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"zscape/compute/partition"
	"zscape/compute/sparse"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func graph(n int, links ...[2]int) *sparse.Matrix {
	var entries []sparse.Entry
	for _, l := range links {
		entries = append(entries, sparse.Entry{Row: int32(l[0]), Col: int32(l[1]), Value: 1})
	}
	return sparse.New(n, n, slices.Values(entries), sparse.Last)
}

// tree is a random one: each node is below one before.
func tree(n int, r *rand.Rand) *sparse.Matrix {
	var links [][2]int
	for i := 1; i < n; i++ {
		if j := r.IntN(i); r.IntN(2) == 0 {
			links = append(links, [2]int{i, j})
		} else {
			links = append(links, [2]int{j, i})
		}
	}
	return graph(n, links...)
}

// planted is a graph of q equal groups, and these.
func planted(n, q int, in, out float64, r *rand.Rand) (*sparse.Matrix, []int32) {
	groups := make([]int32, n)
	var links [][2]int
	for i := range n {
		groups[i] = int32(i % q)
		for j := range i {
			p := out
			if groups[i] == groups[j] {
				p = in
			}
			if r.Float64()*float64(n) < p {
				links = append(links, [2]int{i, j})
			}
		}
	}
	return graph(n, links...), groups
}

// random is a model of any shares and affinities.
func random(q int, r *rand.Rand) Model {
	m := Planted(q, 0, 0)
	sum := 0.0
	for a := range q {
		m.Prior[a] = 0.1 + r.Float64()
		sum += m.Prior[a]
		for b := range a + 1 {
			v := 5 * r.Float64()
			m.Affinity[a*q+b], m.Affinity[b*q+a] = v, v
		}
	}
	for a := range q {
		m.Prior[a] /= sum
	}
	return m
}

// enumerated returns the marginals of p(z) ~ prod_i n_z exp(-h_z) prod_links c_zz by all
// divisions, and what these are proportional to in all.
func enumerated(links *sparse.Matrix, m Model, field []float64) (marginal []float64, total float64) {
	n, q := links.Rows, len(m.Prior)
	marginal = make([]float64, n*q)
	z := make([]int, n)
	for {
		p := 1.0
		for _, a := range z {
			p *= m.Prior[a] * math.Exp(-field[a])
		}
		for e := range links.All() {
			p *= m.Affinity[z[e.Row]*q+z[e.Col]]
		}
		total += p
		for i, a := range z {
			marginal[i*q+a] += p
		}
		i := 0
		for ; i < n; i++ {
			if z[i]++; z[i] < q {
				break
			}
			z[i] = 0
		}
		if i == n {
			break
		}
	}
	for k := range marginal {
		marginal[k] /= total
	}
	return marginal, total
}

// On trees, beliefs are the marginals over all divisions.
func TestTrees(t *testing.T) {
	for seed := range uint64(40) {
		r := seeded(seed)
		q := 2 + int(seed%3)
		links := tree(1+r.IntN(7), r)
		m := random(q, r)
		if seed%4 == 0 {
			m = Planted(q, 0, 3) // what one hears may be impossible
		}
		b := New(links, m, r)
		b.fixed = true
		for a := range b.field {
			b.field[a] = 3 * r.Float64()
		}
		b.Damping = []float64{0, 0.3}[seed%2]
		if !b.Run(1e-14, 200) {
			t.Fatalf("seed %d: not converged", seed)
		}
		want, _ := enumerated(links, m, b.field)
		for k, v := range b.Marginals() {
			if math.Abs(v-want[k]) > 1e-12 {
				t.Errorf("seed %d: marginal %d of %d nodes is %v, want %v", seed, k, links.Rows, v, want[k])
			}
		}
	}
}

// A loop of four is not a tree; what is heard goes round, but the field is exact: it is that of
// the marginals.
func TestField(t *testing.T) {
	r := seeded(3)
	links, _ := planted(60, 3, 6, 1, r)
	m := random(3, r)
	b := New(links, m, r)
	b.Run(1e-13, 500)
	was := slices.Clone(b.field)
	b.sumField()
	for a, h := range b.field {
		want := 0.0
		for i := range 60 {
			for s := range 3 {
				want += m.Affinity[a*3+s] * b.Marginals()[i*3+s] / 60
			}
		}
		if math.Abs(h-want) > 1e-12 || math.Abs(was[a]-want) > 1e-9 {
			t.Errorf("the field is %v, was %v, want %v", h, was[a], want)
		}
	}
}

// A node of many links, whose products would be 0, and one of none.
func TestHubs(t *testing.T) {
	var links [][2]int
	for i := 1; i < 3000; i++ {
		links = append(links, [2]int{0, i})
	}
	m := Planted(3, 1e-3, 2e-3)
	b := New(graph(3001, links...), m, seeded(1))
	b.Run(1e-9, 50)
	for k, v := range b.Marginals() {
		if !(v >= 0 && v <= 1) {
			t.Fatalf("marginal %d is %v", k, v)
		}
	}
	if p := b.Marginals()[9000:]; math.Abs(p[0]-p[1]) > 0.5 {
		t.Errorf("who is not linked believes %v", p)
	}
	// One group, and no nodes.
	for _, n := range []int{0, 1, 5} {
		b := New(graph(n), Planted(1, 1, 1), seeded(1))
		if !b.Run(1e-9, 3) || !slices.Equal(b.Marginals(), slices.Repeat([]float64{1}, n)) {
			t.Errorf("%d nodes of one group: %v", n, b.Marginals())
		}
	}
}

// Beliefs do not depend on the direction of links, on loops or values; they do on the seed only
// before they converge.
func TestSame(t *testing.T) {
	links, _ := planted(200, 2, 12, 1, seeded(1))
	directed := sparse.New(200, 200, func(yield func(sparse.Entry) bool) {
		for e := range links.All() {
			if e.Row%2 == 0 {
				e.Row, e.Col = e.Col, e.Row
			}
			e.Value = 7
			if !yield(e) || !yield(sparse.Entry{Row: e.Row, Col: e.Row, Value: 1}) {
				return
			}
		}
	}, sparse.Last)
	run := func(links *sparse.Matrix, seed uint64) []float64 {
		b := New(links, Planted(2, 12, 1), seeded(seed))
		if !b.Run(1e-12, 1000) {
			t.Fatal("not converged")
		}
		return b.Marginals()
	}
	a := run(links, 1)
	h := fnv.New64a()
	for _, v := range a {
		h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
	}
	if got := h.Sum64(); got != 0x8864e16326d940f2 && (runtime.GOARCH == "amd64" || runtime.GOARCH == "wasm") {
		t.Errorf("the hash is %#x", got)
	}
	if !slices.Equal(a, run(links, 1)) || !slices.Equal(a, run(directed, 1)) {
		t.Error("not the same again")
	}
	b := run(links, 2)
	flipped := math.Abs(a[0]-b[0]) > 1e-6
	for i := range 200 {
		v := b[2*i]
		if flipped {
			v = b[2*i+1]
		}
		if math.Abs(a[2*i]-v) > 1e-6 {
			t.Fatalf("node %d: %v and %v", i, a[2*i], v)
		}
	}
}

// agreement returns the mean overlap over some planted graphs.
func agreement(n, q int, c, snr float64, seeds int) (mean float64) {
	for seed := range seeds {
		r := seeded(uint64(100 + seed))
		in, out, ok := Affinities(n, q, c, snr)
		if !ok {
			panic("no such groups")
		}
		links, groups := planted(n, q, in, out, r)
		b := New(links, Planted(q, in, out), r)
		b.Run(1e-4, 300)
		found := make([]int32, n)
		b.LabelsTo(found)
		mean += partition.NewTable(found, groups).Overlap() / float64(seeds)
	}
	return mean
}

// Planted groups are found above the threshold and not below, as well as they can be.
func TestPlanted(t *testing.T) {
	for _, c := range []struct {
		n, q        int
		c, snr      float64
		least, most float64
	}{
		{1000, 2, 8, 2.5, 0.9, 1},
		{1000, 2, 8, 0.5, -0.02, 0.08},
		{1000, 3, 8, 2, 0.8, 1},
		{1000, 3, 8, 0.5, -0.02, 0.12},
		{1000, 3, 8, -1.3, 0.8, 1}, // links between groups, as in a graph that is coloured
		{1000, 3, 8, -0.5, -0.02, 0.12},
		// Of many nodes it is, by testdata/limit.py: 0.539, 0.809, 0.961; and 0.833.
		{3000, 2, 8, 1.2, 0.45, 0.6},
		{3000, 2, 8, 1.5, 0.78, 0.835},
		{3000, 2, 8, 2, 0.945, 0.972},
		{3000, 2, 4, 1.5, 0.805, 0.86},
	} {
		got := agreement(c.n, c.q, c.c, c.snr, 3)
		t.Logf("n %d, q %d, c %v, ratio %v: %.3f", c.n, c.q, c.c, c.snr, got)
		if !(got >= c.least && got <= c.most) {
			t.Errorf("n %d, q %d, c %v, ratio %v: overlap %.3f, want from %v to %v", c.n, c.q, c.c, c.snr, got, c.least, c.most)
		}
	}
}

func TestAllocations(t *testing.T) {
	links, _ := planted(200, 3, 9, 2, seeded(1))
	b := New(links, Planted(3, 9, 2), seeded(2))
	if n := testing.AllocsPerRun(10, func() { b.Sweep() }); n != 0 {
		t.Errorf("a sweep allocates %v times", n)
	}
}

func BenchmarkSweep(b *testing.B) {
	for _, q := range []int{2, 6} {
		b.Run([]string{2: "2 groups", 6: "6 groups"}[q], func(b *testing.B) {
			links, _ := planted(1000, q, 14, 2, seeded(1))
			p := New(links, Planted(q, 14, 2), seeded(2))
			for b.Loop() {
				p.Sweep()
			}
		})
	}
}
