// Package sparse is matrices of which most entries are not there: adjacency
// matrices of graphs, tables of ratings. They are stored in compressed sparse
// rows ("CSR"; Y. Saad, Iterative Methods for Sparse Linear Systems, 2nd ed.,
// 2003, section 3.4).
//
// An entry that is there may be 0, and one that is not there counts as 0 in sums
// and products. What has another shape than a function wants is a programmer's
// error: it panics with the name of the package.
package sparse

import (
	"fmt"
	"iter"
	"math"
	"slices"
)

// Matrix is a sparse matrix of Rows x Cols. The entries of row i are those from
// Start[i] up to Start[i+1]; they ascend by column, and no column is there twice.
// It is not to be changed: matrices share what they have in common.
type Matrix struct {
	Rows, Cols int
	Start      []int     // Rows + 1
	Column     []int32   // of each entry
	Value      []float64 // of each entry; nil for a pattern, whose entries are all 1
}

// Entry is one entry, of row and column counted from 0.
type Entry struct {
	Row, Col int32
	Value    float64
}

// Duplicates says what becomes of several entries in one place.
type Duplicates int

const (
	Sum   Duplicates = iota // they are added, in their order
	First                   // the first counts
	Last                    // the last counts
)

// New returns the matrix of entries in any order, which are gone through twice.
// It panics if one is outside of the matrix, and if there are more than 2^31 - 1
// rows or columns.
func New(rows, cols int, entries iter.Seq[Entry], d Duplicates) *Matrix {
	return NewWith(nil, rows, cols, entries, d)
}

// NewWith is New which tells by work, unless that is nil, after how many entries it is
// beside those that it goes through: every row or every few thousand.
func NewWith(work func(entries int), rows, cols int, entries iter.Seq[Entry], d Duplicates) *Matrix {
	if rows < 0 || cols < 0 || rows > math.MaxInt32 || cols > math.MaxInt32 {
		panic(fmt.Sprintf("sparse: a matrix of %d x %d", rows, cols))
	}
	n := 0
	for e := range entries {
		if e.Row < 0 || int(e.Row) >= rows || e.Col < 0 || int(e.Col) >= cols {
			panic(fmt.Sprintf("sparse: entry %d, %d in a matrix of %d x %d", e.Row, e.Col, rows, cols))
		}
		n++
	}
	// By column in the order of entries, then by row: each pass keeps the order
	// within a row, so the second leaves the columns sorted.
	t := &Matrix{Rows: cols, Cols: rows}
	t.fill(n, func(yield func(row, column int32, value float64)) {
		for e := range entries {
			yield(e.Col, e.Row, e.Value)
		}
	})
	m := t.TransposeWith(work)
	m.merge(d, work)
	return m
}

// Valid reports whether m is a matrix as the fields of one are to be, after it came
// from elsewhere.
func (m *Matrix) Valid() bool {
	if m.Rows < 0 || m.Cols < 0 || len(m.Start) != m.Rows+1 || m.Start[0] != 0 || m.Start[m.Rows] != len(m.Column) || m.Value != nil && len(m.Value) != len(m.Column) {
		return false
	}
	for i := range m.Rows {
		if a, b := m.Start[i], m.Start[i+1]; a > b || b > len(m.Column) || !ascending(m.Column[a:b], int32(m.Cols)) {
			return false
		}
	}
	return true
}

// ascending reports whether columns ascend, from 0, and stay below a number.
func ascending(columns []int32, below int32) bool {
	last := int32(-1)
	for _, j := range columns {
		if j <= last || j >= below {
			return false
		}
		last = j
	}
	return true
}

// fill sorts n entries by rows, by counting. each is called twice.
func (m *Matrix) fill(n int, each func(yield func(row, column int32, value float64))) {
	m.Start = make([]int, m.Rows+1)
	m.Column = make([]int32, n)
	m.Value = make([]float64, n)
	each(func(row, _ int32, _ float64) { m.Start[row+1]++ })
	for i := range m.Rows {
		m.Start[i+1] += m.Start[i]
	}
	next := slices.Clone(m.Start)
	each(func(row, column int32, value float64) {
		k := next[row]
		next[row]++
		m.Column[k], m.Value[k] = column, value
	})
}

// merge makes one of entries in the same column of a row.
func (m *Matrix) merge(d Duplicates, work func(entries int)) {
	n, from := 0, 0
	for i := range m.Rows {
		to := m.Start[i+1]
		begin := n
		m.Start[i] = n
		for k := from; k < to; k++ {
			switch again := n > begin && m.Column[n-1] == m.Column[k]; {
			case !again:
				m.Column[n], m.Value[n] = m.Column[k], m.Value[k]
				n++
			case d == Sum:
				m.Value[n-1] += m.Value[k]
			case d == Last:
				m.Value[n-1] = m.Value[k]
			}
		}
		if work != nil {
			work(to - from)
		}
		from = to
	}
	m.Start[m.Rows] = n
	m.Column, m.Value = m.Column[:n:n], m.Value[:n:n]
}

// Len returns the number of entries.
func (m *Matrix) Len() int { return len(m.Column) }

// Row returns the columns and values of row i; a pattern has no values. They
// belong to the matrix.
func (m *Matrix) Row(i int) (columns []int32, values []float64) {
	a, b := m.Start[i], m.Start[i+1]
	if m.Value == nil {
		return m.Column[a:b:b], nil
	}
	return m.Column[a:b:b], m.Value[a:b:b]
}

// RowLen returns the number of entries of row i.
func (m *Matrix) RowLen(i int) int { return m.Start[i+1] - m.Start[i] }

// At returns the entry in row i and column j, and whether it is there.
func (m *Matrix) At(i, j int) (value float64, ok bool) {
	columns, values := m.Row(i)
	k, ok := slices.BinarySearch(columns, int32(j))
	switch {
	case !ok:
		return 0, false
	case values == nil:
		return 1, true
	}
	return values[k], true
}

// All returns the entries, row after row.
func (m *Matrix) All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for i := range m.Rows {
			columns, values := m.Row(i)
			for k, j := range columns {
				e := Entry{Row: int32(i), Col: j, Value: 1}
				if values != nil {
					e.Value = values[k]
				}
				if !yield(e) {
					return
				}
			}
		}
	}
}

// Pattern returns where the entries of m are.
func (m *Matrix) Pattern() *Matrix {
	return &Matrix{Rows: m.Rows, Cols: m.Cols, Start: m.Start, Column: m.Column}
}

// DenseTo sets dst, of length Rows*Cols, to the matrix, row-major, with 0 where
// there is no entry.
func (m *Matrix) DenseTo(dst []float64) {
	check("dst", len(dst), m.Rows*m.Cols)
	clear(dst)
	for e := range m.All() {
		dst[int(e.Row)*m.Cols+int(e.Col)] = e.Value
	}
}

// check panics if what has not the length that is wanted.
func check(what string, length, want int) {
	if length != want {
		panic(fmt.Sprintf("sparse: %s has length %d, want %d", what, length, want))
	}
}
