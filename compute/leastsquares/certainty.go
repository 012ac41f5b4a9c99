package leastsquares

import (
	"math"

	"zscape/compute/linalg"
)

// certainty returns the condition number of X with its columns scaled to length 1,
// which is next to the least that scales can give it (A. van der Sluis, "Condition
// numbers and equilibration of matrices", Numer. Math. 14, 1969), and to how many
// digits W is certain.
//
// A change E of the features changes the weights w of a discriminant with the
// residuals r = b - X w by (X^T X)^-1 E^T r - X^+ E w, to first order (Å. Björck,
// Numerical Methods for Least Squares Problems, SIAM 1996, section 1.4.3). With E
// half a unit in the 16th digit of each feature, digits are those by which the
// largest |w_j| |x_j|, x_j being column j, exceeds that.
func certainty(x, b, w linalg.Array, unique bool) (cond, digits float64) {
	n, dim := size("X", x)
	if !unique {
		return math.Inf(1), 0
	}
	length := make([]float64, dim)
	scaled := linalg.Zeros(n, dim)
	for j := range dim {
		column := Column(x, j)
		length[j] = norm(column)
		for p, v := range column {
			scaled.Data[p*dim+j] = v / length[j]
		}
	}
	svd, err := linalg.NewSVD(scaled)
	if err != nil {
		panic("leastsquares: " + err.Error())
	}
	const half = 0x1p-53
	digits = math.Inf(1)
	for k := range w.Shape[1] {
		terms := Column(w, k) // of the discriminant: |w_j| |x_j|
		for j := range terms {
			terms[j] *= length[j]
		}
		if change := half * shift(svd, scaled, terms, Column(b, k)); change > 0 {
			digits = min(digits, math.Log10(largest(terms)/change))
		}
	}
	return svd.Cond, digits
}

// shift returns how much the weights of a scaled X may change, at most, if its
// features change by as much as they are.
func shift(svd *linalg.SVD, x linalg.Array, w, b []float64) float64 {
	n, dim := size("X", x)
	gradient := make([]float64, dim) // |E^T| |r|
	moved := make([]float64, n)      // |E| |w|
	for p := range n {
		r := b[p]
		for j, v := range row(x, p) {
			r -= v * w[j]
			if j > 0 { // the first column is 1
				moved[p] += math.Abs(v * w[j])
			}
		}
		for j, v := range row(x, p)[1:] {
			gradient[j+1] += math.Abs(v * r)
		}
	}
	most := 0.0
	for i := range dim {
		sum := 0.0
		for j, g := range gradient {
			inverse := 0.0 // of X^T X
			for k, s := range svd.S {
				inverse += svd.V.At(i, k) / s * svd.V.At(j, k) / s
			}
			sum += math.Abs(inverse) * g
		}
		for p, m := range moved {
			inverse := 0.0 // of X
			for k, s := range svd.S {
				inverse += svd.V.At(i, k) / s * svd.U.At(p, k)
			}
			sum += math.Abs(inverse) * m
		}
		most = max(most, sum)
	}
	return most
}

// norm returns the length of v, whose squares may be out of range.
func norm(v []float64) float64 {
	length := 0.0
	for _, u := range v {
		length = math.Hypot(length, u)
	}
	return length
}

// largest returns the largest magnitude in v.
func largest(v []float64) float64 {
	most := 0.0
	for _, u := range v {
		most = max(most, math.Abs(u))
	}
	return most
}
