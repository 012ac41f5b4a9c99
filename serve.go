// Command zscape serves, builds and draws the project's page. Run it in the
// project's folder with
//
//	go run . [serve] [-addr host:port] [-watch]
//	go run . build [-budget] DIR
//	go run . render [flags] STATE -o FILE
//	go run . help
package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"zscape/internal/cli"
	"zscape/internal/render"
)

// A command is what the first argument chooses. It returns the exit code: 0, 1
// if it failed, 2 if it was called wrongly.
type command struct {
	usage string // its name and arguments
	short string // what it does, in a line
	run   func(args []string, stdout, stderr io.Writer) int
}

// commands by name.
var commands = map[string]command{
	"serve":  {serveUsage, "build the page and serve it (the default)", serve},
	"build":  {buildUsage, "write the page to DIR, as a static site", build},
	"render": {render.Usage, "draw a State to FILE.svg, .png, .html or .gif, write its numbers to .csv or .json, its body to .stl or .obj", draw},
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run runs the command that args name and returns its exit code.
func run(args []string, stdout, stderr io.Writer) int {
	name := "serve"
	if len(args) > 0 {
		switch first := args[0]; {
		case first == "help", strings.TrimLeft(first, "-") == "h", strings.TrimLeft(first, "-") == "help":
			help(stdout)
			return 0
		case !strings.HasPrefix(first, "-"):
			name, args = first, args[1:]
		}
	}
	c, ok := commands[name]
	if !ok {
		return cli.Fail(stderr, 2, fmt.Errorf("unknown command %q: expected one of %s; zscape help says more",
			name, strings.Join(slices.Sorted(maps.Keys(commands)), ", ")))
	}
	return c.run(args, stdout, stderr)
}

func help(w io.Writer) {
	fmt.Fprint(w, "usage: go run . [COMMAND] [ARGUMENTS]\n\n")
	for _, name := range slices.Sorted(maps.Keys(commands)) {
		c := commands[name]
		fmt.Fprintf(w, "  %s\n        %s\n", c.usage, c.short)
	}
	fmt.Fprint(w, "\ngo run . COMMAND -h lists the command's flags.\n")
}

// draw is the command render, with the data that come with the program.
func draw(args []string, stdout, stderr io.Writer) int {
	data, err := fs.Sub(shipped, "web")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return render.Run(data, args, stdout, stderr)
}

const serveUsage = "serve [-addr host:port] [-watch]"

// serve is the command that builds the page and serves it.
func serve(args []string, stdout, stderr io.Writer) int {
	flags := cli.NewFlags(serveUsage, stderr)
	addr := flags.String("addr", "", "`host:port` to listen on (default 127.0.0.1:8080, or the next free port)")
	watching := flags.Bool("watch", false, "build again and reload the page when a source file changes")
	rest, code := cli.Parse(flags, args)
	if code >= 0 {
		return code
	}
	if len(rest) > 0 {
		return cli.Fail(stderr, 2, fmt.Errorf("serve takes no argument, got %q", rest[0]))
	}
	if _, _, err := net.SplitHostPort(*addr); *addr != "" && err != nil {
		return cli.Fail(stderr, 2, fmt.Errorf("-addr %q: expected host:port, such as 127.0.0.1:8080", *addr))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	b, err := newBuilder(".", stdout)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	defer b.close()

	// Listening comes before building: a taken address is known at once, and a
	// browser that is early waits in the listener's queue.
	l, err := listen(*addr, 8080)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	defer l.Close()
	var before snapshot
	if *watching {
		if before, err = scan(b.root); err != nil {
			return cli.Fail(stderr, 1, err)
		}
	}
	s, err := b.build(ctx)
	switch {
	case ctx.Err() != nil:
		return 0
	case err != nil:
		return cli.Fail(stderr, 1, err)
	}
	h := newHandler(s, *watching)
	fmt.Fprintf(stdout, "serving on %s (Ctrl-C ends)\n", url(l.Addr()))
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		// A page that waits for a reload keeps its request open; this ends it.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	var group sync.WaitGroup
	group.Go(func() {
		<-ctx.Done()
		stop() // a second Ctrl-C ends the process
		wait, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		srv.Shutdown(wait)
	})
	if *watching {
		group.Go(func() {
			watch(ctx, time.Tick(500*time.Millisecond), b.root, before, func(changed []string) {
				rebuild(ctx, b, h, changed, stderr)
			})
		})
	}
	err = srv.Serve(l)
	stop()
	group.Wait()
	if !errors.Is(err, http.ErrServerClosed) {
		return cli.Fail(stderr, 1, err)
	}
	return 0
}

// listen listens on addr. If addr is empty it takes the first free port of this
// machine from the given one on.
func listen(addr string, port int) (net.Listener, error) {
	if addr != "" {
		return net.Listen("tcp", addr)
	}
	var l net.Listener
	var err error
	for range 100 {
		if l, err = net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err == nil {
			return l, nil
		}
		port++
	}
	return nil, err
}

// url returns an address of the site for the browser of this machine.
func url(addr net.Addr) string {
	host, port, _ := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// A handler serves a site that may be replaced while it runs. Names are looked
// up in the site alone, so no path leads to another file of this machine.
type handler struct {
	live bool // pages are told to reload when the site is replaced

	mu      sync.Mutex
	site    site
	changed chan struct{} // closed when site is replaced
}

func newHandler(s site, live bool) *handler {
	h := &handler{live: live, changed: make(chan struct{})}
	h.set(s)
	return h
}

// set makes h serve s.
func (h *handler) set(s site) {
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
func (h *handler) current() (site, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.site, h.changed
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
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
