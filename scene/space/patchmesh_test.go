package space

import (
	"math"
	"testing"

	"zscape/scene"
)

func TestPatchTriangles(t *testing.T) {
	flat := func(z float64, n int) Patch {
		at := func(u, v float64) scene.Vec {
			if math.Hypot(u, v) > 2 {
				return scene.Vec{X: u, Y: v, Z: math.NaN()}
			}
			return scene.Vec{X: u, Y: v, Z: z}
		}
		p := Patch{At: at}
		for k := range n {
			p.U = append(p.U, -3+6*float64(k)/float64(n-1))
		}
		p.V = p.U
		for _, v := range p.V {
			for _, u := range p.U {
				p.Points = append(p.Points, at(u, v))
			}
		}
		return p
	}
	s := Patches{List: []Patch{flat(1, 61), {U: []float64{0}, V: []float64{0}, Points: make([]scene.Vec, 1)}, flat(2, 61)}}
	points, triangles, owner := s.Triangles(1e6, func() {})
	area := map[int32]float64{}
	for k, c := range triangles {
		a, b, d := points[c[0]], points[c[1]], points[c[2]]
		area[owner[k]] += b.Sub(a).Cross(d.Sub(a)).Z / 2
		if want := 1 + float64(owner[k])/2; a.Z != want || b.Z != want || d.Z != want {
			t.Fatalf("triangle of patch %d at %v %v %v", owner[k], a, b, d)
		}
	}
	// A disc of radius 2 each, up to its edge.
	if len(area) != 2 || math.Abs(area[0]/(4*math.Pi)-1) > 2e-3 || area[0] != area[2] {
		t.Errorf("areas %v, want %v", area, 4*math.Pi)
	}
	if _, few, _ := s.Triangles(400, func() {}); len(few) > 900 || len(few) < 150 {
		t.Errorf("%d triangles of 400 cells", len(few))
	}
	if p, c, o := new(Patches).Triangles(100, func() {}); len(p)+len(c)+len(o) > 0 {
		t.Error("nothing has triangles")
	}
}
