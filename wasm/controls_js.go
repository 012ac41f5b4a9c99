package main

import (
	"math"
	"slices"
	"strconv"
	"syscall/js"

	"zscape/exhibit"
	"zscape/page"
)

// panel is the controls of the open exhibit.
type panel struct {
	widgets []*widget
	open    map[string]bool // groups, by their English name
	sliding string          // key of the slider that the visitor holds
}

// A widget is the elements of one control.
type widget struct {
	control *exhibit.Control
	field   js.Value // what holds the value: a text field, a checkbox or a select; of a Matrix, undefined
	matrix  *matrix  // of a Matrix, else nil
	formula *formula // of a Formula, else nil
	slider  js.Value // of a Number, else undefined
	player  *player  // of a Number that plays by itself, else nil
	problem js.Value // where it says what is wrong with the value
	said    page.Problem
	notices notices
	more    bool   // it follows from the values of others
	typing  bool   // the visitor is typing in the field
	text    string // the value in the State
	held    bool   // the field holds what the visitor typed and the State does not
}

// show lays out the controls of e, by groups.
func (p *panel) show(h *host, e *exhibit.Exhibit) {
	if p.open == nil {
		p.open = map[string]bool{}
	}
	each("#controls > details", func(d js.Value) { p.open[data(d, "group")] = d.Get("open").Bool() })
	p.widgets, p.sliding = p.widgets[:0], ""
	controls := byID("controls")
	controls.Call("replaceChildren")

	groups := map[string]js.Value{}
	for i := range e.Controls {
		c := &e.Controls[i]
		if c.Hidden {
			continue
		}
		rows, ok := groups[c.Group.En]
		if !ok {
			rows = element("div", attr{"class", "rows"})
			groups[c.Group.En] = rows
			open, known := p.open[c.Group.En]
			controls.Call("append", group(c.Group.En, c.Group.In(h.lang), rows, open || !known && len(groups) <= 2))
			if len(groups) == 1 {
				controls.Call("append", element("div", attr{"id", "more"}), h.readout.show(h))
			}
		}
		rows.Call("append", p.control(c, h))
	}
}

// ShowMore lays out the controls that follow from the values of others, by groups,
// below the first group of the others. What the visitor is typing stays untouched,
// and what has the focus keeps it.
func (h *host) ShowMore(controls []exhibit.Control, lang string) {
	p := &h.panel
	p.widgets = slices.DeleteFunc(p.widgets, func(w *widget) bool { return w.more })
	place := byID("more")
	if !place.Truthy() {
		return
	}
	each("#more > details", func(d js.Value) { p.open[data(d, "group")] = d.Get("open").Bool() })
	focus := document.Get("activeElement")
	if !place.Call("contains", focus).Bool() {
		focus = js.Null()
	}
	place.Call("replaceChildren")
	groups := map[string]js.Value{}
	first := len(p.widgets)
	for i := range controls {
		c := &controls[i]
		rows, ok := groups[c.Group.En]
		if !ok {
			rows = element("div", attr{"class", "rows"})
			groups[c.Group.En] = rows
			open, known := p.open[c.Group.En]
			place.Call("append", group(c.Group.En, c.Group.In(lang), rows, open || !known))
		}
		rows.Call("append", p.control(c, h))
	}
	for _, w := range p.widgets[first:] {
		w.more = true
	}
	if focus.Truthy() {
		if again := byID(focus.Get("id").String()); again.Truthy() {
			again.Call("focus")
		}
	}
}

// group makes a part of the panel under a heading, which folds it away.
func group(name, heading string, content js.Value, open bool) js.Value {
	d := element("details", attr{"class", "group"}, attr{"data-group", name},
		element("summary", element("h2", heading)), content)
	content.Call("setAttribute", "role", "group")
	content.Call("setAttribute", "aria-label", heading)
	d.Set("open", open)
	return d
}

// control makes the elements of c.
func (p *panel) control(c *exhibit.Control, h *host) js.Value {
	lang := h.lang
	label, id := c.Label.In(lang), "field-"+c.Key
	if c.Kind == exhibit.Action {
		row := element("div", attr{"class", "control action"},
			element("button", attr{"type", "button"}, attr{"data-action", c.Key}, label))
		hint(row, c, lang)
		return row
	}
	w := &widget{control: c, text: "\x00"}
	p.widgets = append(p.widgets, w)
	if c.Kind == exhibit.Matrix {
		row := w.newMatrix(h)
		hint(row, c, lang)
		w.newRemarks(row)
		return row
	}
	name := element("label", attr{"for", id}, attr{"id", "label-" + c.Key}, label)
	key := attr{"data-key", c.Key}
	textField := func(mode string) js.Value {
		return element("input", attr{"type", "text"}, attr{"class", "field"}, attr{"id", id}, key,
			attr{"inputmode", mode}, attr{"autocomplete", "off"}, attr{"autocapitalize", "off"}, attr{"spellcheck", "false"})
	}
	var row js.Value
	switch c.Kind {
	case exhibit.Number:
		mode := "decimal"
		if c.Min < 0 {
			mode = "text" // the decimal keyboard of some phones has no minus
		}
		w.field = textField(mode)
		lo, hi := c.Slide()
		step := "any"
		if c.Step > 0 {
			step = exhibit.FormatNumber(c.Step)
		}
		w.slider = element("input", attr{"type", "range"}, attr{"class", "slider"}, attr{"id", "slider-" + c.Key}, key,
			attr{"min", exhibit.FormatNumber(lo)}, attr{"max", exhibit.FormatNumber(hi)}, attr{"step", step},
			attr{"aria-labelledby", "label-" + c.Key})
		row = element("div", attr{"class", "control number"}, name, w.field, w.slider)
		if c.Plays {
			w.newPlayer(row, label, h)
		}
	case exhibit.Choice:
		w.field = element("select", attr{"id", id}, key)
		for _, o := range c.Options {
			w.field.Call("append", element("option", attr{"value", o.Value}, o.Label.In(lang)))
		}
		row = element("div", attr{"class", "control choice"}, name, w.field)
	case exhibit.Toggle:
		w.field = element("input", attr{"type", "checkbox"}, attr{"id", id}, key)
		row = element("div", attr{"class", "control toggle"}, w.field, name)
	case exhibit.Formula:
		w.field = textField("text")
		row = w.newFormula(name, h)
	case exhibit.Word:
		w.field = textField("text")
		list := element("datalist", attr{"id", "list-" + c.Key})
		for _, o := range c.Options {
			list.Call("append", element("option", attr{"value", o.Value}))
		}
		w.field.Call("setAttribute", "list", "list-"+c.Key)
		row = element("div", attr{"class", "control word"}, name, w.field, list)
	}
	described := "problem-" + c.Key + " notices-" + c.Key
	if hint(row, c, lang) {
		described += " hint-" + c.Key
	}
	w.field.Call("setAttribute", "aria-describedby", described)
	w.newRemarks(row)
	return row
}

// newRemarks makes the places for what is wrong with the value, and for what
// there is to notice.
func (w *widget) newRemarks(row js.Value) {
	w.problem = element("p", attr{"class", "problem"}, attr{"id", "problem-" + w.control.Key}, attr{"role", "alert"}, attr{"hidden", ""})
	place := element("div", attr{"class", "notices"}, attr{"id", "notices-" + w.control.Key}, attr{"role", "status"})
	w.notices = notices{place: place}
	if w.formula != nil { // right below what is typed
		w.formula.list.Call("after", w.problem, place)
	} else {
		row.Call("append", w.problem, place)
	}
}

// hint adds c's hint to row, if it has one.
func hint(row js.Value, c *exhibit.Control, lang string) bool {
	text := c.Hint.In(lang)
	if text != "" {
		row.Call("append", element("p", attr{"class", "hint"}, attr{"id", "hint-" + c.Key}, text))
	}
	return text != ""
}

func (p *panel) widget(key string) *widget {
	for _, w := range p.widgets {
		if w.control.Key == key {
			return w
		}
	}
	return nil
}

// ShowState brings the controls to the values of s.
func (h *host) ShowState(s exhibit.State) {
	for _, w := range h.panel.widgets {
		w.follow(s)
		if text := s.Text(w.control.Key); text != w.text {
			w.text = text
			w.typeset()
			w.update(h.panel.sliding == w.control.Key)
		}
	}
}

// follow makes the slider that of the State's control, whose range may depend
// on other values.
func (w *widget) follow(s exhibit.State) {
	c, ok := s.Control(w.control.Key)
	if !ok || c == w.control {
		return
	}
	w.control = c
	if w.slider.Truthy() {
		lo, hi := c.Slide()
		w.slider.Set("min", exhibit.FormatNumber(lo))
		w.slider.Set("max", exhibit.FormatNumber(hi))
		w.slider.Set("step", "any")
		if c.Step > 0 {
			w.slider.Set("step", exhibit.FormatNumber(c.Step))
		}
		w.text = "\x00"
	}
}

// update shows the State's value, but not over what the visitor is typing and
// not under the thumb that the visitor holds.
func (w *widget) update(sliding bool) {
	switch {
	case w.matrix != nil:
		if !w.held {
			w.matrix.update(w.text)
		}
	case w.control.Kind == exhibit.Toggle:
		w.field.Set("checked", w.text == "1")
	case !w.held && !w.typing:
		w.field.Set("value", w.text)
	}
	if w.slider.Truthy() {
		if !sliding {
			w.slider.Set("value", w.text)
		}
		lo, hi := w.control.Slide()
		v, _ := strconv.ParseFloat(w.text, 64)
		fill(w.slider, (v-lo)/(hi-lo))
	}
}

// ShowProblem says beside a control what is wrong with what was typed there,
// and where; what has no control is said over the picture.
func (h *host) ShowProblem(p page.Problem) {
	w := h.panel.widget(p.Key)
	if w == nil {
		h.strip(p.Message)
		return
	}
	wrong := p.Message != ""
	if !p.Equal(w.said) {
		w.said = p
		w.problem.Call("replaceChildren") // not of the same again: a button may have the focus
		where(w.problem, p.Text, p.From, p.To)
		w.problem.Call("append", p.Message)
		offer(w.problem, p.Fixes)
		w.problem.Set("hidden", !wrong)
	}
	if wrong && w.matrix == nil && !w.typing && p.Text != "" && w.control.Kind != exhibit.Choice {
		w.field.Set("value", p.Text) // it may come from a link
	}
	if w.matrix != nil {
		w.matrix.mark(wrong)
		if !wrong {
			w.matrix.forget()
		}
	} else {
		setAttr(w.field, "aria-invalid", "true", wrong)
	}
	w.held = wrong
	if !wrong {
		w.update(h.panel.sliding == p.Key)
	}
}

// listenControls listens at the document for what happens at its controls, so
// that new ones need no listeners of their own.
func (h *host) listenControls() {
	h.on(document, "input", func(e js.Value) { h.input(e.Get("target"), false) })
	h.on(document, "change", func(e js.Value) { h.input(e.Get("target"), true) })
	h.on(document, "paste", h.paste)
	h.on(document, "paste", h.pasteFormula)
	h.on(document, "mousedown", keepFocus)
	h.on(document, "pointerup", func(js.Value) { h.panel.sliding = "" }) // one that is back where it was has no change
	h.on(document, "focusout", func(e js.Value) { h.leaveFormula(e.Get("target")) })
}

// input is a change of a control; of a slider that is being moved, and of a
// text that is being typed, it is not final.
func (h *host) input(target js.Value, final bool) {
	switch target.Get("id").String() {
	case "scrub":
		h.scrub(target, final)
		return
	case "run-scrub":
		h.scrubRun(target, final)
		return
	}
	if key := data(target, "motion"); key != "" {
		h.inputMotion(key, target)
		return
	}
	w := h.panel.widget(data(target, "key"))
	switch {
	case w == nil:
		return
	case w.matrix != nil:
		h.inputMatrix(w, target, final)
		return
	}
	key, text := w.control.Key, target.Get("value").String()
	switch {
	case w.formula != nil && !target.Equal(w.field): // an example
		w.typing = false
		target.Set("selectedIndex", 0)
	case w.slider.Truthy() && target.Equal(w.slider):
		h.panel.sliding = key
		if final {
			h.panel.sliding = ""
		}
		w.field.Set("value", text)
		w.held = false
	case w.control.Kind == exhibit.Toggle:
		if !final {
			return
		}
		text = "0"
		if target.Get("checked").Bool() {
			text = "1"
		}
	case w.control.Kind == exhibit.Formula:
		if w.typing = !final; w.typing {
			h.page.Type(key, text)
			w.formula.suggest(w, h.lang)
			return
		}
		w.formula.close()
		w.held = false
	case !final:
		w.held = w.control.Kind != exhibit.Choice && text != w.text
		return
	default:
		w.held = false
	}
	h.page.Set(key, text, final)
	if !w.held {
		w.update(h.panel.sliding == key)
	}
}

// keyInField handles a key in the text field target: the arrows step a
// number, Escape returns to the State's value.
func (h *host) keyInField(target js.Value, key string, shift bool) (handled bool) {
	w := h.panel.widget(data(target, "key"))
	switch {
	case w == nil:
		return false
	case w.matrix != nil:
		return h.keyInMatrix(w, target, key)
	case !target.Equal(w.field):
		return false
	}
	if w.formula != nil && w.formula.key(h, w, key) {
		return true
	}
	switch {
	case key == "Escape" && w.held:
		w.held = false
		h.page.Set(w.control.Key, w.text, true)
		w.update(false)
		return true
	case (key == "ArrowUp" || key == "ArrowDown") && w.control.Kind == exhibit.Number && w.control.Step > 0:
		v, err := exhibit.ParseNumber(target.Get("value").String())
		if err != nil {
			return false
		}
		d := w.control.Step
		if shift {
			d *= 10
		}
		if key == "ArrowDown" {
			d = -d
		}
		// Rounding keeps 0.1 + 0.2 from becoming 0.30000000000000004.
		v = math.Round((v+d)*1e9) / 1e9
		w.held = false
		h.page.Set(w.control.Key, exhibit.FormatNumber(v), true)
		return true
	}
	return false
}
