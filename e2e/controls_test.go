package e2e

import (
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typeInto replaces the text of a field, and leaves the field.
func (b *tab) typeInto(selector, text string) {
	b.t.Helper()
	b.unfold(selector)
	b.run(`(e => { e.focus(); e.select(); })(document.querySelector(%q))`, selector)
	b.press(text+kb.Enter, 0)
}

func TestSlider(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	stage, before := b.stage(), b.shot()
	b.focus("#slider-vx")
	b.press(strings.Repeat(kb.ArrowRight, 20), 0)
	b.rest()
	s := b.state()
	if got := s.number(t, "vx"); math.Abs(got-3) > 1e-9 {
		t.Fatalf("20 times the right arrow on the slider from 2 lead to vx = %v, want 3", got)
	}
	if got := eval[string](b, `document.getElementById('field-vx').value`); got != "3" {
		t.Errorf("the field says %q", got)
	}
	// The covariance is rho sqrt(vx vy); the lattice has a point on the mean.
	cov := 0.5 * math.Sqrt(3*2)
	if got, want := s.readout(t, "zmax"), density(0, 0, 3, 2, cov); math.Abs(got-want) > 1e-12 {
		t.Errorf("the largest z is %v, want %v", got, want)
	}
	if got, want := s.readout(t, "det"), 6-cov*cov; math.Abs(got-want) > 1e-12 {
		t.Errorf("the determinant is %v, want %v", got, want)
	}
	if got := eval[string](b, `document.querySelector('[data-readout=det] dd').textContent`); got != "4.5" {
		t.Errorf("the page shows the determinant %q, want 4.5", got)
	}
	if d := before.differs(b.shot(), stage); d < 0.01 {
		t.Errorf("%.2f %% of the picture is different", 100*d)
	}
	for _, r := range b.downloadCSV() {
		if want := density(r[0], r[1], 3, 2, cov); math.Abs(r[2]-want) > 1e-12*want {
			t.Fatalf("z(%v, %v) = %v, want %v", r[0], r[1], r[2], want)
		}
	}
	if got := eval[string](b, `location.hash`); got != "#gaussian?vx=3" {
		t.Errorf("the address ends in %q", got)
	}
}

func TestBadValues(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	stage, before := b.stage(), b.shot()
	for _, bad := range []struct{ key, text, says string }{
		{"vx", "-1", "greater than 0"},
		{"vx", "abc", "not a number"},
		{"rho", "1", "rho"},
		{"xmax", "-7", "xmin"},
		{"step", "0.0001", "points"},
		{"to", "nowhere", "nowhere"},
	} {
		field := "#field-" + bad.key
		b.typeInto(field, bad.text)
		b.await("problem beside "+bad.key, `(e => { e.scrollIntoView({block: 'nearest'}); return %s(e); })(document.getElementById('problem-%s'))`, visible, bad.key)
		text := eval[string](b, `document.getElementById('problem-%s').textContent`, bad.key)
		if !strings.Contains(text, bad.says) {
			t.Errorf("%s = %s: the field says %q, want something of %q", bad.key, bad.text, text, bad.says)
		}
		if !eval[bool](b, `(e => e.getAttribute('aria-invalid') === 'true' && e.value === %q)(document.querySelector(%q))`, bad.text, field) {
			t.Errorf("%s = %s: the field does not keep the text, marked as wrong", bad.key, bad.text)
		}
		if s := b.state(); s.State != "gaussian" || len(s.Problems) != 1 || s.Problems[0] != bad.key {
			t.Errorf("%s = %s: the state is %s with problems %q", bad.key, bad.text, s.State, s.Problems)
		}
		b.rest()
		if d := before.differs(b.shot(), stage); d > 0.001 {
			t.Errorf("%s = %s: %.2f %% of the picture is different", bad.key, bad.text, 100*d)
		}
		if bad.text == "-1" {
			b.shoot("bad-value")
		}
		good := eval[string](b, `zscape.state().controls[%q]`, bad.key)
		b.typeInto(field, good)
		b.await("end of the problem of "+bad.key, `document.getElementById('problem-%s').hidden && zscape.state().problems.length === 0`, bad.key)
	}
	// Two ends of a range that fit only together may be typed one after the other.
	b.typeInto("#field-xmin", "5")
	b.typeInto("#field-xmax", "7")
	if s := b.state(); s.Controls["xmin"] != "5" || s.Controls["xmax"] != "7" || len(s.Problems) != 0 {
		t.Errorf("x from 5 to 7: the state is %s with problems %q", s.State, s.Problems)
	}
}

func TestUndoRedo(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	disabled := func() (v [2]bool) {
		b.t.Helper()
		for i, name := range []string{"undo", "redo"} {
			v[i] = eval[bool](b, `document.querySelector('[data-do=%s]').disabled`, name)
		}
		return v
	}
	is := func(what, want string) {
		b.t.Helper()
		if got := b.state().State; got != want {
			t.Errorf("%s leads to %q, want %q", what, got, want)
		}
		if got := eval[string](b, `location.hash`); got != "#"+want {
			t.Errorf("%s: the address ends in %q, want #%s", what, got, want)
		}
	}
	if disabled() != [2]bool{true, true} {
		t.Error("at first there is something to undo or redo")
	}
	b.typeInto("#field-vx", "3")
	b.typeInto("#field-vy", "4")
	is("typing", "gaussian?vx=3&vy=4")
	b.click("[data-do=undo]")
	is("undo", "gaussian?vx=3")
	b.focus("canvas")
	b.press("z", ctrlKey)
	is("Ctrl-Z", "gaussian")
	if disabled() != [2]bool{true, false} {
		t.Error("all is undone, but the buttons do not say so")
	}
	b.press("Z", ctrlKey|shiftKey)
	is("Shift-Ctrl-Z", "gaussian?vx=3")
	b.click("[data-do=redo]")
	is("redo", "gaussian?vx=3&vy=4")
	if got := eval[string](b, `document.getElementById('field-vy').value`); got != "4" {
		t.Errorf("the field says %q", got)
	}

	b.rest()
	x, y := b.stage().center()
	b.drag(x, y, 70, 30)
	turned := b.state().State
	b.press("z", ctrlKey)
	is("undoing a drag", "gaussian?vx=3&vy=4")
	b.press("y", ctrlKey)
	is("Ctrl-Y", turned)
}

// The address of a picture gives the same picture elsewhere.
func TestAddress(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	b.unfold("#field-mode")
	for _, c := range [][2]string{{"mode", "surface"}, {"floor", "1"}, {"vy", "1.5"}, {"cmap", "magma"}, {"proj", "persp"}, {"t", "0.25"}} {
		b.set(c[0], c[1])
	}
	x, y := b.stage().center()
	b.drag(x, y, 140, 40)
	b.drag(x, y, 30, 10, withShift)
	b.mouseAway()
	s, shot := b.state().State, b.shot()
	hash := eval[string](b, `location.hash`)
	if hash != "#"+s {
		t.Fatalf("the address ends in %q, the state is %q", hash, s)
	}
	b.shoot("address")

	c := open(t, hash, look{})
	if got := c.state().State; got != s {
		t.Errorf("the address leads to %q, want %q", got, s)
	}
	if d := shot.differs(c.shot(), c.stage()); d > 0.002 {
		t.Errorf("%.2f %% of the picture is different", 100*d)
		c.shoot("address-again")
	}
	for key, want := range map[string]string{"mode": "surface", "vy": "1.5"} {
		if got := eval[string](c, `document.getElementById('field-%s').value`, key); got != want {
			t.Errorf("the field of %s says %q, want %q", key, got, want)
		}
	}
	c.run(`location.hash = '#waves?ax=2'`)
	c.await("state typed into the address bar", `zscape.state().state === 'waves?ax=2'`)
}

// mouseAway takes the pointer off the picture and waits.
func (b *tab) mouseAway() {
	b.t.Helper()
	b.mouse("mouseMoved", 2, 2)
	b.rest()
}

func TestBadAddress(t *testing.T) {
	t.Parallel()
	b := open(t, "#nonsense", look{})
	b.await("message", `%s(document.getElementById('strip'))`, visible)
	b.shoot("bad-address")
	if text := eval[string](b, `document.getElementById('strip-text').textContent`); !strings.Contains(text, "nonsense") {
		t.Errorf("the message is %q", text)
	}
	if s := b.state(); s.Exhibit != "gaussian" {
		t.Errorf("the page shows %q", s.State)
	}
	if n := b.shot().colors(b.stage()); n < 100 {
		t.Errorf("the picture has %d colours", n)
	}
	b.click("[data-do=dismiss]")
	if eval[bool](b, `%s(document.getElementById('strip'))`, visible) {
		t.Error("the message cannot be dismissed")
	}

	b.run(`location.hash = '#gaussian?vx=-3&foo=1&vy=1'`)
	b.await("rest of the state", `zscape.state().state === 'gaussian?vy=1'`)
	b.await("message about foo", `%s(document.getElementById('strip')) && document.getElementById('strip-text').textContent.includes('foo')`, visible)
	b.await("problem beside vx", `document.getElementById('problem-vx').checkVisibility() && document.getElementById('problem-vx').textContent.includes('greater than 0') && document.getElementById('field-vx').value === '-3'`)
	b.rest()
	if n := b.shot().colors(b.stage()); n < 100 {
		t.Errorf("the picture has %d colours", n)
	}
}

func TestExhibits(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?mode=smooth&cmap=magma&az=20", look{})
	before := b.shot()
	b.click(`nav a[href="#waves"]`)
	b.await("waves", `zscape.state().exhibit === 'waves'`)
	b.rest()
	s := b.state()
	for key, want := range map[string]string{"mode": "smooth", "cmap": "magma", "az": "20", "el": "30"} {
		if s.Controls[key] != want {
			t.Errorf("in the other exhibit %s is %s, want %s", key, s.Controls[key], want)
		}
	}
	if d := before.differs(b.shot(), b.stage()); d < 0.01 {
		t.Errorf("%.2f %% of the picture is different", 100*d)
	}
	if got := eval[string](b, `document.querySelector('nav [aria-current]').hash + document.title + !!document.getElementById('field-ax')`); got != "#waves"+"sin x + cos y · Zscape"+"true" {
		t.Errorf("menu, title and panel: %q", got)
	}
	b.run(`history.back()`)
	b.await("way back", `zscape.state().state === 'gaussian?mode=smooth&cmap=magma&az=20'`)
	b.run(`history.forward()`)
	b.await("way forward", `zscape.state().exhibit === 'waves'`)
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?vx=3", look{})
	b.click("[data-language=ja]")
	japanese := func(when string) {
		t.Helper()
		b.await("Japanese "+when, `document.documentElement.lang === 'ja' && document.getElementById('label-vx').textContent === 'xの分散'`)
		for selector, want := range map[string]string{"#title": "二次元ガウス分布", "nav a": "ガウス分布", "[data-readout=det] dt": "行列式 |Σ|", "[data-export=link]": "リンクをコピー"} {
			if got := eval[string](b, `document.querySelector(%q).textContent`, selector); got != want {
				t.Errorf("%s: %s says %q, want %q", when, selector, got, want)
			}
		}
		if s := b.state().State; s != "gaussian?vx=3" {
			t.Errorf("%s the state is %q", when, s)
		}
	}
	japanese("after the click")
	b.rest()
	b.shoot("japanese")
	b.do(chromedp.Reload())
	b.live()
	japanese("after reloading")
	b.click("[data-language=en]")
	b.await("English", `document.getElementById('label-vx').textContent === 'variance of x'`)
}

func TestTiming(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	b.click("[data-action=time]")
	b.await("times", `['loops_ms', 'vectorized_ms', 'fused_ms'].every(k => zscape.state().readouts[k] > 0)`)
	if !eval[bool](b, `+document.querySelector('[data-readout=fused_ms] dd').textContent > 0`) {
		t.Error("the page does not show the times")
	}
}
