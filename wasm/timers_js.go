package main

import (
	"syscall/js"
	"time"
)

// timers keeps the functions that wait for their time.
type timers struct {
	waiting map[int]func() // by ticket
	tickets int
	ring    js.Value // what setTimeout calls
	port    js.Value // what is posted here comes back as an event at once
}

func (t *timers) init(h *host) {
	t.waiting = map[int]func(){}
	t.ring = h.callback(t.run).Value
	channel := window.Get("MessageChannel").New()
	channel.Get("port1").Set("onmessage", h.callback(func(e js.Value) { t.run(e.Get("data")) }))
	t.port = channel.Get("port2")
}

func (t *timers) run(ticket js.Value) {
	id := ticket.Int()
	f := t.waiting[id]
	delete(t.waiting, id)
	f()
}

// After calls f once, d from now, between other events.
func (h *host) After(d time.Duration, f func()) {
	t := &h.timers
	t.tickets++
	t.waiting[t.tickets] = f
	if d <= 0 {
		// setTimeout waits 4 ms when it is called again and again; a message does not.
		t.port.Call("postMessage", t.tickets)
		return
	}
	window.Call("setTimeout", t.ring, milliseconds(d), t.tickets)
}

// Now tells the time, for the page and for the pool.
func (h *host) Now() time.Time { return time.Now() }
