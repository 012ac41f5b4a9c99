package spectral

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/linalg"
	"zscape/compute/partition"
	"zscape/compute/sparse"
)

// k-means on the eigenvectors of the reference: its partitions where groups are clear,
// and never a larger inertia.
func TestKMeansReference(t *testing.T) {
	ref, directed := readReference(t)
	links := directed.Symmetric(sparse.Or)
	group := make([]int32, 108)
	for i, g := range ref.Group.Data {
		group[i] = int32(g)
	}
	if got := partition.Modularity(links, group); !near(got, ref.Modularity.Undirected, 1e-12) {
		t.Errorf("modularity %v, want %v", got, ref.Modularity.Undirected)
	}
	if got := partition.Modularity(directed, group); !near(got, ref.Modularity.Directed, 1e-12) {
		t.Errorf("directed modularity %v, want %v", got, ref.Modularity.Directed)
	}
	for _, kind := range laplacians {
		m, err := NewLaplacian(links, kind, 0)
		if err != nil {
			t.Fatal(err)
		}
		want := ref.of(kind)
		for _, f := range []first{want.K4, want.K10} {
			p := solver(1, Auto).Eigenpairs(m, f.K)
			if got := partition.Modularity(links, f.KMeans.Labels); !near(got, f.KMeans.Modularity, 1e-12) {
				t.Errorf("%d: modularity %v, want %v", kind, got, f.KMeans.Modularity)
			}
			if got := partition.ARI(f.KMeans.Labels, group); !near(got, f.KMeans.ARI, 1e-12) {
				t.Errorf("%d: ARI %v, want %v", kind, got, f.KMeans.ARI)
			}
			for seed := range uint64(3) {
				c := KMeans(p.Vectors, f.K, 50, rand.New(rand.NewPCG(seed, 0)), nil)
				if c.Inertia > f.KMeans.Inertia+1e-9 || c.Empty != nil {
					t.Errorf("%d, seed %d: inertia %v of %d, want %v", kind, seed, c.Inertia, f.K, f.KMeans.Inertia)
				}
				if f.K == 4 && (partition.ARI(c.Labels, f.KMeans.Labels) != 1 || math.Abs(c.Inertia-f.KMeans.Inertia) > 1e-9) {
					t.Errorf("%d: another partition, of ARI %v, inertia %v, want %v", kind, partition.ARI(c.Labels, group), c.Inertia, f.KMeans.Inertia)
				}
			}
			if f.K == 4 {
				if c := ClusterQR(p.Vectors, nil); partition.ARI(c.Labels, group) != 1 || c.Empty != nil {
					t.Errorf("%d: cluster_qr has ARI %v", kind, partition.ARI(c.Labels, group))
				}
			}
			d := NewPicture(p.Vectors, 2)
			for c := range 2 {
				if !near(d.Variance[c], f.PCA.Variance.Data[c], 1e-10) || !near(d.Ratio[c], f.PCA.Ratio.Data[c], 1e-10) {
					t.Errorf("%d: variance %v, ratio %v, want %v, %v", kind, d.Variance, d.Ratio, f.PCA.Variance.Data[:2], f.PCA.Ratio.Data)
				}
			}
			if d.Degenerate != f.PCA.Degenerate {
				t.Errorf("%d, %d: degenerate %v", kind, f.K, d.Degenerate)
			}
		}
		if kind == Symmetric {
			p := solver(1, Auto).Eigenpairs(m, 4)
			NormaliseRows(p.Vectors)
			c := KMeans(p.Vectors, 4, 20, rand.New(rand.NewPCG(1, 0)), nil)
			if partition.ARI(c.Labels, want.Rows.Labels) != 1 || math.Abs(c.Inertia-want.Rows.Inertia) > 1e-9 {
				t.Errorf("rows of length 1: inertia %v, want %v", c.Inertia, want.Rows.Inertia)
			}
		}
	}
}

// Against all partitions of few points.
func TestKMeansBest(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 0))
	for range 60 {
		n, k := 4+r.IntN(5), 1+r.IntN(3)
		x := linalg.Zeros(n, 2)
		for c := range x.Data {
			x.Data[c] = r.NormFloat64()
		}
		labels := make([]int32, n)
		least := math.Inf(1)
		for code := range int(math.Pow(float64(k), float64(n))) {
			for i := range labels {
				labels[i] = int32(code % k)
				code /= k
			}
			if c := newClusters(x, labels, k); c.Inertia < least { // NaN if one is empty: not better
				least = c.Inertia
			}
		}
		if c := KMeans(x, k, 20, r, nil); c.Inertia > least+1e-12 {
			t.Errorf("inertia %v, the least is %v", c.Inertia, least)
		}
	}
}

// What is the same in fewer places than there are clusters leaves some empty, which
// are named.
func TestKMeansEmpty(t *testing.T) {
	x := linalg.Matrix(5, 1, 1, 1, 3, 3, 1)
	c := KMeans(x, 4, 3, rand.New(rand.NewPCG(1, 0)), nil)
	if len(c.Empty) != 2 || c.Inertia != 0 || c.Labels[0] == c.Labels[2] || c.Labels[0] != c.Labels[4] {
		t.Errorf("%+v", c)
	}
	for _, g := range c.Empty {
		if slices.Contains(c.Labels, int32(g)) || c.Centres.Data[g] == c.Centres.Data[g] {
			t.Errorf("cluster %d is not empty", g)
		}
	}
	if c := KMeans(linalg.Zeros(0, 2), 2, 1, rand.New(rand.NewPCG(1, 0)), nil); len(c.Labels) != 0 || len(c.Empty) != 2 {
		t.Errorf("of nothing: %+v", c)
	}
	a, b := KMeans(x, 2, 3, rand.New(rand.NewPCG(7, 0)), nil), KMeans(x, 2, 3, rand.New(rand.NewPCG(7, 0)), nil)
	if !slices.Equal(a.Labels, b.Labels) {
		t.Error("a seed gives two partitions")
	}
}

// cluster_qr as SciPy 1.10 (linalg.qr with pivoting, linalg.svd) has it, on orthonormal
// columns of three noisy groups: numpy.linalg.qr of (i % 3 == c) + 0.3 sin(7 i + 3 c).
var (
	clusterQRPivots = []int{7, 3, 11}
	clusterQRLabels = []int32{1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2}
)

func TestClusterQR(t *testing.T) {
	x := linalg.Zeros(12, 3)
	for i := range 12 {
		for c := range 3 {
			x.Data[i*3+c] = 0.3 * math.Sin(float64(7*i+3*c))
			if i%3 == c {
				x.Data[i*3+c]++
			}
		}
	}
	for c := range 3 { // Gram-Schmidt
		for range 2 {
			for e := range c {
				sum := 0.0
				for i := range 12 {
					sum += x.Data[i*3+c] * x.Data[i*3+e]
				}
				for i := range 12 {
					x.Data[i*3+c] -= sum * x.Data[i*3+e]
				}
			}
		}
		length := 0.0
		for i := range 12 {
			length = math.Hypot(length, x.Data[i*3+c])
		}
		for i := range 12 {
			x.Data[i*3+c] /= length
		}
	}
	if got := pivots(x, func(int) {}); !slices.Equal(got, clusterQRPivots) {
		t.Errorf("pivots %v, want %v", got, clusterQRPivots)
	}
	if c := ClusterQR(x, nil); partition.ARI(c.Labels, clusterQRLabels) != 1 || c.Empty != nil {
		t.Errorf("%v, want %v", c.Labels, clusterQRLabels)
	}
}

// Of orthogonal indicators cluster_qr is exact, and a vector that says nothing leaves a
// cluster empty.
func TestClusterQRExact(t *testing.T) {
	m, err := NewLaplacian(cliques(5, 7), Symmetric, 0)
	if err != nil {
		t.Fatal(err)
	}
	c := ClusterQR(solver(1, Auto).Eigenpairs(m, 5).Vectors, nil)
	for i, g := range c.Labels {
		if g != c.Labels[i/7*7] || i >= 7 && g == c.Labels[0] {
			t.Fatalf("%v", c.Labels)
		}
	}
	if c := ClusterQR(linalg.Matrix(3, 2, 1, 0, 1, 0, 1, 0), nil); len(c.Empty) != 1 {
		t.Errorf("%+v", c)
	}
}

// Planted groups well above the threshold are found by every matrix, also by singular
// vectors in a directed graph in which senders and receivers are grouped otherwise.
func TestPlanted(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 0))
	for _, n := range []int{300, 1200} {
		links, group := planted(r, n, 4, 24, 3)
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
		list = append(list, NewBetheHessian(links, SqrtDegree(links)))
		for _, m := range list {
			p := solver(4, Auto).Eigenpairs(m, 4)
			if m.Kind == Unnormalised {
				continue // nodes of few links come first; for them the others were made
			}
			c := KMeans(p.Vectors, 4, 10, r, nil)
			q := ClusterQR(p.Vectors, nil)
			if a, b := partition.ARI(c.Labels, group), partition.ARI(q.Labels, group); a < 0.99 || b < 0.99 {
				t.Errorf("%d nodes, kind %d, tau %v: ARI %v by k-means, %v by cluster_qr", n, m.Kind, m.Tau, a, b)
			}
			if k, _ := Gap(append(p.Values, p.Next), 2); m.Kind != BetheHessian && k != 4 {
				t.Errorf("%d nodes, kind %d: the gap is after %d", n, m.Kind, k)
			}
		}
	}
	const n = 240
	sender, receiver := make([]int32, n), make([]int32, n)
	links := sparse.New(n, n, func(yield func(sparse.Entry) bool) {
		r := rand.New(rand.NewPCG(5, 0))
		for i := range n {
			sender[i], receiver[i] = int32(i%3), int32(i/7%3)
			for j := range n {
				p := 0.03
				if i%3 == j/7%3 {
					p = 0.3
				}
				if r.Float64() < p && !yield(sparse.Entry{Row: int32(i), Col: int32(j), Value: 1}) {
					return
				}
			}
		}
	}, sparse.Last)
	d, err := NewDirected(links, MeanDegree(links))
	if err != nil {
		t.Fatal(err)
	}
	for _, method := range []Method{Dense, Lanczos} {
		p := solver(6, method).Singular(d, 3)
		NormaliseRows(p.Left)
		NormaliseRows(p.Right)
		a, b := KMeans(p.Left, 3, 10, r, nil), KMeans(p.Right, 3, 10, r, nil)
		if x, y := partition.ARI(a.Labels, sender), partition.ARI(b.Labels, receiver); x != 1 || y != 1 {
			t.Errorf("senders have ARI %v, receivers %v", x, y)
		}
	}
}

// Singular values against linalg's.
func TestSingular(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 0))
	for round := range 40 {
		n := 2 + r.IntN(40)
		links := sparse.New(n, n, func(yield func(sparse.Entry) bool) {
			r := rand.New(rand.NewPCG(uint64(round), 8))
			for range r.IntN(4 * n) {
				if !yield(sparse.Entry{Row: r.Int32N(int32(n)), Col: r.Int32N(int32(n)), Value: float64(1 + r.IntN(3))}) {
					return
				}
			}
		}, sparse.Last)
		tau := MeanDegree(links)
		if round%3 == 0 {
			tau = 0
		}
		d, err := NewDirected(links, tau)
		if err != nil {
			t.Fatal(err)
		}
		b := linalg.Zeros(n, n)
		d.DenseTo(b.Data)
		want, err := linalg.NewSVD(b)
		if err != nil {
			t.Fatal(err)
		}
		k := 1 + r.IntN(min(n, 8))
		for _, method := range []Method{Dense, Lanczos} {
			p := solver(8, method).Singular(d, k)
			if rank := min(k, want.Rank); len(p.Values) != rank {
				t.Errorf("round %d: %d values, rank %d: %v, want %v", round, len(p.Values), want.Rank, p.Values, want.S)
				continue
			}
			for c, v := range p.Values {
				if math.Abs(v-want.S[c]) > 1e-9 || p.Residuals[c] > Tolerance {
					t.Errorf("round %d, method %d: value %d is %v, want %v, residual %v", round, method, c, v, want.S[c], p.Residuals[c])
				}
				left := make([]float64, n)
				for i := range n {
					for j := range n {
						left[i] += b.Data[i*n+j] * p.Right.Data[j*len(p.Values)+c]
					}
					left[i] -= v * p.Left.Data[i*len(p.Values)+c]
				}
				if norm(left) > 1e-12 {
					t.Errorf("round %d: %v is left", round, norm(left))
				}
			}
			if len(p.Values) == k && k < n && math.Abs(p.Next-want.S[k]) > 1e-6 {
				t.Errorf("round %d: the next is %v, want %v", round, p.Next, want.S[k])
			}
		}
	}
}

// The Bethe Hessian counts planted groups, those that avoid each other, and cliques;
// and both ways of counting agree.
func TestNegative(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 0))
	for _, tt := range []struct {
		name        string
		links       *sparse.Matrix
		plus, minus int
	}{
		{"three groups", first2(planted(r, 400, 3, 12, 2)), 3, 0},
		{"four groups of many", first2(planted(r, 900, 4, 14, 2)), 4, 0},
		{"one group", first2(planted(r, 500, 1, 8, 0)), 1, 0},
		{"two that avoid each other", first2(planted(r, 600, 2, 1, 9)), 1, 1},
		{"cliques", cliques(60, 11), 60, 0},
		{"nothing", undirected(20), 0, 0},
		{"no nodes", undirected(0), 0, 0},
	} {
		for _, rule := range []float64{SqrtDegree(tt.links), SqrtBranching(tt.links)} {
			for _, method := range []Method{Dense, Lanczos} {
				a, all := solver(10, method).Negative(NewBetheHessian(tt.links, rule))
				b, all2 := solver(10, method).Negative(NewBetheHessian(tt.links, -rule))
				if a != tt.plus || b != tt.minus || !all || !all2 {
					t.Errorf("%s, r %v, method %d: %d and %d, want %d and %d; %v, %v", tt.name, rule, method, a, b, tt.plus, tt.minus, all, all2)
				}
			}
		}
	}
	if n, all := solver(1, Lanczos).Negative(NewBetheHessian(cliques(150, 11), 3.2)); n < MaxCount || all {
		t.Errorf("of 150 cliques, %d, all of them: %v", n, all)
	}
}

func first2(links *sparse.Matrix, _ []int32) *sparse.Matrix { return links }

func TestGap(t *testing.T) {
	for _, tt := range []struct {
		values []float64
		least  int
		k      int
		gap    float64
	}{
		{[]float64{0, 5, 5.2, 7.4, 12, 12.3}, 1, 1, 5},
		{[]float64{0, 5, 5.2, 7.4, 12, 12.3}, 2, 4, 4.6},
		{[]float64{0, 0, 0, 1, 2}, 2, 3, 1},
		{[]float64{0, 1, math.NaN()}, 1, 1, 1},
		{[]float64{0}, 1, 0, math.NaN()},
	} {
		if k, gap := Gap(tt.values, tt.least); k != tt.k || !(math.Abs(gap-tt.gap) < 1e-12 || gap != gap && tt.gap != tt.gap) {
			t.Errorf("%v: %d, %v, want %d, %v", tt.values, k, gap, tt.k, tt.gap)
		}
	}
}

func BenchmarkKMeans5000(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 0))
	x := linalg.Zeros(5000, 10)
	for c := range x.Data {
		x.Data[c] = r.NormFloat64()
		if c/10%10 == c%10 {
			x.Data[c] += 4
		}
	}
	for b.Loop() {
		KMeans(x, 10, 10, r, nil)
	}
}
