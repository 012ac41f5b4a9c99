// Package faults keeps account of the lines of a person's file that could not
// be read.
package faults

import (
	"strconv"
	"strings"

	"zscape/compute/lang"
)

// Fault is a line that cannot be read.
type Fault struct {
	Line   int // from 1
	Reason lang.Text
}

// Text says which line, and why.
func (f Fault) Text() lang.Text { return lang.Sprintf("line %d: %s", "%d行目: %s", f.Line, f.Reason) }

// String says it in English.
func (f Fault) String() string { return f.Text().En }

// most is how many Faults are named.
const most = 5

// List counts the lines that were skipped, and names the first of them. The
// zero List is empty. It is to be embedded in a report of what was read.
type List struct {
	Skipped  int // lines that could not be read; blank ones do not count
	Examples []Fault
}

// Skip notes that a line, from 1, was skipped, and why.
func (l *List) Skip(line int, en, ja string, args ...any) {
	l.Skipped++
	if len(l.Examples) < most {
		l.Examples = append(l.Examples, Fault{line, lang.Sprintf(en, ja, args...)})
	}
}

// SkipFields notes that a line was skipped since it has n fields.
func (l *List) SkipFields(line, n, want int) {
	l.Skip(line, "%v, expected %d", "欄が%v個です(%d個のはず)", lang.Count(n, "field", "fields"), want)
}

// Quote quotes a field for a Fault's reason: its first 24 bytes, and where they
// are not UTF-8 a question mark.
func Quote[T string | []byte](s T) string {
	rest := ""
	if len(s) > 24 {
		s, rest = s[:24], "..."
	}
	return strconv.Quote(strings.ToValidUTF8(string(s), "?") + rest)
}
