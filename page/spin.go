package page

import (
	"time"

	"zscape/exhibit"
)

// spinner is the clock of a picture that turns by itself.
type spinner struct {
	last  time.Time
	turns map[string]turn // of each camera
}

// turn is where a camera looks from.
type turn struct {
	azimuth float64 // unrounded
	shown   float64 // as the State has it
}

// SetCalm says whether the visitor prefers reduced motion.
func (p *Page) SetCalm(calm bool) {
	defer p.event()()
	p.calm = calm
	p.mark(dirtyPicture)
}

// spinning returns how fast the picture turns by itself, 0 if it does not:
// while it is held, too, it stays.
func (p *Page) spinning() float64 {
	if _, ok := p.state.Exhibit().Control(exhibit.SpinKey); !ok || p.calm || p.flat() || len(p.gesture.down) > 0 {
		return 0
	}
	return p.state.Number(exhibit.SpinKey)
}

// spin turns the picture on to now, and reports whether it goes on.
func (p *Page) spin() (more bool) {
	s, speed := &p.spinner, p.spinning()
	if speed == 0 {
		s.last = time.Time{}
		return false
	}
	if s.last.IsZero() { // it begins
		s.turns = map[string]turn{}
	}
	now, next := p.now(), p.state
	for _, name := range exhibit.Cameras(p.session) {
		c := p.state.CameraOf(name)
		if t, ok := s.turns[name]; ok && c.Azimuth == t.shown { // else the visitor has turned it
			c.Azimuth = t.azimuth + speed*passed(s.last, now).Seconds()
			c = c.Clamp()
		}
		next = next.WithCameraOf(name, c)
		s.turns[name] = turn{c.Azimuth, next.CameraOf(name).Azimuth}
	}
	s.last = now
	if !next.Equal(p.state) {
		p.turn(next)
		p.addressSoon()
	}
	return true
}
