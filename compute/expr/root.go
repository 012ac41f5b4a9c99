package expr

import (
	"math"

	"zscape/compute/lang"
)

// root returns the n-th root of x; that of a negative number is real if n is odd,
// else NaN, as it is for n = 0.
func root(x, n float64) float64 {
	odd := math.Mod(math.Abs(n), 2) == 1
	switch {
	case n == 0 || n != n || x < 0 && !odd:
		return math.NaN()
	case x < 0:
		return -root(-x, n)
	case n < 0:
		return 1 / root(x, -n)
	}
	y := math.Pow(x, 1/n)
	if d := math.Pow(y, n-1); y > 0 && d > 0 && y-y == 0 && d-d == 0 {
		y -= (y - x/d) / n // Newton's step: 1/n was rounded
	}
	return y
}

// remarkRoot remarks on a power n with a fraction of an odd denominator as its
// exponent: it has no value where its base is negative, as in NumPy, though a root
// of it is real. n begins at byte from and ends where the parser is; its base is as
// typed at base.
func (p *parser) remarkRoot(n *node, base token, from int) {
	if n.op != opPow || p.err != nil {
		return
	}
	exponent, sign := n.args[1], ""
	if exponent.op == opNeg {
		exponent, sign = exponent.args[0], "-"
	}
	if exponent.op != opDiv || exponent.args[1].op != opNumber || math.Mod(exponent.args[1].value, 2) != 1 || exponent.args[1].value == 1 {
		return
	}
	over, ok := literal(exponent.args[0])
	if !ok || !isSmallInteger(over) || over == 0 {
		return
	}
	power := sign + exponent.args[0].String()
	if power != "1" {
		power = ")^" + power
	} else {
		power = ")"
	}
	before, after := "root(", ", "+exponent.args[1].String()+power
	meant := []string{before + "x" + after}
	if exponent.args[1].value == 3 {
		before, after = "cbrt(", power
		meant = []string{before + "x" + after, meant[0]}
	}
	p.remark(token{pos: from, end: p.lastEnd}, lang.Sprintf("no value where the base is negative: %s is real there", "底が負のところには値がありません。%s なら実数になります", either(meant)),
		Fix{from, p.lastEnd, before + unbracketed(p.typed(base)) + after})
	p.remarks[len(p.remarks)-1].Base = &Expr{root: n.args[0]}
}

// unbracketed returns a text without the parentheses around it, if there are any.
func unbracketed(s string) string {
	depth := 0
	for k := range len(s) {
		switch s[k] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 && k < len(s)-1 {
			return s
		}
	}
	if len(s) < 2 || s[0] != '(' {
		return s
	}
	return s[1 : len(s)-1]
}
