package main

import (
	"fmt"

	"zscape/page"
)

// works are the names of the bars of works on files.
var works = map[page.Work]string{page.Reading: "reading", page.Exporting: "export"}

// ShowWork shows the progress of a work on a file. One that begins while another goes
// on stands above it, and stays there: nothing moves under the visitor's finger.
func (h *host) ShowWork(w page.Work, name string, fraction float64) {
	bar := byID(works[w])
	if fraction < 1 && bar.Get("hidden").Bool() {
		setAttr(bar, "data-above", "", find(".work:not([hidden], [data-above])").Truthy())
	}
	bar.Set("hidden", fraction >= 1)
	if fraction < 1 {
		text := fmt.Sprintf(h.word(works[w]), name)
		label := byID(works[w] + "-name")
		label.Set("textContent", text)
		label.Set("title", text)
		bar.Call("querySelector", "progress").Set("value", fraction)
	}
}
