package expr

import (
	"slices"
	"strings"
)

// Names that are known ones run together, as sinx and xe in xe^x: as parameters
// they would silently make the picture flat.

// piece is a part of such a name.
type piece struct {
	text string // as it is to be written
	kind pieceKind
}

type pieceKind uint8

const (
	aFunction pieceKind = iota
	aVariable
	aDerived // r, theta
	aConstant
	aNumber
	aPower // 2 of sinx2
)

// together returns what the name t says if it is all known names run together, nil
// if not: often there is one way to read it, sinxy has two.
func (p *parser) together(t token) []string {
	pieces, ok := p.split(strings.ToLower(t.text))
	if !ok || len(pieces) < 2 || pieces[len(pieces)-1].kind == aFunction {
		return nil
	}
	has := func(k pieceKind) bool {
		return slices.ContainsFunc(pieces, func(q piece) bool { return q.kind == k })
	}
	clear := slices.Contains(pieces, piece{"theta", aDerived}) || slices.Contains(pieces, piece{"pi", aConstant}) && has(aDerived)
	if !has(aFunction) && !clear && (has(aDerived) || !has(aVariable)) {
		return nil // rx and pie are good names
	}
	if len(pieces) == 2 && pieces[1].kind == aNumber && functionNames[pieces[0].text] > opAbs {
		return nil // nor does gamma1 mean gamma(1)
	}
	texts := []string{product(pieces, false)}
	if short := product(pieces, true); short != texts[0] {
		texts = append(texts, short)
	}
	if _, ok := functionNames[pieces[0].text[1:]]; ok && pieces[0].text[0] == 'a' { // asin is the inverse, or a*sin
		pieces[0].text = pieces[0].text[1:]
		texts = append(texts, "a*"+product(pieces, false))
	}
	return texts
}

// togetherCall returns what a name t before a parenthesis says if it is a product
// with a function at its end: x*sin of xsin. It is empty if not.
func (p *parser) togetherCall(t token) string {
	pieces, ok := p.split(strings.ToLower(t.text))
	if n := len(pieces) - 1; ok && n > 0 && !(pieces[n].kind == aFunction && pieces[n-1].kind == aFunction) { // gammaln
		if pieces[n].kind == aFunction {
			return product(pieces[:n], false) + "*" + pieces[n].text
		}
		return product(pieces, false) + "*"
	}
	return ""
}

// taken are the functions of one argument by their first letters, the longest first.
var taken = func() (list [26][]string) {
	for f, o := range functionNames {
		if counts, _ := functions[o].arities(); counts[0] == 1 && !among(words, f) {
			list[f[0]-'a'] = append(list[f[0]-'a'], f)
		}
	}
	for _, l := range list {
		slices.SortFunc(l, func(a, b string) int { return len(b) - len(a) })
	}
	return list
}()

// split splits a name into known ones, the longest first.
func (p *parser) split(s string) (pieces []piece, ok bool) {
	var dead [MaxName + 1]bool // from where it cannot go on
	polar := p.scope.derived("theta") != nil
	var from func(pos int) bool
	from = func(pos int) bool {
		if pos == len(s) || dead[pos] {
			return pos == len(s)
		}
		rest := s[pos:]
		with := func(kind pieceKind, texts ...string) bool {
			for _, text := range texts {
				if strings.HasPrefix(rest, text) {
					pieces = append(pieces, piece{text, kind})
					if from(pos + len(text)) {
						return true
					}
					pieces = pieces[:len(pieces)-1]
				}
			}
			return false
		}
		switch digits := skip(rest, 0, isDigit); {
		case digits > 0: // in the argument of a function; x0 is a name
			inside := slices.ContainsFunc(pieces, func(q piece) bool { return q.kind == aFunction })
			last := aConstant
			if inside {
				last = pieces[len(pieces)-1].kind
			}
			if last == aFunction && with(aNumber, rest[:digits]) || last == aVariable && with(aPower, rest[:digits]) {
				return true
			}
		case rest[0] == '_':
		case with(aFunction, taken[rest[0]-'a']...), with(aVariable, p.scope.vars...), with(aVariable, "x", "y", "z"),
			polar && with(aDerived, "theta", "r"), with(aConstant, "tau", "phi", "pi", "e"):
			return true
		}
		dead[pos] = true
		return false
	}
	ok = from(0)
	return pieces, ok
}

// product writes pieces as a product, functions with what follows them up to the
// next one as their argument, or with the first that follows only if short.
func product(pieces []piece, short bool) string {
	var b strings.Builder
	join := func(s string) {
		if b.Len() > 0 {
			b.WriteByte('*')
		}
		b.WriteString(s)
	}
	for k := 0; k < len(pieces); k++ {
		if pieces[k].kind != aFunction {
			join(pieces[k].text)
			continue
		}
		end := k + 1
		var args []string
		for ; end < len(pieces) && pieces[end].kind != aFunction; end++ {
			if n := len(args); pieces[end].kind == aPower {
				args[n-1] += "^" + pieces[end].text
			} else if short && n > 0 && pieces[end-1].kind != aNumber {
				break
			} else {
				args = append(args, pieces[end].text)
			}
		}
		join(pieces[k].text + "(" + strings.Join(args, "*") + ")")
		k = end - 1
	}
	return b.String()
}

// products returns the fixes of the name t that write it as one of the texts. Where
// what stands before it binds more tightly than a product, as in 1/xy and e^xy, or
// after it, as in xy!, it may be meant as a whole.
func (p *parser) products(t token, texts []string) (fixes []Fix) {
	before := strings.TrimRight(p.text[:t.pos], spaces)
	if signless := strings.TrimRight(before, spaces+"+-"); signless != "" && strings.IndexByte("/*^%", signless[len(signless)-1]) >= 0 {
		before = signless
	}
	tight := slices.ContainsFunc([]string{"/", "^", "**", "%", "√", "∛", "∜"}, func(sign string) bool { return strings.HasSuffix(before, sign) })
	end := max(p.powerEnd(), t.end)
	for _, text := range texts {
		whole := Fix{t.pos, end, "(" + text + p.text[t.end:end] + ")"}
		if tight && isProduct(text) {
			fixes = append(fixes, whole)
		}
		fixes = append(fixes, Fix{t.pos, t.end, text})
		if p.at('!') && !tight && isProduct(text) {
			fixes = append(fixes, whole)
		}
	}
	return fixes
}

// isProduct reports whether a text that product has written is of several factors.
func isProduct(text string) bool {
	depth := 0
	for k := range len(text) {
		switch text[k] {
		case '(':
			depth++
		case ')':
			depth--
		case '*':
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// wholePower returns the fix that takes a power or ° that follows the name t into
// the argument of the function with which it ends: sinx^2 may be sin(x^2).
func (p *parser) wholePower(t token, texts []string) []Fix {
	last := texts[len(texts)-1]
	if !strings.HasSuffix(last, ")") {
		return nil
	}
	end := p.powerEnd()
	if p.at('°') {
		end = p.tok.end
	}
	if end == 0 {
		return nil
	}
	return []Fix{{t.pos, end, strings.TrimSuffix(last, ")") + p.text[p.tok.pos:end] + ")"}}
}

// powerEnd returns where the power ends that is next, 0 if there is none, or if it
// cannot be read.
func (p *parser) powerEnd() int {
	switch {
	case p.tok.kind == superscript:
		return p.tok.end
	case p.trial || !p.at('^'):
		return 0
	}
	q := *p
	q.trial = true
	q.next()
	if q.signed(); q.err != nil {
		return 0
	}
	return q.lastEnd
}

// onlyCapitals reports whether X stands for x in the formula: it has neither of its
// variables of one letter, but capitals of some.
func (p *parser) onlyCapitals(x *Expr) bool {
	capital := false
	for _, v := range p.scope.vars {
		if len(v) == 1 && x.Uses(v) {
			return false
		}
		capital = capital || len(v) == 1 && slices.Contains(p.scope.params, strings.ToUpper(v))
	}
	return capital
}

// remarkNames remarks on parameters that may be variables, or products with them,
// where the formula would otherwise not depend on these.
func (p *parser) remarkNames(x *Expr) {
	s := &p.scope
	unused := func(name string) bool {
		if s.derived(name) != nil {
			return !mentions(x.root, name) && (name != "r" || !slices.ContainsFunc(s.vars, x.Uses))
		}
		return slices.Contains(s.vars, name) && !x.Uses(name)
	}
	var names, meant []string
	for _, name := range s.params {
		if text := p.meant(name, unused); text != "" {
			names, meant = append(names, name), append(meant, text)
		}
	}
	if names == nil {
		return
	}
	// One fix for all, from the first of them to the last.
	var fix Fix
	end := 0
	for _, t := range p.places {
		k := slices.Index(names, t.text)
		switch {
		case k < 0 || t.pos < end:
			continue
		case fix.Text == "":
			fix.Pos = t.pos
		default:
			fix.Text += p.text[end:t.pos]
		}
		fix.Text += meant[k]
		end = t.end
	}
	fix.End = end
	what := "the name of a slider"
	if len(names) > 1 {
		what = "names of sliders"
	}
	p.remark(token{pos: fix.Pos, end: fix.End},
		say("%s: read as %[3]s; did you mean %[2]s?", "%[1]s をスライダーの名前として読みました。%[2]s のことですか?", strings.Join(names, ", "), strings.Join(meant, ", "), what), fix)
}

// meant returns what may be meant by a parameter: x by X, x^2 by x2, a*x by ax,
// sin(t) by sint. It is empty if the name is as good as any.
func (p *parser) meant(name string, unused func(letter string) bool) string {
	if lower := strings.ToLower(name); len(name) == 1 || lower == "theta" {
		if lower != name && lower != "r" && unused(lower) {
			return lower
		}
		return ""
	}
	if len(name) == 2 && (name[1] == '2' || name[1] == '3') && unused(name[:1]) && !slices.Contains(p.scope.params, name[:1]+"1") {
		return name[:1] + "^" + name[1:]
	}
	rest, function := name, ""
	if isLetter(name[0]) && name[0] >= 'a' {
		for _, f := range taken[name[0]-'a'] {
			if function == "" && strings.HasPrefix(name, f) {
				rest, function = name[len(f):], f
			}
		}
	}
	letters := strings.Split(rest, "")
	variables := 0
	for _, l := range letters {
		if unused(l) {
			variables++
		}
	}
	switch n := len(letters); {
	case skip(rest, 0, isLetter) < len(rest), variables < n-1:
	case function != "" && (variables > 0 || n == 1 && (rest == "t" || slices.Contains(p.scope.params, rest))):
		return function + "(" + strings.Join(letters, "*") + ")"
	case function == "" && variables > 0:
		return strings.Join(letters, "*")
	}
	return ""
}
