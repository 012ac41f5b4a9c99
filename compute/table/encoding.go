package table

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"zscape/compute/lang"
)

// Encoding is how the characters of a text are written in bytes.
type Encoding uint8

const (
	Detect Encoding = iota // whichever the bytes look like
	UTF8
	UTF16LE
	UTF16BE
	ShiftJIS // with the characters of Windows-31J
	EUCJP
	Windows1252 // and so Latin-1, but for its control characters
)

func (e Encoding) String() string {
	return [...]string{"", "UTF-8", "UTF-16LE", "UTF-16BE", "Shift-JIS", "EUC-JP", "Windows-1252"}[e]
}

// Decode returns a text of no more than MaxBytes in UTF-8, without a byte order mark, and
// how it was written: as e says or, where that is Detect, as it seems. It is ErrNoText if
// it has null bytes. It calls tell, unless that is nil, as ReadWith does.
func Decode(tell func(bytes int), data []byte, e Encoding) (text []byte, taken Encoding, err error) {
	if len(data) > MaxBytes {
		return nil, e, lang.Errorf("a text file of %d MB: at most %d MB can be read", "%d MBのテキストファイルです(読めるのは%d MBまでです)", len(data)>>20, MaxBytes>>20)
	}
	return pause(tell).decode(data, e)
}

// decode returns the text in UTF-8, without a byte order mark, and how it was
// written: as e says or, where that is Detect, as it seems. Bytes that are no
// characters become U+FFFD, except in UTF-8, where they stay.
func (p pause) decode(data []byte, e Encoding) (text []byte, taken Encoding, err error) {
	if e == Detect {
		e = p.detect(data)
	}
	switch e {
	case UTF8:
		text = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	case UTF16LE, UTF16BE:
		text = p.fromUTF16(data, e == UTF16BE)
	case ShiftJIS:
		text, _ = p.fromJapanese(data, shiftJIS)
	case EUCJP:
		text, _ = p.fromJapanese(data, eucJP)
	case Windows1252:
		text = p.fromWindows1252(data)
	}
	// A line of any text that is no table would say so less clearly.
	if bytes.IndexByte(text[:min(len(text), 1<<16)], 0) >= 0 {
		return nil, e, ErrNoText
	}
	return text, e, nil
}

// detect tells how a text is written.
func (p pause) detect(data []byte) Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return UTF8
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return UTF16BE
	}
	// Of UTF-16 every second byte is 0 where a character is ASCII: line breaks, if
	// nothing else. No other text has such bytes.
	var zeros [2]int
	head := data[:min(len(data), 4096)]
	for k, c := range head {
		if c == 0 {
			zeros[k%2]++
		}
	}
	if len(data)%2 == 0 && zeros[0]+zeros[1] > 0 {
		if zeros[0] == 0 && printable(p.fromUTF16(head, false)) {
			return UTF16LE
		}
		if zeros[1] == 0 && printable(p.fromUTF16(head, true)) {
			return UTF16BE
		}
	}
	if p.valid(data) || p.damaged(data) {
		return UTF8
	}
	head = p.suspects(data)
	if _, c := p.fromJapanese(head, eucJP); c.bad == 0 && c.likely > c.unlikely && c.decisive {
		return EUCJP
	}
	if _, c := p.fromJapanese(head, shiftJIS); c.bad == 0 && c.likely > c.unlikely {
		return ShiftJIS
	}
	return Windows1252
}

// valid reports whether a text is UTF-8.
func (p pause) valid(text []byte) bool {
	for len(text) > 0 {
		end := min(len(text), piece)
		for back := 0; back < utf8.UTFMax && end < len(text) && !utf8.RuneStart(text[end]); back++ {
			end-- // not within a character
		}
		if !utf8.Valid(text[:end]) {
			return false
		}
		p.took(end)
		text = text[end:]
	}
	return true
}

// printable reports whether a text has no control characters but blanks.
func printable(text []byte) bool {
	return bytes.IndexFunc(text, func(r rune) bool { return r < ' ' && (r < '\t' || r > '\r') || r == utf8.RuneError }) < 0
}

// suspects returns lines of a text from the first that is not ASCII on, enough of
// them to tell what they are.
func (p pause) suspects(data []byte) []byte {
	const enough = 1 << 18
	k := max(0, p.firstWide(data))
	data = data[bytes.LastIndexByte(data[:k], '\n')+1:]
	if len(data) > enough {
		if end := bytes.LastIndexByte(data[:enough], '\n'); end > 0 {
			return data[:end]
		}
	}
	return data
}

// damaged reports whether a text is UTF-8 but for few of its characters.
func (p pause) damaged(data []byte) bool {
	good, bad := 0, 0
	m, size := meter{pause: p}, len(data)
	for utf8.FullRune(data) { // the last one may have been cut off
		m.at(size - len(data))
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return 10*bad < good
}

// FromUTF16 returns a text in UTF-8 if it is in UTF-16, and others as they are. It calls
// tell, unless that is nil, as ReadWith does.
func FromUTF16(tell func(bytes int), data []byte) []byte {
	p := pause(tell)
	switch p.detect(data[:min(len(data), 1<<12)]) {
	case UTF16LE:
		return p.fromUTF16(data, false)
	case UTF16BE:
		return p.fromUTF16(data, true)
	}
	return data
}

func (p pause) fromUTF16(data []byte, bigEndian bool) []byte {
	m := meter{pause: p}
	text := make([]byte, 0, len(data)/2+len(data)/8)
	low, high := 0, 1
	if bigEndian {
		low, high = 1, 0
	}
	unit := func(k int) rune { return rune(data[k+low]) | rune(data[k+high])<<8 }
	for k := 0; k+1 < len(data); k += 2 {
		m.at(k)
		r := unit(k)
		if k == 0 && r == '\ufeff' {
			continue
		}
		if utf16.IsSurrogate(r) {
			next := rune(0)
			if k+3 < len(data) {
				next = unit(k + 2)
			}
			if r = utf16.DecodeRune(r, next); r != utf8.RuneError {
				k += 2
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}

// high are the characters 0x80 to 0x9f of Windows-1252, with U+FFFD for none
// (WHATWG Encoding Standard, which has control characters there).
var high = []rune("€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ")

func (p pause) fromWindows1252(data []byte) []byte {
	m := meter{pause: p}
	text := make([]byte, 0, len(data)+len(data)/8)
	for k, c := range data {
		m.at(k)
		switch {
		case c < 0x80:
			text = append(text, c)
		case c < 0xa0:
			text = utf8.AppendRune(text, high[c-0x80])
		default:
			text = utf8.AppendRune(text, rune(c))
		}
	}
	return text
}
