package expr

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// copied are formulas whose copies in other languages are run, at lattice points.
func copied(t *testing.T) []*Expr {
	texts := []string{
		"1/3*x", "2^3^2*x-(2^3)^2", "-x^2-(-x)^2", "2^-x^2", "x - -y*--2", "1/0-x", "x-(-1/0)", "sqrt(-1)", "(-8)^(1/3)", "x/0", "0 < x <= 1", "0 < x+y <= 1 != x", "not (x < y) and x != 0 or y == 1", "if(x, y, 2)", "if(1<2, x, y)", "-(x<y)+(x<y)*3", "not x + 1", "not (1 < 2)",
		"r*cos(theta)+lambda*a", "max(x, y, sqrt(x))", "min(x, a)", "mod(x, y)+mod(x, 0)", "round(x*2)+floor(x)-ceil(y)", "asin(x)+acos(y)", "log2(x)*log10(y)", "x^y", "x^0.5", "x^(1/3)", "e^x*pi", "gamma(x)", "normpdf(x)+normpdf(x, y, a)", "mvn(x, y)+mvn(x, y, 0.5, -1, 2, 1, 0.6)", "normpdf(x, 0, -1)", "1000000*x*1e-9", "tanh(x)*cbrt(y)+sign(x)", "digamma(abs(x)+1)+polygamma(2, abs(y)+1)",
		"x+a^1.5", "1/a", "x/a+lambda^-1", "a^(x/2)", "log(a)+sqrt(a)*y", "(a-1)^(1/3)", "x/(a-a)", "e^a+a%lambda", "2^min(-1, 3)*x", "x+2^-abs(3)", "mod(5, 0)+x", "1/sign(0)+x", "x^-max(2, 1)", "10^400*x", "a*tau+phi-inf*x+nan*y",
		"sec(x)+csc(y)*cot(y)", "sech(x)*csch(y)+coth(y)", "asec(x)+acsc(y)+acot(x)", "asinh(x)+acosh(y)*atanh(x)", "asech(x)+acsch(y)+acoth(x)", "-sec(x)^2", "2^sec(x)", "1/csc(y)^-2",
		"log(x, 3)+log(y, 2)*log(a, 10)", "2/log(y+3, lambda+4)", "expm1(x)*log1p(y)", "root(x, 3)+root(y, 4)", "root(x, 5)*root(x, -3)", "root(x, y)", "root(x, a)", "trunc(x)-trunc(-y)*mod(x, 1)", "heaviside(x)+heaviside(y-1, a)+heaviside(x/0)",
		"x!+(y+a)!", "-(x!)^2", "nCr(5, 2)*x+nCr(x, y)", "nCr(x, 3)", "nCr(7, y)", "nCr(-3, 2)+nCr(-3, -5)+nCr(-1, 7)+x", "nCr(x*2, y)", "nCr(10, x)+nCr(4, 6)", "sinc(x)*sinc(x*y)", "sinc(x, 1)+sinc(0*y, 2)", "sinc(3x, 3)", "hypot(x, y, a)", "max(hypot(x, y, 2), 1, y)",
		"digamma(x)", "polygamma(1, x-0.25)", "polygamma(2, y-3.1)+polygamma(3, x-0.5)", "polygamma(0, x-2500.5)", "polygamma(1, -1e6-0.5)+x", "digamma(x-1/0)", "polygamma(x, y)", "if(x < 0, 1, y < 1, x, a)", "{x < 0: -x, y > 1: y}", "x > 0 ? x : y", "30°*x+sin(x°)", "(x < 1 ? 1 : 2)^-1",
		"not sqrt(x)", "sqrt(x) and y", "log(y) or x > 0", "if(sqrt(x), 1, 2)", "if(sqrt(x) and y > 0, x, a)", "not (x > 0 and sqrt(y))+2", "if(not sqrt(y), 1/0, x)", "sqrt(x) < 1 and not y", "if(nan, x, y)", "if(2, x, y)", "a and x/0-y/0", "x ? y : sqrt(x) ? 1 : 3",
		"mod(x, 0.1)+mod(y, -0.1)", "mod(0.3+0*x, 0.1)", "mod(x*1e15, 0.7)", "mod(x, 1e-300)", "mod(x, inf)+mod(y, -inf)", "mod(1/0-x, 2)",
	}
	for _, e := range readReference(t).Expressions {
		texts = append(texts, e.Expr)
	}
	var all []*Expr
	for _, text := range append(texts, smooth...) {
		x, err := Parse(strings.ReplaceAll(text, "*sin(b*x)", "*sin(lambda*x)"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	return all
}

var (
	copiedX = []float64{-2.5, -1, -0.25, 0, 0.5, 1, 3}
	copiedY = []float64{-1.5, 0.25, 1, 2}
)

// paramSets are the parameters that copied formulas are run with.
var paramSets = []map[string]float64{{"a": 0.7, "lambda": 1.3}, {"a": -2, "lambda": 0}, {"a": 0, "lambda": -1}}

// paramsOf returns the values of the parameters of x.
func paramsOf(x *Expr, set map[string]float64) (values []float64) {
	for _, name := range x.Params() {
		values = append(values, set[name])
	}
	return values
}

// run runs a program and returns what it prints, a line for each formula.
func run(t *testing.T, file, code string, command ...string) []string {
	t.Helper()
	if _, err := exec.LookPath(command[0]); err != nil {
		t.Skip(err)
	}
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(command[0], append(command[1:], path)...)
	var errors strings.Builder
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if strings.Contains(errors.String(), "ModuleNotFoundError") {
		t.Skip(errors.String())
	}
	if err != nil {
		t.Fatalf("%v: %s", err, errors.String())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// checkCopies compares what copies gave with the values of the formulas. Lines are
// lists of numbers in JSON, with strings for those that are not finite.
func checkCopies(t *testing.T, lines []string, code func(x *Expr) string) {
	t.Helper()
	all := copied(t)
	if len(lines) != len(all)*len(paramSets) {
		t.Fatalf("%d lines for %d formulas: %s", len(lines), len(all), lines[0])
	}
	for k, line := range lines {
		x, set := all[k/len(paramSets)], paramSets[k%len(paramSets)]
		want := make([]float64, len(copiedX)*len(copiedY))
		x.Compile().GridTo(want, copiedX, copiedY, paramsOf(x, set)...)
		var got []quoted
		if err := json.Unmarshal([]byte(line), &got); err != nil || len(got) != len(want) {
			t.Fatalf("%s: %v, %d values: %s", x, err, len(got), line)
		}
		for i := range want {
			if !near(float64(got[i]), want[i], 1e-11, 1e-13) {
				t.Errorf("%s at (%v, %v), %v, is %v, want %v\n%s", x, copiedX[i%7], copiedY[i/7], set, got[i], want[i], code(x))
				break
			}
		}
	}
}

func list(values []float64) string {
	s := make([]string, len(values))
	for i, v := range values {
		s[i] = strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strings.Join(s, ", ")
}

func TestPython(t *testing.T) {
	code := "import numpy as np\nnp.seterr(all='ignore')\nX, Y = np.meshgrid([" + list(copiedX) + "], [" + list(copiedY) + "])\n"
	for _, x := range copied(t) {
		code += x.Python("f")
		for _, set := range paramSets {
			call := strings.TrimSuffix("X, Y, "+list(paramsOf(x, set)), ", ")
			code += "z = f(" + call + ") + 0*X\nprint('[' + ', '.join('\"%.17g\"' % v for v in np.ravel(z)) + ']')\n"
		}
	}
	python := "python3"
	if exec.Command(python, "-c", "import scipy").Run() != nil {
		python = "/usr/bin/python3"
	}
	checkCopies(t, run(t, "copies.py", code, python), func(x *Expr) string { return x.Python("f") })
}

func TestOctave(t *testing.T) {
	code := "1;\n"
	for k, x := range copied(t) {
		code += x.Octave("f" + strconv.Itoa(k))
	}
	code += "[X, Y] = meshgrid([" + list(copiedX) + "], [" + list(copiedY) + "]);\n"
	for k, x := range copied(t) {
		for _, set := range paramSets {
			call := strings.TrimSuffix("X, Y, "+list(paramsOf(x, set)), ", ")
			code += fmt.Sprintf("z = f%d(%s) + 0*X; s = sprintf('\"%%.17g\",', z'); printf('[%%s]\\n', s(1:end-1));\n", k, call)
		}
	}
	checkCopies(t, run(t, "copies.m", code, "octave", "--no-gui", "--norc", "--quiet"), func(x *Expr) string { return x.Octave("f") })
}

func TestGo(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	code, calls, seen := "package main\nimport \"fmt\"\nimport \"math\"\nvar _ = math.Pi\n", "", map[string]bool{}
	for k, x := range copied(t) {
		// All formulas go into one file, which has each helper once.
		for i, f := range strings.SplitAfter(strings.TrimPrefix(x.Go("f"+strconv.Itoa(k)), "import \"math\"\n"), "\n}\n") {
			if i == 0 || !seen[f] {
				code += f
				seen[f] = true
			}
		}
		for _, set := range paramSets {
			call := strings.TrimSuffix("x, y, "+list(paramsOf(x, set)), ", ")
			calls += fmt.Sprintf("\tprint(func(x, y float64) float64 { return f%d(%s) })\n", k, call)
		}
	}
	code += "func main() {\n" + calls + "}\nfunc print(f func(x, y float64) float64) {\n\tend := \"[\"\n" +
		"\tfor _, y := range []float64{" + list(copiedY) + "} {\n\t\tfor _, x := range []float64{" + list(copiedX) + "} {\n" +
		"\t\t\tfmt.Printf(\"%s\\\"%v\\\"\", end, f(x, y)); end = \",\"\n\t\t}\n\t}\n\tfmt.Println(\"]\")\n}\n"
	checkCopies(t, run(t, "copies.go", code, "go", "run"), func(x *Expr) string { return x.Go("f") })
}

func TestReservedNames(t *testing.T) {
	x, err := Parse("lambda*x+func+end_")
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		x.Python("f"): "def f(x, y, lambda_, func, end_):\n    return lambda_*x + func + end_",
		x.Go("f"):     "func f(x, y, lambda, func_, end_ float64) float64 {\n\treturn lambda*x + func_ + end_",
		x.Octave("f"): "function result = f(x, y, lambda, func, end_)\nresult = lambda.*x + func + end_;",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s, want\n%s", got, want)
		}
	}
}

// Python's own numbers come in only where they do no harm.
func TestPythonFloats(t *testing.T) {
	for text, line := range map[string]string{
		"1/a": "\n    x, y, a = map(np.float64, (x, y, a))\n", "x+a^1.5": "\n    x, y, a = map(np.float64, (x, y, a))\n", "x^-1": "\n    x, y = map(np.float64, (x, y))\n", "sec(x)": "\n    x, y = map(np.float64, (x, y))\n",
		"a*x^2": "", "sqrt(a)*sin(x)": "",
	} {
		x, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		code := x.Python("f")
		if line == "" && strings.Contains(code, "float64") || !strings.Contains(code, line) {
			t.Errorf("%s:\n%s", text, code)
		}
	}
	x, _ := Parse("1/u", "u")
	if code := x.Python("f"); !strings.Contains(code, "\n    u = np.float64(u)\n    return 1/u\n") {
		t.Error(code)
	}
}

// A product is written without a sign where it reads as one.
func TestJuxtaposed(t *testing.T) {
	for text, want := range map[string]string{
		"2*x":                 `2 x`,
		"x*2":                 `x \cdot 2`,
		"2*3":                 `2 \cdot 3`,
		"2*3^x":               `2 \cdot 3^{x}`,
		"2*3!":                `2 \cdot 3 !`,
		"2*sin(x)*cos(y)":     `2 \sin\left(x\right) \cos\left(y\right)`,
		"x*y*sin(x)":          `x y \sin\left(x\right)`,
		"2*(x+1)":             `2 \left(x + 1\right)`,
		"x*(y+1)":             `x \cdot \left(y + 1\right)`,
		"x^2*(y+1)":           `x^{2} \left(y + 1\right)`,
		"sin(x)*(y+1)":        `\sin\left(x\right) \left(y + 1\right)`,
		"x*exp(y)":            `x e^{y}`,
		"1.5*(x/2)":           `1.5 \cdot \frac{x}{2}`,
		"speed*x":             `\mathrm{speed} \cdot x`,
		"x*speed":             `x \cdot \mathrm{speed}`,
		"2*speed":             `2 \cdot \mathrm{speed}`,
		"alpha*beta":          `\alpha \beta`,
		"1e20*x":              `1 \times 10^{20} \cdot x`,
		"sin(x)^2":            `\sin^{2}\left(x\right)`,
		"sin(x)^-1":           `\left(\sin\left(x\right)\right)^{- 1}`, // that looks like an inverse function
		"2*sin(x)^2":          `2 \sin^{2}\left(x\right)`,
		"log(x)":              `\ln\left(x\right)`,
		"(sqrt(x)+1)*sqrt(y)": `\left(\sqrt{x} + 1\right) \sqrt{y}`,
		// A fraction in an exponent is written in one line.
		"exp(-r^2/8)":    `e^{- r^{2} / 8}`,
		"exp(-(r^2/8))":  `e^{- \left(r^{2} / 8\right)}`,
		"x^(1/2)/2":      `\frac{x^{1 / 2}}{2}`,
		"e^(x/(2*y))":    `e^{x / \left(2 y\right)}`,
		"e^((x+1)/y/2)":  `e^{\left(x + 1\right) / y / 2}`,
		"e^(x/2*y)":      `e^{x / 2 \cdot y}`,
		"e^(y*(x/2))":    `e^{y \cdot \left(x / 2\right)}`,
		"e^(x/(y/2))":    `e^{x / \left(y / 2\right)}`,
		"e^((x/2)^2)":    `e^{\left(x / 2\right)^{2}}`,
		"sin(x/2)^(1/3)": `\left(\sin\left(\frac{x}{2}\right)\right)^{1 / 3}`,
	} {
		x, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := x.LaTeX(); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}

func TestTypeset(t *testing.T) {
	for _, tt := range []struct{ text, mathML, laTeX string }{
		{"x^2/(y+1)", "<mfrac><msup><mi>x</mi><mn>2</mn></msup><mrow><mi>y</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", `\frac{x^{2}}{y + 1}`},
		{"sqrt(x)*alpha", "<mrow><msqrt><mi>x</mi></msqrt><mo>&#x2062;</mo><mi>α</mi></mrow>", `\sqrt{x} \alpha`},
		{"-(x+1)^2", "<mrow><mo>−</mo><msup><mrow><mo>(</mo><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mo>)</mo></mrow><mn>2</mn></msup></mrow>", `- \left(x + 1\right)^{2}`},
		{"x<=1", "<mrow><mi>x</mi><mo>≤</mo><mn>1</mn></mrow>", `x \le 1`},
		{"sin(a_1)", "<mrow><mi>sin</mi><mo>&#x2061;</mo><mrow><mo>(</mo><msub><mi>a</mi><mi>1</mi></msub><mo>)</mo></mrow></mrow>", `\sin\left(a_{\mathrm{1}}\right)`},
		{"floor(x)", "<mrow><mo>⌊</mo><mi>x</mi><mo>⌋</mo></mrow>", `\left\lfloor x\right\rfloor `},
		{"1e-9", "<mrow><mn>1</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>9</mn></mrow></msup></mrow>", `1 \times 10^{- 9}`},
		{"omicron+speed_a", "<mrow><mi>ο</mi><mo>+</mo><msub><mi>speed</mi><mi>a</mi></msub></mrow>", `o + \mathrm{speed}_{\mathrm{a}}`},
		{"cbrt(gamma_)", "<mroot><mi>γ</mi><mn>3</mn></mroot>", `\sqrt[3]{\gamma}`},
		{"x!", "<mrow><mi>x</mi><mo>!</mo></mrow>", `x !`}, {"(x+1)!", "<mrow><mrow><mo>(</mo><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mo>)</mo></mrow><mo>!</mo></mrow>", `\left(x + 1\right) !`},
		{"nCr(n, 2)", `<mrow><mo>(</mo><mfrac linethickness="0"><mi>n</mi><mn>2</mn></mfrac><mo>)</mo></mrow>`, `\binom{n}{2}`}, {"root(x, 5)", "<mroot><mi>x</mi><mn>5</mn></mroot>", `\sqrt[5]{x}`},
		{"log(x, 3)", "<mrow><msub><mi>log</mi><mn>3</mn></msub><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>", `\log_{3}\left(x\right)`},
		{"sec(x)+asinh(x)", "<mrow><mrow><mi>sec</mi><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow><mo>+</mo><mrow><mi>asinh</mi><mo>&#x2061;</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow></mrow>", `\sec\left(x\right) + \operatorname{asinh}\left(x\right)`},
		{"inf*tau", "<mrow><mi>∞</mi><mo>&#x2062;</mo><mi>τ</mi></mrow>", `\infty \tau`}, {"Omega+Γ", "<mrow><mi>Ω</mi><mo>+</mo><mi>Γ</mi></mrow>", `\Omega + \Gamma`},
		{"{x<0: 1, x>1: 2}", "<mrow><mo>{</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mrow><mi>x</mi><mo>&lt;</mo><mn>0</mn></mrow></mtd></mtr><mtr><mtd><mn>2</mn></mtd><mtd><mrow><mi>x</mi><mo>&gt;</mo><mn>1</mn></mrow></mtd></mtr></mtable></mrow>", `\begin{cases}1 & x < 0 \\ 2 & x > 1\end{cases}`},
		{"if(x<0, 1, e^x)", "<mrow><mo>{</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mrow><mi>x</mi><mo>&lt;</mo><mn>0</mn></mrow></mtd></mtr><mtr><mtd><msup><mi>e</mi><mi>x</mi></msup></mtd><mtd><mtext>else</mtext></mtd></mtr></mtable></mrow>", `\begin{cases}1 & x < 0 \\ e^{x} & \text{else}\end{cases}`},
	} {
		x, err := Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := x.MathML(); got != "<mrow>"+tt.mathML+"</mrow>" {
			t.Errorf("%s in MathML: %s", tt.text, got)
		}
		if got := x.LaTeX(); got != tt.laTeX {
			t.Errorf("%s in LaTeX: %s", tt.text, got)
		}
	}
}
