package exhibit

import (
	"math"
	"strconv"
)

// Round returns v rounded to a multiple of 10^digit, the number that is written
// with as many digits: what a hand sets has no more of them than can be seen.
func Round(v float64, digit int) float64 {
	if digit > 0 {
		unit := math.Pow10(digit)
		return math.Round(v/unit) * unit
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', -digit, 64), 64)
	if err != nil {
		return v
	}
	return r
}
