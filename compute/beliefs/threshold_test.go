package beliefs

import (
	"math"
	"testing"
)

// Affinities and what they are said by are the same.
func TestAffinities(t *testing.T) {
	r := seeded(1)
	for range 1000 {
		n, q := 30+r.IntN(200), 2+r.IntN(5)
		c := 1 + 30*r.Float64()
		snr := 8*r.Float64() - 4
		in, out, ok := Affinities(n, q, c, snr)
		if want := in >= 0 && out >= 0 && in <= float64(n) && out <= float64(n); ok != want {
			t.Errorf("n %d, q %d, c %v, ratio %v: %v, %v, %v", n, q, c, snr, in, out, ok)
		}
		if least, most := Range(n, q, c); ok != (least <= snr && snr <= most) {
			t.Errorf("n %d, q %d, c %v, ratio %v: %v, of %v to %v", n, q, c, snr, ok, least, most)
		}
		if ok && (math.Abs(MeanDegree(q, in, out)-c) > 1e-12*c || math.Abs(SNR(q, in, out)-snr) > 1e-12) {
			t.Errorf("n %d, q %d, c %v, ratio %v: back it is %v, %v", n, q, c, snr, MeanDegree(q, in, out), SNR(q, in, out))
		}
	}
	for _, c := range []struct {
		n, q            int
		c, snr, in, out float64
		ok              bool
	}{
		{1000, 2, 9, 1, 12, 6, true}, // |in - out| = q sqrt(c): the threshold
		{1000, 4, 16, 1, 28, 12, true},
		{1000, 3, 4, -1, 0, 6, true},
		{1000, 2, 4, 2, 8, 0, true},
		{1000, 2, 4, 2.01, 8.02, -0.02, false},
		{20, 4, 16, 1, 28, 12, false},
		{1000, 2, 0, 1, 0, 0, false},
	} {
		in, out, ok := Affinities(c.n, c.q, c.c, c.snr)
		if ok != c.ok || math.Abs(in-c.in) > 1e-12 || math.Abs(out-c.out) > 1e-12 {
			t.Errorf("%+v: %v, %v, %v", c, in, out, ok)
		}
	}
	// All that is possible at one end, however it is rounded.
	for c := 0.1; c < 50; c += 0.1 {
		if in, out, ok := Affinities(1000, 3, c, math.Sqrt(c)); !ok || out != 0 || in < 0 {
			t.Errorf("mean degree %v: %v, %v, %v", c, in, out, ok)
		}
		if in, out, ok := Affinities(1000, 3, c, -math.Sqrt(c)/2); !ok || in != 0 || out < 0 {
			t.Errorf("mean degree %v: %v, %v, %v", c, in, out, ok)
		}
	}
}

func TestDirected(t *testing.T) {
	for _, c := range []struct{ directed, undirected float64 }{{0, 0}, {1, 1}, {0.5, 0.75}, {0.1, 0.19}, {1e-9, 2e-9 - 1e-18}} {
		if p := Undirected(c.directed); math.Abs(p-c.undirected) > 1e-15*c.undirected {
			t.Errorf("of %v it is %v, want %v", c.directed, p, c.undirected)
		}
		if p := Directed(c.undirected); math.Abs(p-c.directed) > 1e-15*max(c.directed, 1e-300) {
			t.Errorf("of %v it is %v, want %v", c.undirected, p, c.directed)
		}
	}
}
