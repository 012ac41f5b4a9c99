package main

import "zscape/scene"

// Redraw asks for a frame.
func (h *host) Redraw() { h.redraw() }

// ShowCursor gives the pointer a look on the picture; that of the style sheet
// if name is empty.
func (h *host) ShowCursor(name string) { h.canvas.Get("style").Set("cursor", name) }

// ShowViews makes the buttons of the named views, if there is a camera, and of the first view.
func (h *host) ShowViews(camera bool) {
	views := byID("views")
	setAttr(root, "data-flat", "", !camera)
	views.Call("replaceChildren")
	button := func(label string, part attr) {
		views.Call("append", element("button", attr{"type", "button"}, part, label))
	}
	if camera {
		for _, p := range scene.Presets {
			label, ok := words["view "+p.Name]
			if !ok {
				label.En = p.Name
			}
			button(label.In(h.lang), attr{"data-view", p.Name})
		}
	}
	button(h.word("reset"), attr{"data-do", "reset"})
}
