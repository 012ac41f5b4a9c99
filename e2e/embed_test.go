package e2e

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/png"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// around is a page of another origin with the picture in it. ask sends a
// message and returns a promise of the answer.
const around = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Around</title>
<body style="margin: 0; height: 3000px">
<p style="height: 80px; margin: 0"><button id="before">Before</button></p>
<iframe id="picture" src="%s?embed=1#surface?f=a*sin(b*x)&amp;nx=21&amp;ny=21" title="Surface" width="600" height="420" style="border: 0; display: block"></iframe>
<p><button id="after">After</button></p>
<script>
const heard = [], waiting = {};
let last = 0;
addEventListener('message', e => {
  if (e.source !== document.getElementById('picture').contentWindow) return;
  heard.push(e.data);
  waiting[e.data.id]?.(e.data);
});
function ask(m) {
  const id = ++last;
  document.getElementById('picture').contentWindow.postMessage({zscape: 1, id, ...m}, '*');
  return new Promise(answer => { waiting[id] = answer; });
}
</script>`

// embedded opens a page around the picture, and waits until that is ready.
func embedded(t *testing.T, l look) *tab {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, around, address)
	}))
	t.Cleanup(server.Close)
	b := newTab(t, l)
	b.allow("favicon.ico")
	b.navigate(server.URL)
	b.await("the event ready", `heard.some(m => m.type === 'ready' && m.zscape === 1)`)
	return b
}

// Another page sets, asks, plays and takes pictures by messages.
func TestEmbedMessages(t *testing.T) {
	t.Parallel()
	b := embedded(t, look{w: 640, h: 600})
	ask := func(message, want string) bool {
		t.Helper()
		got := eval[string](b, `ask(%s).then(m => { window.answer = m; return JSON.stringify(m); })`, message)
		ok := eval[bool](b, `(m => %s)(answer)`, want)
		if !ok {
			t.Errorf("%s is answered %.400s; want %s", message, got, want)
		}
		return ok
	}
	ask(`{type: 'get'}`, `m.type === 'result' && m.state === 'surface?f=a*sin(b*x)&nx=21&ny=21' && m.controls.a === '1'`)
	if n := eval[int](b, `heard.filter(m => m.type === 'state').length`); n != 0 {
		t.Errorf("without a hello it is told %d States", n)
	}
	ask(`{type: 'hello'}`, `m.type === 'result' && m.width === 600 && m.height === 420`)
	ask(`{type: 'set', keys: {a: 2, b: '0.5'}}`, `m.type === 'result' && m.state.endsWith('&a=2&b=0.5')`)
	b.await("the event state", `heard.some(m => m.type === 'state' && m.state.endsWith('&a=2&b=0.5'))`)
	ask(`{type: 'play', key: 'a', speed: 2, mode: 'loop'}`, `m.type === 'result' && m.state.includes('play=a:2:loop')`)
	b.await("motion", `heard.some(m => m.type === 'state' && +/[?&]a=([^&]*)/.exec(m.state)?.[1] > 2.5)`)
	ask(`{type: 'pause'}`, `m.type === 'result' && !m.state.includes('play=')`)

	if ask(`{type: 'snapshot', width: 320, height: 240, scale: 2}`, `m.type === 'result' && m.data.startsWith('data:image/png;base64,')`) {
		data, err := base64.StdEncoding.DecodeString(eval[string](b, `answer.data.split(',')[1]`))
		if err != nil {
			t.Fatal(err)
		}
		if m, err := png.Decode(bytes.NewReader(data)); err != nil || m.Bounds().Dx() != 640 || m.Bounds().Dy() != 480 {
			t.Errorf("the snapshot: %v, %v", err, m.Bounds())
		}
	}
	ask(`{type: 'snapshot', as: 'bytes'}`, `m.data instanceof ArrayBuffer && new Uint8Array(m.data)[1] === 80`)
	ask(`{type: 'snapshot', format: 'svg'}`, `new DOMParser().parseFromString(m.data, 'image/svg+xml').documentElement.nodeName === 'svg'`)
	ask(`{type: 'set', state: 'waves?ax=2'}`, `m.state === 'waves?ax=2'`)
	ask(`{type: 'scrub', position: 0.5}`, `m.state === 'waves?ax=2&t=0.5'`)
	ask(`{type: 'play'}`, `m.type === 'result'`)
	b.await("playing", `heard.at(-1).type === 'state' && +/t=([^&]*)/.exec(heard.at(-1).state)?.[1] > 0.55`)
	ask(`{type: 'pause'}`, `m.type === 'result'`)

	// Nonsense is answered, and breaks nothing.
	for _, message := range []string{
		`{type: 'nonsense'}`, `{zscape: 2, type: 'get'}`, `{type: null}`, `{type: 'set', state: 12n}`, `{type: 'set', keys: [1, 2]}`,
		`{type: 'set', keys: {a: {b: {c: {}}}}}`, `{type: 'set', state: 'x'.repeat(1e6)}`, `{type: 'scrub', position: 'end'}`,
		`{type: 'snapshot', width: NaN}`, `{zscape: 5n}`, `{zscape: null}`, `{type: new Date()}`, `{type: new Map([[1, 2]])}`,
	} {
		ask(message, `m.type === 'error' && m.message.length > 10`)
	}
	b.run(`for (const m of [null, undefined, 7, 1n, true, 'text', [], [1n], {}, {zscapes: 1n}, new Date(), Object(1n)]) document.getElementById('picture').contentWindow.postMessage(m, '*')`)
	ask(`{type: 'get'}`, `m.state.startsWith('waves?ax=2')`)
	b.shoot("embed")
}

// Until it is clicked the picture leaves wheel, Tab and arrows to the page around.
func TestEmbedAsleep(t *testing.T) {
	t.Parallel()
	b := embedded(t, look{w: 640, h: 600})
	b.run(`ask({type: 'hello'}).then(m => { window.first = m.state; })`)
	b.await("hello", `window.first !== undefined`)
	state := func() string {
		return eval[string](b, `ask({type: 'get'}).then(m => m.state)`)
	}
	first := state()
	wheel := func(dy float64, options ...func(*input.DispatchMouseEventParams)) {
		b.mouse(input.DispatchMouseEventTypeMouseWheel, 300, 250, append(options, func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = 1e-9, dy })...)
	}
	wheel(100)
	b.await("scrolling of the page around", `scrollY > 50`)
	wheel(-400)
	b.await("scrolling back", `scrollY === 0`)
	if s := state(); s != first {
		t.Errorf("the wheel leads to %s", s)
	}
	if active := eval[string](b, `document.activeElement.id || document.activeElement.tagName`); active != "BODY" {
		t.Errorf("the picture has taken the focus: %s", active)
	}
	// With Ctrl it zooms.
	wheel(-200, func(p *input.DispatchMouseEventParams) { p.Modifiers = ctrlKey })
	b.await("zoom", `/zoom=/.test(heard.at(-1).state ?? '')`)
	zoomed := state()
	if eval[float64](b, `scrollY`) != 0 {
		t.Error("and it scrolls, too")
	}

	// Tab passes through.
	b.focus("#before")
	for range 12 {
		b.press(kb.Tab, 0)
		if b.focused() == "BUTTON#after" {
			break
		}
	}
	if f := b.focused(); f != "BUTTON#after" {
		t.Errorf("Tab does not come out of the picture: %s", f)
	}
	if s := state(); s != zoomed {
		t.Errorf("Tab leads to %s", s)
	}

	// A click wakes it: then the wheel zooms, and the page around stays.
	b.run(`scrollTo(0, 0)`)
	b.mouse(input.DispatchMouseEventTypeMousePressed, 300, 250, held)
	b.mouse(input.DispatchMouseEventTypeMouseReleased, 300, 250, held)
	wheel(-200)
	b.await("more zoom", `(z => z > 1.4)(+/zoom=([^&]*)/.exec(heard.at(-1).state ?? '')?.[1])`)
	if y := eval[float64](b, `scrollY`); math.Abs(y) > 0 {
		t.Errorf("the page around has scrolled to %v", y)
	}
	// A click beside it lets it sleep again.
	b.click("#after")
	wheel(100)
	b.await("scrolling again", `scrollY > 50`)
}

// A finger scrolls the page around until it has tapped the picture.
func TestEmbedTouch(t *testing.T) {
	t.Parallel()
	b := embedded(t, look{w: 640, h: 700, touch: true})
	b.run(`ask({type: 'hello'}).then(m => { window.first = m.state; })`)
	b.await("hello", `window.first !== undefined`)
	swipe := func(dy float64) {
		const steps = 10
		b.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{300, 300})
		for k := 1.0; k <= steps; k++ {
			b.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{300, 300 + dy*k/steps})
		}
		b.touch(input.DispatchTouchEventTypeTouchEnd)
	}
	swipe(-150)
	b.await("scrolling of the page around", `scrollY > 80`)
	// Until it rests: a finger's scrolling goes on for a while.
	rest := func() {
		b.run(`(async () => {
			for (let still = 0, last = -1; still < 15; last = scrollY) {
				await new Promise(requestAnimationFrame);
				still = scrollY === last ? still + 1 : 0;
			}
		})()`)
	}
	rest()
	b.run(`scrollTo(0, 0)`)
	rest()
	b.tap(300, 300)
	// The tap reaches the picture before what is asked after it.
	b.run(`ask({type: 'get'}).then(m => { window.before = m.state; })`)
	b.await("an answer", `window.before !== undefined`)
	rest() // the browser learns what belongs to the picture with a frame
	swipe(-150)
	b.await("a turn", `/el=/.test(heard.at(-1).state ?? '') && heard.at(-1).state !== before`)
	if y := eval[float64](b, `scrollY`); y != 0 {
		t.Errorf("awake, it lets the page around scroll to %v", y)
	}
}

// Enter wakes the picture for the keyboard, Escape lets it sleep.
func TestEmbedKeys(t *testing.T) {
	t.Parallel()
	b := embedded(t, look{w: 640, h: 600})
	state := func() string { return eval[string](b, `ask({type: 'get'}).then(m => m.state)`) }
	first := state()
	b.focus("#before")
	b.press(kb.Tab, 0) // to the picture
	if f := b.focused(); f != "IFRAME#picture" {
		t.Fatalf("Tab leads to %s", f)
	}
	b.press(kb.ArrowLeft, 0)
	if s := state(); s != first {
		t.Errorf("asleep, an arrow leads to %s", s)
	}
	b.press(kb.Enter, 0)
	b.press(kb.ArrowLeft, 0)
	turned := state()
	if !strings.Contains(turned, "az=") {
		t.Errorf("awake, an arrow leads to %s", turned)
	}
	b.press(kb.Escape, 0)
	b.focus("#before")
	b.press(kb.Tab, 0)
	b.press(kb.ArrowLeft, 0)
	if s := state(); s != turned {
		t.Errorf("asleep again, an arrow leads to %s", s)
	}
}

// Alone, the embedded page shows the picture, and a link to the whole page.
func TestEmbedLook(t *testing.T) {
	t.Parallel()
	b := open(t, "?embed=1#waves?theme=dark", look{w: 480, h: 360})
	for _, selector := range []string{"header", "#panel", "#views", "#loading"} {
		if eval[bool](b, `%s(document.querySelector(%q))`, visible, selector) {
			t.Errorf("%s is shown", selector)
		}
	}
	if !eval[bool](b, `%s(document.querySelector('#full'))`, visible) || !eval[bool](b, `%s(document.querySelector('#play'))`, visible) {
		t.Error("there is no link, or nothing to play it with")
	}
	b.set("ax", "2")
	b.await("the link with the State", `document.getElementById('full').href === %q`, address+"#waves?ax=2&theme=dark")
	if s := b.stage(); s.W != 480 || s.H < 290 {
		t.Errorf("the picture is %v x %v", s.W, s.H)
	}
	b.shoot("embed-alone")
	b = open(t, "#waves?ax=2", look{script: `Object.defineProperty(navigator, 'clipboard', {value: {writeText: async t => { window.copied = t; }}})`})
	b.unfold("[data-export=embed]")
	b.click("[data-export=embed]")
	b.await("the code", `window.copied`)
	if code := eval[string](b, `copied`); !strings.HasPrefix(code, `<iframe src="`+address+`?embed=1#waves?ax=2" `) {
		t.Errorf("it copies %s", code)
	}
}
