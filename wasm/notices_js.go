package main

import (
	"slices"
	"strconv"
	"syscall/js"
	"time"

	"zscape/page"
)

// notices is a place that says what there is to notice, each on lines of its own.
type notices struct {
	place js.Value
	said  []page.Notice
}

// show says what is in list. If that is said already, nothing is touched: a
// button may have the focus, and a screen reader would say it again.
func (n *notices) show(list []page.Notice) {
	if slices.EqualFunc(list, n.said, page.Notice.Equal) {
		return
	}
	n.said = list
	n.place.Call("replaceChildren")
	for _, v := range list {
		line := element("p", attr{"class", "notice"})
		where(line, v.Text, v.From, v.To)
		line.Call("append", v.Message)
		offer(line, v.Fixes)
		n.place.Call("append", line)
	}
}

// notes is the place of the notices that are about the picture, below it.
type notes struct {
	notices
	room    float64 // height that the stage leaves to them, CSS pixels
	changes int     // of their height
}

// ShowNotices says what there is to notice: beside their controls, and of the
// picture below it.
func (h *host) ShowNotices(list []page.Notice) {
	places := map[*notices][]page.Notice{}
	for _, n := range list {
		place := &h.notes.notices
		if w := h.panel.widget(n.Key); w != nil {
			place = &w.notices
		}
		places[place] = append(places[place], n)
	}
	for _, w := range h.panel.widgets {
		w.notices.show(places[&w.notices])
	}
	h.notes.show(places[&h.notes.notices])
}

// makeRoom lets the stage leave the notes the height that they have now. The
// picture must not jump back and forth: while the visitor holds something they
// lie over its foot, and it grows again only when they have been away for a
// while and nothing plays.
func (h *host) makeRoom() {
	n := &h.notes
	n.changes++
	mine := n.changes
	height := n.place.Get("offsetHeight").Float()
	var settle func()
	settle = func() {
		switch {
		case n.changes != mine:
		case h.panel.sliding != "" || h.playing.scrubbing || h.pointer.count > 0 || height < n.room && h.page.Plays():
			h.After(200*time.Millisecond, settle)
		default:
			n.room = height
			root.Get("style").Call("setProperty", "--notes", strconv.FormatFloat(height, 'f', -1, 64)+"px")
		}
	}
	if height < n.room {
		h.After(2*time.Second, settle)
	} else {
		settle()
	}
}

// where shows the bytes from to to of a text, as they stand in it, in place.
func where(place js.Value, text string, from, to int) {
	if to > from && to <= len(text) {
		place.Call("append", element("code", attr{"class", "where"}, text[:from], element("mark", text[from:to]), text[to:]))
	} else if to > 0 && from >= len(text) { // something is missing at the end
		place.Call("append", element("code", attr{"class", "where"}, text, element("mark", " ")))
	}
}

// offer adds the buttons of fixes to place.
func offer(place js.Value, fixes []page.Fix) {
	if len(fixes) == 0 {
		return
	}
	buttons := element("span", attr{"class", "fixes"})
	place.Call("append", " ", buttons)
	for _, f := range fixes {
		buttons.Call("append", element("button", attr{"type", "button"}, attr{"class", "fix"}, attr{"data-fix", f.Query}, f.Label))
	}
}

// keepFocus lets the focus stay in the field beside which a fix is clicked: what
// leaving it changes would move the button away from under the pointer.
func keepFocus(e js.Value) {
	if data(closest(e.Get("target"), "button"), "fix") != "" {
		e.Call("preventDefault")
	}
}

// applyFix makes the change that a button offers. The button goes; if it has
// the focus, that goes to the field of its control, or else to the picture.
func (h *host) applyFix(button js.Value) {
	next := closest(button, ".control")
	if next.Truthy() {
		next = next.Call("querySelector", ".field, select, input")
	}
	if !next.Truthy() {
		next = h.canvas
	}
	focused := document.Get("activeElement").Equal(button)
	for _, w := range h.panel.widgets {
		w.typing = false
		if w.formula != nil {
			w.formula.close()
		}
	}
	h.page.Apply(data(button, "fix"))
	if focused && !button.Get("isConnected").Bool() {
		next.Call("focus")
	}
}
