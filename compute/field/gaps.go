package field

import (
	"math"
	"slices"
	"strconv"
)

// Mark is a number that stands for a gap, and how many samples have it.
type Mark struct {
	Value float64
	Count int
}

// String writes the number as it is usually written.
func (m Mark) String() string { return strconv.FormatFloat(m.Value, 'g', 6, 64) }

// usual are numbers by which programs and loggers mark gaps; beside them so are
// the huge ones.
var usual = []float64{-99.9, -99.99, -999.9, -999.99, -9999.99, -999, -9999, -99999, -999999, -999.25, -9999.9, -32767, -32768, -2147483648,
	9999, 99999, 999999, 32767, 65535, 2147483647}

// huge are marks that are written with more or fewer digits, and either sign:
// 2^127 of Surfer, the largest of single precision, that of netCDF, and of climate models.
var huge = []float64{1.70141e38, 3.40282e38, 9.96921e36, 1e20, 1e30, 1e31, 1e35, 1e36, 1e37, 1.79769e308}

// immense is where huge numbers begin.
const immense = 1e19

// same reports whether v is a mark, which may be rounded if it is huge.
func same(v, mark float64) bool {
	return v == mark || math.Abs(mark) >= immense && math.Abs(v-mark) <= 1e-5*math.Abs(mark)
}

// mayMark reports whether v is a number by which gaps are marked.
func mayMark(v float64) bool {
	if math.Abs(v) >= immense {
		return slices.ContainsFunc(huge, func(m float64) bool { return same(math.Abs(v), m) })
	}
	return (v < -99 || v >= 9999) && slices.Contains(usual, v)
}

// marksIn finds the marks of gaps among values: those that stand apart from all
// other values by more than these have among them. One that stands alone must be
// farther off, and not be positive, as measured values are.
func marksIn(z []float64, work *progress) (list []Mark) {
	const far = 10
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range z {
		work.spend(1)
		if v-v != 0 {
			continue
		}
		if !mayMark(v) {
			lo, hi = min(lo, v), max(hi, v)
			continue
		}
		k := slices.IndexFunc(list, func(m Mark) bool { return same(v, m.Value) })
		if k < 0 {
			if len(list) == 2*len(usual) {
				return nil
			}
			k, list = len(list), append(list, Mark{Value: v})
		}
		list[k].Count++
	}
	if lo > hi {
		return nil
	}
	return slices.DeleteFunc(list, func(m Mark) bool {
		apart := max(lo-m.Value, m.Value-hi)
		if m.Count == 1 || math.Abs(m.Value) >= immense {
			return apart <= far*(hi-lo) || m.Value > 0 && m.Value < immense
		}
		return apart <= hi-lo
	})
}

// Gaps says which numbers stand for gaps. The zero Gaps are those that are found.
type Gaps struct {
	Known bool      // these, and no others
	Marks []float64 // if they are known
}

// markGaps makes NaN of the marks of gaps among z, and notes them and how many gaps
// and infinite values there are.
func (r *Report) markGaps(z []float64, g Gaps, work *progress) {
	if g.Known {
		r.Marks = nil
		for _, v := range g.Marks {
			r.Marks = append(r.Marks, Mark{Value: v})
		}
	} else {
		r.Marks = marksIn(z, work)
	}
	for k := range r.Marks {
		r.Marks[k].Count = 0
	}
	r.Infinite = 0
	for i, v := range z {
		work.spend(1)
		switch {
		case v != v:
			continue
		case math.IsInf(v, 0):
			r.Infinite++
		}
		for k := range r.Marks {
			if m := &r.Marks[k]; same(v, m.Value) {
				z[i] = math.NaN()
				m.Count++
				break
			}
		}
	}
}
