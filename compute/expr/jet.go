package expr

import "math"

// Jet is the value of a formula at a point with its first and second derivatives
// by the first variable X and the second variable Y, which are 0 if there is none.
type Jet struct {
	Z          float64
	X, Y       float64 // gradient
	XX, XY, YY float64 // Hessian matrix
}

// dual is the jet of a value, and which of the variables the value depends on at
// all: by the others its derivatives are 0 even where a slope is infinite.
type dual struct {
	Jet
	on section
}

// Jet returns the value and the exact derivatives, up to rounding, at a point,
// computed by forward-mode automatic differentiation (A. Griewank, A. Walther,
// Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 13). Its arguments are
// those of At. At kinks and jumps it takes the side that Expr.D takes. Where a
// slope is infinite or undefined, as at the tip of a cone, derivatives are
// infinite or NaN; an infinite one counts as 0 below an operation whose slope is
// 0. After the first call it allocates nothing.
func (p *Program) Jet(point ...float64) Jet { return p.jet(point, nil) }

// jet is Jet with the jets of the variables from the third on, if they are
// functions of the first two.
func (p *Program) jet(point []float64, given []Jet) Jet {
	vars, _ := p.split(point)
	duals, _ := p.duals.Get().(*[]dual)
	if duals == nil {
		s := make([]dual, len(p.values))
		duals = &s
	}
	for i := range p.values {
		(*duals)[i] = p.values[i].dual(*duals, point, len(vars), given)
	}
	result := (*duals)[len(p.values)-1].Jet
	p.duals.Put(duals)
	return result
}

// dual returns the dual of v, given those of the values before it.
func (v *value) dual(duals []dual, point []float64, vars int, given []Jet) dual {
	switch v.op {
	case opNumber:
		return dual{Jet: Jet{Z: math.Float64frombits(v.bits)}}
	case opParam:
		return dual{Jet: Jet{Z: point[vars+int(v.a)]}}
	case opVar:
		d := dual{Jet: Jet{Z: point[v.a]}}
		switch v.a {
		case 0:
			d.X, d.on = 1, columns
		case 1:
			d.Y, d.on = 1, rows
		default:
			if given != nil {
				d.Jet, d.on = given[v.a-2], points
			}
		}
		return d
	case opIf:
		d := duals[v.b]
		switch c := duals[v.a].Z; {
		case c == 0:
			d = duals[v.c]
		case c != c:
			d.Jet = Jet{c, c, c, c, c, c}
		}
		return d
	}
	a := &duals[v.a]
	if v.b < 0 {
		z, slope, curve := unaryJet(v.op, a.Z)
		return chain(a, a, partials{z: z, a: slope, aa: curve})
	}
	b := &duals[v.b]
	return chain(a, b, binaryJet(v.op, a.Z, b.Z))
}

// partials are the value of an operation on a and b, and its derivatives by them.
type partials struct{ z, a, b, aa, ab, bb float64 }

// chain applies the chain rule.
func chain(a, b *dual, f partials) dual {
	ax, ay := a.on&columns != 0, a.on&rows != 0
	bx, by := b.on&columns != 0, b.on&rows != 0
	return dual{
		Jet: Jet{
			Z:  f.z,
			X:  term(ax, f.a, a.X) + term(bx, f.b, b.X),
			Y:  term(ay, f.a, a.Y) + term(by, f.b, b.Y),
			XX: term(ax, f.aa, a.X*a.X) + term(ax && bx, 2*f.ab, a.X*b.X) + term(bx, f.bb, b.X*b.X) + term(ax, f.a, a.XX) + term(bx, f.b, b.XX),
			YY: term(ay, f.aa, a.Y*a.Y) + term(ay && by, 2*f.ab, a.Y*b.Y) + term(by, f.bb, b.Y*b.Y) + term(ay, f.a, a.YY) + term(by, f.b, b.YY),
			XY: term(ax && ay, f.aa, a.X*a.Y) + term(ax && by, f.ab, a.X*b.Y) + term(ay && bx, f.ab, a.Y*b.X) +
				term(bx && by, f.bb, b.X*b.Y) + term(ax && ay, f.a, a.XY) + term(bx && by, f.b, b.XY),
		},
		on: a.on | b.on,
	}
}

// term returns f*d, 0 if d is surely 0.
func term(on bool, f, d float64) float64 {
	if !on || f == 0 {
		return 0
	}
	return f * d
}

// unaryJet returns the value of an operation on a and its first and second
// derivative.
func unaryJet(o op, a float64) (z, slope, curve float64) {
	z = evaluate(o, a, 0, 0)
	switch o {
	case opNeg:
		return z, -1, 0
	case opSin:
		return z, oneCos(a), -z
	case opCos:
		return z, -oneSin(a), -z
	case opTan:
		s := 1 + z*z
		return z, s, 2 * z * s
	case opAsin:
		s := 1 / math.Sqrt((1-a)*(1+a))
		return z, s, a * s * s * s
	case opAcos:
		s := 1 / math.Sqrt((1-a)*(1+a))
		return z, -s, -a * s * s * s
	case opAtan:
		s := 1 / (1 + a*a)
		return z, s, -2 * a * s * s
	case opSinh:
		return z, math.Cosh(a), z
	case opCosh:
		return z, math.Sinh(a), z
	case opTanh:
		c := 1 / math.Cosh(a)
		return z, c * c, -2 * z * c * c
	case opAsinh:
		s := 1 / math.Hypot(a, 1)
		return z, s, -a * s * s * s
	case opAcosh:
		s := 1 / (math.Sqrt(a-1) * math.Sqrt(a+1))
		return z, s, -a * s * s * s
	case opAtanh:
		s := 1 / ((1 - a) * (1 + a))
		return z, s, 2 * a * s * s
	case opExp:
		return z, z, z
	case opExpm1:
		e := oneExp(a)
		return z, e, e
	case opLog1p:
		s := 1 / (1 + a)
		return z, s, -s * s
	case opLog:
		return z, 1 / a, -1 / (a * a)
	case opLog2:
		return z, 1 / (math.Ln2 * a), -1 / (math.Ln2 * a * a)
	case opLog10:
		return z, 1 / (math.Ln10 * a), -1 / (math.Ln10 * a * a)
	case opSqrt:
		return z, 1 / (2 * z), -1 / (4 * a * z)
	case opCbrt:
		return z, 1 / (3 * z * z), -2 / (9 * a * z * z)
	case opAbs:
		return z, sgn(a), 0
	case opErf:
		s := 2 / math.Sqrt(pi) * oneExp(-a*a)
		return z, s, -2 * a * s
	case opGamma:
		p := polygamma(0, a)
		return z, z * p, z * (p*p + polygamma(1, a))
	case opSinc:
		return z, sincN(a, 1), sincN(a, 2)
	}
	return z, 0, 0 // sign, floor, ceil, round, trunc, not
}

// binaryJet returns the partial derivatives of an operation.
func binaryJet(o op, a, b float64) partials {
	z := evaluate(o, a, b, 0)
	switch o {
	case opAdd:
		return partials{z: z, a: 1, b: 1}
	case opSub:
		return partials{z: z, a: 1, b: -1}
	case opMul:
		return partials{z: z, a: b, b: a, ab: 1}
	case opDiv:
		return partials{z: z, a: 1 / b, b: -z / b, ab: -1 / (b * b), bb: 2 * z / (b * b)}
	case opPow:
		l, s := oneLog(a), pow(a, b-1)
		return partials{z: z, a: b * s, b: z * l, aa: b * (b - 1) * pow(a, b-2), ab: s + b*s*l, bb: z * l * l}
	case opAtan2:
		q := a*a + b*b
		return partials{
			z: z, a: b / q, b: -a / q,
			aa: -2 * a * b / (q * q), ab: (a - b) * (a + b) / (q * q), bb: 2 * a * b / (q * q),
		}
	case opHypot:
		c := z * z * z
		return partials{z: z, a: a / z, b: b / z, aa: b * b / c, ab: -a * b / c, bb: a * a / c}
	case opMod:
		return partials{z: z, a: 1, b: -math.Floor(a / b)}
	case opMin:
		return sideOf(z, a <= b)
	case opMax:
		return sideOf(z, a >= b)
	case opPolygamma:
		return partials{z: z, b: polygamma(a+1, b), bb: polygamma(a+2, b)}
	case opSincN:
		return partials{z: z, a: sincN(a, b+1), aa: sincN(a, b+2)}
	case opRoot:
		l, s := oneLog(a), pow(z, b-1)
		return partials{
			z: z, a: 1 / (b * s), b: -z * l / (b * b),
			aa: (1 - b) / (b * b * a * s), ab: -(l/b + 1) / (b * b * s), bb: z * l * (l + 2*b) / (b * b * b * b),
		}
	case opBinomial:
		p, q, r := polygamma(0, a+1), polygamma(0, b+1), polygamma(0, a-b+1)
		rest := polygamma(1, a-b+1)
		return partials{
			z: z, a: z * (p - r), b: z * (r - q),
			aa: z * ((p-r)*(p-r) + polygamma(1, a+1) - rest), ab: z * ((p-r)*(r-q) + rest), bb: z * ((r-q)*(r-q) - rest - polygamma(1, b+1)),
		}
	}
	return partials{z: z} // comparisons, and, or, heaviside
}

// sideOf returns the partial derivatives of the first or second operand.
func sideOf(z float64, first bool) partials {
	if first {
		return partials{z: z, a: 1}
	}
	return partials{z: z, b: 1}
}
