package layout

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"zscape/compute/sparse"
)

// of returns the links of a graph of n nodes, each one way.
func of(n int, links ...[2]int) *sparse.Matrix {
	var entries []sparse.Entry
	for _, l := range links {
		entries = append(entries, sparse.Entry{Row: int32(l[0]), Col: int32(l[1])})
	}
	return sparse.New(n, n, slices.Values(entries), sparse.Last).Pattern()
}

func mesh(w, h int) *sparse.Matrix {
	var links [][2]int
	for i := range w * h {
		if i%w+1 < w {
			links = append(links, [2]int{i, i + 1})
		}
		if i+w < w*h {
			links = append(links, [2]int{i + w, i})
		}
	}
	return of(w*h, links...)
}

func path(n int) *sparse.Matrix { return mesh(n, 1) }

func ring(n int) (m *sparse.Matrix) {
	links := [][2]int{{0, n - 1}}
	for i := range n - 1 {
		links = append(links, [2]int{i, i + 1})
	}
	return of(n, links...)
}

// tree has children nodes below each, to a number of nodes.
func tree(n, children int) *sparse.Matrix {
	var links [][2]int
	for i := 1; i < n; i++ {
		links = append(links, [2]int{(i - 1) / children, i})
	}
	return of(n, links...)
}

func star(n int) *sparse.Matrix { return tree(n, n-1) }

func complete(n int) *sparse.Matrix {
	var links [][2]int
	for i := range n {
		for j := range i {
			links = append(links, [2]int{i, j})
		}
	}
	return of(n, links...)
}

// together are graphs as the components of one, with some isolated nodes at the end.
func together(isolated int, graphs ...*sparse.Matrix) *sparse.Matrix {
	var links [][2]int
	n := 0
	for _, g := range graphs {
		for e := range g.All() {
			links = append(links, [2]int{n + int(e.Row), n + int(e.Col)})
		}
		n += g.Rows
	}
	return of(n+isolated, links...)
}

// bridged is two complete graphs of n nodes and a link between them.
func bridged(n int) *sparse.Matrix {
	links := [][2]int{{0, n}}
	for i := range n {
		for j := range i {
			links = append(links, [2]int{i, j}, [2]int{n + i, n + j})
		}
	}
	return of(2*n, links...)
}

// scattered is a graph of random links.
func scattered(n, links int) *sparse.Matrix {
	r := rand.New(rand.NewPCG(1, 2))
	list := make([][2]int, links)
	for k := range list {
		list[k] = [2]int{r.IntN(n), r.IntN(n)}
	}
	return of(n, list...)
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// settled returns the layout of a graph at its end.
func settled(t testing.TB, links *sparse.Matrix, dims int, seed uint64) *Layout {
	t.Helper()
	l := New(links, dims, seeded(seed))
	settle(t, l)
	return l
}

// settle lets a layout come to its end, which is not far.
func settle(t testing.TB, l *Layout) {
	t.Helper()
	const most = 400
	before := l.Steps()
	for !l.Step() {
		if l.Steps()-before > most {
			t.Fatalf("not settled after %d steps: movement %v, temperature %v", most, l.Movement(), l.Temperature())
		}
	}
	for k := range l.at {
		for a, v := range l.at[k] {
			if v-v != 0 || a >= l.dims && v != 0 {
				t.Fatalf("node %d is at %v", l.graph.node[k], l.at[k])
			}
		}
	}
}

// positions returns where the nodes are, in their own order.
func positions(l *Layout) [][3]float64 {
	at := make([][3]float64, len(l.at))
	for k, i := range l.graph.node {
		at[i] = l.at[k]
	}
	return at
}

func distance(a, b [3]float64) float64 { return math.Sqrt(distance2(&a, &b)) }

// crossings counts the pairs of links that cross in the plane.
func crossings(at [][3]float64, links *sparse.Matrix) (count int) {
	left := func(a, b, c int32) bool {
		p, q, r := at[a], at[b], at[c]
		return (q[0]-p[0])*(r[1]-p[1])-(q[1]-p[1])*(r[0]-p[0]) > 0
	}
	list := slices.Collect(links.All())
	for k, e := range list {
		for _, f := range list[:k] {
			a, b, c, d := e.Row, e.Col, f.Row, f.Col
			if a != c && a != d && b != c && b != d && left(a, b, c) != left(a, b, d) && left(c, d, a) != left(c, d, b) {
				count++
			}
		}
	}
	return count
}

// Well-known graphs are what one knows.
func TestKnown(t *testing.T) {
	for seed := range uint64(5) {
		if n := crossings(positions(settled(t, mesh(10, 10), 2, seed)), mesh(10, 10)); n != 0 {
			t.Errorf("seed %d: a mesh has %d crossings", seed, n)
		}
		if n := crossings(positions(settled(t, path(60), 2, seed)), path(60)); n != 0 {
			t.Errorf("seed %d: a path has %d crossings", seed, n)
		}
		// Of 126 links, 7875 pairs.
		if n := crossings(positions(settled(t, tree(127, 2), 2, seed)), tree(127, 2)); n > 8 {
			t.Errorf("seed %d: a binary tree has %d crossings", seed, n)
		}
		if n := crossings(positions(settled(t, star(40), 2, seed)), star(40)); n != 0 {
			t.Errorf("seed %d: a star has %d crossings", seed, n)
		}
		for _, n := range []int{3, 10, 30, 100} {
			at := positions(settled(t, ring(n), 2, seed))
			middle := centroid(at)
			for i := range at {
				if r, first := distance(at[i], middle), distance(at[0], middle); math.Abs(r/first-1) > 0.1 {
					t.Errorf("seed %d: a ring of %d has the radii %v and %v", seed, n, first, r)
					break
				}
			}
		}
		at := positions(settled(t, bridged(15), 2, seed))
		a, b := centroid(at[:15]), centroid(at[15:])
		for i := range at {
			own := a
			if i >= 15 {
				own = b
			}
			if distance(at[i], own) > distance(a, b)/3 {
				t.Errorf("seed %d: cliques that are bridged are not apart", seed)
				break
			}
		}
		if d := distance(at[0], at[15]); d > 0.9*distance(a, b) {
			t.Errorf("seed %d: the bridge is of %v, the cliques are %v apart", seed, d, distance(a, b))
		}
	}
}

// A cube of a mesh is one in space: links are about equal, and no side is flat.
func TestSpace(t *testing.T) {
	var links [][2]int
	const w = 5
	for i := range w * w * w {
		for k, step := range []int{1, w, w * w} {
			if i/step%w+1 < w && k < 3 {
				links = append(links, [2]int{i, i + step})
			}
		}
	}
	m := of(w*w*w, links...)
	for seed := range uint64(3) {
		at := positions(settled(t, m, 3, seed))
		low, high := math.Inf(1), 0.0
		for e := range m.All() {
			d := distance(at[e.Row], at[e.Col])
			low, high = min(low, d), max(high, d)
		}
		if high > 2.5*low {
			t.Errorf("seed %d: links are from %v to %v", seed, low, high)
		}
		// The corners are farther apart than in the plane.
		corners := distance(at[0], at[w*w*w-1]) / distance(at[0], at[w-1])
		if math.Abs(corners-math.Sqrt(3)) > 0.2 {
			t.Errorf("seed %d: the diagonal is %v sides", seed, corners)
		}
	}
}

// hops returns the numbers of links between all pairs of nodes.
func hops(links *sparse.Matrix) [][]float64 {
	g := newGraph(func(int) {}, links)
	n := links.Rows
	all := make([][]float64, n)
	for i := range all {
		p := pivots{graph: g, n: n, k: 1, c: make([]float64, n), queue: make([]int32, n)}
		p.distances(0, int(g.place[i]), func(int) {})
		all[i] = make([]float64, n)
		for j := range n {
			all[i][j] = p.c[g.place[j]]
		}
	}
	return all
}

// stress returns how far distances are from numbers of links: the normalized stress of
// multidimensional scaling at the best scale, 0 to 1.
func stress(at [][3]float64, hops [][]float64) float64 {
	var xx, xd, n float64
	for i := range at {
		for j := range i {
			x := distance(at[i], at[j]) / hops[i][j]
			xx += x * x
			xd += x
			n++
		}
	}
	return 1 - xd*xd/xx/n
}

// kept returns the share of a node's neighbours that are among as many nodes nearest to it,
// on average.
func kept(at [][3]float64, hops [][]float64) float64 {
	sum := 0.0
	for i := range at {
		order := make([]int, 0, len(at))
		neighbours := 0
		for j := range at {
			if j != i {
				order = append(order, j)
			}
			if hops[i][j] == 1 {
				neighbours++
			}
		}
		slices.SortFunc(order, func(a, b int) int {
			return int(math.Copysign(1, distance(at[i], at[a])-distance(at[i], at[b])))
		})
		near := 0
		for _, j := range order[:neighbours] {
			if hops[i][j] == 1 {
				near++
			}
		}
		sum += float64(near) / float64(neighbours)
	}
	return sum / float64(len(at))
}

// Pictures tell of distances and neighbours, far better than random ones do.
func TestQuality(t *testing.T) {
	for _, c := range []struct {
		name         string
		links        *sparse.Matrix
		stress, kept float64
	}{
		{"mesh", mesh(12, 8), 0.04, 0.95},
		{"tree", tree(127, 2), 0.15, 0.3},
		{"ring", ring(60), 0.03, 0.95},
		{"bridged", bridged(12), 0.21, 0.95},
	} {
		h := hops(c.links)
		at := positions(settled(t, c.links, 2, 1))
		r := seeded(1)
		random := make([][3]float64, len(at))
		for i := range random {
			random[i] = [3]float64{r.NormFloat64(), r.NormFloat64()}
		}
		s, k := stress(at, h), kept(at, h)
		t.Logf("%s: stress %.3f, at random %.3f; neighbours %.2f, %.2f", c.name, s, stress(random, h), k, kept(random, h))
		if s > c.stress || k < c.kept || stress(random, h) < 1.7*s || kept(random, h) > k/2 {
			t.Errorf("%s: stress %.3f, neighbours %.2f", c.name, s, k)
		}
	}
}

// energy returns that of which the forces are the slope.
func energy(l *Layout) (e float64) {
	for c := range l.components {
		first, end := l.graph.span(c)
		for k := first; k < end; k++ {
			to, weight := l.graph.links(k)
			for i, j := range to {
				e += weight[i] * math.Pow(distance(l.at[k], l.at[j]), 3) / 3 / 2
			}
			for j := first; j < k; j++ {
				e -= l.components[c].repulsion * l.mass[k] * l.mass[j] * math.Log(distance(l.at[k], l.at[j]))
			}
		}
	}
	return e
}

// The movement of a node is the force on it, which is the slope of the energy, divided by
// what that changes by at most.
func TestForces(t *testing.T) {
	links := sparse.New(9, 9, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: 2}, {Row: 2, Col: 1, Value: 0.5}, {Row: 2, Col: 0, Value: 1}, {Row: 3, Col: 0, Value: 3},
		{Row: 1, Col: 0, Value: 1.5}, {Row: 3, Col: 3, Value: 9}, {Row: 5, Col: 6, Value: 1}, {Row: 7, Col: 8, Value: -1}}), sparse.Sum)
	for _, dims := range []int{2, 3} {
		l := New(links, dims, seeded(3))
		l.temperature = math.Inf(1)
		for range 3 {
			l.Step()
		}
		for c := range l.components {
			first, end := l.graph.span(c)
			l.forest.build(c, l.at, func(int) {})
			l.push(c, func(int) {})
			for k := first; k < end && end > first+1; k++ {
				stiffness := l.components[c].repulsion * l.mass[k] * l.stiffness[k]
				to, weight := l.graph.links(k)
				for e, j := range to {
					stiffness += 2 * weight[e] * distance(l.at[k], l.at[j])
				}
				l.pull(k, l.components[c].repulsion)
				for a := range dims {
					const h = 1e-6
					x := l.at[k][a]
					l.at[k][a] = x + h
					up := energy(l)
					l.at[k][a] = x - h
					down := energy(l)
					l.at[k][a] = x
					if got, want := l.force[k][a]*stiffness, (down-up)/(2*h); math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
						t.Errorf("%d dimensions, node %d: the force is %v, the slope %v", dims, l.graph.node[k], got, want)
					}
				}
			}
		}
	}
}

// At rest the energy is less than at the start, and scaling would hardly change it.
func TestRest(t *testing.T) {
	for _, links := range []*sparse.Matrix{mesh(10, 10), tree(200, 3), scattered(200, 600), bridged(12)} {
		l := New(links, 2, seeded(1))
		before := energy(l)
		settle(t, l)
		if after := energy(l); !(after < before) {
			t.Errorf("the energy was %v and is %v", before, after)
		}
		o := l.components[0]
		first, end := l.graph.span(0)
		pull, push := 0.0, 0.0
		for k := first; k < end; k++ {
			to, weight := l.graph.links(k)
			for e, j := range to {
				pull += weight[e] * math.Pow(distance(l.at[k], l.at[j]), 3) / 2
			}
			for j := first; j < k; j++ {
				push += o.repulsion * l.mass[k] * l.mass[j]
			}
		}
		if math.Abs(pull/push-1) > 0.05 {
			t.Errorf("sum of w d^3 %v, k m_i m_j %v", pull, push)
		}
	}
}

func hash(l *Layout) uint64 {
	h := fnv.New64a()
	for k := range l.at {
		for _, v := range l.at[k] {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
	}
	return h.Sum64()
}

// A seed gives one picture, here and in browsers; another one another.
func TestSeeds(t *testing.T) {
	for dims, want := range map[int]uint64{2: 0x39f24654c6408908, 3: 0x4e37c4ef8bd07738} {
		a, b := settled(t, together(3, scattered(200, 400), mesh(4, 4)), dims, 1), settled(t, together(3, scattered(200, 400), mesh(4, 4)), dims, 1)
		if !slices.Equal(a.at, b.at) {
			t.Errorf("%d dimensions: not the same again", dims)
		}
		if c := settled(t, together(3, scattered(200, 400), mesh(4, 4)), dims, 2); slices.Equal(a.at, c.at) {
			t.Errorf("%d dimensions: seeds do not tell", dims)
		}
		if got := hash(a); got != want && (runtime.GOARCH == "amd64" || runtime.GOARCH == "wasm") {
			t.Errorf("%d dimensions: the hash is %#x, want %#x", dims, got, want)
		}
	}
}

// Small and odd graphs settle, too.
func TestSmall(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	weighted := func(v ...float64) *sparse.Matrix {
		var e []sparse.Entry
		for k, w := range v {
			e = append(e, sparse.Entry{Row: int32(k), Col: int32((k * 7) % 5), Value: w})
		}
		return sparse.New(max(len(v), 5), max(len(v), 5), slices.Values(e), sparse.Last)
	}
	for _, links := range []*sparse.Matrix{
		of(0), of(1), of(1, [2]int{0, 0}), of(2), of(2, [2]int{0, 1}), of(3, [2]int{2, 1}), of(500),
		complete(3), complete(60), star(3), star(300), path(2), path(3), path(300), tree(50, 5), mesh(2, 30),
		weighted(inf, nan, -1, 0, 1), weighted(1e300, 1e-300, 1, 1, 1e99, 1e-99, 3), weighted(1e-99, 1e-99, 1e-99, 1e99, 2e-99, 1), weighted(-inf, -1, -2, nan, nan),
	} {
		for _, dims := range []int{2, 3} {
			l := settled(t, links, dims, 4)
			if len(l.at) != links.Rows || l.Progress() != 1 {
				t.Errorf("%d nodes, progress %v", len(l.at), l.Progress())
			}
			at := positions(l)
			for i := range at {
				for j := range i {
					if distance(at[i], at[j]) < 1e-9 && links.Value == nil {
						t.Fatalf("of %d nodes, %d and %d are both at %v", len(at), j, i, at[i])
					}
				}
			}
		}
	}
	if at := positions(settled(t, of(1), 2, 1)); at[0] != [3]float64{} {
		t.Errorf("the only node is at %v", at[0])
	}
}

// What pulls is a link of a positive weight, in whichever direction.
func TestLinks(t *testing.T) {
	a := sparse.New(4, 4, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: 2}, {Row: 1, Col: 0, Value: 5}, {Row: 2, Col: 1, Value: 1}, {Row: 2, Col: 2, Value: 7}, {Row: 3, Col: 0, Value: -3}}), sparse.Sum)
	g := newGraph(func(int) {}, a)
	if !slices.Equal(g.node, []int32{0, 1, 2, 3}) || !slices.Equal(g.start, []int32{0, 3, 4}) || !slices.Equal(g.from, []int32{0, 1, 3, 4, 4}) ||
		!slices.Equal(g.to, []int32{1, 0, 2, 1}) || !slices.Equal(g.weight, []float64{5.0 / 3, 5.0 / 3, 1.0 / 3, 1.0 / 3}) {
		t.Errorf("%+v", g)
	}
	// The largest component comes first.
	g = newGraph(func(int) {}, of(7, [2]int{6, 0}, [2]int{2, 5}, [2]int{5, 3}))
	if !slices.Equal(g.node, []int32{2, 3, 5, 0, 6, 1, 4}) || !slices.Equal(g.start, []int32{0, 3, 5, 6, 7}) {
		t.Errorf("%+v", g)
	}
	for k, want := range []int{0, 0, 0, 1, 1, 2, 3} {
		if c := g.component(int32(k)); c != want {
			t.Errorf("place %d is of component %d, want %d", k, c, want)
		}
	}
}

func TestAllocations(t *testing.T) {
	l := New(together(5, scattered(300, 900), mesh(5, 5)), 3, seeded(1))
	if n := testing.AllocsPerRun(20, func() { l.Step() }); n != 0 {
		t.Errorf("a step allocates %v times", n)
	}
}

func BenchmarkStep(b *testing.B) {
	for _, dims := range []int{2, 3} {
		b.Run([]string{2: "plane", 3: "space"}[dims], func(b *testing.B) {
			l := New(scattered(5000, 20_000), dims, seeded(1))
			for b.Loop() {
				l.temperature = hot
				l.Step()
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	links := scattered(5000, 20_000)
	for b.Loop() {
		New(links, 2, seeded(1))
	}
}
