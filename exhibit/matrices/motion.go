package matrices

import (
	"math"
	"strconv"

	"zscape/compute/linalg"
)

// motion is how far things have come on the way from I to A:
//
//	M(t) = (1-t) I + t A,
//
// each element on its own. The eigenvectors of A are those of all M, and its
// eigenvalues go straight from 1 to theirs. A that is not square is shown as it is.
type motion struct {
	a, m  linalg.Array
	t     float64
	eigen *linalg.Eigen // of A; nil if it has no eigenvalues
	svd   *linalg.SVD   // of M

	largest float64 // singular value on the way
}

func (m *motion) set(o *operands, t float64) {
	m.a, m.t, m.largest = o.a, t, max(1, o.svd.S[0])
	if !o.square() {
		m.m, m.svd, m.eigen = o.a, o.svd, nil
		return
	}
	m.m = o.a.Clone()
	linalg.InterpolateTo(m.m, linalg.Identity(o.a.Shape[0]), o.a, t)
	m.svd, _ = linalg.NewSVD(m.m)
	m.eigen = nil
	if o.eigen.OK {
		m.eigen = o.eigen
	}
}

// at returns an element of M.
func (m *motion) at(i, j int) float64 { return m.m.Data[i*m.m.Shape[1]+j] }

// value returns the k-th eigenvalue of M.
func (m *motion) value(k int) complex128 {
	v := m.eigen.Values[k]
	return complex((1-m.t)+m.t*real(v), m.t*imag(v))
}

// det returns the determinant of M. On the way it is 0 where rounding of M's
// elements leaves next to nothing of it, beside the largest that rows as long as
// those of its terms can have (J. Hadamard's inequality).
func (m *motion) det() float64 {
	d, err := linalg.Det(m.m)
	if err != nil {
		return math.NaN()
	}
	if m.t == 0 || m.t == 1 {
		return d
	}
	_, log, _ := linalg.LogDet(m.m)
	n, _ := m.a.Dims()
	largest := math.Log(4 * float64(n) * eps)
	for i, row := range m.a.Rows() {
		length := 0.0
		for j, v := range row {
			term := m.t * math.Abs(v)
			if i == j {
				term += 1 - m.t
			}
			length = math.Hypot(length, term)
		}
		largest += math.Log(length)
	}
	if log < largest {
		return 0
	}
	return d
}

// title says where M is, and what its determinant is.
func (m *motion) title() string {
	name := "M = (1 \u2212 t) I + t A,  t = " + brief(m.t)
	switch {
	case m.a.Shape[0] != m.a.Shape[1]:
		return "A, " + strconv.Itoa(m.a.Shape[0]) + " × " + strconv.Itoa(m.a.Shape[1])
	case m.t == 0:
		name = "M = I"
	case m.t == 1:
		name = "M = A"
	}
	if d := m.det(); d-d == 0 {
		name += "  ·  det M = " + brief(d)
	}
	return name
}

// name returns what is written before the image of something: A, M or nothing.
func (m *motion) name() string {
	switch m.t {
	case 0:
		return ""
	case 1:
		return "A "
	}
	return "M "
}

// axis is a direction that M keeps, with its eigenvalue.
type axis struct {
	value  float64
	vector []float64
}

// axes returns the real eigenvectors, each direction once. At t = 0 every
// vector is one, and these are those that remain so.
func (m *motion) axes() []axis {
	var list []axis
	if m.eigen == nil {
		return nil
	}
	for k := range m.eigen.Values {
		_, v, ok := m.eigen.Real(k)
		if !ok {
			continue
		}
		known := false
		for _, b := range list {
			known = known || parallel(b.vector, v)
		}
		if !known {
			list = append(list, axis{real(m.value(k)), v})
		}
	}
	return list
}

// parallel reports whether two unit vectors cannot be told apart in a picture.
func parallel(v, w []float64) bool {
	s := 0.0
	for i := range v {
		s += v[i] * w[i]
	}
	return math.Abs(s) > 1-1e-9
}
