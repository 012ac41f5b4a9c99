package plot

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Limits is a rectangle of data: what the axes of a plot show, or what is
// selected in it. The zero Limits of a plot are those of its data.
type Limits struct{ X0, X1, Y0, Y1 float64 }

// Contains reports whether (x, y) lies in l, its border included. Nothing
// lies at NaN.
func (l Limits) Contains(x, y float64) bool {
	return l.X0 <= x && x <= l.X1 && l.Y0 <= y && y <= l.Y1
}

// String writes l as "x0,x1,y0,y1", each number in its shortest form, rounded
// to a hundred-thousandth of the distance between the two, but to no fewer
// than six digits. The zero Limits are the empty string.
func (l Limits) String() string {
	if l == (Limits{}) {
		return ""
	}
	x0, x1 := roundPair(l.X0, l.X1)
	y0, y1 := roundPair(l.Y0, l.Y1)
	return x0 + "," + x1 + "," + y0 + "," + y1
}

// LimitsProblem is what can be wrong with the text form of Limits.
type LimitsProblem int

const (
	NotLimits    LimitsProblem = 1 + iota // not four numbers
	NotNumber                             // one is none, or not finite
	TooFar                                // a number is too far from zero
	NotAscending                          // a pair of numbers
)

// LimitsError says what is wrong with the text form of Limits.
type LimitsError struct {
	Text    string // the culprit: one number, a pair, or all of it
	Problem LimitsProblem
}

// Error says it in English.
func (e *LimitsError) Error() string {
	return fmt.Sprintf("limits: %q %s", e.Text, [...]string{
		NotLimits: "is not of the form x0,x1,y0,y1", NotNumber: "is not a number", TooFar: "is too far from zero", NotAscending: "is not an ascending range",
	}[e.Problem])
}

// ParseLimits reads what String writes. The error is a *LimitsError. All four
// numbers have to be finite, no farther than 1e300 from zero, and each pair
// ascending.
func ParseLimits(text string) (Limits, error) {
	if text == "" {
		return Limits{}, nil
	}
	parts := strings.Split(text, ",")
	if len(parts) != 4 {
		return Limits{}, &LimitsError{text, NotLimits}
	}
	var v [4]float64
	for k, s := range parts {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || n-n != 0 {
			return Limits{}, &LimitsError{s, NotNumber}
		}
		if math.Abs(n) > huge {
			return Limits{}, &LimitsError{s, TooFar}
		}
		v[k] = n
	}
	for k := 0; k < 4; k += 2 {
		if tooNarrow(v[k], v[k+1]) {
			return Limits{}, &LimitsError{parts[k] + "," + parts[k+1], NotAscending}
		}
	}
	return Limits{v[0], v[1], v[2], v[3]}, nil
}

// roundPair writes lo and hi as finely as they can be told apart on the
// screen. What it writes reads back as what it writes again: rounding may
// shrink the span past a power of ten, so it goes on until nothing changes.
func roundPair(lo, hi float64) (string, string) {
	for {
		l, h := roundTo(lo, hi-lo), roundTo(hi, hi-lo)
		if l == lo && h == hi {
			return shortest(lo), shortest(hi)
		}
		lo, hi = l, h
	}
}

// roundTo rounds v to six digits, and to as many more as a span needs six of.
func roundTo(v, span float64) float64 {
	if v == 0 || v-v != 0 {
		return v
	}
	digits := 6
	if span > 0 {
		digits += max(0, int(math.Floor(math.Log10(math.Abs(v)))-math.Floor(math.Log10(span))))
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', min(digits, 17)-1, 64), 64)
	if err != nil { // it rounds beyond the largest number
		return v
	}
	return r
}

func shortest(v float64) string {
	if a := math.Abs(v); a == 0 || a >= 1e-5 && a < 1e15 {
		return strconv.FormatFloat(v+0, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
