package main

import (
	"syscall/js"

	"zscape/exhibit"
)

// ShowExhibit lays out the page for an exhibit.
func (h *host) ShowExhibit(e *exhibit.Exhibit, lang string) {
	h.lang = lang
	title := e.Title.In(lang)
	document.Set("title", title+" · Zscape")
	byID("title").Set("textContent", title)
	byID("summary").Set("textContent", e.Summary.In(lang))
	byID("formula").Set("innerHTML", e.Formula) // part of the program
	fitFormula()
	each("nav a", func(a js.Value) {
		current := a.Get("hash").String() == "#"+e.Name
		setAttr(a, "aria-current", "page", current)
		if current {
			a.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "center"})
		}
	})
	h.canvas.Call("setAttribute", "aria-label", title)
	h.canvas.Call("setAttribute", "aria-roledescription", h.word("picture"))
	h.showSources(e.Sources)
	h.panel.show(h, e)
	h.left = true
}

// ShowSummary shows another summary than the exhibit's.
func (h *host) ShowSummary(text string) { byID("summary").Set("textContent", text) }

func (h *host) showSources(sources []exhibit.Source) {
	byID("sources-group").Set("hidden", len(sources) == 0)
	list := byID("sources")
	list.Call("replaceChildren")
	for _, s := range sources {
		var text any = s.Title
		if s.URL != "" {
			text = element("a", attr{"href", s.URL}, attr{"target", "_blank"}, attr{"rel", "noopener"}, s.Title)
		}
		list.Call("append", element("li", text))
	}
}
