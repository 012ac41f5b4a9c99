// Package plain brings numbers and formulas as people type, paste and typeset
// them to the ASCII characters that programs read: full-width letters and
// digits, the spaces, dashes and dots of typography, mathematical italics.
//
// It is for what is mathematics alone. In other texts these characters mean
// themselves.
package plain

import (
	"strings"
	"unicode/utf8"
)

// String returns s in plain characters. What has no plain form stays.
func String(s string) string {
	plain, _ := Convert(s)
	return plain
}

// Convert returns s in plain characters, and for each byte of these, and for
// their end, the byte of s from which it comes: s[from[i]:from[j]] is what
// became plain[i:j]. from is nil if s is plain already.
func Convert(s string) (plain string, from []int) {
	first := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf && changes(r) })
	if first < 0 {
		return s, nil
	}
	var b strings.Builder
	for i := range first {
		from = append(from, i)
	}
	b.WriteString(s[:first])
	for i, r := range s[first:] {
		i += first
		form, ok := Rune(r)
		if !ok {
			form = s[i : i+width(s[i:])]
		}
		b.WriteString(form)
		for range len(form) {
			from = append(from, i)
		}
	}
	return b.String(), append(from, len(s))
}

// width returns how many bytes the first character of s takes; a byte that is
// not UTF-8 is one.
func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

func changes(r rune) bool {
	_, ok := Rune(r)
	return ok
}

// Rune returns the plain form of a character, which is empty for one that
// cannot be seen; ok is false if it stays as it is.
func Rune(r rune) (form string, ok bool) {
	switch {
	case r < utf8.RuneSelf:
		return "", false
	case '\uff01' <= r && r <= '\uff5e': // full width
		return string(r - '\uff01' + '!'), true
	case '\u2000' <= r && r <= '\u200a':
		return " ", true
	case '\u2010' <= r && r <= '\u2015':
		return "-", true
	case '\U0001d400' <= r && r <= '\U0001d7ff':
		return alphanumeric(r)
	}
	form, ok = forms[r]
	return form, ok
}

// forms are the plain forms of single characters.
var forms = func() map[rune]string {
	m := map[rune]string{}
	for form, characters := range map[string]string{
		" ":  "\u00a0\u1680\u202f\u205f\u3000",
		"\n": "\u2028\u2029",
		// Zero width, direction marks, byte order mark, soft hyphen, function application.
		"":   "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u00ad\u202a\u202b\u202c\u2066\u2067\u2068\u2069",
		"-":  "\u2212\ufe58\ufe63\u30fc\uff70", // minus, small dashes, and the long vowel mark, which shares its key
		"*":  "×·⋅∙•・･∗⁎✕✖⨯⋆\u2062",
		"/":  "÷∕⁄➗",
		"+":  "➕\ufe62",
		"|":  "∣❘",
		"<=": "≤≦⩽",
		">=": "≥≧⩾",
		"!=": "≠",
		",":  "、､\u2063",
		".":  "。｡",
		"'":  "‘’′",
		`"`:  "“”″",
		"e":  "ℯⅇ",
		"h":  "ℎ",
		"l":  "ℓ",
		// The Greek letters of typesetting are those of the alphabet.
		"α": "⍺", "ε": "ϵ", "θ": "ϑ", "κ": "ϰ", "μ": "\u00b5", "π": "ϖℼ", "ρ": "ϱ", "σ": "ς", "φ": "ϕ",
	} {
		for _, r := range characters {
			m[r] = form
		}
	}
	return m
}()

// alphanumeric returns the letter or digit that a mathematical alphanumeric
// symbol is (Unicode 15, block 1D400 to 1D7FF): thirteen Latin alphabets, five
// Greek ones, and five rows of digits.
func alphanumeric(r rune) (form string, ok bool) {
	const latin, dotless, greek, digits = 0x1d400, 0x1d6a4, 0x1d6a8, 0x1d7ce
	switch {
	case r < dotless:
		k := (r - latin) % 52
		if k < 26 {
			return string('A' + k), true
		}
		return string('a' + k - 26), true
	case r < greek:
		return string("ij  "[r-dotless]), true
	case r >= digits:
		return string('0' + (r-digits)%10), true
	}
	const capitals, small, others = 25, 26, 7 // Α to Ω with a theta, then ∇; α to ω, then ∂; then ϵ ϑ ϰ ϕ ϱ ϖ
	k := (r - greek) % 58
	switch {
	case k < capitals:
		if k == 17 {
			return "Θ", true
		}
		return string('Α' + k), true
	case k == capitals:
		return "∇", true
	case k < capitals+small:
		if k -= capitals + 1; k == 17 {
			return "σ", true
		}
		return string('α' + k), true
	}
	return string([]rune("∂εθκφρπ")[k-capitals-small]), true
}
