package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall/js"
	"unicode/utf8"

	"zscape/exhibit"
)

// matrix is the elements of a Matrix control: a field for each number.
type matrix struct {
	host       *host
	control    *exhibit.Control
	grid       js.Value
	rows, cols int
	cells      map[[2]int]*cell // by row and column; all that were ever needed
	resizers   []resizer
}

// cell is one field of a matrix.
type cell struct {
	field js.Value
	text  string // of the State, as far as it was shown
	held  bool   // the visitor is typing here
}

// resizer is a button that adds or takes away a row or column.
type resizer struct {
	button   js.Value
	row, col int
}

// newMatrix makes the elements of a Matrix.
func (w *widget) newMatrix(h *host) js.Value {
	c := w.control
	m := &matrix{host: h, control: c, cells: map[[2]int]*cell{}, grid: element("div", attr{"class", "cells"})}
	w.matrix = m
	sizes := element("span", attr{"class", "sizes"})
	if c.MaxRows > 1 {
		sizes.Call("append", m.newSize("row", true, 1, 0))
	}
	if c.MaxCols > 1 {
		sizes.Call("append", m.newSize("column", c.MaxRows > 1, 0, 1))
	}
	return element("div", attr{"class", "control matrix"}, attr{"role", "group"},
		attr{"aria-labelledby", "label-" + c.Key}, attr{"aria-describedby", "problem-" + c.Key + " notices-" + c.Key + " hint-" + c.Key},
		element("span", attr{"id", "label-" + c.Key}, c.Label.In(h.lang)), sizes, m.grid)
}

// newSize makes the two buttons for rows or columns; those of a vector need no name.
func (m *matrix) newSize(what string, named bool, row, col int) js.Value {
	h, label := m.host, m.control.Label.In(m.host.lang)
	size := element("span", attr{"class", "size"})
	if named {
		size.Call("append", element("span", attr{"aria-hidden", "true"}, h.word(what+"s")))
	} else {
		what = "number"
	}
	for _, b := range []struct {
		word, sign string
		by         int
	}{{"fewer", "\u2212", -1}, {"more", "+", 1}} {
		button := element("button", attr{"type", "button"}, attr{"data-key", m.control.Key},
			attr{"data-resize", strconv.Itoa(len(m.resizers))},
			attr{"aria-label", fmt.Sprintf(h.word(b.word), label, h.word(what))}, b.sign)
		m.resizers = append(m.resizers, resizer{button, b.by * row, b.by * col})
		size.Call("append", button)
	}
	return size
}

// cell returns the field in a row and column.
func (m *matrix) cell(i, j int) *cell {
	c, ok := m.cells[[2]int{i, j}]
	if !ok {
		label := m.control.Label.In(m.host.lang)
		name := fmt.Sprintf(m.host.word("cell"), label, i+1, j+1)
		if m.control.MaxRows == 1 {
			name = fmt.Sprintf(m.host.word("entry"), label, j+1)
		}
		c = &cell{field: element("input", attr{"type", "text"}, attr{"class", "field"}, attr{"data-key", m.control.Key},
			attr{"data-row", strconv.Itoa(i)}, attr{"data-col", strconv.Itoa(j)}, attr{"aria-label", name},
			attr{"inputmode", "text"}, attr{"autocomplete", "off"}, attr{"spellcheck", "false"})}
		m.cells[[2]int{i, j}] = c
	}
	return c
}

// at returns the cell whose field an element is, and its place.
func (m *matrix) at(field js.Value) (c *cell, i, j int) {
	i, _ = strconv.Atoi(data(field, "row"))
	j, _ = strconv.Atoi(data(field, "col"))
	return m.cell(i, j), i, j
}

// each calls f for the cells that are shown.
func (m *matrix) each(f func(c *cell, i, j int)) {
	for i := range m.rows {
		for j := range m.cols {
			f(m.cell(i, j), i, j)
		}
	}
}

// resize lays the fields out in rows and columns. New ones hold 0.
func (m *matrix) resize(rows, cols int) {
	if rows == m.rows && cols == m.cols {
		return
	}
	focused := document.Get("activeElement")
	var fields []any
	wasRows, wasCols := m.rows, m.cols
	m.rows, m.cols = rows, cols
	m.each(func(c *cell, i, j int) {
		if i >= wasRows || j >= wasCols {
			c.text, c.held = "0", false
			c.field.Set("value", c.text)
		}
		fields = append(fields, c.field)
	})
	m.grid.Call("replaceChildren", fields...)
	m.grid.Get("style").Call("setProperty", "--columns", cols)
	if m.grid.Call("contains", focused).Bool() {
		focused.Call("focus")
	}
	for _, r := range m.resizers {
		i, j := rows+r.row, cols+r.col
		r.button.Set("disabled", i < 1 || j < 1 || i > m.control.MaxRows || j > m.control.MaxCols)
	}
}

// update shows the State's value, such as "0,2;1,3", but not over what the
// visitor is typing.
func (m *matrix) update(text string) {
	lines := strings.Split(text, ";")
	m.resize(len(lines), 1+strings.Count(lines[0], ","))
	for i, line := range lines {
		for j, number := range strings.Split(line, ",") {
			c := m.cell(i, j)
			if c.text != number && !c.held {
				c.field.Set("value", number)
			}
			c.text = number
		}
	}
}

// mark marks the fields that hold no number or, if all do, those that the
// State has no part in.
func (m *matrix) mark(wrong bool) {
	var bad, other []*cell
	m.each(func(c *cell, _, _ int) {
		c.field.Call("removeAttribute", "aria-invalid")
		value := c.value()
		if _, err := exhibit.ParseNumber(value); err != nil {
			bad = append(bad, c)
		} else if value != c.text {
			other = append(other, c)
		}
	})
	if len(bad) == 0 {
		bad = other
	}
	if wrong {
		for _, c := range bad {
			c.field.Call("setAttribute", "aria-invalid", "true")
		}
	}
}

func (c *cell) value() string { return strings.TrimSpace(c.field.Get("value").String()) }

// typed returns what the fields hold, by rows.
func (m *matrix) typed() [][]string {
	cells := make([][]string, m.rows)
	m.each(func(c *cell, i, _ int) { cells[i] = append(cells[i], c.value()) })
	return cells
}

// forget makes the next update show all that the State holds.
func (m *matrix) forget() {
	m.each(func(c *cell, _, _ int) { c.text, c.held = "", false })
}

// enter takes a text, such as what the fields hold, as the control's value.
func (h *host) enter(w *widget, text string) {
	w.held = false
	h.page.Set(w.control.Key, text, true)
	if !w.held { // "2.0" has become "2"
		w.matrix.forget()
		w.update(false)
	}
}

// inputMatrix is a change of a field; while it is being typed, it is not final.
func (h *host) inputMatrix(w *widget, field js.Value, final bool) {
	c, i, j := w.matrix.at(field)
	switch text := c.value(); {
	case !final:
		c.held = text != c.text
	case text == "":
		h.enterCells(w)
	default:
		h.pour(w, i, j, text)
	}
}

// resizeMatrix adds or takes away a row or column, as the button k says.
func (h *host) resizeMatrix(key, button string) {
	w := h.panel.widget(key)
	k, _ := strconv.Atoi(button)
	m := w.matrix
	m.resize(m.rows+m.resizers[k].row, m.cols+m.resizers[k].col)
	h.enterCells(w)
}

// enterCells takes what the fields hold as the control's value.
func (h *host) enterCells(w *widget) { h.enter(w, exhibit.JoinMatrix(w.matrix.typed())) }

// paste fills a matrix with the numbers that the visitor pastes into a field
// of it; a single one goes the browser's way.
func (h *host) paste(e js.Value) {
	field := e.Get("target")
	w := h.panel.widget(data(field, "key"))
	if w == nil || w.matrix == nil {
		return
	}
	text := e.Get("clipboardData").Call("getData", "text").String()
	if cells, err := exhibit.SplitMatrix(text); err == nil && len(slices.Concat(cells...)) > 1 {
		e.Call("preventDefault")
		_, i, j := w.matrix.at(field)
		h.pour(w, i, j, text)
	}
}

// pour fills the fields from row i and column j on with what text holds. More
// than there is room for is a matrix of its own.
func (h *host) pour(w *widget, i, j int, text string) {
	m := w.matrix
	cells, ok := w.control.Pour(m.typed(), i, j, text)
	if !ok {
		h.enter(w, text)
		return
	}
	m.resize(len(cells), len(cells[0]))
	m.each(func(c *cell, i, j int) { c.field.Set("value", cells[i][j]) })
	h.enterCells(w)
}

// keyInMatrix handles a key in a field: the arrows go to the next one, left
// and right only from the end of its text; Escape returns to the State's value.
func (h *host) keyInMatrix(w *widget, field js.Value, key string) (handled bool) {
	m := w.matrix
	c, i, j := m.at(field)
	start, end := field.Get("selectionStart").Int(), field.Get("selectionEnd").Int()
	n := utf8.RuneCountInString(field.Get("value").String())
	whole := start == 0 && end == n
	switch {
	case key == "Escape" && (c.held || w.held):
		h.enter(w, w.text)
		field.Call("select")
		return true
	case key == "ArrowUp":
		i--
	case key == "ArrowDown":
		i++
	case key == "ArrowLeft" && (whole || end == 0):
		j--
	case key == "ArrowRight" && (whole || start == n):
		j++
	default:
		return false
	}
	if i < 0 || j < 0 || i >= m.rows || j >= m.cols {
		return false
	}
	next := m.cell(i, j).field
	next.Call("focus")
	next.Call("select")
	return true
}
