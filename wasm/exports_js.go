package main

import (
	"fmt"
	"slices"
	"syscall/js"
	"time"
)

// ShowExports shows the buttons of what there is to take away.
func (h *host) ShowExports(kinds []string) {
	each("[data-export]", func(b js.Value) { b.Set("hidden", !slices.Contains(kinds, data(b, "export"))) })
}

// Save gives the visitor a file.
func (h *host) Save(name, mime string, content []byte) {
	bytes := window.Get("Uint8Array").New(len(content))
	js.CopyBytesToJS(bytes, content)
	blob := window.Get("Blob").New([]any{bytes}, map[string]any{"type": mime})
	url := window.Get("URL").Call("createObjectURL", blob)
	element("a", attr{"href", url.String()}, attr{"download", name}).Call("click")
	h.After(time.Minute, func() { window.Get("URL").Call("revokeObjectURL", url) })
	h.toast(fmt.Sprintf(h.word("saved"), name))
}
