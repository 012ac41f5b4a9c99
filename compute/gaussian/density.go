// Package gaussian evaluates the density of the bivariate normal distribution,
//
//	p(x, y) = 1 / (2 pi sqrt(det S)) exp(-1/2 d' S^-1 d),  d = (x - mx, y - my),
//
// at points and, in three ways that differ in speed only, on lattices.
//
// The textbook form of the exponent subtracts large products when x and y are
// strongly correlated. Except where it says otherwise, the package uses the
// factors p(x, y) = p(y) p(x | y) instead: given y, x is normal with mean
// mx + (cov/vy)(y - my) and variance det S / vy (K. V. Mardia, J. T. Kent,
// J. M. Bibby, Multivariate Analysis, 1979, theorem 3.2.4). Its exponent is a sum
// of squares.
package gaussian

import "math"

// Density is the density of a bivariate normal distribution. It is immutable.
type Density struct {
	mx, my float64
	cov    [2][2]float64
	det    float64
	peak   float64

	slope  float64 // of the mean of x given y: cov/vy
	sx, sy float64 // standard deviations: of x given y, of y
}

// New returns the density with the given mean (mx, my) and covariance matrix
// [[vx, cov], [cov, vy]]. The error is a *MeanError or a *CovarianceError.
//
// The covariance must be positive definite as it stands: the determinant is
// computed to within two units in its last place, so no margin is taken off and
// a correlation as close to 1 as float64 can tell from 1 is accepted. The
// determinant and the inverse must be representable, though, as normal float64
// numbers.
func New(mean [2]float64, cov [2][2]float64) (*Density, error) {
	if !finite(mean[0]) || !finite(mean[1]) {
		return nil, &MeanError{Mean: mean}
	}
	det := determinant(cov)
	if c := check(cov, det); c != 0 {
		return nil, &CovarianceError{Condition: c, Cov: cov, Det: det}
	}
	return &Density{
		mx: mean[0], my: mean[1],
		cov:   cov,
		det:   det,
		peak:  1 / (2 * math.Pi * math.Sqrt(det)),
		slope: cov[0][1] / cov[1][1],
		sx:    math.Sqrt(det) / math.Sqrt(cov[1][1]),
		sy:    math.Sqrt(cov[1][1]),
	}, nil
}

// determinant returns the determinant of a symmetric matrix by W. Kahan's
// algorithm, whose error is at most 1.5 units in the last place (C.-P.
// Jeannerod, N. Louvet, J.-M. Muller, "Further analysis of Kahan's algorithm for
// the accurate computation of 2x2 determinants", Math. Comp. 82, 2013).
func determinant(m [2][2]float64) float64 {
	a, b, c := m[0][0], m[0][1], m[1][1]
	w := b * b
	return math.FMA(a, c, -w) + math.FMA(-b, b, w)
}

// Mean returns (mx, my).
func (d *Density) Mean() [2]float64 { return [2]float64{d.mx, d.my} }

// Covariance returns the covariance matrix.
func (d *Density) Covariance() [2][2]float64 { return d.cov }

// Det returns the determinant of the covariance matrix.
func (d *Density) Det() float64 { return d.det }

// Inverse returns the inverse of the covariance matrix.
func (d *Density) Inverse() [2][2]float64 { return inverse(d.cov, d.det) }

func inverse(m [2][2]float64, det float64) [2][2]float64 {
	return [2][2]float64{
		{m[1][1] / det, -m[0][1] / det},
		{-m[1][0] / det, m[0][0] / det},
	}
}

// Constant returns the normalising constant 1 / (2 pi sqrt(det S)), which is the
// density at the mean, its peak.
func (d *Density) Constant() float64 { return d.peak }

// At returns the density at (x, y). It is NaN if x or y is.
func (d *Density) At(x, y float64) float64 {
	v := (y - d.my) / d.sy
	u := (x - d.mx - d.slope*(y-d.my)) / d.sx
	return d.peak * math.Exp(-0.5*(u*u+v*v))
}

// finite reports whether v is neither NaN nor infinite.
func finite(v float64) bool { return v-v == 0 }
