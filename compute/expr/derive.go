package expr

import (
	"slices"
	"strconv"

	"zscape/compute/lang"
)

// D returns the derivative by a variable or parameter, simplified. Where there is
// a kink or a jump it takes a side: the derivative of abs at 0 is 0, that of min
// and max that of the first of equal arguments, that of floor, ceil, round, sign
// and of conditions 0 everywhere, that of if the one of the branch taken. By its
// order, polygamma has the derivative 0.
//
// The derivative is correct wherever it is finite and the formula has no kink;
// like all formulas it is NaN where its text says 0/0, as x/hypot(x, y) at the
// tip of a cone. The error is an *Error, if it would be too long. D panics if the
// name is derived, a constant or a function.
func (x *Expr) D(name string) (*Expr, error) {
	if !slices.Contains(x.scope.vars, name) && !x.scope.isParam(name) {
		panic("expr: derivative by " + strconv.Quote(name) + ", which is neither variable nor parameter")
	}
	d := differentiator{name, &x.scope, map[*node]*node{}}
	root := d.of(x.root)
	if size(root, map[*node]int{}) > maxDerived {
		return nil, &Error{Message: lang.Same("derivative by " + name + " of more than " + strconv.Itoa(maxDerived) + " operations")}
	}
	return &Expr{root: root, scope: x.scope}, nil
}

// size returns the number of nodes of the tree n, at most maxDerived+1.
func size(n *node, seen map[*node]int) int {
	if s, ok := seen[n]; ok {
		return s
	}
	s := 1
	for _, a := range n.args {
		s = min(s+size(a, seen), maxDerived+1)
	}
	seen[n] = s
	return s
}

type differentiator struct {
	name  string
	scope *scope
	done  map[*node]*node
}

// of returns the derivative of n.
func (d *differentiator) of(n *node) *node {
	if r, ok := d.done[n]; ok {
		return r
	}
	r := zero
	switch e := d.scope.expand(n); {
	case n.op == opName && n.name == d.name:
		r = one
	case e != n:
		r = d.of(e)
	case d.varies(n):
		r = d.rule(n)
	}
	d.done[n] = r
	return r
}

// varies reports whether some argument of n has a derivative that is not 0.
func (d *differentiator) varies(n *node) bool {
	return slices.ContainsFunc(n.args, func(a *node) bool { return !d.of(a).isNumber(0) })
}

// rule returns the derivative of an operation.
func (d *differentiator) rule(n *node) *node {
	switch n.op {
	case opNeg:
		return neg(d.of(n.args[0]))
	case opAdd:
		return add(d.of(n.args[0]), d.of(n.args[1]))
	case opSub:
		return sub(d.of(n.args[0]), d.of(n.args[1]))
	case opIf:
		return choose(n.args[0], d.of(n.args[1]), d.of(n.args[2]))
	case opMin:
		a, b := n.args[0], n.args[1]
		return choose(compare(a, lessEqual, b), d.of(a), d.of(b))
	case opMax:
		a, b := n.args[0], n.args[1]
		return choose(compare(a, greaterEqual, b), d.of(a), d.of(b))
	case opCompare, opAnd, opOr, opNot:
		return zero
	}
	if len(n.args) == 2 {
		return d.binary(n, n.args[0], n.args[1])
	}
	return mul(slope(n, n.args[0]), d.of(n.args[0]))
}

// binary returns the derivative of an operation on a and b.
func (d *differentiator) binary(n, a, b *node) *node {
	da, db := d.of(a), d.of(b)
	switch n.op {
	case opMul:
		return add(mul(da, b), mul(a, db))
	case opDiv:
		if db.isNumber(0) {
			return div(da, b)
		}
		return div(sub(mul(da, b), mul(a, db)), power(b, two))
	case opPow:
		base := mul(mul(b, power(a, sub(b, one))), da)
		if db.isNumber(0) {
			return base
		}
		return add(base, mul(mul(n, folded(call(opLog, a))), db))
	case opAtan2:
		return div(sub(mul(da, b), mul(a, db)), add(power(a, two), power(b, two)))
	case opHypot:
		return div(add(mul(a, da), mul(b, db)), n)
	case opMod:
		return sub(da, mul(folded(call(opFloor, div(a, b))), db))
	case opPolygamma:
		return mul(folded(call(opPolygamma, add(a, one), b)), db)
	}
	panic("expr: no derivative of " + functions[n.op].name)
}

// slope returns the derivative of the function n by its argument a.
func slope(n, a *node) *node {
	square := func(a *node) *node { return power(a, two) }
	switch n.op {
	case opSin:
		return call(opCos, a)
	case opCos:
		return neg(call(opSin, a))
	case opTan:
		return add(one, square(n))
	case opAsin:
		return div(one, call(opSqrt, sub(one, square(a))))
	case opAcos:
		return neg(div(one, call(opSqrt, sub(one, square(a)))))
	case opAtan:
		return div(one, add(one, square(a)))
	case opSinh:
		return call(opCosh, a)
	case opCosh:
		return call(opSinh, a)
	case opTanh:
		return sub(one, square(n))
	case opExp:
		return n
	case opLog:
		return div(one, a)
	case opLog2:
		return div(one, mul(call(opLog, two), a))
	case opLog10:
		return div(one, mul(call(opLog, numberNode(10)), a))
	case opSqrt:
		return div(one, mul(two, n))
	case opCbrt:
		return div(one, mul(numberNode(3), square(n)))
	case opAbs:
		return call(opSign, a)
	case opErf:
		return mul(div(two, call(opSqrt, nameNode("pi"))), call(opExp, neg(square(a))))
	case opGamma:
		return mul(n, call(opDigamma, a))
	}
	return zero // sign, floor, ceil, round
}
