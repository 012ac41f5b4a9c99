package spectral

import (
	"math"
	"slices"

	"zscape/compute/linalg"
)

// ClusterQR divides nodes by their eigenvectors v, n x k, into k clusters (A. Damle,
// V. Minden, L. Ying, "Simple, direct and efficient multi-way spectral clustering",
// Information and Inference 8, 2019): k nodes whose rows are as independent as can be
// are found by a QR decomposition of v' with pivots, the k vectors are turned so that
// each belongs to one of these, and a node goes where its component is largest. There
// is no chance in it. work is as that of KMeans. It panics if n < k.
func ClusterQR(v linalg.Array, work func(n int)) *Clusters {
	n, k := v.Dims()
	if n < k {
		panic("spectral: ClusterQR of fewer nodes than vectors")
	}
	if work == nil {
		work = func(int) {}
	}
	pivots := pivots(v, work)
	chosen := linalg.Zeros(k, k) // their rows as columns
	for c, i := range pivots {
		setColumn(chosen, c, v.Data[i*k:(i+1)*k])
	}
	svd, err := linalg.NewSVD(chosen)
	if err != nil {
		panic("spectral: " + err.Error()) // it is a matrix
	}
	labels := make([]int32, n)
	for i := range labels {
		row := v.Data[i*k : (i+1)*k]
		turned := make([]float64, k)
		for a, x := range row { // row times U
			addScaled(turned, x, svd.U.Data[a*k:(a+1)*k])
		}
		largest := -1.0
		for g := range k { // times V'
			if y := math.Abs(dot(turned, svd.V.Data[g*k:(g+1)*k])); y > largest {
				labels[i], largest = int32(g), y
			}
		}
		work(2 * k * k)
	}
	return newClusters(v, labels, k)
}

// pivots returns the k rows of v, n x k, that a QR decomposition of v' with pivots
// takes: each the longest in what is orthogonal to those before.
func pivots(v linalg.Array, work func(n int)) []int {
	n, k := v.Dims()
	w := slices.Clone(v.Data)
	row := func(i int) []float64 { return w[i*k : (i+1)*k] }
	taken := make([]bool, n)
	var list []int
	for range k {
		longest, most := -1, -1.0
		for i := range n {
			if y := dot(row(i), row(i)); !taken[i] && y > most {
				longest, most = i, y
			}
		}
		taken[longest] = true
		list = append(list, longest)
		if most <= 0 {
			continue
		}
		q := slices.Clone(row(longest))
		scale(q, 1/norm(q))
		for i := range n {
			for range 2 {
				addScaled(row(i), -dot(row(i), q), q)
			}
			work(5 * k)
		}
	}
	return list
}
