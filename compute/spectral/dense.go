package spectral

import (
	"math"
	"slices"
)

// eps is the distance from 1 to the next float64.
const eps = 0x1p-52

// tridiagonal is a symmetric matrix A of order n as Q T Q': T has the diagonal d and
// beside it e, and Q is the product of the reflections
//
//	I - beta[k] v v',  v the k-th row of a from k+1 on
//
// for k = 0, 1, ... (Golub & Van Loan, Matrix Computations, 4th ed., 2013, algorithm
// 8.3.1).
type tridiagonal struct {
	n          int
	a          []float64
	d, e, beta []float64
}

// newTridiagonal reduces a, n x n, which it overwrites.
func newTridiagonal(a []float64, n int, work func(int)) *tridiagonal {
	t := &tridiagonal{n: n, a: a, d: make([]float64, n), e: make([]float64, n), beta: make([]float64, n)}
	p := make([]float64, n)
	for k := range n {
		row := a[k*n : (k+1)*n]
		t.d[k] = row[k]
		if k == n-1 {
			break
		}
		v := row[k+1:]
		t.e[k], t.beta[k] = reflector(v)
		if t.beta[k] == 0 {
			continue
		}
		w := p[k+1:]
		for i := range w {
			w[i] = t.beta[k] * dot(a[(k+1+i)*n+k+1:][:len(v)], v)
			work(len(v))
		}
		addScaled(w, -t.beta[k]*dot(w, v)/2, v)
		for i := range w {
			subtractBoth(a[(k+1+i)*n+k+1:][:len(v)], v[i], w, w[i], v)
			work(2 * len(v))
		}
	}
	return t
}

// reflector replaces x by the v of the reflection I - beta v v' that maps it to
// (alpha, 0, 0, ...).
func reflector(x []float64) (alpha, beta float64) {
	tail := dot(x[1:], x[1:])
	if tail == 0 {
		return x[0], 0
	}
	alpha = -math.Copysign(math.Sqrt(x[0]*x[0]+tail), x[0])
	x[0] -= alpha
	return alpha, 2 / (x[0]*x[0] + tail)
}

// subtractBoth subtracts s*x + t*y from dst.
func subtractBoth(dst []float64, s float64, x []float64, t float64, y []float64) {
	x, y = x[:len(dst)], y[:len(dst)]
	for i := range dst {
		dst[i] -= s*x[i] + t*y[i]
	}
}

// below returns how many eigenvalues are less than x, by Sturm's sequence (Golub & Van
// Loan, section 8.4.2).
func (t *tridiagonal) below(x float64) (count int) {
	q := 1.0
	for k, d := range t.d {
		q = d - x - squareOver(t.e, k-1, q)
		if q == 0 {
			q = eps * (math.Abs(d) + math.Abs(x) + math.SmallestNonzeroFloat64)
		}
		if q < 0 {
			count++
		}
	}
	return count
}

func squareOver(e []float64, k int, q float64) float64 {
	if k < 0 {
		return 0
	}
	return e[k] * (e[k] / q)
}

// values returns the eigenvalues, in no order, and makes the rows of z, n x n, the
// eigenvectors of T, by QL steps with implicit shifts (H. Bowdler, R. S. Martin,
// C. Reinsch, J. H. Wilkinson, "The QR and QL algorithms for symmetric matrices",
// Numer. Math. 11, 1968). ok is false if it came to no end, which has not been seen.
func (t *tridiagonal) values(z []float64, work func(int)) (d []float64, ok bool) {
	const iterations = 60 // for one eigenvalue; two are usual
	n := t.n
	d = slices.Clone(t.d)
	e := slices.Clone(t.e)
	clear(z)
	for i := range n {
		z[i*n+i] = 1
	}
	for l := range n {
		for step := 0; ; step++ {
			m := l
			for ; m < n-1; m++ {
				if math.Abs(e[m]) <= eps*(math.Abs(d[m])+math.Abs(d[m+1])) {
					break
				}
			}
			if m == l {
				break
			}
			if step == iterations {
				return d, false
			}
			g := (d[l+1] - d[l]) / (2 * e[l])
			g = d[m] - d[l] + e[l]/(g+math.Copysign(math.Hypot(g, 1), g))
			s, c, p := 1.0, 1.0, 0.0
			whole := true
			for i := m - 1; i >= l; i-- {
				f, b := s*e[i], c*e[i]
				r := math.Hypot(f, g)
				e[i+1] = r
				if r == 0 { // T falls into two
					d[i+1] -= p
					e[m] = 0
					whole = false
					break
				}
				s, c = f/r, g/r
				g = d[i+1] - p
				r = (d[i]-g)*s + 2*c*b
				p = s * r
				d[i+1] = g + p
				g = c*r - b
				rotate(z[i*n:(i+1)*n], z[(i+1)*n:(i+2)*n], c, s)
				work(2 * n)
			}
			if whole {
				d[l] -= p
				e[l] = g
				e[m] = 0
			}
		}
	}
	return d, true
}

// rotate replaces x by c*x - s*y and y by s*x + c*y.
func rotate(x, y []float64, c, s float64) {
	y = y[:len(x)]
	for i, v := range x {
		w := y[i]
		x[i], y[i] = c*v-s*w, s*v+c*w
	}
}

// back multiplies z, of length n, by Q.
func (t *tridiagonal) back(z []float64, work func(int)) {
	for k := t.n - 2; k >= 0; k-- {
		if t.beta[k] == 0 {
			continue
		}
		v, at := t.a[k*t.n+k+1:(k+1)*t.n], z[k+1:]
		addScaled(at, -t.beta[k]*dot(v, at), v)
		work(2 * len(v))
	}
}

// dense returns the k smallest eigenvalues of a symmetric matrix, n x n, which it
// overwrites, in ascending order, with their vectors, of length 1. ok is false if it
// came to no end.
func dense(a []float64, n, k int, work func(int)) (values []float64, vectors [][]float64, ok bool) {
	t := newTridiagonal(a, n, work)
	z := make([]float64, n*n)
	d, ok := t.values(z, work)
	if !ok {
		return nil, nil, false
	}
	for _, i := range ascending(d)[:k] {
		v := slices.Clone(z[i*n : (i+1)*n])
		t.back(v, work)
		values, vectors = append(values, d[i]), append(vectors, v)
	}
	return values, vectors, true
}
