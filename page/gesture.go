package page

import (
	"math"
	"slices"
	"time"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
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
	case len(g.down) == 0:
		p.pick(at)
		p.showCursor(at)
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
	if g.pan || p.flat() {
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
	if p.session == nil || dy-dy != 0 {
		return
	}
	p.zoom(at, math.Exp(-0.0015*max(-400, min(dy, 400))), p.spaceAt(at))
	p.commitSoon()
}

// zoom magnifies what is at the point, or the space in panel k.
func (p *Page) zoom(at scene.Point, factor float64, k int) {
	if p.zoomHeld(at, factor) {
		return
	}
	if v := p.view(k); v != nil {
		p.look(k, zoomed(v, p.cameraIn(k), factor, at))
	}
}

// spaceAt returns the index of the panel at the point if that is a space with a
// camera of the State, else -1.
func (p *Page) spaceAt(at scene.Point) int {
	if p.session == nil || !p.hasCamera() {
		return -1
	}
	panel, k, _ := p.figure().PanelAt(at, p.w, p.h)
	box, ok := panel.(*space.Space)
	if _, seen := p.cameraOf(k); !ok || !seen || box.Flat != p.flat() { // a map beside the surface does not turn
		return -1
	}
	return k
}

// space returns the index of the first panel that is a space and is shown, -1
// if there is none.
func (p *Page) space() int {
	if p.session == nil || !p.hasCamera() {
		return -1
	}
	if _, ok := p.session.(exhibit.Viewer); !ok {
		return space.Index(p.figure(), p.w, p.h)
	}
	for k, r := range p.figure().Rects(p.w, p.h) {
		if _, ok := p.cameraOf(k); ok && r.W() > 0 && r.H() > 0 {
			return k
		}
	}
	return -1
}

// focused returns the index of the space that keys act on: that at the focus, or else
// the first.
func (p *Page) focused() int {
	if first := p.space(); first < 0 {
		return -1
	} else if k := p.spaceAt(p.focus()); k < 0 {
		return first
	} else {
		return k
	}
}

// cameraOf returns the name of the State's camera that the space in panel k is seen
// by; ok is false if there is none.
func (p *Page) cameraOf(k int) (name string, ok bool) {
	if v, several := p.session.(exhibit.Viewer); several && k >= 0 {
		return v.Camera(k)
	}
	return "", k >= 0
}

// cameraIn returns the camera that the space in panel k is seen by.
func (p *Page) cameraIn(k int) scene.Camera {
	name, _ := p.cameraOf(k)
	return p.state.CameraOf(name)
}

func (p *Page) hasCamera() bool {
	_, ok := p.state.Exhibit().Control(exhibit.AzimuthKey)
	return ok
}

// view returns how the space in panel k is seen; nil if there is none.
func (p *Page) view(k int) *scene.View {
	f := p.figure()
	if k < 0 || k >= len(f.Panels) {
		return nil
	}
	s, ok := f.Panels[k].(*space.Space)
	if !ok {
		return nil
	}
	return s.View(f.Rects(p.w, p.h)[k], scene.Look{})
}

// zoomed returns c, which gives v, magnified by factor with the screen point
// at staying where it is.
func zoomed(v *scene.View, c scene.Camera, factor float64, at scene.Point) scene.Camera {
	before := c.Zoom
	c.Zoom *= factor
	c = c.Clamp()
	c.Pan = panned(v, c, at.Sub(v.Center).Scale(1-c.Zoom/before))
	return c
}

// panned returns c's pan after moving the picture, seen as v, by d on the screen.
func panned(v *scene.View, c scene.Camera, d scene.Point) scene.Point {
	r := v.Radius / v.Camera.Zoom
	return scene.Point{X: c.Pan.X + d.X/r, Y: c.Pan.Y - d.Y/r}
}

// Reset returns everything to its first view.
func (p *Page) Reset() {
	defer p.event()()
	if p.session == nil {
		return
	}
	for _, r := range p.figure().Rects(p.w, p.h) {
		p.reset(r.Center())
	}
	p.resetCameras(-1)
}

// ResetAt is a double click: it returns what is at the point to its first
// view, and takes back what its two clicks have done.
func (p *Page) ResetAt(at scene.Point) {
	defer p.event()()
	if g := &p.gesture; p.session != nil && p.now().Sub(g.clicked) < doubleClick {
		p.apply(g.before)
		g.clicked = time.Time{}
		p.commit()
	}
	switch {
	case p.session == nil:
	case p.reset(at):
		p.commit()
	case p.spaceAt(at) >= 0:
		p.resetCameras(p.spaceAt(at))
	}
}

func (p *Page) reset(at scene.Point) (ok bool) {
	h, ok := p.session.(exhibit.Handler)
	if !ok {
		return false
	}
	next, ok := h.Reset(at, p.w, p.h, p.state)
	if ok {
		p.apply(next)
	}
	return ok
}

// resetCameras returns the space in panel k to its first view or, if that is -1, all
// of them.
func (p *Page) resetCameras(k int) {
	if !p.hasCamera() {
		p.commit()
		return
	}
	for i := range p.figure().Panels {
		if name, ok := p.cameraOf(i); ok && (i == k || k < 0) {
			p.look(i, p.state.Exhibit().Default().CameraOf(name))
		}
	}
	p.commit()
	p.announceView()
}

// View turns to a preset by its name.
func (p *Page) View(name string) {
	defer p.event()()
	k := p.focused()
	if k < 0 {
		return
	}
	for _, preset := range scene.Presets {
		if preset.Name == name {
			c := p.cameraIn(k)
			c.Azimuth, c.Elevation, c.Roll, c.Pan = preset.Azimuth, preset.Elevation, 0, scene.Point{}
			p.look(k, c)
			p.commit()
			p.announceView()
		}
	}
}

// Key does what a key pressed on the picture means, by its DOM name, and
// reports whether it means anything.
func (p *Page) Key(key string, shift bool) bool {
	defer p.event()()
	if p.session == nil {
		return false
	}
	const turn, push = 5.0, 24.0
	arrow := map[string]scene.Point{"ArrowLeft": {X: -1}, "ArrowRight": {X: 1}, "ArrowUp": {Y: -1}, "ArrowDown": {Y: 1}}
	switch key {
	case "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown":
		p.nudge(arrow[key], turn, push, shift)
	case "+", "=":
		p.zoom(p.focus(), 1.15, p.focused())
	case "-", "_":
		p.zoom(p.focus(), 1/1.15, p.focused())
	case "0":
		p.Reset()
		return true
	case "1", "2", "3", "4":
		p.View(scene.Presets[key[0]-'0'].Name)
		return true
	case " ", ",", ".":
		p.transportKey(key)
		return true
	case "r", "s", "b", "x", "R", "n":
		return p.runKey(key)
	default:
		return false
	}
	p.commitSoon()
	return true
}

// transportKey plays and steps or, where there is nothing to play, runs the jobs.
func (p *Page) transportKey(key string) {
	play, step := p.PlayPause, p.Step
	if !p.playable() {
		if key == " " && p.PlaySliders() {
			return
		}
		play, step = p.RunPause, p.RunStep
	}
	switch key {
	case " ":
		play()
	case ",":
		step(-1)
	case ".":
		step(1)
	}
}

// runKey does with the jobs what a letter says, if there are any.
func (p *Page) runKey(key string) bool {
	switch key {
	case "r":
		p.RunPause()
	case "s":
		p.RunStep(1)
	case "b":
		p.RunStep(-1)
	case "x":
		p.RunCancel()
	case "R":
		p.RunAgain(false)
	case "n":
		p.RunAgain(true)
	}
	return len(p.runs.jobs) > 0
}

// nudge turns the picture by turn degrees in a direction, or moves it by push
// screen units.
func (p *Page) nudge(d scene.Point, turn, push float64, shift bool) {
	at := p.focus()
	if h, ok := p.session.(exhibit.Handler); ok {
		if held, ok := h.Grab(at, p.w, p.h, exhibit.Grip{Pinch: true}); ok && held.Move != nil {
			p.apply(held.Move(at.Add(d.Scale(push)), p.state))
			return
		}
	}
	k := p.focused()
	v := p.view(k)
	if v == nil {
		return
	}
	c := p.cameraIn(k)
	if shift || p.flat() {
		c.Pan = panned(v, c, d.Scale(push))
	} else {
		c = c.Orbit(-turn*d.X, turn*d.Y)
		p.canvas.turning = true
	}
	p.look(k, c)
}

// focus returns the point of the picture that keys act on: where the pointer
// was last, or else the middle of the first panel.
func (p *Page) focus() scene.Point {
	if p.hover.pointed && inside(p.hover.at, p.w, p.h) && len(p.figure().Panels) > 1 {
		return p.hover.at
	}
	if v := p.view(p.space()); v != nil && len(p.figure().Panels) == 1 {
		return v.Plot.Center()
	}
	return p.figure().Rects(p.w, p.h)[0].Center()
}

// inside reports whether a point lies in a picture w x h large.
func inside(at scene.Point, w, h float64) bool {
	return at.X >= 0 && at.Y >= 0 && at.X < w && at.Y < h
}

// look sets the camera of the space in panel k.
func (p *Page) look(k int, c scene.Camera) {
	name, _ := p.cameraOf(k)
	p.gesture.camera = name
	next := p.state.WithCameraOf(name, c)
	if p.turn(next) == nil {
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

// hover is the pointer over the picture.
type hover struct {
	at      scene.Point // where it was last
	pointed bool        // it was somewhere
	hit     *scene.Vec  // of the picture; nil: none
	cursor  string
}

// pick shows what the pointer is at.
func (p *Page) pick(at scene.Point) {
	if p.aim(at) {
		p.mark(dirtyReadouts | dirtyPicture)
	}
}

// aim moves the pointer, and reports whether the picture shows another hit.
func (p *Page) aim(at scene.Point) (changed bool) {
	p.hover.at, p.hover.pointed, p.events.aim = at, true, false
	picker, ok := p.session.(exhibit.Picker)
	if !ok {
		return false
	}
	p.events.drawn = nil
	hit, ok := picker.Pick(at, p.w, p.h)
	if ok {
		p.hover.hit = &hit
		return true
	}
	changed = p.hover.hit != nil
	p.hover.hit = nil
	return changed
}

// aimAgain looks what lies under the pointer since the State has changed.
func (p *Page) aimAgain() {
	if p.events.aim {
		p.pick(p.hover.at)
	}
}

// showCursor shows what the pointer could do at the point.
func (p *Page) showCursor(at scene.Point) {
	cursor := ""
	if h, ok := p.session.(exhibit.Handler); ok {
		cursor = "default"
		if d, ok := h.Grab(at, p.w, p.h, exhibit.Grip{}); ok {
			cursor = d.Cursor
		} else if p.spaceAt(at) >= 0 {
			cursor = ""
		}
	}
	p.setCursor(cursor)
}

func (p *Page) setCursor(name string) {
	if name != p.hover.cursor {
		p.hover.cursor = name
		p.host.ShowCursor(name)
	}
}

func (p *Page) unhover() {
	p.events.aim = false
	if picker, ok := p.session.(exhibit.Picker); ok && p.hover.hit != nil {
		picker.Unpick()
		p.hover.hit = nil
		p.touch(dirtyReadouts | dirtyPicture)
	}
}
