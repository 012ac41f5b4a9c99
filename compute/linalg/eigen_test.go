package linalg

import (
	"cmp"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// residual returns the largest |A v - lambda v| of all pairs, relative to the
// largest singular value of A.
func residual(a Array, e *Eigen) float64 {
	n, _ := a.Dims()
	worst := 0.0
	for k, lambda := range e.Values {
		for i := range n {
			sum := -lambda * e.Vectors[k][i]
			for j, v := range e.Vectors[k] {
				sum += complex(a.At(i, j)*real(v), a.At(i, j)*imag(v))
			}
			if cmplx.IsNaN(sum) {
				return math.Inf(1)
			}
			worst = max(worst, cmplx.Abs(sum))
		}
	}
	if d, _ := NewSVD(a); d.S[0] > 0 {
		worst /= d.S[0]
	}
	return worst
}

// Small eigenvalues beside large ones are right: their product is the determinant.
func TestEigenSmall(t *testing.T) {
	for _, tt := range []struct {
		a    Array
		want []complex128 // the least ones
	}{
		{Matrix(2, 2, 1, 1.000000001, 1.000000002, 1.000000003), []complex128{-2e-18 / 2.000000003}},
		{Matrix(2, 2, 1, 1, 1, 1.00000000000001), []complex128{0.5e-14}}, // 1 + h/2 - sqrt(1 + h^2/4)
		{Matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9), []complex128{0}},
		{Matrix(2, 2, 1, 2, 2, 4), []complex128{0}},
		{Matrix(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1), []complex128{0, 0}},
		{Matrix(3, 3, 1e20, 0, 0, 1, 1, -2, 5, 2, 1), []complex128{1 + 2i, 1 - 2i}},
		{Matrix(3, 3, 1e20, 3e19, 1, 3e19, 1e20, 2, 1, 2, -1), []complex128{-1}},
		{Matrix(4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1+1e-14, 1, 1, 1-1e-14, 1), nil},
	} {
		e, err := NewEigen(tt.a)
		if err != nil || !e.OK {
			t.Fatal(tt.a, err)
		}
		checkForm(t, tt.a.String(), e)
		for _, want := range tt.want {
			if !slices.ContainsFunc(e.Values, func(v complex128) bool { return cmplx.Abs(v-want) <= 1e-12*cmplx.Abs(want) }) {
				t.Errorf("%v: %v, want %v", tt.a, e.Values, want)
			}
		}
		det, _ := Det(tt.a)
		product := complex128(1)
		for _, v := range e.Values {
			product *= v
		}
		if math.Abs(real(product)-det) > 1e-7*math.Abs(det) || math.Abs(imag(product)) > 1e-7*math.Abs(det) {
			t.Errorf("%v: the eigenvalues %v multiply to %v, the determinant is %v", tt.a, e.Values, product, det)
		}
		if r := residual(tt.a, e); r > 1e-14 {
			t.Errorf("%v: residual %v", tt.a, r)
		}
	}
}

// checkForm tests what the documentation says of order, signs and lengths.
func checkForm(t *testing.T, name string, e *Eigen) {
	t.Helper()
	for k, v := range e.Vectors {
		sum, lead := 0.0, complex128(0)
		for _, x := range v {
			sum += real(x)*real(x) + imag(x)*imag(x)
			if cmplx.Abs(x) > cmplx.Abs(lead)*(1+1e-9) {
				lead = x
			}
		}
		if math.Abs(sum-1) > 1e-14 || imag(lead) != 0 || real(lead) <= 0 {
			t.Errorf("%s: vector %v", name, v)
		}
		value, vector, ok := e.Real(k)
		if ok != (imag(e.Values[k]) == 0) || ok && value != real(e.Values[k]) {
			t.Errorf("%s: value %v as a real number: %v, %v", name, e.Values[k], value, ok)
		}
		for i, x := range vector {
			if complex(x, 0) != v[i] {
				t.Errorf("%s: vector %v of a real eigenvalue", name, v)
			}
		}
	}
	for k := 0; k < len(e.Values); k++ {
		if k > 0 && real(e.Values[k]) > real(e.Values[k-1]) {
			t.Errorf("%s: order %v", name, e.Values)
		}
		if imag(e.Values[k]) == 0 {
			continue
		}
		if k+1 == len(e.Values) || imag(e.Values[k]) < 0 || e.Values[k+1] != cmplx.Conj(e.Values[k]) {
			t.Fatalf("%s: no conjugate pair at %d of %v", name, k, e.Values)
		}
		for i, x := range e.Vectors[k] {
			if e.Vectors[k+1][i] != cmplx.Conj(x) {
				t.Errorf("%s: vectors %v and %v of a conjugate pair", name, e.Vectors[k], e.Vectors[k+1])
			}
		}
		k++
	}
}

// gonumDistance returns the greatest distance of eigenvalues to gonum's,
// relative to the largest singular value.
func gonumDistance(a Array, e *Eigen) float64 {
	n, _ := a.Dims()
	var g mat.Eigen
	if !g.Factorize(mat.NewDense(n, n, slices.Clone(a.Data)), mat.EigenNone) {
		return math.Inf(1)
	}
	left := g.Values(nil)
	worst := 0.0
	for _, v := range e.Values {
		slices.SortFunc(left, func(a, b complex128) int { return cmp.Compare(cmplx.Abs(a-v), cmplx.Abs(b-v)) })
		worst = max(worst, cmplx.Abs(left[0]-v))
		left = left[1:]
	}
	if d, _ := NewSVD(a); d.S[0] > 0 {
		worst /= d.S[0]
	}
	return worst
}

func TestEigenProperties(t *testing.T) {
	for _, f := range families {
		rng := rand.New(rand.NewPCG(7, 7))
		for k := range 200 {
			n := 1 + rng.IntN(8)
			if k == 0 {
				n = 40
			}
			a := f.make(rng, n)
			e, err := NewEigen(a)
			if err != nil || !e.OK {
				t.Fatalf("%s: error %v, ok %v of %v", f.name, err, e.OK, a)
			}
			checkForm(t, f.name, e)
			// Balancing gives up vectors of matrices like these for small eigenvalues.
			if f.name != "of all magnitudes" {
				if r := residual(a, e); r > 5e-14 {
					t.Errorf("%s: residual %v of %v", f.name, r, a)
				}
			}
			switch f.name {
			case "sparse", "zeros and ones", "similar to a Jordan block", "of all magnitudes":
				continue // multiple eigenvalues, of which rounding makes close ones
			}
			if d := gonumDistance(a, e); d > 1e-12 {
				t.Errorf("%s: eigenvalues %v differ from gonum's by %v", f.name, e.Values, d)
			}
		}
	}
}

func TestEigenSymmetric(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for k := range 200 {
		n := 1 + rng.IntN(10)
		a := families[5+k%2].make(rng, n) // of full and of lower rank
		e := must[*Eigen](t)(NewEigen(a))
		q := Zeros(n, n)
		for k := range n {
			_, vector, ok := e.Real(k)
			if !ok {
				t.Fatalf("complex eigenvalues %v of a symmetric matrix", e.Values)
			}
			copy(q.Data[k*n:], vector)
		}
		if got := contract(q, q, []int{1}, []int{1}); !near(got, Identity(n), 1e-14) {
			t.Errorf("inner products of the vectors: %v", got)
		}
	}
}

// Trace is the sum of the eigenvalues, the determinant their product.
func TestEigenInvariants(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		a := normal(rng, 1+rng.IntN(6))
		e := must[*Eigen](t)(NewEigen(a))
		sum, product := complex128(0), complex128(1)
		for _, v := range e.Values {
			sum += v
			product *= v
		}
		trace, det := must[float64](t)(Trace(a)), must[float64](t)(Det(a))
		cond := must[float64](t)(Cond(a))
		if cmplx.Abs(sum-complex(trace, 0)) > 1e-13*largest(a) || cmplx.Abs(product-complex(det, 0)) > 1e-13*cond*math.Abs(det) {
			t.Errorf("%v: eigenvalues %v, trace %v, determinant %v", a, e.Values, trace, det)
		}
	}
}

func TestEigenKnown(t *testing.T) {
	i, h := complex(0, 1), complex(math.Sqrt(0.5), 0)
	for _, c := range []struct {
		name    string
		a       Array
		values  []complex128
		vectors [][]complex128
		tol     float64
	}{
		{"identity", Identity(2), []complex128{1, 1}, [][]complex128{{1, 0}, {0, 1}}, 0},
		{"zero", Zeros(2, 2), []complex128{0, 0}, [][]complex128{{1, 0}, {0, 1}}, 0},
		{"symmetric", Matrix(2, 2, 2, 1, 1, 2), []complex128{3, 1}, [][]complex128{{h, h}, {h, -h}}, 4e-16},
		{"reflection", Matrix(2, 2, 0, 1, 1, 0), []complex128{1, -1}, [][]complex128{{h, h}, {h, -h}}, 4e-16},
		{"shear", Matrix(2, 2, 1, 1, 0, 1), []complex128{1, 1}, [][]complex128{{1, 0}, {1, 0}}, 4e-16},
		{"shear the other way", Matrix(2, 2, 1, 0, 1, 1), []complex128{1, 1}, [][]complex128{{0, 1}, {0, 1}}, 4e-16},
		{"nilpotent", Matrix(2, 2, 0, 1, 0, 0), []complex128{0, 0}, [][]complex128{{1, 0}, {1, 0}}, 4e-16},
		{"rotation", Matrix(2, 2, 0, -1, 1, 0), []complex128{i, -i}, [][]complex128{{h, -i * h}, {h, i * h}}, 4e-16},
		{"spiral", Matrix(2, 2, 3, -4, 4, 3), []complex128{3 + 4*i, 3 - 4*i}, [][]complex128{{h, -i * h}, {h, i * h}}, 1e-15},
		{"oblique", Matrix(2, 2, 4, 1, 2, 3), []complex128{5, 2},
			[][]complex128{{h, h}, {complex(-1/math.Sqrt(5), 0), complex(2/math.Sqrt(5), 0)}}, 4e-16},
		{"projection", Matrix(2, 2, 1, 1, 0, 0), []complex128{1, 0}, [][]complex128{{1, 0}, {h, -h}}, 4e-16},
		{"one number", Matrix(1, 1, -3), []complex128{-3}, [][]complex128{{1}}, 0},
		{"empty", Zeros(0, 0), []complex128{}, [][]complex128{}, 0},
		{"Jordan block", Matrix(3, 3, 1, 0, 0, 1, 1, 0, 0, 1, 1), []complex128{1, 1, 1},
			[][]complex128{{0, 0, 1}, {0, 0, 1}, {0, 0, 1}}, 4e-16},
		{"cycle of three", Matrix(3, 3, 0, 1, 0, 0, 0, 1, 1, 0, 0),
			[]complex128{1, cmplx.Rect(1, 2*math.Pi/3), cmplx.Rect(1, -2*math.Pi/3)}, nil, 1e-15},
		{"huge", Matrix(2, 2, 4e300, 1e300, 2e300, 3e300), []complex128{5e300, 2e300}, nil, 2e285},
		{"tiny", Matrix(2, 2, 4e-300, 1e-300, 2e-300, 3e-300), []complex128{5e-300, 2e-300}, nil, 2e-315},
		{"subnormal", Matrix(2, 2, 0, -5e-324, 5e-324, 0), []complex128{5e-324 * i, -5e-324 * i}, nil, 0},
		{"pairs of the same real part",
			Matrix(4, 4, 1, 0, 0, -2, 0, 1, -1, 0, 0, 1, 1, 0, 2, 0, 0, 1),
			[]complex128{1 + 2*i, 1 - 2*i, 1 + i, 1 - i}, nil, 1e-15},
		{"cancellation", Matrix(2, 2, 0, -1, 1, 2), []complex128{1, 1}, nil, 0},
	} {
		e, err := NewEigen(c.a)
		if err != nil || !e.OK || len(e.Values) != len(c.values) {
			t.Fatalf("%s: %+v, %v", c.name, e, err)
		}
		checkForm(t, c.name, e)
		for k, want := range c.values {
			if cmplx.Abs(e.Values[k]-want) > c.tol {
				t.Errorf("%s: values %v, want %v", c.name, e.Values, c.values)
			}
			for i := range c.vectors {
				if cmplx.Abs(e.Vectors[k][i]-c.vectors[k][i]) > c.tol {
					t.Errorf("%s: vector %v, want %v", c.name, e.Vectors[k], c.vectors[k])
				}
			}
		}
	}
}

// All small integers: among these are many defective and many cyclic matrices.
func TestEigenSmallIntegers(t *testing.T) {
	digits := func(code, base, n int) Array {
		a := Zeros(n, n)
		for i := range a.Data {
			a.Data[i] = float64(code%base - (base-1)/2)
			code /= base
		}
		return a
	}
	check := func(a Array) {
		e := must[*Eigen](t)(NewEigen(a))
		if r := residual(a, e); !e.OK || r > 1e-14 {
			t.Errorf("ok %v, residual %v of %v", e.OK, r, a)
		}
	}
	for code := range 19683 { // 3^9
		check(digits(code, 3, 3))
	}
	for code := 0; code < 1<<16; code += 7 {
		check(digits(code, 2, 4))
	}
	// These are slow to converge: their multiple eigenvalues are defective.
	check(Matrix(4, 4, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1))
}

// Products of elements of these are out of range.
func TestEigenWild(t *testing.T) {
	const huge, tiny = math.MaxFloat64, math.SmallestNonzeroFloat64
	for _, a := range []Array{
		Matrix(4, 4, tiny, tiny, 1e150, huge, 2, 2, huge, huge, tiny, huge, 0, 0, 0, 0, 0, 0),
		Matrix(4, 4, tiny, huge, huge, tiny, tiny, tiny, -1, tiny, 1, huge, tiny, tiny, huge, 0, 0, 0),
		Matrix(3, 3, 0, tiny, 1, huge, 0, tiny, 1, huge, 0),
	} {
		if e := must[*Eigen](t)(NewEigen(a)); !e.OK {
			t.Errorf("no convergence for %v", a)
		}
	}
}

func TestEigenNotFinite(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, a := range []Array{Matrix(2, 2, 1, 2, v, 4), Matrix(2, 2, v, 1, 1, 4)} {
			e, err := NewEigen(a)
			if err != nil || e.OK || len(e.Values) != 2 || !cmplx.IsNaN(e.Values[0]) || !cmplx.IsNaN(e.Vectors[1][1]) {
				t.Errorf("%v: %+v, %v", a, e, err)
			}
			if _, _, ok := e.Real(0); ok {
				t.Errorf("%v has a real eigenvalue", a)
			}
		}
	}
}

// Eigenvalues are those of NewEigen, of matrices for which nothing is sharpened.
func TestEigenvalues(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 0))
	for range 50 {
		n := 17 + r.IntN(20)
		a := Zeros(n, n)
		for k := range a.Data {
			a.Data[k] = r.NormFloat64()
		}
		got, err := Eigenvalues(a, nil)
		if err != nil {
			t.Fatal(err)
		}
		want, err := NewEigen(a)
		if err != nil {
			t.Fatal(err)
		}
		for k, v := range got {
			if cmplx.Abs(v-want.Values[k]) > 1e-10*float64(n) {
				t.Errorf("eigenvalue %d of %d is %v, want %v", k, n, v, want.Values[k])
			}
		}
	}
	if v, err := Eigenvalues(Matrix(1, 1, math.NaN()), nil); err != nil || !cmplx.IsNaN(v[0]) {
		t.Errorf("of NaN: %v, %v", v, err)
	}
	if _, err := Eigenvalues(Zeros(2, 3), nil); err == nil {
		t.Error("what is not square is taken")
	}
}
