// Package grid holds samples of a function z = f(x, y) on a rectangular
// lattice, NumPy's ways of laying such lattices out (arange, linspace,
// meshgrid, tile, repeat), and the geometry of the triangulated surface that
// the samples span.
//
// All arrays are flat. Where NumPy has a matrix of shape (len(y), len(x)), this
// package has a row-major slice: the value at (x[i], y[j]) is element
// j*len(x)+i.
package grid

import (
	"fmt"
	"math"
	"slices"
)

// Grid is a lattice of samples.
//
// X and Y are strictly ascending and finite, in data units. Z has len(Y) rows
// and len(X) columns, row-major: Z[j*len(X)+i] belongs to (X[i], Y[j]). NaN
// stands for a missing sample.
//
// The surface drawn through the samples consists of triangles. The diagonal
// from corner (i, j) to corner (i+1, j+1) divides each cell into
//
//	lower right: (i, j), (i+1, j), (i+1, j+1)
//	upper left:  (i, j), (i+1, j+1), (i, j+1)
//
// and a triangle with a NaN or infinite corner is a gap. So is one that is torn:
// on one of its edges along x and y, or within its cell, the function does not go
// on from sample to sample. Torn has an element for each of Z, or is nil. A grid
// with fewer than two columns or rows has no surface.
type Grid struct {
	X, Y, Z []float64
	Torn    []Tear
}

// New returns a grid over the given axes, which it keeps without copying, with
// all samples zero. It panics if an axis is not finite and strictly ascending.
func New(x, y []float64) *Grid {
	checkAxis("x", x)
	checkAxis("y", y)
	return &Grid{X: x, Y: y, Z: make([]float64, len(x)*len(y))}
}

func checkAxis(name string, a []float64) {
	for i, v := range a {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			panic(fmt.Sprintf("grid: %s[%d] is %v", name, i, v))
		}
		if i > 0 && v <= a[i-1] {
			panic(fmt.Sprintf("grid: %s not ascending: %s[%d] = %v after %v", name, name, i, v, a[i-1]))
		}
	}
}

// Clone returns a copy of g that shares nothing with it.
func (g *Grid) Clone() *Grid {
	return &Grid{X: slices.Clone(g.X), Y: slices.Clone(g.Y), Z: slices.Clone(g.Z), Torn: slices.Clone(g.Torn)}
}

// Nx returns the number of columns, len(X).
func (g *Grid) Nx() int { return len(g.X) }

// Ny returns the number of rows, len(Y).
func (g *Grid) Ny() int { return len(g.Y) }

// At returns the sample at (X[i], Y[j]).
func (g *Grid) At(i, j int) float64 { return g.Z[j*len(g.X)+i] }

// Range returns the least and the greatest finite sample. ok is false, and both
// values are zero, if there is none.
func (g *Grid) Range() (zmin, zmax float64, ok bool) {
	zmin, zmax = math.Inf(1), math.Inf(-1)
	for _, z := range g.Z {
		if !finite(z) {
			continue
		}
		if z < zmin {
			zmin = z
		}
		if z > zmax {
			zmax = z
		}
	}
	if zmin > zmax {
		return 0, 0, false
	}
	return zmin, zmax, true
}

// Fill sets every sample to f(x, y) at its place, row by row.
func (g *Grid) Fill(f func(x, y float64) float64) {
	k := 0
	for _, y := range g.Y {
		for _, x := range g.X {
			g.Z[k] = f(x, y)
			k++
		}
	}
}

// MapTo sets dst[k] = f(x[k], y[k]), the way to evaluate f over flattened
// coordinates such as Meshgrid returns. dst may be x or y itself. It panics if
// the lengths differ.
func MapTo(dst, x, y []float64, f func(x, y float64) float64) {
	if len(x) != len(dst) || len(y) != len(dst) {
		panic(fmt.Sprintf("grid: lengths differ: dst %d, x %d, y %d", len(dst), len(x), len(y)))
	}
	for k := range dst {
		dst[k] = f(x[k], y[k])
	}
}

// LerpTo sets dst to the linear interpolation between a and b: a at t = 0, b at
// t = 1, both to the bit, and a where a and b are equal. t outside [0, 1]
// extrapolates. NaN in either gives NaN at every t. dst may be a or b itself. It
// panics if the lengths differ.
func LerpTo(dst, a, b []float64, t float64) {
	if len(a) != len(dst) || len(b) != len(dst) {
		panic(fmt.Sprintf("grid: lengths differ: dst %d, a %d, b %d", len(dst), len(a), len(b)))
	}
	if t < 0.5 {
		for k, v := range a {
			dst[k] = v + t*(b[k]-v)
		}
		return
	}
	s := 1 - t
	for k, v := range b {
		dst[k] = v - s*(v-a[k])
	}
}

// finite reports whether v is neither NaN nor infinite.
func finite(v float64) bool { return v-v == 0 }
