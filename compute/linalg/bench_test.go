package linalg

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func BenchmarkSquare(b *testing.B) {
	for _, n := range []int{2, 6, 100} {
		a := normal(rand.New(rand.NewPCG(1, 2)), n)
		symmetric, _ := Add(a, Transpose(a))
		integers := families[1].make(rand.New(rand.NewPCG(1, 2)), n)
		for _, c := range []struct {
			name string
			do   func() error
		}{
			{"Det", func() error { _, err := Det(a); return err }},
			{"Det/integers", func() error { _, err := Det(integers); return err }},
			{"Inverse", func() error { _, err := Inverse(a); return err }},
			{"SVD", func() error { _, err := NewSVD(a); return err }},
			{"PseudoInverse", func() error { _, err := PseudoInverse(a); return err }},
			{"Eigen", func() error { _, err := NewEigen(a); return err }},
			{"Eigen/symmetric", func() error { _, err := NewEigen(symmetric); return err }},
			{"Dot", func() error { _, err := Dot(a, a); return err }},
		} {
			b.Run(c.name+"/"+strconv.Itoa(n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := c.do(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkLeastSquares(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, m := range []int{6, 300} {
		x, y := randomMatrix(rng, m, 3), randomMatrix(rng, m, 4)
		b.Run(strconv.Itoa(m)+"x3", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := LeastSquares(x, y); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkInterpolateTo(b *testing.B) {
	a := normal(rand.New(rand.NewPCG(1, 2)), 6)
	identity, dst := Identity(6), Zeros(6, 6)
	b.ReportAllocs()
	for b.Loop() {
		InterpolateTo(dst, identity, a, 0.3)
	}
}

// What is typed is solved exactly: decimals, results of 17 digits, and the farthest
// that exponents can be apart.
func BenchmarkExact(b *testing.B) {
	for _, c := range []struct {
		name string
		at   func(rng *rand.Rand) float64
	}{
		{"integers", func(rng *rand.Rand) float64 { return float64(rng.IntN(19) - 9) }},
		{"decimals", func(rng *rand.Rand) float64 { return float64(rng.IntN(1999)-999) / 1000 }},
		{"results", func(rng *rand.Rand) float64 { return rng.NormFloat64() }},
		{"far apart", func(rng *rand.Rand) float64 { return rng.NormFloat64() * math.Pow10(rng.IntN(600)-300) }},
	} {
		for _, n := range []int{2, 6} {
			rng := rand.New(rand.NewPCG(7, 8))
			a := Zeros(n, n)
			for i := range a.Data {
				a.Data[i] = c.at(rng)
			}
			b.Run("det/"+c.name+"/"+strconv.Itoa(n), func(b *testing.B) {
				for b.Loop() {
					Det(a)
				}
			})
			b.Run("inverse/"+c.name+"/"+strconv.Itoa(n), func(b *testing.B) {
				for b.Loop() {
					Inverse(a)
				}
			})
		}
	}
}
