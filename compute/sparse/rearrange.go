package sparse

import (
	"fmt"
	"slices"
)

// Transpose returns the matrix by columns.
func (m *Matrix) Transpose() *Matrix { return m.TransposeWith(nil) }

// TransposeWith is Transpose which tells by work, unless that is nil, after how many
// entries it is: every row or every few thousand.
func (m *Matrix) TransposeWith(work func(entries int)) *Matrix {
	t := &Matrix{Rows: m.Cols, Cols: m.Rows, Start: make([]int, m.Cols+1), Column: make([]int32, m.Len())}
	if m.Value != nil {
		t.Value = make([]float64, m.Len())
	}
	for part := range slices.Chunk(m.Column, 1<<14) {
		for _, j := range part {
			t.Start[j+1]++
		}
		if work != nil {
			work(len(part))
		}
	}
	for j := range m.Cols {
		t.Start[j+1] += t.Start[j]
	}
	next := slices.Clone(t.Start)
	for i := range m.Rows {
		columns, values := m.Row(i)
		t.scatter(next, int32(i), columns, values)
		if work != nil {
			work(len(columns))
		}
	}
	return t
}

// scatter puts the entries of a column where the next of their rows go.
func (m *Matrix) scatter(next []int, column int32, rows []int32, values []float64) {
	for k, i := range rows {
		at := next[i]
		next[i]++
		m.Column[at] = column
		if values != nil {
			m.Value[at] = values[k]
		}
	}
}

// Submatrix returns the given rows and columns in the given order, as NumPy's
// A[rows][:, cols]: entry i, j is that of rows[i] and cols[j]. nil is all of
// them as they are. With each of them once the matrix is reordered. It panics if
// a row or column is not there, or a column is named twice.
func (m *Matrix) Submatrix(rows, cols []int) *Matrix {
	n := m.Cols
	var place []int32 // of each column in the result, -1 if it is not in it
	if cols != nil {
		n = len(cols)
		place = make([]int32, m.Cols)
		for j := range place {
			place[j] = -1
		}
		for k, j := range cols {
			if j < 0 || j >= m.Cols || place[j] >= 0 {
				panic(fmt.Sprintf("sparse: column %d, which is not there or named twice, of %d", j, m.Cols))
			}
			place[j] = int32(k)
		}
	}
	count := m.Rows
	if rows != nil {
		count = len(rows)
	}
	s := &Matrix{Rows: count, Cols: n, Start: make([]int, count+1)}
	if m.Value != nil {
		s.Value = []float64{}
	}
	for k := range count {
		i := k
		if rows != nil {
			i = rows[k]
		}
		if i < 0 || i >= m.Rows {
			panic(fmt.Sprintf("sparse: row %d of %d", i, m.Rows))
		}
		columns, values := m.Row(i)
		for e, j := range columns {
			if place != nil {
				j = place[j]
			}
			if j < 0 {
				continue
			}
			s.Column = append(s.Column, j)
			if values != nil {
				s.Value = append(s.Value, values[e])
			}
		}
		s.Start[k+1] = len(s.Column)
	}
	if place != nil { // twice transposed, the columns ascend again
		s = s.Transpose().Transpose()
	}
	return s
}

// Symmetry says how a square matrix and its transpose become one.
type Symmetry int

const (
	// Or has an entry where one of the two has one. Where both have, it is the
	// greater: of a matrix of non-negative entries, the maximum of the two.
	Or Symmetry = iota
	// And has an entry where both have one, the lesser of them: of a matrix of
	// non-negative entries, the minimum of the two.
	And
	// Add is the sum of the two; entries of the diagonal count twice.
	Add
)

// Symmetric returns the symmetric matrix of m and its transpose. It panics if m
// is not square. By Or and And a pattern remains one.
func (m *Matrix) Symmetric(s Symmetry) *Matrix {
	if m.Rows != m.Cols {
		panic(fmt.Sprintf("sparse: a matrix of %d x %d is to be symmetric", m.Rows, m.Cols))
	}
	t := m.Transpose()
	r := &Matrix{Rows: m.Rows, Cols: m.Cols, Start: make([]int, m.Rows+1), Column: make([]int32, 0, 2*m.Len())}
	valued := m.Value != nil || s == Add
	if valued {
		r.Value = make([]float64, 0, 2*m.Len())
	}
	add := func(j int32, v float64) {
		r.Column = append(r.Column, j)
		if valued {
			r.Value = append(r.Value, v)
		}
	}
	value := func(v []float64, k int) float64 {
		if v == nil {
			return 1
		}
		return v[k]
	}
	for i := range m.Rows {
		a, x := m.Row(i)
		b, y := t.Row(i)
		for p, q := 0, 0; p < len(a) || q < len(b); {
			switch {
			case q == len(b) || p < len(a) && a[p] < b[q]:
				if s != And {
					add(a[p], value(x, p))
				}
				p++
			case p == len(a) || b[q] < a[p]:
				if s != And {
					add(b[q], value(y, q))
				}
				q++
			default:
				v, w := value(x, p), value(y, q)
				switch s {
				case Or:
					add(a[p], max(v, w))
				case And:
					add(a[p], min(v, w))
				default:
					add(a[p], v+w)
				}
				p++
				q++
			}
		}
		r.Start[i+1] = len(r.Column)
	}
	return r
}

// Scaled returns the matrix with every entry multiplied by what rows has for its
// row and cols for its column; nil leaves them as they are. D^-1/2 A D^-1/2 is
// A.Scaled(d, d) with d the inverse roots of the degrees.
func (m *Matrix) Scaled(rows, cols []float64) *Matrix {
	if rows != nil {
		check("rows", len(rows), m.Rows)
	}
	if cols != nil {
		check("cols", len(cols), m.Cols)
	}
	s := m.Pattern()
	s.Value = make([]float64, m.Len())
	for i := range m.Rows {
		columns, values := m.Row(i)
		dst := s.Value[m.Start[i]:m.Start[i+1]]
		for k, j := range columns {
			v := 1.0
			if values != nil {
				v = values[k]
			}
			if rows != nil {
				v *= rows[i]
			}
			if cols != nil {
				v *= cols[j]
			}
			dst[k] = v
		}
	}
	return s
}
