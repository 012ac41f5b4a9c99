package network

import (
	"bytes"
	"strings"

	"zscape/compute/table"
)

// rows are the rows of a table as text, of which blank lines and comments, lines that begin
// with # or %, are none. Elsewhere these signs are letters like others.
type rows struct {
	*text
	separator byte // ' ' for a run of blanks
	hash      bool // lines that begin with # are rows
	skim      bool // rows are not divided into fields, as none has quotes

	begin    int      // of the row in the text
	fields   [][]byte // without blanks and quotes around them
	scratch  []byte   // of fields with doubled quotes
	comments int
	notes    [][]byte // the first comments
}

// mostFields is how many fields of a row are kept: more than a graph has nodes.
const mostFields = MaxNodes + 3

// longestQuoted is how many bytes a field with line breaks may have. Beyond it, a
// quotation mark has been forgotten.
const longestQuoted = 4096

// next reads the next row.
func (r *rows) next() bool {
	for r.at < len(r.data) {
		r.begin = r.at
		k := r.at
		for k < len(r.data) && (r.data[k] == ' ' || r.data[k] == '\t') {
			k++
		}
		switch {
		case k == len(r.data):
			r.at = k
			return false
		case r.data[k] == '\n' || r.data[k] == '\r':
			r.at = k
			r.restOfLine()
			continue
		case r.data[k] == '%' || r.data[k] == '#' && !r.hash:
			r.at = k
			note := r.restOfLine()
			if r.comments++; len(r.notes) < sample {
				r.notes = append(r.notes, note)
			}
			continue
		}
		if r.skim {
			r.restOfLine()
		} else {
			r.read()
		}
		return true
	}
	return false
}

// read reads the fields of a row.
func (r *rows) read() {
	r.fields, r.scratch = r.fields[:0], r.scratch[:0]
	data, sep := r.data, r.separator
	for k := r.at; ; {
		if sep == ' ' {
			for k < len(data) && (data[k] == ' ' || data[k] == '\t') {
				k++
			}
			if k == len(data) || data[k] == '\n' || data[k] == '\r' {
				r.at = k
				break
			}
		}
		begin := k
		for k < len(data) && data[k] == ' ' {
			k++
		}
		field, ok := []byte(nil), false
		if k < len(data) && data[k] == '"' {
			field, k, ok = r.quoted(k, begin)
		} else {
			k = begin
		}
		if !ok {
			for k < len(data) && data[k] != sep && data[k] != '\n' && data[k] != '\r' && !(sep == ' ' && data[k] == '\t') {
				if k++; k&0xfff == 0 {
					r.at = k
					r.step()
				}
			}
			field = table.Trim(data[begin:k])
			if n := len(field); n > 1 && field[0] == '\'' && field[n-1] == '\'' {
				field = field[1 : n-1]
			}
		}
		if len(r.fields) < mostFields {
			r.fields = append(r.fields, field)
		}
		if r.at = k; k == len(data) || data[k] == '\n' || data[k] == '\r' {
			break
		}
		r.step()
		k++
	}
	r.restOfLine()
}

// quoted reads a field in quotes that begins at k; if it is none, it begins at begin.
func (r *rows) quoted(k, begin int) (field []byte, after int, ok bool) {
	start := k + 1
	doubled, lines := false, false
	for k = start; ; k++ {
		if k >= len(r.data) || lines && k-start > longestQuoted {
			return nil, begin, false
		}
		if k&0xfff == 0 {
			r.at = max(r.at, k)
			r.step()
		}
		if c := r.data[k]; c == '"' {
			if k+1 == len(r.data) || r.data[k+1] != '"' {
				break
			}
			doubled = true
			k++
		} else if c == '\n' || c == '\r' {
			lines = true
		}
	}
	field = r.data[start:k]
	for k++; k < len(r.data) && r.data[k] == ' ' && r.separator != ' '; k++ {
	}
	if k < len(r.data) && r.data[k] != r.separator && r.data[k] != '\n' && r.data[k] != '\r' && !(r.separator == ' ' && r.data[k] == '\t') {
		return nil, begin, false // as in "Ann" Lee
	}
	if doubled {
		first := len(r.scratch)
		r.scratch = append(r.scratch, bytes.ReplaceAll(field, []byte(`""`), []byte(`"`))...)
		field = r.scratch[first:]
	}
	return table.Trim(field), k, true
}

// Separators of columns, in the order in which they are preferred.
const separators = "\t;,| "

// How much tells how a table is written.
const (
	sample       = 300     // rows at most
	sampleBytes  = 1 << 18 // that they have together, unless they are fewer than three
	mostBytes    = 1 << 21 // even so, as there may be comments between
	longestField = 1000    // bytes of a field
)

// sheet is a table as text, and what its first rows tell.
type sheet struct {
	rows
	start    int        // of the rows in the text
	mark     byte       // of decimals
	first    [][]string // rows, the head among them
	columns  int        // that most of them have
	ragged   bool       // they have different numbers of fields
	trailing bool       // rows end with a separator
	whole    bool       // they are all that there are
}

// survey finds out how a table is written; nil if it has no rows.
func survey(t *text) *sheet {
	candidates := separators
	if separator := declared(t); separator != "" {
		candidates = separator
	}
	at := t.at
	hash := hashed(t)
	var best *sheet
	score := -1.0
	for _, separator := range []byte(candidates) {
		t.at = at
		s := &sheet{rows: rows{text: t, separator: separator, hash: hash}, start: at}
		if s.try(); len(s.first) == 0 {
			return nil
		}
		if separator == ',' && len(candidates) > 1 && s.decimalCommas() {
			continue
		}
		if got := s.score(); got > score {
			best, score = s, got
		}
	}
	t.at = at
	best.decimals()
	return best
}

// declared takes in the line sep=; by which Excel is told the separator.
func declared(t *text) string {
	const longest = 16
	line := newText(t.data[:min(len(t.data), longest)], new(progress)).restOfLine()
	separator, ok := strings.CutPrefix(strings.ToLower(strings.Trim(string(line), `" `)), "sep=")
	if !ok || len(separator) != 1 || !strings.Contains(separators, separator) {
		return ""
	}
	t.restOfLine()
	return separator
}

// hashed reports whether most lines of a text begin with # and a letter behind it, as
// hashtags do: they are no comments.
func hashed(t *text) bool {
	lines, tags, at := 0, 0, t.at
	for lines < sample && t.at < len(t.data) {
		line := table.Trim(t.restOfLine())
		if len(line) == 0 {
			continue
		}
		if lines++; len(line) > 1 && line[0] == '#' && line[1] > ' ' && line[1] != '#' {
			tags++
		}
	}
	t.at = at
	return 2*tags > lines && tags > 1
}

// try reads the first rows.
func (s *sheet) try() {
	widths := map[int]int{}
	empty := true // all last fields
	begin := s.at
	for len(s.first) < sample && (len(s.first) == 0 || s.at-begin < sampleBytes || len(s.first) < 3 && s.at-begin < mostBytes) && s.next() {
		row := make([]string, len(s.fields))
		for k, f := range s.fields {
			row[k] = string(f[:min(len(f), longestField)])
		}
		s.first = append(s.first, row)
		empty = empty && len(row) > 1 && row[len(row)-1] == ""
	}
	s.whole = s.at == len(s.data)
	if s.trailing = empty; empty {
		for k, row := range s.first {
			s.first[k] = row[:len(row)-1]
		}
	}
	most := 0
	for _, row := range s.first {
		widths[len(row)]++
	}
	for width, n := range widths {
		if n > most || n == most && width > s.columns {
			s.columns, most = width, n
		}
	}
	s.ragged = len(widths) > 1
}

// score tells how well a separator divides the first rows: whether they have two fields or
// more, and as many.
func (s *sheet) score() float64 {
	if s.columns < 2 && !s.ragged {
		return 0
	}
	same, several := 0, 0
	for _, row := range s.first {
		if len(row) == s.columns {
			same++
		}
		if len(row) > 1 {
			several++
		}
	}
	n := float64(len(s.first))
	if s.columns < 2 {
		return 0.1 * float64(several) / n
	}
	return float64(same)/n + 0.5*float64(several)/n
}

// decimalCommas reports whether commas are decimal marks of numbers that blanks divide: no
// blank is beside one, and there are blanks in most fields.
func (s *sheet) decimalCommas() bool {
	blanks := 0
	for _, row := range s.first {
		for k, f := range row {
			if k > 0 && (f == "" || f[0]-'0' > 9) {
				return false
			}
			if bytes.IndexByte([]byte(f), ' ') > 0 {
				blanks++
			}
		}
	}
	return blanks >= len(s.first) && s.columns > 1
}

// decimals finds the decimal mark.
func (s *sheet) decimals() {
	s.mark = '.'
	if s.separator == ',' {
		return
	}
	commas, points := 0, 0
	for _, row := range s.first {
		for _, f := range row {
			if _, ok := number([]byte(f), ','); ok && bytes.IndexByte([]byte(f), ',') >= 0 {
				commas++
			} else if _, ok := number([]byte(f), '.'); ok && bytes.IndexByte([]byte(f), '.') >= 0 {
				points++
			}
		}
	}
	if commas > 0 && points == 0 {
		s.mark = ','
	}
}

// again goes back to the beginning.
func (s *sheet) again() {
	s.at, s.comments = s.start, 0
}

// row reads the next row without an empty field behind its last separator.
func (s *sheet) row() bool {
	if !s.next() {
		return false
	}
	if n := len(s.fields); s.trailing && n > 0 && len(s.fields[n-1]) == 0 {
		s.fields = s.fields[:n-1]
	}
	return true
}

// count returns how many rows there are.
func (s *sheet) count() (n int) {
	if s.whole {
		return len(s.first)
	}
	s.again()
	_, quoted := s.until(`"`)
	s.again()
	for s.skim = !quoted; s.next(); {
		n++
	}
	s.skim = false
	return n
}

// column returns the values of a column in the first rows from one on, as far as they
// have it.
func (s *sheet) column(k, from int) (values []string) {
	for _, row := range s.first[min(from, len(s.first)):] {
		if k < len(row) {
			values = append(values, row[k])
		}
	}
	return values
}

// cell reads a cell of an adjacency matrix: a number, or a word for yes or no; a gap is 0.
func cell(field []byte, mark byte) (v float64, ok bool) {
	if len(field) == 1 && field[0]-'0' <= 9 {
		return float64(field[0] - '0'), true
	}
	v, gap, ok := cellOrGap(field, mark)
	if gap {
		return 0, true
	}
	return v, ok
}

// cellOrGap is cell which tells gaps.
func cellOrGap(field []byte, mark byte) (v float64, gap, ok bool) {
	if n := len(field); 0 < n && n <= 12 {
		for _, w := range cellWords {
			if strings.EqualFold(string(field), w.word) {
				return w.value, false, true
			}
		}
	}
	v, ok = table.Number(field, mark)
	return v, ok && v != v, ok
}

// cellWords say whether there is a link.
var cellWords = [...]struct {
	word  string
	value float64
}{{"true", 1}, {"false", 0}, {"t", 1}, {"f", 0}, {"yes", 1}, {"no", 0}, {"y", 1}, {"n", 0}, {"はい", 1}, {"いいえ", 0}, {"○", 1}, {"×", 0}}
