package site

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// get asks h for a path with headers, given as name and value in turn.
func get(h http.Handler, method, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, "http://localhost/", nil)
	r.URL.Path = path
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) []byte {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestMIMEType(t *testing.T) {
	for name, want := range map[string]string{
		"index.html":    "text/html; charset=utf-8",
		"boot.js":       "text/javascript; charset=utf-8",
		"style.css":     "text/css; charset=utf-8",
		"main.wasm":     "application/wasm",
		"manifest.json": "application/json",
		"a/Poster.SVG":  "image/svg+xml",
		"u.data":        "application/octet-stream",
		".nojekyll":     "application/octet-stream",
	} {
		if got := mimeType(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestAcceptsGzip(t *testing.T) {
	for accept, want := range map[string]bool{
		"":                            false,
		"gzip":                        true,
		"gzip, deflate, br, zstd":     true,
		"br;q=1.0, GZIP ; q=0.5":      true,
		"x-gzip":                      true,
		"*":                           true,
		"*;q=0.1":                     true,
		"br":                          false,
		"gzip;q=0":                    false,
		"gzip;q=0.000, *":             false,
		"*, gzip; q=0":                false,
		"*;q=0, gzip":                 true,
		"identity;q=0, gzip;q=banana": false,
		"gzippy":                      false,
	} {
		if got := acceptsGzip(accept); got != want {
			t.Errorf("acceptsGzip(%q) = %t, want %t", accept, got, want)
		}
	}
}

func TestServeFiles(t *testing.T) {
	s := mustBuild(t, newProject(t))
	h := NewHandler(s, false)
	wasm := s["main.wasm"]
	for _, tt := range []struct {
		path, accept string
		want         []byte
		encoding     string
		mime         string
	}{
		{"/main.wasm", "gzip, br", wasm.gzip, "gzip", "application/wasm"},
		{"/main.wasm", "br", wasm.data, "", "application/wasm"},
		{"/main.wasm", "", wasm.data, "", "application/wasm"},
		{"/", "gzip;q=0", s["index.html"].data, "", "text/html; charset=utf-8"},
		{"/text/a.txt", "gzip", []byte("a"), "", "text/plain; charset=utf-8"},
		{"/.nojekyll", "gzip", nil, "", "application/octet-stream"},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := get(h, method, tt.path, "Accept-Encoding", tt.accept)
			if r.StatusCode != 200 {
				t.Fatalf("%s %s: %s", method, tt.path, r.Status)
			}
			for name, want := range map[string]string{
				"Content-Encoding": tt.encoding,
				"Content-Type":     tt.mime,
				"Content-Length":   strconv.Itoa(len(tt.want)),
				"Cache-Control":    "no-cache",
			} {
				if got := r.Header.Get(name); got != want {
					t.Errorf("%s %s, accepting %q: %s = %q, want %q", method, tt.path, tt.accept, name, got, want)
				}
			}
			want := tt.want
			if method == "HEAD" {
				want = nil
			}
			if got := body(t, r); !bytes.Equal(got, want) {
				t.Errorf("%s %s, accepting %q: %d bytes, want %d", method, tt.path, tt.accept, len(got), len(want))
			}
		}
	}
	if got := get(h, "GET", "/main.wasm").Header.Get("Vary"); got != "Accept-Encoding" {
		t.Errorf("Vary = %q for a file with two forms", got)
	}
}

func TestNotModified(t *testing.T) {
	b := newProject(t)
	h := NewHandler(mustBuild(t, b), false)
	tags := map[string]bool{}
	for _, accept := range []string{"gzip", "identity"} {
		tag := get(h, "GET", "/style.css", "Accept-Encoding", accept).Header.Get("ETag")
		tags[tag] = true
		r := get(h, "GET", "/style.css", "Accept-Encoding", accept, "If-None-Match", tag)
		if r.StatusCode != http.StatusNotModified || len(body(t, r)) > 0 {
			t.Errorf("%s: %s for the same tag, want 304", accept, r.Status)
		}
	}
	if len(tags) != 2 {
		t.Errorf("the two forms of a file have the same tag: %v", tags)
	}
	writeFiles(t, b.root, "web/style.css", strings.Repeat("body { color: white }\n", 50))
	h.Set(mustBuild(t, b))
	for tag := range tags {
		if r := get(h, "GET", "/style.css", "Accept-Encoding", "gzip", "If-None-Match", tag); r.StatusCode != 200 {
			t.Errorf("%s after a rebuild, want 200", r.Status)
		}
	}
}

func TestServeNothingElse(t *testing.T) {
	h := NewHandler(mustBuild(t, newProject(t)), false)
	for _, path := range []string{
		"/no.css", "/text", "/text/", "/../go.mod", "/..%2fgo.mod", "//etc/passwd", "/text/../../go.mod",
		`/..\go.mod`, "/.hidden", "/boot_test.js", "/main.wasm/", "/main.wasm\x00", "/-/reload", "/-/reload.js",
	} {
		r := get(h, "GET", path)
		if got := body(t, r); r.StatusCode != http.StatusNotFound || len(got) > 40 {
			t.Errorf("GET %s: %s, %q, want a short 404", path, r.Status, got)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		r := get(h, method, "/")
		if r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s /: %s, want 405", method, r.Status)
		}
	}
}

func TestLiveReload(t *testing.T) {
	b := newProject(t)
	first := mustBuild(t, b)
	h := NewHandler(first, true)
	page := string(body(t, get(h, "GET", "/")))
	if want := `<script src="/-/reload.js?` + first.id() + `"></script>`; !strings.Contains(page, want) {
		t.Errorf("the live page %s has no %s", page, want)
	}
	if strings.Contains(string(first["index.html"].data), "reload") {
		t.Error("the site itself has a reload script")
	}
	if got := body(t, get(h, "GET", "/-/reload.js")); !bytes.Contains(got, []byte("EventSource")) {
		t.Errorf("/-/reload.js = %s", got)
	}

	srv := httptest.NewServer(h)
	defer srv.Close()
	r, err := http.Get(srv.URL + "/-/reload?" + first.id())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if got := r.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("Content-Type = %s", got)
	}
	h.Set(mustBuild(t, b)) // the same: no event
	writeFiles(t, b.root, "web/text/a.txt", "new")
	second := mustBuild(t, b)
	h.Set(second)
	if got := string(body(t, r)); got != "data: reload\n\n" {
		t.Errorf("events after a change: %q", got)
	}
	// A page of the first build that comes late is told at once.
	late, err := http.Get(srv.URL + "/-/reload?" + first.id())
	if err != nil {
		t.Fatal(err)
	}
	defer late.Body.Close()
	if got := string(body(t, late)); got != "data: reload\n\n" {
		t.Errorf("events for an old page: %q", got)
	}
	// A page of this build waits, until the server ends.
	ctx, cancel := context.WithCancel(t.Context())
	req := httptest.NewRequest("GET", "/-/reload?"+second.id(), nil).WithContext(ctx)
	cancel()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	if got := w.Body.String(); got != "" {
		t.Errorf("events for a page that is up to date: %q", got)
	}
}
