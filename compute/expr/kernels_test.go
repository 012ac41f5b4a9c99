package expr

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// Functions to 300 bits, by their power series.

const bits = 300

func bigOf(v float64) *big.Float { return new(big.Float).SetPrec(bits).SetFloat64(v) }

func bigOp(f func(z, a, b *big.Float) *big.Float, a, b *big.Float) *big.Float {
	return f(new(big.Float).SetPrec(bits), a, b)
}

// series returns the sum of x^k/k! over k = first, first+step, ..., with signs
// that alternate if alternating.
func series(x *big.Float, first, step int, alternating bool) *big.Float {
	sum, term := bigOf(0), bigOf(1)
	for k := 0; k < 120; k++ {
		if k > 0 {
			term = bigOp((*big.Float).Quo, bigOp((*big.Float).Mul, term, x), bigOf(float64(k)))
		}
		switch {
		case k < first || (k-first)%step != 0:
		case alternating && (k-first)/step%2 == 1:
			sum.Sub(sum, term)
		default:
			sum.Add(sum, term)
		}
	}
	return sum
}

// bigPi is pi by J. Machin's formula, 16 atan(1/5) - 4 atan(1/239).
var bigPi = func() *big.Float {
	atan := func(n float64) *big.Float {
		sum, power := bigOf(0), bigOp((*big.Float).Quo, bigOf(1), bigOf(n))
		for k := 1.0; k < 160; k += 2 {
			term := bigOp((*big.Float).Quo, power, bigOf(k))
			if int(k)%4 == 3 {
				term.Neg(term)
			}
			sum.Add(sum, term)
			power = bigOp((*big.Float).Quo, power, bigOf(n*n))
		}
		return sum
	}
	return bigOp((*big.Float).Sub, bigOp((*big.Float).Mul, bigOf(16), atan(5)), bigOp((*big.Float).Mul, bigOf(4), atan(239)))
}()

// quarters returns x less the nearest multiple of pi/2, and which one, modulo 4.
func quarters(x float64) (*big.Float, int) {
	half := bigOp((*big.Float).Quo, bigPi, bigOf(2))
	q, _ := bigOp((*big.Float).Quo, bigOf(x), half).Float64()
	n := math.RoundToEven(q)
	rest := bigOp((*big.Float).Sub, bigOf(x), bigOp((*big.Float).Mul, half, bigOf(n)))
	return rest, int(math.Mod(n, 4)+4) % 4
}

func bigSin(x float64) *big.Float { return bigTrig(x, 0) }
func bigCos(x float64) *big.Float { return bigTrig(x, 1) }

func bigTrig(x float64, shift int) *big.Float {
	rest, q := quarters(x)
	q += shift
	r := series(rest, 1-q%2, 2, true)
	if q%4 >= 2 {
		r.Neg(r)
	}
	return r
}

// bigExp halves x ten times and squares as often.
func bigExp(x float64) *big.Float { return bigExpOf(bigOf(x)) }

func bigExpOf(x *big.Float) *big.Float {
	r := series(bigOp((*big.Float).Quo, x, bigOf(1024)), 0, 1, false)
	for range 10 {
		r = bigOp((*big.Float).Mul, r, r)
	}
	return r
}

// bigLog improves the logarithm by Newton's method.
func bigLog(x float64) *big.Float {
	y := bigOf(math.Log(x))
	for range 4 {
		e := bigExpOf(bigOp((*big.Float).Sub, bigOf(0), y))
		y.Add(y, bigOp((*big.Float).Sub, bigOp((*big.Float).Mul, bigOf(x), e), bigOf(1)))
	}
	return y
}

func bigLogTo(base float64) func(x float64) *big.Float {
	return func(x float64) *big.Float { return bigOp((*big.Float).Quo, bigLog(x), bigLog(base)) }
}

// ulps returns the error of got in units of the last place of the exact value.
func ulps(got float64, exact *big.Float) float64 {
	near, _ := exact.Float64()
	_, exponent := math.Frexp(near)
	unit := math.Ldexp(1, max(exponent-53, -1074))
	d, _ := bigOp((*big.Float).Sub, bigOf(got), exact).Float64()
	return math.Abs(d) / unit
}

func TestKernelErrors(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	uniform := func(lo, hi float64) func() float64 {
		return func() float64 { return lo + (hi-lo)*rng.Float64() }
	}
	// Next to multiples of pi/2, where most digits cancel.
	multiple := func(limit int) func() float64 {
		return func() float64 {
			x := float64(1+rng.IntN(limit)) * math.Pi / 2
			return math.Float64frombits(math.Float64bits(x) + uint64(rng.IntN(5)) - 2)
		}
	}
	positive := func() float64 { return math.Ldexp(1+rng.Float64(), rng.IntN(2000)-1000) }
	for _, tt := range []struct {
		name  string
		op    op
		exact func(float64) *big.Float
		x     func() float64
	}{
		{"sin", opSin, bigSin, uniform(-10, 10)},
		{"sin near zeros", opSin, bigSin, multiple(4000)},
		{"sin of large", opSin, bigSin, uniform(-trigLimit, trigLimit)},
		{"cos", opCos, bigCos, uniform(-10, 10)},
		{"cos near zeros", opCos, bigCos, multiple(4000)},
		{"cos of large", opCos, bigCos, uniform(-trigLimit, trigLimit)},
		{"exp", opExp, bigExp, uniform(-expLimit, expLimit)},
		{"exp near 0", opExp, bigExp, uniform(-1, 1)},
		{"log", opLog, bigLog, positive},
		{"log near 1", opLog, bigLog, uniform(0.5, 1.5)},
		{"log2", opLog2, bigLogTo(2), positive},
		{"log2 near 1", opLog2, bigLogTo(2), uniform(0.5, 1.5)},
		{"log10", opLog10, bigLogTo(10), positive},
		{"log10 near 1", opLog10, bigLogTo(10), uniform(0.5, 1.5)},
	} {
		worst, where := 0.0, 0.0
		for range 300 {
			x := tt.x()
			if u := ulps(evaluate(tt.op, x, 0, 0), tt.exact(x)); !(u <= worst) {
				worst, where = u, x
			}
		}
		if !(worst < 1) {
			t.Errorf("%s: error of %.3f units in the last place at %v", tt.name, worst, where)
		}
		t.Logf("%s: at most %.3f", tt.name, worst)
	}
}

// Beyond the range of the kernels, and where functions have no value, they agree
// with package math, whatever else is in the block.
func TestKernelEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	edges := []float64{0, math.Copysign(0, -1), 1, -1, inf, -inf, nan, 5e-324, -5e-324, 1e-310, math.MaxFloat64, -math.MaxFloat64,
		trigLimit, trigLimit + 1, -1e10, 1e300, expLimit, 709, 709.7, 710, -expLimit, -709, -740, -745.2, -1e5, 0x1p-1022}
	for o, f := range map[op]func(float64) float64{
		opSin: math.Sin, opCos: math.Cos, opExp: math.Exp, opLog: math.Log, opLog2: math.Log2, opLog10: math.Log10,
	} {
		got := make([]float64, len(edges))
		kernels[o](got, edges)
		for i, x := range edges {
			want := f(x)
			if !near(got[i], want, 1e-15, 1e-16*math.SmallestNonzeroFloat64) && math.Abs(x) != trigLimit {
				t.Errorf("%s(%v) = %v, want %v", functions[o].name, x, got[i], want)
			}
			if one := evaluate(o, x, 0, 0); math.Float64bits(one) != math.Float64bits(got[i]) {
				t.Errorf("%s(%v) = %v alone, %v in a block", functions[o].name, x, one, got[i])
			}
		}
	}
	if z := evaluate(opSin, math.Copysign(0, -1), 0, 0); z != 0 || !math.Signbit(z) {
		t.Errorf("sin(-0) = %v", z)
	}
}

func TestExactLogarithms(t *testing.T) {
	for k := -300; k <= 300; k++ {
		if got := evaluate(opLog2, math.Ldexp(1, k), 0, 0); got != float64(k) {
			t.Errorf("log2(2^%d) = %v", k, got)
		}
		if got := evaluate(opLog10, math.Pow10(k), 0, 0); got != float64(k) {
			t.Errorf("log10(10^%d) = %v", k, got)
		}
	}
}

func TestHypotError(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		a, b := rng.NormFloat64(), rng.NormFloat64()
		s := bigOp((*big.Float).Add, bigOp((*big.Float).Mul, bigOf(a), bigOf(a)), bigOp((*big.Float).Mul, bigOf(b), bigOf(b)))
		exact := new(big.Float).SetPrec(bits).Sqrt(s)
		d, _ := bigOp((*big.Float).Quo, bigOp((*big.Float).Sub, bigOf(hypot(a, b)), exact), exact).Float64()
		if math.Abs(d) > 0x1p-52 {
			t.Errorf("hypot(%v, %v): relative error of %v", a, b, d)
		}
	}
	for _, tt := range [][3]float64{{3e200, 4e200, 5e200}, {3e-200, -4e-200, 5e-200}, {0, 0, 0}, {-2, 0, 2}} {
		if got := hypot(tt[0], tt[1]); !near(got, tt[2], 1e-15, 0) {
			t.Errorf("hypot(%v, %v) = %v", tt[0], tt[1], got)
		}
	}
}

// Values of mpmath with 40 digits.
func TestPolygamma(t *testing.T) {
	for _, tt := range []struct{ n, x, want float64 }{
		{0, 0.1, -10.423754940411076},
		{0, 1, -0.5772156649015329},
		{0, 2.5, 0.7031566406452432},
		{0, 14.9, 2.6674289762160424},
		{0, 40, 3.676327374034843},
		{0, 1000000.0, 13.815510057964191},
		{1, 0.1, 101.43329915079275},
		{1, 1, 1.6449340668482264},
		{1, 2.5, 0.49035775610023485},
		{1, 14.9, 0.06941658320709579},
		{1, 40, 0.02531510384129103},
		{1, 1000000.0, 1.0000005000001667e-06},
		{2, 0.1, -2001.8614573783436},
		{2, 1, -2.4041138063191885},
		{2, 2.5, -0.2362040516417274},
		{2, 14.9, -0.004816732932829049},
		{2, 40, -0.0006408202718352986},
		{2, 1000000.0, -1.0000010000005e-12},
		{5, 0.1, 120000069.30751093},
		{5, 1, 122.0811674381339},
		{5, 2.5, 0.5785691785671835},
		{5, 14.9, 3.852949996524475e-05},
		{5, 40, 2.4938943509996704e-07},
		{5, 1000000.0, 2.400006000006e-29},
		{20, 0.1, -2.432902008176637e+39},
		{20, 1, -2.4329031685078615e+18},
		{20, 2.5, -10709198259.124132},
		{20, 14.9, -7.624197273119449e-07},
		{20, 40, -1.4070197752355848e-15},
		{20, 1000000.0, -1.2164631686409367e-103},
		{0, -0.5, 0.03648997397857652},
		{0, -3.25, 4.46627587235028},
		{0, -10.75, -0.7208957601671612},
		{1, -0.5, 8.934802200544679},
		{1, -3.25, 19.474085068082154},
		{1, -10.75, 19.650378280099094},
		{2, -0.5, -0.82879664423432},
		{2, -3.25, 123.95521103942203},
		{2, -10.75, -124.0329924197052},
		// mpmath 1.3.0 with 60 digits, by reflection.
		{0, -1000.5, 6.9087548208986715}, {0, -2500.25, 10.965938626117752}, {0, -1000000.5, 13.815511557963816}, {0, -123456789.3, 20.913902486090372}, {0, -9999999999.5, 23.025850929940457}, {0, -0.001, 999.42113819789133}, {0, -17.999, -997.07887175755068},
		{1, -1000.5, 9.8686054001734414}, {1, -2500.25, 19.738808922148057}, {1, -1000000.5, 9.8696034010903586}, {1, -123456789.3, 15.079413899854212}, {1, -9999999999.5, 9.8696044009893586}, {1, -0.001, 1000001.6473414317}, {1, -17.999, 1000003.2358283575},
		{2, -1000.5, -9.9800274700264396e-7}, {2, -2500.25, 124.02510656129524}, {2, -1000000.5, -9.9999800000275e-13}, {2, -123456789.3, 68.837546006396072}, {2, -9999999999.5, -1.0e-20}, {2, -0.001, 1999999997.5893797}, {2, -17.999, -1999999999.9825993},
		{3, -1000.5, 194.81818206601086}, {3, -2500.25, 1558.5454565439111}, {3, -1000000.5, 194.81818206800487}, {3, -123456789.3, 769.02094335724555}, {3, -9999999999.5, 194.81818206800487}, {3, -0.001, 6000000000006.5184}, {3, -17.999, 5999999999983.6565},
		{5, -1000.5, 15382.227097204871}, {5, -2500.25, 492231.26711055587}, {5, -1000000.5, 15382.227097204871}, {5, -123456789.3, 165660.1842390699}, {5, -9999999999.5, 15382.227097204871}, {5, -0.001, 1.1999999999999999e+20}, {5, -17.999, 1.1999999999912006e+20},
		{20, -1000.5, 7.7896446206329454e-36}, {20, -2500.25, 1.0700016187896298e+31}, {20, -1000000.5, 7.7896447398684206e-36}, {20, -123456789.3, 2.3258320469130832e+29}, {20, -9999999999.5, -7.7896447398684206e-36}, {20, -0.001, 2.4329020081766389e+81}, {20, -17.999, -2.4329020081142e+81},
		{0, 0, math.NaN()}, {0, -3, math.NaN()}, {0, -1e17, math.NaN()}, {0, math.Inf(-1), math.NaN()}, {0.5, 1, math.NaN()}, {-1, 1, math.NaN()}, {1, math.Inf(1), 0}, {21, 1, math.NaN()},
	} {
		if got := polygamma(tt.n, tt.x); !near(got, tt.want, 1e-13, 1e-15) {
			t.Errorf("polygamma(%v, %v) = %v, want %v", tt.n, tt.x, got, tt.want)
		}
	}
}
