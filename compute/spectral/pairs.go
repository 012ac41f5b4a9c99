package spectral

import (
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/linalg"
)

// Method is how eigenpairs are found.
type Method int

const (
	Auto    Method = iota // Dense up to MaxDense nodes, then Lanczos
	Dense                 // all of them, by reduction to a tridiagonal matrix
	Lanczos               // the smallest, by products with the matrix
)

const (
	// MaxDense is the most nodes for which Auto is Dense.
	MaxDense = 500

	// maxFallback is the most nodes for which Dense is tried when Lanczos does not
	// converge.
	maxFallback = 1000

	// Tolerance is what is taken for an eigenpair: the rest in Pairs is at most that.
	Tolerance = 1e-10
)

// Solver finds eigenpairs. The zero Solver is of no use: it needs random numbers.
type Solver struct {
	Random *rand.Rand
	Method Method
	Work   func(n int)     // unless nil, is told of multiplications, never of very many at once
	Found  func(pairs int) // unless nil, is told how many pairs have converged

	budget int // multiplications of a search; 0 is a few seconds
}

// Pairs are the k smallest eigenvalues of a matrix, ascending, and their vectors.
type Pairs struct {
	Values []float64

	// Vectors is n x k; column c belongs to Values[c]. It has length 1, and its
	// component of largest magnitude (the first, if several are equal to about 1e-6)
	// is positive. Those of eigenvalues that are equal are some of the space that
	// belongs to them; of the null space of a Laplacian, the components, the largest
	// first.
	Vectors linalg.Array

	// Residuals are |M u - lambda u| / Norm for each pair, and Norm is a bound of the
	// eigenvalues.
	Residuals []float64
	Norm      float64

	// Next is the eigenvalue after the last, and the same if that has more copies than
	// there are; NaN if there is none, or it was not found: then it is not known either
	// whether one of the others was passed by.
	Next float64

	// Method is Dense or Lanczos.
	Method Method
}

// Converged returns how many pairs, from the first on, have residuals within
// Tolerance.
func (p *Pairs) Converged() int {
	for c, r := range p.Residuals {
		if !(r <= Tolerance) {
			return c
		}
	}
	return len(p.Residuals)
}

// Multiplicities returns of each pair how many eigenvalues are the same, itself
// included, as far as they are known: those beyond Next are not.
func (p *Pairs) Multiplicities() []int { return multiplicities(p.Values, p.Next, p.Norm) }

// multiplicities counts those of sorted values, and the next, that are equal to but a
// billionth of a norm, which is more than their errors.
func multiplicities(values []float64, next, norm float64) []int {
	same := 1e-9 * norm
	counts := make([]int, len(values))
	for begin := 0; begin < len(counts); {
		end := begin + 1
		for end < len(counts) && math.Abs(values[end]-values[end-1]) <= same {
			end++
		}
		n := end - begin
		if end == len(counts) && math.Abs(next-values[end-1]) <= same {
			n++
		}
		for ; begin < end; begin++ {
			counts[begin] = n
		}
	}
	return counts
}

// Eigenpairs returns the k smallest eigenpairs of a matrix, or all if there are fewer.
// What Lanczos does not find, as where very many eigenvalues lie very close, Dense does
// in graphs that are not too large; if nothing helps, Residuals say so.
//
// An eigenvalue of which there are several copies is there as often: those of 0 are
// known from the components, and after the others were found, the space beside their
// vectors is searched for smaller ones until there is none.
func (s *Solver) Eigenpairs(m *Matrix, k int) *Pairs {
	pairs, next, method := s.solve(m, k)
	p := &Pairs{Norm: max(-m.low, m.high), Next: next, Method: method, Vectors: linalg.Zeros(m.N, len(pairs))}
	rest := make([]float64, m.N)
	for c, q := range pairs {
		m.mulTo(rest, q.vector)
		addScaled(rest, -q.value, q.vector)
		m.back(q.vector, rest)
		setSign(q.vector)
		p.Values = append(p.Values, q.value)
		p.Residuals = append(p.Residuals, relative(norm(rest), p.Norm))
		setColumn(p.Vectors, c, q.vector)
	}
	return p
}

// relative returns x as a part of norm; 0 if both are.
func relative(x, norm float64) float64 {
	if x == 0 {
		return 0
	}
	return x / norm
}

// setSign makes the component of largest magnitude positive, the first of equals.
func setSign(x []float64) {
	if flips(x) {
		negate(x)
	}
}

func negate(x []float64) {
	for i, v := range x {
		x[i] = 0 - v // not -0
	}
}

// flips reports whether that component is negative.
func flips(x []float64) bool {
	const tie = 1e-6 // more than the vectors' errors
	largest := 0.0
	for _, v := range x {
		largest = max(largest, math.Abs(v))
	}
	for _, v := range x {
		if math.Abs(v) >= largest*(1-tie) {
			return v < 0
		}
	}
	return false
}

// setColumn sets a column of a matrix.
func setColumn(a linalg.Array, c int, x []float64) {
	_, k := a.Dims()
	for i, v := range x {
		a.Data[i*k+c] = v
	}
}

// solve returns the k smallest pairs of an operator, and the value after them.
func (s *Solver) solve(op operator, k int) (pairs []pair, next float64, method Method) {
	n := op.size()
	k = min(k, n)
	l := s.newSearch(op, k+1)
	split := func(method Method) ([]pair, float64, Method) {
		next = math.NaN()
		if len(l.pairs) > k {
			next = l.pairs[k].value
		}
		return l.pairs[:min(k, len(l.pairs))], next, method
	}
	method = s.Method
	if method == Auto {
		method = Dense
		if n > MaxDense {
			method = Lanczos
		}
	}
	if len(l.pairs) > k { // the components are more
		return split(method)
	}
	if method == Dense && l.dense(k+1) {
		return split(Dense)
	}
	known := slices.Clone(l.pairs)
	if !l.smallest(k) && n <= maxFallback {
		slow := l.pairs
		if l.pairs = known; l.dense(k + 1) {
			return split(Dense)
		}
		l.pairs = slow
	}
	// What is not good enough is better than nothing, and must not be hidden by what is
	// larger.
	for _, p := range l.rest {
		if len(l.pairs) < k || p.value < l.pairs[k-1].value {
			l.take(p)
		}
	}
	return split(Lanczos)
}
