package main

import (
	"syscall/js"
	"time"
)

// addressBar is what is to be in the address bar.
type addressBar struct {
	fragment string
	push     bool
	waiting  bool          // it was refused, and is tried again
	wait     time.Duration // before it was tried last
}

// SetAddress puts the State into the address bar.
func (h *host) SetAddress(fragment string, push bool) {
	h.embed.link(fragment)
	a := &h.address
	a.fragment, a.push = fragment, a.push || push
	if !a.waiting {
		h.writeAddress()
	}
}

// writeAddress writes it. A browser may refuse, by an error or without a word, if there
// were too many in a short while.
func (h *host) writeAddress() {
	a := &h.address
	method := "replaceState"
	if a.push && !h.embed.on { // there it would be an entry of the other page's history
		method = "pushState"
	}
	attempt(func() { window.Get("history").Call(method, nil, "", "#"+a.fragment) })
	if at := window.Get("location").Get("href"); window.Get("URL").New("#"+a.fragment, at).Get("href").Equal(at) {
		a.push, a.wait = false, 0
		return
	}
	a.waiting, a.wait = true, max(time.Second, 2*a.wait)
	h.After(a.wait, func() {
		a.waiting = false
		h.writeAddress()
	})
}

// Address returns where the page opens in another way or State.
func (h *host) Address(relative string) string {
	at := window.Get("URL").New(relative, window.Get("location").Get("href"))
	if relative[0] == '#' {
		at.Set("search", "") // of a page that is embedded
	}
	return at.Get("href").String()
}

// ShowHistory switches the buttons.
func (h *host) ShowHistory(undo, redo bool) {
	find("[data-do=undo]").Set("disabled", !undo)
	find("[data-do=redo]").Set("disabled", !redo)
}

func (h *host) navigate(js.Value) {
	h.address.push = false // what was to be an entry is not where the visitor is any more
	h.page.Navigate(window.Get("location").Get("hash").String())
}
