package linalg

import (
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
