package singular

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/grid"
)

var limits = []struct {
	name string
	f    func(x, y float64) float64
	x, y float64
	want float64 // NaN: none
	tol  float64
}{
	{"sin(r)/r", func(x, y float64) float64 { r := math.Hypot(x, y); return math.Sin(r) / r }, 0, 0, 1, 1e-14},
	{"sin(x)/x", func(x, y float64) float64 { return math.Sin(x) / x }, 0, 3, 1, 1e-14},
	{"y sin(x)/x", func(x, y float64) float64 { return y * math.Sin(x) / x }, 0, 3, 3, 1e-13},
	{"(x^2-y^2)/(x-y)", func(x, y float64) float64 { return (x*x - y*y) / (x - y) }, 2, 2, 4, 1e-12},
	{"x^2/x", func(x, y float64) float64 { return x * x / x }, 0, 1, 0, 1e-15},
	{"(1-cos x)/x^2", func(x, y float64) float64 { return (1 - math.Cos(x)) / (x * x) }, 0, 0, 0.5, 1e-9}, // which cancels
	{"(exp(x)-1)/x", func(x, y float64) float64 { return (math.Exp(x) - 1) / x }, 0, 0, 1, 1e-11},
	{"tan(x)/x", func(x, y float64) float64 { return math.Tan(x) / x }, 0, 0, 1, 1e-13},
	{"log(1+x)/x", func(x, y float64) float64 { return math.Log1p(x) / x }, 0, 0, 1, 1e-13},
	{"(x^3-1)/(x-1)", func(x, y float64) float64 { return (x*x*x - 1) / (x - 1) }, 1, 0, 3, 1e-12},
	{"sin(x y)/(x y)", func(x, y float64) float64 { return math.Sin(x*y) / (x * y) }, 0, 0, 1, 1e-14},
	{"sin(x)/x sin(y)/y", func(x, y float64) float64 { return math.Sin(x) / x * math.Sin(y) / y }, 0, 0, 1, 1e-14},
	{"100 + sin(r)/r", func(x, y float64) float64 { r := math.Hypot(x, y); return 100 + math.Sin(r)/r }, 0, 0, 101, 1e-12},
	{"x^2/|x|", func(x, y float64) float64 { return x * x / math.Abs(x) }, 0, 0, 0, 1e-9},
	{"r^2/r", func(x, y float64) float64 { r := math.Hypot(x, y); return r * r / r }, 0, 0, 0, 1e-9},
	{"x y/r", func(x, y float64) float64 { return x * y / math.Hypot(x, y) }, 0, 0, 0, 1e-9},
	{"r^2 log(r)", func(x, y float64) float64 { r := math.Hypot(x, y); return r * r * math.Log(r) }, 0, 0, 0, 1e-4},
	{"x^2 y^2/r^2", func(x, y float64) float64 { return x * x * y * y / (x*x + y*y) }, 0, 0, 0, 1e-9},

	{"x y/r^2", func(x, y float64) float64 { return x * y / (x*x + y*y) }, 0, 0, math.NaN(), 0},
	{"x^2 y/(x^4+y^2)", func(x, y float64) float64 { return x * x * y / (x*x*x*x + y*y) }, 0, 0, math.NaN(), 0},
	{"x^3 y/(x^6+y^2)", func(x, y float64) float64 { return x * x * x * y / (math.Pow(x, 6) + y*y) }, 0, 0, math.NaN(), 0},
	{"y^2 x/(y^4+x^2)", func(x, y float64) float64 { return y * y * x / (y*y*y*y + x*x) }, 0, 0, math.NaN(), 0},
	{"x/|x|", func(x, y float64) float64 { return x / math.Abs(x) }, 0, 0, math.NaN(), 0},
	{"atan(y/x) at 0/0", func(x, y float64) float64 { return math.Atan(y / x) }, 0, 0, math.NaN(), 0},
	{"sin(x)/x^2", func(x, y float64) float64 { return math.Sin(x) / (x * x) }, 0, 0, math.NaN(), 0},
	{"log(r^2/r^2 - 1)", func(x, y float64) float64 { return math.Log((x*x+y*y)/(x*x+y*y) - 1) }, 0, 0, math.NaN(), 0},
	{"sqrt(x)/sqrt(x)", func(x, y float64) float64 { return math.Sqrt(x) / math.Sqrt(x) }, 0, 0, math.NaN(), 0},
	{"sin(1/x)", func(x, y float64) float64 { return math.Sin(1 / x) }, 0, 0, math.NaN(), 0},
	{"0/0", func(x, y float64) float64 { return math.NaN() }, 0, 0, math.NaN(), 0},
	{"a gap", func(x, y float64) float64 { return math.Sqrt(math.Abs(x) - 1e-3) }, 0, 0, math.NaN(), 0},
}

// Limits are those of calculus, wherever the steps come from; the values were found
// by series.
func TestLimit(t *testing.T) {
	for _, tt := range limits {
		if z := tt.f(tt.x, tt.y); z == z && tt.want == tt.want && tt.name != "100 + sin(r)/r" {
			t.Errorf("%s has the value %v", tt.name, z)
		}
		for _, step := range []float64{0.02, 0.125, 0.25} {
			z, ok := Limit(tt.f, tt.x, tt.y, step, step*1.3)
			if ok != (tt.want == tt.want) || ok && !(math.Abs(z-tt.want) <= tt.tol) {
				t.Errorf("%s, step %v: %v, %v, want %v to %v", tt.name, step, z, ok, tt.want, tt.tol)
			}
		}
	}
}

// What has a limit is filled in; what has none, and the samples that there are, stay.
func TestFill(t *testing.T) {
	for _, tt := range []struct {
		name  string
		f     func(x, y float64) float64
		count int
		want  func(x, y float64) float64 // of what is filled
	}{
		{"sin(r)/r", func(x, y float64) float64 { r := math.Hypot(x, y); return math.Sin(r) / r }, 1, func(x, y float64) float64 { return 1 }},
		{"y sin(x)/x", func(x, y float64) float64 { return y * math.Sin(x) / x }, 81, func(x, y float64) float64 { return y }},
		{"(x^2-y^2)/(x-y)", func(x, y float64) float64 { return (x*x - y*y) / (x - y) }, 81, func(x, y float64) float64 { return 2 * x }},
		{"sin(x)/x sin(y)/y", func(x, y float64) float64 { return math.Sin(x) / x * math.Sin(y) / y }, 161, func(x, y float64) float64 {
			if x == 0 {
				x, y = y, x
			}
			if x == 0 {
				return 1
			}
			return math.Sin(x) / x
		}},
		{"sin(x+5)/(x+5)", func(x, y float64) float64 { return math.Sin(x+5) / (x + 5) }, 81, func(x, y float64) float64 { return 1 }},
		{"r^2 log(r)", func(x, y float64) float64 { r := math.Hypot(x, y); return r * r * math.Log(r) }, 1, func(x, y float64) float64 { return 0 }},
		{"x y/r^2", func(x, y float64) float64 { return x * y / (x*x + y*y) }, 0, nil},
		{"(x^2+y^2)/(x-y)", func(x, y float64) float64 { return (x*x + y*y) / (x - y) }, 0, nil},
		{"sqrt(1-r)", func(x, y float64) float64 { return math.Sqrt(1 - math.Hypot(x, y)) }, 0, nil},
		{"a slit", func(x, y float64) float64 { return math.Sqrt(math.Abs(x) - 0.01) }, 0, nil},
		{"1/x", func(x, y float64) float64 { return 1 / x }, 0, nil},
		{"nothing", func(x, y float64) float64 { return math.NaN() }, 0, nil},
	} {
		g := sampled(tt.f, 81)
		before := g.Clone()
		fills := Fill(g, tt.f, nil)
		if fills.Count != tt.count {
			t.Errorf("%s: %d filled, want %d", tt.name, fills.Count, tt.count)
		}
		count := 0
		for k, z := range g.Z {
			if was := before.Z[k]; was == was || z != z {
				if was != z && was == was {
					t.Fatalf("%s: %v became %v", tt.name, was, z)
				}
				continue
			}
			x, y := g.X[k%81], g.Y[k/81]
			if count == 0 && (fills.X != x || fills.Y != y || fills.Z != z) {
				t.Errorf("%s: the first is %v, not %v at (%v, %v)", tt.name, fills, z, x, y)
			}
			count++
			if want := tt.want(x, y); math.Abs(z-want) > 1e-12 {
				t.Errorf("%s: %v at (%v, %v), want %v", tt.name, z, x, y, want)
			}
		}
		if count != fills.Count {
			t.Errorf("%s: %d filled, not %d", tt.name, count, fills.Count)
		}
	}
}

// A hole that is wanted stays.
func TestFillHole(t *testing.T) {
	f := func(x, y float64) float64 { return math.Sin(x) / x }
	g := sampled(f, 81)
	if fills := Fill(g, f, func(x, y float64) bool { return x == 0 }); fills.Count != 0 || g.At(40, 3) == g.At(40, 3) {
		t.Errorf("%v", fills)
	}
}

// What converges like powers of a half is found to full precision.
func TestAccelerated(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		limit, a, b := rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		s := make([]float64, 7)
		for n := range s {
			s[n] = limit + a*math.Pow(4, -float64(n)) + b*math.Pow(16, -float64(n))
		}
		if z := accelerated(s); math.Abs(z-limit) > 1e-10 {
			t.Errorf("%v goes to %v, want %v", s, z, limit)
		}
	}
	if z := accelerated([]float64{3, 3, 3}); z != 3 {
		t.Errorf("what stays 3 goes to %v", z)
	}
}

func BenchmarkFill(b *testing.B) {
	f := func(x, y float64) float64 { return math.Sin(x) / x }
	g := sampled(f, 501)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		c := g.Clone()
		b.StartTimer()
		Fill(c, f, nil)
	}
}

func BenchmarkFillWhole(b *testing.B) {
	g := grid.New(grid.Linspace(0, 1, 500), grid.Linspace(0, 1, 500))
	b.ReportAllocs()
	for b.Loop() {
		Fill(g, math.Hypot, nil)
	}
}
