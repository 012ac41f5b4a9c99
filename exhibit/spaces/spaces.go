// Package spaces is what exhibits with boxes of axes share that are no height field:
// points and links that are pointed at, said and brought into focus with their
// neighbours, points that are clicked and dragged through space, and a camera for each
// box or for several. Turning, moving and zooming a box are the page's.
//
// What a visitor looks at is part of the State: each camera has keys of its own, see
// exhibit.AimControls. Boxes with the same camera turn together.
package spaces

import (
	"slices"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// Panel is a box of a figure.
type Panel struct {
	Space  *space.Space
	Camera string // its name in the State

	// Points and Links are what can be pointed at; the links are those between the
	// points. Each may be nil, and need not be among the marks of the space.
	Points *space.Points
	Links  *space.Links

	// Say and SayLink return what is said of a point and of a link when it is pointed
	// at; "" is nothing. They may be nil.
	Say, SayLink func(k int) string

	// Move returns the State in which point k has been dragged to at, in data
	// coordinates, within the box. If it is nil, points stay where they are. Unfit, if
	// it is not nil, is called after a drag: Fit no longer holds the limits.
	Move  func(k int, at scene.Vec, s exhibit.State) exhibit.State
	Unfit func()

	// Click returns the State after a click on point k. It may be nil.
	Click func(k int, s exhibit.State) exhibit.State
}

// Boxes is the boxes of a figure. It is an exhibit.Handler, an exhibit.Picker and an
// exhibit.Viewer, for sessions to embed. While a point is pointed at, the Focus of its
// Points and Links is its own.
type Boxes struct {
	Figure *scene.Figure
	Panels []Panel

	held *space.Space // a point in it is being dragged,
	box  scene.Box    // with these limits
}

// Apply brings the cameras to what s says of them.
func (b *Boxes) Apply(s exhibit.State) {
	for k := range b.Panels {
		q := &b.Panels[k]
		q.Space.Camera = s.CameraOf(q.Camera)
	}
}

// Fit sets the limits of a space to box, unless one of its points is being dragged:
// then they stay, so that it keeps to the pointer. It returns what the limits are.
func (b *Boxes) Fit(s *space.Space, box scene.Box) scene.Box {
	if b.held == s {
		box = b.box
	}
	s.Box = box
	return box
}

// Camera returns the name of the camera by which panel k of the figure is seen.
func (b *Boxes) Camera(k int) (name string, ok bool) {
	if i := b.of(b.Figure.Panels[k]); i >= 0 {
		return b.Panels[i].Camera, true
	}
	return "", false
}

// of returns the number of the Panel that shows p, -1 if there is none.
func (b *Boxes) of(p scene.Panel) int {
	return slices.IndexFunc(b.Panels, func(q Panel) bool { return scene.Panel(q.Space) == p })
}

// at returns the panel at the point q, nil if there is none, and how it is seen. The
// view is valid until the space is seen again.
func (b *Boxes) at(q scene.Point, w, h float64) (*Panel, *scene.View) {
	shown, _, r := b.Figure.PanelAt(q, w, h)
	k := b.of(shown)
	if k < 0 {
		return nil, nil
	}
	p := &b.Panels[k]
	return p, p.Space.View(r, b.Figure.Look)
}

// How near a point or a link must be, in screen units.
const (
	reach      = 8.0 // from the edge of a disc, to be held
	touchReach = 22.0
	nearPoint  = 14.0 // to be said
	nearLink   = 6.0
)

// Grab takes hold of a point. It is dragged in the plane through it that faces the
// reader, with Shift along the axis that runs most nearly as the pointer goes.
func (b *Boxes) Grab(q scene.Point, w, h float64, grip exhibit.Grip) (d exhibit.Drag, ok bool) {
	p, v := b.at(q, w, h)
	if p == nil || p.Points == nil || grip.Pinch || p.Move == nil && p.Click == nil {
		return d, false
	}
	within := reach
	if grip.Touch {
		within = touchReach
	}
	k, ok := p.Points.Nearest(v, q, within)
	if !ok {
		return d, false
	}
	d.Cursor = "pointer"
	if p.Move != nil {
		d.Cursor = "grab"
		g := newGrasp(v, p.Points.At[k], q, grip.Shift)
		d.Move = func(to scene.Point, s exhibit.State) exhibit.State {
			b.held, b.box = p.Space, g.view.Box
			return p.Move(k, g.to(to), s)
		}
	}
	d.Drop = func(s exhibit.State, moved bool) exhibit.State {
		if b.held != nil {
			b.held = nil
			if p.Unfit != nil {
				p.Unfit()
			}
		}
		if !moved && p.Click != nil {
			return p.Click(k, s)
		}
		return s
	}
	return d, true
}

// Zoom leaves the picture to the camera.
func (b *Boxes) Zoom(_ scene.Point, _, _, _ float64, s exhibit.State) (exhibit.State, bool) {
	return s, false
}

// Reset leaves the picture to the camera.
func (b *Boxes) Reset(_ scene.Point, _, _ float64, s exhibit.State) (exhibit.State, bool) {
	return s, false
}

// Pick shows what is said of the point that is nearest to q, with its links and its
// neighbours in focus, or else of the nearest link.
func (b *Boxes) Pick(q scene.Point, w, h float64) (at scene.Vec, ok bool) {
	b.Unpick()
	p, v := b.at(q, w, h)
	if p == nil {
		return at, false
	}
	if p.Points != nil {
		if k, ok := p.Points.Nearest(v, q, nearPoint); ok {
			at = p.Points.At[k]
			p.Points.Pointed = append(p.Points.Pointed[:0], k)
			if p.Links != nil {
				p.Links.Light(k)
			}
			p.say(p.Say, k, at, p.Points.Reach(v, k))
			return at, true
		}
	}
	if p.Links != nil {
		if k, at, ok := p.Links.Nearest(v, q, nearLink); ok {
			p.say(p.SayLink, k, at, nearLink)
			return at, true
		}
	}
	return at, false
}

// say writes what f returns beside a place, and so far from it.
func (p *Panel) say(f func(k int) string, k int, at scene.Vec, gap float64) {
	if f == nil {
		return
	}
	if text := f(k); text != "" {
		p.Space.Hover = &space.Callout{At: at, Clear: gap, Text: text}
	}
}

// Unpick takes all that away.
func (b *Boxes) Unpick() {
	for _, p := range b.Panels {
		p.Space.Hover = nil
		if p.Points == nil || len(p.Points.Pointed) == 0 {
			continue
		}
		p.Points.Pointed = p.Points.Pointed[:0]
		if p.Links != nil {
			p.Links.Unlight()
		}
	}
}
