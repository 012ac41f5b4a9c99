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

	// What takes long is drawn in steps, and a picture at rest coarsely before.
	routine *task.Routine // that draws; nil: none
	samples int           // what it draws, or drew, has along an axis at most; 0: all
	spent   time.Duration // on it
	slow    bool          // a picture at rest took long the last time
	ready   bool          // what it drew is to be shown
	rough   bool          // since it was drawn coarsely, nothing has changed
	fine    bool          // since it was drawn at rest, nothing has but what is pointed at
}

// movingSamples is how finely surfaces are drawn while they move.
const movingSamples = 128

// draw returns the picture; nil if the last one stays for now.
func (p *Page) draw(moving bool) *scene.DisplayList {
	c := &p.canvas
	switch {
	case c.ready:
		c.ready = false
	case moving:
		p.redraw()
		if !p.drawNow(movingSamples) {
			return nil
		}
	case c.fine:
		p.record(p.figure(), 0, nil)
		c.shown = 1 - c.shown
	case c.routine != nil || !p.drawAtRest():
		return nil
	}
	return &c.lists[c.shown]
}

// drawAtRest draws the picture or, if that takes long, a coarse one first; it reports
// whether there is one to be shown.
func (p *Page) drawAtRest() bool {
	c := &p.canvas
	if !c.slow && p.drawNow(0) {
		return true
	}
	c.slow = true
	switch {
	case c.rough && c.routine == nil:
		p.drawSoon(0)
		return false
	case c.rough:
		return false
	case c.routine != nil:
		c.routine.Stop()
	}
	if !p.drawNow(movingSamples) {
		return false
	}
	p.drawSoon(0)
	return true
}

// startDrawing begins to draw the picture with so many samples along an axis at most.
func (p *Page) startDrawing(samples int) {
	c, f := &p.canvas, p.figure()
	c.routine, c.samples, c.spent = task.NewRoutine(func(pause func()) { p.record(f, samples, pause) }), samples, 0
}

// drawNow draws the picture, and reports whether that has been done; otherwise it goes
// on in slices.
func (p *Page) drawNow(samples int) (done bool) {
	p.startDrawing(samples)
	if done = p.drawOn(p.due(p.events.begun, instant)); !done {
		p.goOn()
	}
	return done
}

// drawSoon draws the picture in slices.
func (p *Page) drawSoon(samples int) {
	p.startDrawing(samples)
	p.goOn()
}

// goOn goes on drawing in slices, and then has the picture shown.
func (p *Page) goOn() {
	c := &p.canvas
	mine := c.routine
	p.inSlices(func(due func() bool) (done bool) {
		switch {
		case c.routine != mine: // it was given up
			return true
		case !p.drawOn(due):
			return false
		}
		c.ready = true
		p.mark(dirtyPicture)
		return true
	})
}

// drawOn goes on drawing until that is due to end, and reports whether the picture has
// been drawn.
func (p *Page) drawOn(due func() bool) (done bool) {
	c, begun := &p.canvas, p.now()
	done = c.routine.Step(due)
	c.spent += p.now().Sub(begun)
	if !done {
		return false
	}
	c.routine, c.shown = nil, 1-c.shown
	if c.samples > 0 {
		c.rough = true
	} else {
		c.fine, c.slow = true, c.spent >= instant
	}
	return true
}

// inMotion reports whether a picture is being drawn that the next one has to wait for.
func (c *canvas) inMotion() bool { return c.routine != nil && c.samples > 0 }

// redraw gives up what is being drawn, or was: it is out of date.
func (p *Page) redraw() {
	c := &p.canvas
	c.fine, c.rough, c.ready = false, false, false
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
