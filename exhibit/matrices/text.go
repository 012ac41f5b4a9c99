package matrices

import (
	"math"

	"zscape/exhibit"
	"zscape/scene"
)

// brief writes v as the picture does.
func brief(v float64) string { return exhibit.Brief(v, 4) }

// about writes how large v is.
func about(v float64) string { return scene.Minus(exhibit.About(v)) }

// complexText writes re + i im.
func complexText(re, im float64) string {
	if im == 0 {
		return brief(re)
	}
	sign := " + "
	if im < 0 {
		sign = " \u2212 "
	}
	i := brief(math.Abs(im)) + "i"
	switch {
	case re == 0 && im < 0:
		return "\u2212" + i
	case re == 0:
		return i
	}
	return brief(re) + sign + i
}
