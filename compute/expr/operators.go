package expr

import (
	"slices"
	"strings"
)

// formula parses a choice, c ? a : b or a if c else b, or what is none.
func (p *parser) formula() *node {
	a := p.or()
	switch {
	case p.at('?'):
		p.enter()
		p.next()
		b := p.formula()
		if !p.accept(':') {
			p.fail(p.tok, say("expected : and another value, as in c ? a : b", ": と、もう1つの値が必要です(c ? a : b)"))
		}
		a = p.make(opIf, a, b, p.formula())
		p.leave()
	case p.atWord("if"):
		p.enter()
		p.next()
		c := p.or()
		if !p.atWord("else") {
			p.fail(p.tok, say("expected else and another value, as in a if c else b", "else と、もう1つの値が必要です(a if c else b)"))
		}
		p.next()
		a = p.make(opIf, c, a, p.formula())
		p.leave()
	}
	return a
}

func (p *parser) or() *node {
	a := p.and()
	for p.accept('∨') || p.acceptBars(a) {
		a = p.make(opOr, a, p.and())
	}
	return a
}

func (p *parser) and() *node {
	a := p.not()
	for p.accept('∧') {
		p.logical = true
		a = p.make(opAnd, a, p.not())
	}
	return a
}

func (p *parser) not() *node {
	if !p.at('¬') || p.isCall() {
		return p.comparison()
	}
	p.next()
	p.enter()
	a := p.make(opNot, p.not())
	p.leave()
	return a
}

// relationSigns are the signs of the relations, in their order.
var relationSigns = [...]rune{'<', '≤', '>', '≥', '≡', '≠'}

func (p *parser) comparison() *node {
	a := p.sum()
	n := &node{op: opCompare, args: []*node{a}}
	for {
		r := slices.Index(relationSigns[:], p.tok.sign)
		if r < 0 {
			break
		}
		p.logical = true
		p.next()
		n.rel = append(n.rel, relation(r))
		n.args = append(n.args, p.sum())
	}
	switch way := "<="; {
	case p.at('=') || p.at('≔'):
		p.equation()
	case p.at('⇒'):
		way = ">="
		fallthrough
	case p.at('⩽'):
		p.fail(p.tok, say("write %s", "%s と書いてください", way), Fix{p.tok.pos, p.tok.end, way})
	}
	if len(n.rel) == 0 {
		return a
	}
	return p.counted(n)
}

func (p *parser) sum() *node {
	a := p.product()
	for {
		switch {
		case p.accept('+'):
			a = p.make(opAdd, a, p.product())
		case p.accept('-'):
			a = p.make(opSub, a, p.product())
		default:
			return a
		}
	}
}

func (p *parser) product() *node {
	from, divisor := p.tok.pos, -1 // where the product and the last divisor begin
	a := p.signed()
	for {
		switch t := p.tok; {
		case p.accept('*'):
			a, divisor = p.make(opMul, a, p.signed()), -1
		case p.accept('/'):
			divisor = p.tok.pos
			a = p.make(opDiv, a, p.signed())
		case p.at('%') || p.atMod():
			p.next()
			if t.sign == '%' && !p.atOperand() {
				p.fail(t, say("a remainder is a %% b; for percent, write /100", "余りは a %% b と書きます。百分率なら /100 と書いてください"), Fix{t.pos, t.end, "/100"})
			}
			divisor = p.tok.pos
			a = p.make(opMod, a, p.signed())
		case !p.atFactor(a), p.refusesWord():
			return a
		case divisor >= 0:
			p.unclear(from, divisor)
		default:
			b := p.power()
			if t.sign == '|' && b.op == opAbs && b.args[0].isTruth() {
				p.fail(t, say("to combine conditions, write or", "条件をつなぐには or と書いてください"), Fix{t.pos, t.end, "or"})
			}
			a = p.make(opMul, a, b)
		}
	}
}

// unclear refuses a product without a sign after a division. The product begins at
// byte from, the divisor at byte divisor.
func (p *parser) unclear(from, divisor int) {
	var fixes []Fix
	if end := p.factors(); end > 0 {
		fixes = []Fix{
			{from, p.tok.pos, "(" + p.text[from:p.lastEnd] + ")*"},
			{divisor, end, "(" + p.text[divisor:p.lastEnd] + "*" + p.text[p.tok.pos:end] + ")"},
		}
	}
	p.fail(p.tok, say("a product after a division can be read in two ways: write a/(b*c) or (a/b)*c", "割り算の後の積は2通りに読めます。a/(b*c) か (a/b)*c と書いてください"), fixes...)
}

// factors returns where the product without signs that begins with the next token
// ends, before a function: so far an argument without parentheses is meant to go.
// It is 0 if that cannot be read.
func (p *parser) factors() int {
	if p.trial {
		return 0
	}
	q := *p
	q.trial = true
	for a := q.signed(); q.atFactor(a); a = q.power() {
		if _, ok := functionOf(q.tok.text); ok && q.tok.kind == name {
			break
		}
	}
	if q.err != nil {
		return 0
	}
	return q.lastEnd
}

// atOperand reports whether the next token begins an operand without a sign.
func (p *parser) atOperand() bool {
	return p.tok.kind == number || p.tok.kind == name || p.tok.kind == sign && strings.ContainsRune("([{|√∛∜⌊⌈", p.tok.sign)
}

// atFactor reports whether the next token begins another factor of a product
// without a sign, of which a is what there is. It is in the same line; a number is
// none, and a bar only where it cannot close |a|.
func (p *parser) atFactor(a *node) bool {
	switch t := &p.tok; {
	case t.kind == number || !p.atOperand() || p.newline():
		return false
	case t.kind == name:
		return !p.atMod() && t.text != "else" && (t.text != "if" || p.argumentsAhead() > 1)
	case t.sign == '|':
		return p.bars == 0 && !p.barsAreOr(a)
	}
	return true
}

// atMod reports whether the word mod is next as an operator: x mod 2, but not x
// mod(y, 2).
func (p *parser) atMod() bool {
	return p.tok.kind == name && strings.EqualFold(p.tok.text, "mod") && p.argumentsAhead() < 2
}

// argumentsAhead returns how many arguments are in the brackets after the next
// token; 0 if none opens there.
func (p *parser) argumentsAhead() int { return p.argumentsFrom(p.peek()) }

// argumentsFrom returns how many arguments are in the brackets that t opens, 0 if it
// opens none.
func (p *parser) argumentsFrom(t token) int {
	if !t.opens() {
		return 0
	}
	count := 1
	for depth := 0; ; {
		switch t.sign {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 1 {
				count++
			}
		}
		var err *Error
		if t, err = scan(p.text, t.end); err != nil || t.kind == atEnd || depth == 0 {
			return count
		}
	}
}

// barsAreOr reports whether the bar that is next means or, as in programs: two of
// them after a condition a or between spaces, or one that nothing closes.
func (p *parser) barsAreOr(a *node) bool {
	rest := p.text[p.tok.end:]
	if strings.HasPrefix(rest, "|") {
		return p.logical || a.isTruth() || p.tok.pos > p.lastEnd && len(rest) > 1 && strings.IndexByte(spaces, rest[1]) >= 0
	}
	depth := 0
	for k := 0; k < len(rest) && depth >= 0; k++ {
		switch rest[k] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '|':
			return false
		}
	}
	return true
}

// acceptBars skips bars that mean or, after a.
func (p *parser) acceptBars(a *node) bool {
	if !p.at('|') || p.bars > 0 || !p.barsAreOr(a) {
		return false
	}
	p.logical = true
	p.next()
	p.accept('|')
	return true
}

func (p *parser) signed() *node {
	minus := p.at('-')
	if !minus && !p.at('+') {
		return p.power()
	}
	p.next()
	p.enter()
	a := p.signed()
	if minus {
		a = p.make(opNeg, a)
	}
	p.leave()
	return a
}

func (p *parser) power() *node {
	base := p.tok
	a := p.postfix()
	base.end = p.lastEnd
	switch {
	case p.accept('^'):
		exponent := p.tok.pos
		p.enter()
		a = p.make(opPow, a, p.signed())
		p.leave()
		p.remarkRoot(a, base, base.pos)
		p.remarkExponent(a, base, exponent)
		p.remarkRadicand(base)
	case p.tok.kind == superscript:
		a = p.make(opPow, a, p.exponent())
		p.remarkRadicand(base)
		if p.tok.kind == superscript || p.at('^') || p.at('!') || p.at('°') {
			p.fail(p.tok, say("what follows %s can be read in two ways: add parentheses", "%s の後が2通りに読めます。かっこを付けてください", p.last))
		}
	}
	return a
}

// postfix parses what may be followed by ! or °.
func (p *parser) postfix() *node {
	from := p.tok.pos
	a := p.primary()
	for {
		switch {
		case p.at('!') && p.tok.pos == p.lastEnd: // x ! y would be x!*y
			p.next()
			a = p.make(opFactorial, a)
			if p.at('!') {
				p.fail(p.tok, say("double factorials are not supported: write (x!)! for the factorial of a factorial", "二重階乗には対応していません。階乗の階乗は (x!)! と書いてください"),
					Fix{from, p.tok.end, "(" + p.text[from:p.lastEnd] + ")!"})
			}
		case p.accept('°'):
			turn := p.make(opMul, a, p.counted(nameNode("pi")))
			a = p.make(opDiv, turn, p.number(180))
		default:
			return a
		}
	}
}

// exponent returns the value of the superscript that is next: of a number, a letter
// or both.
func (p *parser) exponent() *node {
	t := p.tok
	size := max(t.value, -t.value)
	n := numberNode(size)
	s, _ := translate(t.text, superscripts, raised)
	if letter := s[len(s)-1:]; isLetter(letter[0]) {
		t.text = letter
		if n = p.named(t); size != 1 {
			n = call(opMul, p.number(size), n)
		}
	}
	n = p.counted(n)
	p.next()
	if t.value < 0 {
		n = p.make(opNeg, n)
	}
	return n
}
