package main

import (
	"strings"
	"syscall/js"
)

// listenKeys listens before Ebitengine does, which would swallow all keys.
func (h *host) listenKeys() { h.capture(window, "keydown", h.keyDown) }

func (h *host) keyDown(e js.Value) {
	target, key := e.Get("target"), e.Get("key").String()
	onCanvas := target.Equal(h.canvas)
	if onCanvas {
		e.Call("stopImmediatePropagation")
	}
	shift := e.Get("shiftKey").Bool()
	control := e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()
	typing := closest(target, "input[type=text]").Truthy()
	handled := false
	switch {
	case e.Get("altKey").Bool() || e.Get("isComposing").Bool():
	case control:
		handled = !typing && h.undoKey(key, shift)
	case typing:
		handled = h.keyInField(target, key, shift)
	case target.Get("id").String() == "run-scrub":
		handled = h.keyOnRunBar(key)
	case onCanvas && h.embed.asleep():
		handled = key == "Enter"
		h.embed.activate(handled)
	case onCanvas && key == "Escape":
		h.embed.activate(false)
		h.leaveCanvas()
		handled = true
	case onCanvas:
		handled = h.page.Key(key, shift)
	}
	if handled {
		e.Call("preventDefault")
	}
}

// undoKey handles a key that is pressed together with Ctrl or Command.
func (h *host) undoKey(key string, shift bool) bool {
	switch key = strings.ToLower(key); {
	case key == "z" && !shift:
		h.page.Undo()
	case key == "z", key == "y":
		h.page.Redo()
	default:
		return false
	}
	return true
}

// leaveCanvas moves the focus from the canvas to the first control, or to the
// button that shows the controls.
func (h *host) leaveCanvas() {
	h.canvas.Call("blur")
	for _, selector := range []string{"#controls :is(input, select, button)", "#sheet"} {
		find(selector).Call("focus")
		if !document.Get("activeElement").Equal(document.Get("body")) {
			return
		}
	}
}
