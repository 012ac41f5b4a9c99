package space

import (
	"math"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

// Each sample that is seen has a dot, where it falls on the screen; those behind the
// surface have none.
func TestSamples(t *testing.T) {
	g := grid.New(grid.Linspace(-1, 1, 9), grid.Linspace(-1, 1, 7))
	g.Fill(func(x, y float64) float64 { return math.Exp(-6 * (x*x + y*y)) })
	g.Z[3*9+7] = math.NaN()
	surface := &Surface{Grid: g, Mode: Hidden}
	lattice := Lattice{Cols: 9, Rows: 7, At: func(i, j int) scene.Vec { return scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.At(i, j)} }}
	v := scene.NewView(scene.DefaultCamera, surface.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
	draw := func(s *Samples) *scene.Polylines {
		var l scene.DisplayList
		s.Draw(&l, v)
		return l.Ops()[0].(*scene.Polylines)
	}
	all := draw(&Samples{Lattices: []Lattice{lattice}})
	if all.Len() != 62 {
		t.Errorf("%d dots, want 62", all.Len())
	}
	for k := range all.Len() {
		p := all.At(k)
		if len(p) != 2 || p[0] != p[1] {
			t.Fatalf("a dot is %v", p)
		}
	}
	seen := draw(&Samples{Lattices: []Lattice{lattice}, Behind: surface})
	if seen.Len() >= 62 || seen.Len() < 40 {
		t.Errorf("%d dots are seen", seen.Len())
	}
	if want, _ := v.Project(lattice.At(0, 0)); seen.At(0)[0] != want {
		t.Errorf("the first dot is at %v, want %v", seen.At(0)[0], want)
	}
	// Of a fine lattice there are fewer, and fewer still while it moves.
	fine := Lattice{Cols: 3000, Rows: 3000, At: func(i, j int) scene.Vec { return scene.Vec{X: float64(i)/1500 - 1, Y: float64(j)/1500 - 1, Z: 0.5} }}
	if n := draw(&Samples{Lattices: []Lattice{fine}}).Len(); n > mostDots || n < mostDots/4 {
		t.Errorf("%d dots of a fine lattice", n)
	}
	if n := draw(&Samples{Lattices: []Lattice{fine, fine, fine}}).Len(); n > mostDots || n < mostDots/4 {
		t.Errorf("%d dots of three fine lattices", n)
	}
	v.Samples = 128
	if n := draw(&Samples{Lattices: []Lattice{fine}}).Len(); n > movingDots || n < movingDots/4 {
		t.Errorf("%d dots of a fine lattice that moves", n)
	}
}
