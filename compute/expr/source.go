package expr

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// dialect is a programming language that formulas are copied to.
type dialect struct {
	product, quotient string
	power             func(a, b string) string
	exponent          int                             // the precedence that the exponent b needs
	rootPower         string                          // a function for powers that might be complex
	logic             map[op][2]string                // what is before the operands, and between
	lambda            func(names, body string) string // a condition as a function
	truth             [2]string                       // around a truth value to make it a number
	unsure            map[op]string                   // functions of numbers for if, and, or, which NaN makes NaN
	constants         map[string]string               // by name, and "nan" and "inf"
	decimal           func(string) string
	function          func(f *function) string
	manyArguments     bool     // whether min and max take more than two
	sincN             string   // the derivatives of sinc
	normalized        bool     // whether sinc is that of pi x
	wholes            bool     // whether some functions of whole numbers are whole, and computed as such
	reserved          string   // names that cannot be used, between spaces
	helpers           []helper // each before those that need it
}

// helper is a definition that code needs that contains a word.
type helper struct{ word, text string }

// helped returns the helpers that code needs, and those that these need.
func (d *dialect) helped(code string) string {
	needed := ""
	for _, h := range slices.Backward(d.helpers) {
		if strings.Contains(needed+code, h.word) {
			needed = h.text + needed
		}
	}
	return needed
}

// name returns what a variable or parameter is called.
func (d *dialect) name(s string) string {
	if among(d.reserved, s) {
		return s + "_"
	}
	return s
}

// arguments lists the variables and parameters.
func (d *dialect) arguments(s *scope) string {
	var all []string
	for _, name := range slices.Concat(s.vars, s.params) {
		all = append(all, d.name(name))
	}
	return strings.Join(all, ", ")
}

// definitions returns a line for each name in n that is derived from variables.
func (d *dialect) definitions(x *Expr, assign, end string) string {
	lines := ""
	for _, name := range []string{"r", "theta", "x", "y"} {
		if e := x.scope.derived(name); e != nil && mentions(x.root, name) {
			lines += name + assign + d.number(e, 0) + end
		}
	}
	return lines
}

func mentions(n *node, name string) bool {
	return n.op == opName && n.name == name ||
		slices.ContainsFunc(n.args, func(a *node) bool { return mentions(a, name) })
}

// number returns n as a number, in parentheses if it is looser than least.
func (d *dialect) number(n *node, least int) string {
	if s, ok := d.unreal(n); ok {
		return s
	}
	if e := spelled(n); e != n {
		return d.number(e, least)
	}
	if n.isTruth() {
		if isSure(n) {
			return d.truth[0] + d.condition(n) + d.truth[1]
		}
		return d.logical(n)
	}
	s := d.operation(n)
	if n.precedence() < least {
		return "(" + s + ")"
	}
	return s
}

// unreal writes a constant that is NaN or infinite, which languages compute in
// ways of their own.
func (d *dialect) unreal(n *node) (s string, ok bool) {
	if len(n.args) == 0 {
		return "", false
	}
	v, ok := constant(n)
	switch {
	case !ok || v-v == 0:
		return "", false
	case v != v:
		return d.constants["nan"], true
	case v < 0:
		return "(-" + d.constants["inf"] + ")", true
	}
	return d.constants["inf"], true
}

func (d *dialect) operation(n *node) string {
	infix := func(operator string) string {
		left, right := operandPrecedences(n.op)
		return d.number(n.args[0], left) + operator + d.number(n.args[1], right)
	}
	switch n.op {
	case opNumber:
		return d.decimal(formatNumber(n.value))
	case opName:
		if c, ok := d.constants[n.name]; ok {
			return c
		}
		return d.name(n.name)
	case opNeg:
		// A second sign would make --, which is something else in Go.
		return "-" + d.number(n.args[0], precSign+1)
	case opAdd, opSub:
		return infix(operators[n.op])
	case opMul:
		return infix(d.product)
	case opDiv:
		return infix(d.quotient)
	case opPow:
		if v, ok := literal(n.args[1]); d.rootPower != "" && !(ok && isSmallInteger(v)) {
			return d.rootPower + "(" + d.number(n.args[0], 0) + ", " + d.number(n.args[1], 0) + ")"
		}
		return d.power(d.number(n.args[0], precPrimary), d.number(n.args[1], d.exponent))
	}
	return d.call(n)
}

// call writes a function call.
func (d *dialect) call(n *node) string {
	f := d.function(&functions[n.op])
	if n.op == opIf && !isSure(n.args[0]) {
		f = d.unsure[opIf]
	}
	if n.op == opSinc && len(n.args) == 1 && d.normalized {
		n = call(opSinc, call(opDiv, n.args[0], nameNode("pi")))
	}
	args := make([]string, len(n.args))
	for i, a := range n.args { // each is written once: twice would be twice at each level
		if n.op == opIf && i == 0 && isSure(a) {
			args[i] = d.condition(a)
		} else {
			args[i] = d.number(a, 0)
		}
	}
	if d.wholes && staysWhole(n) {
		last := &args[len(args)-1]
		if n.args[len(args)-1].op == opNumber && !strings.ContainsAny(*last, ".e") {
			*last += ".0"
		} else {
			*last = "float(" + *last + ")"
		}
	}
	switch {
	case n.op == opDigamma && f == "polygamma":
		args = []string{d.decimal("0"), args[0]}
	case n.op == opNormpdf && len(args) == 1:
		args = append(args, d.decimal("0"), d.decimal("1"))
	case n.op == opMvn && len(args) == 2:
		args = append(args, d.decimal("0"), d.decimal("0"), d.decimal("1"), d.decimal("1"), d.decimal("0"))
	case n.op == opHeaviside && len(args) == 1:
		args = append(args, d.decimal("0.5"))
	case n.op == opSinc && len(args) == 2:
		f = d.sincN
	case n.op == opHypot, (n.op == opMin || n.op == opMax) && !d.manyArguments:
		for len(args) > 2 {
			args = append([]string{f + "(" + args[0] + ", " + args[1] + ")"}, args[2:]...)
		}
	}
	return f + "(" + strings.Join(args, ", ") + ")" + strings.Repeat(")", strings.Count(f, "("))
}

// staysWhole reports whether n is a function that leaves whole numbers whole, and its
// arguments, or the values of an if, are.
func staysWhole(n *node) bool {
	values := n.args
	switch n.op {
	case opIf:
		values = n.args[1:]
	case opAbs, opSign, opMin, opMax, opMod:
	default:
		return false
	}
	return !slices.ContainsFunc(values, func(a *node) bool {
		v, ok := constant(a)
		return !ok || v != math.Trunc(v)
	})
}

// isSure reports whether n is never NaN as a condition: it is made of comparisons and
// constants.
func isSure(n *node) bool {
	switch n.op {
	case opCompare:
		return true
	case opAnd, opOr, opNot:
		return !slices.ContainsFunc(n.args, func(a *node) bool { return !isSure(a) })
	}
	v, ok := constant(n)
	return ok && v == v
}

// logical returns a negation or a conjunction that may be NaN, as a number.
func (d *dialect) logical(n *node) string {
	a := d.number(n.args[0], 0)
	if n.op == opNot {
		return d.unsure[opIf] + "(" + a + ", " + d.decimal("0") + ", " + d.decimal("1") + ")"
	}
	return d.unsure[n.op] + "(" + a + ", " + d.number(n.args[1], 0) + ")"
}

// condition returns n, which is sure, as a truth value, which needs no parentheses.
func (d *dialect) condition(n *node) string {
	switch n.op {
	case opNot:
		return d.logic[opNot][0] + d.condition(n.args[0]) + ")"
	case opAnd, opOr:
		l := d.logic[n.op]
		return l[0] + d.condition(n.args[0]) + l[1] + d.condition(n.args[1]) + ")"
	case opCompare:
		return d.comparison(n)
	}
	return "(" + d.number(n, precSum) + " != 0)"
}

// comparison returns a chain as comparisons of two. If that would repeat more than
// numbers and names, a function without a name does it once.
func (d *dialect) comparison(n *node) string {
	args := make([]string, len(n.args))
	simple := true
	for i, a := range n.args {
		args[i] = d.number(a, precSum)
		simple = simple && len(a.args) == 0
	}
	if simple || len(n.rel) == 1 {
		return d.pairs(n.rel, args)
	}
	names := make([]string, len(args))
	for i := range names {
		names[i] = "c" + strconv.Itoa(i)
	}
	return d.lambda(strings.Join(names, ", "), d.pairs(n.rel, names)) + "(" + strings.Join(args, ", ") + ")"
}

// pairs compares each operand with the next.
func (d *dialect) pairs(rel []relation, args []string) string {
	parts := make([]string, len(rel))
	for i, r := range rel {
		parts[i] = "(" + args[i] + " " + relations[r] + " " + args[i+1] + ")"
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return d.logic[opAnd][0] + strings.Join(parts, d.logic[opAnd][1]) + ")"
}
