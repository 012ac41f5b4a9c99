package table

import "bytes"

// separators of columns, in the order in which they are preferred: those that
// stand in numbers or texts come late.
var separators = []string{"\t", ";", "::", ",", "|", "&", " ", ", "}

// MaxColumns is how many fields of a row are looked at.
const MaxColumns = 100_000

// longestQuoted is how many bytes a field with line breaks may have. Beyond it,
// a quotation mark has been forgotten.
const longestQuoted = 4096

// class is what a byte may be in a row.
type class uint8

const (
	ordinary class = iota
	separator
	newline
	quote
	sign // of a comment
)

// scanner reads the rows of a text one by one: lines without those that are
// blank, comments or rules, or several lines where a field in quotes has line
// breaks. It takes time in proportion to the text, whatever that is.
type scanner struct {
	text   []byte
	sep    string // one of separators
	blanks bool   // it is a run of blanks
	quotes bool   // fields may be in quotes
	texts  bool   // signs of comments are letters like others, but above all rows
	begun  bool   // a row has been read, or one is above
	class  [256]class

	at, line   int // of what comes next, lines from 1
	begin, row int // where the row begins, and its line
	last, end  int // where the beginning of the one before is

	fields  [][]byte // of the row: parts of text or, if they had doubled quotes, of scratch
	scratch []byte
	note    []byte // what the last line that was a comment said

	meter
}

// signs begin comments.
const signs = "#%!/;"

func newScanner(text []byte, sep string, quotes, texts bool) *scanner {
	s := &scanner{text: text, sep: sep, blanks: sep == " " || sep == ", ", quotes: quotes, texts: texts, line: 1}
	for _, c := range signs {
		s.class[c] = sign
	}
	for _, c := range sep {
		s.class[c] = separator
	}
	if s.blanks {
		s.class['\t'] = separator
	}
	if quotes {
		s.class['"'] = quote
	}
	s.class['\n'], s.class['\r'] = newline, newline
	return s
}

// from begins at a place in the text, and its line.
func (s *scanner) from(at, line int) {
	s.at, s.begin, s.line = at, at, line
}

// next reads the next row; it returns false at the end.
func (s *scanner) next() bool {
	s.last, s.end = s.begin, min(s.at, s.begin+1000)
	for s.at < len(s.text) {
		s.meter.at(s.at)
		s.begin, s.row = s.at, s.line
		if s.read() {
			return true
		}
	}
	return false
}

// read reads a row; it returns false if the line is none.
func (s *scanner) read() bool {
	text := s.text
	s.fields, s.scratch = s.fields[:0], s.scratch[:0]
	k := s.at
	for k < len(text) && (text[k] == ' ' || text[k] == '\t') {
		k++
	}
	if k == len(text) {
		s.at = k
		return false
	}
	switch c := text[k]; {
	case s.class[c] == newline:
		s.at = k
		s.endLine()
		return false
	case s.class[c] == sign && !(s.texts && s.begun) && s.isComment(k):
		s.at = k
		s.note = Trim(bytes.TrimLeft(s.restOfLine(), signs))
		s.endLine()
		return false
	case c == '`' && bytes.HasPrefix(text[k:], []byte("```")): // around what is pasted
		s.at = k
		s.restOfLine()
		s.endLine()
		return false
	case (c == '-' || c == '=' || c == '+' || c == '|' || c == ':') && k+1 < len(text) && text[k+1]-'0' > 9:
		s.at = k
		if isRule(s.restOfLine(), !hasDigit(s.text[s.last:s.end])) {
			s.endLine()
			return false
		}
	}
	if !s.blanks {
		k = s.begin
	}
	class, width := &s.class, len(s.sep)
	if s.blanks {
		width = 1
	}
	start, done := k, false // done: the field has been added
row:
	for {
		for k < len(text) && class[text[k]] == ordinary {
			k++
		}
		if k == len(text) {
			break
		}
		switch class[text[k]] {
		case newline:
			break row
		case separator:
			if width > 1 && !(k+1 < len(text) && text[k+1] == ':') {
				break
			}
			if !done && !(s.blanks && k == start) {
				if f := text[start:k]; len(f) > 0 && f[0] > ' ' && f[len(f)-1] > ' ' && len(s.fields) < MaxColumns && s.quotes {
					s.fields = append(s.fields, f) // is what s.append does
				} else {
					s.append(f)
				}
			}
			k += width
			s.meter.at(k)
			start, done = k, false
			continue
		case quote:
			if !done && len(Trim(text[start:k])) == 0 {
				if field, after, ok := s.quoted(k); ok {
					s.append(field)
					k, done = after, true
					continue
				}
			}
		case sign:
			last := Trim(text[start:k])
			if n := len(s.fields); len(last) == 0 && n > 0 && (s.blanks || k+1 < len(text) && text[k+1] == ' ') {
				last = s.fields[n-1]
			}
			if !s.texts && (done || s.endsRow(k, last)) {
				break row
			}
		}
		k++
	}
	if !done && !(s.blanks && k == start) {
		s.append(text[start:k])
	}
	s.at = k
	if k < len(text) && class[text[k]] == sign {
		s.restOfLine()
	}
	s.endLine()
	s.finish()
	s.begun = s.begun || len(s.fields) > 0
	return len(s.fields) > 0
}

// append adds a field, without blanks around it, as long as there are not too
// many.
func (s *scanner) append(field []byte) {
	if n := len(field); n > 0 && (field[0] <= ' ' || field[n-1] <= ' ') {
		field = Trim(field)
	}
	if !s.quotes {
		field = Trim(bytes.Trim(field, `"`))
	}
	if len(s.fields) <= MaxColumns {
		s.fields = append(s.fields, field)
	}
}

// endLine goes on behind the line break that is next.
func (s *scanner) endLine() {
	if n := lineBreak(s.text[s.at:]); n > 0 {
		s.at += n
		s.line++
	}
}

// lineBreak returns how long the line break is that a text begins with, 0 if it
// begins with none.
func lineBreak(text []byte) int {
	switch {
	case len(text) > 1 && text[0] == '\r' && text[1] == '\n':
		return 2
	case len(text) > 0 && (text[0] == '\r' || text[0] == '\n'):
		return 1
	}
	return 0
}

// restOfLine returns what there is before the next line break, and goes there.
func (s *scanner) restOfLine() []byte {
	start := s.at
	s.at += lineEnd(s.text[start:])
	return s.text[start:s.at]
}

// lineEnd returns how much of a text is before the first line break.
func lineEnd(text []byte) int {
	for k, c := range text {
		if c == '\n' || c == '\r' {
			return k
		}
	}
	return len(text)
}

// quoted reads a field in quotes, which begins at k; ok is false if none does.
// Then the mark is part of a text, as in 5" pipe.
func (s *scanner) quoted(k int) (field []byte, after int, ok bool) {
	text, start := s.text, k+1
	doubled, lines := false, 0
	inner, escapes := false, false // behind an odd number of escaped marks, or any
	for k = start; ; k++ {
		if k == len(text) || lines > 0 && k-start > longestQuoted {
			return nil, 0, false
		}
		if text[k] == '"' {
			if s.escaped(start, k, inner) {
				inner, escapes = !inner, true
				continue
			}
			if k+1 == len(text) || text[k+1] != '"' {
				break
			}
			doubled = true
			k++
		} else if text[k] == '\n' || text[k] == '\r' && !(k+1 < len(text) && text[k+1] == '\n') {
			lines++
		}
	}
	field = text[start:k]
	for k++; k < len(text) && s.class[text[k]] == ordinary && text[k] <= ' '; k++ {
	}
	if k < len(text) {
		switch s.class[text[k]] {
		case ordinary, quote:
			return nil, 0, false
		case sign:
			if s.texts {
				return nil, 0, false
			}
			end := k // of what may stand behind a row
			for end < len(text) && text[end] == ';' {
				end++
			}
			if !s.endsRow(k, field) && lineBreak(text[end:]) == 0 && end < len(text) {
				return nil, 0, false
			}
		}
	}
	s.line += lines
	if !doubled && !escapes {
		return field, k, true
	}
	// The fields of a row lie one after another, also if scratch grows.
	first := len(s.scratch)
	for i := 0; i < len(field); i++ {
		if escapes && field[i] == '\\' && i+1 < len(field) && field[i+1] == '"' {
			i++
			s.scratch = append(s.scratch, '"')
			continue
		}
		if s.scratch = append(s.scratch, field[i]); field[i] == '"' {
			i++
		}
	}
	return s.scratch[first:], k, true
}

// escaped reports whether the mark at k, in quotes that begin at start, is part of
// the text as databases write it, \", rather than the end of a text that ends in \.
// It is if it closes an inner one.
func (s *scanner) escaped(start, k int, inner bool) bool {
	if k == start || s.text[k-1] != '\\' {
		return false
	}
	rest := s.text[k+1:]
	if inner {
		return true
	}
	if len(rest) > 0 && rest[0] == '"' { // which may be the end
		rest = rest[1:]
		return len(rest) == 0 || s.class[rest[0]] == separator || s.class[rest[0]] == newline
	}
	return len(rest) > 0 && s.class[rest[0]] != separator && s.class[rest[0]] != newline
}

// isComment reports whether a line whose first sign is at k is a comment.
func (s *scanner) isComment(k int) bool {
	switch s.text[k] {
	case '/':
		return k+1 < len(s.text) && s.text[k+1] == '/'
	case '#': // but for #N/A
		end := k + 1
		for end < len(s.text) && end < k+10 && s.text[end] > ' ' && (s.class[s.text[end]] == ordinary || s.class[s.text[end]] == sign) {
			end++
		}
		_, gap := word(bytes.TrimRight(s.text[k:end], ";,"))
		return !gap
	}
	return true
}

// endsRow reports whether the sign at k begins a comment: it does behind a field
// that is a number, if there is a blank between.
func (s *scanner) endsRow(k int, last []byte) bool {
	if k == 0 || s.text[k-1] != ' ' && s.text[k-1] != '\t' && s.class[s.text[k-1]] != separator {
		return false
	}
	rest := s.text[k+1:]
	switch s.text[k] {
	case ';':
		return false
	case '/', '#':
		if !s.isComment(k) {
			return false
		}
	case '%': // but not of 12 %
		n := 0
		for n < len(rest) && rest[n] == ' ' {
			n++
		}
		if n == len(rest) || rest[n]|0x20 < 'a' || rest[n]|0x20 > 'z' && rest[n] < 0x80 {
			return false
		}
	}
	const longest = 450 // of numbers; so many signs in a text cost little
	return len(last) > 0 && len(last) <= longest && isNumber(last)
}

// finish takes off the end of a row what ends rows of other languages: 1, 2, 3;
func (s *scanner) finish() {
	last := len(s.fields) - 1
	if last < 0 {
		return
	}
	f := s.fields[last]
	if n := len(f); n == 0 || f[n-1] != ';' && f[n-1] != ',' {
		return
	}
	for len(f) > 0 && (f[len(f)-1] == ';' && s.sep != ";" || f[len(f)-1] == ',' && (s.blanks || s.sep == "\t")) {
		f = Trim(f[:len(f)-1])
	}
	switch {
	case len(f) == len(s.fields[last]):
	case len(f) == 0 && s.blanks:
		s.fields = s.fields[:last]
	case isNumber(f):
		s.fields[last] = f
	}
}

// isRule reports whether a line is drawn below a header, in Markdown, by
// databases or in reStructuredText, rather than made of gaps. Below names a
// single dash between bars is enough.
func isRule(line []byte, belowNames bool) bool {
	run, longest, single := 0, 0, true
	bars, tight := false, false
	for k, c := range line {
		switch c {
		case '-', '=':
			if run++; run == 1 && k > 0 && (line[k-1] == '|' || line[k-1] == ':') {
				tight = true
			}
			longest = max(longest, run)
			continue
		case '|', '+':
			bars = true
		case ':':
		case ' ', '\t':
			single = single && k+1 == len(line)
		default:
			return false
		}
		run = 0
	}
	if bars {
		return longest >= 2 || longest == 1 && tight && belowNames
	}
	return longest >= 4 || longest == 3 && (single || bytes.IndexByte(line, '=') >= 0)
}
