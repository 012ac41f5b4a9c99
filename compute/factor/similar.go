package factor

import (
	"math"

	"zscape/compute/sparse"
)

// Neighbour is a row of factors and the cosine of the angle between it and
// another vector, -1 to 1.
type Neighbour struct {
	Row    int
	Cosine float64
}

// NearestTo appends to dst the rows of the factors f, row-major, whose angle with
// the vector v is the smallest: k of them, or as many as there are, the nearest
// first, of equals the first first. The row numbered except is left out, -1 for none, as
// are rows of zeros, which have no direction, and those that are not numbers.
func NearestTo(dst []Neighbour, f, v []float64, except, k int) []Neighbour {
	r := len(v)
	if r == 0 || len(f)%r != 0 {
		panic("factor: rows of another length than the vector")
	}
	begin := len(dst)
	size := math.Sqrt(sumOfSquares(v))
	for i := 0; i*r < len(f); i++ {
		row := f[i*r : (i+1)*r]
		c := dot(row, v) / (math.Sqrt(sumOfSquares(row)) * size)
		if i == except || c != c {
			continue
		}
		c = min(max(c, -1), 1)
		if len(dst)-begin == k {
			if k == 0 || !(c > dst[len(dst)-1].Cosine) {
				continue
			}
			dst = dst[:len(dst)-1]
		}
		dst = append(dst, Neighbour{i, c})
		for at := len(dst) - 1; at > begin && dst[at].Cosine > dst[at-1].Cosine; at-- {
			dst[at], dst[at-1] = dst[at-1], dst[at]
		}
	}
	return dst
}

// PrincipalAngles returns the angles, in degrees and ascending, between the spaces
// that the columns of a (n x ra) and of b (n x rb), row-major, span: as many as the
// smaller of the two has dimensions. All are 0 if one is part of the other. Columns that
// depend on others do not count.
//
// After A. Björck, G. H. Golub, "Numerical Methods for Computing Angles Between Linear
// Subspaces", Mathematics of Computation 27, 1973; the tangent of each angle is taken from
// its sine and its cosine, so that small angles are as exact as large ones.
func PrincipalAngles(a []float64, ra int, b []float64, rb int) []float64 {
	if ra < 1 || rb < 1 || len(a)%ra != 0 || len(b)%rb != 0 || len(a)/ra != len(b)/rb {
		panic("factor: spaces of different dimensions")
	}
	p, q := basis(a, ra), basis(b, rb)
	if len(p) < len(q) {
		p, q = q, p
	}
	// The columns of p^T q, turned until they are orthogonal: one-sided Jacobi.
	// Those of q are turned along.
	m := make([][]float64, len(q))
	for k, v := range q {
		m[k] = make([]float64, len(p))
		for c, w := range p {
			m[k][c] = dot(v, w)
		}
	}
	for range 60 {
		turned := false
		for i := range m {
			for j := range i {
				x, y, z := dot(m[i], m[i]), dot(m[j], m[j]), dot(m[i], m[j])
				if math.Abs(z) <= 1e-15*math.Sqrt(x*y) {
					continue
				}
				turned = true
				t := (y - x) / (2 * z)
				tan := 1 / (math.Abs(t) + math.Hypot(1, t))
				if t < 0 {
					tan = -tan
				}
				cos := 1 / math.Hypot(1, tan)
				turn(m[i], m[j], cos, cos*tan)
				turn(q[i], q[j], cos, cos*tan)
			}
		}
		if !turned {
			break
		}
	}
	angles := make([]float64, len(q))
	for k, v := range q {
		cos := math.Sqrt(dot(m[k], m[k]))
		// What is left of v outside of the other space.
		for c, w := range p {
			addScaled(v, -m[k][c], w)
		}
		angles[k] = math.Atan2(math.Sqrt(dot(v, v)), cos) * 180 / math.Pi
	}
	sortAscending(angles)
	return angles
}

func turn(a, b []float64, cos, sin float64) {
	for k, x := range a {
		y := b[k]
		a[k], b[k] = cos*x-sin*y, sin*x+cos*y
	}
}

func sortAscending(v []float64) {
	for i := range v {
		for j := i; j > 0 && v[j] < v[j-1]; j-- {
			v[j], v[j-1] = v[j-1], v[j]
		}
	}
}

// basis returns orthonormal columns that span those of a, by Gram and Schmidt's
// method done twice.
func basis(a []float64, r int) (q [][]float64) {
	for c := range r {
		v := make([]float64, len(a)/r)
		for k := range v {
			v[k] = a[k*r+c]
		}
		size := math.Sqrt(dot(v, v))
		for range 2 {
			for _, w := range q {
				addScaled(v, -dot(v, w), w)
			}
		}
		left := math.Sqrt(dot(v, v))
		if !(left > 1e-12*size) {
			continue
		}
		for k := range v {
			v[k] /= left
		}
		q = append(q, v)
	}
	return q
}

// Rated returns the rows of the factors f, row-major with r columns, whose rows in
// v have at least so many ratings. Nothing can be known of the others, so only these
// can be compared with the factors of a generated table.
func Rated(f []float64, r int, v *sparse.Matrix, least int) []float64 {
	checkLen("the factors", len(f), v.Rows*r)
	var rated []float64
	for i := range v.Rows {
		if v.Start[i+1]-v.Start[i] >= least {
			rated = append(rated, f[i*r:(i+1)*r]...)
		}
	}
	return rated
}
