package linalg

import (
	"math"
	"math/rand/v2"
)

// A family of random n x n matrices for property tests.
type family struct {
	name string
	make func(rng *rand.Rand, n int) Array
}

var families = []family{
	{"normal", normal},
	{"integers", func(rng *rand.Rand, n int) Array {
		a := Zeros(n, n)
		for i := range a.Data {
			a.Data[i] = float64(rng.IntN(19) - 9)
		}
		return a
	}},
	{"sparse", func(rng *rand.Rand, n int) Array {
		a := Zeros(n, n)
		for i := range a.Data {
			a.Data[i] = float64(rng.IntN(8) / 7 * (rng.IntN(5) - 2))
		}
		return a
	}},
	{"zeros and ones", func(rng *rand.Rand, n int) Array {
		a := Zeros(n, n)
		for i := range a.Data {
			a.Data[i] = float64(rng.IntN(2))
		}
		return a
	}},
	{"rank-deficient", func(rng *rand.Rand, n int) Array {
		k := rng.IntN(n)
		return contract(randomMatrix(rng, n, k), randomMatrix(rng, k, n), []int{1}, []int{0})
	}},
	{"symmetric", func(rng *rand.Rand, n int) Array {
		a := normal(rng, n)
		a, _ = Add(a, Transpose(a))
		return a
	}},
	{"symmetric, rank-deficient", func(rng *rand.Rand, n int) Array {
		b := randomMatrix(rng, n, rng.IntN(n))
		c := b.Clone()
		_, k := c.Dims()
		for i := range c.Data {
			if i%k%2 == 0 {
				c.Data[i] = -c.Data[i]
			}
		}
		a := contract(b, c, []int{1}, []int{1})
		for i := range n {
			for j := range i {
				a.Data[i*n+j] = a.Data[j*n+i]
			}
		}
		return a
	}},
	{"skew", func(rng *rand.Rand, n int) Array {
		a := normal(rng, n)
		a, _ = Sub(a, Transpose(a))
		return a
	}},
	{"orthogonal", func(rng *rand.Rand, n int) Array {
		d, _ := NewSVD(normal(rng, n))
		return d.U
	}},
	{"triangular", func(rng *rand.Rand, n int) Array {
		a := normal(rng, n)
		for i := range n {
			fill(a.Data[i*n+i+1:(i+1)*n], 0)
		}
		return a
	}},
	{"permutation", func(rng *rand.Rand, n int) Array {
		a := Zeros(n, n)
		for i, j := range rng.Perm(n) {
			a.Data[i*n+j] = 1
		}
		return a
	}},
	{"similar to a Jordan block", func(rng *rand.Rand, n int) Array {
		j := Zeros(n, n)
		for i := range n {
			j.Data[i*n+i] = 2
			if i > 0 {
				j.Data[i*n+i-1] = 1
			}
		}
		d, _ := NewSVD(normal(rng, n))
		return contract(d.U, contract(j, d.U, []int{1}, []int{1}), []int{1}, []int{0})
	}},
	{"graded", func(rng *rand.Rand, n int) Array {
		a := normal(rng, n)
		for i := range n {
			for j := range n {
				a.Data[i*n+j] *= math.Exp2(float64(-4 * (i + 2*j)))
			}
		}
		return a
	}},
	{"badly balanced", func(rng *rand.Rand, n int) Array {
		a := normal(rng, n)
		for i := range n {
			for j := range n {
				a.Data[i*n+j] *= math.Exp2(float64(10 * (i - j)))
			}
		}
		return a
	}},
	{"companion", func(rng *rand.Rand, n int) Array {
		a := Zeros(n, n)
		for i := range n {
			a.Data[i] = rng.NormFloat64()
			if i > 0 {
				a.Data[i*n+i-1] = 1
			}
		}
		return a
	}},
	{"of all magnitudes", func(rng *rand.Rand, n int) Array {
		a := normal(rng, n)
		for i := range a.Data {
			a.Data[i] *= math.Pow(10, float64(rng.IntN(60)-30))
		}
		return a
	}},
	{"huge", func(rng *rand.Rand, n int) Array { return Scale(1e150, normal(rng, n)) }},
	{"tiny", func(rng *rand.Rand, n int) Array { return Scale(1e-150, normal(rng, n)) }},
}

func normal(rng *rand.Rand, n int) Array { return randomMatrix(rng, n, n) }

func randomMatrix(rng *rand.Rand, rows, cols int) Array {
	a := Zeros(rows, cols)
	for i := range a.Data {
		a.Data[i] = rng.NormFloat64()
	}
	return a
}
