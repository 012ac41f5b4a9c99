package heightfield

import (
	"slices"

	"zscape/exhibit"
)

// Session shows a Source: an exhibit.Session that can be pointed at, played,
// tabulated and written as code.
type Session struct {
	Source Source
	State  exhibit.State // what is shown

	own  []string // keys of the Source
	open exhibit.Opener

	// What is shown, each part computed from those above it.
	work      work // what is left to do for it
	samples   samples
	playRange playRange
	flow      flow
	axis      zAxis
	heights   heights
	patches   patches
	coloring  coloring
	reach     zRange // the least and the greatest z; NaN if there is none
	version   uint64 // another one as soon as one of them changes
	undrawn   bool   // the samples that are shown are others than those that are drawn

	probe     probe
	picture   picture
	multiples multiples
	aliasing  aliasing
}

// New returns a session in the default State of e, which is registered; own are the
// controls of src.
func New(e *exhibit.Exhibit, src Source, own []exhibit.Control, open exhibit.Opener) *Session {
	var keys []string
	for _, c := range own {
		if c.Kind != exhibit.Action {
			keys = append(keys, c.Key)
		}
	}
	return newSession(e, src, keys, open)
}

func newSession(e *exhibit.Exhibit, src Source, own []string, open exhibit.Opener) *Session {
	if _, ok := sources[e]; !ok {
		panic("heightfield: " + e.Name + " is not registered")
	}
	s := &Session{Source: src, own: own, open: open}
	s.flow.from, s.samples.pause = &s.samples.field, s.rest
	if err := s.Update(e.Default()); err != nil {
		panic("heightfield: " + e.Name + ": the default state: " + err.Error())
	}
	return s
}

// changes says what another State changes.
type changes struct {
	lattice   bool // where there are samples
	source    bool // what they are samples of
	flow      bool // what they flow into
	moment    bool // the position t of the player
	breaks    bool // what is torn
	heights   bool // which heights are drawn, and what colours stand for
	histogram bool
	look      bool // how it is painted
	panels    bool // of what there are small multiples
}

// changesTo returns what st changes.
func (s *Session) changesTo(st exhibit.State) changes {
	old := s.State
	if old.Exhibit() == nil {
		return changes{lattice: true, source: true, flow: true, moment: true, breaks: true, heights: true, histogram: true, look: true, panels: true}
	}
	files := st.Shelf() != old.Shelf()
	c := changes{
		lattice:   st.Changed(old, latticeKeys(st)...),
		source:    files || st.Changed(old, s.own...) || st.MoreChanged(old) || st.Changed(old, exhibit.PlayKey),
		flow:      files || st.Changed(old, exhibit.GoalKey),
		moment:    st.Changed(old, exhibit.PositionKey),
		breaks:    st.Changed(old, breakKeys...),
		heights:   st.Changed(old, heightKeys...),
		histogram: st.Changed(old, "hist"),
		look:      st.Changed(old, lookKeys...),
		panels:    st.Changed(old, "panels"),
	}
	c.source = c.source || c.moment && moves(s.Source)
	return c
}

// or returns what one of two changes, or both.
func (c changes) or(d changes) changes {
	return changes{
		lattice: c.lattice || d.lattice, source: c.source || d.source, flow: c.flow || d.flow, moment: c.moment || d.moment, breaks: c.breaks || d.breaks,
		heights: c.heights || d.heights, histogram: c.histogram || d.histogram, look: c.look || d.look,
		panels: c.panels || d.panels,
	}
}

// input is what a State asks for, as far as reading it can fail.
type input struct {
	changes
	x, y  []float64 // the lattice
	goal  *field    // what the surface flows into, nil for nothing
	color quantity
}

// read reads st, which changes nothing yet. An error is a *exhibit.Problem.
func (s *Session) read(st exhibit.State) (in input, err error) {
	in = s.wanted()
	in.changes = s.changesTo(st)
	if err := checkLimits(st); err != nil {
		return in, err
	}
	if in.color, err = readQuantity(st, in.color); err != nil {
		return in, err
	}
	if _, ok := s.Source.(Latticer); in.lattice || ok && in.source {
		x, y, err := lattice(st, s.Source)
		if err != nil {
			return in, err
		}
		in.lattice = in.lattice || !slices.Equal(x, in.x) || !slices.Equal(y, in.y)
		in.x, in.y = x, y
	}
	if in.flow || in.lattice {
		in.goal, err = readGoal(st, s.open)
	}
	return in, err
}

// Update brings the picture to st.
func (s *Session) Update(st exhibit.State) error {
	in, err := s.read(st)
	if err != nil {
		return err
	}
	if in.sampled() {
		if err := s.Source.Update(st); err != nil { // then it has changed nothing
			return err
		}
	}
	s.State, s.picture.assembled = st, false
	if s.leave(in); !s.work.deferred {
		s.settle()
		s.analyze()
		s.work.unknown = false
	}
	return nil
}

// sampled reports whether there are other samples.
func (c changes) sampled() bool { return c.source || c.lattice }

// compute brings the picture to the State, of which in is what it asks for.
func (s *Session) compute(in input) {
	st := s.State
	if in.sampled() {
		s.samples.update(s.Source, in.x, in.y)
		s.rest()
	}
	b := readBreaks(st)
	if in.sampled() || in.breaks {
		s.samples.tear(b)
		s.rest()
		span := &s.samples.field.span
		span.zRange = s.playRange.widen(span.zRange, st, s.own, in.x, in.y, s.rest)
	}
	if in.goal != nil && in.goal != s.flow.to {
		in.goal.pause = s.rest
		in.goal.sample(in.x, in.y, nil)
	}
	if in.goal != nil && (in.goal != s.flow.to || in.breaks) {
		in.goal.tear(b, nil)
	}
	flowed := s.flow.set(in.goal, easeOf(st, in.goal))
	s.undrawn = s.undrawn || in.sampled() || in.breaks || flowed || in.heights

	switch {
	case s.undrawn:
		s.coloring.quantity = in.color
		s.flow.update()
		s.rest()
		s.draw()
	case in.moment && in.color.program != nil:
		s.coloring.quantity = in.color
		s.color()
		s.version++
	case in.histogram:
		s.coloring.count(st.On("hist"), s.heights.inside.Z)
		s.version++
	case in.look:
		s.version++
	}
	s.multiples.update(st, s.Source, s.Playable(), s.rest, func() *Session {
		src, _ := NewSource(st.Exhibit())
		return newSession(st.Exhibit(), src, s.own, s.open)
	})
}

// draw brings what is drawn to the samples that are shown.
func (s *Session) draw() {
	clamp := !s.State.On("clip")
	s.axis.update(s.State, &s.samples, &s.flow)
	s.rest()
	s.heights.update(&s.flow.grid, &s.axis, clamp, s.rest)
	s.rest()
	s.patches.update(&s.samples, &s.flow, &s.axis, clamp, s.rest)
	s.rest()
	s.color()
	s.rest()
	s.reach = s.samples.reach(&s.flow.grid, s.rest)
	s.probe.clear()
	s.version++
	s.picture.assembled, s.undrawn = false, false
}

// color brings the colours to the samples that are shown.
func (s *Session) color() {
	c := &s.coloring
	c.update(shownField{samples: &s.flow.grid, inside: &s.heights.inside, exact: s.exact(), cut: s.axis.limits.cut(), none: s.samples.noField()}, &s.axis, s.rest)
	if s.samples.pieces != nil {
		c.fit(&s.patches)
	}
	c.count(s.State.On("hist"), s.heights.inside.Z)
}

// exact returns what knows the derivatives of the height field that is shown, nil if
// that is not known.
func (s *Session) exact() Differentiable {
	if d, ok := s.Source.(Differentiable); ok && !s.flow.begun() {
		return d
	}
	return nil
}

// Press carries out the buttons of the motion group: "keep" makes the surface
// that is shown now the end, "swap" exchanges start and end.
func (s *Session) Press(key string, st exhibit.State) (exhibit.State, bool) {
	switch key {
	case "keep":
		return keep(st, s.own)
	case "swap":
		return swap(st, s.own, s.open)
	}
	return st, false
}

// Flat reports whether the picture is a contour plot seen from above.
func (s *Session) Flat() bool { return isFlat(s.State) }

// Playable reports whether there is a surface to flow to, or one that moves.
func (s *Session) Playable() bool { return s.wanted().goal != nil || moves(s.Source) }

// Lattice returns the axes of the samples. They belong to the session.
func (s *Session) Lattice() (x, y []float64) {
	s.settle()
	return s.samples.lattice()
}
