package expr

import (
	"strings"

	"zscape/compute/lang"
)

// Undefined is why a formula has no value at a point.
type Undefined struct {
	Part   string    // the innermost part that has none, in canonical form
	Reason lang.Text // what it is instead: "is not a real number"

	// Chosen says that the formula says so: by an if that has nothing for the case.
	// Part is its condition.
	Chosen bool
}

// Undefined returns why the formula has no value at a point, whose coordinates are
// those of Program.At: the variables and then the parameters. ok is false if it has
// one.
func (x *Expr) Undefined(point ...float64) (u Undefined, ok bool) {
	n := x.root
	if !x.missing(n, point) {
		return u, false
	}
	for {
		next := x.inward(n, point)
		if next == nil {
			return Undefined{Part: text(n), Reason: x.reason(n, point)}, true
		}
		if n.op == opIf && next.isNothing() {
			reason := lang.Text{En: "does not hold", Ja: "が成り立ちません"}
			if next == n.args[1] {
				reason = lang.Text{En: "holds", Ja: "が成り立ちます"}
			}
			return Undefined{text(n.args[0]), reason, true}, true
		}
		n = next
	}
}

// isNothing reports whether n is 0/0, which an if without a second branch has there.
func (n *node) isNothing() bool {
	return n.op == opDiv && n.args[0].isNumber(0) && n.args[1].isNumber(0)
}

// missing reports whether a part of the formula has no value.
func (x *Expr) missing(n *node, point []float64) bool { z := x.value(n, point); return z != z }

// inward returns the operand of n, which has no value, for which that is so, too;
// nil if all that count have one.
func (x *Expr) inward(n *node, point []float64) *node {
	operands := n.args
	if n.op == opIf && !x.missing(n.args[0], point) { // only the branch that is taken counts
		branch := 1
		if x.value(n.args[0], point) == 0 {
			branch = 2
		}
		operands = n.args[branch : branch+1]
	}
	for _, a := range operands {
		if x.missing(a, point) {
			return a
		}
	}
	return nil
}

// value returns the value of a part of the formula.
func (x *Expr) value(n *node, point []float64) float64 {
	return (&Expr{root: n, scope: x.scope}).Compile().At(point...)
}

// reason says what n is, all operands of which have values.
func (x *Expr) reason(n *node, point []float64) lang.Text {
	switch n.op {
	case opSqrt, opLog, opLog2, opLog10, opAsin, opAcos, opPow:
		return lang.Text{En: "is not a real number", Ja: "が実数になりません"}
	case opDiv:
		if x.value(n.args[0], point) == 0 && x.value(n.args[1], point) == 0 {
			return lang.Text{En: "is 0/0", Ja: "が 0/0 になります"}
		}
	}
	return lang.Text{En: "is undefined", Ja: "が定義されません"}
}

// text returns a part of a formula in canonical form.
func text(n *node) string {
	var b strings.Builder
	n.write(&b, 0)
	return b.String()
}
