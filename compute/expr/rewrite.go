package expr

import "math"

// operation returns the number of an operation's value. It computes what is
// constant and rewrites what comes out the same, to the bit, with less work.
func (d *dag) operation(o op, a, b, c int32) int32 {
	if v, ok := d.computed(o, a, b, c); ok {
		return d.number(v)
	}
	switch o {
	case opNeg:
		if u := d.values[a]; u.op == opNeg {
			return u.a
		}
	case opAdd:
		return d.sum(a, b)
	case opSub:
		if u := d.values[b]; u.op == opNeg {
			return d.sum(a, u.a)
		}
	case opMul:
		return d.product(a, b)
	case opDiv:
		if v, ok := d.literal(b); ok {
			if r := 1 / v; isPowerOfTwo(v) && isPowerOfTwo(r) {
				return d.product(a, d.number(r))
			}
		}
	case opPow:
		if i, ok := d.power(a, b); ok {
			return i
		}
	}
	return d.put(value{op: o, a: a, b: b, c: c})
}

// isPowerOfTwo reports whether v is 2^k for some k of a normal number.
func isPowerOfTwo(v float64) bool {
	bits := math.Float64bits(v)
	return bits<<12 == 0 && bits>>52 != 0 && bits>>52 < 0x7ff
}

// sum returns a + b, with the operands in the order of their numbers.
func (d *dag) sum(a, b int32) int32 {
	if u := d.values[b]; u.op == opNeg {
		return d.put(value{op: opSub, a: a, b: u.a, c: -1})
	}
	if u := d.values[a]; u.op == opNeg {
		return d.put(value{op: opSub, a: b, b: u.a, c: -1})
	}
	return d.put(value{op: opAdd, a: min(a, b), b: max(a, b), c: -1})
}

// product returns a * b, with signs outside and the operands in the order of
// their numbers.
func (d *dag) product(a, b int32) int32 {
	for _, side := range [2][2]int32{{a, b}, {b, a}} {
		if v, ok := d.literal(side[0]); ok && v == 1 {
			return side[1]
		}
		if u := d.values[side[0]]; u.op == opNeg {
			return d.operation(opNeg, d.product(u.a, side[1]), -1, -1)
		}
	}
	return d.put(value{op: opMul, a: min(a, b), b: max(a, b), c: -1})
}

// power returns a to a power that is multiplied out or a square root, and
// whether it is one.
func (d *dag) power(a, b int32) (i int32, ok bool) {
	v, ok := d.literal(b)
	switch {
	case !ok:
		return 0, false
	case v == 0.5:
		return d.operation(opSqrt, a, -1, -1), true
	case v == -0.5:
		return d.reciprocal(d.operation(opSqrt, a, -1, -1)), true
	case !isSmallInteger(v):
		return 0, false
	case v == 0:
		return d.number(1), true
	case v < 0:
		return d.reciprocal(d.integerPower(a, -int(v))), true
	}
	return d.integerPower(a, int(v)), true
}

func (d *dag) reciprocal(a int32) int32 { return d.operation(opDiv, d.number(1), a, -1) }

// integerPower multiplies in the order of powi.
func (d *dag) integerPower(a int32, n int) int32 {
	switch {
	case n == 1:
		return a
	case n%2 == 1:
		return d.operation(opMul, d.integerPower(a, n-1), a, -1)
	}
	half := d.integerPower(a, n/2)
	return d.operation(opMul, half, half, -1)
}

// literal returns the number that a value is, if it is one.
func (d *dag) literal(i int32) (v float64, ok bool) {
	u := d.values[i]
	return math.Float64frombits(u.bits), u.op == opNumber
}

// computed returns the value of an operation on numbers.
func (d *dag) computed(o op, a, b, c int32) (v float64, ok bool) {
	var x [3]float64
	for i, u := range [3]int32{a, b, c} {
		if u >= 0 {
			if x[i], ok = d.literal(u); !ok {
				return 0, false
			}
		}
	}
	return evaluate(o, x[0], x[1], x[2]), true
}
