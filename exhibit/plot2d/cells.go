package plot2d

import (
	"fmt"
	"math"

	"zscape/compute/sparse"
	"zscape/scene/plot"
)

// Sparse is a sparse matrix for a plot.Matrix.
type Sparse struct {
	Matrix *sparse.Matrix
	As     Reading
}

// Reading is what is to be seen of a sparse matrix.
type Reading int

const (
	Means  Reading = iota // means of the entries; where there is none, there is a gap
	Zeros                 // means of the entries and of all that is not there, as 0
	Counts                // how many entries there are; where there is none, there is a gap
)

// Dims implements plot.Cells.
func (s *Sparse) Dims() (rows, cols int) { return s.Matrix.Rows, s.Matrix.Cols }

// BlocksTo implements plot.Cells.
func (s *Sparse) BlocksTo(value []float64, count []int32, b *plot.Blocks) {
	s.Matrix.BlocksTo(count, value, b.Row, b.Col, b.Cols)
	switch s.As {
	case Counts:
		for k, n := range count {
			value[k] = float64(n)
			if n == 0 {
				value[k] = math.NaN()
			}
		}
	case Zeros:
		rows, cols := sizes(b.Row, b.Rows), sizes(b.Col, b.Cols)
		for k := range value {
			n := rows[k/b.Cols] * cols[k%b.Cols]
			value[k] /= n
			count[k] = int32(min(n, math.MaxInt32))
		}
	default:
		for k, n := range count {
			value[k] /= float64(n) // NaN where there is nothing
		}
	}
}

// Describe implements plot.Describer.
func (s *Sparse) Describe(value string, count int32) string {
	switch {
	case s.As == Counts && count == 1:
		return "1 entry"
	case s.As == Counts:
		return fmt.Sprintf("%d entries", count)
	case count == 1:
		return value
	}
	return fmt.Sprintf("%s, mean of %d", value, count)
}

// sizes returns how many rows or columns each of n blocks has.
func sizes(block []int32, n int) []float64 {
	size := make([]float64, n)
	for _, b := range block {
		if b >= 0 {
			size[b]++
		}
	}
	return size
}

// Func is a matrix given by a function, for a plot.Matrix. From afar, where it
// would be asked too often, a block is the mean of some of its entries, evenly
// spread over it.
type Func struct {
	Rows, Cols int
	At         func(i, j int) float64 // NaN is a gap
}

// Dense returns a matrix of numbers, row-major, for a plot.Matrix. It keeps
// values, and panics if they are not rows x cols.
func Dense(rows, cols int, values []float64) *Func {
	if len(values) != rows*cols {
		panic(fmt.Sprintf("plot2d: %d values for a matrix of %d x %d", len(values), rows, cols))
	}
	return &Func{rows, cols, func(i, j int) float64 { return values[i*cols+j] }}
}

// Dims implements plot.Cells.
func (f *Func) Dims() (rows, cols int) { return f.Rows, f.Cols }

// BlocksTo implements plot.Cells.
func (f *Func) BlocksTo(value []float64, count []int32, b *plot.Blocks) {
	const most = 1 << 20 // entries that are asked for
	clear(value)
	clear(count)
	rows, cols := members(b.Row, b.Rows), members(b.Col, b.Cols)
	each := math.Sqrt(most / float64(max(len(value), 1)))
	rows.thin(each)
	cols.thin(each)
	for a := range b.Rows {
		for _, i := range rows.of(a) {
			for c := range b.Cols {
				k := a*b.Cols + c
				for _, j := range cols.of(c) {
					if v := f.At(i, j); v-v == 0 {
						value[k] += v
						count[k]++
					}
				}
			}
		}
	}
	for k, n := range count {
		value[k] /= float64(n) // NaN where there is nothing
	}
}

// groups are lists of rows or columns, one for each block.
type groups struct{ list, start []int }

func (g *groups) of(b int) []int { return g.list[g.start[b]:g.start[b+1]] }

// members returns the rows or columns of each of n blocks.
func members(block []int32, n int) *groups {
	g := &groups{start: make([]int, n+1)}
	for _, b := range block {
		if b >= 0 {
			g.start[b+1]++
		}
	}
	for b := range n {
		g.start[b+1] += g.start[b]
	}
	g.list = make([]int, g.start[n])
	next := append([]int(nil), g.start...)
	for i, b := range block {
		if b >= 0 {
			g.list[next[b]] = i
			next[b]++
		}
	}
	return g
}

// thin leaves about most of each block, evenly spread, and at least one.
func (g *groups) thin(most float64) {
	kept, from := 0, 0
	keep := max(int(most), 1)
	for b := range len(g.start) - 1 {
		to := g.start[b+1]
		n := to - from
		g.start[b] = kept
		for k := range min(n, keep) {
			g.list[kept] = g.list[from+k*n/min(n, keep)]
			kept++
		}
		from = to
	}
	g.start[len(g.start)-1] = kept
}
