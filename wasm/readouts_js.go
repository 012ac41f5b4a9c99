package main

import (
	"slices"
	"strconv"
	"strings"
	"syscall/js"

	"zscape/exhibit"
)

// readouts is the list of computed values.
type readouts struct {
	group, list js.Value
	layout      []string   // what the elements were made for
	cells       []js.Value // of all values, in order
	texts       []string   // in the cells
}

// show makes the list, empty and not shown yet.
func (r *readouts) show(h *host) js.Value {
	open := !r.group.Truthy() || r.group.Get("open").Bool()
	r.list = element("dl", attr{"id", "values"})
	r.group = group("values", h.word("values"), r.list, open)
	r.group.Set("hidden", true)
	// The terms of a list of descriptions are lost in a group.
	r.list.Call("removeAttribute", "role")
	r.layout, r.cells, r.texts = nil, nil, nil
	return r.group
}

// ShowReadouts shows the computed values. It is called for every move of the
// camera, so it touches only what has changed.
func (h *host) ShowReadouts(values []exhibit.Readout, lang string) {
	r := &h.readout
	var layout, texts []string
	for _, v := range values {
		rows := rowsOf(v.Value)
		layout = append(layout, v.Key+" "+v.Label.In(lang))
		for _, row := range rows {
			layout = append(layout, strconv.Itoa(len(row)))
			texts = append(texts, row...)
		}
	}
	if !slices.Equal(layout, r.layout) {
		r.layout = layout
		r.build(values, lang)
	}
	for i, text := range texts {
		if text != r.texts[i] {
			r.texts[i] = text
			r.cells[i].Set("textContent", short(text))
			r.cells[i].Set("title", text)
		}
	}
	r.group.Set("hidden", len(values) == 0)
}

// build makes the elements that the values need.
func (r *readouts) build(values []exhibit.Readout, lang string) {
	r.list.Call("replaceChildren")
	r.cells, r.texts = r.cells[:0], r.texts[:0]
	cell := func(tag string) js.Value {
		e := element(tag)
		r.cells, r.texts = append(r.cells, e), append(r.texts, "")
		return e
	}
	for _, v := range values {
		rows, class := rowsOf(v.Value), "number"
		var content js.Value
		switch v.Value.(type) {
		case []float64, [][]float64:
			body := element("tbody")
			for _, row := range rows {
				tr := element("tr")
				for range row {
					tr.Call("append", cell("td"))
				}
				body.Call("append", tr)
			}
			content = element("dd", element("table", body))
		default:
			if len(rows[0][0]) > 24 {
				class = "text"
			}
			content = cell("dd")
		}
		r.list.Call("append", element("div", attr{"class", class}, attr{"data-readout", v.Key},
			element("dt", v.Label.In(lang)), content))
	}
}

// rowsOf returns the texts of a value with all digits: one row for a number or
// a vector, several for a matrix.
func rowsOf(value any) [][]string {
	texts := func(v []float64) []string {
		row := make([]string, len(v))
		for i := range v {
			row[i] = exhibit.FormatNumber(v[i])
		}
		return row
	}
	switch v := value.(type) {
	case float64:
		return [][]string{texts([]float64{v})}
	case []float64:
		return [][]string{texts(v)}
	case [][]float64:
		rows := make([][]string, len(v))
		for i := range v {
			rows[i] = texts(v[i])
		}
		return rows
	case string:
		return [][]string{{v}}
	}
	panic("main: a readout holds neither numbers nor a text")
}

// short returns a number's text with 6 significant digits, and any other text as it is.
func short(text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	digits := strconv.FormatFloat(v, 'g', 6, 64)
	if f, err := strconv.ParseFloat(digits, 64); err == nil {
		digits = exhibit.FormatNumber(f)
	}
	return strings.Replace(digits, "-", "\u2212", 1)
}
