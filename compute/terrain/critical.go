package terrain

import (
	"fmt"
	"math"
)

// CriticalPoint is a point where the gradient is zero.
type CriticalPoint struct {
	Point
	Kind Kind

	// Extent is larger than the point if a curve or a region of such points is
	// told by this one of them: the smallest box that has all of them that were
	// found.
	Extent Box
}

// Single reports whether it is a point by itself, not one of a curve or a region.
func (p *CriticalPoint) Single() bool {
	e := &p.Extent
	return p.Kind < Valley && e.XMin == e.XMax && e.YMin == e.YMax
}

// MaxCritical is how many critical points a search returns at most.
const MaxCritical = 1000

// Critical returns the critical points of f in the box that a search over n x n
// cells finds. complete is false if there were more than MaxCritical. It is
// Search, done at once.
func Critical(f Field, box Box, n int) (points []CriticalPoint, complete bool) {
	s := NewSearch(f, box, n)
	for !s.Step() {
	}
	return s.Points(), s.Complete()
}

// Search looks for the critical points of a field in a box, in short steps.
//
// The box is divided into n x n cells. A cell is passed over if a component of
// the gradient has the same sign at all its corners, and at one of them is more
// than twice what the derivatives there let it change by within a cell. In
// every other cell, Newton's method starts from the centre and, if both components
// change their signs, from the corners, and must stay near. So a critical point can
// escape only if the field bends within a cell in ways that its corners do not know
// of, and n is the resolution: of random waves with a point in every fourth cell, one
// in a thousand is missed.
//
// Points are exact to about 1e-12 of the box, degenerate ones less so. Points on
// the border belong to the box, to 1e-12. A regular point is checked against what
// lies around it, and there is no other one as far as its jet holds. Degenerate ones
// count as one if a chain of them, at the same height and from cell to cell or the
// next but one, connects them. Gaps are skipped, but not removable singularities, as
// that of sin(r)/r: there the jet is the one that those at a distance tend to. Kinks
// and jumps, such as the tip of a cone, are no critical points, even where the field
// claims a zero gradient.
//
// The time is bounded by n: a cell takes at most some ten thousand evaluations of
// the field, and usually none.
type Search struct {
	f     Field // over the unit square
	field Field
	box   Box
	n     int
	side  float64 // of a cell
	grain float64 // what rounding moves a place by, at most

	calls       int     // of f, in this step
	i, j        int     // next cell
	low, high   []Jet   // corners of its row of cells
	scale       float64 // what gradients amount to in a cell
	bottom, top float64 // of the heights met
	found       []finding
	refused     []root // that turned out to be none
	chains      chains
	groups      []*group // all of them, when all cells have been searched
	told        int      // how many of them are among what was found
	complete    bool
}

// finding is a critical point as it was found.
type finding struct {
	root
	kind   Kind
	radius float64 // within which there is no other one
	extent Box     // of a curve or a region, over the unit square
}

// stepCalls is how often a step evaluates the field, about: a formula's takes one
// or two microseconds.
const stepCalls = 500

// NewSearch returns a search that is about to begin. It panics if the box is
// empty or infinite, or n < 1.
func NewSearch(f Field, box Box, n int) *Search {
	box.check()
	if n < 1 {
		panic(fmt.Sprintf("terrain: search over %d cells", n))
	}
	s := &Search{field: f, box: box, n: n, side: 1 / float64(n), grain: box.grain(), chains: newChains(n), complete: true}
	s.bottom, s.top = math.Inf(1), math.Inf(-1)
	unit := box.unit(f)
	s.f = func(u, v float64) Jet {
		s.calls++
		return unit(u, v)
	}
	s.low, s.high = make([]Jet, n+1), make([]Jet, n+1)
	s.sample(s.high, 0)
	return s
}

// Step searches on, for about 500 evaluations of the field, or some thousand where a
// singularity or a degenerate point is met. It returns true when all is done.
func (s *Search) Step() (done bool) {
	for s.calls = 0; s.calls < stepCalls && s.j < s.n; {
		if s.i == 0 {
			s.low, s.high = s.high, s.low
			s.sample(s.high, s.j+1)
		}
		s.cell()
		if s.i++; s.i == s.n {
			s.i, s.j = 0, s.j+1
		}
		if len(s.found)+s.chains.count > MaxCritical {
			s.complete = false
			s.j = s.n
		}
		if s.j == s.n {
			s.groups = s.chains.all()
		}
	}
	for s.calls < stepCalls && s.told < len(s.groups) {
		s.tell(s.groups[s.told])
		s.told++
	}
	return s.j >= s.n && s.told == len(s.groups)
}

// Progress returns how much of the work is done, 0 to 1. It never falls.
func (s *Search) Progress() float64 {
	const search = 0.9 // of the whole time
	if s.j < s.n {
		return search * (float64(s.j) + float64(s.i)/float64(s.n)) / float64(s.n)
	}
	if s.told < len(s.groups) {
		return search + (1-search)*float64(s.told)/float64(len(s.groups))
	}
	return 1
}

// Complete reports whether there was room for all the points found so far.
func (s *Search) Complete() bool { return s.complete }

// Points returns the points found so far: regular ones in the order in which they
// were found, then, when all has been searched, degenerate ones.
func (s *Search) Points() []CriticalPoint {
	var points []CriticalPoint
	w, h := s.box.size()
	for _, f := range s.found[:min(len(s.found), MaxCritical)] {
		x, y := s.box.place(f.u, f.v)
		p := CriticalPoint{Kind: f.kind}
		if f.mended {
			p.Point = f.jet.scale(1/w, 1/h).at(x, y)
		} else {
			p.Point = At(s.field, x, y)
		}
		slack := max(1e-12, 4*f.err)
		p.X, p.Y = tidy(x, slack*w, s.box.XMin, s.box.XMax), tidy(y, slack*h, s.box.YMin, s.box.YMax)
		p.Extent.XMin, p.Extent.YMin = s.box.place(f.extent.XMin, f.extent.YMin)
		p.Extent.XMax, p.Extent.YMax = s.box.place(f.extent.XMax, f.extent.YMax)
		points = append(points, p)
	}
	return points
}

// tidy returns 0 for a number that cannot be told from it, if 0 lies between lo and
// hi.
func tidy(v, slack, lo, hi float64) float64 {
	if math.Abs(v) <= slack && lo <= 0 && 0 <= hi {
		return 0
	}
	return v
}

// sample evaluates the corners of the cells in a row.
func (s *Search) sample(row []Jet, j int) {
	for i := range row {
		jet := s.f(s.at(float64(i), float64(j)))
		row[i] = jet
		if jet.finite() {
			s.bottom, s.top = min(s.bottom, jet.Z), max(s.top, jet.Z)
		}
	}
}

// at returns a place of the unit square, counted in cells.
func (s *Search) at(i, j float64) (u, v float64) { return i / float64(s.n), j / float64(s.n) }

// same returns what heights may differ by that are equal.
func (s *Search) same() float64 {
	return 1e-9*(s.top-s.bottom) + rounding*max(math.Abs(s.top), math.Abs(s.bottom))
}

// cell searches the next cell.
func (s *Search) cell() {
	c := surveyCorners(s.low[s.i], s.low[s.i+1], s.high[s.i], s.high[s.i+1])
	if !c.candidate(s.side) {
		return
	}
	s.scale = c.steepest + c.bend*s.side
	stuck := false
	for _, d := range [5][2]float64{{0.5, 0.5}, {0, 0}, {1, 0}, {0, 1}, {1, 1}} {
		u, v := s.at(float64(s.i)+d[0], float64(s.j)+d[1])
		r, ok := newton(s.f, u, v, s.side, s.scale)
		switch {
		case !inUnit(r.u, 1e-12) || !inUnit(r.v, 1e-12) || s.known(r):
		case ok:
			s.add(r, c.bend)
		case r.err <= s.side/10 && !stuck && s.noisy(r):
			// There may be a point amid noise. The others will not come nearer.
			stuck = true
			s.examine(r, true)
		}
		if c.flat() || !c.crossed() {
			return // one start is as good, or nearly as good, as five
		}
	}
}

// inUnit reports whether u is in [0, 1], to slack.
func inUnit(u, slack float64) bool { return -slack <= u && u <= 1+slack }

// known reports whether r is a point that was found, or refused lately.
func (s *Search) known(r root) bool {
	for _, q := range s.refused[max(0, len(s.refused)-100):] {
		if math.Hypot(q.u-r.u, q.v-r.v) < 1e-6*s.side {
			return true
		}
	}
	for k := range s.found {
		if f := &s.found[k]; math.Hypot(f.u-r.u, f.v-r.v) < f.radius {
			return true
		}
	}
	return false
}

// keep adds a point to those that were found.
func (s *Search) keep(r root, kind Kind, radius float64) {
	s.found = append(s.found, finding{r, kind, radius, Box{r.u, r.u, r.v, r.v}})
}

// add enters a zero of the gradient. bend is what the Hessian matrix amounts to
// nearby.
func (s *Search) add(r root, bend float64) {
	values, _ := eigen(r.jet.XX, r.jet.XY, r.jet.YY)
	lo, hi := math.Abs(values[0]), math.Abs(values[1])
	noisy := bend > 0 && s.noisy(r)
	if !noisy && r.err <= max(1e-10, 4*s.grain) && min(lo, hi) > 1e-13*max(lo, hi, bend) {
		if radius := fit(s.f, r.u, r.v, r.jet, s.side); radius > 0 {
			s.keep(r, r.jet.kind(), radius)
			return
		}
	}
	switch {
	case s.join(r, noisy):
	case noisy:
		s.examine(r, false)
	default:
		s.chains.begin(r)
	}
}

// survey is what the finite corners of a cell say of it.
type survey struct {
	corners    int
	x, y       span
	xx, xy, yy float64 // largest magnitudes
	steepest   float64
	bend       float64
}

// span is where a component of the gradient was seen.
type span struct{ lo, hi, most float64 }

func (s *span) add(v float64) {
	s.lo, s.hi, s.most = min(s.lo, v), max(s.hi, v), max(s.most, math.Abs(v))
}

// crossed reports whether the component is not of the same sign everywhere.
func (s *span) crossed() bool { return s.lo <= 0 && s.hi >= 0 }

// zero reports whether the component may be zero in the cell, given by how much
// it may change.
func (s *span) zero(change float64) bool {
	return s.crossed() || s.most <= 2*change
}

func surveyCorners(corners ...Jet) survey {
	empty := span{lo: math.Inf(1), hi: math.Inf(-1)}
	c := survey{x: empty, y: empty}
	for _, j := range corners {
		if !j.finite() {
			continue
		}
		c.corners++
		c.x.add(j.X)
		c.y.add(j.Y)
		c.xx, c.xy, c.yy = max(c.xx, math.Abs(j.XX)), max(c.xy, math.Abs(j.XY)), max(c.yy, math.Abs(j.YY))
		c.steepest, c.bend = max(c.steepest, j.steepness()), max(c.bend, j.bend())
	}
	return c
}

// candidate reports whether both components of the gradient may be zero in the
// cell.
func (c *survey) candidate(side float64) bool {
	return c.corners > 0 && c.x.zero((c.xx+c.xy)*side) && c.y.zero((c.xy+c.yy)*side)
}

// crossed reports whether both components of the gradient change their signs from
// corner to corner.
func (c *survey) crossed() bool { return c.x.crossed() && c.y.crossed() }

// flat reports whether the cell is level, as far as floating-point numbers tell.
func (c *survey) flat() bool { return c.steepest < 1e-290 && c.bend < 1e-290 }
