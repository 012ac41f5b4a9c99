package expr

import "strings"

// signWords are words of prose and of other programs in the place of signs: as names
// of sliders they would silently make another picture. They stand between operands,
// or after one; what has no sign here is only refused.
var signWords = []struct {
	word, sign string
	between    bool
}{
	{"plus", "+", true}, {"minus", "-", true}, {"times", "*", true}, {"over", "/", true}, {"div", "", true},
	{"xor", "", true}, {"nand", "", true}, {"nor", "", true}, {"for", "", true}, {"then", "", true},
	{"squared", "^2", false}, {"cubed", "^3", false}, {"deg", "°", false}, {"degree", "°", false}, {"degrees", "°", false},
}

// refusesWord refuses the next token, which follows an operand, if it is a word that
// stands for a sign, and reports whether it is.
func (p *parser) refusesWord() bool {
	t := p.tok
	if t.kind != name {
		return false
	}
	refuse := func(from int, sign string) bool {
		p.fail(t, didYouMean(t.text, sign), Fix{from, t.end, sign})
		return true
	}
	if digits, ok := strings.CutPrefix(strings.ToLower(t.text), "mod"); ok && digits != "" && skip(digits, 0, isDigit) == len(digits) {
		return refuse(t.pos, "mod "+digits)
	}
	for _, w := range signWords {
		switch {
		case !strings.EqualFold(w.word, t.text) || w.between && !p.operandAhead():
		case w.sign == "":
			p.fail(t, say("%s is not an operator here", "%s は演算子として使えません", t.text))
			return true
		case w.between:
			return refuse(t.pos, w.sign)
		default:
			return refuse(p.lastEnd, w.sign)
		}
	}
	return false
}

// operandAhead reports whether an operand stands after the next token, in the same
// line.
func (p *parser) operandAhead() bool {
	q := *p
	q.next()
	return q.err == nil && !q.newline() && (q.atOperand() || q.at('-') && q.tok.end < len(q.text) && strings.IndexByte(spaces, q.text[q.tok.end]) < 0)
}

// meansFunction reports whether the name t, which has been read, ends with a function
// whose argument follows without parentheses, or a power of it: xsin y, xsin^2(y). It
// returns what the name says, x*sin.
func (p *parser) meansFunction(t token) (text string, ok bool) {
	q := *p
	q.trial = true
	switch {
	case q.at('^'):
		q.next()
		q.accept('-')
		if q.tok.kind != number && q.tok.kind != name {
			return "", false
		}
		fallthrough
	case q.tok.kind == superscript:
		q.next()
	}
	if q.err != nil || q.newline() || q.tok.kind != number && !q.tok.opens() && !q.atFactor(zero) {
		return "", false
	}
	pieces, ok := p.split(strings.ToLower(t.text))
	if n := len(pieces) - 1; !ok || n < 1 || pieces[n].kind != aFunction {
		return "", false
	}
	text = p.togetherCall(t)
	return text, text != ""
}
