package e2e

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"zscape/e2e/webdriver"
)

// A visitor has the page in any browser, with a mouse or with fingers. Whatever the
// page complains of fails the test.
type visitor struct {
	window
	browser   webdriver.Browser
	touch     bool
	downloads string   // the folder where files are saved
	allowed   []string // what problems may contain
}

// visit returns a visitor whose test is t.
func visit(t *testing.T, b webdriver.Browser, downloads string) *visitor {
	v := &visitor{browser: b, downloads: downloads}
	v.window = window{t,
		func(js string) ([]byte, error) {
			ctx, cancel := waiting()
			defer cancel()
			return b.Eval(ctx, js)
		},
		func() ([]byte, error) {
			ctx, cancel := waiting()
			defer cancel()
			return b.Screenshot(ctx)
		}}
	t.Cleanup(func() {
		v.do(func(ctx context.Context) error { return b.Open(ctx, "about:blank", "") })
		for _, p := range b.Problems() {
			if !slices.ContainsFunc(v.allowed, func(part string) bool { return strings.Contains(p, part) }) {
				t.Error("the page: ", p)
			}
		}
	})
	return v
}

// waiting returns a context that lasts as long as a step may take.
func waiting() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

func (v *visitor) do(act func(ctx context.Context) error) {
	v.t.Helper()
	ctx, cancel := waiting()
	defer cancel()
	if err := act(ctx); err != nil {
		v.t.Fatal(err)
	}
}

// allow lets the page complain with texts that contain part.
func (v *visitor) allow(part string) { v.allowed = append(v.allowed, part) }

// open opens the page with a State and waits until it is live.
func (v *visitor) open(hash string) {
	v.t.Helper()
	v.navigate(address+hash, "")
	v.live()
}

// navigate opens a page; the script before runs before its own.
func (v *visitor) navigate(url, before string) {
	v.t.Helper()
	v.do(func(ctx context.Context) error { return v.browser.Open(ctx, url, before) })
}

func (v *visitor) resize(width, height int) {
	v.t.Helper()
	v.do(func(ctx context.Context) error { return v.browser.Resize(ctx, width, height) })
	v.await("the new size", `innerWidth === %d && innerHeight === %d`, width, height)
}

// drag presses at (x, y), moves by (dx, dy), and lets go.
func (v *visitor) drag(x, y, dx, dy float64) {
	v.t.Helper()
	v.do(func(ctx context.Context) error {
		return v.browser.Pointer(ctx, true, webdriver.Point{X: x, Y: y}, webdriver.Point{X: x + dx, Y: y + dy})
	})
}

func (v *visitor) clickAt(x, y float64) {
	v.t.Helper()
	v.do(func(ctx context.Context) error { return v.browser.Pointer(ctx, true, webdriver.Point{X: x, Y: y}) })
}

// point has the page read the values at (x, y): a finger taps there.
func (v *visitor) point(x, y float64) {
	v.t.Helper()
	v.do(func(ctx context.Context) error {
		return v.browser.Pointer(ctx, v.touch, webdriver.Point{X: x - 2, Y: y}, webdriver.Point{X: x, Y: y})
	})
}

func (v *visitor) wheel(x, y, dy float64) {
	v.t.Helper()
	v.do(func(ctx context.Context) error { return v.browser.Wheel(ctx, webdriver.Point{X: x, Y: y}, dy) })
}

// reach brings an element of the panel into sight.
func (v *visitor) reach(selector string) {
	v.t.Helper()
	v.run(`(e => {
		const sheet = document.getElementById('sheet'), group = e.closest('details');
		if (e.closest('#sheet-body') && sheet?.checkVisibility() && sheet.ariaExpanded !== 'true') sheet.click();
		if (group && !e.closest('summary')) group.open = true;
		e.scrollIntoView({block: 'nearest'});
	})(document.querySelector(%q))`, selector)
	v.await(selector+" to click", `%s(document.querySelector(%q))`, visible, selector)
}

// click clicks the middle of an element, which has to be on top there.
func (v *visitor) click(selector string) {
	v.t.Helper()
	v.reach(selector)
	v.clickAt(v.rect(selector).center())
}

// order clicks a button of the bar for jobs.
func (v *visitor) order(name string) {
	v.t.Helper()
	v.click("#run [data-order=" + name + "]")
}

// press presses and releases keys.
func (v *visitor) press(keys string) {
	v.t.Helper()
	v.do(func(ctx context.Context) error { return v.browser.Keys(ctx, keys) })
}

// replace types over what a field holds.
func (v *visitor) replace(selector, text string) {
	v.t.Helper()
	v.reach(selector)
	v.run(`(e => { e.focus(); e.select(); })(document.querySelector(%q))`, selector)
	v.press(text)
}

// choose gives the page a file by the field for files.
func (v *visitor) choose(name, text string) {
	v.t.Helper()
	path := filepath.Join(v.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		v.t.Fatal(err)
	}
	v.do(func(ctx context.Context) error { return v.browser.SetFiles(ctx, "#file", path) })
}

// save clicks the button that saves a kind of file, and returns the file.
func (v *visitor) save(kind, extension string) (data []byte, name string) {
	v.t.Helper()
	files := func() (list []string) {
		list, _ = filepath.Glob(filepath.Join(v.downloads, "*."+extension))
		return list
	}
	before := files()
	v.click("[data-export=" + kind + "]")
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		for _, path := range files() {
			if slices.Contains(before, path) {
				continue
			}
			// It has its name before all is in it.
			for size := -1; size != len(data) || size == 0; time.Sleep(100 * time.Millisecond) {
				size = len(data)
				var err error
				if data, err = os.ReadFile(path); err != nil {
					v.t.Fatal(err)
				}
			}
			if err := os.Remove(path); err != nil {
				v.t.Fatal(err)
			}
			return data, filepath.Base(path)
		}
	}
	v.t.Fatalf("no .%s file was saved in %v", extension, patience)
	return nil, ""
}

// A phone is Chromium as a phone has it, as a webdriver.Browser: fingers, and a small screen.
type phone struct{ *tab }

// newPhone returns a phone, and the folder where it saves files.
func newPhone(t *testing.T) (p phone, downloads string) {
	t.Helper()
	downloads = t.TempDir()
	p = phone{newTab(t, look{w: 390, h: 780, touch: true})}
	c := chromedp.FromContext(p.ctx)
	if _, err := cdp.Call(p.ctx, c.Browser, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: downloads, BrowserContextID: c.BrowserContextID,
	}); err != nil {
		t.Fatal(err)
	}
	return p, downloads
}

func (p phone) Open(_ context.Context, url, before string) error {
	p.t.Helper()
	p.navigate("about:blank")
	if before != "" {
		script := call(p.tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: before})
		defer call(p.tab, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(script))
	}
	p.navigate(url)
	return nil
}

func (p phone) Eval(_ context.Context, js string) ([]byte, error) { return p.evaluate(js) }

func (p phone) Pointer(_ context.Context, pressed bool, path ...webdriver.Point) error {
	p.t.Helper()
	first, last := path[0], path[len(path)-1]
	switch {
	case !pressed:
		return errors.New("a finger does not hover")
	case len(path) == 1 || max(first.X-last.X, last.X-first.X, first.Y-last.Y, last.Y-first.Y) < 3:
		p.tap(last.X, last.Y)
		return nil
	}
	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{first.X, first.Y})
	for k, to := range path[1:] {
		from := path[k]
		const steps = 5
		for n := 1.0; n <= steps; n++ {
			p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{from.X + (to.X-from.X)*n/steps, from.Y + (to.Y-from.Y)*n/steps})
		}
	}
	// It comes to rest before it lifts: after a flick Chromium takes the next tap for what
	// stops the fling.
	time.Sleep(150 * time.Millisecond)
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	return nil
}

func (p phone) Wheel(context.Context, webdriver.Point, float64) error {
	return errors.New("a phone has no wheel")
}

// phoneKeys are the keys of package webdriver as chromedp has them.
var phoneKeys = strings.NewReplacer(webdriver.Backspace, kb.Backspace, webdriver.Tab, kb.Tab, webdriver.Enter, kb.Enter, webdriver.Escape, kb.Escape,
	webdriver.ArrowLeft, kb.ArrowLeft, webdriver.ArrowUp, kb.ArrowUp, webdriver.ArrowRight, kb.ArrowRight, webdriver.ArrowDown, kb.ArrowDown)

func (p phone) Keys(_ context.Context, keys string) error {
	p.t.Helper()
	p.press(phoneKeys.Replace(keys), 0)
	return nil
}

func (p phone) SetFiles(_ context.Context, selector string, paths ...string) error {
	p.t.Helper()
	p.do(chromedp.SetUploadFiles(selector, paths))
	return nil
}

func (p phone) Resize(_ context.Context, width, height int) error {
	p.t.Helper()
	p.wear(look{w: width, h: height, touch: true})
	return nil
}

func (p phone) Screenshot(context.Context) ([]byte, error) { return p.capture() }

// Problems says nothing: those of a tab fail its test.
func (p phone) Problems() []string { return nil }

// Close does nothing: a tab ends with its test.
func (p phone) Close() error { return nil }
