package expr

import (
	"strconv"
	"strings"
)

// Precedences, from loosest to tightest.
const (
	precOr = iota
	precAnd
	precNot
	precCompare
	precSum
	precProduct
	precSign
	precPower
	precPostfix
	precPrimary
)

var precedences = [firstFunction]int{
	opNumber: precPrimary, opName: precPrimary,
	opNeg: precSign,
	opAdd: precSum, opSub: precSum,
	opMul: precProduct, opDiv: precProduct,
	opPow:     precPower,
	opCompare: precCompare,
	opAnd:     precAnd, opOr: precOr, opNot: precNot,
}

func (n *node) precedence() int {
	switch {
	case n.op == opFactorial:
		return precPostfix
	case n.op >= firstFunction:
		return precPrimary
	}
	return precedences[n.op]
}

// operators are the signs between two operands.
var operators = map[op]string{
	opAdd: " + ", opSub: " - ", opMul: "*", opDiv: "/", opPow: "^", opAnd: " and ", opOr: " or ",
}

// operandPrecedences returns how tight the operands of an operator between two
// must be to do without parentheses.
func operandPrecedences(o op) (left, right int) {
	if o == opPow {
		return precPostfix, precSign
	}
	if o >= firstFunction {
		return 0, 0
	}
	return precedences[o], precedences[o] + 1
}

// write appends the canonical text of n, in parentheses if it is looser than
// least.
func (n *node) write(b *strings.Builder, least int) {
	if n.precedence() < least {
		b.WriteByte('(')
		n.write(b, 0)
		b.WriteByte(')')
		return
	}
	switch n.op {
	case opNumber:
		b.WriteString(formatNumber(n.value))
	case opName:
		b.WriteString(n.name)
	case opNeg:
		b.WriteByte('-')
		n.args[0].write(b, precSign)
	case opNot:
		b.WriteString("not ")
		n.args[0].write(b, precNot)
	case opCompare:
		n.args[0].write(b, precSum)
		for i, r := range n.rel {
			b.WriteString(" " + relations[r] + " ")
			n.args[i+1].write(b, precSum)
		}
	case opAdd, opSub, opMul, opDiv, opPow, opAnd, opOr:
		left, right := operandPrecedences(n.op)
		n.args[0].write(b, left)
		b.WriteString(operators[n.op])
		n.args[1].write(b, right)
	case opFactorial:
		n.args[0].write(b, precPrimary)
		b.WriteByte('!')
	default:
		b.WriteString(functions[n.op].name)
		b.WriteByte('(')
		for i, a := range n.args {
			if i > 0 {
				b.WriteString(", ")
			}
			a.write(b, 0)
		}
		b.WriteByte(')')
	}
}

// nesting returns how many levels deep the canonical text of n, as write writes it,
// is nested for the parser.
func (n *node) nesting(least int) int {
	if n.precedence() < least {
		return 1 + n.nesting(0)
	}
	left, right := operandPrecedences(n.op)
	levels := 0
	for k, a := range n.args {
		inside, deeper := 0, 1 // of a function
		switch n.op {
		case opNeg:
			inside = precSign
		case opNot:
			inside = precNot
		case opCompare:
			inside, deeper = precSum, 0
		case opFactorial:
			inside, deeper = precPrimary, 0
		case opAdd, opSub, opMul, opDiv, opPow, opAnd, opOr:
			inside = left
			if k > 0 {
				inside = right
			}
			if n.op != opPow || k == 0 {
				deeper = 0
			}
		}
		levels = max(levels, deeper+a.nesting(inside))
	}
	return levels
}

// String returns the canonical text of n.
func (n *node) String() string {
	var b strings.Builder
	n.write(&b, 0)
	return b.String()
}

// formatNumber writes v in the fewest digits that give it back, with an exponent
// only where many zeros would be needed.
func formatNumber(v float64) string {
	if v == 0 || 1e-5 <= v && v < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'e', -1, 64)
}
