package expr

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What people type who come from other programs, with what NumPy 1.24.2 and SciPy
// 1.10.1 have at x = 0.7, y = -1.3.
func TestTyped(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		text, numpy string
		want        float64
	}{
		{`asinh(x)`, `np.arcsinh(x)`, 0.6526665660823557}, {`arcsinh(x)`, `np.arcsinh(x)`, 0.6526665660823557},
		{`arsinh(x)`, `np.arcsinh(x)`, 0.6526665660823557}, {`acosh(x+1)`, `np.arccosh(x+1)`, 1.123230982587296},
		{`arcosh(x+1)`, `np.arccosh(x+1)`, 1.123230982587296}, {`atanh(x)`, `np.arctanh(x)`, 0.8673005276940531},
		{`artanh(x)`, `np.arctanh(x)`, 0.8673005276940531}, {`sec(x)`, `1/np.cos(x)`, 1.3074592597335937}, {`csc(x)`, `1/np.sin(x)`, 1.552270326957104},
		{`cosec(x)`, `1/np.sin(x)`, 1.552270326957104}, {`cot(x)`, `1/np.tan(x)`, 1.1872418321266796}, {`sech(x)`, `1/np.cosh(x)`, 0.796705459992875},
		{`csch(x)`, `1/np.sinh(x)`, 1.3182460914662972}, {`coth(x)`, `1/np.tanh(x)`, 1.6546216358026298}, {`asec(y)`, `np.arccos(1/y)`, 2.4484327460130393},
		{`acsc(y)`, `np.arcsin(1/y)`, -0.8776364192181426}, {`acot(x)`, `np.arctan(1/x)`, 0.960070362405688},
		{`asech(x)`, `np.arccosh(1/x)`, 0.8955880995299759}, {`acsch(x)`, `np.arcsinh(1/x)`, 1.1544773942370685},
		{`acoth(y)`, `np.arctanh(1/y)`, -1.0184409636305198}, {`arctan2(y, x)`, `np.arctan2(y,x)`, -1.0768549578753153},
		{`pow(x, 3)`, `np.power(x,3)`, 0.3429999999999999}, {`pow(x, y)`, `np.power(x,y)`, 1.5899100258580594},
		{`power(x, 2)`, `np.power(x,2)`, 0.48999999999999994}, {`square(y)`, `np.square(y)`, 1.6900000000000002},
		{`sinc(x)`, `np.sinc(x/np.pi)`, 0.9203109817681301}, {`sinc(0)`, `1.0`, 1.0}, {`np.sinc(x)`, `np.sinc(x)`, 0.36788301057177425},
		{`trunc(2y)`, `np.trunc(2*y)`, -2.0}, {`fix(2y)`, `np.fix(2*y)`, -2.0}, {`heaviside(x)`, `np.heaviside(x,0.5)`, 1.0},
		{`heaviside(0)`, `np.heaviside(0,0.5)`, 0.5}, {`heaviside(y)`, `np.heaviside(y,0.5)`, 0.0}, {`heaviside(0, 1)`, `np.heaviside(0,1)`, 1.0},
		{`step(0)`, `np.heaviside(0,0.5)`, 0.5}, {`step(x)`, `np.heaviside(x,0.5)`, 1.0}, {`UnitStep[0]`, `np.heaviside(0,1)`, 1.0},
		{`nCr(5, 2)`, `special.comb(5,2)`, 10.0}, {`binomial(10, 3)`, `special.comb(10,3)`, 120.0}, {`nchoosek(52, 5)`, `special.comb(52,5)`, 2598960.0},
		{`nCr(x, y)`, `special.binom(x,y)`, -0.10499999999999998}, {`4!`, `special.factorial(4)`, 24.0}, {`-3!`, `-special.factorial(3)`, -6.0},
		{`factorial(5)`, `special.factorial(5)`, 120.0}, {`x!`, `special.gamma(x+1)`, 0.9086387328532907}, {`3!^2`, `special.factorial(3)**2`, 36.0},
		{`2*3!`, `2*special.factorial(3)`, 12.0}, {`log(x, 3)`, `np.log(x)/np.log(3)`, -0.3246595251279624}, {`log(8, 2)`, `3.0`, 3.0},
		{`log(1000, 10)`, `3.0`, 3.0}, {`log_3(x)`, `np.log(x)/np.log(3)`, -0.3246595251279624}, {`log₂(x)`, `np.log2(x)`, -0.5145731728297583},
		{`log2(x)`, `np.log2(x)`, -0.5145731728297583}, {`log10(x)`, `np.log10(x)`, -0.15490195998574322}, {`lg(x)`, `np.log10(x)`, -0.15490195998574322},
		{`lb(x)`, `np.log2(x)`, -0.5145731728297583}, {`ln(x)`, `np.log(x)`, -0.35667494393873245}, {`root(x, 4)`, `np.power(x,0.25)`, 0.9146912192286945},
		{`root(-8, 3)`, `np.cbrt(-8)`, -2.0}, {`nthroot(-32, 5)`, `-2.0`, -2.0}, {`cbrt(y)`, `np.cbrt(y)`, -1.091392883061106},
		{`∛(y)`, `np.cbrt(y)`, -1.091392883061106}, {`∛8`, `2.0`, 2.0}, {`∜16`, `2.0`, 2.0}, {`⁵√32`, `2.0`, 2.0}, {`x**2`, `x**2`, 0.48999999999999994},
		{`2**3**2`, `2.0**3**2`, 512.0}, {`-x**2`, `-x**2`, -0.48999999999999994}, {`2**-x`, `2**-x`, 0.6155722066724582},
		{`z = x^2`, `x**2`, 0.48999999999999994}, {`f(x,y) = x*y`, `x*y`, -0.9099999999999999}, {`f(x, y) := x*y`, `x*y`, -0.9099999999999999},
		{`g(s, t) = s/t`, `x/y`, -0.5384615384615384}, {`w = x - y`, `x-y`, 2.0}, {`y = x^2`, `x**2`, 0.48999999999999994},
		{`f = @(x, y) x.^2`, `x**2`, 0.48999999999999994}, {`lambda x, y: x*y`, `x*y`, -0.9099999999999999},
		{`f[x_, y_] := x y`, `x*y`, -0.9099999999999999}, {`(x, y) => x*y`, `x*y`, -0.9099999999999999}, {`return x*y`, `x*y`, -0.9099999999999999}, {`const z = Math.exp(x)`, `np.exp(x)`, 2.0137527074704766}, {`=x*y`, `x*y`, -0.9099999999999999},
		{`min(x, y, 0.1)`, `np.minimum(np.minimum(x,y),0.1)`, -1.3}, {`max(x, y, 0.9, 2)`, `2.0`, 2.0},
		{`hypot(x, y, 2)`, `np.hypot(np.hypot(x,y),2)`, 2.4859605789312105}, {`if(x < 0, 1, y < 0, 2, 3)`, `np.select([x<0,y<0],[1,2],3.0)`, 2.0},
		{`if(x < 0, 1, y > 0, 2, 3)`, `np.select([x<0,y>0],[1,2],3.0)`, 3.0}, {`x > 0 ? x : y`, `np.where(x>0,x,y)`, 0.7},
		{`x < 0 ? 1 : y < 0 ? 2 : 3`, `2.0`, 2.0}, {`{x < 0: -x, x^2}`, `np.where(x<0,-x,x**2)`, 0.48999999999999994},
		{`{x < 0: 1, y < 0: 2, 3}`, `2.0`, 2.0}, {`x^2 {x > 0}`, `x**2`, 0.48999999999999994}, {`x^2 {x < 0}`, `np.nan`, nan},
		{`x if x > y else y`, `np.where(x>y,x,y)`, 0.7}, {`np.where(x > y, x, y)`, `np.where(x>y,x,y)`, 0.7}, {`IF(x>0, 1, 2)`, `1.0`, 1.0},
		{`sin²(x)`, `np.sin(x)**2`, 0.41501642854987947}, {`sin^2(x)`, `np.sin(x)**2`, 0.41501642854987947},
		{`cos^2(x) + sin^2(x)`, `np.cos(x)**2+np.sin(x)**2`, 1.0000000000000002}, {`sin^-1(x)`, `np.arcsin(x)`, 0.775397496610753},
		{`tan⁻¹(x)`, `np.arctan(x)`, 0.6107259643892086}, {`log^2(x)`, `np.log(x)**2`, 0.12721701563369794}, {`30°`, `np.deg2rad(30)`, 0.5235987755982988},
		{`sin(30°)`, `np.sin(np.deg2rad(30))`, 0.4999999999999999}, {`sin(x°)`, `np.sin(np.deg2rad(x))`, 0.012217000835247169},
		{`cos(60°)`, `np.cos(np.deg2rad(60))`, 0.5000000000000001}, {`radians(x)`, `np.radians(x)`, 0.012217304763960306},
		{`degrees(x)`, `np.degrees(x)`, 40.10704565915762}, {`np.sin(x)`, `np.sin(x)`, 0.644217687237691}, {`Math.sin(x)`, `np.sin(x)`, 0.644217687237691},
		{`numpy.exp(-x**2)`, `np.exp(-x**2)`, 0.6126263941844161}, {`np.maximum(x, y)`, `np.maximum(x,y)`, 0.7},
		{`scipy.special.erf(x)`, `special.erf(x)`, 0.6778011938374183}, {`Math.pow(x, 2)`, `x**2`, 0.48999999999999994},
		{`np.pi*x`, `np.pi*x`, 2.199114857512855}, {`np.clip(2*x, 0, 1)`, `np.clip(2*x,0,1)`, 1.0}, {`x.^2 + y.^2`, `x**2+y**2`, 2.18},
		{`x.*y./2`, `x*y/2`, -0.45499999999999996}, {`1./x`, `1/x`, 1.4285714285714286}, {`Pi`, `np.pi`, 3.141592653589793},
		{`PI`, `np.pi`, 3.141592653589793}, {`pi`, `np.pi`, 3.141592653589793}, {`π`, `np.pi`, 3.141592653589793}, {`PI()`, `np.pi`, 3.141592653589793},
		{`e`, `np.e`, 2.718281828459045}, {`E`, `np.e`, 2.718281828459045}, {`tau`, `2*np.pi`, 6.283185307179586}, {`τ`, `2*np.pi`, 6.283185307179586},
		{`phi`, `(1+np.sqrt(5))/2`, 1.618033988749895}, {`inf`, `np.inf`, inf}, {`Infinity`, `np.inf`, inf}, {`-∞`, `-np.inf`, -inf},
		{`atan(inf)`, `np.arctan(np.inf)`, 1.5707963267948966}, {`E^x`, `np.e**x`, 2.013752707470476}, {`SIN(x)`, `np.sin(x)`, 0.644217687237691},
		{`Sin[x]`, `np.sin(x)`, 0.644217687237691}, {`X^2+Y^2`, `x**2+y**2`, 2.18}, {`PI*x`, `np.pi*x`, 2.199114857512855},
		{`Exp[-X^2]`, `np.exp(-x**2)`, 0.6126263941844161}, {`SIN(X)`, `np.sin(x)`, 0.644217687237691}, {`x AND y`, `1.0`, 1.0},
		{`x > 0 AND y > 0`, `0.0`, 0.0}, {`x > 0 OR y > 0`, `1.0`, 1.0}, {`x > 0 && y > 0`, `0.0`, 0.0}, {`x > 0 || y > 0`, `1.0`, 1.0},
		{`x<0||y<0`, `1.0`, 1.0}, {`(x>0) & (y<0)`, `1.0`, 1.0}, {`(x<0) | (y<0)`, `1.0`, 1.0}, {`AND(x > 0, y > 0)`, `0.0`, 0.0},
		{`OR(x > 0, y > 0)`, `1.0`, 1.0}, {`NOT(x > 0)`, `0.0`, 0.0}, {`!(x > 0)`, `0.0`, 0.0}, {`x > 0 ∧ y < 0`, `1.0`, 1.0}, {`x != y`, `1.0`, 1.0},
		{`x <> y`, `1.0`, 1.0}, {`x ~= y`, `1.0`, 1.0}, {`x mod 0.4`, `np.mod(x,0.4)`, 0.29999999999999993},
		{`y % 0.4`, `np.mod(y,0.4)`, 0.30000000000000004}, {`x mod (y + 1)`, `np.mod(x,y+1)`, -0.20000000000000018},
		{`3x mod 2`, `np.mod(3*x,2)`, 0.09999999999999964}, {`⌊y⌋`, `np.floor(y)`, -2.0}, {`⌈y⌉`, `np.ceil(y)`, -1.0},
		{`eˣ`, `np.exp(x)`, 2.0137527074704766}, {`2½`, `2.5`, 2.5}, {`½x²`, `x**2/2`, 0.24499999999999997}, {`2⅓`, `7/3`, 2.3333333333333335},
		{`x⁻²`, `x**-2`, 2.0408163265306123}, {`2 sin(x) cos(y)`, `2*np.sin(x)*np.cos(y)`, 0.34465495343064634},
		{`sin(x)cos(y)`, `np.sin(x)*np.cos(y)`, 0.17232747671532317}, {`e^-x`, `np.exp(-x)`, 0.4965853037914096}, {`5e-3x`, `5e-3*x`, 0.0034999999999999996},
		{`x·y`, `x*y`, -0.9099999999999999}, {`|x - y|`, `np.abs(x-y)`, 2.0}, {`2[x + 1]`, `2*(x+1)`, 3.4}, {`(-8)^(1/3)`, `np.nan`, nan},
		{`sind(30*x)`, `np.sin(np.deg2rad(30*x))`, 0.3583679495453003}, {`cosd(60)`, `np.cos(np.deg2rad(60))`, 0.5000000000000001}, {`atand(x)`, `np.degrees(np.arctan(x))`, 34.99202019855866},
		{`fmod(y*5, 3)`, `np.fmod(y*5,3)`, -0.5}, {`rem(y, x)`, `np.fmod(y,x)`, -0.6000000000000001}, {`nPr(5, 2)`, `special.perm(5,2)`, 20}, {`true + false`, `np.True_+0`, 1}, {`IF(TRUE, x, y)`, `x`, 0.7},
		{`M_PI*x`, `np.pi*x`, 2.199114857512855}, {`{x < 0: 1, else: 2}`, `2.0`, 2}, {`{x < 0: 1, otherwise: 2}`, `2.0`, 2}, {`{x < 0: 1, else -x}`, `-x`, -0.7},
		{`plot x*y`, `x*y`, -0.9099999999999999}, {`expm1(x)`, `np.expm1(x)`, 1.0137527074704764}, {`log1p(x)`, `np.log1p(x)`, 0.5306282510621704},
	} {
		x, err := Parse(tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if p := x.Params(); p != nil {
			t.Errorf("%s: parameters %v", tt.text, p)
		} else if got := x.Compile().At(0.7, -1.3); !near(got, tt.want, 1e-15, 0) && !(math.Abs(got-tt.want) <= 4e-16*math.Abs(tt.want)) {
			t.Errorf("%s = %v, want %s = %v", tt.text, got, tt.numpy, tt.want)
		}
		checkRoundTrip(t, x)
	}
}

// Full-width and typographic characters mean what their ASCII forms do.
func TestTypography(t *testing.T) {
	for text, ascii := range map[string]string{
		"ｘ＋ｙ": "x+y", "sin（ｘ）": "sin(x)", "ｓｉｎ（ｘ）": "sin(x)", "３ｘ": "3x", "max(x，y)": "max(x,y)", "max（x、y）": "max(x,y)", "x≦1": "x<=1", "x≧1": "x>=1", "x≠y": "x!=y", "｜x｜": "|x|",
		"x – y": "x - y", "x — y": "x - y", "x − y": "x - y", "xー1": "x-1", "x∗y": "x*y", "x∙y": "x*y", "x•y": "x*y", "x·y": "x*y", "x・y": "x*y", "x･y": "x*y", "x×y": "x*y", "x∕y": "x/y", "x⁄y": "x/y", "x÷y": "x/y",
		"½": "1/2", "2½": "5/2", "¾x": "(3/4)x", "𝑥+𝑦": "x+y", "ϕ": "phi", "µ": "mu", "μ": "mu", "𝛼": "alpha", "ϑ": "theta",
		"x\u2009+\u202fy": "x + y", "x\u200b+y\ufeff": "x+y", "x\u00a0y": "x y", "x\u3000＊\u3000y": "x * y",
		"x＾２": "x^2", "｛ｘ＜０：１，２｝": "{x<0:1,2}", "［ｘ＋１］＊２": "[x+1]*2", "１．５ｘ": "1.5x", "ｘ％２": "x%2", "ｘ！": "x!", "ａ＝ｘ": "a=x", "４５°": "45°", "45度": "45°", "∞": "inf", "a₁": "a_1", "α₁": "alpha_1", "x²ⁿ": "x^(2n)", "Ω": "Omega", "Γ(x)": "gamma(x)", "θ0": "theta0",
	} {
		a, err := Parse(text)
		b, err2 := Parse(ascii)
		if err != nil || err2 != nil || !a.Equal(b) || !slices.Equal(a.Params(), b.Params()) {
			t.Errorf("%q is read as %v, %v; %s as %v, %v", text, a, err, ascii, b, err2)
		}
	}
}

// Places in errors and remarks are those of what was typed, whatever it was brought
// to.
func TestTypedPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"ｘ＋sinｙ": "sinｙ", "x ≦ ♥": "♥", "２５ siny": "siny", "ｘ＋\u200b＊ｙ": "＊", "max（x；y）": "；", "１／２ｘ": "ｘ",
	} {
		_, err := Parse(text)
		if e, ok := err.(*Error); !ok || text[e.Pos:e.End] != want {
			t.Errorf("%s: %#v, want it at %s", text, err, want)
		}
	}
	_, err := Parse("ｘ＋sinｙ＊２")
	if e := err.(*Error); len(e.Fixes) != 1 || e.Fixes[0].Apply("ｘ＋sinｙ＊２") != "ｘ＋sin(y)＊２" {
		t.Errorf("fixes %+v", e.Fixes)
	}
}

// japanese reports whether a text is in Japanese.
func japanese(s string) bool {
	return utf8.ValidString(s) && !strings.Contains(s, "%!") && strings.IndexFunc(s, func(r rune) bool { return 'ぁ' <= r && r <= 'ヿ' }) >= 0
}

// What is known names run together, or is not clear, is no silent slider: it is
// refused with what may have been meant.
func TestFixes(t *testing.T) {
	for _, tt := range []struct {
		text, message string
		fixed         string // separated by |
	}{
		{"sinx", "sinx: did you mean sin(x)?", "sin(x)"}, {"cosx", "cosx: did you mean cos(x)?", "cos(x)"}, {"xe^x", "xe: did you mean x*e?", "x*e^x"}, {"SINX", "SINX: did you mean sin(x)?", "sin(x)"},
		{"0x10", "0x10: did you mean 16?", "16"}, {"0xff*x", "0xff: did you mean 255?", "255*x"}, {"0b11", "0b11: did you mean 3?", "3"},
		{"1 e3", "1 e3: did you mean 1e3?", "1e3|1*e3"}, {"x + 2 e-3", "2 e-3: did you mean 2e-3?", "x + 2e-3|x + 2*e-3"}, {"1e 3", "expected an operator between e and 3", "1e3"}, {"1 000", "expected an operator between 1 and 000", "1000"},
		{"expx", "expx: did you mean exp(x)?", "exp(x)"}, {"lnx", "lnx: did you mean ln(x)?", "ln(x)"}, {"sqrt2", "sqrt2: did you mean sqrt(2)?", "sqrt(2)"}, {"2sinx", "sinx: did you mean sin(x)?", "2sin(x)"}, {"sin2x", "sin2x: did you mean sin(2*x)?", "sin(2*x)"}, {"sinx2", "sinx2: did you mean sin(x^2)?", "sin(x^2)"},
		{"xsinx", "xsinx: did you mean x*sin(x)?", "x*sin(x)"}, {"sinxy", "sinxy: did you mean sin(x*y) or sin(x)*y?", "sin(x*y)|sin(x)*y"}, {"sinxcosy", "sinxcosy: did you mean sin(x)*cos(y)?", "sin(x)*cos(y)"}, {"sinx^2", "sinx: did you mean sin(x)?", "sin(x)^2|sin(x^2)"},
		{"sin(30 deg)", "30 deg: did you mean 30°?", "sin(30°)"}, {"asinx", "asinx: did you mean asin(x) or a*sin(x)?", "asin(x)|a*sin(x)"}, {"exp^x + exp^(-x)", "write e^x or exp(x)", "e^x + e^(-x)"}, {"rcos(3theta)", "rcos(: did you mean r*cos(?", "r*cos(3theta)"},
		{"sinx*cosy + lnx", "sinx: did you mean sin(x)?", "sin(x)*cos(y) + ln(x)"}, {"sinx + (", "sinx: did you mean sin(x)?", "sin(x) + ("},
		{"xx", "xx: did you mean x*x?", "x*x"}, {"xy", "xy: did you mean x*y?", "x*y"}, {"2xy^2", "xy: did you mean x*y?", "2x*y^2"}, {"pix", "pix: did you mean pi*x?", "pi*x"}, {"costheta", "costheta: did you mean cos(theta)?", "cos(theta)"}, {"XY", "XY: did you mean x*y?", "x*y"},
		{"xsin(y)", "xsin(: did you mean x*sin(?", "x*sin(y)"}, {"xy(x+1)", "xy(: did you mean x*y*(?", "x*y*(x+1)"}, {"a(x+1)", "a is not a function; for a product, write a*(", "a*(x+1)"}, {"sim(x)", "sim is not a function, sin is; for a product, write sim*(", "sin(x)|sim*(x)"}, {"x[1]", "for a product, write x*(", "x*[1]"},
		{"sin x", "expected ( after sin", "sin(x)"}, {"sin 2x + 1", "expected ( after sin", "sin(2x) + 1"}, {"sin x cos y", "expected ( after sin", "sin(x) cos(y)"}, {"exp -x^2", "expected ( after exp", "exp(-x^2)"}, {"sqrt x", "expected ( after sqrt", "sqrt(x)"}, {"sin 30°", "expected ( after sin", "sin(30°)"}, {"step x", "expected ( after step", "step(x)"},
		{"tan^-1 x", "expected ( after 1: for the inverse function, write tan^-1(x)", "tan^-1(x)"}, {"2sin⁻¹x", "expected ( after ⁻¹: for the inverse function, write sin^-1(x)", "2sin⁻¹(x)"},
		{"sin^2 x", "expected ( after 2: for a power, write sin(x)^2", "sin(x)^2"}, {"sin²x + cos²y", "expected ( after ²: for a power, write sin(x)^2", "sin(x)² + cos(y)²"},
		{"1/2x", "a product after a division can be read in two ways: write a/(b*c) or (a/b)*c", "(1/2)*x|1/(2*x)"}, {"3 + x/y(x+1)", "a product after a division can be read in two ways: write a/(b*c) or (a/b)*c", "3 + (x/y)*(x+1)|3 + x/(y*(x+1))"}, {"x % 2y", "a product after a division can be read in two ways: write a/(b*c) or (a/b)*c", "(x % 2)*y|x % (2*y)"},
		{"x^2 + y^2 = 4", "equations cannot be plotted: write z = ..., or == to compare", "x^2 + y^2 == 4"}, {"x^2 + y^2 + z^2 = 1", "equations cannot be plotted: write z = ..., or == to compare", ""}, {"1 ½", "expected an operator between 1 and ½", "1½"}, {"x^2 + y^2 = z", "equations cannot be plotted: write z = ..., or == to compare", "z = x^2 + y^2"}, {"x = 1", "equations cannot be plotted: write z = ..., or == to compare", "z = 1|x == 1"}, {"r = 1 + cos(theta)", "equations cannot be plotted: write z = ..., or == to compare", "z = 1 + cos(theta)|r == 1 + cos(theta)"}, {"y = x + y", "equations cannot be plotted: write z = ..., or == to compare", "z = x + y|y == x + y"},
		{"if(x = 1, 2, 3)", "write == to compare", "if(x == 1, 2, 3)"}, {"x =< 1", "write <=", "x <= 1"}, {"x => 1", "write >=", "x >= 1"},
		{"1,5*x", "commas only separate arguments: the decimal point is .", "1.5*x"}, {"(1,5)", "expected ), not a comma: the decimal point is .", "(1.5)"}, {"sin(1,5)", "sin is given 2 arguments: write sin(x)", "sin(1.5)"}, {"max(x; y)", "separate arguments with ,", "max(x, y)"},
		{"x 2", "expected an operator between x and 2", "x*2"}, {"(x+1)2", "expected an operator between ) and 2", "(x+1)*2"}, {"(x > 0) | (y > 0) | (x > y)", "to combine conditions, write or", "(x > 0) or (y > 0) | (x > y)"},
		{"x!!", "double factorials are not supported: write (x!)! for the factorial of a factorial", "(x!)!"}, {"50%", "a remainder is a % b; for percent, write /100", "50/100"}, {"50% - x", "a remainder is a % b; for percent, write /100", "50/100 - x"}, {"{x+1}*2", "braces are for cases: {x < 0: -x, x^2}", "(x+1)*2"}, {"sin(x*y", "expected ) after y", "sin(x*y)"},
		{"x\ny", "a new line begins another formula, but only one can be entered here", "x*y"}, {"(x\ny)", "expected an operator between x and y", "(x*y)"},
		{"2pir^2", "pir: did you mean pi*r?", "2pi*r^2"}, {"x plus y", "plus: did you mean +?", "x + y"}, {"2 x times 3", "times: did you mean *?", "2 x * 3"}, {"x/2 over y", "over: did you mean /?", "x/2 / y"}, {"x squared + y", "squared: did you mean ^2?", "x^2 + y"}, {"30 Degree", "Degree: did you mean °?", "30°"}, {"sin(x)deg", "deg: did you mean °?", "sin(x)°"},
		{"x>0 xor y>0", "xor is not an operator here", ""}, {"x^2 for x>0", "for is not an operator here", ""}, {"x mod2", "mod2: did you mean mod 2?", "x mod 2"},
		{"rcosθ", "rcos: did you mean r*cos?", "r*cos(θ)"}, {"xsin y", "xsin: did you mean x*sin?", "x*sin(y)"}, {"xcos 2y", "xcos: did you mean x*cos?", "x*cos(2y)"}, {"xsin^2(y)", "xsin: did you mean x*sin?", "x*sin^2(y)"}, {"xsin²y", "xsin: did you mean x*sin?", "x*sin(y)²"}, {"log_2 x", "expected ( after log_2", "log_2(x)"},
		{"1/xy", "xy: did you mean x*y?", "1/(x*y)|1/x*y"}, {"e^-xy", "xy: did you mean x*y?", "e^-(x*y)|e^-x*y"}, {"√xy", "xy: did you mean x*y?", "√(x*y)|√x*y"}, {"1/xy^2", "xy: did you mean x*y?", "1/(x*y^2)|1/x*y^2"}, {"1/xe^-x", "xe: did you mean x*e?", "1/(x*e^-x)|1/x*e^-x"}, {"xy!", "xy: did you mean x*y?", "x*y!|(x*y)!"}, {"1/sinx", "sinx: did you mean sin(x)?", "1/sin(x)"}, {"x^2-xy", "xy: did you mean x*y?", "x^2-x*y"},
		{"1/2xy", "a product after a division can be read in two ways: write a/(b*c) or (a/b)*c", "(1/2)*x*y|1/(2*x*y)"}, {"sin xy", "expected ( after sin", "sin(x*y)"}, {"sin30°", "sin30: did you mean sin(30)?", "sin(30°)"},
		{"1,000*x", "commas only separate arguments: the decimal point is .", "1000*x|1.000*x"}, {"12,345,678", "commas only separate arguments: the decimal point is .", "12345678|12.345678"}, {"0,125", "commas only separate arguments: the decimal point is .", "0.125"},
		{"arctan(y, x)", "arctan(y, x): did you mean atan2(y, x)?", "atan2(y, x)"}, {"ArcTan[x, y]", "ArcTan[x, y]: did you mean atan2(y, x)?", "atan2(y, x)"}, {"log[2](x)", "log[2](x): did you mean log(x, 2)?", "log(x, 2)|log[2]*(x)"}, {"sqrt[3](x)", "sqrt[3](x): did you mean root(x, 3)?", "root(x, 3)|sqrt[3]*(x)"},
		{"int(x)", "int: did you mean floor or trunc?", "floor(x)|trunc(x)"}, {"SUM(x, y)", "SUM is not a function", ""}, {"random()", "random is not a function", ""}, {"gammaln(x)", "gammaln is not a function, gamma is; for a product, write gammaln*(", "gamma(x)|gammaln*(x)"},
		{"0o17", "0o17: did you mean 15?", "15"}, {"1.0f*x", "1.0f: did you mean 1.0?", "1.0*x|1.0*f*x"}, {"3x10^5", "3x10: did you mean 3*10?", "3*10^5"}, {"3x10⁻²", "3x10: did you mean 3*10?", "3*10⁻²"},
		{"xz", "xz: did you mean x*z?", ""}, {"sin(x) + foo", "", ""},
	} {
		_, err := Parse(tt.text)
		e, ok := err.(*Error)
		if tt.message == "" {
			if err != nil {
				t.Errorf("%q: %v", tt.text, err)
			}
			continue
		}
		if !ok || e.Message.En != tt.message {
			t.Errorf("%q: %v, want %s", tt.text, err, tt.message)
			continue
		}
		var fixed []string
		for _, f := range e.Fixes {
			fixed = append(fixed, f.Apply(tt.text))
		}
		if got := strings.Join(fixed, "|"); got != tt.fixed {
			t.Errorf("%q: fixed to %s, want %s", tt.text, got, tt.fixed)
		}
		if !japanese(e.Message.Ja) {
			t.Errorf("%q: in Japanese: %s", tt.text, e.Message.Ja)
		}
	}
}

// Names of one's own stay so, though parts of them are known.
func TestNamesStay(t *testing.T) {
	for _, name := range strings.Fields("speed alpha k1 amp tan_delta step_size sigma index exponent max_h costs phase pie step root sec power radius x0 y1 r2 e3 rx ry err gamma1 min1 minx maxy xsin over times degree plus amplitude omega theta0 psi t_max fix") {
		x, err := Parse(name + "*x + y")
		if err != nil || !slices.Equal(x.Params(), []string{name}) || len(x.Remarks()) > 0 {
			t.Errorf("%s: %v, %v", name, x, err)
		}
	}
}

// What is read in one way where another may be meant is said, with a way to change
// it.
func TestRemarks(t *testing.T) {
	for _, tt := range []struct{ text, about, message, fixed string }{
		{"sin(ax)*y", "ax", "ax: read as the name of a slider; did you mean a*x?", "sin(a*x)*y"},
		{"ax+by+c", "ax+by", "ax, by: read as names of sliders; did you mean a*x, b*y?", "a*x+b*y+c"},
		{"X + y", "X", "X: read as the name of a slider; did you mean x?", "x + y"},
		{"sint*x", "sint", "sint: read as the name of a slider; did you mean sin(t)?", "sin(t)*x"},
		{"sinkx+y", "sinkx", "sinkx: read as the name of a slider; did you mean sin(k*x)?", "sin(k*x)+y"},
		{"phi*x", "phi", "phi is the golden ratio, 1.618...; write phi_ for a slider", "phi_*x"}, {"x+τ", "τ", "tau is 2π; write tau_ for a slider", "x+tau_"}, {"E*x", "E", "E is the number e; write E_ for a slider", "E_*x"},
		{"sinc(2x)", "sinc", "sinc(x) is sin(x)/x here; for sinc(x) as in NumPy and Octave, write sinc(pi*x)", "sinc(pi*(2x))"}, {"LOG(x)", "LOG", "LOG is the natural logarithm", "log10(x)"}, {"log(2, x)", "log", "log(2, x) is the logarithm to base x", "log(x, 2)"},
		{"a*kr", "kr", "kr: read as the name of a slider; did you mean k*r?", "a*k*r"}, {"x*THETA", "THETA", "THETA: read as the name of a slider; did you mean theta?", "x*theta"}, {"x2+y2", "x2+y2", "x2, y2: read as names of sliders; did you mean x^2, y^2?", "x^2+y^2"}, {"root(3, x)", "root", "root(3, x) is 3^(1/(x))", "root(x, 3)"}, {"ATAN2(x, y)", "ATAN2", "ATAN2 takes (y, x) here; in spreadsheets it takes (x, y)", "atan2(y, x)"},
		{"3e^-2x", "e^-2x", "e^-2x is read as (e^-2)*x", "3e^(-2x)"}, {"x^1/2+y", "x^1/2", "x^1/2 is read as (x^1)/2", "x^(1/2)+y"}, {"8^-1/4", "8^-1/4", "8^-1/4 is read as (8^-1)/4", "8^(-1/4)"}, {"√x²", "√x²", "√x² is read as (√x)²", "√(x²)"}, {"∛x^2", "∛x^2", "∛x^2 is read as (∛x)^2", "∛(x^2)"},
		{"r(θ) = 1 + cos(θ)", "r", "r = ... is plotted as the height z", ""}, {"Asin(x)", "Asin", "Asin is the inverse function; did you mean A*sin?", "A*sin(x)"}, {"√1 - x²", "√1 - x²", "√1 - x² is read as 1 - x²", "√(1 - x²)"}, {"tau(x+1)", "tau", "tau is 2π; write tau_ for a slider", "tau_*(x+1)"},
		{"y = x^2", "y", "y = ... is plotted as the height z", ""}, {"f(s) = s^2", "s", "s is plotted along the x axis", ""}, {"u(x, t) = sin(x - t)", "t", "t is plotted along the y axis", ""}, {"f(t, x) = t", "t", "t is plotted along the y axis", ""}, {"f(y, s) = s", "s", "s is plotted along the x axis", ""},
		{"x^(1/3)", "x^(1/3)", "undefined where the base is negative: cbrt(x) or root(x, 3) is real there", "cbrt(x)"}, {"(-8)^(1/3)", "(-8)^(1/3)", "undefined where the base is negative: cbrt(x) or root(x, 3) is real there", "cbrt(-8)"},
		{"y*(x-1)^(2/5)", "(x-1)^(2/5)", "undefined where the base is negative: root(x, 5)^2 is real there", "y*root(x-1, 5)^2"}, {"x^-(1/3)", "x^-(1/3)", "undefined where the base is negative: cbrt(x)^-1 or root(x, 3)^-1 is real there", "cbrt(x)^-1"}, {"2pow(x, 1/3)", "pow(x, 1/3)", "undefined where the base is negative: cbrt(x) or root(x, 3) is real there", "2cbrt(x)"},
	} {
		x, err := Parse(tt.text)
		if err != nil || len(x.Remarks()) != 1 {
			t.Errorf("%s: %v, %d remarks", tt.text, err, len(x.Remarks()))
			continue
		}
		r := x.Remarks()[0]
		fixed := ""
		for _, f := range r.Fixes {
			fixed = f.Apply(tt.text)
			if y, err := Parse(fixed); err != nil || len(y.Remarks()) > 0 {
				t.Errorf("%s: its fix is %v, %v", tt.text, y, err)
			}
		}
		if tt.text[r.Pos:r.End] != tt.about || r.Message.En != tt.message || fixed != tt.fixed || !japanese(r.Message.Ja) {
			t.Errorf("%s: about %s: %v, fixed to %s", tt.text, tt.text[r.Pos:r.End], r.Message, fixed)
		}
	}
	for _, text := range []string{"kx*x + ky*y", "x - X", "a*sin(b*x)", "x^(1/2)", "x^0.2", "e^x + E^y", "np.sinc(x)", "z = x*y", "f(x, y) = x", "log(x, 2)", "r*cos(theta)", "10^-3x", "x^2y", "e^2 x", "x^2/3", "x^1/x", "√x", "x1*x2", "root(x, 3)", "ASIN(x)", "Math.Asin(x)", "√1*x", "f(r) = r^2"} {
		if x, err := Parse(text); err != nil || len(x.Remarks()) > 0 {
			t.Errorf("%s: %v, %v", text, err, x.Remarks())
		}
	}
}

// The base of a remark on a power says where it matters.
func TestRemarkBase(t *testing.T) {
	x, err := Parse("b*x + (a - x)^(1/3)")
	if err != nil {
		t.Fatal(err)
	}
	base := x.Remarks()[0].Base.Compile()
	if p := base.Params(); !slices.Equal(p, x.Params()) {
		t.Errorf("its parameters are %v", p)
	}
	if got := base.At(3, 0, 7, 2); got != -1 {
		t.Errorf("it is %v, want 2 - 3", got)
	}
}
