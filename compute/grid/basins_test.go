package grid

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// basins draws which samples at level 0 count as lower (-) and which as higher (+).
func basins(g *Grid) string {
	low := g.Basins(0)
	var s []byte
	for k, z := range g.Z {
		switch {
		case z != 0:
			s = append(s, '.')
		case low != nil && low[k]:
			s = append(s, '-')
		default:
			s = append(s, '+')
		}
		if k%g.Nx() == g.Nx()-1 {
			s = append(s, ' ')
		}
	}
	return string(s)
}

func TestBasins(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func(x, y float64) float64
		want string
	}{
		{"floor", func(x, y float64) float64 { return max(math.Abs(x), math.Abs(y), 1) - 1 }, "..... .---. .---. .---. ..... "},
		{"top", func(x, y float64) float64 { return 1 - max(math.Abs(x), math.Abs(y), 1) }, "..... .+++. .+++. .+++. ..... "},
		{"floor at the border", func(x, y float64) float64 { return max(x, 0) }, "---.. ---.. ---.. ---.. ---.. "},
		{"top at the border", func(x, y float64) float64 { return min(x, 0) }, "..+++ ..+++ ..+++ ..+++ ..+++ "},
		{"terrace", func(x, y float64) float64 { return max(x-1, 0) + min(x+1, 0) }, ".+++. .+++. .+++. .+++. .+++. "},
		{"slope", func(x, y float64) float64 { return x }, "..+.. ..+.. ..+.. ..+.. ..+.. "},
		{"valley", func(x, y float64) float64 { return math.Abs(x) }, "..-.. ..-.. ..-.. ..-.. ..-.. "},
		{"pit", math.Hypot, "..... ..... ..-.. ..... ..... "},
		{"flat", func(x, y float64) float64 { return 0 }, "+++++ +++++ +++++ +++++ +++++ "},
		{"a lake with an outlet", func(x, y float64) float64 {
			if x == 1 && y == 0 {
				return -1
			}
			return max(math.Abs(x), math.Abs(y), 1) - 1
		}, "..... .---. .--.. .---. ..... "},
		{"two", func(x, y float64) float64 {
			if x == 0 || math.Abs(y) > 1 || math.Abs(x) > 1 {
				return x
			}
			return 0
		}, "..+.. .+++. .+++. .+++. ..+.. "},
	} {
		g := New(Linspace(-2, 2, 5), Linspace(-2, 2, 5))
		g.Fill(tt.f)
		if got := basins(g); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	// What is beyond a gap does not count.
	nan := math.NaN()
	g := &Grid{X: []float64{0, 1, 2}, Y: []float64{0, 1, 2}, Z: []float64{
		0, nan, -1,
		0, nan, -1,
		1, nan, -1}}
	if got := basins(g); got != "+.. +.. ... " { // no triangle
		t.Errorf("at a gap: %s", got)
	}
	g.Z[1], g.Z[4], g.Z[7] = 1, 1, nan
	g.Z[2], g.Z[5] = nan, nan
	if got := basins(g); got != "-.. -.. ... " {
		t.Errorf("beside a gap: %s", got)
	}
}

// All of a flat part counts alike, and what is turned upside down counts the
// other way round, unless as much rises as falls.
func TestBasinsUpsideDown(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		g := New(Linspace(0, 1, 2+r.IntN(9)), Linspace(0, 1, 2+r.IntN(9)))
		for k := range g.Z {
			g.Z[k] = float64(r.IntN(4) - 1)
			if r.IntN(12) == 0 {
				g.Z[k] = math.NaN()
			}
		}
		low := slices.Clone(g.Basins(0))
		for k := range g.Z {
			g.Z[k] = -g.Z[k]
		}
		other := g.Basins(0)
		for k, z := range g.Z {
			if low != nil && other != nil && low[k] && other[k] {
				t.Fatalf("sample %d is lower either way", k)
			}
			if i := k % g.Nx(); i > 0 && z == 0 && g.Z[k-1] == 0 && k >= g.Nx() && finite(g.Z[k-g.Nx()-1]) && low != nil && low[k] != low[k-1] {
				t.Fatalf("samples %d and %d of one flat part count differently", k-1, k)
			}
		}
	}
}

func BenchmarkBasins(b *testing.B) {
	g := New(Linspace(-2, 2, 500), Linspace(-2, 2, 500))
	g.Fill(func(x, y float64) float64 { return max(x*x+y*y-1, 0) })
	for b.Loop() {
		g.Basins(0)
	}
}
