package main

import (
	"bytes"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"zscape/internal/site"
)

func TestRun(t *testing.T) {
	t.Chdir(t.TempDir()) // no project
	for _, tt := range []struct {
		args   []string
		code   int
		stdout string
		stderr string
	}{
		{[]string{"help"}, 0, "serve [-addr host:port] [-watch | -site DIR]", ""},
		{[]string{"-h"}, 0, "build [-budget] DIR", ""},
		{[]string{"--help"}, 0, "build [-budget] DIR", ""},
		{[]string{"bulid"}, 2, "", `unknown command "bulid": expected one of build, `},
		{[]string{"-wach"}, 2, "", "flag provided but not defined: -wach"},
		{[]string{"serve", "-h"}, 0, "", "-addr host:port"},
		{[]string{"serve", "x"}, 2, "", `serve takes no argument, got "x"`},
		{[]string{"-addr", "8080"}, 2, "", `-addr "8080": expected host:port`},
		{[]string{"-watch", "-site", "a"}, 2, "", "-watch and -site cannot be used together"},
		{[]string{"-site", "a", "-addr", "127.0.0.1:0"}, 1, "", "there is no site in a"},
		{[]string{"build"}, 2, "", "build needs one folder"},
		{[]string{"build", "a", "b"}, 2, "", `build needs one folder to write to, got ["a" "b"]`},
		{[]string{"build", "a", "-budget"}, 1, "", "there is no web/index.html in"},
		{nil, 1, "", "there is no web/index.html in"},
		{[]string{"-watch"}, 1, "", "there is no web/index.html in"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(tt.args, &stdout, &stderr); code != tt.code {
			t.Errorf("%q: exit code %d, want %d", tt.args, code, tt.code)
		}
		if !strings.Contains(stdout.String(), tt.stdout) || !strings.Contains(stderr.String(), tt.stderr) {
			t.Errorf("%q: stdout %q, stderr %q, want %q, %q", tt.args, &stdout, &stderr, tt.stdout, tt.stderr)
		}
		if tt.code > 0 && stdout.Len() > 0 {
			t.Errorf("%q: failed, but stdout is %q", tt.args, &stdout)
		}
	}
}

func TestListenTakesNextPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	l, err := listen("", port)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := l.Addr().(*net.TCPAddr); got.Port <= port || !got.IP.IsLoopback() {
		t.Errorf("listening on %v, want a port after %d of this machine", got, port)
	}
	if l, err := listen(taken.Addr().String(), port); err == nil {
		l.Close()
		t.Error("no error for a chosen address that is taken")
	}
}

func TestURL(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080/",
		"0.0.0.0:80":     "http://localhost:80/",
		"[::]:80":        "http://localhost:80/",
		"[::1]:80":       "http://[::1]:80/",
	} {
		a, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := url(a); got != want {
			t.Errorf("url(%s) = %s, want %s", addr, got, want)
		}
	}
}

// No browser holds a connection for ever.
func TestServerTimeouts(t *testing.T) {
	s := newServer(nil)
	for name, d := range map[string]time.Duration{"header": s.ReadHeaderTimeout, "read": s.ReadTimeout, "write": s.WriteTimeout, "idle": s.IdleTimeout} {
		if d <= 0 || d > 10*time.Minute {
			t.Errorf("%s: %v", name, d)
		}
	}
	if s.WriteTimeout < time.Minute { // for what takes long to download
		t.Errorf("write: %v", s.WriteTimeout)
	}
}

// What is served stays if the next build fails.
func TestReplace(t *testing.T) {
	var stdout, stderr bytes.Buffer
	replace(nil, nil, errors.New("cannot build main.wasm"), &stdout, &stderr)
	if want := "zscape: cannot build main.wasm\nstill serving the last good build\n"; stderr.String() != want || stdout.Len() > 0 {
		t.Errorf("stdout %q, stderr %q, want %q", &stdout, &stderr, want)
	}
	stderr.Reset()
	h := site.NewHandler(site.Site{}, false)
	replace(h, site.Site{}, nil, &stdout, &stderr)
	if want := "serving the new build\n"; stdout.String() != want || stderr.Len() > 0 {
		t.Errorf("stdout %q, stderr %q, want %q", &stdout, &stderr, want)
	}
}
