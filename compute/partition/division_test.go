package partition

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/sparse"
)

// linked is n nodes with links at random, of weights unless it is a pattern, and
// loops.
func linked(r *rand.Rand, n int, p float64, pattern, symmetric bool) *sparse.Matrix {
	var entries []sparse.Entry
	for i := range n {
		for j := range n {
			if r.Float64() < p {
				entries = append(entries, sparse.Entry{Row: int32(i), Col: int32(j), Value: float64(1+r.IntN(8)) / 7})
			}
		}
	}
	m := sparse.New(n, n, slices.Values(entries), sparse.Sum)
	if pattern {
		m = m.Pattern()
	}
	if symmetric {
		m = m.Symmetric(sparse.Or)
	}
	return m
}

// by has the definitions, by all pairs.
type by struct {
	a []float64
	n int
	p []int32
}

func (b by) sums() (out, in []float64, m float64) {
	out, in = make([]float64, b.n), make([]float64, b.n)
	for i := range b.n {
		for j := range b.n {
			v := b.a[i*b.n+j]
			out[i] += v
			in[j] += v
			m += v
		}
	}
	return out, in, m
}

func (b by) modularity() (q float64) {
	out, in, m := b.sums()
	for i, g := range b.p {
		for j, h := range b.p {
			if g >= 0 && g == h {
				q += (b.a[i*b.n+j] - out[i]*in[j]/m) / m
			}
		}
	}
	return q
}

func (b by) cut(g int32) (cut, volume float64) {
	for i := range b.n {
		for j := range b.n {
			s := (b.a[i*b.n+j] + b.a[j*b.n+i]) / 2
			if b.p[i] == g {
				volume += s
				if b.p[j] != g {
					cut += s
				}
			}
		}
	}
	return cut, volume
}

func (b by) normalised(k int) (sum float64) {
	for g := range k {
		if cut, volume := b.cut(int32(g)); volume > 0 {
			sum += cut / volume
		}
	}
	return sum
}

// All that a Division says is what the definitions say, also of moves that were
// not made, and after moves.
func TestDivision(t *testing.T) {
	r := random(5)
	for round := range 60 {
		n, k := 2+r.IntN(14), 1+r.IntN(5)
		links := linked(r, n, 0.1+0.4*r.Float64(), round%2 == 0, round%3 == 0)
		if links.Len() == 0 {
			continue
		}
		p := divided(r, n, k)
		k += r.IntN(2) // one that is empty
		if round%4 == 0 {
			p[0] = -1
		}
		d := NewDivision(links, p, k)
		ref := by{make([]float64, n*n), n, slices.Clone(p)}
		links.DenseTo(ref.a)
		_, _, m := ref.sums()
		dq, dc := make([]float64, k), make([]float64, k)
		for move := range 20 {
			if got, want := d.Modularity(), ref.modularity(); !near(got, want, 1e-12) {
				t.Fatalf("modularity %v, want %v", got, want)
			}
			if got, want := d.NormalisedCut(), ref.normalised(k); !near(got, want, 1e-12) {
				t.Fatalf("normalised cut %v, want %v", got, want)
			}
			ratio := 0.0
			for g := range k {
				cut, volume := d.Cut(g)
				wantCut, wantVolume := ref.cut(int32(g))
				size := 0
				for _, h := range ref.p {
					if int(h) == g {
						size++
					}
				}
				if size > 0 {
					ratio += wantCut / float64(size)
				}
				if !near(cut, wantCut, 1e-12) || !near(volume, wantVolume, 1e-12) {
					t.Fatalf("group %d: cut %v of %v, want %v of %v", g, cut, volume, wantCut, wantVolume)
				}
				if small := min(wantVolume, m-wantVolume); small > 1e-9 && !near(d.Conductance(g), wantCut/small, 1e-12) {
					t.Fatalf("conductance %v, want %v", d.Conductance(g), wantCut/small)
				}
			}
			if got := d.RatioCut(); !near(got, ratio, 1e-12) {
				t.Fatalf("ratio cut %v, want %v", got, ratio)
			}
			i := r.IntN(n)
			q, c := ref.modularity(), ref.normalised(k)
			d.ModularityChangesTo(dq, i)
			d.CutChangesTo(dc, i)
			own := ref.p[i]
			for g := range k {
				ref.p[i] = int32(g)
				if want := ref.modularity() - q; !near(dq[g], want, 1e-12) {
					t.Fatalf("move of %d from %d to %d: modularity %v, want %v", i, own, g, dq[g], want)
				}
				if want := ref.normalised(k) - c; !near(dc[g], want, 1e-12) {
					t.Fatalf("move of %d from %d to %d: cut %v, want %v", i, own, g, dc[g], want)
				}
			}
			if own >= 0 && (math.Abs(dq[own]) > 1e-15 || dc[own] != 0) {
				t.Fatalf("to stay changes %v, %v", dq[own], dc[own])
			}
			g := r.Int32N(int32(k)+1) - 1
			if move%5 > 0 && g < 0 {
				g = 0
			}
			d.Move(i, g)
			ref.p[i] = g
			if d.Group(i) != g {
				t.Fatal("the node is elsewhere")
			}
		}
	}
}

// Without links modularity is not defined, and nothing is cut.
func TestNoLinks(t *testing.T) {
	d := NewDivision(&sparse.Matrix{Rows: 3, Cols: 3, Start: make([]int, 4)}, []int32{0, 1, 1}, 2)
	if q := d.Modularity(); q == q || d.NormalisedCut() != 0 || d.RatioCut() != 0 || d.Conductance(1) != 0 {
		t.Errorf("modularity %v, cuts %v, %v", q, d.NormalisedCut(), d.RatioCut())
	}
}

func TestChangesAllocate(t *testing.T) {
	links := linked(random(6), 50, 0.2, true, true)
	d := NewDivision(links, divided(random(7), 50, 4), 4)
	dst := make([]float64, 4)
	if n := testing.AllocsPerRun(100, func() { d.ModularityChangesTo(dst, 3); d.CutChangesTo(dst, 3); d.Move(3, 1) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// Zachary's karate club, by the factions as in NetworkX 3.4 and the modularity of
// the best partition known (U. Brandes et al., IEEE TKDE 20, 2008): 0.4198.
func TestKarate(t *testing.T) {
	lists := [][]int32{
		{1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31}, {2, 3, 7, 13, 17, 19, 21, 30}, {3, 7, 8, 9, 13, 27, 28, 32},
		{7, 12, 13}, {6, 10}, {6, 10, 16}, {16}, {}, {30, 32, 33}, {33}, {}, {}, {}, {33}, {32, 33}, {32, 33}, {}, {}, {32, 33}, {33}, {32, 33}, {},
		{32, 33}, {25, 27, 29, 32, 33}, {25, 27, 31}, {31}, {29, 33}, {33}, {31, 33}, {32, 33}, {32, 33}, {32, 33}, {33}, {},
	}
	var entries []sparse.Entry
	for i, list := range lists {
		for _, j := range list {
			entries = append(entries, sparse.Entry{Row: int32(i), Col: j, Value: 1}, sparse.Entry{Row: j, Col: int32(i), Value: 1})
		}
	}
	club := sparse.New(34, 34, slices.Values(entries), sparse.Last)
	if club.Len() != 156 {
		t.Fatalf("%d entries", club.Len())
	}
	best := make([]int32, 34)
	for g, list := range [][]int{{0, 1, 2, 3, 7, 11, 12, 13, 17, 19, 21}, {4, 5, 6, 10, 16}, {23, 24, 25, 27, 28, 31}} {
		for _, i := range list {
			best[i] = int32(g)
		}
	}
	for _, i := range []int{8, 9, 14, 15, 18, 20, 22, 26, 29, 30, 32, 33} {
		best[i] = 3
	}
	if q := Modularity(club, best); math.Abs(q-0.4198) > 5e-5 {
		t.Errorf("modularity %.5f, want 0.4198", q)
	}
}
