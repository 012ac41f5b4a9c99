package spectral

import (
	"math"

	"zscape/compute/sparse"
)

// Directed is the regularised matrix of a directed graph,
//
//	B = (O + tau)^-1/2 A (P + tau)^-1/2,
//
// O and P the degrees out and in, whose singular vectors tell groups of those that
// send alike, the left ones, and of those that receive alike, the right ones: DI-SIM
// (K. Rohe, T. Qin, B. Yu, "Co-clustering directed graphs to discover asymmetries and
// directional communities", PNAS 113, 2016).
type Directed struct {
	N       int
	Tau     float64
	Out, In []float64 // degrees

	b   *sparse.Matrix
	mid []float64 // work space
}

// NewDirected returns the matrix of links. tau, not negative, is the mean degree in
// the paper. The error is a *WeightError.
func NewDirected(links *sparse.Matrix, tau float64) (*Directed, error) {
	if !(tau >= 0) {
		panic("spectral: NewDirected: a negative tau")
	}
	if err := checkWeights(links); err != nil {
		return nil, err
	}
	n := links.Rows
	d := &Directed{N: n, Tau: tau, Out: degrees(links), In: make([]float64, n), mid: make([]float64, n)}
	links.ColSumsTo(d.In)
	inverse := func(degree []float64) []float64 {
		v := make([]float64, n)
		for i, d := range degree {
			if d+tau > 0 {
				v[i] = 1 / math.Sqrt(d+tau)
			}
		}
		return v
	}
	d.b = links.Scaled(inverse(d.Out), inverse(d.In))
	return d, nil
}

// DenseTo sets dst, n x n row-major, to the matrix, to be looked at.
func (d *Directed) DenseTo(dst []float64) { d.b.DenseTo(dst) }

// Sparse returns the matrix without its zeros, to be looked at.
func (d *Directed) Sparse() *sparse.Matrix { return d.b }

// gram is -B'B, whose smallest eigenvalues are the largest squares of singular values;
// these are at most 1.
type gram struct{ *Directed }

func (g gram) size() int                 { return g.N }
func (g gram) span() (low, high float64) { return -1, 0 }
func (g gram) cost() int                 { return 2*g.b.Len() + 4*g.N }
func (g gram) null(int) [][]float64      { return nil }

func (g gram) mulTo(dst, x []float64) {
	g.b.MulVecTo(g.mid, x)
	g.b.MulTransVecTo(dst, g.mid)
	scale(dst, -1)
}

func (g gram) denseTo(dst []float64) {
	clear(dst)
	for i := range g.N {
		columns, values := g.b.Row(i)
		for k, a := range columns {
			row := dst[int(a)*g.N:][:g.N]
			for l, b := range columns {
				row[b] -= values[k] * values[l]
			}
		}
	}
}
