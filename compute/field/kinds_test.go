package field

import (
	"math"
	"math/rand/v2"
)

// kinds are kinds of points, n of them: many of which make some algorithm slow, and
// some all predicates uncertain.
var kinds = []struct {
	name  string
	point func(rng *rand.Rand, k, n int) (x, y float64)
}{
	{"random", random},
	{"sorted", func(rng *rand.Rand, k, n int) (x, y float64) { return float64(k) / float64(n), rng.Float64() }},
	{"reversed", func(rng *rand.Rand, k, n int) (x, y float64) { return -float64(k) / float64(n), rng.Float64() }},
	{"strip", func(rng *rand.Rand, _, _ int) (x, y float64) { return rng.Float64(), 1000 * rng.Float64() }},
	{"clusters", func(rng *rand.Rand, k, _ int) (x, y float64) {
		return float64(k%20*7%20) + 1e-3*rng.NormFloat64(), float64(k%20) + 1e-3*rng.NormFloat64()
	}},
	{"two far clusters", func(rng *rand.Rand, k, _ int) (x, y float64) {
		return 1e9*float64(k%2) + rng.NormFloat64(), 1e9*float64(k%2) + rng.NormFloat64()
	}},
	{"duplicates", func(rng *rand.Rand, _, n int) (x, y float64) {
		side := 2 + int(math.Sqrt(float64(n)/2))
		return float64(rng.IntN(side)), float64(rng.IntN(side))
	}},
	{"logarithms", func(rng *rand.Rand, _, _ int) (x, y float64) {
		return math.Exp(10 * rng.NormFloat64()), math.Exp(10 * rng.NormFloat64())
	}},
	{"outliers", func(rng *rand.Rand, k, n int) (x, y float64) {
		if k < 5 {
			return 1e14 * rng.NormFloat64(), 1e14 * rng.NormFloat64()
		}
		return random(rng, k, n)
	}},

	{"lattice", lattices(1, 0, 0, 1, 0, 0)},
	{"lattice of tenths", lattices(0.1, 0, 0, 0.1, 0, 0)},
	{"skew lattice", lattices(0.1, 0.3, -0.2, 0.7, 0, 0)},
	{"lattice far off", lattices(0.1, 0, 0, 0.1, 1e8, 4e6)},
	{"hexagons", func(_ *rand.Rand, k, n int) (x, y float64) {
		i, j := cell(k, n)
		return i + 0.5*math.Mod(j, 2), j * math.Sqrt(0.75)
	}},
	{"lattice of powers", func(_ *rand.Rand, k, n int) (x, y float64) {
		i, j := cell(k, n)
		return math.Pow(1.01, i), math.Pow(1.02, j)
	}},
	{"polar lattice", func(_ *rand.Rand, k, n int) (x, y float64) {
		i, j := cell(k, n)
		return polar(1+j, 2*math.Pi*i/math.Ceil(math.Sqrt(float64(n))))
	}},
	{"two lines", func(_ *rand.Rand, k, _ int) (x, y float64) { return float64(k / 2), float64(k % 2) }},
	{"tracks", func(rng *rand.Rand, k, _ int) (x, y float64) {
		return float64(k%10) * 1000, float64(k/10) + 0.1*rng.Float64()
	}},
	{"mirrored", func(_ *rand.Rand, k, _ int) (x, y float64) { // on a circle there are always four
		v := math.Mod(math.Phi*float64(k/2), 1)
		return (10 + v) * float64(1-k%2*2), 0.1 * (float64(k/2) + v)
	}},

	{"circle", func(_ *rand.Rand, k, _ int) (x, y float64) { return polar(1, float64(k)) }},
	{"circles", func(_ *rand.Rand, k, _ int) (x, y float64) { return polar(float64(1+k%10), float64(k)) }},
	{"spiral", func(_ *rand.Rand, k, _ int) (x, y float64) {
		r := math.Sqrt(float64(k))
		return polar(r, r)
	}},
	{"logarithmic spiral", func(_ *rand.Rand, k, n int) (x, y float64) {
		a := 100 * float64(k) / float64(n)
		return polar(math.Exp(a/10), a)
	}},
	{"parabola", func(_ *rand.Rand, k, _ int) (x, y float64) { return float64(k), float64(k) * float64(k) }},
	{"whole parabola", func(_ *rand.Rand, k, n int) (x, y float64) {
		v := float64(k - n/2)
		return v, v * v
	}},
	{"parabola on its side", func(_ *rand.Rand, k, n int) (x, y float64) {
		v := float64(k - n/2)
		return v * v, v
	}},
	{"hyperbola", func(_ *rand.Rand, k, _ int) (x, y float64) { return float64(k + 1), 1e5 / float64(k+1) }},
	{"exponential curve", func(_ *rand.Rand, k, n int) (x, y float64) {
		v := 30 * float64(k) / float64(n)
		return v, math.Exp(v)
	}},
	{"sine", func(_ *rand.Rand, k, _ int) (x, y float64) { return float64(k), 1000 * math.Sin(float64(k)/1000) }},

	{"nearly flat", func(rng *rand.Rand, k, _ int) (x, y float64) { return float64(k), 1e-9 * rng.Float64() }},
	{"nearly upright", func(rng *rand.Rand, k, _ int) (x, y float64) { return 1e-9 * rng.Float64(), float64(k) }},
	{"nearly a line", func(rng *rand.Rand, k, _ int) (x, y float64) { return float64(k), float64(k)/3 + 1e-9*rng.Float64() }},
	{"rounded line", func(_ *rand.Rand, k, _ int) (x, y float64) { return 0.1 * float64(k), 0.1 * float64(k) / 3 }},
	{"hardly bent", func(_ *rand.Rand, k, _ int) (x, y float64) { return float64(k), 1e-17 * float64(k*k%7) }},
	{"line and a point", func(_ *rand.Rand, k, n int) (x, y float64) {
		if k == n-1 {
			return 3, 1
		}
		return float64(k), 0
	}},
	{"upright line and a point", func(_ *rand.Rand, k, _ int) (x, y float64) {
		if k == 0 {
			return 3, 1
		}
		return 0, float64(k)
	}},
	// The worst for insertion along a curve, in which each point would take out a large
	// part of the triangles.
	{"cross", func(rng *rand.Rand, k, _ int) (x, y float64) {
		if x, y = float64(k), 1e-9*rng.Float64(); k%2 == 0 {
			return y, x
		}
		return x, y
	}},
}

func random(rng *rand.Rand, _, _ int) (x, y float64) { return rng.Float64(), rng.Float64() }

func polar(r, a float64) (x, y float64) { return r * math.Cos(a), r * math.Sin(a) }

// cell returns the k-th of n cells that make a square.
func cell(k, n int) (i, j float64) {
	side := int(math.Ceil(math.Sqrt(float64(n))))
	return float64(k % side), float64(k / side)
}

// lattices returns the places of a lattice: i (xi, yi) + j (xj, yj) + (x0, y0).
func lattices(xi, xj, yi, yj, x0, y0 float64) func(rng *rand.Rand, k, n int) (x, y float64) {
	return func(_ *rand.Rand, k, n int) (x, y float64) {
		i, j := cell(k, n)
		return x0 + xi*i + xj*j, y0 + yi*i + yj*j
	}
}

// pointsOf returns n points of a kind.
func pointsOf(point func(rng *rand.Rand, k, n int) (x, y float64), n int) (x, y []float64) {
	rng := rand.New(rand.NewPCG(3, 4))
	x, y = make([]float64, n), make([]float64, n)
	for k := range x {
		x[k], y[k] = point(rng, k, n)
	}
	return x, y
}
