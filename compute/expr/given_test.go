package expr

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Formulas of x, y and two functions of them.
var ofData = []string{
	"data", "dem", "x", "3", "data + dem", "data - 100", "x*data", "y*dem", "sin(x) + cos(y)", "a*data + sin(x)*y^2",
	"if(data > 1, dem, x)", "hypot(data, dem) + r*theta", "data^2/(1 + dem^2) + x*y - exp(-x^2)", "min(data, dem, y)", "2data - y",
}

func TestFieldsTo(t *testing.T) {
	for _, text := range ofData {
		p, err := Compile(text, "x", "y", "data", "dem")
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		rng := rand.New(rand.NewPCG(1, 2))
		x, y := make([]float64, 2*block+7), make([]float64, 3)
		for _, v := range [][]float64{x, y} {
			for i := range v {
				v[i] = rng.NormFloat64()
			}
		}
		given := [][]float64{make([]float64, len(x)*len(y)), make([]float64, len(x)*len(y))}
		for k := range given[0] {
			given[0][k], given[1][k] = rng.NormFloat64(), rng.NormFloat64()
		}
		given[0][5] = math.NaN()
		var params []float64
		for range p.Params() {
			params = append(params, 1.25)
		}
		dst := make([]float64, len(given[0]))
		p.FieldsTo(dst, x, y, given, params...)
		for k, z := range dst {
			want := p.At(append([]float64{x[k%len(x)], y[k/len(x)], given[0][k], given[1][k]}, params...)...)
			if math.Float64bits(z) != math.Float64bits(want) && (z == z || want == want) {
				t.Fatalf("%s: sample %d is %v, want %v", text, k, z, want)
			}
		}
		if n := testing.AllocsPerRun(5, func() { p.FieldsTo(dst, x, y, given, params...) }); n > 1 {
			t.Errorf("%s: %v allocations", text, n)
		}
	}
	// What is not used need not be there, what is must.
	p, _ := Compile("data + x", "x", "y", "data", "dem")
	dst := make([]float64, 4)
	p.FieldsTo(dst, []float64{1, 2}, []float64{0, 0}, [][]float64{{1, 2, 3, 4}, nil})
	if dst[3] != 6 {
		t.Errorf("%v", dst)
	}
	for name, f := range map[string]func(){
		"missing":  func() { p.FieldsTo(dst, []float64{1, 2}, []float64{0, 0}, [][]float64{nil, nil}) },
		"short":    func() { p.FieldsTo(dst, []float64{1, 2}, []float64{0, 0}, [][]float64{{1}, nil}) },
		"too few":  func() { p.FieldsTo(dst, []float64{1, 2}, []float64{0, 0}, nil) },
		"no jets":  func() { p.JetOf(nil, 0, 0, 0, 0) },
		"as a map": func() { p.GridTo(dst, []float64{1, 2}, []float64{0, 0}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

// A formula of data has the jet of the formula with the data put in.
func TestJetOf(t *testing.T) {
	data, _ := Compile("sin(x*y) + x^2")
	dem, _ := Compile("exp(x - y)")
	for text, whole := range map[string]string{
		"data":                 "sin(x*y) + x^2",
		"data*dem - x":         "(sin(x*y) + x^2)*exp(x - y) - x",
		"sin(data) + y*dem^2":  "sin(sin(x*y) + x^2) + y*exp(x - y)^2",
		"if(dem > 9, x, data)": "sin(x*y) + x^2",
		"x*y":                  "x*y",
		"hypot(data, dem) + r": "hypot(sin(x*y) + x^2, exp(x - y)) + r",
	} {
		p, err := Compile(text, "x", "y", "data", "dem")
		if err != nil {
			t.Fatal(err)
		}
		q, _ := Compile(whole)
		for _, at := range [][2]float64{{0.3, 0.7}, {-1, 0.5}, {0.9, -0.2}} {
			got := p.JetOf([]Jet{data.Jet(at[0], at[1]), dem.Jet(at[0], at[1])}, at[0], at[1], 0, 0)
			want := q.Jet(at[0], at[1])
			for k, v := range [6][2]float64{{got.Z, want.Z}, {got.X, want.X}, {got.Y, want.Y}, {got.XX, want.XX}, {got.XY, want.XY}, {got.YY, want.YY}} {
				if !(math.Abs(v[0]-v[1]) <= 1e-12*(1+math.Abs(v[1]))) {
					t.Errorf("%s at %v: %d is %v, want %v", text, at, k, v[0], v[1])
				}
			}
		}
	}
}

func TestUses(t *testing.T) {
	for text, want := range map[string][3]bool{ // x, data, a
		"data": {false, true, false}, "x + a": {true, false, true}, "r": {true, false, false}, "2": {}, "a*sin(theta*data)": {true, true, true},
	} {
		x, err := Parse(text, "x", "y", "data")
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]bool{x.Uses("x"), x.Uses("data"), x.Uses("a")}; got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func BenchmarkFieldsTo(b *testing.B) {
	p, _ := Compile("data*a + sin(x)", "x", "y", "data", "dem")
	x, y := make([]float64, 400), make([]float64, 400)
	data, dst := make([]float64, 160_000), make([]float64, 160_000)
	for b.Loop() {
		p.FieldsTo(dst, x, y, [][]float64{data, nil}, 2)
	}
}
