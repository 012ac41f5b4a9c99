package bsp

import (
	"math"
	"math/rand/v2"
	"testing"
)

// scenes are sets of triangles: heaps that cross each other, and lattices.
func scenes(rng *rand.Rand) map[string]func() ([]Point, []uint32) {
	point := func(size float64) Point {
		return Point{size * rng.NormFloat64(), size * rng.NormFloat64(), size * rng.NormFloat64()}
	}
	return map[string]func() ([]Point, []uint32){
		"heap": func() (points []Point, triangles []uint32) {
			for k := range uint32(90) {
				points = append(points, point(3))
				triangles = append(triangles, k)
			}
			return points, triangles
		},
		"splinters": func() (points []Point, triangles []uint32) {
			for k := range uint32(150) {
				a := point(3)
				b := point(0.5)
				points = append(points, a, Point{a[0] + b[0], a[1] + b[1], a[2] + b[2]}, point(3))
				triangles = append(triangles, 3*k, 3*k+1, 3*k+2)
			}
			return points, triangles
		},
		"saddle through plane": func() ([]Point, []uint32) {
			return fields(11, func(x, y float64) float64 { return x*x - y*y }, func(x, y float64) float64 { return 0 })
		},
		"the same twice": func() ([]Point, []uint32) {
			f := func(x, y float64) float64 { return math.Sin(2*x) * y }
			return fields(7, f, f)
		},
		"torus and ball": func() ([]Point, []uint32) {
			points, triangles := tube(24, 14, 2, 0.8)
			more, others := ball(15, 1.9)
			for k, v := range others {
				others[k] = v + uint32(len(points))
			}
			return append(points, more...), append(triangles, others...)
		},
		"flat": func() ([]Point, []uint32) {
			return fields(5, func(x, y float64) float64 { return 7 })
		},
	}
}

// fields returns the lattices of functions on the square from -1 to 1.
func fields(n int, f ...func(x, y float64) float64) (points []Point, triangles []uint32) {
	for _, f := range f {
		first := uint32(len(points))
		for j := range n {
			for i := range n {
				x, y := 2*float64(i)/float64(n-1)-1, 2*float64(j)/float64(n-1)-1
				points = append(points, Point{x, y, f(x, y)})
			}
		}
		triangles = Lattice(triangles, first, n, n, func(int) bool { return false })
	}
	return points, triangles
}

func tube(n, m int, big, small float64) (points []Point, triangles []uint32) {
	for j := range n {
		for i := range m {
			v, u := 2*math.Pi*float64(j)/float64(n-1), 2*math.Pi*float64(i)/float64(m-1)
			r := big + small*math.Cos(u)
			points = append(points, Point{r * math.Cos(v), r * math.Sin(v), small * math.Sin(u)})
		}
	}
	return points, Lattice(nil, 0, n, m, func(int) bool { return false })
}

func ball(n int, radius float64) (points []Point, triangles []uint32) {
	for j := range n {
		for i := range n {
			v, u := math.Pi*float64(j)/float64(n-1), 2*math.Pi*float64(i)/float64(n-1)
			points = append(points, Point{radius * math.Sin(v) * math.Cos(u), radius * math.Sin(v) * math.Sin(u), radius * math.Cos(v)})
		}
	}
	return points, Lattice(nil, 0, n, n, func(int) bool { return false })
}

// all returns the points of the tree's vertices, in data coordinates.
func all(t *Tree, points []Point) []Point {
	list := append([]Point(nil), points...)
	for _, c := range t.Cuts {
		list = append(list, toward(list[c.A], list[c.B], c.T))
	}
	return list
}

// strike is where a ray meets a triangle, far from its edges; doubt, if it may
// pass by close to one.
func strike(from, dir, a, b, c Point) (t float64, hit, doubt bool) {
	ab, ac := sub(b, a), sub(c, a)
	h := cross(dir, ac)
	det := dot(ab, h)
	if math.Abs(det) < 1e-9 {
		return 0, false, true
	}
	s := sub(from, a)
	u, q := dot(s, h)/det, cross(s, ab)
	v := dot(dir, q) / det
	const edge = 1e-6
	inside := min(u, v, 1-u-v)
	return dot(ac, q) / det, inside > 0, math.Abs(inside) < edge
}

// What is painted last at a place is what is nearest there.
func TestOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for name, scene := range scenes(rng) {
		points, triangles := scene()
		tree := New(points, triangles, nil)
		places := all(tree, points)
		checked := 0
		for try := range 400 {
			parallel := try%2 == 0
			eye := Point{3 * rng.NormFloat64(), 3 * rng.NormFloat64(), 3 * rng.NormFloat64()}
			if try%10 == 1 {
				eye = Point{0.3 * rng.NormFloat64(), 0.3 * rng.NormFloat64(), 0.3 * rng.NormFloat64()}
			}
			index := tree.AppendOrder(nil, eye, parallel)
			if len(index) != 3*tree.Len() {
				t.Fatalf("%s: %d of %d pieces", name, len(index)/3, tree.Len())
			}
			aim := points[rng.IntN(len(points))]
			aim = Point{aim[0] + 0.1*rng.NormFloat64(), aim[1] + 0.1*rng.NormFloat64(), aim[2] + 0.1*rng.NormFloat64()}
			from, dir := eye, sub(aim, eye)
			if parallel {
				from, dir = Point{aim[0] + 100*eye[0], aim[1] + 100*eye[1], aim[2] + 100*eye[2]}, Point{-eye[0], -eye[1], -eye[2]}
			}
			nearest, last := math.Inf(1), math.Inf(1)
			unsure := false
			for k := 0; k < len(index); k += 3 {
				at, hit, doubt := strike(from, dir, places[index[k]], places[index[k+1]], places[index[k+2]])
				unsure = unsure || doubt && at > 0
				if hit && at > 0 {
					nearest, last = min(nearest, at), at
				}
			}
			if unsure || math.IsInf(nearest, 1) {
				continue
			}
			checked++
			if last > nearest*(1+1e-7)+1e-9 {
				t.Fatalf("%s: painted last at %v, nearest at %v (eye %v, parallel %v)", name, last, nearest, eye, parallel)
			}
			if at, source, ok := tree.Hit(from, dir, 0); !ok || math.Abs(at-nearest) > 1e-6*nearest {
				t.Fatalf("%s: Hit gives %v, triangle %d, %v, nearest is %v", name, at, source, ok, nearest)
			}
		}
		if checked < 40 {
			t.Errorf("%s: only %d places checked", name, checked)
		}
	}
}

// The parts of the triangles are as large together as they were.
func TestArea(t *testing.T) {
	area := func(points []Point, index []uint32) (sum float64) {
		for k := 0; k < len(index); k += 3 {
			a := points[index[k]]
			n := cross(sub(points[index[k+1]], a), sub(points[index[k+2]], a))
			sum += math.Sqrt(dot(n, n)) / 2
		}
		return sum
	}
	for name, scene := range scenes(rand.New(rand.NewPCG(3, 4))) {
		points, triangles := scene()
		tree := New(points, triangles, nil)
		got := area(all(tree, points), tree.AppendOrder(nil, Point{1, 2, 3}, true))
		if want := area(points, triangles); math.Abs(got-want) > 1e-6*want {
			t.Errorf("%s: area %v, want %v", name, got, want)
		}
		if n := len(triangles) / 3; name != "heap" && name != "splinters" && tree.Len() > 4*n {
			t.Errorf("%s: %d pieces of %d triangles", name, tree.Len(), n)
		}
	}
}

// Points without a place make gaps, and no input is too odd.
func TestOdd(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	points := []Point{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {nan, 0, 0}, {0, inf, 0}, {1e300, 1e300, 1e300}, {-1e300, 0, 0}}
	tree := New(points, []uint32{0, 1, 2, 0, 1, 3, 0, 4, 2, 0, 0, 1}, nil)
	if tree.Len() != 1 {
		t.Errorf("%d triangles, want 1", tree.Len())
	}
	for _, list := range [][]uint32{nil, {0, 5, 6}, {0, 1, 1}} {
		tree := New(points, list, nil)
		tree.AppendOrder(nil, Point{1, 1, 1}, false)
		if _, _, ok := tree.Hit(Point{0, 0, 1}, Point{0, 0, 0}, 0); ok {
			t.Error("a ray without a direction hits")
		}
	}
	if empty := New(nil, nil, nil); empty.Len() != 0 || len(empty.AppendOrder(nil, Point{}, true)) != 0 {
		t.Error("there is something in an empty tree")
	}
}

func BenchmarkNew(b *testing.B) {
	for name, scene := range benchmarks {
		points, triangles := scene()
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var tree *Tree
			for b.Loop() {
				tree = New(points, triangles, nil)
			}
			b.ReportMetric(float64(len(triangles)/3), "triangles")
			b.ReportMetric(float64(tree.Len()), "pieces")
		})
	}
}

func BenchmarkAppendOrder(b *testing.B) {
	for name, scene := range benchmarks {
		points, triangles := scene()
		tree := New(points, triangles, nil)
		index := tree.AppendOrder(nil, Point{1, 2, 3}, true)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				index = tree.AppendOrder(index[:0], Point{1, 2, 3}, true)
			}
		})
	}
}

func BenchmarkHit(b *testing.B) {
	points, triangles := benchmarks["two fields"]()
	tree := New(points, triangles, nil)
	b.ReportAllocs()
	for b.Loop() {
		tree.Hit(Point{3, 2, 1}, Point{-3, -2, -1}, 0)
	}
}

var benchmarks = map[string]func() ([]Point, []uint32){
	"two fields": func() ([]Point, []uint32) {
		return fields(81, func(x, y float64) float64 { return math.Cos(9 * math.Hypot(x, y)) }, func(x, y float64) float64 { return x * y })
	},
	"torus": func() ([]Point, []uint32) { return tube(81, 41, 2, 1) },
}

// Noise, of which every triangle meets every other, is not sorted in full, and
// has no crossing lines; but it takes no longer than other sets of that size.
func TestNoise(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var points []Point
	var triangles []uint32
	for k := range uint32(30_000) {
		points = append(points, Point{rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()})
		triangles = append(triangles, k)
	}
	tree := New(points, triangles, nil)
	if n := len(triangles) / 3; tree.Len() < n || tree.Len() > 3*(growth*n+fewest) {
		t.Errorf("%d pieces of %d triangles", tree.Len(), n)
	}
	for range 100 {
		tree.Hit(Point{9, 9, 9}, Point{-1 + 0.1*rng.NormFloat64(), -1, -1}, 0)
	}
	half := len(triangles) / 6 * 3
	if lines := Crossings(points, triangles[:half], triangles[half:]); lines != nil {
		t.Errorf("%d lines", len(lines))
	}
}
