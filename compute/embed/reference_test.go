package embed

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"zscape/compute/linalg"
)

// testdata/tsne.json was computed with NumPy 1.24 and scikit-learn 1.2. Its runs on
// six_clusters are of 300 points made by the rule there; those on digits are of
// data that are not in this repository, and not used.
type reference struct {
	SixClusters struct {
		N, D   int
		XStats struct {
			Sum, Min, Max, SumSq float64
		} `json:"X_stats"`
		XFirstRow linalg.Array `json:"X_first_row"`
		Runs      []struct {
			Perplexity float64
			KL         float64 `json:"kl_divergence"`
			Trust      float64 `json:"trustworthiness_k12"`
			NN         float64 `json:"one_nn_label_agreement"`
		}
	} `json:"six_clusters"`
	Small struct {
		N, D       int
		Perplexity float64
		X, Y       linalg.Array
		Beta       linalg.Array
		P          linalg.Array
		KL         float64      `json:"kl_at_Y"`
		Gradient   linalg.Array `json:"gradient_at_Y"`
		K          int          `json:"trust_k"`
		TrustOfY   float64      `json:"trustworthiness_of_Y"`
		TrustOfTwo float64      `json:"trustworthiness_of_first_two_columns"`
	} `json:"small_exact"`
}

func readReference(t *testing.T) (ref reference) {
	t.Helper()
	data, err := os.ReadFile("testdata/tsne.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.SixClusters.Runs) != 2 || len(ref.Small.P.Data) != 24*24 || len(ref.Small.Gradient.Data) != 48 {
		t.Fatal("the reference is incomplete")
	}
	return ref
}

// lcg is the reference's source of random numbers in [0, 1).
type lcg uint64

func (s *lcg) next() float64 {
	*s = 6364136223846793005**s + 1442695040888963407
	return float64(*s>>11) / (1 << 53)
}

// clusters are n points about k centres in turn, by the reference's rule.
func clusters(seed uint64, n, d, k int) linalg.Array {
	g := lcg(seed)
	centres := make([]float64, k*d)
	for c := range centres {
		centres[c] = 10 * g.next()
	}
	x := linalg.Zeros(n, d)
	for i := range n {
		for c := range d {
			sum := 0.0
			for range 12 {
				sum += g.next()
			}
			x.Data[i*d+c] = centres[i%k*d+c] + sum - 6
		}
	}
	return x
}

func within(got, want, relative float64) bool {
	return math.Abs(got-want) <= relative*math.Abs(want)
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func TestClusters(t *testing.T) {
	ref := readReference(t).SixClusters
	x := clusters(44, ref.N, ref.D, 6)
	var sum, square float64
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range x.Data {
		sum += v
		square += v * v
		low, high = min(low, v), max(high, v)
	}
	s := ref.XStats
	if !within(sum, s.Sum, 1e-12) || !within(square, s.SumSq, 1e-12) || !within(low, s.Min, 1e-12) || !within(high, s.Max, 1e-12) {
		t.Errorf("sum %v, squares %v, from %v to %v; want %+v", sum, square, low, high, s)
	}
}

// prepared returns a run at the given positions, ready to iterate.
func prepared(t *testing.T, x linalg.Array, y []float64, o Options) *TSNE {
	t.Helper()
	s, err := NewTSNE(x, o, random(1))
	if err != nil {
		t.Fatal(err)
	}
	for s.Phase() < Exaggerating {
		s.Step()
	}
	copy(s.y, y)
	return s
}

// gradient returns the gradient of KL at the run's positions, and KL.
func (t *TSNE) gradient() ([]float64, float64) {
	clear(t.attract)
	clear(t.repel)
	t.pairs.begin(t.y)
	var norm, logs float64
	for row := 0; row < t.n; {
		next, n, l := t.pairs.forces(row, t.y, t.attract, t.repel, true)
		row, norm, logs = next, norm+n, logs+l
	}
	g := make([]float64, 2*t.n)
	for c := range g {
		g[c] = 4 * (t.attract[c] - t.repel[c]/norm)
	}
	return g, t.pairs.entropy() + logs + math.Log(norm)
}

func TestReference(t *testing.T) {
	ref := readReference(t).Small
	o := DefaultOptions
	o.Perplexity, o.Theta = ref.Perplexity, 0
	s := prepared(t, ref.X, ref.Y.Data, o)
	e := s.pairs.(*exact)
	sum := 0.0
	for i := range ref.N {
		for j := i + 1; j < ref.N; j++ {
			got, want := e.p[e.at(i, j)], ref.P.At(i, j)
			sum += 2 * got
			if math.Abs(got-want) > 1e-12+1e-8*want {
				t.Errorf("p(%d,%d) = %v, want %v", i, j, got, want)
			}
		}
	}
	if !within(sum, 1, 1e-14) {
		t.Errorf("P sums to %v", sum)
	}
	g, kl := s.gradient()
	if !within(kl, ref.KL, 1e-10) {
		t.Errorf("KL = %v, want %v", kl, ref.KL)
	}
	for c, want := range ref.Gradient.Data {
		if math.Abs(g[c]-want) > 1e-10 {
			t.Errorf("gradient %d is %v, want %v", c, g[c], want)
		}
	}
}

func TestBandwidth(t *testing.T) {
	ref := readReference(t).Small
	p, err := newPoints(ref.X)
	if err != nil {
		t.Fatal(err)
	}
	dist, prob := make([]float64, ref.N), make([]float64, ref.N-1)
	for i, want := range ref.Beta.Data {
		p.distancesTo(dist, i)
		others := append(append([]float64(nil), dist[:i]...), dist[i+1:]...)
		for _, guess := range []float64{0, 10, 1e-9, 1e9, math.NaN()} {
			got := bandwidth(prob, others, math.Log(ref.Perplexity), guess)
			if got = math.Ldexp(got, -2*p.exp); !within(got, want, 1e-10) {
				t.Errorf("beta of %d from %v is %v, want %v", i, guess, got, want)
			}
		}
	}
	for _, tt := range []struct {
		name      string
		d         []float64
		target, p float64 // of the first
	}{
		{"equal", []float64{3, 3, 3, 3}, math.Log(2), 0.25},
		{"zero", []float64{0, 0, 0, 0}, math.Log(2), 0.25},
		{"ties", []float64{1, 1, 1, 7}, math.Log(2), 1. / 3},
		{"one far", []float64{0, 1e-300, 1e-300, 1}, math.Log(2), 1. / 3},
		{"nearest", []float64{1, 2, 3, 4}, 0, 1},
		{"all", []float64{1, 2, 3, 4}, math.Log(4), 0.25},
		{"one", []float64{5}, 0, 1},
	} {
		p := make([]float64, len(tt.d))
		beta := bandwidth(p, tt.d, tt.target, 1)
		sum := 0.0
		for _, v := range p {
			sum += v
		}
		if math.Abs(p[0]-tt.p) > 1e-6 || !within(sum, 1, 1e-14) || beta-beta != 0 || beta < 0 {
			t.Errorf("%s: beta %v, p %v", tt.name, beta, p)
		}
	}
}

func TestExpNeg(t *testing.T) {
	r := random(3)
	for range 100_000 {
		x := 707 * math.Pow(r.Float64(), 4)
		if got, want := expNeg(x), math.Exp(-x); !within(got, want, 5e-16) {
			t.Fatalf("exp(-%v) = %v, want %v", x, got, want)
		}
	}
	for _, tt := range []struct{ x, want float64 }{{0, 1}, {708, 0}, {1e300, 0}, {math.Inf(1), 0}, {math.NaN(), 0}} {
		if got := expNeg(tt.x); got != tt.want {
			t.Errorf("exp(-%v) = %v", tt.x, got)
		}
	}
}

// The exact gradient is that of KL.
func TestGradient(t *testing.T) {
	const n = 17
	r := random(5)
	x := linalg.Zeros(n, 3)
	for c := range x.Data {
		x.Data[c] = r.NormFloat64()
	}
	y := make([]float64, 2*n)
	for c := range y {
		y[c] = 2 * r.NormFloat64()
	}
	o := DefaultOptions
	o.Perplexity, o.Theta = 4, 0
	s := prepared(t, x, y, o)
	g, _ := s.gradient()
	const h = 1e-5
	for c := range y {
		copy(s.y, y)
		s.y[c] = y[c] + h
		_, above := s.gradient()
		s.y[c] = y[c] - h
		_, below := s.gradient()
		if want := (above - below) / (2 * h); math.Abs(g[c]-want) > 1e-9 {
			t.Errorf("coordinate %d: %v, by differences %v", c, g[c], want)
		}
	}
}

// As theta falls, the tree's repulsion tends to the sum over all pairs, for
// points spread out and for heaps of coinciding ones.
func TestTree(t *testing.T) {
	const n = 500
	r := random(6)
	spread, heaps, line := make([]float64, 2*n), make([]float64, 2*n), make([]float64, 2*n)
	for i := range n {
		for c := range 2 {
			spread[2*i+c] = 20 * r.NormFloat64()
			heaps[2*i+c] = float64(i % 3 * (c + 1))
		}
		line[2*i] = math.Pow(2, -float64(i)/5)
	}
	for _, tt := range []struct {
		name string
		y    []float64
	}{{"spread", spread}, {"heaps", heaps}, {"line", line}, {"one place", make([]float64, 2*n)}} {
		want, wantNorm := repulsion(tt.y)
		size := math.Sqrt(dot(want, want)) + 1e-9
		previous := math.Inf(1)
		for _, tol := range []struct{ theta, limit float64 }{{1, 0.5}, {0.5, 0.03}, {0.2, 0.003}, {0.05, 1e-4}, {1e-9, 1e-12}} {
			tree := newQuadtree(n)
			got := make([]float64, 2*n)
			var norm float64
			for range 3 { // from any order
				tree.build(tt.y)
				norm = tree.repel(got, 0, 200, tol.theta) + tree.repel(got, 200, n, tol.theta)
			}
			for c := range got {
				got[c] -= want[c]
			}
			off := math.Sqrt(dot(got, got)) / size
			if off > tol.limit || off > previous+1e-9 || !within(norm, wantNorm, tol.limit) {
				t.Errorf("%s, theta %v: off by %v, then %v, norm %v, want %v", tt.name, tol.theta, previous, off, norm, wantNorm)
			}
			previous = off
		}
		tree := newQuadtree(n)
		tree.build(tt.y)
		if len(tree.nodes) >= 2*n {
			t.Errorf("%s: %d nodes", tt.name, len(tree.nodes))
		}
	}
}

func repulsion(y []float64) (f []float64, norm float64) {
	f = make([]float64, len(y))
	for i := 0; i < len(y); i += 2 {
		for j := 0; j < len(y); j += 2 {
			if i == j {
				continue
			}
			dx, dy := y[i]-y[j], y[i+1]-y[j+1]
			w := 1 / (1 + dx*dx + dy*dy)
			norm += w
			f[i] += w * w * dx
			f[i+1] += w * w * dy
		}
	}
	return f, norm
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// With all others as neighbours, the gradient by the tree tends to the exact one;
// with 3*perplexity of them, it nearly does.
func TestThetaToZero(t *testing.T) {
	x := clusters(7, 200, 5, 4)
	y := make([]float64, 2*200)
	r := random(8)
	for c := range y {
		y[c] = 5 * r.NormFloat64()
	}
	for _, tt := range []struct{ perplexity, tol float64 }{{199. / 3, 1e-12}, {20, 0.01}} {
		o := DefaultOptions
		o.Perplexity, o.Theta = tt.perplexity, 0
		want, wantKL := prepared(t, x, y, o).gradient()
		o.Theta = 1e-6
		got, kl := prepared(t, x, y, o).gradient()
		for c := range got {
			got[c] -= want[c]
		}
		if off := math.Sqrt(dot(got, got) / dot(want, want)); off > tt.tol || !within(kl, wantKL, tt.tol) {
			t.Errorf("perplexity %v: the gradient is off by %v, KL %v, want %v", tt.perplexity, off, kl, wantKL)
		}
	}
}
