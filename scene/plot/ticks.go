package plot

import (
	"math"
	"strconv"

	"zscape/scene"
)

// Tick is a place on an axis.
type Tick struct {
	At    float64
	Label string
	Minor bool // has no label, only a faint rule
}

// Ticks returns places on an axis from lo to hi, ascending, of which about
// most have labels, which is at least 2: round numbers; powers of ten with
// 2 ... 9 times these between them; or boundaries of the calendar. It returns
// nothing if lo < hi does not hold, or if the range is too narrow for its
// numbers to be told apart.
func (s Scale) Ticks(lo, hi float64, most int) []Tick {
	ticks, _ := s.ticks(lo, hi, most, false)
	return ticks
}

// ticks also returns what all the labels leave unsaid: the year of days, the
// day of hours; and, if they may be brief, a power of ten or leading digits.
func (s Scale) ticks(lo, hi float64, most int, brief bool) (ticks []Tick, context string) {
	if tooNarrow(lo, hi) || math.IsInf(hi-lo, 0) {
		return nil, ""
	}
	most = max(most, 2)
	switch s {
	case Log:
		return logTicks(lo, hi, most), ""
	case Date:
		return dateTicks(lo, hi, most)
	}
	return linearTicks(lo, hi, most, brief)
}

func linearTicks(lo, hi float64, most int, brief bool) (ticks []Tick, common string) {
	at, step := scene.Ticks(lo, hi, most)
	if len(at) == 0 {
		return nil, ""
	}
	n := scene.NotationOf(at[0], at[len(at)-1], step)
	write := n.Whole
	if brief {
		write, common = n.Format, n.Common()
	}
	for _, v := range at {
		ticks = append(ticks, Tick{At: v, Label: write(v)})
	}
	return ticks, common
}

// logTicks labels powers of ten where there are two or more decades. On
// fewer, it labels 1, 2 and 5 times these, and on a small part of one decade,
// where even they are too few, round numbers.
func logTicks(lo, hi float64, most int) []Tick {
	if !(lo > 0) {
		return nil
	}
	const slack = 1e-9
	first, last := math.Floor(math.Log10(lo)+slack), math.Floor(math.Log10(hi)+slack)
	decades := math.Log10(hi / lo)
	stride := 1
	labelled := []float64{1}
	if decades < 2 {
		labelled = []float64{1, 2, 5}
		if logCount(lo, hi, labelled) < 2 {
			ticks, _ := linearTicks(lo, hi, most, false)
			return ticks
		}
		if logCount(lo, hi, labelled) > most && logCount(lo, hi, labelled[:1]) >= 2 {
			labelled = labelled[:1]
		}
	} else {
		stride = strideOf(math.Ceil(math.Log10(lo)-slack), last, most)
	}
	plain := first >= -4 && last < 6
	var ticks []Tick
	for k := first; k <= last; k++ {
		for m := 1.0; m < 10; m++ {
			if m > 1 && stride > 1 {
				break
			}
			v := power(m, k)
			if v < lo*(1-slack) || v > hi*(1+slack) {
				continue
			}
			switch {
			case contains(labelled, m) && int(k)%stride == 0:
				ticks = append(ticks, Tick{At: v, Label: logLabel(m, k, plain)})
			case stride <= 10:
				ticks = append(ticks, Tick{At: v, Minor: true})
			}
		}
	}
	return ticks
}

// strideOf returns the least of 1, 2, 5, 10, 20, ... that has at most so many
// multiples in [first, last], or if these were fewer than two the one before.
func strideOf(first, last float64, most int) int {
	finer := 1
	for unit := 1; ; unit *= 10 {
		for _, m := range []int{1, 2, 5} {
			stride := float64(m * unit)
			n := int(math.Floor(last/stride) - math.Ceil(first/stride) + 1)
			if n < 2 {
				return finer
			}
			if finer = m * unit; n <= most {
				return finer
			}
		}
	}
}

// logCount returns how many of the given multiples of powers of ten lie in [lo, hi].
func logCount(lo, hi float64, multiples []float64) (n int) {
	for k := math.Floor(math.Log10(lo)); k <= math.Ceil(math.Log10(hi)); k++ {
		for _, m := range multiples {
			if v := power(m, k); lo <= v && v <= hi {
				n++
			}
		}
	}
	return n
}

// power returns m times the k-th power of ten, rounded once where that is possible.
func power(m, k float64) float64 {
	if k < 0 {
		return m / math.Pow10(int(-k))
	}
	return m * math.Pow10(int(k))
}

func contains(list []float64, v float64) bool {
	for _, w := range list {
		if v == w {
			return true
		}
	}
	return false
}

// logLabel writes m times the k-th power of ten, plain or as such.
func logLabel(m, k float64, plain bool) string {
	if plain {
		return strconv.FormatFloat(power(m, k), 'f', int(max(0, -k)), 64)
	}
	s := "10" + scene.Superscript(int(k))
	if m != 1 {
		s = strconv.Itoa(int(m)) + "\u00d7" + s
	}
	return s
}

// format writes a value for reading, as finely as a range of that span shows
// it: to a thousandth of it.
func (s Scale) format(v, lo, hi float64) string {
	switch {
	case v-v != 0:
		return "\u2013"
	case s == Date:
		return formatDate(v, hi-lo)
	case v == 0:
		return "0"
	case s == Log:
		return scene.Number(v, 1e-3*math.Abs(v))
	}
	return scene.Number(v, 1e-3*(hi-lo))
}
