package solid

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/grid"
)

// What a body must be, whatever the gaps: closed and without pinched vertices,
// by index and, read back from STL, by place; facing outwards; of the volume
// that its triangles have.
func checkProperties(t *testing.T, g *grid.Grid, thickness float64, o Options) {
	t.Helper()
	n, area, under := drawnArea(g)
	m, err := FromGrid(g, thickness, o)
	if n == 0 {
		if none := new(NoSurfaceError); !errors.As(err, &none) {
			t.Fatalf("no triangles: error is %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if m.Surface != n {
		t.Fatalf("surface has %d triangles, want %d", m.Surface, n)
	}
	if err := checkBody(m); err != nil {
		t.Fatal(err)
	}
	read, err := throughSTL(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := read.Closed(); err != nil {
		t.Fatalf("STL: %v", err)
	}
	if err := oneFan(read); err != nil {
		t.Fatalf("STL: %v", err)
	}
	if a, b := pieces(m), pieces(read); a != b {
		t.Fatalf("%d pieces, %d in STL", a, b)
	}

	// The unit is found from an edge that is the same in both.
	j, _ := New(g, thickness, o)
	for j.mesh == nil {
		if _, err := j.Step(); err != nil {
			t.Fatal(err)
		}
	}
	mm2 := j.unit[0] * j.unit[1]
	want := area * mm2 * thickness
	if o.Base == Flat {
		want += (under - area*j.lo[2]) * mm2 * j.unit[2]
	}
	tol := 1e-9
	if hasSplit(j) {
		tol = 0.15 // drawing apart takes away, and gives, a few parts in 64
	}
	if v := m.Volume(); !near(v, want, tol) {
		t.Fatalf("volume is %v, want %v", v, want)
	}
}

func hasSplit(j *Construction) bool {
	for _, s := range j.sets {
		if s.arcs() > 1 {
			return true
		}
	}
	return false
}

func TestAllGapsOfSmallGrids(t *testing.T) {
	for _, size := range [][2]int{{2, 2}, {2, 5}, {5, 2}, {3, 3}, {4, 3}} {
		nx, ny := size[0], size[1]
		r := rand.New(rand.NewPCG(1, 2))
		for gaps := range 1 << (nx * ny) {
			g := plate(nx, ny, 0)
			for k := range g.Z {
				g.Z[k] = r.Float64()
				if gaps>>k&1 != 0 {
					g.Z[k] = nan
				}
			}
			checkProperties(t, g, 1, Options{Base: Base(gaps & 1)})
		}
	}
}

func TestRandomGaps(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		g := randomGrid(r, 2+r.IntN(30), 2+r.IntN(30), 0.6*r.Float64())
		o := Options{Base: Base(r.IntN(2)), Size: math.Exp(4 * r.NormFloat64())}
		o.Size = min(max(o.Size, minSize), maxSize)
		// Make the spacing fit, which extreme heights would not let it.
		if lo, hi, ok := g.Range(); ok && hi > lo {
			o.Scale = [3]float64{1, 1, 1 / (hi - lo)}
		}
		_, err := FromGrid(g, o.Size/10, o)
		if spacing := new(RangeError); errors.As(err, &spacing) {
			continue
		}
		checkProperties(t, g, o.Size/10, o)
	}
}

// Drawing triangles apart turns none over, even where wide cells lie beside
// narrow ones.
func TestUnevenSpacing(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	splits := 0
	for range 2000 {
		g := plate(8, 8, 0)
		for _, axis := range [][]float64{g.X, g.Y} {
			for i := range axis[1:] {
				axis[i+1] = axis[i] + []float64{1, 1000}[r.IntN(2)]
			}
		}
		for k := range g.Z {
			if r.IntN(3) == 0 {
				g.Z[k] = nan
			}
		}
		if r.IntN(2) == 0 {
			tear(r, g, 0.15)
		}
		j, err := New(g, 1, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for done := false; !done && err == nil; {
			done, err = j.Step()
			if j.sets != nil && hasSplit(j) {
				splits++
			}
		}
		if err != nil {
			continue // nothing is left
		}
		if err := checkBody(j.Mesh()); err != nil {
			t.Fatal(err)
		}
	}
	if splits < 500 {
		t.Errorf("only %d grids with split vertices", splits)
	}
}

// Triangles that touch in a corner only are apart.
func TestCornersTouch(t *testing.T) {
	for _, c := range []struct {
		name   string
		rows   []string // from the north; x is missing
		pieces int
	}{
		{"one cell", []string{"oo", "oo"}, 1},
		{"one triangle", []string{"xo", "oo"}, 1},
		{"no triangle", []string{"ooo", "xox", "ooo"}, 0},
		{"corners off the diagonals", []string{"xoo", "ooo", "oox"}, 1},
		{"a hole", []string{"ooooo", "ooooo", "ooxoo", "ooooo", "ooooo"}, 1},
		{"sectors 0 and 3", []string{"xxo", "ooo", "oxx"}, 2},
		{"sectors 1 and 4", []string{"xoo", "xox", "oox"}, 2},
		{"sectors 2 and 5", []string{"xox", "ooo", "xox"}, 2},
		{"a body that touches itself", []string{"ooooooooo", "ooooooooo", "oooxoxooo", "ooooooooo", "ooooooooo"}, 1},
		{"two islands", []string{"ooxoo", "ooxoo"}, 2},
		{"isolated samples", []string{"oxoxo", "xxxxx", "ooxox", "ooxxo"}, 1},
	} {
		ny, nx := len(c.rows), len(c.rows[0])
		g := plate(nx, ny, 0)
		for j, row := range c.rows {
			for i := range row {
				g.Z[(ny-1-j)*nx+i] = float64(i)
				if row[i] == 'x' {
					g.Z[(ny-1-j)*nx+i] = nan
				}
			}
		}
		t.Run(c.name, func(t *testing.T) {
			checkProperties(t, g, 1, Options{})
			if c.pieces == 0 {
				return
			}
			m := must(t, g, 1, Options{})
			if n := pieces(m); n != c.pieces {
				t.Errorf("%d pieces, want %d", n, c.pieces)
			}
		})
	}
}

// A box of a x b x c has the volume abc, a wedge half of that.
func TestVolume(t *testing.T) {
	ramp := plate(11, 6, 0)
	ramp.Fill(func(x, _ float64) float64 { return x / 5 })
	for _, c := range []struct {
		name      string
		g         *grid.Grid
		thickness float64
		o         Options
		lo, hi    [3]float64
		volume    float64
	}{
		{"plate", plate(11, 6, 7), 3, Options{}, [3]float64{}, [3]float64{100, 50, 3}, 15000},
		{"shell of a plate", plate(11, 6, -7), 3, Options{Base: Shell}, [3]float64{}, [3]float64{100, 50, 3}, 15000},
		{"cube", plate(2, 2, 0), 20, Options{Size: 20}, [3]float64{}, [3]float64{20, 20, 20}, 8000},
		{"stretched", plate(11, 6, 0), 1, Options{Size: 20, Scale: [3]float64{1, 4, 1}}, [3]float64{}, [3]float64{10, 20, 1}, 200},
		{"ramp", ramp, 5, Options{}, [3]float64{}, [3]float64{100, 50, 25}, 100 * 50 * 15},
		{"steep ramp", ramp, 5, Options{Scale: [3]float64{1, 1, 10}}, [3]float64{}, [3]float64{50, 25, 105}, 50 * 25 * 55},
		{"shell of a ramp", ramp, 5, Options{Base: Shell}, [3]float64{}, [3]float64{100, 50, 25}, 100 * 50 * 5},
	} {
		m := must(t, c.g, c.thickness, c.o)
		lo, hi := m.Bounds()
		for a := range lo {
			if math.Abs(lo[a]-c.lo[a]) > 1e-9 || math.Abs(hi[a]-c.hi[a]) > 1e-9 {
				t.Errorf("%s: bounds %v %v, want %v %v", c.name, lo, hi, c.lo, c.hi)
				break
			}
		}
		if v := m.Volume(); !near(v, c.volume, 1e-12) {
			t.Errorf("%s: volume %v, want %v", c.name, v, c.volume)
		}
		if err := checkBody(m); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		for k, tri := range m.Triangles {
			m.Triangles[k] = [3]uint32{tri[0], tri[2], tri[1]}
		}
		if v := m.Volume(); !near(v, -c.volume, 1e-12) {
			t.Errorf("%s turned inside out: volume %v", c.name, v)
		}
	}
	if v := new(Mesh).Volume(); v != 0 {
		t.Errorf("empty: volume %v", v)
	}
}

// A body is as large as asked without what is not drawn.
func TestSizeIsOfWhatIsDrawn(t *testing.T) {
	g := plate(21, 6, 0)
	for j := range g.Ny() {
		for i := 11; i < g.Nx(); i++ {
			g.Z[j*g.Nx()+i] = nan
		}
	}
	g.Z[20] = 1e9 // alone
	_, hi := must(t, g, 3, Options{Size: 40}).Bounds()
	if want := [3]float64{40, 20, 3}; hi != want {
		t.Errorf("size %v, want %v", hi, want)
	}
}

func TestErrors(t *testing.T) {
	gap := plate(5, 5, nan)
	tight := plate(5, 5, 0)
	tight.X[1] = 1e-6
	tall := plate(5, 5, 0)
	tall.Z[7] = 1e12
	huge := plate(5, 5, -1e308)
	huge.Z[7] = 1e308
	for _, c := range []struct {
		g         *grid.Grid
		thickness float64
		o         Options
		want      string
	}{
		{plate(1, 5, 0), 1, Options{}, "grid of 1 x 5 samples has no surface"},
		{plate(5, 1, 0), 1, Options{}, "grid of 5 x 1 samples has no surface"},
		{new(grid.Grid), 1, Options{}, "grid of 0 x 0 samples has no surface"},
		{gap, 1, Options{}, "grid of 5 x 5 samples has no surface"},
		{plate(5, 5, math.Inf(1)), 1, Options{}, "grid of 5 x 5 samples has no surface"},
		{plate(5, 5, 0), 0, Options{}, "thickness is 0 but must be from 0.0030517578125 to 1e+06 mm"},
		{plate(5, 5, 0), -2, Options{}, "thickness is -2 but must be from 0.0030517578125 to 1e+06 mm"},
		{plate(5, 5, 0), nan, Options{}, "thickness is NaN but must be from 0.0030517578125 to 1e+06 mm"},
		{plate(5, 5, 0), math.Inf(1), Options{}, "thickness is +Inf but must be from 0.0030517578125 to 1e+06 mm"},
		{plate(5, 5, 0), 1, Options{Size: -1}, "size is -1 but must be from 0.001 to 1e+06 mm"},
		{plate(5, 5, 0), 1, Options{Size: nan}, "size is NaN but must be from 0.001 to 1e+06 mm"},
		{plate(5, 5, 0), 1, Options{Scale: [3]float64{1, 1, -1}}, "scale z is -1 but must be a positive number"},
		{plate(5, 5, 0), 1, Options{Scale: [3]float64{0, 1, 1}}, "scale x is 0 but must be a positive number"},
		{plate(5, 5, 0), 1, Options{Scale: [3]float64{1, nan, 1}}, "scale y is NaN but must be a positive number"},
		{plate(5, 5, 0), 1, Options{Base: 7}, "base is 7 but must be Flat or Shell"},
		{tight, 1, Options{}, "spacing of x is 2.5e-05 but must be at least 0.0030517578125 mm"},
		{tall, 1, Options{}, "spacing of x is 1e-10 but must be at least 0.0030517578125 mm"},
		{huge, 1, Options{}, "scale x is 1 but must be one suited to the data"},
	} {
		m, err := FromGrid(c.g, c.thickness, c.o)
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("mesh %v, error %v, want %s", m, err, c.want)
		}
	}

	defer func() {
		if r := recover(); fmt.Sprint(r) != "solid: 3 samples on a grid of 2 x 2" {
			t.Errorf("panic %v", r)
		}
	}()
	FromGrid(&grid.Grid{X: []float64{0, 1}, Y: []float64{0, 1}, Z: make([]float64, 3)}, 1, Options{})
}

func TestClosedNamesTheEdge(t *testing.T) {
	tetrahedron := func() *Mesh {
		return &Mesh{Vertices: make([][3]float64, 4), Triangles: [][3]uint32{{0, 2, 1}, {0, 1, 3}, {1, 2, 3}, {2, 0, 3}}}
	}
	if err := tetrahedron().Closed(); err != nil {
		t.Error(err)
	}
	if err := new(Mesh).Closed(); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		name  string
		spoil func(*Mesh)
		want  EdgeError
	}{
		{"a triangle is missing", func(m *Mesh) { m.Triangles = m.Triangles[:3] }, EdgeError{0, 2, 1, 0}},
		{"a triangle is turned", func(m *Mesh) { m.Triangles[2] = [3]uint32{1, 3, 2} }, EdgeError{1, 3, 2, 0}},
		{"a triangle is there twice", func(m *Mesh) { m.Triangles = append(m.Triangles, m.Triangles[1]) }, EdgeError{0, 1, 2, 1}},
		{"a triangle is a line", func(m *Mesh) { m.Triangles = append(m.Triangles, [3]uint32{3, 3, 3}) }, EdgeError{3, 3, 3, 3}},
		{"the body is there twice", func(m *Mesh) { m.Triangles = append(m.Triangles, m.Triangles...) }, EdgeError{0, 1, 2, 2}},
	} {
		m := tetrahedron()
		c.spoil(m)
		got := new(EdgeError)
		if err := m.Closed(); !errors.As(err, &got) || *got != c.want {
			t.Errorf("%s: %v, want %v", c.name, err, &c.want)
		}
	}
}

// The sectors of every set are in its arcs, each of them in one, and neighbours in
// the same.
func TestArcs(t *testing.T) {
	for s := range sectorSet(1 << sectors) {
		var all sectorSet
		for n := range s.arcs() {
			first, length := s.arc(n)
			for k := first; k < first+length; k++ {
				if m := k % sectors; !s.has(m) || all.has(m) || s.vertex(m) != uint32(n) {
					t.Errorf("set %06b: sector %d in arc %d, vertex %d", s, m, n, s.vertex(m))
				}
				all |= 1 << (k % sectors)
			}
			if length < sectors && (s.has((first+sectors-1)%sectors) || s.has((first+length)%sectors)) {
				t.Errorf("set %06b: arc %d is %d from %d", s, n, length, first)
			}
		}
		if all != s || s.arcs() > 3 {
			t.Errorf("set %06b has the arcs %06b, %d", s, all, s.arcs())
		}
	}
}

func TestJobSteps(t *testing.T) {
	g := plate(300, 200, 0)
	j, err := New(g, 1, Options{})
	if err != nil {
		t.Fatal(err)
	}
	steps, last := 0, 0.0
	for done := false; !done; steps++ {
		if j.Mesh() != nil {
			t.Fatal("mesh before the end")
		}
		done, err = j.Step()
		if err != nil {
			t.Fatal(err)
		}
		p := j.Progress()
		if !(p >= last && p <= 1) || done != (p == 1) {
			t.Fatalf("step %d: progress %v after %v, done is %t", steps, p, last, done)
		}
		last = p
	}
	if want := 2 * ((len(g.Z) + batch - 1) / batch); steps != want {
		t.Errorf("%d steps, want %d", steps, want)
	}
	if done, err := j.Step(); !done || err != nil {
		t.Errorf("one more step: %t, %v", done, err)
	}
	if m := j.Mesh(); len(m.Triangles) != 4*299*199+4*(299+199) || len(m.Vertices) != 2*len(g.Z) {
		t.Errorf("%d triangles, %d vertices", len(m.Triangles), len(m.Vertices))
	}
}

func TestJobDoesNotAllocateInSteps(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	g := plate(200, 4*batch/200, 0)
	for k := range g.Z {
		if r.IntN(3) == 0 {
			g.Z[k] = nan
		}
	}
	j, err := New(g, 1, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(2, func() { j.Step() }); n != 0 {
		t.Errorf("%v allocations in a step of the survey", n)
	}
	for j.mesh == nil {
		if _, err := j.Step(); err != nil {
			t.Fatal(err)
		}
	}
	if n := testing.AllocsPerRun(2, func() { j.Step() }); n != 0 {
		t.Errorf("%v allocations in a step of building", n)
	}
}

func FuzzFromGrid(f *testing.F) {
	f.Add(3, []byte("abcabcabc"), 2.0, 50.0, 1.0, false)
	f.Add(4, []byte("a\x00ab\x00aabcbba"), 0.1, 10.0, 3.0, true)
	f.Add(3, []byte("\x00aabbba\x00a"), 1e-3, 1e-3, 1e-3, true)
	f.Fuzz(func(t *testing.T, nx int, heights []byte, thickness, size, scale float64, shell bool) {
		if nx < 1 || nx > 64 || len(heights) > 4096 {
			return
		}
		g := plate(nx, len(heights)/nx, 0)
		for k := range g.Z {
			g.Z[k] = float64(heights[k])
			if heights[k] < 'a' {
				g.Z[k] = nan
			}
		}
		o := Options{Size: size, Scale: [3]float64{1, 1, scale}}
		if shell {
			o.Base = Shell
		}
		m, err := FromGrid(g, thickness, o)
		if err != nil {
			return
		}
		if err := m.Closed(); err != nil {
			t.Fatal(err)
		}
		if v := m.Volume(); !(v > 0) {
			t.Fatalf("volume is %v", v)
		}
		read, err := throughSTL(m)
		if err != nil {
			t.Fatal(err)
		}
		if err := read.Closed(); err != nil {
			t.Fatalf("STL: %v", err)
		}
		if err := oneFan(read); err != nil {
			t.Fatalf("STL: %v", err)
		}
	})
}

func wave(n int) *grid.Grid {
	g := grid.New(grid.Linspace(-3, 3, n), grid.Linspace(-3, 3, n))
	g.Fill(func(x, y float64) float64 { return math.Sin(x) + math.Cos(y) })
	return g
}

func BenchmarkFromGrid500(b *testing.B) {
	g := wave(500)
	b.ReportAllocs()
	for b.Loop() {
		must(b, g, 3, Options{})
	}
}

func BenchmarkClosed500(b *testing.B) {
	m := must(b, wave(500), 3, Options{})
	b.ReportAllocs()
	for b.Loop() {
		if err := m.Closed(); err != nil {
			b.Fatal(err)
		}
	}
}
