package main

import "runtime"

// tidy lets what belongs to an exhibit that was left go as soon as another one is
// drawn, before as much is asked for again: the memory of a program in the browser
// never shrinks.
func (h *host) tidy() {
	if h.left {
		h.left = false
		h.After(0, runtime.GC)
	}
}
