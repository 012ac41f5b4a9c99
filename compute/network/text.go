package network

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"zscape/compute/lang"
)

// text is a text in UTF-8 that is read from its beginning to its end.
type text struct {
	data []byte
	at   int // of what comes next
	work *progress
	told int // where the work was told last

	counted, lines int // how many line breaks there are before counted
}

func newText(data []byte, work *progress) *text { return &text{data: data, work: work} }

// step tells how far the reading has come.
func (t *text) step() {
	const piece = 1 << 13
	if uint(t.at-t.told) >= piece {
		t.tell()
	}
}

// tell tells it now.
func (t *text) tell() {
	if t.at > t.told { // it is not read again
		t.work.at(beforeText + (beforeGraph-beforeText)*float64(t.at)/float64(len(t.data)))
		t.work.spend(t.at - t.told)
	}
	t.told = t.at
}

// peek returns the next byte, 0 at the end.
func (t *text) peek() byte {
	if t.at < len(t.data) {
		return t.data[t.at]
	}
	return 0
}

// has reports whether s comes next.
func (t *text) has(s string) bool {
	return len(t.data)-t.at >= len(s) && string(t.data[t.at:t.at+len(s)]) == s
}

// space skips blanks and line breaks.
func (t *text) space() {
	for t.at < len(t.data) && t.data[t.at] <= ' ' {
		t.at++
		t.step()
	}
}

// until returns what there is before the next s, and goes on behind that; without it, what
// there is to the end.
func (t *text) until(s string) (before []byte, ok bool) {
	const piece = 1 << 15
	begin := t.at
	for t.at < len(t.data) {
		end := min(len(t.data), t.at+piece+len(s)-1)
		if k := bytes.Index(t.data[t.at:end], []byte(s)); k >= 0 {
			before = t.data[begin : t.at+k]
			t.at += k + len(s)
			t.step()
			return before, true
		}
		t.at = min(len(t.data), t.at+piece)
		t.step()
	}
	return t.data[begin:], false
}

// restOfLine returns the rest of the line, and goes on with the next one. Lines end with
// \n, \r\n or \r.
func (t *text) restOfLine() []byte {
	begin := t.at
	for t.at < len(t.data) && t.data[t.at] != '\n' && t.data[t.at] != '\r' {
		t.at++
		if t.at&0xfff == 0 {
			t.step()
		}
	}
	line := t.data[begin:t.at]
	if t.has("\r\n") {
		t.at++
	}
	t.at = min(len(t.data), t.at+1)
	t.step()
	return line
}

// line returns the line, from 1, of what comes next.
func (t *text) line() int { return t.lineOf(t.at) }

// lineOf returns the line of a place, from 1. Places that ascend take the time of one
// reading altogether.
func (t *text) lineOf(at int) int {
	if at < t.counted {
		t.counted, t.lines = 0, 0
	}
	for part := range slices.Chunk(t.data[t.counted:at], 1<<15) {
		t.counted += len(part)
		t.lines += bytes.Count(part, []byte("\n"))
		if n := bytes.Count(part, []byte("\r")); n > 0 { // which are the same with \n behind
			t.lines += n - bytes.Count(part, []byte("\r\n"))
			if part[len(part)-1] == '\r' && t.counted < len(t.data) && t.data[t.counted] == '\n' {
				t.lines--
			}
		}
		t.work.spend(len(part) / 4)
	}
	return t.lines + 1
}

// fail returns an error that names the line of what comes next.
func (t *text) fail(en, ja string, args ...any) error {
	return lang.Errorf("line %d: %v", "%d行目: %v", t.line(), lang.Sprintf(en, ja, args...))
}

// Longest names that are shown, in bytes.
const longestName = 100

// shown returns a text that may be shown: valid, of one line, without blanks around it,
// not too long.
func shown(s string) string {
	if len(s) > longestName {
		s = s[:longestName]
		for len(s) > 0 && !utf8.RuneStart(s[len(s)-1]) {
			s = s[:len(s)-1]
		}
		if r, _ := utf8.DecodeLastRuneInString(s); r == utf8.RuneError && len(s) > 0 {
			s = s[:len(s)-1] // which was cut
		}
		s += "…"
	}
	clean := true
	for k := range len(s) {
		if c := s[k]; c <= ' ' || c >= 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if r < ' ' || 0x7f <= r && r < 0xa0 || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s), "\ufffd")), " ")
}
