package linalg

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// checkSVD tests what must hold of every decomposition.
func checkSVD(t *testing.T, name string, a Array, d *SVD) {
	t.Helper()
	m, n := a.Dims()
	k := min(m, n)
	if !d.OK || len(d.S) != k {
		t.Fatalf("%s: ok %v, %d singular values of %v", name, d.OK, len(d.S), a)
	}
	if !slices.IsSortedFunc(d.S, func(x, y float64) int { return int(math.Copysign(1, y-x)) }) || k > 0 && d.S[k-1] < 0 {
		t.Errorf("%s: singular values %v", name, d.S)
	}
	tol := 1e-14 + 1e-15*float64(k)
	for _, u := range []Array{d.U, d.V} {
		if got := contract(u, u, []int{0}, []int{0}); !near(got, Identity(k), tol) {
			t.Errorf("%s: U'U or V'V = %v", name, got)
		}
	}
	us := must[Array](t)(Multiply(d.U, Vector(d.S...)))
	if got := contract(us, d.V, []int{1}, []int{1}); !near(got, a, 1e-14*float64(max(m, n))) {
		t.Errorf("%s: U S V' = %v, want %v", name, got, a)
	}
}

func TestSVDProperties(t *testing.T) {
	for _, f := range families {
		rng := rand.New(rand.NewPCG(1, 2))
		for k := range 100 {
			n := 1 + rng.IntN(8)
			if k == 0 {
				n = 40
			}
			a := f.make(rng, n)
			if rows := 1 + rng.IntN(n); k%3 == 1 { // wide
				a = Matrix(rows, n, a.Data[:rows*n]...)
			} else if k%3 == 2 { // tall
				a = Transpose(Matrix(rows, n, a.Data[:rows*n]...))
			}
			d, err := NewSVD(a)
			if err != nil {
				t.Fatal(err)
			}
			checkSVD(t, f.name, a, d)

			m, n := a.Dims()
			var g mat.SVD
			if !g.Factorize(mat.NewDense(m, n, slices.Clone(a.Data)), mat.SVDNone) {
				t.Fatal("gonum has no decomposition")
			}
			if want := g.Values(nil); !near(Vector(d.S...), Vector(want...), 1e-14*float64(max(m, n))) {
				t.Errorf("%s: singular values %v, gonum %v", f.name, d.S, want)
			}
		}
	}
}

// Small singular values are accurate relative to themselves, if the scales of
// columns, or of a wide matrix's rows, make them small.
func TestSVDSmallValues(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	want := []float64{1e100, 1, 1e-20, 1e-90, 1e-150}
	for range 20 {
		q := must[*SVD](t)(NewSVD(randomMatrix(rng, 8, len(want)))).U
		tall := must[Array](t)(Multiply(q, Vector(want...)))
		for _, a := range []Array{tall, Transpose(tall)} {
			d := must[*SVD](t)(NewSVD(a))
			checkSVD(t, "scaled", a, d)
			for i, s := range d.S {
				if math.Abs(s-want[i]) > 2e-15*want[i] {
					t.Errorf("singular values %v, want %v", d.S, want)
				}
			}
		}
	}
}

func TestSVDEdges(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name string
		a    Array
		s    []float64
		rank int
		cond float64
	}{
		{"zero", Zeros(3, 2), []float64{0, 0}, 0, inf},
		{"no rows", Zeros(0, 3), []float64{}, 0, nan},
		{"no columns", Zeros(3, 0), []float64{}, 0, nan},
		{"one number", Matrix(1, 1, -3), []float64{3}, 1, 1},
		{"row", Matrix(1, 2, 3, 4), []float64{5}, 1, 1},
		{"column", Matrix(2, 1, 3e300, 4e300), []float64{5e300}, 1, 1},
		{"subnormal", Matrix(2, 2, 5e-324, 0, 0, 1e-323), []float64{1e-323, 5e-324}, 2, 2},
		{"out of range", Matrix(2, 2, 1e308, 1e308, 1e308, -1e308), []float64{math.Sqrt2 * 1e308, math.Sqrt2 * 1e308}, 2, 1},
		{"rank 1", Matrix(2, 2, 1, 2, 2, 4), []float64{5, 0}, 1, inf},
		{"shear", Matrix(2, 2, 1, 1, 0, 1), []float64{(math.Sqrt(5) + 1) / 2, (math.Sqrt(5) - 1) / 2}, 2, (3 + math.Sqrt(5)) / 2},
	} {
		d := must[*SVD](t)(NewSVD(c.a))
		if c.name != "subnormal" { // of which there are too few to multiply
			checkSVD(t, c.name, c.a, d)
		}
		if !near(Vector(d.S...), Vector(c.s...), 1e-15) || d.Rank != c.rank {
			t.Errorf("%s: singular values %v, rank %d; want %v, %d", c.name, d.S, d.Rank, c.s, c.rank)
		}
		if math.IsNaN(c.cond) != math.IsNaN(d.Cond) || math.Abs(d.Cond-c.cond) > 1e-14*c.cond || math.IsInf(c.cond, 1) && d.Cond < 1e15 {
			t.Errorf("%s: condition number %v, want %v", c.name, d.Cond, c.cond)
		}
	}
	for _, v := range []float64{nan, inf, -inf} {
		d := must[*SVD](t)(NewSVD(Matrix(2, 3, 1, 2, 3, 4, v, 6)))
		if d.OK || d.Rank != 0 || !math.IsNaN(d.Cond) || !math.IsNaN(d.S[0]) || !math.IsNaN(d.U.At(1, 1)) || !math.IsNaN(d.V.At(2, 1)) {
			t.Errorf("of a matrix with %v: %+v", v, d)
		}
		if p := d.PseudoInverse(); !slices.Equal(p.Shape, []int{3, 2}) || !math.IsNaN(p.At(0, 0)) {
			t.Errorf("pseudo-inverse of a matrix with %v: %v", v, p)
		}
	}
}

// The tolerance is max(m, n) * 2^-52 * S[0], as numpy.linalg.matrix_rank's.
func TestRankTolerance(t *testing.T) {
	for _, c := range []struct {
		m    int
		s    float64
		rank int
	}{
		{2, 1.9, 1}, {2, 2.1, 2}, {5, 4.9, 1}, {5, 5.1, 2},
	} {
		a := Zeros(c.m, 2)
		a.Data[0], a.Data[3] = 8, 8*c.s*eps
		for _, a := range []Array{a, Transpose(a)} {
			if got := must[int](t)(MatrixRank(a)); got != c.rank {
				t.Errorf("rank %d of %v, want %d", got, a, c.rank)
			}
		}
	}
}

// The number is NumPy 1.24's linalg.cond of 1/(i+j+1).
func TestHilbert(t *testing.T) {
	const want = 14951058.642254734
	if got := must[float64](t)(Cond(hilbert(6))); math.Abs(got-want) > 1e-9*want {
		t.Errorf("condition number %v, want %v", got, want)
	}
}

func TestRankOfProducts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		m, n := 1+rng.IntN(10), 1+rng.IntN(10)
		want := rng.IntN(min(m, n) + 1)
		a := contract(randomMatrix(rng, m, want), randomMatrix(rng, want, n), []int{1}, []int{0})
		if got := must[int](t)(MatrixRank(a)); got != want {
			t.Errorf("rank %d of a product of matrices of rank %d", got, want)
		}
	}
}

// The four equations that define the pseudo-inverse (R. Penrose, "A generalized
// inverse for matrices", 1955).
func TestPseudoInverse(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		m, n := 1+rng.IntN(10), 1+rng.IntN(10)
		k := rng.IntN(min(m, n) + 1)
		a := contract(randomMatrix(rng, m, k), randomMatrix(rng, k, n), []int{1}, []int{0})
		d := must[*SVD](t)(NewSVD(a))
		p := d.PseudoInverse()
		tol := 1e-15
		if k > 0 {
			tol = 1e-13 * d.S[0] / d.S[k-1]
		}
		mul := func(a, b Array) Array { return contract(a, b, []int{1}, []int{0}) }
		ap, pa := mul(a, p), mul(p, a)
		for name, pair := range map[string][2]Array{
			"A P A = A":    {mul(ap, a), a},
			"P A P = P":    {mul(pa, p), p},
			"(A P)' = A P": {Transpose(ap), ap},
			"(P A)' = P A": {Transpose(pa), pa},
		} {
			if !near(pair[0], pair[1], tol) {
				t.Errorf("%s fails: %v, %v", name, pair[0], pair[1])
			}
		}
	}
}

func TestLeastSquares(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		m, n := 1+rng.IntN(10), 1+rng.IntN(10)
		k := rng.IntN(min(m, n) + 1)
		a := contract(randomMatrix(rng, m, k), randomMatrix(rng, k, n), []int{1}, []int{0})
		b := randomMatrix(rng, m, 3)
		x, rank, err := LeastSquares(a, b)
		if err != nil || rank != k {
			t.Fatalf("rank %d, want %d; error %v", rank, k, err)
		}
		d := must[*SVD](t)(NewSVD(a))
		cond := 1.0
		if k > 0 {
			cond = d.S[0] / d.S[k-1]
		}
		// The shortest solution is the pseudo-inverse's.
		want := contract(d.PseudoInverse(), b, []int{1}, []int{0})
		if !near(x, want, 1e-13*cond) {
			t.Errorf("%v, want %v", x, want)
		}
		// No residual is left that A could still explain.
		r := must[Array](t)(Sub(contract(a, x, []int{1}, []int{0}), b))
		if left := largest(contract(a, r, []int{0}, []int{0})); left > 1e-12*cond*largest(a) {
			t.Errorf("A'(A x - b) is %v", left)
		}
		column := Zeros(m)
		for i := range m {
			column.Data[i] = b.At(i, 1)
		}
		one, _, err := LeastSquares(a, column)
		if err != nil || one.NDim() != 1 {
			t.Fatalf("solution %v, error %v of one vector", one, err)
		}
		for i, v := range one.Data {
			if math.Abs(v-x.At(i, 1)) > 1e-14*cond*largest(x) {
				t.Errorf("one right side at a time: %v, want %v", v, x.At(i, 1))
			}
		}
	}
	x, rank, err := LeastSquares(Matrix(2, 2, 1, math.NaN(), 0, 1), Vector(1, 2))
	if err != nil || rank != 0 || !math.IsNaN(x.At(0)) || !math.IsNaN(x.At(1)) {
		t.Errorf("with a NaN: %v, rank %d, error %v", x, rank, err)
	}
	x, rank, err = LeastSquares(Zeros(0, 2), Vector())
	if err != nil || rank != 0 || !x.Equal(Vector(0, 0)) {
		t.Errorf("no equations: %v, rank %d, error %v", x, rank, err)
	}
}
