package expr

import "math"

// evaluate returns the value of an operation on numbers; those that it does not
// have do not matter.
func evaluate(o op, a, b, c float64) float64 {
	switch o {
	case opAdd:
		return a + b
	case opSub:
		return a - b
	case opMul:
		return a * b
	case opDiv:
		return a / b
	case opHypot:
		return hypot(a, b)
	case opLess:
		return truth(a < b)
	case opLessEqual:
		return truth(a <= b)
	case opIf:
		return choice(a, b, c)
	}
	if f := unary[o]; f != nil {
		return f(a)
	}
	return binary[o](a, b)
}

// The kernels for a single number.

func oneSin(x float64) float64   { v := [1]float64{x}; sinTo(v[:], v[:]); return v[0] }
func oneCos(x float64) float64   { v := [1]float64{x}; cosTo(v[:], v[:]); return v[0] }
func oneExp(x float64) float64   { v := [1]float64{x}; expTo(v[:], v[:]); return v[0] }
func oneLog(x float64) float64   { v := [1]float64{x}; logTo(v[:], v[:]); return v[0] }
func oneLog2(x float64) float64  { v := [1]float64{x}; log2To(v[:], v[:]); return v[0] }
func oneLog10(x float64) float64 { v := [1]float64{x}; log10To(v[:], v[:]); return v[0] }
func oneSinc(x float64) float64  { v := [1]float64{x}; sincTo(v[:], v[:]); return v[0] }

// constant returns the value of a tree without variables and parameters, and
// whether it is one.
func constant(n *node) (v float64, ok bool) {
	if !closed(n) {
		return 0, false
	}
	d := dag{index: map[value]int32{}, nodes: map[*node]int32{}, scope: &scope{}}
	return d.literal(d.lower(n))
}

// closed reports whether all names in n are constants.
func closed(n *node) bool {
	if n.op == opName {
		_, ok := constants[n.name]
		return ok
	}
	for _, a := range n.args {
		if !closed(a) {
			return false
		}
	}
	return true
}

// kernels are the functions of one argument that come for whole slices.
var kernels = [numCodes]func(dst, a []float64){
	opNeg:   negTo,
	opSin:   sinTo,
	opCos:   cosTo,
	opExp:   expTo,
	opLog:   logTo,
	opLog2:  log2To,
	opLog10: log10To,
	opSqrt:  sqrtTo,
	opAbs:   absTo,
	opSinc:  sincTo,
}

// kernels2 are the operations on two slices.
var kernels2 = [numCodes]func(dst, a, b []float64){
	opAdd:       addTo,
	opSub:       subTo,
	opMul:       mulTo,
	opDiv:       divTo,
	opHypot:     hypotTo,
	opLess:      lessTo,
	opLessEqual: lessEqualTo,
}

// unary are the operations on one number.
var unary = [numCodes]func(float64) float64{
	opNeg:   func(a float64) float64 { return -a },
	opSin:   oneSin,
	opCos:   oneCos,
	opExp:   oneExp,
	opLog:   oneLog,
	opLog2:  oneLog2,
	opLog10: oneLog10,
	opSinc:  oneSinc,
	opSqrt:  math.Sqrt,
	opAbs:   math.Abs,
	opNot:   not,
	opTan:   math.Tan,
	opAsin:  asin,
	opAcos:  acos,
	opAtan:  math.Atan,
	opSinh:  math.Sinh,
	opCosh:  math.Cosh,
	opTanh:  math.Tanh,
	opAsinh: math.Asinh,
	opAcosh: math.Acosh,
	opAtanh: math.Atanh,
	opExpm1: math.Expm1,
	opLog1p: math.Log1p,
	opCbrt:  math.Cbrt,
	opSign:  sgn,
	opFloor: math.Floor,
	opCeil:  math.Ceil,
	opRound: math.Round,
	opTrunc: math.Trunc,
	opErf:   math.Erf,
	opGamma: gamma,
}

// binary are those on two, but for what evaluate has itself.
var binary = [numCodes]func(a, b float64) float64{
	opPow:       pow,
	opAnd:       and,
	opOr:        or,
	opAtan2:     math.Atan2,
	opMod:       mod,
	opPolygamma: polygamma,
	opRoot:      root,
	opHeaviside: heaviside,
	opBinomial:  binomial,
	opSincN:     sincN,

	opMin:      func(a, b float64) float64 { return min(a, b) },
	opMax:      func(a, b float64) float64 { return max(a, b) },
	opEqual:    func(a, b float64) float64 { return truth(a == b) },
	opNotEqual: func(a, b float64) float64 { return truth(a != b) },
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func not(a float64) float64 { return choice(a, 0, 1) }

func and(a, b float64) float64 {
	if a != a || b != b {
		return math.NaN()
	}
	return truth(a != 0 && b != 0)
}

func or(a, b float64) float64 {
	if a != a || b != b {
		return math.NaN()
	}
	return truth(a != 0 || b != 0)
}

// choice returns a where c holds, b where it is 0, NaN where it is.
func choice(c, a, b float64) float64 {
	switch {
	case c == 0:
		return b
	case c != c:
		return c
	}
	return a
}

// sgn returns the sign of a; 0, -0 and NaN are their own.
func sgn(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return a
}

// heaviside returns 0 for negative a, 1 for positive a, and at for 0.
func heaviside(a, at float64) float64 {
	switch {
	case a < 0:
		return 0
	case a > 0:
		return 1
	case a == 0:
		return at
	}
	return a
}

// mod returns the remainder of a/b that has the sign of b, NaN if b is 0.
func mod(a, b float64) float64 {
	r := math.Mod(a, b)
	if r < 0 && b > 0 || r > 0 && b < 0 {
		r += b
	}
	return r
}

// hypot returns sqrt(a^2 + b^2), with a relative error below 2^-52. Package math
// takes care of squares that over- or underflow.
func hypot(a, b float64) float64 {
	s := float64(a*a) + float64(b*b)
	if 0x1p-900 < s && s < 0x1p900 {
		return math.Sqrt(s)
	}
	return math.Hypot(a, b)
}

// maxPower is the greatest integer power that is multiplied out.
const maxPower = 32

func isSmallInteger(v float64) bool { return -maxPower <= v && v <= maxPower && v == math.Trunc(v) }

// pow returns a^b. Small integer powers and square roots are computed as such.
func pow(a, b float64) float64 {
	switch {
	case b == 0.5:
		return math.Sqrt(a)
	case b == -0.5:
		return 1 / math.Sqrt(a)
	case !isSmallInteger(b):
		return math.Pow(a, b)
	case b < 0:
		return 1 / powi(a, -int(b))
	}
	return powi(a, int(b))
}

// powi returns a^n for n from 0 on.
func powi(a float64, n int) float64 {
	switch {
	case n == 0:
		return 1
	case n == 1:
		return a
	case n%2 == 1:
		return powi(a, n-1) * a
	}
	half := powi(a, n/2)
	return half * half
}
