package singular

import (
	"fmt"
	"math"
	"testing"

	"zscape/compute/grid"
)

// nature is what a function does on [-5, 5] x [-5, 5].
type nature int

const (
	continuous nature = iota
	steps
	up   // poles at which it grows upwards,
	down // downwards,
	both // both ways
)

var functions = []struct {
	name string
	is   nature
	f    func(x, y float64) float64
}{
	// Without poles: zero crossings of what is small elsewhere,
	{"(x-0.3) exp(-r^2)", continuous, func(x, y float64) float64 { return (x - 0.3) * math.Exp(-x*x-y*y) }},
	{"peaks", continuous, peaks3},
	{"cos(4r) exp(-r)", continuous, func(x, y float64) float64 { r := math.Hypot(x, y); return math.Cos(4*r) * math.Exp(-r) }},
	{"sin(3x+1) exp(-r^2)", continuous, func(x, y float64) float64 { return math.Sin(3*x+1) * math.Exp(-x*x-y*y) }},
	{"sin(10x+0.3) y^4", continuous, func(x, y float64) float64 { return math.Sin(10*x+0.3) * math.Pow(y, 4) }},
	{"two bumps of opposite sign", continuous, func(x, y float64) float64 { return bump(x-0.4, y) - bump(x+0.4, y) }},
	{"narrow bumps of opposite sign", continuous, func(x, y float64) float64 { return bump(9*(x-0.2), 9*y) - bump(9*(x+0.2), 9*y) }},
	{"x exp(-10 r^2)", continuous, func(x, y float64) float64 { return x * math.Exp(-10*(x*x+y*y)) }},
	{"sin(r)/r", continuous, func(x, y float64) float64 { r := math.Hypot(x+1e-9, y); return math.Sin(r) / r }},
	// steep ones,
	{"atan(1000x)", continuous, func(x, y float64) float64 { return math.Atan(1000 * x) }},
	{"atan(1000(x-0.03))", continuous, func(x, y float64) float64 { return math.Atan(1000 * (x - 0.03)) }},
	{"tanh(50x)", continuous, func(x, y float64) float64 { return math.Tanh(50 * x) }},
	{"tanh(50(r-3))", continuous, func(x, y float64) float64 { return math.Tanh(50 * (math.Hypot(x, y) - 3)) }},
	{"x/(x^2+1e-6)", continuous, func(x, y float64) float64 { return x / (x*x + 1e-6) }},
	{"cbrt(x)", continuous, func(x, y float64) float64 { return math.Cbrt(x - 0.01) }},
	{"sqrt|x|", continuous, func(x, y float64) float64 { return math.Sqrt(math.Abs(x - 0.02)) }},
	{"-|x|^0.2", continuous, func(x, y float64) float64 { return -math.Pow(math.Abs(x-0.02), 0.2) }},
	// high ones,
	{"1/((x-0.05)^2+1e-4)", continuous, func(x, y float64) float64 { return 1 / ((x-0.05)*(x-0.05) + 1e-4) }},
	{"1/((x-0.05)^2+1e-12)", continuous, func(x, y float64) float64 { return 1 / ((x-0.05)*(x-0.05) + 1e-12) }},
	{"1/(r^2+1e-4)", continuous, func(x, y float64) float64 { return 1 / ((x-0.05)*(x-0.05) + (y-0.03)*(y-0.03) + 1e-4) }},
	{"exp(-100 r^2)", continuous, func(x, y float64) float64 { return math.Exp(-100 * (x*x + y*y)) }},
	{"exp(3x)", continuous, func(x, y float64) float64 { return math.Exp(3 * x) }},
	{"x^9", continuous, func(x, y float64) float64 { return math.Pow(x, 9) }},
	// and plain or rough ones.
	{"sin x + cos y", continuous, func(x, y float64) float64 { return math.Sin(x) + math.Cos(y) }},
	{"x^3 - 3x y^2", continuous, func(x, y float64) float64 { return x*x*x - 3*x*y*y }},
	{"|x| - |y|", continuous, func(x, y float64) float64 { return math.Abs(x) - math.Abs(y) }},
	{"5", continuous, func(x, y float64) float64 { return 5 }},
	{"0.1 + 0.2 + x - x", continuous, func(x, y float64) float64 { return 0.1 + 0.2 + x - x }},
	{"sqrt(9-r^2)", continuous, func(x, y float64) float64 { return math.Sqrt(9 - x*x - y*y) }},
	{"x log x", continuous, func(x, y float64) float64 { return x * math.Log(x) }},
	{"sin(1/x)", continuous, func(x, y float64) float64 { return math.Sin(1 / (x - 0.01)) }},
	{"nothing", continuous, func(x, y float64) float64 { return math.NaN() }},
	{"sin(1000x) sin(777y)", continuous, func(x, y float64) float64 { return math.Sin(1000*x) * math.Sin(777*y) }},
	{"1e6 + sin(40x)", continuous, func(x, y float64) float64 { return 1e6 + math.Sin(40*x) }},

	// Steps, which stay apart.
	{"sign(x)", steps, func(x, y float64) float64 { return sign(x) }},
	{"sign(x-0.05)", steps, func(x, y float64) float64 { return sign(x - 0.05) }},
	{"floor(x) + floor(y)", steps, func(x, y float64) float64 { return math.Floor(x) + math.Floor(y) }},
	{"floor(x) + 3x", steps, func(x, y float64) float64 { return math.Floor(x) + 3*x }},
	{"sign(sin(2x))", steps, func(x, y float64) float64 { return sign(math.Sin(2 * x)) }},
	{"atan(1/x)", steps, func(x, y float64) float64 { return math.Atan(1 / (x - 0.01)) }},
	{"sign(x) (1-|x|)", steps, func(x, y float64) float64 { return sign(x-0.02) * (1 - math.Abs(x)) }},
	{"floor(4 sin r)", steps, func(x, y float64) float64 { return math.Floor(4 * math.Sin(math.Hypot(x, y))) }},
	{"theta", steps, func(x, y float64) float64 { return math.Atan2(y-0.01, x) }},
	{"1 in a disc", steps, func(x, y float64) float64 {
		if math.Hypot(x, y) < 2.9 {
			return 1
		}
		return 0
	}},

	// Poles along lines, of odd order,
	{"1/x", both, func(x, y float64) float64 { return 1 / x }},
	{"1/(x-0.05)", both, func(x, y float64) float64 { return 1 / (x - 0.05) }},
	{"10 + 1/(x-0.05)", both, func(x, y float64) float64 { return 10 + 1/(x-0.05) }},
	{"-1e5 - 1/(x-0.05)", both, func(x, y float64) float64 { return -1e5 - 1/(x-0.05) }},
	{"20x + 1/(x-0.05)", both, func(x, y float64) float64 { return 20*x + 1/(x-0.05) }},
	{"1/(x-1e-9)", both, func(x, y float64) float64 { return 1 / (x - 1e-9) }},
	{"x^-3", both, func(x, y float64) float64 { return math.Pow(x-0.01, -3) }},
	{"tan x", both, func(x, y float64) float64 { return math.Tan(x) }},
	{"tan(x+y)", both, func(x, y float64) float64 { return math.Tan(x + y) }},
	{"tan(x) exp(-x^2)", both, func(x, y float64) float64 { return math.Tan(x) * math.Exp(-x*x) }},
	{"exp(-4r^2)/x", both, func(x, y float64) float64 { return math.Exp(-4*(x*x+y*y)) / (x - 0.01) }},
	{"1/(x y)", both, func(x, y float64) float64 { return 1 / (x * y) }},
	{"1/(r^2-4)", both, func(x, y float64) float64 { return 1 / (x*x + y*y - 4) }},
	{"1/sin(x y)", both, func(x, y float64) float64 { return 1 / math.Sin(x*y) }},
	{"1/(x^2-y^2)", both, func(x, y float64) float64 { return 1 / (x*x - y*y) }},
	{"(x+y)/(x-y)", both, func(x, y float64) float64 { return (x + y) / (x - y) }},
	{"1/(exp(x)-1)", both, func(x, y float64) float64 { return 1 / (math.Exp(x) - 1) }},
	{"exp(2x)/(x+4)", both, func(x, y float64) float64 { return math.Exp(2*x) / (x + 4) }},
	{"1/(sin x + sin y)", both, func(x, y float64) float64 { return 1 / (math.Sin(x) + math.Sin(y) + 0.001) }},
	{"gamma(x) gamma(y)", both, func(x, y float64) float64 { return math.Gamma(x) * math.Gamma(y) }},
	{"1/(r^2-0.01)", both, func(x, y float64) float64 { return 1 / (math.Pow(x-0.003, 2) + y*y - 0.01) }},
	{"1/sin x", both, func(x, y float64) float64 { return 1 / math.Sin(x) }},
	{"1/cos x", both, func(x, y float64) float64 { return 1 / math.Cos(x) }},
	{"gamma(x)", both, func(x, y float64) float64 { return math.Gamma(x) }},
	{"gamma(x+0.03)", both, func(x, y float64) float64 { return math.Gamma(x + 0.03) }},
	{"x y/(x-y)", both, func(x, y float64) float64 { return x * y / (x - y + 0.01) }},
	{"1/(floor(x)-x)", down, func(x, y float64) float64 { return 1 / (math.Floor(x-0.04) - x + 0.04) }},
	{"sin(x)/x^2", both, func(x, y float64) float64 { return math.Sin(x) / (x * x) }},
	{"cbrt(1/x)", both, func(x, y float64) float64 { return math.Cbrt(1 / (x - 0.01)) }},
	{"100x^2 + 1/(x-1)", both, func(x, y float64) float64 { return 100*x*x + 1/(x-1) }},
	{"log x log y", both, func(x, y float64) float64 { return math.Log(x) * math.Log(y) }},
	{"y/x beside a plain", both, func(x, y float64) float64 {
		if x > 0.01 {
			return y / (x - 0.01)
		}
		return 0
	}},
	// of even order, or to one side,
	{"min(1/x, 5)", down, func(x, y float64) float64 { return min(1/x, 5) }},
	{"1/x beside 0", up, func(x, y float64) float64 {
		if x > 0 {
			return 1 / x
		}
		return 0
	}},
	{"1/(x-0.05)^2", up, func(x, y float64) float64 { return math.Pow(x-0.05, -2) }},
	{"-7 - 1/(x-0.05)^2", down, func(x, y float64) float64 { return -7 - math.Pow(x-0.05, -2) }},
	{"1/(x-1e-9)^2", up, func(x, y float64) float64 { return math.Pow(x-1e-9, -2) }},
	{"1/(y-0.05)^2", up, func(x, y float64) float64 { return math.Pow(y-0.05, -2) }},
	{"1/sin(x)^2", up, func(x, y float64) float64 { return math.Pow(math.Sin(x), -2) }},
	{"1/|x-y+0.01|", up, func(x, y float64) float64 { return 1 / math.Abs(x-y+0.01) }},
	{"log|x|", down, func(x, y float64) float64 { return math.Log(math.Abs(x)) }},
	{"log|x-0.05|", down, func(x, y float64) float64 { return math.Log(math.Abs(x - 0.05)) }},
	{"-log|x-y|", up, func(x, y float64) float64 { return -math.Log(math.Abs(x - y + 0.01)) }},
	{"1/sqrt|x|", up, func(x, y float64) float64 { return 1 / math.Sqrt(math.Abs(x-0.01)) }},
	{"exp(1/x)", up, func(x, y float64) float64 { return math.Exp(1 / (x - 0.01)) }},
	{"1/max(x, 0)", up, func(x, y float64) float64 {
		if x > 0.03 {
			return 1 / (x - 0.03)
		}
		return 0
	}},
	{"|tan x|", up, func(x, y float64) float64 { return math.Abs(math.Tan(x)) }},
	{"log|sin x|", down, func(x, y float64) float64 { return math.Log(math.Abs(math.Sin(x - 0.01))) }},
	{"exp(-y^2)/(x-0.05)^2", up, func(x, y float64) float64 { return math.Exp(-y*y) * math.Pow(x-0.05, -2) }},
	// at the edge of the domain,
	{"log x", down, func(x, y float64) float64 { return math.Log(x - 0.01) }},
	{"1/sqrt x", up, func(x, y float64) float64 { return 1 / math.Sqrt(x-0.01) }},
	{"1/sqrt(9-r^2)", up, func(x, y float64) float64 { return 1 / math.Sqrt(9-x*x-y*y) }},
	{"log(y-x)", down, func(x, y float64) float64 { return math.Log(y - x - 0.01) }},
	// and at points.
	{"1/r", up, func(x, y float64) float64 { return 1 / math.Hypot(x, y) }},
	{"1/r beside a sample", up, func(x, y float64) float64 { return 1 / math.Hypot(x-0.05, y-0.03) }},
	{"log r", down, func(x, y float64) float64 { return math.Log(math.Hypot(x, y)) }},
	{"log r beside a sample", down, func(x, y float64) float64 { return math.Log(math.Hypot(x-0.05, y-0.03)) }},
	{"x/r^2", both, func(x, y float64) float64 { return (x - 0.05) / ((x-0.05)*(x-0.05) + (y-0.03)*(y-0.03)) }},
	{"1/r^2 - 1/|p-(2,1)|", both, func(x, y float64) float64 {
		return 1/(math.Pow(x-0.05, 2)+math.Pow(y-0.03, 2)) - 1/math.Hypot(x-2.01, y-1.02)
	}},
}

// peaks3 is Matlab's peaks.
func peaks3(x, y float64) float64 {
	return 3*(1-x)*(1-x)*math.Exp(-x*x-(y+1)*(y+1)) - 10*(x/5-x*x*x-math.Pow(y, 5))*math.Exp(-x*x-y*y) - math.Exp(-(x+1)*(x+1)-y*y)/3
}

func bump(x, y float64) float64 { return math.Exp(-x*x - y*y) }

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

func sampled(f func(x, y float64) float64, n int) *grid.Grid {
	g := grid.New(grid.Linspace(-5, 5, n), grid.Linspace(-5, 5, n))
	g.Fill(f)
	return g
}

// What is a pole does not depend on how finely, or where, it is sampled.
func TestFind(t *testing.T) {
	for _, tt := range functions {
		for _, n := range []int{41, 81, 150, 401} {
			g := sampled(tt.f, n)
			b := Find(g, tt.f, Options{Steps: true})
			is := continuous
			switch {
			case b.Up && b.Down:
				is = both
			case b.Up:
				is = up
			case b.Down:
				is = down
			case len(b.Steps) > 0:
				is = steps
			}
			if is != tt.is {
				t.Errorf("%s, %d samples: %v, want %v (%d poles, %d steps)", tt.name, n, is, tt.is, len(b.Poles), len(b.Steps))
			}
			if (len(b.Poles) > 0) != (b.Up || b.Down) {
				t.Errorf("%s, %d samples: %d poles, up %v, down %v", tt.name, n, len(b.Poles), b.Up, b.Down)
			}
			without := Find(g, tt.f, Options{})
			if len(without.Steps) > 0 || (len(without.Poles) > 0) != (len(b.Poles) > 0) || without.Up != b.Up || without.Down != b.Down {
				t.Errorf("%s, %d samples: without steps there are %d poles, with them %d", tt.name, n, len(without.Poles), len(b.Poles))
			}
		}
	}
}

// What lattices meet by chance is told, too: a pole in the very middle between
// samples, or in a cell's corner; the middle of a step; a step that ends in a pole.
func TestFindByChance(t *testing.T) {
	theta := func(x, y float64) float64 { return math.Atan2(y, x) }
	sign := func(v float64) float64 {
		if v == 0 {
			return 0
		}
		return math.Copysign(1, v)
	}
	for _, tt := range []struct {
		name string
		f    func(x, y float64) float64
		is   nature
	}{
		{"1/x^3", func(x, y float64) float64 { return 1 / (x * x * x) }, both},
		{"1/theta", func(x, y float64) float64 { return 1 / theta(x, y) }, both},
		{"x^2 sign(x-y)", func(x, y float64) float64 { return x * x * sign(x-y) }, continuous},
		{"log(hypot(x-1, y))", func(x, y float64) float64 { return math.Log(math.Hypot(x-1, y)) }, down},
		{"x y/r^4", func(x, y float64) float64 { return x * y / math.Pow(x*x+y*y, 2) }, both},
		{"sin(1/r)", func(x, y float64) float64 { return math.Sin(1 / math.Hypot(x, y)) }, continuous},
		{"sin(1/x)", func(x, y float64) float64 { return math.Sin(1 / x) }, continuous},
	} {
		for _, g := range []*grid.Grid{
			grid.New(grid.Linspace(-5, 5, 60), grid.Linspace(-5, 5, 60)),
			grid.New(grid.Linspace(-4.9137, 5.0211, 97), grid.Linspace(-5.1033, 4.8717, 90)),
			grid.New(grid.Linspace(-5, 5, 81), grid.Linspace(-5, 5, 80)),
		} {
			g.Fill(tt.f)
			b := Find(g, tt.f, Options{})
			if up, down := tt.is == both, tt.is == both || tt.is == down; b.Up != up || b.Down != down || (len(b.Poles) > 0) != (up || down) {
				t.Errorf("%s, %d by %d samples: %d poles, up %v, down %v", tt.name, len(g.X), len(g.Y), len(b.Poles), b.Up, b.Down)
			}
		}
	}
}

func (n nature) String() string {
	return [...]string{"continuous", "steps", "a pole upwards", "a pole downwards", "poles both ways"}[n]
}

// Neither the units of z nor those of x and y matter, nor what is added to z.
func TestFindScales(t *testing.T) {
	for _, tt := range functions {
		of := func(scale, shift, size, place float64) *Breaks {
			f := func(x, y float64) float64 { return scale*tt.f((x-place)/size, (y-place)/size) + shift }
			axis := grid.Linspace(place-5*size, place+5*size, 81)
			g := grid.New(axis, axis)
			g.Fill(f)
			return Find(g, f, Options{})
		}
		first := of(1, 0, 1, 0)
		for _, c := range [][4]float64{{1e-9, 0, 1, 0}, {1e9, 0, 1, 0}, {1, 30, 1, 0}, {1, -30, 1, 0}, {1, 0, 1e6, 0}, {1, 0, 1e-6, 0}, {1, 0, 1, 1000}} {
			b := of(c[0], c[1], c[2], c[3])
			if b.Up != first.Up || b.Down != first.Down {
				t.Errorf("%s, z times %v plus %v, x and y times %v plus %v: up %v, down %v; at first %v, %v", tt.name, c[0], c[1], c[2], c[3], b.Up, b.Down, first.Up, first.Down)
			}
		}
		minus := of(-1, 0, 1, 0)
		if minus.Up != first.Down || minus.Down != first.Up {
			t.Errorf("%s: its negative goes up %v, down %v", tt.name, minus.Up, minus.Down)
		}
	}
}

// Of samples alone, poles are told if they are well resolved, and nothing else is
// taken for one.
func TestFindSamples(t *testing.T) {
	clear := map[string]bool{"1/(x-0.05)": true, "10 + 1/(x-0.05)": true, "-1e5 - 1/(x-0.05)": true, "x^-3": true, "tan x": true, "tan(x+y)": true,
		"1/(r^2-4)": true, "1/x": true, "1/r": true, "log r": true, "log|x|": true, "1/(x y)": true}
	for _, tt := range functions {
		for _, n := range []int{81, 150, 401} {
			g := sampled(tt.f, n)
			b := Find(g, nil, Options{Steps: true})
			poles := tt.is > steps
			if len(b.Poles) > 0 && !poles && tt.name != "x/(x^2+1e-6)" { // which they do not tell from 1/x
				t.Errorf("%s, %d samples: %d poles, the first at %v", tt.name, n, len(b.Poles), b.Poles[0])
			}
			if clear[tt.name] && n == 81 {
				is := map[[2]bool]nature{{true, false}: up, {false, true}: down, {true, true}: both}[[2]bool{b.Up, b.Down}]
				if is != tt.is {
					t.Errorf("%s, %d samples: %v, want %v", tt.name, n, is, tt.is)
				}
			}
			if len(b.Steps) > 0 {
				t.Errorf("%s: %d steps of samples alone", tt.name, len(b.Steps))
			}
		}
	}
}

// The poles of functions are where they are, and nowhere else.
func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		f    func(x, y float64) float64
		near func(x, y float64) float64 // how far that is from a pole
	}{
		{func(x, y float64) float64 { return 1 / (x - 0.05) }, func(x, y float64) float64 { return x - 0.05 }},
		{func(x, y float64) float64 { return 1 / (x*x + y*y - 4.1) }, func(x, y float64) float64 { return math.Hypot(x, y) - math.Sqrt(4.1) }},
		{func(x, y float64) float64 { return 10 + 1/(x-y-0.03) }, func(x, y float64) float64 { return x - y - 0.03 }},
		{func(x, y float64) float64 { return math.Pow(y-x/3-0.03, -2) }, func(x, y float64) float64 { return y - x/3 - 0.03 }},
	} {
		g := sampled(tt.f, 81)
		b := Find(g, tt.f, Options{})
		found := map[Place]bool{}
		for _, p := range b.Poles {
			found[p] = true
		}
		for j, y := range g.Y {
			for i, x := range g.X {
				for _, e := range []struct {
					beside grid.Tear
					x, y   float64
				}{{grid.AlongX, x + 0.125, y}, {grid.AlongY, x, y + 0.125}} {
					if e.x > 5 || e.y > 5 {
						continue
					}
					crosses := tt.near(x, y)*tt.near(e.x, e.y) < 0
					if p := (Place{I: i, J: j, Beside: e.beside}); found[p] != crosses {
						t.Errorf("from (%v, %v), beside %v: found %v, there is one: %v", x, y, e.beside, found[p], crosses)
					}
				}
			}
		}
	}
	f := func(x, y float64) float64 { return 1 / math.Hypot(x-0.05, y+0.03) }
	if b := Find(sampled(f, 81), f, Options{}); len(b.Poles) != 1 || b.Poles[0] != (Place{I: 40, J: 39, Beside: grid.Within}) {
		t.Errorf("a pole at (0.05, -0.03) is found at %v", b.Poles)
	}
	f = func(x, y float64) float64 { return math.Floor(x-0.06) + 2*math.Floor(y-1.51) }
	g := sampled(f, 81)
	b := Find(g, f, Options{Steps: true})
	for _, p := range b.Steps {
		if at := g.X[p.I]; p.Beside == grid.AlongX && math.Floor(at-0.06) == math.Floor(at+0.065) || p.Beside == grid.AlongY && math.Floor(g.Y[p.J]-1.51) == math.Floor(g.Y[p.J]-1.385) {
			t.Errorf("a step beside (%v, %v)", at, g.Y[p.J])
		}
	}
	if want := 2 * 81 * 10; len(b.Steps) != want {
		t.Errorf("%d edges over steps, want %d", len(b.Steps), want)
	}
	if len(b.Poles) > 0 {
		t.Errorf("poles at %v", b.Poles)
	}
	b.Tear(g, true, false)
	if g.Torn != nil {
		t.Error("torn at steps that are not wanted")
	}
	if b.Tear(g, false, true); !g.TornBetween(0, 0, 80, 0) || g.TornBetween(1, 0, 7, 0) {
		t.Error("not torn at the steps")
	}
}

// No grid is too small.
func TestSmallGrids(t *testing.T) {
	f := func(x, y float64) float64 { return 1/x + math.Log(y) }
	for nx := range 6 {
		for ny := range 6 {
			g := grid.New(grid.Linspace(-1, 1.1, nx), grid.Linspace(-1, 1.1, ny))
			g.Fill(f)
			for _, at := range []func(x, y float64) float64{f, nil} {
				b := Find(g, at, Options{Steps: true})
				b.Limits(g)
				b.Tear(g, true, true)
			}
			Fill(g, f, nil)
		}
	}
}

// Whatever a function does, the work is bounded.
func TestBounded(t *testing.T) {
	for _, n := range []int{81, 400} {
		for name, f := range map[string]func(x, y float64) float64{
			"noise": func(x, y float64) float64 { return math.Mod(1e9*math.Sin(12.9898*x+78.233*y), 1) },
			"poles": func(x, y float64) float64 { return math.Tan(1000 * x * y) },
			"gaps":  func(x, y float64) float64 { return math.Sqrt(math.Sin(1000 * x * y)) },
			"NaN":   func(x, y float64) float64 { return math.NaN() },
			"0/0":   func(x, y float64) float64 { return math.Sin(40*x) / math.Sin(40*x) },
		} {
			g := sampled(f, n)
			asked := 0
			Find(g, func(x, y float64) float64 { asked++; return f(x, y) }, Options{Steps: true})
			if most := 81_000 + len(g.Z)/8; asked > most {
				t.Errorf("%s: %d values are asked for, at most %d are to be", name, asked, most)
			}
			asked = 0
			Fill(g, func(x, y float64) float64 { asked++; return f(x, y) }, nil)
			if most := 20_200 + len(g.Z)/8; asked > most {
				t.Errorf("%s: to fill, %d values are asked for, at most %d are to be", name, asked, most)
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{81, 500} {
		for _, name := range []string{"peaks", "sin x + cos y", "1/(x y)", "tan x", "floor(x) + floor(y)", "sin(1000x) sin(777y)"} {
			for _, tt := range functions {
				if tt.name != name {
					continue
				}
				b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
					g := sampled(tt.f, n)
					b.ReportAllocs()
					for b.Loop() {
						Find(g, tt.f, Options{})
					}
				})
			}
		}
	}
}
