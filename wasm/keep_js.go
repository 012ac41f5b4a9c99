package main

import (
	"errors"
	"slices"
	"syscall/js"
	"time"

	"zscape/page"
)

// keeper is what the browser keeps: data in a database of the site, and notes in the
// session of the tab. A browser may have neither, or forbid them, which shows only when
// they are asked for: then nothing is kept. A page within another keeps nothing.
type keeper struct {
	db      js.Value // the database; undefined until it is open
	opening bool
	tries   int                                      // to open it
	queue   []func(err error)                        // what waits until it is
	waiting map[int]func(result js.Value, err error) // by ticket
	tickets int

	opened, unopened, upgraded, lost js.Value // what the database calls
	complete, aborted                js.Value // and each transaction
	read                             js.Value // and what a promise of contents comes to
}

const (
	database = "zscape"
	store    = "kept"

	// keepAtOnce is how many bytes are handed over in an event: to copy them takes some
	// milliseconds.
	keepAtOnce = 8 << 20

	// openWithin is how long a browser may take to open the database.
	openWithin = 3 * time.Second
)

var errKeepsNothing = errors.New("the browser keeps nothing")

func (k *keeper) init(h *host) {
	k.waiting = map[int]func(js.Value, error){}
	h.on(window, "pagehide", func(js.Value) { h.page.Leave() })
	h.on(document, "visibilitychange", func(js.Value) {
		if document.Get("visibilityState").String() == "hidden" {
			h.page.Leave()
		} else {
			h.page.Return()
		}
	})
	h.on(window, "focus", func(js.Value) { h.page.Return() }) // from a window beside it
	k.opened = h.callback(func(e js.Value) {
		k.db = e.Get("target").Get("result")
		k.db.Set("onversionchange", k.lost) // it is to be deleted, or is of another version
		k.db.Set("onclose", k.lost)
		k.answer(nil)
	}).Value
	k.unopened = h.callback(func(e js.Value) {
		e.Call("preventDefault")
		k.answer(errKeepsNothing)
	}).Value
	k.upgraded = h.callback(func(e js.Value) { e.Get("target").Get("result").Call("createObjectStore", store) }).Value
	k.lost = h.callback(func(js.Value) {
		k.db.Call("close")
		k.db = js.Undefined()
	}).Value
	k.complete = h.callback(func(e js.Value) {
		t := e.Get("target")
		k.take(t.Get("ticket").Int())(t.Get("request").Get("result"), nil)
	}).Value
	k.aborted = h.callback(func(e js.Value) {
		t := e.Get("target")
		err := errKeepsNothing
		if reason := t.Get("error"); reason.Truthy() && reason.Get("name").String() == "QuotaExceededError" {
			err = page.ErrNoRoom
		}
		k.take(t.Get("ticket").Int())(js.Undefined(), err)
	}).Value
	k.read = h.callback(func(results js.Value) {
		done, result := k.take(results.Index(0).Get("value").Int()), results.Index(1)
		if result.Get("status").String() == "fulfilled" {
			done(result.Get("value"), nil)
		} else {
			done(js.Undefined(), errKeepsNothing)
		}
	}).Value
}

// ticket returns the number under which done waits.
func (k *keeper) ticket(done func(result js.Value, err error)) int {
	k.tickets++
	k.waiting[k.tickets] = done
	return k.tickets
}

// take returns what waits under a number.
func (k *keeper) take(ticket int) func(result js.Value, err error) {
	done := k.waiting[ticket]
	delete(k.waiting, ticket)
	return done
}

// open opens the database, if it is not, and calls then, with an error if that cannot be.
func (h *host) open(then func(err error)) {
	k := &h.keeper
	switch {
	case h.embed.on:
		then(errKeepsNothing)
		return
	case k.db.Truthy():
		then(nil)
		return
	}
	k.queue = append(k.queue, then)
	if k.opening {
		return
	}
	k.opening = true
	k.tries++
	mine := k.tries
	h.After(openWithin, func() {
		if k.opening && k.tries == mine {
			k.answer(errKeepsNothing)
		}
	})
	if attempt(func() {
		request := owned("indexedDB").Call("open", database, 1)
		request.Set("onsuccess", k.opened)
		request.Set("onerror", k.unopened)
		request.Set("onupgradeneeded", k.upgraded)
	}) != nil {
		k.answer(errKeepsNothing)
	}
}

// answer calls all that waits until the database is open.
func (k *keeper) answer(err error) {
	queue := k.queue
	k.queue, k.opening = nil, false
	for _, then := range queue {
		then(err)
	}
}

// transact makes a request of the store in a transaction of its own, and calls done with
// what it comes to.
func (h *host) transact(mode string, request func(store js.Value) js.Value, done func(result js.Value, err error)) {
	h.open(func(err error) {
		k := &h.keeper
		if err == nil {
			var t js.Value
			if err = attempt(func() {
				t = k.db.Call("transaction", store, mode)
				t.Set("request", request(t.Call("objectStore", store)))
			}); err == nil {
				t.Set("ticket", k.ticket(done))
				t.Set("oncomplete", k.complete)
				t.Set("onabort", k.aborted)
				return
			}
		}
		done(js.Undefined(), err)
	})
}

// attempt calls f, and returns whether the browser refused.
func attempt(f func()) (err error) {
	defer func() {
		if recover() != nil {
			err = errKeepsNothing
		}
	}()
	f()
	return nil
}

// owned returns something that the window has, unless the browser refuses: then the
// getter throws, which only what is called here may do.
func owned(name string) js.Value { return window.Get("Reflect").Call("get", window, name) }

// Keep hands the parts over to the browser piece by piece, and then keeps them as one.
func (h *host) Keep(key string, parts [][]byte, done func(err error)) {
	var pieces []any
	var turn func()
	turn = func() {
		for room := keepAtOnce; len(parts) > 0; {
			if room == 0 {
				h.After(0, turn)
				return
			}
			n := min(room, len(parts[0]))
			array := window.Get("Uint8Array").New(n)
			js.CopyBytesToJS(array, parts[0][:n])
			pieces = append(pieces, window.Get("Blob").New([]any{array}))
			room -= n
			if parts[0] = parts[0][n:]; len(parts[0]) == 0 {
				parts = parts[1:]
			}
		}
		whole := window.Get("Blob").New(pieces)
		h.transact("readwrite", func(store js.Value) js.Value { return store.Call("put", whole, key) },
			func(_ js.Value, err error) { done(err) })
	}
	parts = slices.Clone(parts)
	turn()
}

// Kept lists what is kept.
func (h *host) Kept(done func(keys []string, err error)) {
	h.transact("readonly", func(store js.Value) js.Value { return store.Call("getAllKeys") }, func(result js.Value, err error) {
		var keys []string
		if err == nil {
			for i := range result.Length() {
				if key := result.Index(i); key.Type() == js.TypeString {
					keys = append(keys, key.String())
				}
			}
		}
		done(keys, err)
	})
}

// Find reads what is kept.
func (h *host) Find(key string, done func(data []byte, err error)) {
	h.transact("readonly", func(store js.Value) js.Value { return store.Call("get", key) }, func(result js.Value, err error) {
		if err == nil && !result.InstanceOf(window.Get("Blob")) {
			err = errKeepsNothing
		}
		if err != nil {
			done(nil, err)
			return
		}
		ticket := h.keeper.ticket(func(buffer js.Value, err error) {
			if err != nil {
				done(nil, err)
				return
			}
			done(bytesOf(buffer), nil)
		})
		window.Get("Promise").Call("allSettled", []any{ticket, result.Call("arrayBuffer")}).Call("then", h.keeper.read)
	})
}

// Forget forgets what is kept.
func (h *host) Forget(keys []string, done func(err error)) {
	h.transact("readwrite", func(store js.Value) (last js.Value) {
		for _, key := range keys {
			last = store.Call("delete", key)
		}
		return last
	}, func(_ js.Value, err error) { done(err) })
}

// Note notes a text for the tab.
func (h *host) Note(name, text string) {
	if h.embed.on {
		return
	}
	attempt(func() {
		notes := owned("sessionStorage")
		notes.Call("removeItem", name) // an old one would be wrong if there is no room
		if text != "" {
			notes.Call("setItem", name, text)
		}
	})
}

// Noted returns what is noted.
func (h *host) Noted(name string) (text string) {
	if h.embed.on {
		return ""
	}
	attempt(func() {
		if v := owned("sessionStorage").Call("getItem", name); v.Type() == js.TypeString {
			text = v.String()
		}
	})
	return text
}

// ShowKept says how the file is kept.
func (h *host) ShowKept(text string, forget bool) {
	byID("kept-text").Set("textContent", text)
	find("[data-do=forget-file]").Set("hidden", !forget)
	byID("kept").Set("hidden", text == "")
}
