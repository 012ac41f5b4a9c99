package scene

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// readNumber reads a number as it is printed: −1.5×10⁻⁷.
func readNumber(s string) (float64, error) {
	const raised = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
	s = strings.ReplaceAll(s, "\u2212", "-")
	mantissa := strings.TrimRight(s, raised+"\u207b")
	power := s[len(mantissa):]
	if power == "" {
		return strconv.ParseFloat(s, 64)
	}
	for k, r := range []rune(raised) {
		power = strings.ReplaceAll(power, string(r), strconv.Itoa(k))
	}
	mantissa = strings.TrimSuffix(mantissa, "10")
	if mantissa = strings.TrimSuffix(mantissa, "\u00d7"); mantissa == "" || mantissa == "-" {
		mantissa += "1"
	}
	return strconv.ParseFloat(mantissa+"e"+strings.ReplaceAll(power, "\u207b", "-"), 64)
}

// labelsOf returns the labels of the ticks of a range, and what they have in common.
func labelsOf(lo, hi float64, most int) (labels, common string) {
	ticks, n := ScaleTicks(lo, hi, most, false)
	for k, t := range ticks {
		if k > 0 {
			labels += " "
		}
		labels += t.Label
	}
	return labels, n.Common()
}

func TestNotation(t *testing.T) {
	for _, c := range []struct {
		lo, hi         float64
		most           int
		labels, common string
	}{
		// Ordinary numbers stand as they are.
		{0, 1, 6, "0 0.2 0.4 0.6 0.8 1.0", ""},
		{-3, 3, 7, "−3 −2 −1 0 1 2 3", ""},
		{0, 0.09, 6, "0 0.02 0.04 0.06 0.08", ""},
		{123456, 123457, 3, "123456.0 123456.5 123457.0", ""},
		{0, 2000, 6, "0 500 1000 1500 2000", ""},
		{0.0006, 0.001, 5, "0.0006 0.0007 0.0008 0.0009 0.0010", ""},
		// A small range far from zero.
		{101324.95, 101325.05, 6, "101324.96 101324.98 101325.00 101325.02 101325.04", ""},
		{999980, 1000020, 6, "999980 999990 1000000 1000010 1000020", ""},
		{1e6 - 0.025, 1e6 + 0.025, 6, "−0.02 −0.01 0 0.01 0.02", "+1000000"},
		{-1e6 - 0.025, -1e6 + 0.025, 6, "−0.02 −0.01 0 0.01 0.02", "−1000000"},
		{1e9 - 25, 1e9 + 25, 6, "−20 −10 0 10 20", "+10⁹"},
		{1700000000, 1700003600, 5, "0 1000 2000 3000", "+1.7×10⁹"},
		{100, 100 + 1e-7, 3, "0 0.5 1.0", "×10⁻⁷ +100"},
		{0.12344, 0.12346, 3, "0.12344 0.12345 0.12346", ""},
		// Very large and very small numbers.
		{-5e300, 5e300, 6, "−4 −2 0 2 4", "×10³⁰⁰"},
		{0, 1.5e8, 4, "0 0.5 1.0 1.5", "×10⁸"},
		{800000, 1200000, 5, "0.8 0.9 1.0 1.1 1.2", "×10⁶"},
		{-1e-7, 1e-7, 5, "−1.0 −0.5 0 0.5 1.0", "×10⁻⁷"},
		{0, 1e-4, 6, "0 0.2 0.4 0.6 0.8 1.0", "×10⁻⁴"},
		{1e-300, 3e-300, 3, "1 2 3", "×10⁻³⁰⁰"},
		{1e300, 1e300 + 3e289, 4, "0 1 2 3", "×10²⁸⁹ +10³⁰⁰"},
	} {
		labels, common := labelsOf(c.lo, c.hi, c.most)
		if labels != c.labels || common != c.common {
			t.Errorf("%g to %g: %s (%s), want %s (%s)", c.lo, c.hi, labels, common, c.labels, c.common)
		}
	}
}

func TestNotationWhole(t *testing.T) {
	for _, c := range []struct {
		n    Notation
		v    float64
		want string
	}{
		{Notation{Decimals: 1}, -2, "−2.0"},
		{Notation{Decimals: 2}, 0.004, "0"},
		{Notation{Power: 300}, -4e300, "−4×10³⁰⁰"},
		{Notation{Power: 8, Decimals: 1}, 1e8, "1.0×10⁸"},
		{Notation{Power: 8, Decimals: 1}, 0, "0"},
		{Notation{Offset: 1e6, Decimals: 2}, 1000000.02, "1000000.02"},
		{Notation{Offset: 100, Power: -7, Decimals: 1}, 100.00000005, "100.00000005"},
		{Notation{Offset: 1e300, Power: 289}, 1e300 + 2e289, "1.00000000002×10³⁰⁰"},
	} {
		if got := c.n.Whole(c.v); got != c.want {
			t.Errorf("%+v writes %g as %q, want %q", c.n, c.v, got, c.want)
		}
	}
}

func TestScientific(t *testing.T) {
	for in, want := range map[string]string{
		"-1.5e-07": "−1.5×10⁻⁷", "1e+06": "10⁶", "-1e+300": "−10³⁰⁰", "2e+00": "2×10⁰", "-0.25": "−0.25", "12": "12",
	} {
		if got := Scientific(in); got != want {
			t.Errorf("%s is written %q, want %q", in, got, want)
		}
	}
}

// checkNotation checks what holds of the labels of any ticks: they are short,
// differ, and say with what they have in common, or whole, where they stand.
func checkNotation(t *testing.T, at []float64, step float64) {
	t.Helper()
	n := NotationOf(at[0], at[len(at)-1], step)
	labels := map[string]bool{}
	for _, v := range at {
		s := n.Format(v)
		if labels[s] || len(s) > 14 {
			t.Fatalf("%g: label %q, after %v", at, s, labels)
		}
		labels[s] = true
		short, err := readNumber(s)
		whole, err2 := readNumber(n.Whole(v))
		short = short*math.Pow10(n.Power) + n.Offset
		room := 1e-9*step + 1e-15*math.Abs(v)
		if err != nil || err2 != nil || math.Abs(short-v) > room || math.Abs(whole-v) > room {
			t.Fatalf("%g: %g is labelled %q %q, %q", at, v, s, n.Common(), n.Whole(v))
		}
	}
	if (n.Offset != 0 || n.Power != 0) != (n.Common() != "") {
		t.Fatalf("%g: %+v has %q in common", at, n, n.Common())
	}
}
