package field

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// sample returns the samples of f on a lattice.
func sample(x, y []float64, f func(x, y float64) float64) []float64 {
	var z []float64
	for _, v := range y {
		for _, u := range x {
			z = append(z, f(u, v))
		}
	}
	return z
}

func grid(t testing.TB, x, y []float64, f func(x, y float64) float64) *Field {
	t.Helper()
	g, err := NewGrid(append([]float64(nil), x...), append([]float64(nil), y...), sample(x, y, f))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// scatter returns the field of n random points in the unit square and at its corners.
func scatter(t testing.TB, n int, f func(x, y float64) float64) *Field {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	x, y := []float64{0, 1, 1, 0}, []float64{0, 0, 1, 1}
	for len(x) < n {
		x, y = append(x, rng.Float64()), append(y, rng.Float64())
	}
	var z []float64
	for k := range x {
		z = append(z, f(x[k], y[k]))
	}
	g, err := NewScattered(x, y, z)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// A lattice is exact at its samples, bilinear between, and has gaps only where
// a sample that counts is missing.
func TestGrid(t *testing.T) {
	x, y := []float64{-1, 0, 2, 5}, []float64{10, 11, 13}
	f := func(x, y float64) float64 { return 1 + 2*x - y + 3*x*y }
	g := grid(t, x, y, f)
	for _, u := range []float64{-1, -0.3, 0, 1.9, 2, 3, 5} {
		for _, v := range []float64{10, 10.5, 11, 12.9, 13} {
			if z := g.At(u, v); !near(z, f(u, v), 1e-12*math.Abs(f(u, v))) {
				t.Errorf("at (%v, %v): %v, want %v", u, v, z, f(u, v))
			}
		}
	}
	for _, p := range [][2]float64{{-1.1, 11}, {5.1, 11}, {0, 9.9}, {0, 13.1}, {math.NaN(), 11}, {0, math.NaN()}, {math.Inf(1), 11}} {
		if z := g.At(p[0], p[1]); z == z {
			t.Errorf("outside, at %v: %v", p, z)
		}
		if j := g.Jet(p[0], p[1]); j.Z == j.Z {
			t.Errorf("outside, at %v: %v", p, j)
		}
	}
	holed := grid(t, x, y, func(u, v float64) float64 {
		if u == 0 && v == 11 {
			return math.NaN()
		}
		return f(u, v)
	})
	for _, tt := range []struct {
		x, y float64
		gap  bool
	}{{0, 11, true}, {0.1, 11, true}, {-0.1, 11.5, true}, {2, 11, false}, {2, 11.5, false}, {1, 10, false}, {1, 13, false}, {1, 10.5, true}, {2 - 1e-12, 11, false}, {3, 12, false}} {
		if z := holed.At(tt.x, tt.y); (z != z) != tt.gap || !tt.gap && !near(z, f(tt.x, tt.y), 1e-9) {
			t.Errorf("beside a gap, at (%v, %v): %v", tt.x, tt.y, z)
		}
	}
	if j := holed.Jet(3, 12); !near(j.X, 2+3*12, 1e-9) || !near(j.Y, -1+3*3, 1e-9) {
		t.Errorf("beside a gap the jet is %v", j)
	}
}

// Scattered points have nothing outside of their hull, however far.
func TestOutside(t *testing.T) {
	g := scatter(t, 50, func(x, y float64) float64 { return x + y })
	inf, nan := math.Inf(1), math.NaN()
	for _, p := range [][2]float64{{-0.1, 0.5}, {0.5, 1.1}, {0.5, inf}, {-inf, 0.5}, {inf, inf}, {nan, 0.5}, {0.5, nan}, {0.5, 1e300}, {1e300, -1e300}} {
		z := []float64{0}
		g.GridTo(z, p[:1], p[1:])
		if v, j := g.At(p[0], p[1]), g.Jet(p[0], p[1]); v == v || j.Z == j.Z || z[0] == z[0] {
			t.Errorf("at %v: %v, %v, %v", p, v, j, z[0])
		}
	}
}

// Axes that fall are turned.
func TestFalling(t *testing.T) {
	f := func(x, y float64) float64 { return 10*x + y }
	g := grid(t, []float64{3, 2, 1}, []float64{7, 5}, f)
	x, y, ok := g.Lattice()
	if !ok || x[0] != 1 || x[2] != 3 || y[0] != 5 || g.At(1, 7) != 17 || g.At(2.5, 6) != 31 {
		t.Errorf("%v %v, %v, %v", x, y, g.At(1, 7), g.At(2.5, 6))
	}
	for _, bad := range [][]float64{{1, 1}, {1, 2, 2}, {1, 3, 2}, {1, math.NaN()}, {1, math.Inf(1)}, {1}} {
		if _, err := NewGrid(bad, []float64{0, 1}, make([]float64, 2*len(bad))); err == nil {
			t.Errorf("the axis %v is taken", bad)
		}
	}
	if _, err := NewGrid([]float64{0, 1}, []float64{0, 1}, []float64{math.NaN(), math.NaN(), math.Inf(1), math.NaN()}); err == nil {
		t.Error("a lattice without a value is taken")
	}
}

// GridTo is At, to the bit.
func TestGridTo(t *testing.T) {
	f := func(x, y float64) float64 { return math.Sin(7*x) * math.Cos(5*y) }
	for name, g := range map[string]*Field{
		"lattice": grid(t, []float64{0, 0.1, 0.35, 0.7, 1}, []float64{0, 0.2, 0.4, 1}, f),
		"points":  scatter(t, 300, f),
	} {
		var x, y []float64
		for k := -3; k <= 40; k++ {
			x, y = append(x, float64(k)/36), append(y, float64(k)/31)
		}
		z := make([]float64, len(x)*len(y))
		g.GridTo(z, x, y)
		for j := range y {
			for i := range x {
				got, want := z[j*len(x)+i], g.At(x[i], y[j])
				if name == "lattice" && math.Float64bits(got) != math.Float64bits(want) || name == "points" && !(near(got, want, 1e-13) || got != got && want != want) {
					t.Fatalf("%s at (%v, %v): %v, alone %v", name, x[i], y[j], got, want)
				}
			}
		}
	}
}

// Jets of quadratic polynomials are exact, up to the edges and on uneven
// lattices; those of points, too.
func TestJetQuadratic(t *testing.T) {
	f := func(x, y float64) float64 { return 2 - x + 3*y + 0.5*x*x - 2*x*y + 1.5*y*y }
	want := func(x, y float64) Jet {
		return Jet{f(x, y), -1 + x - 2*y, 3 - 2*x + 3*y, 1, -2, 3}
	}
	for name, g := range map[string]*Field{
		"equal":  grid(t, []float64{0, 0.25, 0.5, 0.75, 1}, []float64{0, 0.5, 1}, f),
		"uneven": grid(t, []float64{0, 0.1, 0.35, 0.7, 1}, []float64{0, 0.2, 0.5, 1}, f),
		"points": scatter(t, 60, f),
	} {
		for _, p := range [][2]float64{{0, 0}, {0.05, 0.01}, {0.5, 0.5}, {0.3, 0.9}, {0.99, 0.6}, {1, 1}} {
			j, w := g.Jet(p[0], p[1]), want(p[0], p[1])
			for k, v := range [6][2]float64{{j.Z, w.Z}, {j.X, w.X}, {j.Y, w.Y}, {j.XX, w.XX}, {j.XY, w.XY}, {j.YY, w.YY}} {
				if !near(v[0], v[1], 1e-8) {
					t.Errorf("%s at %v: derivative %d is %v, want %v", name, p, k, v[0], v[1])
				}
			}
		}
	}
}

// A jet is the derivatives of its own value, and meets the samples.
func TestJetDifferences(t *testing.T) {
	f := func(x, y float64) float64 { return math.Sin(6*x) + math.Cos(4*x*y) }
	for name, g := range map[string]*Field{
		"lattice": grid(t, []float64{0, 0.1, 0.35, 0.7, 0.8, 1}, []float64{0, 0.2, 0.4, 0.7, 1}, f),
		"points":  scatter(t, 200, f),
	} {
		const h = 1e-5
		for _, p := range [][2]float64{{0.213, 0.31}, {0.52, 0.55}, {0.71, 0.11}, {0.9, 0.95}} {
			j := g.Jet(p[0], p[1])
			e, w := g.Jet(p[0]+h, p[1]), g.Jet(p[0]-h, p[1])
			n, s := g.Jet(p[0], p[1]+h), g.Jet(p[0], p[1]-h)
			for k, v := range [5][2]float64{
				{j.X, (e.Z - w.Z) / (2 * h)}, {j.Y, (n.Z - s.Z) / (2 * h)},
				{j.XX, (e.X - w.X) / (2 * h)}, {j.XY, (n.X - s.X) / (2 * h)}, {j.YY, (n.Y - s.Y) / (2 * h)},
			} {
				if !near(v[0], v[1], 1e-6*(1+math.Abs(v[0]))) {
					t.Errorf("%s at %v: derivative %d is %v, by differences %v", name, p, k, v[0], v[1])
				}
			}
		}
		if j := g.Jet(0, 0); !near(j.Z, f(0, 0), 1e-12) {
			t.Errorf("%s: the jet at a sample is %v, want %v", name, j.Z, f(0, 0))
		}
	}
	g := scatter(t, 200, f)
	for k := range g.mesh.x {
		x, y := g.mesh.x[k], g.mesh.y[k]
		if g.At(x, y) != f(x, y) {
			t.Fatalf("at the point (%v, %v): %v, want %v", x, y, g.At(x, y), f(x, y))
		}
	}
}

func BenchmarkGridTo(b *testing.B) {
	f := func(x, y float64) float64 { return math.Sin(7*x) * math.Cos(5*y) }
	axis := Cells(0, 1, 400)
	fields := map[string]*Field{"lattice": grid(b, axis, axis, f), "points": scatter(b, 20_000, f)}
	x := Cells(0.01, 0.99, 300)
	z := make([]float64, len(x)*len(x))
	for _, name := range []string{"lattice", "points"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				fields[name].GridTo(z, x, x)
			}
		})
	}
}
