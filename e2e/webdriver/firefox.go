package webdriver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// firefox is Firefox with a tab, driven by WebDriver BiDi.
type firefox struct {
	*bidi
	group *group
	tab   string // the id of its browsing context

	mu       sync.Mutex
	problems []string
}

var listeningOn = regexp.MustCompile(`WebDriver BiDi listening on (ws://\S+)`)

// Firefox starts Firefox, which saves files in the folder downloads. The variable
// FIREFOX of the environment names the program if it is not in the PATH.
func Firefox(ctx context.Context, downloads string) (Browser, error) {
	names := []string{"firefox-esr", "firefox"}
	if path := os.Getenv("FIREFOX"); path != "" {
		names = []string{path}
	}
	program, err := find("Firefox", "firefox-esr", ", or set FIREFOX to the program", names...)
	if err != nil {
		return nil, err
	}
	group, err := newGroup()
	if err != nil {
		return nil, err
	}
	f := &firefox{group: group}
	if err := f.begin(ctx, program, downloads); err != nil {
		return nil, errors.Join(fmt.Errorf("cannot start %s: %w", program, err), f.Close())
	}
	return f, nil
}

func (f *firefox) begin(ctx context.Context, program, downloads string) error {
	var settings strings.Builder
	for key, value := range map[string]any{
		"browser.download.folderList":                           2,
		"browser.download.dir":                                  downloads,
		"browser.download.always_ask_before_handling_new_types": false,
		"browser.download.alwaysOpenPanel":                      false,
		"browser.helperApps.neverAsk.saveToDisk":                "text/csv, image/svg+xml, text/html, image/png, model/stl",
		"intl.accept_languages":                                 "en-US",
		"ui.systemUsesDarkTheme":                                0,
		"webgl.force-enabled":                                   true,
		"security.sandbox.warn_unprivileged_namespaces":         false,
	} {
		text, err := json.Marshal(value)
		if err != nil {
			return err
		}
		fmt.Fprintf(&settings, "user_pref(%q, %s);\n", key, text)
	}
	profile := filepath.Join(f.group.folder, "profile")
	if err := os.Mkdir(profile, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(settings.String()), 0o600); err != nil {
		return err
	}
	env, err := f.group.screen() // without one it has no WebGL
	if err != nil {
		return err
	}
	ready, err := f.group.start(listeningOn, append(env, "MOZ_CRASHREPORTER_DISABLE=1"),
		program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile)
	if err != nil {
		return err
	}
	if f.bidi, err = dial(ctx, ready[1]+"/session", f.listen); err != nil {
		return err
	}
	if err := f.call(ctx, "session.new", object{"capabilities": object{}}, nil); err != nil {
		return err
	}
	var tabs struct {
		Contexts []struct {
			Context string `json:"context"`
		} `json:"contexts"`
	}
	if err := f.call(ctx, "browsingContext.getTree", object{"maxDepth": 0}, &tabs); err != nil {
		return err
	}
	if len(tabs.Contexts) == 0 {
		return errors.New("it has no tab")
	}
	f.tab = tabs.Contexts[0].Context
	if err := f.call(ctx, "script.addPreloadScript", object{"functionDeclaration": tellForbidden}, nil); err != nil {
		return err
	}
	return f.call(ctx, "session.subscribe", object{"events": []string{
		"log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError"}}, nil)
}

// tellForbidden has the console say what the page's security policy forbids.
const tellForbidden = `() => addEventListener('securitypolicyviolation', e => console.error('forbidden by ' + e.effectiveDirective + ': ' + e.blockedURI), true)`

// listen notes what goes wrong.
func (f *firefox) listen(method string, params json.RawMessage) {
	var e struct {
		Level, Text, ErrorText string
		Request                struct{ URL string }
		Response               struct{ Status int }
		StackTrace             struct {
			CallFrames []struct {
				URL        string
				LineNumber int
			}
		}
	}
	if err := json.Unmarshal(params, &e); err != nil {
		f.complain("%s: %v", method, err)
		return
	}
	switch method {
	case "log.entryAdded":
		if e.Level == "error" {
			at := ""
			if frames := e.StackTrace.CallFrames; len(frames) > 0 {
				at = fmt.Sprintf(" (%s:%d)", frames[0].URL, frames[0].LineNumber+1)
			}
			f.complain("console: %s%s", e.Text, at)
		}
	case "network.beforeRequestSent":
		address, _, _ := strings.Cut(e.Request.URL, "#") // what follows may be anything
		if u, err := url.Parse(address); err != nil || elsewhere(u) {
			f.complain("request to another origin: %s", e.Request.URL)
		}
	case "network.responseCompleted":
		if e.Response.Status >= 400 {
			f.complain("%d for %s", e.Response.Status, e.Request.URL)
		}
	case "network.fetchError":
		if e.ErrorText != "NS_BINDING_ABORTED" { // by the page, or because it was left
			f.complain("a request failed: %s for %s", e.ErrorText, e.Request.URL)
		}
	}
}

// elsewhere reports whether what u names is not on this machine.
func elsewhere(u *url.URL) bool {
	switch u.Scheme {
	case "http", "https", "ws", "wss":
		return u.Hostname() != "127.0.0.1"
	}
	return false
}

func (f *firefox) complain(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.problems = append(f.problems, fmt.Sprintf(format, args...))
}

func (f *firefox) Problems() (list []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	list, f.problems = f.problems, nil
	return list
}

func (f *firefox) Open(ctx context.Context, url, before string) error {
	if before != "" {
		var script struct {
			Script string `json:"script"`
		}
		if err := f.call(ctx, "script.addPreloadScript", object{"functionDeclaration": "() => {" + before + "\n}"}, &script); err != nil {
			return err
		}
		defer f.call(ctx, "script.removePreloadScript", object{"script": script.Script}, nil)
	}
	for _, u := range []string{"about:blank", url} {
		if err := f.call(ctx, "browsingContext.navigate", object{"context": f.tab, "url": u, "wait": "complete"}, nil); err != nil {
			return err
		}
	}
	return nil
}

func (f *firefox) Eval(ctx context.Context, js string) ([]byte, error) {
	var r struct {
		Result struct {
			Value *string `json:"value"`
		} `json:"result"`
		Exception *struct {
			Text string `json:"text"`
		} `json:"exceptionDetails"`
	}
	err := f.call(ctx, "script.evaluate", object{"target": object{"context": f.tab}, "awaitPromise": true,
		"expression": "(async () => JSON.stringify(await (" + js + "\n)))()"}, &r)
	switch {
	case err != nil:
		return nil, err
	case r.Exception != nil:
		return nil, errors.New(r.Exception.Text)
	case r.Result.Value == nil:
		return []byte("null"), nil
	}
	return []byte(*r.Result.Value), nil
}

func (f *firefox) perform(ctx context.Context, sources []source) error {
	return f.call(ctx, "input.performActions", object{"context": f.tab, "actions": sources}, nil)
}

func (f *firefox) Pointer(ctx context.Context, pressed bool, path ...Point) error {
	return f.perform(ctx, pointer(pressed, path))
}

func (f *firefox) Wheel(ctx context.Context, at Point, dy float64) error {
	return f.perform(ctx, wheel(at, dy))
}

func (f *firefox) Keys(ctx context.Context, text string) error { return f.perform(ctx, keys(text)) }

func (f *firefox) SetFiles(ctx context.Context, selector string, paths ...string) error {
	var found struct {
		Nodes []struct {
			SharedID string `json:"sharedId"`
		} `json:"nodes"`
	}
	err := f.call(ctx, "browsingContext.locateNodes", object{"context": f.tab, "locator": object{"type": "css", "value": selector}}, &found)
	if err != nil {
		return err
	}
	if len(found.Nodes) == 0 {
		return fmt.Errorf("there is no %s", selector)
	}
	return f.call(ctx, "input.setFiles", object{"context": f.tab, "element": object{"sharedId": found.Nodes[0].SharedID}, "files": paths}, nil)
}

func (f *firefox) Resize(ctx context.Context, width, height int) error {
	return f.call(ctx, "browsingContext.setViewport", object{"context": f.tab, "viewport": object{"width": width, "height": height}}, nil)
}

func (f *firefox) Screenshot(ctx context.Context) ([]byte, error) {
	var r struct {
		Data []byte `json:"data"`
	}
	err := f.call(ctx, "browsingContext.captureScreenshot", object{"context": f.tab}, &r)
	return r.Data, err
}

func (f *firefox) Close() error {
	if f.bidi != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		f.call(ctx, "browser.close", object{}, nil)
		cancel()
		f.conn.CloseNow()
	}
	return f.group.end()
}
