// Package e2e tests the page as a visitor has it: the command serves it, and a
// real Chromium opens it; what comes first in a visit is tried in Firefox and
// WebKit, too. It is a module of its own so that the project does not depend on
// what drives the browsers.
//
//	go test -v
//
// Those tests that measure come first, one by one; then the others, as many at
// once as -parallel says, each of them in a browser of its own.
//
// CHROMIUM and FIREFOX name the browsers if they are not in the PATH. ZSCAPE_SITE
// names the folder of a site that is built already. With ZSCAPE_SHOTS=DIR pictures
// of the page are written to DIR, for people to look at.
package e2e

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
)

var (
	command  string   // the built command
	site     string   // the folder to which it has written the page
	address  string   // of the page that it serves, with a slash at the end
	browsers chromium // in which the tests open tabs
)

// root is the project's folder.
const root = ".."

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	stop, err := start()
	defer func() {
		for i := len(stop); i > 0; i-- {
			stop[i-1]()
		}
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	// An interrupted run, too, ends what it began.
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	code := make(chan int, 1)
	go func() { code <- m.Run() }()
	select {
	case c := <-code:
		return c
	case <-ctx.Done():
		return 1
	}
}

// start builds and serves the page and starts a browser. The functions that
// it returns end, in reverse order, what it began, also if there is an error.
func start() (stop []func(), err error) {
	program, err := findChromium()
	if err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "zscape-e2e-")
	if err != nil {
		return nil, err
	}
	stop = append(stop, func() { os.RemoveAll(temp) })

	command = filepath.Join(temp, "zscape")
	if err := tool("go", "build", "-o", command, "."); err != nil {
		return stop, err
	}
	site = filepath.Join(temp, "site")
	if built := os.Getenv("ZSCAPE_SITE"); built != "" {
		if site, err = filepath.Abs(built); err != nil {
			return stop, err
		}
	} else if err := tool(command, "build", site); err != nil {
		return stop, err
	}
	end, err := serve()
	stop = append(stop, end)
	if err != nil {
		return stop, err
	}
	browsers.program, browsers.temp = program, temp
	stop = append(stop, browsers.close)
	_, done, err := browsers.take("")
	if err != nil {
		return stop, err
	}
	done()
	return stop, nil
}

// tool runs a program in the project's folder.
func tool(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), args[0], err, out)
	}
	return nil
}

func findChromium() (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return exec.LookPath(path)
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no Chromium in the PATH; install the package chromium (apt-get install chromium), or set CHROMIUM to the program")
}

var servingOn = regexp.MustCompile(`serving on (http://\S+)`)

// serve starts the command's server of the site on a free port and sets address.
func serve() (end func(), err error) {
	cmd := exec.Command(command, "serve", "-site", site, "-addr", "127.0.0.1:0")
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return func() {}, err
	}
	if err := cmd.Start(); err != nil {
		return func() {}, err
	}
	end = func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		fmt.Println(lines.Text())
		if m := servingOn.FindStringSubmatch(lines.Text()); m != nil {
			address = m[1]
			go io.Copy(io.Discard, stdout)
			return end, nil
		}
	}
	return end, errors.New("the command ended without serving the page")
}
