package embed

import (
	"zscape/compute/linalg"
)

// MaxColumns is the most columns that NewPCA takes, as its time grows with their
// cube.
const MaxColumns = 300

// PCA is the principal components of n points of d columns: the orthogonal
// directions in which they vary most.
type PCA struct {
	Mean []float64 // d: of the columns

	// Components is k x d: a row is a direction, of length 1, whose component of
	// largest magnitude is positive. Where variances are equal, the directions among
	// them are arbitrary.
	Components linalg.Array

	Variance []float64 // k, descending: of the points along the components, divisor n-1
	Ratio    []float64 // k: the same as shares of the whole variance; 0 if that is 0
}

// NewPCA finds the k first principal components of the points, the rows of x, by
// the eigenvectors of their covariance matrix (I. T. Jolliffe, Principal Component
// Analysis, 2nd ed., 2002, chapter 1). The directions are accurate to about
// 2^-52 times the largest variance, relative to the gaps between variances. A
// single point has the variance 0.
//
// The error is a *DataError or an *OptionError: there must be a point, d at most
// MaxColumns, and k from 1 to d.
func NewPCA(x linalg.Array, k int) (*PCA, error) {
	n, d := x.Dims()
	switch {
	case n == 0:
		return nil, refuse("points", 0, "must be at least 1", "1点以上が必要です")
	case d > MaxColumns:
		return nil, refuse("columns", float64(d), "must be at most %d", "%d列以下にしてください", MaxColumns)
	case k < 1 || k > d:
		return nil, refuse("components", float64(k), "must be from 1 to the number of columns", "1から列数までの数にしてください")
	}
	for i, v := range x.Data {
		if v-v != 0 {
			return nil, &DataError{Row: i / d, Col: i % d, Value: v}
		}
	}
	p := &PCA{
		Mean: make([]float64, d), Components: linalg.Zeros(k, d),
		Variance: make([]float64, k), Ratio: make([]float64, k),
	}
	rows := x.Rows()
	for _, row := range rows {
		for c, v := range row {
			p.Mean[c] += v / float64(n) // the sum might overflow
		}
	}
	cov := linalg.Zeros(d, d)
	at := make([]float64, d)
	scale := 1 / float64(max(n-1, 1))
	for _, row := range rows {
		for c, v := range row {
			at[c] = v - p.Mean[c]
		}
		for a, u := range at {
			into := cov.Data[a*d : a*d+a+1]
			for b := range into {
				into[b] += u * at[b]
			}
		}
	}
	total := 0.0
	for a := range d {
		for b := range a + 1 {
			v := cov.Data[a*d+b] * scale
			cov.Data[a*d+b], cov.Data[b*d+a] = v, v
		}
		total += cov.Data[a*d+a]
	}
	e, err := linalg.NewEigen(cov)
	if err != nil {
		panic("embed: " + err.Error()) // it is square
	}
	if !e.OK {
		return nil, refuse("variance", total, "is too large", "大きすぎます")
	}
	for m := range k {
		value, vector, _ := e.Real(m)
		p.Variance[m] = max(value, 0)
		if total > 0 {
			p.Ratio[m] = p.Variance[m] / total
		}
		copy(p.Components.Data[m*d:], vector)
	}
	return p, nil
}

// TransformTo sets dst, n x k row-major, to the coordinates of the points, the
// rows of x, along the components, and returns it. x is n x d, of the points of
// the PCA or others.
func (p *PCA) TransformTo(dst []float64, x linalg.Array) []float64 {
	n, d := x.Dims()
	k := len(p.Variance)
	if d != len(p.Mean) || len(dst) != n*k {
		panic("embed: TransformTo: shapes do not fit")
	}
	for i := range n {
		row := x.Data[i*d : (i+1)*d]
		for m := range k {
			sum := 0.0
			for c, u := range p.Components.Data[m*d : (m+1)*d] {
				sum += (row[c] - p.Mean[c]) * u
			}
			dst[i*k+m] = sum
		}
	}
	return dst
}
