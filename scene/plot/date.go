package plot

import (
	"math"
	"strconv"
	"strings"
	"time"

	"zscape/scene"
)

const (
	minute   = 60.0
	hour     = 60 * minute
	day      = 24 * hour
	week     = 7 * day
	meanYear = 365.2425 * day // of the Gregorian calendar
	monday   = 4 * day        // the first Monday of 1970

	// calendar is how far from 1970 dates are written; ticks farther off are numbers of years.
	calendar = 8000 * meanYear
)

// evenSteps are the distances of ticks that do not depend on the calendar.
var evenSteps = []float64{
	1, 2, 5, 10, 15, 30,
	minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
	hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour,
	day, 2 * day, week, 2 * week,
}

// monthSteps are those in months.
var monthSteps = []int{1, 2, 3, 6}

// dateTicks chooses, like scene.Ticks, the step that gives as many ticks as
// fit in most, but a finer one rather than fewer than two.
func dateTicks(lo, hi float64, most int) (ticks []Tick, context string) {
	switch {
	case max(math.Abs(lo), math.Abs(hi)) > calendar:
		return yearNumbers(lo, hi, most), ""
	case hi-lo < 2:
		return fractions(lo, hi, most), dayOf(lo)
	}
	var finer []Tick
	choose := func(count float64, list func() []Tick) bool {
		if count > float64(most) {
			if count <= 12 {
				finer = list()
			}
			return false
		}
		if ticks = list(); len(ticks) < 2 && len(finer) > 1 {
			ticks = finer
		}
		return true
	}
	for _, step := range evenSteps {
		first, last := evenRange(lo, hi, step)
		if choose(last-first+1, func() []Tick { return evenTicks(first, last, step) }) {
			return ticks, contextOf(lo, hi, step)
		}
	}
	y0, m0 := monthOf(lo)
	y1, m1 := monthOf(hi)
	months := float64(12*(y1-y0) + m1 - m0)
	for _, step := range monthSteps {
		if choose(months/float64(step), func() []Tick { return monthTicks(lo, hi, step) }) {
			return ticks, ""
		}
	}
	// Year numbers with a fraction at their ends, so that the first of January is a whole one.
	at, step := scene.Ticks(yearAt(lo), yearAt(hi), most)
	if step < 1 {
		return monthTicks(lo, hi, 12), ""
	}
	for _, y := range at {
		ticks = append(ticks, yearTick(int(math.Round(y))))
	}
	return ticks, ""
}

// evenRange returns the numbers of the first and last multiple of step in [lo, hi].
func evenRange(lo, hi, step float64) (first, last float64) {
	offset := offsetOf(step)
	return math.Ceil((lo - offset) / step), math.Floor((hi - offset) / step)
}

func offsetOf(step float64) float64 {
	if step >= week {
		return monday
	}
	return 0
}

func evenTicks(first, last, step float64) (ticks []Tick) {
	for k := first; k <= last; k++ {
		v := k*step + offsetOf(step)
		ticks = append(ticks, Tick{At: v, Label: evenLabel(v, step)})
	}
	return ticks
}

// evenLabel writes a time of the day, or at midnight and for days the date.
func evenLabel(v, step float64) string {
	switch t := moment(v); {
	case step >= day || math.Mod(v, day) == 0:
		return t.Format("2 Jan")
	case step >= minute:
		return t.Format("15:04")
	default:
		return t.Format("15:04:05")
	}
}

// contextOf returns what the labels of ticks that are step apart leave unsaid.
func contextOf(lo, hi, step float64) string {
	a, b := moment(lo), moment(hi)
	if step < day && dayOf(lo) == dayOf(hi) {
		return dayOf(lo)
	}
	if a.Year() == b.Year() {
		return year(a.Year())
	}
	return year(a.Year()) + "\u2013" + year(b.Year())
}

// fractions labels ticks within one or two seconds.
func fractions(lo, hi float64, most int) []Tick {
	at, step := scene.Ticks(lo, hi, most)
	ticks := make([]Tick, len(at))
	for k, v := range at {
		whole := math.Floor(v + step/4)
		label := moment(whole).Format("15:04:05")
		if rest := v - whole; rest > step/4 {
			_, digits, _ := strings.Cut(scene.NotationOf(0, 1, step).Format(rest), ".")
			label += "." + digits
		}
		ticks[k] = Tick{At: v, Label: label}
	}
	return ticks
}

// monthTicks are the first days of every step-th month, counted from January.
func monthTicks(lo, hi float64, step int) (ticks []Tick) {
	y, m := monthOf(lo)
	for n := 12*y + m; ; n++ {
		if mod(n, step) != 0 {
			continue
		}
		t := time.Date(0, time.Month(1+n), 1, 0, 0, 0, 0, time.UTC)
		v := float64(t.Unix())
		if v > hi {
			return ticks
		}
		if v < lo {
			continue
		}
		label := year(t.Year())
		if step < 12 {
			label = t.Format("Jan ") + label
		}
		ticks = append(ticks, Tick{At: v, Label: label})
	}
}

func yearTick(y int) Tick {
	t := time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC)
	return Tick{At: float64(t.Unix()), Label: year(y)}
}

// yearNumbers labels ticks so far off that no calendar reaches there.
func yearNumbers(lo, hi float64, most int) []Tick {
	years, _ := linearTicks(1970+lo/meanYear, 1970+hi/meanYear, most, false)
	var ticks []Tick
	for _, t := range years {
		if t.At = (t.At - 1970) * meanYear; lo <= t.At && t.At <= hi {
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// moment returns v as a time, whole seconds.
func moment(v float64) time.Time { return time.Unix(int64(math.Floor(v)), 0).UTC() }

// monthOf returns the year of v and its month, January being 0.
func monthOf(v float64) (y, m int) {
	t := moment(v)
	return t.Year(), int(t.Month()) - 1
}

// yearAt returns the year of v with the fraction of it that is over.
func yearAt(v float64) float64 {
	y := moment(v).Year()
	start, end := yearTick(y).At, yearTick(y+1).At
	return float64(y) + (v-start)/(end-start)
}

func dayOf(v float64) string {
	t := moment(v)
	return t.Format("2 Jan ") + year(t.Year())
}

func year(y int) string { return scene.Minus(strconv.Itoa(y)) }

// mod returns the remainder of a in 0..b-1.
func mod(a, b int) int { return (a%b + b) % b }

// formatDate writes v as finely as a range of that span shows it.
func formatDate(v, span float64) string {
	switch {
	case math.Abs(v) > calendar:
		return scene.Scientific(strconv.FormatFloat(1970+v/meanYear, 'g', 6, 64))
	case span > 300*day:
		return dayOf(v)
	case span > hour:
		return dayOf(v) + moment(v).Format(" 15:04")
	}
	return dayOf(v) + moment(v).Format(" 15:04:05")
}
