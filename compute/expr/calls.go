package expr

import (
	"slices"
	"strings"

	"zscape/compute/lang"
)

// listOf parses what stands between commas in the brackets of a call of the function
// that t names: the arguments, and their places.
func (p *parser) listOf(t token) (args []*node, places []token) {
	bracket, outer := p.tok, p.inner
	p.next()
	p.enter()
	for {
		p.inner = inner{}
		place := p.tok
		args = append(args, p.formula())
		place.end = max(p.lastEnd, place.pos)
		places = append(places, place)
		if !p.accept(',') {
			break
		}
	}
	p.close(t, bracket)
	p.leave()
	p.inner = outer
	return args, places
}

// isCall reports whether the word that is next is written as a function: and(a, b),
// but not (x < 1) only in capitals, as in spreadsheets.
func (p *parser) isCall() bool {
	t, after := p.tok, p.peek()
	return after.opens() && (t.sign != '¬' || after.pos == t.end && p.text[t.pos] == 'N')
}

// logic parses the arguments of and, or, not as a function, which t is.
func (p *parser) logic(t token) *node {
	args, _ := p.listOf(t)
	o := opAnd
	switch {
	case t.sign == '¬':
		if len(args) > 1 {
			p.arity(t, len(args), "c")
		}
		return p.make(opNot, args[0])
	case len(args) == 1:
		p.arity(t, 1, "a, b, ...")
	case t.sign == '∨':
		o = opOr
	}
	n := args[0]
	for _, a := range args[1:] {
		n = p.make(o, n, a)
	}
	return n
}

// call parses the arguments of the function that t names.
func (p *parser) call(t token, o op) *node {
	square := p.at('[')
	args, places := p.listOf(t)
	f := &functions[o]
	counts, more := f.arities()
	n := len(args)
	switch {
	case o == opAtan && n == 2: // Maple's arctan(y, x), Mathematica's ArcTan[x, y]
		y, x := p.typed(places[0]), p.typed(places[1])
		if square {
			x, y = y, x
		}
		p.instead(t, "atan2("+y+", "+x+")")
	case (o == opLog || o == opSqrt) && square && n == 1 && args[0].op == opNumber && p.at('('): // Maple's log[2](x)
		p.indexed(t, o, p.typed(places[0]))
	}
	if !slices.Contains(counts, n) && !(more && n > counts[0]) {
		p.arity(t, n, f.args...)
		return zero
	}
	switch {
	case o == opIf:
		return p.choice(args)
	case o == opLog && n == 2 && square: // Mathematica's Log[base, x]
		args[0], args[1] = args[1], args[0]
	case o == opLog && n == 2 && args[0].op == opNumber && args[1].op != opNumber:
		x, base := p.typed(places[0]), p.typed(places[1])
		p.remark(t, say("log(%s, %s) is the logarithm to base %[2]s", "log(%s, %s) は %[2]s を底とする対数です", x, base), Fix{t.pos, p.lastEnd, "log(" + base + ", " + x + ")"})
	case o == opRoot && args[0].op == opNumber && args[1].op != opNumber && slices.ContainsFunc(p.scope.vars, func(v string) bool { return p.scope.uses(args[1], v) }):
		n, x := p.typed(places[0]), p.typed(places[1])
		p.remark(t, say("%s(%s, %s) is %[2]s^(1/(%[3]s))", "%s(%s, %s) は %[2]s^(1/(%[3]s)) です", t.text, n, x), Fix{t.pos, p.lastEnd, t.text + "(" + x + ", " + n + ")"})
	case o == opAtan2 && t.text == "ATAN2":
		first, second := p.typed(places[0]), p.typed(places[1])
		p.remark(t, say("ATAN2 takes (y, x) here; in spreadsheets it takes (x, y)", "ここでの ATAN2 の引数は (y, x) の順です(表計算ソフトでは (x, y) の順です)"), Fix{t.pos, p.lastEnd, "atan2(" + second + ", " + first + ")"})
	case inverseOf(o) != "" && t.text == "A"+inverseOf(o) && !p.qualified(t):
		p.remark(t, say("%s is the inverse function; did you mean %s?", "%s は逆関数です。%s のことですか?", t.text, "A*"+inverseOf(o)), Fix{t.pos, t.end, "A*" + inverseOf(o)})
	case o == opLog && n == 1 && t.text == "LOG":
		p.remark(t, say("LOG is the natural logarithm", "LOG は自然対数です"), Fix{t.pos, t.end, "log10"})
	case o == opSinc && n == 1 && p.qualified(t):
		args[0] = p.make(opMul, p.counted(nameNode("pi")), args[0])
	case o == opSinc && n == 1 && !mentions(args[0], "pi"):
		x := p.typed(places[0])
		if args[0].precedence() < precPower {
			x = "(" + x + ")"
		}
		p.remark(t, say("sinc(x) is sin(x)/x here; for sinc(x) as in NumPy and Octave, write sinc(pi*x)", "ここでの sinc(x) は sin(x)/x です。NumPyやOctaveの sinc(x) は sinc(pi*x) にあたります"), Fix{places[0].pos, places[0].end, "pi*" + x})
	}
	return p.make(o, args...)
}

// instead refuses the call of t, which has been read, for one of another function.
func (p *parser) instead(t token, meant string) {
	t.end = p.lastEnd
	p.fail(t, didYouMean(p.typed(t), meant), Fix{t.pos, t.end, meant})
}

// indexed refuses log[2](x) and sqrt[3](x), of which what is in parentheses is next:
// they would be products.
func (p *parser) indexed(t token, o op, index string) {
	t.end = p.lastEnd
	product := Fix{t.end, t.end, "*"}
	q := *p
	q.trial = true
	open := q.tok
	if q.within(0); q.err != nil {
		p.fail(t, say("for a product, write %s*(", "積は %s*( と書きます", p.typed(t)), product)
		return
	}
	meant := t.text + "(" + p.text[open.end:q.lastEnd-1] + ", " + index + ")"
	if o == opSqrt {
		meant = "root" + strings.TrimPrefix(meant, t.text)
	}
	p.fail(t, didYouMean(p.text[t.pos:q.lastEnd], meant), Fix{t.pos, q.lastEnd, meant}, product)
}

// qualified reports whether a name is written with what it belongs to: np.sinc.
func (p *parser) qualified(t token) bool { return strings.Contains(p.typed(t), ".") }

// arity says what arguments the function that t names takes, of which it has n.
func (p *parser) arity(t token, n int, forms ...string) {
	var fixes []Fix
	for k := t.end; k < p.lastEnd && fixes == nil; k++ {
		if p.text[k] == ',' {
			fixes = p.decimalPoint(k)
		}
	}
	for k, args := range forms {
		if k == 0 {
			forms = slices.Clone(forms)
		}
		forms[k] = t.text + "(" + args + ")"
	}
	plural := "s"
	if n == 1 {
		plural = ""
	}
	t.end = p.lastEnd
	p.fail(t, lang.Sprintf("%s is given %d argument%s: write %[4]s", "%[1]s の引数が%[2]d個になっています。%[4]s と書いてください", t.text, n, plural, either(forms)), fixes...)
}

// either joins what there is to choose from.
func either(texts []string) lang.Text {
	return lang.Text{En: strings.Join(texts, " or "), Ja: strings.Join(texts, " か ")}
}
