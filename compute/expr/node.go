package expr

import (
	"math"
	"slices"
)

// op is what a node does. Functions follow, in functions.go.
type op uint8

const (
	opNumber op = iota
	opName
	opNeg
	opAdd
	opSub
	opMul
	opDiv
	opPow
	opCompare
	opAnd
	opOr
	opNot
	firstFunction
)

// node is a node of a formula's tree. Nodes never change, and derivatives share
// them.
type node struct {
	op    op
	value float64    // of a number, finite and not negative
	name  string     // of a name
	rel   []relation // of a comparison, one fewer than args
	args  []*node
}

// relation is one of the six comparisons.
type relation uint8

const (
	less relation = iota
	lessEqual
	greater
	greaterEqual
	equal
	notEqual
)

var relations = [...]string{"<", "<=", ">", ">=", "==", "!="}

func numberNode(v float64) *node { return &node{op: opNumber, value: v} }

func nameNode(s string) *node { return &node{op: opName, name: s} }

func call(o op, args ...*node) *node { return &node{op: o, args: args} }

func compare(a *node, r relation, b *node) *node {
	return &node{op: opCompare, rel: []relation{r}, args: []*node{a, b}}
}

// same reports whether two trees are the same. Each pair of nodes takes one off
// the budget; when it is used up, trees count as different.
func same(a, b *node, budget *int) bool {
	*budget--
	return a == b || *budget >= 0 && a.op == b.op && a.value == b.value && a.name == b.name &&
		slices.Equal(a.rel, b.rel) &&
		slices.EqualFunc(a.args, b.args, func(a, b *node) bool { return same(a, b, budget) })
}

// isNumber reports whether n is the number v.
func (n *node) isNumber(v float64) bool { return n.op == opNumber && n.value == v }

// isTruth reports whether n is 0, 1 or NaN.
func (n *node) isTruth() bool { return opCompare <= n.op && n.op <= opNot }

// scope is what names mean: variables in the order of the call, and parameters in
// the order in which they appear.
type scope struct{ vars, params []string }

// constants are the named numbers.
var constants = map[string]float64{"e": euler, "pi": pi, "tau": 2 * pi, "phi": golden, "inf": math.Inf(1), "nan": math.NaN()}

const (
	euler = 2.71828182845904523536028747135266249775724709369995957496696763
	pi    = 3.14159265358979323846264338327950288419716939937510582097494459

	golden = 1.61803398874989484820458683436563811772030917980576286213544862
)

// derived returns what a name that is derived from the variables stands for: r
// and theta where x and y are variables, and the other way round. It returns nil
// for other names.
func (s *scope) derived(name string) *node {
	if name != "r" && name != "theta" && name != "x" && name != "y" || slices.Contains(s.vars, name) {
		return nil
	}
	given := func(a, b string) bool { return slices.Contains(s.vars, a) && slices.Contains(s.vars, b) }
	x, y, r, theta := nameNode("x"), nameNode("y"), nameNode("r"), nameNode("theta")
	switch {
	case given("x", "y") && name == "r":
		return call(opHypot, x, y)
	case given("x", "y") && name == "theta":
		return call(opAtan2, y, x)
	case given("r", "theta") && name == "x":
		return call(opMul, r, call(opCos, theta))
	case given("r", "theta") && name == "y":
		return call(opMul, r, call(opSin, theta))
	}
	return nil
}

// isParam reports whether a name is neither variable, derived, constant nor
// function.
func (s *scope) isParam(name string) bool {
	_, constant := constants[name]
	_, function := functionNames[name]
	return !constant && !function && !slices.Contains(s.vars, name) && s.derived(name) == nil
}
