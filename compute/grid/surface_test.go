package grid

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomGrid returns a rough surface on axes of unequal steps. holes is the
// share of missing samples.
func randomGrid(rng *rand.Rand, nx, ny int, holes float64) *Grid {
	axis := func(n int) []float64 {
		a := make([]float64, n)
		x := -2.0
		for i := range a {
			x += 0.1 + rng.Float64()
			a[i] = x
		}
		return a
	}
	g := New(axis(nx), axis(ny))
	for k := range g.Z {
		g.Z[k] = rng.NormFloat64()
		if rng.Float64() < holes {
			g.Z[k] = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[rng.IntN(3)]
		}
	}
	return g
}

type vec [3]float64

func (a vec) sub(b vec) vec     { return vec{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }
func (a vec) dot(b vec) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }
func (a vec) cross(b vec) vec {
	return vec{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// triangles lists the drawn triangles.
func (g *Grid) triangles() [][3]vec {
	var list [][3]vec
	at := func(i, j int) vec { return vec{g.X[i], g.Y[j], g.At(i, j)} }
	for j := range g.Ny() - 1 {
		for i := range g.Nx() - 1 {
			for upper, tri := range [][3]vec{
				{at(i, j), at(i+1, j), at(i+1, j+1)},
				{at(i, j), at(i+1, j+1), at(i, j+1)},
			} {
				if g.Lost(i, j)>>upper&1 != 0 {
					continue
				}
				if finite(tri[0][2]) && finite(tri[1][2]) && finite(tri[2][2]) {
					list = append(list, tri)
				}
			}
		}
	}
	return list
}

// bruteForce tries all triangles after T. Moeller and B. Trumbore, "Fast,
// Minimum Storage Ray/Triangle Intersection", 1997. slack widens the triangles,
// or narrows them if negative.
func bruteForce(tris [][3]vec, o, d vec, tmin, slack float64) float64 {
	best := math.Inf(1)
	for _, tri := range tris {
		e1, e2 := tri[1].sub(tri[0]), tri[2].sub(tri[0])
		p := d.cross(e2)
		det := e1.dot(p)
		s := o.sub(tri[0])
		q := s.cross(e1)
		u, v, t := s.dot(p)/det, d.dot(q)/det, e2.dot(q)/det
		if u >= -slack && v >= -slack && u+v <= 1+slack && t > tmin-slack && t < best {
			best = t
		}
	}
	return best
}

func TestIntersectBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	hits := 0
	for trial := range 40 {
		g := randomGrid(rng, 2+rng.IntN(9), 2+rng.IntN(9), []float64{0, 0.15}[trial%2])
		if trial%4 > 1 {
			tearAtRandom(rng, g)
		}
		tris := g.triangles()
		for range 500 {
			var o, d vec
			for c := range o {
				o[c], d[c] = 4*rng.NormFloat64(), rng.NormFloat64()
			}
			switch rng.IntN(8) {
			case 0:
				d[0], d[1] = 0, 0
			case 1:
				d[rng.IntN(3)] = 0
			case 2, 3, 4, 5: // towards the surface
				k := rng.IntN(len(g.Z))
				d = vec{g.X[k%g.Nx()] + d[0], g.Y[k/g.Nx()] + d[1], d[2]}.sub(o)
			}
			tmin := []float64{0, 0, 0.5, -3}[rng.IntN(4)]
			const eps = 1e-9
			first := bruteForce(tris, o, d, tmin, eps)
			sure := bruteForce(tris, o, d, tmin, -eps)
			got, ok := g.Intersect(o[0], o[1], o[2], d[0], d[1], d[2], tmin)
			if !ok {
				if !math.IsInf(sure, 1) {
					t.Fatalf("ray %v %v missed, want t = %v", o, d, sure)
				}
				continue
			}
			hits++
			tol := eps * (1 + math.Abs(got))
			if got < first-tol || got > sure+tol || got <= tmin {
				t.Fatalf("ray %v %v: t = %v, want %v to %v", o, d, got, first, sure)
			}
		}
	}
	if hits < 3000 {
		t.Errorf("only %d hits", hits)
	}
}

// Rays that fall faster than a surface without gaps must hit it, through
// whatever vertex or along whatever edge they pass.
func TestIntersectVerticesAndEdges(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		g := randomGrid(rng, 6, 7, 0)
		for k := range g.Z {
			g.Z[k] *= 0.005
		}
		_, zmax, _ := g.Range()
		pick := func() vec {
			i, j := 1+rng.IntN(4), 1+rng.IntN(5)
			return vec{g.X[i], g.Y[j], g.At(i, j)}
		}
		for n := range 300 {
			target := pick()
			var o vec
			switch n % 6 {
			case 0: // from one vertex's vertical through another vertex
				o = pick()
			case 1: // along a grid line of constant x
				o = vec{target[0], pick()[1]}
			case 2: // along a grid line of constant y
				o = vec{pick()[0], target[1]}
			case 3: // along a diagonal
				i, j := rng.IntN(4), rng.IntN(5)
				o = vec{g.X[i], g.Y[j]}
				target = vec{g.X[i+1], g.Y[j+1], g.At(i+1, j+1)}
			case 4: // straight down
				o = target
			case 5: // from far outside
				o = vec{100 * rng.NormFloat64(), 100 * rng.NormFloat64()}
			}
			o[2] = zmax + 0.1 + math.Hypot(target[0]-o[0], target[1]-o[1])*(1+rng.Float64())
			d := target.sub(o)
			tt, ok := g.Intersect(o[0], o[1], o[2], d[0], d[1], d[2], 0)
			if !ok || math.Abs(tt-1) > 1e-9 {
				t.Fatalf("ray from %v through vertex %v: t = %v, %v; want 1", o, target, tt, ok)
			}
			x, y, z := o[0]+tt*d[0], o[1]+tt*d[1], o[2]+tt*d[2]
			if s := g.Sample(x, y); math.Abs(s-z) > 1e-9 {
				t.Fatalf("ray from %v through %v hits at height %v, surface is %v", o, target, z, s)
			}
		}
	}
}

// A ray along the border between a gap and a triangle hits the triangle.
func TestIntersectBesideGap(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name string
		z    []float64
		o, d vec
		want float64
	}{
		{"gap on the left", []float64{nan, 0, 0, nan, 0, 0, nan, 0, 0}, vec{1, -1, 1}, vec{0, 1, -1}, 1},
		{"gap on the right", []float64{0, 0, nan, 0, 0, nan, 0, 0, nan}, vec{1, -1, 1.5}, vec{0, 1, -1}, 1.5},
		{"gap below", []float64{nan, nan, nan, 0, 0, 0, 0, 0, 0}, vec{3, 1, 1.5}, vec{-1, 0, -1}, 1.5},
		{"gap above", []float64{0, 0, 0, 0, 0, 0, nan, nan, nan}, vec{3, 1, 1.5}, vec{-1, 0, -1}, 1.5},
		{"lower triangle missing", []float64{0, nan, nan, 0, 0, nan, nan, nan, nan}, vec{-1, -1, 1.5}, vec{1, 1, -1}, 1.5},
		{"upper triangle missing", []float64{0, 0, nan, nan, 0, nan, nan, nan, nan}, vec{-1, -1, 1.5}, vec{1, 1, -1}, 1.5},
		{"down on a border", []float64{nan, 0, 0, nan, 0, 0, nan, 0, 0}, vec{1, 0.5, 1}, vec{0, 0, -1}, 1},
	} {
		g := Grid{X: []float64{0, 1, 2}, Y: []float64{0, 1, 2}, Z: tt.z}
		got, ok := g.Intersect(tt.o[0], tt.o[1], tt.o[2], tt.d[0], tt.d[1], tt.d[2], 0)
		if !ok || got != tt.want {
			t.Errorf("%s: t = %v, %v; want %v", tt.name, got, ok, tt.want)
		}
	}
}

// A ray through a vertex does not slip through because a cell that it touches
// only there is a gap.
func TestIntersectVertexBesideGap(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 10000 {
		g := New([]float64{0, 1, 2}, []float64{0, 1, 2})
		for k := range g.Z {
			g.Z[k] = rng.NormFloat64()
		}
		g.Z[1] = math.NaN()
		o := -rng.Float64()
		h := 50 + rng.Float64() // steeper than the surface
		if got, ok := g.Intersect(o, o, h, 1-o, 1-o, g.At(1, 1)-h, 0); !ok || math.Abs(got-1) > 1e-12 {
			t.Fatalf("ray from (%v, %v, %v) through the vertex: t = %v, %v; want 1", o, o, h, got, ok)
		}
	}
}

func TestIntersectMisses(t *testing.T) {
	g := New([]float64{0, 1, 2}, []float64{0, 1, 2})
	nan := math.NaN()
	for _, tt := range []struct {
		name string
		o, d vec
		tmin float64
	}{
		{"no direction", vec{1, 1, 1}, vec{}, 0},
		{"vertical beside the lattice", vec{3, 1, 1}, vec{0, 0, -1}, 0},
		{"pointing away", vec{1, 1, 1}, vec{0, 0, 1}, 0},
		{"behind tmin", vec{1, 1, 1}, vec{0, 0, -1}, 1},
		{"behind tmin, slanting", vec{0.5, 0.5, 1}, vec{0.3, 0.4, -1}, 1.0000001},
		{"parallel", vec{0, 0, 1}, vec{1, 1, 0}, 0},
		{"NaN origin", vec{nan, 0, 1}, vec{1, 1, -1}, 0},
		{"NaN direction", vec{0, 0, 1}, vec{1, nan, -1}, 0},
		{"NaN height", vec{0, 0, nan}, vec{1, 1, -1}, 0},
		{"passes beside a corner", vec{-1, 1, 1}, vec{1, -1.0001, -1}, 0},
	} {
		if got, ok := g.Intersect(tt.o[0], tt.o[1], tt.o[2], tt.d[0], tt.d[1], tt.d[2], tt.tmin); ok {
			t.Errorf("%s: t = %v, want a miss", tt.name, got)
		}
	}
	one := New([]float64{0}, []float64{0, 1})
	if _, ok := one.Intersect(0, 0.5, 1, 0, 0, -1, 0); ok {
		t.Error("a single column has no surface")
	}
}

// Directions that are all but vertical must not lose the surface to overflow.
func TestIntersectSteep(t *testing.T) {
	g := New([]float64{0, 1, 2}, []float64{0, 1, 2})
	for _, tiny := range []float64{1e-12, 1e-150, 1e-300, 5e-324} {
		for _, x := range []float64{0.3, 1, 2} {
			if got, ok := g.Intersect(x, 0.7, 1, -tiny, tiny, -2, 0); !ok || math.Abs(got-0.5) > 1e-15 {
				t.Errorf("slope %v at x = %v: t = %v, %v; want 0.5", tiny, x, got, ok)
			}
		}
	}
}

func TestIntersectAllocs(t *testing.T) {
	g := New(Linspace(0, 1, 20), Linspace(0, 1, 20))
	if n := testing.AllocsPerRun(100, func() { g.Intersect(0, 0, 1, 1, 1, -1, 0) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func TestSample(t *testing.T) {
	nan := math.NaN()
	g := Grid{
		X: []float64{0, 1, 3},
		Y: []float64{0, 2, 3},
		Z: []float64{0, 1, 5, 2, 7, 6, nan, 3, 4},
	}
	for _, tt := range []struct{ x, y, want float64 }{
		{0, 0, 0}, {1, 2, 7}, {3, 3, 4}, {0, 2, 2}, // vertices
		{0.5, 0, 0.5}, {0, 1, 1}, {0.5, 1, 3.5}, // edges and a diagonal
		{0.75, 0.5, 2.25}, {0.25, 1.5, 2.75}, // the two triangles of a cell
		{0.5, 2, 4.5}, {1, 2.5, 5}, {0.5, 2.5, 2.5}, // the border of a gap
		{0.25, 2.75, nan}, {0, 2.5, nan}, {0.25, 2.5, nan}, {0, 3, nan}, // the gap
		{-1e-9, 0, nan}, {3.001, 1, nan}, {1, 4, nan}, {nan, 0, nan}, // outside
	} {
		if got := g.Sample(tt.x, tt.y); got != tt.want && !(math.IsNaN(got) && math.IsNaN(tt.want)) {
			t.Errorf("Sample(%v, %v) = %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
}

// On a plane the surface is the plane.
func TestSamplePlane(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	g := randomGrid(rng, 12, 9, 0)
	f := func(x, y float64) float64 { return 2*x - 3*y + 1 }
	g.Fill(f)
	for range 2000 {
		x := g.X[0] + rng.Float64()*(slices.Max(g.X)-g.X[0])
		y := g.Y[0] + rng.Float64()*(slices.Max(g.Y)-g.Y[0])
		if got := g.Sample(x, y); math.Abs(got-f(x, y)) > 1e-12*20 {
			t.Fatalf("Sample(%v, %v) = %v, want %v", x, y, got, f(x, y))
		}
	}
}

// bell is the surface of the benchmarks, 61 by 81 samples.
func bell() *Grid {
	g := New(Arange(-3, 3.1, 0.1), Arange(-4, 4.1, 0.1))
	g.Fill(func(x, y float64) float64 { return math.Exp(-(x*x - x*y + y*y) / 3) })
	return g
}

// Rays from points on the surface towards a viewer, as hidden-line removal
// casts them.
func BenchmarkIntersectVisibility(b *testing.B) {
	g := bell()
	k := 0
	for b.Loop() {
		i, j := k%60, k/60%80
		g.Intersect(g.X[i], g.Y[j]+0.05, g.Sample(g.X[i], g.Y[j]+0.05), 0.43, -0.75, 0.05, 1e-6)
		k++
	}
}

func BenchmarkIntersectPick(b *testing.B) {
	g := bell()
	for b.Loop() {
		g.Intersect(10, -17, 3, -0.43, 0.75, -0.12, 0)
	}
}

func BenchmarkSample(b *testing.B) {
	g := bell()
	for b.Loop() {
		g.Sample(0.123, 0.456)
	}
}
