package main

import "time"

// speaker is what is being said.
type speaker struct {
	announced string // waits to be
	toasts    int
}

// announceEvery is how often a screen reader is told something: of what
// happens in between, the last is said.
const announceEvery = 400 * time.Millisecond

// Announce says text to those who do not see the picture.
func (h *host) Announce(text string) {
	waiting := h.speaker.announced != ""
	h.speaker.announced = text
	if waiting {
		return
	}
	h.After(announceEvery, func() {
		byID("live").Set("textContent", h.speaker.announced)
		h.speaker.announced = ""
	})
}

// strip shows a message over the picture until it is dismissed; an empty one
// takes it back.
func (h *host) strip(message string) { window.Call("zscapeSay", message) }

// Toast shows a message for a moment.
func (h *host) Toast(message string) {
	h.speaker.toasts++
	mine, e := h.speaker.toasts, byID("toast")
	e.Set("textContent", message)
	e.Set("hidden", false)
	h.Announce(message)
	h.After(2500*time.Millisecond, func() {
		if h.speaker.toasts == mine {
			e.Set("hidden", true)
		}
	})
}
