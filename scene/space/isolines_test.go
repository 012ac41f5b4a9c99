package space

import (
	"math"
	"testing"

	"zscape/scene"
)

// The isolines of a ball are its parallels; those of a disc's slope end at its
// edge.
func TestIsolines(t *testing.T) {
	s := &Patches{List: []Patch{ballAt(0, 1)}}
	levels := []float64{-0.5, 0.01, 0.6}
	lines := s.Isolines(levels)
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3", len(lines))
	}
	for k, line := range lines {
		if line.Level != levels[k] || line.Patch != 0 {
			t.Errorf("line %d is of %v, %d", k, line.Level, line.Patch)
		}
		length := 0.0
		for n, p := range line.Points {
			if p.Z != line.Level || math.Abs(p.Norm()-1) > 0.02 {
				t.Fatalf("%v is not at %v on the ball", p, line.Level)
			}
			if n > 0 {
				length += p.Sub(line.Points[n-1]).Norm()
			}
		}
		if want := 2 * math.Pi * math.Sqrt(1-line.Level*line.Level); math.Abs(length-want) > 0.03*want {
			t.Errorf("the parallel at %v is %v long, want %v", line.Level, length, want)
		}
	}
	disc := patchOf(21, 21, 2, 2, func(u, v float64) scene.Vec {
		if math.Hypot(u-1, v-1) > 0.8 {
			return scene.Vec{X: math.NaN()}
		}
		return scene.Vec{X: u, Y: v, Z: u}
	})
	lines = (&Patches{List: []Patch{disc}}).Isolines([]float64{1.03})
	if len(lines) != 1 {
		t.Fatalf("%d lines, want 1", len(lines))
	}
	p := lines[0].Points
	if d := p[0].Sub(p[len(p)-1]).Norm(); math.Abs(d-2*math.Sqrt(0.64-0.0009)) > 5e-3 {
		t.Errorf("the chord is %v long", d)
	}
}

// Flat parts at the level have an outline, closed or from border to border.
func TestIsolinesOfFlats(t *testing.T) {
	for _, tt := range []struct {
		name   string
		f      func(u, v float64) float64
		level  float64
		lines  int
		length float64 // of all
	}{
		{"floor", func(u, v float64) float64 { return max(math.Abs(u-2), math.Abs(v-2), 1) - 1 }, 0, 1, 8},
		{"top", func(u, v float64) float64 { return 1 - max(math.Abs(u-2), math.Abs(v-2), 1) }, 0, 1, 8},
		{"floor up to the border", func(u, v float64) float64 { return max(u-2, 0) }, 0, 1, 4},
		{"top up to the border", func(u, v float64) float64 { return min(u-2, 0) }, 0, 1, 4},
		{"slope", func(u, v float64) float64 { return u }, 2, 1, 4},
		{"flat", func(u, v float64) float64 { return 1 }, 1, 0, 0},
		{"with a gap", func(u, v float64) float64 {
			if u > 3.5 && v > 3.5 {
				return math.NaN()
			}
			return max(math.Abs(u-2), math.Abs(v-2), 1) - 1
		}, 0, 1, 8},
	} {
		p := patchOf(9, 9, 4, 4, func(u, v float64) scene.Vec { return scene.Vec{X: u, Y: v, Z: tt.f(u, v)} })
		lines := (&Patches{List: []Patch{p}}).Isolines([]float64{tt.level})
		length := 0.0
		for _, line := range lines {
			for n := 1; n < len(line.Points); n++ {
				length += line.Points[n].Sub(line.Points[n-1]).Norm()
			}
		}
		if len(lines) != tt.lines || math.Abs(length-tt.length) > 1e-6 {
			t.Errorf("%s: %d lines, %v long in all; want %d, %v", tt.name, len(lines), length, tt.lines, tt.length)
		}
	}
}

// Each band of colour is as large as it should be, and nothing is between them.
func TestPatchesBands(t *testing.T) {
	slope := patchOf(8, 6, 1, 1, func(u, v float64) scene.Vec { return scene.Vec{X: u, Y: v, Z: u} })
	slope.Field = true
	colors := []scene.Color{{R: 1, A: 1}, {G: 1, A: 1}, {B: 1, A: 1}}
	s := &Patches{List: []Patch{slope}, Mode: Smooth, Bands: colors, BandsAt: []float64{0.25, 0.7}, Lighting: &Lighting{Ambient: 1}}
	space := &Space{Flat: true, Camera: scene.DefaultCamera, Box: s.Bounds(), Marks: []Mark{s}}
	var l scene.DisplayList
	(&scene.Figure{Panels: []scene.Panel{space}}).Draw(&l, 500, 500)
	m := meshIn(t, &l)
	areas := map[scene.Color]float64{}
	all := 0.0
	for k := 0; k < len(m.Index); k += 3 {
		a, b, c := m.Index[k], m.Index[k+1], m.Index[k+2]
		area := math.Abs(float64((m.X[b]-m.X[a])*(m.Y[c]-m.Y[a])-(m.X[c]-m.X[a])*(m.Y[b]-m.Y[a]))) / 2
		if m.Colors[a] != m.Colors[b] || m.Colors[b] != m.Colors[c] {
			t.Fatalf("a triangle has the colours %v, %v and %v", m.Colors[a], m.Colors[b], m.Colors[c])
		}
		areas[m.Colors[a]] += area
		all += area
	}
	for k, want := range []float64{0.25, 0.45, 0.3} {
		if got := areas[colors[k]] / all; math.Abs(got-want) > 1e-5 {
			t.Errorf("band %d has %v of the area, want %v", k, got, want)
		}
	}
}
