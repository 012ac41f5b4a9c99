//go:build js && wasm

// Command worker is the program of a compute worker: it runs tasks for the
// page, which tells it what to do, and hears from it, in messages of bytes.
// worker.js loads it.
package main

import (
	"syscall/js"
	"time"

	"zscape/jobs"
	"zscape/task"
)

// slice is how long the worker works before it listens again: what a run is told
// is seen in the next picture.
const slice = 6 * time.Millisecond

func main() {
	w := newWorker()
	// Both functions live as long as the worker.
	w.turn = js.FuncOf(func(_ js.Value, args []js.Value) any {
		w.work(args[0].Int())
		return nil
	}).Value
	receive := js.FuncOf(func(_ js.Value, args []js.Value) any {
		w.receive(args[0])
		return nil
	})
	js.Global().Call("zscapeServe", receive, w.turn)
	select {}
}

// worker calls a Server whenever there is something to do.
type worker struct {
	server *task.Server
	turn   js.Value // calls work
	plan   int      // number of the call that is planned; an earlier one is void
}

func newWorker() *worker {
	return &worker{server: task.NewServer(jobs.Library, post, time.Now)}
}

// receive obeys a message from the page, an ArrayBuffer.
func (w *worker) receive(buffer js.Value) {
	array := js.Global().Get("Uint8Array").New(buffer)
	data := make([]byte, array.Length())
	js.CopyBytesToGo(data, array)
	w.server.Receive(data)
	w.soon(0)
}

// work does a slice of the work, if it is the one that was planned.
func (w *worker) work(plan int) {
	if plan != w.plan {
		return
	}
	if wait, more := w.server.Work(slice); more {
		w.soon(wait)
	}
}

// soon plans a slice of work, in place of one that is planned already.
func (w *worker) soon(wait time.Duration) {
	w.plan++
	if wait <= 0 {
		// setTimeout waits 4 ms when it is called again and again; this does not.
		js.Global().Call("zscapeYield", w.plan)
		return
	}
	js.Global().Call("setTimeout", w.turn, float64(wait.Microseconds())/1000, w.plan)
}

// post gives data to the page, which takes the buffer over.
func post(data []byte) {
	array := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	buffer := array.Get("buffer")
	js.Global().Call("postMessage", buffer, []any{buffer})
}
