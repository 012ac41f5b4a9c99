package sparse

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// verify fails if m is not as its fields say.
func verify(t testing.TB, m *Matrix) {
	t.Helper()
	if len(m.Start) != m.Rows+1 || m.Start[0] != 0 || m.Start[m.Rows] != len(m.Column) || m.Value != nil && len(m.Value) != len(m.Column) {
		t.Fatalf("%+v", m)
	}
	for i := range m.Rows {
		columns, _ := m.Row(i)
		for k, j := range columns {
			if j < 0 || int(j) >= m.Cols || k > 0 && columns[k-1] >= j {
				t.Fatalf("row %d has the columns %v", i, columns)
			}
		}
	}
}

// random returns a matrix of small whole numbers, whose sums are exact, of which
// some are explicit zeros; now and then it is a pattern.
func random(r *rand.Rand, rows, cols int) *Matrix {
	var entries []Entry
	if rows*cols > 0 {
		for range r.IntN(2 * rows * cols) {
			entries = append(entries, Entry{int32(r.IntN(rows)), int32(r.IntN(cols)), float64(r.IntN(9) - 3)})
		}
	}
	m := New(rows, cols, slices.Values(entries), Duplicates(r.IntN(3)))
	if r.IntN(3) == 0 {
		m = m.Pattern()
	}
	return m
}

func dense(m *Matrix) []float64 {
	d := make([]float64, m.Rows*m.Cols)
	m.DenseTo(d)
	return d
}

func numbers(r *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for k := range v {
		v[k] = float64(r.IntN(17) - 8)
	}
	return v
}

// Of several entries in one place, what the rule says; others are as they were.
func TestDuplicates(t *testing.T) {
	entries := []Entry{{1, 2, 5}, {0, 1, 7}, {1, 2, -2}, {1, 0, 4}, {1, 2, 4}, {0, 1, 0}}
	for d, want := range map[Duplicates][]Entry{
		Sum:   {{0, 1, 7}, {1, 0, 4}, {1, 2, 7}},
		First: {{0, 1, 7}, {1, 0, 4}, {1, 2, 5}},
		Last:  {{0, 1, 0}, {1, 0, 4}, {1, 2, 4}},
	} {
		m := New(3, 3, slices.Values(entries), d)
		verify(t, m)
		if got := slices.Collect(m.All()); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", d, got, want)
		}
	}
	if v, ok := New(3, 3, slices.Values(entries), Last).At(0, 1); v != 0 || !ok {
		t.Error("an entry that is 0 is not there")
	}
}

// Every operation does what it does to dense matrices.
func TestDense(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 300 {
		m := random(r, r.IntN(9), r.IntN(9))
		verify(t, m)
		a := dense(m)
		at := func(i, j int) float64 { return a[i*m.Cols+j] }
		for i := range m.Rows {
			for j := range m.Cols {
				if v, _ := m.At(i, j); v != at(i, j) {
					t.Fatalf("At(%d, %d) is %v, want %v", i, j, v, at(i, j))
				}
			}
		}

		tr := m.Transpose()
		verify(t, tr)
		for k, v := range dense(tr) {
			if v != at(k%m.Rows, k/m.Rows) {
				t.Fatal("the transpose is another")
			}
		}

		n := r.IntN(4)
		x, y, b := numbers(r, m.Cols), numbers(r, m.Rows), numbers(r, m.Cols*n)
		ax, aty, ab, rows, cols := make([]float64, m.Rows), make([]float64, m.Cols), make([]float64, m.Rows*n), make([]float64, m.Rows), make([]float64, m.Cols)
		want := [5][]float64{make([]float64, m.Rows), make([]float64, m.Cols), make([]float64, m.Rows*n), make([]float64, m.Rows), make([]float64, m.Cols)}
		for i := range m.Rows {
			for j := range m.Cols {
				want[0][i] += at(i, j) * x[j]
				want[1][j] += at(i, j) * y[i]
				for c := range n {
					want[2][i*n+c] += at(i, j) * b[j*n+c]
				}
				want[3][i] += at(i, j)
				want[4][j] += at(i, j)
			}
		}
		m.MulVecTo(ax, x)
		m.MulTransVecTo(aty, y)
		m.MulMatTo(ab, b, n)
		m.RowSumsTo(rows)
		m.ColSumsTo(cols)
		for k, got := range [5][]float64{ax, aty, ab, rows, cols} {
			if !slices.Equal(got, want[k]) {
				t.Fatalf("product %d: %v, want %v", k, got, want[k])
			}
		}

		for k, v := range dense(m.Scaled(y, x)) {
			if v != y[k/m.Cols]*a[k]*x[k%m.Cols] {
				t.Fatal("the scaled matrix is another")
			}
		}

		rowsOf, colsOf := r.Perm(m.Rows)[:r.IntN(m.Rows+1)], r.Perm(m.Cols)[:r.IntN(m.Cols+1)]
		s := m.Submatrix(rowsOf, colsOf)
		verify(t, s)
		for k, v := range dense(s) {
			if v != at(rowsOf[k/s.Cols], colsOf[k%s.Cols]) {
				t.Fatal("the submatrix is another")
			}
		}
		if all := m.Submatrix(nil, nil); !slices.Equal(dense(all), a) || (all.Value == nil) != (m.Value == nil) {
			t.Fatal("the matrix of all rows and columns is another")
		}
	}
}

// The symmetric matrices are symmetric, and have the entries that their names say.
func TestSymmetric(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for range 200 {
		n := r.IntN(9)
		m := random(r, n, n)
		for _, how := range []Symmetry{Or, And, Add} {
			s := m.Symmetric(how)
			verify(t, s)
			if (s.Value == nil) != (m.Value == nil && how != Add) {
				t.Fatalf("%v of a pattern is none, or the reverse", how)
			}
			for i := range n {
				for j := range n {
					a, is := m.At(i, j)
					b, isToo := m.At(j, i)
					v, ok := s.At(i, j)
					w := a + b
					there := is || isToo
					switch {
					case how == Or && is && isToo:
						w = max(a, b)
					case how == And:
						w, there = min(a, b), is && isToo
					}
					if ok != there || ok && v != w {
						t.Fatalf("%v of %v and %v is %v, %v", how, a, b, v, ok)
					}
				}
			}
		}
	}
}

// Blocks count the entries of their rows and columns, and leave others out.
func TestBlocks(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for range 200 {
		m := random(r, r.IntN(20), r.IntN(20))
		rows, cols := 1+r.IntN(4), 1+r.IntN(4)
		rowGroup, colGroup := make([]int32, m.Rows), make([]int32, m.Cols)
		for i := range rowGroup {
			rowGroup[i] = int32(r.IntN(rows+1) - 1)
		}
		for j := range colGroup {
			colGroup[j] = int32(r.IntN(cols+1) - 1)
		}
		count, sum := make([]int32, rows*cols), make([]float64, rows*cols)
		wantCount, wantSum := make([]int32, rows*cols), make([]float64, rows*cols)
		for e := range m.All() {
			if a, b := rowGroup[e.Row], colGroup[e.Col]; a >= 0 && b >= 0 {
				wantCount[int(a)*cols+int(b)]++
				wantSum[int(a)*cols+int(b)] += e.Value
			}
		}
		for range 2 { // what dst held does not matter
			m.BlocksTo(count, sum, rowGroup, colGroup, cols)
			if !slices.Equal(count, wantCount) || !slices.Equal(sum, wantSum) {
				t.Fatalf("%v %v, want %v %v", count, sum, wantCount, wantSum)
			}
		}
		clear(count)
		m.BlocksTo(count, nil, rowGroup, colGroup, cols)
		if !slices.Equal(count, wantCount) {
			t.Fatal("counts without sums are others")
		}
	}
}

// What does not fit panics with the package's name.
func TestPanics(t *testing.T) {
	m := New(2, 3, slices.Values([]Entry{{1, 2, 1}}), Sum)
	for name, do := range map[string]func(){
		"row":       func() { New(2, 2, slices.Values([]Entry{{2, 0, 1}}), Sum) },
		"column":    func() { New(2, 2, slices.Values([]Entry{{0, -1, 1}}), Sum) },
		"shape":     func() { New(-1, 2, slices.Values([]Entry(nil)), Sum) },
		"x":         func() { m.MulVecTo(make([]float64, 2), make([]float64, 2)) },
		"dst":       func() { m.MulMatTo(make([]float64, 5), make([]float64, 9), 3) },
		"square":    func() { m.Symmetric(Or) },
		"twice":     func() { m.Submatrix(nil, []int{1, 1}) },
		"outside":   func() { m.Submatrix([]int{2}, nil) },
		"scale":     func() { m.Scaled(nil, make([]float64, 2)) },
		"group":     func() { m.BlocksTo(make([]int32, 4), nil, make([]int32, 1), make([]int32, 3), 2) },
		"too large": func() { New(1<<31, 2, slices.Values([]Entry(nil)), Sum) },
	} {
		func() {
			defer func() {
				if text, ok := recover().(string); !ok || len(text) < 8 || text[:8] != "sparse: " {
					t.Errorf("%s: panics with %q", name, text)
				}
			}()
			do()
		}()
	}
}

// graph is the adjacency matrix of n nodes and links links.
func graph(n, links int) *Matrix {
	r := rand.New(rand.NewPCG(1, 2))
	list := make([]Entry, links)
	for k := range list {
		list[k] = Entry{int32(r.IntN(n)), int32(r.IntN(n)), r.Float64()}
	}
	return New(n, n, slices.Values(list), Sum)
}

// Products allocate nothing.
func TestAllocations(t *testing.T) {
	m := graph(200, 2000)
	x, y, b, c := make([]float64, 200), make([]float64, 200), make([]float64, 600), make([]float64, 600)
	count, group := make([]int32, 100), make([]int32, 200)
	if n := testing.AllocsPerRun(10, func() {
		m.MulVecTo(y, x)
		m.MulTransVecTo(y, x)
		m.MulMatTo(c, b, 3)
		m.RowSumsTo(y)
		m.ColSumsTo(y)
		m.BlocksTo(count, nil, group, group, 10)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkNew(b *testing.B) {
	list := slices.Collect(graph(5000, 50_000).All())
	for b.Loop() {
		New(5000, 5000, slices.Values(list), Sum)
	}
}

func BenchmarkMulVec(b *testing.B) {
	m := graph(5000, 50_000)
	x, y := make([]float64, 5000), make([]float64, 5000)
	for b.Loop() {
		m.MulVecTo(y, x)
	}
}

func BenchmarkMulMat16(b *testing.B) {
	m := graph(5000, 50_000)
	x, y := make([]float64, 16*5000), make([]float64, 16*5000)
	for b.Loop() {
		m.MulMatTo(y, x, 16)
	}
}

func BenchmarkBlocks(b *testing.B) {
	m := graph(5000, 50_000)
	count, sum, group := make([]int32, 400*400), make([]float64, 400*400), make([]int32, 5000)
	for i := range group {
		group[i] = int32(i * 400 / 5000)
	}
	for b.Loop() {
		m.BlocksTo(count, sum, group, group, 400)
	}
}
