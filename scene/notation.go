package scene

import (
	"math"
	"strconv"
	"strings"
)

// Notation is how the numbers along one scale are written: all alike, each
// less Offset, in units of 10^Power, with so many Decimals. What the labels
// leave out so stands once beside them; see Common. The zero Notation writes
// whole numbers.
type Notation struct {
	Offset   float64
	Power    int
	Decimals int
}

// NotationOf returns the notation for numbers from lo to hi that are multiples
// of step, one digit times a power of ten. Numbers of ordinary size are written
// as they are. Very large and very small ones have their power of ten in
// common; and where it would take many digits to tell them apart, they have
// their leading digits in common.
func NotationOf(lo, hi, step float64) Notation {
	const most = 8 // digits of a label
	return ShortNotation(lo, hi, step, most)
}

// ShortNotation is NotationOf for labels of that many digits at most, if their
// range allows it.
func ShortNotation(lo, hi, step float64, most int) Notation {
	n, long := notationOf(lo, hi, step)
	if long <= most {
		return n
	}
	// A round number near them, and coarser than their range: that which saves most.
	least := math.MaxInt
	for coarser := 2; coarser > 0; coarser-- {
		offset := roundTo(lo/2+hi/2, exponentOf(hi-lo)+coarser)
		rest := max(math.Abs(lo-offset), math.Abs(hi-offset))
		mantissa, _, _ := strings.Cut(strconv.FormatFloat(math.Abs(offset), 'e', -1, 64), "e")
		if digits := exponentOf(rest+1e-3*step) - exponentOf(step) + len(mantissa); digits < least {
			least = digits
			n, _ = notationOf(lo-offset, hi-offset, step)
			n.Offset = offset
		}
	}
	return n
}

// notationOf returns a notation without an offset, and how many digits its
// labels have at most.
func notationOf(lo, hi, step float64) (n Notation, long int) {
	const few = 3 // digits, for which a power of ten reads better than many zeros
	last := exponentOf(step)
	first := max(exponentOf(max(math.Abs(lo), math.Abs(hi))+1e-3*step), last)
	decimals := max(0, -last)
	digits, plain := first-last+1, max(first, 0)+1+decimals
	if first < 6 && last >= -4 || digits > few && plain-digits <= few {
		return Notation{Decimals: decimals}, plain
	}
	return Notation{Power: first, Decimals: first - last}, digits
}

// Format writes the label of v, without what is common to all.
func (n Notation) Format(v float64) string {
	v -= n.Offset
	switch {
	case n.Power > 0:
		v /= math.Pow10(n.Power)
	case n.Power < -300: // 10^-Power is not a float64 for all
		v = v * 1e300 * math.Pow10(-n.Power-300)
	case n.Power < 0:
		v *= math.Pow10(-n.Power)
	}
	s := strconv.FormatFloat(v, 'f', n.Decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		return "0"
	}
	return Minus(s)
}

// Common returns what the labels leave out: "×10⁶", "+101325", or
// "×10⁻⁵ +100" for both, of which the power goes first; nothing if they are
// whole.
func (n Notation) Common() string {
	s := ""
	if n.Power != 0 {
		s = timesTen(n.Power)
	}
	if n.Offset == 0 {
		return s
	}
	if s != "" {
		s += " "
	}
	if n.Offset > 0 {
		s += "+"
	}
	return s + round(n.Offset)
}

// Whole writes all of v, with nothing left out.
func (n Notation) Whole(v float64) string {
	s := n.Format(v)
	switch {
	case n.Offset != 0:
		return plain(v, n.Decimals-n.Power)
	case n.Power != 0 && s != "0":
		return s + timesTen(n.Power)
	}
	return s
}

// Number writes v for reading, to about fine: in powers of ten where a plain
// number would have many zeros.
func Number(v, fine float64) string {
	if v == 0 || v-v != 0 || !(fine > 0) {
		return Minus(strconv.FormatFloat(v, 'g', -1, 64))
	}
	first := exponentOf(math.Abs(v))
	digits := int(hold(float64(first-int(math.Floor(math.Log10(fine)))+1), 1, 17))
	s := strconv.FormatFloat(v, 'e', digits-1, 64)
	rounded, err := strconv.ParseFloat(s, 64)
	if err != nil { // it rounds beyond the largest number
		return Scientific(strconv.FormatFloat(v, 'e', -1, 64))
	}
	if first >= -4 && first < 6 || first >= 6 && first < digits {
		return Minus(strconv.FormatFloat(rounded, 'f', -1, 64))
	}
	return Scientific(strconv.FormatFloat(rounded, 'e', -1, 64))
}

// plain writes v with so many decimals, or the digits that these leave in
// powers of ten where the plain number would be very long.
func plain(v float64, decimals int) string {
	if k := exponentOf(math.Abs(v)); k > 15 || k < -5 {
		return Scientific(strconv.FormatFloat(v, 'e', max(0, min(k+decimals, 16)), 64))
	}
	return Minus(strconv.FormatFloat(v, 'f', max(0, decimals), 64))
}

// round writes a round number, in powers of ten if it is mostly zeros.
func round(v float64) string {
	s := strconv.FormatFloat(v, 'e', -1, 64)
	mantissa, _, _ := strings.Cut(s, "e")
	if k := exponentOf(math.Abs(v)); k < -4 || k > 15 || k > 6 && len(mantissa) < 5 {
		return Scientific(s)
	}
	return Minus(strconv.FormatFloat(v, 'f', -1, 64))
}

// Scientific writes a number like -1.5e-07, as package strconv does, as it is
// printed: −1.5×10⁻⁷. One without an exponent gets a proper minus sign.
func Scientific(s string) string {
	mantissa, exponent, ok := strings.Cut(s, "e")
	if !ok {
		return Minus(s)
	}
	k, err := strconv.Atoi(exponent)
	if err != nil {
		panic("scene: the exponent of " + s)
	}
	if sign := strings.TrimSuffix(mantissa, "1"); sign == "" || sign == "-" {
		return Minus(sign) + "10" + Superscript(k)
	}
	return Minus(mantissa) + timesTen(k)
}

func timesTen(power int) string { return "\u00d710" + Superscript(power) }

// Superscript writes k in raised digits.
func Superscript(k int) string {
	digits := [10]rune{'\u2070', '\u00b9', '\u00b2', '\u00b3', '\u2074', '\u2075', '\u2076', '\u2077', '\u2078', '\u2079'}
	var s []rune
	for _, c := range strconv.Itoa(k) {
		if c == '-' {
			s = append(s, '\u207b')
		} else {
			s = append(s, digits[c-'0'])
		}
	}
	return string(s)
}

// Minus returns s with the minus sign that typesetters use.
func Minus(s string) string { return strings.ReplaceAll(s, "-", "\u2212") }

// exponentOf returns the power of ten of v's first digit, v > 0; a hair less
// than a power counts as it.
func exponentOf(v float64) int { return int(math.Floor(math.Log10(v) + 1e-9)) }

// roundTo returns v rounded to a multiple of 10^exponent.
func roundTo(v float64, exponent int) float64 {
	digits := exponentOf(math.Abs(v)) - exponent
	if v == 0 || digits < 0 {
		return math.Round(v/math.Pow10(exponent))*math.Pow10(exponent) + 0
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits, 64), 64)
	if err != nil { // it rounds beyond the largest number
		return v
	}
	return r
}
