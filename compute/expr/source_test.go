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

// copied are formulas whose copies in other languages are run. All are evaluated
// at lattice points with a = 0.7 and lambda = 1.3.
func copied(t *testing.T) []*Expr {
	texts := []string{
		"1/3*x", "2^3^2*x-(2^3)^2", "-x^2-(-x)^2", "2^-x^2", "x - -y*--2", "1/0-x", "x-(-1/0)", "sqrt(-1)", "(-8)^(1/3)", "x/0", "0 < x <= 1", "0 < x+y <= 1 != x", "not (x < y) and x != 0 or y == 1", "if(x, y, 2)", "if(1<2, x, y)", "-(x<y)+(x<y)*3", "not x + 1", "not (1 < 2)",
		"r*cos(theta)+lambda*a", "max(x, y, sqrt(x))", "min(x, a)", "mod(x, y)+mod(x, 0)", "round(x*2)+floor(x)-ceil(y)", "asin(x)+acos(y)", "log2(x)*log10(y)", "x^y", "x^0.5", "x^(1/3)", "e^x*pi", "gamma(x)", "normpdf(x)+normpdf(x, y, a)", "mvn(x, y)+mvn(x, y, 0.5, -1, 2, 1, 0.6)", "normpdf(x, 0, -1)", "1000000*x*1e-9", "tanh(x)*cbrt(y)+sign(x)", "digamma(abs(x)+1)+polygamma(2, abs(y)+1)",
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

// params returns the values of the parameters of copied formulas.
func paramsOf(x *Expr) (values []float64) {
	for _, name := range x.Params() {
		values = append(values, map[string]float64{"a": 0.7, "lambda": 1.3}[name])
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
	if len(lines) != len(all) {
		t.Fatalf("%d lines for %d formulas: %s", len(lines), len(all), lines[0])
	}
	for k, x := range all {
		want := make([]float64, len(copiedX)*len(copiedY))
		x.Compile().GridTo(want, copiedX, copiedY, paramsOf(x)...)
		var got []quoted
		if err := json.Unmarshal([]byte(lines[k]), &got); err != nil || len(got) != len(want) {
			t.Fatalf("%s: %v, %d values: %s", x, err, len(got), lines[k])
		}
		for i := range want {
			if !near(float64(got[i]), want[i], 1e-11, 1e-13) {
				t.Errorf("%s at (%v, %v) is %v, want %v\n%s", x, copiedX[i%7], copiedY[i/7], got[i], want[i], code(x))
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
		call := strings.TrimSuffix("X, Y, "+list(paramsOf(x)), ", ")
		code += x.Python("f") + "z = f(" + call + ") + 0*X\nprint('[' + ', '.join('\"%.17g\"' % v for v in np.ravel(z)) + ']')\n"
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
		call := strings.TrimSuffix("X, Y, "+list(paramsOf(x)), ", ")
		code += fmt.Sprintf("z = f%d(%s) + 0*X; s = sprintf('\"%%.17g\",', z'); printf('[%%s]\\n', s(1:end-1));\n", k, call)
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
		call := strings.TrimSuffix("x, y, "+list(paramsOf(x)), ", ")
		calls += fmt.Sprintf("\tprint(func(x, y float64) float64 { return f%d(%s) })\n", k, call)
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

func TestTypeset(t *testing.T) {
	for _, tt := range []struct{ text, mathML, laTeX string }{
		{"x^2/(y+1)", "<mfrac><msup><mi>x</mi><mn>2</mn></msup><mrow><mi>y</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", `\frac{x^{2}}{y + 1}`},
		{"sqrt(x)*alpha", "<mrow><msqrt><mi>x</mi></msqrt><mo>⋅</mo><mi>α</mi></mrow>", `\sqrt{x} \cdot \alpha`},
		{"-(x+1)^2", "<mrow><mo>−</mo><msup><mrow><mo>(</mo><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mo>)</mo></mrow><mn>2</mn></msup></mrow>", `- \left(x + 1\right)^{2}`},
		{"x<=1", "<mrow><mi>x</mi><mo>≤</mo><mn>1</mn></mrow>", `x \le 1`},
		{"sin(a_1)", "<mrow><mi>sin</mi><mo>&#x2061;</mo><mrow><mo>(</mo><msub><mi>a</mi><mi>1</mi></msub><mo>)</mo></mrow></mrow>", `\sin\left(a_{\mathrm{1}}\right)`},
		{"floor(x)", "<mrow><mo>⌊</mo><mi>x</mi><mo>⌋</mo></mrow>", `\left\lfloor x\right\rfloor `},
		{"1e-9", "<mrow><mn>1</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>9</mn></mrow></msup></mrow>", `1 \times 10^{- 9}`},
		{"omicron+speed_a", "<mrow><mi>ο</mi><mo>+</mo><msub><mi>speed</mi><mi>a</mi></msub></mrow>", `o + \mathrm{speed}_{\mathrm{a}}`},
		{"cbrt(gamma_)", "<mroot><mi>γ</mi><mn>3</mn></mroot>", `\sqrt[3]{\gamma}`},
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
