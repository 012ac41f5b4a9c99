package terrain

import (
	"fmt"
	"math"
)

// Kind is the kind of a critical point.
type Kind int

// The kinds: by the signs of the Hessian matrix's eigenvalues, or Degenerate if
// one of them is 0, to 1e-9 of the largest nearby.
const (
	Minimum Kind = iota
	Maximum
	Saddle
	Degenerate
)

func (k Kind) String() string {
	switch k {
	case Minimum:
		return "minimum"
	case Maximum:
		return "maximum"
	case Saddle:
		return "saddle"
	case Degenerate:
		return "degenerate"
	}
	return fmt.Sprintf("Kind(%d)", int(k))
}

// CriticalPoint is a point where the gradient is zero.
type CriticalPoint struct {
	Point
	Kind Kind

	// Extent is larger than the point if a curve or a region of degenerate
	// ones, a valley's level floor or a plateau, is told by this one of them:
	// the smallest box that has all of them that were found.
	Extent Box
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
// every other cell, Newton's method starts from the centre and the corners, and
// must stay near. So a critical point can escape only if the field bends within
// a cell in ways that its corners do not know of, and n is the resolution.
//
// Points are exact to about 1e-12 of the box, degenerate ones less so. Points on
// the border belong to the box, to 1e-12. Regular points count as one if they
// agree to 1e-4 of a cell; degenerate ones if a chain of them, at the same height
// and no more than two cells apart, connects them. Gaps are skipped, and kinks
// such as the tip of a cone are no critical points unless the field claims a zero
// gradient there.
//
// The time is bounded by n: a cell takes at most some thousand evaluations of
// the field, and usually none.
type Search struct {
	f     Field // over the unit square
	field Field
	box   Box
	n     int

	calls      int   // of f, in this step
	i, j       int   // next cell
	low, high  []Jet // corners of its row of cells
	zmax       float64
	regular    []finding
	degenerate chains
	complete   bool
}

// finding is a critical point as it was found.
type finding struct {
	root
	kind Kind
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
	s := &Search{field: f, box: box, n: n, complete: true}
	unit := box.unit(f)
	s.f = func(u, v float64) Jet {
		s.calls++
		return unit(u, v)
	}
	s.low, s.high = make([]Jet, n+1), make([]Jet, n+1)
	s.sample(s.high, 0)
	return s
}

// Step searches on, for about 500 evaluations of the field. It returns true when
// all is done.
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
		if len(s.regular)+s.degenerate.count > MaxCritical {
			s.complete = false
			s.j = s.n
		}
	}
	return s.j >= s.n
}

// Progress returns how much of the box has been searched, 0 to 1.
func (s *Search) Progress() float64 {
	return min(1, (float64(s.j)+float64(s.i)/float64(s.n))/float64(s.n))
}

// Complete reports whether there was room for all the points found so far.
func (s *Search) Complete() bool { return s.complete }

// Points returns the points found so far, regular ones first, in the order in
// which they were found.
func (s *Search) Points() []CriticalPoint {
	var points []CriticalPoint
	for _, r := range s.regular {
		x, y := s.box.place(r.u, r.v)
		points = append(points, CriticalPoint{At(s.field, x, y), r.kind, Box{x, x, y, y}})
	}
	for _, g := range s.degenerate.all() {
		x, y := s.box.place(g.best.u, g.best.v)
		c := CriticalPoint{Point: At(s.field, x, y), Kind: Degenerate}
		c.Extent.XMin, c.Extent.YMin = s.box.place(g.umin, g.vmin)
		c.Extent.XMax, c.Extent.YMax = s.box.place(g.umax, g.vmax)
		points = append(points, c)
	}
	return points[:min(len(points), MaxCritical)]
}

// sample evaluates the corners of the cells in a row.
func (s *Search) sample(row []Jet, j int) {
	for i := range row {
		jet := s.f(s.at(float64(i), float64(j)))
		row[i] = jet
		if jet.finite() {
			s.zmax = max(s.zmax, math.Abs(jet.Z))
		}
	}
}

// at returns a place of the unit square, counted in cells.
func (s *Search) at(i, j float64) (u, v float64) { return i / float64(s.n), j / float64(s.n) }

// cell searches the next cell.
func (s *Search) cell() {
	side := 1 / float64(s.n)
	c := surveyCorners(s.low[s.i], s.low[s.i+1], s.high[s.i], s.high[s.i+1])
	if !c.candidate(side) {
		return
	}
	for _, d := range [5][2]float64{{0.5, 0.5}, {0, 0}, {1, 0}, {0, 1}, {1, 1}} {
		u, v := s.at(float64(s.i)+d[0], float64(s.j)+d[1])
		if r, ok := newton(s.f, u, v, side, c.steepest+c.bend*side); ok && inUnit(r.u) && inUnit(r.v) {
			s.add(r, c.bend)
		}
		if c.flat() {
			return // one start is as good as five
		}
	}
}

// inUnit reports whether u is in [0, 1], to 1e-12.
func inUnit(u float64) bool { return -1e-12 <= u && u <= 1+1e-12 }

// add classifies a zero of the gradient, and keeps it if it is new. bend is what
// the Hessian matrix amounts to nearby.
func (s *Search) add(r root, bend float64) {
	values, _ := eigen(r.jet.XX, r.jet.XY, r.jet.YY)
	lo, hi := math.Abs(values[0]), math.Abs(values[1])
	if r.err > 1e-10 || min(lo, hi) <= 1e-9*max(lo, hi, bend) {
		s.degenerate.add(r, s.n, 1e-9*s.zmax)
		return
	}
	kind := Saddle
	switch {
	case values[0] > 0:
		kind = Minimum
	case values[1] < 0:
		kind = Maximum
	}
	for _, old := range s.regular {
		if old.kind == kind && math.Hypot(old.u-r.u, old.v-r.v) < 1e-4/float64(s.n) {
			return
		}
	}
	s.regular = append(s.regular, finding{r, kind})
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

// zero reports whether the component may be zero in the cell, given by how much
// it may change.
func (s *span) zero(change float64) bool {
	return s.lo <= 0 && s.hi >= 0 || s.most <= 2*change
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

// flat reports whether the cell is level, as far as floating-point numbers tell.
func (c *survey) flat() bool { return c.steepest < 1e-290 && c.bend < 1e-290 }
