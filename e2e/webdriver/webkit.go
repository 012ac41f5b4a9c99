package webdriver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// webkit is WebKit's MiniBrowser, driven by classic WebDriver. Its driver says nothing
// of the console, and has no scripts that run before those of a page, so all that the
// browser asks for goes through a relay.
type webkit struct {
	group   *group
	relay   *relay
	session string // the address of the session
}

// WebKit starts WebKit, which saves files in the folder downloads.
func WebKit(ctx context.Context, downloads string) (Browser, error) {
	driver, err := find("WebKitWebDriver", "webkit2gtk-driver", "", "WebKitWebDriver")
	if err != nil {
		return nil, err
	}
	group, err := newGroup()
	if err != nil {
		return nil, err
	}
	w := &webkit{group: group}
	if err := w.begin(ctx, driver, downloads); err != nil {
		return nil, errors.Join(fmt.Errorf("cannot start WebKit: %w", err), w.Close())
	}
	return w, nil
}

func (w *webkit) begin(ctx context.Context, driver, downloads string) error {
	config := filepath.Join(w.group.folder, ".config")
	if err := os.Mkdir(config, 0o700); err != nil {
		return err
	}
	places := fmt.Sprintf("XDG_DOWNLOAD_DIR=%q\n", downloads)
	if err := os.WriteFile(filepath.Join(config, "user-dirs.dirs"), []byte(places), 0o600); err != nil {
		return err
	}
	env, err := w.group.screen()
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	if _, err := w.group.start(nil, append(env, "XDG_CONFIG_HOME="+config), driver, fmt.Sprint("--port=", port)); err != nil {
		return err
	}
	address := fmt.Sprint("http://127.0.0.1:", port)
	if err := w.ready(ctx, address); err != nil {
		return err
	}
	if w.relay, err = newRelay(); err != nil {
		return err
	}
	var session struct {
		ID string `json:"sessionId"`
	}
	// In full screen, what it shows is as large as its window.
	err = call(ctx, "POST", address+"/session", object{"capabilities": object{"alwaysMatch": object{
		"proxy":                    object{"proxyType": "manual", "httpProxy": w.relay.address},
		"webkitgtk:browserOptions": object{"args": []string{"--automation", "--full-screen"}},
	}}}, &session)
	if err != nil {
		return err
	}
	w.session = address + "/session/" + session.ID
	return w.post(ctx, "timeouts", object{"script": 300_000, "pageLoad": 300_000}, nil)
}

// freePort returns a port that is free now.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// ready waits until the driver answers.
func (w *webkit) ready(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	for {
		err := call(ctx, "GET", address+"/status", nil, nil)
		if err == nil {
			return nil
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return err
		}
	}
}

// call runs a command of WebDriver, and decodes its value unless result is nil.
func call(ctx context.Context, method, url string, params object, result any) error {
	var body io.Reader
	if params != nil {
		data, err := json.Marshal(params)
		if err != nil {
			return err
		}
		body = bytes.NewReader(data)
	}
	request, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var r struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.NewDecoder(response.Body).Decode(&r); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		var wrong struct{ Error, Message string }
		if err := json.Unmarshal(r.Value, &wrong); err != nil {
			return err
		}
		return errors.New(wrong.Error + ": " + wrong.Message)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(r.Value, result)
}

// post runs a command of the session.
func (w *webkit) post(ctx context.Context, command string, params object, result any) error {
	if err := call(ctx, "POST", w.session+"/"+command, params, result); err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	return nil
}

func (w *webkit) Open(ctx context.Context, url, before string) error {
	if err := w.post(ctx, "url", object{"url": "about:blank"}, nil); err != nil {
		return err
	}
	w.relay.inject(before)
	return w.post(ctx, "url", object{"url": url}, nil)
}

func (w *webkit) Eval(ctx context.Context, js string) ([]byte, error) {
	var r struct{ Value, Error *string }
	err := w.post(ctx, "execute/async", object{"args": []any{}, "script": `const done = arguments[0];
		(async () => JSON.stringify(await (` + js + `
		)))().then(v => done({Value: v ?? 'null'}), e => done({Error: String(e)}));`}, &r)
	switch {
	case err != nil:
		return nil, err
	case r.Error != nil:
		return nil, errors.New(*r.Error)
	}
	return []byte(*r.Value), nil
}

func (w *webkit) perform(ctx context.Context, sources []source) error {
	return w.post(ctx, "actions", object{"actions": sources}, nil)
}

func (w *webkit) Pointer(ctx context.Context, pressed bool, path ...Point) error {
	return w.perform(ctx, pointer(pressed, path))
}

func (w *webkit) Wheel(ctx context.Context, at Point, dy float64) error {
	return w.perform(ctx, wheel(at, dy))
}

func (w *webkit) Keys(ctx context.Context, text string) error { return w.perform(ctx, keys(text)) }

func (w *webkit) SetFiles(ctx context.Context, selector string, paths ...string) error {
	var element map[string]string // its id, under a key that the standard fixes
	if err := w.post(ctx, "element", object{"using": "css selector", "value": selector}, &element); err != nil {
		return err
	}
	for _, id := range element {
		if err := w.post(ctx, "element/"+id+"/value", object{"text": strings.Join(paths, "\n")}, nil); err != nil {
			return err
		}
	}
	return nil
}

// Resize makes the window as much larger as is needed: in it there is a bar for files that
// were saved.
func (w *webkit) Resize(ctx context.Context, width, height int) error {
	for bar := 0; ; {
		if err := w.post(ctx, "window/rect", object{"x": 0, "y": 0, "width": width, "height": height + bar}, nil); err != nil {
			return err
		}
		data, err := w.Eval(ctx, `new Promise(requestAnimationFrame).then(() => innerHeight)`)
		if err != nil {
			return err
		}
		var got int
		if err := json.Unmarshal(data, &got); err != nil || got == height {
			return err
		}
		bar += height - got
	}
}

func (w *webkit) Screenshot(ctx context.Context) ([]byte, error) {
	var data []byte
	err := call(ctx, "GET", w.session+"/screenshot", nil, &data)
	return data, err
}

func (w *webkit) Problems() []string { return w.relay.take() }

func (w *webkit) Close() error {
	if w.session != "" {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		call(ctx, "DELETE", w.session, nil, nil)
		cancel()
	}
	err := w.group.end()
	if w.relay != nil {
		err = errors.Join(err, w.relay.server.Close())
	}
	return err
}
