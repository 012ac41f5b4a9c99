package alias

import (
	"math"
	"testing"

	"zscape/compute/grid"
)

func function(f func(x, y float64) float64) Function {
	return func(dst, x, y []float64) {
		for j, v := range y {
			for i, u := range x {
				dst[j*len(x)+i] = f(u, v)
			}
		}
	}
}

func span(f func(x, y float64) float64, x, y []float64) Range {
	g := grid.New(x, y)
	g.Fill(f)
	lo, hi, _ := g.Range()
	return Range{Min: lo, Max: hi}
}

var five = grid.Linspace(-5, 5, 81)

// What is finer than the lattice is found, on the axis on which it is.
func TestCheck(t *testing.T) {
	three := grid.Arange(-3, 2.9, 0.25)
	for _, tt := range []struct {
		name   string
		f      func(x, y float64) float64
		axis   []float64
		x, y   bool
		limits *Range
	}{
		// Aliases.
		{name: "a period a sample", f: func(x, y float64) float64 { return math.Sin(24.13274*x) + math.Cos(y) }, axis: three, x: true},
		{name: "a period and a bit", f: func(x, y float64) float64 { return math.Sin(8*math.Pi*1.02*x) + math.Cos(y) }, axis: three, x: true},
		{name: "two periods a sample", f: func(x, y float64) float64 { return math.Sin(16.1*math.Pi*x) + math.Cos(y) }, axis: three, x: true},
		{name: "half a period", f: func(x, y float64) float64 { return math.Sin(4.02*math.Pi*x) + math.Cos(y) }, axis: three, x: true},
		{name: "beside a large wave", f: func(x, y float64) float64 { return math.Sin(24.13274*x) + 10*math.Cos(y) }, axis: three, x: true},
		{name: "a period, exactly", f: func(x, y float64) float64 { return math.Sin(8 * math.Pi * x) }, axis: three, x: true},
		{name: "half a period and two, exactly", f: func(x, y float64) float64 { return math.Cos(20 * math.Pi * x) }, axis: three, x: true},
		{name: "cos(40x)", f: func(x, y float64) float64 { return math.Cos(40 * x) }, axis: five, x: true},
		{name: "cos(40y)", f: func(x, y float64) float64 { return math.Cos(40 * y) }, axis: five, y: true},
		{name: "cos(40(x+y))", f: func(x, y float64) float64 { return math.Cos(40 * (x + y)) }, axis: five, x: true, y: true},
		{name: "cos(40r)", f: func(x, y float64) float64 { return math.Cos(40 * math.Hypot(x, y)) }, axis: five, x: true, y: true},
		{name: "cos(40r) exp(-r^2)", f: func(x, y float64) float64 { return math.Cos(40*math.Hypot(x, y)) * math.Exp(-x*x-y*y) }, axis: five, x: true, y: true},
		{name: "sin(1000x) sin(777y)", f: func(x, y float64) float64 { return math.Sin(1000*x) * math.Sin(777*y) }, axis: five, x: true, y: true},
		{name: "sin(10 x y)", f: func(x, y float64) float64 { return math.Sin(10 * x * y) }, axis: five, x: true, y: true},
		{name: "a square wave of 40 rad", f: func(x, y float64) float64 { return math.Copysign(1, math.Sin(40*x+1)) }, axis: five, x: true},
		{name: "x + y + sin(50x)", f: func(x, y float64) float64 { return x + y + 2*math.Sin(50*x) }, axis: five, x: true},
		{name: "a ridge between samples", f: func(x, y float64) float64 { return math.Exp(-1000 * (x - 0.3125) * (x - 0.3125)) }, axis: five, x: true},
		{name: "a ditch between samples", f: func(x, y float64) float64 { return y/100 - math.Exp(-3000*(x-0.32)*(x-0.32)) }, axis: five, x: true},
		{name: "a ridge along x", f: func(x, y float64) float64 { return math.Exp(-1000 * (y - 0.3) * (y - 0.3)) }, axis: five, y: true},
		{name: "x exp(-1000x^2)", f: func(x, y float64) float64 { return x * math.Exp(-1000*x*x) }, axis: five, x: true},
		{name: "a wall on nothing", f: func(x, y float64) float64 { return math.Round(math.Exp(-1e4 * (x - 0.05) * (x - 0.05))) }, axis: five, x: true},
		{name: "a cusp", f: func(x, y float64) float64 { return 1 / (0.001 + math.Abs(x-0.32)) }, axis: five, x: true},

		// What is shown well, or as well as it can be.
		{name: "1/(x-c)", f: func(x, y float64) float64 { return 1 / (x - 0.3) }, axis: five},
		{name: "1/(x-c)^2", f: func(x, y float64) float64 { return 1 / ((x - 0.3) * (x - 0.3)) }, axis: five},
		{name: "log|x-c|", f: func(x, y float64) float64 { return math.Log(math.Abs(x - 0.3)) }, axis: five},
		{name: "|x-c|^-0.1", f: func(x, y float64) float64 { return math.Pow(math.Abs(x-0.3), -0.1) }, axis: five},
		{name: "sqrt|x-c|", f: func(x, y float64) float64 { return math.Sqrt(math.Abs(x - 0.3)) }, axis: five},
		{name: "exp(-40(x-c)^2)", f: func(x, y float64) float64 { return math.Exp(-40 * (x - 0.3125) * (x - 0.3125)) }, axis: five},
		{name: "sin x + cos y", f: func(x, y float64) float64 { return math.Sin(x) + math.Cos(y) }, axis: three},
		{name: "sin(6x) + cos(6y)", f: func(x, y float64) float64 { return math.Sin(6*x) + math.Cos(6*y) }, axis: three},
		{name: "sin(10x)", f: func(x, y float64) float64 { return math.Sin(10 * x) }, axis: five},
		{name: "sin(x y)", f: func(x, y float64) float64 { return math.Sin(x * y) }, axis: five},
		{name: "rounding", f: func(x, y float64) float64 { return 0.1 + 0.2 + x - x }, axis: five},
		{name: "5", f: func(x, y float64) float64 { return 5 }, axis: five},
		{name: "x", f: func(x, y float64) float64 { return x }, axis: five},
		{name: "x^9", f: func(x, y float64) float64 { return math.Pow(x, 9) }, axis: five},
		{name: "exp(3x)", f: func(x, y float64) float64 { return math.Exp(3 * x) }, axis: five},
		{name: "|x| - |y|", f: func(x, y float64) float64 { return math.Abs(x) - math.Abs(y) }, axis: five},
		{name: "|sin(3x)|", f: func(x, y float64) float64 { return math.Abs(math.Sin(3 * x)) }, axis: five},
		{name: "floor(x) + floor(y)", f: func(x, y float64) float64 { return math.Floor(x) + math.Floor(y) }, axis: five},
		{name: "floor(4x)", f: func(x, y float64) float64 { return math.Floor(4 * x) }, axis: five},
		{name: "sign(sin(5x))", f: func(x, y float64) float64 { return math.Copysign(1, math.Sin(5*x)) }, axis: five},
		{name: "mod(x, 1)", f: func(x, y float64) float64 { return x - math.Floor(x) }, axis: five},
		{name: "mod(x, 0.6)", f: func(x, y float64) float64 { return x/0.6 - math.Floor(x/0.6) }, axis: five},
		{name: "tanh(50x)", f: func(x, y float64) float64 { return math.Tanh(50 * x) }, axis: five},
		{name: "atan(1000 sin(3x))", f: func(x, y float64) float64 { return math.Atan(1000 * math.Sin(3*x)) }, axis: five},
		{name: "sqrt(9-r^2)", f: func(x, y float64) float64 { return math.Sqrt(9 - x*x - y*y) }, axis: five},
		{name: "nothing", f: func(x, y float64) float64 { return math.NaN() }, axis: five},
		{name: "a narrow bump", f: func(x, y float64) float64 { return math.Exp(-40 * (x*x + y*y)) }, axis: five},
		{name: "bumps", f: func(x, y float64) float64 { return math.Exp(-4*x*x-4*y*y) - math.Exp(-4*(x-1)*(x-1)-4*y*y) }, axis: five},
		{name: "small ripples", f: func(x, y float64) float64 { return x*x + y*y + 0.1*math.Sin(50*x) }, axis: five},
		{name: "cos(4r) exp(-r)", f: func(x, y float64) float64 { r := math.Hypot(x, y); return math.Cos(4*r) * math.Exp(-r) }, axis: five},
		{name: "1/(x y)", f: func(x, y float64) float64 { return 1 / (x * y) }, axis: five, limits: &Range{-1.8, 1.8, true}},
		{name: "tan x", f: func(x, y float64) float64 { return math.Tan(x) }, axis: five, limits: &Range{-11, 11, true}},
		{name: "1/sin(3x)", f: func(x, y float64) float64 { return 1 / math.Sin(3*x) }, axis: five, limits: &Range{-8, 8, true}},
		{name: "1/(x-0.05)^2", f: func(x, y float64) float64 { return math.Pow(x-0.05, -2) }, axis: five, limits: &Range{0, 25, true}},
		{name: "1/(x-0.05), whole", f: func(x, y float64) float64 { return 1 / (x - 0.05) }, axis: five},
		{name: "1/(x-0.05)^2, whole", f: func(x, y float64) float64 { return math.Pow(x-0.05, -2) }, axis: five},
		{name: "few samples", f: func(x, y float64) float64 { return math.Cos(40 * x) }, axis: grid.Linspace(0, 1, 3)},
	} {
		r := span(tt.f, tt.axis, tt.axis)
		if tt.limits != nil {
			r = *tt.limits
		}
		if x, y := Check(function(tt.f), tt.axis, tt.axis, r); x != tt.x || y != tt.y {
			t.Errorf("%s: finer along x %v, along y %v; want %v, %v", tt.name, x, y, tt.x, tt.y)
		}
	}
}

// Four samples a period do, three do not, wherever they fall.
func TestPeriods(t *testing.T) {
	for phase := 0.0; phase < 3; phase += 0.37 {
		for _, tt := range []struct {
			samples float64
			finer   bool
		}{{1.1, true}, {1.5, true}, {2.1, true}, {2.5, true}, {2.9, true}, {4.2, false}, {5, false}, {6, false}, {8, false}} {
			f := func(x, y float64) float64 { return math.Sin(2*math.Pi/tt.samples*x + phase) }
			for _, n := range []int{40, 100, 1000} {
				x := grid.Linspace(0, float64(n-1), n)
				if finer, _ := Check(function(f), x, x, Range{Min: -1, Max: 1}); finer != tt.finer {
					t.Errorf("%v samples a period, phase %v, %d samples: %v", tt.samples, phase, n, finer)
				}
			}
		}
	}
}

// A lattice that shows a function has some six samples a period.
func TestShows(t *testing.T) {
	f := function(func(x, y float64) float64 { return math.Cos(40*x) + math.Sin(y) })
	shown := 0
	for n := 81; n < 2000; n += 60 {
		x := grid.Linspace(-5, 5, n)
		if Shows(f, x, five, Range{Min: -2, Max: 2}) {
			shown = n
			break
		}
	}
	// The period is 0.157, and there are 64 of them.
	if samples := float64(shown-1) / 64; samples < 5 || samples > 11 {
		t.Errorf("shown by %d samples, %.1f a period", shown, samples)
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{81, 500, 2000} {
		x := grid.Linspace(-5, 5, n)
		f := function(func(x, y float64) float64 { return x * y })
		b.Run(map[int]string{81: "81", 500: "500", 2000: "2000"}[n], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Check(f, x, x, Range{Min: -25, Max: 25})
			}
		})
	}
}
