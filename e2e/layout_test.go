package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// unreachable is JavaScript that lists the buttons, fields and links in an element
// that the visitor cannot get at, even by scrolling, or that stand out of the window.
const unreachable = `(selector => {
	const wrong = [];
	let n = 0;
	for (const e of document.querySelectorAll(selector + ' :is(a, button, input, select, summary)')) {
		if (!e.checkVisibility({visibilityProperty: true})) continue;
		n++;
		e.scrollIntoView({block: 'nearest', inline: 'nearest'});
		const r = e.getBoundingClientRect();
		if (!` + visible + `(e)) wrong.push('covered: ' + e.outerHTML);
		if (r.left < -1 || r.right > innerWidth + 1 || r.top < -1 || r.bottom > innerHeight + 1) wrong.push('outside: ' + e.outerHTML);
		if (r.width < 12 || r.height < 12) wrong.push('tiny: ' + e.outerHTML);
	}
	if (!n) wrong.push('nothing there');
	return wrong.map(w => 'in ' + selector + ': ' + w).join('\n');
})`

// unreachable lists what cannot be reached in an element.
func (b *window) unreachable(selector string) string {
	b.t.Helper()
	return eval[string](b, `%s(%q)`, unreachable, selector)
}

// misplaced is JavaScript that lists what is wrong with how the page is laid out: it
// scrolls, its parts overlap, or what is in the header and the dock cannot be reached.
const misplaced = `(parts => {
	const wrong = [], {scrollWidth, scrollHeight} = document.scrollingElement;
	if (scrollWidth > innerWidth || scrollHeight > innerHeight) wrong.push('the page scrolls');
	wrong.push(` + unreachable + `('header'), ` + unreachable + `('#dock'));
	const rects = parts.map(part => document.querySelector(part).getBoundingClientRect());
	rects.forEach((a, i) => rects.slice(0, i).forEach((b, j) => {
		if (a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 1 && b.bottom > a.top + 1)
			wrong.push(parts[i] + ' and ' + parts[j] + ' overlap: ' + JSON.stringify([a, b]));
	}));
	return wrong.filter(w => w).join('\n');
})`

// devices are what has a page of its own: the windows that it may have.
var devices = []device{
	{"desk", false, [][2]int{{1440, 900}, {1024, 768}}},
	{"phone", true, [][2]int{{390, 844}}},
}

type device struct {
	name  string
	touch bool
	sizes [][2]int
}

// look returns that of the device's k-th window.
func (d device) look(k int, dark bool) look {
	return look{w: d.sizes[k][0], h: d.sizes[k][1], touch: d.touch, dark: dark}
}

// awaitLook waits until the page has the look that it wears.
func (b *tab) awaitLook(l look) {
	b.t.Helper()
	b.await("look", `innerWidth === %d && innerHeight === %d && document.documentElement.dataset.theme === %q`, l.w, l.h, themeOf(l))
	b.rest()
}

func TestLayout(t *testing.T) {
	t.Parallel()
	for _, device := range devices {
		t.Run(device.name, func(t *testing.T) {
			b := open(t, "", device.look(0, false))
			for k := range device.sizes {
				for _, dark := range []bool{false, true} {
					l := device.look(k, dark)
					b.wear(l)
					b.awaitLook(l)
					b.checkLayout(fmt.Sprintf("%dx%d-%s", l.w, l.h, themeOf(l)), l)
				}
			}
		})
	}
}

// checkLayout looks at how the page is laid out in the look that it wears.
func (b *tab) checkLayout(name string, l look) {
	t, paper := b.t, lightPaper
	t.Helper()
	if l.dark {
		paper = darkPaper
	}
	b.shoot(name)
	stage, shot := b.stage(), b.shot()

	if eval[bool](b, `document.scrollingElement.scrollWidth > innerWidth || document.scrollingElement.scrollHeight > innerHeight`) {
		t.Errorf("%s: the page scrolls", name)
	}
	if part := stage.W * stage.H / float64(l.w*l.h); part < 0.4 {
		t.Errorf("%s: the picture has %.0f %% of the screen", name, 100*part)
	}
	if got := eval[string](b, `document.documentElement.dataset.theme`); got != themeOf(l) {
		t.Errorf("%s: the theme is %s", name, got)
	}
	for _, at := range []box{{2, 2, 1, 1}, {stage.X + 3, stage.Y + 3, 1, 1}, {float64(l.w) - 5, float64(l.h) - 3, 1, 1}} {
		if shot.count(at, paper) != 1 {
			t.Errorf("%s: the background at %v is %v, want %v", name, at, shot.RGBAAt(int(at.X), int(at.Y)), paper)
		}
	}
	if ink := shot.ink(stage, paper); ink.W < 0.5*stage.W || ink.H < 0.4*stage.H || shot.colors(stage) < 100 {
		t.Errorf("%s: of the picture's %v there is ink in %v", name, stage, ink)
	}
	if wrong := eval[string](b, `(() => {
		const r = document.getElementById('stage').getBoundingClientRect(), over = new Set;
		for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
			const e = document.elementFromPoint(r.x + r.width * i / 20, r.y + r.height * j / 20);
			if (e.tagName !== 'CANVAS') over.add(e.outerHTML.slice(0, 80));
		}
		return [...over].join('\n');
	})()`); wrong != "" {
		t.Errorf("%s: over the picture lies %s", name, wrong)
	}
	regions := []string{"header", "#dock", "#panel"}
	for _, r := range regions {
		if wrong := b.unreachable(r); wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	for i, r := range append(regions, "#stage") {
		for _, q := range regions[:min(i, 3)] {
			if a, b := b.rect(r), b.rect(q); overlap(a, b) {
				t.Errorf("%s: %s %v and %s %v overlap", name, r, a, q, b)
			}
		}
	}
	if l.touch {
		b.click("#sheet")
		b.await("panel", `(e => { e.scrollIntoView({block: 'center'}); return %s(e); })(document.getElementById('field-vx'))`, visible)
		b.rest()
		b.shoot(name + "-panel")
		if wrong := b.unreachable("#panel"); wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
		if a, b := b.stage(), b.rect("#panel"); overlap(a, b) || a.H < 200 {
			t.Errorf("%s: the panel %v leaves %v for the picture", name, b, a)
		}
		b.click("#sheet")
	}
}

// unwhole lists the numbers that are broken into lines or cut, and the equations
// that are wider than the panel or cut. What is too wide for its place scrolls in
// a box of its own, within the window.
const unwhole = `(() => {
	const wrong = [];
	let numbers = 0;
	const box = e => e.getBoundingClientRect();
	const scroller = e => { while (e && !/auto|scroll/.test(getComputedStyle(e).overflowX)) e = e.parentElement; return e; };
	for (const e of document.querySelectorAll('#values dd, .array td, #table .value')) {
		if (e.querySelector('td') || !/^[−0-9.×∞⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(e.textContent) || !e.checkVisibility()) continue;
		numbers++;
		const text = document.createRange();
		text.selectNodeContents(e);
		if (new Set([...text.getClientRects()].map(r => Math.round(r.top))).size > 1) wrong.push('in lines: ' + e.textContent);
		const r = box(text), around = scroller(e), room = box(around);
		if (r.width > box(e).width + 1) wrong.push('cut: ' + e.textContent);
		if (r.right > room.right + 1 && around.scrollWidth <= around.clientWidth) wrong.push('out of reach: ' + e.textContent);
		if (room.right > innerWidth + 1) wrong.push('outside: ' + e.textContent);
	}
	if (!numbers) wrong.push('no numbers');
	const formula = document.getElementById('formula'), room = box(formula);
	for (const m of formula.querySelectorAll('math')) {
		const r = box(m);
		if (r.left < room.left - 1 || r.right > room.right + 1) wrong.push('equation ' + m.textContent + ' from ' + r.left + ' to ' + r.right + ', panel to ' + room.right);
		for (const part of m.querySelectorAll('*')) {
			const p = box(part);
			if (p.width && (p.right > room.right + 1 || p.top < room.top - 4 || p.bottom > room.bottom + 4)) wrong.push('cut: ' + part.textContent + ' of ' + m.textContent);
		}
		if (parseFloat(getComputedStyle(m).fontSize) < 8) wrong.push('tiny: ' + m.textContent);
	}
	if (!formula.querySelector('math') || formula.scrollWidth > formula.clientWidth + 1 || formula.scrollHeight > formula.clientHeight + 4) wrong.push('the formula is ' + formula.scrollWidth + ' wide in ' + formula.clientWidth);
	for (const e of document.querySelectorAll('.cells .field'))
		if (e.scrollWidth > e.clientWidth + 1) wrong.push('field: ' + e.value);
	return wrong.join('\n');
})()`

// Numbers and formulas are whole at any width of the window.
func TestWholeNumbers(t *testing.T) {
	t.Parallel()
	for _, device := range []device{{"desk", false, [][2]int{{1280, 800}}}, {"phone", true, [][2]int{{390, 844}, {320, 568}}}} {
		t.Run(device.name, func(t *testing.T) {
			b := open(t, "", device.look(0, false))
			if device.touch {
				b.click("#sheet")
			}
			for _, state := range []string{
				"gaussian", "leastsquares", "ratings?epochs=1", "waves",
				"matrices?A=1.23456789,-0.00012345,123456.789,1e-7,2,3;4,5,6,7,8,9;1,2,3,4,5,6;-101325.05,101325.06,0,0,1,1;0.333333333,1,1,2,3,5;8,13,21,34,55,89.123456",
				"surface?f=101325%2B0.01*x",
			} {
				name, _, _ := strings.Cut(state, "?")
				b.visit(state)
				for k := range device.sizes {
					l := device.look(k, false)
					b.wear(l)
					b.awaitLook(l)
					for _, language := range []string{"en", "ja"} {
						b.click("[data-language=" + language + "]")
						b.rest()
						if wrong := eval[string](b, unwhole); wrong != "" {
							t.Errorf("%s, %d wide, %s: %s", name, l.w, language, wrong)
						}
					}
					eval[bool](b, `(document.querySelector('#values').scrollIntoView({block: 'end'}), true)`)
					b.shoot(fmt.Sprintf("%s-%d-numbers", name, l.w))
					if name == "surface" {
						low, high := b.text("[data-readout=zmin] dd"), b.text("[data-readout=zmax] dd")
						if low != "101324.95" || high != "101325.05" {
							t.Errorf("z is from %s to %s", low, high)
						}
					}
				}
			}
		})
	}
}

// A link with a formula that cannot be read says so on a phone, too, and the
// formula waits in its field.
func TestBadLinkOnPhone(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=bad(", look{w: 390, h: 844, touch: true})
	b.shoot("bad-link-390")
	strip, stage := b.rect("#strip"), b.stage()
	if text := b.text("#strip-text"); !strings.Contains(text, "bad(") || strip.W < 200 || strip.X < 0 || strip.X+strip.W > 390 || strip.Y < stage.Y || strip.H > 0.3*stage.H {
		t.Errorf("the strip at %v says %q", strip, text)
	}
	if got := eval[string](b, `document.getElementById('field-f').value`); got != "bad(" {
		t.Errorf("the field holds %q", got)
	}
	b.click("#strip [data-do=dismiss]")
	b.await("the picture alone", `document.getElementById('strip').hidden`)
	b.click("#sheet")
	b.await("the field's own word", `(e => { e.scrollIntoView({block: 'center'}); return %s(e) && e.getAttribute('aria-invalid') === 'true'; })(document.getElementById('field-f'))`, visible)
}

func overlap(a, b box) bool {
	return a.X+a.W > b.X+1 && b.X+b.W > a.X+1 && a.Y+a.H > b.Y+1 && b.Y+b.H > a.Y+1
}

// A change of the system's theme, and the page's own choice.
func TestTheme(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?theme=dark", look{})
	corner := func() box { s := b.stage(); return box{s.X + 3, s.Y + 3, 1, 1} }
	if b.shot().count(corner(), darkPaper) != 1 {
		t.Error("theme=dark is not dark")
	}
	b.set("theme", "auto")
	if b.shot().count(corner(), lightPaper) != 1 {
		t.Error("theme=auto is not light, as the system is")
	}
}

// On a screen with two pixels a unit, the picture is sharp and in its place.
func TestFinePixels(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{w: 800, h: 700, scale: 2})
	stage := b.stage()
	p := b.shot()
	if p.Rect.Dx() != 1600 {
		t.Fatalf("the window is %d pixels wide", p.Rect.Dx())
	}
	fine := box{2 * stage.X, 2 * stage.Y, 2 * stage.W, 2 * stage.H}
	ink := p.ink(fine, lightPaper)
	if ink.W < stage.W || ink.H < 0.8*stage.H {
		t.Errorf("of the picture's %v pixels there is ink in %v", fine, ink)
	}
	if got := eval[string](b, `(c => c.width + ' ' + c.height)(document.querySelector('canvas'))`); !strings.HasPrefix(got, "1600 ") {
		t.Errorf("the canvas has %s pixels", got)
	}
	x, y := stage.center()
	b.mouse("mouseMoved", x-0.05*stage.W, y)
	b.await("point of the surface", `zscape.state().hover !== null`)
	b.rest()
	if n := b.shot().count(box{2*x - 0.1*stage.W - 60, 2*y - 60, 120, 120}, lightAccent); n < 100 {
		t.Errorf("under the pointer the cross-hair has %d pixels", n)
	}
}

// On a phone, everything that can be pressed is large enough for a finger, and
// nothing lies over something else.
func TestTouchTargets(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{w: 320, h: 844, touch: true})
	b.click("[data-language=ja]")
	b.click("#sheet")
	for _, hash := range []string{"surface?f=x^(1/3)%2Bsinc(ax)%2B1/y", "ratings?pace=full"} {
		b.visit(hash)
		b.rest()
		wrong := eval[string](b, `(() => {
			const wrong = [], least = 38;
			for (const e of document.querySelectorAll(':is(a, button, input, select, summary, label)')) {
				if (!e.checkVisibility({visibilityProperty: true}) || e.type === 'checkbox') continue;
				if (e.matches('label') && !e.closest('.toggle')) continue;
				const r = e.getBoundingClientRect(), more = parseFloat(getComputedStyle(e, '::after').inset) || 0;
				if (r.height - 2 * more < least || r.width - 2 * more < least) wrong.push(r.width + ' x ' + r.height + ': ' + e.outerHTML);
			}
			const dock = [...document.querySelectorAll('#dock :is(button, input)')].filter(e => e.checkVisibility({visibilityProperty: true})).map(e => [e, e.getBoundingClientRect()]);
			for (const [a, p] of dock) for (const [b, q] of dock)
				if (a !== b && p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom) wrong.push('overlap: ' + a.outerHTML + b.outerHTML);
			return wrong.join('\n');
		})()`)
		if wrong != "" {
			t.Errorf("%s:\n%s", hash, wrong)
		}
		b.shoot("touch-" + b.state().Exhibit)
	}
}
