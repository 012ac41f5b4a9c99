package main

import (
	"slices"
	"syscall/js"

	"zscape/exhibit"
)

// table is the table below the picture.
type table struct {
	head  []string // caption and columns that it was made for
	cells []*boardCell
	width int // cells in a row
}

// boardCell is one place of the table.
type boardCell struct {
	td     js.Value
	layout string // what its elements were made for
	parts  [][]*slot
}

// ShowTable shows the table. It is called for every move of what is dragged,
// so it touches only what has changed.
func (h *host) ShowTable(b *exhibit.Table, lang string) {
	if b == nil {
		setAttr(root, "data-table", "", false)
		byID("table").Set("hidden", true)
		byID("table").Call("replaceChildren")
		h.table = table{}
		return
	}
	head := []string{b.Caption.In(lang)}
	for _, c := range b.Columns {
		head = append(head, c.In(lang))
	}
	if t := &h.table; !slices.Equal(head, t.head) || len(t.cells) != len(b.Rows)*t.width {
		t.build(head, len(b.Rows))
		setAttr(root, "data-table", "", true)
		byID("table").Set("hidden", false)
	}
	for i, row := range b.Rows {
		for j, c := range row {
			h.table.cells[i*h.table.width+j].show(c, lang)
		}
	}
}

// build makes the table, with empty cells.
func (t *table) build(head []string, rows int) {
	t.head, t.cells, t.width = head, nil, len(head)-1
	header, body := element("tr"), element("tbody")
	for _, text := range head[1:] {
		header.Call("append", element("th", attr{"scope", "col"}, text))
	}
	for range rows {
		tr := element("tr")
		for j := range t.width {
			td := element("td")
			if j == 0 {
				td = element("th", attr{"scope", "row"})
			}
			t.cells = append(t.cells, &boardCell{td: td})
			tr.Call("append", td)
		}
		body.Call("append", tr)
	}
	byID("table").Call("replaceChildren",
		element("p", attr{"id", "table-caption"}, head[0]),
		element("table", attr{"aria-labelledby", "table-caption"}, element("thead", header), body))
}

// A part is one of the things that a cell holds, with the class of its element.
type part struct {
	class string
	array
}

// partsOf returns what c holds.
func partsOf(c exhibit.Cell, lang string) (parts []part) {
	text := func(class, s string) {
		if s != "" {
			parts = append(parts, part{class, array{text: s}})
		}
	}
	text("text", c.Text.In(lang))
	text("code", c.Code)
	if c.Value != nil && c.Problem == (exhibit.Text{}) {
		parts = append(parts, part{"value", arrayOf(c.Value, lang)})
	}
	text("problem", c.Problem.In(lang))
	text("note", c.Note)
	return parts
}

// show brings the cell to what c holds.
func (b *boardCell) show(c exhibit.Cell, lang string) {
	parts, layout := partsOf(c, lang), ""
	for _, p := range parts {
		layout += p.class + p.layout()
	}
	if layout != b.layout {
		b.build(parts)
		b.layout = layout
	}
	for i, p := range parts {
		p.update(b.parts[i])
	}
}

// build makes the elements for parts.
func (b *boardCell) build(parts []part) {
	b.td.Call("replaceChildren")
	b.parts = b.parts[:0]
	for _, p := range parts {
		tag := "div"
		if p.class == "code" {
			tag = "code"
		}
		e := element(tag, attr{"class", p.class})
		b.parts = append(b.parts, p.show(e))
		b.td.Call("append", e)
	}
}
