package page

import (
	"math"
	"slices"
	"strconv"
	"time"

	"zscape/exhibit"
	"zscape/scene"
)

// Pointer positions are in screen units from the picture's top left corner.

// gesture follows the pointers that are down on the picture.
type gesture struct {
	down  []pointer // in the order they went down; two at most count
	pan   bool      // shift or another button than the first: pan instead of turn
	moved bool      // since the first went down
	space int       // index of the panel that turns; -1: none

	camera string // the name of the one that was turned last

	drag *exhibit.Drag // what the session lets the pointer hold

	clicked time.Time     // when a click last did something
	before  exhibit.State // what was there before
}

// doubleClick is how long before a double click its first click may have been.
const doubleClick = 700 * time.Millisecond

type pointer struct {
	id int
	at scene.Point
}

// PointerDown begins a drag: of what the exhibit has there to be held, or else
// the main button turns, and with grip.Shift moves, the picture. A second
// pointer pinches.
func (p *Page) PointerDown(id int, at scene.Point, grip exhibit.Grip) {
	defer p.event()()
	if p.postpone("", func() { p.PointerDown(id, at, grip) }) {
		return
	}
	g := &p.gesture
	if len(g.down) == 0 {
		g.pan, g.moved = grip.Shift, false
		g.space = p.spaceAt(at)
	}
	g.down = slices.DeleteFunc(g.down, func(d pointer) bool { return d.id == id }) // its end was not heard of
	g.down = append(g.down, pointer{id, at})
	p.unhover()
	switch len(g.down) {
	case 1:
		p.grab(at, grip)
	case 2:
		p.drop()
		g.moved = true
		p.grab(g.down[0].at.Add(at).Scale(0.5), exhibit.Grip{Touch: true, Pinch: true})
	}
}

// grab takes hold of what the session has at the point.
func (p *Page) grab(at scene.Point, grip exhibit.Grip) {
	if h, ok := p.session.(exhibit.Handler); ok {
		if d, ok := h.Grab(at, p.w, p.h, grip); ok {
			p.gesture.drag = &d
			if d.Cursor == "grab" {
				p.setCursor("grabbing")
			}
		}
	}
}

// drop lets go of what was held.
func (p *Page) drop() {
	g := &p.gesture
	if g.drag != nil && g.drag.Drop != nil {
		p.apply(g.drag.Drop(p.state, g.moved))
	}
	g.drag = nil
}

// apply brings the picture to s, if the session takes it, and draws it.
func (p *Page) apply(s exhibit.State) {
	p.events.drawn = nil // a session may show what is dragged before it is in the State
	p.redraw()
	if !s.Equal(p.state) && p.update(s) == nil {
		p.addressSoon()
	}
	p.moved()
}

// PointerMove moves what is held, turns, pans and zooms while pointers are
// down, and otherwise points at the picture.
func (p *Page) PointerMove(id int, at scene.Point) {
	defer p.event()()
	if p.session == nil {
		return
	}
	g := &p.gesture
	k := slices.IndexFunc(g.down, func(d pointer) bool { return d.id == id })
	switch {
	case len(g.down) == 0 && len(p.settling.queue) == 0:
		p.pick(at)
		p.showCursor(at)
		return
	case p.postpone("pointer "+strconv.Itoa(id), func() { p.PointerMove(id, at) }), k < 0 || k > 1:
		return
	}
	was := g.down[k].at
	g.down[k].at = at
	d := at.Sub(was)
	if d == (scene.Point{}) {
		return
	}
	g.moved = true
	if len(g.down) >= 2 {
		p.pinch(g.down[1-k].at, was, at)
		return
	}
	if g.drag != nil {
		if g.drag.Move != nil {
			p.apply(g.drag.Move(at, p.state))
		}
		return
	}
	v := p.view(g.space)
	if v == nil {
		return
	}
	c := p.cameraIn(g.space)
	if g.pan || p.flatIn(g.space) {
		c.Pan = panned(v, c, d)
	} else {
		// As in matplotlib, a drag across the picture turns by 180 degrees.
		side := min(v.Frame.W(), v.Frame.H())
		c = c.Orbit(-180*d.X/side, 180*d.Y/side)
		p.canvas.turning = true
	}
	p.look(g.space, c)
}

// pinch moves one of two fingers while the other stays: their distance zooms,
// the middle between them pans.
func (p *Page) pinch(other, was, at scene.Point) {
	g := &p.gesture
	before := was.Sub(other).Norm()
	middle := at.Add(other).Scale(0.5)
	factor := 1.0
	if before > 0 {
		factor = at.Sub(other).Norm() / before
	}
	if g.drag != nil {
		if g.drag.Move != nil {
			p.apply(g.drag.Move(middle, p.state))
		}
		if p.zoomHeld(middle, factor) {
			// The view has changed under the fingers: they take hold of it anew.
			g.drag = nil
			p.grab(middle, exhibit.Grip{Touch: true, Pinch: true})
		}
		return
	}
	v := p.view(g.space)
	if v == nil {
		return
	}
	c := zoomed(v, p.cameraIn(g.space), factor, was.Add(other).Scale(0.5))
	c.Pan = panned(v, c, at.Sub(was).Scale(0.5))
	p.look(g.space, c)
}

// zoomHeld lets the session zoom; ok is false if it has nothing to zoom there.
func (p *Page) zoomHeld(at scene.Point, factor float64) (ok bool) {
	h, ok := p.session.(exhibit.Handler)
	if !ok {
		return false
	}
	next, ok := h.Zoom(at, p.w, p.h, factor, p.state)
	if ok {
		p.apply(next)
	}
	return ok
}

// PointerUp ends a drag.
func (p *Page) PointerUp(id int) {
	defer p.event()()
	if p.postpone("", func() { p.PointerUp(id) }) {
		return
	}
	g := &p.gesture
	at := scene.Point{}
	g.down = slices.DeleteFunc(g.down, func(d pointer) bool {
		if d.id == id {
			at = d.at
		}
		return d.id == id
	})
	if len(g.down) > 0 {
		p.drop() // two fingers held it; one goes on without
		return
	}
	held := g.drag != nil
	before := p.state
	p.drop()
	if held {
		p.showCursor(at)
	}
	if g.moved || !p.state.Equal(before) {
		if now := p.now(); !g.moved && now.Sub(g.clicked) > doubleClick {
			g.clicked, g.before = now, before
		}
		p.commit()
		if !held {
			p.announceView()
		}
	}
	g.moved = false
}

// PointerLeave is the pointer leaving the picture.
func (p *Page) PointerLeave() {
	defer p.event()()
	if len(p.gesture.down) == 0 {
		p.unhover()
	}
}

// Wheel zooms about the pointer; dy is in pixels, positive towards the reader.
func (p *Page) Wheel(at scene.Point, dy float64) {
	defer p.event()()
	if p.session == nil || dy-dy != 0 || p.postpone("", func() { p.Wheel(at, dy) }) {
		return
	}
	p.zoom(at, math.Exp(-0.0015*max(-400, min(dy, 400))), p.spaceAt(at))
	p.commitSoon()
}

// inside reports whether a point lies in a picture w x h large.
func inside(at scene.Point, w, h float64) bool {
	return at.X >= 0 && at.Y >= 0 && at.X < w && at.Y < h
}

// restAfter is how long after the last change the picture is at rest.
const restAfter = 180 * time.Millisecond

// moved notes that the picture is moving, and draws it once more when it has come to rest.
func (p *Page) moved() {
	waiting := !p.canvas.movedAt.IsZero()
	p.canvas.movedAt = p.now()
	if !waiting {
		p.awaitRest(restAfter)
	}
	p.mark(dirtyPicture)
}

func (p *Page) awaitRest(d time.Duration) {
	p.after(d, func() {
		since := p.now().Sub(p.canvas.movedAt)
		if since < restAfter || len(p.gesture.down) > 0 {
			p.awaitRest(max(restAfter-since, restAfter/4))
			return
		}
		p.canvas.movedAt, p.canvas.turning = time.Time{}, false
		p.redraw()
		p.mark(dirtyPicture)
	})
}

// commitSoon makes one entry in the history of what goes on without an end
// of its own: the wheel, keys.
func (p *Page) commitSoon() {
	p.nudges++
	before, last := p.state, p.nudges
	p.after(500*time.Millisecond, func() {
		if p.nudges == last && p.state.Equal(before) && len(p.gesture.down) == 0 {
			p.commit()
			p.announceView()
		}
	})
}
