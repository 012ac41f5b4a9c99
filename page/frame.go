package page

import (
	"zscape/exhibit"
	"zscape/scene"
)

// Frame returns the picture now, nil if that is the one that was returned last, and
// whether it goes on moving by itself. The list is valid until the next call.
func (p *Page) Frame() (l *scene.DisplayList, more bool) {
	if p.session == nil {
		return nil, false
	}
	defer p.event()()
	c := &p.canvas
	if p.settling.waits || c.inMotion() {
		return nil, false
	}
	if more = c.ready && c.samples > 0; !more { // else it is shown before it moves on
		p.advance()
		more = p.spin()
		more = p.slide() || more
		p.poll()
		if !p.settled() {
			return nil, false
		}
		more = more || p.player.playing
	}
	l = p.draw(more || !c.movedAt.IsZero() || p.settling.goes) // what settles is drawn again
	p.events.dirty &^= dirtyPicture
	if l != nil {
		c.count++
		p.catchUp()
	}
	return l, more
}

func (p *Page) theme() *scene.Theme {
	if p.Dark() {
		return &scene.Dark
	}
	return &scene.Light
}

// Drawn reports whether there has been a picture.
func (p *Page) Drawn() bool { return p.canvas.count > 0 }

// Status is what tests and scripts may know of the page.
type Status struct {
	State    string
	Exhibit  string
	Playing  bool
	Position float64
	Hover    *scene.Vec
	Moving   bool // or not yet drawn as it is at rest
	Frames   int
	Sliding  []string // keys of the sliders that play
	Problems []string // keys
	Run      Run
	Readouts []exhibit.Readout
	Controls map[string]string
}

// Status returns the condition of the page.
func (p *Page) Status() Status {
	s := Status{Frames: p.canvas.count, Playing: p.player.playing, Controls: map[string]string{}}
	if p.session == nil {
		return s
	}
	defer p.event()()
	p.settleNow()
	p.aimAgain()
	s.Hover = p.hover.hit
	s.State, s.Exhibit = p.state.String(), p.state.Exhibit().Name
	p.poll()
	s.Run = p.condition()
	s.Moving, s.Sliding = !p.canvas.movedAt.IsZero() || p.busy() || p.settling.goes, p.sliding()
	if p.playable() {
		s.Position = p.state.Number(exhibit.PositionKey)
	}
	for _, c := range p.state.Controls() {
		if c.Kind != exhibit.Action {
			s.Controls[c.Key] = p.state.Text(c.Key)
		}
	}
	for key := range p.wrong.of {
		s.Problems = append(s.Problems, key)
	}
	if r, ok := p.session.(exhibit.Readouter); ok {
		s.Readouts = r.Readouts()
	}
	return s
}
