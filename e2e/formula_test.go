package e2e

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A visitor types a formula: while it is not complete the last good picture
// stays, and what is missing is said at its place; unknown names are sliders.
func TestFormula(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface", look{})
	stage := b.stage()
	before := b.shot()
	b.run(`document.querySelector('#field-f').select()`)
	b.focus("#field-f")
	b.press("sin(k*x", 0)
	b.await("problem", `!document.querySelector('#problem-f').hidden`)
	says := eval[string](b, `document.querySelector('#problem-f').textContent`)
	mark := eval[string](b, `document.querySelector('#problem-f mark')?.textContent ?? 'none'`)
	if !strings.Contains(says, "cannot be read at character 8") || mark != " " {
		t.Errorf("of sin(k*x it says %q, and marks %q", says, mark)
	}
	b.rest()
	if d := before.differs(b.shot(), stage); d > 0.01 {
		t.Errorf("while the formula is not complete %.2f %% of the picture is different", 100*d)
	}
	b.shoot("formula-wrong")

	b.press(")", 0)
	b.await("slider", `document.querySelector('#slider-k') !== null && document.querySelector('#problem-f').hidden`)
	if f := b.focused(); f != "INPUT#field-f" {
		t.Errorf("the focus has gone to %s", f)
	}
	b.press("+y/4", 0)
	b.press(kb.Enter, 0)
	s := b.state()
	if s.Controls["f"] != "sin(k*x)+y/4" || s.Controls["k"] != "1" {
		t.Errorf("f is %s, k is %s", s.Controls["f"], s.Controls["k"])
	}
	if set := eval[string](b, `document.querySelector('#field-f').closest('.control').querySelector('.typeset math').textContent.replace(/[\u2061\u2062]/g, '')`); set != "z=sin(kx)+y4" {
		t.Errorf("it is set as %q", set)
	}
	b.set("k", "2")
	b.await("address", `location.hash === '#surface?f=sin(k*x)%%2By/4&k=2'`)
	x, y := stage.center()
	b.mouse("mouseMoved", x, y)
	b.mouse("mouseMoved", x+2, y)
	b.await("point", `zscape.state().hover !== null`)
	if h := b.state().Hover; math.Abs(h.Z-(math.Sin(2*h.X)+h.Y/4)) > 1e-12 {
		t.Errorf("at (%v, %v) z is read as %v", h.X, h.Y, h.Z)
	}
	if d := before.differs(b.shot(), stage); d < 0.02 {
		t.Error("the picture is that of the first formula")
	}
	b.shoot("formula")
}

// Names are offered while they are typed; the arrows choose one, Enter takes
// it. What is not chosen stays as it is typed.
func TestCompletion(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface", look{})
	offered := func() string {
		return eval[string](b, `[...document.querySelectorAll('#names-f code')].map(e => e.textContent).join(' ')`)
	}
	b.run(`document.querySelector('#field-f').select()`)
	b.focus("#field-f")
	b.press("y+sq", 0)
	b.await("names", `document.querySelectorAll('#names-f li').length > 0`)
	if got := offered(); !strings.HasPrefix(got, "sqrt") {
		t.Errorf("for sq it offers %q", got)
	}
	b.shoot("formula-names")
	b.press(kb.ArrowDown, 0)
	b.press(kb.Enter, 0)
	if got := eval[string](b, `document.querySelector('#field-f').value`); got != "y+sqrt(" {
		t.Errorf("taken, the formula is %q", got)
	}
	b.press("a)", 0)
	b.press(kb.Enter, 0)
	if s := b.state(); s.Controls["f"] != "y+sqrt(a)" || s.Controls["a"] != "1" {
		t.Errorf("f is %s", s.Controls["f"])
	}
	// A name of one's own is not replaced by one that begins so.
	b.run(`document.querySelector('#field-f').select()`)
	b.press("x*a", 0)
	b.press(kb.Enter, 0)
	if s := b.state(); s.Controls["f"] != "x*a" {
		t.Errorf("f is %s", s.Controls["f"])
	}
	b.run(`(e => { e.value = 'x^2 - y^2'; e.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('.examples'))`)
	if s := b.state(); s.Controls["f"] != "x^2 - y^2" {
		t.Errorf("after an example f is %s", s.Controls["f"])
	}
}

// What may have been meant is offered as a button, in the language of the page, and
// a click takes it; what is only a remark stands beside the formula that is drawn.
func TestFormulaFix(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		language string
		look
	}{
		{"en", look{w: 1280, h: 800}},
		{"ja", look{w: 390, h: 844, touch: true, dark: true}},
	} {
		name := fmt.Sprintf("%s-%d-%s", c.language, c.w, themeOf(c.look))
		t.Run(name, func(t *testing.T) {
			b := open(t, "#surface", c.look)
			b.click("[data-language=" + c.language + "]")
			if c.touch {
				b.click("#sheet")
			}
			wrong, remark := "cannot be read at character 3: sinx: did you mean sin(x)?", "undefined where the base is negative: cbrt(x) or root(x, 3) is real there"
			if c.language == "ja" {
				wrong, remark = "3文字目が読めません: sinx は sin(x) のことですか?", "底が負のところでは定義されません。cbrt(x) か root(x, 3) なら実数になります"
			}
			enter := func(text string) {
				b.run(`document.querySelector('#field-f').select()`)
				b.focus("#field-f")
				b.press(text, 0)
			}
			enter("y*sinx")
			b.await("problem", `document.querySelector('#problem-f button') !== null`)
			if got := eval[string](b, `document.querySelector('#problem-f').textContent`); !strings.Contains(got, wrong) {
				t.Errorf("it says %q, want %q", got, wrong)
			}
			b.shoot("formula-fix-" + name)
			b.click("#problem-f button")
			if s := b.state(); s.Controls["f"] != "y*sin(x)" || len(s.Problems) > 0 {
				t.Errorf("after the fix f is %s, problems %v", s.Controls["f"], s.Problems)
			}
			if got := eval[string](b, `document.querySelector('#field-f').value`); got != "y*sin(x)" {
				t.Errorf("the field has %s", got)
			}
			enter("y + x^(1/3)")
			b.press(kb.Enter, 0)
			b.await("remark", `document.querySelector('#notices-f button') !== null`)
			if got := eval[string](b, `document.querySelector('#notices-f').textContent`); !strings.Contains(got, remark) {
				t.Errorf("it says %q, want %q", got, remark)
			}
			b.shoot("formula-remark-" + name)
			b.click("#notices-f button")
			if s := b.state(); s.Controls["f"] != "y + cbrt(x)" {
				t.Errorf("after the fix f is %s", s.Controls["f"])
			}
		})
	}
}

// Lines that are pasted stay formulas of their own.
func TestFormulaPaste(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface", look{})
	b.run(`(e => {
		e.select();
		const data = new DataTransfer();
		data.setData('text', 'x^2\n+ y^2\n2 - x\n');
		e.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
	})(document.querySelector('#field-f'))`)
	b.await("formulas", `zscape.state().controls.f === 'x^2 + y^2; 2 - x'`)
}
