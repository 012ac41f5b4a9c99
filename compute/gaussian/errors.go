package gaussian

import (
	"fmt"

	"zscape/compute/lang"
)

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

// Error says the condition in English.
func (e *CovarianceError) Error() string { return e.text().En }

// In says the condition in a language.
func (e *CovarianceError) In(language string) string { return e.text().In(language) }

func (e *CovarianceError) text() lang.Text {
	vx, cov, vy := e.Cov[0][0], e.Cov[0][1], e.Cov[1][1]
	det := lang.Sprintf("determinant vx*vy - cov^2 = %s*%s - %s^2 = %v", "行列式 vx*vy - cov^2 = %s*%s - %s^2 = %v", factor(vx), factor(vy), factor(cov), e.Det)
	switch e.Condition {
	case NotFinite:
		for i, row := range e.Cov {
			for j, v := range row {
				if !finite(v) {
					return lang.Sprintf("covariance is not finite: entry [%d][%d] is %v", "共分散行列が有限ではありません: 成分 [%d][%d] が %v です", i, j, v)
				}
			}
		}
	case NotSymmetric:
		return lang.Sprintf("covariance is not symmetric: entry [0][1] is %v, entry [1][0] is %v", "共分散行列が対称ではありません: 成分 [0][1] は %v、成分 [1][0] は %v です", cov, e.Cov[1][0])
	case VarianceSign:
		name, v := "vx", vx
		if vx > 0 {
			name, v = "vy", vy
		}
		return lang.Sprintf("covariance is not positive definite: variance %s = %v must be positive", "共分散行列が正定値ではありません: 分散 %s = %v は正でなければなりません", name, v)
	case DeterminantSign:
		return lang.Sprintf("covariance is not positive definite: %s must be positive", "共分散行列が正定値ではありません: %s は正でなければなりません", det)
	}
	return lang.Sprintf("covariance is out of range: %s, and it and the inverse must be normal float64 numbers", "共分散行列が扱える範囲を超えています: %s と逆行列は倍精度で表せなければなりません", det)
}

// factor writes v so that it can stand in a product.
func factor(v float64) string {
	if v < 0 {
		return fmt.Sprintf("(%v)", v)
	}
	return fmt.Sprint(v)
}

// Error says which entry is not finite, in English.
func (e *MeanError) Error() string { return e.In("en") }

// In says which entry is not finite, in a language.
func (e *MeanError) In(language string) string {
	name, v := "mx", e.Mean[0]
	if finite(v) {
		name, v = "my", e.Mean[1]
	}
	return lang.Sprintf("mean is not finite: %s is %v", "平均が有限ではありません: %s が %v です", name, v).In(language)
}
