package main

import (
	"math"
	"syscall/js"

	"zscape/exhibit"
	"zscape/scene"
)

// pointerInput is what has to be remembered of pointers between events.
type pointerInput struct {
	down  scene.Point // where the last one went down
	moved bool        // one has moved since, or there were two
	count int         // of pointers that are down

	tap     float64 // when the last tap ended, ms
	tapAt   scene.Point
	pressed float64 // when the last pointer went down, ms
}

// What makes a touch a tap, and two a double tap: ms and CSS pixels.
const (
	tapTime, tapSlop             = 300, 10
	doubleTapTime, doubleTapSlop = 350, 30
)

// listenPointer turns pointer and wheel events on the canvas into the page's gestures.
func (h *host) listenPointer() {
	h.on(h.canvas, "pointerdown", h.pointerDown)
	h.on(h.canvas, "pointermove", h.pointerMove)
	h.on(h.canvas, "pointerup", h.pointerUp)
	h.on(h.canvas, "pointercancel", h.pointerCancel)
	h.on(h.canvas, "pointerleave", func(e js.Value) {
		if e.Get("pointerType").String() != "touch" { // a finger leaves with every tap
			h.page.PointerLeave()
		}
	})
	h.on(h.canvas, "dblclick", func(e js.Value) { h.page.ResetAt(h.at(e)) })
	h.capture(window, "wheel", h.wheel)
}

// at returns where on the picture an event happened.
func (h *host) at(e js.Value) scene.Point {
	return scene.Point{X: e.Get("clientX").Float(), Y: e.Get("clientY").Float()}.Sub(h.origin)
}

func (h *host) pointerDown(e js.Value) {
	in, id := &h.pointer, e.Get("pointerId")
	h.hold(id)
	in.count++
	in.down, in.moved, in.pressed = h.at(e), in.count > 1, e.Get("timeStamp").Float()
	if e.Get("pointerType").String() != "touch" {
		h.embed.activate(true)
	}
	h.page.PointerDown(id.Int(), in.down, exhibit.Grip{
		Shift: e.Get("button").Int() != 0 || e.Get("shiftKey").Bool(),
		Touch: e.Get("pointerType").String() == "touch",
	})
}

// hold lets the canvas hear of a pointer wherever it goes. If the browser refuses, as it
// does of a pointer that has left already, it hears of it on the canvas.
func (h *host) hold(id js.Value) {
	defer func() { recover() }()
	h.canvas.Call("setPointerCapture", id)
}

func (h *host) pointerMove(e js.Value) {
	in, at := &h.pointer, h.at(e)
	if at.Sub(in.down).Norm() > tapSlop {
		in.moved = true
	}
	if in.count > 0 && e.Get("pointerType").String() == "touch" && h.embed.asleep() {
		at.Y = in.down.Y // up and down the finger scrolls the page around, which the browser may yet see
	}
	h.page.PointerMove(e.Get("pointerId").Int(), at)
}

func (h *host) pointerUp(e js.Value) {
	h.pointerCancel(e)
	in := &h.pointer
	now := e.Get("timeStamp").Float()
	if e.Get("pointerType").String() != "touch" || in.moved || now-in.pressed > tapTime {
		return
	}
	h.embed.activate(true)
	at := h.at(e)
	if now-in.tap < doubleTapTime && at.Sub(in.tapAt).Norm() < doubleTapSlop {
		in.tap = math.Inf(-1)
		h.page.ResetAt(at)
		return
	}
	in.tap, in.tapAt = now, at
	// A finger cannot hover: its tap points at the surface.
	h.page.PointerMove(e.Get("pointerId").Int(), at)
}

func (h *host) pointerCancel(e js.Value) {
	h.pointer.count = max(h.pointer.count-1, 0)
	h.page.PointerUp(e.Get("pointerId").Int())
}

// wheel zooms. What Ebitengine would make of it is prevented, and so is the
// zoom of the whole page that pinching on a touch pad asks for.
func (h *host) wheel(e js.Value) {
	if !e.Get("target").Equal(h.canvas) {
		return
	}
	e.Call("stopImmediatePropagation")
	if h.embed.asleep() && !e.Get("ctrlKey").Bool() && !e.Get("metaKey").Bool() {
		return // it scrolls the page around this one
	}
	e.Call("preventDefault")
	dy := e.Get("deltaY").Float()
	switch mode := e.Get("deltaMode").Int(); {
	case mode == 1: // lines
		dy *= 33
	case mode == 2: // pages
		dy *= 400
	case e.Get("ctrlKey").Bool() && math.Abs(dy) < 50: // pinching reports small steps
		dy *= 6
	}
	h.page.Wheel(h.at(e), dy)
}
