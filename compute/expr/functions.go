package expr

// The functions.
const (
	opSin op = firstFunction + iota
	opCos
	opTan
	opAsin
	opAcos
	opAtan
	opAtan2
	opSinh
	opCosh
	opTanh
	opExp
	opLog
	opLog2
	opLog10
	opSqrt
	opCbrt
	opAbs
	opSign
	opFloor
	opCeil
	opRound
	opMin
	opMax
	opMod
	opHypot
	opErf
	opGamma
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
	opAsin:      {"asin", []string{"x"}, "inverse sine, -pi/2 to pi/2", "逆正弦(-π/2 から π/2)", "np.arcsin", "real_or_nan(asin", "math.Asin"},
	opAcos:      {"acos", []string{"x"}, "inverse cosine, 0 to pi", "逆余弦(0 から π)", "np.arccos", "real_or_nan(acos", "math.Acos"},
	opAtan:      {"atan", []string{"x"}, "inverse tangent, -pi/2 to pi/2", "逆正接(-π/2 から π/2)", "np.arctan", "atan", "math.Atan"},
	opAtan2:     {"atan2", []string{"y, x"}, "angle of the point (x, y), -pi to pi", "点 (x, y) の偏角(-π から π)", "np.arctan2", "atan2", "math.Atan2"},
	opSinh:      {"sinh", []string{"x"}, "hyperbolic sine", "双曲線正弦", "np.sinh", "sinh", "math.Sinh"},
	opCosh:      {"cosh", []string{"x"}, "hyperbolic cosine", "双曲線余弦", "np.cosh", "cosh", "math.Cosh"},
	opTanh:      {"tanh", []string{"x"}, "hyperbolic tangent", "双曲線正接", "np.tanh", "tanh", "math.Tanh"},
	opExp:       {"exp", []string{"x"}, "e to the power x", "指数関数 e^x", "np.exp", "exp", "math.Exp"},
	opLog:       {"log", []string{"x"}, "natural logarithm", "自然対数", "np.log", "real_or_nan(log", "math.Log"},
	opLog2:      {"log2", []string{"x"}, "logarithm to base 2", "2 を底とする対数", "np.log2", "real_or_nan(log2", "math.Log2"},
	opLog10:     {"log10", []string{"x"}, "logarithm to base 10", "常用対数", "np.log10", "real_or_nan(log10", "math.Log10"},
	opSqrt:      {"sqrt", []string{"x"}, "square root", "平方根", "np.sqrt", "real_or_nan(sqrt", "math.Sqrt"},
	opCbrt:      {"cbrt", []string{"x"}, "cube root, also of negative numbers", "立方根(負の数も可)", "np.cbrt", "cbrt", "math.Cbrt"},
	opAbs:       {"abs", []string{"x"}, "absolute value, also |x|", "絶対値(|x| も可)", "np.abs", "abs", "math.Abs"},
	opSign:      {"sign", []string{"x"}, "-1, 0 or 1", "符号(-1, 0, 1)", "np.sign", "sign", "sign"},
	opFloor:     {"floor", []string{"x"}, "greatest integer not above x", "床関数(切り捨て)", "np.floor", "floor", "math.Floor"},
	opCeil:      {"ceil", []string{"x"}, "least integer not below x", "天井関数(切り上げ)", "np.ceil", "ceil", "math.Ceil"},
	opRound:     {"round", []string{"x"}, "nearest integer, halves away from zero", "四捨五入(0.5 は 0 から遠い方へ)", "round_half_away", "round", "math.Round"},
	opMin:       {"min", []string{"a, b, ..."}, "the least argument", "最小値", "np.minimum", "min_or_nan", "min"},
	opMax:       {"max", []string{"a, b, ..."}, "the greatest argument", "最大値", "np.maximum", "max_or_nan", "max"},
	opMod:       {"mod", []string{"a, b"}, "remainder of a / b, with the sign of b", "剰余(符号は b と同じ)", "np.mod", "mod_or_nan", "mod"},
	opHypot:     {"hypot", []string{"a, b"}, "sqrt(a^2 + b^2)", "斜辺の長さ sqrt(a^2 + b^2)", "np.hypot", "hypot", "math.Hypot"},
	opErf:       {"erf", []string{"x"}, "error function", "誤差関数", "special.erf", "erf", "math.Erf"},
	opGamma:     {"gamma", []string{"x"}, "gamma function, (x-1)!", "ガンマ関数 (x-1)!", "gamma_or_nan", "gamma_or_nan", "math.Gamma"},
	opDigamma:   {"digamma", []string{"x"}, "derivative of log(gamma(x))", "ディガンマ関数(log Γ の導関数)", "special.digamma", "psi", "digamma"},
	opPolygamma: {"polygamma", []string{"n, x"}, "n-th derivative of digamma(x)", "ポリガンマ関数(ディガンマの n 階導関数)", "special.polygamma", "psi", "polygamma"},
	opNormpdf:   {"normpdf", []string{"x", "x, mu, sigma"}, "normal density; standard without mu, sigma", "正規分布の密度(省略時は標準正規)", "normpdf", "normpdf", "normpdf"},
	opMvn:       {"mvn", []string{"x, y", "x, y, mx, my, vx, vy, rho"}, "bivariate normal density: means, variances, correlation", "2 変量正規分布の密度(平均、分散、相関)", "mvn", "mvn", "mvn"},
	opIf:        {"if", []string{"c, a, b", "c, a"}, "a where c holds, elsewhere b or nothing", "条件 c が成り立てば a、そうでなければ b(省略時は値なし)", "np.where", "merge", "choose"},
}

// functionNames finds functions, also by other names in use.
var functionNames = func() map[string]op {
	names := map[string]op{"ln": opLog, "arcsin": opAsin, "arccos": opAcos, "arctan": opAtan, "sgn": opSign}
	for o := firstFunction; o < numOps; o++ {
		names[functions[o].name] = o
	}
	return names
}()

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
