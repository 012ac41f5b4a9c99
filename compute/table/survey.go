package table

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"zscape/compute/lang"
	"zscape/compute/plain"
)

// What is looked at to find out how a text is written.
const (
	sampleBytes = 1 << 16 // and the line in which they end
	sampleLines = 3       // at least
	sampleRows  = 400     // at most
	scoredCells = 1000    // of a row
	rounding    = 1e-9    // of scores
)

// trial is the first rows of a text, by one way to divide them.
type trial struct {
	sep     string
	quotes  bool
	rows    []sampled
	columns int     // of most rows with digits
	lead    bool    // before these is an empty one
	score   float64 // see try
}

// shape returns the fields of a row without those that are no columns.
func (b *trial) shape(fields [][]byte) [][]byte {
	return shape(fields, b.columns, b.lead)
}

// sampled is a row of a trial.
type sampled struct {
	fields     [][]byte
	begin, end int // in the text
	line, next int // where it begins, and the one after it
	note       []byte
	digits     bool
}

// survey finds out how the text is written.
func (t *Table) survey(o Options) error {
	t.bodyLine = 1
	sep := o.Separator
	if sep == "" {
		if found, err := t.array(o); found || err != nil {
			return err
		}
		sep = t.declared()
	}
	best := t.divide(sep)
	if len(best.rows) == 0 {
		return ErrEmpty
	}
	t.begins(best.rows[0])
	if best.columns > MaxColumns {
		return lang.Errorf("line %d: more than %d columns", "%d行目: 列が%d個を超えています", t.first, MaxColumns)
	}
	t.Separator, t.quotes = best.sep, best.quotes
	t.arrange(best, o)
	t.decide(o)
	t.guessSeparator(o)
	return nil
}

// begins notes the first row.
func (t *Table) begins(r sampled) {
	const enough = 200 // to be quoted
	text := Trim(t.text[r.begin:r.end])
	t.first, t.sample = t.line(r.line), string(text[:min(len(text), enough)])
}

// declared takes in the line sep=; by which Excel is told the separator, and that
// with the size of a sparse matrix (Matrix Market, coordinate format).
func (t *Table) declared() string {
	if bytes.HasPrefix(t.text, []byte("%%MatrixMarket matrix coordinate")) {
		if s := newScanner(t.text, " ", false, false); s.next() {
			t.body, t.bodyLine = s.at, s.line
		}
		return " "
	}
	const longest = 10
	line := t.text[:lineEnd(t.text[:min(len(t.text), longest+1)])]
	if len(line) > longest {
		return ""
	}
	sep, ok := strings.CutPrefix(strings.ToLower(strings.Trim(string(line), `" `)), "sep=")
	if !ok || !slices.Contains(separators, sep) {
		return ""
	}
	t.body, t.bodyLine = len(line)+lineBreak(t.text[len(line):]), 2
	t.Head = append(t.Head, 1)
	return sep
}

// divide tries the separators, or the given one.
func (t *Table) divide(sep string) trial {
	end := t.pause.sampleEnd(t.text[t.body:]) + t.body
	candidates := separators
	if sep != "" {
		candidates = []string{sep}
	}
	best := t.best(t.text[:end], candidates)
	if wide := t.pause.narrow(t.text[:end]); len(wide) < end { // there may be full-width separators
		if b := t.best(wide, candidates); b.score > best.score+rounding {
			t.text, best = t.pause.narrow(t.text), b
		}
	}
	return best
}

// best returns the trial by the separator that leaves most numbers.
func (t *Table) best(text []byte, candidates []string) trial {
	var best trial
	try := func(sep string, quotes bool) {
		if b := t.try(text, sep, quotes); best.sep == "" || b.score > best.score+rounding {
			best = b
		}
	}
	all := func(quotes bool) {
		for _, sep := range candidates {
			switch {
			case len(candidates) == 1 || sep == " ":
			case sep == ", ":
				if !t.pause.contains(text, ",") || !t.pause.contains(text, " ") {
					continue
				}
			case !t.pause.contains(text, sep):
				continue
			}
			try(sep, quotes)
		}
	}
	all(true)
	if best.columns < 2 && t.pause.contains(text, `"`) {
		all(false) // whole lines may be in quotes
	}
	if best.score == 0 || len(candidates) > 1 && best.isDecimal() {
		return t.try(text, candidates[max(0, slices.Index(candidates, " "))], true)
	}
	return best
}

// isDecimal reports whether two columns are one of decimal commas: some of the
// second begin with a zero, as whole numbers do not, and no one has a sign.
func (b *trial) isDecimal() bool {
	zero := false
	return b.sep == "," && b.columns == 2 && !slices.ContainsFunc(b.rows, func(r sampled) bool {
		if !r.digits || len(r.fields) != 2 {
			return r.digits
		}
		part := r.fields[1]
		zero = zero || len(part) > 1 && part[0] == '0'
		return len(part) == 0 || digits(part) < len(part)
	}) && zero
}

// sampleEnd returns how much of a text is looked at.
func (p pause) sampleEnd(text []byte) int {
	k := 0
	for lines := 0; k < len(text) && (k < sampleBytes || lines < sampleLines); lines++ {
		k += p.lineEnd(text[k:])
		k += lineBreak(text[k:])
	}
	return k
}

// try divides the first rows of a text. The score is, but for little, the share of
// numbers among the fields of lines with digits, where those with another number
// of fields than most count for nothing; 0 if most have one field.
func (t *Table) try(text []byte, sep string, quotes bool) trial {
	b := trial{sep: sep, quotes: quotes}
	s := newScanner(text, sep, quotes, t.texts)
	s.pause = t.pause
	s.from(t.body, t.bodyLine)
	var all [][]byte // fields
	for len(b.rows) < sampleRows && s.next() {
		k := len(all)
		all = append(all, s.fields...)
		b.rows = append(b.rows, sampled{all[k:len(all):len(all)], s.begin, s.at, s.row, s.line, s.note, hasDigit(text[s.begin:s.at])})
		s.scratch, s.note = nil, nil
	}
	some := slices.ContainsFunc(b.rows, func(r sampled) bool { return r.digits })
	var widths []int
	for _, r := range b.rows {
		if r.digits == some {
			widths = append(widths, len(r.fields))
		}
	}
	b.columns = mode(widths)
	b.leaveOut()
	if b.columns < 2 {
		return b
	}
	numbers, spaced, cells, fitting := 0, 0, 0, 0
	for _, r := range b.rows {
		if r.digits != some {
			continue
		}
		if r.fields = b.shape(r.fields); len(r.fields) == b.columns {
			fitting++
		}
		for _, f := range r.fields[:min(len(r.fields), scoredCells)] {
			if len(f) > 0 {
				cells++
				if len(r.fields) == b.columns && isNumber(f) {
					numbers++
					if sep == "," && bytes.IndexByte(f, ' ') >= 0 {
						spaced++
					}
				}
			}
		}
	}
	const little = 1e-3
	b.score = little * float64(fitting) / float64(len(b.rows))
	if cells > 0 {
		b.score += (1 - 2*little) * float64(numbers) / float64(cells)
	}
	switch sep {
	case ",": // 100,5 200,5 has decimal commas rather than thousands
		b.score -= little * float64(spaced) / float64(max(cells, 1))
	case ", ":
		b.score -= 2 * little
	}
	return b
}

// leaveOut takes away columns without anything in them, which separators at the
// ends of lines leave.
func (b *trial) leaveOut() {
	empty := func(k int) bool {
		return !slices.ContainsFunc(b.rows, func(r sampled) bool { return len(r.fields) >= b.columns && len(r.fields[k]) > 0 })
	}
	for b.columns > 1 && empty(b.columns-1) {
		b.columns--
	}
	if b.columns > 1 && empty(0) {
		b.lead = true
		b.columns--
	}
}

// mode returns the number that most of a list are; of several the largest.
func mode(list []int) (most int) {
	slices.Sort(list)
	run, longest := 0, 0
	for k, n := range list {
		if run++; k > 0 && n != list[k-1] {
			run = 1
		}
		if run >= longest {
			most, longest = n, run
		}
	}
	return most
}

// hasDigit reports whether there is a digit, maybe a full-width one, in a line.
func hasDigit(line []byte) bool {
	for k, c := range line {
		if c-'0' <= 9 || c-0x90 <= 9 && k >= 2 && line[k-1] == 0xbc && line[k-2] == 0xef {
			return true
		}
	}
	return false
}

// isNumber reports whether a field is a number, or a word for a gap, by any
// decimal mark.
func isNumber(field []byte) bool {
	if _, ok := (reader{mark: '.'}).number(field); ok {
		return true
	}
	_, ok := reader{mark: ','}.number(field)
	return ok
}

// narrow returns a text with plain blanks, commas, semicolons and bars.
func (p pause) narrow(text []byte) []byte {
	m := meter{pause: p}
	out := make([]byte, 0, len(text))
	for k := 0; k < len(text); {
		m.at(k)
		if text[k] < utf8.RuneSelf {
			out = append(out, text[k])
			k++
			continue
		}
		r, n := utf8.DecodeRune(text[k:])
		switch form, _ := plain.Rune(r); form {
		case " ", ",", ";", "|":
			out = append(out, form...)
		default:
			out = append(out, text[k:k+n]...)
		}
		k += n
	}
	return out
}
