package exhibit

import (
	"math"
	"strconv"
	"strings"

	"zscape/compute/expr"
	"zscape/compute/lang"
	"zscape/compute/plain"
)

// ParseNumber reads a number that is finite, or a formula of numbers alone, such
// as 1/3, -pi/2 or sqrt(2), in plain or full-width characters; otherwise it says
// what is wrong, as the Reason of a Problem.
func ParseNumber(text string) (v float64, reason error) {
	text = strings.TrimSpace(plain.String(text))
	v, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(v, 0) || strings.ContainsAny(text, "_xXpP") {
		var ok bool
		if v, ok = constant(text); !ok {
			return 0, lang.Errorf("is not a number", "数ではありません")
		}
	}
	if v-v != 0 {
		return 0, lang.Errorf("is not finite", "有限の数ではありません")
	}
	return v, nil
}

// constant returns the value of a formula of numbers alone. It refuses what is
// more likely a slip: two signs in a row, and an exponent that is not written yet,
// which to a formula is a number times e. Degrees would become radians, and 1|2 is 1
// or 2 of a table.
func constant(text string) (v float64, ok bool) {
	const longest = 200
	if len(text) > longest || strings.Contains(text, "°") {
		return 0, false
	}
	for k := 1; k < len(text); k++ {
		a, b := text[k-1], text[k]
		isSign := strings.IndexByte("+-", a) >= 0 && strings.IndexByte("+-", b) >= 0
		isExponent := strings.IndexByte("0123456789.", a) >= 0 && b|0x20 == 'e' && k == len(text)-1
		if isSign || isExponent {
			return 0, false
		}
	}
	x, err := expr.Parse(strings.ToLower(text)) // PI, too
	if err != nil || x.IsCondition() || len(x.Params()) > 0 || x.Uses("x") || x.Uses("y") {
		return 0, false
	}
	return x.Compile().At(0, 0), true
}

// withoutComma returns what a number with a comma may mean: a decimal comma, or
// one between thousands.
func (c *Control) withoutComma(text string) (fixes []Fix) {
	text = plain.String(text)
	before, after, one := strings.Cut(text, ",")
	if !one || strings.Contains(after, ",") {
		return nil
	}
	meant := []string{before + "." + after}
	if len(after) == 3 {
		meant = append(meant, before+after)
	}
	for _, text := range meant {
		if _, err := strconv.ParseFloat(text, 64); err != nil {
			continue
		}
		if v, err := c.Parse(text); err == nil {
			fixes = append(fixes, Fix{Label: lang.Same(v), Set: []Setting{{c.Key, v}}})
		}
	}
	return fixes
}

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

// About writes how large v is, with two digits: 1.8e16, 450, 4.4e-7.
func About(v float64) string {
	s := strconv.FormatFloat(v, 'e', 1, 64)
	if a := math.Abs(v); v == 0 || v-v != 0 || a >= 1e-3 && a < 1e6 {
		v, _ = strconv.ParseFloat(s, 64)
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	mantissa, exp, _ := strings.Cut(s, "e")
	sign := strings.TrimSuffix(exp[:1], "+")
	return strings.TrimSuffix(mantissa, ".0") + "e" + sign + strings.TrimLeft(exp[1:], "0")
}
