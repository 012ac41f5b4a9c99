package field

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// verify checks that m is a Delaunay triangulation of all its points: its
// triangles are counterclockwise, each knows its neighbours, no circle holds
// the far corner of a neighbour (which makes it one, after B. Delaunay, Sur la
// sphère vide, 1934), the hull is convex, and by Euler's formula none is missing.
func verify(t testing.TB, m *mesh) {
	t.Helper()
	used := make([]bool, len(m.x))
	inner, hull := 0, 0
	for k, q := range m.triangles {
		for i, n := range q.n {
			back := m.triangles[n]
			j := slices.Index(back.n[:], int32(k))
			if j < 0 || back.v[(j+1)%3] != q.v[(i+2)%3] || back.v[(j+2)%3] != q.v[(i+1)%3] {
				t.Fatalf("triangle %d %v and its neighbour %d %v do not fit", k, q, n, back)
			}
		}
		if slices.Contains(q.v[:], outside) {
			hull++
			continue
		}
		inner++
		if m.area(q.v[0], q.v[1], q.v[2]) <= 0 {
			t.Fatalf("triangle %v is not counterclockwise", q.v)
		}
		for i, n := range q.n {
			used[q.v[i]] = true
			back := m.triangles[n]
			far := back.v[slices.Index(back.n[:], int32(k))]
			if far != outside && m.holds(q.v[0], q.v[1], q.v[2], far) {
				t.Fatalf("the circle of triangle %d %v holds %d", k, q.v, far)
			}
			if far == outside {
				// The next side of the hull does not turn inwards.
				a, b := q.v[(i+1)%3], q.v[(i+2)%3]
				c := m.triangles[n]
				next := m.triangles[c.n[slices.Index(c.v[:], a)]] // across (b, outside)
				o := slices.Index(next.v[:], outside)
				if e := next.v[(o+1)%3]; m.area(a, b, e) < 0 {
					t.Fatalf("the hull turns inwards at %d, %d, %d", a, b, e)
				}
			}
		}
	}
	if slices.Contains(used, false) {
		t.Fatalf("point %d has no triangle", slices.Index(used, false))
	}
	if want := 2*len(m.x) - 2 - hull; inner != want {
		t.Fatalf("%d triangles of %d points with %d on the hull, want %d", inner, len(m.x), hull, want)
	}
}

// Points of all kinds, some of which leave much to rounding.
func TestTriangulate(t *testing.T) {
	for _, kind := range kinds {
		for _, n := range []int{5, 17, 2000} {
			x, y := pointsOf(kind.point, n)
			x, y, z := merged(x, y, make([]float64, n), &progress{})
			m, err := triangulate(x, y, z, &progress{})
			if err != nil {
				t.Errorf("%d points, %s: %v", n, kind.name, err)
				continue
			}
			t.Run(kind.name, func(t *testing.T) { verify(t, m) })
		}
	}
}

// No kind of points takes many more steps than others, and all tell often how far
// they are.
func TestTriangulateSteps(t *testing.T) {
	const n = 20_000
	for _, kind := range kinds {
		x, y := pointsOf(kind.point, n)
		told, last := 0, 0.0
		work := joining(func(part float64) {
			if told++; !(last <= part && part <= 1) {
				t.Fatalf("%s: told %v after %v", kind.name, part, last)
			}
			last = part
		}, n)
		if _, err := newScattered(x, y, make([]float64, n), work); err != nil {
			t.Fatalf("%s: %v", kind.name, err)
		}
		// Each step of a merge goes past a point, or takes out an edge of one before.
		if least, most := perPoint*n/untoldMost/2, 8*n*bits.Len(n)/untoldMost; told < least || told > most {
			t.Errorf("%s: told %d times, want %d to %d", kind.name, told, least, most)
		}
	}
}

// The triangles of SciPy, of points in general position.
func TestTriangulateSciPy(t *testing.T) {
	data, err := os.ReadFile("testdata/scipy.txt")
	if err != nil {
		t.Fatal(err)
	}
	sets := 0
	for line := range strings.Lines(string(data)) {
		var kind, n, seed, triangles int
		var hash string
		if strings.HasPrefix(line, "#") {
			continue
		}
		if _, err := fmt.Sscan(line, &kind, &n, &seed, &triangles, &hash); err != nil {
			t.Fatal(err)
		}
		sets++
		x, y := make([]float64, n), make([]float64, n)
		state := seed
		next := func(below int) int { // S. K. Park, K. W. Miller, CACM 31(10), 1988
			state = 48271 * state % (1<<31 - 1)
			return state % below
		}
		for k := range x {
			a, b := next(1_000_003), next(999_983)
			switch kind {
			case 1:
				a %= 1009
			case 2:
				a, b = a%5009+k%3*400_009, b%5003+k%4*300_007
			case 3:
				b = a*a/1_000_003 + b%1009
			}
			x[k], y[k] = float64(a), float64(b)
		}
		f, err := NewScattered(x, y, make([]float64, n))
		if err != nil {
			t.Fatal(err)
		}
		list := cornersOf(f.mesh)
		h := fnv.New64a()
		for _, t := range list {
			for _, v := range t {
				h.Write([]byte{byte(v), byte(v >> 8)})
			}
		}
		if got := fmt.Sprintf("%016x", h.Sum64()); len(list) != triangles || got != hash {
			t.Errorf("%d points of kind %d from %d: %d triangles, %s, want %d, %s", n, kind, seed, len(list), got, triangles, hash)
		}
	}
	if sets != 320 {
		t.Errorf("%d sets", sets)
	}
}

// cornersOf returns the triangles, each from its first corner on, in order.
func cornersOf(m *mesh) (list [][3]int32) {
	for _, t := range m.triangles {
		if v := t.v; !slices.Contains(v[:], outside) {
			for v[0] > min(v[1], v[2]) {
				v = [3]int32{v[1], v[2], v[0]}
			}
			list = append(list, v)
		}
	}
	slices.SortFunc(list, func(a, b [3]int32) int { return slices.Compare(a[:], b[:]) })
	return list
}

// It does not matter in which order points come, nor, if no four of them are on a circle,
// from where they are seen.
func TestTriangulateAnyway(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, kind := range kinds {
		const n = 500
		x, y := pointsOf(kind.point, n)
		first, err := NewScattered(slices.Clone(x), slices.Clone(y), make([]float64, n))
		if err != nil {
			t.Fatalf("%s: %v", kind.name, err)
		}
		rng.Shuffle(n, func(i, j int) {
			x[i], x[j] = x[j], x[i]
			y[i], y[j] = y[j], y[i]
		})
		second, err := NewScattered(x, y, make([]float64, n))
		if err != nil || !slices.Equal(first.mesh.triangles, second.mesh.triangles) {
			t.Errorf("%s: another order makes other triangles (%v)", kind.name, err)
		}
	}
	for range 50 {
		n := 3 + rng.IntN(300)
		x, y, turned := make([]float64, n), make([]float64, n), make([]float64, n)
		for k := range x {
			x[k], y[k] = rng.NormFloat64(), rng.NormFloat64()
			turned[k] = -x[k]
		}
		sides := func(x, y []float64, turned bool) (list []float64) {
			f, err := NewScattered(slices.Clone(x), slices.Clone(y), make([]float64, n))
			if err != nil {
				t.Fatal(err)
			}
			m := f.mesh
			for _, v := range cornersOf(m) {
				sum := 0.0 // of what tells the corners
				for _, k := range v {
					u, v := m.x[k], m.y[k]
					if turned {
						u, v = -v, u
					}
					sum += math.Round(1e12*u) + math.Round(1e9*v)
				}
				list = append(list, sum)
			}
			slices.Sort(list)
			return list
		}
		if !slices.Equal(sides(x, y, false), sides(y, turned, true)) {
			t.Fatalf("%d points make other triangles when they are turned", n)
		}
	}
}

// The hull is that of A. M. Andrew, Another Efficient Algorithm for Convex Hulls in Two
// Dimensions, Information Processing Letters 9(5), 1979, with points on its sides.
func TestHull(t *testing.T) {
	for _, kind := range kinds {
		x, y := pointsOf(kind.point, 1000)
		f, err := NewScattered(x, y, make([]float64, len(x)))
		if err != nil {
			t.Fatalf("%s: %v", kind.name, err)
		}
		m := f.mesh
		side := func(turn float64) (list []int32) {
			for p := range int32(len(m.x)) {
				for n := len(list); n > 1 && turn*m.area(list[n-2], list[n-1], p) < 0; n-- {
					list = list[:n-1]
				}
				list = append(list, p)
			}
			return list
		}
		if want := side(1); !slices.Equal(m.lower, want) {
			t.Errorf("%s: the lower side is %v, want %v", kind.name, m.lower, want)
		}
		if want := side(-1); !slices.Equal(m.upper, want) {
			t.Errorf("%s: the upper side is %v, want %v", kind.name, m.upper, want)
		}
	}
}

// Of squares, the lower left corner is joined to the upper right one; of points on one
// circle, the leftmost one to all.
func TestTriangulateCircle(t *testing.T) {
	x, y := pointsOf(lattices(1, 0, 0, 1, 0, 0), 100)
	f, err := NewScattered(x, y, make([]float64, 100))
	if err != nil {
		t.Fatal(err)
	}
	verify(t, f.mesh)
	for _, v := range cornersOf(f.mesh) {
		if m := f.mesh; m.x[v[1]]-m.x[v[0]]+m.y[v[1]]-m.y[v[0]] == 0 || m.x[v[2]]-m.x[v[1]] == -(m.y[v[2]]-m.y[v[1]]) {
			t.Errorf("a diagonal of %v goes down", v)
		}
	}
	// All points with whole coordinates on the circle of radius 65.
	x, y = nil, nil
	for u := -65.0; u <= 65; u++ {
		for v := -65.0; v <= 65; v++ {
			if u*u+v*v == 65*65 {
				x, y = append(x, u), append(y, v)
			}
		}
	}
	f, err = NewScattered(x, y, make([]float64, len(x)))
	if err != nil || len(x) != 36 {
		t.Fatal(len(x), err)
	}
	verify(t, f.mesh)
	for _, v := range cornersOf(f.mesh) {
		if v[0] != 0 {
			t.Errorf("%v are joined", v)
		}
	}
}

// The finest and the largest coordinates together leave no predicate uncertain.
func TestTriangulateScales(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		var x, y []float64
		value := func() float64 {
			switch rng.IntN(4) {
			case 0:
				return 0
			case 1:
				return math.Ldexp(float64(rng.IntN(5)-2), -340+rng.IntN(390))
			case 2:
				return math.Ldexp(float64(rng.IntN(5)-2), []int{-300, -215, -160, 0, 48}[rng.IntN(5)])
			}
			return math.Ldexp(rng.NormFloat64(), -220+rng.IntN(260))
		}
		for range 3 + rng.IntN(60) {
			x, y = append(x, value()), append(y, value())
		}
		f, err := NewScattered(x, y, make([]float64, len(x)))
		if err != nil {
			continue // few are left
		}
		verify(t, f.mesh)
	}
}

// Points with few whole coordinates, of which many are on one line or on one circle.
func FuzzTriangulate(f *testing.F) {
	f.Add([]byte{0x00, 0x01, 0x10})
	f.Add([]byte{0x00, 0x01, 0x02, 0x03, 0x11, 0x04})
	f.Add([]byte("\x00\x01\x02\x10\x11\x12\x20\x21\x22"))
	f.Add([]byte{0x05, 0x14, 0x23, 0x32, 0x41, 0x50, 0x61, 0x72, 0x83, 0x94, 0xa5, 0x96, 0x87, 0x78, 0x69, 0x5a})
	f.Fuzz(func(t *testing.T, data []byte) {
		data = data[:min(len(data), 300)]
		var x, y []float64
		for _, b := range data {
			x, y = append(x, float64(b>>4)), append(y, float64(b&15))
		}
		s, err := NewScattered(x, y, make([]float64, len(data)))
		if err != nil {
			return
		}
		m := s.mesh
		verify(t, m)
		for _, v := range cornersOf(m) {
			for p := range m.x {
				if m.holds(v[0], v[1], v[2], int32(p)) {
					t.Fatalf("the circle of %v holds %d", v, p)
				}
			}
		}
	})
}

func TestScatteredRefused(t *testing.T) {
	line := func(n int) (x, y, z []float64) {
		for k := range n {
			x, y, z = append(x, float64(k)), append(y, 3*float64(k)), append(z, 1)
		}
		return x, y, z
	}
	for n, want := range map[int]error{2: nil, 3: errCollinear, 100: errCollinear} {
		if _, err := NewScattered(line(n)); err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%d points of a line: %v", n, err)
		}
	}
	// Points at one place are one, with the mean value.
	f, err := NewScattered([]float64{0, 1, 0, 0, 0}, []float64{0, 0, 1, 0, 0}, []float64{1, 5, 5, 2, 6})
	if err != nil || f.Points() != 3 || f.At(0, 0) != 3 {
		t.Errorf("%v, %v", f, err)
	}
	n := MaxPoints + 1
	x, y := make([]float64, n), make([]float64, n)
	for k := range x {
		x[k], y[k] = float64(k), float64(k*k%1001)
	}
	if _, err := NewScattered(x, y, make([]float64, n)); err == nil {
		t.Error("too many points are taken")
	}
}

// A search finds the same from wherever it begins, within the hull and on it, and nothing
// beyond.
func TestSearch(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for _, kind := range kinds {
		const n = 700
		x, y := pointsOf(kind.point, n)
		z := make([]float64, n)
		for k := range z {
			z[k] = rng.NormFloat64()
		}
		f, err := NewScattered(slices.Clone(x), slices.Clone(y), z)
		if err != nil {
			t.Fatalf("%s: %v", kind.name, err)
		}
		m := f.mesh
		within := 0
		for range 2000 {
			a, b := rng.IntN(n), rng.IntN(n)
			u, v := m.x0+(m.x1-m.x0)*rng.Float64(), m.y0+(m.y1-m.y0)*rng.Float64()
			switch rng.IntN(4) {
			case 0:
				u, v = x[a], y[a]
			case 1:
				u, v = (x[a]+x[b])/2, (y[a]+y[b])/2
			case 2:
				u, v = x[a], y[b]
			}
			at, is := m.locate(u, v, int32(rng.IntN(len(m.triangles))))
			if is {
				within++
			}
			if got := m.contains(u, v); got != is {
				t.Fatalf("%s: (%v, %v) is within the hull: %v, want %v", kind.name, u, v, got, is)
			}
			if q, _ := m.locate(u, v, m.near(u, v)); is && q != at && !touches(m, at, u, v) {
				t.Fatalf("%s: (%v, %v) is in triangles %d and %d", kind.name, u, v, at, q)
			}
		}
		if within == 0 {
			t.Errorf("%s: nothing is within", kind.name)
		}
	}
}

// touches reports whether (x, y) is on a side of a triangle.
func touches(m *mesh, t int32, x, y float64) bool {
	v := m.triangles[t].v
	for i := range v {
		a, b := v[i], v[(i+1)%3]
		if orient(m.x[a], m.y[a], m.x[b], m.y[b], x, y) == 0 {
			return true
		}
	}
	return false
}

// The signs of the predicates are those of exact arithmetic.
func TestPredicates(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	r := func(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }
	sub := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
	mul := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
	add := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
	compare := func(v float64) int {
		switch {
		case v > 0:
			return 1
		case v < 0:
			return -1
		}
		return 0
	}
	var zeros [2]int
	for n := range 4000 {
		p := cases[n%len(cases)](rng)
		ax, ay, bx, by := sub(r(p[0]), r(p[6])), sub(r(p[1]), r(p[7])), sub(r(p[2]), r(p[6])), sub(r(p[3]), r(p[7]))
		cx, cy := sub(r(p[4]), r(p[6])), sub(r(p[5]), r(p[7]))
		area := sub(mul(ax, by), mul(ay, bx)).Sign()
		if got := compare(orient(p[0], p[1], p[2], p[3], p[6], p[7])); got != area {
			t.Fatalf("orient %v: %d, want %d", p, got, area)
		}
		lift := func(x, y *big.Rat) *big.Rat { return add(mul(x, x), mul(y, y)) }
		det := add(add(mul(lift(ax, ay), sub(mul(bx, cy), mul(by, cx))), mul(lift(bx, by), sub(mul(cx, ay), mul(cy, ax)))),
			mul(lift(cx, cy), sub(mul(ax, by), mul(ay, bx)))).Sign()
		if got := compare(incircle(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7])); got != det {
			t.Fatalf("incircle %v: %d, want %d", p, got, det)
		}
		if area == 0 {
			zeros[0]++
		}
		if det == 0 {
			zeros[1]++
		}
	}
	if min(zeros[0], zeros[1]) < 100 {
		t.Errorf("only %d of the cases are degenerate", zeros)
	}
}

// cases are four points each, many of which are degenerate or nearly so.
var cases = []func(rng *rand.Rand) [8]float64{
	func(rng *rand.Rand) (p [8]float64) { // near few places
		for k := range p {
			p[k] = float64(rng.IntN(3))/10 + float64(rng.IntN(3)-1)*math.Pow(2, -float64(rng.IntN(60)))
		}
		return p
	},
	func(rng *rand.Rand) (p [8]float64) { // near a circle
		r, x, y := rng.Float64(), rng.NormFloat64(), rng.NormFloat64()
		for k := range 4 {
			u, v := polar(r, 7*rng.Float64())
			p[2*k], p[2*k+1] = x+u, y+v
		}
		return p
	},
	func(rng *rand.Rand) [8]float64 { // a rectangle
		a, b, c, d := rng.NormFloat64(), rng.ExpFloat64(), rng.NormFloat64(), rng.Float64()/1000
		return [8]float64{a, c, b, c, b, d, a, d}
	},
	func(rng *rand.Rand) [8]float64 { // symmetric, or nearly so
		a, b, c, d := rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		p := [8]float64{a, c, b, d, -b, d, -a, c}
		if k := rng.IntN(16); k < 8 {
			p[k] = math.Nextafter(p[k], 9)
		}
		return p
	},
	func(rng *rand.Rand) (p [8]float64) { // on a line, or nearly so
		for k := range 4 {
			p[2*k] = math.Ldexp(float64(rng.IntN(1000)), rng.IntN(30)-15)
			p[2*k+1] = p[2*k] / float64(3+rng.IntN(2))
		}
		return p
	},
	func(rng *rand.Rand) (p [8]float64) { // of all sizes
		for k := range p {
			p[k] = math.Ldexp(float64(rng.IntN(1<<53)-1<<52), []int{-267, -160, -110, -53, -3}[rng.IntN(5)])
		}
		return p
	},
}

// All kinds of points, to be compared within one run.
func BenchmarkTriangulate(b *testing.B) {
	for _, n := range []int{20_000, MaxPoints} {
		for _, kind := range kinds {
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				x, y := pointsOf(kind.point, n)
				b.ReportAllocs()
				for b.Loop() {
					if _, err := newScattered(slices.Clone(x), slices.Clone(y), make([]float64, n), progress{}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/point")
			})
		}
	}
}

// Values over all of the hull, as a picture has them, of all kinds of points.
func BenchmarkScatteredGrid(b *testing.B) {
	const side = 201
	dst, x, y := make([]float64, side*side), make([]float64, side), make([]float64, side)
	for _, kind := range kinds {
		b.Run(kind.name, func(b *testing.B) {
			px, py := pointsOf(kind.point, MaxPoints)
			f, err := NewScattered(px, py, make([]float64, MaxPoints))
			if err != nil {
				b.Fatal(err)
			}
			x0, x1, y0, y1 := f.Bounds()
			for k := range side {
				t := float64(k) / (side - 1)
				x[k], y[k] = x0+t*(x1-x0), y0+t*(y1-y0)
			}
			for b.Loop() {
				f.GridTo(dst, x, y)
			}
		})
	}
}
