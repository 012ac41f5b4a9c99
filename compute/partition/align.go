package partition

import (
	"math"

	"zscape/compute/sparse"
)

// Names returns which group of b each group of a is best called after, each after
// another one: that by which the most things keep their name (the assignment
// problem). Groups of a that are more than those of b get the numbers after these.
func (t *Table) Names() []int32 {
	c := t.Count
	if c.Rows <= c.Cols {
		return assign(c)
	}
	names := newNames(c.Rows)
	for h, g := range assign(c.Transpose()) {
		names[g] = int32(h)
	}
	next := int32(c.Cols)
	for g := range names {
		if names[g] < 0 {
			names[g] = next
			next++
		}
	}
	return names
}

// Align returns p with its groups renamed after those of a reference, see Names.
func Align(p, reference []int32) []int32 { return Renamed(p, NewTable(p, reference).Names()) }

// Agreement returns the share of things whose groups are the same in both
// partitions, once those of one are renamed as Names does; NaN if there are no
// things.
func (t *Table) Agreement() float64 {
	same := 0.0
	for g, h := range t.Names() {
		if int(h) < t.Count.Cols {
			v, _ := t.Count.At(g, int(h))
			same += v
		}
	}
	return same / t.N
}

// Overlap returns how much better a agrees with b, taken for the truth, than if
// all things were put into the largest group: (agreement - q)/(1 - q), where that
// has the share q (A. Decelle et al., Phys. Rev. E 84, 066106, 2011).
// It is 1 if they divide the same way, and NaN if b has one group only, of which
// nothing can be found out.
func (t *Table) Overlap() float64 {
	largest := 0.0
	for _, n := range t.B {
		largest = max(largest, n)
	}
	largest /= t.N
	if largest == 1 {
		return math.NaN()
	}
	return (t.Agreement() - largest) / (1 - largest)
}

// assign returns the column of each row, each another one, such that the entries
// there have the greatest sum. There must be as many columns as rows at least.
//
// It is the Hungarian method with shortest augmenting paths (H. W. Kuhn, 1955;
// R. Jonker, A. Volgenant, Computing 38, 1987): of R rows and C columns it takes
// up to R^2 C steps.
func assign(gain *sparse.Matrix) []int32 {
	rows, cols := gain.Rows, gain.Cols
	row, col := make([]float64, rows), make([]float64, cols) // prices: cost >= row + col
	at := newNames(cols)                                     // the row in each column
	cost := make([]float64, cols)                            // of a row
	dist, from := make([]float64, cols), make([]int32, cols)
	done := make([]bool, cols)
	for start := range rows {
		for j := range cols {
			dist[j], from[j], done[j] = math.Inf(1), -1, false
		}
		// Dijkstra's algorithm, from the row to the nearest column that is free.
		i, last, length := start, int32(-1), 0.0
		for {
			clear(cost)
			columns, values := gain.Row(i)
			for k, j := range columns {
				cost[j] = -values[k]
			}
			nearest := -1
			for j := range cols {
				if done[j] {
					continue
				}
				if d := length + cost[j] - row[i] - col[j]; d < dist[j] {
					dist[j], from[j] = d, last
				}
				if nearest < 0 || dist[j] < dist[nearest] || dist[j] == dist[nearest] && at[j] < 0 && at[nearest] >= 0 {
					nearest = j
				}
			}
			done[nearest], last, length = true, int32(nearest), dist[nearest]
			if at[nearest] < 0 {
				break
			}
			i = int(at[nearest])
		}
		row[start] += length
		for j := range cols {
			if done[j] && int32(j) != last {
				row[at[j]] += length - dist[j]
				col[j] -= length - dist[j]
			}
		}
		for last >= 0 { // each column on the path takes the row of the one before
			before := from[last]
			if before < 0 {
				at[last] = int32(start)
			} else {
				at[last] = at[before]
			}
			last = before
		}
	}
	of := make([]int32, rows)
	for j, i := range at {
		if i >= 0 {
			of[i] = int32(j)
		}
	}
	return of
}
