package expr

import (
	"slices"
	"strconv"
	"strings"

	"zscape/compute/lang"
)

// Parse reads a formula in the variables vars, x and y if there are none. The
// error is an *Error. Parse panics if a variable is no name, is a constant, a function
// or comes twice, or if there are more than 8.
func Parse(text string, vars ...string) (*Expr, error) {
	vars = variables(vars)
	checkVars(vars)
	if len(text) > MaxBytes {
		return nil, &Error{MaxBytes, len(text), lang.Same("formula longer than " + strconv.Itoa(MaxBytes) + " bytes")}
	}
	p := parser{text: text, scope: scope{vars: slices.Clone(vars)}}
	p.next()
	if p.tok.kind == atEnd {
		p.fail(p.tok, "expected a formula")
	}
	root := p.or()
	p.expectEnd()
	if p.err != nil {
		return nil, p.err
	}
	return &Expr{root: root, scope: p.scope}, nil
}

// variables returns vars, or those that a formula has if it does not say.
func variables(vars []string) []string {
	if len(vars) == 0 {
		return []string{"x", "y"}
	}
	return vars
}

func checkVars(vars []string) {
	if len(vars) > maxVars {
		panic("expr: " + strconv.Itoa(len(vars)) + " variables, at most " + strconv.Itoa(maxVars) + " are possible")
	}
	for i, v := range vars {
		t, err := scan(v, 0)
		_, function := functionNames[v]
		_, constant := constants[v]
		if err != nil || t.kind != name || t.text != v || function || constant || slices.Contains(vars[:i], v) {
			panic("expr: " + strconv.Quote(v) + " cannot be a variable")
		}
	}
}

// parser is a recursive descent parser, with a method for each level of
// precedence. After an error it sees the end of the text only, and the nodes that
// it makes do not matter.
type parser struct {
	text    string
	scope   scope
	tok     token  // the next one
	last    string // the text of the one before it
	lastEnd int
	nodes   int
	nesting int
	bars    int // of |a|, opened within the innermost parentheses
	err     *Error
}

func (p *parser) fail(at token, message string) {
	if p.err == nil {
		p.err = &Error{at.pos, at.end, lang.Same(message)}
	}
	p.tok = token{kind: atEnd, pos: len(p.text), end: len(p.text)}
}

func (p *parser) next() {
	p.last, p.lastEnd = p.tok.text, p.tok.end
	t, err := scan(p.text, p.tok.end)
	if err != nil {
		p.fail(token{pos: err.Pos, end: err.End}, err.Message.En)
		return
	}
	p.tok = t
}

// accept skips the sign s and reports whether it was there.
func (p *parser) accept(s string) bool {
	if !p.at(s) {
		return false
	}
	p.next()
	return true
}

func (p *parser) at(s string) bool { return p.tok.kind == sign && p.tok.text == s }

// enter counts one more level of nesting, leave one less.
func (p *parser) enter(levels int) {
	if p.nesting += levels; p.nesting > MaxNesting {
		p.fail(p.tok, "nested more than "+strconv.Itoa(MaxNesting)+" levels deep")
	}
}

func (p *parser) leave(levels int) { p.nesting -= levels }

// make counts a node.
func (p *parser) make(n *node) *node {
	if p.nodes++; p.nodes > MaxNodes {
		p.fail(p.tok, "more than "+strconv.Itoa(MaxNodes)+" operations, numbers and names")
	}
	return n
}

func (p *parser) or() *node {
	a := p.and()
	for p.accept("or") {
		a = p.make(call(opOr, a, p.and()))
	}
	return a
}

func (p *parser) and() *node {
	a := p.not()
	for p.accept("and") {
		a = p.make(call(opAnd, a, p.not()))
	}
	return a
}

func (p *parser) not() *node {
	if !p.accept("not") {
		return p.comparison()
	}
	p.enter(1)
	defer p.leave(1)
	return p.make(call(opNot, p.not()))
}

func (p *parser) comparison() *node {
	a := p.sum()
	n := &node{op: opCompare, args: []*node{a}}
	for p.tok.kind == sign {
		r := slices.Index(relations[:], p.tok.text)
		if r < 0 {
			break
		}
		p.next()
		n.rel = append(n.rel, relation(r))
		n.args = append(n.args, p.sum())
	}
	if len(n.rel) == 0 {
		return a
	}
	return p.make(n)
}

func (p *parser) sum() *node {
	a := p.product()
	for {
		switch {
		case p.accept("+"):
			a = p.make(call(opAdd, a, p.product()))
		case p.accept("-"):
			a = p.make(call(opSub, a, p.product()))
		default:
			return a
		}
	}
}

func (p *parser) product() *node {
	a := p.signed()
	divided := false
	for {
		switch {
		case p.accept("*"):
			a, divided = p.make(call(opMul, a, p.signed())), false
		case p.accept("/"):
			a, divided = p.make(call(opDiv, a, p.signed())), true
		case p.atFactor() && divided:
			p.fail(p.tok, "unclear after a division: write a/(b*c) or (a/b)*c")
		case p.atFactor():
			a = p.make(call(opMul, a, p.power()))
		default:
			return a
		}
	}
}

// atFactor reports whether the next token begins a factor of a product without a
// sign. A bar does only where it cannot close |a|.
func (p *parser) atFactor() bool {
	return p.tok.kind == name || p.at("(") || p.at("√") || p.at("|") && p.bars == 0
}

func (p *parser) signed() *node {
	minus := p.at("-")
	if !minus && !p.at("+") {
		return p.power()
	}
	p.next()
	p.enter(1)
	defer p.leave(1)
	a := p.signed()
	if minus {
		a = p.make(call(opNeg, a))
	}
	return a
}

func (p *parser) power() *node {
	a := p.primary()
	switch {
	case p.accept("^"):
		p.enter(1)
		defer p.leave(1)
		return p.make(call(opPow, a, p.signed()))
	case p.tok.kind == superscript:
		a = p.raised(a)
		if p.tok.kind == superscript || p.at("^") {
			p.fail(p.tok, "unclear after "+p.last+": write parentheses")
		}
	}
	return a
}

// raised returns a to the power of the superscript that is next.
func (p *parser) raised(a *node) *node {
	v := p.tok.value
	exponent := p.make(numberNode(max(v, -v)))
	p.enter(1)
	defer p.leave(1)
	if strings.HasPrefix(p.tok.text, "⁻") {
		exponent = p.make(call(opNeg, exponent))
		p.enter(1)
		defer p.leave(1)
	}
	p.next()
	return p.make(call(opPow, a, exponent))
}

// expectEnd says what is wrong with the token that follows a whole formula.
func (p *parser) expectEnd() {
	switch {
	case p.tok.kind == atEnd:
	case p.at(")"):
		p.fail(p.tok, "no ( for this )")
	case p.at(","):
		p.fail(p.tok, "a comma stands between arguments only: a decimal point is .")
	default:
		p.fail(p.tok, "expected an operator between "+p.last+" and "+p.tok.text)
	}
}
