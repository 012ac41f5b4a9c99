package surface

import "testing"

func TestTypeset(t *testing.T) {
	const z = "<math><mi>z</mi><mo>=</mo>"
	for text, want := range map[string]string{
		"x/2": z + "<mrow><mfrac><mi>x</mi><mn>2</mn></mfrac></mrow></math>",
		"2sin²(x)": z + "<mrow><mrow><mn>2</mn><mo>&#x2062;</mo><mrow><msup><mi>sin</mi><mn>2</mn></msup><mo>&#x2061;</mo>" +
			"<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow></mrow></mrow></math>",
		"x; y":        z + "<mrow><mi>x</mi></mrow></math>" + z + "<mrow><mi>y</mi></mrow></math>",
		"(u, v, u)":   "<math><mo>(</mo><mrow><mi>u</mi></mrow><mo>,</mo><mrow><mi>v</mi></mrow><mo>,</mo><mrow><mi>u</mi></mrow><mo>)</mo></math>",
		"x +":         "",
		"<b>x</b>":    "",
		"":            "",
		"x<y":         z + "<mrow><mrow><mi>x</mi><mo>&lt;</mo><mi>y</mi></mrow></mrow></math>",
		"alpha_1 * x": z + "<mrow><mrow><msub><mi>α</mi><mi>1</mi></msub><mo>&#x2062;</mo><mi>x</mi></mrow></mrow></math>",
	} {
		if got := typeset(text); got != want {
			t.Errorf("%s is set as\n%s, want\n%s", text, got, want)
		}
	}
}

func TestLaTeX(t *testing.T) {
	for text, want := range map[string]string{
		"surface?f=2sin(x)^2":                `z = 2 \sin^{2}\left(x\right)`,
		"surface?f=x^2;(u,v,1/u)":            "z = x^{2}\n" + `\left(u, v, \frac{1}{u}\right)`,
		"surface?f=log(x)*a&a=2&mode=smooth": `z = \ln\left(x\right) a`,
	} {
		s := show(t, text)
		if got := s.Code("latex"); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}
