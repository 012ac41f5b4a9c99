package gaussian

import "fmt"

// Condition is a condition that a covariance matrix failed.
type Condition int

// The conditions, in the order in which New checks them.
const (
	NotFinite        Condition = 1 + iota // an entry is NaN or infinite
	NotSymmetric                          // the entries off the diagonal differ
	VarianceSign                          // a variance is not positive
	DeterminantSign                       // the determinant is not positive
	NotRepresentable                      // the determinant or the inverse over- or underflows
)

// CovarianceError says which condition a covariance matrix failed.
type CovarianceError struct {
	Condition Condition
	Cov       [2][2]float64 // the matrix as given
	Det       float64       // vx*vy - cov^2, as far as float64 goes
}

// MeanError says that a mean has a NaN or infinite entry.
type MeanError struct{ Mean [2]float64 }

// check returns the first condition that the matrix fails, 0 if there is none.
func check(m [2][2]float64, det float64) Condition {
	const smallestNormal = 0x1p-1022
	switch {
	case !finite(m[0][0]), !finite(m[0][1]), !finite(m[1][0]), !finite(m[1][1]):
		return NotFinite
	case m[0][1] != m[1][0]:
		return NotSymmetric
	case m[0][0] <= 0, m[1][1] <= 0:
		return VarianceSign
	case !finite(det):
		return NotRepresentable
	case det <= 0:
		return DeterminantSign
	case det < smallestNormal:
		return NotRepresentable
	}
	if inv := inverse(m, det); !finite(inv[0][0]) || !finite(inv[0][1]) || !finite(inv[1][1]) {
		return NotRepresentable
	}
	return 0
}

func (e *CovarianceError) Error() string {
	vx, cov, vy := e.Cov[0][0], e.Cov[0][1], e.Cov[1][1]
	det := fmt.Sprintf("determinant vx*vy - cov^2 = %s*%s - %s^2 = %v", factor(vx), factor(vy), factor(cov), e.Det)
	switch e.Condition {
	case NotFinite:
		for i, row := range e.Cov {
			for j, v := range row {
				if !finite(v) {
					return fmt.Sprintf("covariance is not finite: entry [%d][%d] is %v", i, j, v)
				}
			}
		}
	case NotSymmetric:
		return fmt.Sprintf("covariance is not symmetric: entry [0][1] is %v, entry [1][0] is %v", cov, e.Cov[1][0])
	case VarianceSign:
		name, v := "vx", vx
		if vx > 0 {
			name, v = "vy", vy
		}
		return fmt.Sprintf("covariance is not positive definite: variance %s = %v must be positive", name, v)
	case DeterminantSign:
		return "covariance is not positive definite: " + det + " must be positive"
	}
	return "covariance is out of range: " + det + ", and it and the inverse must be normal float64 numbers"
}

// factor writes v so that it can stand in a product.
func factor(v float64) string {
	if v < 0 {
		return fmt.Sprintf("(%v)", v)
	}
	return fmt.Sprint(v)
}

func (e *MeanError) Error() string {
	name, v := "mx", e.Mean[0]
	if finite(v) {
		name, v = "my", e.Mean[1]
	}
	return fmt.Sprintf("mean is not finite: %s is %v", name, v)
}
