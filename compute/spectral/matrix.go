package spectral

import (
	"math"

	"zscape/compute/sparse"
)

// Kind says which matrix of an undirected graph, of links S and the degrees D.
type Kind int

const (
	// Unnormalised is L = D - S.
	Unnormalised Kind = iota

	// Symmetric is D^-1/2 (D - S) D^-1/2.
	Symmetric

	// RandomWalk is D^-1 (D - S). It has the eigenvalues of Symmetric, and as
	// eigenvectors D^-1/2 times those of that: the solutions of L u = lambda D u.
	RandomWalk

	// BetheHessian is (r^2 - 1) I - r S + D.
	BetheHessian
)

// Matrix is a matrix of an undirected graph. A node without links has a row of zeros
// in the three Laplacians, unless there is a Tau: it is a component of its own.
type Matrix struct {
	Kind   Kind
	N      int
	Degree []float64 // sums of the rows of the links; a loop counts once
	Tau    float64   // what was added to the degrees, see NewLaplacian
	R      float64   // of BetheHessian

	// Components is how many components the graph has: so often is 0 an eigenvalue of
	// a Laplacian without Tau. It is 0 for a BetheHessian.
	Components int

	// The symmetric matrix diagonal - off, whose eigenvalues lie between low and high.
	diagonal  []float64
	off       *sparse.Matrix
	low, high float64

	parts [][]int32 // the nodes of each component, if the null space is known
	root  []float64 // D^1/2, or 1 where D is 0; of Symmetric and RandomWalk
}

// NewLaplacian returns a Laplacian of symmetric links. tau, not negative, is added to
// the degree of each node wherever degrees divide (T. Qin, K. Rohe, "Regularized
// spectral clustering under the degree-corrected stochastic blockmodel", NIPS 2013),
// so that Symmetric is I - (D + tau)^-1/2 S (D + tau)^-1/2. Their choice is the mean
// degree; 0 is the Laplacian as it is. Unnormalised divides by none, and ignores it.
//
// The error is a *WeightError. Links that are not symmetric panic: no half of them is
// left out silently.
func NewLaplacian(links *sparse.Matrix, kind Kind, tau float64) (*Matrix, error) {
	if kind < Unnormalised || kind > RandomWalk || !(tau >= 0) {
		panic("spectral: NewLaplacian: not a Laplacian")
	}
	if err := checkWeights(links); err != nil {
		return nil, err
	}
	checkSymmetry(links)
	m := &Matrix{Kind: kind, N: links.Rows, Degree: degrees(links), diagonal: make([]float64, links.Rows)}
	m.parts = components(links)
	m.Components = len(m.parts)
	if kind == Unnormalised {
		copy(m.diagonal, m.Degree)
		m.off = links
		for _, d := range m.Degree {
			m.high = max(m.high, 2*d) // Gershgorin's circles
		}
		return m, nil
	}
	m.Tau = tau
	m.high = 2
	m.root = make([]float64, m.N)
	inverse := make([]float64, m.N)
	for i, d := range m.Degree {
		m.root[i] = 1
		if d+tau > 0 {
			m.diagonal[i] = 1
			m.root[i] = math.Sqrt(d + tau)
		}
		inverse[i] = 1 / m.root[i]
	}
	m.off = links.Scaled(inverse, inverse)
	if tau > 0 {
		m.parts = nil // the constant vector is no eigenvector any more
	}
	return m, nil
}

// NewBetheHessian returns (r^2 - 1) I - r S + D (A. Saade, F. Krzakala, L. Zdeborova,
// "Spectral clustering of graphs with the Bethe Hessian", NIPS 2014). It is about
// which nodes are linked: weights and loops are left out. With r of SqrtDegree or
// SqrtBranching, its negative eigenvalues are as many as there are groups whose nodes
// prefer each other; with -r, as there are groups that avoid each other.
func NewBetheHessian(links *sparse.Matrix, r float64) *Matrix {
	s := simple(links)
	m := &Matrix{Kind: BetheHessian, N: s.Rows, R: r, Degree: degrees(s), diagonal: make([]float64, s.Rows)}
	m.off = s.Pattern().Scaled(nil, nil)
	scale(m.off.Value, r)
	for i, d := range m.Degree {
		m.diagonal[i] = r*r - 1 + d
		m.low = min(m.low, m.diagonal[i]-math.Abs(r)*d)
		m.high = max(m.high, m.diagonal[i]+math.Abs(r)*d)
	}
	return m
}

// simple returns which nodes are linked to others, as a pattern.
func simple(links *sparse.Matrix) *sparse.Matrix {
	checkSymmetry(links)
	s := &sparse.Matrix{Rows: links.Rows, Cols: links.Cols, Start: make([]int, links.Rows+1)}
	for i := range links.Rows {
		columns, values := links.Row(i)
		for k, j := range columns {
			if int(j) != i && (values == nil || values[k] != 0) {
				s.Column = append(s.Column, j)
			}
		}
		s.Start[i+1] = len(s.Column)
	}
	return s
}

// SqrtDegree returns the square root of the mean degree, at least 1: r of Saade et al.
// for graphs whose degrees are much alike.
func SqrtDegree(links *sparse.Matrix) float64 {
	return max(1, math.Sqrt(MeanDegree(simple(links))))
}

// SqrtBranching returns the square root of <d^2>/<d> - 1, at least 1: r for graphs of
// any degrees, an estimate of the root of the largest eigenvalue of the
// non-backtracking matrix.
func SqrtBranching(links *sparse.Matrix) float64 {
	sum, squares := 0.0, 0.0
	for _, d := range degrees(simple(links)) {
		sum += d
		squares += d * d
	}
	if sum == 0 {
		return 1
	}
	return math.Sqrt(max(1, squares/sum-1))
}

// DenseTo sets dst, n x n row-major, to the matrix, to be looked at.
func (m *Matrix) DenseTo(dst []float64) {
	m.denseTo(dst)
	if m.Kind != RandomWalk {
		return
	}
	for i, r := range m.root { // from D^-1/2 L D^-1/2 to D^-1 L
		row := dst[i*m.N : (i+1)*m.N]
		for j, s := range m.root {
			row[j] *= s / r
		}
	}
}

// Sparse returns the matrix without most of its zeros, to be looked at.
func (m *Matrix) Sparse() *sparse.Matrix {
	return sparse.New(m.N, m.N, func(yield func(sparse.Entry) bool) {
		for i, d := range m.diagonal {
			if d != 0 && !yield(sparse.Entry{Row: int32(i), Col: int32(i), Value: d}) {
				return
			}
		}
		for e := range m.off.All() {
			if m.Kind == RandomWalk {
				e.Value *= m.root[e.Col] / m.root[e.Row]
			}
			if e.Value = -e.Value; e.Value != 0 && !yield(e) {
				return
			}
		}
	}, sparse.Sum)
}

// denseTo sets dst to the symmetric matrix.
func (m *Matrix) denseTo(dst []float64) {
	m.off.DenseTo(dst)
	for i := range dst {
		dst[i] = 0 - dst[i] // not -0
	}
	for i, d := range m.diagonal {
		dst[i*m.N+i] += d
	}
}

func (m *Matrix) size() int                 { return m.N }
func (m *Matrix) span() (low, high float64) { return m.low, m.high }
func (m *Matrix) cost() int                 { return m.off.Len() + 4*m.N }

// mulTo sets dst to the product of the symmetric matrix and x.
func (m *Matrix) mulTo(dst, x []float64) {
	m.off.MulVecTo(dst, x)
	for i, d := range m.diagonal {
		dst[i] = d*x[i] - dst[i]
	}
}

// null returns the first of the vectors whose eigenvalue is known to be 0, at most so
// many: D^1/2 times 1 on the nodes of a component, of length 1.
func (m *Matrix) null(most int) [][]float64 {
	vectors := make([][]float64, min(most, len(m.parts)))
	for k := range vectors {
		v := make([]float64, m.N)
		for _, i := range m.parts[k] {
			v[i] = 1
			if m.root != nil {
				v[i] = m.root[i]
			}
		}
		scale(v, 1/norm(v))
		vectors[k] = v
	}
	return vectors
}

// back turns an eigenvector of the symmetric matrix, in place, into one of the matrix,
// of length 1, and what is left of the symmetric problem alike.
func (m *Matrix) back(u, residual []float64) {
	if m.Kind == RandomWalk {
		for i, r := range m.root {
			u[i] /= r
			residual[i] /= r
		}
	}
	length := norm(u)
	scale(u, 1/length)
	scale(residual, 1/length)
}
