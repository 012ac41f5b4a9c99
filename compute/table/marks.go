package table

import (
	"bytes"
	"slices"
	"strconv"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/plain"
)

// tally counts what the fields of a column say of its decimal mark.
type tally struct {
	point, comma int    // numbers that can be read by one mark alone
	either       []byte // the first that can be read by both: 1,234 or 1.234
	eitherComma  bool   // it is one with a comma
}

// settled reports whether enough fields all say the same.
func (n *tally) settled() bool {
	const enough = 100
	return n.point+n.comma >= enough && (n.point == 0 || n.comma == 0)
}

// decide finds the decimal mark of each column: the one by which more of its
// numbers can be read. Where all can be read by both, 1,234 as 1234 or as 1.234,
// it is that of the other columns, or else as is usual with the separator.
func (t *Table) decide(o Options) {
	for k := range t.Columns {
		t.Columns[k].Decimal = '.'
	}
	if !t.hasCommas() {
		return
	}
	tallies := t.tallies()
	byPoint, byComma := 0, 0
	for k, n := range tallies {
		switch {
		case n.comma > n.point:
			byComma++
			t.Columns[k].Decimal = ','
		case n.point > 0:
			byPoint++
		}
	}
	usual := byte(',')
	if byPoint > byComma || byPoint == byComma && t.Separator == "," {
		usual = '.'
	}
	told := false
	for k, n := range tallies {
		if n.point > 0 || n.comma > 0 || n.either == nil || !t.Columns[k].Numeric {
			continue
		}
		switch {
		case o.Decimal != 0:
			t.Columns[k].Decimal = o.Decimal
		case n.eitherComma:
			t.Columns[k].Decimal = usual
		case byComma > 0 && byPoint == 0:
			t.Columns[k].Decimal = ','
		default:
			continue // 1.234 needs no comment
		}
		if !told && o.Decimal == 0 {
			t.guessMark(o, k, n.either)
			told = true
		}
	}
}

// guessSeparator says what blanks and commas are taken for, where there are both.
func (t *Table) guessSeparator(o Options) {
	switch {
	case o.Separator != "":
	case t.Separator == ", ":
		t.guess(lang.Text{En: "spaces and commas are read as column separators", Ja: "空白とコンマの両方を列の区切りとして読みました"},
			Choice{lang.Text{En: "Read the commas as decimal marks", Ja: "コンマを小数点として読む"}, with(o, " ")})
	case t.Separator == " " && slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Decimal == ',' }):
		t.guess(decimalCommas, Choice{lang.Text{En: "Read both as column separators", Ja: "どちらも列の区切りとして読む"}, with(o, ", ")})
	}
}

var decimalCommas = lang.Text{En: "spaces separate the columns; commas are read as decimal marks", Ja: "空白を列の区切り、コンマを小数点として読みました"}

// hasCommas reports whether there can be commas in numbers.
func (t *Table) hasCommas() bool {
	text := t.text[t.body:]
	if t.Separator == "," || t.Separator == ", " {
		return t.quotes && t.pause.contains(text, `"`) && t.pause.contains(text, ",")
	}
	return t.pause.contains(text, ",") || t.pause.contains(text, "，")
}

// tallies looks at all fields, until nothing can change any more.
func (t *Table) tallies() []tally {
	tallies := make([]tally, len(t.Columns))
	open := len(tallies)
	t.Rows(func(_ int, fields [][]byte) bool {
		for k, f := range fields[:min(len(fields), len(tallies))] {
			n := &tallies[k]
			if n.settled() {
				continue
			}
			if n.add(f); n.settled() {
				open--
			}
		}
		return open > 0
	})
	return tallies
}

// add counts a field.
func (n *tally) add(f []byte) {
	if len(f) > longestNumber || bytes.IndexByte(f, ',') < 0 && bytes.IndexByte(f, '.') < 0 && ascii(f) {
		return
	}
	if !ascii(f) {
		f = []byte(plain.String(string(f)))
	}
	f = unquoted(f)
	var buffer [64]byte
	if number, ok := amount(f); ok {
		f = number
	} else if k := bytes.Index(f, []byte("°")); k > 0 {
		f = Trim(f[:k])
	} else {
		f = Trim(bytes.TrimRight(f, "NSEW"))
	}
	_, point := normal(buffer[:0], f, '.')
	_, comma := normal(buffer[:0], f, ',')
	withComma := bytes.IndexByte(f, ',') >= 0
	switch {
	case !withComma && bytes.IndexByte(f, '.') < 0:
	case point && comma:
		if n.either == nil || withComma && !n.eitherComma {
			n.either, n.eitherComma = bytes.Clone(f), withComma
		}
	case point:
		n.point++
	case comma:
		n.comma++
	}
}

// guess notes a guess.
func (t *Table) guess(text lang.Text, other ...Choice) {
	t.Guesses = append(t.Guesses, Guess{text, other})
}

// with returns the options with a separator.
func with(o Options, sep string) Options {
	o.Separator = sep
	return o
}

// guessMark says how a number of column k is read, which may be read otherwise.
func (t *Table) guessMark(o Options, k int, field []byte) {
	taken := t.Columns[k].Decimal
	as := func(mark byte) string {
		v, _ := reader{mark: mark}.number(field)
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	o.Decimal = '.' + ',' - taken // the other one
	t.guess(lang.Sprintf("%s in column %d is read as %s", "%[2]d列目の%[1]sを%[3]sとして読みました", faults.Quote(field), k+1, as(taken)),
		Choice{lang.Sprintf("Read it as %s", "%sとして読む", as(o.Decimal)), o})
}

// guessEncoding says which encoding was taken, if it is not the usual one.
func (t *Table) guessEncoding(o Options) {
	if t.Encoding == UTF8 || o.Encoding != Detect {
		return
	}
	var other []Choice
	for e := ShiftJIS; t.Encoding >= ShiftJIS && e <= Windows1252; e++ {
		if e != t.Encoding {
			o.Encoding = e
			other = append(other, Choice{lang.Sprintf("Read it as %s", "%sとして読む", e), o})
		}
	}
	t.guess(lang.Sprintf("the text is read as %s", "文字コードを%sとして読みました", t.Encoding), other...)
}
