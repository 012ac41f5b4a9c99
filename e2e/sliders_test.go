package e2e

import (
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// The unknown names of a formula are sliders that play: by a button beside
// each, in a way and at a speed that the address holds.
func TestSlidersPlay(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?nx=21&ny=21", look{})
	b.run(`document.querySelector('#field-f').select()`)
	b.focus("#field-f")
	b.press("a*sin(b*x)", 0)
	b.press(kb.Enter, 0)
	b.await("sliders", `document.querySelector('[data-slide=a]') && document.querySelector('[data-slide=b]')`)
	if n := eval[int](b, `document.querySelectorAll('[data-slide]').length`); n != 2 {
		t.Errorf("%d sliders can play, want a and b alone", n)
	}
	const button = `document.querySelector('[data-slide=a]')`
	if name := eval[string](b, button+`.getAttribute('aria-label')`); name != "Play a" {
		t.Errorf("the button is named %q", name)
	}
	before := b.shot()
	b.click("[data-slide=a]")
	b.await("motion", `+zscape.state().controls.a > 1.5 && `+button+`.getAttribute('aria-pressed') === 'true'`)
	b.await("address", `location.hash.includes('play=a:1:bounce') && /[?&]a=/.test(location.hash)`)
	b.shoot("slider-plays")
	b.run(`(e => { e.value = '4'; e.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('[data-motion=a][data-part=speed]'))`)
	b.run(`(e => { e.value = 'loop'; e.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('[data-motion=a][data-part=mode]'))`)
	b.await("speed and mode in the address", `location.hash.includes('play=a:4:loop')`)
	b.await("the thumb with the value", `(v => +document.querySelector('#slider-a').value !== 1 && Math.abs(v - document.querySelector('#slider-a').value) < 0.2)(+zscape.state().controls.a)`)

	// By the keyboard, the other one; and turning while both play.
	b.focus("[data-slide=b]")
	b.press(" ", 0)
	b.await("both", `zscape.state().sliding.join() === 'a,b'`)
	x, y := b.stage().center()
	az := b.state().number(t, "az")
	b.drag(x, y, 60, 0)
	if now := b.state(); now.number(t, "az") == az || len(eval[[]string](b, `zscape.state().sliding`)) != 2 {
		t.Errorf("the azimuth was %v, is %v", az, now.Controls["az"])
	}
	b.focus("[data-slide=b]")
	b.press(" ", 0)
	b.click("[data-slide=a]")
	b.rest()
	s := b.state()
	if s.Controls["play"] != "" || strings.Contains(s.State, "play") {
		t.Errorf("paused, it is %s", s.State)
	}
	a := s.number(t, "a")
	b.rest()
	if again := b.state(); again.number(t, "a") != a || math.Abs(a) > 5 {
		t.Errorf("paused at %v, a is %v", a, again.Controls["a"])
	}
	b.await("address", `location.hash.slice(1) === zscape.state().state`)
	if d := before.differs(b.shot(), b.stage()); d < 0.01 {
		t.Error("the picture did not change")
	}
	// One step back is before the last one stopped, not a frame.
	b.run(`document.activeElement.blur()`)
	b.click("[data-do=undo]")
	if got := b.state().number(t, "b"); math.Abs(got-s.number(t, "b")) > 1e-9 {
		t.Errorf("undone, b is %v", got)
	}
}

// A link plays, unless the visitor wants no motion.
func TestSlidersOfLink(t *testing.T) {
	t.Parallel()
	const link = "#surface?f=a*sin(x)&nx=21&ny=21&play=a:4:loop"
	b := newTab(t, look{})
	b.navigate(address + link)
	b.await("motion", `zscape.state().sliding.join() === 'a' && +zscape.state().controls.a > 1.2`)
	b = open(t, link, look{still: true, w: 390, h: 800, touch: true, dark: true})
	if a := b.state().number(t, "a"); a != 1 {
		t.Errorf("it moves by itself, to %v", a)
	}
	b.click("#sheet")
	b.click("[data-slide=a]")
	b.await("motion", `+zscape.state().controls.a > 1.2`)
	b.shoot("slider-plays-phone")
}
