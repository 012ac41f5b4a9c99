package page

import (
	"fmt"
	"time"

	"zscape/scene"
	"zscape/task"
)

// canvas is how the picture is drawn.
type canvas struct {
	lists   [2]scene.DisplayList
	shown   int       // the list that was returned last
	count   int       // of frames
	movedAt time.Time // when the picture last moved; zero at rest
	turning bool      // the angles are shown

	// A picture at rest that takes long is drawn in steps, while a coarse one is shown.
	routine *task.Routine // that draws it; nil: none
	spent   time.Duration // on it
	slow    bool          // it took long the last time
	ready   bool          // it has been drawn, and is to be shown
	fine    bool          // since it was drawn, nothing has changed but what is pointed at
}

// movingSamples is how finely surfaces are drawn while they move.
const movingSamples = 128

// draw returns the picture; nil if the last one stays for now.
func (p *Page) draw(moving bool) *scene.DisplayList {
	c := &p.canvas
	switch {
	case moving:
		p.redraw()
		p.record(p.figure(), movingSamples, nil)
	case c.ready:
		c.ready = false
		return &c.lists[c.shown]
	case c.fine:
		p.record(p.figure(), 0, nil)
	case c.routine != nil:
		return nil
	default:
		p.drawAtRest()
	}
	c.shown = 1 - c.shown
	return &c.lists[c.shown]
}

// drawAtRest draws the picture or, if that takes long, a coarse one first.
func (p *Page) drawAtRest() {
	c, f := &p.canvas, p.figure()
	begin := func() { c.routine, c.spent = task.NewRoutine(func(pause func()) { p.record(f, 0, pause) }), 0 }
	if !c.slow {
		if begin(); p.drawOn(p.due(p.events.begun, instant)) {
			return
		}
		p.redraw()
		c.slow = true
	}
	p.record(f, movingSamples, nil)
	begin()
	mine := c.routine
	p.inSlices(func(due func() bool) (done bool) {
		switch {
		case c.routine != mine: // it was given up
			return true
		case !p.drawOn(due):
			return false
		}
		c.shown, c.ready = 1-c.shown, true
		p.mark(dirtyPicture)
		return true
	})
}

// drawOn goes on with the picture at rest until that is due to end, and reports
// whether it has been drawn.
func (p *Page) drawOn(due func() bool) (done bool) {
	c, begun := &p.canvas, p.now()
	done = c.routine.Step(due)
	c.spent += p.now().Sub(begun)
	c.slow = c.spent >= instant
	if done {
		c.routine, c.fine = nil, true
	}
	return done
}

// redraw gives up the picture at rest that is being drawn, or was: it is out of date.
func (p *Page) redraw() {
	c := &p.canvas
	c.fine, c.ready = false, false
	if c.routine != nil {
		c.routine.Stop()
		c.routine = nil
		p.mark(dirtyPicture)
	}
}

// record draws f into the list that is not shown, with so many samples along an axis at
// most, all if 0. It calls pause, which may be nil, while that takes long.
func (p *Page) record(f *scene.Figure, samples int, pause func()) {
	f.Look, f.Note = scene.Look{Theme: p.theme(), Samples: samples, Pause: pause}, ""
	if p.canvas.turning {
		c := p.state.CameraOf(p.gesture.camera)
		// In any language: the canvas has no Japanese type.
		f.Note = scene.Minus(fmt.Sprintf("az %.1f°   el %.1f°", c.Azimuth, c.Elevation))
	}
	f.Draw(&p.canvas.lists[1-p.canvas.shown], p.w, p.h)
	f.Pause = nil
}
