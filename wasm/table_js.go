package main

import (
	"fmt"
	"slices"
	"strconv"
	"syscall/js"

	"zscape/exhibit"
)

// table is the table below the picture.
type table struct {
	of    *exhibit.Table
	lang  string
	head  []string // caption and columns that it was made for
	cells []*boardCell
	width int // cells in a row
	body  js.Value
	heads []js.Value // of the columns
	more  js.Value   // says how many rows are not shown, with a button for them; empty if all are

	// What the visitor has chosen, as long as the columns are the same ones.
	columns []string
	most    int           // rows that are shown at most
	sorts   map[int]order // by the first column of each list
	orders  map[int][]int
}

// order is how a list is sorted: by a column, first ascending, then descending.
type order struct {
	column     int
	descending bool
}

// rowsAtOnce is how many rows are shown first, and with every wish for more: a
// table is gone through in every frame of a drag.
const rowsAtOnce = 200

// boardCell is one place of the table.
type boardCell struct {
	td     js.Value
	layout string // what its elements were made for
	parts  [][]*slot

	// What it shows, if that can be compared.
	shows    bool
	cell     exhibit.Cell
	decimals int
	lang     string
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
	t := &h.table
	t.of, t.lang = b, lang
	head, columns := []string{b.Caption.In(lang)}, []string{}
	for _, c := range b.Columns {
		title := c.Title.In(lang)
		if unit := c.Unit.In(lang); unit != "" {
			title += " (" + unit + ")"
		}
		head, columns = append(head, title), append(columns, c.Title.En)
	}
	if !slices.Equal(columns, t.columns) {
		t.columns, t.most, t.sorts = columns, rowsAtOnce, map[int]order{}
	}
	shown := min(len(b.Rows), t.most)
	if !slices.Equal(head, t.head) {
		t.build(h, head)
		setAttr(root, "data-table", "", true)
		byID("table").Set("hidden", false)
	}
	t.setRows(shown)
	t.sort()
	t.tellMore(h, len(b.Rows)-shown)
	var none exhibit.Cell
	for k, c := range t.cells {
		row, column := k/t.width, k%t.width
		from, _ := b.List(column)
		cell := &none
		if cells := b.Rows[t.orders[from][row]]; column < len(cells) {
			cell = &cells[column]
		}
		c.show(cell, &b.Columns[column], lang)
	}
}

// build makes the table, without rows.
func (t *table) build(h *host, head []string) {
	t.head, t.cells, t.width = head, nil, len(head)-1
	t.heads = t.heads[:0]
	header := element("tr")
	for j, text := range head[1:] {
		c := &t.of.Columns[j]
		th := element("th", attr{"scope", "col"}, attr{"class", classOf(c)})
		if c.Sortable {
			th.Call("append", element("button", attr{"type", "button"}, attr{"data-sort", strconv.Itoa(j)}, text))
		} else {
			th.Call("append", text)
		}
		t.heads = append(t.heads, th)
		header.Call("append", th)
	}
	t.body = element("tbody")
	t.more = element("p", attr{"class", "more"})
	byID("table").Call("replaceChildren",
		element("p", attr{"id", "table-caption"}, head[0]),
		element("table", attr{"aria-labelledby", "table-caption"}, element("thead", header), t.body), t.more)
}

// classOf returns the class of a column's cells.
func classOf(c *exhibit.Column) string {
	class := ""
	if c.Numbers {
		class = "number"
	}
	if c.Apart {
		class += " apart"
	}
	return class
}

// setRows gives the table so many rows.
func (t *table) setRows(n int) {
	for len(t.cells) > n*t.width {
		t.body.Get("lastChild").Call("remove")
		t.cells = t.cells[:len(t.cells)-t.width]
	}
	for len(t.cells) < n*t.width {
		tr := element("tr")
		for j := range t.width {
			class := attr{"class", classOf(&t.of.Columns[j])}
			td := element("td", class)
			if j == 0 {
				td = element("th", attr{"scope", "row"}, class)
			}
			t.cells = append(t.cells, &boardCell{td: td})
			tr.Call("append", td)
		}
		t.body.Call("append", tr)
	}
}

// sort brings the rows of each list into their order, and says which that is.
func (t *table) sort() {
	b := t.of
	if t.orders == nil {
		t.orders = map[int][]int{}
	}
	for from := 0; from < len(b.Columns); {
		_, to := b.List(from)
		by, sorted := t.sorts[from]
		if !sorted {
			by.column = -1
		}
		t.orders[from] = slices.Grow(t.orders[from][:0], len(b.Rows))[:len(b.Rows)]
		b.OrderTo(t.orders[from], by.column, by.descending, t.lang)
		for j := from; j < to; j++ {
			if !b.Columns[j].Sortable {
				continue
			}
			way := "none"
			if j == by.column && by.descending {
				way = "descending"
			} else if j == by.column {
				way = "ascending"
			}
			if t.heads[j].Call("getAttribute", "aria-sort").String() != way {
				t.heads[j].Call("setAttribute", "aria-sort", way)
			}
		}
		from = to
	}
}

// sortTable sorts the list of a column by it: ascending, then descending, and
// then not at all.
func (h *host) sortTable(of string) {
	t := &h.table
	column, err := strconv.Atoi(of)
	if err != nil || t.of == nil || column >= len(t.of.Columns) {
		return
	}
	from, _ := t.of.List(column)
	by, sorted := t.sorts[from]
	say := "ascending"
	switch {
	case !sorted || by.column != column:
		t.sorts[from] = order{column: column}
	case !by.descending:
		t.sorts[from] = order{column, true}
		say = "descending"
	default:
		delete(t.sorts, from)
		say = "unsorted"
	}
	h.ShowTable(t.of, t.lang)
	h.Announce(fmt.Sprintf(h.word(say), t.head[column+1]))
}

// tellMore says how many rows are not shown.
func (t *table) tellMore(h *host, n int) {
	text := ""
	if n > 0 {
		text = fmt.Sprintf(h.word("more rows"), min(n, rowsAtOnce), n)
	}
	switch button := t.more.Get("firstChild"); {
	case text == "" && button.Truthy():
		button.Call("remove")
	case text == "":
	case !button.Truthy():
		t.more.Call("append", element("button", attr{"type", "button"}, attr{"data-do", "more-rows"}, text))
	case button.Get("textContent").String() != text:
		button.Set("textContent", text)
	}
}

// moreRows shows more rows.
func (h *host) moreRows() {
	if t := &h.table; t.of != nil {
		t.most += rowsAtOnce
		h.ShowTable(t.of, t.lang)
	}
}

// A part is one of the things that a cell holds, with the class of its element.
type part struct {
	class string
	array
}

// partsOf returns what c holds.
func partsOf(c *exhibit.Cell, of *exhibit.Column, lang string) (parts []part) {
	text := func(class, s string) {
		if s != "" {
			parts = append(parts, part{class, array{text: s}})
		}
	}
	text("text", c.Text.In(lang))
	text("code", c.Code)
	if of.Numbers { // on the left of a number, so that digits stand below each other
		text("note", c.Note)
	}
	if c.Value != nil && c.Problem == (exhibit.Text{}) {
		value := arrayOf(c.Value, lang)
		if v, ok := c.Value.(float64); ok && of.Numbers {
			value = array{text: of.Format(v)}
		}
		parts = append(parts, part{"value", value})
	}
	text("problem", c.Problem.In(lang))
	if !of.Numbers {
		text("note", c.Note)
	}
	return parts
}

// show brings the cell to what c holds. Most hold the same as before.
func (b *boardCell) show(c *exhibit.Cell, of *exhibit.Column, lang string) {
	plain := false
	switch c.Value.(type) {
	case nil, float64, string, exhibit.Text:
		plain = true
	}
	if plain && b.shows && lang == b.lang && of.Decimals == b.decimals && *c == b.cell {
		return
	}
	if b.shows = plain; plain {
		b.cell, b.decimals, b.lang = *c, of.Decimals, lang
	}
	parts, layout := partsOf(c, of, lang), ""
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
