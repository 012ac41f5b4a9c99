package factor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
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

// The products of u with all rows, and what SGD does, in plain loops.
func TestVectorKernels(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for r := range 20 {
		f, u, v := make([]float64, 7*r), make([]float64, r), make([]float64, r)
		for _, s := range [][]float64{f, u, v} {
			for k := range s {
				s[k] = random.NormFloat64()
			}
		}
		got, want := make([]float64, 7), make([]float64, 7)
		for j := range got {
			got[j] = math.NaN()
			for c := range r {
				want[j] += u[c] * f[j*r+c]
			}
			if d := math.Abs(dot(u, f[j*r:(j+1)*r]) - want[j]); d > 1e-13 {
				t.Errorf("R=%d: the product differs by %v", r, d)
			}
		}
		products(got, u, f)
		if d := relative(got, want); d > 1e-13 {
			t.Errorf("R=%d: %v, want %v", r, got, want)
		}
		wantU, wantV := make([]float64, r), make([]float64, r)
		for c := range r {
			wantU[c] = u[c] + 0.3*(0.7*v[c]-0.2*u[c])
			wantV[c] = v[c] + 0.3*(0.7*u[c]-0.2*v[c])
		}
		descend(u, v, 0.7, 0.3, 0.2)
		if d := max(relative(u, wantU), relative(v, wantV)); d > 1e-13 {
			t.Errorf("R=%d: a step of SGD differs by %v", r, d)
		}
	}
}

func TestAddGrams(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for w := 4; w <= 24; w += 4 {
		for _, rows := range []int{0, 1, 5, batch} {
			f, g, plain := make([]float64, rows*w), make([]float64, w*w), make([]float64, w*w)
			for k := range f {
				f[k] = random.NormFloat64()
			}
			for range 2 { // it adds
				addGrams(g, f, w)
				for k := 0; k < len(f); k += w {
					addGram(plain, f[k:k+w])
				}
			}
			reflect(g, w)
			reflect(plain, w)
			want := mat.NewDense(w, w, nil)
			if rows > 0 {
				m := mat.NewDense(rows, w, f)
				want.Mul(m.T(), m)
				want.Scale(2, want)
			}
			if d := max(relative(g, want.RawMatrix().Data), relative(plain, want.RawMatrix().Data)); d > 1e-12 {
				t.Errorf("%d x %d: differs by %v", rows, w, d)
			}
		}
	}
}

func TestSolver(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for n := 1; n <= 15; n++ {
		width := n + random.IntN(4)
		g := mat.NewDense(n, n, nil)
		for range 2 * n {
			v := mat.NewVecDense(n, nil)
			for k := range n {
				v.SetVec(k, random.NormFloat64())
			}
			g.RankOne(g, 1, v, v)
		}
		wide, b := make([]float64, width*width), make([]float64, n)
		for i := range n {
			b[i] = random.NormFloat64()
			for j := range n {
				wide[i*width+j] = g.At(i, j)
				if j > i {
					wide[i*width+j] = math.NaN() // which is not read
				}
			}
			g.Set(i, i, g.At(i, i)+0.4)
		}
		var want mat.VecDense
		if err := want.SolveVec(g, mat.NewVecDense(n, b)); err != nil {
			t.Fatal(err)
		}
		s := newSolver(n)
		if !s.prepare(wide, width, 0.4) {
			t.Fatalf("n=%d: no solution", n)
		}
		s.solve(b)
		if d := relative(b, want.RawVector().Data); d > 1e-11 {
			t.Errorf("n=%d: differs by %v", n, d)
		}
	}
	s := newSolver(2)
	// Singular: nearly the shortest of the solutions of x + y = 2.
	if b := []float64{2, 2}; !s.prepare([]float64{1, 1, 1, 1}, 2, 0) {
		t.Error("no solution")
	} else if s.solve(b); math.Abs(b[0]-1) > 1e-5 || math.Abs(b[1]-1) > 1e-5 {
		t.Errorf("the solution is %v", b)
	}
	for _, g := range [][]float64{{0, 0, 0, 0}, {math.NaN(), 0, 0, 1}, {1, 0, math.NaN(), 1}, {math.Inf(1), 0, 0, 1}, {-1, 0, 0, -1}} {
		if s.prepare(g, 2, 0) {
			t.Errorf("%v has a solution", g)
		}
	}
}

func TestLargestEigenvalue(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		n := 1 + random.IntN(8)
		g := mat.NewSymDense(n, nil)
		for range 1 + random.IntN(2*n) {
			v := mat.NewVecDense(n, nil)
			for k := range n {
				v.SetVec(k, random.NormFloat64())
			}
			g.SymRankOne(g, 1, v)
		}
		var e mat.EigenSym
		e.Factorize(g, false)
		full := mat.DenseCopyOf(g).RawMatrix().Data
		want := e.Values(nil)[n-1]
		if got := largestEigenvalue(full, n, make([]float64, n), make([]float64, n)); math.Abs(got-want) > 1e-6*want {
			t.Errorf("n=%d: %v, want %v", n, got, want)
		}
	}
	if got := largestEigenvalue(make([]float64, 4), 2, make([]float64, 2), make([]float64, 2)); got != 0 {
		t.Errorf("of zero: %v", got)
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
