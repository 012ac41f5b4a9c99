package terrain

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/field"
)

// What a removable singularity tends to, by its Taylor series.
func TestMended(t *testing.T) {
	wide := Box{-5, 5, -5, 5}
	for _, tt := range []struct {
		text string
		box  Box
		x, y float64
		want Jet
		tol  float64
	}{
		{"sin(r)/r", wide, 0, 0, Jet{1, 0, 0, -1. / 3, 0, -1. / 3}, 1e-9},
		{"sin(r)/r", wide, 1e-9, -3e-10, Jet{1, 0, 0, -1. / 3, 0, -1. / 3}, 1e-8},
		{"sin(r)/r + 1e6", wide, 0, 0, Jet{1e6 + 1, 0, 0, -1. / 3, 0, -1. / 3}, 1e-9},
		{"sin(r)/r", Box{-100, 80, -60, 90}, 0, 0, Jet{1, 0, 0, -1. / 3, 0, -1. / 3}, 1e-8},
		{"sin(5r)/r", Box{-1, 1.1, -1.2, 1}, 0, 0, Jet{5, 0, 0, -125. / 3, 0, -125. / 3}, 1e-8},
		{"(1 - cos(r))/r^2", wide, 0, 0, Jet{0.5, 0, 0, -1. / 12, 0, -1. / 12}, 1e-9},
		{"(1 - cos(r))/r^2", wide, 1e-5, 1e-5, Jet{0.5, -1e-5 / 12, -1e-5 / 12, -1. / 12, 0, -1. / 12}, 1e-8},
		{"(exp(x) - 1)/x", wide, 0, 1, Jet{1, 0.5, 0, 1. / 3, 0, 0}, 1e-9},
		{"sin(x)/x + y^2", wide, 0, 2, Jet{5, 0, 4, -1. / 3, 0, 2}, 1e-9},
		{"y*sin(x)/x", wide, 0, 2, Jet{2, 0, 1, -2. / 3, 0, 0}, 1e-9},
		{"(x^2 - y^2)/(x - y)", wide, 1.5, 1.5, Jet{3, 1, 1, 0, 0, 0}, 1e-9},
		{"x^2/x", wide, 0, 1, Jet{0, 1, 0, 0, 0, 0}, 1e-9},
		{"x/x", wide, 0, 1, Jet{1, 0, 0, 0, 0, 0}, 1e-9},
		{"cos(r)", wide, 0, 0, Jet{1, 0, 0, -1, 0, -1}, 1e-9}, // only its derivatives are 0/0
		{"r*r", wide, 0, 0, Jet{0, 0, 0, 2, 0, 2}, 1e-9},
		{"sin(r)/r", Box{0, 5, 0, 5}, 0, 0, Jet{1, 0, 0, -1. / 3, 0, -1. / 3}, 1e-9},
	} {
		j := Mended(formula(t, tt.text), tt.box)(tt.x, tt.y)
		if d := j.plus(-1, tt.want); !(max(math.Abs(d.Z), d.steepness(), d.bend()) <= tt.tol*max(1, tt.want.bend(), math.Abs(tt.want.Z)/1e3)) {
			t.Errorf("%s at (%v, %v): %.12g, want %.12g", tt.text, tt.x, tt.y, j, tt.want)
		}
	}
}

// What has no limit stays as it is.
func TestMendedStays(t *testing.T) {
	for _, tt := range []struct {
		text string
		x, y float64
	}{
		{"hypot(x, y)", 0, 0}, {"abs(x) + y^2", 0, 1}, {"r^1.5", 0, 0}, {"sqrt(x)", 0, 0}, {"sqrt(1 - r)", 1, 0},
		{"floor(x)", 1, 0.3}, {"sign(x) + y", 0, 0}, {"if(x < 0, x, x + 1e-3)", 0, 0.5}, {"if(r < 1, x^2, x^2 + 1)", 1, 0},
		{"1/x", 0, 1}, {"1/r^2", 0, 0}, {"log(r)", 0, 0}, {"tan(x)", math.Pi / 2, 0}, {"sin(1/x)", 0, 0}, {"x*sin(1/x)", 0, 0},
		{"x*y/(x^2 + y^2)", 0, 0}, {"(x^4 + y^4)/(x^2 + y^2)", 0, 0}, {"x^2*y/(x^2 + y^2)", 0, 0}, {"atan2(y, x)", 0, 0},
		{"abs(x*y)", 0, 0}, {"x*abs(x)", 0, 1}, {"max(x, y)", 1, 1}, {"sqrt(-1 - x^2)", 0, 0}, {"0/0", 1, 2},
	} {
		f := formula(t, tt.text)
		if j, m := f(tt.x, tt.y), Mended(f, Box{-5, 5, -5, 5})(tt.x, tt.y); !equal(j, m) {
			t.Errorf("%s at (%v, %v): %v becomes %v", tt.text, tt.x, tt.y, j, m)
		}
	}
}

// equal reports whether two jets are the same, NaN for NaN.
func equal(j, k Jet) bool {
	a, b := [6]float64{j.Z, j.X, j.Y, j.XX, j.XY, j.YY}, [6]float64{k.Z, k.X, k.Y, k.XX, k.XY, k.YY}
	for i := range a {
		if a[i] != b[i] && (a[i] == a[i] || b[i] == b[i]) {
			return false
		}
	}
	return true
}

// Exact jets stay exact, of data, too.
func TestMendedExact(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	x, y, z := make([]float64, 20), make([]float64, 20), make([]float64, 400)
	for k := range x {
		x[k], y[k] = 0.3*float64(k)-3, 0.4*float64(k)-4
	}
	for k := range z {
		z[k] = r.NormFloat64()
	}
	data, err := field.NewGrid(x, y, z)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]Field{"data": func(x, y float64) Jet { return Jet(data.Jet(x, y)) }}
	for _, text := range []string{peaks, himmelblau, rosenbrock, "sin(20x)*cos(30y)", "exp(-100r^2)", "tan(x)*y", "floor(3x) + y^2", "2x - 3y + 1", "x^3", "5", "1e-9*x*y + 1e6", "abs(x) + abs(y)"} {
		fields[text] = formula(t, text)
	}
	for name, f := range fields {
		m := Mended(f, Box{-3, 3, -4, 4})
		for range 300 {
			x, y := 6*r.Float64()-3, 8*r.Float64()-4
			if j, k := f(x, y), m(x, y); !equal(j, k) {
				t.Fatalf("%s at (%v, %v): %v becomes %v", name, x, y, j, k)
			}
		}
	}
}

// Data have the points of what they are samples of.
func TestCriticalData(t *testing.T) {
	grid := func(x0, x1, y0, y1 float64, n int, f func(x, y float64) float64) Field {
		x, y, z := make([]float64, n), make([]float64, n), make([]float64, n*n)
		for k := range n {
			x[k], y[k] = x0+(x1-x0)*float64(k)/float64(n-1), y0+(y1-y0)*float64(k)/float64(n-1)
		}
		for k := range z {
			z[k] = f(x[k%n], y[k/n])
		}
		d, err := field.NewGrid(x, y, z)
		if err != nil {
			t.Fatal(err)
		}
		return func(x, y float64) Jet { return Jet(d.Jet(x, y)) }
	}
	bowl := func(x, y float64) float64 { return (x-0.25)*(x-0.25) + 3*y*y }
	for _, tt := range []struct {
		name string
		f    Field
		box  Box
		want []spot
		tol  float64
	}{
		{"bowl", grid(-1, 1, -1, 1, 41, bowl), Box{-1, 1, -1, 1}, []spot{{0.25, 0, 0, Minimum}}, 1e-9}, // at a sample
		{"bowl, uneven", grid(-1, 1.1, -1, 1.2, 38, bowl), Box{-1, 1.1, -1, 1.2}, []spot{{0.25, 0, 0, Minimum}}, 1e-9},
		{"bowl at the edge", grid(0.25, 1, 0, 1, 30, bowl), Box{0.25, 1, 0, 1}, []spot{{0.25, 0, 0, Minimum}}, 1e-9},
		{"saddle", grid(-1, 1, -1, 1, 30, func(x, y float64) float64 { return x * y }), Box{-1, 1, -1, 1}, []spot{{0, 0, 0, Saddle}}, 1e-9},
		{"bump", grid(-2, 2, -2, 2, 81, func(x, y float64) float64 { return math.Exp(-x*x - y*y) }), Box{-2, 2, -2, 2}, []spot{{0, 0, 1, Maximum}}, 1e-9},
		{"peaks", grid(-3, 3, -3, 3, 121, formula(t, peaks).Height), Box{-3, 3, -3, 3}, peaksSpots, 2e-3},
	} {
		for _, n := range []int{24, 31} {
			points, _ := Critical(tt.f, tt.box, n)
			t.Run(fmt.Sprint(tt.name, " ", n), func(t *testing.T) { check(t, points, tt.want, tt.tol) })
		}
	}
}

func TestMendedPanics(t *testing.T) {
	panics(t, func() { Mended(formula(t, "x"), Box{}) })
}

func BenchmarkMended(b *testing.B) {
	f := Mended(formula(b, peaks), Box{-3, 3, -3, 3})
	for b.Loop() {
		f(0.3, 0.4)
	}
}
