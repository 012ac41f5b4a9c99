package expr

import (
	"strings"

	"zscape/compute/plain"
)

// Find returns the bytes at which a name first stands in a text of formulas, both 0
// if it does not.
func Find(text, name string) (pos, end int) {
	if all := places(text, name); len(all) > 0 {
		return all[0].pos, all[0].end
	}
	return 0, 0
}

// Rename returns a text of formulas with another name in place of one.
func Rename(text, name, other string) string {
	var b strings.Builder
	from := 0
	for _, t := range places(text, name) {
		b.WriteString(text[from:t.pos] + other)
		from = t.end
	}
	return b.String() + text[from:]
}

// places returns where a name stands in a text, in order.
func places(text, s string) (list []token) {
	ascii, from := plain.Convert(text)
	for at := 0; ; {
		t, err := scan(ascii, at)
		switch {
		case err != nil:
			at = err.End
			continue
		case t.kind == atEnd:
			return list
		case t.kind == name && t.text == s && from != nil:
			list = append(list, token{pos: from[t.pos], end: from[t.end]})
		case t.kind == name && t.text == s:
			list = append(list, t)
		}
		at = t.end
	}
}
