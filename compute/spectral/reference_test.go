package spectral

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"zscape/compute/linalg"
	"zscape/compute/sparse"
)

// testdata/graph.json was computed with NumPy 1.24, SciPy 1.10 and scikit-learn 1.2 on
// a directed graph planted with four groups. Its part "as_printed" is what the code of
// the text that the exhibit comes from computes: the degrees of the symmetrised matrix
// less the directed one, of which eigh reads the lower triangle only, so that 630 of
// 1302 links are not seen. That is not repeated here.
type reference struct {
	Group linalg.Array
	Edges [][2]int32
	Parts map[string]*part `json:"-"`

	Unnormalised, Symmetric part
	RandomWalk              part `json:"random_walk"`

	Modularity struct{ Undirected, Directed float64 } `json:"modularity_of_groups"`
}

type part struct {
	Values linalg.Array `json:"eigenvalues_10_smallest"`
	K4     first        `json:"k4"`
	K10    first        `json:"k10"`
	Rows   struct {
		Labels  []int32
		Inertia float64
	} `json:"row_normalised_kmeans"`
}

type first struct {
	K        int
	Gap      float64      `json:"gap_to_next_eigenvalue"`
	RowSumSq linalg.Array `json:"row_sumsq"`
	Sum      float64      `json:"projector_sum"`
	SumAbs   float64      `json:"projector_sum_abs"`
	SumSq    float64      `json:"projector_sumsq"`
	Trace    float64      `json:"projector_trace"`
	KMeans   struct {
		Labels     []int32
		Inertia    float64
		Modularity float64 `json:"modularity_undirected"`
		ARI        float64 `json:"ari_vs_groups"`
	}
	PCA struct {
		Variance   linalg.Array `json:"explained_variance"`
		Ratio      linalg.Array `json:"first_two_ratio"`
		Degenerate bool
	}
}

func readReference(t testing.TB) (ref reference, directed *sparse.Matrix) {
	t.Helper()
	data, err := os.ReadFile("testdata/graph.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	directed = sparse.New(108, 108, func(yield func(sparse.Entry) bool) {
		for _, e := range ref.Edges {
			if !yield(sparse.Entry{Row: e[0], Col: e[1], Value: 1}) {
				return
			}
		}
	}, sparse.First).Pattern()
	if directed.Len() != 1302 || directed.Symmetric(sparse.Or).Len() != 2*1126 || len(ref.Symmetric.K10.KMeans.Labels) != 108 {
		t.Fatal("the reference is incomplete")
	}
	return ref, directed
}

// of returns the reference of a kind.
func (r *reference) of(kind Kind) *part {
	return map[Kind]*part{Unnormalised: &r.Unnormalised, Symmetric: &r.Symmetric, RandomWalk: &r.RandomWalk}[kind]
}

var laplacians = []Kind{Unnormalised, Symmetric, RandomWalk}

func solver(seed uint64, m Method) *Solver {
	return &Solver{Random: rand.New(rand.NewPCG(seed, 0)), Method: m}
}

func near(got, want, tol float64) bool { return math.Abs(got-want) <= tol*max(1, math.Abs(want)) }

func TestReference(t *testing.T) {
	ref, directed := readReference(t)
	links := directed.Symmetric(sparse.Or)
	for _, kind := range laplacians {
		for _, method := range []Method{Dense, Lanczos} {
			want := ref.of(kind)
			m, err := NewLaplacian(links, kind, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range []first{want.K4, want.K10} {
				p := solver(1, method).Eigenpairs(m, k.K)
				if p.Method != method || p.Converged() != k.K {
					t.Errorf("%d, %d: %d of %d by %d", kind, method, p.Converged(), k.K, p.Method)
				}
				for c, v := range p.Values {
					if !near(v, want.Values.Data[c], 1e-10) {
						t.Errorf("%d, %d: eigenvalue %d is %v, want %v", kind, method, c, v, want.Values.Data[c])
					}
				}
				if gap := p.Next - p.Values[k.K-1]; !near(gap, k.Gap, 1e-10) {
					t.Errorf("%d, %d: gap %v, want %v", kind, method, gap, k.Gap)
				}
				sum, abs, sq, trace := 0.0, 0.0, 0.0, 0.0
				for i := range 108 {
					u := p.Vectors.Data[i*k.K : (i+1)*k.K]
					if !near(dot(u, u), k.RowSumSq.Data[i], 1e-10) {
						t.Errorf("%d, %d: row %d has the square %v, want %v", kind, method, i, dot(u, u), k.RowSumSq.Data[i])
					}
					trace += dot(u, u)
					for j := range 108 {
						v := dot(u, p.Vectors.Data[j*k.K:(j+1)*k.K])
						sum, abs, sq = sum+v, abs+math.Abs(v), sq+v*v
					}
				}
				if !near(sum, k.Sum, 1e-10) || !near(abs, k.SumAbs, 1e-10) || !near(sq, k.SumSq, 1e-10) || !near(trace, k.Trace, 1e-10) {
					t.Errorf("%d, %d: projector %v, %v, %v, %v, want %v", kind, method, sum, abs, sq, trace, k)
				}
				t.Logf("%d %d: largest residual %.2g", kind, method, slices.Max(p.Residuals))
			}
		}
	}
}
