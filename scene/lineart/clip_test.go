package lineart

import (
	"math"
	"testing"

	"github.com/fogleman/ln/ln"

	"zscape/compute/grid"
	"zscape/scene"
)

// What is cut off has no lines, and hides none.
func TestClip(t *testing.T) {
	box := cube(1)
	v := look(camera(-90, 0), box) // level, along y
	g := sample(box, 21, 21, func(x, y float64) float64 { return 1 - 2*math.Abs(y) })
	m := wires(v, g, 1, opaque)
	m.Source.Clip = &scene.Clip{Min: -0.95, Max: 0.3}
	s := newSurface(m, newFrame(v))
	most := -1.0
	for _, path := range s.gridPaths() {
		for _, p := range path {
			z := s.frame.data(p).Z
			most = max(most, z)
			if z < -0.95-1e-9 || z > 0.3+1e-9 {
				t.Fatalf("a grid line is at %v", z)
			}
		}
	}
	if math.Abs(most-0.3) > 1e-9 {
		t.Errorf("grid lines reach up to %v, want 0.3", most)
	}
	ray := func(z float64) bool {
		return s.Intersect(ln.Ray{Origin: s.frame.box(ln.Vector{X: 0.03, Y: -2, Z: z}), Direction: ln.Vector{Y: 1}}).T < ln.INF
	}
	if !ray(0.25) || ray(0.35) || ray(0.9) {
		t.Errorf("rays at 0.25, 0.35 and 0.9 meet the ridge: %v, %v, %v; its top is cut off at 0.3", ray(0.25), ray(0.35), ray(0.9))
	}
}

// Along a tear there are no lines, and nothing hides.
func TestTorn(t *testing.T) {
	box := cube(1)
	v := look(camera(-90, 0), box)
	g := sample(box, 20, 20, func(x, y float64) float64 { return math.Copysign(0.8, x) })
	m := wires(v, g, 1, opaque)
	count := func() (lines int, wall bool) {
		s := newSurface(m, newFrame(v))
		for _, path := range s.gridPaths() {
			lines++
			for k := range len(path) - 1 {
				wall = wall || s.frame.data(path[k]).X*s.frame.data(path[k+1]).X < 0
			}
		}
		hit := s.Intersect(ln.Ray{Origin: s.frame.box(ln.Vector{X: -0.9, Y: 0.01, Z: 0}), Direction: ln.Vector{X: 1}})
		return lines, wall || hit.T < ln.INF
	}
	if lines, wall := count(); lines != 40 || !wall {
		t.Fatalf("%d lines, a wall: %v", lines, wall)
	}
	for j := range g.Y {
		g.Tear(9, j, grid.AlongX)
	}
	if lines, wall := count(); lines != 60 || wall {
		t.Errorf("torn, there are %d lines, a wall: %v", lines, wall)
	}
}

// Translucent faces dim what is behind them.
func TestTranslucentFaces(t *testing.T) {
	box := cube(1)
	v := look(camera(-60, 30), box)
	g := sample(box, 5, 5, func(x, y float64) float64 { return x * y })
	m := wires(v, g, 1, opaque)
	m.Face = scene.FaceColors
	m.MeshData = &scene.MeshData{Colors: []scene.Color{{R: 1, A: 0.25}}}
	if s := newSurface(m, newFrame(v)); s.opacity != 0.25 {
		t.Errorf("opacity %v", s.opacity)
	}
}

// Lines take the colours of values other than the height, where there are some.
func TestValues(t *testing.T) {
	box := cube(1)
	v := look(camera(-60, 30), box)
	g := sample(box, 11, 11, func(x, y float64) float64 { return 0.1 * y })
	values := sample(box, 11, 11, func(x, y float64) float64 { return x })
	m := wires(v, g, 1, opaque)
	m.GridColors, m.Source.Values = true, values
	m.Source.LineColor = func(x float64) scene.Color { return scene.Color{R: float32(x+1) / 2, A: 1} }
	seen := 0
	for _, p := range lines(t, list(m)) {
		for k := range p.Len() {
			// The surface rises by y only, so a piece along y has one colour.
			q := p.At(k)
			o, d := v.Ray(q[0])
			hit, ok := g.Intersect(o.X, o.Y, o.Z, d.X, d.Y, d.Z, 0)
			if !ok {
				continue
			}
			seen++
			o2, d2 := v.Ray(q[len(q)-1])
			hit2, ok := g.Intersect(o2.X, o2.Y, o2.Z, d2.X, d2.Y, d2.Z, 0)
			if !ok {
				continue
			}
			mid := (o.X + hit*d.X + o2.X + hit2*d2.X) / 2
			if got := float64(2*p.ColorAt(k).R - 1); math.Abs(got-mid) > 0.08 {
				t.Fatalf("a piece around x = %v has the colour of %v", mid, got)
			}
		}
	}
	if seen < 50 {
		t.Errorf("%d pieces", seen)
	}
}
