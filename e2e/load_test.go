package e2e

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestLoad(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	if s := b.state(); s.State != "gaussian" {
		t.Errorf("without a hash the page opens %q", s.State)
	}
	// A preload that does not fit its fetch would ask twice.
	if n := b.requested("/main.wasm"); n != 1 {
		t.Errorf("main.wasm was requested %d times", n)
	}
	if n := b.shot().colors(b.stage()); n < 100 {
		t.Errorf("the picture has %d colours", n)
	}
}

// slowly serves the page, with the gzipped program in two halves: the first
// goes out when start is closed, the second when finish is.
type slowly struct {
	program       []byte
	start, finish chan struct{}
	next          http.Handler
}

func (s *slowly) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/main.wasm" {
		s.next.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/wasm")
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Set("Content-Length", fmt.Sprint(len(s.program)))
	for _, part := range []struct {
		open chan struct{}
		data []byte
	}{{s.start, s.first()}, {s.finish, s.program[len(s.first()):]}} {
		select {
		case <-part.open:
		case <-r.Context().Done():
			return
		}
		w.Write(part.data)
		w.(http.Flusher).Flush()
	}
}

func (s *slowly) first() []byte { return s.program[:len(s.program)/2] }

// program returns main.wasm as it travels, with gzip.
func program(t *testing.T) []byte {
	t.Helper()
	request, _ := http.NewRequest("GET", address+"main.wasm", nil)
	request.Header.Set("Accept-Encoding", "gzip")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	program, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || response.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("main.wasm does not come with gzip: %v", err)
	}
	return program
}

// The poster stands in for the picture until the program draws, in the same
// place, and the bar shows how much of the program is there.
func TestPosterAndProgress(t *testing.T) {
	t.Parallel()
	program := program(t)
	unzipped := func(b []byte) float64 {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		n, _ := io.Copy(io.Discard, z) // half a stream ends unexpectedly
		return float64(n)
	}

	target, _ := url.Parse(address)
	s := &slowly{program, make(chan struct{}), make(chan struct{}), httputil.NewSingleHostReverseProxy(target)}
	server := httptest.NewServer(s)
	defer server.Close()
	b := newTab(t, look{w: 1440, h: 900}) // the posters are drawn for this
	b.begin(server.URL)

	b.await("poster", `(e => e.complete && e.naturalWidth > 0 && e.checkVisibility())(document.getElementById('poster'))`)
	if !eval[bool](b, `document.documentElement.dataset.phase === 'loading' && !window.zscape && document.getElementById('loading').checkVisibility()`) {
		t.Error("the page does not show that it loads")
	}
	bar := func() float64 { return eval[float64](b, `document.getElementById('loading-bar').value`) }
	if v := bar(); v != 0 {
		t.Errorf("before the first byte the bar is at %v", v)
	}
	poster, stage := b.shot(), b.stage()
	b.shoot("poster")

	close(s.start)
	want := unzipped(s.first()) / unzipped(program)
	b.await("bar at half the program", `Math.abs(document.getElementById('loading-bar').value - %v) < 0.02`, want)
	text := eval[string](b, `document.getElementById('loading-text').textContent`)
	if size := fmt.Sprintf("of %.1f MB", float64(len(program))/1e6); !strings.HasSuffix(text, size) {
		t.Errorf("the label says %q, want ... %s", text, size)
	}
	b.shoot("progress")

	close(s.finish)
	b.live()
	live := b.shot()
	// The poster has no colour bar, but keeps its place.
	stage.W *= 0.88
	p, l := poster.ink(stage, lightPaper), live.ink(stage, lightPaper)
	const near = 6
	if math.Abs(p.X-l.X) > near || math.Abs(p.Y-l.Y) > near || math.Abs(p.X+p.W-l.X-l.W) > near || math.Abs(p.Y+p.H-l.Y-l.H) > near {
		t.Errorf("the poster is at %.0f, the picture at %.0f", p, l)
	}
	if p.W < 300 || p.H < 300 {
		t.Errorf("the poster has ink only in %v", p)
	}
}

// A page that arrives in pieces, after its program, starts all the same.
func TestSlowPage(t *testing.T) {
	t.Parallel()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	html, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	target, _ := url.Parse(address)
	proxy := httputil.NewSingleHostReverseProxy(target)
	sent := make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			proxy.ServeHTTP(w, r)
			if r.URL.Path == "/main.wasm" {
				sent <- struct{}{}
			}
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		before, after, ok := bytes.Cut(html, []byte(`<span id="loading-text"`))
		if !ok {
			t.Error("index.html has no loading-text")
		}
		w.Write(before)
		w.(http.Flusher).Flush()
		<-sent
		time.Sleep(time.Second) // the browser reads what it has
		w.Write([]byte(`<span id="loading-text"`))
		w.Write(after)
	}))
	defer server.Close()
	b := newTab(t, look{})
	b.begin(server.URL)
	b.live()
}

func TestWithoutWebGL2(t *testing.T) {
	t.Parallel()
	b := newTab(t, look{script: `
		const get = HTMLCanvasElement.prototype.getContext;
		HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
			return kind === 'webgl2' ? null : get.call(this, kind, ...more);
		};`})
	b.navigate(address)
	b.await("message", `document.documentElement.dataset.phase === 'still' && %s(document.getElementById('strip'))`, visible)
	b.await("poster", `(e => e.complete && e.naturalWidth > 0)(document.getElementById('poster'))`)
	b.shoot("no-webgl2")
	if text := eval[string](b, `document.getElementById('strip-text').textContent`); !strings.Contains(text, "WebGL2") {
		t.Errorf("the message is %q", text)
	}
	if ink := b.shot().ink(b.stage(), lightPaper); ink.W < 300 || ink.H < 300 {
		t.Errorf("the poster has ink only in %v", ink)
	}
	if eval[bool](b, `!!window.zscape || !!document.querySelector('canvas') || document.getElementById('loading').checkVisibility()`) {
		t.Error("the program runs, or the page says that it loads")
	}
	if eval[bool](b, `[...document.querySelectorAll('#dock button, #controls *')].some(e => e.checkVisibility({visibilityProperty: true}))`) {
		t.Error("there are controls that do nothing")
	}
	b.click("[data-language=ja]")
	if text := eval[string](b, `document.getElementById('strip-text').textContent`); !strings.Contains(text, "WebGL2の使用を許可していない") {
		t.Errorf("in Japanese the message is %q", text)
	}
	b.click("[data-language=en]")
}

func TestFailedDownload(t *testing.T) {
	t.Parallel()
	target, _ := url.Parse(address)
	proxy := httputil.NewSingleHostReverseProxy(target)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/main.wasm" {
			http.Error(w, "gone", http.StatusInternalServerError)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := newTab(t, look{})
	b.allow("500")
	b.navigate(server.URL)
	b.await("message", `document.documentElement.dataset.phase === 'failed' && %s(document.getElementById('strip'))`, visible)
	b.await("poster", `%s(document.getElementById('poster'))`, visible)
	b.await("button to try again", `%s(document.querySelector('[data-do=retry]'))`, visible)
	if text := eval[string](b, `document.getElementById('strip-text').textContent`); !strings.Contains(text, "500") {
		t.Errorf("the message is %q", text)
	}
}

// Until something of the program comes, and again when the rest does not, the page
// says so and offers to try again; what comes late is as good.
func TestStalledDownload(t *testing.T) {
	t.Parallel()
	target, _ := url.Parse(address)
	s := &slowly{program(t), make(chan struct{}), make(chan struct{}), httputil.NewSingleHostReverseProxy(target)}
	server := httptest.NewServer(s)
	defer server.Close()
	b := newTab(t, look{})
	b.begin(server.URL)
	stalled := fmt.Sprintf(`%s(document.getElementById('strip')) && %s(document.querySelector('[data-do=retry]')) &&
		document.getElementById('strip-text').textContent.includes('10 seconds')`, visible, visible)
	b.await("word that nothing comes", "%s", stalled)
	b.shoot("stalled")
	close(s.start)
	b.await("end of the message", `document.getElementById('strip').hidden && document.getElementById('loading-bar').value > 0.3`)
	b.await("word that no more comes", "%s", stalled)
	close(s.finish)
	b.live()
	if !eval[bool](b, `document.getElementById('strip').hidden`) {
		t.Error("the message stays")
	}
}

// If the scripts of the page fail, it says so and offers to try again.
func TestBrokenScripts(t *testing.T) {
	for name, serve := range map[string]http.HandlerFunc{
		"no boot.js":   http.NotFound,
		"not a script": func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<!DOCTYPE html>") },
		"new syntax":   func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "let x = a @@ b;") },
		"throws":       func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "matchMedium('(hover)');") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target, _ := url.Parse(address)
			proxy := httputil.NewSingleHostReverseProxy(target)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/boot.js" {
					w.Header().Set("Content-Type", "text/javascript")
					serve(w, r)
					return
				}
				proxy.ServeHTTP(w, r)
			}))
			defer server.Close()
			b := newTab(t, look{})
			b.allow("boot.js")
			b.allow("SyntaxError")
			b.navigate(server.URL)
			b.await("message and button", `%s(document.getElementById('strip')) && %s(document.querySelector('[data-do=retry]')) &&
				document.getElementById('strip-text').textContent.includes('could not be loaded')`, visible, visible)
		})
	}
}

// An error that is no script's, as of a layout that takes two rounds, is not taken for one.
func TestOtherErrors(t *testing.T) {
	t.Parallel()
	b := newTab(t, look{script: `addEventListener('DOMContentLoaded', () => {
		dispatchEvent(new ErrorEvent('error', {message: 'ResizeObserver loop completed with undelivered notifications.', filename: location.href}));
		window.phaseThen = document.documentElement.dataset.phase;
	});`})
	b.navigate(address)
	b.live()
	if !eval[bool](b, `phaseThen === 'loading' && document.getElementById('strip').hidden`) {
		t.Error("the page says that it could not be loaded")
	}
}

// oddHashes returns n hashes of random letters, many of them broken escapes.
func oddHashes(n int) (hashes []string) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("%%%%%0123456789abcdefF?&=#;+/\\<>\"' xyzt日\u202e")
	for range n {
		text := []rune{'#'}
		for range 1 + random.IntN(40) {
			text = append(text, letters[random.IntN(len(letters))])
		}
		hashes = append(hashes, string(text))
	}
	return hashes
}

// Whatever the address is, the page opens; what cannot be read of it is said.
func TestAddresses(t *testing.T) {
	hashes := append([]string{"#surface?f=x%zz", "#gaussian?rho=0.5%", "#%", "#%E3%81", "#%00", "#surface?f=%F0%9F", "#?", "#??&&==%%%", "#" + strings.Repeat("%", 3000)}, oddHashes(4)...)
	const says = "has an invalid % escape"
	t.Parallel()
	b := newTab(t, look{})
	for k, hash := range hashes {
		b.navigate("about:blank")
		b.navigate(address + hash)
		b.live()
		if text := eval[string](b, `document.getElementById('strip-text').textContent + document.getElementById('problems')?.textContent`); k < 2 && !strings.Contains(text, says) {
			t.Errorf("%s: the page says %q", hash, text)
		}
	}
}

// The static site works in a folder of a host that knows nothing of it.
func TestStaticSite(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.Handle("/repo/", http.StripPrefix("/repo/", http.FileServer(http.Dir(site))))
	server := httptest.NewServer(mux)
	defer server.Close()
	b := newTab(t, look{})
	b.navigate(server.URL + "/repo/#waves?ax=2")
	b.live()
	if s := b.state(); s.State != "waves?ax=2" {
		t.Errorf("the page shows %q", s.State)
	}
	for _, path := range b.requests {
		if !strings.HasPrefix(path, "/repo/") {
			t.Errorf("%s was requested", path)
		}
	}
}
