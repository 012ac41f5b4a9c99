package heightfield

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"zscape/compute/grid"
	"zscape/exhibit"
)

// steady is the range of z over the whole course of the sliders that play: a
// box that fitted each moment would hide how the surface grows and shrinks.
type steady struct {
	of     string // what it was found for,
	shelf  *exhibit.Shelf
	zRange zRange
	ok     bool // there is one that shows every moment well
}

const (
	// steadySide is how many samples along an axis are looked at.
	steadySide = 41
	// steadyMoments is how many moments of the course are looked at; with more
	// than one slider it is so many for each.
	steadyMoments = 9
	// mostUneven is how much larger the range of one moment may be than that of
	// the middle one. Beyond it most moments would be flat, and the box fits each.
	mostUneven = 4
)

// widen returns r, the range of the samples now, widened to that of all
// moments that the playing sliders of st pass.
func (m *steady) widen(r zRange, st exhibit.State, own []string, x, y []float64) zRange {
	motions := st.Motions()
	if len(motions) == 0 || st.Exhibit().Surface == nil {
		return r
	}
	if of := coursed(st, motions, own); of != m.of || st.Shelf() != m.shelf {
		m.of, m.shelf = of, st.Shelf()
		m.find(st, motions, x, y)
	}
	if !m.ok {
		return r
	}
	return zRange{min(r.lo, m.zRange.lo), max(r.hi, m.zRange.hi)}
}

// coursed writes all that the range depends on.
func coursed(st exhibit.State, motions []exhibit.Motion, own []string) string {
	var b strings.Builder
	write := func(key string) {
		if !slices.ContainsFunc(motions, func(m exhibit.Motion) bool { return m.Key == key }) {
			b.WriteString(key + "=" + st.Text(key) + "&")
		}
	}
	for _, keys := range [][]string{own, latticeKeys(st), {exhibit.PlayKey, exhibit.PositionKey}} {
		for _, key := range keys {
			write(key)
		}
	}
	for _, c := range st.More() {
		if c.Kind != exhibit.Action {
			write(c.Key)
		}
	}
	return b.String()
}

// find looks at moments that lie evenly in what the sliders pass.
func (m *steady) find(st exhibit.State, motions []exhibit.Motion, x, y []float64) {
	m.ok = false
	g := grid.Grid{X: thin(x), Y: thin(y)}
	g.Z = make([]float64, len(g.X)*len(g.Y))
	src := function{Surface: st.Exhibit().Surface()}
	b := readBreaks(st)
	var ranges []zRange
	for k := range steadyMoments * len(motions) {
		moment := st
		for i, motion := range motions {
			at := float64(k) / float64(steadyMoments*len(motions)-1)
			if i > 0 { // the others by steps that have no common measure with it
				_, at = math.Modf(float64(k) * math.Sqrt(float64(2+i)))
			}
			moment = moment.WithCourse(motion.Key, exhibit.Course{At: at})
		}
		if src.Update(moment) != nil {
			continue
		}
		src.sample(&g)
		if _, _, ok := g.Range(); !ok {
			continue
		}
		ranges = append(ranges, b.of(&src, &g).zRange)
	}
	if len(ranges) == 0 {
		return
	}
	slices.SortFunc(ranges, func(a, b zRange) int { return cmp.Compare(a.hi-a.lo, b.hi-b.lo) })
	last := ranges[len(ranges)-1]
	if middle := ranges[len(ranges)/2]; !(last.hi-last.lo <= mostUneven*(middle.hi-middle.lo)) {
		return
	}
	m.zRange = last
	for _, r := range ranges {
		m.zRange = zRange{min(m.zRange.lo, r.lo), max(m.zRange.hi, r.hi)}
	}
	// A surface that wanders off keeps a box of its own, too.
	m.ok = m.zRange.hi-m.zRange.lo <= mostUneven*(last.hi-last.lo)
}

// thin returns at most steadySide of the samples of an axis, with its ends.
func thin(x []float64) []float64 {
	if len(x) <= steadySide {
		return x
	}
	few := make([]float64, steadySide)
	for k := range few {
		few[k] = x[k*(len(x)-1)/(steadySide-1)]
	}
	return few
}
