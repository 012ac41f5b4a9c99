package expr

import (
	"slices"
	"strings"
)

// Completion is a name that can stand in a formula.
type Completion struct {
	Name              string // as in a menu: "atan2(y, x)"
	Insert            string // "atan2("
	English, Japanese string // what it means
}

// names are what Complete knows beside functions and variables.
var names = []Completion{
	{"pi", "pi", "the number 3.14159...", "円周率 3.14159..."},
	{"e", "e", "the number 2.71828...", "自然対数の底 2.71828..."},
	{"tau", "tau", "2 pi, 6.28318...", "2π、6.28318..."},
	{"phi", "phi", "golden ratio, 1.61803...", "黄金比 1.61803..."},
	{"inf", "inf", "infinity", "無限大"},
	{"and", "and ", "1 if both sides hold", "両辺が成り立てば 1"},
	{"or", "or ", "1 if either side holds", "どちらかが成り立てば 1"},
	{"not", "not ", "1 if what follows does not hold", "次が成り立たなければ 1"},
}

// seldom are the functions that are offered only when three letters are typed.
const seldom = " asec acsc acot asech acsch acoth "

// Complete returns the names that begin as the one that ends at byte pos of the
// text does, in upper or lower case, sorted; and the bytes start to end that they
// replace. A function is also found by its other names, such as arcsin. A position
// after anything else than a name has none.
func Complete(text string, pos int, vars ...string) (start, end int, found []Completion) {
	vars = variables(vars)
	pos = max(0, min(pos, len(text)))
	start, end = pos, skip(text, pos, isNameByte)
	for start > 0 && isNameByte(text[start-1]) {
		start--
	}
	start = skip(text, start, isDigit) // a factor before the name
	if start >= pos {
		return pos, pos, nil
	}
	prefix := strings.ToLower(text[start:pos])
	for _, c := range vocabulary(vars) {
		name, _, _ := strings.Cut(c.Insert, "(")
		if strings.HasPrefix(strings.ToLower(name), prefix) && !(len(prefix) < 3 && among(seldom, name)) || hasAlias(name, prefix) {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b Completion) int { return strings.Compare(a.Name, b.Name) })
	return start, end, found
}

// hasAlias reports whether a function has another name that begins with a prefix of
// more than one letter.
func hasAlias(name, prefix string) bool {
	o, ok := functionOf(name)
	return ok && len(prefix) > 1 && slices.ContainsFunc(strings.Fields(aliases[o]), func(s string) bool { return strings.HasPrefix(s, prefix) })
}

// vocabulary returns all names that are known.
func vocabulary(vars []string) []Completion {
	all := slices.Clone(names)
	for _, v := range vars {
		all = append(all, Completion{v, v, "variable", "変数"})
	}
	s := scope{vars: vars}
	for _, c := range []Completion{
		{"r", "r", "distance from the origin", "原点からの距離"},
		{"theta", "theta", "angle from the x axis", "偏角(x 軸からの角)"},
		{"x", "x", "r*cos(theta)", "r*cos(theta)"},
		{"y", "y", "r*sin(theta)", "r*sin(theta)"},
	} {
		if s.derived(c.Name) != nil {
			all = append(all, c)
		}
	}
	for _, f := range functions[firstFunction:] {
		all = append(all, Completion{f.name + "(" + f.args[0] + ")", f.name + "(", f.english, f.japanese})
	}
	return all
}
