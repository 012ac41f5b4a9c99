package page

import (
	"math"
	"slices"
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
}

type pointer struct {
	id int
	at scene.Point
}

// PointerDown begins a drag: the main button turns, with pan set (shift, or
// another button) it moves the picture. A second pointer pinches.
func (p *Page) PointerDown(id int, at scene.Point, pan bool) {
	g := &p.gesture
	if len(g.down) == 0 {
		g.pan, g.moved = pan, false
	}
	g.down = slices.DeleteFunc(g.down, func(d pointer) bool { return d.id == id }) // its end was not heard of
	g.down = append(g.down, pointer{id, at})
	p.unhover()
}

// PointerMove turns, pans and zooms while pointers are down, and otherwise
// points at the surface.
func (p *Page) PointerMove(id int, at scene.Point) {
	if p.session == nil {
		return
	}
	g := &p.gesture
	k := -1
	for i := range g.down {
		if g.down[i].id == id {
			k = i
		}
	}
	switch {
	case len(g.down) == 0:
		p.pick(at)
		return
	case k < 0 || k > 1:
		return
	}
	was := g.down[k].at
	g.down[k].at = at
	d := at.Sub(was)
	if d == (scene.Point{}) {
		return
	}
	g.moved = true
	c := p.state.Camera()
	switch {
	case len(g.down) >= 2:
		// Two fingers: their distance zooms, the middle between them pans.
		other := g.down[1-k].at
		if before := was.Sub(other).Norm(); before > 0 {
			c = p.zoomed(c, at.Sub(other).Norm()/before, was.Add(other).Scale(0.5))
		}
		c.Pan = p.panned(c, d.Scale(0.5))
	case g.pan || p.flat():
		c.Pan = p.panned(c, d)
	default:
		// As in matplotlib, a drag across the picture turns by 180 degrees.
		side := min(p.w, p.h)
		c = c.Orbit(-180*d.X/side, 180*d.Y/side)
		p.turning = true
	}
	p.look(c)
}

// PointerUp ends a drag.
func (p *Page) PointerUp(id int) {
	g := &p.gesture
	for i := range g.down {
		if g.down[i].id == id {
			g.down = append(g.down[:i], g.down[i+1:]...)
			break
		}
	}
	if len(g.down) == 0 && g.moved {
		g.moved = false
		p.commit()
		p.announceView()
	}
}

// PointerLeave is the pointer leaving the picture.
func (p *Page) PointerLeave() {
	if len(p.gesture.down) == 0 {
		p.unhover()
	}
}

// Wheel zooms about the pointer; dy is in pixels, positive towards the reader.
func (p *Page) Wheel(at scene.Point, dy float64) {
	if p.session == nil || dy-dy != 0 {
		return
	}
	factor := math.Exp(-0.0015 * max(-400, min(dy, 400)))
	p.look(p.zoomed(p.state.Camera(), factor, at))
	p.commitSoon()
}

// zoomed returns c magnified by factor with the screen point at staying where it is.
func (p *Page) zoomed(c scene.Camera, factor float64, at scene.Point) scene.Camera {
	before := c.Zoom
	c.Zoom *= factor
	c = c.Clamp()
	v := p.session.Figure().View(p.w, p.h)
	fromCenter := at.Sub(v.Center)
	c.Pan = p.panned(c, fromCenter.Scale(1-c.Zoom/before))
	return c
}

// panned returns c's pan after moving the picture by d on the screen.
func (p *Page) panned(c scene.Camera, d scene.Point) scene.Point {
	v := p.session.Figure().View(p.w, p.h)
	r := v.Radius / v.Camera.Zoom
	return scene.Point{X: c.Pan.X + d.X/r, Y: c.Pan.Y - d.Y/r}
}

// Reset returns to the first view.
func (p *Page) Reset() {
	if p.session == nil {
		return
	}
	p.look(p.state.Exhibit().Default().Camera())
	p.commit()
	p.announceView()
}

// View turns to a preset by its name.
func (p *Page) View(name string) {
	if p.session == nil {
		return
	}
	for _, preset := range scene.Presets {
		if preset.Name == name {
			c := p.state.Camera()
			c.Azimuth, c.Elevation, c.Roll, c.Pan = preset.Azimuth, preset.Elevation, 0, scene.Point{}
			p.look(c)
			p.commit()
			p.announceView()
		}
	}
}

// Key does what a key pressed on the picture means, by its DOM name, and
// reports whether it means anything.
func (p *Page) Key(key string, shift bool) bool {
	if p.session == nil {
		return false
	}
	const turn, push = 5.0, 24.0
	c := p.state.Camera()
	arrow := map[string]scene.Point{"ArrowLeft": {X: -1}, "ArrowRight": {X: 1}, "ArrowUp": {Y: -1}, "ArrowDown": {Y: 1}}
	middle := p.session.Figure().View(p.w, p.h).Plot.Center()
	switch key {
	case "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown":
		d := arrow[key]
		if shift || p.flat() {
			c.Pan = p.panned(c, d.Scale(push))
		} else {
			c = c.Orbit(-turn*d.X, turn*d.Y)
			p.turning = true
		}
		p.look(c)
	case "+", "=":
		p.look(p.zoomed(c, 1.15, middle))
	case "-", "_":
		p.look(p.zoomed(c, 1/1.15, middle))
	case "0":
		p.Reset()
		return true
	case "1", "2", "3", "4":
		p.View(scene.Presets[key[0]-'0'].Name)
		return true
	case " ":
		p.PlayPause()
		return true
	case ",":
		p.Step(-1)
		return true
	case ".":
		p.Step(1)
		return true
	default:
		return false
	}
	p.commitSoon()
	return true
}

// look sets the camera.
func (p *Page) look(c scene.Camera) {
	next := p.state.WithCamera(c)
	if p.update(next) == nil {
		p.moved()
		p.addressSoon()
	}
}

func (p *Page) flat() bool {
	f, ok := p.session.(exhibit.Flat)
	return ok && f.Flat()
}

// restAfter is how long after the last change the picture is at rest.
const restAfter = 180 * time.Millisecond

// moved notes that the picture is moving, and draws it once more when it has come to rest.
func (p *Page) moved() {
	waiting := !p.movedAt.IsZero()
	p.movedAt = p.now()
	if !waiting {
		p.awaitRest(restAfter)
	}
	p.host.Redraw()
}

func (p *Page) awaitRest(d time.Duration) {
	p.host.After(d, func() {
		since := p.now().Sub(p.movedAt)
		if since < restAfter || len(p.gesture.down) > 0 {
			p.awaitRest(max(restAfter-since, restAfter/4))
			return
		}
		p.movedAt, p.turning = time.Time{}, false
		p.host.Redraw()
	})
}

// commitSoon makes one entry in the history of what goes on without an end
// of its own: the wheel, keys.
func (p *Page) commitSoon() {
	p.nudges++
	before, last := p.state, p.nudges
	p.host.After(500*time.Millisecond, func() {
		if p.nudges == last && p.state.Equal(before) && len(p.gesture.down) == 0 {
			p.commit()
			p.announceView()
		}
	})
}

func (p *Page) pick(at scene.Point) {
	picker, ok := p.session.(exhibit.Picker)
	if !ok {
		return
	}
	hit, ok := picker.Pick(at, p.w, p.h)
	if !ok {
		if p.hover != nil {
			p.hover = nil
			p.host.Redraw()
		}
		return
	}
	p.hover, p.pointer = &hit, at
	p.host.Redraw()
}

func (p *Page) unhover() {
	if picker, ok := p.session.(exhibit.Picker); ok && p.hover != nil {
		picker.Unpick()
		p.hover = nil
		p.host.Redraw()
	}
}
