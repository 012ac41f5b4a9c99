package grid

import (
	"math"
	"slices"
	"testing"
)

func TestFillAt(t *testing.T) {
	g := New([]float64{1, 2, 3}, []float64{10, 20})
	g.Fill(func(x, y float64) float64 { return x + y })
	if g.Nx() != 3 || g.Ny() != 2 {
		t.Fatalf("shape %d x %d, want 3 x 2", g.Nx(), g.Ny())
	}
	if z := g.At(2, 1); z != 23 {
		t.Errorf("At(2, 1) = %v, want 23", z)
	}
	X, Y := Meshgrid(g.X, g.Y)
	MapTo(X, X, Y, func(x, y float64) float64 { return x + y })
	if !slices.Equal(X, g.Z) {
		t.Errorf("MapTo gives %v, Fill %v", X, g.Z)
	}
}

func TestRange(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		z        []float64
		min, max float64
		ok       bool
	}{
		{nil, 0, 0, false},
		{[]float64{nan, inf, -inf}, 0, 0, false},
		{[]float64{nan, 3}, 3, 3, true},
		{[]float64{2, nan, -1, inf, 5, -inf}, -1, 5, true},
	} {
		g := Grid{Z: tt.z}
		if zmin, zmax, ok := g.Range(); zmin != tt.min || zmax != tt.max || ok != tt.ok {
			t.Errorf("Range of %v = %v, %v, %v", tt.z, zmin, zmax, ok)
		}
	}
}

func TestLerpTo(t *testing.T) {
	nan := math.NaN()
	a := []float64{0.1, 1e300, nan, 1, 0.7, -3}
	b := []float64{0.3, -7, 1, nan, 0.7, 5}
	dst := make([]float64, len(a))
	for _, tt := range []struct {
		t    float64
		want []float64
	}{{0, a}, {1, b}} {
		LerpTo(dst, a, b, tt.t)
		for k, v := range dst {
			if math.IsNaN(a[k]) || math.IsNaN(b[k]) {
				if !math.IsNaN(v) {
					t.Errorf("t = %v: element %d is %v, want NaN", tt.t, k, v)
				}
			} else if v != tt.want[k] {
				t.Errorf("t = %v: element %d is %v, want %v", tt.t, k, v, tt.want[k])
			}
		}
	}
	for x := 0.0; x <= 1; x += 1.0 / 64 {
		LerpTo(dst, a, b, x)
		if dst[4] != 0.7 {
			t.Errorf("t = %v: equal ends give %v, want 0.7", x, dst[4])
		}
		if dst[5] != -3+8*x {
			t.Errorf("t = %v: got %v, want %v", x, dst[5], -3+8*x)
		}
	}
	LerpTo(a, a, b, 0.25)
	if a[5] != -1 {
		t.Errorf("in place: got %v, want -1", a[5])
	}
}
