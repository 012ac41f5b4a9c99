package table

import (
	_ "embed"
	"unicode/utf8"
)

// jis0208 are the characters of JIS X 0208, with the extensions of NEC and IBM
// that Windows-31J has, by rows of 94, 120 of them: first the high bytes of all,
// then the low ones, 0 for none. (golang.org/x/text has the same, and the way
// back, which would make the page 70 kB larger.)
//
//go:embed jis0208.bin
var jis0208 string

const row, cells = 94, 120 * 94

// kanji returns the character of cell k; U+FFFD for none.
func kanji(k int) rune {
	if r := rune(jis0208[k])<<8 | rune(jis0208[k+cells]); r != 0 {
		return r
	}
	return utf8.RuneError
}

// census counts what tells Japanese from other texts of 8 bits.
type census struct {
	bad              int  // what is no character
	likely, unlikely int  // characters, by how often such bytes stand in other texts
	decisive         bool // some are of EUC-JP alone
	run              int  // half-width kana in a row
	end              int  // where the last character of two bytes ended
}

// decoder decodes the character at data[k], which is not ASCII and takes n bytes.
type decoder func(data []byte, k int, c *census) (r rune, n int)

// fromJapanese decodes a text.
func (p pause) fromJapanese(data []byte, next decoder) ([]byte, census) {
	m := meter{pause: p}
	text := make([]byte, 0, len(data)+len(data)/4)
	var c census
	for k := 0; k < len(data); {
		m.at(k)
		if data[k] < utf8.RuneSelf {
			text = append(text, data[k])
			c.run = 0
			k++
			continue
		}
		r, n := next(data, k, &c)
		if r == utf8.RuneError {
			c.bad++
		}
		text = utf8.AppendRune(text, r)
		k += n
	}
	return text, c
}

// isHalfKana reports whether a byte is one of half-width katakana, halfKana
// which.
func isHalfKana(c byte) bool { return 0xa1 <= c && c <= 0xdf }
func halfKana(c byte) rune   { return '\uff61' + rune(c-0xa1) }

// letter reports whether data[k] is an ASCII letter.
func letter(data []byte, k int) bool {
	return 0 <= k && k < len(data) && 'a' <= data[k]|0x20 && data[k]|0x20 <= 'z'
}

// shiftJIS is the decoder of Shift-JIS. In texts of Windows-1252 bytes from 0x81
// to 0x9f are punctuation, which is rare, but in words: "Young’s".
func shiftJIS(data []byte, k int, c *census) (r rune, n int) {
	lead := data[k]
	if isHalfKana(lead) {
		switch c.run++; {
		case c.run < 3:
			c.unlikely++
		case c.run == 3:
			c.likely, c.unlikely = c.likely+3, c.unlikely-2
		default:
			c.likely++
		}
		return halfKana(lead), 1
	}
	c.run = 0
	first := int(lead) - 0x81
	switch {
	case 0xe0 <= lead && lead <= 0xfc:
		first -= 0xe0 - 0xa0
	case lead < 0x81 || lead > 0x9f:
		return utf8.RuneError, 1
	}
	if k+1 == len(data) || data[k+1] < 0x40 || data[k+1] == 0x7f {
		return utf8.RuneError, 1
	}
	trail := int(data[k+1])
	if trail > 0xfc {
		return utf8.RuneError, 2
	}
	if lead <= 0x9f && !(k > c.end && letter(data, k-1) && letter(data, k+1)) {
		c.likely++
	} else {
		c.unlikely++
	}
	c.end = k + 2
	if trail > 0x7f {
		trail--
	}
	return kanji(2*first*row + trail - 0x40), 2
}

// eucJP is the decoder of EUC-JP without JIS X 0212. In Latin-1 a word seldom
// has two accents in a row; and what is EUC-JP may be half-width katakana of
// Shift-JIS, unless there is a byte that these have not, or kana, letters or
// digits of two bytes.
func eucJP(data []byte, k int, c *census) (r rune, n int) {
	if k+1 == len(data) || data[k+1] < 0xa1 || data[k+1] == 0xff {
		return utf8.RuneError, 1
	}
	lead, trail := data[k], data[k+1]
	switch {
	case lead == 0x8e && isHalfKana(trail):
		c.likely++
		c.decisive = true
		return halfKana(trail), 2
	case lead < 0xa1 || lead == 0xff:
		return utf8.RuneError, 1
	}
	const alphanumeric, katakana = 0xa3, 0xa5
	switch {
	case alphanumeric <= lead && lead <= katakana:
		c.likely++
		c.decisive = true
	case letter(data, k-1) || letter(data, k+2):
		c.unlikely++
	default:
		c.likely++
		c.decisive = c.decisive || max(lead, trail) > 0xdf
	}
	return kanji(int(lead-0xa1)*row + int(trail-0xa1)), 2
}
