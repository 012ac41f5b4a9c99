package main

import (
	"strconv"
	"strings"
	"syscall/js"
	"time"
	"unicode/utf16"

	"zscape/compute/expr"
	"zscape/exhibit"
)

// formula is what a Formula has beside its field: the names that may be meant,
// below what is being typed, and examples.
type formula struct {
	list     js.Value // a listbox, hidden while there is nothing to choose
	names    []exhibit.Completion
	from, to int // the bytes of the text that a name takes the place of
	active   int // index of the name that Enter takes; -1: none, what is typed may be a name of its own

	set js.Value // the value as mathematics is set; undefined if that is not shown
}

// mostNames is how many names are offered at once.
const mostNames = 10

// newFormula makes the elements of a Formula around its field.
func (w *widget) newFormula(name js.Value, h *host) js.Value {
	key := w.control.Key
	w.field.Get("classList").Call("add", "formula")
	for _, a := range []attr{{"role", "combobox"}, {"aria-autocomplete", "list"}, {"aria-expanded", "false"}, {"aria-controls", "names-" + key}} {
		w.field.Call("setAttribute", a.name, a.value)
	}
	w.formula = &formula{active: -1}
	w.formula.list = element("ul", attr{"class", "names"}, attr{"id", "names-" + key}, attr{"role", "listbox"}, attr{"data-names", key}, attr{"hidden", ""})
	examples := element("select", attr{"class", "examples"}, attr{"data-key", key}, attr{"aria-label", h.word("examples")},
		element("option", attr{"value", ""}, h.word("examples")))
	for _, o := range w.control.Options {
		examples.Call("append", element("option", attr{"value", o.Value}, o.Value))
	}
	row := element("div", attr{"class", "control word"}, name, w.field, w.formula.list)
	if w.control.Typeset != nil {
		w.formula.set = element("div", attr{"class", "typeset"}, attr{"tabindex", "-1"})
		row.Call("append", w.formula.set)
	}
	row.Call("append", examples)
	return row
}

// typeset shows the value as mathematics is set.
func (w *widget) typeset() {
	if f := w.formula; f != nil && f.set.Truthy() {
		f.set.Set("innerHTML", w.control.Typeset(w.text)) // names, numbers and signs of a formula that was read
		fitMath(f.set)
	}
}

// pasteFormula lets pasted lines stay formulas of their own: a field would join
// them.
func (h *host) pasteFormula(e js.Value) {
	target := e.Get("target")
	w := h.panel.widget(data(target, "key"))
	if w == nil || w.formula == nil || !target.Equal(w.field) {
		return
	}
	text := e.Get("clipboardData").Call("getData", "text").String()
	if !strings.ContainsAny(text, "\r\n") {
		return
	}
	e.Call("preventDefault")
	target.Call("setRangeText", expr.OneLine(text), target.Get("selectionStart"), target.Get("selectionEnd"), "end")
	h.input(target, false)
}

// suggest offers the names that begin as the one at the caret.
func (f *formula) suggest(w *widget, lang string) {
	f.close()
	if w.control.Complete == nil {
		return
	}
	text := w.field.Get("value").String()
	// JavaScript counts in units of UTF-16.
	units := utf16.Encode([]rune(text))
	caret := min(w.field.Get("selectionStart").Int(), len(units))
	from, to, names := w.control.Complete(text, len(string(utf16.Decode(units[:caret]))))
	if to == from || len(names) == 1 && names[0].Insert == text[from:to] {
		return // nothing is begun, or it is complete
	}
	f.from, f.to, f.names = from, to, names[:min(len(names), mostNames)]
	if len(f.names) == 0 {
		return
	}
	for i, n := range f.names {
		f.list.Call("append", element("li", attr{"role", "option"}, attr{"id", f.option(i)}, attr{"data-name", strconv.Itoa(i)},
			element("code", n.Name), element("span", n.Meaning.In(lang))))
	}
	f.list.Set("hidden", false)
	w.field.Call("setAttribute", "aria-expanded", "true")
}

// option returns the id of a name's element.
func (f *formula) option(i int) string { return f.list.Get("id").String() + "-" + strconv.Itoa(i) }

// choose makes name i the one that Enter takes.
func (f *formula) choose(w *widget, i int) {
	n := len(f.names)
	f.active = (i + n) % n
	items := f.list.Get("children")
	for k := range n {
		setAttr(items.Index(k), "aria-selected", "true", k == f.active)
	}
	w.field.Call("setAttribute", "aria-activedescendant", f.option(f.active))
}

// close takes the names away.
func (f *formula) close() {
	f.list.Call("replaceChildren")
	f.list.Set("hidden", true)
	f.names, f.active = nil, -1
	field := f.list.Get("previousElementSibling")
	field.Call("setAttribute", "aria-expanded", "false")
	field.Call("removeAttribute", "aria-activedescendant")
}

// take puts name i into the formula.
func (f *formula) take(h *host, w *widget, i int) {
	text, insert := w.field.Get("value").String(), f.names[i].Insert
	head := text[:f.from] + insert
	text = head + text[f.to:]
	f.close()
	w.field.Set("value", text)
	caret := len(utf16.Encode([]rune(head)))
	w.field.Call("setSelectionRange", caret, caret)
	w.field.Call("focus")
	w.typing = true
	h.page.Type(w.control.Key, text)
}

// key handles a key while names are offered.
func (f *formula) key(h *host, w *widget, key string) (handled bool) {
	if len(f.names) == 0 {
		return false
	}
	chosen := f.active >= 0
	switch {
	case key == "ArrowDown":
		f.choose(w, f.active+1)
	case key == "ArrowUp":
		f.choose(w, max(f.active, 0)-1)
	case chosen && (key == "Enter" || key == "Tab"):
		f.take(h, w, f.active)
	case key == "Escape":
		f.close()
	default:
		return false
	}
	return true
}

// leaveFormula takes the names away soon after the focus has left the field:
// a click on one of them comes before that.
func (h *host) leaveFormula(target js.Value) {
	w := h.panel.widget(data(target, "key"))
	if w == nil || w.formula == nil {
		return
	}
	h.After(200*time.Millisecond, func() {
		if !document.Get("activeElement").Equal(w.field) {
			w.formula.close()
		}
	})
}

// clickName takes the name that is clicked.
func (h *host) clickName(target js.Value) {
	item := closest(target, "[data-name]")
	list := closest(target, "[data-names]")
	w := h.panel.widget(data(list, "names"))
	if !item.Truthy() || w == nil || w.formula == nil {
		return
	}
	if i, err := strconv.Atoi(data(item, "name")); err == nil && i < len(w.formula.names) {
		w.formula.take(h, w, i)
	}
}
