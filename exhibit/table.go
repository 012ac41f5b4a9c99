package exhibit

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"zscape/scene"
)

// Tabler is a Session with a table to be read below the picture, which does not
// depend on the camera either.
type Tabler interface{ Table() *Table }

// Table is a table of texts, code and values.
type Table struct {
	Caption Text
	Columns []Column
	Rows    [][]Cell // as many cells as there are columns, or fewer
}

// Column is a column of a Table.
type Column struct {
	Title Text

	// Numbers says that its values are numbers, float64. They stand right-aligned,
	// all with so many Decimals; Unit, if not empty, is said beside the title.
	Numbers  bool
	Decimals int
	Unit     Text

	// Sortable lets the visitor sort the rows by the column.
	Sortable bool

	// Apart says that the column begins a list of its own, beside the one before:
	// its rows have nothing to do with those, and are sorted by themselves.
	Apart bool
}

// Cell is one place of a Table; what is not set is not shown.
type Cell struct {
	Text    Text
	Code    string
	Value   any    // as of a Readout
	Note    string // beside the value, such as its shape
	Problem Text   // in place of a value: why there is none
}

// Format writes a number of the column.
func (c *Column) Format(v float64) string {
	const plain = 1e15 // from there on a plain number would have false digits
	switch {
	case math.IsNaN(v):
		return "\u2013"
	case math.IsInf(v, 0) || math.Abs(v) >= plain:
		return Brief(v, panelDigits)
	}
	s := strconv.FormatFloat(v, 'f', c.Decimals, 64)
	if strings.Trim(s, "-0.") == "" { // no zero has a sign
		s = strings.TrimPrefix(s, "-")
	}
	return scene.Minus(s)
}

// List returns the columns, from and up to, of the list that column belongs to.
func (t *Table) List(column int) (from, to int) {
	for from = column; from > 0 && !t.Columns[from].Apart; {
		from--
	}
	for to = column + 1; to < len(t.Columns) && !t.Columns[to].Apart; {
		to++
	}
	return from, to
}

// OrderTo sets order, of as many places as there are rows, to the numbers of the
// rows sorted by a column: numbers by size, texts of the language by letters, and
// the numbers in them by size. What is equal stays as it was; NaN and what is
// empty comes last either way. A negative column leaves the rows as they are.
func (t *Table) OrderTo(order []int, column int, descending bool, lang string) {
	if len(order) != len(t.Rows) {
		panic("exhibit: the order of a table is not as long as the table")
	}
	for k := range order {
		order[k] = k
	}
	if column < 0 {
		return
	}
	keys := make([]sortKey, len(t.Rows))
	for k, row := range t.Rows {
		if column < len(row) {
			keys[k] = row[column].sortKey(lang)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &keys[i], &keys[j]
		if c := cmp.Compare(a.kind(), b.kind()); c != 0 || a.kind() == none {
			return c
		}
		c := cmp.Compare(a.number, b.number)
		if a.kind() == text {
			c = natural(a.text, b.text)
		}
		if descending {
			return -c
		}
		return c
	})
}

// sortKey is what a cell is sorted by: a number, or a text in lower case.
type sortKey struct {
	isNumber bool
	number   float64
	text     string
}

// The kinds of sort keys, in their order.
const (
	number = iota
	text
	none
)

func (k *sortKey) kind() int {
	switch {
	case k.isNumber:
		return number
	case k.text != "":
		return text
	}
	return none
}

func (c *Cell) sortKey(lang string) sortKey {
	switch v := c.Value.(type) {
	case float64:
		return sortKey{isNumber: v == v, number: v}
	case string:
		return sortKey{text: strings.ToLower(v)}
	case Text:
		return sortKey{text: strings.ToLower(v.In(lang))}
	}
	return sortKey{text: strings.ToLower(cmp.Or(c.Text.In(lang), c.Code))}
}

// natural compares texts as people sort them: letter by letter, but digits that
// follow each other as one number.
func natural(a, b string) int {
	for a != "" && b != "" {
		p, q := digits(a), digits(b)
		if p > 0 && q > 0 {
			m, n := strings.TrimLeft(a[:p], "0"), strings.TrimLeft(b[:q], "0")
			if c := cmp.Or(cmp.Compare(len(m), len(n)), cmp.Compare(m, n)); c != 0 {
				return c
			}
			a, b = a[p:], b[q:]
			continue
		}
		r, m := utf8.DecodeRuneInString(a)
		s, n := utf8.DecodeRuneInString(b)
		if r != s {

			return cmp.Or(cmp.Compare(rank(r), rank(s)), cmp.Compare(r, s))
		}
		a, b = a[m:], b[n:]
	}
	return cmp.Compare(len(a), len(b))
}

// rank puts signs before digits, and these before letters.
func rank(r rune) int {
	switch {
	case unicode.IsLetter(r):
		return 2
	case r >= '0' && r <= '9':
		return 1
	}
	return 0
}

// digits returns how many digits s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
