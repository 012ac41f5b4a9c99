package field

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
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
			if far != outside && m.holds(int32(k), far) {
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

// Points that leave much to rounding.
func TestTriangulate(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for name, point := range map[string]func(k int) (x, y float64){
		"random":        func(int) (x, y float64) { return rng.Float64(), rng.NormFloat64() },
		"lattice":       func(k int) (x, y float64) { return float64(k % 20), float64(k / 20) },
		"tenths":        func(k int) (x, y float64) { return 0.1 * float64(k%20), 0.1 * float64(k/20) },
		"skew lattice":  func(k int) (x, y float64) { return float64(k%20) * 0.1, float64(k/20)*0.3 + float64(k%20)*0.1 },
		"circle":        func(k int) (x, y float64) { s, c := math.Sincos(float64(k)); return c, s },
		"two lines":     func(k int) (x, y float64) { return float64(k / 2), float64(k % 2) },
		"nearly a line": func(k int) (x, y float64) { return float64(k), 1e-17 * float64(k*k%7) },
		"far off":       func(k int) (x, y float64) { return 1e8 + float64(k%20), 4e6 + float64(k/20)*1e-8 },
		"line and one": func(k int) (x, y float64) {
			if k == 399 {
				return 3, 1
			}
			return float64(k), 0
		},
		"clusters": func(k int) (x, y float64) {
			return float64(k%4) + 1e-9*rng.Float64(), float64(k%3) + 1e-9*rng.Float64()
		},
	} {
		var x, y, z []float64
		for k := range 400 {
			u, v := point(k)
			x, y, z = append(x, u), append(y, v), append(z, u+2*v)
		}
		f, err := NewScattered(x, y, z)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		verify(t, f.mesh)
		if f.Points() != 400 {
			t.Errorf("%s: %d points", name, f.Points())
		}
	}
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
	zeros := 0
	for range 3000 {
		var p [8]float64
		for k := range p {
			// Near few places, so that many are degenerate or nearly so.
			p[k] = float64(rng.IntN(3))/10 + float64(rng.IntN(3)-1)*math.Pow(2, -float64(rng.IntN(60)))
		}
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
		if det == 0 {
			zeros++
		}
	}
	if zeros < 20 {
		t.Errorf("only %d of the cases are degenerate", zeros)
	}
}

func BenchmarkTriangulate(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for name, n := range map[string]int{"10k": 10_000, "200k": 200_000} {
		x, y, z := make([]float64, n), make([]float64, n), make([]float64, n)
		for k := range x {
			x[k], y[k] = rng.Float64(), rng.Float64()
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := triangulate(x, y, z, &progress{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Points on two lines that cross are the worst for insertion along a curve, in
// which each would take out a large part of the triangles: so many of them took
// a minute.
func TestTriangulateCross(t *testing.T) {
	const n = 100_000
	rng := rand.New(rand.NewPCG(9, 10))
	x, y := make([]float64, n), make([]float64, n)
	for k := range x {
		x[k], y[k] = float64(k), 1e-9*rng.Float64()
		if k%2 == 0 {
			x[k], y[k] = y[k], x[k]
		}
	}
	start := time.Now()
	m, err := triangulate(x, y, make([]float64, n), &progress{})
	if err != nil {
		t.Fatal(err)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("it takes %v", d)
	}
	verify(t, m)
}
