package expr

import (
	"math"
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
	superscript // a power: ², ⁻¹, ⁿ
)

// token is a piece of a formula. Names are written in the one way that the parser
// knows: alpha for α, sin for np.sin. The value is that of numbers without fractions
// such as ½.
type token struct {
	kind     kind
	sign     rune // one character for all spellings: ≤ for <=, * for .*
	text     string
	value    float64
	pos, end int
}

// signs are the operators of several characters, and of one that others begin with,
// with what they mean; longer ones come first.
var signs = []struct {
	text  string
	means rune
}{
	{"===", '≡'}, {"!==", '≠'},
	{"<=", '≤'}, {">=", '≥'}, {"==", '≡'}, {"!=", '≠'}, {"~=", '≠'}, {"<>", '≠'}, {"=<", '⩽'}, {"=>", '⇒'}, {":=", '≔'},
	{"**", '^'}, {".*", '*'}, {"./", '/'}, {".^", '^'}, {"&&", '∧'}, {"&", '∧'},
	{"*", '*'}, {"!", '!'}, {"<", '<'}, {">", '>'}, {"=", '='}, {":", ':'}, {"~", '~'},
	{"º", '°'}, {"˚", '°'}, {"度", '°'},
}

// alone are the signs that no other begins with, as they are.
const alone = "+-/^%()[]{},|?@∧∨¬√∛∜⌊⌋⌈⌉°"

// advice is for signs that other languages have.
var advice = []struct {
	sign    rune
	message lang.Text
}{
	{';', lang.Text{En: "separate arguments with ,", Ja: "引数は , で区切ってください"}},
	{'.', lang.Text{En: "expected a digit after .", Ja: ". の後に数字が必要です"}},
	{'\'', lang.Text{En: "derivatives are not supported: write out f'(x)", Ja: "微分には対応していません。f'(x) を式で書いてください"}},
	{'\\', lang.Text{En: `LaTeX is not supported: write sin(x) for \sin x, (a)/(b) for \frac{a}{b}`, Ja: `LaTeXには対応していません。\sin x は sin(x)、\frac{a}{b} は (a)/(b) と書いてください`}},
	{'∑', lang.Text{En: "sums are not supported: write out the terms", Ja: "総和記号には対応していません。項を並べて書いてください"}},
	{'∫', lang.Text{En: "integrals are not supported", Ja: "積分には対応していません"}},
	{'∂', lang.Text{En: "derivatives are not supported", Ja: "微分には対応していません"}},
}

// greek are the small letters from α, ς left out by an empty name, and what names
// they stand for. Capitals begin with one, as Ω is Omega.
var greek = strings.Split("alpha beta gamma_ delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho  sigma tau upsilon phi chi psi omega", " ")

// fractions are the vulgar fractions, each with its numerator and its denominator,
// which is 10 if it is 0.
const fractions = "½12 ⅓13 ⅔23 ¼14 ¾34 ⅕15 ⅖25 ⅗35 ⅘45 ⅙16 ⅚56 ⅐17 ⅛18 ⅜38 ⅝58 ⅞78 ⅑19 ⅒10"

// fractionOf returns the numerator and the denominator of a vulgar fraction, 0 if c is
// none.
func fractionOf(c rune) (over, under float64) {
	k := strings.IndexRune(fractions, c)
	if k < 0 || c < utf8.RuneSelf || c == utf8.RuneError {
		return 0, 0
	}
	k += utf8.RuneLen(c)
	over, under = float64(fractions[k]-'0'), float64(fractions[k+1]-'0')
	if under == 0 {
		under = 10
	}
	return over, under
}

// spaces separate tokens.
const spaces = " \t\r\n\v\f"

// The characters of powers and indices, each in the order of what they stand for.
const (
	superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣʸ"
	raised       = "0123456789+-nxy"
	subscripts   = "₀₁₂₃₄₅₆₇₈₉"
)

// modules are what names of functions and constants are written with in programs.
const modules = " np numpy math special scipy sp jnp torch tf "

// scan returns the token of a plain text that begins at pos or, after spaces,
// later.
func scan(text string, pos int) (token, *Error) {
	for pos < len(text) && strings.IndexByte(spaces, text[pos]) >= 0 {
		pos++
	}
	rest := text[pos:]
	switch {
	case rest == "":
		return token{kind: atEnd, text: "the end", pos: pos, end: pos}, nil
	case isDigit(rest[0]), rest[0] == '.' && len(rest) > 1 && isDigit(rest[1]):
		return scanNumber(text, pos)
	case isLetter(rest[0]):
		return scanName(text, pos)
	}
	c, size := utf8.DecodeRuneInString(rest)
	if c != utf8.RuneError && strings.ContainsRune(alone, c) {
		return token{kind: sign, sign: c, text: rest[:size], pos: pos, end: pos + size}, nil
	}
	for k := range signs {
		if s := &signs[k]; strings.HasPrefix(rest, s.text) {
			return token{kind: sign, sign: s.means, text: s.text, pos: pos, end: pos + len(s.text)}, nil
		}
	}
	switch _, under := fractionOf(c); {
	case c == '∞':
		return token{kind: name, text: "inf", pos: pos, end: pos + size}, nil
	case greekName(c) != "":
		return scanName(text, pos)
	case under > 0:
		return token{kind: number, text: rest[:size], pos: pos, end: pos + size}, nil
	}
	if t, ok := scanSuperscript(text, pos); ok {
		return t, nil
	}
	err := &Error{Pos: pos, End: pos + size, Message: say("%s cannot be used in a formula", "%s は式では使えない文字です", strconv.QuoteRune(c))}
	for k := range advice {
		if advice[k].sign == c {
			err.Message = advice[k].message
		}
	}
	if c == ';' {
		err.Fixes = []Fix{{pos, pos + 1, ","}}
	}
	return token{}, err
}

// didYouMean asks whether another text is meant.
func didYouMean(text, other string) lang.Text {
	return say("%s: did you mean %s?", "%s は %s のことですか?", text, other)
}

// say is lang.Sprintf of texts alone.
func say(en, ja string, args ...string) lang.Text {
	list := make([]any, len(args))
	for k, a := range args {
		list[k] = a
	}
	return lang.Sprintf(en, ja, list...)
}

// greekName returns the name of a Greek letter, "" if c is none that is a name.
func greekName(c rune) string {
	if k := int(c - 'α'); 0 <= k && k < len(greek) {
		return greek[k]
	}
	switch k := int(c - 'Α'); c {
	case 'Γ', 'Δ', 'Θ', 'Λ', 'Ξ', 'Σ', 'Ψ', 'Ω': // the others look like Latin letters, or mean something else
		return strings.ToUpper(greek[k][:1]) + greek[k][1:]
	case 'Φ':
		return "Phi_" // Phi would be the golden ratio
	}
	return ""
}

// scanNumber scans digits with at most one point, and an exponent if digits
// follow its e: 2e is twice the number e. A fraction may follow whole digits.
func scanNumber(text string, pos int) (token, *Error) {
	end := skip(text, pos, isDigit)
	c, size := utf8.DecodeRuneInString(text[end:])
	if _, under := fractionOf(c); under > 0 {
		return token{kind: number, text: text[pos : end+size], pos: pos, end: end + size}, nil
	}
	if err := foreign(text, pos); err != nil {
		return token{}, err
	}
	if end < len(text) && text[end] == '.' {
		end = skip(text, end+1, isDigit)
	}
	if end < len(text) && (text[end] == 'e' || text[end] == 'E') {
		if stop := exponentEnd(text, end); stop > end+1 {
			end = stop
		}
	}
	if err := suffixed(text, pos, end); err != nil {
		return token{}, err
	}
	value, err := strconv.ParseFloat(text[pos:end], 64)
	if err != nil {
		return token{}, &Error{Pos: pos, End: end, Message: say("number too large: at most 1.8e308 is allowed", "数が大きすぎます(1.8e308までです)")}
	}
	return token{kind: number, text: text[pos:end], value: value, pos: pos, end: end}, nil
}

// exponentEnd returns where the exponent ends whose e stands at byte pos: right after
// the e if no digits follow.
func exponentEnd(text string, pos int) int {
	digits := pos + 1
	if digits < len(text) && (text[digits] == '+' || text[digits] == '-') {
		digits++
	}
	if end := skip(text, digits, isDigit); end > digits {
		return end
	}
	return pos + 1
}

// foreign refuses numbers to other bases as programs write them: 0x10 would be
// nothing times x10.
func foreign(text string, pos int) *Error {
	end := skip(text, pos, isNameByte)
	if end-pos < 3 || text[pos] != '0' || strings.IndexByte("xXbBoO", text[pos+1]) < 0 {
		return nil
	}
	v, err := strconv.ParseUint(text[pos:end], 0, 32)
	if err != nil {
		return nil
	}
	decimal := strconv.FormatUint(v, 10)
	return &Error{pos, end, didYouMean(text[pos:end], decimal), []Fix{{pos, end, decimal}}}
}

// suffixed refuses what would be names after a number that ends at byte end: the f of
// 1.0f in programs, and x10 of 3x10^5, where x is a sign.
func suffixed(text string, pos, end int) *Error {
	after := skip(text, end, isNameByte)
	number := text[pos:end]
	fix := func(meant string) Fix { return Fix{pos, after, meant} }
	switch suffix := text[end:after]; {
	case (suffix == "f" || suffix == "F") && strings.IndexByte(number, '.') >= 0:
		return &Error{pos, after, didYouMean(number+suffix, number), []Fix{fix(number), fix(number + "*" + suffix)}}
	case (suffix == "x10" || suffix == "X10") && after < len(text):
		if _, n := translate(text[after:], superscripts, raised); n > 0 || text[after] == '^' || strings.HasPrefix(text[after:], "**") {
			return &Error{pos, after, didYouMean(number+suffix, number+"*10"), []Fix{fix(number + "*10")}}
		}
	}
	return nil
}

// scanName scans a letter with the letters and digits that follow it. After a Greek
// letter only an index follows: 2πx is a product.
func scanName(text string, pos int) (token, *Error) {
	t := token{kind: name, pos: pos}
	if isLetter(text[pos]) {
		t.end = skip(text, pos, isNameByte)
		t.text = text[pos:t.end]
	} else {
		c, size := utf8.DecodeRuneInString(text[pos:])
		t.text, t.end = greekName(c), pos+size
		if end := skip(text, t.end, isDigit); end > t.end {
			t.text, t.end = t.text+text[t.end:end], end
		} else if t.end < len(text) && text[t.end] == '_' {
			end := skip(text, t.end, isNameByte)
			t.text, t.end = strings.TrimSuffix(t.text, "_")+text[t.end:end], end
		}
	}
	if digits, n := translate(text[t.end:], subscripts, raised[:10]); n > 0 {
		t.text, t.end = strings.TrimSuffix(t.text, "_")+"_"+digits, t.end+n
	}
	if t.end-pos > MaxName {
		return token{}, &Error{Pos: pos, End: t.end, Message: say("name longer than %s characters", "名前が%s文字を超えています", strconv.Itoa(MaxName))}
	}
	if t.end+1 < len(text) && text[t.end] == '.' && isLetter(text[t.end+1]) && among(modules, strings.ToLower(t.text)) {
		member, err := scanName(text, t.end+1)
		member.pos = pos
		return member, err
	}
	for k, word := range [...]string{"and", "or", "not"} {
		if strings.EqualFold(t.text, word) {
			t.kind, t.sign = sign, []rune("∧∨¬")[k]
		}
	}
	return t, nil
}

// scanSuperscript scans a small raised number, a letter, or both. The value is that
// of the number, 1 if there is only a letter.
func scanSuperscript(text string, pos int) (t token, ok bool) {
	s, _ := translate(text[pos:], superscripts, raised)
	digits := 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		digits = 1
	}
	end := skip(s, digits, isDigit)
	t = token{kind: superscript, value: 1, pos: pos, end: pos}
	if end > digits {
		t.value, _ = strconv.ParseFloat(s[digits:end], 64) // infinite if it is too long
	}
	if end < len(s) && isLetter(s[end]) {
		end++
	} else if end == digits {
		return t, false
	}
	if s[0] == '-' {
		t.value = -t.value
	}
	for range end {
		_, size := utf8.DecodeRuneInString(text[t.end:])
		t.end += size
	}
	t.text = text[pos:t.end]
	return t, !math.IsInf(t.value, 0)
}

// translate reads the characters from that s begins with as those of to, and
// returns how many bytes of s they are.
func translate(s, from, to string) (text string, length int) {
	for _, c := range s {
		k := strings.IndexRune(from, c)
		if k < 0 || c == utf8.RuneError || len(text) > MaxName {
			break
		}
		text += to[utf8.RuneCountInString(from[:k]):][:1]
		length += utf8.RuneLen(c)
	}
	return text, length
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
