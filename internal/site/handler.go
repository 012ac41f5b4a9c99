package site

import (
	"bytes"
	"cmp"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Handler serves a site that may be replaced while it runs. Names are looked
// up in the site alone, so no path leads to another file of this machine.
type Handler struct {
	live bool // pages are told to reload when the site is replaced

	mu      sync.Mutex
	site    Site
	changed chan struct{} // closed when site is replaced
}

// NewHandler returns a handler that serves s. If live is set, the page is told to
// reload when another site takes its place.
func NewHandler(s Site, live bool) *Handler {
	h := &Handler{live: live, changed: make(chan struct{})}
	h.Set(s)
	return h
}

// Set makes h serve s.
func (h *Handler) Set(s Site) {
	if h.live {
		s = withReload(s)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.site = s
	close(h.changed)
	h.changed = make(chan struct{})
}

// current returns the site and a channel that is closed when it is replaced.
func (h *Handler) current() (Site, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.site, h.changed
}

// ServeHTTP is http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "405: this site is read only", http.StatusMethodNotAllowed)
		return
	}
	if h.live && r.URL.Path == "/-/reload" {
		h.reload(w, r)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	s, _ := h.current()
	a := s[name]
	if a == nil {
		http.Error(w, "404: no such file", http.StatusNotFound)
		return
	}
	if strings.HasPrefix(mimeType(name), "text/html") && !embedded(r) {
		w.Header().Set("Content-Security-Policy", "frame-ancestors 'none'") // in a frame it could be clicked unseen
	}
	a.serve(w, r)
}

// serve sends a, compressed if the browser takes that. The browser keeps it, and
// asks each time whether it is still the same.
func (a *asset) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", mimeType(a.name))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-cache")
	data, tag := a.data, a.hash
	if a.gzip != nil {
		header.Set("Vary", "Accept-Encoding")
		if acceptsGzip(strings.Join(r.Header.Values("Accept-Encoding"), ",")) {
			data, tag = a.gzip, tag+"-gzip"
			header.Set("Content-Encoding", "gzip")
			// ServeContent does not set the length of encoded content by itself.
			header.Set("Content-Length", strconv.Itoa(len(data)))
		}
	}
	header.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, a.name, time.Time{}, bytes.NewReader(data))
}

// acceptsGzip reports whether an Accept-Encoding header admits gzip (RFC 9110,
// section 12.5.3).
func acceptsGzip(accept string) bool {
	wildcard := false
	for part := range strings.SplitSeq(strings.ToLower(accept), ",") {
		name, param, _ := strings.Cut(part, ";")
		key, value, _ := strings.Cut(strings.TrimSpace(param), "=")
		q, err := strconv.ParseFloat(value, 64)
		ok := key != "q" || err == nil && q > 0
		switch strings.TrimSpace(name) {
		case "gzip", "x-gzip":
			return ok
		case "*":
			wildcard = ok
		}
	}
	return wildcard
}

// mimeTypes has a table of its own, because package mime's depends on the machine.
var mimeTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".csv":   "text/csv; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".md":    "text/markdown; charset=utf-8",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".tsv":   "text/tab-separated-values; charset=utf-8",
	".txt":   "text/plain; charset=utf-8",
	".wasm":  "application/wasm",
	".webp":  "image/webp",
	".woff2": "font/woff2",
}

func mimeType(name string) string {
	return cmp.Or(mimeTypes[strings.ToLower(path.Ext(name))], "application/octet-stream")
}
