// Package spectral finds groups of nodes of a graph by eigenvectors: Laplacians, the
// Bethe Hessian, and singular vectors for directed graphs; their smallest
// eigenvalues with a residual for each; and k-means and cluster_qr, which make groups
// of them.
//
// Links are a matrix of n x n whose row i has the links of node i. Weights are not
// negative; what is wrong with them is a *WeightError. Where a graph is taken to be
// undirected its matrix must be symmetric: one that is not panics, as do shapes that do
// not fit.
//
// The text to begin with is U. von Luxburg, "A tutorial on spectral clustering",
// Statistics and Computing 17, 2007.
package spectral

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"zscape/compute/lang"
	"zscape/compute/sparse"
)

// WeightError says which link has a weight that it must not have. Row and Col count
// from 0.
type WeightError struct {
	Row, Col int
	Value    float64
}

const (
	leastWeight   = 1e-100
	largestWeight = 1e100
)

// Error says it in English.
func (e *WeightError) Error() string { return "spectral: " + e.In("en") }

// In says it in a language.
func (e *WeightError) In(language string) string {
	return lang.Sprintf("the link from node %d to node %d has the weight %s, which must be 0 or from %g to %g",
		"ノード%dから%dへのリンクの重みが%sです。0または%gから%gまでの数にしてください",
		e.Row+1, e.Col+1, strconv.FormatFloat(e.Value, 'g', -1, 64), leastWeight, largestWeight).In(language)
}

// checkWeights panics if links are not square, and returns what is wrong with their
// weights.
func checkWeights(links *sparse.Matrix) error {
	if links.Rows != links.Cols {
		panic(fmt.Sprintf("spectral: links of %d x %d", links.Rows, links.Cols))
	}
	if links.Value == nil {
		return nil
	}
	for e := range links.All() {
		if v := e.Value; v != 0 && !(v >= leastWeight && v <= largestWeight) {
			return &WeightError{int(e.Row), int(e.Col), v}
		}
	}
	return nil
}

// checkSymmetry panics if links are not symmetric.
func checkSymmetry(links *sparse.Matrix) {
	t := links.Transpose()
	if !slices.Equal(t.Start, links.Start) || !slices.Equal(t.Column, links.Column) || !slices.Equal(t.Value, links.Value) {
		panic("spectral: links that are not symmetric")
	}
}

// MeanDegree returns the mean over all nodes of the sums of their rows; 0 if there
// are none.
func MeanDegree(links *sparse.Matrix) float64 { return mean(degrees(links)) }

func degrees(links *sparse.Matrix) []float64 {
	d := make([]float64, links.Rows)
	links.RowSumsTo(d)
	return d
}

func mean(x []float64) (sum float64) {
	if len(x) == 0 {
		return 0
	}
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// ascending returns the order in which values ascend; equals stay as they are.
func ascending(values []float64) []int {
	order := make([]int, len(values))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	return order
}

// The loops below are functions of their own: in a browser, code that is called often
// is compiled better than a loop that is long.

func dot(x, y []float64) float64 {
	y = y[:len(x)]
	a, b := 0.0, 0.0 // two sums: neither waits for the other
	for len(x) >= 2 && len(y) >= 2 {
		a += x[0] * y[0]
		b += x[1] * y[1]
		x, y = x[2:], y[2:]
	}
	if len(x) > 0 && len(y) > 0 {
		a += x[0] * y[0]
	}
	return a + b
}

// addScaled adds s*x to dst.
func addScaled(dst []float64, s float64, x []float64) {
	dst = dst[:len(x)]
	for i, v := range x {
		dst[i] += s * v
	}
}

func norm(x []float64) float64 { return math.Sqrt(dot(x, x)) }

// scale multiplies x by s.
func scale(x []float64, s float64) {
	for i := range x {
		x[i] *= s
	}
}
