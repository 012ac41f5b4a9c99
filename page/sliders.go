package page

import (
	"slices"
	"time"

	"zscape/exhibit"
)

// Slider is how a slider plays.
type Slider struct {
	exhibit.Motion
	Playing bool // else it would play so
}

// sliders is the clock of the sliders that play by themselves. Which do is the
// State's to say; here is where each has come to.
type sliders struct {
	at     map[string]glide          // by key, of those that play
	still  map[string]bool           // what a link would play, but the visitor wants nothing to move by itself
	chosen map[string]exhibit.Motion // as each was played last
	shown  []Slider
	last   time.Time

	held   string    // key of the slider under the visitor's hand
	heldAt time.Time // when it was last moved
}

// glide is where a playing slider is.
type glide struct {
	exhibit.Course
	text string // as the State has it
}

// holdFor is how long a slider that the visitor has moved, and may still hold, stays.
const holdFor = 700 * time.Millisecond

// PlaySlider lets the slider key play, or stops it.
func (p *Page) PlaySlider(key string) {
	defer p.event()()
	if p.session == nil || !p.state.Plays(key) {
		return
	}
	if p.slides(key) {
		p.stopSliders(key)
		return
	}
	m := p.motionOf(key)
	s := &p.sliders
	delete(s.still, key)
	delete(s.at, key)
	if m.Mode == "once" && p.course(key).At >= 1 { // it begins anew
		p.update(p.state.WithCourse(key, exhibit.Course{}))
	}
	p.play(m)
	p.say(p.label(key) + ": " + word(p.lang, "playing", "再生中"))
}

// play makes m what the State plays.
func (p *Page) play(m exhibit.Motion) {
	p.sliders.keep(m)
	if p.update(p.state.WithMotion(m)) == nil {
		p.addressSoon()
	}
}

// SetMotion changes how the slider key plays: its speed, unless 0, and its
// mode, unless empty. An invalid value is left as it is.
func (p *Page) SetMotion(key string, speed float64, mode string) {
	defer p.event()()
	if p.session == nil || !p.state.Plays(key) {
		return
	}
	m := p.motionOf(key)
	if speed >= exhibit.MinSlideSpeed && speed <= exhibit.MaxSlideSpeed {
		m.Speed = speed
	}
	if slices.ContainsFunc(exhibit.MotionModes, func(o exhibit.Option) bool { return o.Value == mode }) {
		m.Mode = mode
	}
	p.sliders.keep(m)
	if p.slides(key) {
		p.play(m)
	}
	p.mark(dirtySliders)
}

// PlaySliders stops all sliders that play or, if none does, lets those play
// again that did last. It reports whether there is any.
func (p *Page) PlaySliders() bool {
	defer p.event()()
	var playing, rest []string
	for _, key := range p.state.Sliders() {
		if p.slides(key) {
			playing = append(playing, key)
		} else if _, ok := p.sliders.chosen[key]; ok || p.sliders.still[key] {
			rest = append(rest, key)
		}
	}
	if playing != nil {
		p.stopSliders(playing...)
		return true
	}
	for _, key := range rest {
		p.PlaySlider(key)
	}
	return rest != nil
}

// stopSliders ends the playing of sliders: one entry of the history.
func (p *Page) stopSliders(keys ...string) {
	next := p.state
	for _, key := range keys {
		p.sliders.keep(p.motionOf(key))
		next = next.WithoutMotion(key)
		delete(p.sliders.still, key)
		delete(p.sliders.at, key)
	}
	if p.update(next) != nil {
		return
	}
	p.commit()
	p.announceChange(keys[len(keys)-1])
}

// keep remembers how a slider is played.
func (s *sliders) keep(m exhibit.Motion) {
	if s.chosen == nil {
		s.chosen = map[string]exhibit.Motion{}
	}
	s.chosen[m.Key] = m
}

// motionOf returns how the slider key plays, did last, or would.
func (p *Page) motionOf(key string) exhibit.Motion {
	for _, m := range p.state.Motions() {
		if m.Key == key {
			return m
		}
	}
	if m, ok := p.sliders.chosen[key]; ok {
		return m
	}
	return exhibit.NewMotion(key)
}

// slides reports whether the slider key moves.
func (p *Page) slides(key string) bool {
	return !p.sliders.still[key] && slices.ContainsFunc(p.state.Motions(), func(m exhibit.Motion) bool { return m.Key == key })
}

// course returns where the slider key is.
func (p *Page) course(key string) exhibit.Course {
	c, _ := p.state.Control(key)
	course := exhibit.CourseOf(c, p.state.Number(key))
	course.Back = course.At >= 1
	return course
}

// calmSliders keeps still what the State, which comes from a link, would play,
// if the visitor wants nothing to move by itself.
func (p *Page) calmSliders() {
	s := &p.sliders
	s.still, s.at, s.last, s.held = nil, nil, time.Time{}, ""
	if !p.calm {
		return
	}
	for _, m := range p.state.Motions() {
		if s.still == nil {
			s.still = map[string]bool{}
		}
		s.still[m.Key] = true
	}
}

// holdSlider notes that the visitor moves the slider key; final is the end of that.
func (p *Page) holdSlider(key string, final bool) {
	p.sliders.held, p.sliders.heldAt = key, p.now()
	if final {
		p.sliders.held = ""
	}
}

// slide moves the playing sliders on to now, and reports whether any goes on.
func (p *Page) slide() (more bool) {
	s, motions := &p.sliders, p.state.Motions()
	if len(motions) == 0 {
		s.at, s.last = nil, time.Time{}
		return false
	}
	now := p.now()
	d := 0.0
	if !s.last.IsZero() {
		d = passed(s.last, now).Seconds()
	}
	s.last = now
	next := p.state
	var ended []string
	at := make(map[string]glide, len(motions))
	for _, m := range motions {
		if s.still[m.Key] {
			continue
		}
		more = true
		g, ok := s.at[m.Key]
		if text := p.state.Text(m.Key); !ok || g.text != text { // it begins, or was moved
			back := ok && g.Back
			g = glide{p.course(m.Key), text}
			g.Back = g.Back || back && g.At > 0
		} else if m.Key != s.held || now.Sub(s.heldAt) > holdFor {
			var done bool
			if g.Course, done = m.Advance(g.Course, d); done {
				ended = append(ended, m.Key)
			}
		}
		next = next.WithCourse(m.Key, g.Course)
		g.text = next.Text(m.Key)
		at[m.Key] = g
	}
	s.at = at
	if !more {
		s.last = time.Time{}
		return false
	}
	if !next.Equal(p.state) {
		if p.update(next) != nil {
			// The exhibit does not take this value; the next may do.
			for key, g := range at {
				g.text = p.state.Text(key)
				at[key] = g
			}
		}
		p.addressSoon()
	}
	if ended != nil {
		p.stopSliders(ended...)
	}
	return true
}

// showSliders shows which sliders play, and how.
func (p *Page) showSliders() {
	var list []Slider
	for _, key := range p.state.Sliders() {
		list = append(list, Slider{p.motionOf(key), p.slides(key)})
	}
	if !slices.Equal(list, p.sliders.shown) {
		p.sliders.shown = list
		p.host.ShowSliders(list)
	}
}

// sliding returns the keys of the sliders that move.
func (p *Page) sliding() (keys []string) {
	for _, m := range p.state.Motions() {
		if p.slides(m.Key) {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// label returns what the control key is called.
func (p *Page) label(key string) string {
	c, _ := p.state.Control(key)
	return c.Label.In(p.lang)
}
