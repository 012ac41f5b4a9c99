package webdriver

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"
	"sync"
)

// A relay is the HTTP proxy of a browser. It puts a script before those of each page,
// hears from it what goes wrong there, and sees for itself what requests come to.
type relay struct {
	address string
	server  *http.Server
	proxy   *httputil.ReverseProxy

	mu       sync.Mutex
	before   string
	problems []string
}

// tellScript tells the relay what goes wrong in the page.
//
//go:embed tell.js
var tellScript string

// Paths that the relay itself answers, whatever the host.
const (
	scriptPath  = "/.webdriver/before.js"
	problemPath = "/.webdriver/problem"
)

func newRelay() (*relay, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &relay{address: l.Addr().String()}
	r.proxy = &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			if strings.Contains(p.In.Header.Get("Accept"), "text/html") {
				p.Out.Header.Del("Accept-Encoding") // a page is to be read here
			}
		},
		ModifyResponse: r.look,
		ErrorHandler: func(w http.ResponseWriter, q *http.Request, err error) {
			if q.Context().Err() == nil { // the page has not given it up
				r.complain("a request failed: %v for %s", err, q.URL)
			}
			w.WriteHeader(http.StatusBadGateway)
		},
		FlushInterval: -1,
	}
	r.server = &http.Server{Handler: r}
	go r.server.Serve(l)
	return r, nil
}

func (r *relay) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	switch {
	case q.URL.Path == scriptPath:
		r.mu.Lock()
		defer r.mu.Unlock()
		w.Header().Set("Content-Type", "text/javascript")
		w.Header().Set("Cache-Control", "no-store")
		fmt.Fprintf(w, "%s\n{%s\n}\n", tellScript, r.before)
	case q.URL.Path == problemPath:
		text, _ := io.ReadAll(q.Body)
		r.complain("%s", text)
	case q.Method == http.MethodConnect || elsewhere(q.URL):
		r.complain("request to another origin: %s", q.URL)
		http.Error(w, "not on this machine", http.StatusForbidden)
	default:
		r.proxy.ServeHTTP(w, q)
	}
}

// look notes a status that is an error, and puts the script into a page.
func (r *relay) look(response *http.Response) error {
	if response.StatusCode >= 400 {
		r.complain("%d for %s", response.StatusCode, response.Request.URL)
	}
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	page, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil {
		return err
	}
	page = withScript(page)
	response.Body = io.NopCloser(bytes.NewReader(page))
	response.ContentLength = int64(len(page))
	response.Header.Set("Content-Length", strconv.Itoa(len(page)))
	return nil
}

// withScript returns a page with the script at the beginning of its head, before which
// there may be no tag of it.
func withScript(page []byte) []byte {
	at := 0
	for _, tag := range []string{"<head>", "<!DOCTYPE html>"} {
		if k := bytes.Index(page, []byte(tag)); k >= 0 {
			at = k + len(tag)
			break
		}
	}
	return bytes.Join([][]byte{page[:at], page[at:]}, []byte(`<script src="`+scriptPath+`"></script>`))
}

// inject sets the script that runs in the pages that are opened from now on.
func (r *relay) inject(before string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.before = before
}

func (r *relay) complain(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// take returns the problems since it was last called.
func (r *relay) take() (list []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	list, r.problems = r.problems, nil
	return list
}
