package expr

import (
	"slices"
	"strings"

	"zscape/compute/lang"
)

// named makes a node of the name t, which has been read, or says why it means
// nothing.
func (p *parser) named(t token) *node {
	s := &p.scope
	lower := strings.ToLower(t.text)
	v := t.text
	if given, ok := p.left.given[v]; ok {
		v = given
	} else if p.capitals && len(v) == 1 && slices.Contains(s.vars, lower) {
		v = lower
	}
	opens := p.tok.opens()
	if slices.Contains(s.vars, v) || s.derived(v) != nil {
		if p.at('[') {
			p.fail(p.tok, say("for a product, write %s*(", "積は %s*( と書きます", t.text), Fix{t.end, p.tok.end, "*["})
		}
		return p.counted(nameNode(v))
	}
	o, function := functionOf(t.text)
	if t.text == "Gamma_" && opens { // Γ
		o, function = opGamma, true
	}
	k := synonymOf(t.text)
	base, isLog := strings.CutPrefix(lower, "log_")
	switch {
	case function && opens:
		return p.call(t, o)
	case function && !p.asName(t, words):
		return p.bare(t, o)
	case k >= 0 && opens:
		return p.synonym(t, k)
	case k >= 0 && !p.asName(t, " "+t.text+" "):
		return p.missing(t)
	case isLog && opens && base != "":
		return p.logTo(t, base)
	case isLog && p.atFactor(zero) || isLog && p.tok.kind == number: // log_2 x
		return p.missing(t)
	}
	switch c := constantOf(t.text); {
	case c != "":
		return p.constant(t, c)
	case lower == "true":
		return p.number(1)
	case lower == "false":
		return p.number(0)
	}
	return p.unknown(t, opens)
}

// asName reports whether the name t of a function, which has been read, stands where
// it can only be a parameter, and is one of the words that may be.
func (p *parser) asName(t token, words string) bool {
	return among(words, t.text) && p.tok.kind != number && !p.atFactor(zero) && !p.at('^') && p.tok.kind != superscript
}

// words are names of functions that may be names of parameters, too.
const words = " Gamma root Root sec step fix tg ctg lb lg where merge choose comb binom fact maximum minimum piecewise surd absolute remainder "

// among reports whether a word is one of a list, each of which stands between spaces.
func among(list, word string) bool { return strings.Contains(list, " "+word+" ") }

// readings are remarks on constants.
var readings = []struct {
	constant string
	message  lang.Text
}{
	{"tau", lang.Text{En: "tau is 2π; write tau_ for a slider", Ja: "tau は 2π です。スライダーにするなら tau_ と書いてください"}},
	{"phi", lang.Text{En: "phi is the golden ratio, 1.618...; write phi_ for a slider", Ja: "phi は黄金比 1.618… です。スライダーにするなら phi_ と書いてください"}},
	{"E", lang.Text{En: "E is the number e; write E_ for a slider", Ja: "E は自然対数の底 e です。スライダーにするなら E_ と書いてください"}},
}

// constant makes a node of the constant c that t is.
func (p *parser) constant(t token, c string) *node {
	if p.at('(') && p.peek().sign == ')' { // as in spreadsheets
		p.next()
		p.next()
	}
	for k := range readings {
		r := &readings[k]
		if n := r.constant; (n == c || n == t.text && !p.at('^') && p.tok.kind != superscript) && !p.qualified(t) {
			other := n + "_"
			if p.tok.opens() { // else it would be a function
				other += "*"
			}
			p.remark(t, r.message, Fix{t.pos, t.end, other})
		}
	}
	return p.counted(nameNode(c))
}

// logTo parses log_b(x): the base is a number or a name.
func (p *parser) logTo(t token, base string) *node {
	b, err := scan(base, 0)
	if err != nil || b.end != len(base) {
		return p.unknown(t, true)
	}
	b.pos, b.end = t.end-len(base), t.end
	n := p.letter(b)
	args, _ := p.listOf(t)
	if len(args) != 1 {
		p.arity(t, len(args), "x")
	}
	return p.make(opLog, args[0], n)
}

// letter makes a node of a number, or of a name that cannot be called.
func (p *parser) letter(t token) *node {
	s := &p.scope
	c := constantOf(t.text)
	switch _, function := functionOf(t.text); {
	case t.kind == number:
		return p.numeral(t)
	case slices.Contains(s.vars, t.text) || s.derived(t.text) != nil:
		return p.counted(nameNode(t.text))
	case c != "":
		return p.counted(nameNode(c))
	case function:
		p.fail(t, expectedAfter("(", t.text))
	}
	return p.unknown(t, false)
}

// bare parses the function o, which t names, without an argument after it: a power
// of it, as sin^2(x), or else it says what is missing.
func (p *parser) bare(t token, o op) *node {
	power := p.tok
	var exponent *node
	switch {
	case power.kind == superscript:
		exponent = p.exponent()
	case p.accept('^'):
		exponent = p.index()
	default:
		return p.missing(t)
	}
	if o == opExp && !p.tok.opens() { // exp^x
		p.fail(power, say("write e^x or exp(x)", "e^x か exp(x) と書いてください"), Fix{t.pos, t.end, "e"})
		return zero
	}
	advice := say("for a power, write %s(x)^2", "累乗は %s(x)^2 と書きます", t.text)
	switch v, number := literal(exponent); {
	case !p.tok.opens():
		inverse := number && v == -1 && inverses[o] > 0
		if inverse {
			advice = say("for the inverse function, write %s^-1(x)", "逆関数は %s^-1(x) と書きます", t.text)
		}
		var fixes []Fix
		if end := p.factors(); end > 0 {
			name, argument, raised := p.typed(t), "("+p.text[p.tok.pos:end]+")", p.text[power.pos:p.lastEnd]
			fix := name + argument + raised
			if inverse {
				fix = name + raised + argument
			}
			fixes = []Fix{{t.pos, end, fix}}
		}
		p.fail(p.tok, lang.Sprintf("expected ( after %s: %s", "%s の後に ( が必要です。%s", p.last, advice), fixes...)
	case !number || v != -1:
		return p.make(opPow, p.call(t, o), exponent)
	case inverses[o] > 0:
		return p.call(t, inverses[o])
	default:
		p.fail(power, say("write %s(x)^-1 for 1/%s(x)", "1/%[1]s(x) は %[1]s(x)^-1 と書いてください", t.text, t.text))
	}
	return zero
}

// index parses the exponent in sin^2(x): a number or a letter, or something in
// parentheses.
func (p *parser) index() *node {
	minus := p.accept('-')
	n := zero
	switch t := p.tok; {
	case t.kind == number, t.kind == name && len(t.text) == 1:
		p.next()
		n = p.letter(t)
	case p.at('('):
		n = p.within(0)
	default:
		p.fail(t, say("expected a number or a letter after %s", "%s の後に数か文字が必要です", p.last))
	}
	if minus {
		n = p.make(opNeg, n)
	}
	return n
}

// missing says that the function that t names needs parentheses.
func (p *parser) missing(t token) *node {
	var fixes []Fix
	if end := p.factors(); end > 0 {
		fixes = []Fix{{t.pos, end, p.typed(t) + "(" + p.text[p.tok.pos:end] + ")"}}
	}
	p.fail(p.tok, expectedAfter("(", t.text), fixes...)
	return zero
}

func expectedAfter(sign, text string) lang.Text {
	return say("expected %s after %s", "%[2]s の後に %[1]s が必要です", sign, text)
}

// unknown makes a parameter of the name t, which means nothing else, unless it is
// more likely to be a mistake; arguments follow if it opens.
func (p *parser) unknown(t token, opens bool) *node {
	s := &p.scope
	switch {
	case opens:
		p.noFunction(t)
	case t.text == "z" && p.atEquation():
		p.equation()
	case t.text == "x" || t.text == "y" || t.text == "z":
		p.fail(t, say("%s cannot be used here: the variables are %s", "%s はここでは使えません。変数は %s です", t.text, strings.Join(s.vars, ", ")))
	case slices.Contains(s.params, t.text):
		p.parameter(t)
	default:
		if text, ok := p.meansFunction(t); ok { // xsin y
			p.fail(t, didYouMean(t.text, text), Fix{t.pos, t.end, text})
			break
		}
		texts := p.together(t)
		if texts == nil || p.trial {
			p.parameter(t)
			break
		}
		fixes := p.wholePower(t, texts)
		if !p.at('°') { // sin30° is sin(30°)
			fixes = append(p.products(t, texts), fixes...)
		}
		p.fail(t, lang.Sprintf("%s: did you mean %s?", "%s は %s のことですか?", t.text, either(texts)), fixes...)
	}
	return p.counted(nameNode(t.text))
}

// parameter notes the parameter t.
func (p *parser) parameter(t token) {
	if !slices.Contains(p.scope.params, t.text) {
		p.scope.params = append(p.scope.params, t.text)
	}
	p.places = append(p.places, t)
}

// noFunction refuses arguments of a name t that is no function.
func (p *parser) noFunction(t token) {
	product := Fix{t.end, t.end, "*"}
	if text := p.togetherCall(t); text != "" { // xsin(y)
		p.fail(t, didYouMean(t.text+"(", text+"("), Fix{t.pos, t.end, text})
	} else if meant := rivals[strings.ToLower(t.text)]; meant != nil {
		var fixes []Fix
		for _, f := range meant {
			fixes = append(fixes, Fix{t.pos, t.end, f})
		}
		p.fail(t, lang.Sprintf("%s: did you mean %s?", "%s は %s のことですか?", t.text, either(meant)), fixes...)
	} else if p.argumentsFrom(p.tok) != 1 || p.peek().sign == ')' { // no product
		if near := nearest(t.text); near != "" {
			p.fail(t, say("%s is not a function, %s is", "%s は関数ではありません(%s は関数です)", t.text, near), Fix{t.pos, t.end, near})
		} else {
			p.fail(t, say("%s is not a function", "%s は関数ではありません", t.text))
		}
	} else if near := nearest(t.text); near != "" {
		p.fail(t, say("%[1]s is not a function, %[2]s is; for a product, write %[1]s*(", "%[1]s は関数ではありません(%[2]s は関数です)。積は %[1]s*( と書きます", t.text, near), Fix{t.pos, t.end, near}, product)
	} else {
		p.fail(t, say("%[1]s is not a function; for a product, write %[1]s*(", "%[1]s は関数ではありません。積は %[1]s*( と書きます", t.text), product)
	}
}
