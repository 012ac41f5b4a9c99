package page

import (
	"fmt"
	"time"

	"zscape/exhibit"
	"zscape/scene"
)

// canvas is how the picture is drawn.
type canvas struct {
	list    scene.DisplayList
	count   int       // of frames
	movedAt time.Time // when the picture last moved; zero at rest
	turning bool      // the angles are shown
}

// movingSamples is how finely surfaces are drawn while they move.
const movingSamples = 128

// Frame returns the picture now, and whether it goes on moving by itself. The
// list is valid until the next call.
func (p *Page) Frame() (l *scene.DisplayList, more bool) {
	if p.session == nil {
		return nil, false
	}
	defer p.event()()
	p.advance()
	turns := p.spin()
	turns = p.slide() || turns
	p.poll()
	f := p.figure()
	f.Theme, f.Samples, f.Note = p.theme(), 0, ""
	if p.player.playing || turns || !p.canvas.movedAt.IsZero() {
		f.Samples = movingSamples
	}
	if p.canvas.turning {
		c := p.state.CameraOf(p.gesture.camera)
		// In any language: the canvas has no Japanese type.
		f.Note = scene.Minus(fmt.Sprintf("az %.1f°   el %.1f°", c.Azimuth, c.Elevation))
	}
	f.Draw(&p.canvas.list, p.w, p.h)
	p.canvas.count++
	p.events.dirty &^= dirtyPicture
	return &p.canvas.list, p.player.playing || turns
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
	s := Status{Frames: p.canvas.count, Playing: p.player.playing, Controls: map[string]string{}}
	if p.session == nil {
		return s
	}
	defer p.event()()
	p.aimAgain()
	s.Hover = p.hover.hit
	s.State, s.Exhibit = p.state.String(), p.state.Exhibit().Name
	p.poll()
	s.Run = p.condition()
	s.Moving, s.Sliding = !p.canvas.movedAt.IsZero(), p.sliding()
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
