package leastsquares

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/linalg"
)

// randomDiscriminants returns weights: any, or fitted to patterns.
func randomDiscriminants(r *rand.Rand, features, classes int) linalg.Array {
	if r.IntN(2) == 0 {
		return linalg.Matrix(features+1, classes, randomWeights(r, (features+1)*classes)...)
	}
	patterns := randomPatterns(r, 12, features, classes)
	return Solve(Design(patterns, features), Targets(patterns, classes)).W
}

// Every point between lo and hi has the class that the boundaries say.
func TestPointsSeparate(t *testing.T) {
	const lo, hi = -6, 5
	r := rand.New(rand.NewPCG(4, 4))
	count := 0
	for range 1000 {
		w := randomDiscriminants(r, 1, 2+r.IntN(3))
		points := Points(w, lo, hi)
		count += len(points)
		for i, p := range points {
			if p.X < lo || p.X >= hi || p.Left == p.Right || i > 0 && (p.X < points[i-1].X || p.Left != points[i-1].Right) {
				t.Fatalf("boundaries %v of %v", points, w)
			}
		}
		for range 20 {
			x := lo + (hi-lo)*r.Float64()
			want := Classify(w, []float64{lo})
			for _, p := range points {
				if p.X < x {
					want = p.Right
				}
			}
			if got := Classify(w, []float64{x}); got != want {
				t.Fatalf("%v has class %d, but boundaries are %v, W %v", x, got, points, w)
			}
		}
	}
	if count < 500 {
		t.Errorf("only %d boundaries in all", count)
	}
}

func TestPoints(t *testing.T) {
	for _, tt := range []struct {
		name string
		w    linalg.Array
		want []Point
	}{
		{"parallel", linalg.Matrix(2, 2, 1, 2, 3, 3), nil},
		{"one class", linalg.Matrix(2, 1, 1, 2), nil},
		{"outside", linalg.Matrix(2, 2, 0, 20, 1, 0), nil},
		{"identical", linalg.Matrix(2, 2, 0.3, 0.3, 0.2, 0.2), nil},
		{"identical but for rounding", linalg.Matrix(2, 2, 0.3, 0.3+1e-16, 0.2, 0.2-2e-16), nil},
		{"flat but for rounding", linalg.Matrix(2, 2, 0.5, 0.5, 1e-17, -1e-17), nil},
		{"zero", linalg.Zeros(2, 3), nil},
		{"NaN", linalg.Matrix(2, 2, math.NaN(), 1, 2, 3), nil},
		{"NaN in one of three", linalg.Matrix(2, 3, 0, 0, math.NaN(), 1, 2, 0), nil},
		{"infinite", linalg.Matrix(2, 2, 1, 1, math.Inf(1), 3), nil},
		{"overflow", linalg.Matrix(2, 2, 1, 1, math.MaxFloat64, 3), nil},
		// 0.5 - x, 0.5 + x, and twice the second one.
		{"identical to one", linalg.Matrix(2, 3, 0.5, 0.5, 0.5, -1, 1, 1), []Point{{0, 0, 1}}},
		// The middle one of three is the largest nowhere.
		{"through one point", linalg.Matrix(2, 3, 1./3, 1./3, 1./3, -0.5, 0, 0.5), []Point{{0, 0, 2}}},
		{"through one point but for rounding", linalg.Matrix(2, 3, 1./3, 1./3+1e-16, 1./3, -0.5, 1e-17, 0.5), []Point{{0, 0, 2}}},
		{"two", linalg.Matrix(2, 3, 0, 1, 0, -1, 0, 1), []Point{{-1, 0, 1}, {1, 1, 2}}},
		{"two, other order", linalg.Matrix(2, 3, 1, 0, 0, 0, 1, -1), []Point{{-1, 2, 0}, {1, 0, 1}}},
	} {
		if got := Points(tt.w, -10, 10); !slices.EqualFunc(got, tt.want, func(a, b Point) bool {
			return a.Left == b.Left && a.Right == b.Right && near(a.X, b.X, 1e-14)
		}) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// Least squares hides the middle one of three classes in a row (T. Hastie, R.
// Tibshirani, J. Friedman, The Elements of Statistical Learning, 2nd ed., 2009,
// section 4.2).
func TestMasking(t *testing.T) {
	var line, plane []Pattern
	for i := range 3 {
		x := float64(i - 1)
		line = append(line, Pattern{[]float64{x}, i})
		plane = append(plane, Pattern{[]float64{x, 1}, i}, Pattern{[]float64{x, -1}, i})
	}
	points := Points(Solve(Design(line, 1), Targets(line, 3)).W, -2, 2)
	if len(points) != 1 || points[0].Left != 0 || points[0].Right != 2 || !near(points[0].X, 0, 1e-15) {
		t.Errorf("boundaries %v, want one between 0 and 2 at 0", points)
	}
	segments := Segments(Solve(Design(plane, 2), Targets(plane, 3)).W, [2]float64{-2, -2}, [2]float64{2, 2})
	if len(segments) != 1 {
		t.Fatalf("boundaries %v, want one", segments)
	}
	s := segments[0]
	if s.From[1] > s.To[1] {
		s = Segment{s.To, s.From, s.Right, s.Left}
	}
	if s.Left != 0 || s.Right != 2 || !near(s.From[0], 0, 1e-15) || !near(s.To[0], 0, 1e-15) || s.From[1] != -2 || s.To[1] != 2 {
		t.Errorf("boundary %v, want x = 0 between 0 and 2", s)
	}
}

// On both sides of each piece are the classes it says.
func TestSegmentsSeparate(t *testing.T) {
	lo, hi := [2]float64{-4, -3}, [2]float64{5, 4}
	r := rand.New(rand.NewPCG(5, 5))
	count := 0
	for range 1000 {
		w := randomDiscriminants(r, 2, 2+r.IntN(3))
		for _, s := range Segments(w, lo, hi) {
			dx, dy := s.To[0]-s.From[0], s.To[1]-s.From[1]
			if math.Hypot(dx, dy) < 1e-2 {
				continue // rounding is too near to tell
			}
			count++
			for _, t0 := range []float64{0.1, 0.5, 0.9} {
				x, y := s.From[0]+t0*dx, s.From[1]+t0*dy
				if x < lo[0]-1e-12 || x > hi[0]+1e-12 || y < lo[1]-1e-12 || y > hi[1]+1e-12 {
					t.Fatalf("%v leaves the rectangle", s)
				}
				const h = 1e-7 // times the length: the next boundary may be near
				left := Classify(w, []float64{x - h*dy, y + h*dx})
				right := Classify(w, []float64{x + h*dy, y - h*dx})
				if left != s.Left || right != s.Right {
					t.Fatalf("%v has %d on its left, %d on its right; W %v", s, left, right, w)
				}
			}
		}
	}
	if count < 1000 {
		t.Errorf("only %d boundaries in all", count)
	}
}

// A walk from one random point to another meets a boundary wherever the class
// changes, and nowhere else.
func TestSegmentsComplete(t *testing.T) {
	lo, hi := [2]float64{-4, -3}, [2]float64{5, 4}
	r := rand.New(rand.NewPCG(6, 6))
	random := func() [2]float64 {
		return [2]float64{lo[0] + (hi[0]-lo[0])*r.Float64(), lo[1] + (hi[1]-lo[1])*r.Float64()}
	}
	for range 1000 {
		classes := 2 + r.IntN(3)
		w := randomDiscriminants(r, 2, classes)
		segments := Segments(w, lo, hi)
		from, to := random(), random()
		way := line{from, to}

		// Along the way, the discriminants have one feature, from 0 to 1.
		along := linalg.Zeros(2, classes)
		for k := range classes {
			u, _ := discriminant(w, k, from[:])
			v, _ := discriminant(w, k, to[:])
			along.Data[k], along.Data[classes+k] = u, v-u
		}
		points := Points(along, 0, 1)
		crossed := 0
		for _, s := range segments {
			if crosses(way, line{s.From, s.To}) {
				crossed++
			}
		}
		if crossed != len(points) {
			t.Fatalf("%d boundaries crossed from %v to %v, want %v: %v", crossed, from, to, points, segments)
		}
		for _, p := range points {
			if !slices.ContainsFunc(segments, func(s Segment) bool {
				return (s.Left == p.Left && s.Right == p.Right || s.Left == p.Right && s.Right == p.Left) &&
					distance(way.at(p.X), line{s.From, s.To}) < 1e-9
			}) {
				t.Fatalf("no boundary at %v, between %d and %d: %v", way.at(p.X), p.Left, p.Right, segments)
			}
		}
	}
}

func cross(a, b, c [2]float64) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

func crosses(a, b line) bool {
	return cross(a.from, a.to, b.from)*cross(a.from, a.to, b.to) < 0 &&
		cross(b.from, b.to, a.from)*cross(b.from, b.to, a.to) < 0
}

func distance(p [2]float64, l line) float64 {
	dx, dy := l.to[0]-l.from[0], l.to[1]-l.from[1]
	t := ((p[0]-l.from[0])*dx + (p[1]-l.from[1])*dy) / (dx*dx + dy*dy)
	q := l.at(min(max(t, 0), 1))
	return math.Hypot(p[0]-q[0], p[1]-q[1])
}

func TestSegments(t *testing.T) {
	lo, hi := [2]float64{-1, -1}, [2]float64{1, 1}
	for _, tt := range []struct {
		name string
		w    linalg.Array
		want []Segment
	}{
		{"one class", linalg.Matrix(3, 1, 1, 2, 3), nil},
		{"outside", linalg.Matrix(3, 2, 0, 5, 1, 0, 1, 0), nil},
		{"parallel", linalg.Matrix(3, 2, 0, 5, 1, 1, 1, 1), nil},
		{"identical", linalg.Matrix(3, 2, 0.5, 0.5, 1, 1, 2, 2), nil},
		{"identical but for rounding", linalg.Matrix(3, 2, 0.5, 0.5, 1, 1+3e-16, 2, 2-5e-16), nil},
		{"NaN", linalg.Matrix(3, 2, 0.5, math.NaN(), 1, 2, 2, 1), nil},
		{"NaN in one of three", linalg.Matrix(3, 3, 0, 0, math.NaN(), 1, 2, 0, 0, 0, 0), nil},
		{"x against -x", linalg.Matrix(3, 2, 0, 0, 1, -1, 0, 0), []Segment{{[2]float64{0, -1}, [2]float64{0, 1}, 1, 0}}},
		{"identical to one", linalg.Matrix(3, 3, 0, 0, 0, 1, -1, -1, 0, 0, 0), []Segment{{[2]float64{0, -1}, [2]float64{0, 1}, 1, 0}}},
		{"through a corner only", linalg.Matrix(3, 2, -2, 0, 1, 0, 1, 0), nil},
		// y, -y, x - 1/2: the third takes a triangle on the right.
		{"three", linalg.Matrix(3, 3, 0, 0, -0.5, 0, 0, 1, 1, -1, 0), []Segment{
			{[2]float64{-1, 0}, [2]float64{0.5, 0}, 0, 1},
			{[2]float64{0.5, 0}, [2]float64{1, 0.5}, 0, 2},
			{[2]float64{0.5, 0}, [2]float64{1, -0.5}, 2, 1},
		}},
	} {
		got := Segments(tt.w, lo, hi)
		if len(got) != len(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
			continue
		}
		for _, want := range tt.want {
			turned := Segment{want.To, want.From, want.Right, want.Left}
			if !slices.ContainsFunc(got, func(s Segment) bool { return same(s, want) || same(s, turned) }) {
				t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
			}
		}
	}
}

func same(a, b Segment) bool {
	return a.Left == b.Left && a.Right == b.Right &&
		math.Hypot(a.From[0]-b.From[0], a.From[1]-b.From[1]) < 1e-14 &&
		math.Hypot(a.To[0]-b.To[0], a.To[1]-b.To[1]) < 1e-14
}

func BenchmarkSegments(b *testing.B) {
	w := randomDiscriminants(rand.New(rand.NewPCG(7, 7)), 2, 4)
	for b.Loop() {
		Segments(w, [2]float64{-4, -4}, [2]float64{4, 4})
	}
}

func BenchmarkClassify(b *testing.B) {
	w := randomDiscriminants(rand.New(rand.NewPCG(7, 7)), 2, 4)
	x := []float64{0.5, -0.5}
	b.ReportAllocs()
	for b.Loop() {
		Classify(w, x)
	}
}
