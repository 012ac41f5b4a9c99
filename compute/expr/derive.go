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
	if !slices.Contains(x.scope.vars, name) && !slices.Contains(x.scope.params, name) && !x.scope.isParam(name) {
		panic("expr: derivative by " + strconv.Quote(name) + ", which is neither variable nor parameter")
	}
	d := differentiator{name, &x.scope, map[*node]*node{}}
	root := d.of(x.root)
	if size(root, map[*node]int{}) > maxDerived {
		return nil, &Error{Message: lang.Sprintf("the derivative with respect to %s has more than %d operations", "%sに関する導関数の演算が%d個を超えています", name, maxDerived)}
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
	case opCompare, opAnd, opOr, opNot, opHeaviside:
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
	case opSinc:
		return mul(call(opSinc, a, folded(call(opAdd, b, one))), da)
	case opRoot:
		byBase := div(da, mul(b, power(n, sub(b, one))))
		if db.isNumber(0) {
			return byBase
		}
		return sub(byBase, mul(div(mul(n, call(opLog, a)), power(b, two)), db))
	case opBinomial:
		rest := call(opDigamma, add(sub(a, b), one))
		byN := sub(call(opDigamma, add(a, one)), rest)
		byK := sub(rest, call(opDigamma, add(b, one)))
		return mul(n, add(mul(byN, da), mul(byK, db)))
	}
	panic("expr: no derivative of " + functions[n.op].name)
}

// slopes are the derivatives of functions of one argument x, of which n is the value;
// 0 if there is none.
var slopes = [numOps]string{
	opSin: "cos(x)", opCos: "-sin(x)", opTan: "1 + n^2",
	opAsin: "1/sqrt(1 - x^2)", opAcos: "-(1/sqrt(1 - x^2))", opAtan: "1/(1 + x^2)",
	opSinh: "cosh(x)", opCosh: "sinh(x)", opTanh: "1 - n^2",
	opAsinh: "1/hypot(x, 1)", opAcosh: "1/(sqrt(x - 1)*sqrt(x + 1))", opAtanh: "1/((1 - x)*(1 + x))",
	opExp: "n", opExpm1: "exp(x)",
	opLog: "1/x", opLog2: "1/(log(2)*x)", opLog10: "1/(log(10)*x)", opLog1p: "1/(1 + x)",
	opSqrt: "1/(2*n)", opCbrt: "1/(3*n^2)",
	opAbs: "sign(x)", opErf: "2*exp(-x^2)/sqrt(pi)", opGamma: "n*digamma(x)", opSinc: "sinc(x, 1)",
}

// slope returns the derivative of the function n by its argument a.
func slope(n, a *node) *node {
	if slopes[n.op] == "" {
		return zero
	}
	return formulaOf(slopes[n.op], "x, n", a, n)
}
