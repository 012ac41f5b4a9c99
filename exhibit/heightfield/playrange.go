package heightfield

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"zscape/exhibit"
)

// playRange is the range of z over the whole course of the sliders that play: a
// box that fitted each moment would hide how the surface grows and shrinks.
type playRange struct {
	key    string // what it was found for,
	shelf  *exhibit.Shelf
	zRange zRange
	ok     bool // there is one that shows every moment well
}

const (
	// playSide is how many samples along an axis are looked at.
	playSide = 41
	// playMoments is how many moments of the course are looked at; with more
	// than one slider it is so many for each.
	playMoments = 9
	// mostUneven is how much larger the range of one moment may be than that of
	// the middle one. Beyond it most moments would be flat, and the box fits each.
	mostUneven = 4
)

// widen returns r, the range of the samples now, widened to that of all
// moments that the playing sliders of st pass. It calls rest now and then.
func (p *playRange) widen(r zRange, st exhibit.State, own []string, x, y []float64, rest func()) zRange {
	motions := st.Motions()
	if len(motions) == 0 {
		return r
	}
	if key := playKey(st, motions, own); key != p.key || st.Shelf() != p.shelf {
		p.key = "" // it may be given up where it rests
		p.find(st, motions, x, y, rest)
		p.key, p.shelf = key, st.Shelf()
	}
	if !p.ok {
		return r
	}
	return r.union(p.zRange)
}

// playKey writes all that the range depends on.
func playKey(st exhibit.State, motions []exhibit.Motion, own []string) string {
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
func (p *playRange) find(st exhibit.State, motions []exhibit.Motion, x, y []float64, rest func()) {
	p.ok = false
	src, ok := NewSource(st.Exhibit())
	if !ok {
		return
	}
	f := field{extension: extension{Function: src, pause: rest}}
	x, y = thin(x), thin(y)
	var ranges []zRange
	for k := range playMoments * len(motions) {
		moment := st
		for i, motion := range motions {
			at := float64(k) / float64(playMoments*len(motions)-1)
			if i > 0 { // the others by steps that have no common measure with it
				_, at = math.Modf(float64(k) * math.Sqrt(float64(2+i)))
			}
			moment = moment.WithCourse(motion.Key, exhibit.Course{At: at})
		}
		if src.Update(moment) != nil {
			continue
		}
		f.sample(x, y, nil)
		if _, _, ok := f.grid.Range(); !ok {
			continue
		}
		f.tear(readBreaks(st), nil)
		ranges = append(ranges, f.span.zRange)
	}
	if len(ranges) == 0 {
		return
	}
	slices.SortFunc(ranges, func(a, b zRange) int { return cmp.Compare(a.hi-a.lo, b.hi-b.lo) })
	last := ranges[len(ranges)-1]
	if middle := ranges[len(ranges)/2]; !(last.hi-last.lo <= mostUneven*(middle.hi-middle.lo)) {
		return
	}
	p.zRange = last
	for _, r := range ranges {
		p.zRange = p.zRange.union(r)
	}
	// A surface that wanders off keeps a box of its own, too.
	p.ok = p.zRange.hi-p.zRange.lo <= mostUneven*(last.hi-last.lo)
}

// thin returns at most playSide of the samples of an axis, with its ends.
func thin(x []float64) []float64 {
	if len(x) <= playSide {
		return x
	}
	few := make([]float64, playSide)
	for k := range few {
		few[k] = x[k*(len(x)-1)/(playSide-1)]
	}
	return few
}
