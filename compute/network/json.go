package network

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// json reads a text in JSON (RFC 8259) piece by piece. NaN and Infinity, which Python
// writes, are words like true. After an error there is nothing more.
type json struct {
	*text
	err   error
	depth int
}

// scalar is a string, a number or a word.
type scalar struct {
	text   string
	quoted bool
}

func (j *json) wrong(en, ja string, args ...any) {
	if j.err == nil {
		j.err = j.fail(en, ja, args...)
	}
}

// kind returns what comes next: '{', '[', '"', '0' for a number or word; 0 at the end and
// after an error.
func (j *json) kind() byte {
	if j.err != nil {
		return 0
	}
	j.space()
	switch c := j.peek(); {
	case c == '{' || c == '[' || c == '"':
		return c
	case isNameByte(c) || c == '+':
		return '0'
	case j.at == len(j.data):
		j.wrong("the file ends within a value: it may be incomplete", "値の途中でファイルが終わっています。ファイルが途中で切れているかもしれません")
	default:
		j.wrong("expected a value in JSON", "JSONの値が必要です")
	}
	return 0
}

// object reads an object; f reads each of its members.
func (j *json) object(f func(key string)) {
	j.within('}', func() {
		if j.space(); j.peek() != '"' {
			j.wrong(`expected a key in quotes, such as "nodes"`, `引用符で囲んだ "nodes" のようなキーが必要です`)
			return
		}
		key := j.string()
		if j.space(); j.peek() != ':' {
			j.wrong("expected a colon after %q", "%qのあとにコロンが必要です", shown(key))
			return
		}
		j.at++
		f(key)
	})
}

// array reads an array; f reads each of its items.
func (j *json) array(f func()) { j.within(']', f) }

// within reads what is between brackets, of which the first comes next, and commas.
func (j *json) within(end byte, f func()) {
	if j.depth++; j.depth > deepest {
		j.wrong("brackets are nested more than %d deep", "括弧の入れ子が%d段を超えています", deepest)
	}
	defer func() { j.depth-- }()
	j.at++
	for first := true; j.err == nil; first = false {
		j.space()
		if j.peek() == end {
			j.at++
			return
		}
		if !first {
			if j.peek() != ',' {
				if j.at == len(j.data) {
					j.wrong("the file ends before %q: it may be incomplete", "%qの前でファイルが終わっています。ファイルが途中で切れているかもしれません", string(end))
					return
				}
				j.wrong("expected a comma or %q", "コンマか%qが必要です", string(end))
				return
			}
			j.at++
			if j.space(); j.peek() == end { // a comma too many
				j.at++
				return
			}
		}
		f()
	}
}

// scalar reads a string, a number or a word; other values are skipped, and ok is false.
func (j *json) scalar() (s scalar, ok bool) {
	switch j.kind() {
	case '"':
		return scalar{j.string(), true}, j.err == nil
	case '0':
		begin := j.at
		for j.at < len(j.data) && (isNameByte(j.data[j.at]) || j.data[j.at] == '+') {
			if j.at++; j.at&0xfff == 0 {
				j.step()
			}
		}
		return scalar{string(j.data[begin:j.at]), false}, true
	}
	j.skip()
	return s, false
}

// skip reads a value, whatever it is.
func (j *json) skip() {
	switch j.kind() {
	case '{':
		j.object(func(string) { j.skip() })
	case '[':
		j.array(j.skip)
	case '"':
		j.string()
	case '0':
		j.scalar()
	}
}

// string reads a string.
func (j *json) string() string {
	j.at++
	begin, plain := j.at, true
	for ; j.at < len(j.data); j.at++ {
		switch j.data[j.at] {
		case '"':
			s := j.data[begin:j.at]
			j.at++
			j.step()
			if plain {
				return string(s)
			}
			return unslashed(s)
		case '\\':
			plain = false
			j.at++
		}
		if j.at&0xfff == 0 {
			j.step()
		}
	}
	j.at = min(j.at, len(j.data))
	j.wrong("the file ends within a text: it may be incomplete", "文字列の途中でファイルが終わっています。ファイルが途中で切れているかもしれません")
	return ""
}

// unslashed returns a string with what its escapes stand for.
func unslashed(s []byte) string {
	var b strings.Builder
	for k := 0; k < len(s); k++ {
		if s[k] != '\\' || k+1 == len(s) {
			b.WriteByte(s[k])
			continue
		}
		k++
		switch s[k] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r', 'b', 'f':
			b.WriteByte(' ')
		case 'u':
			r, ok := hex(s[k+1:])
			if !ok {
				b.WriteRune(utf8.RuneError)
				continue
			}
			k += 4
			if utf16.IsSurrogate(r) {
				if next, ok := hex(s[min(k+3, len(s)):]); ok && s[k+1] == '\\' && s[k+2] == 'u' {
					if both := utf16.DecodeRune(r, next); both != utf8.RuneError {
						r = both
						k += 6
					}
				}
			}
			b.WriteRune(r)
		default:
			b.WriteByte(s[k])
		}
	}
	return b.String()
}

// hex reads four hexadecimal digits.
func hex(s []byte) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	v, err := strconv.ParseUint(string(s[:4]), 16, 32)
	return rune(v), err == nil
}
