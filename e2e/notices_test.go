package e2e

import (
	"math"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// Notices of one control stand on lines of their own.
func TestNoticesOfOneControl(t *testing.T) {
	t.Parallel()
	b := open(t, "#matrices?A=1,1;1,1.0000000000000002", look{w: 390, h: 844, touch: true})
	b.run(`document.querySelector('#sheet').click()`)
	b.await("two lines", `document.querySelectorAll('#notices-A > p').length === 2`)
	if !eval[bool](b, `((a, b) => a.height > 0 && b.top >= a.bottom && a.left === b.left)(...[...document.querySelectorAll('#notices-A > p')].map(p => p.getBoundingClientRect()))`) {
		t.Error("the notices run together")
	}
	b.shoot("notices")
}

// While a slider is dragged, notices that come and go leave the picture where
// it is; afterwards nothing covers it.
func TestNoticesWhileDragging(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=1/(x%2Ba)&a=5&xmin=-2&xmax=2", look{})
	const count, covered = `document.querySelector('#notes').childElementCount`,
		`document.querySelector('#notes').getBoundingClientRect().top < document.querySelector('#stage').getBoundingClientRect().bottom - 1`
	if n := eval[int](b, count); n != 0 {
		t.Fatalf("there are %d notices at first", n)
	}
	b.run(`document.querySelector('#slider-a').scrollIntoView({block: 'center'})`)
	whole, r := b.stage(), b.rect("#slider-a")
	at := func(a float64) float64 { return r.X + 7 + (r.W-14)*(a+5)/10 }
	_, y := r.center()
	move := func(kind input.DispatchMouseEventType, a float64) {
		b.mouse(kind, at(a), y, held)
		if got := b.stage(); got != whole {
			t.Errorf("at a = %v the picture is at %v, was at %v", a, got, whole)
		}
	}
	move(input.DispatchMouseEventTypeMousePressed, 5)
	for _, a := range []float64{4, 0, 4.9, 0} {
		move(input.DispatchMouseEventTypeMouseMoved, a)
		b.await("what is to be noticed", `(%s > 0) === %v`, count, math.Abs(a) < 3)
	}
	if !eval[bool](b, covered) {
		t.Error("the notice is not to be seen")
	}
	b.mouse(input.DispatchMouseEventTypeMouseReleased, at(0), y, held)
	b.await("room", `!(%s)`, covered)
	b.shoot("notice-below")
	b.run(`zscape.set('a', '5')`)
	b.await("the whole stage", `document.querySelector('#stage').getBoundingClientRect().height === %v`, whole.H)
}

// Who applies a fix with the keyboard goes on from the field.
func TestFixByKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x^(1/3)", look{})
	b.focus("#field-f")
	b.run(`document.querySelector('#notices-f .fix').focus()`)
	b.press(kb.Enter, 0)
	b.await("the formula", `zscape.state().controls.f === 'cbrt(x)'`)
	if id := eval[string](b, `document.activeElement.id`); id != "field-f" {
		t.Errorf("the focus is at %q", id)
	}
}
