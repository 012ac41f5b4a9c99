package main

import "syscall/js"

// SetAddress puts the State into the address bar.
func (h *host) SetAddress(fragment string, push bool) {
	// A browser may refuse, if there were too many: the next one will do.
	defer func() { recover() }()
	method := "replaceState"
	if push && !h.embed.on { // there it would be an entry of the other page's history
		method = "pushState"
	}
	h.embed.link(fragment)
	window.Get("history").Call(method, nil, "", "#"+fragment)
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

func (h *host) navigate(js.Value) { h.page.Navigate(window.Get("location").Get("hash").String()) }
