package plot

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zscape/scene"
)

func labelsOf(ticks []Tick) string {
	var s []string
	for _, t := range ticks {
		if !t.Minor {
			s = append(s, t.Label)
		}
	}
	return strings.Join(s, " | ")
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		most   int
		want   string
	}{
		{1, 1000, 6, "1 | 10 | 100 | 1000"},
		{0.5, 2000, 6, "1 | 10 | 100 | 1000"},
		{1, 50, 6, "1 | 2 | 5 | 10 | 20 | 50"},
		{1, 50, 3, "1 | 10"},
		{0.03, 0.4, 6, "0.05 | 0.1 | 0.2"},
		{2.5, 4.5, 6, "2.5 | 3.0 | 3.5 | 4.0 | 4.5"},
		{1e-3, 1e5, 9, "0.001 | 0.01 | 0.1 | 1 | 10 | 100 | 1000 | 10000 | 100000"},
		{1e-8, 1e2, 6, "10\u207b\u2078 | 10\u207b\u2076 | 10\u207b\u2074 | 10\u207b\u00b2 | 10\u2070 | 10\u00b2"},
		{3e7, 3e8, 6, "5\u00d710\u2077 | 10\u2078 | 2\u00d710\u2078"},
		{1e-300, 1e300, 5, "10\u207b\u00b2\u2070\u2070"},
		{-1, 10, 5, ""}, {10, 1, 5, ""}, {math.NaN(), 1, 5, ""},
	} {
		got := labelsOf(Log.Ticks(c.lo, c.hi, c.most))
		if c.hi == 1e300 {
			got = strings.Split(got, " | ")[0]
		}
		if got != c.want {
			t.Errorf("Log.Ticks(%g, %g, %d) are %s; want %s", c.lo, c.hi, c.most, got, c.want)
		}
	}
	if got := Log.Ticks(1, 100, 6); len(got) != 19 || !got[1].Minor || got[1].At != 2 || got[9].Minor {
		t.Errorf("Log.Ticks(1, 100, 6) are %v; want 2 ... 9 and 20 ... 90 minor", got)
	}
}

func utc(y int, m time.Month, d, h, min, s int) float64 {
	return float64(time.Date(y, m, d, h, min, s, 0, time.UTC).Unix())
}

func TestDateTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi  float64
		most    int
		want    string
		context string
	}{
		{utc(2012, 3, 5, 14, 30, 0), utc(2012, 3, 5, 14, 30, 20), 5, "14:30:00 | 14:30:05 | 14:30:10 | 14:30:15 | 14:30:20", "5 Mar 2012"},
		{utc(2012, 3, 5, 14, 30, 0) + 0.2, utc(2012, 3, 5, 14, 30, 1) + 0.1, 5, "14:30:00.2 | 14:30:00.4 | 14:30:00.6 | 14:30:00.8 | 14:30:01", "5 Mar 2012"},
		{utc(2012, 3, 5, 14, 30, 0), utc(2012, 3, 5, 16, 10, 0), 5, "14:30 | 15:00 | 15:30 | 16:00", "5 Mar 2012"},
		{utc(2012, 3, 5, 14, 0, 0), utc(2012, 3, 6, 13, 0, 0), 5, "18:00 | 6 Mar | 06:00 | 12:00", "2012"},
		{utc(2011, 12, 30, 0, 0, 0), utc(2012, 1, 2, 0, 0, 0), 5, "30 Dec | 31 Dec | 1 Jan | 2 Jan", "2011\u20132012"},
		{utc(2012, 2, 20, 0, 0, 0), utc(2012, 3, 20, 0, 0, 0), 6, "20 Feb | 27 Feb | 5 Mar | 12 Mar | 19 Mar", "2012"},
		{utc(2012, 1, 10, 0, 0, 0), utc(2012, 9, 10, 0, 0, 0), 5, "Mar 2012 | May 2012 | Jul 2012 | Sep 2012", ""},
		{utc(2011, 11, 10, 0, 0, 0), utc(2013, 2, 1, 0, 0, 0), 6, "Jan 2012 | Apr 2012 | Jul 2012 | Oct 2012 | Jan 2013", ""},
		{utc(2010, 5, 1, 0, 0, 0), utc(2014, 5, 1, 0, 0, 0), 5, "2011 | 2012 | 2013 | 2014", ""},
		{utc(1903, 1, 1, 0, 0, 0), utc(2024, 1, 1, 0, 0, 0), 7, "1920 | 1940 | 1960 | 1980 | 2000 | 2020", ""},
		{utc(-500, 1, 1, 0, 0, 0), utc(1500, 1, 1, 0, 0, 0), 5, "\u2212500 | 0 | 500 | 1000 | 1500", ""},
		{0, 1e15, 5, "0 | 10000000", ""},
	} {
		ticks, context := Date.ticks(c.lo, c.hi, c.most, true)
		got := labelsOf(ticks)
		if c.hi == 1e15 { // far beyond the calendar
			if len(ticks) < 2 || strings.Contains(got, ":") {
				t.Errorf("Date.Ticks(%g, %g) are %s", c.lo, c.hi, got)
			}
			continue
		}
		if got != c.want || context != c.context {
			t.Errorf("Date.Ticks(%v, %v, %d) are %s (%s); want %s (%s)", moment(c.lo), moment(c.hi), c.most, got, context, c.want, c.context)
		}
	}
}

// Ticks are sorted, in range, as many as asked for, and told apart by their labels.
func TestTicksEverywhere(t *testing.T) {
	r := newRand(6)
	for range 20000 {
		s := Scale(r.IntN(3))
		lo, hi := randomLimits(r, s)
		most := 2 + r.IntN(10)
		ticks := s.Ticks(lo, hi, most)
		slack := 1e-8 * (hi - lo)
		var said []string
		for k, tick := range ticks {
			if !(tick.At >= lo-slack && tick.At <= hi+slack) {
				t.Fatalf("scale %v, %v to %v: tick %v", s, lo, hi, tick)
			}
			if k > 0 && !(tick.At > ticks[k-1].At) {
				t.Fatalf("scale %v, %v to %v: not ascending: %v", s, lo, hi, ticks)
			}
			if tick.Minor != (tick.Label == "") {
				t.Fatalf("scale %v, %v to %v: tick %v", s, lo, hi, tick)
			}
			if !tick.Minor {
				said = append(said, tick.Label)
			}
		}
		if n := len(said); n < 1 && hi > 1.0001*lo || n > max(most, 7) && n > 12 {
			t.Fatalf("scale %v, %v to %v, at most %d: %d labels: %v", s, lo, hi, most, len(said), said)
		}
		slices.Sort(said)
		// Dates say the year elsewhere, so labels of days may come again.
		if s != Date && len(slices.Compact(said)) != len(said) {
			t.Fatalf("scale %v, %v to %v: a label twice: %v", s, lo, hi, ticks)
		}
	}
}

func TestDateTicksAreOnTheCalendar(t *testing.T) {
	r := newRand(7)
	for range 5000 {
		lo := uniform(r, -3e9, 6e9)
		span := math.Exp(uniform(r, math.Log(40*day), 24))
		for _, tick := range Date.Ticks(lo, lo+span, 8) {
			at := moment(tick.At)
			if at.Hour() != 0 || at.Minute() != 0 || at.Second() != 0 {
				t.Fatalf("%v to %v: tick at %v", moment(lo), moment(lo+span), at)
			}
			if label := at.Format("Jan 2006"); strings.Count(tick.Label, " ") == 1 && len(tick.Label) == 8 && (tick.Label != label || at.Day() != 1) {
				t.Fatalf("%v is labelled %q", at, tick.Label)
			}
		}
	}
}

func FuzzTicks(f *testing.F) {
	f.Add(0.0, 1.0, 5, 0)
	f.Add(-1e300, 1e300, 2, 2)
	f.Add(1e-300, 1e300, 12, 1)
	f.Add(2.5e11, 2.6e11, 9, 2)
	f.Add(1e9, 1e9+1e-3, 9, 2)
	f.Add(-2.5e11, 2.5e11, 4, 2)
	f.Fuzz(func(t *testing.T, lo, hi float64, most, scale int) {
		s := Scale(mod(scale, 3))
		ticks := s.Ticks(lo, hi, min(most, 100))
		if len(ticks) > 2000 {
			t.Fatalf("%d ticks", len(ticks))
		}
		for k := 1; k < len(ticks); k++ {
			if !(ticks[k].At > ticks[k-1].At) {
				t.Fatalf("not ascending: %v", ticks)
			}
		}
	})
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		s         Scale
		v, lo, hi float64
		want      string
	}{
		{Linear, 0.6754631805511506, -1, 1, "0.675"},
		{Linear, 12, 0, 60, "12"},
		{Linear, -13, 10, 17, "\u221213"},
		{Linear, 0, 0, 1, "0"},
		{Linear, 12345.678, 0, 20000, "12350"},
		{Linear, 1234567, 0, 2e6, "1.235\u00d710\u2076"},
		{Linear, 1000000.0125, 1e6 - 0.025, 1e6 + 0.025, "1000000.0125"},
		{Linear, 3.21e300, -5e300, 5e300, "3.21\u00d710\u00b3\u2070\u2070"},
		{Linear, 1.5e-7, 0, 2e-7, "1.5\u00d710\u207b\u2077"},
		{Linear, 1000.12345, 1000, 1000.5, "1000.1235"},
		{Linear, math.NaN(), 0, 1, "\u2013"},
		{Linear, math.Inf(1), 0, 1, "\u2013"},
		{Log, 0.00123456, 1e-9, 1e9, "0.001235"},
		{Date, utc(2012, 3, 5, 14, 30, 7), 0, 400 * day, "5 Mar 2012"},
		{Date, utc(2012, 3, 5, 14, 30, 7), 0, day, "5 Mar 2012 14:30"},
		{Date, utc(2012, 3, 5, 14, 30, 7), 0, minute, "5 Mar 2012 14:30:07"},
	} {
		if got := c.s.format(c.v, c.lo, c.hi); got != c.want {
			t.Errorf("%v on %v ... %v of scale %v is written %q, want %q", c.v, c.lo, c.hi, c.s, got, c.want)
		}
	}
}

// Labels overlap neither each other nor the plotting area, and are not cut
// off, whatever the size and the limits.
func TestLabelsKeepClear(t *testing.T) {
	r := newRand(8)
	few := 0
	for range 3000 {
		p, f := randomFrame(r)
		var l scene.DisplayList
		l.Reset(f.Rect.Max.X, f.Rect.Max.Y, scene.Light.Background)
		p.DrawIn(&l, f.Rect, scene.Look{})
		texts := ops[*scene.Text](&l)
		for k, a := range texts {
			box := boxOf(*a)
			if !f.Rect.Contains(box.Min) || !f.Rect.Contains(box.Max) {
				t.Fatalf("%v: %q is at %v", f.Rect, a.String, box)
			}
			if box.Overlaps(f.Area) {
				t.Fatalf("%v: %q at %v lies on %v", f.Rect, a.String, box, f.Area)
			}
			for _, b := range texts[:k] {
				if box.Overlaps(boxOf(*b)) {
					t.Fatalf("%v: %q and %q overlap", f.Rect, a.String, b.String)
				}
			}
		}
		if a := f.Area; a.W() < 0.3*f.Rect.W() || a.H() < 0.3*f.Rect.H() {
			t.Fatalf("%v leaves %v", f.Rect, a)
		}
		if shown(&f.xTicks) < 1 || shown(&f.yTicks) < 1 {
			few++
		}
	}
	if few > 300 {
		t.Errorf("%d of 3000 plots have an axis without labels", few)
	}
}

// What the labels of an axis leave unsaid stands in the picture, or they leave
// nothing unsaid.
func TestUnsaidIsSaid(t *testing.T) {
	r := newRand(10)
	brief := 0
	for range 2000 {
		p := &Plot{X: Axis{Label: "x"}, Y: Axis{Label: "a longer title"}}
		if r.IntN(2) == 0 {
			p.X.Label, p.Y.Label = "", ""
		}
		span := math.Pow(10, uniform(r, -8, 8))
		lo := span * math.Pow(10, uniform(r, 0, 11))
		p.X.Min, p.X.Max = lo, lo+span
		p.Y.Min, p.Y.Max = -lo-span, -lo
		w, h := 90*math.Exp(uniform(r, 0, 2.5)), 80*math.Exp(uniform(r, 0, 2.5))
		l := draw(p, w, h)
		f := &p.frame
		texts := ops[*scene.Text](l)
		for _, axis := range []*ticking{&f.xTicks, &f.yTicks} {
			if shown(axis) == 0 {
				continue
			}
			said := slices.ContainsFunc(texts, func(s *scene.Text) bool { return s.String == axis.context })
			if axis.context != "" && !said {
				t.Fatalf("%v x %v, %v: nowhere %q", w, h, f.Limits, axis.context)
			}
			if axis.context != "" {
				brief++
			}
			n := len(axis.ticks) - 1
			first, last := axis.ticks[0].At, axis.ticks[n].At
			step, _ := strconv.ParseFloat(strconv.FormatFloat((last-first)/float64(n), 'g', 1, 64), 64)
			for _, tick := range axis.ticks {
				if want := scene.NotationOf(first, last, step).Whole(tick.At); axis.context == "" && tick.Label != want {
					t.Fatalf("%v x %v, %v: %v is labelled %q, want %q", w, h, f.Limits, tick.At, tick.Label, want)
				}
			}
		}
		for k, a := range texts {
			if box := boxOf(*a); !f.Rect.Contains(box.Min) || !f.Rect.Contains(box.Max) {
				t.Fatalf("%v x %v: %q is at %v", w, h, a.String, box)
			}
			for _, b := range texts[:k] {
				if boxOf(*a).Overlaps(boxOf(*b)) {
					t.Fatalf("%v x %v: %q and %q overlap", w, h, a.String, b.String)
				}
			}
		}
	}
	if brief < 1000 {
		t.Errorf("%d axes have something in common beside their labels", brief)
	}
}

func shown(t *ticking) (n int) {
	for _, p := range t.places {
		if p.shown {
			n++
		}
	}
	return n
}
