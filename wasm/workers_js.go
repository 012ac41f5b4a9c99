package main

import (
	"errors"
	"fmt"
	"slices"
	"syscall/js"
	"time"

	"zscape/jobs"
	"zscape/task"
)

// workers are the page's compute workers, one more whenever its pool needs it.
type workers struct {
	running      []*worker
	heard, ended js.Value // what all of them call
}

// worker is a task.Port to a Web Worker.
type worker struct {
	js.Value
	among   *workers
	receive func([]byte)
	died    func(reason string)
}

func (w *workers) init(h *host) {
	w.heard = h.callback(w.hear).Value
	w.ended = h.callback(w.end).Value
}

// inlineBudget is how long a slice of a computation takes where there are no
// workers, and the page's own thread has to do it.
const inlineBudget = 6 * time.Millisecond

// newPool returns the pool of the page's workers, which leaves one core to the picture.
func (h *host) newPool() *task.Pool {
	cores := 2
	if n := window.Get("navigator").Get("hardwareConcurrency"); n.Truthy() {
		cores = n.Int()
	}
	return task.NewPool(max(cores-1, 1), h, h.workers.spawn, task.Inline(jobs.Library, h, inlineBudget))
}

// spawn starts a worker. It is a task.Spawn.
func (w *workers) spawn(receive func([]byte), died func(reason string)) (port task.Port, err error) {
	class := window.Get("Worker")
	if !class.Truthy() {
		return nil, errors.New("this browser has no workers")
	}
	defer func() { // a browser may forbid them
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	n := &worker{class.New("worker.js"), w, receive, died}
	n.Set("onmessage", w.heard)
	n.Set("onmessageerror", w.ended)
	n.Set("onerror", w.ended)
	w.running = append(w.running, n)
	return n, nil
}

// sender returns the worker that an event is of, nil if it was closed.
func (w *workers) sender(e js.Value) *worker {
	target := e.Get("target")
	k := slices.IndexFunc(w.running, func(n *worker) bool { return n.Equal(target) })
	if k < 0 {
		return nil
	}
	return w.running[k]
}

// hear takes a message: bytes for the pool or, when the worker has ended, the reason.
func (w *workers) hear(e js.Value) {
	n, message := w.sender(e), e.Get("data")
	switch {
	case n == nil:
	case message.Type() == js.TypeString:
		n.died(message.String())
	default:
		array := window.Get("Uint8Array").New(message)
		data := make([]byte, array.Length())
		js.CopyBytesToGo(data, array)
		n.receive(data)
	}
}

// end takes an error that nothing in the worker has caught.
func (w *workers) end(e js.Value) {
	e.Call("preventDefault") // the page says it in its own way
	reason := "it failed"
	if message := e.Get("message"); message.Truthy() {
		reason = message.String()
	}
	if n := w.sender(e); n != nil {
		n.died(reason)
	}
}

// Post gives data to the worker.
func (n *worker) Post(data []byte) {
	array := window.Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	buffer := array.Get("buffer")
	n.Call("postMessage", buffer, []any{buffer}) // given away, not copied
}

// Close ends the worker.
func (n *worker) Close() {
	n.Call("terminate")
	n.among.running = slices.DeleteFunc(n.among.running, func(other *worker) bool { return other == n })
}
