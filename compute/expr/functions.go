package expr

// The functions.
const (
	opSin op = firstFunction + iota
	opCos
	opTan
	opSec
	opCsc
	opCot
	opAsin
	opAcos
	opAtan
	opAsec
	opAcsc
	opAcot
	opAtan2
	opSinh
	opCosh
	opTanh
	opSech
	opCsch
	opCoth
	opAsinh
	opAcosh
	opAtanh
	opAsech
	opAcsch
	opAcoth
	opExp
	opExpm1
	opLog
	opLog1p
	opLog2
	opLog10
	opSqrt
	opCbrt
	opRoot
	opAbs
	opSign
	opFloor
	opCeil
	opRound
	opTrunc
	opHeaviside
	opSinc
	opMin
	opMax
	opMod
	opHypot
	opErf
	opGamma
	opFactorial
	opBinomial
	opDigamma
	opPolygamma
	opNormpdf
	opMvn
	opIf
	numOps
)

// function describes a function: its name, the shapes its arguments may have,
// what it is, in English and Japanese, and what NumPy, Octave and Go call it, with
// what else must be called on the way; names without a package may be helpers of
// the copied code.
type function struct {
	name               string
	args               []string // each a list of arguments
	english, japanese  string
	numpy, octave, go_ string
}

var functions = [numOps]function{
	opSin:       {"sin", []string{"x"}, "sine of an angle in radians", "正弦(ラジアン)", "np.sin", "sin", "math.Sin"},
	opCos:       {"cos", []string{"x"}, "cosine of an angle in radians", "余弦(ラジアン)", "np.cos", "cos", "math.Cos"},
	opTan:       {"tan", []string{"x"}, "tangent of an angle in radians", "正接(ラジアン)", "np.tan", "tan", "math.Tan"},
	opSec:       {"sec", []string{"x"}, "secant, 1/cos(x)", "正割 1/cos(x)", "", "", ""},
	opCsc:       {"csc", []string{"x"}, "cosecant, 1/sin(x)", "余割 1/sin(x)", "", "", ""},
	opCot:       {"cot", []string{"x"}, "cotangent, 1/tan(x)", "余接 1/tan(x)", "", "", ""},
	opAsin:      {"asin", []string{"x"}, "inverse sine, -pi/2 to pi/2", "逆正弦(-π/2 から π/2)", "np.arcsin", "real_or_nan(asin", "math.Asin"},
	opAcos:      {"acos", []string{"x"}, "inverse cosine, 0 to pi", "逆余弦(0 から π)", "np.arccos", "real_or_nan(acos", "math.Acos"},
	opAtan:      {"atan", []string{"x"}, "inverse tangent, -pi/2 to pi/2", "逆正接(-π/2 から π/2)", "np.arctan", "atan", "math.Atan"},
	opAsec:      {"asec", []string{"x"}, "inverse secant, 0 to pi", "逆正割(0 から π)", "", "", ""},
	opAcsc:      {"acsc", []string{"x"}, "inverse cosecant, -pi/2 to pi/2", "逆余割(-π/2 から π/2)", "", "", ""},
	opAcot:      {"acot", []string{"x"}, "inverse cotangent, atan(1/x)", "逆余接 atan(1/x)", "", "", ""},
	opAtan2:     {"atan2", []string{"y, x"}, "angle of the point (x, y), -pi to pi", "点 (x, y) の偏角(-π から π)", "np.arctan2", "atan2", "math.Atan2"},
	opSinh:      {"sinh", []string{"x"}, "hyperbolic sine", "双曲線正弦", "np.sinh", "sinh", "math.Sinh"},
	opCosh:      {"cosh", []string{"x"}, "hyperbolic cosine", "双曲線余弦", "np.cosh", "cosh", "math.Cosh"},
	opTanh:      {"tanh", []string{"x"}, "hyperbolic tangent", "双曲線正接", "np.tanh", "tanh", "math.Tanh"},
	opSech:      {"sech", []string{"x"}, "hyperbolic secant, 1/cosh(x)", "双曲線正割 1/cosh(x)", "", "", ""},
	opCsch:      {"csch", []string{"x"}, "hyperbolic cosecant, 1/sinh(x)", "双曲線余割 1/sinh(x)", "", "", ""},
	opCoth:      {"coth", []string{"x"}, "hyperbolic cotangent, 1/tanh(x)", "双曲線余接 1/tanh(x)", "", "", ""},
	opAsinh:     {"asinh", []string{"x"}, "inverse hyperbolic sine", "逆双曲線正弦", "np.arcsinh", "asinh", "math.Asinh"},
	opAcosh:     {"acosh", []string{"x"}, "inverse hyperbolic cosine, x >= 1", "逆双曲線余弦(x ≥ 1)", "np.arccosh", "real_or_nan(acosh", "math.Acosh"},
	opAtanh:     {"atanh", []string{"x"}, "inverse hyperbolic tangent, -1 to 1", "逆双曲線正接(-1 ≤ x ≤ 1)", "np.arctanh", "real_or_nan(atanh", "math.Atanh"},
	opAsech:     {"asech", []string{"x"}, "inverse hyperbolic secant", "逆双曲線正割", "", "", ""},
	opAcsch:     {"acsch", []string{"x"}, "inverse hyperbolic cosecant", "逆双曲線余割", "", "", ""},
	opAcoth:     {"acoth", []string{"x"}, "inverse hyperbolic cotangent", "逆双曲線余接", "", "", ""},
	opExp:       {"exp", []string{"x"}, "e to the power x", "指数関数 e^x", "np.exp", "exp", "math.Exp"},
	opExpm1:     {"expm1", []string{"x"}, "e^x - 1, exact near 0", "e^x - 1(0 の近くでも正確)", "np.expm1", "expm1", "math.Expm1"},
	opLog:       {"log", []string{"x", "x, base"}, "natural logarithm, or to the given base", "自然対数(底も指定できる)", "np.log", "real_or_nan(log", "math.Log"},
	opLog1p:     {"log1p", []string{"x"}, "log(1 + x), exact near 0", "log(1 + x)(0 の近くでも正確)", "np.log1p", "real_or_nan(log1p", "math.Log1p"},
	opLog2:      {"log2", []string{"x"}, "logarithm to base 2", "2 を底とする対数", "np.log2", "real_or_nan(log2", "math.Log2"},
	opLog10:     {"log10", []string{"x"}, "logarithm to base 10", "常用対数", "np.log10", "real_or_nan(log10", "math.Log10"},
	opSqrt:      {"sqrt", []string{"x"}, "square root", "平方根", "np.sqrt", "real_or_nan(sqrt", "math.Sqrt"},
	opCbrt:      {"cbrt", []string{"x"}, "cube root, also of negative numbers", "立方根(負の数も可)", "np.cbrt", "cbrt", "math.Cbrt"},
	opRoot:      {"root", []string{"x, n"}, "n-th root, also of negative numbers if n is odd", "n 乗根(n が奇数なら負の数も可)", "root", "root", "root"},
	opAbs:       {"abs", []string{"x"}, "absolute value, also |x|", "絶対値(|x| も可)", "np.abs", "abs", "math.Abs"},
	opSign:      {"sign", []string{"x"}, "-1, 0 or 1", "符号(-1, 0, 1)", "np.sign", "sign", "sign"},
	opFloor:     {"floor", []string{"x"}, "greatest integer not above x", "床関数(切り捨て)", "np.floor", "floor", "math.Floor"},
	opCeil:      {"ceil", []string{"x"}, "least integer not below x", "天井関数(切り上げ)", "np.ceil", "ceil", "math.Ceil"},
	opRound:     {"round", []string{"x"}, "nearest integer, halves away from zero", "四捨五入(0.5 は 0 から遠い方へ)", "round_half_away", "round", "math.Round"},
	opTrunc:     {"trunc", []string{"x"}, "integer part, rounded towards 0", "整数部分(0 の方へ切り捨て)", "np.trunc", "fix", "math.Trunc"},
	opHeaviside: {"heaviside", []string{"x", "x, h"}, "unit step from 0 to 1; at 0 it is h, or 0.5", "単位階段関数(0 では h、省略時は 0.5)", "np.heaviside", "heaviside_or_nan", "heaviside"},
	opSinc:      {"sinc", []string{"x", "x, n"}, "sin(x)/x, 1 at 0 (NumPy: sinc(pi*x)); its n-th derivative", "sin(x)/x、0 では 1(NumPy では sinc(pi*x))。n を書くと n 階導関数", "np.sinc", "sinc", "sinc"},
	opMin:       {"min", []string{"a, b, ..."}, "the least argument", "最小値", "np.minimum", "min_or_nan", "min"},
	opMax:       {"max", []string{"a, b, ..."}, "the greatest argument", "最大値", "np.maximum", "max_or_nan", "max"},
	opMod:       {"mod", []string{"a, b"}, "remainder of a / b, with the sign of b", "剰余(符号は b と同じ)", "np.mod", "mod_or_nan", "mod"},
	opHypot:     {"hypot", []string{"a, b, ..."}, "sqrt(a^2 + b^2)", "斜辺の長さ sqrt(a^2 + b^2)", "np.hypot", "hypot", "math.Hypot"},
	opErf:       {"erf", []string{"x"}, "error function", "誤差関数", "special.erf", "erf", "math.Erf"},
	opGamma:     {"gamma", []string{"x"}, "gamma function, (x-1)!", "ガンマ関数 (x-1)!", "gamma_or_nan", "gamma_or_nan", "math.Gamma"},
	opFactorial: {"factorial", []string{"x"}, "x!, gamma(x + 1)", "階乗 x! = gamma(x + 1)", "", "", ""},
	opBinomial:  {"nCr", []string{"n, k"}, "binomial coefficient, n!/(k! (n-k)!)", "二項係数 n!/(k! (n-k)!)", "binomial", "binomial", "binomial"},
	opDigamma:   {"digamma", []string{"x"}, "derivative of log(gamma(x))", "ディガンマ関数(log Γ の導関数)", "digamma_or_nan", "polygamma", "digamma"},
	opPolygamma: {"polygamma", []string{"n, x"}, "n-th derivative of digamma(x)", "ポリガンマ関数(ディガンマの n 階導関数)", "polygamma_or_nan", "polygamma", "polygamma"},
	opNormpdf:   {"normpdf", []string{"x", "x, mu, sigma"}, "normal density; standard if mu, sigma are omitted", "正規分布の密度(省略時は標準正規)", "normpdf", "normpdf", "normpdf"},
	opMvn:       {"mvn", []string{"x, y", "x, y, mx, my, vx, vy, rho"}, "bivariate normal density: means, variances, correlation", "2 変量正規分布の密度(平均、分散、相関)", "mvn", "mvn", "mvn"},
	opIf:        {"if", []string{"c, a, b", "c, a", "c, a, d, b, ..."}, "a where c holds, elsewhere b (undefined if omitted)", "条件 c が成り立てば a、そうでなければ b(省略時は定義されない)", "np.where", "merge", "choose"},
}

// arities returns the numbers of arguments that f takes; more stands for any
// number from the only one in the list on.
func (f *function) arities() (counts []int, more bool) {
	for _, s := range f.args {
		n := 1
		for i := range s {
			if s[i] == ',' {
				n++
			}
		}
		if len(s) > 3 && s[len(s)-3:] == "..." {
			n, more = n-1, true
		}
		counts = append(counts, n)
	}
	return counts, more
}
