package linalg

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// nasty is a matrix of testdata/nasty.json, which was computed with Python's
// fractions, decimals of up to 15 digits taken as they are written, and with NumPy:
// the file says which versions. Numbers are texts, as some are infinite. Cond is the
// norm of the matrix times that of its exact inverse, where squares are in range;
// Scaled is the spectral radius of |A^-1| |A|, to 0.5 %.
type nasty struct {
	Name         string
	A            [][]float64
	Rank         int
	Det          string
	BinaryDet    string `json:"binary_det"` // if all elements are taken as binary fractions
	Inv          [][]string
	Cond, Scaled string
	NumPy        struct {
		Rank int
		Inv  [][]string
	}
}

func readNasty(t *testing.T) []nasty {
	t.Helper()
	data, err := os.ReadFile("testdata/nasty.json")
	var file struct{ Cases []nasty }
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil || len(file.Cases) != 50 {
		t.Fatal(len(file.Cases), "cases", err)
	}
	return file.Cases
}

func float(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Determinants and inverses are the exact ones, rounded once; what is singular is
// told from what is nearly so; and what NumPy computes agrees as far as it can be
// right.
func TestNasty(t *testing.T) {
	seen := map[string]int{}
	for _, c := range readNasty(t) {
		n := len(c.A)
		a := Zeros(n, n)
		for i, row := range c.A {
			copy(a.Data[i*n:], row)
		}
		det, err := Det(a)
		if want := float(t, c.Det); det != want || err != nil {
			t.Errorf("%s: determinant %v, %v, want %v", c.Name, det, err, want)
		}
		if rank, err := ExactRank(a); rank != c.Rank || err != nil {
			t.Errorf("%s: exact rank %d, %v, want %d", c.Name, rank, err, c.Rank)
		}
		rank, _ := MatrixRank(a)
		if rank != c.NumPy.Rank && c.Name != "near the largest" { // where NumPy overflows
			t.Errorf("%s: rank %d, NumPy's %d", c.Name, rank, c.NumPy.Rank)
		}
		cond, _ := Cond(a)
		near, _ := ScaledCond(a)
		inverse, err := Inverse(a)
		if c.Inv == nil {
			seen["singular"]++
			var e *SingularError
			if !errors.As(err, &e) || *e != (SingularError{Rank: c.Rank, N: n}) {
				t.Errorf("%s: error %v, want singular, rank %d", c.Name, err, c.Rank)
			}
			if det != 0 || rank == n || !math.IsInf(cond, 1) || near < 1e15 {
				t.Errorf("%s: singular, but determinant %v, rank %d, condition %v, %v", c.Name, det, rank, cond, near)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		for i, row := range c.Inv {
			for j, text := range row {
				want := float(t, text)
				if got := inverse.At(i, j); got != want {
					t.Errorf("%s: inverse[%d][%d] = %v, want %v", c.Name, i, j, got, want)
				}
			}
		}
		if c.Cond != "" {
			seen["condition"]++
			if want := float(t, c.Cond); math.Abs(cond/want-1) > 1e-7 {
				t.Errorf("%s: condition %v, want %v", c.Name, cond, want)
			}
			if binary := float(t, c.BinaryDet); math.Abs(det-binary) > float64(n)*eps*cond*math.Abs(binary) {
				t.Errorf("%s: determinant %v, of binary fractions %v", c.Name, det, binary)
			}
			if c.NumPy.Inv != nil && cond < 1e14 {
				seen["NumPy"]++
				numpy := Zeros(n, n)
				for k := range numpy.Data {
					numpy.Data[k] = float(t, c.NumPy.Inv[k/n][k%n])
				}
				if distance(inverse, numpy) > float64(n)*eps*cond*largest(inverse) {
					t.Errorf("%s: inverse %v, NumPy's %v", c.Name, inverse, numpy)
				}
			}
		}
		if c.Scaled != "" {
			seen["scaled"]++
			if want := float(t, c.Scaled); math.Abs(near/want-1) > 0.01 && near > 1.01 {
				t.Errorf("%s: scaled condition %v, want %v", c.Name, near, want)
			}
		}
		if math.IsInf(cond, 1) && c.Name != "subnormal" && c.Name != "scales 200" && c.Name != "crossed scales" {
			t.Errorf("%s: infinite condition of a matrix that has an inverse", c.Name)
		}
	}
	if seen["singular"] != 8 || seen["condition"] < 30 || seen["NumPy"] < 20 || seen["scaled"] < 35 {
		t.Errorf("seen: %v", seen)
	}
}

// ratio returns what exactly says of v.
func ratio(v float64) *big.Rat {
	digits, ten, two := exactly(v)
	r := new(big.Rat).SetInt64(digits)
	power := func(base int64, n int) *big.Rat {
		p := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(base), big.NewInt(int64(max(n, -n))), nil))
		if n < 0 {
			p.Inv(p)
		}
		return p
	}
	return r.Mul(r, power(10, ten)).Mul(r, power(2, two))
}

func TestExactly(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for k := range 20000 {
		v := math.Float64frombits(rng.Uint64())
		if k%2 == 0 { // a decimal
			v, _ = strconv.ParseFloat(strconv.FormatInt(rng.Int64N(2e9)-1e9, 10)+"e"+strconv.Itoa(rng.IntN(40)-25), 64)
		}
		if v-v != 0 {
			continue
		}
		text := strconv.FormatFloat(v, 'e', -1, 64)
		want, _ := new(big.Rat).SetString(text)
		if _, _, short := decimal([]byte(text)); !short || math.Abs(v) < 0x1p-1022 {
			want.SetFloat64(v)
		}
		if got := ratio(v); got.Cmp(want) != 0 {
			t.Fatalf("%v is taken for %v", v, got)
		}
		if back, _ := ratio(v).Float64(); back != v {
			t.Fatalf("%v is nearest to %v", ratio(v), back)
		}
	}
	for _, v := range []float64{0.1, 1e-9, 123456789012345, 1e300} {
		if digits, _, two := exactly(v); two != 0 || digits%10 == 0 {
			t.Errorf("%v is %d and no decimal", v, digits)
		}
	}
	for _, v := range []float64{1. / 3, 1 + eps, 1e-320, math.Pi} {
		if got := ratio(v); got.Cmp(new(big.Rat).SetFloat64(v)) != 0 {
			t.Errorf("%v is %v", v, got)
		}
	}
}

// Solutions solve, with fractions.
func TestSolveExactly(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for k := range 400 {
		n, m := 1+rng.IntN(5), 1+rng.IntN(3)
		a := families[k%len(families)].make(rng, n)
		b := randomMatrix(rng, n, m)
		if k%3 == 0 {
			for i, v := range a.Data { // decimals
				a.Data[i] = math.Round(1000*v) / 1000
			}
		}
		rank, _ := ExactRank(a)
		x, err := Solve(a, b)
		var singular *SingularError
		if errors.As(err, &singular) != (rank < n) {
			t.Errorf("%v: rank %d, error %v", a, rank, err)
		}
		if err != nil {
			continue
		}
		// With the exact solution X/d, A X - d B is 0; and x is X/d rounded.
		r := newRational(a, b)
		y, d, _, _ := r.solve()
		for i := range n {
			for j := range m {
				sum := new(big.Rat)
				for l := range n {
					sum.Add(sum, new(big.Rat).Mul(ratio(a.At(i, l)), new(big.Rat).SetInt(y[l][j])))
				}
				if want := new(big.Rat).Mul(ratio(b.At(i, j)), new(big.Rat).SetInt(d)); sum.Cmp(want) != 0 {
					t.Fatalf("%v x = %v is not solved by %v", a, b, x)
				}
				if want, _ := new(big.Rat).SetFrac(y[i][j], d).Float64(); x.At(i, j) != want {
					t.Errorf("%v is rounded to %v", want, x.At(i, j))
				}
			}
		}
	}
}

// Beyond the order that is exact, the LU decomposition goes on as accurately as it can.
func TestLargeOrders(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for k := range 60 {
		n := maxExact + 1 + rng.IntN(20)
		a := normal(rng, n)
		cond, _ := Cond(a)
		inverse := must[Array](t)(Inverse(a))
		if got := contract(a, inverse, []int{1}, []int{0}); !near(got, Identity(n), 1e-13*cond) {
			t.Fatalf("A A^-1 = %v", got)
		}
		b := Vector(normal(rng, n).Data[:n]...)
		if x := must[Array](t)(Solve(a, b)); !near(contract(a, x, []int{1}, []int{0}), b, 1e-13*cond) {
			t.Errorf("A x = %v, want %v", x, b)
		}
		r := newRational(a)
		fraction, exp := magnitude(r.det(), r.ten, r.two)
		if det, _ := Det(a); math.Abs(det/math.Ldexp(fraction, exp)-1) > 1e-13*cond {
			t.Errorf("determinant %v, exactly %v", det, math.Ldexp(fraction, exp))
		}
		copy(a.Data[n:2*n], a.Data[:n])
		if _, err := Inverse(a); k%2 == 0 && err == nil {
			t.Error("two equal rows have an inverse")
		} else if e, ok := err.(*SingularError); ok && (e.Rank >= n || e.N != n) {
			t.Errorf("error %v", err)
		}
		if det, _ := Det(a); det != 0 {
			t.Errorf("two equal rows have the determinant %v", det)
		}
	}
}

func TestLogDet(t *testing.T) {
	for _, c := range []struct {
		a         Array
		sign, log float64
	}{
		{Matrix(2, 2, 1, 2, 3, 4), -1, math.Log(2)},
		{Matrix(2, 2, 1e-200, 0, 0, 1e-200), 1, -400 * math.Ln10},
		{Matrix(2, 2, 1e200, 0, 0, -1e200), -1, 400 * math.Ln10},
		{Matrix(2, 2, 1, 2, 2, 4), 0, math.Inf(-1)},
		{Scale(1e-30, Identity(20)), 1, -600 * math.Ln10},
		{Zeros(20, 20), 0, math.Inf(-1)},
		{Zeros(0, 0), 1, 0},
	} {
		sign, log, err := LogDet(c.a)
		if err != nil || sign != c.sign || log != c.log && math.Abs(log-c.log) > 1e-14*max(1, math.Abs(c.log)) {
			t.Errorf("%v: %v, %v, %v; want %v, %v", c.a, sign, log, err, c.sign, c.log)
		}
	}
	if sign, log, err := LogDet(Matrix(1, 1, math.NaN())); err != nil || !math.IsNaN(sign) || !math.IsNaN(log) {
		t.Errorf("of NaN: %v, %v, %v", sign, log, err)
	}
	if _, _, err := LogDet(Zeros(2, 3)); err == nil {
		t.Error("a matrix that is not square has a determinant")
	}
}

// Scales of rows and columns do not matter to ScaledCond, nor does the order of
// rows; and no scales give a lesser condition number in the maximum norm.
func TestScaledCond(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	norm := func(a Array) float64 {
		m := 0.0
		for _, row := range absolute(a).Rows() {
			sum := 0.0
			for _, v := range row {
				sum += v
			}
			m = max(m, sum)
		}
		return m
	}
	for range 200 {
		n := 1 + rng.IntN(6)
		a := normal(rng, n)
		want := must[float64](t)(ScaledCond(a))
		s := a.Clone()
		row := make([]float64, n)
		col := make([]float64, n)
		for i := range n {
			row[i], col[i] = math.Ldexp(1, rng.IntN(400)-200), math.Ldexp(1, rng.IntN(400)-200)
		}
		for k := range s.Data {
			s.Data[k] *= row[k/n] * col[k%n]
		}
		if got := must[float64](t)(ScaledCond(s)); math.Abs(got/want-1) > 1e-9 {
			t.Errorf("%v scaled: %v, want %v", a, got, want)
		}
		inverse := must[Array](t)(Inverse(a))
		if k := norm(a) * norm(inverse); k < want*(1-1e-12) {
			t.Errorf("%v: condition %v, but %v with the best scales", a, k, want)
		}
	}
	for _, c := range []struct {
		a    Array
		want float64
	}{
		{Matrix(1, 1, -3), 1}, {Matrix(2, 2, 1e-9, 0, 0, 1e9), 1}, {Matrix(2, 2, 0, 1e-300, 1e-300, 1e300), 1},
		{Matrix(2, 2, 1, 1, 1, -1), 2}, {Zeros(3, 3), math.Inf(1)}, {Matrix(2, 2, 1, 2, 2, 4), math.Inf(1)},
		{Zeros(0, 0), math.NaN()}, {Matrix(1, 1, math.Inf(1)), math.NaN()},
	} {
		if got, err := ScaledCond(c.a); err != nil || got != c.want && math.Abs(got-c.want) > 1e-12 && got == got {
			t.Errorf("%v: %v, %v, want %v", c.a, got, err, c.want)
		}
	}
}

// Small singular values are right, of a product with known ones and of what is
// exactly singular.
func TestSingularValues(t *testing.T) {
	for _, c := range []struct {
		a    Array
		want []float64
	}{
		{Matrix(2, 2, 1, 1, 1, 1+eps), []float64{2, eps / 2}},
		{Matrix(2, 2, 1, 2, 2, 4), []float64{5, 0}},
		{Matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9), []float64{16.84810335261421, 1.0683695145547083, 0}},
		{Matrix(2, 3, 1, 2, 3, 2, 4, 6), []float64{math.Sqrt(70), 0}},
		{Matrix(2, 2, 1, 1e20, 0, 1), []float64{1e20, 1e-20}},
		{Matrix(2, 2, 0, 2, 1, 3), []float64{3.702459173643832, 0.540181513475453}},
		{Zeros(0, 3), []float64{}},
	} {
		got, err := SingularValues(c.a)
		if err != nil || !near(Vector(got...), Vector(c.want...), 1e-14) {
			t.Errorf("%v: %v, %v, want %v", c.a, got, err, c.want)
		}
		for k, v := range got {
			if math.Abs(v-c.want[k]) > 1e-14*c.want[k] {
				t.Errorf("%v: singular value %d is %v, want %v", c.a, k, v, c.want[k])
			}
		}
	}
	if s, err := SingularValues(Matrix(1, 2, math.NaN(), 1)); err != nil || !math.IsNaN(s[0]) {
		t.Errorf("of NaN: %v, %v", s, err)
	}
	if _, err := SingularValues(Vector(1)); err == nil {
		t.Error("a vector has singular values")
	}
}
