package expr

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"zscape/compute/lang"
)

// kind is what sort of token a token is.
type kind uint8

const (
	atEnd kind = iota
	number
	name
	sign        // operators and punctuation, and the words and, or, not
	superscript // a power: ², ⁻¹
)

// token is a piece of a formula. Its text is written in the one way that the
// parser knows: * for ×, alpha for α. The value is that of numbers and powers.
type token struct {
	kind     kind
	text     string
	value    float64
	pos, end int
}

// signs are the operators and their other spellings; longer ones come first.
var signs = []struct{ text, means string }{
	{"<=", "<="}, {">=", ">="}, {"==", "=="}, {"!=", "!="},
	{"+", "+"}, {"-", "-"}, {"*", "*"}, {"/", "/"}, {"^", "^"},
	{"(", "("}, {")", ")"}, {",", ","}, {"|", "|"}, {"<", "<"}, {">", ">"},
	{"≤", "<="}, {"≥", ">="}, {"≠", "!="},
	{"−", "-"}, {"·", "*"}, {"⋅", "*"}, {"×", "*"}, {"÷", "/"}, {"√", "√"},
}

// advice is for signs that other languages have.
var advice = map[byte]string{
	'=': "write == to compare",
	'&': "write and",
	'!': "write not",
	'%': "write mod(a, b)",
	'[': "write ( for [",
	'{': "write ( for {",
	']': "write ) for ]",
	'}': "write ) for }",
	';': "write , between arguments",
	'.': "expected a digit after .",
}

// greek are the small letters from α, ς left out by an empty name, and what names
// they stand for.
var greek = strings.Split("alpha beta gamma_ delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho  sigma tau upsilon phi chi psi omega", " ")

// spaces separate tokens; the last two are a no-break and a wide one.
const spaces = " \t\r\n\u00a0\u3000"

// superscripts are the digits and the minus sign, in order of their values.
var superscripts = []string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻"}

// scan returns the token that begins at pos or, after spaces, later.
func scan(text string, pos int) (token, *Error) {
	pos += len(text[pos:]) - len(strings.TrimLeft(text[pos:], spaces))
	rest := text[pos:]
	switch {
	case rest == "":
		return token{kind: atEnd, text: "the end", pos: pos, end: pos}, nil
	case isDigit(rest[0]), rest[0] == '.' && len(rest) > 1 && isDigit(rest[1]):
		return scanNumber(text, pos)
	case isLetter(rest[0]):
		return scanName(text, pos)
	}
	for _, s := range signs {
		if strings.HasPrefix(rest, s.text) {
			return token{kind: sign, text: s.means, pos: pos, end: pos + len(s.text)}, nil
		}
	}
	c, size := utf8.DecodeRuneInString(rest)
	if k := int(c - 'α'); 0 <= k && k < len(greek) && greek[k] != "" {
		return token{kind: name, text: greek[k], pos: pos, end: pos + size}, nil
	}
	if value, n := scanSuperscript(rest); n > 0 {
		return token{kind: superscript, text: rest[:n], value: value, pos: pos, end: pos + n}, nil
	}
	message := advice[rest[0]]
	if message == "" {
		message = "no meaning for " + strconv.QuoteRune(c)
	}
	return token{}, &Error{pos, pos + size, lang.Same(message)}
}

// scanNumber scans digits with at most one point, and an exponent if digits
// follow its e: 2e is twice the number e.
func scanNumber(text string, pos int) (token, *Error) {
	end := skip(text, pos, isDigit)
	if end < len(text) && text[end] == '.' {
		end = skip(text, end+1, isDigit)
	}
	if end < len(text) && (text[end] == 'e' || text[end] == 'E') {
		digits := end + 1
		if digits < len(text) && (text[digits] == '+' || text[digits] == '-') {
			digits++
		}
		if stop := skip(text, digits, isDigit); stop > digits {
			end = stop
		}
	}
	value, err := strconv.ParseFloat(text[pos:end], 64)
	if err != nil {
		return token{}, &Error{pos, end, lang.Same("number beyond 1.8e308")}
	}
	return token{kind: number, text: text[pos:end], value: value, pos: pos, end: end}, nil
}

func scanName(text string, pos int) (token, *Error) {
	end := skip(text, pos, isNameByte)
	if end-pos > MaxName {
		return token{}, &Error{pos, end, lang.Same("name longer than " + strconv.Itoa(MaxName) + " letters")}
	}
	t := token{kind: name, text: text[pos:end], pos: pos, end: end}
	switch t.text {
	case "and", "or", "not":
		t.kind = sign
	}
	return t, nil
}

// scanSuperscript returns the value of the small raised number that s begins
// with, and its length, 0 if there is none.
func scanSuperscript(s string) (value float64, length int) {
	digits := ""
	for {
		k := 0
		for k < len(superscripts) && !strings.HasPrefix(s[length:], superscripts[k]) {
			k++
		}
		minus := k == len(superscripts)-1
		if k == len(superscripts) || minus && length > 0 || len(digits) > 15 {
			break
		}
		length += len(superscripts[k])
		if minus {
			digits = "-"
		} else {
			digits += strconv.Itoa(k)
		}
	}
	value, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, 0
	}
	return value, length
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isNameByte reports whether a name may go on with c.
func isNameByte(c byte) bool { return isLetter(c) || isDigit(c) || c == '_' }

// skip returns the first position from pos at which ok does not hold.
func skip(text string, pos int, ok func(byte) bool) int {
	for pos < len(text) && ok(text[pos]) {
		pos++
	}
	return pos
}
