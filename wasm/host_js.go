package main

import (
	"fmt"
	"runtime/debug"
	"syscall/js"
	"time"

	"zscape/page"
	"zscape/scene"
)

// host is the browser, as the page sees it: a page.Host, each part of it in the
// file of its subject.
type host struct {
	page    *page.Page
	redraw  func()
	place   func(x, y, w, h, devicePixels float64)
	restore func()

	canvas  js.Value
	origin  scene.Point // of the picture in the window
	theme   string
	lang    string
	pointer pointerInput
	panel   panel
	readout readouts
	table   table
	playing transport
	running runBar
	workers workers
	speaker speaker
	notes   notes
	timers  timers
	embed   embed
	copying clipboard
	files   files
	keeper  keeper
	address addressBar
	longest time.Duration // that the program has had the page's thread
	left    bool          // an exhibit was left, and no other has been drawn yet
}

// newHost returns a host that asks for frames by redraw, says by place where in
// the window the picture goes, in CSS pixels, and calls restore when the graphics
// processor has lost it.
func newHost(redraw func(), place func(x, y, w, h, devicePixels float64), restore func()) *host {
	return &host{redraw: redraw, place: place, restore: restore}
}

// attach connects p with the document and opens what the address says.
func (h *host) attach(p *page.Page) {
	h.page = p
	h.adopt(find("canvas"))
	h.lang = root.Get("lang").String()
	h.timers.init(h)
	h.copying.init(h)
	h.files.init(h)
	h.keeper.init(h)
	h.workers.init(h)
	h.notes.place = byID("notes")
	h.layout()
	h.listen()
	h.embed.init(h)
	h.hook()
	defer h.guard()
	dark := window.Call("matchMedia", "(prefers-color-scheme: dark)")
	h.on(dark, "change", func(e js.Value) { p.SetDark(e.Get("matches").Bool()) })
	calm := window.Call("matchMedia", "(prefers-reduced-motion: reduce)")
	h.on(calm, "change", func(e js.Value) { p.SetCalm(e.Get("matches").Bool()) })
	p.SetCalm(calm.Get("matches").Bool())
	p.Start(window.Get("location").Get("hash").String(), h.lang, dark.Get("matches").Bool())
	h.showTheme()
	h.awaitFrame()
}

// adopt takes Ebitengine's canvas, which it has put at the end of the body,
// to the place that it has in the order of the page.
func (h *host) adopt(canvas js.Value) {
	h.canvas = canvas
	byID("stage").Call("prepend", canvas)
	canvas.Call("setAttribute", "role", "application")
	canvas.Call("setAttribute", "aria-describedby", "keys")
	// It takes no focus until there is a picture.
	canvas.Call("removeAttribute", "tabindex")
}

// awaitFrame takes the poster away as soon as the first frame is drawn.
func (h *host) awaitFrame() {
	live := h.function(func([]js.Value) any {
		h.layout() // the progress bar has left its room to the stage
		h.embed.ready()
		return nil
	})
	var look js.Func
	look = h.callback(func(js.Value) {
		if h.page.Drawn() {
			h.canvas.Call("setAttribute", "tabindex", 0)
			window.Call("zscapeLive", live)
			return
		}
		window.Call("requestAnimationFrame", look)
	})
	window.Call("requestAnimationFrame", look)
}

// wake lets Ebitengine's loop go round once more.
func (h *host) wake() { window.Call("zscapeWake") }

// fail says why the program ends.
func (h *host) fail(err error) { window.Call("zscapeFail", err.Error()) }

// guard ends a panic: the page goes on, and says so.
func (h *host) guard() {
	if r := recover(); r != nil {
		window.Get("console").Call("error", fmt.Sprintf("%v\n%s", r, debug.Stack()))
		h.strip(fmt.Sprintf(h.word("panicked"), r))
	}
}

// function is the one place where JavaScript is given a Go function. Each
// lives as long as the page.
func (h *host) function(f func(args []js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		defer h.busy(time.Now())
		defer h.guard()
		defer h.showTheme()
		return f(args)
	})
}

// busy notes that the program has had the page's thread since start.
func (h *host) busy(start time.Time) { h.longest = max(h.longest, time.Since(start)) }

// callback is a function of one argument.
func (h *host) callback(f func(arg js.Value)) js.Func {
	return h.function(func(args []js.Value) any {
		f(args[0])
		return nil
	})
}

// on calls f for each event of a type at target.
func (h *host) on(target js.Value, event string, f func(e js.Value)) {
	target.Call("addEventListener", event, h.callback(f))
}

// capture calls f for each event of a type at target or below it, before those
// below hear of it, and with the right to prevent what the browser would do.
func (h *host) capture(target js.Value, event string, f func(e js.Value)) {
	options := js.ValueOf(map[string]any{"capture": true, "passive": false})
	target.Call("addEventListener", event, h.callback(f), options)
}

// listen installs all listeners.
func (h *host) listen() {
	h.listenPointer()
	h.listenKeys()
	h.listenControls()
	h.on(window, "hashchange", h.navigate)
	h.on(window, "popstate", h.navigate)
	h.on(document, "click", h.click)
	h.on(document, "zscape:language", func(js.Value) {
		h.lang = root.Get("lang").String()
		h.page.SetLanguage(h.lang)
	})
	watch := func(id string, f func()) {
		window.Get("ResizeObserver").New(h.callback(func(js.Value) { f() })).Call("observe", byID(id))
	}
	h.on(h.canvas, "webglcontextrestored", func(js.Value) { h.restore() }) // after context.js
	watch("stage", h.layout)
	h.on(window, "resize", func(js.Value) { h.layout() }) // also when the ratio of device pixels is another
	watch("formula", fitFormula)
	watch("notes", h.makeRoom)
}

// layout gives the picture the rectangle that the stage has.
func (h *host) layout() {
	r := byID("stage").Call("getBoundingClientRect")
	x, y := r.Get("x").Float(), r.Get("y").Float()
	width, height := r.Get("width").Float(), r.Get("height").Float()
	h.origin = scene.Point{X: x, Y: y}
	h.place(x, y, width, height, window.Call("zscapePixels").Float())
	h.page.Resize(width, height)
}

// click is a click anywhere: on a button or a link to an exhibit.
func (h *host) click(e js.Value) {
	target := e.Get("target")
	h.clickName(target)
	if link := closest(target, "nav a"); link.Truthy() {
		// With a key held down, the browser opens it elsewhere.
		if !e.Get("ctrlKey").Bool() && !e.Get("metaKey").Bool() && !e.Get("shiftKey").Bool() {
			e.Call("preventDefault")
			h.page.Open(link.Get("hash").String()[1:])
		}
		return
	}
	button := closest(target, "button")
	if name := data(button, "view"); name != "" {
		h.page.View(name)
	}
	if data(button, "fix") != "" {
		h.applyFix(button)
	}
	if key := data(button, "action"); key != "" {
		h.page.Press(key)
	}
	if key := data(button, "slide"); key != "" {
		h.page.PlaySlider(key)
	}
	if kind := data(button, "export"); kind != "" {
		h.page.Export(kind)
	}
	if order := data(button, "order"); order != "" {
		h.order(order)
	}
	if column := data(button, "sort"); column != "" {
		h.sortTable(column)
	}
	if size := data(button, "resize"); size != "" {
		h.resizeMatrix(data(button, "key"), size)
	}
	switch data(button, "do") {
	case "open-files":
		byID("file").Call("click")
	case "more-rows":
		h.moreRows()
	case "cancel-reading":
		h.page.CancelWork(page.Reading)
	case "forget-file":
		h.page.ForgetFile()
	case "cancel-export":
		h.page.CancelWork(page.Exporting)
	case "undo":
		h.page.Undo()
	case "redo":
		h.page.Redo()
	case "play":
		h.page.PlayPause()
	case "back":
		h.page.Step(-1)
	case "forward":
		h.page.Step(1)
	case "reset":
		h.page.Reset()
	}
}

// showTheme follows the page's theme; it is called after every event.
func (h *host) showTheme() {
	theme := "light"
	if h.page.Dark() {
		theme = "dark"
	}
	if theme != h.theme {
		h.theme = theme
		root.Get("dataset").Set("theme", theme)
	}
}
