package spectral

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/sparse"
)

// undirected is a graph of n nodes and the links that are named, each both ways.
func undirected(n int, links ...[2]int) *sparse.Matrix {
	return sparse.New(n, n, func(yield func(sparse.Entry) bool) {
		for _, l := range links {
			a, b := int32(l[0]), int32(l[1])
			if !yield(sparse.Entry{Row: a, Col: b, Value: 1}) || !yield(sparse.Entry{Row: b, Col: a, Value: 1}) {
				return
			}
		}
	}, sparse.Last).Pattern()
}

// cliques is k complete graphs of size nodes, not linked to each other.
func cliques(k, size int) *sparse.Matrix {
	var links [][2]int
	for c := range k {
		for i := range size {
			for j := range i {
				links = append(links, [2]int{c*size + i, c*size + j})
			}
		}
	}
	return undirected(k*size, links...)
}

func ring(n int) *sparse.Matrix {
	var links [][2]int
	for i := range n {
		links = append(links, [2]int{i, (i + 1) % n})
	}
	return undirected(n, links...)
}

// planted is q groups of n nodes in turn, whose mean degree is about in + out: links
// within the own group, and to the others.
func planted(r *rand.Rand, n, q int, in, out float64) (links *sparse.Matrix, group []int32) {
	var list [][2]int
	group = make([]int32, n)
	for i := range n {
		group[i] = int32(i % q)
		for j := range i {
			p := in / (float64(n) / float64(q))
			if group[j] != group[i] {
				p = out / (float64(n) * float64(q-1) / float64(q))
			}
			if r.Float64() < p {
				list = append(list, [2]int{i, j})
			}
		}
	}
	return undirected(n, list...), group
}

// Graphs whose eigenvalues are known and have several copies each (A. E. Brouwer,
// W. H. Haemers, Spectra of Graphs, 2012, section 1.4).
func TestCopies(t *testing.T) {
	star := func(n int) *sparse.Matrix {
		var links [][2]int
		for i := range n - 1 {
			links = append(links, [2]int{0, i + 1})
		}
		return undirected(n, links...)
	}
	cube := func(d int) *sparse.Matrix {
		var links [][2]int
		for i := range 1 << d {
			for b := range d {
				links = append(links, [2]int{i, i ^ 1<<b})
			}
		}
		return undirected(1<<d, links...)
	}
	repeat := func(lists ...[2]float64) (values []float64) {
		for _, l := range lists {
			for range int(l[1]) {
				values = append(values, l[0])
			}
		}
		return values
	}
	rings := func(n int) (values []float64) {
		for k := range n {
			values = append(values, 2-2*math.Cos(2*math.Pi*float64(k)/float64(n)))
		}
		slices.Sort(values)
		return values
	}
	for _, tt := range []struct {
		name   string
		links  *sparse.Matrix
		values []float64 // of L
		degree float64   // of all nodes, or 0
		k      int
	}{
		{"complete", cliques(1, 12), repeat([2]float64{0, 1}, [2]float64{12, 11}), 11, 7},
		{"complete, all", cliques(1, 12), repeat([2]float64{0, 1}, [2]float64{12, 11}), 11, 12},
		{"4 cliques", cliques(4, 6), repeat([2]float64{0, 4}, [2]float64{6, 20}), 5, 9},
		{"10 cliques", cliques(10, 4), repeat([2]float64{0, 10}, [2]float64{4, 30}), 3, 6},
		{"a ring", ring(25), rings(25), 2, 10},
		{"a larger ring", ring(120), rings(120), 2, 9},
		{"a star", star(15), repeat([2]float64{0, 1}, [2]float64{1, 13}, [2]float64{15, 1}), 0, 15},
		{"a cube", cube(5), repeat([2]float64{0, 1}, [2]float64{2, 5}, [2]float64{4, 10}, [2]float64{6, 10}, [2]float64{8, 5}, [2]float64{10, 1}), 5, 13},
		{"nothing", undirected(5), repeat([2]float64{0, 5}), 0, 3},
		{"one node", undirected(1), []float64{0}, 0, 1},
		{"a pair", undirected(2, [2]int{0, 1}), []float64{0, 2}, 1, 2},
		{"a large complete graph", cliques(1, 600), repeat([2]float64{0, 1}, [2]float64{600, 599}), 599, 10},
		{"many cliques", cliques(150, 4), repeat([2]float64{0, 150}, [2]float64{4, 450}), 3, 12},
		{"a large cube", cube(10), repeat([2]float64{0, 1}, [2]float64{2, 10}, [2]float64{4, 45}), 10, 14},
	} {
		for _, kind := range laplacians {
			if kind != Unnormalised && tt.degree == 0 && tt.name != "nothing" {
				continue
			}
			for _, method := range []Method{Dense, Lanczos} {
				if method == Dense && tt.links.Rows > 600 {
					continue
				}
				m, err := NewLaplacian(tt.links, kind, 0)
				if err != nil {
					t.Fatal(err)
				}
				p := solver(3, method).Eigenpairs(m, tt.k)
				unit := 1.0
				if kind != Unnormalised && tt.degree > 0 {
					unit = tt.degree
				}
				if p.Method != method && len(tt.values) > tt.k && tt.name != "10 cliques" && tt.name != "many cliques" && tt.name != "nothing" {
					t.Errorf("%s: by %d", tt.name, p.Method)
				}
				verify(t, tt.name, m, p, tt.k)
				for c, v := range p.Values {
					if want := tt.values[c] / unit; !near(v, want, 1e-10) {
						t.Errorf("%s, %d, %d: eigenvalue %d is %v, want %v", tt.name, kind, method, c, v, want)
					}
				}
				if len(tt.values) > tt.k && !near(p.Next*unit, tt.values[tt.k], 1e-8) {
					t.Errorf("%s, %d, %d: the next is %v, want %v", tt.name, kind, method, p.Next, tt.values[tt.k]/unit)
				}
				for c, n := range p.Multiplicities() {
					want := 0
					for _, v := range tt.values[:min(tt.k+1, len(tt.values))] {
						if math.Abs(v/unit-p.Values[c]) < 1e-6 {
							want++
						}
					}
					if n != want {
						t.Errorf("%s, %d, %d: %d copies of %v, want %d", tt.name, kind, method, n, p.Values[c], want)
					}
				}
			}
		}
	}
}

// verify says where pairs are not what they are said to be.
func verify(t *testing.T, name string, m *Matrix, p *Pairs, k int) {
	t.Helper()
	n := m.N
	if len(p.Values) != k || p.Converged() != k {
		t.Fatalf("%s: %d pairs, %d of them good, want %d: %v", name, len(p.Values), p.Converged(), k, p.Residuals)
	}
	a := make([]float64, n*n)
	m.DenseTo(a)
	for c := range k {
		u := make([]float64, n)
		largest := 0.0
		for i := range n {
			u[i] = p.Vectors.Data[i*k+c]
			largest = max(largest, math.Abs(u[i]))
		}
		for i, v := range u {
			if math.Abs(v) > largest*(1-1e-6) {
				if v < 0 {
					t.Errorf("%s: component %d of vector %d is %v", name, i, c, v)
				}
				break
			}
		}
		left := 0.0
		for i := range n {
			left = math.Hypot(left, dot(a[i*n:(i+1)*n], u)-p.Values[c]*u[i])
		}
		if !near(norm(u), 1, 1e-12) || left > 2*Tolerance*p.Norm {
			t.Errorf("%s: vector %d has the length %v, and %v is left of %v", name, c, norm(u), left, p.Norm)
		}
		if math.Abs(left-p.Residuals[c]*p.Norm) > 1e-13*p.Norm*math.Sqrt(float64(n)) {
			t.Errorf("%s: the residual %d is %v, said to be %v", name, c, left/p.Norm, p.Residuals[c])
		}
		if m.Kind == RandomWalk {
			continue // orthogonal in another sense
		}
		for e := range c {
			sum := 0.0
			for i := range n {
				sum += u[i] * p.Vectors.Data[i*k+e]
			}
			if math.Abs(sum) > 1e-8 {
				t.Errorf("%s: vectors %d and %d have the product %v", name, e, c, sum)
			}
		}
	}
}

// Graphs at random, in pieces, with weights, loops and nodes without links: Lanczos
// and Dense agree in all matrices.
func TestRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for round := range 60 {
		n := 2 + r.IntN(70)
		links := sparse.New(n, n, func(yield func(sparse.Entry) bool) {
			r := rand.New(rand.NewPCG(uint64(round), 5))
			for range r.IntN(4 * n) {
				if !yield(sparse.Entry{Row: r.Int32N(int32(n)), Col: r.Int32N(int32(n)), Value: float64(r.IntN(5)) / 3}) {
					return
				}
			}
		}, sparse.Sum).Symmetric(sparse.Add)
		k := 1 + r.IntN(min(n, 12))
		var list []*Matrix
		for _, kind := range laplacians {
			for _, tau := range []float64{0, MeanDegree(links)} {
				m, err := NewLaplacian(links, kind, tau)
				if err != nil {
					t.Fatal(err)
				}
				list = append(list, m)
			}
		}
		for _, rule := range []float64{SqrtDegree(links), -SqrtDegree(links), SqrtBranching(links)} {
			list = append(list, NewBetheHessian(links, rule))
		}
		for _, m := range list {
			a, b := solver(6, Dense).Eigenpairs(m, k), solver(7, Lanczos).Eigenpairs(m, k)
			verify(t, "dense", m, a, k)
			verify(t, "Lanczos", m, b, k)
			for c, v := range a.Values {
				if !near(b.Values[c], v, 1e-10) {
					t.Errorf("round %d, kind %d, tau %v: eigenvalue %d of %d is %v, by Lanczos %v", round, m.Kind, m.Tau, c, n, v, b.Values[c])
				}
			}
			if k < n && !near(a.Next, b.Next, 1e-8) {
				t.Errorf("round %d, kind %d: the next is %v, by Lanczos %v", round, m.Kind, a.Next, b.Next)
			}
			if m.Components > 0 && m.Tau == 0 {
				for c, v := range a.Values {
					if (v == 0) != (c < m.Components) {
						t.Errorf("round %d: %d components, eigenvalue %d is %v", round, m.Components, c, v)
					}
				}
			}
		}
	}
}

// What Lanczos cannot do in time, Dense does; where that would take too long, the
// residuals say that pairs are not good.
func TestFallback(t *testing.T) {
	for n, method := range map[int]Method{600: Dense, maxFallback + 1: Lanczos} {
		m, err := NewLaplacian(ring(n), Symmetric, 0)
		if err != nil {
			t.Fatal(err)
		}
		s := solver(1, Auto)
		s.budget = 1
		p := s.Eigenpairs(m, 7)
		if p.Method != method || len(p.Values) != 7 {
			t.Errorf("%d nodes: %d values by %d", n, len(p.Values), p.Method)
		}
		if method == Dense {
			verify(t, "fallback", m, p, 7)
		} else if p.Converged() == 7 || slices.Max(p.Residuals) < Tolerance || !slices.IsSorted(p.Values) || p.Values[0] != 0 {
			t.Errorf("%d nodes: %v with residuals %v", n, p.Values, p.Residuals)
		}
	}
}

// The same seed gives the same, to the bit.
func TestSeed(t *testing.T) {
	links, _ := planted(rand.New(rand.NewPCG(1, 1)), 700, 4, 8, 2)
	m, err := NewLaplacian(links, Symmetric, 0)
	if err != nil {
		t.Fatal(err)
	}
	a, b := solver(1, Auto).Eigenpairs(m, 5), solver(1, Auto).Eigenpairs(m, 5)
	if !slices.Equal(a.Vectors.Data, b.Vectors.Data) || !slices.Equal(a.Values, b.Values) || a.Method != Lanczos {
		t.Error("two runs differ")
	}
}

func TestWeights(t *testing.T) {
	for _, v := range []float64{-1, math.NaN(), math.Inf(1), 1e101, 1e-300} {
		links := sparse.New(3, 3, slices.Values([]sparse.Entry{{Row: 1, Col: 2, Value: v}}), sparse.Sum)
		_, err := NewLaplacian(links, Symmetric, 0)
		_, err2 := NewDirected(links, 1)
		for _, err := range []error{err, err2} {
			var e *WeightError
			if !errors.As(err, &e) || e.Row != 1 || e.Col != 2 {
				t.Errorf("weight %v: %v", v, err)
			}
		}
	}
	links := sparse.New(3, 3, slices.Values([]sparse.Entry{{Row: 1, Col: 2, Value: 1e100}, {Row: 2, Col: 1, Value: 1e100}, {Row: 0, Col: 1, Value: 1e-100}, {Row: 1, Col: 0, Value: 1e-100}}), sparse.Sum)
	for _, kind := range []Kind{Unnormalised, Symmetric} { // RandomWalk has vectors beyond all digits
		m, err := NewLaplacian(links, kind, 0)
		if err != nil {
			t.Fatal(err)
		}
		verify(t, "extremes", m, solver(1, Auto).Eigenpairs(m, 3), 3)
	}
}

// The slip of the text, whose matrix was directed, cannot happen.
func TestSymmetry(t *testing.T) {
	directed := sparse.New(2, 2, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: 1}}), sparse.Sum)
	for name, f := range map[string]func(){
		"Laplacian":        func() { NewLaplacian(directed, Symmetric, 0) },
		"Bethe Hessian":    func() { NewBetheHessian(directed, 2) },
		"non-backtracking": func() { NonBacktracking(directed, nil) },
	} {
		func() {
			defer func() {
				if r, _ := recover().(string); r != "spectral: links that are not symmetric" {
					t.Errorf("%s: %v", name, r)
				}
			}()
			f()
		}()
	}
}

// What large graphs take: of many groups, none, and those in which all eigenvalues lie
// close.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	r := rand.New(rand.NewPCG(8, 8))
	grid := func(side int) *sparse.Matrix {
		var links [][2]int
		for i := range side {
			for j := range side {
				if i+1 < side {
					links = append(links, [2]int{i*side + j, (i+1)*side + j})
				}
				if j+1 < side {
					links = append(links, [2]int{i*side + j, i*side + j + 1})
				}
			}
		}
		return undirected(side*side, links...)
	}
	groups, _ := planted(r, 3000, 10, 9, 1)
	none, _ := planted(r, 3000, 1, 10, 0)
	for _, tt := range []struct {
		name  string
		links *sparse.Matrix
		work  float64 // millions of multiplications, at most
	}{
		{"ten groups", groups, 400},
		{"no groups", none, 2000},
		{"a grid", grid(50), 2000},
		{"a ring", ring(2000), 4000},
	} {
		for _, kind := range []Kind{Unnormalised, Symmetric} {
			m, err := NewLaplacian(tt.links, kind, 0)
			if err != nil {
				t.Fatal(err)
			}
			s := solver(9, Auto)
			work := 0
			s.Work = func(n int) { work += n }
			p := s.Eigenpairs(m, 10)
			t.Logf("%s, %d: %d million multiplications, residual %.1g, next %v", tt.name, kind, work/1e6, slices.Max(p.Residuals), p.Next)
			if p.Method != Lanczos || p.Converged() != 10 || float64(work) > 1e6*tt.work {
				t.Errorf("%s, %d: %d pairs by %d, %d million multiplications", tt.name, kind, p.Converged(), p.Method, work/1e6)
			}
			if tt.name == "a ring" {
				for c, v := range p.Values {
					want := 2 - 2*math.Cos(2*math.Pi*float64((c+1)/2)/2000)
					if kind == Symmetric {
						want /= 2
					}
					if math.Abs(v-want) > 1e-12 {
						t.Errorf("a ring: eigenvalue %d is %v, want %v", c, v, want)
					}
				}
			}
		}
	}
}

func benchmark(b *testing.B, n, k int, kind Kind, in, out float64) {
	links, _ := planted(rand.New(rand.NewPCG(8, 8)), n, 10, in, out)
	m, err := NewLaplacian(links, kind, 0)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if p := solver(9, Auto).Eigenpairs(m, k); p.Converged() != k {
			b.Fatal("not converged")
		}
	}
}

func BenchmarkGroups3000(b *testing.B)   { benchmark(b, 3000, 10, Symmetric, 9, 1) }
func BenchmarkHardly3000(b *testing.B)   { benchmark(b, 3000, 10, Symmetric, 2, 8) }
func BenchmarkGroups5000(b *testing.B)   { benchmark(b, 5000, 10, Symmetric, 18, 2) }
func BenchmarkUnnormalised(b *testing.B) { benchmark(b, 3000, 10, Unnormalised, 9, 1) }
func BenchmarkDense500(b *testing.B)     { benchmark(b, 500, 10, Symmetric, 9, 1) }

// BenchmarkSteps is a hundred steps of Lanczos's algorithm, without restarts.
func BenchmarkSteps(b *testing.B) {
	links, _ := planted(rand.New(rand.NewPCG(8, 8)), 3000, 10, 9, 1)
	m, err := NewLaplacian(links, Symmetric, 0)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		l := newLanczos(m.N, 100, nil, rand.New(rand.NewPCG(1, 1)), func(int) {})
		l.apply = m.mulTo
		l.draw(0)
		l.extend(0, 2)
	}
}

func BenchmarkNegative3000(b *testing.B) {
	links, _ := planted(rand.New(rand.NewPCG(8, 8)), 3000, 10, 18, 2)
	m := NewBetheHessian(links, SqrtDegree(links))
	for b.Loop() {
		if k, all := solver(9, Auto).Negative(m); k != 10 || !all {
			b.Fatal(k, all)
		}
	}
}

func TestAllocations(t *testing.T) {
	links, _ := planted(rand.New(rand.NewPCG(8, 8)), 300, 3, 9, 1)
	m, err := NewLaplacian(links, Symmetric, 0)
	if err != nil {
		t.Fatal(err)
	}
	l := newLanczos(m.N, 20, nil, rand.New(rand.NewPCG(1, 1)), func(int) {})
	l.apply = m.mulTo
	l.draw(0)
	if n := testing.AllocsPerRun(10, func() { l.extend(0, 2) }); n > 1 { // a column of the projection
		t.Errorf("%v allocations", n)
	}
	f := newFilter(m, func(int) {}, 0.1, 0.5, 2)
	x, y := make([]float64, m.N), make([]float64, m.N)
	if n := testing.AllocsPerRun(10, func() { f.mulTo(x, y) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
