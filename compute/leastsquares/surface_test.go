package leastsquares

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/linalg"
)

func TestSurfaceReference(t *testing.T) {
	seen := 0
	for _, ref := range references(t) {
		for _, s := range ref.Surfaces {
			seen++
			f := NewSurface(ref.X.matrix(), Column(ref.B.matrix(), s.Discriminant))
			w, j := f.Minimum()
			checkNear(t, "argmin", w, s.Argmin.Data, 1e-14)
			checkNear(t, "J there", []float64{j}, []float64{s.Jmin}, 1e-14)
			checkNear(t, "Hessian", f.Hessian().Data, s.Hessian.Data, 1e-14)
			n0, n1 := len(s.W0.Data), len(s.W1.Data)
			z := make([]float64, n0*n1)
			f.GridTo(z, s.W0.Data, s.W1.Data)
			for i, w0 := range s.W0.Data {
				for j, w1 := range s.W1.Data {
					want := s.J.Data[i*n1+j]
					if got := z[j*n0+i]; !near(got, want, 1e-13) {
						t.Fatalf("grid: J(%v, %v) = %v, want %v", w0, w1, got, want)
					}
					if got := f.At([]float64{w0, w1}); !near(got, want, 1e-13) {
						t.Fatalf("J(%v, %v) = %v, want %v", w0, w1, got, want)
					}
				}
			}
		}
	}
	if seen != 2 {
		t.Errorf("%d surfaces in the reference", seen)
	}
}

// surfaces calls f with surfaces of all ranks, also those of the references.
func surfaces(t *testing.T, f func(s *Surface, x linalg.Array, b []float64, r *rand.Rand)) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, ref := range references(t) {
		x, b := ref.X.matrix(), Column(ref.B.matrix(), 0)
		f(NewSurface(x, b), x, b, r)
	}
	for range 50 {
		features, classes := r.IntN(4), 1+r.IntN(4)
		patterns := randomPatterns(r, r.IntN(20), features, classes)
		x, b := Design(patterns, features), Column(Targets(patterns, classes), 0)
		f(NewSurface(x, b), x, b, r)
	}
}

func randomWeights(r *rand.Rand, n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 3 * r.NormFloat64()
	}
	return w
}

// J equals the sum of squares by definition, and is nowhere less than at the minimum.
func TestSurfaceAt(t *testing.T) {
	surfaces(t, func(s *Surface, x linalg.Array, b []float64, r *rand.Rand) {
		m, jmin := s.Minimum()
		if got := s.At(m); got != jmin {
			t.Errorf("J at the minimum is %v, not %v", got, jmin)
		}
		for i := range 20 {
			w := randomWeights(r, s.Dim())
			if i%2 == 0 {
				for k := range w { // a hair's breadth from the minimum
					w[k] = m[k] + 1e-9*w[k]
				}
			}
			var want float64
			for p := range b {
				e := dot(row(x, p), w) - b[p]
				want += e * e
			}
			got := s.At(w)
			if !near(got, want, 1e-12) {
				t.Errorf("J(%v) = %v, want %v", w, got, want)
			}
			if got < jmin {
				t.Errorf("J(%v) = %v is less than the minimum, %v", w, got, jmin)
			}
		}
	})
}

// A central difference is exact for a quadratic function, but for rounding.
func TestGradient(t *testing.T) {
	surfaces(t, func(s *Surface, _ linalg.Array, _ []float64, r *rand.Rand) {
		const h = 0.5
		w := randomWeights(r, s.Dim())
		g := make([]float64, s.Dim())
		s.GradientTo(g, w)
		scale := s.At(w) + 1
		for i, v := range w {
			w[i] = v + h
			up := s.At(w)
			w[i] = v - h
			down := s.At(w)
			w[i] = v
			if want := (up - down) / (2 * h); math.Abs(g[i]-want) > 1e-12*scale {
				t.Errorf("gradient %d at %v is %v, differences say %v", i, w, g[i], want)
			}
		}
		m, _ := s.Minimum()
		s.GradientTo(g, m)
		for i, v := range g {
			if v != 0 {
				t.Errorf("gradient %d at the minimum is %v", i, v)
			}
		}
	})
}

// The curvatures are the eigenvalues of the Hessian: their sum is its trace, the
// sum of their squares that of its entries.
func TestCurvatures(t *testing.T) {
	surfaces(t, func(s *Surface, _ linalg.Array, _ []float64, _ *rand.Rand) {
		var sum, squares, trace, norm float64
		c, h := s.Curvatures(), s.Hessian()
		for i, v := range c {
			sum += v
			squares += v * v
			trace += h.At(i, i)
			if i > 0 && v > c[i-1] {
				t.Errorf("curvatures %v are not descending", c)
			}
			if (v > 0) != (i < s.Rank()) {
				t.Errorf("curvatures %v for rank %d", c, s.Rank())
			}
		}
		norm = dot(h.Data, h.Data)
		if len(c) != s.Dim() || !near(sum, trace, 1e-13) || !near(squares, norm, 1e-13) {
			t.Errorf("curvatures %v of %v", c, h)
		}
	})
	// Eigenvalues of [[12, -3.6], [-3.6, 10.04]]: 11.02 +- sqrt(0.98^2 + 3.6^2).
	x, b := example()
	root := math.Hypot(0.98, 3.6)
	s := NewSurface(x, Column(b, 0))
	checkNear(t, "curvatures", s.Curvatures(), []float64{11.02 + root, 11.02 - root}, 1e-14)
	checkNear(t, "largest rate", []float64{s.LargestRate()}, []float64{4 / (11.02 + root)}, 1e-14)
}

func TestSlice(t *testing.T) {
	surfaces(t, func(s *Surface, _ linalg.Array, _ []float64, r *rand.Rand) {
		if s.Dim() < 2 {
			return
		}
		order := r.Perm(s.Dim())
		i, j := order[0], order[1]
		rest := randomWeights(r, s.Dim())
		slice := s.Slice(i, j, rest)
		w := append([]float64(nil), rest...)
		for range 5 {
			w[i], w[j] = r.NormFloat64(), r.NormFloat64()
			if got, want := slice.At([]float64{w[i], w[j]}), s.At(w); !near(got, want, 1e-12) {
				t.Errorf("slice along %d and %d of %v is %v, want %v", i, j, w, got, want)
			}
		}
		_, jmin := s.Minimum()
		if _, got := s.Slice(i, j, nil).Minimum(); !near(got, jmin, 1e-13) {
			t.Errorf("slice through the minimum has minimum %v, want %v", got, jmin)
		}
	})
}

// All ranks: the grid is what At says at its points.
func TestGrid(t *testing.T) {
	surfaces(t, func(s *Surface, _ linalg.Array, _ []float64, r *rand.Rand) {
		if s.Dim() < 2 {
			return
		}
		s = s.Slice(s.Dim()-1, 0, nil)
		w0, w1 := randomWeights(r, 4), randomWeights(r, 3)
		z := make([]float64, len(w0)*len(w1))
		s.GridTo(z, w0, w1)
		for k, got := range z {
			w := []float64{w0[k%4], w1[k/4]}
			if want := s.At(w); !near(got, want, 1e-14) {
				t.Errorf("grid at %v is %v, want %v", w, got, want)
			}
		}
	})
}

func TestFlatSurface(t *testing.T) {
	for _, x := range []linalg.Array{linalg.Zeros(0, 2), linalg.Zeros(3, 2)} {
		b := make([]float64, x.Shape[0])
		for i := range b {
			b[i] = 1
		}
		s := NewSurface(x, b)
		if got := s.At([]float64{5, -7}); got != float64(len(b)) {
			t.Errorf("J = %v, want %d", got, len(b))
		}
		if got := s.LargestRate(); !math.IsInf(got, 1) {
			t.Errorf("largest rate %v", got)
		}
		if c := s.Curvatures(); c[0] != 0 || c[1] != 0 || s.Rank() != 0 {
			t.Errorf("curvatures %v, rank %d", c, s.Rank())
		}
	}
}

func TestNaNSurface(t *testing.T) {
	s := NewSurface(linalg.Matrix(2, 2, 1, math.NaN(), 1, 2), []float64{0, 1})
	g := make([]float64, 2)
	s.GradientTo(g, []float64{1, 2})
	z := make([]float64, 1)
	s.GridTo(z, []float64{1}, []float64{1})
	m, j := s.Minimum()
	for _, v := range []float64{s.At([]float64{1, 2}), g[0], z[0], m[0], j, s.LargestRate(), s.Curvatures()[1]} {
		if !math.IsNaN(v) {
			t.Errorf("%v is not NaN", v)
		}
	}
}

func TestSurfaceAllocs(t *testing.T) {
	x, b := example()
	s := NewSurface(x, Column(b, 0))
	w0, w1 := make([]float64, 20), make([]float64, 30)
	dst, g := make([]float64, 600), make([]float64, 2)
	if n := testing.AllocsPerRun(20, func() {
		s.GridTo(dst, w0, w1)
		s.GradientTo(g, w0[:2])
		s.At(g)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkGridTo(b *testing.B) {
	x, targets := example()
	s := NewSurface(x, Column(targets, 0))
	w := make([]float64, 100)
	for i := range w {
		w[i] = float64(i)/25 - 2
	}
	dst := make([]float64, len(w)*len(w))
	b.ReportAllocs()
	for b.Loop() {
		s.GridTo(dst, w, w)
	}
}

func BenchmarkNewSurface(b *testing.B) {
	x, targets := example()
	column := Column(targets, 0)
	for b.Loop() {
		NewSurface(x, column)
	}
}
