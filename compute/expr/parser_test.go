package expr

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		text     string
		pos, end int
		message  string
	}{
		{"", 0, 0, "expected a formula"},
		{"  ", 2, 2, "expected a formula"},
		{"x+*y", 2, 3, "expected a number, a name or ( after +"},
		{"x +", 3, 3, "expected a number, a name or ( after +"},
		{"*x", 0, 1, "expected a number, a name or ("},
		{"sin(", 4, 4, "expected a number, a name or ( after ("},
		{"(x+1", 4, 4, "expected ) after 1"},
		{"x y)", 3, 4, "this ) has no matching ("},
		{"sin x", 4, 5, "expected ( after sin"},
		{"sin^2 x", 6, 7, "expected ( after 2: for a power, write sin(x)^2"},
		{"sin²x", 5, 6, "expected ( after ²: for a power, write sin(x)^2"},
		{"log^-1(x)", 3, 4, "write log(x)^-1 for 1/log(x)"},
		{"1/2x", 3, 4, "a product after a division can be read in two ways: write a/(b*c) or (a/b)*c"},
		{"x/y(x+1)", 3, 4, "a product after a division can be read in two ways: write a/(b*c) or (a/b)*c"},
		{"1..2", 2, 4, "expected an operator between 1. and .2"},
		{"x 2", 2, 3, "expected an operator between x and 2"},
		{"(x 2)", 3, 4, "expected an operator between x and 2"},
		{"1,5", 1, 2, "commas only separate arguments: the decimal point is ."},
		{"(1,5)", 2, 3, "expected ), not a comma: the decimal point is ."},
		{"z+1", 0, 1, "z cannot be used here: the variables are x, y"},
		{"xy+1", 0, 2, "xy: did you mean x*y?"},
		{"foo(x)", 0, 3, "foo is not a function; for a product, write foo*("},
		{"sim(x)", 0, 3, "sim is not a function, sin is; for a product, write sim*("},
		{"2 sqr(x)", 2, 5, "sqr: did you mean square or sqrt?"},
		{"aatn2(y, x)", 0, 5, "aatn2 is not a function, atan2 is"},
		{"a(x+1)", 0, 1, "a is not a function; for a product, write a*("},
		{"1+atan2(x)", 2, 10, "atan2 is given 1 argument: write atan2(y, x)"},
		{"normpdf(x, 1)", 0, 13, "normpdf is given 2 arguments: write normpdf(x) or normpdf(x, mu, sigma)"},
		{"min(x)", 0, 6, "min is given 1 argument: write min(a, b, ...)"},
		{"sin(x, y)", 0, 9, "sin is given 2 arguments: write sin(x)"},
		{"x = 1", 2, 3, "equations cannot be plotted: write z = ..., or == to compare"},
		{"x & ", 4, 4, "expected a number, a name or ( after &"},
		{"x]", 1, 2, "this ] has no matching ["},
		{"x ! y", 2, 3, "expected an operator between x and !"},
		{"c ? a", 5, 5, "expected : and another value, as in c ? a : b"},
		{"a if c", 6, 6, "expected else and another value, as in a if c else b"},
		{"f'(x)", 1, 2, "derivatives are not supported: write out f'(x)"},
		{`\frac{x}{2}`, 0, 1, `LaTeX is not supported: write sin(x) for \sin x, (a)/(b) for \frac{a}{b}`},
		{"2 # 3", 2, 3, "'#' cannot be used in a formula"},
		{"2 + ♥", 4, 7, "'♥' cannot be used in a formula"},
		{"1e999", 0, 5, "number too large: at most 1.8e308 is allowed"},
		{"x²³^2", 5, 6, "what follows ²³ can be read in two ways: add parentheses"},
		{"|x", 2, 2, "expected | after x"},
		{"x < not y", 4, 7, "expected a number, a name or ( after <"},
		{strings.Repeat("(", 200), 101, 102, "nested more than 100 levels deep"},
		{strings.Repeat("a", 40), 0, 40, "name longer than 32 characters"},
		{strings.Repeat("x+", 600) + "x", 1025, 1026, "more than 1024 operations, numbers and names"},
		{strings.Repeat(" ", 70000), 65536, 70000, "formula longer than 65536 bytes"},
	} {
		_, err := Parse(tt.text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.40q: error %v, want %q", tt.text, err, tt.message)
		} else if e.Message.En != tt.message || e.Pos != tt.pos || e.End != tt.end {
			t.Errorf("%.40q: error %d-%d %q, want %d-%d %q", tt.text, e.Pos, e.End, e.Message, tt.pos, tt.end, tt.message)
		} else if !japanese(e.Message.Ja) {
			t.Errorf("%.40q: in Japanese: %s", tt.text, e.Message.Ja)
		}
	}
	if _, err := Parse("x*u", "u", "v"); err == nil || err.Error() != "x cannot be used here: the variables are u, v" {
		t.Errorf("got %v", err)
	}
}

func TestString(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"2x", "2*x"}, {"3sin(x)", "3*sin(x)"}, {"(x+1)(y-1)", "(x + 1)*(y - 1)"}, {"x y", "x*y"}, {"2pi x", "2*pi*x"}, {"x(y+1)", "x*(y + 1)"}, {"2πx", "2*pi*x"},
		{"-x^2", "-x^2"}, {"(-x)^2", "(-x)^2"}, {"2^3^2", "2^3^2"}, {"(2^3)^2", "(2^3)^2"}, {"2^-x", "2^-x"}, {"x^2y", "x^2*y"}, {"x^(2y)", "x^(2*y)"},
		{"x-(y-1)", "x - (y - 1)"}, {"(x-y)-1", "x - y - 1"}, {"x/(y/2)", "x/(y/2)"}, {"x*(y*2)", "x*(y*2)"}, {"x--y", "x - -y"}, {"--x", "--x"}, {"+x", "x"}, {"-(x+y)", "-(x + y)"}, {"-(2x)", "-(2*x)"},
		{"0<x<=1", "0 < x <= 1"}, {"(0<x)<1", "(0 < x) < 1"}, {"not x<1 and y or x", "not x < 1 and y or x"}, {"not(x and y)", "not (x and y)"}, {"(x or y) and x", "(x or y) and x"}, {"2*(x<1)", "2*(x < 1)"},
		{"|x|", "abs(x)"}, {"√x", "sqrt(x)"}, {"√x y", "sqrt(x)*y"}, {"x²", "x^2"}, {"ln(x)", "log(x)"}, {"α x", "alpha*x"}, {"θ", "theta"}, {"γ", "gamma_"},
		{"1e-7", "1e-07"}, {"1000000", "1000000"}, {"1e300", "1e+300"}, {".5", "0.5"}, {"min(x,y,1)", "min(x, y, 1)"}, {"if(x<0,-x,x)", "if(x < 0, -x, x)"},
		{"|x|y|", ""}, {"|x||y|", "abs(x)*abs(y)"}, {"2|x|y|x|", "2*abs(x)*y*abs(x)"}, {"|(|x|+1)|", "abs(abs(x) + 1)"},
	} {
		x, err := Parse(tt.text)
		if err != nil {
			if tt.want != "" {
				t.Errorf("%s: %v", tt.text, err)
			}
			continue
		}
		if got := x.String(); got != tt.want {
			t.Errorf("%s: printed as %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestParams(t *testing.T) {
	x, err := Parse("b*sin(a x) + t y1 + b e + r + ω")
	if err != nil {
		t.Fatal(err)
	}
	if got := x.Params(); !slices.Equal(got, []string{"b", "a", "t", "y1", "omega"}) {
		t.Errorf("parameters %v", got)
	}
	if got := x.Vars(); !slices.Equal(got, []string{"x", "y"}) {
		t.Errorf("variables %v", got)
	}
}

// checkRoundTrip checks that what is printed parses as the same formula.
func checkRoundTrip(t *testing.T, x *Expr) {
	t.Helper()
	text := x.String()
	y, err := Parse(text, x.Vars()...)
	if err != nil {
		t.Fatalf("printed as %s: %v", text, err)
	}
	if !x.Equal(y) || y.String() != text {
		t.Fatalf("printed as %s, read as %s", text, y)
	}
}

func TestRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		x, err := Parse(randomText(rng, rng.IntN(6)))
		if err == nil { // few are too long
			checkRoundTrip(t, x)
			for _, v := range x.Vars() {
				if d, err := x.D(v); err == nil && len(d.String()) < 1000 {
					checkRoundTrip(t, d)
				}
			}
		}
	}
}
