package leastsquares

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"zscape/compute/linalg"
)

type array struct {
	Shape []int
	Data  []float64
}

func (a array) matrix() linalg.Array { return linalg.Matrix(a.Shape[0], a.Shape[1], a.Data...) }

// reference is a case of testdata/leastsquares.json, computed with NumPy 1.24.
// The first one is the book's example.
type reference struct {
	Name            string
	X, B, XtX, Xtb  array
	Rank            int
	SingularValues  array   `json:"singular_values"`
	W               array   `json:"W_lstsq"`
	SumSquares      float64 `json:"sum_sq"`
	ClassSumSquares array   `json:"sum_sq_per_class"`
	FittedClass     array   `json:"fitted_class"`
	Errors          int
	RankDeficient   bool `json:"rank_deficient"`

	Boundary        *float64
	GradientDescent *struct {
		Rho   float64
		Steps int
		J     []float64
		W     array
	} `json:"gradient_descent"`
	Surfaces []struct {
		Discriminant               int
		W0, W1, J, Argmin, Hessian array
		Jmin                       float64
	}
}

func references(t testing.TB) []reference {
	t.Helper()
	data, err := os.ReadFile("testdata/leastsquares.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []reference }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) != 6 {
		t.Fatalf("%d cases in testdata/leastsquares.json", len(file.Cases))
	}
	return file.Cases
}

// near reports whether got and want agree to tol, absolutely where want is less
// than 1.
func near(got, want, tol float64) bool {
	return math.Abs(got-want) <= tol*max(1, math.Abs(want))
}

func checkNear(t *testing.T, what string, got, want []float64, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d values, want %d", what, len(got), len(want))
		return
	}
	for i, v := range got {
		if !near(v, want[i], tol) {
			t.Errorf("%s: value %d is %v, want %v", what, i, v, want[i])
			return
		}
	}
}

func TestSolve(t *testing.T) {
	for _, ref := range references(t) {
		t.Run(ref.Name, func(t *testing.T) {
			f := Solve(ref.X.matrix(), ref.B.matrix())
			checkNear(t, "X^T X", f.XtX.Data, ref.XtX.Data, 1e-14)
			checkNear(t, "X^T B", f.XtB.Data, ref.Xtb.Data, 1e-14)
			checkNear(t, "W", f.W.Data, ref.W.Data, 1e-12)
			checkNear(t, "singular values", f.SingularValues, ref.SingularValues.Data, 1e-14)
			checkNear(t, "sum of squares", []float64{f.SumSquares}, []float64{ref.SumSquares}, 1e-14)
			checkNear(t, "class sums", f.ClassSumSquares, ref.ClassSumSquares.Data, 1e-14)
			if f.Rank != ref.Rank || f.Unique() == ref.RankDeficient {
				t.Errorf("rank %d, unique %v; want rank %d", f.Rank, f.Unique(), ref.Rank)
			}
			if want := ref.FittedClass.Data; !slices.EqualFunc(f.Classes, want, func(a int, b float64) bool { return float64(a) == b }) {
				t.Errorf("classes %v, want %v", f.Classes, want)
			}
			if f.Errors != ref.Errors {
				t.Errorf("%d errors, want %d", f.Errors, ref.Errors)
			}
			if ref.Boundary != nil {
				want := []Point{{X: *ref.Boundary, Left: 1, Right: 0}}
				if got := Points(f.W, -2, 2); !slices.Equal(got, want) {
					t.Errorf("boundaries %v, want %v", got, want)
				}
			}
		})
	}
}

// example is the book's example from its patterns; its answer has no rounding.
func example() (x, b linalg.Array) {
	var patterns []Pattern
	for i, v := range []float64{1.2, 0.2, -0.2, -0.5, -1.0, -1.5} {
		patterns = append(patterns, Pattern{Features: []float64{v}, Class: i / 3})
	}
	return Design(patterns, 1), Targets(patterns, 2)
}

func TestExample(t *testing.T) {
	x, b := example()
	ref := references(t)[0]
	if !x.Equal(ref.X.matrix()) || !b.Equal(ref.B.matrix()) {
		t.Errorf("X = %v, B = %v", x, b)
	}
	f := Solve(x, b)
	if want := linalg.Matrix(2, 2, 0.640625, 0.359375, 0.46875, -0.46875); !f.W.Equal(want) {
		t.Errorf("W = %v, want %v", f.W, want)
	}
	if got, want := Points(f.W, -2, 2), []Point{{-0.3, 1, 0}}; !slices.Equal(got, want) {
		t.Errorf("boundaries %v, want %v", got, want)
	}
}

// The weights solve the normal equations, whatever scale and offset the features
// have: the residuals are orthogonal to the columns of X to rounding.
func TestNormalEquations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, offset := range []float64{0, 1, 1e4} {
		for _, scale := range []float64{1e-6, 1, 1e6} {
			patterns := randomPatterns(r, 20, 2, 3)
			for _, p := range patterns {
				for i := range p.Features {
					p.Features[i] = scale * (p.Features[i] + offset)
				}
			}
			f := Solve(Design(patterns, 2), Targets(patterns, 3))
			if !f.Unique() {
				continue // the ones are lost beside the other columns
			}
			left, err := linalg.Dot(f.XtX, f.W)
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range left.Data {
				var terms float64
				for j := range 3 {
					terms += math.Abs(f.XtX.At(i/3, j) * f.W.At(j, i%3))
				}
				if math.Abs(v-f.XtB.Data[i]) > 1e-14*terms {
					t.Errorf("offset %v, scale %v: X^T X W is %v, X^T B %v", offset, scale, v, f.XtB.Data[i])
				}
			}
		}
	}
}

// The weights for one feature are within a unit in the last place of the exact
// ones, in spite of offsets and of classes that nearly cancel.
func TestAccuracy(t *testing.T) {
	cases := [][]Pattern{{
		{[]float64{-1.1}, 0}, {[]float64{0.7}, 0}, {[]float64{3.3}, 0},
		{[]float64{-1.1}, 1}, {[]float64{0.7}, 1}, {[]float64{3.3 + 1e-8}, 1},
	}}
	r := rand.New(rand.NewPCG(2, 1))
	for _, offset := range []float64{0, 10, 1e3, 1e5} {
		patterns := randomPatterns(r, 15, 1, 2)
		for _, p := range patterns {
			p.Features[0] += offset
		}
		cases = append(cases, patterns)
	}
	for i, patterns := range cases {
		f := Solve(Design(patterns, 1), Targets(patterns, 2))
		for k, want := range exactWeights(patterns) {
			got := f.W.At(k, 0)
			if ulp := math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want); math.Abs(got-want) > ulp {
				t.Errorf("case %d: weight %d is %v, want %v", i, k, got, want)
			}
		}
	}
}

// exactWeights returns the weights of class 0 for one feature, the sums S being exact:
// (Sb Sxx - Sx Sxb) / D and (n Sxb - Sx Sb) / D with D = n Sxx - Sx Sx.
func exactWeights(patterns []Pattern) [2]float64 {
	n, sx, sb, sxx, sxb := big.NewRat(int64(len(patterns)), 1), new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)
	for _, p := range patterns {
		x := new(big.Rat).SetFloat64(p.Features[0])
		sx.Add(sx, x)
		sxx.Add(sxx, new(big.Rat).Mul(x, x))
		if p.Class == 0 {
			sb.Add(sb, big.NewRat(1, 1))
			sxb.Add(sxb, x)
		}
	}
	det := func(a, b, c, d *big.Rat) *big.Rat { // a b - c d
		return new(big.Rat).Sub(new(big.Rat).Mul(a, b), new(big.Rat).Mul(c, d))
	}
	d := det(n, sxx, sx, sx)
	w0, _ := new(big.Rat).Quo(det(sb, sxx, sx, sxb), d).Float64()
	w1, _ := new(big.Rat).Quo(det(n, sxb, sx, sb), d).Float64()
	return [2]float64{w0, w1}
}

// randomPatterns returns n patterns about a random centre for each class.
func randomPatterns(r *rand.Rand, n, features, classes int) []Pattern {
	centres := make([]float64, features*classes)
	for i := range centres {
		centres[i] = 2 * r.NormFloat64()
	}
	patterns := make([]Pattern, n)
	for p := range patterns {
		class := p % classes
		x := make([]float64, features)
		for i := range x {
			x[i] = centres[class*features+i] + r.NormFloat64()
		}
		patterns[p] = Pattern{x, class}
	}
	return patterns
}

func TestFewPatterns(t *testing.T) {
	for _, tt := range []struct {
		name     string
		patterns []Pattern
		classes  int
		w        []float64
		rank     int
		sum      float64
		errors   int
		points   []Point
	}{
		{"none", nil, 2, []float64{0, 0, 0, 0}, 0, 0, 0, nil},
		// (1, 2) w = 1, at least norm.
		{"one", []Pattern{{[]float64{2}, 1}}, 2, []float64{0, 0.2, 0, 0.4}, 1, 0, 0, []Point{{-0.5, 0, 1}}},
		{"one class", []Pattern{{[]float64{2}, 0}, {[]float64{3}, 0}}, 1, []float64{1, 0}, 2, 0, 0, nil},
		{"all of two classes in one", []Pattern{{[]float64{2}, 0}, {[]float64{3}, 0}}, 2, []float64{1, 0, 0, 0}, 2, 0, 0, nil},
		{"all the same", []Pattern{{[]float64{0}, 0}, {[]float64{0}, 1}}, 2, []float64{0.5, 0.5, 0, 0}, 1, 1, 1, nil},
	} {
		f := Solve(Design(tt.patterns, 1), Targets(tt.patterns, tt.classes))
		checkNear(t, tt.name, f.W.Data, tt.w, 1e-15)
		if f.Rank != tt.rank || !near(f.SumSquares, tt.sum, 1e-15) || f.Errors != tt.errors {
			t.Errorf("%s: rank %d, sum of squares %v, errors %d; want %d, %v, %d",
				tt.name, f.Rank, f.SumSquares, f.Errors, tt.rank, tt.sum, tt.errors)
		}
		if got := Points(f.W, -5, 5); !slices.Equal(got, tt.points) {
			t.Errorf("%s: boundaries %v, want %v", tt.name, got, tt.points)
		}
	}
}

func TestNotFinite(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		patterns := []Pattern{{[]float64{v}, 0}, {[]float64{1}, 1}, {[]float64{2}, 1}}
		f := Solve(Design(patterns, 1), Targets(patterns, 2))
		for _, w := range f.W.Data {
			if !math.IsNaN(w) {
				t.Errorf("%v: W = %v", v, f.W)
			}
		}
		if f.Rank != 0 || !math.IsNaN(f.SumSquares) || !math.IsNaN(f.SingularValues[0]) {
			t.Errorf("%v: rank %d, sum of squares %v, singular values %v", v, f.Rank, f.SumSquares, f.SingularValues)
		}
		if !slices.Equal(f.Classes, []int{-1, -1, -1}) || f.Errors != 3 {
			t.Errorf("%v: classes %v, %d errors", v, f.Classes, f.Errors)
		}
		if got := Points(f.W, -1, 1); got != nil {
			t.Errorf("%v: boundaries %v", v, got)
		}
	}
}

// Products of these features overflow; the weights do not.
func TestHuge(t *testing.T) {
	patterns := []Pattern{{[]float64{-1e200}, 0}, {[]float64{1e200}, 1}}
	f := Solve(Design(patterns, 1), Targets(patterns, 2))
	// The column of ones is lost beside the other one.
	if f.Rank != 1 || !near(f.W.At(1, 1)*1e200, 0.5, 1e-12) || !math.IsInf(f.XtX.At(1, 1), 1) {
		t.Errorf("rank %d, W = %v, X^T X = %v", f.Rank, f.W, f.XtX)
	}
	if f.Errors != 0 {
		t.Errorf("%d errors", f.Errors)
	}
}

func TestClassify(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		name string
		w    []float64
		want int
	}{
		{"largest", []float64{1, 3, 2}, 1},
		{"tie", []float64{1, 3, 3}, 1},
		{"tie but for rounding", []float64{1, 3, 3 + 1e-15}, 1},
		{"close", []float64{1, 3, 3 + 1e-10}, 2},
		{"NaN", []float64{nan, -5, nan}, 1},
		{"all NaN", []float64{nan, nan}, -1},
		{"infinite", []float64{5, inf, inf}, 1},
		{"all below", []float64{-inf, -inf}, 0},
	} {
		if got := Classify(linalg.Matrix(1, len(tt.w), tt.w...), nil); got != tt.want {
			t.Errorf("%s: class %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestPanics(t *testing.T) {
	x, b := example()
	w := linalg.Zeros(2, 2)
	surface := NewSurface(x, Column(b, 0))
	for want, f := range map[string]func(){
		"pattern 0 has 2 features, want 1": func() { Design([]Pattern{{Features: []float64{1, 2}}}, 1) },
		"pattern 0 has class 2 of 2":       func() { Targets([]Pattern{{Class: 2}}, 2) },
		"pattern 0 has class -1 of 2":      func() { Targets([]Pattern{{Class: -1}}, 2) },
		"X has 6 rows, B 2":                func() { Solve(x, w) },
		"X is not a matrix":                func() { Solve(linalg.Vector(1, 2), b) },
		"B is not a matrix":                func() { Solve(x, linalg.Array{Shape: []int{6, 2}}) },
		"column 2 of 2":                    func() { Column(b, 2) },
		"W has 2 rows for 2 features":      func() { Classify(w, []float64{1, 2}) },
		"W has 2 rows, want 3":             func() { Segments(w, [2]float64{0, 0}, [2]float64{1, 1}) },
		"feature from 1 to 1":              func() { Points(w, 1, 1) },
		"feature from 0 to +Inf":           func() { Points(w, 0, math.Inf(1)) },
		"b has length 1, want 6":           func() { NewSurface(x, []float64{1}) },
		"w has length 3, want 2":           func() { surface.At(make([]float64, 3)) },
		"dst has length 1, want 4":         func() { surface.GridTo(make([]float64, 1), []float64{0, 1}, []float64{0, 1}) },
		"slice along weights 1 and 1 of 2": func() { surface.Slice(1, 1, nil) },
		"rest has length 1, want 2":        func() { surface.Slice(0, 1, []float64{1}) },
		"grid of a surface of 1 weights":   func() { NewSurface(linalg.Zeros(2, 1), []float64{1, 1}).GridTo(nil, nil, nil) },
		"w has length 1, want 2":           func() { NewGradientDescent(x, Column(b, 0), []float64{1}, 0.1) },
		"first feature from 0 to 0":        func() { Segments(linalg.Zeros(3, 2), [2]float64{}, [2]float64{0, 1}) },
		"second feature from 2 to 1":       func() { Segments(linalg.Zeros(3, 2), [2]float64{0, 2}, [2]float64{1, 1}) },
	} {
		func() {
			defer func() {
				if got, _ := recover().(string); !strings.HasPrefix(got, "leastsquares: "+want) {
					t.Errorf("panic %q, want %q", got, want)
				}
			}()
			f()
		}()
	}
}

func BenchmarkSolve(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 2))
	for _, bb := range []struct {
		name                        string
		patterns, features, classes int
	}{
		{"6x1c2", 6, 1, 2},
		{"100x2c4", 100, 2, 4},
	} {
		patterns := randomPatterns(r, bb.patterns, bb.features, bb.classes)
		x, targets := Design(patterns, bb.features), Targets(patterns, bb.classes)
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				Solve(x, targets)
			}
		})
	}
}
