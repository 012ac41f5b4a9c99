package linalg

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestShapeString(t *testing.T) {
	for _, c := range []struct {
		shape []int
		want  string
	}{
		{nil, "()"}, {[]int{3}, "(3,)"}, {[]int{2, 1}, "(2,1)"}, {[]int{0, 12, 3}, "(0,12,3)"},
	} {
		if got := ShapeString(c.shape); got != c.want {
			t.Errorf("%v: %s, want %s", c.shape, got, c.want)
		}
	}
}

func TestString(t *testing.T) {
	for _, c := range []struct {
		a    Array
		want string
	}{
		{Scalar(-1.5), "-1.5"},
		{Vector(), "[]"},
		{Vector(1, math.NaN(), math.Inf(1), math.Inf(-1)), "[1, nan, inf, -inf]"},
		{Matrix(2, 2, 0, 2, 1, 3), "[[0, 2], [1, 3]]"},
		{Zeros(2, 0), "[[], []]"},
		{Array{Shape: []int{2, 1, 2}, Data: []float64{0.1, 1e300, 3, 4}}, "[[[0.1, 1e+300]], [[3, 4]]]"},
	} {
		if got := c.a.String(); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestArray(t *testing.T) {
	a := Array{Shape: []int{2, 3, 4}, Data: make([]float64, 24)}
	for i := range a.Data {
		a.Data[i] = float64(i)
	}
	if v := a.At(1, 2, 3); v != 23 {
		t.Errorf("At(1, 2, 3) = %v, want 23", v)
	}
	if v := Scalar(7).At(); v != 7 {
		t.Errorf("a scalar's At() = %v, want 7", v)
	}
	tr := Transpose(a)
	if !slices.Equal(tr.Shape, []int{4, 3, 2}) {
		t.Fatalf("transposed shape %v", tr.Shape)
	}
	for i := range 2 {
		for j := range 3 {
			for k := range 4 {
				if tr.At(k, j, i) != a.At(i, j, k) {
					t.Errorf("transposed (%d,%d,%d) = %v, want %v", k, j, i, tr.At(k, j, i), a.At(i, j, k))
				}
			}
		}
	}
	if !Transpose(Vector(1, 2)).Equal(Vector(1, 2)) {
		t.Error("a transposed vector is not itself")
	}
	if a.NDim() != 3 || Scalar(1).NDim() != 0 {
		t.Error("NDim is wrong")
	}
	if Vector(1, 2).Equal(Matrix(1, 2, 1, 2)) || Vector(1).Equal(Vector(2)) || Scalar(math.NaN()).Equal(Scalar(math.NaN())) {
		t.Error("Equal is true of what differs")
	}
	b := a.Clone()
	b.Data[0], b.Shape[0] = 9, 9
	if a.Data[0] != 0 || a.Shape[0] != 2 {
		t.Error("a clone shares memory")
	}
}

func TestPanics(t *testing.T) {
	a := Matrix(2, 2, 1, 2, 3, 4)
	for want, f := range map[string]func(){
		"linalg: 3 values for shape (2,2)":         func() { Matrix(2, 2, 1, 2, 3) },
		"linalg: negative extent in shape (2,-1)":  func() { Zeros(2, -1) },
		"linalg: index (2,0) into shape (2,2)":     func() { a.At(2, 0) },
		"linalg: index (0,-1) into shape (2,2)":    func() { a.At(0, -1) },
		"linalg: index (0,) into shape (2,2)":      func() { a.At(0) },
		"linalg: Dims of an array of shape (2,)":   func() { Vector(1, 2).Dims() },
		"linalg: shapes (2,2) and (2,) differ":     func() { InterpolateTo(a, a, Vector(1, 2), 0) },
		"linalg: shapes (2,) and (2,2) differ":     func() { InterpolateTo(Vector(1, 2), a, a, 0) },
		"linalg: 0 values for shape ()":            func() { Dot(Array{}, a) },
		"linalg: 1 values for shape (2,)":          func() { Det(Array{Shape: []int{2}, Data: []float64{1}}) },
		"linalg: 0 values for shape (1,1)":         func() { NewSVD(Array{Shape: []int{1, 1}}) },
		"linalg: 2 values for shape (1,)":          func() { Outer(Array{Shape: []int{1}, Data: []float64{1, 2}}, a) },
		"linalg: 5 values for shape (2,3)":         func() { Transpose(Array{Shape: []int{2, 3}, Data: make([]float64, 5)}) },
		"linalg: 4 values for shape (2,1)":         func() { Add(a, Array{Shape: []int{2, 1}, Data: a.Data}) },
		"linalg: 4 values for shape (1,2)":         func() { Tensordot(a, Array{Shape: []int{1, 2}, Data: a.Data}, 0) },
		"linalg: 4 values for shape (4,4)":         func() { NewEigen(Array{Shape: []int{4, 4}, Data: a.Data}) },
		"linalg: 4 values for shape (2,2,2)":       func() { _ = Array{Shape: []int{2, 2, 2}, Data: a.Data}.String() },
		"linalg: negative extent in shape (-1,-4)": func() { Matrix(-1, -4, a.Data...) },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("panic %v, want %s", got, want)
				}
			}()
			f()
		}()
	}
}

func TestBroadcast(t *testing.T) {
	column, row := Matrix(2, 1, 1, 2), Matrix(1, 3, 10, 20, 30)
	for _, c := range []struct {
		name string
		op   func(a, b Array) (Array, error)
		a, b Array
		want Array
	}{
		{"column * row", Multiply, column, row, Matrix(2, 3, 10, 20, 30, 20, 40, 60)},
		{"vector * column", Multiply, Vector(1, 2, 3), column, Matrix(2, 3, 1, 2, 3, 2, 4, 6)},
		{"scalar * vector", Multiply, Scalar(3), Vector(1, 2), Vector(3, 6)},
		{"matrix - vector", Sub, Matrix(2, 2, 1, 2, 3, 4), Vector(1, 2), Matrix(2, 2, 0, 0, 2, 2)},
		{"vector - column", Sub, Vector(1, 2), column, Matrix(2, 2, 0, 1, -1, 0)},
		{"scalar + scalar", Add, Scalar(1), Scalar(2), Scalar(3)},
		{"one + none", Add, Vector(1), Zeros(2, 0), Zeros(2, 0)},
	} {
		got, err := c.op(c.a, c.b)
		if err != nil || !got.Equal(c.want) {
			t.Errorf("%s = %v, %v; want %v", c.name, got, err, c.want)
		}
	}
}

// The words are NumPy 1.24's, in lower case and completed by the culprit.
func TestShapeErrors(t *testing.T) {
	two, three := Vector(1, 2), Vector(1, 2, 3)
	wide := Zeros(2, 3)
	fail := func(_ any, err error) error { return err }
	for _, c := range []struct {
		err     error
		problem Problem
		want    string
	}{
		{fail(Multiply(two, three)), NotBroadcastable, "operands could not be broadcast together with shapes (2,) (3,)"},
		{fail(Add(Zeros(2, 1, 3), Zeros(2, 2))), NotBroadcastable, "operands could not be broadcast together with shapes (2,1,3) (2,2)"},
		{fail(Sub(Zeros(0), Zeros(2))), NotBroadcastable, "operands could not be broadcast together with shapes (0,) (2,)"},
		{fail(Dot(Zeros(2, 3, 4), Zeros(3, 2))), NotAligned, "shapes (2,3,4) and (3,2) not aligned: 4 (dim 2) != 3 (dim 0)"},
		{fail(Tensordot(wide, wide, 1)), NotSummable, "shape-mismatch for sum: axis 1 of (2,3) is 3, axis 0 of (2,3) is 2"},
		{fail(Tensordot(wide, wide, 3)), AxisRange, "axis -3 is out of bounds for array of dimension 2, shape (2,3)"},
		{fail(Tensordot(wide, two, 2)), AxisRange, "axis 1 is out of bounds for array of dimension 1, shape (2,)"},
		{fail(Tensordot(wide, two, math.MaxInt)), AxisRange, "axis -9223372036854775807 is out of bounds for array of dimension 2, shape (2,3)"},
		{fail(Tensordot(wide, wide, -1)), AxisRange, "axis -1 is out of bounds for array of dimension 2, shape (2,3)"},
		{fail(TensordotAxes(wide, wide, []int{0}, []int{-1})), NotSummable, "shape-mismatch for sum: axis 0 of (2,3) is 2, axis 1 of (2,3) is 3"},
		{fail(TensordotAxes(wide, wide, []int{0}, []int{0, 1})), NotSummable, "shape-mismatch for sum: axes of (2,3) and (2,3) differ in number"},
		{fail(TensordotAxes(wide, wide, []int{5}, []int{0})), AxisRange, "axis 5 is out of bounds for array of dimension 2, shape (2,3)"},
		{fail(TensordotAxes(wide, wide, []int{1, -1}, []int{1, 0})), AxisRepeated, "repeated axis -1 of shape (2,3)"},
		{fail(Det(wide)), NotSquare, "last 2 dimensions of the array must be square: shape (2,3)"},
		{fail(Inverse(wide)), NotSquare, "last 2 dimensions of the array must be square: shape (2,3)"},
		{fail(MatrixPower(wide, 2)), NotSquare, "last 2 dimensions of the array must be square: shape (2,3)"},
		{fail(NewEigen(wide)), NotSquare, "last 2 dimensions of the array must be square: shape (2,3)"},
		{fail(Det(two)), NotMatrix, "1-dimensional array given, array must be two-dimensional: shape (2,)"},
		{fail(Trace(Scalar(1))), NotMatrix, "0-dimensional array given, array must be two-dimensional: shape ()"},
		{fail(NewSVD(Zeros(2, 2, 2))), NotMatrix, "3-dimensional array given, array must be two-dimensional: shape (2,2,2)"},
		{fail(MatrixRank(two)), NotMatrix, "1-dimensional array given, array must be two-dimensional: shape (2,)"},
		{fail(Cond(two)), NotMatrix, "1-dimensional array given, array must be two-dimensional: shape (2,)"},
		{fail(PseudoInverse(two)), NotMatrix, "1-dimensional array given, array must be two-dimensional: shape (2,)"},
		{fail(Solve(Identity(2), three)), NotAligned, "shapes (2,2) and (3,) not aligned: 2 (dim 0) != 3 (dim 0)"},
		{fail(Solve(Identity(2), Scalar(1))), NotMatrix, "0-dimensional array given, array must be two-dimensional: shape ()"},
	} {
		if e, ok := c.err.(*ShapeError); !ok || e.Problem != c.problem || e.Error() != c.want {
			t.Errorf("error %v, want %s", c.err, c.want)
		}
	}
	if _, _, err := LeastSquares(wide, three); err == nil || err.Error() != "shapes (2,3) and (3,) not aligned: 2 (dim 0) != 3 (dim 0)" {
		t.Errorf("least squares: error %v", err)
	}
}

// Sums over axes equal the sums that their definition spells out.
func TestTensordotAxes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	a, b := Zeros(2, 3, 4), Zeros(4, 5, 2)
	for _, x := range []Array{a, b} {
		for i := range x.Data {
			x.Data[i] = rng.NormFloat64()
		}
	}
	want := Zeros(3, 5)
	for j := range 3 {
		for l := range 5 {
			for i := range 2 {
				for k := range 4 {
					want.Data[j*5+l] += a.At(i, j, k) * b.At(k, l, i)
				}
			}
		}
	}
	for _, axes := range [][2][]int{{{0, 2}, {2, 0}}, {{2, 0}, {0, 2}}, {{-1, 0}, {0, -1}}} {
		if got, err := TensordotAxes(a, b, axes[0], axes[1]); err != nil || !near(got, want, 1e-14) {
			t.Errorf("axes %v: %v, %v; want %v", axes, got, err, want)
		}
	}
	got, err := Tensordot(a, b, 1)
	if dot, err2 := Dot(Matrix(6, 4, a.Data...), Matrix(4, 10, b.Data...)); err != nil || err2 != nil ||
		!slices.Equal(got.Shape, []int{2, 3, 5, 2}) || !slices.Equal(got.Data, dot.Data) {
		t.Errorf("one axis: %v, %v; want %v", got, err, dot)
	}
	if got, err := Tensordot(a, a, 3); err != nil || !near(got, Scalar(dot(a.Data, a.Data)), 1e-14) {
		t.Errorf("all axes: %v, %v", got, err)
	}
}

func TestOuter(t *testing.T) {
	if got, want := Outer(Matrix(2, 1, 1, 2), Vector(3, 4, 5)), Matrix(2, 3, 3, 4, 5, 6, 8, 10); !got.Equal(want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestMatrixPower(t *testing.T) {
	fibonacci := Matrix(2, 2, 1, 1, 1, 0)
	for k, want := range map[int]Array{
		0:  Identity(2),
		1:  fibonacci,
		2:  Matrix(2, 2, 2, 1, 1, 1),
		7:  Matrix(2, 2, 21, 13, 13, 8),
		64: Matrix(2, 2, 17167680177565, 10610209857723, 10610209857723, 6557470319842),
		-1: Matrix(2, 2, 0, 1, 1, -1),
		-7: Matrix(2, 2, -8, 13, 13, -21),
	} {
		if got, err := MatrixPower(fibonacci, k); err != nil || !near(got, want, 1e-14) {
			t.Errorf("power %d: %v, %v; want %v", k, got, err, want)
		}
	}
	for _, k := range []int{math.MinInt, math.MaxInt} {
		want := Matrix(2, 2, 0, 1, 1, 0)
		if k%2 == 0 {
			want = Identity(2)
		}
		if got, err := MatrixPower(Matrix(2, 2, 0, 1, 1, 0), k); err != nil || !got.Equal(want) {
			t.Errorf("power %d: %v, %v; want %v", k, got, err, want)
		}
	}
	if _, err := MatrixPower(Matrix(2, 2, 1, 2, 2, 4), -2); err == nil || err.Error() != "singular matrix: rank 1 of 2" {
		t.Errorf("a power of the inverse of a singular matrix: error %v", err)
	}
	if got := Power(Matrix(1, 3, 4, 0, -1), -0.5); got.At(0, 0) != 0.5 || !math.IsInf(got.At(0, 1), 1) || !math.IsNaN(got.At(0, 2)) {
		t.Errorf("elementwise power: %v", got)
	}
}

func TestInterpolateTo(t *testing.T) {
	from, to, dst := Identity(2), Matrix(2, 2, 0, 2, 1, 3), Zeros(2, 2)
	for want, s := range map[string]float64{
		"[[1, 0], [0, 1]]":     0,
		"[[0.5, 1], [0.5, 2]]": 0.5,
		"[[0, 2], [1, 3]]":     1,
		"[[-1, 4], [2, 5]]":    2,
	} {
		if InterpolateTo(dst, from, to, s); dst.String() != want {
			t.Errorf("at %v: %v, want %s", s, dst, want)
		}
	}
	if n := testing.AllocsPerRun(10, func() { InterpolateTo(dst, from, to, 0.3) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
	InterpolateTo(to, from, to, 0.5)
	if to.String() != "[[0.5, 1], [0.5, 2]]" {
		t.Errorf("in place: %v", to)
	}
}

// Trace is of all matrices, of vectors it is an error.
func TestTrace(t *testing.T) {
	for _, c := range []struct {
		a    Array
		want float64
	}{
		{Matrix(2, 3, 1, 2, 3, 4, 5, 6), 6},
		{Matrix(3, 2, 1, 2, 3, 4, 5, 6), 5},
		{Zeros(0, 2), 0},
	} {
		if got, err := Trace(c.a); err != nil || got != c.want {
			t.Errorf("trace of %v = %v, %v; want %v", c.a, got, err, c.want)
		}
	}
}
