package grid

import (
	"math"
	"slices"
)

// Sample returns the height of the triangulated surface over (x, y), in data
// units. Triangles include their edges. Outside the lattice and in gaps it is
// NaN.
func (g *Grid) Sample(x, y float64) float64 {
	nx, ny := len(g.X), len(g.Y)
	if nx < 2 || ny < 2 || !(g.X[0] <= x && x <= g.X[nx-1] && g.Y[0] <= y && y <= g.Y[ny-1]) {
		return math.NaN()
	}
	i, j := locate(g.X, x), locate(g.Y, y)
	// A point on a grid line belongs to the cells on both sides, and one of
	// them may be a gap.
	for _, cj := range [2]int{j, j - 1} {
		for _, ci := range [2]int{i, i - 1} {
			if ci < i && (ci < 0 || x != g.X[i]) || cj < j && (cj < 0 || y != g.Y[j]) {
				continue
			}
			c := g.cell(ci, cj)
			if z := c.sample(x, y); !math.IsNaN(z) {
				return z
			}
		}
	}
	return math.NaN()
}

// locate returns the index of the interval of a that holds x: the greatest i
// with a[i] <= x, kept within [0, len(a)-2].
func locate(a []float64, x float64) int {
	i, found := slices.BinarySearch(a, x)
	if !found {
		i--
	}
	return min(max(i, 0), len(a)-2)
}

// cell is one rectangle of the lattice with the heights of its corners; z10 is
// the one at (x1, y0).
type cell struct {
	x0, x1, y0, y1     float64
	z00, z10, z01, z11 float64
	lost               Halves // torn
}

func (g *Grid) cell(i, j int) cell {
	k := j*len(g.X) + i
	l := k + len(g.X)
	return cell{
		x0: g.X[i], x1: g.X[i+1], y0: g.Y[j], y1: g.Y[j+1],
		z00: g.Z[k], z10: g.Z[k+1], z01: g.Z[l], z11: g.Z[l+1],
		lost: g.Lost(i, j),
	}
}

// local returns the place of (x, y) in the cell, both coordinates in [0, 1];
// what rounding put outside is brought back to the border.
func (c *cell) local(x, y float64) (u, v float64) {
	return unit((x - c.x0) / (c.x1 - c.x0)), unit((y - c.y0) / (c.y1 - c.y0))
}

// unit brings u into [0, 1].
func unit(u float64) float64 {
	if u < 0 {
		return 0
	}
	if u > 1 {
		return 1
	}
	return u
}

// sample returns the height over (x, y), NaN in a gap. On the diagonal either
// triangle will do.
func (c *cell) sample(x, y float64) float64 {
	u, v := c.local(x, y)
	if u >= v && c.lowerDrawn() {
		return c.lower(u, v)
	}
	if u <= v && c.upperDrawn() {
		return c.upper(u, v)
	}
	return math.NaN()
}

// lower returns the height of the lower right triangle's plane.
func (c *cell) lower(u, v float64) float64 {
	return c.z00 + u*(c.z10-c.z00) + v*(c.z11-c.z10)
}

// upper returns the height of the upper left triangle's plane.
func (c *cell) upper(u, v float64) float64 {
	return c.z00 + v*(c.z01-c.z00) + u*(c.z11-c.z01)
}

func (c *cell) lowerDrawn() bool {
	return finite(c.z00) && finite(c.z10) && finite(c.z11) && c.lost&Lower == 0
}

func (c *cell) upperDrawn() bool {
	return finite(c.z00) && finite(c.z01) && finite(c.z11) && c.lost&Upper == 0
}
