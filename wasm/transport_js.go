package main

import (
	"math"
	"strconv"
	"syscall/js"

	"zscape/page"
)

// transport is what the buttons and the bar for playing show.
type transport struct {
	page.Transport
	lang      string
	scrubbing bool // the visitor holds the bar's thumb
}

// ShowTransport shows where playing is.
func (h *host) ShowTransport(t page.Transport) {
	p := &h.playing
	was := *p
	if was.lang == h.lang && was.Transport == t {
		return
	}
	p.Transport, p.lang = t, h.lang
	if was.lang != h.lang || was.Playable != t.Playable || was.Playing != t.Playing { // not in every frame
		h.showPlayButton(t)
	}
	text := percent(t.Position)
	scrub := byID("scrub")
	if !p.scrubbing {
		scrub.Set("value", strconv.FormatFloat(1000*t.Position, 'f', 0, 64))
	}
	scrub.Call("setAttribute", "aria-valuetext", text)
	fill(scrub, t.Position)
	byID("percent").Set("textContent", text)
}

// showPlayButton shows what the button does, if there is something to be played.
func (h *host) showPlayButton(t page.Transport) {
	byID("transport").Set("hidden", !t.Playable)
	setAttr(root, "data-play", "", t.Playable)
	name := h.word("play")
	if t.Playing {
		name = h.word("pause")
	}
	play := byID("play")
	play.Call("setAttribute", "aria-label", name)
	play.Set("title", name+" ("+h.word("space")+")")
	setAttr(play, "data-playing", "", t.Playing)
}

// scrub is the visitor moving the thumb; final is its release.
func (h *host) scrub(bar js.Value, final bool) {
	h.playing.scrubbing = !final
	h.page.Scrub(bar.Get("valueAsNumber").Float()/1000, final)
}

// percent writes a fraction, 0..1. 100 % is said only of what is complete.
func percent(fraction float64) string {
	return strconv.Itoa(int(math.Floor(100*fraction+1e-9))) + " %"
}
