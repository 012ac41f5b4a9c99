package linalg

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
)

// testdata/matrices.json was computed with NumPy 1.24. In post, A is
// [[0,2],[1,3]] and x is (1,2); names that end in _a are arrays, and in _m NumPy's
// matrices, of which a vector is one column.
type reference struct {
	Post      map[string]Array
	PostError string `json:"post_error"`
	Cases     []struct {
		A, X            Array
		Trace, Det      float64
		ExactDet        float64 `json:"exact_det"`
		Rank            int
		Cond            float64 `json:"cond2"`
		XX              float64 `json:"dot_xx"`
		AX              Array   `json:"A_x"`
		XA              Array   `json:"x_A"`
		AA              Array   `json:"A_A"`
		AtA             Array   `json:"At_A"`
		Hadamard        Array
		ElementwiseCube Array `json:"elementwise_cube"`
		MatrixCube      Array `json:"matrix_cube"`
		Outer           Array `json:"outer_xx"`
		Tensor          Array `json:"tensor_x_A"`
		Inv             *Array
		Report, Kind    string
		ExactlySingular bool `json:"exactly_singular"`
	}
	DotShapes []struct {
		A, B, Shape []int
		Error       string
	} `json:"dot_shapes"`
	TensordotShapes map[string][]int `json:"tensordot_shapes"`
}

func readReference(t *testing.T) (ref reference) {
	t.Helper()
	data, err := os.ReadFile("testdata/matrices.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.Cases) != 20 || len(ref.Post) != 29 || len(ref.DotShapes) != 9 || len(ref.TensordotShapes) != 3 {
		t.Fatalf("the reference is incomplete: %d %d %d %d", len(ref.Cases), len(ref.Post), len(ref.DotShapes), len(ref.TensordotShapes))
	}
	return ref
}

// must unwraps the result of a call that must not fail.
func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// near reports whether the arrays have the same shape and differ by no more than
// tol times the largest magnitude in want.
func near(got, want Array, tol float64) bool {
	return ShapeString(got.Shape) == ShapeString(want.Shape) && distance(got, want) <= tol*largest(want)
}

// distance returns the largest magnitude of a difference, +Inf where one is NaN.
func distance(a, b Array) float64 {
	d := 0.0
	for i, v := range a.Data {
		diff := math.Abs(v - b.Data[i])
		if math.IsNaN(diff) {
			return math.Inf(1)
		}
		d = max(d, diff)
	}
	return d
}

func largest(a Array) float64 { return distance(a, Zeros(a.Shape...)) }

func TestReferencePost(t *testing.T) {
	ref := readReference(t)
	array, number := must[Array](t), must[float64](t)
	aa, xa := Matrix(2, 2, 0, 2, 1, 3), Vector(1, 2)
	am, xm := aa, Matrix(2, 1, 1, 2)
	xt := Transpose(xm)
	got := map[string]Array{
		"A_a": aa, "x_a": xa, "A_m": am, "x_m": xm,
		"np.trace(A_a)":      Scalar(number(Trace(aa))),
		"np.linalg.det(A_a)": Scalar(number(Det(aa))),
		"np.linalg.inv(A_a)": array(Inverse(aa)),
		"A_m.trace()":        Matrix(1, 1, number(Trace(am))),
		"A_m.I":              array(Inverse(am)),
		"A_m**-1":            array(MatrixPower(am, -1)),
		"np.dot(x_a,x_a)":    array(Dot(xa, xa)),
		"x_m.T*x_m":          array(Dot(xt, xm)),
		"np.dot(A_a,x_a)":    array(Dot(aa, xa)),
		"np.dot(x_a,A_a)":    array(Dot(xa, aa)),
		"A_m*x_m":            array(Dot(am, xm)),
		"x_m.T*A_m":          array(Dot(xt, am)),
		"np.dot(A_a,A_a)":    array(Dot(aa, aa)),
		"A_m*A_m":            array(Dot(am, am)),
		"A_m**2":             array(MatrixPower(am, 2)),
		"A_m.T*A_m":          array(Dot(Transpose(am), am)),
		"A_a*A_a":            array(Multiply(aa, aa)),
		"A_a**3":             Power(aa, 3),

		"np.dot(np.transpose(A_a),A_a)":         array(Dot(Transpose(aa), aa)),
		"np.multiply(A_m,A_m)":                  array(Multiply(am, am)),
		"np.multiply(np.multiply(A_m,A_m),A_m)": array(Multiply(array(Multiply(am, am)), am)),
		"np.mat(A_m.A**3)":                      Power(am, 3),
		"np.tensordot(x_a,x_a,axes=0)":          array(Tensordot(xa, xa, 0)),
		"np.tensordot(x_a,A_a,axes=0)":          array(Tensordot(xa, aa, 0)),
		"x_m*x_m.T":                             Outer(xm, xt),
	}
	for name, want := range ref.Post {
		if !got[name].Equal(want) {
			t.Errorf("%s = %v, want %v", name, got[name], want)
		}
	}
	if _, err := Dot(xm, am); err == nil || err.Error() != ref.PostError {
		t.Errorf("x_m*A_m: %v, want %s", err, ref.PostError)
	}
}

func TestReferenceCases(t *testing.T) {
	const tol = 1e-12
	array, number := must[Array](t), must[float64](t)
	for i, c := range readReference(t).Cases {
		check := func(name string, got, want Array, tol float64) {
			t.Helper()
			if !near(got, want, tol) {
				t.Errorf("case %d: %s = %v, want %v", i, name, got, want)
			}
		}
		check("trace", Scalar(number(Trace(c.A))), Scalar(c.Trace), tol)
		check("x x", array(Dot(c.X, c.X)), Scalar(c.XX), tol)
		check("A x", array(Dot(c.A, c.X)), c.AX, tol)
		check("x A", array(Dot(c.X, c.A)), c.XA, tol)
		check("A A", array(Dot(c.A, c.A)), c.AA, tol)
		check("A' A", array(Dot(Transpose(c.A), c.A)), c.AtA, tol)
		check("A * A", array(Multiply(c.A, c.A)), c.Hadamard, tol)
		check("A ** 3", Power(c.A, 3), c.ElementwiseCube, tol)
		check("A^3", array(MatrixPower(c.A, 3)), c.MatrixCube, tol)
		check("outer", Outer(c.X, c.X), c.Outer, tol)
		check("tensordot", array(Tensordot(c.X, c.A, 0)), c.Tensor, tol)

		det := number(Det(c.A))
		check("det", Scalar(det), Scalar(c.ExactDet), tol*min(c.Cond, 1e3))
		if integers := c.ExactDet == math.Trunc(c.ExactDet); integers && det != c.ExactDet {
			t.Errorf("case %d: det = %v, want %v exactly", i, det, c.ExactDet)
		}

		singular := strings.HasPrefix(c.Report, "singular")
		n, _ := c.A.Dims()
		if rank := must[int](t)(MatrixRank(c.A)); rank != c.Rank || singular != (rank < n) {
			t.Errorf("case %d: rank %d, want %d; report %q", i, rank, c.Rank, c.Report)
		}
		cond := number(Cond(c.A))
		if singular {
			if cond < 1e15 {
				t.Errorf("case %d: condition number %v of a singular matrix", i, cond)
			}
			_, err := Inverse(c.A)
			if e, ok := err.(*SingularError); !ok || *e != (SingularError{Rank: c.Rank, N: n}) {
				t.Errorf("case %d: error %v, want singular, rank %d of %d", i, err, c.Rank, n)
			}
			continue
		}
		check("condition number", Scalar(cond), Scalar(c.Cond), tol)
		check("inverse", array(Inverse(c.A)), *c.Inv, tol*c.Cond)
		check("pseudo-inverse", array(PseudoInverse(c.A)), *c.Inv, tol*c.Cond)
		check("A^-1", array(MatrixPower(c.A, -1)), *c.Inv, tol*c.Cond)
	}
}

func TestReferenceShapes(t *testing.T) {
	ref := readReference(t)
	for _, c := range ref.DotShapes {
		got, err := Dot(Zeros(c.A...), Zeros(c.B...))
		if c.Error != "" {
			if e, ok := err.(*ShapeError); !ok || e.Error() != c.Error || e.Problem != NotAligned {
				t.Errorf("Dot of %v and %v: error %v, want %s", c.A, c.B, err, c.Error)
			}
		} else if err != nil || ShapeString(got.Shape) != ShapeString(c.Shape) {
			t.Errorf("Dot of %v and %v: shape %v, error %v; want %v", c.A, c.B, got.Shape, err, c.Shape)
		}
	}
	for name, want := range ref.TensordotShapes {
		var a, b []int
		switch name {
		case "(2,)x(2,)":
			a, b = []int{2}, []int{2}
		case "(2,)x(2,2)":
			a, b = []int{2}, []int{2, 2}
		case "(3,)x(2,4)":
			a, b = []int{3}, []int{2, 4}
		default:
			t.Fatal("unknown name", name)
		}
		got := must[Array](t)(Tensordot(Zeros(a...), Zeros(b...), 0))
		if ShapeString(got.Shape) != ShapeString(want) {
			t.Errorf("Tensordot %s: shape %v, want %v", name, got.Shape, want)
		}
	}
}
