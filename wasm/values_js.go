package main

import (
	"fmt"
	"math"
	"slices"
	"syscall/js"

	"zscape/exhibit"
)

// An array is a value made ready to be shown.
type array struct {
	shape []int     // nil for one number or a text
	data  []float64 // row-major
	fine  []float64 // as of an exhibit.Readout
	text  string    // in place of data
}

// arrayOf returns the value of an exhibit.Readout or exhibit.Cell.
func arrayOf(value any, lang string) array {
	switch v := value.(type) {
	case exhibit.Text:
		return array{text: v.In(lang)}
	case float64:
		return array{data: []float64{v}}
	case string:
		return array{text: v}
	case []float64:
		return array{shape: []int{len(v)}, data: v}
	case [][]float64:
		cols := 0
		if len(v) > 0 {
			cols = len(v[0])
		}
		return array{shape: []int{len(v), cols}, data: slices.Concat(v...)}
	case exhibit.Tensor:
		return array{shape: v.Shape, data: v.Data}
	}
	panic(fmt.Sprintf("main: a value is a %T, which cannot be shown", value))
}

// layout names the elements that the array needs: those of another of the same
// layout will do.
func (a array) layout() string {
	if a.data == nil {
		return "text"
	}
	return fmt.Sprint("numbers", a.shape)
}

// show makes the elements in container, and returns a slot for each place in
// order. A vector is one row, a matrix a table; of what has more axes, the
// last two are matrices, the one before goes across the page and the others down.
func (a array) show(container js.Value) []*slot {
	if len(a.shape) == 0 {
		return []*slot{{e: container}}
	}
	rank := len(a.shape)
	rows, cols, across := 1, a.shape[rank-1], 1
	if rank > 1 {
		rows = a.shape[rank-2]
	}
	if rank > 2 {
		across = a.shape[rank-3]
	}
	var slots []*slot
	line := container
	for k := 0; len(slots) < len(a.data); k++ {
		if rank > 2 && k%across == 0 {
			line = element("div", attr{"class", "slices"})
			container.Call("append", line)
		}
		body := element("tbody")
		for range rows {
			tr := element("tr")
			for range cols {
				td := element("td")
				tr.Call("append", td)
				slots = append(slots, &slot{e: td})
			}
			body.Call("append", tr)
		}
		line.Call("append", element("table", attr{"class", "array"}, body))
	}
	return slots
}

// update brings the slots that show made to the values of the array.
func (a array) update(slots []*slot) {
	if a.data == nil {
		slots[0].setText(a.text)
		return
	}
	same := a.fine == nil // else others may have changed how finely these are written
	for i, v := range a.data {
		same = same && slots[i].shows(v)
	}
	if same {
		return
	}
	for i, text := range exhibit.BriefTo(a.data, a.fine) {
		slots[i].setNumber(a.data[i], text)
	}
}

// A slot is an element that shows a number or a text. It is touched only when
// that changes, since some change thirty times a second among many that do not.
type slot struct {
	e      js.Value
	number uint64 // its bits
	text   string
}

func (s *slot) setText(text string) {
	if text != s.text {
		s.text = text
		s.e.Set("textContent", text)
	}
}

// shows reports whether the slot shows v.
func (s *slot) shows(v float64) bool { return s.number == math.Float64bits(v) && s.text != "" }

// setNumber shows v as text; its title has all digits.
func (s *slot) setNumber(v float64, text string) {
	if !s.shows(v) {
		s.number = math.Float64bits(v)
		s.e.Set("title", exhibit.FormatNumber(v))
	}
	s.setText(text)
}
