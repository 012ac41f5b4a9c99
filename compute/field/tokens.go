package field

import (
	"bytes"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// tokens is a text of words and numbers between blanks and line breaks.
type tokens struct {
	rest []byte
	line int // of the last token, from 1
}

func newTokens(data []byte) *tokens {
	return &tokens{bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), 1}
}

// next returns the next token, nil at the end.
func (t *tokens) next() []byte {
	k := 0
	for k < len(t.rest) && t.rest[k] <= ' ' {
		if t.rest[k] == '\n' {
			t.line++
		}
		k++
	}
	begin := k
	for k < len(t.rest) && t.rest[k] > ' ' {
		k++
	}
	token := t.rest[begin:k:k]
	t.rest = t.rest[k:]
	if len(token) == 0 {
		return nil
	}
	return token
}

// peek returns the first byte of the next token, 0 at the end.
func (t *tokens) peek() byte {
	if rest := bytes.TrimLeft(t.rest, space); len(rest) > 0 {
		return rest[0]
	}
	return 0
}

// restOfLine passes over what is left of the line of the last token.
func (t *tokens) restOfLine() {
	if end := bytes.IndexAny(t.rest, "\r\n"); end >= 0 {
		t.rest = t.rest[end:]
	} else {
		t.rest = nil
	}
}

// number reads a token in which a comma or a point is the decimal mark; a word
// for a gap is NaN.
func number(token []byte) (v float64, ok bool) {
	if k := bytes.IndexByte(token, ','); k >= 0 {
		token = bytes.Clone(token)
		token[k] = '.'
	}
	return new(table.Table).Number(0, token)
}

// want reads the next token as a finite number, which is called name.
func (t *tokens) want(name string) (float64, error) {
	token := t.next()
	v, ok := number(token)
	if !ok || v-v != 0 {
		return 0, t.fail(name, token)
	}
	return v, nil
}

// fail says that a token is no number.
func (t *tokens) fail(name string, token []byte) error {
	return lang.Errorf("line %d: %s is %s, expected a number", "%d行目: %sが%sです(数にしてください)", t.line, name, faults.Quote(token))
}

// samplesTo reads z of the samples of a raster, as they follow one another.
func (t *tokens) samplesTo(s *raster) error {
	n := 0
	enough := len(t.rest) >= 2*s.nx*s.ny-1 // else it is only counted what there is
	for token := t.next(); token != nil; token = t.next() {
		v, ok := number(token)
		if !ok {
			return t.fail("z", token)
		}
		if enough && n < s.nx*s.ny {
			s.put(n, v)
		} else {
			s.work.spend(1)
		}
		n++
	}
	if n != s.nx*s.ny {
		return lang.Errorf("%v, expected %d x %d = %d", "値が%v個です(%d×%d=%d個のはず)", lang.Count(n, "value", "values"), s.nx, s.ny, s.nx*s.ny)
	}
	return nil
}
