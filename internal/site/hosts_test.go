package site

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"
)

// Requests under the name of another site are refused.
func TestGuard(t *testing.T) {
	machine, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	everywhere := []string{"localhost", "localhost:8080", "LocalHost.:80", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:8080"}
	nowhere := []string{"", "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example:80", "evil.example:localhost", "[::1", ":80"}
	for _, tt := range []struct {
		host    string
		yes, no []string
	}{
		{"127.0.0.1", nil, []string{"192.168.1.7", machine, "127.0.0.2"}},
		{"localhost", nil, []string{"192.168.1.7:8080"}},
		{"Studio.local", []string{"studio.local", "STUDIO.local:8080", "studio.local."}, []string{"studio", "192.168.1.7", "a.studio.local"}},
		{"192.168.1.7", []string{"192.168.1.7:80"}, []string{"192.168.1.8", "fe80::1"}},
		{"", []string{"192.168.1.7:80", "[fe80::1]:8080", machine, machine + ":80"}, []string{"studio.local"}},
		{"0.0.0.0", []string{"10.0.0.1"}, nil},
		{"::", []string{"10.0.0.1", "[fe80::1]"}, nil},
	} {
		asked := 0
		h := Guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }), tt.host)
		answer := func(header string) int {
			r := httptest.NewRequest("GET", "/", nil)
			r.Host = header
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			return w.Code
		}
		for _, header := range append(everywhere, tt.yes...) {
			if code := answer(header); code != http.StatusOK {
				t.Errorf("listening to %q, Host %q is answered %d", tt.host, header, code)
			}
		}
		before := asked
		for _, header := range append(nowhere, tt.no...) {
			if code := answer(header); code != http.StatusMisdirectedRequest {
				t.Errorf("listening to %q, Host %q is answered %d", tt.host, header, code)
			}
		}
		if asked != before {
			t.Errorf("listening to %q, what is refused is served", tt.host)
		}
	}
}

// Only the page that is to be embedded may be.
func TestFrames(t *testing.T) {
	h := NewHandler(mustBuild(t, newProject(t)), false)
	const never = "frame-ancestors 'none'"
	for path, want := range map[string]string{
		"/": never, "/index.html": never, "/?embed=0": never, "/?theme=dark": never, "/?x=embed": never,
		"/?embed=1": "", "/?embed": "", "/?a=b&embed=1": "", "/?embed=false": "",
		"/style.css": "", "/main.wasm": "",
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if got := w.Header().Get("Content-Security-Policy"); got != want || w.Code != http.StatusOK {
			t.Errorf("%s: %d, policy %q, want %q", path, w.Code, got, want)
		}
	}
}

// A page waits for a reload longer than a server waits for a page.
func TestReloadOutlivesTimeouts(t *testing.T) {
	b := newProject(t)
	s := mustBuild(t, b)
	h := NewHandler(s, true)
	server := httptest.NewUnstartedServer(h)
	server.Config.ReadTimeout, server.Config.WriteTimeout = 50*time.Millisecond, 50*time.Millisecond
	server.Start()
	defer server.Close()
	r, err := http.Get(server.URL + "/-/reload?" + h.site.id())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	time.Sleep(200 * time.Millisecond)
	writeFiles(t, b.root, "web/text/a.txt", "another")
	h.Set(mustBuild(t, b))
	line, err := bufio.NewReader(r.Body).ReadString('\n')
	if err != nil || line != "data: reload\n" {
		t.Errorf("hears %q, %v", line, err)
	}
}
