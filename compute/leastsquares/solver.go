package leastsquares

import (
	"math"

	"zscape/compute/linalg"
)

// solver finds weights w that minimise |X w - b|^2 for one X and any b.
type solver struct {
	x      linalg.Array
	finite bool        // x is
	values []float64   // the singular values of x, descending, or NaN
	right  [][]float64 // the right singular vectors of those that count

	step []float64 // work space
	grad []doubled
}

func newSolver(x linalg.Array) *solver {
	_, dim := size("X", x)
	svd, err := linalg.NewSVD(x)
	if err != nil {
		panic("leastsquares: " + err.Error())
	}
	s := &solver{x: x, finite: svd.OK, values: svd.S, step: make([]float64, dim), grad: make([]doubled, dim)}
	for k := range svd.Rank {
		s.right = append(s.right, Column(svd.V, k))
	}
	return s
}

// solveTo sets w to the weights of least norm and returns their sum of squares.
//
// It repeats w += (X^T X)^+ X^T (b - X w), which would be exact at once but for
// rounding, while the steps become shorter. Residuals and gradient are summed
// with twice the precision, so what remains is the rounding of w itself
// (iterative refinement: N. J. Higham, Accuracy and Stability of Numerical
// Algorithms, 2nd ed., SIAM 2002, chapters 12 and 20).
func (s *solver) solveTo(w, b []float64) (sumSquares float64) {
	clear(w)
	if !s.finite {
		for i := range w {
			w[i] = math.NaN()
		}
		return math.NaN()
	}
	s.gradient(w, b)
	last := s.newton()
	addScaled(w, 1, s.step)
	for {
		sumSquares = s.gradient(w, b)
		length := s.newton()
		if !(length < last/2) {
			return sumSquares
		}
		addScaled(w, 1, s.step)
		last = length
	}
}

// gradient sets s.grad to X^T (b - X w) and returns |b - X w|^2.
func (s *solver) gradient(w, b []float64) (sumSquares float64) {
	clear(s.grad)
	for p, want := range b {
		x := row(s.x, p)
		r := doubled{hi: want}
		for i, v := range x {
			r.addProduct(-v, w[i])
		}
		hi, lo := r.split()
		for i, v := range x {
			s.grad[i].addProduct(v, hi)
			s.grad[i].lo += v * lo
		}
		sumSquares += hi * hi
	}
	return sumSquares
}

// newton sets s.step to (X^T X)^+ s.grad and returns its largest component's
// size. Dividing twice by a singular value keeps its square out of the way,
// which would over- or underflow sooner than the weights do.
func (s *solver) newton() (length float64) {
	clear(s.step)
	for k, v := range s.right {
		var along float64
		for i, g := range s.grad {
			hi, _ := g.split()
			along += v[i] * hi
		}
		addScaled(s.step, along/s.values[k]/s.values[k], v)
	}
	for _, v := range s.step {
		length = max(length, math.Abs(v))
	}
	return length
}

// doubled is a number hi + lo, a sum with about twice the digits of a float64
// (T. Ogita, S. M. Rump, S. Oishi, "Accurate sum and dot product", SIAM J. Sci.
// Comput. 26, 2005, algorithm 5.3).
type doubled struct{ hi, lo float64 }

// addProduct adds a times b.
func (d *doubled) addProduct(a, b float64) {
	p := a * b
	ah, al := halves(a)
	bh, bl := halves(b)
	lost := ((ah*bh - p) + ah*bl + al*bh) + al*bl // of p: all of these are exact
	sum := d.hi + p
	back := sum - d.hi
	d.lo += lost + ((d.hi - (sum - back)) + (p - back))
	d.hi = sum
}

// halves returns numbers of 26 bits each whose sum is v (T. J. Dekker, "A
// floating-point technique for extending the available precision", Numer. Math.
// 18, 1971). The size of v must not exceed 1e300. In WebAssembly, which has no
// fused multiply-add, this is five times as fast as math.FMA.
func halves(v float64) (hi, lo float64) {
	c := (1<<27 + 1) * v
	big := c - v
	hi = c - big
	return hi, v - hi
}

// split returns the number as the nearest float64 and the rest.
func (d doubled) split() (hi, lo float64) {
	hi = d.hi + d.lo
	return hi, d.lo - (hi - d.hi)
}
