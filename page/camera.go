package page

import (
	"time"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

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
	if _, seen := p.cameraOf(k); !ok || !seen || box.Flat != p.flatIn(k) { // a map beside the surface does not turn
		return -1
	}
	return k
}

// space returns the index of the first panel that is a space and is shown, of one that
// can be rotated if there is any; -1 if there is none.
func (p *Page) space() int {
	if p.session == nil || !p.hasCamera() {
		return -1
	}
	if _, ok := p.session.(exhibit.Viewer); !ok {
		return space.Index(p.figure(), p.w, p.h)
	}
	first := -1
	for k, r := range p.figure().Rects(p.w, p.h) {
		if _, ok := p.cameraOf(k); ok && r.W() > 0 && r.H() > 0 {
			if !p.flatIn(k) {
				return k
			}
			if first < 0 {
				first = k
			}
		}
	}
	return first
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
	p.redraw() // the figure has one view a panel
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
	if k >= 0 && p.flatIn(k) {
		k = p.space()
	}
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

// flatIn reports whether the space in panel k is a plot on paper, which is not rotated.
func (p *Page) flatIn(k int) bool {
	if _, ok := p.session.(exhibit.Viewer); ok {
		s, ok := p.figure().Panels[k].(*space.Space)
		return ok && s.Flat
	}
	return p.flat()
}

// flat reports whether nothing in the picture is rotated.
func (p *Page) flat() bool {
	f, ok := p.session.(exhibit.Flat)
	return ok && f.Flat()
}
