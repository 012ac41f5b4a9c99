package expr

import (
	"math"
	"strings"

	"zscape/compute/lang"
)

// root returns the n-th root of x; that of a negative number is real if n is odd,
// else NaN, as it is for n = 0.
func root(x, n float64) float64 {
	odd := math.Mod(math.Abs(n), 2) == 1
	switch {
	case n == 0 || n != n || x < 0 && !odd:
		return math.NaN()
	case x < 0:
		return -root(-x, n)
	case n < 0:
		return 1 / root(x, -n)
	}
	y := math.Pow(x, 1/n)
	if d := math.Pow(y, n-1); y > 0 && d > 0 && y-y == 0 && d-d == 0 {
		y -= (y - x/d) / n // Newton's step: 1/n was rounded
	}
	return y
}

// remarkRoot remarks on a power n with a fraction of an odd denominator as its
// exponent: it has no value where its base is negative, as in NumPy, though a root
// of it is real. n begins at byte from and ends where the parser is; its base is as
// typed at base.
func (p *parser) remarkRoot(n *node, base token, from int) {
	if n.op != opPow || p.err != nil {
		return
	}
	exponent, sign := n.args[1], ""
	if exponent.op == opNeg {
		exponent, sign = exponent.args[0], "-"
	}
	if exponent.op != opDiv || exponent.args[1].op != opNumber || math.Mod(exponent.args[1].value, 2) != 1 || exponent.args[1].value == 1 {
		return
	}
	over, ok := literal(exponent.args[0])
	if !ok || !isSmallInteger(over) || over == 0 {
		return
	}
	power := sign + exponent.args[0].String()
	if power != "1" {
		power = ")^" + power
	} else {
		power = ")"
	}
	before, after := "root(", ", "+exponent.args[1].String()+power
	meant := []string{before + "x" + after}
	if exponent.args[1].value == 3 {
		before, after = "cbrt(", power
		meant = []string{before + "x" + after, meant[0]}
	}
	p.remark(token{pos: from, end: p.lastEnd}, lang.Sprintf("undefined where the base is negative: %s is real there", "底が負のところでは定義されません。%s なら実数になります", either(meant)),
		Fix{from, p.lastEnd, before + unbracketed(p.typed(base)) + after})
	p.remarks[len(p.remarks)-1].Base = &Expr{root: n.args[0]}
}

// remarkExponent remarks on a power n that may be meant to go on after its exponent,
// which is typed at byte from: x^1/2 and e^2x are x/2 and (e^2)*x. The base is as
// typed at base. Powers of ten are factors of numbers, as in 10^-3x.
func (p *parser) remarkExponent(n *node, base token, from int) {
	v, ok := literal(n.args[1])
	if !ok || p.trial || p.err != nil || !isDigit(p.text[p.lastEnd-1]) {
		return
	}
	end := 0
	power := p.text[base.pos:p.lastEnd]
	read := "(" + power + ")"
	switch _, fixed := constant(n.args[0]); {
	case p.at('/') && (v == 1 || v == -1) && p.peek().kind == number:
		end = p.peek().end
		read += "/" + p.text[p.peek().pos:end]
	case fixed && !n.args[0].isNumber(10) && p.tok.pos == p.lastEnd && p.tok.kind == name && p.atFactor(n):
		if _, function := functionOf(p.tok.text); function {
			return
		}
		if end = p.factors(); end > 0 {
			read += "*" + p.text[p.tok.pos:end]
		}
	}
	if end == 0 {
		return
	}
	p.remark(token{pos: base.pos, end: end}, say("%s is read as %s", "%s は %s と読みます", p.text[base.pos:end], read), Fix{from, end, "(" + p.text[from:end] + ")"})
}

// remarkRadicand remarks on a power of a root, as in √x², that may be meant to be
// under the root. Its base is as typed at base.
func (p *parser) remarkRadicand(base token) {
	sign := string(base.sign)
	if p.trial || p.err != nil || base.sign == 0 || !strings.Contains("√∛∜", sign) {
		return
	}
	under := p.text[base.pos+len(sign) : p.lastEnd]
	p.remark(token{pos: base.pos, end: p.lastEnd}, say("%[1]s%[2]s is read as (%[3]s)%[4]s", "%[1]s%[2]s は (%[3]s)%[4]s と読みます", sign, under, p.typed(base), p.text[base.end:p.lastEnd]),
		Fix{base.pos, p.lastEnd, sign + "(" + under + ")"})
}

// remarkOne remarks on a root of the number 1, a, to which something is added: √1-x²
// may be meant to be √(1-x²). It begins at byte begin, and its radicand at byte from.
func (p *parser) remarkOne(a *node, begin, from int) {
	if !a.isNumber(1) || p.trial || p.err != nil || !p.at('-') && !p.at('+') {
		return
	}
	q := *p
	q.trial = true
	for q.accept('+') || q.accept('-') {
		q.product()
	}
	if q.err != nil {
		return
	}
	p.remark(token{pos: begin, end: q.lastEnd}, say("%s is read as 1%s", "%s は 1%s と読みます", p.text[begin:q.lastEnd], p.text[p.lastEnd:q.lastEnd]),
		Fix{from, q.lastEnd, "(" + p.text[from:q.lastEnd] + ")"})
}

// unbracketed returns a text without the parentheses around it, if there are any.
func unbracketed(s string) string {
	depth := 0
	for k := range len(s) {
		switch s[k] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 && k < len(s)-1 {
			return s
		}
	}
	if len(s) < 2 || s[0] != '(' {
		return s
	}
	return s[1 : len(s)-1]
}
