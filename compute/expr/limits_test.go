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
