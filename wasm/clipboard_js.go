package main

import (
	"strings"
	"syscall/js"
)

// clipboard is a text on its way to the visitor's clipboard.
type clipboard struct {
	text         string
	done, failed js.Func
}

func (c *clipboard) init(h *host) {
	c.done = h.callback(func(js.Value) { h.Toast(h.word("copied")) })
	c.failed = h.callback(func(js.Value) { h.offer(c.text) })
}

// Copy puts text in the clipboard; a fragment, such as "#waves", becomes the
// whole address. Where the page may not do that, it is shown for the visitor
// to copy.
func (h *host) Copy(text string) {
	if strings.HasPrefix(text, "#") {
		text = h.Address(text)
	}
	h.copying.text = text
	api := window.Get("navigator").Get("clipboard")
	if !api.Truthy() { // only pages that come over https have it
		h.offer(text)
		return
	}
	api.Call("writeText", text).Call("then", h.copying.done, h.copying.failed)
}

// offer shows text, selected.
func (h *host) offer(text string) { window.Call("prompt", h.word("copy"), text) }
