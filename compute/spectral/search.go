package spectral

import (
	"math"
	"math/rand/v2"
	"slices"
)

// operator is a symmetric matrix of which the smallest eigenvalues are sought.
type operator interface {
	size() int
	span() (low, high float64) // all eigenvalues are between
	cost() int                 // of a product, in multiplications
	mulTo(dst, x []float64)
	denseTo(dst []float64)
	null(most int) [][]float64 // orthonormal vectors whose eigenvalue is known to be 0
}

// pair is an eigenvalue, its vector of length 1, and how much of the product of matrix
// and vector is left beside value times vector.
type pair struct {
	value, left float64
	vector      []float64
}

// search looks for the smallest eigenvalues of an operator, by Lanczos's algorithm.
type search struct {
	operator
	random  *rand.Rand
	work    func(int)
	found   func(pairs int) // is told how many there are
	tol     float64         // that left may have, in units of norm
	norm    float64         // no eigenvalue is larger
	product []float64       // work space

	pairs  []pair  // found so far, ascending
	last   float64 // the value that was found last
	rest   []pair  // not good enough yet, ascending
	spent  int     // multiplications
	budget int     // of them for each search
}

// newSearch begins with the eigenvectors that are known, at most so many.
func (s *Solver) newSearch(op operator, most int) *search {
	low, high := op.span()
	l := &search{operator: op, random: s.Random, found: func(int) {}, tol: 1e-11, budget: s.budget,
		norm: max(-low, high), product: make([]float64, op.size())}
	l.work = func(n int) {
		l.spent += n
		if s.Work != nil {
			s.Work(n)
		}
	}
	if s.Found != nil {
		l.found = s.Found
	}
	if l.budget == 0 {
		l.budget = 4e9
	}
	for _, v := range op.null(most) {
		p := l.judge(v)
		p.value = 0
		l.take(p)
	}
	return l
}

// judge returns a vector of length 1 with its Rayleigh quotient and what is left.
func (s *search) judge(v []float64) pair {
	s.mulTo(s.product, v)
	p := pair{value: dot(v, s.product), vector: v}
	addScaled(s.product, -p.value, v)
	p.left = norm(s.product)
	s.work(s.cost())
	return p
}

// take puts a pair among those that are found, which ascend.
func (s *search) take(p pair) {
	s.pairs = append(s.pairs, p)
	for k := len(s.pairs) - 1; k > 0 && s.pairs[k-1].value > p.value; k-- {
		s.pairs[k], s.pairs[k-1] = s.pairs[k-1], p
	}
	s.last = p.value
	s.found(len(s.pairs))
}

// locked returns the vectors that are found.
func (s *search) locked() (vectors [][]float64) {
	for _, p := range s.pairs {
		vectors = append(vectors, p.vector)
	}
	return vectors
}

// smallest finds the k smallest pairs and, so that there is none among them whose copy
// or lesser neighbour was passed by, the next one in what is left. It reports whether
// there are k.
func (s *search) smallest(k int) bool {
	if !s.find(k-len(s.pairs), math.Inf(-1)) {
		return false
	}
	for len(s.pairs) < s.size() {
		limit := s.pairs[k-1].value
		if !s.find(1, limit) {
			return !(len(s.rest) > 0 && s.rest[0].value < limit)
		}
		if s.pairs[k-1].value == limit {
			break
		}
	}
	return true
}

// dense finds the k smallest pairs, with those that are known, by the matrix as a whole.
// It reports whether it came to an end.
func (s *search) dense(k int) bool {
	n := s.size()
	want := min(k, n) - len(s.pairs)
	if want <= 0 {
		return true
	}
	a := make([]float64, n*n)
	s.denseTo(a)
	for _, p := range s.pairs { // what is known goes to the other end
		for i, v := range p.vector {
			if v != 0 {
				addScaled(a[i*n:(i+1)*n], 2*s.norm*v, p.vector)
				s.work(n)
			}
		}
	}
	_, vectors, ok := dense(a, n, want, s.work)
	if !ok {
		return false
	}
	for _, v := range vectors {
		s.take(s.judge(v))
	}
	return true
}

// find finds the want smallest pairs beyond those that are found, and any more up to
// a limit that it comes upon. It reports whether it found as many.
//
// Where Lanczos's algorithm is slow, as eigenvalues lie close, it goes on with a
// polynomial of the matrix in which they do not (H. Fang, Y. Saad, "A filtered Lanczos
// procedure for extreme and interior eigenvalue problems", SIAM J. Sci. Comput. 34,
// 2012).
func (s *search) find(want int, limit float64) bool {
	const (
		plain    = 6 // restarts
		filtered = 4
	)
	n := s.size()
	if want = min(want, n-len(s.pairs)); want <= 0 {
		return true
	}
	end, goal := s.spent+s.budget, len(s.pairs)+want
	l := newLanczos(n, 2*want+30, s.locked(), s.random, s.work)
	l.apply = func(dst, x []float64) {
		s.mulTo(dst, x)
		scale(dst, -1)
		s.work(s.cost())
	}
	l.run(nil, want, s.norm, s.tol*s.norm/2, plain)
	s.sift(l, goal, limit)
	for len(s.pairs) < goal && len(s.rest) > 0 && s.spent < end {
		_, high := s.span()
		f := newFilter(s.operator, s.work, s.rest[0].value, s.rest[len(s.rest)-1].value, high)
		start := make([]float64, n)
		for _, p := range s.rest[:min(len(s.rest), goal-len(s.pairs))] {
			addScaled(start, 1, p.vector)
		}
		l = newLanczos(n, 2*want+30, s.locked(), s.random, s.work)
		l.apply = f.mulTo
		l.run(start, goal-len(s.pairs), f.size, 1e-12*f.size, filtered)
		s.sift(l, goal, limit)
	}
	return len(s.pairs) >= goal
}

// sift takes the Ritz vectors of a run that are good enough, as far as they are among
// those that are wanted or below the limit, and keeps the others.
func (s *search) sift(l *lanczos, goal int, limit float64) {
	candidates, values := make([]pair, len(l.ritz)), make([]float64, len(l.ritz))
	for k := range candidates {
		v := slices.Clone(l.basis[k])
		scale(v, 1/norm(v))
		candidates[k] = s.judge(v)
		values[k] = candidates[k].value
	}
	wanted := goal - len(s.pairs)
	s.rest = s.rest[:0]
	for k, c := range ascending(values) {
		p := candidates[c]
		if (k < wanted || p.value < limit) && p.left <= s.tol*s.norm {
			s.take(p)
		} else {
			s.rest = append(s.rest, p)
		}
	}
}

// filter is Chebyshev's polynomial of a matrix: from -1 to 1 where its eigenvalues are
// between cut and high, and large where they are less.
type filter struct {
	op             operator
	work           func(int)
	degree         int
	centre, radius float64 // of the interval
	size           float64 // the value at the least eigenvalue
	a, b           []float64
}

// newFilter makes a filter whose value at the least eigenvalue is about two hundred.
func newFilter(op operator, work func(int), least, cut, high float64) *filter {
	const (
		growth  = 6 // of which the hyperbolic cosine is the value
		highest = 4000
	)
	cut = max(cut, least+1e-9*(high-least))
	f := &filter{op: op, work: work, centre: (cut + high) / 2, radius: max((high-cut)/2, 1e-9*(high-least)),
		a: make([]float64, op.size()), b: make([]float64, op.size())}
	rate := math.Acosh(max(1, (f.centre-least)/f.radius))
	f.degree = int(max(2, min(math.Ceil(growth/rate), highest)))
	f.size = max(1, math.Cosh(float64(f.degree)*rate))
	return f
}

// mulTo sets dst to the product of the polynomial and x, by the recurrence
// T(k+1) = 2 y T(k) - T(k-1) with y = (centre - M)/radius.
func (f *filter) mulTo(dst, x []float64) {
	before, now, next := f.a, f.b, dst
	copy(before, x)
	f.step(now, before, nil, 1)
	for range f.degree - 1 {
		f.step(next, now, before, 2)
		before, now, next = now, next, before
	}
	copy(dst, now)
}

// step sets dst to times y x - before.
func (f *filter) step(dst, x, before []float64, times float64) {
	f.op.mulTo(dst, x)
	combine(dst, x, before, times*f.centre/f.radius, times/f.radius)
	f.work(f.op.cost() + len(x))
}

// combine sets dst to s x - t dst - before.
func combine(dst, x, before []float64, s, t float64) {
	x = x[:len(dst)]
	if before == nil {
		for i, v := range x {
			dst[i] = s*v - t*dst[i]
		}
		return
	}
	before = before[:len(dst)]
	for i, v := range x {
		dst[i] = s*v - t*dst[i] - before[i]
	}
}
