package bsp

import (
	"math"
	"testing"
)

// length is that of all lines together.
func length(lines [][]Point) (sum float64) {
	for _, line := range lines {
		for k := 1; k < len(line); k++ {
			d := sub(line[k], line[k-1])
			sum += math.Sqrt(dot(d, d))
		}
	}
	return sum
}

// The lines are where both surfaces are, joined to as few as there are.
func TestCrossings(t *testing.T) {
	type field = func(x, y float64) float64
	for _, tt := range []struct {
		name         string
		f, g         field
		lines        int
		length, near float64
	}{
		{"two planes", func(x, y float64) float64 { return x }, func(x, y float64) float64 { return 0.1 }, 1, 2, 1e-9},
		{"saddle and its plane", func(x, y float64) float64 { return x*x - y*y }, func(x, y float64) float64 { return 0 }, 0, 4 * math.Sqrt2, 1e-6},
		{"bowl and plane", func(x, y float64) float64 { return x*x + y*y }, func(x, y float64) float64 { return 0.5 }, 1, 2 * math.Pi * math.Sqrt(0.5), 0.01},
		{"bowl and dome", func(x, y float64) float64 { return x*x + y*y }, func(x, y float64) float64 { return 1 - x*x - y*y }, 1, 2 * math.Pi * math.Sqrt(0.5), 0.01},
		{"apart", func(x, y float64) float64 { return x }, func(x, y float64) float64 { return x + 1 }, 0, 0, 0},
	} {
		points, triangles := fields(41, tt.f, tt.g)
		half := len(triangles) / 2
		lines := Crossings(points, triangles[:half], triangles[half:])
		if tt.lines > 0 && len(lines) != tt.lines || math.Abs(length(lines)-tt.length) > tt.near {
			t.Errorf("%s: %d lines of length %v, want %d of %v", tt.name, len(lines), length(lines), tt.lines, tt.length)
		}
		for _, line := range lines {
			for _, p := range line {
				if f, g := tt.f(p[0], p[1]), tt.g(p[0], p[1]); math.Abs(f-p[2]) > 2e-3 || math.Abs(g-p[2]) > 2e-3 {
					t.Fatalf("%s: %v is not on both surfaces: %v, %v", tt.name, p, f, g)
				}
			}
		}
	}
}

// Two balls meet in a circle.
func TestCrossingOfBalls(t *testing.T) {
	points, one := ball(41, 1)
	more, other := ball(41, 1)
	for k := range more {
		more[k][0] += 0.6
	}
	for k := range other {
		other[k] += uint32(len(points))
	}
	lines := Crossings(append(points, more...), one, other)
	if want := 2 * math.Pi * math.Sqrt(1-0.09); math.Abs(length(lines)-want) > 0.02 || len(lines) > 4 {
		t.Errorf("%d lines of length %v, want a circle of %v", len(lines), length(lines), want)
	}
	for _, line := range lines {
		for _, p := range line {
			if math.Abs(p[0]-0.3) > 5e-3 {
				t.Fatalf("%v is not on the circle", p)
			}
		}
	}
}

func BenchmarkCrossings(b *testing.B) {
	points, triangles := benchmarks["two fields"]()
	half := len(triangles) / 2
	b.ReportAllocs()
	for b.Loop() {
		Crossings(points, triangles[:half], triangles[half:])
	}
}
