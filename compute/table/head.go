package table

import (
	"bytes"
	"slices"
	"strings"

	"zscape/compute/plain"
)

// arrange finds the columns, their names, and where the rows begin.
func (t *Table) arrange(b trial, o Options) {
	columns := b.columns
	if t.labels = columns > 1 && labelled(b.rows); t.labels {
		columns--
	}
	t.lead = b.lead
	t.Columns = make([]Column, columns)
	for k := range b.rows {
		b.rows[k].fields = t.shape(b.rows[k].fields)
	}
	n := headOf(b.rows, columns)
	if o.Texts {
		n = min(n, 1)
	}
	head, body := b.rows[:n], b.rows[n:]
	names := header(head, body, columns, t.Separator)
	if columns < len(names) && len(names) <= MaxColumns && !agree(body, 3, columns) {
		columns = len(names)
		t.Columns = make([]Column, columns)
	}
	for _, r := range head {
		t.Head = append(t.Head, t.line(r.line))
		t.body, t.bodyLine = r.end, r.next
	}
	if names == nil && len(body) > 0 {
		names = noted(body[0].note, t.Separator, columns)
	}
	var numbers []int
	for k, numeric := range numericColumns(body, columns) {
		if t.Columns[k].Numeric = numeric; numeric {
			numbers = append(numbers, k)
		}
	}
	if len(names) <= columns {
		for k, name := range names {
			at := columns - len(names) + k // R names no column of names
			if len(names) == len(numbers) && len(names) < columns-1 {
				at = numbers[k] // units stand behind
			}
			t.Columns[at].Name = clean(name)
		}
	}
}

// isLabel reports whether a field is a label as R prints them, [1,] or [1].
func isLabel(f []byte) bool {
	if len(f) < 3 || f[0] != '[' || f[len(f)-1] != ']' {
		return false
	}
	f = bytes.TrimSuffix(f[1:len(f)-1], []byte(","))
	for _, c := range f {
		if c-'0' > 9 {
			return false
		}
	}
	return len(f) > 0
}

// labelled reports whether rows begin with labels, at least half of them.
func labelled(rows []sampled) bool {
	n := 0
	for _, r := range rows {
		if len(r.fields) > 1 && isLabel(r.fields[0]) {
			n++
		}
	}
	return n > 0 && 2*n >= len(rows)
}

// count returns how many fields of a row are numbers and texts; gaps are neither.
func count(fields [][]byte) (numbers, texts int) {
	for _, f := range fields {
		if _, gap := word(f); gap {
			continue
		}
		if isNumber(f) {
			numbers++
		} else {
			texts++
		}
	}
	return numbers, texts
}

// numericColumns returns which columns have numbers in half of the rows, or more.
func numericColumns(rows []sampled, columns int) []bool {
	numbers, all := make([]int, columns), make([]int, columns)
	for _, r := range rows {
		if len(r.fields) != columns {
			continue
		}
		for k, f := range r.fields {
			if len(f) > 0 {
				all[k]++
				if isNumber(f) {
					numbers[k]++
				}
			}
		}
	}
	numeric := make([]bool, columns)
	for k, n := range numbers {
		numeric[k] = n > 0 && 2*n >= all[k]
	}
	return numeric
}

// headOf returns how many of the first rows are titles, names and units: those
// that have texts and no number, and those that have more texts than a row with
// a mistake.
func headOf(rows []sampled, columns int) int {
	numeric := numericColumns(rows, columns)
	wanted := 0
	for _, n := range numeric {
		if n {
			wanted++
		}
	}
	head := 0
	for k, r := range rows {
		numbers, texts := count(r.fields)
		above := texts > 0 && numbers == 0
		switch {
		case numbers+texts == 0 && k < len(rows)-1:
			continue // padding between titles, or else the first row
		case above:
		case len(r.fields) != columns:
			above = texts > 0 && (texts >= numbers || !isNumber(r.fields[0]))
		default:
			wrong := 0
			for i, f := range r.fields {
				if numeric[i] && !isNumber(f) {
					wrong++
				}
			}
			above = 2*wrong > wanted
		}
		if !above {
			return head
		}
		head = k + 1
	}
	if numbers, texts := count(rows[0].fields); numbers == 0 && texts > 0 {
		return 1 // a table of texts
	}
	return 0
}

// header returns the row of a head that names the columns: the one with most
// names, all different, but no row of units. Of several it is the first, or
// where blanks divide titles, too, the last. There may be names for the columns of
// numbers alone, where units stand between these.
func header(head, body []sampled, columns int, sep string) [][]byte {
	beside := 0 // units: so many columns of numbers have names
	for _, numeric := range numericColumns(body, columns) {
		if numeric && sep != " " {
			beside++
		}
	}
	var names [][]byte
	best := 0
	for _, r := range head {
		different := map[string]bool{}
		units := true
		for _, f := range r.fields {
			if len(f) > 0 {
				different[string(f)] = true
				units = units && bytes.IndexByte([]byte("([{<"), f[0]) >= 0
			}
		}
		n := len(different)
		if len(r.fields) < columns-1 && len(r.fields) != beside || n < 2 && columns > 1 || units && len(r.fields) == columns || different["="] {
			continue
		}
		if n > best || n == best && sep == " " {
			names, best = r.fields, n
		}
	}
	return names
}

// agree reports whether there are some rows, and all have so many columns.
func agree(rows []sampled, some, columns int) bool {
	return len(rows) >= some && !slices.ContainsFunc(rows, func(r sampled) bool { return len(r.fields) != columns })
}

// noted returns the names of columns in a comment, as NumPy and gnuplot write
// them, if it has as many texts as there are columns.
func noted(note []byte, sep string, columns int) [][]byte {
	for _, sep := range []string{sep, " "} {
		s := newScanner(note, sep, true, false)
		if s.next() && len(s.fields) == columns {
			if _, texts := count(s.fields); texts == columns {
				return s.fields
			}
		}
	}
	return nil
}

// longestName is how many bytes of a name are kept.
const longestName = 100

// clean returns a name that may be shown: valid, of one line, not too long.
func clean(name []byte) string {
	name = Trim(bytes.TrimRight(name[:min(len(name), longestName)], ";")) // which ends rows
	return strings.Join(strings.Fields(strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, string(name)), "")), " ")
}

// Bare returns the name in plain, small letters and without a unit behind it:
// x of "X (m)", "x [km]", "Ｘ" and "x/mm".
func (c Column) Bare() string {
	name := strings.ToLower(plain.String(c.Name))
	if k := strings.IndexAny(name, "([{</"); k > 0 {
		name = name[:k]
	}
	return strings.TrimSpace(name)
}
