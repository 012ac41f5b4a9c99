package linalg

import "math"

func isSymmetric(a [][]float64) bool {
	for i, row := range a {
		for j := range i {
			if row[j] != a[j][i] {
				return false
			}
		}
	}
	return true
}

// symmetric makes a diagonal by rotations of pairs of axes (Golub & Van Loan,
// algorithm 8.5.3). It reports whether it came to an end.
func (e *Eigen) symmetric(a [][]float64) bool {
	const (
		sweeps = 60       // six to ten are usual
		floor  = 0x1p-950 // elements here are up to about 1
	)
	n := len(a)
	v := Identity(n).Rows()
	for range sweeps {
		done := true
		for p := range n {
			for q := p + 1; q < n; q++ {
				// Relative to the diagonal, so that small eigenvalues of a positive definite
				// matrix are as accurate as its scales permit.
				negligible := eps * math.Sqrt(math.Abs(a[p][p])) * math.Sqrt(math.Abs(a[q][q]))
				if math.Abs(a[p][q]) <= max(negligible, floor) {
					continue
				}
				done = false
				c, s := annihilate(a[p][p], a[p][q], a[q][q])
				change := s / c * a[p][q]
				atP, atQ := a[p][p]-change, a[q][q]+change
				rotate(a[p], a[q], c, s)
				for _, row := range a {
					row[p], row[q] = c*row[p]-s*row[q], s*row[p]+c*row[q]
				}
				a[p][p], a[p][q], a[q][p], a[q][q] = atP, 0, 0, atQ
				rotate(v[p], v[q], c, s)
			}
		}
		if done {
			for k, row := range v {
				e.Values[k] = complex(a[k][k], 0)
				for i, x := range row {
					e.Vectors[k][i] = complex(x, 0)
				}
			}
			return true
		}
	}
	return false
}
