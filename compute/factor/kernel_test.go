package factor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The kernels for any number of factors do what a plain loop does.
func TestKernels(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for r := 1; r <= 40; r++ {
		f, u := make([]float64, 30*r), make([]float64, r)
		for k := range f {
			f[k] = random.NormFloat64()
		}
		for k := range u {
			u[k] = random.NormFloat64()
		}
		columns, values := make([]int32, 12), make([]float64, 12)
		for k := range columns {
			columns[k], values[k] = int32(random.IntN(30)), random.NormFloat64()
		}
		var want [3][]float64
		for k := range want {
			want[k] = make([]float64, r)
		}
		squares := 0.0
		for k, j := range columns {
			e := values[k]
			for c := range r {
				e -= u[c] * f[int(j)*r+c]
			}
			squares += e * e
			for c := range r {
				want[0][c] += values[k] * f[int(j)*r+c]
				want[1][c] += e * f[int(j)*r+c]
			}
		}
		want[2] = want[0]
		got := make([]float64, r)
		for kind, w := range want {
			for c := range got {
				got[c] = math.NaN()
			}
			sum := squares
			if kind == 0 {
				gather(got, columns, values, f, r)
			} else {
				sum = residual(got, u, columns, values, f, kind == 2)
			}
			if d := relative(got, w); d > 1e-12 || math.Abs(sum-squares) > 1e-12*squares {
				t.Errorf("R=%d, kernel %d: %v, want %v; %v, want %v", r, kind, got, w, sum, squares)
			}
		}
	}
}

// BenchmarkKernels goes over 100,000 ratings of 943 users once.
func BenchmarkKernels(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	const rows, entries, items = 943, 106, 1682
	columns, values := make([]int32, rows*entries), make([]float64, rows*entries)
	for k := range columns {
		columns[k], values[k] = int32(random.IntN(items)), float64(1+random.IntN(5))
	}
	for _, r := range []int{1, 2, 3, 4, 5, 6, 8, 10, 16, 20} {
		f, u, a := make([]float64, items*r), make([]float64, r), make([]float64, r)
		b.Run(fmt.Sprintf("gather/R=%d", r), func(b *testing.B) {
			for b.Loop() {
				for k := 0; k < len(columns); k += entries {
					gather(a, columns[k:k+entries], values[k:k+entries], f, r)
				}
			}
		})
		b.Run(fmt.Sprintf("residual/R=%d", r), func(b *testing.B) {
			for b.Loop() {
				for k := 0; k < len(columns); k += entries {
					residual(a, u, columns[k:k+entries], values[k:k+entries], f, false)
				}
			}
		})
	}
}
