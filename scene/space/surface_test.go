package space

import (
	"math"
	"slices"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

func drawSurface(s *Surface, c scene.Camera, samples int) *scene.DisplayList {
	l := new(scene.DisplayList)
	redrawSurface(l, s, c, samples)
	return l
}

// redrawSurface draws s in place of what is in l.
func redrawSurface(l *scene.DisplayList, s *Surface, c scene.Camera, samples int) {
	v := scene.NewView(c, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
	v.Samples = samples
	l.Reset(640, 480, scene.Color{})
	s.Draw(l, v)
}

func TestWireframeHasAllLines(t *testing.T) {
	for _, c := range []struct{ rs, cs, want int }{
		{1, 1, 142}, {2, 2, 41 + 31}, {10, 5, 9 + 13}, {7, 7, 13 + 10}, {80, 60, 4}, {1000, 1000, 4},
	} {
		s := &Surface{Grid: grid81x61(), RowStride: c.rs, ColStride: c.cs}
		got := 0
		for _, p := range polylines(drawSurface(s, scene.DefaultCamera, 0)) {
			got += p.Len()
		}
		if got != c.want {
			t.Errorf("strides %d, %d: %d polylines, want %d", c.rs, c.cs, got, c.want)
		}
	}
	// Octave's and matplotlib's wireframe of 24 x 24 samples.
	g := grid.New(grid81x61().X[:24], grid81x61().Y[:24])
	if n := polylines(drawSurface(&Surface{Grid: g}, scene.DefaultCamera, 0))[0].Len(); n != 48 {
		t.Errorf("%d polylines, want 48", n)
	}
}

// TestChosenStrides: left to itself, a surface shows all lines where there is
// room, and fewer in a small picture; turning and zooming change nothing.
func TestChosenStrides(t *testing.T) {
	s := &Surface{Grid: grid81x61()}
	lines := func(width, height float64, c scene.Camera) int {
		v := scene.NewView(c, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: width, Y: height}}, 40)
		var l scene.DisplayList
		s.Draw(&l, v)
		n := 0
		for _, p := range polylines(&l) {
			n += p.Len()
		}
		return n
	}
	if n := lines(1100, 840, scene.DefaultCamera); n != 142 {
		t.Errorf("%d lines in a large picture, want 142", n)
	}
	small := lines(360, 400, scene.DefaultCamera)
	if small < 40 || small > 80 {
		t.Errorf("%d lines in a small picture", small)
	}
	c := scene.Camera{Azimuth: 10, Elevation: 70, Zoom: 5, Perspective: true, Distance: 1.3}
	if n := lines(360, 400, c); n != small {
		t.Errorf("%d lines from elsewhere, %d before", n, small)
	}
}

func TestGapsBreakLines(t *testing.T) {
	for _, gap := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, perspective := range []bool{false, true} {
			g := grid81x61()
			g.Z[40*61+30] = gap // breaks a row and a column
			g.Z[0*61+1] = gap   // leaves one point of row 0 alone, and shortens column 1
			s := &Surface{Grid: g, RowStride: 1, ColStride: 1}
			c := scene.DefaultCamera
			c.Perspective = perspective
			p := polylines(drawSurface(s, c, 0))[0]
			if p.Len() != 144 {
				t.Errorf("gap %g: %d polylines, want 144", gap, p.Len())
			}
			for _, w := range p.World {
				if !w.Finite() {
					t.Errorf("gap %g: line through %v", gap, w)
				}
			}
		}
	}
}

// TestColoredLines: the pieces of each line join end to end, cover it all, and
// have the colour of their height.
func TestColoredLines(t *testing.T) {
	g := grid81x61()
	g.Z[40*61+30] = math.NaN()
	plain := polylines(drawSurface(&Surface{Grid: g}, scene.DefaultCamera, 0))[0]
	s := &Surface{Grid: g, ColorLines: true, Color: func(z float64) scene.Color { return scene.Color{R: float32(z), A: 1} }}
	p := polylines(drawSurface(s, scene.DefaultCamera, 0))[0]
	if p.Len() <= plain.Len() {
		t.Errorf("%d coloured pieces of %d lines", p.Len(), plain.Len())
	}
	if len(p.Colors) != p.Len() {
		t.Fatalf("%d colours for %d polylines", len(p.Colors), p.Len())
	}
	zmax := s.Bounds().Max.Z
	k := 0
	for n := range plain.Len() {
		line := plain.WorldAt(n)
		joined := slices.Clone(p.WorldAt(k))
		for k++; k < p.Len() && len(joined) < len(line) && p.WorldAt(k)[0] == joined[len(joined)-1]; k++ {
			joined = append(joined, p.WorldAt(k)[1:]...)
		}
		if !slices.Equal(joined, line) {
			t.Fatalf("line %d: %d points of %d", n, len(joined), len(line))
		}
	}
	if k != p.Len() {
		t.Errorf("%d pieces too many", p.Len()-k)
	}
	for k := range p.Len() {
		w := p.WorldAt(k)
		for m := 1; m < len(w); m++ {
			// Light moves colours towards its ink.
			red := (p.ColorAt(k).R - scene.Light.Deepen*scene.Light.Ink.R) / (1 - scene.Light.Deepen)
			if mid, z := (w[m].Z+w[m-1].Z)/2, float64(red); math.Abs(z-mid) > 0.51*zmax/48 {
				t.Fatalf("piece %d at height %g has the colour of %g", k, mid, z)
			}
		}
	}
}

// TestGridLinesOfMesh: U and V are whole on grid lines and only there.
func TestGridLinesOfMesh(t *testing.T) {
	r := newRand(14)
	for range 500 {
		n, stride := 2+r.IntN(2000), 1+r.IntN(60)
		lines := map[int]bool{}
		everyLine(n, stride, func(k int) { lines[k] = true })
		last := float32(-1)
		for i := range n {
			u := lineCoordinate(i, n, stride)
			if whole := u == float32(math.Floor(float64(u))); whole != lines[i] {
				t.Fatalf("n %d, stride %d: sample %d has coordinate %v; a line there: %v", n, stride, i, u, lines[i])
			}
			if !(u > last) {
				t.Fatalf("n %d, stride %d: coordinates %v, %v", n, stride, last, u)
			}
			last = u
		}
		if int(last) != len(lines)-1 {
			t.Fatalf("n %d, stride %d: %v is the last of %d lines", n, stride, last, len(lines))
		}
	}
	s := &Surface{Grid: grid81x61(), Mode: Hidden, RowStride: 9, ColStride: 7}
	m := meshes(drawSurface(s, scene.DefaultCamera, 0))[0]
	for k := range m.U {
		j, i := k/61, k%61
		u, v := m.U[k], m.V[k]
		if (u == float32(int(u))) != (i%7 == 0 || i == 60) || (v == float32(int(v))) != (j%9 == 0 || j == 80) {
			t.Fatalf("sample %d, %d on lines %v, %v", j, i, u, v)
		}
	}
}

func TestThin(t *testing.T) {
	for n := 1; n < 300; n++ {
		for limit := 1; limit < 150; limit++ {
			a := thin(nil, n, thinning(n, limit))
			if a[0] != 0 || a[len(a)-1] != n-1 {
				t.Fatalf("thin(%d, %d) = %v", n, limit, a)
			}
			if len(a) > max(limit+limit/4, limit+1) {
				t.Fatalf("thin(%d, %d) has %d", n, limit, len(a))
			}
			if n <= limit && len(a) != n {
				t.Fatalf("thin(%d, %d) has %d", n, limit, len(a))
			}
			for k := 1; k < len(a); k++ {
				if d, first := a[k]-a[k-1], a[1]-a[0]; d <= 0 || d > first || d < first && k < len(a)-1 {
					t.Fatalf("thin(%d, %d) = %v", n, limit, a)
				}
			}
		}
	}
}

// TestSurfaceKeepsUp changes every field that may change between drawings: the
// Surface has to draw what a fresh one would.
func TestSurfaceKeepsUp(t *testing.T) {
	r := newRand(15)
	g := grid81x61()
	kept := &Surface{Grid: g, LevelStep: 0.01, Color: gray}
	c := scene.DefaultCamera
	var last string
	for n := range 600 {
		switch r.IntN(12) {
		case 0:
			kept.Mode = SurfaceMode(r.IntN(5))
		case 1:
			kept.Levels = []int{0, 9}[r.IntN(2)]
		case 2:
			kept.LevelMin, kept.LevelStep = uniform(r, 0, 0.05), uniform(r, 0.01, 0.02)
		case 3:
			kept.RowStride, kept.ColStride = r.IntN(9), r.IntN(9)
		case 4:
			kept.ColorLines = !kept.ColorLines
		case 5:
			for k := range g.Z {
				g.Z[k] *= uniform(r, 0.99, 1.01)
			}
			kept.Version++
		case 6:
			kept.Grid = randomGrid(r, 2+r.IntN(40), 2+r.IntN(40))
			g = kept.Grid
			kept.Version++
		case 7:
			c = randomCamera(r)
		}
		samples := []int{0, 16, 20}[r.IntN(3)]
		fresh := &Surface{Grid: g, Mode: kept.Mode, RowStride: kept.RowStride, ColStride: kept.ColStride,
			Color: gray, ColorLines: kept.ColorLines, Levels: kept.Levels, LevelMin: kept.LevelMin, LevelStep: kept.LevelStep}
		a, b := meshes(drawSurface(kept, c, samples)), meshes(drawSurface(fresh, c, samples))
		if len(a) != len(b) {
			t.Fatalf("%d meshes, want %d", len(a), len(b))
		}
		if len(a) == 0 {
			continue
		}
		got, want := a[0], b[0]
		differs := ""
		switch {
		case !slices.Equal(got.Index, want.Index):
			differs = "index"
		case !slices.Equal(got.U, want.U) || !slices.Equal(got.V, want.V):
			differs = "grid lines"
		case got.Levels > 0 && !slices.EqualFunc(got.Level, want.Level, same32):
			differs = "levels"
		case (got.Face == scene.FaceColors || got.GridColors) && !slices.Equal(got.Colors, want.Colors):
			differs = "colours"
		case !slices.EqualFunc(got.X, want.X, same32) || !slices.EqualFunc(got.Y, want.Y, same32):
			differs = "positions"
		}
		if differs != "" && differs != last {
			t.Errorf("drawing %d, mode %d, %d levels: %s differ from a fresh Surface's", n, kept.Mode, kept.Levels, differs)
			last = differs
		}
	}
}

func same32(a, b float32) bool { return a == b || a != a && b != b }

// TestVersionTells: a canvas may trust Version, whatever the surface shows.
func TestVersionTells(t *testing.T) {
	s := &Surface{Grid: grid81x61(), Mode: Faces, Color: gray}
	l := new(scene.DisplayList)
	draw := func(c scene.Camera) *scene.Mesh {
		redrawSurface(l, s, c, 0)
		return meshes(l)[0]
	}
	first := draw(scene.DefaultCamera)
	data, version := first.MeshData, first.Version
	colors := slices.Clone(first.Colors)
	for range 20 {
		m := draw(scene.DefaultCamera.Orbit(10, 1))
		if m.MeshData != data || m.Version != version {
			t.Fatal("turning the camera changed the data of the mesh")
		}
		if !slices.Equal(m.Colors, colors) {
			t.Fatal("turning the camera changed colours")
		}
	}
	// Zooming and moving nearer change no sample either.
	c := scene.DefaultCamera
	for z := scene.MinZoom; z < scene.MaxZoom; z *= 1.01 {
		c.Zoom = z
		if m := draw(c); m.Version != version {
			t.Fatalf("zoom %g computed the surface anew", z)
		}
	}
	c.Zoom, c.Perspective = 1, true
	for d := 1.5; d < scene.MaxDistance; d *= 1.01 {
		c.Distance = d
		if m := draw(c); m.Version != version {
			t.Fatalf("distance %g computed the surface anew", d)
		}
	}
	s.Version++
	if m := draw(scene.DefaultCamera); m.Version == version {
		t.Error("the surface changed, its mesh did not")
	}
}

// TestEyeOnSample has samples exactly in the plane of the eye, where screen
// positions are infinite.
func TestEyeOnSample(t *testing.T) {
	g := grid.New([]float64{-1, -0.5, 0, 0.5, 1}, []float64{-1, 0, 1})
	s := &Surface{Grid: g, Mode: Faces, Color: gray, Levels: 2, LevelStep: 1}
	box := scene.Box{Min: scene.Vec{X: -1, Y: -1, Z: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 1}}
	for _, aspect := range []scene.Vec{{X: 1, Y: 1, Z: 1}, {}, {X: 2, Y: 1, Z: 1}, {X: 1, Y: 1, Z: 0.1}} {
		c := scene.Camera{Zoom: 1, Perspective: true, Distance: aspect.X / aspect.Norm()}
		if aspect == (scene.Vec{}) {
			c.Distance = 4 / math.Sqrt(41)
		}
		for range 3 {
			v := scene.NewView(c, box, aspect, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
			var l scene.DisplayList
			s.Draw(&l, v)
			if err := scene.Check(&l, 0); err != nil {
				t.Errorf("aspect %v, distance %v: %v", aspect, c.Distance, err)
			}
			c.Distance = math.Nextafter(c.Distance, 2)
		}
	}
}

func TestLinesAreWhereTheyLie(t *testing.T) {
	r := newRand(16)
	g := randomGrid(r, 12, 9)
	s := &Surface{Grid: g, ColorLines: true, Color: gray}
	f := Space{Marks: []Mark{s, &Contours{Lines: [][]scene.Vec{{{X: g.X[0], Y: g.Y[0]}, {X: g.X[5], Y: g.Y[5]}, {X: g.X[8], Y: g.Y[2]}}}}}, Box: s.Bounds()}
	for range 500 {
		s.Mode = SurfaceMode(r.IntN(5))
		f.Camera = randomCamera(r)
		var l scene.DisplayList
		f.Draw(&l, 640, 480)
		for _, p := range polylines(&l) {
			for k, w := range p.World {
				q, ok := f.view.Project(w)
				if !ok || q.Sub(p.Points[k]).Norm() > 1e-6*(1+q.Norm()) {
					t.Fatalf("%+v: a line goes through %v, but its place %v is at %v, %v", f.Camera, p.Points[k], w, q, ok)
				}
			}
		}
	}
}

// benchmarkChange is what a frame costs after a slider has changed all heights.
func benchmarkChange(b *testing.B, mode SurfaceMode, samples int) {
	g := square(500)
	heights := [2][]float64{slices.Clone(g.Z), slices.Clone(g.Z)}
	for k := range heights[1] {
		heights[1][k] *= 0.9
	}
	s := &Surface{Grid: g, Mode: mode, Color: gray}
	f := &Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Marks: []Mark{s}}
	figure := scene.Figure{Panels: []scene.Panel{f}, Look: scene.Look{Samples: samples}}
	var l scene.DisplayList
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		copy(g.Z, heights[i%2])
		s.Version++
		figure.Draw(&l, 800, 600)
	}
}

func BenchmarkChange500(b *testing.B)       { benchmarkChange(b, Faces, 0) }
func BenchmarkChange500Coarse(b *testing.B) { benchmarkChange(b, Faces, 128) }
func BenchmarkChange500Hidden(b *testing.B) { benchmarkChange(b, Hidden, 0) }

// BenchmarkRecolor500 is what a frame costs after the colours have changed.
func BenchmarkRecolor500(b *testing.B) {
	s := &Surface{Grid: square(500), Mode: Faces, Color: gray}
	f := &Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Marks: []Mark{s}}
	figure := scene.Figure{Panels: []scene.Panel{f}}
	var l scene.DisplayList
	b.ReportAllocs()
	for b.Loop() {
		s.Version++
		figure.Draw(&l, 800, 600)
	}
}

// What is kept from one drawing to the next is as good as new: whatever changes,
// the picture is that of a surface that was never drawn before, to the last bit.
func TestKeptIsAsNew(t *testing.T) {
	r := newRand(31)
	white11 := white(11)
	for range 60 {
		g := grid.New(grid.Linspace(-2, 2, 5+r.IntN(40)), grid.Linspace(-3, 1, 5+r.IntN(40)))
		g.Fill(func(x, y float64) float64 { return math.Sin(2*x) * math.Cos(y) })
		kept := &Surface{Grid: g, Color: gray, Mode: Faces}
		box, c, samples := kept.Bounds(), randomCamera(r), 0
		for step := range 40 {
			switch r.IntN(16) {
			case 0: // a slider moves all heights
				for k := range g.Z {
					g.Z[k] = 0.97*g.Z[k] + 0.01
				}
			case 1: // one place only
				g.Z[r.IntN(len(g.Z))] += 0.1
			case 2:
				g.Z[r.IntN(len(g.Z))] = []float64{math.NaN(), math.Inf(1), 0}[r.IntN(3)]
			case 3: // another lattice, with as many samples
				for k := range g.X {
					g.X[k] *= 1.1
				}
				if r.IntN(2) == 0 {
					g.X[1] += 0.3 * (g.X[2] - g.X[1])
				}
			case 4: // of another shape
				g.X, g.Y = g.Y, g.X
			case 5:
				g.Torn = nil
				if r.IntN(2) == 0 {
					g.Tear(r.IntN(g.Nx()), r.IntN(g.Ny()), []grid.Tear{grid.AlongX, grid.AlongY, grid.Within}[r.IntN(3)])
				}
			case 6:
				kept.Mode = SurfaceMode(r.IntN(5))
			case 7:
				kept.Lighting = &Lighting{Azimuth: uniform(r, -180, 180), Elevation: uniform(r, 0, 90), Ambient: 0.5, Diffuse: 0.5, Gloss: float64(r.IntN(2))}
			case 8:
				box.Max.Z = uniform(r, 1, 3)
			case 9:
				kept.Bands, kept.BandsAt = nil, nil
				if r.IntN(2) == 0 {
					kept.Bands, kept.BandsAt = white11, grid.Linspace(-0.8, 0.8, 10)
				}
			case 10:
				kept.Clip, kept.Unheld = nil, nil
				if r.IntN(2) == 0 {
					kept.Clip = &scene.Clip{Min: -0.6, Max: uniform(r, 0, 0.9)}
				}
			case 11:
				kept.Levels, kept.LevelMin, kept.LevelStep, kept.LevelsAt = r.IntN(5), -0.5, 0.3, nil
			case 12:
				kept.RowStride, kept.ColStride = r.IntN(4), r.IntN(4)
			case 13:
				samples = []int{0, 3, 7, 12}[r.IntN(4)]
			case 14:
				kept.Opacity = float32(uniform(r, 0.1, 1))
			case 15:
				c = randomCamera(r)
			}
			kept.Version++
			c = c.Orbit(uniform(r, -8, 8), uniform(r, -8, 8))
			fresh := &Surface{Grid: g, Version: kept.Version, Mode: kept.Mode, Color: gray, Lighting: kept.Lighting, Opacity: kept.Opacity,
				RowStride: kept.RowStride, ColStride: kept.ColStride, Bands: kept.Bands, BandsAt: kept.BandsAt, Clip: kept.Clip,
				Levels: kept.Levels, LevelMin: kept.LevelMin, LevelStep: kept.LevelStep}
			var drawn [2]scene.DisplayList
			for k, s := range []*Surface{kept, fresh} {
				v := scene.NewView(c, box, scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
				v.Samples = samples
				s.Draw(&drawn[k], v)
			}
			if a, b := drawn[0].Ops(), drawn[1].Ops(); len(a) != len(b) || !slices.EqualFunc(a, b, sameMesh) {
				t.Fatalf("step %d of %d x %d, %v: the picture is not that of a new surface", step, g.Nx(), g.Ny(), kept.Mode)
			}
		}
	}
}

// sameMesh is whether two operations, if they are meshes, are the same to the last bit.
func sameMesh(a, b any) bool {
	m, ok := a.(*scene.Mesh)
	n, also := b.(*scene.Mesh)
	if !ok || !also {
		return ok == also
	}
	bits := func(a, b []float32) bool {
		return slices.EqualFunc(a, b, func(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) })
	}
	return bits(m.X, n.X) && bits(m.Y, n.Y) && slices.Equal(m.Index, n.Index) && bits(m.U, n.U) && bits(m.V, n.V) &&
		bits(m.Level, n.Level) && slices.EqualFunc(m.Colors, n.Colors, func(a, b scene.Color) bool {
		return bits([]float32{a.R, a.G, a.B, a.A}, []float32{b.R, b.G, b.B, b.A})
	})
}
