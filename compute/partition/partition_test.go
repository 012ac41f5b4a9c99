package partition

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// divided is n things in k groups at random.
func divided(r *rand.Rand, n, k int) []int32 {
	p := make([]int32, n)
	for i := range p {
		p[i] = r.Int32N(int32(k))
	}
	return p
}

func near(got, want, tol float64) bool { return math.Abs(got-want) <= tol*max(1, math.Abs(want)) }

func TestNames(t *testing.T) {
	p := []int32{3, 3, -1, 0, 5, 5, 5, 0}
	for _, tt := range []struct {
		name      string
		got, want []int32
	}{
		{"ByFirst", ByFirst(p), []int32{0, 0, -1, 1, 2, 2, 2, 1}},
		{"BySize", BySize(p), []int32{1, 1, -1, 2, 0, 0, 0, 2}},
		{"empty", BySize(nil), nil},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
	if got := Sizes(p); !slices.Equal(got, []int{2, 0, 0, 2, 0, 3}) || Groups(p) != 6 || Occupied(p) != 3 {
		t.Errorf("sizes %v, groups %d, occupied %d", got, Groups(p), Occupied(p))
	}
	for _, tt := range []struct {
		sizes []int
		want  float64
	}{{nil, 0}, {[]int{7}, 0}, {[]int{3, 0, 3, 3}, math.Log(3)}, {[]int{1, 3}, math.Log(4) - 0.75*math.Log(3)}} {
		if got := Entropy(tt.sizes); !near(got, tt.want, 1e-15) {
			t.Errorf("entropy of %v is %v, want %v", tt.sizes, got, tt.want)
		}
	}
}

func TestAgreement(t *testing.T) {
	data, err := os.ReadFile("testdata/scipy.json") // which says how it was made
	if err != nil {
		t.Fatal(err)
	}
	var ref struct {
		Cases []struct {
			A, B         []int32
			ARI, NMI, VI float64
			Same         float64
		}
	}
	if err := json.Unmarshal(data, &ref); err != nil || len(ref.Cases) != 9 {
		t.Fatal(err, len(ref.Cases))
	}
	for k, c := range ref.Cases {
		a, b := NewTable(c.A, c.B), NewTable(c.B, c.A)
		for _, q := range []struct {
			name             string
			got, other, want float64
		}{
			{"ARI", a.ARI(), b.ARI(), c.ARI},
			{"NMI", a.NMI(), b.NMI(), c.NMI},
			{"VI", a.VI(), b.VI(), c.VI},
			{"agreement", a.Agreement(), b.Agreement(), c.Same / float64(len(c.A))},
		} {
			if !near(q.got, q.want, 1e-13) || !near(q.other, q.want, 1e-13) {
				t.Errorf("case %d: %s is %v, the other way round %v, want %v", k, q.name, q.got, q.other, q.want)
			}
		}
	}
}

// What is called another name is the same, and things without a group do not count.
func TestSame(t *testing.T) {
	r := random(1)
	for range 200 {
		k := 1 + r.IntN(9)
		p := divided(r, 1+r.IntN(40), k)
		names := make([]int32, k)
		for g, h := range r.Perm(k) {
			names[g] = int32(h)
		}
		q := Renamed(p, names)
		if ARI(p, q) != 1 || VI(p, q) != 0 || !near(NMI(p, q), 1, 1e-14) || NewTable(p, q).Agreement() != 1 {
			t.Errorf("%v and %v: ARI %v, VI %v, NMI %v", p, q, ARI(p, q), VI(p, q), NMI(p, q))
		}
		if got := Align(q, p); !slices.Equal(got, p) {
			t.Errorf("aligned %v, want %v", got, p)
		}
		if !slices.Equal(ByFirst(p), ByFirst(q)) {
			t.Errorf("by first, %v and %v differ", p, q)
		}
		other := divided(r, len(p), 3)
		want := NewTable(p, other)
		got := NewTable(append(p, -1, 2, -1), append(other, 1, -1, -1))
		if got.N != want.N || got.VI() != want.VI() || got.ARI() != want.ARI() && want.ARI() == want.ARI() {
			t.Error("what is in no group counts")
		}
	}
	if v := ARI(nil, nil); v != 1 {
		t.Errorf("ARI of nothing is %v", v)
	}
}

// Names against all permutations, also of more groups than there are names.
func TestAlign(t *testing.T) {
	r := random(2)
	for range 300 {
		n := 1 + r.IntN(30)
		a, b := divided(r, n, 1+r.IntN(6)), divided(r, n, 1+r.IntN(6))
		table := NewTable(a, b)
		names := table.Names()
		if sorted := slices.Clone(names); len(names) != Groups(a) || len(slices.Compact(slices.Sorted(slices.Values(sorted)))) != len(names) {
			t.Fatalf("names %v of %d groups", names, Groups(a))
		}
		if got, want := table.Agreement()*float64(n), float64(most(a, b)); !near(got, want, 1e-14) {
			t.Errorf("%v and %v: %v agree, want %v", a, b, got, want)
		}
	}
	// Ties and empty groups keep every name to one group.
	if got := NewTable([]int32{2, 2}, []int32{0, 1}).Names(); !slices.Equal(slices.Sorted(slices.Values(got)), []int32{0, 1, 2}) {
		t.Errorf("names %v", got)
	}
}

// most returns how many things agree under the best names, by trying all.
func most(a, b []int32) (best int) {
	k := max(Groups(a), Groups(b))
	names := make([]int32, k)
	var try func(g int, used uint)
	try = func(g int, used uint) {
		if g == k {
			same := 0
			for i := range a {
				if names[a[i]] == b[i] {
					same++
				}
			}
			best = max(best, same)
			return
		}
		for h := range k {
			if used>>h&1 == 0 {
				names[g] = int32(h)
				try(g+1, used|1<<h)
			}
		}
	}
	try(0, 0)
	return best
}

func TestOverlap(t *testing.T) {
	truth := []int32{0, 0, 0, 1, 1, 2}
	for _, tt := range []struct {
		p    []int32
		want float64
	}{
		{[]int32{2, 2, 2, 0, 0, 1}, 1},
		{[]int32{0, 0, 0, 0, 0, 0}, 0},
		{[]int32{0, 0, 0, 1, 1, 1}, 2. / 3},
	} {
		if got := NewTable(tt.p, truth).Overlap(); !near(got, tt.want, 1e-14) {
			t.Errorf("overlap of %v is %v, want %v", tt.p, got, tt.want)
		}
	}
	if got := NewTable(truth, make([]int32, 6)).Overlap(); got == got {
		t.Errorf("overlap with one group is %v", got)
	}
}

// What agrees is compared with what all things in the largest group would have.
func TestOverlapOfFew(t *testing.T) {
	for _, c := range []struct {
		truth, found []int32
		want         float64
	}{
		{[]int32{0, 0, 1, 1}, []int32{0, 0, 1, 1}, 1},
		{[]int32{0, 0, 1, 1}, []int32{1, 1, 0, 0}, 1},
		{[]int32{0, 0, 1, 1}, []int32{0, 1, 0, 1}, 0},
		{[]int32{0, 0, 1, 1}, []int32{0, 0, 0, 1}, 0.5},
		{[]int32{0, 0, 0, 1}, []int32{0, 0, 1, 1}, 0},                // 3/4 agree, 3/4 are the largest
		{[]int32{0, 1, 2, 0, 1, 2}, []int32{2, 0, 1, 2, 0, 0}, 0.75}, // 5/6, 1/3
		{[]int32{0, 1, 2, 0, 1, 2}, []int32{0, 0, 0, 0, 0, 0}, 0},
		{[]int32{0, 0}, []int32{0, 1}, math.NaN()},
		{nil, nil, math.NaN()},
	} {
		if got := NewTable(c.found, c.truth).Overlap(); math.Abs(got-c.want) > 1e-15 || (got != got) != (c.want != c.want) {
			t.Errorf("%v, %v: %v, want %v", c.truth, c.found, got, c.want)
		}
	}
}

// VI is a metric.
func TestTriangle(t *testing.T) {
	r := random(3)
	for range 300 {
		n := 2 + r.IntN(20)
		a, b, c := divided(r, n, 4), divided(r, n, 5), divided(r, n, 3)
		if VI(a, c) > VI(a, b)+VI(b, c)+1e-14 || VI(a, b) > math.Log(float64(n))+1e-14 {
			t.Errorf("VI of %v, %v, %v: %v, %v, %v", a, b, c, VI(a, b), VI(b, c), VI(a, c))
		}
	}
}

func BenchmarkAlign(b *testing.B) {
	r := random(4)
	p, q := divided(r, 3000, 100), divided(r, 3000, 100)
	for b.Loop() {
		NewTable(p, q).Names()
	}
}
