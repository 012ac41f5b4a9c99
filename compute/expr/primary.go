package expr

import (
	"slices"
	"strconv"
	"strings"
)

// primary parses what operators stand between.
func (p *parser) primary() *node {
	t := p.tok
	switch {
	case t.kind == number:
		p.next()
		return p.make(numberNode(t.value))
	case t.kind == name:
		p.next()
		if o, ok := functionNames[t.text]; ok {
			return p.call(t, o)
		}
		return p.name(t)
	case p.accept("("):
		return p.within(t, ")", 0)
	case p.accept("|"):
		return p.make(call(opAbs, p.within(t, "|", p.bars+1)))
	case p.accept("√"):
		p.enter(1)
		defer p.leave(1)
		return p.make(call(opSqrt, p.primary()))
	}
	message := "expected a number, a name or ("
	if p.last != "" {
		message += " after " + p.last
	}
	p.fail(t, message)
	return numberNode(0)
}

// within parses what stands in the parentheses or bars that opened with the token
// open, up to closing, with the number of open bars there.
func (p *parser) within(open token, closing string, bars int) *node {
	p.enter(1)
	defer p.leave(1)
	defer func(outer int) { p.bars = outer }(p.bars)
	p.bars = bars
	a := p.or()
	p.close(open, closing)
	return a
}

// close expects the sign that closes what the token open opened.
func (p *parser) close(open token, closing string) {
	if p.accept(closing) {
		return
	}
	message := "expected " + closing + " after " + p.last
	switch {
	case p.tok.kind == number:
		message = "expected an operator between " + p.last + " and " + p.tok.text
	case p.at(",") && open.kind == sign:
		message = "expected " + closing + ", not a comma: a decimal point is ."
	}
	p.fail(p.tok, message)
}

// call parses the arguments of the function that t names.
func (p *parser) call(t token, o op) *node {
	if !p.at("(") {
		message := "expected ( after " + t.text
		if p.at("^") || p.tok.kind == superscript {
			message += ": a power is written " + t.text + "(x)^2"
		}
		p.fail(p.tok, message)
		return numberNode(0)
	}
	p.next()
	p.enter(1)
	defer p.leave(1)
	defer func(outer int) { p.bars = outer }(p.bars)
	p.bars = 0
	n := p.make(call(o, p.or()))
	for p.accept(",") {
		n.args = append(n.args, p.or())
	}
	p.close(t, ")")
	p.checkArity(t, n)
	if o == opIf && len(n.args) == 2 {
		n.args = append(n.args, p.make(call(opDiv, p.make(numberNode(0)), p.make(numberNode(0)))))
	}
	return n
}

// checkArity says what arguments the function takes if n has not as many.
func (p *parser) checkArity(t token, n *node) {
	f := &functions[n.op]
	counts, more := f.arities()
	if slices.Contains(counts, len(n.args)) || more && len(n.args) > counts[0] {
		return
	}
	forms := make([]string, len(f.args))
	for i, args := range f.args {
		forms[i] = t.text + "(" + args + ")"
	}
	t.end = p.lastEnd
	p.fail(t, t.text+" has "+strconv.Itoa(len(n.args))+" of its arguments: write "+strings.Join(forms, " or "))
}

// name makes a node of the name t, or says why it means nothing.
func (p *parser) name(t token) *node {
	s := &p.scope
	switch {
	case !s.isParam(t.text):
	case p.at("("):
		message := t.text + " is not a function"
		if near := nearest(t.text); near != "" {
			message += ", " + near + " is"
		}
		p.fail(t, message+"; a product is written "+t.text+"*(")
	case t.text == "x" || t.text == "y" || t.text == "z":
		p.fail(t, "no "+t.text+" here: the variables are "+strings.Join(s.vars, ", "))
	case len(t.text) > 1 && strings.Trim(t.text, p.letters()) == "":
		p.fail(t, t.text+" is one name: write "+strings.Join(strings.Split(t.text, ""), "*"))
	case !slices.Contains(s.params, t.text):
		s.params = append(s.params, t.text)
	}
	return p.make(nameNode(t.text))
}

// letters returns the variables of one letter.
func (p *parser) letters() string {
	letters := ""
	for _, v := range p.scope.vars {
		if len(v) == 1 {
			letters += v
		}
	}
	return letters
}
