package spectral

import (
	"zscape/compute/linalg"
	"zscape/compute/sparse"
)

// MaxNonBacktracking is the most nodes that NonBacktracking takes.
const MaxNonBacktracking = 300

// NonBacktracking returns 2n eigenvalues of the matrix of steps from link to link that
// do not go straight back (F. Krzakala et al., "Spectral redemption in clustering sparse
// networks", PNAS 110, 2013), as those of
//
//	A  I - D
//	I    0
//
// which are all of them but for some of -1 and 1; by real part, descending. Of a random
// graph of mean degree c they lie in the circle of radius sqrt(c), but for one at about
// c; with groups, some more outside of it. Weights and loops are left out.
//
// work, unless it is nil, is told of multiplications. It panics if there are more than
// MaxNonBacktracking nodes.
func NonBacktracking(links *sparse.Matrix, work func(n int)) []complex128 {
	n := links.Rows
	if n > MaxNonBacktracking {
		panic("spectral: NonBacktracking of too many nodes")
	}
	a := simple(links)
	b := linalg.Zeros(2*n, 2*n)
	for e := range a.All() {
		b.Data[int(e.Row)*2*n+int(e.Col)] = 1
	}
	for i, d := range degrees(a) {
		b.Data[i*2*n+n+i] = 1 - d
		b.Data[(n+i)*2*n+i] = 1
	}
	values, err := linalg.Eigenvalues(b, work)
	if err != nil {
		panic("spectral: " + err.Error()) // it is square
	}
	return values
}
