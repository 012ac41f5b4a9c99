package linalg

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// hilbert returns the matrix 1/(i+j+1).
func hilbert(n int) Array {
	a := Zeros(n, n)
	for i := range a.Data {
		a.Data[i] = 1 / float64(i/n+i%n+1)
	}
	return a
}

func TestDet(t *testing.T) {
	diagonal := func(d ...float64) Array {
		a := Zeros(len(d), len(d))
		for i, v := range d {
			a.Data[i*len(d)+i] = v
		}
		return a
	}
	for _, c := range []struct {
		a         Array
		want, tol float64
	}{
		{Matrix(2, 2, 2, 1, 1, 2), 3, 0},
		{Matrix(2, 2, 1, 2, 2, 4), 0, 0},
		{Matrix(2, 2, 0, 1, 1, 0), -1, 0},
		{Matrix(3, 3, 0, 0, 2, 0, 3, 0, 5, 0, 0), -30, 0},
		{Matrix(1, 1, -7), -7, 0},
		{Zeros(0, 0), 1, 0},
		{Zeros(3, 3), 0, 0},
		{Matrix(2, 2, 94906267, 94906266, 94906266, 94906265), -1, 0}, // products above 2^53
		{diagonal(1<<53-1, 2), 0x1p54 - 2, 0},
		{diagonal(1e200, 1e200, 1e-300, 1e-100), 1, 1e-14},
		{diagonal(1e-200, 1e-200, 1e300, 1e100), 1, 1e-14},
		{diagonal(1e200, 1e200), math.Inf(1), 0},
		{Matrix(2, 2, 0, 0.5, 0, 0.25), 0, 0},
		{Matrix(2, 2, math.NaN(), 0, 0, 0), math.NaN(), 0},
		{Matrix(2, 2, math.Inf(1), 0, 0, 1), math.NaN(), 0},
		{hilbert(6), 1.0 / 186313420339200000, 1e-9}, // OEIS A005249
	} {
		got, err := Det(c.a)
		if err != nil || math.IsNaN(got) != math.IsNaN(c.want) || got != c.want && math.Abs(got-c.want) > c.tol*math.Abs(c.want) {
			t.Errorf("det of %v = %v, %v; want %v", c.a, got, err, c.want)
		}
	}
}

// bigDet expands the determinant along its first row.
func bigDet(a [][]*big.Int) *big.Int {
	sum := new(big.Int)
	if len(a) == 0 {
		return sum.SetInt64(1)
	}
	for j, v := range a[0] {
		var sub [][]*big.Int
		for _, row := range a[1:] {
			sub = append(sub, append(append([]*big.Int(nil), row[:j]...), row[j+1:]...))
		}
		product := new(big.Int).Mul(v, bigDet(sub))
		if j%2 == 1 {
			product.Neg(product)
		}
		sum.Add(sum, product)
	}
	return sum
}

// Determinants of integers are exact, however large they are.
func TestIntegerDet(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for k := range 1500 {
		n, limit := 1+rng.IntN(5), []int64{1, 9, 1e4, 1e8, 1 << 53}[k%5]
		a := Zeros(n, n)
		rows := make([][]*big.Int, n)
		for i := range a.Data {
			v := rng.Int64N(2*limit-1) - limit + 1
			a.Data[i] = float64(v)
			rows[i/n] = append(rows[i/n], big.NewInt(v))
		}
		want, _ := new(big.Float).SetInt(bigDet(rows)).Float64()
		if det, err := Det(a); err != nil || det != want {
			t.Errorf("det of %v = %v, %v, want %v", a, det, err, want)
		}
	}
}

func TestLUProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 1 + rng.IntN(8)
		a, b := normal(rng, n), normal(rng, n)
		cond := must[float64](t)(Cond(a))
		det := must[float64](t)
		if got, want := det(Det(contract(a, b, []int{1}, []int{0}))), det(Det(a))*det(Det(b)); math.Abs(got-want) > 1e-12*cond*must[float64](t)(Cond(b))*math.Abs(want) {
			t.Errorf("det of a product %v, product of dets %v", got, want)
		}
		if want := mat.Det(mat.NewDense(n, n, a.Data)); math.Abs(det(Det(a))-want) > 1e-13*cond*math.Abs(want) {
			t.Errorf("det %v, gonum %v", det(Det(a)), want)
		}
		inverse := must[Array](t)(Inverse(a))
		if got := contract(a, inverse, []int{1}, []int{0}); !near(got, Identity(n), 1e-13*cond) {
			t.Errorf("A A^-1 = %v of %v", got, a)
		}
		var g mat.Dense
		if err := g.Inverse(mat.NewDense(n, n, a.Data)); err == nil && !near(inverse, Matrix(n, n, g.RawMatrix().Data...), 1e-13*cond) {
			t.Errorf("inverse of %v: %v, gonum %v", a, inverse, g.RawMatrix().Data)
		}
		x := Vector(normal(rng, n).Data[:n]...)
		if got := must[Array](t)(Solve(a, must[Array](t)(Dot(a, x)))); !near(got, x, 1e-13*cond) {
			t.Errorf("solution %v, want %v", got, x)
		}
		if got := must[Array](t)(Solve(a, b)); !near(contract(a, got, []int{1}, []int{0}), b, 1e-13*cond) {
			t.Errorf("A X = %v, want %v", got, b)
		}
	}
}

func TestInverse(t *testing.T) {
	for _, scale := range []float64{1e-300, 1e-150, 1, 1e150, 1e300} {
		got, err := Inverse(Scale(scale, Matrix(2, 2, 0, 2, 1, 3)))
		if want := Scale(1/scale, Matrix(2, 2, -1.5, 1, 0.5, 0)); err != nil || !near(got, want, 1e-15) {
			t.Errorf("scale %v: %v, %v; want %v", scale, got, err, want)
		}
	}
	// The inverse of a Hilbert matrix has integers; 36 and 698544 are at its ends.
	h, err := Inverse(hilbert(6))
	if err != nil || math.Abs(h.At(0, 0)-36) > 36e-9 || math.Abs(h.At(5, 5)-698544) > 698544e-9 {
		t.Errorf("inverse of the Hilbert matrix: %v, %v", h, err)
	}
	for _, c := range []struct {
		a    Array
		rank int
	}{
		{Matrix(2, 2, 1, 2, 2, 4), 1},
		{Matrix(2, 2, 1e-200, 2e-200, 2e-200, 4e-200), 1},
		{Zeros(3, 3), 0},
		{Matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9), 2},
		{Matrix(3, 3, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), 2},
		{Matrix(3, 3, 1e20, 0, 0, 0, 1, 1, 0, 1, 1), 2},
	} {
		n, _ := c.a.Dims()
		_, err := Inverse(c.a)
		if e, ok := err.(*SingularError); !ok || e.Rank != c.rank || e.N != n {
			t.Errorf("inverse of %v: error %v, want rank %d of %d", c.a, err, c.rank, n)
		}
	}
	got, err := Inverse(Matrix(2, 2, 1, math.NaN(), 0, 1))
	if err != nil || !math.IsNaN(got.At(0, 0)) || !math.IsNaN(got.At(1, 1)) {
		t.Errorf("inverse with a NaN: %v, %v", got, err)
	}
	if got, err := Inverse(Zeros(0, 0)); err != nil || !got.Equal(Zeros(0, 0)) {
		t.Errorf("inverse of the empty matrix: %v, %v", got, err)
	}
}

// What is exactly singular is seen to be.
func TestIntegersSingular(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	singular := 0
	for k := range 3000 {
		a := families[1+k%3].make(rng, 1+rng.IntN(6))
		det := must[float64](t)(Det(a))
		n, _ := a.Dims()
		rank := must[int](t)(MatrixRank(a))
		if (det == 0) != (rank < n) {
			t.Errorf("%v: determinant %v, rank %d", a, det, rank)
		}
		if det == 0 {
			singular++
		}
	}
	if singular < 500 {
		t.Errorf("%d singular matrices", singular)
	}
}
