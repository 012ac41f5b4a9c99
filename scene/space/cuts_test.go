package space

import (
	"math"
	"slices"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

// drawnPieces returns the triangles that s draws, in data coordinates, with their
// vertices.
func drawnPieces(s *Surface, c scene.Camera) (triangles [][3]scene.Vec, corners [][3]uint32, d *detail) {
	v := scene.NewView(c, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
	s.Draw(new(scene.DisplayList), v)
	d = &s.detail[0][1]
	for k := 0; k < len(d.drawn); k += 3 {
		t := [3]uint32(d.drawn[k:])
		corners = append(corners, t)
		triangles = append(triangles, [3]scene.Vec{d.at(s.Grid, t[0]), d.at(s.Grid, t[1]), d.at(s.Grid, t[2])})
	}
	return triangles, corners, d
}

// ground returns the area under a triangle.
func ground(t [3]scene.Vec) float64 {
	a, b := t[1].Sub(t[0]), t[2].Sub(t[0])
	return math.Abs(a.X*b.Y-a.Y*b.X) / 2
}

func white(n int) []scene.Color {
	c := make([]scene.Color, n)
	for k := range c {
		c[k] = scene.Color{R: float32(k) / float32(n), A: 1}
	}
	return c
}

// A plane z = x over a square: the areas between levels are those of strips.
func TestBandAreas(t *testing.T) {
	g := grid.New(grid.Linspace(0, 2, 8), grid.Linspace(0, 3, 5))
	g.Fill(func(x, y float64) float64 { return x })
	at := []float64{0.1, 0.75, 0.8, 1.9}
	s := &Surface{Grid: g, Mode: Smooth, Color: gray, Bands: white(5), BandsAt: at, Lighting: &Lighting{Ambient: 1}}
	triangles, corners, d := drawnPieces(s, scene.DefaultCamera)
	got := make([]float64, 5)
	for k, tri := range triangles {
		c := d.data.Colors[corners[k][0]]
		for _, i := range corners[k] {
			if d.data.Colors[i] != c {
				t.Fatalf("a piece has the colours %v and %v", c, d.data.Colors[i])
			}
		}
		band := int(math.Round(float64(5 * c.R)))
		got[band] += ground(tri)
		for _, p := range tri {
			if band > 0 && p.Z < at[band-1] || band < 4 && p.Z > at[band] {
				t.Errorf("%v lies in band %d", p, band)
			}
		}
	}
	for k, want := range []float64{0.3, 1.95, 0.15, 3.3, 0.3} {
		if math.Abs(got[k]-want) > 1e-12 {
			t.Errorf("band %d has area %v, want %v", k, got[k], want)
		}
	}
}

// A bowl: the area within a level is that of a circle.
func TestBowlArea(t *testing.T) {
	axis := grid.Linspace(-1, 1, 161)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return x*x + y*y })
	s := &Surface{Grid: g, Mode: Faces, Color: gray, Clip: &scene.Clip{Min: 0.25, Max: 0.81}}
	triangles, _, _ := drawnPieces(s, scene.DefaultCamera)
	area := 0.0
	for _, tri := range triangles {
		area += ground(tri)
	}
	if want := math.Pi * (0.81 - 0.25); math.Abs(area-want) > 1e-3 {
		t.Errorf("area %v, want %v", area, want)
	}
}

// Whatever is cut: pieces cover what there was to cover within the limits,
// keep to them exactly, and fit together without seams.
func TestCutsFit(t *testing.T) {
	r := newRand(7)
	for n := range 60 {
		g := randomGrid(r, 3+r.IntN(9), 3+r.IntN(9))
		lo, hi, ok := g.Range()
		if !ok || !(hi > lo) {
			continue
		}
		at := make([]float64, 1+r.IntN(12))
		for k := range at {
			at[k] = uniform(r, lo, hi)
		}
		if r.IntN(2) == 0 {
			at[0] = g.Z[r.IntN(len(g.Z))] // through a sample
		}
		at = slices.DeleteFunc(at, func(z float64) bool { return z-z != 0 })
		slices.Sort(at)
		at = slices.Compact(at)
		whole := &Surface{Grid: g, Mode: Smooth, Color: gray}
		s := &Surface{Grid: g, Mode: Smooth, Color: gray, Bands: white(len(at) + 1), BandsAt: at, Levels: len(at), LevelsAt: at}
		if r.IntN(2) == 0 {
			s.Clip = &scene.Clip{Min: lo + 0.2*(hi-lo), Max: lo + 0.9*(hi-lo)}
		}
		c := randomCamera(r)
		all, _, _ := drawnPieces(whole, c)
		cut, corners, d := drawnPieces(s, c)
		var area, want, height float64
		for _, tri := range all {
			want += ground(tri)
		}
		type edge struct{ a, b scene.Vec }
		edges := map[edge]int{}
		for k, tri := range cut {
			area += ground(tri)
			for j, p := range tri {
				if !s.Clip.Contains(p.Z) {
					t.Fatalf("%d: %v is beyond %v", n, p, s.Clip)
				}
				if z := float64(d.data.Level[corners[k][j]]); slices.Contains(at, p.Z) && z != math.Round(z) {
					t.Errorf("%d: a vertex on a level has the coordinate %v", n, z)
				}
				height = max(height, math.Abs(p.Z))
				edges[edge{p, tri[(j+1)%3]}]++
			}
		}
		if s.Clip == nil && math.Abs(area-want) > 1e-9*want {
			t.Errorf("%d: pieces cover %v of %v", n, area, want)
		}
		if s.Clip != nil && area > want*(1+1e-9) {
			t.Errorf("%d: pieces cover %v of %v", n, area, want)
		}
		// An edge that is not passed in both directions lies at a border: of
		// the lattice, of a gap, or at a limit.
		for e := range edges {
			if edges[edge{e.b, e.a}] > 0 || e.a == e.b {
				continue
			}
			if c := s.Clip; c != nil && (e.a.Z == c.Min && e.b.Z == c.Min || e.a.Z == c.Max && e.b.Z == c.Max) {
				continue
			}
			if !onCellEdge(g, e.a, e.b) {
				t.Fatalf("%d: nothing fits to the edge %v %v", n, e.a, e.b)
			}
		}
	}
}

// onCellEdge reports whether a and b lie on one line of the lattice or on the
// diagonal of one cell: the borders of triangles.
func onCellEdge(g *grid.Grid, a, b scene.Vec) bool {
	if a.X == b.X && slices.Contains(g.X, a.X) || a.Y == b.Y && slices.Contains(g.Y, a.Y) {
		m := a.Lerp(b, 0.5)
		// Inside the lattice there must be a gap at one side of it.
		dx, dy := 1e-7*(g.X[len(g.X)-1]-g.X[0]), 1e-7*(g.Y[len(g.Y)-1]-g.Y[0])
		for _, q := range [][2]float64{{m.X - dx, m.Y}, {m.X + dx, m.Y}, {m.X, m.Y - dy}, {m.X, m.Y + dy}} {
			if math.IsNaN(g.Sample(q[0], q[1])) {
				return true
			}
		}
		return false
	}
	m := a.Lerp(b, 0.5)
	dx, dy := 1e-7*(g.X[len(g.X)-1]-g.X[0]), 1e-7*(g.Y[len(g.Y)-1]-g.Y[0])
	return math.IsNaN(g.Sample(m.X-dx, m.Y+dy)) || math.IsNaN(g.Sample(m.X+dx, m.Y-dy))
}

// Pieces stand in the order where their triangle stood.
func TestCutsKeepOrder(t *testing.T) {
	r := newRand(3)
	for range 40 {
		g := randomGrid(r, 6, 7)
		lo, hi, _ := g.Range()
		s := &Surface{Grid: g, Mode: Smooth, Color: gray, Levels: 3, LevelsAt: []float64{lo, (lo + 2*hi) / 3, hi}}
		triangles, _, d := drawnPieces(s, randomCamera(r))
		k := 0
		for n := 0; n < len(d.index); n += 3 {
			tri := [3]scene.Vec{d.at(g, d.index[n]), d.at(g, d.index[n+1]), d.at(g, d.index[n+2])}
			want, got := ground(tri), 0.0
			for ; k < len(triangles) && within(triangles[k], tri); k++ {
				got += ground(triangles[k])
			}
			if math.Abs(got-want) > 1e-9*want {
				t.Fatalf("triangle %d is covered by %v of %v", n/3, got, want)
			}
		}
		if k != len(triangles) {
			t.Fatalf("%d of %d pieces are in their places", k, len(triangles))
		}
	}
}

// within reports whether the middle of p lies over tri.
func within(p, tri [3]scene.Vec) bool {
	m := p[0].Add(p[1]).Add(p[2]).Scale(1. / 3)
	side := func(a, b scene.Vec) bool { return (b.X-a.X)*(m.Y-a.Y)-(b.Y-a.Y)*(m.X-a.X) > 0 }
	s := side(tri[0], tri[1])
	return s == side(tri[1], tri[2]) && s == side(tri[2], tri[0])
}

// Held at its limits, a surface bends exactly there.
func TestHeld(t *testing.T) {
	axis := grid.Linspace(-1, 1, 12)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return 2*x + y })
	s := &Surface{Grid: g.Clone(), Mode: Smooth, Color: gray, Clip: &scene.Clip{Min: -0.7, Max: 1.1}, Unheld: g.Z}
	for k, z := range s.Grid.Z {
		s.Grid.Z[k] = hold(z, -0.7, 1.1)
	}
	triangles, _, _ := drawnPieces(s, scene.DefaultCamera)
	area := 0.0
	for _, tri := range triangles {
		area += ground(tri)
		for _, p := range tri {
			if want := hold(2*p.X+p.Y, -0.7, 1.1); math.Abs(p.Z-want) > 1e-12 {
				t.Fatalf("%v is at %v, want %v", p, p.Z, want)
			}
		}
		m := tri[0].Add(tri[1]).Add(tri[2]).Scale(1. / 3)
		if want := hold(2*m.X+m.Y, -0.7, 1.1); math.Abs(m.Z-want) > 1e-12 {
			t.Fatalf("the middle %v of a piece is at %v, want %v", m, m.Z, want)
		}
	}
	if math.Abs(area-4) > 1e-12 {
		t.Errorf("area %v, want 4", area)
	}
}

// Torn along the pole, 1/x is two surfaces.
func TestTornAtAPole(t *testing.T) {
	axis := grid.Linspace(-1, 1, 20)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return 1 / x })
	for j := range axis {
		g.Tear(9, j, grid.AlongX)
	}
	s := &Surface{Grid: g, Mode: Smooth, Color: gray, Clip: &scene.Clip{Min: -4, Max: 4}}
	triangles, _, _ := drawnPieces(s, scene.DefaultCamera)
	for _, tri := range triangles {
		if min(tri[0].X, tri[1].X, tri[2].X) < 0 && max(tri[0].X, tri[1].X, tri[2].X) > 0 {
			t.Fatalf("%v reaches over the pole", tri)
		}
	}
	// A ray from one side to the other meets nothing in between.
	if _, ok := s.Clip.Intersect(g, -0.05, -0.5, 1, 0, 1, 0, 0); ok {
		t.Error("a ray along the pole meets the surface")
	}
	if hit, ok := s.Clip.Intersect(g, 0.04, 0, 2, 1, 0, 0, 0); !ok || math.Abs(0.04+hit-0.5) > 0.02 {
		t.Errorf("a ray at z = 2 meets 1/x after %v, %v", hit, ok)
	}
	// Above the limit there is nothing to be met.
	if hit, ok := s.Clip.Intersect(g, 0.04, 0, 6, 1, 0, 0, 0); ok {
		t.Errorf("a ray at z = 6 meets the surface after %v", hit)
	}
}

func TestLevelAt(t *testing.T) {
	levels := []float64{-1, 0, 2.5, 3}
	for _, tt := range []struct{ z, want float64 }{
		{-1, 0}, {0, 1}, {2.5, 2}, {3, 3}, {-0.5, 0.5}, {1.25, 1.5}, {2.75, 2.5}, {-2, -1}, {4, 5},
	} {
		if got := levelAt(levels, tt.z); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%v is at %v, want %v", tt.z, got, tt.want)
		}
	}
	if levelAt([]float64{5}, 5) != 0 || !(levelAt([]float64{5}, 6) > 0) || !(levelAt([]float64{0}, -1) < 0) {
		t.Error("a single level")
	}
	for z, want := range map[float64]int{-2: 0, -1: 1, -0.5: 1, 2.5: 3, 9: 4} {
		if got := bandOf(levels, z); got != want {
			t.Errorf("%v is in band %d, want %d", z, got, want)
		}
	}
}

// Faces are lit as they have always been, unless they are to be lit otherwise.
func TestLighting(t *testing.T) {
	g := grid.New([]float64{0, 1, 2}, []float64{0, 1, 2})
	g.Fill(func(x, y float64) float64 { return 0.25 * x })
	shade := func(l *Lighting) float32 {
		s := &Surface{Grid: g, Mode: Smooth, Color: func(float64) scene.Color { return scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 1} }, Lighting: l, Opacity: 0.4}
		_, _, d := drawnPieces(s, scene.DefaultCamera)
		c := d.data.Colors[4]
		if c.R != c.G || c.G != c.B || c.A != 0.4 {
			t.Errorf("colour %v", c)
		}
		return 2 * c.R
	}
	// The box has edges 4 : 4 : 3, so the slope there is 3/4.
	n := scene.Vec{X: -0.75, Z: 1}
	want := 0.70 + 0.36*n.Dot(scene.Vec{X: -0.36, Y: -0.48, Z: 0.8})/n.Norm()
	if got := shade(nil); math.Abs(float64(got)-want) > 2e-3 {
		t.Errorf("shade %v, want %v", got, want)
	}
	if got := shade(&Lighting{Ambient: 0.5}); got != 0.5 {
		t.Errorf("without a directed light: %v", got)
	}
	along := Lighting{Azimuth: 180, Elevation: 180 / math.Pi * math.Atan2(1, 0.75), Diffuse: 0.9}
	if got := shade(&along); math.Abs(float64(got)-0.9) > 1e-6 {
		t.Errorf("in line with the light: %v", got)
	}
	if dull, glossy := shade(&Lighting{Elevation: 45, Azimuth: 180, Ambient: 0.3}), shade(&Lighting{Elevation: 45, Azimuth: 180, Ambient: 0.3, Gloss: 1}); !(glossy > dull) {
		t.Errorf("gloss makes %v of %v", glossy, dull)
	}
}

// While the camera turns, cut surfaces compute nothing anew and allocate no more
// than others.
func TestCutSurfaceTurns(t *testing.T) {
	s := &Surface{Grid: grid81x61(), Mode: Faces, Color: gray, Bands: white(4), BandsAt: []float64{0.01, 0.02, 0.05}, Clip: &scene.Clip{Min: 0.001, Max: 0.08}}
	l := new(scene.DisplayList)
	c := scene.DefaultCamera
	v := scene.NewView(c, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
	frame := func() {
		c.Azimuth += 0.01
		v.Set(c, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40, 1)
		l.Reset(640, 480, scene.Color{})
		s.Draw(l, v)
	}
	frame()
	version := s.detail[0][1].data.Version
	if n := testing.AllocsPerRun(20, frame); n > 12 {
		t.Errorf("%v allocations a frame", n)
	}
	if s.detail[0][1].data.Version != version {
		t.Error("turning computes the mesh anew")
	}
}

// BenchmarkCut is what a change of the surface costs, with ten bands and limits.
func BenchmarkCut(b *testing.B) {
	axis := grid.Linspace(-5, 5, 501)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return math.Sin(x) * math.Cos(y) })
	s := &Surface{Grid: g, Mode: Smooth, Color: gray, Bands: white(11), BandsAt: grid.Linspace(-0.8, 0.8, 10), Clip: &scene.Clip{Min: -0.95, Max: 0.9}}
	v := scene.NewView(scene.DefaultCamera, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 900, Y: 700}}, 40)
	var l scene.DisplayList
	b.ReportAllocs()
	for b.Loop() {
		s.Version++
		l.Reset(900, 700, scene.Color{})
		s.Draw(&l, v)
	}
}

// BenchmarkCutTurns is what a frame costs while the camera turns.
func BenchmarkCutTurns(b *testing.B) {
	axis := grid.Linspace(-5, 5, 501)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return math.Sin(x) * math.Cos(y) })
	s := &Surface{Grid: g, Mode: Smooth, Color: gray, Bands: white(11), BandsAt: grid.Linspace(-0.8, 0.8, 10), Clip: &scene.Clip{Min: -0.95, Max: 0.9}}
	v := scene.NewView(scene.DefaultCamera, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 900, Y: 700}}, 40)
	var l scene.DisplayList
	b.ReportAllocs()
	for b.Loop() {
		l.Reset(900, 700, scene.Color{})
		s.Draw(&l, v)
	}
}
