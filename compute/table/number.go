package table

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"zscape/compute/plain"
)

// reader reads the numbers of a column.
type reader struct {
	mark      byte // of decimals, '.' or ','
	fractions bool // 1/3 is a number
}

// Number reads a number in any spelling, correctly rounded, with the given mark of
// decimals, '.' or ','; a gap is NaN. Numbers beyond float64 are infinite.
func Number(field []byte, mark byte) (v float64, ok bool) {
	return reader{mark: mark}.number(field)
}

// powers of ten that a float64 holds exactly.
var powers = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// number reads a field, correctly rounded; a gap is NaN. Digits, a decimal mark
// and an exponent are read at once, all else by spelled.
func (r reader) number(s []byte) (v float64, ok bool) {
	k, n := 0, len(s)
	if many < n && n <= longestNumber && r.mark == '.' && max(s[0], s[1], s[2]) <= '9' && bytes.IndexByte(s, ',') < 0 { // nor hexadecimal
		if v, err := strconv.ParseFloat(string(s), 64); err == nil || math.IsInf(v, 0) {
			return v, true
		}
	}
	negative := false
	if n > 0 && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		k = 1
	}
	mantissa := uint64(0)
	first := k
	for k < n && s[k]-'0' <= 9 {
		mantissa = 10*mantissa + uint64(s[k]-'0')
		k++
	}
	digits, power := k-first, 0
	if k < n && s[k] == r.mark {
		k++
		first = k
		for k < n && s[k]-'0' <= 9 {
			mantissa = 10*mantissa + uint64(s[k]-'0')
			k++
		}
		power = first - k
		digits -= power
	}
	if digits == 0 {
		return r.spelled(s)
	}
	if k < n && s[k]|0x20 == 'e' {
		exponent, minus := 0, false
		if k++; k < n && (s[k] == '-' || s[k] == '+') {
			minus = s[k] == '-'
			k++
		}
		first = k
		for k < n && s[k]-'0' <= 9 && exponent < 10_000 {
			exponent = 10*exponent + int(s[k]-'0')
			k++
		}
		if k == first {
			return r.spelled(s)
		}
		if minus {
			exponent = -exponent
		}
		power += exponent
	}
	if k < n {
		return r.spelled(s)
	}
	// Both are exact, so the result is rounded once (W. D. Clinger, How to Read
	// Floating Point Numbers Accurately, PLDI 1990).
	if digits <= 19 && mantissa < 1<<53 && -len(powers) < power && power < len(powers) {
		if v = float64(mantissa); power < 0 {
			v /= powers[-power]
		} else {
			v *= powers[power]
		}
		if negative {
			v = -v
		}
		return v, true
	}
	if r.mark == '.' && n <= longestNumber {
		return parseFloat(s), true
	}
	var buffer [64]byte
	if n > len(buffer) {
		return r.spelled(s)
	}
	b := buffer[:copy(buffer[:], s)]
	if k = bytes.IndexByte(b, r.mark); k >= 0 {
		b[k] = '.'
	}
	return parseFloat(b), true
}

// A number of more than so many bytes may have more digits than are exact, and
// at most as many are read.
const many, longestNumber = 16, 2000

// parseFloat reads what is known to be a number; one beyond all is infinite.
func parseFloat(s []byte) float64 {
	v, _ := strconv.ParseFloat(string(s), 64)
	return v
}

// spelled reads a field in any spelling of a number, an amount or an angle, a gap,
// or infinity.
func (r reader) spelled(s []byte) (v float64, ok bool) {
	if len(s) > longestNumber {
		return 0, false
	}
	if !ascii(s) {
		s = []byte(plain.String(string(s)))
	}
	s = unquoted(s)
	if v, ok = word(s); ok {
		return v, ok
	}
	if r.fractions {
		if k := bytes.IndexByte(s, '/'); k > 0 {
			whole := reader{mark: r.mark}
			a, okA := whole.number(Trim(s[:k]))
			b, okB := whole.number(Trim(s[k+1:]))
			return a / b, okA && okB && a-a == 0 && b-b == 0 && b != 0
		}
	}
	var buffer [64]byte
	b, ok := normal(buffer[:0], s, r.mark)
	if !ok && r.fractions { // as in a matrix
		return 0, false
	}
	if !ok {
		if number, is := amount(s); is {
			b, ok = normal(buffer[:0], number, r.mark)
		}
	}
	if !ok {
		return r.angle(s)
	}
	return parseFloat(b), true
}

func ascii(s []byte) bool {
	for _, c := range s {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unquoted returns s without blanks, and quotation marks, around it.
func unquoted(s []byte) []byte {
	s = Trim(s)
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		s = Trim(s[1 : n-1])
	}
	return s
}

// Trim returns s without blanks, and control characters of ASCII, around it.
func Trim(s []byte) []byte {
	for len(s) > 0 && s[0] <= ' ' {
		s = s[1:]
	}
	for len(s) > 0 && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// Words for a missing value, of databases, spreadsheets, statistics, compilers
// and measuring stations, and for infinity, in small letters between blanks.
const (
	gaps = " - -- --- ? . * ** *** **** / // /// \\n na n/a #n/a <na> n.a. nat nan +nan -nan nan(ind) -nan(ind) " +
		"null nil none nothing missing indeterminate 欠測 欠損 欠 なし 無し 空欄 空白 未測定 n.d. n/d nd k.a. s/d #null! #num! #div/0! #value! #ref! #name? " +
		"1.#qnan -1.#qnan 1.#snan -1.#snan 1.#ind -1.#ind 1.#j -1.#j " // the last of Microsoft's C
	infinities = " inf infinity ∞ 1.#inf "
)

// word reads a word for a gap or for infinity.
func word(s []byte) (v float64, ok bool) {
	var buffer [24]byte
	n := len(s)
	switch {
	case n == 0:
		return math.NaN(), true
	case n > 16 || n > 2 && s[n-1]-'0' <= 9 && bytes.IndexByte(s, '#') < 0 || bytes.IndexByte(s, ' ') >= 0:
		return 0, false
	}
	w := append(buffer[:0], ' ')
	for _, c := range s {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		w = append(w, c)
	}
	if bytes.IndexByte(w, '#') >= 0 {
		w = bytes.TrimRight(w, "0") // 1.#IND00
	}
	w = append(w, ' ')
	if strings.Contains(gaps, string(w)) {
		return math.NaN(), true
	}
	sign := 1
	if w[1] == '-' || w[1] == '+' {
		if w[1] == '-' {
			sign = -1
		}
		w = w[1:]
		w[0] = ' '
	}
	return math.Inf(sign), len(w) > 2 && strings.Contains(infinities, string(w))
}

// normal appends to dst what strconv.ParseFloat reads as the same number; ok is
// false if s, which is ASCII, is none. There may be marks of thousands: blanks,
// apostrophes, or whichever of comma and point is not the decimal mark. Fortran's
// exponents, 1.5D+00 and 1.5-100, Mathematica's 1.5*^-3 and 1.5`, and 12%, which
// is 0.12, are understood.
func normal(dst, s []byte, mark byte) (b []byte, ok bool) {
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		dst = append(dst, s[0])
		s = Trim(s[1:])
	}
	k := whole(s, mark)
	if k < 0 {
		return dst, false
	}
	begin := len(dst)
	dst = appendDigits(dst, s[:k])
	s = s[k:]
	point := len(s) > 0 && s[0] == mark
	if point {
		dst = append(dst, '.')
		k = 1 + digits(s[1:])
		dst = appendDigits(dst, s[1:k])
		s = s[k:]
	}
	if n := len(dst) - begin; n == 0 || n == 1 && point {
		return dst, false
	}
	if len(s) > 0 && s[0] == '`' { // and how many digits are right
		s = s[1+digits(s[1:]):]
		if len(s) > 0 && s[0] == '.' {
			s = s[1+digits(s[1:]):]
		}
	}
	switch {
	case len(s) == 0:
		return dst, true
	case s[len(s)-1] == '%':
		return append(dst, "e-2"...), len(Trim(s[:len(s)-1])) == 0
	case s[0]|0x20 == 'e' || s[0]|0x20 == 'd':
		s = s[1:]
	case point && len(s) == 4 && (s[0] == '-' || s[0] == '+'):
	default:
		if s = Trim(s); len(s) > 16 || s[0] != '*' && s[0] != 'x' {
			return dst, false
		}
		spelled := bytes.ReplaceAll(s, []byte(" "), nil)
		for _, by := range [...]string{"*^", "*10^", "x10^", "*10**", ""} {
			if by == "" {
				return dst, false
			}
			if s, ok = bytes.CutPrefix(spelled, []byte(by)); ok {
				break
			}
		}
	}
	dst = append(dst, 'e')
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		dst = append(dst, s[0])
		s = s[1:]
	}
	return append(dst, s...), len(s) > 0 && digits(s) == len(s)
}

// digits returns how many digits s begins with.
func digits(s []byte) int {
	for k, c := range s {
		if c-'0' > 9 {
			return k
		}
	}
	return len(s)
}

// appendDigits appends the digits of s.
func appendDigits(dst, s []byte) []byte {
	for _, c := range s {
		if c-'0' <= 9 {
			dst = append(dst, c)
		}
	}
	return dst
}

// whole returns how long the whole part of a number is, with its marks of
// thousands; -1 if these stand where they must not: groups have three digits
// (or two but for the last, as in India), the first one to three and no zero
// before others.
func whole(s []byte, mark byte) int {
	first := digits(s)
	if first == 0 || first > 3 || first == len(s) || !separates(s[first], mark) {
		return first
	}
	k, by, last := first, s[first], 0
	threes, twos := true, by == ',' && first <= 2
	for k+1 < len(s) && s[k] == by && s[k+1]-'0' <= 9 {
		twos = twos && last != 3 // but for the last
		last = digits(s[k+1:])
		k += 1 + last
		threes = threes && last == 3
		twos = twos && (last == 2 || last == 3)
	}
	if last > 0 && (last != 3 || s[0] == '0' || !threes && !twos) {
		return -1
	}
	return k
}

// separates reports whether c may be a mark of thousands.
func separates(c, mark byte) bool {
	return c == ' ' || c == '\'' || (c == ',' || c == '.') && c != mark
}
