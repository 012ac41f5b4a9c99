package expr

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func derivative(t testing.TB, x *Expr, name string) *Expr {
	t.Helper()
	d, err := x.D(name)
	if err != nil {
		t.Fatalf("%v by %s: %v", x, name, err)
	}
	return d
}

func TestD(t *testing.T) {
	for _, tt := range []struct{ text, name, want string }{
		{"x^2", "x", "2*x"}, {"x^3+2x+1", "x", "3*x^2 + 2"}, {"3", "x", "0"}, {"y", "x", "0"}, {"a x", "a", "x"}, {"x^a", "x", "a*x^(a - 1)"},
		{"sin(2x)", "x", "2*cos(2*x)"}, {"cos(x)", "x", "-sin(x)"}, {"exp(-x^2)", "x", "-(2*exp(-x^2)*x)"}, {"e^x", "x", "exp(x)"}, {"2^x", "x", "2^x*log(2)"},
		{"log(x)", "x", "1/x"}, {"sqrt(x)", "x", "1/(2*sqrt(x))"}, {"sqrt(x^2+y^2)", "x", "x/sqrt(x^2 + y^2)"}, {"r", "x", "x/hypot(x, y)"}, {"theta", "y", "x/(y^2 + x^2)"},
		{"x y", "x", "y"}, {"x/y", "y", "-(x/y^2)"}, {"1/x", "x", "-(1/x^2)"}, {"x*x", "x", "2*x"}, {"abs(x)", "x", "sign(x)"}, {"floor(x)", "x", "0"}, {"max(x, y)", "x", "if(x >= y, 1, 0)"},
		{"if(x<0, -x, x^2)", "x", "if(x < 0, -1, 2*x)"}, {"tan(x)", "x", "1 + tan(x)^2"}, {"gamma(x)", "x", "gamma(x)*digamma(x)"}, {"digamma(x)", "x", "polygamma(1, x)"},
		{"asinh(x)", "x", "1/hypot(x, 1)"}, {"acosh(x)", "x", "1/(sqrt(x - 1)*sqrt(x + 1))"}, {"atanh(x)", "x", "1/((1 - x)*(1 + x))"}, {"sec(x)", "x", "sin(x)/cos(x)^2"}, {"sinc(x)", "x", "sinc(x, 1)"}, {"sinc(x, 1)", "x", "sinc(x, 2)"}, {"x!", "x", "gamma(x + 1)*digamma(x + 1)"}, {"root(x, 5)", "x", "1/(5*root(x, 5)^4)"}, {"log(x, 2)", "x", "1/(log(2)*x)"}, {"heaviside(x)", "x", "0"}, {"trunc(x)", "x", "0"}, {"nCr(x, 2)", "x", "nCr(x, 2)*(digamma(x + 1) - digamma(x - 2 + 1))"}, {"sin(x°)", "x", "cos(x*pi/180)*(pi/180)"},
	} {
		x, err := Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := derivative(t, x, tt.name).String(); got != tt.want {
			t.Errorf("derivative of %s by %s is %s, want %s", tt.text, tt.name, got, tt.want)
		}
	}
}

// smooth are formulas with derivatives at the points of the tests.
var smooth = []string{
	"sin(x*y)+exp(-x^2-y^2)", "x^3*y-2/x+y^4", "tan(x/3)*asin(x/4)+acos(y/4)", "atan(x*y)+atan2(y, x)", "sinh(x)*cosh(y)+tanh(x-y)",
	"log(x^2+1)+log2(x+5)*log10(y+6)", "sqrt(x^2+y^2+1)*cbrt(x+4)", "abs(x)*y^2+abs(x*y)", "hypot(x, y)*hypot(x, 2)", "erf(x*y)+normpdf(x, y, 2)",
	"gamma(x+4)*gamma(y+5)", "digamma(x+4)+polygamma(2, y+6)", "normpdf(x)*normpdf(y, 1, abs(x)+1)", "mvn(x, y)+mvn(x, y, 0.5, -1, 2, 1, 0.6)", "mvn(x, x*y, y, 0, 1, 2, -0.3)",
	"(x^2+1)^y", "2^(x*y)", "(x^2+1)^(y/3)", "x^-2+y^0.5*0+abs(y)^-0.5", "min(x, y, x*y)+max(x^2, 2*y)", "mod(x, 0.7)*y+mod(3, y/3)", "if(x<y, x*y^2, sin(x))", "r^2*sin(3*theta)", "round(x)*x+floor(y)*sign(x)*x^2",
	"sec(x/4)*csc(y/2+0.1)+cot(x/3+1)", "sech(x)*csch(y)+coth(y)", "asec(y+1.1)+acsc(x+4)*acot(x+3)", "asinh(x*y)+acosh(x^2+1.1)*atanh(y/3)", "asech(y/3)+acsch(y)+acoth(y+1.5)",
	"log(x+4, y+2)+log(y, 3)", "expm1(x*y)+log1p(x^2*y)", "root(x+3, 5)+root(x, 3)*y", "root(y, x+4)+root(x*y+9, -3)", "trunc(x)*y+heaviside(x-y)*x*y", "(x+3)!+(y/2)!*x", "nCr(x+7, y)+nCr(5.5, x/5)", "sinc(x)*sinc(x*y)", "sinc(x, 2)*y+sinc(x*y, 5)", "hypot(x, y, x*y)*y", "if(x < y, x*y, x < 2*y, x^2, y)", "x*30°+sin(y°)", "x^2*{x > 0: y, -x*y}",
	"a*sin(b*x)*y+a^2", "(x+y)/(x^2+y^2+a^2)", "e^(x*y/2)", "(0 < x < 2)*x^2 + (not (y > 0))*x",
}

// central returns the derivative of f at 0 by central differences of the fourth
// order.
func central(f func(h float64) float64) float64 {
	const h = 1e-3
	return (8*(f(h)-f(-h)) - (f(2*h) - f(-2*h))) / (12 * h)
}

func TestDerivativesAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, text := range smooth {
		x, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		params := []float64{0.7, 1.3}[:len(x.Params())]
		at := func(x *Expr, u, v float64) float64 { return x.Compile().At(append([]float64{u, v}, params...)...) }
		dx, dy := derivative(t, x, "x"), derivative(t, x, "y")
		dxx, dxy, dyy := derivative(t, dx, "x"), derivative(t, dx, "y"), derivative(t, dy, "y")
		p, px, py := x.Compile(), dx.Compile(), dy.Compile()
		for range 20 {
			u, v := 0.1+2*rng.Float64(), 0.1+2*rng.Float64()
			if rng.IntN(2) == 0 {
				u = -u
			}
			point := append([]float64{u, v}, params...)
			move := func(p *Program, k int) float64 {
				return central(func(h float64) float64 {
					q := append([]float64(nil), point...)
					q[k] += h
					return p.At(q...)
				})
			}
			j := p.Jet(point...)
			for _, c := range []struct {
				name                  string
				jet, symbolic, finite float64
			}{
				{"value", j.Z, p.At(point...), j.Z},
				{"x", j.X, px.At(point...), move(p, 0)},
				{"y", j.Y, py.At(point...), move(p, 1)},
				{"xx", j.XX, at(dxx, u, v), move(px, 0)},
				{"xy", j.XY, at(dxy, u, v), move(px, 1)},
				{"yy", j.YY, at(dyy, u, v), move(py, 1)},
			} {
				scale := max(1, math.Abs(c.jet))
				if !(math.Abs(c.jet-c.symbolic) <= 1e-11*scale) || !(math.Abs(c.jet-c.finite) <= 1e-7*scale) && !kink(text) {
					t.Errorf("%s at (%v, %v), %s: jet %v, symbolic %v, differences %v", text, u, v, c.name, c.jet, c.symbolic, c.finite)
				}
			}
		}
	}
}

// kink reports whether differences may step over an edge of the formula.
func kink(text string) bool {
	return slices.Contains([]string{"min", "mod", "if(", "rou", "(0 ", "tru", "x^2"}, text[:3])
}

// At kinks derivatives take a side, and by what a formula does not depend on they
// are 0, also where a slope is infinite.
func TestDerivativesAtKinks(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tt := range []struct {
		text string
		want Jet
	}{
		{"abs(x)", Jet{}}, {"max(x, y)", Jet{X: 1}}, {"min(y, x)", Jet{Y: 1}}, {"sign(x)+floor(x)+round(x)+ceil(x)", Jet{}}, {"x > 0", Jet{}}, {"if(x, 1, 2x)", Jet{X: 2}},
		{"sqrt(x)", Jet{X: inf, XX: nan}}, {"sqrt(x)+y", Jet{X: inf, XX: nan, Y: 1}}, {"hypot(x, y)", Jet{X: nan, Y: nan, XX: nan, XY: nan, YY: nan}},
		{"sinc(x)", Jet{Z: 1, XX: -1. / 3}}, {"root(x, 5)", Jet{X: inf, XX: nan}}, {"heaviside(x)", Jet{Z: 0.5}}, {"x^2*y+3", Jet{Z: 3}}, {"x*y", Jet{XY: 1}}, {"if(x/0, 1, 2)", Jet{nan, nan, nan, nan, nan, nan}},
	} {
		got := compile(t, tt.text).Jet(0, 0)
		g := [6]float64{got.Z, got.X, got.Y, got.XX, got.XY, got.YY}
		w := [6]float64{tt.want.Z, tt.want.X, tt.want.Y, tt.want.XX, tt.want.XY, tt.want.YY}
		for i := range g {
			if !near(g[i], w[i], 0, 0) {
				t.Errorf("%s: %v, want %v", tt.text, got, tt.want)
				break
			}
		}
	}
}

func TestSimplify(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"0*x+1*y", "y"}, {"x+0", "x"}, {"x^1", "x"}, {"x^0", "1"}, {"2*3*x", "6*x"}, {"x*2*3", "6*x"}, {"1/3", "1/3"}, {"1/4", "0.25"}, {"2-5", "-3"}, {"x- -y", "x + y"}, {"x+-3", "x - 3"},
		{"x-x", "0"}, {"x+x", "2*x"}, {"x*x", "x^2"}, {"-(-x)", "x"}, {"-(x-y)", "y - x"}, {"sqrt(4)", "2"}, {"sqrt(2)", "sqrt(2)"}, {"sin(0)", "0"}, {"if(1<2, x, y)", "x"}, {"if(1>2, x, y)", "y"}, {"if(y, x, x)", "x"}, {"(x+0)+(0+x)", "2*x"}, {"x/1", "x"}, {"0/0", "0/0"}, {"4!", "24"}, {"log(8, 2)", "3"}, {"root(27, 3)*x", "3*x"}, {"nCr(5, 2)*x", "10*x"}, {"sec(0)", "1"}, {"tau", "tau"}, {"x*(1/y)", "x/y"}, {"pi", "pi"}, {"cos(pi)", "cos(pi)"},
	} {
		x, err := Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := x.Simplify().String(); got != tt.want {
			t.Errorf("%s simplified is %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestSimplifyKeepsValues(t *testing.T) {
	for _, text := range smooth {
		x, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		p, q := x.Compile(), x.Simplify().Compile()
		for _, u := range []float64{-1.3, 0.4, 2.1} {
			point := append([]float64{u, 0.9}, []float64{0.7, 1.3}[:len(x.Params())]...)
			if got, want := q.At(point...), p.At(point...); !near(got, want, 1e-13, 1e-14) {
				t.Errorf("%s simplified at %v: %v, want %v", text, u, got, want)
			}
		}
	}
}
