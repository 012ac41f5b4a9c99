package grid

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// tearAtRandom tears g at a tenth of its edges and cells.
func tearAtRandom(rng *rand.Rand, g *Grid) {
	for j := range g.Ny() {
		for i := range g.Nx() {
			for _, t := range []Tear{AlongX, AlongY, Within} {
				if rng.IntN(10) == 0 {
					g.Tear(i, j, t)
				}
			}
		}
	}
}

// A tear takes the triangles beside it out of the surface, and no others.
func TestTear(t *testing.T) {
	plate := func() *Grid { return New(Linspace(0, 3, 4), Linspace(0, 3, 4)) }
	for _, tt := range []struct {
		name string
		i, j int
		tear Tear
		gone [][2]float64 // places within the triangles that are
	}{
		{"x", 1, 1, AlongX, [][2]float64{{1.6, 1.1}, {1.4, 0.9}}},
		{"x at the lower border", 1, 0, AlongX, [][2]float64{{1.6, 0.1}}},
		{"x at the upper border", 1, 3, AlongX, [][2]float64{{1.4, 2.9}}},
		{"y", 1, 1, AlongY, [][2]float64{{1.1, 1.6}, {0.9, 1.4}}},
		{"y at the left border", 0, 1, AlongY, [][2]float64{{0.1, 1.6}}},
		{"y at the right border", 3, 1, AlongY, [][2]float64{{2.9, 1.4}}},
		{"within", 2, 1, Within, [][2]float64{{2.6, 1.4}, {2.4, 1.6}}},
		{"beyond the last column", 3, 1, AlongX | Within, nil},
		{"beyond the last row", 1, 3, AlongY | Within, nil},
	} {
		g := plate()
		g.Tear(tt.i, tt.j, tt.tear)
		for _, p := range tt.gone {
			if z := g.Sample(p[0], p[1]); !math.IsNaN(z) {
				t.Errorf("%s: at %v is %v", tt.name, p, z)
			}
		}
		if n := len(g.triangles()); n != 18-len(tt.gone) {
			t.Errorf("%s: %d triangles, want %d", tt.name, n, 18-len(tt.gone))
		}
	}
	g := plate()
	if g.TornBetween(0, 0, 3, 0) {
		t.Error("a whole grid is torn")
	}
	g.Tear(1, 2, AlongX)
	g.Tear(2, 0, AlongY)
	for _, tt := range []struct {
		i0, j0, i1, j1 int
		torn           bool
	}{
		{1, 2, 2, 2, true}, {0, 2, 3, 2, true}, {0, 2, 1, 2, false}, {2, 2, 3, 2, false}, {0, 1, 3, 1, false},
		{2, 0, 2, 1, true}, {2, 0, 2, 3, true}, {2, 1, 2, 3, false}, {1, 0, 1, 3, false}, {1, 2, 1, 2, false},
	} {
		if got := g.TornBetween(tt.i0, tt.j0, tt.i1, tt.j1); got != tt.torn {
			t.Errorf("%+v: %v", tt, got)
		}
	}
	if c := g.Clone(); !c.TornBetween(1, 2, 2, 2) {
		t.Error("the clone is whole")
	}
}

// A way is lost where neither side of it has a triangle.
func TestLostBetween(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for range 100 {
		g := New(Linspace(0, 5, 6), Linspace(0, 4, 5))
		tearAtRandom(rng, g)
		finiteAt := func(x, y float64) bool { return finite(g.Sample(x, y)) }
		for j := range 5 {
			for i := range 6 {
				x, y := float64(i), float64(j)
				if i < 5 && g.LostBetween(i, j, i+1, j) == (finiteAt(x+0.5, y+0.1) || finiteAt(x+0.5, y-0.1)) {
					t.Fatalf("along x from (%d, %d) a triangle is lost: %v", i, j, g.LostBetween(i, j, i+1, j))
				}
				if j < 4 && g.LostBetween(i, j, i, j+1) == (finiteAt(x+0.1, y+0.5) || finiteAt(x-0.1, y+0.5)) {
					t.Fatalf("along y from (%d, %d) a triangle is lost: %v", i, j, g.LostBetween(i, j, i, j+1))
				}
			}
		}
		if !g.LostBetween(0, 2, 5, 2) != !(g.LostBetween(0, 2, 3, 2) || g.LostBetween(3, 2, 5, 2)) {
			t.Fatal("the parts of a way are others than the whole")
		}
	}
}

// Halves are those of Sample.
func TestHalves(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		g := randomGrid(rng, 6, 5, 0.2)
		tearAtRandom(rng, g)
		for j := range g.Ny() - 1 {
			for i := range g.Nx() - 1 {
				place := func(u, v float64) float64 {
					return g.Sample(g.X[i]+u*(g.X[i+1]-g.X[i]), g.Y[j]+v*(g.Y[j+1]-g.Y[j]))
				}
				h := g.Halves(i, j)
				if h&Lower != 0 != finite(place(0.6, 0.3)) || h&Upper != 0 != finite(place(0.3, 0.6)) {
					t.Fatalf("cell (%d, %d) has the triangles %02b", i, j, h)
				}
			}
		}
	}
}

// A thin grid has the samples, and a tear wherever there is one between them.
func TestThin(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	g := randomGrid(rng, 9, 8, 0)
	tearAtRandom(rng, g)
	all := func(n int) (list []int) {
		for k := range n {
			list = append(list, k)
		}
		return list
	}
	same := g.Thin(all(9), all(8))
	for j := range g.Ny() - 1 {
		for i := range g.Nx() - 1 {
			if same.Lost(i, j) != g.Lost(i, j) {
				t.Errorf("with all columns and rows, cell (%d, %d) has lost %02b, not %02b", i, j, same.Lost(i, j), g.Lost(i, j))
			}
		}
	}
	cols, rows := []int{0, 2, 3, 6, 8}, []int{1, 3, 4, 7}
	for range 200 {
		g := New(g.X, g.Y)
		g.Fill(func(x, y float64) float64 { return x - y })
		at := [2]int{rng.IntN(8), rng.IntN(7)}
		tear := Tear(1 << rng.IntN(3))
		g.Tear(at[0], at[1], tear)
		thin := g.Thin(cols, rows)
		if thin.Nx() != 5 || thin.Ny() != 4 || thin.At(1, 2) != g.At(2, 4) || thin.X[3] != g.X[6] || thin.Y[0] != g.Y[1] {
			t.Fatalf("thinned to %v, %v", thin.X, thin.Y)
		}
		for j := range 3 {
			for i := range 4 {
				// What of the surface is lost under a cell is lost of it.
				lost := 0
				for n := rows[j]; n < rows[j+1]; n++ {
					for m := cols[i]; m < cols[i+1]; m++ {
						lost += bits.OnesCount8(uint8(g.Lost(m, n)))
					}
				}
				if got := thin.Lost(i, j); (got != 0) != (lost != 0) {
					t.Fatalf("tear %v of %v: cell (%d, %d) has lost %02b, of %d triangles", tear, at, i, j, got, lost)
				}
			}
		}
	}
	if whole := New(Linspace(0, 1, 5), Linspace(0, 1, 5)).Thin([]int{0, 4}, []int{0, 4}); whole.Torn != nil {
		t.Error("a grid without tears has them when it is thin")
	}
	if none := g.Thin(nil, nil); len(none.Z) != 0 {
		t.Error("no columns have samples")
	}
}
