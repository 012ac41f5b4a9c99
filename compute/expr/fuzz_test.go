package expr

import (
	"errors"
	"testing"
)

// Whatever the text, there is a formula or an error that points into it. A formula
// is printed as it was read, is computed alike everywhere, and all that can be made
// of it can be made.
func FuzzParse(f *testing.F) {
	r := readReference(f)
	for _, e := range r.Expressions {
		f.Add(e.Expr)
	}
	for _, text := range r.Rejected {
		f.Add(text)
	}
	for _, text := range smooth {
		f.Add(text)
	}
	for _, text := range []string{"2√x²·|y|÷π−θ≤3≥γ≠x⁻¹", "mvn(1, mvn(1, mvn(1, x)))+mvn(1, mvn(1, mvn(1, x)))", "x^x^x^x^y", "not not -+-x", "||x|-|y||", "if(1<2<3, x, y) and 1 or 0", "1e308*1e308", "[{;}]",
		"f(s,t) := s mod t ? {s<0: 1, x!°} : ⌊t⌋", "np.sinc(X)**2½+∛xⁿ", "sinx*cosy+1/2x||y", "y=x!!", "a if x<0 else AND(x,y)", "(x)|(y)|", "log_b(x)+Log[2,x]+sin^-1(x)", "nCr(x,y)+root(x,3)+sinc(x,4)+x^(1/3)", "ax+by\nＸ＋ｙ", "log_sin0(x)", "log_sin(x)+log_e(y)+log_x(2)+log_(x)", "sin^e(x)", "lambda s,t: s→t", "1 e-3+0x1f", "polygamma(3,-1e10-0.5)+(-0.5)!"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for pos := range min(len(text), 20) {
			Complete(text, pos)
		}
		x, err := Parse(text)
		var e *Error
		if err != nil {
			if !errors.As(err, &e) || e.Pos < 0 || e.Pos > e.End || e.End > len(text) || e.Message.En == "" || e.Message.Ja == "" {
				t.Fatalf("%q: bad error %#v", text, err)
			}
			checkFixes(t, text, e.Fixes)
			return
		}
		for _, r := range x.Remarks() {
			if r.Pos < 0 || r.Pos > r.End || r.End > len(text) || r.Message.En == "" || r.Message.Ja == "" {
				t.Fatalf("%q: bad remark %#v", text, r)
			}
			checkFixes(t, text, r.Fixes)
			if r.Base != nil {
				checkSame(t, r.Base)
			}
		}
		checkRoundTrip(t, x)
		checkSame(t, x)
		x.Simplify().Compile()
		_ = x.Python("f") + x.Octave("f") + x.Go("f") + x.MathML() + x.LaTeX()
		for _, v := range x.Vars() {
			if d, err := x.D(v); err == nil {
				checkSame(t, d)
			}
		}
	})
}

// checkFixes checks that fixes can be made.
func checkFixes(t *testing.T, text string, fixes []Fix) {
	t.Helper()
	for _, f := range fixes {
		if f.Pos < 0 || f.Pos > f.End || f.End > len(text) {
			t.Fatalf("%q: bad fix %#v", text, f)
		}
		if len(text) < MaxBytes/2 {
			Parse(f.Apply(text))
		}
	}
}

// checkSame checks that a lattice and single points agree.
func checkSame(t *testing.T, x *Expr) {
	t.Helper()
	p := x.Compile()
	params := make([]float64, len(p.Params()))
	for k := range params {
		params[k] = float64(k) - 0.5
	}
	xs, ys := []float64{-1.5, 0, 0.25, 2, 3}, []float64{1, -0.75}
	z := make([]float64, 10)
	p.GridTo(z, xs, ys, params...)
	for k, got := range z {
		point := append([]float64{xs[k%5], ys[k/5]}, params...)
		if want := p.At(point...); got != want && (got == got || want == want) {
			t.Fatalf("%s: %v on the lattice, %v at %v", x, got, want, point)
		}
		if j := p.Jet(point...).Z; j != got && (got == got || j == j) {
			t.Fatalf("%s: %v on the lattice, %v as a jet", x, got, j)
		}
	}
}
