package space

import (
	"math"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

// cleft returns z = x over a square, raised by 5 beyond x = 0, and torn there.
func cleft() *grid.Grid {
	axis := grid.Linspace(-1, 1, 20)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return x + 5*max(0, math.Copysign(1, x)) })
	for j := range axis {
		g.Tear(9, j, grid.AlongX)
	}
	return g
}

// Lines end at a tear, in a mesh of its samples and in a thinner one.
func TestTearsBreakLines(t *testing.T) {
	g := cleft()
	for _, samples := range []int{0, 8} {
		s := &Surface{Grid: g, RowStride: 1, ColStride: 1}
		p := polylines(drawSurface(s, scene.DefaultCamera, samples))[0]
		if p.Len() != 60 { // 20 rows in two parts, 20 columns
			t.Errorf("%d polylines, want 60", p.Len())
		}
		s = &Surface{Grid: g, Mode: Hidden}
		m := meshes(drawSurface(s, scene.DefaultCamera, samples))[0]
		cols := m.Source.Cols
		for k := 0; k < len(m.Index); k += 3 {
			side := map[bool]bool{}
			for _, v := range m.Index[k : k+3] {
				side[g.X[cols[int(v)%len(cols)]] > 0] = true
			}
			if len(side) > 1 {
				t.Fatal("a triangle reaches over the tear")
			}
		}
		whole := 2 * (len(m.Source.Rows) - 1) * (len(cols) - 1)
		if want := whole - 2*(len(m.Source.Rows)-1); len(m.Index)/3 != want {
			t.Errorf("%d triangles, want %d", len(m.Index)/3, want)
		}
	}
}

// What is beyond a tear casts no light on this side.
func TestLightAtATear(t *testing.T) {
	s := &Surface{Grid: cleft(), Mode: Smooth, Color: gray}
	m := meshes(drawSurface(s, scene.DefaultCamera, 0))[0]
	for j := 1; j < 19; j++ {
		for _, at := range [][2]int{{8, 9}, {10, 11}} { // of each two, one is at the tear
			a, b := m.Colors[j*20+at[0]], m.Colors[j*20+at[1]]
			shade := float64(b.R / gray(s.Grid.At(at[1], j)).R / (a.R / gray(s.Grid.At(at[0], j)).R))
			if math.Abs(shade-1) > 1e-5 {
				t.Fatalf("row %d: the light at column %d is %v of that at %d", j, at[1], shade, at[0])
			}
		}
	}
}

// Patches are torn as a Surface is, and where a limit cuts them off beside a tear
// they reach it.
func TestTornPatches(t *testing.T) {
	g := cleft()
	patch := func(at func(u, v float64) scene.Vec) Patch {
		p := Patch{U: g.X, V: g.Y, Field: true, Torn: g.Torn, At: at, Color: func(scene.Vec) scene.Color { return scene.Color{A: 1} }}
		for _, v := range g.Y {
			for _, u := range g.X {
				p.Points = append(p.Points, at(u, v))
			}
		}
		return p
	}
	step := patch(func(u, v float64) scene.Vec { return scene.Vec{X: u, Y: v, Z: u + 5*max(0, math.Copysign(1, u))} })
	s := &Patches{List: []Patch{step}, Mode: Smooth}
	points, triangles, _ := s.Triangles(1000, func() {})
	if len(triangles) != 2*19*18 {
		t.Errorf("%d triangles, want %d", len(triangles), 2*19*18)
	}
	for _, tri := range triangles {
		for _, k := range tri {
			if points[tri[0]].X > 0 != (points[k].X > 0) {
				t.Fatal("a triangle reaches over the tear")
			}
		}
	}
	for _, line := range s.Isolines([]float64{0, 3}) {
		if line.Level == 3 {
			t.Error("a contour line runs along the tear")
		}
	}
	// 1/u within -8 and 8, whose samples next to 0 are at -19 and 19.
	pole := patch(func(u, v float64) scene.Vec {
		z := 1 / u
		if math.Abs(z) > 8 {
			z = math.NaN()
		}
		return scene.Vec{X: u, Y: v, Z: z}
	})
	s = &Patches{List: []Patch{pole}}
	points, triangles, _ = s.Triangles(1000, func() {})
	reach := math.Inf(1)
	for _, tri := range triangles {
		for _, k := range tri {
			if points[tri[0]].X > 0 != (points[k].X > 0) {
				t.Fatal("a triangle reaches over the pole")
			}
			reach = min(reach, math.Abs(points[k].X))
		}
	}
	if math.Abs(reach-1./8) > 1e-4 {
		t.Errorf("the surface ends %v from the pole, want %v", reach, 1./8)
	}
}
