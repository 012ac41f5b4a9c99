package expr

// expand returns what n stands for in terms of simpler operations, or n itself:
// names derived from the variables, powers of e, and functions that are
// formulas.
func (s *scope) expand(n *node) *node {
	switch n.op {
	case opName:
		if d := s.derived(n.name); d != nil {
			return d
		}
	case opPow:
		if n.args[0].op == opName && n.args[0].name == "e" {
			return call(opExp, n.args[1])
		}
	case opDigamma:
		return call(opPolygamma, numberNode(0), n.args[0])
	case opMin, opMax, opHypot:
		for len(n.args) > 2 {
			first := call(n.op, n.args[:2]...)
			n = call(n.op, append([]*node{first}, n.args[2:]...)...)
		}
	case opHeaviside:
		if len(n.args) == 1 {
			return call(opHeaviside, n.args[0], numberNode(0.5))
		}
	case opNormpdf:
		return expandNormpdf(n.args)
	case opMvn:
		return expandMvn(n.args)
	}
	return spelled(n)
}

// spellings are functions of x that are short formulas of others, in which x stands
// once, so that they can be written out.
var spellings = [numOps]string{
	opSec: "1/cos(x)", opCsc: "1/sin(x)", opCot: "1/tan(x)", opSech: "1/cosh(x)", opCsch: "1/sinh(x)", opCoth: "1/tanh(x)",
	opAsec: "acos(1/x)", opAcsc: "asin(1/x)", opAcot: "atan(1/x)", opAsech: "acosh(1/x)", opAcsch: "asinh(1/x)", opAcoth: "atanh(1/x)",
	opFactorial: "gamma(x + 1)",
}

// spelled returns a function that is a short formula of others as that formula, and
// other nodes as they are.
func spelled(n *node) *node {
	switch {
	case spellings[n.op] != "":
		return formulaOf(spellings[n.op], "x", n.args[0])
	case n.op == opLog && len(n.args) == 2:
		return toBase(n.args[0], n.args[1])
	case n.op == opRoot && n.args[1].isNumber(2):
		return call(opSqrt, n.args[0])
	case n.op == opRoot && n.args[1].isNumber(3):
		return call(opCbrt, n.args[0])
	}
	return n
}

// toBase returns the logarithm of a to a base.
func toBase(a, base *node) *node {
	switch {
	case base.isNumber(2):
		return call(opLog2, a)
	case base.isNumber(10):
		return call(opLog10, a)
	}
	return call(opDiv, call(opLog, a), call(opLog, base))
}

// guarded returns a where positive is, else NaN.
func guarded(positive, a *node) *node {
	return call(opIf, compare(positive, greater, zero), a, call(opDiv, zero, zero))
}

// gauss returns exp(-u^2/2 - v^2/2) / scale; v may be nil.
func gauss(u, v, scale *node) *node {
	q := call(opPow, u, two)
	if v != nil {
		q = call(opAdd, q, call(opPow, v, two))
	}
	return call(opDiv, call(opExp, call(opDiv, call(opNeg, q), two)), scale)
}

// expandNormpdf writes out the density of the normal distribution at x with mean
// mu and standard deviation sigma, NaN unless sigma > 0.
func expandNormpdf(args []*node) *node {
	root := call(opSqrt, call(opMul, two, numberNode(pi)))
	if len(args) == 1 {
		return gauss(args[0], nil, root)
	}
	x, mu, sigma := args[0], args[1], args[2]
	u := call(opDiv, call(opSub, x, mu), sigma)
	return guarded(sigma, gauss(u, nil, call(opMul, sigma, root)))
}

// expandMvn writes out the density of the bivariate normal distribution as the
// density of y times that of x given y, which has mean mx + rho sqrt(vx/vy) (y -
// my) and variance vx (1 - rho^2) (K. V. Mardia, J. T. Kent, J. M. Bibby,
// Multivariate Analysis, 1979, theorem 3.2.4). It is NaN unless the covariance
// matrix is positive definite.
func expandMvn(args []*node) *node {
	x, y := args[0], args[1]
	turn := numberNode(2 * pi)
	if len(args) == 2 {
		return gauss(x, y, turn)
	}
	mx, my, vx, vy, rho := args[2], args[3], args[4], args[5], args[6]
	free := call(opMul, call(opSub, one, rho), call(opAdd, one, rho)) // 1 - rho^2
	sx := call(opSqrt, call(opMul, vx, free))
	sy := call(opSqrt, vy)
	dx, dy := call(opSub, x, mx), call(opSub, y, my)
	slope := call(opMul, rho, call(opSqrt, call(opDiv, vx, vy)))
	u := call(opDiv, call(opSub, dx, call(opMul, slope, dy)), sx)
	v := call(opDiv, dy, sy)
	// Two negative factors would pass for a positive variance.
	least := call(opMin, call(opMin, vx, vy), free)
	return guarded(least, gauss(u, v, call(opMul, call(opMul, turn, sx), sy)))
}
