package embed

import (
	"errors"
	"math"
	"testing"

	"zscape/compute/linalg"
)

// planted returns the adjacency matrix of 108 nodes in four groups, with every link
// in both directions: a graph of the reference, by its rule.
func planted() linalg.Array {
	const n = 108
	p := [4][4]float64{{0.3, 0.05, 0.02, 0.02}, {0.02, 0.35, 0.06, 0.01}, {0.01, 0.03, 0.4, 0.08}, {0.08, 0.01, 0.02, 0.45}}
	group := func(i int) int {
		g := 0
		for at := 37 * i % n; g < 3 && at >= [3]int{36, 66, 90}[g]; {
			g++
		}
		return g
	}
	random := lcg(n)
	a := linalg.Zeros(n, n)
	for i := range n {
		for j := range n {
			if i != j && random.next() < p[group(i)][group(j)] {
				a.Data[i*n+j], a.Data[j*n+i] = 1, 1
			}
		}
	}
	return a
}

// The variances of the random walk's four slowest modes on the planted graph, as
// columns of unit length: scikit-learn 1.2's PCA of scipy.linalg.eigh(L, D).
func TestPCAReference(t *testing.T) {
	a := planted()
	n, _ := a.Dims()
	root := make([]float64, n) // of the degree
	for i, row := range a.Rows() {
		for _, v := range row {
			root[i] += v
		}
		root[i] = math.Sqrt(root[i])
	}
	// The largest eigenvalues of the normalised adjacency are the smallest of L.
	for i := range n {
		for j := range n {
			a.Data[i*n+j] /= root[i] * root[j]
		}
	}
	e, err := linalg.NewEigen(a)
	if err != nil {
		t.Fatal(err)
	}
	x := linalg.Zeros(n, 4)
	for m := range 4 {
		_, v, _ := e.Real(m)
		for i := range v {
			v[i] /= root[i]
		}
		length := math.Sqrt(dot(v, v))
		for i := range v {
			x.Data[4*i+m] = v[i] / length
		}
	}
	p, err := NewPCA(x, 4)
	if err != nil {
		t.Fatal(err)
	}
	for m, want := range []float64{0.010060771915387451, 0.009272464587564104, 0.008638290880325642, 0} {
		if math.Abs(p.Variance[m]-want) > 1e-12 {
			t.Errorf("variance %d is %v, want %v", m, p.Variance[m], want)
		}
	}
	for m, want := range []float64{0.3596790328082796, 0.331496541483382} {
		if math.Abs(p.Ratio[m]-want) > 1e-10 {
			t.Errorf("ratio %d is %v, want %v", m, p.Ratio[m], want)
		}
	}
}

// Points on a cross: known directions and variances.
func TestPCA(t *testing.T) {
	x := linalg.Matrix(4, 2, 8, -2, 2, 4, 6, 2, 4, 0) // around (5, 1)
	p, err := NewPCA(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	r := math.Sqrt2 / 2
	for _, tt := range []struct {
		name      string
		got, want []float64
	}{
		{"mean", p.Mean, []float64{5, 1}},
		{"components", p.Components.Data, []float64{r, -r, r, r}},
		{"variance", p.Variance, []float64{12, 4. / 3}},
		{"ratio", p.Ratio, []float64{0.9, 0.1}},
		{"scores", p.TransformTo(make([]float64, 8), x), []float64{6 * r, 0, -6 * r, 0, 0, 2 * r, 0, -2 * r}},
	} {
		if len(tt.got) != len(tt.want) {
			t.Fatalf("%s: %v", tt.name, tt.got)
		}
		for c := range tt.got {
			if math.Abs(tt.got[c]-tt.want[c]) > 1e-14 {
				t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
				break
			}
		}
	}
}

// Components are orthonormal, their largest part is positive, and the scores
// along them are uncorrelated, with the variances said.
func TestPCAProperties(t *testing.T) {
	for _, d := range []int{1, 2, 7, 20} {
		const n = 100
		x := clusters(uint64(d), n, d, 5)
		p, err := NewPCA(x, d)
		if err != nil {
			t.Fatal(err)
		}
		scores := p.TransformTo(make([]float64, n*d), x)
		rows, sum := p.Components.Rows(), 0.0
		for a := range d {
			sum += p.Ratio[a]
			if a > 0 && p.Variance[a] > p.Variance[a-1] {
				t.Errorf("d = %d: variances %v", d, p.Variance)
			}
			largest := 0.0
			for _, v := range rows[a] {
				if math.Abs(v) > math.Abs(largest) {
					largest = v
				}
			}
			if largest < 0 {
				t.Errorf("d = %d: component %d is %v", d, a, rows[a])
			}
			for b := range d {
				product, cov := dot(rows[a], rows[b]), 0.0
				for i := range n {
					cov += scores[i*d+a] * scores[i*d+b] / (n - 1)
				}
				want, wantCov := 0.0, 0.0
				if a == b {
					want, wantCov = 1, p.Variance[a]
				}
				if math.Abs(product-want) > 1e-13 || math.Abs(cov-wantCov) > 1e-12*p.Variance[0] {
					t.Errorf("d = %d: components %d and %d: product %v, covariance %v", d, a, b, product, cov)
				}
			}
		}
		if !within(sum, 1, 1e-13) {
			t.Errorf("d = %d: ratios sum to %v", d, sum)
		}
		if first, _ := NewPCA(x, 1); first.Variance[0] != p.Variance[0] || first.Ratio[0] != p.Ratio[0] {
			t.Errorf("d = %d: the first component depends on how many there are", d)
		}
	}
}

func TestPCARefused(t *testing.T) {
	for _, tt := range []struct {
		x    linalg.Array
		k    int
		name string
	}{
		{linalg.Zeros(0, 3), 1, "points"},
		{linalg.Zeros(3, MaxColumns+1), 1, "columns"},
		{linalg.Zeros(3, 3), 4, "components"},
		{linalg.Zeros(3, 3), 0, "components"},
		{linalg.Matrix(2, 1, 1e300, -1e300), 1, "variance"},
	} {
		_, err := NewPCA(tt.x, tt.k)
		if wrong := (*OptionError)(nil); !errors.As(err, &wrong) || wrong.Name != tt.name {
			t.Errorf("%v, want an error about %s", err, tt.name)
		}
	}
	_, err := NewPCA(linalg.Matrix(2, 2, 0, 0, math.NaN(), 0), 1)
	if wrong := (*DataError)(nil); !errors.As(err, &wrong) || wrong.Row != 1 || wrong.Col != 0 {
		t.Errorf("%v, want an error about row 1, column 0", err)
	}
	p, err := NewPCA(linalg.Matrix(3, 2, 7, 8, 7, 8, 7, 8), 2)
	if err != nil || p.Variance[0] != 0 || p.Ratio[0] != 0 || p.Mean[1] != 8 {
		t.Errorf("equal points: %+v, %v", p, err)
	}
}
