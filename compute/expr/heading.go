package expr

import (
	"slices"
	"strings"
)

// left is what stands on the left side of a formula such as z = x^2 or f(s, t) =
// s*t. The name does not matter; arguments that are names of their own stand for
// the variables.
type left struct {
	name  token
	sign  token
	alone bool              // the name has no arguments
	given map[string]string // variables by the names of arguments
}

// statements are words that stand before formulas in programs and questions.
const statements = " return let const var double float plot "

// heading skips left sides, and what introduces a function in programs: (x, y) ->,
// (x, y) =>, @(x, y), lambda x, y:.
func (p *parser) heading() {
	for range 3 { // g = f(x, y) = ...
		q := *p
		if !q.leftSide() || q.err != nil {
			return
		}
		*p = q
	}
}

// leftSide skips one left side and reports whether there is one; if not, what it
// has skipped does not matter.
func (p *parser) leftSide() bool {
	if p.accept('=') { // as in a spreadsheet
		return true
	}
	if p.tok.kind == name && among(statements, p.tok.text) {
		if after := p.peek(); after.kind == name || after.kind == number {
			p.next()
			return true
		}
	}
	lambda := p.atWord("lambda")
	first := p.tok
	var args []token
	switch {
	case lambda || p.at('@'):
		p.next()
		args = p.arguments()
	case first.kind == name:
		p.next()
		if p.tok.opens() {
			if args = p.arguments(); args == nil {
				return false
			}
		}
	case p.at('('):
		if args = p.arguments(); args == nil {
			return false
		}
	default:
		return false
	}
	equals := p.tok
	switch {
	case lambda:
		return p.accept(':') && p.bind(args)
	case first.sign == '@':
		return args != nil && p.bind(args)
	case p.at('-') && strings.HasPrefix(p.text[p.tok.end:], ">"): // ->
		p.next()
		p.next()
	case p.at('⇒') && first.kind != name: // x => 1 may be x >= 1
		p.next()
	case first.kind == name && (p.at('=') || p.at('≔')):
		if args == nil && !p.free(first.text) {
			return false
		}
		p.left.name, p.left.sign, p.left.alone = first, equals, args == nil
		p.next()
		return p.bind(args)
	default:
		return false
	}
	if args == nil { // x -> x^2
		args = []token{first}
	}
	return p.bind(args)
}

// free reports whether a name may stand on the left side alone: it is not one of
// the variables, but y as in y = x^2.
func (p *parser) free(name string) bool {
	s := &p.scope
	return name == "y" && slices.Contains(s.vars, "x") || !slices.Contains(s.vars, name) && s.derived(name) == nil
}

// arguments reads names between commas, in parentheses or without; nil if there
// is something else. As in Mathematica, they may end in _.
func (p *parser) arguments() (names []token) {
	var closing rune
	switch {
	case p.accept('('):
		closing = ')'
	case p.accept('['):
		closing = ']'
	}
	for p.tok.kind == name {
		p.tok.text = strings.TrimRight(p.tok.text, "_")
		names = append(names, p.tok)
		p.next()
		if !p.accept(',') {
			break
		}
	}
	if closing != 0 && !p.accept(closing) {
		return nil
	}
	return names
}

// bind lets the arguments stand for the variables, if none is known, and reports
// whether they are names that can.
func (p *parser) bind(args []token) bool {
	s := &p.scope
	for k, a := range args {
		if a.kind != name || slices.ContainsFunc(args[:k], func(b token) bool { return b.text == a.text }) {
			return false
		}
	}
	if len(args) == 0 || len(args) > min(2, len(s.vars)) {
		return true
	}
	named := func(text string) bool {
		return slices.ContainsFunc(args, func(a token) bool { return a.text == text })
	}
	free := slices.DeleteFunc(slices.Clone(s.vars[:min(2, len(s.vars))]), named) // variables that no argument is
	for _, a := range args {
		if !s.isParam(a.text) {
			continue
		}
		if p.left.given == nil {
			p.left.given = map[string]string{}
		}
		p.left.given[a.text] = free[0]
		p.remark(a, say("%s is plotted along the %s axis", "%s を %s の軸にとっています", a.text, free[0]))
		free = free[1:]
	}
	return true
}

// checkLeft refuses y = ... and r(theta) = ... for a formula that has y, or r, itself,
// and remarks on one that has not.
func (p *parser) checkLeft(x *Expr) {
	l, s := p.left.name, &p.scope
	switch {
	case l.text == "" || !slices.Contains(s.vars, l.text) && s.derived(l.text) == nil || p.left.given != nil:
		return
	case x.Uses(l.text):
		p.tok = p.left.sign
		p.equation()
		return
	}
	p.remark(l, say("%s = ... is plotted as the height z", "%s = … を高さ z として描いています", l.text))
}

// atEquation goes to the equals sign after the next token that makes an equation of
// the formula, and reports whether there is one.
func (p *parser) atEquation() bool {
	for t := p.tok; p.nesting == 0 && t.kind != atEnd; {
		if t.sign == '=' {
			p.tok = t
			return true
		}
		var err *Error
		if t, err = scan(p.text, t.end); err != nil {
			break
		}
	}
	return false
}

// equation refuses an equals sign, which is next.
func (p *parser) equation() {
	t := p.tok
	compare := Fix{t.pos, t.end, "=="}
	if p.nesting > 0 {
		p.fail(t, say("write == to compare", "比較は == と書いてください"), compare)
		return
	}
	before, after := strings.TrimSpace(p.text[:t.pos]), strings.TrimSpace(p.text[t.end:])
	fixes := []Fix{compare}
	if after == "" {
		fixes = nil
	}
	single := func(s string) bool { return s != "" && skip(s, 0, isNameByte) == len(s) && isLetter(s[0]) }
	switch {
	case single(after) && p.free(after) && after != "y":
		fixes = []Fix{{0, len(p.text), after + " = " + before}}
	case single(before):
		fixes = []Fix{{0, len(p.text), "z = " + after}, compare}
	}
	p.fail(t, say("equations cannot be plotted: write z = ..., or == to compare", "方程式は描けません。z = … の形で書いてください(比較は == です)"), fixes...)
}
