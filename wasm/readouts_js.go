package main

import (
	"slices"
	"syscall/js"

	"zscape/exhibit"
)

// readouts is the list of computed values.
type readouts struct {
	group, list js.Value
	layout      []string  // what the elements were made for
	values      [][]*slot // of each value
}

// show makes the list, empty and not shown yet.
func (r *readouts) show(h *host) js.Value {
	open := !r.group.Truthy() || r.group.Get("open").Bool()
	r.list = element("dl", attr{"id", "values"})
	r.group = group("values", h.word("values"), r.list, open)
	r.group.Set("hidden", true)
	// The terms of a list of descriptions are lost in a group.
	r.list.Call("removeAttribute", "role")
	r.layout, r.values = nil, nil
	return r.group
}

// ShowReadouts shows the computed values. It is called for every move of the
// camera, so it touches only what has changed.
func (h *host) ShowReadouts(values []exhibit.Readout, lang string) {
	r := &h.readout
	var layout []string
	var arrays []array
	for _, v := range values {
		a := arrayOf(v.Value, lang)
		a.fine = v.Fine
		arrays = append(arrays, a)
		layout = append(layout, v.Key, v.Label.In(lang), a.layout(), class(a))
	}
	if !slices.Equal(layout, r.layout) {
		r.layout = layout
		r.build(values, arrays, lang)
	}
	for i, a := range arrays {
		a.update(r.values[i])
	}
	r.group.Set("hidden", len(values) == 0)
}

// class says how a value stands to its label: long texts stand below it.
func class(a array) string {
	if len(a.text) > 24 {
		return "text"
	}
	return "number"
}

// build makes the elements that the values need.
func (r *readouts) build(values []exhibit.Readout, arrays []array, lang string) {
	r.list.Call("replaceChildren")
	r.values = r.values[:0]
	for i, v := range values {
		content := element("dd")
		r.values = append(r.values, arrays[i].show(content))
		r.list.Call("append", element("div", attr{"class", class(arrays[i])}, attr{"data-readout", v.Key},
			element("dt", v.Label.In(lang)), content))
	}
}
