package plot2d

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/sparse"
	"zscape/scene"
	"zscape/scene/plot"
)

// matrixOf returns a sparse matrix of links entries, 1 to 5.
func matrixOf(r *rand.Rand, rows, cols, links int) *sparse.Matrix {
	list := make([]sparse.Entry, links)
	for k := range list {
		list[k] = sparse.Entry{Row: int32(r.IntN(rows)), Col: int32(r.IntN(cols)), Value: float64(1 + r.IntN(5))}
	}
	return sparse.New(rows, cols, slices.Values(list), sparse.Last)
}

// Each reading of a matrix is what it says, and a dense matrix of the same
// numbers has the same means.
func TestCells(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	for range 100 {
		rows, cols := 1+r.IntN(30), 1+r.IntN(30)
		m := matrixOf(r, rows, cols, r.IntN(rows*cols))
		pattern := r.IntN(3) == 0
		if pattern {
			m = m.Pattern()
		}
		b := plot.Blocks{Rows: 1 + r.IntN(5), Cols: 1 + r.IntN(5), Row: make([]int32, rows), Col: make([]int32, cols)}
		for i := range b.Row {
			b.Row[i] = int32(r.IntN(b.Rows+1) - 1)
		}
		for j := range b.Col {
			b.Col[j] = int32(r.IntN(b.Cols+1) - 1)
		}
		zeros := make([]float64, rows*cols)
		m.DenseTo(zeros)
		holes := slices.Clone(zeros)
		for k := range holes {
			if _, ok := m.At(k/cols, k%cols); !ok {
				holes[k] = math.NaN()
			}
		}
		for name, c := range map[string]struct {
			cells plot.Cells
			data  []float64
			as    Reading
		}{
			"means": {&Sparse{m, Means}, holes, Means}, "zeros": {&Sparse{m, Zeros}, zeros, Means}, "counts": {&Sparse{m, Counts}, holes, Counts},
			"dense": {Dense(rows, cols, zeros), zeros, Means}, "dense with holes": {Dense(rows, cols, holes), holes, Means},
		} {
			n := b.Rows * b.Cols
			value, count := make([]float64, n), make([]int32, n)
			c.cells.BlocksTo(value, count, &b)
			sum, want := make([]float64, n), make([]int32, n)
			for k, v := range c.data {
				if a, o := b.Row[k/cols], b.Col[k%cols]; a >= 0 && o >= 0 && v == v {
					sum[int(a)*b.Cols+int(o)] += v
					want[int(a)*b.Cols+int(o)]++
				}
			}
			for k := range n {
				w := sum[k] / float64(want[k])
				if c.as == Counts && want[k] > 0 {
					w = float64(want[k])
				}
				if count[k] != want[k] || math.Abs(value[k]-w) > 1e-12 || (value[k] == value[k]) != (w == w) {
					t.Fatalf("%s: %v of %d, want %v of %d", name, value[k], count[k], w, want[k])
				}
			}
		}
	}
}

// A function that would be asked too often is asked for some entries of each
// block, evenly spread; their number is told.
func TestFuncIsSampled(t *testing.T) {
	const n, side = 20_000, 100
	asked := 0
	f := &Func{n, n, func(i, j int) float64 { asked++; return float64(i) + float64(j)/2 }}
	b := plot.Blocks{Rows: side, Cols: side, Row: make([]int32, n), Col: make([]int32, n)}
	for i := range n {
		b.Row[i], b.Col[i] = int32(i/(n/side)), int32(i/(n/side))
	}
	value, count := make([]float64, side*side), make([]int32, side*side)
	f.BlocksTo(value, count, &b)
	if asked > 1<<20 || asked < 1<<19 {
		t.Errorf("asked %d times", asked)
	}
	for k, v := range value {
		want := (float64(k/side)+0.5)*n/side + (float64(k%side)+0.5)*n/side/2
		if math.Abs(v-want) > 0.1*n/side || int(count[k])*side*side != asked {
			t.Fatalf("block %d is %v of %d, want %v", k, v, count[k], want)
		}
	}
}

func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		as    Reading
		count int32
		want  string
	}{{Means, 1, "3"}, {Means, 4, "3, mean of 4"}, {Counts, 1, "1 entry"}, {Counts, 4, "4 entries"}, {Zeros, 9, "3, mean of 9"}} {
		if got := (&Sparse{As: c.as}).Describe("3", c.count); got != c.want {
			t.Errorf("%v of %d: %q", c.as, c.count, got)
		}
	}
}

// benchmarkMatrix draws a matrix that is moved by a little in every frame, so
// that its blocks are counted anew.
func benchmarkMatrix(b *testing.B, cells plot.Cells, order []int) {
	m := &plot.Matrix{Cells: cells, RowOrder: order, ColOrder: order}
	p := &plot.Plot{Marks: []plot.Mark{m}}
	f := scene.Figure{Panels: []scene.Panel{p}}
	l := m.Whole()
	var list scene.DisplayList
	k := 0
	b.ReportAllocs()
	for b.Loop() {
		k++
		at := float64(k%2) * 16
		p.SetLimits(plot.Limits{X0: l.X0 + at, X1: l.X1 + at, Y0: l.Y0 + at, Y1: l.Y1 + at})
		f.Draw(&list, 800, 800)
	}
}

func BenchmarkGraph(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	benchmarkMatrix(b, &Sparse{matrixOf(r, 5000, 5000, 50_000), Counts}, r.Perm(5000))
}

func BenchmarkGraphZeros(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	benchmarkMatrix(b, &Sparse{matrixOf(r, 5000, 5000, 50_000), Zeros}, r.Perm(5000))
}

func BenchmarkRatings(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	benchmarkMatrix(b, &Sparse{matrixOf(r, 943, 1682, 100_000), Means}, nil)
}

func BenchmarkFunc(b *testing.B) {
	benchmarkMatrix(b, &Func{5000, 5000, func(i, j int) float64 { return float64(i ^ j) }}, nil)
}
