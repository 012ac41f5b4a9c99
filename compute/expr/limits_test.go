package expr

import (
	"strings"
	"testing"
	"time"
)

// nested returns f of f of ... of x, n times.
func nested(before, inner, after string, n int) string {
	return strings.Repeat(before, n) + inner + strings.Repeat(after, n)
}

// What is wrong is found soon, too, with what may have been meant.
func TestWorstErrors(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("sinx+", 400) + "y", strings.Repeat("1/2x+", 300) + "y", strings.Repeat("x||", 600), strings.Repeat("|", 5000), strings.Repeat("x mod ", 500), strings.Repeat("x if ", 500), strings.Repeat("sin ", 500) + "x",
		strings.Repeat("x if(", 99), strings.Repeat("mod (x mod ", 99), strings.Repeat("xexexexexexexexexexexexexexexexy+", 300), strings.Repeat("lambda ", 5000), strings.Repeat("np.", 20000) + "sin", strings.Repeat("x\n", 20000), strings.Repeat("²", 20000), strings.Repeat("x=", 20000), strings.Repeat("ａ", 20000),
		"if(" + strings.Repeat("x<y,x,", 120) + "y)", strings.Repeat("{x<y:x,", 120) + "y" + strings.Repeat("}", 120), "x" + strings.Repeat(" mod (y+1)", 120),
	} {
		begin := time.Now()
		if _, err := Parse(text); err == nil {
			t.Errorf("%.40s... is read", text)
		}
		Split(text)
		OneLine(text)
		if d := time.Since(begin); d > 2*time.Second {
			t.Errorf("%.40s...: %v", text, d)
		} else if d > 50*time.Millisecond {
			t.Logf("%.40s...: %v", text, d)
		}
	}
}

// At the limits everything ends soon, also where trees that share parts would be
// exponentially large if written out.
func TestWorstCases(t *testing.T) {
	for name, text := range map[string]string{
		"sum":          strings.Repeat("x+", 500) + "y",
		"product":      strings.Repeat("x*", 500) + "y",
		"quotient":     strings.Repeat("x/", 500) + "y",
		"implicit":     strings.Repeat("(x+y)", 250),
		"tower":        strings.Repeat("x^", 99) + "y",
		"towers":       nested("(x^", "y", ")", 49) + "*" + nested("(y^", "x", ")", 49),
		"large powers": strings.Repeat("(x^31+", 90) + "y" + strings.Repeat(")^29", 90),
		"mvn":          nested("mvn(1,", "x", ")", 99) + "+" + nested("mvn(1,", "x", ")", 99),
		"full mvn":     nested("mvn(x,y,1,1,1,", "x", ",1)", 90),
		"normpdf":      nested("normpdf(x,y,", "x", ")", 99) + "*" + nested("normpdf(x,y,", "x", ")", 99),
		"tanh":         nested("tanh(", "x", ")", 99) + "*" + nested("tanh(", "x", ")", 99),
		"gamma":        nested("gamma(", "x*y", ")", 99),
		"hypot":        nested("hypot(x,", "y", ")", 99) + "+" + nested("hypot(x,", "y", ")", 99),
		"if":           nested("if(x<y<1,x*y,", "x", ")", 90),
		"chain":        nested("(0<", "x", "<y)", 99),
		"min":          "min(" + strings.Repeat("x,", 1000) + "y)",
		"r, theta":     nested("sin(r*theta+", "1", ")", 99),
		"polygamma":    nested("polygamma(x,", "y", ")", 99),
		"mod":          "x" + strings.Repeat(" mod (y+1)", 90),
		"choices":      strings.Repeat("x<y?x:", 90) + "y",
		"if else":      strings.Repeat("x if y<1 else ", 90) + "y",
		"cases":        nested("{x<y:x,", "y", "}", 45),
		"conditions":   "if(" + strings.Repeat("x<y,x*y,", 90) + "y)",
		"factorials":   nested("(", "x*y", ")!", 90),
		"degrees":      "x" + strings.Repeat("°", 200),
		"if in if":     nested("if(", "x", ",1,y)", 90),
		"not":          nested("not (", "x", ")", 49),
		"root":         nested("root(x,", "y", ")", 99),
		"nCr":          nested("nCr(x,", "y", ")", 99),
		"sinc":         nested("sinc(", "x*y", ")", 99),
		"sec":          nested("sec(", "x*y", ")", 99),
		"names":        strings.Repeat("sinusoidal_amplitude_exponent_x*", 400) + "x",
		"many live":    strings.Repeat("(sin(x*y)+", 90) + "x" + strings.Repeat(")*cos(x+y)", 90),
	} {
		begin := time.Now()
		x, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkRoundTrip(t, x)
		checkSame(t, x)
		x.Simplify().Compile()
		size := len(x.Python("f")) + len(x.Octave("f")) + len(x.Go("f")) + len(x.MathML()) + len(x.LaTeX())
		for range 4 {
			if x, err = x.D("x"); err != nil {
				break
			}
			size += len(x.String()) + len(x.MathML()) + len(x.Python("f"))
			checkSame(t, x)
			x.Simplify()
		}
		if d := time.Since(begin); d > 10*time.Second || size > 1<<27 {
			t.Errorf("%s: %v, %d bytes", name, d, size)
		} else {
			t.Logf("%s: %v, %d bytes", name, d, size)
		}
	}
}
