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
	samples   samples
	playRange playRange
	flow      flow
	axis      zAxis
	heights   heights
	patches   patches
	coloring  coloring
	reach     zRange // the least and the greatest z; NaN if there is none
	version   uint64 // another one as soon as one of them changes

	probe     probe
	picture   picture
	multiples multiples
	aliasing  aliasing
}

// New returns a session in the default State of e; own are the controls of src.
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
	s := &Session{Source: src, own: own, open: open}
	s.flow.from = &s.samples.field
	if err := s.Update(e.Default()); err != nil {
		panic("heightfield: " + e.Name + ": the default state: " + err.Error())
	}
	return s
}

// changes says what another State changes.
type changes struct {
	lattice, source, goal, breaks, heights, look, histogram, moment bool
}

// changesTo returns what st changes.
func (s *Session) changesTo(st exhibit.State) changes {
	old := s.State
	if old.Exhibit() == nil {
		return changes{lattice: true, source: true, goal: true, breaks: true, heights: true, look: true}
	}
	files := st.Shelf() != old.Shelf()
	c := changes{
		lattice:   st.Changed(old, latticeKeys(st)...),
		source:    files || st.Changed(old, s.own...) || st.MoreChanged(old) || st.Changed(old, exhibit.Play),
		goal:      files || st.Changed(old, "to"),
		breaks:    st.Changed(old, breakKeys...),
		heights:   st.Changed(old, heightKeys...),
		look:      st.Changed(old, lookKeys...),
		histogram: st.Changed(old, "hist"),
		moment:    st.Changed(old, "t"),
	}
	c.source = c.source || c.moment && moves(s.Source)
	return c
}

// Update brings the picture to st.
func (s *Session) Update(st exhibit.State) error {
	changed := s.changesTo(st)
	x, y := s.samples.lattice()
	to := s.flow.to

	if err := checkLimits(st); err != nil {
		return err
	}
	color, err := readQuantity(st, s.coloring.quantity)
	if err != nil {
		return err
	}
	if _, ok := s.Source.(Latticer); changed.lattice || ok && changed.source {
		u, v, err := lattice(st, s.Source)
		if err != nil {
			return err
		}
		changed.lattice = changed.lattice || !slices.Equal(u, x) || !slices.Equal(v, y)
		x, y = u, v
	}
	if changed.goal || changed.lattice {
		if to, err = readGoal(st, s.open, x, y); err != nil {
			return err
		}
	}
	// From here on, only Source.Update can fail, and it goes first.
	sampled := changed.source || changed.lattice
	if sampled {
		if err := s.Source.Update(st); err != nil {
			return err
		}
	}
	s.State = st

	b := readBreaks(st)
	if sampled {
		s.samples.update(s.Source, x, y)
	}
	if sampled || changed.breaks {
		s.samples.tear(b)
		field := &s.samples.field
		field.span.zRange = s.playRange.widen(field.span.zRange, st, s.own, x, y)
	}
	if to != nil && (to != s.flow.to || changed.breaks) {
		to.tear(b, nil)
	}
	ease := easeOf(st, to)
	flowed := to != s.flow.to || ease != s.flow.ease
	s.flow.to, s.flow.ease = to, ease

	switch formula := color.program != nil && changed.moment; {
	case sampled || changed.breaks || changed.heights || flowed:
		s.coloring.quantity = color
		s.flow.update()
		s.draw()
	case formula:
		s.coloring.quantity = color
		s.color()
		s.version++
	case changed.histogram:
		s.coloring.count(st.On("hist"), s.heights.inside.Z)
		s.version++
	case changed.look:
		s.version++
	}
	s.multiples.update(st, s.Source, s.Playable(), func() *Session {
		src, _ := NewSource(st.Exhibit())
		return newSession(st.Exhibit(), src, s.own, s.open)
	})
	return nil
}

// draw brings what is drawn to the samples that are shown.
func (s *Session) draw() {
	st, shown, clamp := s.State, &s.flow.grid, !s.State.On("clip")
	s.axis.update(st, &s.samples, &s.flow)
	s.heights.update(shown, &s.axis, clamp)
	if s.patches.drawn = needPatches(&s.samples, shown, s.axis.limits.cut()); s.patches.drawn {
		s.patches.update(&s.samples, &s.flow, &s.axis, clamp)
	}
	s.color()
	s.reach = s.samples.reach(shown)
	s.probe.clear()
	s.version++
}
