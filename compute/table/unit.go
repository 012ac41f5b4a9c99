package table

import (
	"bytes"
	"strings"
)

// currencies stand before or behind amounts; the last is the yen of Japanese
// encodings, whose byte is that of the backslash.
var currencies = []string{"$", "€", "£", "¥", "￥", `\`}

// amount returns the number that stands beside a currency: $-1,045.50, 10,50 €; ok
// is false if there is none.
func amount(s []byte) (number []byte, ok bool) {
	for _, c := range currencies {
		if behind, found := bytes.CutPrefix(s, []byte(c)); found {
			return Trim(behind), true
		}
		if before, found := bytes.CutSuffix(s, []byte(c)); found {
			return Trim(before), true
		}
		if len(s) > 1 && (s[0] == '-' || s[0] == '+') && bytes.HasPrefix(s[1:], []byte(c)) {
			return append([]byte{s[0]}, Trim(s[1+len(c):])...), true
		}
	}
	return nil, false
}

var degreeSigns = strings.NewReplacer("º", "°", "度", "°", "分", "'", "秒", `"`)

// angle reads degrees, with minutes and seconds perhaps, and which half of the
// earth they are on: 35.5°, 35°30'00"N, 139.75 W, 35度30分. South and west are negative.
func (r reader) angle(s []byte) (v float64, ok bool) {
	text := degreeSigns.Replace(string(s))
	sign := 1.0
	rest := strings.TrimRight(text, "NSEW")
	half := len(rest) < len(text)
	if len(rest) < len(text)-1 {
		return 0, false
	}
	if half && (text[len(rest)] == 'S' || text[len(rest)] == 'W') {
		sign = -1
	}
	rest = strings.TrimSpace(rest)
	degrees, rest, marked := strings.Cut(rest, "°")
	if !marked && !(half && strings.IndexByte(degrees, r.mark) > 0) {
		return 0, false
	}
	if degrees, ok = strings.CutPrefix(strings.TrimSpace(degrees), "-"); ok {
		if half {
			return 0, false
		}
		sign = -1
	}
	for k, part := range []string{degrees, "'", `"`} {
		if k > 0 {
			if rest = strings.TrimSpace(rest); rest == "" {
				break
			}
			if part, rest, ok = strings.Cut(rest, part); !ok {
				return 0, false
			}
		}
		part = strings.TrimSpace(part)
		if part == "" || part[0]-'0' > 9 {
			return 0, false
		}
		u, number := reader{mark: r.mark}.number([]byte(part))
		if !number || u-u != 0 || k > 0 && u >= 60 {
			return 0, false
		}
		v += u / [...]float64{1, 60, 3600}[k]
	}
	return sign * v, strings.TrimSpace(rest) == ""
}
