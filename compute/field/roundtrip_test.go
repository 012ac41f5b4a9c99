package field

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What is written as x,y,z,z2 with 17 digits comes back to the bit: lattices with
// even and uneven steps, gaps, infinite values and zeros of either sign, and
// scattered points.
func TestRoundTripAny(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	axis := func(n int) []float64 {
		v := make([]float64, n)
		at := rng.NormFloat64() * math.Pow(10, float64(rng.IntN(12)-6))
		step := math.Exp(5 * rng.NormFloat64())
		even := rng.IntN(2) == 0
		for k := range v {
			v[k] = at + step*float64(k)
			if !even {
				v[k] = at + step*(float64(k)+0.9*rng.Float64())
			}
		}
		return v
	}
	value := func() float64 {
		switch rng.IntN(12) {
		case 0:
			return math.NaN()
		case 1:
			return math.Inf(1 - 2*rng.IntN(2))
		case 2:
			return math.Copysign(0, -1)
		}
		return rng.NormFloat64() * math.Exp(20*rng.NormFloat64())
	}
	write := func(b *strings.Builder, v ...float64) {
		for k, u := range v {
			if k > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.FormatFloat(u, 'g', 17, 64))
		}
		b.WriteByte('\n')
	}
	same := func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b }
	for round := range 300 {
		x, y := axis(2+rng.IntN(9)), axis(2+rng.IntN(9))
		z := [2][]float64{make([]float64, len(x)*len(y)), make([]float64, len(x)*len(y))}
		var b strings.Builder
		b.WriteString("x,y,z,z2\n")
		for j, v := range y {
			for i, u := range x {
				k := j*len(x) + i
				z[0][k], z[1][k] = value(), value()
				write(&b, u, v, z[0][k], z[1][k])
			}
		}
		for c := range z {
			if !slices.ContainsFunc(z[c], func(v float64) bool { return v-v == 0 }) {
				continue
			}
			f, r, err := ReadText([]byte(b.String()), Options{Z: 3 + c})
			if err != nil {
				t.Fatalf("round %d: %v\n%s", round, err, b.String())
			}
			fx, fy, ok := f.Lattice()
			if !ok || !slices.Equal(fx, x) || !slices.Equal(fy, y) {
				t.Fatalf("round %d: axes %v, %v, want %v, %v", round, fx, fy, x, y)
			}
			got := make([]float64, len(z[c]))
			f.GridTo(got, fx, fy)
			infinite := 0
			for k := range got {
				if !same(got[k], z[c][k]) {
					t.Fatalf("round %d: sample %d is %v, want %v", round, k, got[k], z[c][k])
				}
				if math.IsInf(got[k], 0) {
					infinite++
				}
			}
			if r.Infinite != infinite || r.Gaps != gaps(z[c]) || len(r.Marks) > 0 {
				t.Fatalf("round %d: %+v", round, r)
			}
		}
	}
	for round := range 100 {
		n := 8 + rng.IntN(40)
		type point [3]float64
		var want []point
		var b strings.Builder
		fmt.Fprintln(&b, "x,y,z")
		for range n {
			p := point{rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()}
			want = append(want, p)
			write(&b, p[:]...)
		}
		f, _, err := ReadText([]byte(b.String()), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range want {
			k := slices.Index(f.mesh.x, p[0])
			if f.Points() != n || k < 0 || !same(f.mesh.y[k], p[1]) || !same(f.mesh.z[k], p[2]) || f.At(p[0], p[1]) != p[2] {
				t.Fatalf("round %d: %v has become %v", round, p, f.At(p[0], p[1]))
			}
		}
	}
}
