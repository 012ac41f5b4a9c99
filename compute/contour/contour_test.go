package contour

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	"zscape/compute/gaussian"
	"zscape/compute/grid"
)

// bell is the density that testdata/octave.json was computed from.
func bell(t testing.TB) (*grid.Grid, *gaussian.Density) {
	t.Helper()
	d, err := gaussian.New([2]float64{}, [2][2]float64{{2, 1}, {1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	g := grid.New(grid.Arange(-3, 3.1, 0.1), grid.Arange(-4, 4.1, 0.1))
	g.Fill(d.At)
	return g, d
}

type octave struct {
	LevelList []float64
	Polylines []struct {
		Level  float64
		Closed bool
		XY     [][2]float64
	}
}

// readOctave reads the levels and lines of contour(x, y, z) in Octave 7.3.
func readOctave(t *testing.T) (ref octave) {
	t.Helper()
	data, err := os.ReadFile("testdata/octave.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.LevelList) == 0 || len(ref.Polylines) == 0 {
		t.Fatal("testdata/octave.json is empty")
	}
	return ref
}

// Octave contours cells, so its vertices are those of ours that are not on a
// diagonal, in the same number of lines.
func TestOctave(t *testing.T) {
	g, _ := bell(t)
	onAxis := func(a []float64, v float64) bool {
		return slices.ContainsFunc(a, func(s float64) bool { return math.Abs(s-v) < 1e-9 })
	}
	near := func(p, q [2]float64) bool { return math.Hypot(p[0]-q[0], p[1]-q[1]) < 1e-9 }
	ref := readOctave(t)
	want := map[float64][][2]float64{}
	lines := map[float64]int{}
	for _, l := range ref.Polylines {
		xy := l.XY
		if l.Closed {
			xy = xy[1:]
		}
		want[l.Level] = append(want[l.Level], xy...)
		lines[l.Level]++
	}
	for level, want := range want {
		var got [][2]float64
		ours := Lines(g, level)
		for _, l := range ours {
			points := l.Points
			if l.Closed {
				points = points[1:]
			}
			for _, p := range points {
				if onAxis(g.X, p[0]) || onAxis(g.Y, p[1]) {
					got = append(got, p)
				}
			}
		}
		if len(ours) != lines[level] || len(got) != len(want) {
			t.Errorf("level %v: %d lines with %d vertices, want %d with %d", level, len(ours), len(got), lines[level], len(want))
		}
		for _, p := range want {
			if !slices.ContainsFunc(got, func(q [2]float64) bool { return near(p, q) }) {
				t.Errorf("level %v: no vertex at %v", level, p)
			}
		}
	}
}

// area returns the signed area that a closed line encloses.
func area(l Line) float64 {
	sum := 0.0
	for k, p := range l.Points[1:] {
		q := l.Points[k]
		sum += q[0]*p[1] - p[0]*q[1]
	}
	return sum / 2
}

// The level lines of the density are ellipses of area 2 pi log(peak/level)
// sqrt(det), traced with the peak on the left.
func TestEllipseArea(t *testing.T) {
	g, d := bell(t)
	for _, level := range []float64{0.02, 0.05, 0.08} {
		lines := Lines(g, level)
		if len(lines) != 1 || !lines[0].Closed {
			t.Fatalf("level %v: %d lines, want a closed one", level, len(lines))
		}
		want := 2 * math.Pi * math.Log(d.Constant()/level) * math.Sqrt(d.Det())
		if got := area(lines[0]); math.Abs(got-want) > 0.01*want {
			t.Errorf("level %v: area %v, want %v", level, got, want)
		}
	}
}

// checkLines checks what holds for all lines: vertices lie on the surface at the
// level, neighbours differ by more than rounding, closed lines are closed.
func checkLines(t *testing.T, g *grid.Grid, lines []Line) {
	t.Helper()
	for _, l := range lines {
		n := len(l.Points)
		if n < 2 {
			t.Fatalf("level %v: line of %d points", l.Level, n)
		}
		if closed := l.Points[0] == l.Points[n-1]; l.Closed && !closed {
			t.Fatalf("level %v: closed line begins at %v and ends at %v", l.Level, l.Points[0], l.Points[n-1])
		}
		for k, p := range l.Points {
			if k > 0 && math.Hypot(p[0]-l.Points[k-1][0], p[1]-l.Points[k-1][1]) < 1e-13 {
				t.Fatalf("level %v: point %v twice in a row", l.Level, p)
			}
			// Rounding may put a vertex a hair outside; come back in.
			x := min(max(p[0], g.X[0]), g.X[g.Nx()-1])
			y := min(max(p[1], g.Y[0]), g.Y[g.Ny()-1])
			if z := g.Sample(x, y); math.Abs(z-l.Level) > 1e-9 {
				t.Fatalf("level %v: surface at vertex %v is %v", l.Level, p, z)
			}
		}
	}
}

func TestRandomSurfaces(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for trial := range 200 {
		g := grid.New(grid.Linspace(-1-rng.Float64(), 2, 2+rng.IntN(12)), grid.Linspace(-rng.Float64(), 5, 2+rng.IntN(12)))
		for k := range g.Z {
			g.Z[k] = rng.NormFloat64()
			if trial%2 == 0 { // many samples equal to a level
				g.Z[k] = float64(rng.IntN(5))
			}
		}
		levels := []float64{0, 0.3, 1, 2, 3.5}
		lines := Lines(g, levels...)
		checkLines(t, g, lines)
		for _, l := range lines {
			if !l.Closed && !(onBorder(g, l.Points[0]) && onBorder(g, l.Points[len(l.Points)-1])) {
				t.Fatalf("open line from %v to %v", l.Points[0], l.Points[len(l.Points)-1])
			}
		}
		if again := Lines(g, levels...); !reflect.DeepEqual(lines, again) {
			t.Fatal("a second run gives other lines")
		}
		var one []Line
		for _, level := range levels {
			one = append(one, Lines(g, level)...)
		}
		if !reflect.DeepEqual(lines, one) {
			t.Fatal("levels together and one by one give other lines")
		}
	}
}

func onBorder(g *grid.Grid, p [2]float64) bool {
	return p[0] == g.X[0] || p[0] == g.X[g.Nx()-1] || p[1] == g.Y[0] || p[1] == g.Y[g.Ny()-1]
}

// Off the samples' values, every edge with ends on both sides of the level is
// crossed exactly once.
func TestEveryCrossingOnce(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		nx, ny := 2+rng.IntN(10), 2+rng.IntN(10)
		g := grid.New(grid.Linspace(0, 1, nx), grid.Linspace(0, 1, ny))
		for k := range g.Z {
			g.Z[k] = rng.NormFloat64()
		}
		want := 0
		count := func(a, b float64) {
			if a < 0.1 != (b < 0.1) {
				want++
			}
		}
		for j := range ny {
			for i := range nx {
				if i+1 < nx {
					count(g.At(i, j), g.At(i+1, j))
				}
				if j+1 < ny {
					count(g.At(i, j), g.At(i, j+1))
				}
				if i+1 < nx && j+1 < ny {
					count(g.At(i, j), g.At(i+1, j+1))
				}
			}
		}
		seen := map[[2]float64]bool{}
		for _, l := range Lines(g, 0.1) {
			for _, p := range l.Points {
				seen[p] = true
			}
			if l.Closed {
				want++
			}
			want -= len(l.Points)
		}
		if want != 0 {
			t.Fatalf("%d crossings too few", want)
		}
	}
}

func TestGaps(t *testing.T) {
	g := grid.New(grid.Linspace(-1, 1, 21), grid.Linspace(-1, 1, 21))
	g.Fill(math.Hypot)
	if lines := Lines(g, 0.55); len(lines) != 1 || !lines[0].Closed {
		t.Fatalf("%d lines on the whole cone, want a closed one", len(lines))
	}
	g.Z[10*21+15] = math.NaN() // at (0.5, 0)
	g.Z[10*21+4] = math.Inf(1) // at (-0.6, 0)
	lines := Lines(g, 0.55)
	checkLines(t, g, lines)
	if len(lines) != 2 || lines[0].Closed || lines[1].Closed {
		t.Errorf("%d lines beside two gaps, want two open ones", len(lines))
	}
}

// A line ends where the surface is torn, and does not run along the tear.
func TestTears(t *testing.T) {
	g := grid.New(grid.Linspace(-1, 1, 20), grid.Linspace(-1, 1, 21))
	g.Fill(func(x, y float64) float64 { return 1/x + 4*y })
	if lines := Lines(g, 0.5); len(lines) != 3 {
		t.Fatalf("%d lines of 1/x + 4y with a wall at 0, want that along it, too", len(lines))
	}
	for j := range g.Y {
		g.Tear(9, j, grid.AlongX)
	}
	lines := Lines(g, 0.5)
	checkLines(t, g, lines)
	if len(lines) != 2 {
		t.Errorf("%d lines beside a tear, want 2", len(lines))
	}
	for _, l := range lines {
		for _, p := range l.Points {
			if g.X[9] < p[0] && p[0] < g.X[10] {
				t.Errorf("a line over the tear at %v", p)
			}
		}
	}
}

func TestEqualToLevel(t *testing.T) {
	x := grid.Linspace(-3, 3, 7)
	for _, tt := range []struct {
		name   string
		f      func(x, y float64) float64
		lines  int
		closed bool
		points int
	}{
		{"ramp through samples", func(x, y float64) float64 { return x }, 1, false, 7},
		{"plateau at the level", func(x, y float64) float64 { return -max(math.Abs(x), math.Abs(y), 1) + 1 }, 1, true, 9},
		{"peak at the level", func(x, y float64) float64 { return -math.Hypot(x, y) }, 0, false, 0},
		{"flat", func(x, y float64) float64 { return 0 }, 0, false, 0},
		{"floor at the level", func(x, y float64) float64 { return max(math.Abs(x), math.Abs(y), 1) - 1 }, 1, true, 9},
		{"round floor", func(x, y float64) float64 { return max(x*x+y*y-1, 0) }, 1, true, 7}, // twice through the middle
		{"floor up to the border", func(x, y float64) float64 { return max(x, 0) }, 1, false, 7},
		{"top up to the border", func(x, y float64) float64 { return min(x, 0) }, 1, false, 7},
		{"floor in a corner", func(x, y float64) float64 { return max(x+y, 0) }, 1, false, 13}, // in steps
		{"step", func(x, y float64) float64 { return math.Floor(x/2) + 1 }, 1, false, 7},
		{"terrace", func(x, y float64) float64 { return max(x-1, 0) + min(x+1, 0) }, 1, false, 7},
		{"pit at the level", func(x, y float64) float64 { return math.Hypot(x, y) }, 0, false, 0},
		{"below", func(x, y float64) float64 { return -1 }, 0, false, 0},
	} {
		g := grid.New(x, x)
		g.Fill(tt.f)
		lines := Lines(g, 0)
		checkLines(t, g, lines)
		if len(lines) != tt.lines {
			t.Errorf("%s: %d lines, want %d", tt.name, len(lines), tt.lines)
			continue
		}
		if tt.lines > 0 && (lines[0].Closed != tt.closed || len(lines[0].Points) != tt.points) {
			t.Errorf("%s: closed %v, %d points; want %v, %d", tt.name, lines[0].Closed, len(lines[0].Points), tt.closed, tt.points)
		}
	}
}

// A line never runs between two flat triangles: flat parts have an outline and
// nothing within.
func TestNothingWithinFlats(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		nx, ny := 3+rng.IntN(12), 3+rng.IntN(12)
		g := grid.New(grid.Linspace(0, float64(nx-1), nx), grid.Linspace(0, float64(ny-1), ny))
		// Large flat parts: the same value over squares.
		seed := rng.Uint64()
		for k := range g.Z {
			g.Z[k] = float64(rand.New(rand.NewPCG(seed, uint64(k%nx/3*100+k/nx/3))).IntN(3))
		}
		level := float64(rng.IntN(3))
		flat := func(a, b, c int) bool { return g.Z[a] == level && g.Z[b] == level && g.Z[c] == level }
		lines := Lines(g, level)
		checkLines(t, g, lines)
		for _, l := range lines {
			if !l.Closed && !(onBorder(g, l.Points[0]) && onBorder(g, l.Points[len(l.Points)-1])) {
				t.Fatalf("open line from %v to %v", l.Points[0], l.Points[len(l.Points)-1])
			}
			for n := 1; n < len(l.Points); n++ {
				mid := [2]float64{(l.Points[n-1][0] + l.Points[n][0]) / 2, (l.Points[n-1][1] + l.Points[n][1]) / 2}
				// The triangles beside an edge of the lattice.
				i, j := int(mid[0]), int(mid[1])
				k := j*nx + i
				var beside [][3]int
				switch fx, fy := mid[0] != math.Floor(mid[0]), mid[1] != math.Floor(mid[1]); {
				case fx && fy:
					beside = [][3]int{{k, k + 1, k + nx + 1}, {k, k + nx + 1, k + nx}}
				case fx && j > 0 && j < ny-1:
					beside = [][3]int{{k, k + 1, k + nx + 1}, {k - nx, k + 1, k}}
				case fy && i > 0 && i < nx-1:
					beside = [][3]int{{k, k + nx + 1, k + nx}, {k - 1, k, k + nx}}
				}
				if len(beside) == 2 && flat(beside[0][0], beside[0][1], beside[0][2]) && flat(beside[1][0], beside[1][1], beside[1][2]) {
					t.Fatalf("level %v: the line from %v to %v is within a flat part", level, l.Points[n-1], l.Points[n])
				}
			}
		}
	}
}

func TestNoLines(t *testing.T) {
	g, _ := bell(t)
	for _, level := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 1} {
		if lines := Lines(g, level); len(lines) != 0 {
			t.Errorf("level %v: %d lines", level, len(lines))
		}
	}
	if lines := Lines(grid.New([]float64{0}, []float64{0, 1}), 0); len(lines) != 0 {
		t.Errorf("a single column has %d lines", len(lines))
	}
}

func BenchmarkLines(b *testing.B) {
	g, _ := bell(b)
	zmin, zmax, _ := g.Range()
	levels := Levels(zmin, zmax, 10)
	b.ReportAllocs()
	for b.Loop() {
		Lines(g, levels...)
	}
}
