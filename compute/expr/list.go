package expr

import (
	"strings"

	"zscape/compute/lang"
)

// Part is one of several formulas in a text.
type Part struct {
	// Items are the components of a point, or a formula alone.
	Items []Item
}

// Item is a formula that begins at byte Pos of a text.
type Item struct {
	Text string
	Pos  int
}

// MaxParts is how many formulas a list may have.
const MaxParts = 8

// Split reads a list of formulas: parts stand between semicolons, and a part in
// parentheses that has commas is a point, (cos(u), sin(u), u). It does not look
// at the formulas themselves; an error is an *Error. An empty part after the last
// semicolon does not count.
func Split(text string) ([]Part, error) {
	var parts []Part
	from := 0
	for k := 0; k <= len(text); k++ {
		if k < len(text) && text[k] != ';' {
			continue
		}
		if k == len(text) && len(parts) > 0 && strings.TrimSpace(text[from:]) == "" {
			break
		}
		if len(parts) == MaxParts {
			return nil, &Error{from, len(text), lang.Same("more than 8 formulas")}
		}
		part, err := splitPart(text[from:k], from)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		from = k + 1
	}
	return parts, nil
}

// splitPart reads one part, which begins at byte pos of the text.
func splitPart(text string, pos int) (Part, error) {
	whole := Part{[]Item{{text, pos}}}
	open := strings.IndexFunc(text, func(r rune) bool { return r != ' ' && r != '\t' && r != '\n' })
	last := len(strings.TrimRight(text, " \t\n")) - 1
	if open < 0 || text[open] != '(' || text[last] != ')' {
		return whole, nil
	}
	var items []Item
	depth, from := 0, open+1
	for k := open; k <= last; k++ {
		switch text[k] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 && k < last {
				return whole, nil // (a)*(b)
			}
		case ',':
			if depth == 1 {
				items = append(items, Item{text[from:k], pos + from})
				from = k + 1
			}
		}
	}
	if items == nil {
		return whole, nil
	}
	items = append(items, Item{text[from:last], pos + from})
	if len(items) != 3 {
		return Part{}, &Error{pos + open, pos + last + 1, lang.Same("a point has three components: (x, y, z)")}
	}
	return Part{items}, nil
}

// ParseItem reads the formula of an item as Parse does. Errors point into the
// text that was split.
func ParseItem(item Item, vars ...string) (*Expr, error) {
	x, err := Parse(item.Text, vars...)
	if e, ok := err.(*Error); ok {
		return nil, &Error{e.Pos + item.Pos, e.End + item.Pos, e.Message}
	}
	return x, err
}
