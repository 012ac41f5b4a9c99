// Package labels places texts beside points on the screen, so that none covers
// another and few cover points.
//
// It is greedy: labels are placed one after the other by their priority, each
// where it costs least among eight positions around its point, and the same
// farther out at the end of a leader line. What finds no room is left out. The
// positions and their ranking are those of E. Imhof, "Positioning Names on Maps",
// The American Cartographer 2(2), 1975; how greedy methods compare with others,
// J. Christensen, J. Marks and S. Shieber, "An Empirical Study of Algorithms for
// Point-Feature Label Placement", ACM Transactions on Graphics 14(3), 1995.
//
// While points move, labels should not flicker: a Placer remembers where they
// were. One that is shown gives way only to those of far higher priority; it stays
// where it was unless that has become much worse than another place, and needs
// less room than a new one.
package labels

import (
	"cmp"
	"math"
	"slices"

	"zscape/scene"
)

// Label is a text that is to stand beside a point. Lengths are screen units.
type Label struct {
	ID       int         // tells it from the others, in the next picture too
	At       scene.Point // the point
	Clear    float64     // distance from the point that it keeps
	Size     scene.Point // of its box
	Priority float64     // the greater come first; NaN is the least
}

// Dot is a point that labels should not cover.
type Dot struct {
	At     scene.Point
	Radius float64
}

// Placed is a label that has found room. A line to it passes no point.
type Placed struct {
	Label int // its number in the list
	Box   scene.Rect

	// Led says that it stands so far from its point that a line from From to To
	// leads to it.
	Led      bool
	From, To scene.Point
}

// Placer places labels in picture after picture. Its memory is used again. The
// zero Placer has seen no picture.
type Placer struct {
	was, is map[int]int8 // the spot of each label that is shown, by ID
	order   []int        // of priorities
	ranks   []ranked
	placed  []Placed
	dots    dots
	taken   taken
}

// directions are the positions around a point, the best first: the part of the
// label's size by which its middle is moved off the point.
var directions = [8]scene.Point{
	{X: 1, Y: -0.6}, {X: 1, Y: 0}, {X: 1, Y: 0.6}, {X: -1, Y: -0.6}, {X: -1, Y: 0}, {X: -1, Y: 0.6}, {X: 0, Y: -1}, {X: 0, Y: 1},
}

// outward are the unit vectors in these directions.
var outward = func() (units [len(directions)]scene.Point) {
	for k, d := range directions {
		units[k] = d.Scale(1 / d.Norm())
	}
	return units
}()

// rings are the gaps between a point and its label; from the second on there is a
// leader line.
var rings = [...]float64{2, 14, 30}

const (
	spots = len(directions) * len(rings)

	farther  = 1.0 // cost of a ring
	worse    = 0.1 // cost of a position, from the one before
	covering = 0.7 // cost of a point that is covered
	mostDots = 2   // that a label may cover, and one more while it stays
	restless = 1.5 // by how much a place must be better for a label to move there
	tenure   = 8   // rank for rank, how many times as high one has to be to take the place of one that is shown
	margin   = 3.0 // between labels, for one that is new
)

// Forget forgets where labels were.
func (p *Placer) Forget() { clear(p.was); clear(p.is) }

// Place returns the labels that have room within area, in the order in which they
// were placed. They lie off avoid, and off each other. The list is valid until
// the next call.
func (p *Placer) Place(list []Label, dots []Dot, avoid []scene.Rect, area scene.Rect) []Placed {
	p.was, p.is = p.is, p.was
	clear(p.is)
	if p.is == nil {
		p.is = map[int]int8{}
	}
	p.placed = p.placed[:0]
	if !(area.W() > 0 && area.H() > 0) || area.W()+area.H()-(area.W()+area.H()) != 0 {
		return nil
	}
	p.dots.set(dots, area)
	p.taken.reset(area)
	for _, r := range avoid {
		p.taken.add(obstacle{box: r})
	}
	p.sort(list, area)
	for _, r := range p.ranks {
		p.place(r.label, &list[r.label], area)
	}
	return p.placed
}

// sort puts the labels whose points are in area into the order of placing: by
// priority, but one that is shown gives way only to those of a far higher rank.
func (p *Placer) sort(list []Label, area scene.Rect) {
	p.order, p.ranks = p.order[:0], p.ranks[:0]
	for k := range list {
		if area.Contains(list[k].At) {
			p.order = append(p.order, k)
		}
	}
	slices.SortFunc(p.order, func(i, j int) int {
		return cmp.Or(cmp.Compare(list[j].Priority, list[i].Priority), cmp.Compare(i, j))
	})
	for rank, k := range p.order {
		if _, shown := p.was[list[k].ID]; shown {
			rank /= tenure
		}
		p.ranks = append(p.ranks, ranked{rank, k})
	}
	slices.SortStableFunc(p.ranks, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
}

// ranked is a label and when it is its turn.
type ranked struct{ rank, label int }

// place finds a place for label k, if there is one.
func (p *Placer) place(k int, l *Label, area scene.Rect) {
	before, shown := p.was[l.ID]
	best, least := -1, math.Inf(1)
	var found, place Placed
	for spot := range spots {
		cost := farther*float64(spot/len(directions)) + worse*float64(spot%len(directions))
		stays := shown && spot == int(before)
		if stays {
			cost -= restless
		}
		if cost >= least {
			continue
		}
		if covered, ok := p.fits(&place, l, spot, stays, area); ok {
			if cost += covering * float64(covered); cost < least {
				best, least, found = spot, cost, place
			}
		}
	}
	if best < 0 {
		return
	}
	found.Label = k
	p.placed = append(p.placed, found)
	p.is[l.ID] = int8(best)
	p.taken.add(obstacle{box: found.Box, led: found.Led, from: found.From, to: found.To})
}

// fits sets place to the spot and returns how many points it covers; ok is false
// if it has no room there. What stays needs less of it than what comes.
func (p *Placer) fits(place *Placed, l *Label, spot int, stays bool, area scene.Rect) (covered int, ok bool) {
	room := margin
	if stays {
		room = 0
	}
	*place = at(l, spot)
	if area = area.Inset(room); !area.Contains(place.Box.Min) || !area.Contains(place.Box.Max) {
		return 0, false
	}
	most := mostDots
	if stays {
		most++
	}
	covered = p.dots.under(place.Box, most+1)
	if covered > most || place.Led && p.dots.along(place.From, place.To, room/2) {
		return covered, false
	}
	return covered, !p.taken.meets(place, room)
}

// at returns where a label is in one of the spots.
func at(l *Label, spot int) Placed {
	d, ring := directions[spot%len(directions)], spot/len(directions)
	// The gap is along the direction, so that corners are as near as sides.
	out := outward[spot%len(directions)].Scale(max(l.Clear, 0) + rings[ring])
	middle := scene.Point{X: l.At.X + out.X + d.X*l.Size.X/2, Y: l.At.Y + out.Y + d.Y*l.Size.Y/2}
	half := l.Size.Scale(0.5)
	p := Placed{Box: scene.Rect{Min: middle.Sub(half), Max: middle.Add(half)}}
	if ring > 0 {
		p.Led = true
		p.To = scene.Point{X: min(max(l.At.X, p.Box.Min.X), p.Box.Max.X), Y: min(max(l.At.Y, p.Box.Min.Y), p.Box.Max.Y)}
		v := p.To.Sub(l.At)
		p.From = l.At.Add(v.Scale(max(l.Clear, 0) / v.Norm()))
	}
	return p
}
