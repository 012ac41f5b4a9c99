// Package table reads tables as people and programs write them: in whichever
// encoding, with whichever separators, decimal marks and marks of thousands,
// with titles, names, units and comments, or as an array in brackets.
//
// How a table is written is found out from its first lines, decimal marks from
// whole columns. Where that leaves more than one reading, the Table says which
// was taken, and Options can ask for another.
package table

import (
	"bytes"
	"math"
	"slices"

	"zscape/compute/faults"
	"zscape/compute/lang"
)

// Table is a text that has been found to be a table. Its rows are read from the
// text each time they are asked for. It is immutable.
type Table struct {
	Dialect
	Columns []Column // as many as most rows have fields
	Guesses []Guess  // what else the text might be

	text      []byte  // in UTF-8
	lines     []int32 // from which its lines come, if they are not those of the original
	first     int     // the first line that counts
	sample    string  // what it says
	body      int     // where the rows begin
	bodyLine  int     // in which line
	quotes    bool    // fields may be in quotes
	lead      bool    // rows begin with a separator
	labels    bool    // rows begin with a label in brackets, as R prints them
	fractions bool
	texts     bool
	pause     pause
}

// Dialect says how a table is written.
type Dialect struct {
	Encoding  Encoding
	Separator string // of columns: "\t", ";", "::", ",", "|", "&", " " for a run of blanks, ", " for one of blanks and commas
	Array     bool   // it is an array in brackets, as programs write them, or a matrix in LaTeX
	Head      []int  // lines of titles, names and units, from 1
}

// Column is a column of a Table.
type Column struct {
	Name    string // empty if there is none
	Decimal byte   // the decimal mark of its numbers, '.' or ','
	Numeric bool   // most of its fields in the first rows are numbers
}

// Options say what is known of a text. The zero Options leave everything to be
// found out.
type Options struct {
	Encoding  Encoding
	Separator string // see Dialect; then a text in brackets is no array
	Decimal   byte   // '.' or ',', where the numbers of a column leave it open
	Fractions bool   // 1/3 is a number, rather than a date
	Texts     bool   // rows may have no numbers: only the first that counts is a header, and there are no comments below it
}

// Guess is what was taken where a text has more than one reading.
type Guess struct {
	Text  lang.Text
	Other []Choice // what might be meant instead
}

// Choice is another reading of a text: what Options would bring it about.
type Choice struct {
	Label   lang.Text
	Options Options
}

// MaxBytes is the size of the largest text that is read.
const MaxBytes = 256 << 20

// Errors of Read.
var (
	ErrNoText = lang.Errorf("not a text file: it contains null bytes", "テキストファイルではありません(ヌル文字が含まれています)")
	ErrEmpty  = lang.Errorf("there are no lines to read", "読み取れる行がありません")
)

// Read finds out how a text is written. It is an error if that is no text,
// ErrNoText, if no line of it counts, ErrEmpty, or if a limit is exceeded. The
// Table keeps data, which must not be changed.
//
// Lines that are blank do not count, nor do those that begin with #, %, !, //
// or, where that is no separator, ;, nor lines of dashes; and of a line not what
// follows a blank and one of these signs, if there is a number before. Fields
// may be in quotes, and then have separators, line breaks, and doubled quotes.
// Separators at the end of lines, or the beginning, that leave a column empty
// make none. Full-width characters are read as what they stand for.
//
// A text in brackets is an array: [[1, 2], [3, 4]], [1 2; 3 4], {{1, 2}, {3, 4}},
// np.array(...), c(1, 2), matrix(c(...), nrow=2), and so is a single line of rows
// divided by semicolons, and what Octave and MATLAB print. Rows of LaTeX, 1 & 2 \\,
// are read in or out of their environment.
//
// The encoding is detected, unless Options say it; other eight-bit texts than
// UTF-8 and Japanese ones are taken for Windows-1252.
func Read(data []byte, o Options) (*Table, error) { return ReadWith(nil, data, o) }

// ReadWith is Read which calls tell, unless that is nil, with how many bytes it goes
// through, every few thousand of them; and so do the methods of the Table.
func ReadWith(tell func(bytes int), data []byte, o Options) (*Table, error) {
	if err := Foreign(data); err != nil {
		return nil, err
	}
	text, encoding, err := Decode(tell, data, o.Encoding)
	if err != nil {
		return nil, err
	}
	t := &Table{text: text, quotes: true, fractions: o.Fractions, texts: o.Texts, pause: tell}
	t.Encoding = encoding
	if err := t.survey(o); err != nil {
		return nil, err
	}
	t.guessEncoding(o)
	return t, nil
}

// Rows calls f for each row below the head of the table, with the number of its
// line, from 1, until f returns false. A row may have any number of fields: what
// to do with those that have not as many as there are Columns is up to the
// caller. Fields are without blanks and quotes around them, in UTF-8, and belong
// to the table; they are valid until the next row is read.
func (t *Table) Rows(f func(line int, fields [][]byte) bool) {
	s := newScanner(t.text, t.Separator, t.quotes, t.texts)
	s.pause = t.pause
	s.from(t.body, t.bodyLine)
	s.begun = t.body > 0
	for s.next() && f(t.line(s.row), t.shape(s.fields)) {
	}
}

// Lines returns about how many lines the text has, for memory to be reserved.
func (t *Table) Lines() int {
	const shortest = 4 // bytes of a row, on average
	var feeds, returns int
	for part := range slices.Chunk(t.text, piece) {
		feeds, returns = feeds+bytes.Count(part, []byte("\n")), returns+bytes.Count(part, []byte("\r"))
		t.pause.took(len(part))
	}
	return min(max(feeds, returns), len(t.text)/shortest) + 1
}

// line returns which line of the original text a line is.
func (t *Table) line(n int) int {
	if t.lines != nil {
		return int(t.lines[min(n, len(t.lines))-1])
	}
	return n
}

// shape returns the fields of a row without those that are no columns.
func (t *Table) shape(fields [][]byte) [][]byte {
	if t.labels && len(fields) > 0 && isLabel(fields[0]) {
		fields = fields[1:]
	}
	return shape(fields, len(t.Columns), t.lead)
}

// shape returns the fields of a row without empty ones behind so many columns,
// or, where there is a lead, before them.
func shape(fields [][]byte, columns int, lead bool) [][]byte {
	if lead && len(fields) > columns && len(fields[0]) == 0 {
		fields = fields[1:]
	}
	for len(fields) > columns && len(fields[len(fields)-1]) == 0 {
		fields = fields[:len(fields)-1]
	}
	return fields
}

// Number reads a field of column k as a number; a gap is NaN. Numbers beyond
// float64 are infinite.
func (t *Table) Number(k int, field []byte) (v float64, ok bool) {
	r := reader{mark: '.', fractions: t.fractions}
	if k < len(t.Columns) {
		r.mark = t.Columns[k].Decimal
	}
	return r.number(field)
}

// Floats returns column k of all rows: NaN where there is a gap, or nothing that
// can be read, which is noted in unread.
func (t *Table) Floats(k int, unread *faults.List) []float64 {
	var column []float64
	t.Rows(func(line int, fields [][]byte) bool {
		v := math.NaN()
		if k < len(fields) {
			u, ok := t.Number(k, fields[k])
			if ok {
				v = u
			} else {
				unread.Skip(line, "column %d is %s, expected a number", "%d列目の%sは数ではありません", k+1, faults.Quote(fields[k]))
			}
		} else {
			unread.SkipFields(line, len(fields), len(t.Columns))
		}
		column = append(column, v)
		return true
	})
	return column
}

// First returns the first line that counts, and its number.
func (t *Table) First() (text string, line int) { return t.sample, t.first }
