package waves

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"zscape/compute/grid"
)

// testdata/waves.json has sin x + cos y on numpy.arange(-3, 3, 0.25) in both
// directions, computed with NumPy 1.24.
func TestReference(t *testing.T) {
	data, err := os.ReadFile("testdata/waves.json")
	if err != nil {
		t.Fatal(err)
	}
	var ref struct{ Z []float64 }
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	x := grid.Arange(-3, 3, 0.25)
	z := make([]float64, len(x)*len(x))
	if len(ref.Z) != len(z) {
		t.Fatalf("reference has %d values, want %d", len(ref.Z), len(z))
	}
	Unit.GridTo(z, x, x)
	for k, want := range ref.Z {
		if math.Abs(z[k]-want) > 1e-15 {
			t.Errorf("z[%d] = %v, want %v", k, z[k], want)
		}
	}
}

func TestAt(t *testing.T) {
	w := Waves{Sine: Wave{2, 3, 0.5}, Cosine: Wave{-1, 0.25, math.Pi}}
	for _, tt := range []struct{ x, y, want float64 }{
		{0, 0, 2*math.Sin(0.5) + 1},
		{-0.5 / 3, 2 * math.Pi, 0},
		{(math.Pi/2 - 0.5) / 3, 4 * math.Pi, 2 - 1},
		{math.NaN(), 0, math.NaN()},
		{0, math.Inf(1), math.NaN()},
	} {
		got := w.At(tt.x, tt.y)
		if math.IsNaN(tt.want) != math.IsNaN(got) || math.Abs(got-tt.want) > 1e-14 {
			t.Errorf("At(%v, %v) = %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
}

func TestGridEqualsAt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	wave := func() Wave { return Wave{rng.NormFloat64(), 5 * rng.NormFloat64(), 3 * rng.NormFloat64()} }
	for range 50 {
		w := Waves{wave(), wave()}
		x := grid.Linspace(-3, 3, rng.IntN(30))
		y := grid.Linspace(-4, 4, rng.IntN(30))
		z := make([]float64, len(x)*len(y))
		w.GridTo(z, x, y)
		for k, got := range z {
			if want := w.At(x[k%len(x)], y[k/len(x)]); got != want {
				t.Fatalf("%+v: z[%d] = %v, want %v", w, k, got, want)
			}
		}
	}
}

func TestGridAllocs(t *testing.T) {
	x := grid.Linspace(-3, 3, 50)
	z := make([]float64, 50*50)
	if n := testing.AllocsPerRun(10, func() { Unit.GridTo(z, x, x) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func TestGridPanics(t *testing.T) {
	defer func() {
		if r := recover(); r != "waves: dst has length 5, want 2 rows of 3" {
			t.Errorf("recovered %v", r)
		}
	}()
	Unit.GridTo(make([]float64, 5), make([]float64, 3), make([]float64, 2))
}

func BenchmarkGrid(b *testing.B) {
	for _, size := range []struct {
		name   string
		nx, ny int
	}{{"61x81", 61, 81}, {"1000x1000", 1000, 1000}} {
		x, y := grid.Linspace(-3, 3, size.nx), grid.Linspace(-4, 4, size.ny)
		z := make([]float64, len(x)*len(y))
		b.Run(size.name, func(b *testing.B) {
			for b.Loop() {
				Unit.GridTo(z, x, y)
			}
		})
	}
}
