package expr

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/plain"
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

// Split reads a list of formulas: parts stand between semicolons or in lines of
// their own, and a part in brackets that has commas is a point, (cos(u), sin(u), u).
// Within brackets nothing is split, and a formula goes on in the next line after an
// operator, and before one. It does not look at the formulas themselves; an error
// is an *Error. Empty lines do not count, nor does an empty part after the last
// semicolon.
func Split(text string) ([]Part, error) {
	ascii, from := plain.Convert(text)
	typed := func(pos int) int {
		if from != nil {
			return from[pos]
		}
		return pos
	}
	var parts []Part
	for begin := 0; ; {
		end := separator(ascii, begin)
		last := end == len(ascii)
		blank := strings.TrimSpace(ascii[begin:end]) == ""
		if blank && (last && len(parts) > 0 || !last && ascii[end] == '\n') {
			if last {
				return parts, nil
			}
			begin = end + 1
			continue
		}
		if len(parts) == MaxParts {
			return nil, &Error{Pos: typed(begin), End: len(text), Message: say("more than %s formulas", "式は%s個までです", strconv.Itoa(MaxParts))}
		}
		part, err := splitPart(text, ascii, begin, end, typed)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		if last {
			return parts, nil
		}
		begin = end + 1
	}
}

// separator returns where the part of a plain text that begins at byte pos ends: at
// a semicolon, at a line break, or with the text.
func separator(text string, pos int) int {
	depth := 0
	for k := pos; k < len(text); k++ {
		switch text[k] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(depth-1, 0)
		case ';':
			if depth == 0 {
				return k
			}
		case '\n':
			if depth > 0 {
				break
			}
			next := len(text) - len(strings.TrimLeft(text[k:], spaces))
			if !goesOn(strings.TrimRight(text[pos:k], spaces), text[next:]) {
				return k
			}
			k = next - 1
		}
	}
	return len(text)
}

// goesOn reports whether a formula goes on after a line break between two texts:
// the first ends with an operator, or the second begins with one.
func goesOn(before, after string) bool {
	if before == "" || after == "" {
		return false
	}
	word := func(s string) bool {
		s = strings.ToLower(s)
		return s == "and" || s == "or" || s == "not" || s == "mod"
	}
	head := len(before)
	for head > 0 && isNameByte(before[head-1]) {
		head--
	}
	next, err := scan(after, 0)
	return strings.IndexByte("+-*/^%=<>&?:,~", before[len(before)-1]) >= 0 || word(before[head:]) ||
		err == nil && next.kind == sign && strings.ContainsRune("+-*/^%=≔≡≠<>≤≥⩽⇒?:,∧∨", next.sign) ||
		word(after[:skip(after, 0, isNameByte)])
}

// OneLine returns a list of formulas in one line, as a field takes it: where a line
// break stands between formulas there is a semicolon.
func OneLine(text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r", "\n"))
	var b strings.Builder
	for pos := 0; pos < len(text); {
		end := separator(text, pos)
		part := strings.Join(strings.Fields(text[pos:end]), " ")
		pos = end + 1
		if part == "" && (end == len(text) || text[end] == '\n') {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		b.WriteString(part)
	}
	return b.String()
}

// splitPart reads the part from byte begin to byte end of a plain text. typed tells
// the bytes of what was typed.
func splitPart(text, ascii string, begin, end int, typed func(pos int) int) (Part, *Error) {
	item := func(from, to int) Item { return Item{text[typed(from):typed(to)], typed(from)} }
	whole := Part{[]Item{item(begin, end)}}
	last := begin + len(strings.TrimRight(ascii[begin:end], spaces)) - 1
	if last < begin || strings.IndexByte(")]}", ascii[last]) < 0 {
		return whole, nil
	}
	start, body, given := afterLeft(ascii[begin:end])
	open := begin + body
	if open >= last || strings.IndexByte("([{", ascii[open]) < 0 || ascii[last:last+1] != closing(ascii[open:open+1]) {
		return whole, nil
	}
	var items []Item
	depth, from := 0, open+1
	for k := open; k <= last; k++ {
		switch ascii[k] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 && k < last {
				return whole, nil // (a)*(b)
			}
		case ':':
			if depth == 1 && ascii[open] == '{' {
				return whole, nil // cases
			}
		case ',':
			if depth == 1 {
				items = append(items, item(from, k))
				from = k + 1
			}
		}
	}
	if items == nil {
		return whole, nil
	}
	items = append(items, item(from, last))
	if len(items) != 3 {
		return Part{}, &Error{Pos: typed(open), End: typed(last + 1), Message: say("a point has three components: (x, y, z)", "点には3つの成分が必要です: (x, y, z)")}
	}
	if given != nil {
		from, to := typed(open), typed(last+1)
		meant := text[from:to]
		for _, name := range slices.Sorted(maps.Keys(given)) {
			meant = Rename(meant, name, given[name])
		}
		return Part{}, &Error{Pos: typed(begin + start), End: to, Message: say("a point is a function of u and v: write %s", "点は u と v の式で表します。%s と書いてください", meant),
			Fixes: []Fix{{typed(begin + start), to, meant}}}
	}
	return Part{items}, nil
}

// afterLeft returns where a formula begins after spaces, and after a left side, of u and
// v if it says of what; or else what names stand for u and v.
func afterLeft(text string) (start, body int, given map[string]string) {
	p := newParser(text, []string{"u", "v"})
	p.next()
	start = p.tok.pos
	if strings.Contains(text, "=") {
		p.heading()
	}
	if p.err != nil {
		return start, start, nil
	}
	return start, p.tok.pos, p.left.given
}

// ParseItem reads the formula of an item as Parse does. Errors and remarks point
// into the text that was split.
func ParseItem(item Item, vars ...string) (*Expr, error) {
	x, err := Parse(item.Text, vars...)
	if e, ok := err.(*Error); ok {
		shifted := *e
		move(&shifted.Pos, &shifted.End, shifted.Fixes, item.Pos)
		return nil, &shifted
	}
	for k := range x.remarks {
		r := &x.remarks[k]
		move(&r.Pos, &r.End, r.Fixes, item.Pos)
	}
	return x, nil
}

// move moves a place and fixes by so many bytes.
func move(pos, end *int, fixes []Fix, by int) {
	*pos, *end = *pos+by, *end+by
	for k := range fixes {
		fixes[k].Pos += by
		fixes[k].End += by
	}
}
