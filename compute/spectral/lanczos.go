package spectral

import (
	"math"
	"math/rand/v2"
)

// lanczos finds the largest eigenvalues of a symmetric operator in the space that is
// orthogonal to locked vectors: by Lanczos's algorithm with thick restarts (K. Wu,
// H. Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems",
// SIAM J. Matrix Anal. Appl. 22, 2000). Every vector is made orthogonal to all others
// twice, so that nothing is found again but by its own right.
type lanczos struct {
	n      int
	apply  func(dst, x []float64)
	locked [][]float64 // orthonormal
	random *rand.Rand
	work   func(int)

	width int         // how many vectors there are before a restart
	basis [][]float64 // width + 1 of them, orthonormal
	spare [][]float64 // as many
	t     []float64   // the projection of the operator to the basis, width x width

	// After a run, the largest Ritz values, descending. Their vectors are the first of
	// the basis.
	ritz []float64
}

// newLanczos has a basis of width vectors, or as many as there are.
func newLanczos(n, width int, locked [][]float64, random *rand.Rand, work func(int)) *lanczos {
	width = min(width, n-len(locked))
	l := &lanczos{n: n, locked: locked, random: random, work: work, width: width, t: make([]float64, width*width)}
	for range width + 1 {
		l.basis, l.spare = append(l.basis, make([]float64, n)), append(l.spare, make([]float64, n))
	}
	return l
}

// run restarts until the rests of the want largest Ritz pairs are tol at most, or for
// restarts times. It begins with start, of length 1 or so, or at random if that is nil.
// The operator's norm is about size. Some Ritz pairs beyond those that are wanted are kept, too.
func (l *lanczos) run(start []float64, want int, size, tol float64, restarts int) {
	if l.width == 0 {
		l.ritz = nil
		return
	}
	want = min(want, l.width)
	if start != nil {
		copy(l.basis[0], start)
	}
	if start == nil || l.orthogonalise(l.basis[0], 0, nil) < 1e-6 {
		l.draw(0)
	}
	scale(l.basis[0], 1/norm(l.basis[0]))
	keep := min(want+(l.width-want)*2/5, l.width)
	clear(l.t)
	for used := 0; ; restarts-- {
		last := l.extend(used, size)
		values, vectors, ok := dense(append([]float64(nil), l.t...), l.width, l.width, l.work)
		if !ok {
			panic("spectral: the projection has no eigenvalues") // it is finite
		}
		converged := true
		for k := range want {
			converged = converged && math.Abs(last*vectors[l.width-1-k][l.width-1]) <= tol
		}
		l.rotate(values, vectors, keep)
		used = keep
		if converged || restarts == 0 || last == 0 {
			return
		}
	}
}

// extend fills the basis from a vector on, and returns by how much the operator leads
// out of it.
func (l *lanczos) extend(from int, size float64) (beta float64) {
	column := make([]float64, l.width)
	for j := from; j < l.width; j++ {
		w := l.basis[j+1]
		l.apply(w, l.basis[j])
		clear(column)
		beta = l.orthogonalise(w, j+1, column)
		for i, c := range column[:j+1] {
			l.t[i*l.width+j], l.t[j*l.width+i] = c, c
		}
		// What is left is but rounding where the basis is an invariant space. Beside it
		// there may be other copies of eigenvalues.
		if beta <= 8*eps*math.Sqrt(float64(l.n))*size {
			beta = 0
			if j+1+len(l.locked) < l.n {
				l.draw(j + 1)
			}
		}
		if beta > 0 {
			scale(w, 1/beta)
		}
		if j+1 < l.width {
			l.t[j*l.width+j+1], l.t[(j+1)*l.width+j] = beta, beta
		}
	}
	return beta
}

// orthogonalise makes x orthogonal to the locked vectors and the first k of the basis,
// and returns its length. It adds to along, unless it is nil, what x had of the latter.
func (l *lanczos) orthogonalise(x []float64, k int, along []float64) float64 {
	for range 2 {
		for _, v := range l.locked {
			addScaled(x, -dot(v, x), v)
			l.work(2 * l.n)
		}
		for i, v := range l.basis[:k] {
			c := dot(v, x)
			addScaled(x, -c, v)
			if along != nil {
				along[i] += c
			}
			l.work(2 * l.n)
		}
	}
	return norm(x)
}

// draw makes vector k of the basis one at random, of length 1, orthogonal to all
// before it.
func (l *lanczos) draw(k int) {
	x := l.basis[k]
	for {
		for i := range x {
			x[i] = l.random.NormFloat64()
		}
		l.work(4 * l.n)
		scale(x, 1/norm(x))
		if length := l.orthogonalise(x, k, nil); length > 1e-6 {
			scale(x, 1/length)
			l.orthogonalise(x, k, nil)
			scale(x, 1/norm(x))
			return
		}
	}
}

// rotate makes the first keep vectors of the basis the Ritz vectors of the largest Ritz
// values, the last of the basis the next, and the projection that to these.
func (l *lanczos) rotate(values []float64, vectors [][]float64, keep int) {
	l.ritz = l.ritz[:0]
	clear(l.t)
	for k := range keep {
		of := l.width - 1 - k
		l.ritz = append(l.ritz, values[of])
		l.t[k*l.width+k] = values[of]
		clear(l.spare[k])
		for i, s := range vectors[of] {
			addScaled(l.spare[k], s, l.basis[i])
			l.work(l.n)
		}
	}
	last := l.basis[l.width]
	l.basis[l.width], l.spare[l.width] = l.spare[l.width], last
	l.basis, l.spare = l.spare, l.basis
	if keep < l.width {
		l.basis[keep], l.basis[l.width] = l.basis[l.width], l.basis[keep]
	}
}
