package expr

import "math"

// Operations on trees that leave out what makes no difference.

var (
	zero = numberNode(0)
	one  = numberNode(1)
	two  = numberNode(2)
)

func neg(a *node) *node {
	switch {
	case a.op == opNeg:
		return a.args[0]
	case a.isNumber(0):
		return a
	case a.op == opSub:
		return call(opSub, a.args[1], a.args[0])
	}
	return call(opNeg, a)
}

func add(a, b *node) *node {
	switch {
	case a.isNumber(0):
		return b
	case b.isNumber(0):
		return a
	case b.op == opNeg:
		return sub(a, b.args[0])
	case a.op == opNeg:
		return sub(b, a.args[0])
	case alike(a, b):
		return mul(two, a)
	}
	return folded(call(opAdd, a, b))
}

func sub(a, b *node) *node {
	switch {
	case b.isNumber(0):
		return a
	case a.isNumber(0):
		return neg(b)
	case b.op == opNeg:
		return add(a, b.args[0])
	case alike(a, b):
		return zero
	}
	return folded(call(opSub, a, b))
}

// mul moves signs out, numbers to the front and divisors to the end.
func mul(a, b *node) *node {
	switch {
	case a.isNumber(0) || b.isNumber(1):
		return a
	case b.isNumber(0) || a.isNumber(1):
		return b
	case a.op == opNeg:
		return neg(mul(a.args[0], b))
	case b.op == opNeg:
		return neg(mul(a, b.args[0]))
	case a.op == opDiv && !closed(a):
		return div(mul(a.args[0], b), a.args[1])
	case b.op == opDiv && !closed(b):
		return div(mul(a, b.args[0]), b.args[1])
	case b.op == opMul:
		return mul(mul(a, b.args[0]), b.args[1])
	case b.op == opNumber && a.op != opNumber:
		p := leading(a)
		if p == nil {
			return mul(b, a)
		}
		if c := folded(call(opMul, p, b)); c.op == opNumber {
			return mul(c, withoutLeading(a))
		}
	case alike(a, b):
		return power(a, two)
	}
	return folded(call(opMul, a, b))
}

func div(a, b *node) *node {
	switch {
	case b.isNumber(0): // not for this to judge
		return call(opDiv, a, b)
	case a.isNumber(0) || b.isNumber(1):
		return a
	case a.op == opNeg:
		return neg(div(a.args[0], b))
	case b.op == opNeg:
		return neg(div(a, b.args[0]))
	case alike(a, b):
		return one
	}
	if p, q := leading(a), leading(b); p != nil && q != nil && b != q {
		if c := folded(call(opDiv, p, q)); c.op == opNumber && (a != p || c.value == math.Trunc(c.value)) {
			return div(mul(c, withoutLeading(a)), withoutLeading(b))
		}
	}
	return folded(call(opDiv, a, b))
}

// leading returns the number that a product begins with, nil if it does not.
func leading(n *node) *node {
	for n.op == opMul {
		n = n.args[0]
	}
	if n.op == opNumber && n.value != 0 {
		return n
	}
	return nil
}

func withoutLeading(n *node) *node {
	if n.op != opMul {
		return one
	}
	return mul(withoutLeading(n.args[0]), n.args[1])
}

func power(a, b *node) *node {
	switch {
	case b.isNumber(0):
		return one
	case b.isNumber(1):
		return a
	}
	return folded(call(opPow, a, b))
}

func choose(c, a, b *node) *node {
	if alike(a, b) {
		return a
	}
	if v, ok := literal(c); ok && v != 0 {
		return a
	} else if ok {
		return b
	}
	return call(opIf, c, a, b)
}
