//go:build js && wasm

// Command wasm is the page's program: it puts a page.Page between the browser
// (the *_js.go files of this folder) and the screen.
package main

import (
	"time"

	"zscape/exhibit/gallery"
	"zscape/page"
	"zscape/scene"
	"zscape/scene/screen"
)

func main() {
	h := newHost(screen.Redraw, screen.Place, screen.Restore)
	p := page.New(h, gallery.All, h.newPool())
	h.attach(p)
	frame := func() (l *scene.DisplayList, more bool) {
		defer h.busy(time.Now())
		defer h.guard()
		defer h.tidy()
		return p.Frame()
	}
	if err := screen.Run(frame, h.wake); err != nil {
		h.fail(err)
	}
}
