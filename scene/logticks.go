package scene

import (
	"math"
	"slices"
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
// ten; over less than a decade, round values evenly spaced. All labels are
// plain numbers, or all are powers of ten.
func LogTicks(lo, hi float64, most int) []Tick {
	if !(hi > lo) || math.IsInf(hi-lo, 0) || lo < -307 || hi > 308 {
		return nil
	}
	most = max(most, 2)
	var at []float64
	for _, factors := range [][]float64{{1, 2, 5}, {1}} {
		at = at[:0]
		for k := math.Floor(lo); k <= math.Ceil(hi) && len(at) <= most; k++ {
			for _, m := range factors {
				if v := k + math.Log10(m); lo-1e-9 <= v && v <= hi+1e-9 {
					at = append(at, v)
				}
			}
		}
		if n := len(at); n >= 2 && n <= most {
			return logLabels(at)
		}
	}
	if len(at) >= 2 { // too many powers of ten
		at, _ = Ticks(lo, hi, most)
		return logLabels(slices.DeleteFunc(at, func(k float64) bool { return k != math.Trunc(k) }))
	}
	ticks, n := ScaleTicks(math.Pow(10, lo), math.Pow(10, hi), most, false)
	ticks = slices.DeleteFunc(ticks, func(t Tick) bool { return !(t.At > 0) })
	for k, t := range ticks {
		ticks[k] = Tick{math.Log10(t.At), n.Whole(t.At)}
	}
	return ticks
}

// logLabels returns ticks at logarithms of 1, 2 and 5 times powers of ten.
func logLabels(at []float64) []Tick {
	const slack = 1e-9
	plain := len(at) > 0 && at[0] >= -4-slack && at[len(at)-1] < 6-slack
	ticks := make([]Tick, len(at))
	for i, v := range at {
		k := int(math.Floor(v + slack))
		m := math.Round(math.Pow(10, v-float64(k)))
		switch {
		case plain:
			ticks[i] = Tick{v, strconv.FormatFloat(m*math.Pow(10, float64(k)), 'f', max(0, -k), 64)}
		case m == 1:
			ticks[i] = Tick{v, "10" + Superscript(k)}
		default:
			ticks[i] = Tick{v, strconv.Itoa(int(m)) + timesTen(k)}
		}
	}
	return ticks
}

// ScaleTicks returns the ticks of a linear scale, or of one of logarithms, and
// how the numbers are written.
func ScaleTicks(lo, hi float64, most int, log bool) ([]Tick, Notation) {
	if log {
		return LogTicks(lo, hi, most), Notation{}
	}
	at, step := Ticks(lo, hi, most)
	ticks := make([]Tick, len(at))
	if len(at) == 0 {
		return nil, Notation{}
	}
	n := NotationOf(at[0], at[len(at)-1], step)
	for k, v := range at {
		ticks[k] = Tick{v, n.Format(v)}
	}
	return ticks, n
}
