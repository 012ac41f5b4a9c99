package leastsquares

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/linalg"
)

// A profile is the least that J can be over a pair of weights: not above J
// anywhere, and J itself where the others are at their best.
func TestProfile(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 200 {
		n, dim := 1+r.IntN(9), 2+r.IntN(3)
		x, b := linalg.Zeros(n, dim), make([]float64, n)
		for k := range x.Data {
			x.Data[k] = r.NormFloat64()
		}
		for p := range b {
			x.Data[p*dim], b[p] = 1, float64(r.IntN(2))
		}
		f := NewSurface(x, b)
		i := r.IntN(dim)
		j := (i + 1 + r.IntN(dim-1)) % dim
		profile := f.Profile(i, j)
		w := make([]float64, dim)
		for range 20 {
			for k := range w {
				w[k] = 2 * r.NormFloat64()
			}
			pair := []float64{w[i], w[j]}
			got, above := profile.At(pair), f.At(w)
			if got > above+1e-9*(1+above) {
				t.Fatalf("%d weights: %v over a pair where J is %v", dim, got, above)
			}
			least := above
			if dim > 2 {
				least = bestRest(f, w, i, j)
			}
			if math.Abs(got-least) > 1e-9*(1+least) {
				t.Fatalf("%d weights: %v, want %v", dim, got, least)
			}
		}
		_, jmin := f.Minimum()
		if _, got := profile.Minimum(); math.Abs(got-jmin) > 1e-9*(1+jmin) {
			t.Errorf("its minimum is %v, want %v", got, jmin)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic for a pair of one weight")
		}
	}()
	NewSurface(linalg.Zeros(2, 3), make([]float64, 2)).Profile(1, 1)
}

// bestRest returns the least J with weights i and j held at those of w.
func bestRest(f *Surface, w []float64, i, j int) float64 {
	x, b := linalg.Zeros(len(f.b), len(w)-2), make([]float64, len(f.b))
	for p := range b {
		next := p * (len(w) - 2)
		for k, v := range row(f.x, p) {
			if k != i && k != j {
				x.Data[next] = v
				next++
			}
		}
		b[p] = f.b[p] - w[i]*row(f.x, p)[i] - w[j]*row(f.x, p)[j]
	}
	_, least := NewSurface(x, b).Minimum()
	return least
}
