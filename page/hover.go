package page

import (
	"zscape/exhibit"
	"zscape/scene"
)

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
	p.hover.at, p.hover.pointed = at, true
	if p.events.aim = p.busy(); p.events.aim { // then it is aimed later
		return false
	}
	p.canvas.ready = false
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
	if p.events.aim && !p.busy() {
		p.pick(p.hover.at)
	}
}

// showCursor shows what the pointer could do at the point.
func (p *Page) showCursor(at scene.Point) {
	if p.busy() {
		return
	}
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
