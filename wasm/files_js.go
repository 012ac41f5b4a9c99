package main

import (
	"errors"
	"strings"
	"syscall/js"

	"zscape/exhibit"
)

// files is how files come into the page: from the visitor, by a dialogue, by
// dropping or by pasting them; and from the page's own site.
type files struct {
	read          js.Func // what a promise of the visitor's files comes to
	body, arrived js.Func // of a file of the site
	waiting       map[string]func(data []byte, err error)
}

func (f *files) init(h *host) {
	f.waiting = map[string]func([]byte, error){}
	f.read = h.callback(h.takeFiles)
	f.body = h.function(func(args []js.Value) any {
		if r := args[0]; !r.Get("ok").Bool() {
			return window.Get("Promise").Call("reject", r.Get("status").Call("toString").String()+" "+r.Get("statusText").String())
		}
		return args[0].Call("arrayBuffer")
	})
	f.arrived = h.callback(f.arrive)

	for _, id := range []string{"file", "run-file"} {
		input := byID(id)
		h.on(input, "change", func(js.Value) {
			h.readFiles(input.Get("files"))
			input.Set("value", "") // the same file may be chosen again
		})
	}
	h.capture(window, "dragover", func(e js.Value) {
		transfer := e.Get("dataTransfer")
		if !transfer.Get("types").Call("includes", "Files").Bool() {
			return
		}
		e.Call("preventDefault")
		transfer.Set("dropEffect", "copy")
		setAttr(root, "data-dropping", "", true)
	})
	h.capture(window, "dragleave", func(e js.Value) {
		if !e.Get("relatedTarget").Truthy() { // out of the window
			setAttr(root, "data-dropping", "", false)
		}
	})
	h.capture(window, "drop", func(e js.Value) {
		setAttr(root, "data-dropping", "", false)
		e.Call("stopPropagation") // Ebitengine would open them, too
		if list := e.Get("dataTransfer").Get("files"); list.Length() > 0 {
			e.Call("preventDefault")
			h.readFiles(list)
		}
	})
	h.on(document, "paste", h.pasteFile)
}

// pasteFile takes what is pasted onto the picture: files, or a table.
func (h *host) pasteFile(e js.Value) {
	if closest(e.Get("target"), "input, textarea, select").Truthy() {
		return
	}
	board := e.Get("clipboardData")
	if list := board.Get("files"); list.Length() > 0 {
		h.readFiles(list)
		return
	}
	if text := board.Call("getData", "text").String(); strings.Contains(strings.TrimSpace(text), "\n") {
		e.Call("preventDefault")
		h.page.TakeFiles([]exhibit.File{{Name: h.word("pasted"), Data: []byte(text)}})
	}
}

// readFiles reads a FileList.
func (h *host) readFiles(list js.Value) {
	n := list.Length()
	if n == 0 {
		return
	}
	size := 0.0
	names, buffers := make([]any, n), make([]any, n)
	for i := range n {
		names[i] = list.Index(i).Get("name")
		size += list.Index(i).Get("size").Float()
	}
	if size > float64(h.page.MaxFiles()) {
		h.page.TooLarge(list.Index(0).Get("name").String(), size)
		return
	}
	for i := range n {
		buffers[i] = list.Index(i).Call("arrayBuffer")
	}
	// Their names come with them: others may be dropped meanwhile.
	window.Get("Promise").Call("allSettled", append(buffers, names...)).Call("then", h.files.read)
}

// takeFiles gives the page what was read: the contents, then the names.
func (h *host) takeFiles(results js.Value) {
	n := results.Length() / 2
	list := make([]exhibit.File, n)
	for i := range list {
		list[i].Name = results.Index(n + i).Get("value").String()
		if results.Index(i).Get("status").String() != "fulfilled" {
			h.page.NotRead(list[i].Name)
			return
		}
		list[i].Data = bytesOf(results.Index(i).Get("value"))
	}
	h.page.TakeFiles(list)
}

// bytesOf copies an ArrayBuffer.
func bytesOf(buffer js.Value) []byte {
	view := window.Get("Uint8Array").New(buffer)
	data := make([]byte, view.Length())
	js.CopyBytesToGo(data, view)
	return data
}

// Fetch reads a file of the page's own site.
func (h *host) Fetch(path string, done func(data []byte, err error)) {
	h.files.waiting[path] = done
	body := window.Call("fetch", path).Call("then", h.files.body)
	window.Get("Promise").Call("allSettled", []any{path, body}).Call("then", h.files.arrived)
}

// arrive ends what Fetch began.
func (f *files) arrive(results js.Value) {
	path, result := results.Index(0).Get("value").String(), results.Index(1)
	done := f.waiting[path]
	delete(f.waiting, path)
	if result.Get("status").String() == "fulfilled" {
		done(bytesOf(result.Get("value")), nil)
	} else {
		done(nil, errors.New(result.Get("reason").Call("toString").String()))
	}
}

// ShowIntake shows the button for files of the visitor's own.
func (h *host) ShowIntake(in *exhibit.Intake, lang string) {
	byID("intake").Set("hidden", in == nil)
	if in == nil {
		return
	}
	find("[data-do=open-files]").Set("textContent", in.Label.In(lang))
	byID("intake-hint").Set("textContent", in.Hint.In(lang))
	byID("file").Set("accept", in.Accept)
}

// ShowReport says what has been read.
func (h *host) ShowReport(text string) {
	byID("report").Set("textContent", text)
	byID("report").Set("hidden", text == "")
}
