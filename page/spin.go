package page

import (
	"time"

	"zscape/exhibit"
)

// spinner is the clock of a picture that turns by itself.
type spinner struct {
	azimuth float64 // unrounded
	shown   float64 // as the State has it
	last    time.Time
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
	now := p.now()
	c := p.state.Camera()
	if s.last.IsZero() || c.Azimuth != s.shown { // it begins, or the visitor has turned it
		s.azimuth = c.Azimuth
	} else {
		s.azimuth += speed * passed(s.last, now).Seconds()
	}
	s.last = now
	c.Azimuth = s.azimuth
	c = c.Clamp()
	s.azimuth = c.Azimuth
	next := p.state.WithCamera(c)
	s.shown = next.Camera().Azimuth
	if !next.Equal(p.state) {
		p.turn(next)
		p.addressSoon()
	}
	return true
}
