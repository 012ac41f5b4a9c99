// Command zscape serves, builds and draws the project's page. Run it in the
// project's folder with
//
//	go run . [serve] [-addr host:port] [-watch | -site DIR]
//	go run . build [-budget] DIR
//	go run . render [flags] STATE -o FILE
//	go run . help
package main

import (
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
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"zscape/internal/cli"
	"zscape/internal/render"
	"zscape/internal/site"
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
	"serve":  {serveUsage, "build the page and serve it (default)", serve},
	"build":  {buildUsage, "write the page to DIR, as a static site", build},
	"render": {render.Usage, "draw a State to FILE.svg, .png, .html or .gif, write its numbers to .csv or .json, its graph to .graphml, its solid to .stl or .obj", draw},
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
		return cli.Fail(stderr, 2, fmt.Errorf("unknown command %q: expected one of %s; zscape help describes them",
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

const serveUsage = "serve [-addr host:port] [-watch | -site DIR]"

// serve is the command that builds the page and serves it.
func serve(args []string, stdout, stderr io.Writer) int {
	flags := cli.NewFlags(serveUsage, stderr)
	addr := flags.String("addr", "", "`host:port` to listen on (default 127.0.0.1:8080, or the next free port)")
	watching := flags.Bool("watch", false, "rebuild and reload the page when a source file changes")
	dir := flags.String("site", "", "serve the site that build has written to `DIR`, without building")
	rest, code := cli.Parse(flags, args)
	if code >= 0 {
		return code
	}
	if len(rest) > 0 {
		return cli.Fail(stderr, 2, fmt.Errorf("serve takes no argument, got %q", rest[0]))
	}
	if *watching && *dir != "" {
		return cli.Fail(stderr, 2, errors.New("-watch and -site cannot be used together"))
	}
	if _, _, err := net.SplitHostPort(*addr); *addr != "" && err != nil {
		return cli.Fail(stderr, 2, fmt.Errorf("-addr %q: expected host:port, such as 127.0.0.1:8080", *addr))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var b *site.Builder
	get := func() (site.Site, error) { return site.Read(*dir) }
	if *dir == "" {
		var err error
		if b, err = site.NewBuilder(".", stdout); err != nil {
			return cli.Fail(stderr, 1, err)
		}
		defer b.Close()
		get = func() (site.Site, error) { return b.Build(ctx) }
	}

	// Listening comes before building: a taken address is known at once, and a
	// browser that is early waits in the listener's queue.
	l, err := listen(*addr, 8080)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	defer l.Close()
	var before site.Snapshot
	if *watching {
		if before, err = b.Sources(); err != nil {
			return cli.Fail(stderr, 1, err)
		}
	}
	s, err := get()
	switch {
	case ctx.Err() != nil:
		return 0
	case err != nil:
		return cli.Fail(stderr, 1, err)
	}
	h := site.NewHandler(s, *watching)
	fmt.Fprintf(stdout, "serving on %s (Ctrl-C to stop)\n", url(l.Addr()))
	host, _, _ := net.SplitHostPort(*addr)
	if *addr == "" {
		host = "127.0.0.1"
	}
	srv := newServer(site.Guard(h, host))
	// A page that waits for a reload keeps its request open; this ends it.
	srv.BaseContext = func(net.Listener) context.Context { return ctx }
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
			b.Watch(ctx, time.Tick(500*time.Millisecond), before, func(s site.Site, err error) {
				replace(h, s, err, stdout, stderr)
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

// newServer returns a server that does not wait for a browser for ever. What it sends
// at most, some 5 MB, may take minutes.
func newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      10 * time.Minute,
		IdleTimeout:       2 * time.Minute,
	}
}

// replace makes h serve s, unless building it failed with err.
func replace(h *site.Handler, s site.Site, err error, stdout, stderr io.Writer) {
	if err != nil {
		cli.Fail(stderr, 1, err)
		fmt.Fprintln(stderr, "still serving the last good build")
		return
	}
	h.Set(s)
	fmt.Fprintln(stdout, "serving the new build")
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

const buildUsage = "build [-budget] DIR"

// build is the command that writes the static site.
func build(args []string, stdout, stderr io.Writer) int {
	flags := cli.NewFlags(buildUsage, stderr)
	budget := flags.Bool("budget", false, "fail if a program is larger than its budget")
	rest, code := cli.Parse(flags, args)
	if code >= 0 {
		return code
	}
	if len(rest) != 1 || rest[0] == "" {
		return cli.Fail(stderr, 2, fmt.Errorf("build needs one folder to write to, got %q", rest))
	}
	dir := rest[0]
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	b, err := site.NewBuilder(".", stdout)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	defer b.Close()
	if err := site.Check(dir); err != nil {
		return cli.Fail(stderr, 1, err)
	}
	s, err := b.Build(ctx)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	kept, err := s.Write(dir)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	for _, name := range kept {
		fmt.Fprintf(stderr, "%s is no part of the site any more, but not as it was built, and stays\n", filepath.Join(dir, name))
	}
	s.Report(stdout)
	fmt.Fprintf(stdout, "wrote %d files to %s\n", len(s), dir)
	if err := s.OverBudget(); *budget && err != nil {
		return cli.Fail(stderr, 1, err)
	}
	return 0
}
