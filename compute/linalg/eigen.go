package linalg

import (
	"cmp"
	"math"
	"math/cmplx"
	"slices"
)

// Eigen is the eigenvalues and eigenvectors of a real n x n matrix.
//
// Eigenvalues are sorted by real part, descending; among equal real parts by the
// magnitude of the imaginary part, descending; of a conjugate pair, the one with
// positive imaginary part comes first. Real eigenvalues have imaginary part 0
// exactly, conjugate pairs are conjugate exactly. An eigenvalue of multiplicity k
// occurs k times, and where float64 cannot tell it from k close ones, as k close
// ones.
//
// Vectors[k] belongs to Values[k] and has length 1. Its component of largest
// magnitude (the first, if several are equal to about 1e-9) is real and positive,
// so a real eigenvalue has a real vector. The vectors of a symmetric matrix are
// orthonormal. A defective matrix has fewer independent vectors than n: some of
// those here are then equal up to rounding.
type Eigen struct {
	Values  []complex128
	Vectors [][]complex128

	// OK is false if the matrix holds a NaN or an infinity, or, which has not been
	// seen, the iteration did not converge. Then values and vectors are NaN.
	OK bool
}

// NewEigen finds the eigenvalues and eigenvectors of a square matrix: of a
// symmetric one, whose elements mirror each other exactly, by Jacobi's rotations,
// of others by balancing, reduction to Hessenberg form and Francis's QR steps
// with implicit double shifts. Values and vectors are exact for a matrix that
// differs from the balanced one by rounding errors of its largest elements; if
// elements differ by more than float64's 16 digits, vectors that are small in the
// balanced matrix and large in the given one suffer from that.
//
// The error is a *ShapeError, NotMatrix or NotSquare.
func NewEigen(a Array) (*Eigen, error) {
	if err := checkSquare(a); err != nil {
		return nil, err
	}
	e := newEigen(a.Shape[0])
	e.find(a)
	if !e.OK {
		e.setNaN()
		return e, nil
	}
	e.sharpen(a)
	e.sort()
	return e, nil
}

// newEigen has room for n values and vectors.
func newEigen(n int) *Eigen {
	e := &Eigen{Values: make([]complex128, n), Vectors: make([][]complex128, n)}
	for k := range e.Vectors {
		e.Vectors[k] = make([]complex128, n)
	}
	return e
}

// find finds values and vectors, in no order.
func (e *Eigen) find(a Array) {
	h := a.Clone().Rows()
	exp, finite := normalize(h, 0)
	switch {
	case !finite:
	case isSymmetric(h):
		e.OK = e.symmetric(h)
	default:
		e.OK = e.general(h)
	}
	if !e.OK {
		return
	}
	for k, v := range e.Values {
		e.Values[k] = complex(math.Ldexp(real(v), -exp), math.Ldexp(imag(v), -exp))
		toUnit(e.Vectors[k])
	}
}

// sharpen moves small eigenvalues, by no more than rounding may have, to what exact
// arithmetic says: of a matrix that has an inverse, to the nearest reciprocals of that
// one's large eigenvalues; of a singular one, as many to 0 as its rank says. Values of
// orders above 16 stay as they are.
func (e *Eigen) sharpen(a Array) {
	n := len(e.Values)
	if n > maxExact {
		return
	}
	least, largest, norm := math.Inf(1), 0.0, 0.0
	for _, v := range e.Values {
		least, largest = min(least, cmplx.Abs(v)), max(largest, cmplx.Abs(v))
	}
	for _, v := range a.Data {
		norm = math.Hypot(norm, v)
	}
	const small = 0x1p-26 // half of the digits
	if !(least <= small*largest) {
		return
	}
	noise := 8 * float64(n) * eps * norm
	inverse, err := Inverse(a)
	if err != nil {
		rank, _ := ExactRank(a)
		e.sharpenTo(make([]complex128, n-rank), noise, noise)
		return
	}
	of := newEigen(n)
	if of.find(inverse); !of.OK {
		return
	}
	least = math.Inf(1)
	for k, v := range of.Values {
		of.Values[k] = 1 / v
		if imag(v) == 0 {
			of.Values[k] = complex(1/real(v), 0)
		}
		least = min(least, 1/cmplx.Abs(v))
	}
	// Below their geometric mean, those of the inverse have more digits.
	e.sharpenTo(of.Values, math.Sqrt(least)*math.Sqrt(largest), noise)
}

// sharpenTo moves each eigenvalue of a magnitude up to limit to the nearest of values,
// each of which serves once, if that is real as it is and not farther than noise.
func (e *Eigen) sharpenTo(values []complex128, limit, noise float64) {
	for k, v := range e.Values {
		if cmplx.Abs(v) > limit || len(values) == 0 {
			continue
		}
		nearest := 0
		for i, w := range values {
			if cmplx.Abs(w-v) < cmplx.Abs(values[nearest]-v) {
				nearest = i
			}
		}
		if w := values[nearest]; cmplx.Abs(w-v) <= noise && cmp.Compare(imag(w), 0) == cmp.Compare(imag(v), 0) {
			e.Values[k] = w
			values = slices.Delete(values, nearest, nearest+1)
		}
	}
}

// Real returns the k-th eigenvalue and its vector as real numbers. ok is false
// if they are complex, or NaN.
func (e *Eigen) Real(k int) (value float64, vector []float64, ok bool) {
	if !e.OK || imag(e.Values[k]) != 0 {
		return math.NaN(), nil, false
	}
	vector = make([]float64, len(e.Vectors[k]))
	for i, v := range e.Vectors[k] {
		vector[i] = real(v)
	}
	return real(e.Values[k]), vector, true
}

func (e *Eigen) setNaN() {
	nan := complex(math.NaN(), math.NaN())
	for k, vector := range e.Vectors {
		e.Values[k] = nan
		for i := range vector {
			vector[i] = nan
		}
	}
}

// sort sorts the eigenvalues. As the order is stable, pairs stay together.
func (e *Eigen) sort() {
	order := make([]int, len(e.Values))
	for k := range order {
		order[k] = k
	}
	values, vectors := slices.Clone(e.Values), slices.Clone(e.Vectors)
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := values[i], values[j]
		return cmp.Or(
			cmp.Compare(real(b), real(a)),
			cmp.Compare(math.Abs(imag(b)), math.Abs(imag(a))),
		)
	})
	for k, from := range order {
		e.Values[k], e.Vectors[k] = values[from], vectors[from]
	}
}

// toUnit scales x, which is not 0, to length 1 and makes its largest component
// real and positive.
func toUnit(x []complex128) {
	const tie = 1e-9
	scaleTo1(x)
	lead := complex128(0)
	sum := 0.0
	for _, v := range x {
		if cmplx.Abs(v) > cmplx.Abs(lead)*(1+tie) {
			lead = v
		}
		sum += real(v)*real(v) + imag(v)*imag(v)
	}
	// Multiplication by the conjugate leaves a real vector real.
	phase := cmplx.Conj(lead) / complex(cmplx.Abs(lead)*math.Sqrt(sum), 0)
	for i := range x {
		if x[i] == lead {
			x[i] = complex(cmplx.Abs(lead)/math.Sqrt(sum), 0)
			continue
		}
		x[i] *= phase
	}
}

// scaleTo1 scales x, which is not 0, such that its largest real or imaginary
// part has magnitude 1.
func scaleTo1(x []complex128) {
	largest := 0.0
	for _, v := range x {
		largest = max(largest, math.Abs(real(v)), math.Abs(imag(v)))
	}
	for i, v := range x {
		x[i] = complex(real(v)/largest, imag(v)/largest)
	}
}
