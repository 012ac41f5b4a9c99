package space

import (
	"math"
	"sort"

	"zscape/compute/grid"
	"zscape/scene"
)

// The exact back-to-front order of a height field needs no depth: a cell can
// only hide another that lies behind it on the ground. Seen from above, from
// below or level makes no difference; only where the eye stands over the grid
// does. Counting rows and columns from the far ends towards the cell under
// the eye (or towards the side it is on) gives an order that works for all
// cells at once, and the diagonal of a cell sorts its two triangles the same
// way (Anderson, "Hidden Line Elimination in Projected Grid Surfaces", ACM
// Transactions on Graphics 1(4), 1982, sorts line segments so).

// stand is where the eye is over the cells between given rows and columns.
type stand struct {
	x, y     float64 // the eye, or the direction to it if parallel
	parallel bool
	col, row int // the cell under it: -1 before the first, n after the last
}

func standOver(eye scene.Vec, parallel bool, g *grid.Grid, rows, cols []int) stand {
	return stand{
		x: eye.X, y: eye.Y, parallel: parallel,
		col: cellUnder(eye.X, parallel, g.X, cols),
		row: cellUnder(eye.Y, parallel, g.Y, rows),
	}
}

func cellUnder(e float64, parallel bool, at []float64, used []int) int {
	n := len(used) - 1 // cells
	if parallel {
		if e < 0 {
			return -1
		}
		return n
	}
	k := sort.Search(len(used), func(k int) bool { return at[used[k]] > e }) - 1
	return min(k, n)
}

// lean returns on which side of the diagonals a parallel eye is: 1 if it is on
// the upper left of those of all cells, -1 if on the lower right, otherwise 0.
func (s stand) lean(g *grid.Grid, rows, cols []int) int {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, dx := range widths(g.X, cols) {
		for _, dy := range widths(g.Y, rows) {
			// Linear in dx and in dy, hence all others are in between.
			side := dx*s.y - dy*s.x
			lo, hi = min(lo, side), max(hi, side)
		}
	}
	switch {
	case lo > 0:
		return 1
	case hi <= 0:
		return -1
	}
	return 0
}

// widths returns the least and the greatest distance between the used numbers.
func widths(at []float64, used []int) [2]float64 {
	w := [2]float64{math.Inf(1), 0}
	for k := 1; k < len(used); k++ {
		d := at[used[k]] - at[used[k-1]]
		w = [2]float64{min(w[0], d), max(w[1], d)}
	}
	return w
}

// outside reports whether the eye is strictly outside the grid on the side of
// the smallest (atMin) or the largest value of an axis.
func (s stand) outside(g *grid.Grid) (xMin, xMax, yMin, yMax bool) {
	if s.parallel {
		return s.x < 0, s.x > 0, s.y < 0, s.y > 0
	}
	return s.x < g.X[0], s.x > g.X[len(g.X)-1], s.y < g.Y[0], s.y > g.Y[len(g.Y)-1]
}

// appendOrder appends the vertices of all triangles between the samples of
// rows and columns, back to front, as indices into a len(rows) x len(cols)
// array. Triangles with a sample that is not finite are left out, and so are those
// that are torn in the grid of these samples, which is nil if none is. Pause, if not nil,
// is called between rows.
func appendOrder(index []uint32, s stand, g *grid.Grid, rows, cols []int, torn *grid.Grid, pause func()) []uint32 {
	nx, width := g.Nx(), uint32(len(cols))
	gap := func(j, i int) bool { z := g.Z[rows[j]*nx+cols[i]]; return z-z != 0 }
	last := -1
	s.cells(g.X, g.Y, rows, cols, func(j, i int, leftNearer bool) {
		if j != last && pause != nil {
			pause()
		}
		last = j
		a := uint32(j)*width + uint32(i)
		b, c, d := a+1, a+width+1, a+width // a b lower, d c upper
		ga, gb, gc, gd := gap(j, i), gap(j, i+1), gap(j+1, i+1), gap(j+1, i)
		if ga || gc {
			return
		}
		if torn != nil {
			lost := torn.Lost(i, j)
			gb, gd = gb || lost&grid.Lower != 0, gd || lost&grid.Upper != 0
		}
		if leftNearer && !gb {
			index = append(index, a, b, c)
		}
		if !gd {
			index = append(index, a, c, d)
		}
		if !leftNearer && !gb {
			index = append(index, a, b, c)
		}
	})
	return index
}

// cells calls f for the cells between the given rows and columns of a lattice,
// back to front. Of the two triangles of a cell, the one on the upper left of the
// diagonal is to be drawn last if leftNearer.
func (s stand) cells(x, y []float64, rows, cols []int, f func(j, i int, leftNearer bool)) {
	farToNear(len(rows)-1, s.row, func(j int) {
		y0, dy := y[rows[j]], y[rows[j+1]]-y[rows[j]]
		farToNear(len(cols)-1, s.col, func(i int) {
			x0, dx := x[cols[i]], x[cols[i+1]]-x[cols[i]]
			ex, ey := s.x, s.y
			if !s.parallel {
				ex, ey = ex-x0, ey-y0
			}
			f(j, i, dx*ey-dy*ex > 0)
		})
	})
}

// farToNear calls f for 0..n-1, the farthest first, as seen from k.
func farToNear(n, k int, f func(int)) {
	for i := 0; i < min(k, n); i++ {
		f(i)
	}
	for i := n - 1; i > k; i-- {
		f(i)
	}
	if 0 <= k && k < n {
		f(k)
	}
}
