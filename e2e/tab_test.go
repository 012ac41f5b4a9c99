package e2e

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a step may take: a processor that stands in for the
// graphics card draws a few frames a second, and other programs may have most of it.
const patience = 4 * time.Minute

// A tab is a browser tab with a session of its own, so nothing that one test
// stores is there in another. Whatever it complains of fails the test.
type tab struct {
	window
	ctx context.Context

	mu       sync.Mutex
	problems []string
	requests []string // paths at the site
	allowed  []string // what problems may contain
}

// A look is how a tab is set up before a page is opened in it.
type look struct {
	w, h   int
	scale  float64
	touch  bool
	dark   bool
	still  bool   // prefers-reduced-motion
	script string // runs before the page's own
}

// newTab returns an empty tab.
func newTab(t *testing.T, l look) *tab {
	t.Helper()
	browser, done, err := browsers.take(t.Name())
	if err != nil {
		t.Fatal(err)
	}
	return tabIn(t, browser, done, l, chromedp.WithNewBrowserContext())
}

// another opens the page in another tab of the same session: what b stores is there.
func (b *tab) another(hash string, l look) *tab {
	b.t.Helper()
	other := tabIn(b.t, b.ctx, func() {}, l)
	other.navigate(address + hash)
	other.live()
	return other
}

// tabIn returns an empty tab in a browser, or in the session of a tab; done is called when
// it is closed.
func tabIn(t *testing.T, parent context.Context, done func(), l look, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, options...)
	b := &tab{ctx: ctx}
	b.window = window{t, b.evaluate, b.capture}
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, p := range b.problems {
			t.Error("the page: ", p)
		}
		cancel()
		done()
	})
	if err := chromedp.Do(ctx); err != nil { // opens the tab; a deadline here would close it later
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	b.wear(l)
	if l.script != "" {
		call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: l.script})
	}
	return b
}

// wear gives the tab a look, but for its script.
func (b *tab) wear(l look) {
	b.t.Helper()
	if l.w == 0 {
		l.w, l.h = 1000, 700
	}
	if l.scale == 0 {
		l.scale = 1
	}
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(l.w), Height: int64(l.h), DeviceScaleFactor: l.scale, Mobile: l.touch})
	call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: l.touch, MaxTouchPoints: 2})
	scheme, motion := "light", "no-preference"
	if l.dark {
		scheme = "dark"
	}
	if l.still {
		motion = "reduce"
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion}}})
}

// open opens the page with the State hash ("" or "#gaussian?vx=3") in a new
// tab and waits until it is live.
func open(t *testing.T, hash string, l look) *tab {
	t.Helper()
	b := newTab(t, l)
	b.navigate(address + hash)
	b.live()
	return b
}

// visit opens another State in the page that is open, which takes less than to load it.
func (b *tab) visit(state string) {
	b.t.Helper()
	b.run(`new Promise(done => {
		const before = location.hash;
		addEventListener('hashchange', done, {once: true}); // after the page's own
		location.hash = %q;
		if (location.hash === before) done();
	})`, state)
}

func (b *tab) navigate(url string) {
	b.t.Helper()
	b.do(chromedp.Navigate(url))
}

// begin opens a page without waiting until it is complete.
func (b *tab) begin(url string) {
	b.t.Helper()
	if r := call(b, page.Navigate, page.NavigateParams{URL: url}); r.ErrorText != "" {
		b.t.Fatalf("%s: %s", url, r.ErrorText)
	}
}

// listen notes what the page does that it should not.
func (b *tab) listen(event any) {
	complain := func(format string, args ...any) {
		text := fmt.Sprintf(format, args...)
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, a := range b.allowed {
			if strings.Contains(text, a) {
				return
			}
		}
		b.problems = append(b.problems, text)
	}
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var args []string
			for _, a := range e.Args {
				args = append(args, a.Description+string(a.Value))
			}
			complain("console: %s", strings.Join(args, " "))
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		complain("exception: %s", text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			complain("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		switch {
		case err != nil:
			complain("request for %q", e.Request.URL)
		case u.Scheme == "data" || u.Scheme == "blob" || u.Scheme == "about":
		case u.Hostname() != "127.0.0.1":
			complain("request to another origin: %s", e.Request.URL)
		default:
			b.mu.Lock()
			b.requests = append(b.requests, u.Path)
			b.mu.Unlock()
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			complain("%d for %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			complain("a request failed: %s", e.ErrorText)
		}
	}
}

// allow lets the page complain with texts that contain part.
func (b *tab) allow(part string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.allowed = append(b.allowed, part)
}

// requested returns how often path was asked for.
func (b *tab) requested(path string) (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.requests {
		if p == path {
			n++
		}
	}
	return n
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// call runs a command of the browser's protocol.
func call[P, R any](b *tab, c cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	r, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (R, error) {
		return cdp.Call(ctx, target, c, params)
	})
	if err != nil {
		b.t.Fatalf("%s: %v", c.Method, err)
	}
	return r
}

// evaluate returns the value of a JavaScript program, which may be a promise, as JSON.
func (b *tab) evaluate(js string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[[]byte](js, chromedp.EvalAwaitPromise))
}

// capture returns a PNG of the window.
func (b *tab) capture() ([]byte, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	r, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (page.CaptureScreenshotResult, error) {
		return cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	})
	return r.Data, err
}

// mouse sends a mouse event at a point of the window.
func (b *tab) mouse(kind input.DispatchMouseEventType, x, y float64, options ...func(*input.DispatchMouseEventParams)) {
	b.t.Helper()
	p := input.DispatchMouseEventParams{Type: kind, X: x, Y: y}
	for _, o := range options {
		o(&p)
	}
	call(b, input.DispatchMouseEvent, p)
}

func held(p *input.DispatchMouseEventParams) {
	p.Button, p.Buttons, p.ClickCount = input.MouseButtonLeft, 1, 1
}

const shiftKey, ctrlKey = 8, 2

func withShift(p *input.DispatchMouseEventParams) { p.Modifiers = shiftKey }

// drag moves the mouse from (x, y) by (dx, dy) with the main button held.
func (b *tab) drag(x, y, dx, dy float64, options ...func(*input.DispatchMouseEventParams)) {
	b.t.Helper()
	options = append(options, held)
	const steps = 5
	b.mouse(input.DispatchMouseEventTypeMousePressed, x, y, options...)
	for k := 1; k <= steps; k++ {
		b.mouse(input.DispatchMouseEventTypeMouseMoved, x+dx*float64(k)/steps, y+dy*float64(k)/steps, options...)
	}
	b.mouse(input.DispatchMouseEventTypeMouseReleased, x+dx, y+dy, options...)
}

// click clicks the middle of an element, which has to be on top there.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.run(`document.querySelector(%q).scrollIntoView({block: 'nearest'})`, selector)
	if !eval[bool](b, `%s(document.querySelector(%q))`, visible, selector) {
		b.shoot("failed-" + b.t.Name())
		b.t.Fatalf("%s cannot be clicked: it is not visible, or covered", selector)
	}
	x, y := b.rect(selector).center()
	b.mouse(input.DispatchMouseEventTypeMousePressed, x, y, held)
	b.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, held)
}

// press presses and releases keys, each given by the character that it types
// or by a constant of chromedp's package kb.
func (b *tab) press(keys string, modifiers int64) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys, func(p *input.DispatchKeyEventParams) { p.Modifiers = modifiers }))
}

// download returns a file that the page saves when act is done, and its name.
func (b *tab) download(extension string, act func()) (data []byte, name string) {
	b.t.Helper()
	dir := b.t.TempDir()
	c := chromedp.FromContext(b.ctx)
	if _, err := cdp.Call(b.ctx, c.Browser, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, BrowserContextID: c.BrowserContextID,
	}); err != nil {
		b.t.Fatal(err)
	}
	act()
	for end := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		// The browser gives a file its name when it is complete.
		if files, _ := filepath.Glob(filepath.Join(dir, "*."+extension)); len(files) > 0 {
			data, err := os.ReadFile(files[0])
			if err != nil {
				b.t.Fatal(err)
			}
			if len(data) > 0 { // it has its name a moment before what is in it
				return data, filepath.Base(files[0])
			}
		}
		if time.Now().After(end) {
			b.t.Fatalf("no .%s file was saved in %v", extension, patience)
		}
	}
}
