package expr

import "strings"

// Simplify returns the formula with its constant parts computed where the result
// is short (2*3 but not 1/3), and sums, products and powers with 0 and 1 dropped.
// It takes all parts for finite: 0*x becomes 0. Where they are, values differ by
// rounding at most.
func (x *Expr) Simplify() *Expr {
	s := simplifier{}
	return &Expr{root: s.simplify(x.root), scope: x.scope}
}

// simplifier remembers the nodes it has seen, which derivatives share.
type simplifier map[*node]*node

func (s simplifier) simplify(n *node) *node {
	if len(n.args) == 0 {
		return n
	}
	if done, ok := s[n]; ok {
		return done
	}
	args := make([]*node, len(n.args))
	for i, a := range n.args {
		args[i] = s.simplify(a)
	}
	var r *node
	switch n.op {
	case opNeg:
		r = neg(args[0])
	case opAdd:
		r = add(args[0], args[1])
	case opSub:
		r = sub(args[0], args[1])
	case opMul:
		r = mul(args[0], args[1])
	case opDiv:
		r = div(args[0], args[1])
	case opPow:
		r = power(args[0], args[1])
	case opIf:
		r = choose(args[0], args[1], args[2])
	default:
		r = folded(&node{op: n.op, rel: n.rel, args: args})
	}
	s[n] = r
	return r
}

// maxDigits is how long a computed constant may be to replace its formula.
const maxDigits = 8

// folded returns the value of n if it is constant and short, else n.
func folded(n *node) *node {
	for _, a := range n.args {
		if _, ok := literal(a); !ok {
			return n
		}
	}
	v, ok := constant(n)
	text := formatNumber(max(v, -v))
	if !ok || v-v != 0 || len(text) > maxDigits+strings.Count(text, ".") {
		return n
	}
	return signed(v)
}

// signed returns the number v, which may be negative, as the parser would.
func signed(v float64) *node {
	if v < 0 {
		return call(opNeg, numberNode(-v))
	}
	return numberNode(v + 0) // not -0
}

// literal returns the value of a number with or without a sign.
func literal(n *node) (v float64, ok bool) {
	if n.op == opNeg && n.args[0].op == opNumber {
		return -n.args[0].value, true
	}
	return n.value, n.op == opNumber
}

// alike reports whether a and b are the same and small enough to tell quickly:
// what derivatives share makes trees that grow exponentially with their depth.
func alike(a, b *node) bool {
	budget := 256
	return same(a, b, &budget)
}
