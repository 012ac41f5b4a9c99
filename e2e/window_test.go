package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// A window is what a test sees of the page, in whichever browser that is.
type window struct {
	t        *testing.T
	evaluate func(js string) ([]byte, error) // the value of JavaScript, or of the promise that it is, as JSON
	capture  func() ([]byte, error)          // what is to be seen, as a PNG
}

func (b *window) view() *window { return b }

// eval returns the value of a JavaScript expression, which may be a promise.
func eval[T any](in interface{ view() *window }, format string, args ...any) (v T) {
	b := in.view()
	b.t.Helper()
	js := fmt.Sprintf(format, args...)
	data, err := b.evaluate(js)
	switch kind := reflect.TypeFor[T]().Kind(); {
	case err != nil:
	case len(data) > 0 && string(data) != "null":
		err = json.Unmarshal(data, &v)
	case kind != reflect.Slice && kind != reflect.Map && kind != reflect.Pointer:
		err = fmt.Errorf("it has no value")
	}
	if err != nil {
		b.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// run evaluates JavaScript for its effect.
func (b *window) run(format string, args ...any) {
	b.t.Helper()
	js := fmt.Sprintf(format, args...)
	if _, err := b.evaluate(js); err != nil {
		b.t.Fatalf("%s: %v", js, err)
	}
}

// await waits until the JavaScript expression is true.
func (b *window) await(what, format string, args ...any) {
	b.t.Helper()
	js := fmt.Sprintf(format, args...)
	for end := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		// An expression that throws is not true yet.
		if eval[bool](b, `(() => { try { return !!(%s); } catch { return false; } })()`, js) {
			return
		}
		if time.Now().After(end) {
			b.shoot("failed-" + b.t.Name())
			b.t.Fatalf("no %s after %v: %s is not true; the page: %s", what, patience, js,
				eval[string](b, `JSON.stringify({phase: document.documentElement.dataset.phase, strip: document.getElementById('strip-text')?.textContent, state: window.zscape?.state()})`))
		}
	}
}

// live waits until the program draws and the poster is gone.
func (b *window) live() {
	b.t.Helper()
	b.await("the live picture", `document.documentElement.dataset.phase === 'live' && zscape.ready && !document.getElementById('poster')`)
	b.rest()
}

// rest waits until the picture is up to date and nothing moves: no frame is
// drawn while the browser shows ten.
func (b *window) rest() {
	b.t.Helper()
	eval[int](b, `(async () => {
		const frame = () => new Promise(requestAnimationFrame);
		for (let still = 0, last = -1; still < 10; await frame()) {
			const s = zscape.state();
			still = !s.moving && !s.playing && s.frames === last ? still + 1 : 0;
			last = s.frames;
		}
		return 0;
	})()`)
}

// A status is what window.zscape.state() says.
type status struct {
	State, Exhibit  string
	Playing, Moving bool
	Position        float64
	Frames          int
	Hover           *struct{ X, Y, Z float64 }
	Problems        []string
	Controls        map[string]string
	Readouts        map[string]json.RawMessage
}

func (b *window) state() (s status) {
	b.t.Helper()
	if err := json.Unmarshal([]byte(eval[string](b, `JSON.stringify(zscape.state())`)), &s); err != nil {
		b.t.Fatal(err)
	}
	return s
}

// number returns the number that the control key holds.
func (s status) number(t *testing.T, key string) (v float64) {
	t.Helper()
	if _, err := fmt.Sscan(s.Controls[key], &v); err != nil {
		t.Fatalf("the control %s holds %q, not a number", key, s.Controls[key])
	}
	return v
}

// readout returns the number that is read out under key.
func (s status) readout(t *testing.T, key string) (v float64) {
	t.Helper()
	if err := json.Unmarshal(s.Readouts[key], &v); err != nil {
		t.Fatalf("the readout %s is %s, not a number", key, s.Readouts[key])
	}
	return v
}

// set gives a control a value, as typing it in does, and waits for the picture.
func (b *window) set(key, text string) {
	b.t.Helper()
	b.run(`zscape.set(%q, %q)`, key, text)
	if got := b.state().Controls[key]; got != text {
		b.t.Fatalf("%s is %q after it was set to %q", key, got, text)
	}
	b.rest()
}

// A box is a rectangle in the window, in CSS pixels.
type box struct{ X, Y, W, H float64 }

func (r box) center() (x, y float64) { return r.X + r.W/2, r.Y + r.H/2 }

// rect returns where the first element is that selector means.
func (b *window) rect(selector string) box {
	b.t.Helper()
	return eval[box](b, `(r => ({X: r.x, Y: r.y, W: r.width, H: r.height}))(document.querySelector(%q).getBoundingClientRect())`, selector)
}

// text returns what is written in an element.
func (b *window) text(selector string) string {
	b.t.Helper()
	return eval[string](b, `document.querySelector(%q).textContent`, selector)
}

// stage returns where the picture is.
func (b *window) stage() box { return b.rect("#stage") }

// visible is JavaScript that says whether the visitor sees the element: it is
// laid out, and on top at its middle.
const visible = `(e => {
	if (!e || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
	const r = e.getBoundingClientRect(), top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
	return !!top && (e.contains(top) || top.contains(e));
})`

// unfold opens the group of the panel that holds an element.
func (b *window) unfold(selector string) {
	b.t.Helper()
	b.run(`document.querySelector(%q).closest('details').open = true`, selector)
}

func (b *window) focus(selector string) {
	b.t.Helper()
	b.run(`document.querySelector(%q).focus()`, selector)
}

// focused returns the tag and the id of the element that has the focus.
func (b *window) focused() string {
	b.t.Helper()
	return eval[string](b, `document.activeElement.tagName + '#' + document.activeElement.id`)
}

// shot returns a picture of the window.
func (b *window) shot() *picture {
	b.t.Helper()
	data, err := b.capture()
	if err != nil {
		b.t.Fatal(err)
	}
	p, err := decode(bytes.NewReader(data))
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

// shoot keeps a picture of the window for people to look at, if ZSCAPE_SHOTS asks for it.
func (b *window) shoot(name string) {
	b.t.Helper()
	dir := os.Getenv("ZSCAPE_SHOTS")
	if dir == "" {
		return
	}
	data, err := b.capture()
	if err == nil {
		err = os.MkdirAll(dir, 0o777)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, "/", "-")+".png"), data, 0o666)
	}
	if err != nil {
		b.t.Error(err)
	}
}
