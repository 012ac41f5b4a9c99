package expr

import "strings"

// markup is a language for typesetting: how it writes the parts of a formula from
// others already written.
type markup struct {
	number, name, operator   func(s string) string
	row                      func(parts ...string) string
	fraction, raised, rooted func(a, b string) string // rooted: index b, "" for 2
	product                  func(a, b string) string // without a sign
	fenced                   func(open, a, close string) string
	call                     func(c called) string
	cases                    func(lines [][2]string, otherwise string) string // values with their conditions; "" if nothing else
	stacked                  func(a, b string) string                         // a binomial coefficient

	script bool // in an exponent, where a fraction would be too small to read: a/b
}

// called is a function with its arguments.
type called struct {
	name         string
	index, power string // of log and of sin^2; "" if there is none
	args         []string
}

// typeset writes n, in parentheses if it is looser than least.
func (m *markup) typeset(n *node, least int) string {
	if n.precedence() < least && (n.op != opDiv || m.script) {
		return m.fenced("(", m.typeset(n, 0), ")")
	}
	arg := func(i, least int) string { return m.typeset(n.args[i], least) }
	switch n.op {
	case opNumber:
		return m.decimal(n.value)
	case opName:
		return m.name(n.name)
	case opNeg:
		return m.row(m.operator("-"), arg(0, precSign))
	case opNot:
		return m.row(m.operator("not"), arg(0, precNot))
	case opCompare:
		parts := []string{arg(0, precSum)}
		for i, r := range n.rel {
			parts = append(parts, m.operator(relations[r]), arg(i+1, precSum))
		}
		return m.row(parts...)
	case opDiv:
		if m.script {
			left, right := operandPrecedences(opDiv)
			return m.row(arg(0, left), m.operator("/"), arg(1, right))
		}
		return m.fraction(arg(0, 0), arg(1, 0))
	case opPow:
		if f := n.args[0]; takesPower(f.op) && n.args[1].op == opNumber {
			return m.call(called{name: functions[f.op].name, power: m.exponent(n.args[1]), args: []string{m.typeset(f.args[0], 0)}})
		}
		return m.raised(m.base(n.args[0]), m.exponent(n.args[1]))
	case opAdd, opSub, opMul, opAnd, opOr:
		left, right := operandPrecedences(n.op)
		if n.op == opMul {
			right++ // a sign after a point looks wrong
			if m.juxtaposed(n.args[0], n.args[1], right) {
				return m.product(arg(0, left), arg(1, right))
			}
		}
		return m.row(arg(0, left), m.operator(strings.TrimSpace(operators[n.op])), arg(1, right))
	case opSqrt:
		return m.rooted(arg(0, 0), "")
	case opCbrt:
		return m.rooted(arg(0, 0), m.number("3"))
	case opAbs:
		return m.fenced("|", arg(0, 0), "|")
	case opFloor:
		return m.fenced("⌊", arg(0, 0), "⌋")
	case opCeil:
		return m.fenced("⌈", arg(0, 0), "⌉")
	case opExp:
		return m.raised(m.name("e"), m.exponent(n.args[0]))
	case opRoot:
		return m.rooted(arg(0, 0), arg(1, 0))
	case opFactorial:
		return m.row(m.base(n.args[0]), m.operator("!"))
	case opBinomial:
		return m.stacked(arg(0, 0), arg(1, 0))
	case opIf:
		return m.conditional(n)
	case opLog:
		if len(n.args) == 2 {
			return m.call(called{name: "log", index: arg(1, 0), args: []string{arg(0, 0)}})
		}
		return m.call(called{name: "ln", args: []string{arg(0, 0)}}) // log is read in several ways
	}
	args := make([]string, len(n.args))
	for i := range args {
		args[i] = arg(i, 0)
	}
	return m.call(called{name: functions[n.op].name, args: args})
}

// exponent writes n as the power of something.
func (m *markup) exponent(n *node) string {
	script := *m
	script.script = true
	return script.typeset(n, 0)
}

// takesPower reports whether a power of the function is written at its name, as in
// sin^2(x).
func takesPower(o op) bool { return o >= opSin && o <= opCot || o >= opSinh && o <= opCoth }

// juxtaposed reports whether the product of a and b, which is in parentheses if it
// is looser than least, is read as one without a sign between them: 2 sin(x) is,
// but not 2 3, a fraction after a number, anything after a/b or, as it looks like a
// call, x (y + 1).
func (m *markup) juxtaposed(a, b *node, least int) bool {
	fenced := b.precedence() < least && b.op != opDiv
	last, first := a, b
	for last.op == opMul || last.op == opNeg {
		last = last.args[len(last.args)-1]
	}
	for !fenced && (first.op == opMul || first.op == opPow && !takesPower(first.args[0].op) || first.op == opFactorial) {
		first = first.args[0]
	}
	switch {
	case word(last) || !fenced && word(first):
		return false
	case fenced:
		return last.op != opName
	case first.op == opNumber || first.op == opDiv || last.op == opDiv && m.script:
		return false
	case last.op == opNumber:
		return !strings.Contains(formatNumber(last.value), "e")
	}
	return last.op != opDiv || first.op != opAbs
}

// word reports whether n is a name of several letters, which others beside it would
// make longer.
func word(n *node) bool {
	if n.op != opName {
		return false
	}
	letter, _, _ := greekLetter(n.name)
	_, symbol := symbols[n.name]
	return !symbol && len([]rune(letter)) > 1
}

// conditional writes an if, with those that follow elsewhere.
func (m *markup) conditional(n *node) string {
	var lines [][2]string
	for ; n.op == opIf; n = n.args[2] {
		lines = append(lines, [2]string{m.typeset(n.args[1], 0), m.typeset(n.args[0], 0)})
	}
	if v, ok := constant(n); ok && v != v && n.op == opDiv {
		return m.cases(lines, "")
	}
	return m.cases(lines, m.typeset(n, 0))
}

// base writes what is raised to a power: what is not a name or a number is in
// parentheses, but for brackets of its own.
func (m *markup) base(n *node) string {
	switch n.op {
	case opName, opAbs, opFloor, opCeil, opBinomial:
		return m.typeset(n, 0)
	case opNumber:
		if !strings.Contains(formatNumber(n.value), "e") {
			return m.number(formatNumber(n.value))
		}
	}
	return m.fenced("(", m.typeset(n, 0), ")")
}

// decimal writes a number, a large or small one with a power of ten.
func (m *markup) decimal(v float64) string {
	digits, exponent, ok := strings.Cut(formatNumber(v), "e")
	if !ok {
		return m.number(digits)
	}
	power := m.number(strings.TrimLeft(exponent, "+-0"))
	if exponent[0] == '-' {
		power = m.row(m.operator("-"), power)
	}
	return m.row(m.number(digits), m.operator("×"), m.raised(m.number("10"), power))
}

// symbols are how constants are written that are not their names.
var symbols = map[string]string{"inf": "∞", "nan": "NaN"}

// greekLetter returns the Greek letter that a name stands for, alone or with an
// index, and the index.
func greekLetter(name string) (letter, index string, ok bool) {
	name, index, _ = strings.Cut(name, "_")
	for c := 'Α'; c <= 'ω'; c++ {
		if s := greekName(c); s != "" && strings.TrimSuffix(s, "_") == name {
			return string(c), index, true
		}
	}
	return name, index, false
}
