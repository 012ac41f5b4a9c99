package network

import (
	encoding "encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zscape/compute/sparse"
)

// from makes a graph of links such as "a>b c>a"; nodes are called by letters, of which
// there are n.
func from(n int, directed bool, links string) *Graph {
	var names []string
	for i := range n {
		names = append(names, string(rune('a'+i)))
	}
	var list []sparse.Entry
	for _, l := range strings.Fields(links) {
		list = append(list, sparse.Entry{Row: int32(l[0] - 'a'), Col: int32(l[2] - 'a'), Value: 1})
	}
	return New(names, directed, slices.Values(list))
}

func TestMeasures(t *testing.T) {
	g := from(7, true, "a>b b>a b>c c>a d>d e>f a>c a>c")
	if g.N() != 7 || g.Count() != 7 || g.Loops() != 1 || !g.Weighted() {
		t.Errorf("%d nodes, %d links, %d loops, weighted %v", g.N(), g.Count(), g.Loops(), g.Weighted())
	}
	out, in := g.Degrees()
	if !slices.Equal(out, []int{2, 2, 1, 1, 1, 0, 0}) || !slices.Equal(in, []int{2, 1, 2, 1, 0, 1, 0}) {
		t.Errorf("degrees %v, %v", out, in)
	}
	if out, in := g.Strengths(); out[0] != 3 || in[2] != 3 || in[0] != 2 {
		t.Errorf("strengths %v, %v", out, in)
	}
	if got := g.Isolated(); !slices.Equal(got, []int{3, 6}) {
		t.Errorf("isolated: %v", got)
	}
	if got := g.Density(); got != 6.0/42 {
		t.Errorf("density %v", got)
	}
	if got := g.Reciprocity(); got != 4.0/6 {
		t.Errorf("reciprocity %v", got)
	}
	if of, n := g.Components(); n != 4 || !slices.Equal(of, []int32{0, 0, 0, 2, 1, 1, 3}) {
		t.Errorf("components %v", of)
	}
	if of, n := g.StrongComponents(); n != 5 || !slices.Equal(of, []int32{0, 0, 0, 1, 2, 3, 4}) {
		t.Errorf("strong components %v", of)
	}
	u := from(3, false, "b>a b>c c>c")
	if u.Count() != 3 || u.Density() != 2.0/3 || u.Reciprocity() != 1 || u.Links.Len() != 5 || !u.Valid() {
		t.Errorf("without directions: %d links, density %v, reciprocity %v", u.Count(), u.Density(), u.Reciprocity())
	}
	if empty := from(1, true, ""); !math.IsNaN(empty.Density()) || !math.IsNaN(empty.Reciprocity()) {
		t.Error("of nothing there is no share")
	}
}

func TestSymmetrised(t *testing.T) {
	g := from(3, true, "a>b b>a b>c c>c c>c")
	for s, want := range map[sparse.Symmetry]string{sparse.Or: "0-1:1 1-2:1 2-2:2", sparse.And: "0-1:1 2-2:2", sparse.Add: "0-1:2 1-2:1 2-2:2"} {
		u := g.Symmetrised(s)
		var list []string
		for e := range u.once {
			list = append(list, fmt.Sprintf("%d-%d:%v", e.Row, e.Col, e.Value))
		}
		if got := strings.Join(list, " "); got != want || !u.Valid() || !g.Valid() || u.Directed {
			t.Errorf("%d: %s, want %s", s, got, want)
		}
	}
}

func TestInduced(t *testing.T) {
	g := from(5, true, "a>b b>c c>a d>c c>e e>e")
	g.Labels = []Label{{Name: "l", Classes: []string{"x", "y"}, Class: []int32{0, 1, -1, 1, 0}}}
	s := g.Induced([]int{4, 2, 0})
	want := from(3, true, "b>a b>c a>a")
	if !reflect.DeepEqual(s.Links, want.Links) || !slices.Equal(s.Names, []string{"e", "c", "a"}) || !slices.Equal(s.Labels[0].Class, []int32{0, -1, 0}) || !s.Valid() {
		t.Errorf("%+v", s)
	}
	if n := g.Induced(nil).N(); n != 0 {
		t.Errorf("%d nodes of none", n)
	}
}

// Components are the classes of who can reach whom, by the transitive closure.
func TestComponents(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := 1 + random.IntN(12)
		var list []sparse.Entry
		for range random.IntN(2 * n) {
			list = append(list, sparse.Entry{Row: random.Int32N(int32(n)), Col: random.Int32N(int32(n)), Value: 1})
		}
		g := New(numbered(n), true, slices.Values(list))
		reach := make([][]bool, n)
		for i := range reach {
			reach[i] = make([]bool, n)
			reach[i][i] = true
		}
		for _, e := range list {
			reach[e.Row][e.Col] = true
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		strong, _ := g.StrongComponents()
		weak, count := g.Components()
		u, uCount := g.Symmetrised(sparse.Or).StrongComponents()
		if !slices.Equal(weak, u) || count != uCount {
			t.Fatalf("weak components %v, those of the graph without directions %v", weak, u)
		}
		sizes := map[int32]int{}
		for i := range n {
			sizes[strong[i]]++
			for j := range n {
				if (strong[i] == strong[j]) != (reach[i][j] && reach[j][i]) {
					t.Fatalf("%v: %d and %d", strong, i, j)
				}
			}
		}
		for c := int32(1); int(c) < len(sizes); c++ {
			if sizes[c] > sizes[c-1] {
				t.Fatalf("sizes %v", sizes)
			}
		}
	}
}

// A long path takes no recursion.
func TestLongPath(t *testing.T) {
	g := New(numbered(MaxNodes), true, func(yield func(sparse.Entry) bool) {
		for i := range MaxNodes - 1 {
			if !yield(sparse.Entry{Row: int32(i), Col: int32(i) + 1, Value: 1}) {
				return
			}
		}
	})
	if _, n := g.StrongComponents(); n != MaxNodes {
		t.Errorf("%d strong components of a path", n)
	}
	if _, n := g.Components(); n != 1 {
		t.Errorf("%d components of a path", n)
	}
}

// The shipped graphs are those of the files that they were made from.
func TestShipped(t *testing.T) {
	var school struct {
		Nodes int
		Links [][3]int
	}
	var packages struct {
		Nodes []struct{ ID, Top string }
		Links [][2]int
	}
	for name, v := range map[string]any{"highschool-70.json": &school, "go-std-imports-176.json": &packages} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := encoding.Unmarshal(data, v); err != nil {
			t.Fatal(err)
		}
	}
	for years, n := range map[Years]int{Year1957: 243, Year1958: 263, BothYears: 366} {
		g := School(years)
		want := map[string]bool{}
		for _, l := range school.Links {
			if years&(1<<(l[2]-1957)) != 0 {
				want[fmt.Sprint(l[0]+1, " ", l[1]+1)] = true
			}
		}
		got := 0
		for e := range g.Links.All() {
			got++
			if !want[g.Names[e.Row]+" "+g.Names[e.Col]] {
				t.Errorf("%d: %s names %s", years, g.Names[e.Row], g.Names[e.Col])
			}
		}
		if got != n || len(want) != n || g.N() != 70 || !g.Directed || g.Weighted() || !g.Valid() || slices.Contains(g.Names, "25") {
			t.Errorf("%d: %d links, want %d and %d", years, got, len(want), n)
		}
	}
	g := Imports()
	if g.N() != len(packages.Nodes) || g.Count() != len(packages.Links) || !g.Valid() {
		t.Errorf("%d packages, %d imports", g.N(), g.Count())
	}
	for i, n := range packages.Nodes {
		if l := g.Labels[0]; g.Names[i] != n.ID || l.Classes[l.Class[i]] != n.Top {
			t.Errorf("package %d is %s", i, g.Names[i])
		}
	}
	for _, l := range packages.Links {
		if _, ok := g.Links.At(l[0], l[1]); !ok {
			t.Errorf("%s does not import %s", g.Names[l[0]], g.Names[l[1]])
		}
	}
	// What imports what has no cycles.
	if _, n := g.StrongComponents(); n != g.N() {
		t.Errorf("%d strong components of %d packages", n, g.N())
	}
}

func TestFollow(t *testing.T) {
	for seed := range uint64(50) {
		g := Follow(rand.New(rand.NewPCG(seed, 0)))
		again := Follow(rand.New(rand.NewPCG(seed, 0)))
		if !reflect.DeepEqual(g, again) {
			t.Fatal("the same seed makes another graph")
		}
		if g.N() != 110 || !g.Directed || !g.Valid() || g.Weighted() || g.Loops() != 0 || g.Count() < 1200 || g.Count() > 1800 {
			t.Fatalf("%d nodes, %d links", g.N(), g.Count())
		}
		circle := g.Labels[0]
		if !slices.Equal(circle.Classes, Circles[:]) {
			t.Fatal(circle.Classes)
		}
		if isolated := g.Isolated(); len(isolated) != 1 {
			t.Errorf("seed %d: isolated: %v", seed, isolated)
		}
		if _, n := g.Components(); n != 2 {
			t.Errorf("seed %d: %d components", seed, n)
		}
		out, in := g.Degrees()
		var sent, received [len(Circles)]float64
		for i, c := range circle.Class {
			sent[c] += float64(out[i])
			received[c] += float64(in[i])
		}
		if received[researchers] < 1.3*sent[researchers] || sent[university] < received[university] {
			t.Errorf("seed %d: researchers follow %v and are followed %v times; students %v, %v", seed, sent[researchers], received[researchers], sent[university], received[university])
		}
		inside := func(k int32) *Graph {
			var nodes []int
			for i, c := range circle.Class {
				if c == k {
					nodes = append(nodes, i)
				}
			}
			return g.Induced(nodes)
		}
		if a, b := inside(games).Reciprocity(), inside(researchers).Reciprocity(); a < b+0.1 {
			t.Errorf("seed %d: of games %v is mutual, of researchers %v", seed, a, b)
		}
		for k := range Circles {
			if d := inside(int32(k)).Density(); d < 1.4*g.Density() {
				t.Errorf("seed %d: the density of %s is %v, of all %v", seed, Circles[k], d, g.Density())
			}
		}
	}
}

// The numbers of links within and between groups, and of directions, are those asked for,
// within five standard deviations.
func TestPlanted(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, p := range []Planting{
		{1000, 2, 8, 0, false}, {1000, 2, 8, 1, false}, {999, 3, 6, 2, true}, {110, 4, 10, 3, false}, {1000, 6, 16, 4, true}, {1000, 4, 5, -0.7, false}, {2000, 30, 9, 2.5, true},
	} {
		in, out := p.Rates()
		q, c := float64(p.Groups), p.Degree
		if math.Abs((in+(q-1)*out)/q-c) > 1e-9 || math.Abs((in-out)/(q*math.Sqrt(c))-p.SNR) > 1e-9 {
			t.Errorf("%+v: rates %v, %v", p, in, out)
		}
		g := Planted(p, random)
		group := g.Labels[0]
		if !g.Valid() || g.N() != p.Nodes || g.Directed != p.Directed || len(group.Classes) != p.Groups || g.Loops() != 0 {
			t.Errorf("%+v: %d nodes", p, g.N())
		}
		size := make([]int, p.Groups)
		for _, k := range group.Class {
			size[k]++
		}
		if slices.Max(size)-slices.Min(size) > 1 {
			t.Errorf("%+v: groups of %v", p, size)
		}
		var count, pairs [2]float64 // between groups, and within
		for i := range p.Nodes {
			for j := range i {
				same := 0
				if group.Class[i] == group.Class[j] {
					same = 1
				}
				pairs[same]++
			}
		}
		u := g.Symmetrised(sparse.Or)
		for e := range u.once {
			same := 0
			if group.Class[e.Row] == group.Class[e.Col] {
				same = 1
			}
			count[same]++
		}
		for same, rate := range [2]float64{out, in} {
			want := pairs[same] * rate / float64(p.Nodes)
			if math.Abs(count[same]-want) > 5*math.Sqrt(want)+1e-6 {
				t.Errorf("%+v: %v links, want %.0f", p, count, want)
			}
		}
	}
	for _, p := range []Planting{{100, 2, 4, 2.1, false}, {100, 2, 4, -2.1, false}, {1, 2, 4, 1, false}, {100, 1, 4, 1, false}, {100, 2, 0, 0, false}, {100, 2, 50, 0, false}, {100, 2, 4, math.NaN(), false}} {
		func() {
			defer func() {
				if r := recover(); r == nil || !strings.HasPrefix(fmt.Sprint(r), "network: ") {
					t.Errorf("%+v: %v", p, r)
				}
			}()
			Planted(p, random)
		}()
	}
	// At the ends of what there can be.
	p := Planting{200, 3, 9, 0, true}
	p.SNR = p.Most()
	for e := range Planted(p, random).Links.All() {
		_ = e
	}
	p.SNR = p.Least()
	Planted(p, random)
}

func TestValid(t *testing.T) {
	good := func() *Graph {
		g := from(3, false, "a>b b>c")
		g.Labels = []Label{{Name: "l", Classes: []string{"x"}, Class: []int32{0, -1, 0}}}
		return g
	}
	if !good().Valid() {
		t.Fatal("a good graph is not valid")
	}
	for name, spoil := range map[string]func(g *Graph){
		"no links":         func(g *Graph) { g.Links = nil },
		"names":            func(g *Graph) { g.Names = g.Names[:2] },
		"same names":       func(g *Graph) { g.Names = []string{"a", "b", "a"} },
		"weight":           func(g *Graph) { g.Links.Value = []float64{1, 1, math.NaN(), 1} },
		"weights of 0":     func(g *Graph) { g.Links.Value = make([]float64, 4) },
		"one way":          func(g *Graph) { g.Links = from(3, true, "a>b b>c").Links },
		"other weights":    func(g *Graph) { g.Links.Value = []float64{1, 2, 3, 4} },
		"class":            func(g *Graph) { g.Labels[0].Class[0] = 1 },
		"class below none": func(g *Graph) { g.Labels[0].Class[0] = -2 },
		"classes":          func(g *Graph) { g.Labels[0].Classes = []string{"x", "x"} },
		"labels":           func(g *Graph) { g.Labels[0].Class = nil },
	} {
		g := good()
		if spoil(g); g.Valid() {
			t.Errorf("%s: still valid", name)
		}
	}
}

func BenchmarkFollow(b *testing.B) {
	for b.Loop() {
		Follow(rand.New(rand.NewPCG(1, 1)))
	}
}

func BenchmarkPlanted(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		Planted(Planting{1000, 3, 8, 1.5, true}, random)
	}
}
