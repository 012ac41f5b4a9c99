package expr

import (
	"slices"
	"strconv"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/plain"
)

// Parse reads a formula in the variables vars, x and y if there are none. The
// error is an *Error. Parse panics if a variable is no name, is a constant, a function
// or comes twice, or if there are more than 8.
func Parse(text string, vars ...string) (*Expr, error) {
	vars = variables(vars)
	checkVars(vars)
	x, err := read(text, vars)
	if err != nil {
		err.Fixes = completed(err, text, vars)
		return nil, err
	}
	return x, nil
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

// read is Parse but for a last look at the fixes.
func read(text string, vars []string) (*Expr, *Error) {
	if len(text) > MaxBytes {
		return nil, &Error{Pos: MaxBytes, End: len(text), Message: say("formula longer than %s bytes", "式が%sバイトを超えています", strconv.Itoa(MaxBytes))}
	}
	ascii, from := plain.Convert(text)
	p := newParser(ascii, vars)
	x := p.parse()
	if p.err == nil && p.onlyCapitals(x) {
		p = newParser(ascii, vars)
		p.capitals = true
		x = p.parse()
	}
	if from != nil { // places are those of what was typed
		back := func(pos, end *int, fixes []Fix) {
			*pos, *end = from[*pos], from[*end]
			for k := range fixes {
				fixes[k].Pos, fixes[k].End = from[fixes[k].Pos], from[fixes[k].End]
			}
		}
		if e := p.err; e != nil {
			back(&e.Pos, &e.End, e.Fixes)
		}
		for k := range p.remarks {
			r := &p.remarks[k]
			back(&r.Pos, &r.End, r.Fixes)
		}
	}
	if p.err != nil {
		return nil, p.err
	}
	x.remarks = p.remarks
	return x, nil
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
	inner        // within the innermost brackets
	trial   bool // to see how far it gets: fixes are not wanted
	err     *Error

	left     left
	capitals bool    // X and Y are x and y
	places   []token // of parameters
	remarks  []Remark
}

// inner is what is known within brackets.
type inner struct {
	bars    int  // of |a|, that are open
	logical bool // there was a comparison, or an and
}

func newParser(text string, vars []string) *parser {
	return &parser{text: text, scope: scope{vars: slices.Clone(vars)}}
}

// parse reads the whole text.
func (p *parser) parse() *Expr {
	p.next()
	p.heading()
	if p.tok.kind == atEnd {
		p.fail(p.tok, say("expected a formula", "式を入力してください"))
	}
	x := &Expr{root: p.formula()}
	p.expectEnd()
	if x.scope = p.scope; p.err != nil {
		return nil
	}
	if x.root.nesting(0) > MaxNesting {
		p.tooNested(token{end: len(p.text)})
	}
	if p.left.alone {
		x.left = p.left.name.text
	}
	p.checkLeft(x)
	p.remarkNames(x)
	for k := range p.remarks {
		if b := p.remarks[k].Base; b != nil {
			b.scope = p.scope // now it is known
		}
	}
	return x
}

func (p *parser) fail(at token, message lang.Text, fixes ...Fix) {
	if p.err == nil {
		p.err = &Error{at.pos, at.end, message, fixes}
	}
	p.tok = token{kind: atEnd, pos: len(p.text), end: len(p.text)}
}

func (p *parser) remark(at token, message lang.Text, fixes ...Fix) {
	p.remarks = append(p.remarks, Remark{Pos: at.pos, End: at.end, Message: message, Fixes: fixes})
}

func (p *parser) next() {
	p.last, p.lastEnd = p.tok.text, p.tok.end
	t, err := scan(p.text, p.tok.end)
	if err != nil {
		p.fail(token{pos: err.Pos, end: err.End}, err.Message, err.Fixes...)
		return
	}
	p.tok = t
}

// peek returns the token after the next one.
func (p *parser) peek() token {
	t, err := scan(p.text, p.tok.end)
	if err != nil {
		return token{pos: err.Pos, end: err.End}
	}
	return t
}

// accept skips a sign and reports whether it was there.
func (p *parser) accept(sign rune) bool {
	if p.tok.sign != sign {
		return false
	}
	p.next()
	return true
}

func (p *parser) at(sign rune) bool { return p.tok.sign == sign }

func (p *parser) atWord(s string) bool { return p.tok.kind == name && p.tok.text == s }

// opens reports whether the token begins arguments, or something in parentheses.
func (t *token) opens() bool { return t.sign == '(' || t.sign == '[' }

// newline reports whether the next token begins a line.
func (p *parser) newline() bool { return strings.Contains(p.text[p.lastEnd:p.tok.pos], "\n") }

// typed returns the text of a token as it stands.
func (p *parser) typed(t token) string {
	if p.err != nil {
		return ""
	}
	return p.text[t.pos:t.end]
}

// enter counts one more level of nesting, leave one less.
func (p *parser) enter() {
	if p.nesting++; p.nesting > MaxNesting {
		p.tooNested(p.tok)
	}
}

func (p *parser) leave() { p.nesting-- }

func (p *parser) tooNested(at token) {
	p.fail(at, say("nested more than %s levels deep", "入れ子が%s段を超えています", strconv.Itoa(MaxNesting)))
}

// make makes a node, and counts it.
func (p *parser) make(o op, args ...*node) *node { return p.counted(call(o, args...)) }

// number makes a node of a number.
func (p *parser) number(v float64) *node { return p.counted(numberNode(v)) }

func (p *parser) counted(n *node) *node {
	if p.nodes++; p.nodes > MaxNodes {
		p.fail(p.tok, say("more than %s operations, numbers and names", "演算・数・名前が合わせて%s個を超えています", strconv.Itoa(MaxNodes)))
	}
	return n
}

// expectEnd says what is wrong with the token that follows a whole formula.
func (p *parser) expectEnd() {
	switch t := p.tok; {
	case t.kind == atEnd:
	case p.at(')') || p.at(']') || p.at('}'):
		p.fail(t, say("this %[2]s has no matching %[1]s", "この %[2]s に対応する %[1]s がありません", opening(t.text), t.text))
	case p.at(','):
		p.fail(t, say("commas only separate arguments: the decimal point is .", "コンマは引数の間にだけ使えます。小数点は . です"), p.decimalPoint(t.pos)...)
	case p.newline():
		p.fail(t, say("a new line begins another formula, but only one can be entered here", "改行の後は別の式です。ここには式を1つだけ入力できます"), Fix{p.lastEnd, t.pos, "*"})
	default:
		p.adjacent()
	}
}

// adjacent refuses the next token, which stands beside an operand without an
// operator.
func (p *parser) adjacent() {
	t, before := p.tok, p.text[:p.lastEnd]
	fix := Fix{p.lastEnd, t.pos, "*"}
	var fixes []Fix
	switch n := len(before); {
	case n == 0:
	case t.kind == name && p.newline():
		fixes = []Fix{fix}
	case t.kind == number:
		_, under := fractionOf([]rune(t.text)[0])
		if under > 0 && isDigit(before[n-1]) || // 1 ½
			n > 1 && before[n-1]|0x20 == 'e' && isDigit(before[n-2]) || // 1e 3
			len(t.text) == 3 && isDigit(before[n-1]) && strings.IndexByte(t.text, '.') < 0 { // 1 000
			fix.Text = ""
		}
		if t.pos > p.lastEnd || t.text[0] != '.' { // but for 1..2
			fixes = []Fix{fix}
		}
	}
	p.fail(t, say("expected an operator between %s and %s", "%s と %s の間に演算子が必要です", p.last, t.text), fixes...)
}

// decimalPoint returns the fixes of a comma at byte pos that stands between digits:
// before three it may separate thousands.
func (p *parser) decimalPoint(pos int) []Fix {
	if pos == 0 || pos+1 >= len(p.text) || !isDigit(p.text[pos-1]) || !isDigit(p.text[pos+1]) {
		return nil
	}
	point := Fix{pos, pos + 1, "."}
	if skip(p.text, pos+1, isDigit) == pos+4 && p.text[pos-1:pos+1] != "0," {
		return []Fix{{pos, pos + 1, ""}, point}
	}
	return []Fix{point}
}
