package expr

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// primary parses what operators stand between.
func (p *parser) primary() *node {
	t := p.tok
	switch {
	case t.kind == number:
		p.next()
		return p.numeral(t)
	case t.kind == name:
		p.next()
		return p.named(t)
	case t.kind == superscript && t.value > 1 && strings.HasPrefix(p.text[t.end:], "√"):
		n := p.exponent()
		return p.radical(n)
	case (p.at('∧') || p.at('∨') || p.at('¬')) && p.isCall():
		p.next()
		return p.logic(t)
	}
	switch t.sign {
	case '(', '[':
		return p.within(0)
	case '|':
		return p.make(opAbs, p.within(p.bars+1))
	case '⌊':
		return p.make(opFloor, p.within(0))
	case '⌈':
		return p.make(opCeil, p.within(0))
	case '{':
		return p.cases()
	case '√', '∛', '∜':
		return p.radical(nil)
	case '!', '~': // not, as in programs
		p.next()
		p.enter()
		a := p.make(opNot, p.power())
		p.leave()
		return a
	}
	message := say("expected a number, a name or (", "数か名前か ( が必要です")
	if p.last != "" {
		message = say("expected a number, a name or ( after %s", "%s の後に数か名前か ( が必要です", p.last)
	}
	p.fail(t, message)
	return zero
}

// numeral makes nodes of the number t, which has been read.
func (p *parser) numeral(t token) *node {
	last, size := utf8.DecodeLastRuneInString(t.text)
	if over, under := fractionOf(last); under > 0 {
		whole, _ := strconv.ParseFloat(t.text[:len(t.text)-size], 64)
		return p.make(opDiv, p.number(whole*under+over), p.number(under))
	}
	switch e := p.tok; {
	case e.kind != name:
	case e.text == "deg":
		p.fail(e, didYouMean(t.text+" deg", t.text+"°"), Fix{t.end, e.end, "°"})
	case e.pos > t.end && e.text[0]|0x20 == 'e' && skip(e.text, 1, isDigit) == len(e.text): // 1 e3, 1 e-3
		if e.end = exponentEnd(p.text, e.pos); e.end > e.pos+1 {
			exponent := p.typed(e)
			p.fail(e, didYouMean(t.text+" "+exponent, t.text+exponent), Fix{t.end, e.pos, ""}, Fix{t.end, e.pos, "*"})
		}
	}
	return p.number(t.value)
}

// radical parses a root sign and what stands under it. The index is n or, if that is
// nil, the sign's.
func (p *parser) radical(n *node) *node {
	sign, begin := p.tok.sign, p.tok.pos
	p.next()
	radicand := p.tok.pos
	p.enter()
	a := p.primary()
	p.leave()
	p.remarkOne(a, begin, radicand)
	switch {
	case n != nil:
	case sign == '∛':
		return p.make(opCbrt, a)
	case sign == '√':
		return p.make(opSqrt, a)
	default:
		n = p.number(4)
	}
	return p.make(opRoot, a, n)
}

// brackets are those that open, each with what closes it.
const brackets = "() [] {} || ⌊⌋ ⌈⌉"

// closing returns what closes a bracket.
func closing(bracket string) string {
	_, rest, _ := strings.Cut(brackets, bracket)
	_, size := utf8.DecodeRuneInString(rest)
	return rest[:size]
}

// opening returns the bracket that another closes.
func opening(bracket string) string {
	before, _, _ := strings.Cut(brackets, bracket)
	_, size := utf8.DecodeLastRuneInString(before)
	return before[len(before)-size:]
}

// within parses a bracket and what stands in it, with the number of open bars there.
func (p *parser) within(bars int) *node {
	open, outer := p.tok, p.inner
	p.next()
	p.inner = inner{bars: bars}
	p.enter()
	a := p.formula()
	p.close(open, open)
	p.leave()
	p.inner = outer
	return a
}

// close expects what closes a bracket. It opened with the token open, or after it.
func (p *parser) close(open, bracket token) {
	t, closing := p.tok, closing(bracket.text)
	switch {
	case t.kind == sign && t.text == closing:
		p.next()
	case t.kind == number, p.newline() && t.kind == name:
		p.adjacent()
	case p.at(',') && open.kind == sign:
		p.fail(t, say("expected %s, not a comma: the decimal point is .", "コンマではなく %s が必要です。小数点は . です", closing), p.decimalPoint(t.pos)...)
	case t.kind == atEnd:
		p.fail(t, expectedAfter(closing, p.last), Fix{p.lastEnd, p.lastEnd, closing})
	default:
		p.fail(t, expectedAfter(closing, p.last))
	}
}

// cases parses {c: a, d: b, z}, of which the last may be missing. A condition
// alone, as in x^2 {x > 0}, is 1 where it holds; elsewhere there is no value.
func (p *parser) cases() *node {
	open, outer := p.tok, p.inner
	p.next()
	p.enter()
	var args []*node
	for {
		p.inner = inner{}
		if len(args) > 0 && (p.atWord("else") || p.atWord("otherwise")) && (p.peek().sign == ':' || p.operandAhead()) {
			p.next()
			p.accept(':')
			args = append(args, p.formula())
			break
		}
		a := p.formula()
		args = append(args, a)
		if !p.accept(':') {
			if len(args) == 1 && p.err == nil && !(a.isTruth() && p.at('}')) {
				var fixes []Fix
				if p.at('}') {
					fixes = []Fix{{open.pos, p.tok.end, "(" + p.text[open.end:p.tok.pos] + ")"}}
				}
				p.fail(open, say("braces are for cases: {x < 0: -x, x^2}", "波かっこは場合分けに使います: {x < 0: -x, x^2}"), fixes...)
			}
			break
		}
		args = append(args, p.formula())
		if !p.accept(',') {
			break
		}
	}
	p.close(open, open)
	if len(args) == 1 {
		args = append(args, p.number(1))
	}
	p.leave()
	p.inner = outer
	return p.choice(args)
}

// choice nests the arguments of an if: conditions, each with a value, and what is
// elsewhere, if it is not missing.
func (p *parser) choice(args []*node) *node {
	if len(args)%2 == 0 {
		args = append(args, p.make(opDiv, p.number(0), p.number(0)))
	}
	last := len(args) - 1
	n := args[last]
	for ; last > 0; last -= 2 {
		n = p.make(opIf, args[last-2], args[last-1], n)
	}
	return n
}
