package gaussian

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/grid"
)

func evaluators(d *Density) map[string]func(dst, x, y []float64) {
	return map[string]func(dst, x, y []float64){
		"loops":      d.LoopsTo,
		"vectorized": d.VectorizedTo,
		"fused":      d.FusedTo,
	}
}

// compare fails the test where a value above 1e-300 differs from want by more
// than tol relative, or one below it by more than that absolutely. It returns the
// largest relative difference.
func compare(t *testing.T, what string, got, want []float64, tol float64) (worst float64) {
	t.Helper()
	for k := range want {
		diff := math.Abs(got[k] - want[k])
		if want[k] > 1e-300 {
			worst = max(worst, diff/want[k])
		}
		if !(diff <= max(tol*want[k], 1e-300)) {
			t.Fatalf("%s: z[%d] = %v, want %v (relative %.2g)", what, k, got[k], want[k], diff/want[k])
		}
	}
	return worst
}

func TestFusedEqualsLoops(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	worst := 0.0
	for range 1500 {
		// Widths from a thousandth to a thousand times the lattice's, and
		// correlations up to 1 - 1e-9.
		sx, sy := math.Pow(10, 6*rng.Float64()-3), math.Pow(10, 6*rng.Float64()-3)
		rho := 1 - math.Pow(10, -9*rng.Float64())
		if rng.IntN(2) == 0 {
			rho = -rho
		}
		mean := [2]float64{3 * rng.NormFloat64(), 3 * rng.NormFloat64()}
		d, err := New(mean, [2][2]float64{{sx * sx, rho * sx * sy}, {rho * sx * sy, sy * sy}})
		if err != nil {
			t.Fatal(err)
		}
		x := grid.Linspace(-3+rng.Float64(), 3, 1+rng.IntN(300))
		if rng.IntN(3) == 0 {
			x = grid.Arange(-3, 3, 0.01+rng.Float64())
		}
		y := grid.Linspace(-4, 4*rng.Float64(), 1+rng.IntN(20))
		want, got := make([]float64, len(x)*len(y)), make([]float64, len(x)*len(y))
		d.LoopsTo(want, x, y)
		d.FusedTo(got, x, y)
		what := fmt.Sprintf("sx %v, sy %v, rho %v, mean %v, %d x %d", sx, sy, rho, mean, len(x), len(y))
		worst = max(worst, compare(t, what, got, want, 1e-12))
	}
	t.Logf("largest relative difference %.2g", worst)
}

// Axes that are not evenly spaced, not ascending or not finite are evaluated all
// the same.
func TestFusedUnevenAxes(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	d, err := New([2]float64{0.3, -0.2}, [2][2]float64{{2, 1}, {1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	even := grid.Linspace(-3, 3, 150)
	bumped := append([]float64(nil), even...)
	bumped[77] += 1e-9
	logarithmic := make([]float64, 100)
	random := make([]float64, 100)
	for i := range random {
		logarithmic[i] = math.Exp(float64(i)/30) - 5
		random[i] = rng.NormFloat64()
	}
	descending := grid.Linspace(3, -3, 150)
	infinite := []float64{math.Inf(-1), 0, 1, math.Inf(1)}
	for name, x := range map[string][]float64{
		"bumped": bumped, "logarithmic": logarithmic, "random": random, "descending": descending,
		"infinite": infinite, "one": {2}, "none": {},
	} {
		y := []float64{-1, 5, 0.1}
		want, got := make([]float64, len(x)*len(y)), make([]float64, len(x)*len(y))
		d.LoopsTo(want, x, y)
		d.FusedTo(got, x, y)
		compare(t, name, got, want, 1e-12)
	}
}

func TestVectorizedEqualsLoops(t *testing.T) {
	x, y := grid.Linspace(-3, 3, 40), grid.Linspace(-4, 4, 30)
	want, got := make([]float64, len(x)*len(y)), make([]float64, len(x)*len(y))
	for _, tt := range []struct{ rho, tol float64 }{{0, 1e-13}, {0.5, 1e-13}, {-0.9, 1e-12}, {0.999, 1e-10}} {
		d, err := New([2]float64{-1, 2}, [2][2]float64{{1, 2 * tt.rho}, {2 * tt.rho, 4}})
		if err != nil {
			t.Fatal(err)
		}
		d.LoopsTo(want, x, y)
		d.VectorizedTo(got, x, y)
		compare(t, fmt.Sprintf("rho %v", tt.rho), got, want, tt.tol)
	}
}

// The density integrates to 1.
func TestIntegral(t *testing.T) {
	d, err := New([2]float64{1, -1}, [2][2]float64{{2, -0.8}, {-0.8, 0.5}})
	if err != nil {
		t.Fatal(err)
	}
	x, y := grid.Linspace(-14, 16, 301), grid.Linspace(-8, 6, 281)
	z := make([]float64, len(x)*len(y))
	d.FusedTo(z, x, y)
	sum := 0.0
	for _, v := range z {
		sum += v
	}
	if sum *= (x[1] - x[0]) * (y[1] - y[0]); math.Abs(sum-1) > 1e-12 {
		t.Errorf("integral is %v, want 1", sum)
	}
}

func TestAllocs(t *testing.T) {
	d, err := New([2]float64{}, [2][2]float64{{2, 1}, {1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	x, y := grid.Linspace(-3, 3, 61), grid.Linspace(-4, 4, 81)
	z := make([]float64, len(x)*len(y))
	for name, eval := range map[string]func(dst, x, y []float64){"loops": d.LoopsTo, "fused": d.FusedTo} {
		if n := testing.AllocsPerRun(5, func() { eval(z, x, y) }); n != 0 {
			t.Errorf("%s: %v allocations, want 0", name, n)
		}
	}
}

func TestShapePanics(t *testing.T) {
	d, err := New([2]float64{}, [2][2]float64{{2, 1}, {1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	for name, eval := range evaluators(d) {
		func() {
			defer func() {
				if r := recover(); r != "gaussian: dst has length 5, want 2 rows of 3" {
					t.Errorf("%s: recovered %v", name, r)
				}
			}()
			eval(make([]float64, 5), make([]float64, 3), make([]float64, 2))
		}()
	}
}

func BenchmarkLattice(b *testing.B) {
	d, err := New([2]float64{}, [2][2]float64{{2, 1}, {1, 2}})
	if err != nil {
		b.Fatal(err)
	}
	for _, size := range []struct {
		name string
		x, y []float64
	}{
		{"61x81", grid.Arange(-3, 3.1, 0.1), grid.Arange(-4, 4.1, 0.1)},
		{"1000x1000", grid.Linspace(-3, 3, 1000), grid.Linspace(-4, 4, 1000)},
	} {
		z := make([]float64, len(size.x)*len(size.y))
		for _, path := range []struct {
			name string
			eval func(dst, x, y []float64)
		}{{"loops", d.LoopsTo}, {"vectorized", d.VectorizedTo}, {"fused", d.FusedTo}} {
			b.Run(path.name+"/"+size.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					path.eval(z, size.x, size.y)
				}
			})
		}
	}
}
