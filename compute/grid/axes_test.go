package grid

import (
	"math"
	"slices"
	"testing"
)

// The values were computed with NumPy 1.24: len, [1], [-1] of numpy.arange.
func TestArange(t *testing.T) {
	for _, tt := range []struct {
		start, stop, step float64
		n                 int
		second, last      float64
	}{
		{-3, 3.1, 0.1, 61, -2.9, 3.0000000000000053},
		{-4, 4.1, 0.1, 81, -3.9, 4.000000000000007},
		{-3, 3, 0.25, 24, -2.75, 2.75},
		{0, 1, 0.1, 10, 0.1, 0.9},
		{1, 1.3, 0.1, 4, 1.1, 1.3000000000000003},
		{5, 0, -2, 3, 3, 1},
	} {
		a := Arange(tt.start, tt.stop, tt.step)
		if len(a) != tt.n {
			t.Errorf("Arange(%v, %v, %v) has length %d, want %d", tt.start, tt.stop, tt.step, len(a), tt.n)
			continue
		}
		if a[0] != tt.start || a[1] != tt.second || a[len(a)-1] != tt.last {
			t.Errorf("Arange(%v, %v, %v) = %v, %v, ... %v; want %v, %v, ... %v", tt.start, tt.stop, tt.step,
				a[0], a[1], a[len(a)-1], tt.start, tt.second, tt.last)
		}
	}
}

func TestArangeEmpty(t *testing.T) {
	for _, a := range [][]float64{Arange(0, 0, 1), Arange(1, 0, 1), Arange(0, 1, -1)} {
		if len(a) != 0 {
			t.Errorf("got %v, want none", a)
		}
	}
}

func TestArangeLen(t *testing.T) {
	if n := ArangeLen(0, 1, 0x1p-1000); n != 0x1p1000 {
		t.Errorf("got %v, want 2^1000", n)
	}
	if n := ArangeLen(0, math.NaN(), 1); !math.IsNaN(n) {
		t.Errorf("got %v, want NaN", n)
	}
}

// The values were computed with NumPy 1.24.
func TestLinspace(t *testing.T) {
	for _, tt := range []struct {
		start, stop float64
		n           int
		want        []float64
	}{
		{0, 1, 0, []float64{}},
		{2, 3, 1, []float64{2}},
		{0, 1, 4, []float64{0, 0.3333333333333333, 0.6666666666666666, 1}},
		{-3, 3, 5, []float64{-3, -1.5, 0, 1.5, 3}},
		{1, -0.7, 3, []float64{1, 0.15000000000000002, -0.7}},
	} {
		if got := Linspace(tt.start, tt.stop, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("Linspace(%v, %v, %d) = %v, want %v", tt.start, tt.stop, tt.n, got, tt.want)
		}
	}
}

func TestMeshgrid(t *testing.T) {
	X, Y := Meshgrid([]float64{1, 2, 3}, []float64{10, 20})
	if want := []float64{1, 2, 3, 1, 2, 3}; !slices.Equal(X, want) {
		t.Errorf("X = %v, want %v", X, want)
	}
	if want := []float64{10, 10, 10, 20, 20, 20}; !slices.Equal(Y, want) {
		t.Errorf("Y = %v, want %v", Y, want)
	}
}

func TestTileRepeatEmpty(t *testing.T) {
	if a := Tile(nil, 3); len(a) != 0 {
		t.Errorf("Tile(nil, 3) = %v", a)
	}
	if a := Tile([]float64{1}, 0); len(a) != 0 {
		t.Errorf("Tile([1], 0) = %v", a)
	}
	if a := Repeat([]float64{1, 2}, 0); len(a) != 0 {
		t.Errorf("Repeat([1 2], 0) = %v", a)
	}
}

func TestPanics(t *testing.T) {
	two := make([]float64, 2)
	for name, f := range map[string]func(){
		"zero step":        func() { Arange(0, 1, 0) },
		"NaN step":         func() { ArangeLen(0, 1, math.NaN()) },
		"huge length":      func() { Arange(0, 1e300, 1) },
		"NaN length":       func() { Arange(0, math.NaN(), 1) },
		"negative n":       func() { Linspace(0, 1, -1) },
		"negative tile":    func() { Tile(two, -1) },
		"negative repeat":  func() { Repeat(two, -1) },
		"short dst":        func() { TileTo(two, two, 2) },
		"long dst":         func() { RepeatTo(make([]float64, 5), two, 2) },
		"descending axis":  func() { New([]float64{1, 0}, two[:1]) },
		"repeated value":   func() { New(two[:1], []float64{1, 1}) },
		"NaN on axis":      func() { New([]float64{math.NaN()}, two[:1]) },
		"MapTo, lengths":   func() { MapTo(two, two, two[:1], math.Hypot) },
		"LerpTo, lengths":  func() { LerpTo(two, two[:1], two, 0) },
		"Infinity on axis": func() { New([]float64{0, math.Inf(1)}, two[:1]) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				s, _ := recover().(string)
				if len(s) < 6 || s[:6] != "grid: " {
					t.Errorf("recovered %q, want grid: ...", s)
				}
			}()
			f()
		})
	}
}
