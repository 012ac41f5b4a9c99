package matrices

import (
	"math"
	"strconv"

	"zscape/exhibit"
	"zscape/scene"
)

// brief writes v with four significant digits, as the picture does.
func brief(v float64) string { return rounded(v, 4) }

func rounded(v float64, digits int) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	if err != nil { // it rounds beyond the largest number
		short = v
	}
	return scene.Minus(exhibit.FormatNumber(short))
}

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
