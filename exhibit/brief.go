package exhibit

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/scene"
)

// Brief writes v for reading, with so many significant digits and no trailing
// zeros. It is rounded no more coarsely than to a whole number: in place of digits
// that are left out, zeros would be false. Very small and very large numbers stand
// in powers of ten.
func Brief(v float64, digits int) string { return writeTo(v, 0, digits) }

// writeTo writes v with so many significant digits, or as many more as it takes
// to see a difference of fine, if that is neither 0 nor infinite.
func writeTo(v, fine float64, digits int) string {
	const plain = 15 // digits before the point
	switch {
	case math.IsInf(v, 1):
		return "\u221e"
	case math.IsInf(v, -1):
		return "\u2212\u221e"
	case v == 0 || v != v:
		return FormatNumber(v)
	}
	first := int(math.Floor(math.Log10(math.Abs(v))))
	if first < plain {
		digits = max(digits, first+1)
	}
	if fine > 0 && !math.IsInf(fine, 1) { // to a hundredth of it
		digits = max(digits, first-int(math.Floor(math.Log10(fine)))+3)
	}
	s := strconv.FormatFloat(v, 'e', min(digits, 17)-1, 64)
	rounded, err := strconv.ParseFloat(s, 64)
	if err != nil { // it rounds beyond the largest number
		rounded = v
	}
	if a := math.Abs(rounded); a >= 1e-5 && a < 1e15 {
		return scene.Minus(strconv.FormatFloat(rounded, 'f', -1, 64))
	}
	return scene.Scientific(strconv.FormatFloat(rounded, 'e', -1, 64))
}

// panelDigits is how many digits numbers have in panels and tables, and
// spareDigits how many more one may have to be written exactly.
const panelDigits, spareDigits = 6, 3

// panel writes a number of a panel: exactly, if that is short.
func panel(v, fine float64) string {
	exact := strings.TrimLeft(strconv.FormatFloat(math.Abs(v), 'e', -1, 64), "0.")
	if mantissa, _, _ := strings.Cut(exact, "e"); len(mantissa) <= panelDigits+spareDigits+1 { // and the point
		return writeTo(v, 0, panelDigits+spareDigits)
	}
	return writeTo(v, fine, panelDigits)
}

// BriefAll writes numbers that are read together, the entries of a matrix: each
// with six significant digits, a few more if it then is exact, and where another
// number would read the same as many more as it takes to tell them apart. What
// differs by no more than the rounding of a computation counts as the same number.
func BriefAll(values []float64) []string {
	texts := make([]string, len(values))
	order := make([]int, len(values))
	for k, v := range values {
		texts[k], order[k] = Brief(v, panelDigits), k
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	// Those that read the same stand side by side. The nearest one that differs,
	// on either side, says how finely each is to be written.
	fine := make([]float64, len(values))
	nearest := func(k, neighbour int, gap float64) float64 {
		if texts[order[k]] != texts[order[neighbour]] {
			return math.Inf(1)
		}
		if d := difference(values[order[k]], values[order[neighbour]]); d > 0 {
			return d
		}
		return gap // that of the neighbour, which is the same number
	}
	gap := math.Inf(1)
	for k := range order {
		gap = nearest(k, max(k-1, 0), gap)
		fine[k] = gap
	}
	gap = math.Inf(1)
	for k := len(order) - 1; k >= 0; k-- {
		gap = nearest(k, min(k+1, len(order)-1), gap)
		fine[k] = min(fine[k], gap)
	}
	for k, i := range order {
		texts[i] = panel(values[i], fine[k])
	}
	return texts
}

// difference returns how far apart two numbers are, 0 if that is nothing but
// rounding.
func difference(a, b float64) float64 {
	const rounding = 1e-14
	if d := math.Abs(a - b); d > rounding*max(math.Abs(a), math.Abs(b)) {
		return d
	}
	return 0
}

// BriefTo writes numbers that are read together, each so that a difference of its
// place in fine can be seen in it, fine being used again from its start where it
// ends. If fine is nil, it is BriefAll.
func BriefTo(values, fine []float64) []string {
	if len(fine) == 0 {
		return BriefAll(values)
	}
	texts := make([]string, len(values))
	for k, v := range values {
		texts[k] = panel(v, fine[k%len(fine)])
	}
	return texts
}
