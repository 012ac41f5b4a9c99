package page

import (
	"fmt"

	"zscape/exhibit"
	"zscape/scene"
)

// movingSamples is how finely surfaces are drawn while they move.
const movingSamples = 128

// Frame returns the picture now, and whether it goes on moving by itself. The
// list is valid until the next call.
func (p *Page) Frame() (l *scene.DisplayList, more bool) {
	if p.session == nil {
		return nil, false
	}
	p.advance()
	turns := p.spin()
	turns = p.slide() || turns
	p.watch()
	f := p.session.Figure()
	f.Theme, f.Samples, f.Note = p.theme(), 0, ""
	if p.player.playing || turns || !p.movedAt.IsZero() {
		f.Samples = movingSamples
	}
	if p.turning {
		c := p.state.CameraOf(p.gesture.camera)
		// In any language: the canvas has no Japanese type.
		f.Note = scene.Minus(fmt.Sprintf("az %.1f°   el %.1f°", c.Azimuth, c.Elevation))
	}
	f.Draw(&p.list, p.w, p.h)
	p.frames++
	return &p.list, p.player.playing || turns
}

func (p *Page) theme() *scene.Theme {
	if p.Dark() {
		return &scene.Dark
	}
	return &scene.Light
}

// Drawn reports whether there has been a picture.
func (p *Page) Drawn() bool { return p.frames > 0 }

// Status is what tests and scripts may know of the page.
type Status struct {
	State    string
	Exhibit  string
	Playing  bool
	Position float64
	Hover    *scene.Vec
	Moving   bool
	Frames   int
	Sliding  []string // keys of the sliders that play
	Problems []string // keys
	Run      Run
	Readouts []exhibit.Readout
	Controls map[string]string
}

// Status returns the condition of the page.
func (p *Page) Status() Status {
	s := Status{Hover: p.hover, Frames: p.frames, Playing: p.player.playing, Controls: map[string]string{}}
	if p.session == nil {
		return s
	}
	s.State, s.Exhibit = p.state.String(), p.state.Exhibit().Name
	p.watch()
	s.Run = p.condition()
	s.Moving, s.Sliding = !p.movedAt.IsZero(), p.sliding()
	if p.playable() {
		s.Position = p.state.Number("t")
	}
	for _, c := range p.state.Controls() {
		if c.Kind != exhibit.Action {
			s.Controls[c.Key] = p.state.Text(c.Key)
		}
	}
	for key := range p.wrong {
		s.Problems = append(s.Problems, key)
	}
	if r, ok := p.session.(exhibit.Readouter); ok {
		s.Readouts = r.Readouts()
	}
	return s
}
