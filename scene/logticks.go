package scene

import (
	"math"
	"strconv"
)

// A Tick is a place on an axis with what is written there; it may be nothing.
type Tick struct {
	At    float64
	Label string
}

// LogTicks returns ticks of an axis along which the decimal logarithms of
// values run from lo to hi: At is a logarithm, Label the value. There are at
// most so many: 1, 2 and 5 times each power of ten if they fit, else powers of
// ten; over less than a decade, round values evenly spaced.
func LogTicks(lo, hi float64, most int) []Tick {
	if !(hi > lo) || math.IsInf(hi-lo, 0) || lo < -307 || hi > 308 {
		return nil
	}
	most = max(most, 2)
	var ticks []Tick
	first, last := math.Floor(lo), math.Ceil(hi)
	for _, factors := range [][]float64{{1, 2, 5}, {1}} {
		ticks = ticks[:0]
		for k := first; k <= last && len(ticks) <= most; k++ {
			for _, m := range factors {
				if at := k + math.Log10(m); lo-1e-9 <= at && at <= hi+1e-9 {
					ticks = append(ticks, Tick{at, logLabel(m, int(k))})
				}
			}
		}
		if n := len(ticks); n >= 2 && n <= most {
			return ticks
		}
	}
	if len(ticks) >= 2 { // too many powers of ten
		at, _ := Ticks(lo, hi, most)
		ticks = ticks[:0]
		for _, k := range at {
			if k == math.Trunc(k) {
				ticks = append(ticks, Tick{k, logLabel(1, int(k))})
			}
		}
		return ticks
	}
	at, step := Ticks(math.Pow(10, lo), math.Pow(10, hi), most)
	ticks = ticks[:0]
	for _, v := range at {
		if v > 0 {
			ticks = append(ticks, Tick{math.Log10(v), FormatTick(v, step)})
		}
	}
	return ticks
}

// logLabel writes m times the k-th power of ten.
func logLabel(m float64, k int) string {
	if k >= -4 && k < 6 {
		return strconv.FormatFloat(m*math.Pow(10, float64(k)), 'f', max(0, -k), 64)
	}
	s := "10" + Superscript(k)
	if m != 1 {
		s = strconv.FormatFloat(m, 'f', 0, 64) + "\u00d7" + s
	}
	return s
}

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

// scaleTicks returns the ticks of a linear scale, or of one of logarithms.
func scaleTicks(lo, hi float64, most int, log bool) []Tick {
	if log {
		return LogTicks(lo, hi, most)
	}
	at, step := Ticks(lo, hi, most)
	ticks := make([]Tick, len(at))
	for k, v := range at {
		ticks[k] = Tick{v, FormatTick(v, step)}
	}
	return ticks
}
