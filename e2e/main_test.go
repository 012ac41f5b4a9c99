// Package e2e tests the page as a visitor has it: the command serves it, and a
// real Chromium opens it. It is a module of its own so that the project does
// not depend on what drives the browser.
//
//	go test -v
//
// CHROMIUM names the browser if it is not in the PATH. With ZSCAPE_SHOTS=DIR
// pictures of the page are written to DIR, for people to look at.
package e2e

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var (
	command    string          // the built command
	address    string          // of the page that it serves, with a slash at the end
	theBrowser context.Context // of chromedp; each test opens a tab in it
)

// root is the project's folder.
const root = ".."

func TestMain(m *testing.M) { os.Exit(run(m)) }

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

// start builds and serves the page and starts the browser. The functions that
// it returns end, in reverse order, what it began, also if there is an error.
func start() (stop []func(), err error) {
	chromium, err := findChromium()
	if err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "zscape-e2e-")
	if err != nil {
		return nil, err
	}
	stop = append(stop, func() { os.RemoveAll(temp) })

	command = filepath.Join(temp, "zscape")
	build := exec.Command("go", "build", "-o", command, ".")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return stop, fmt.Errorf("cannot build the command: %w\n%s", err, out)
	}
	end, err := serve()
	stop = append(stop, end)
	if err != nil {
		return stop, err
	}

	// Software rendering, so that the tests need no graphics card.
	ctx, endProcess := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(chromium),
		chromedp.UserDataDir(filepath.Join(temp, "profile")),
		chromedp.WindowSize(1440, 900),
		chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("headless", "new"),
		chromedp.Flag("use-angle", "swiftshader"),
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("ignore-gpu-blocklist", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-extensions", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("lang", "en-US"),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	stop = append(stop, endProcess)
	theBrowser, _ = chromedp.NewContext(ctx)
	stop = append(stop, func() {
		wait, cancel := context.WithTimeout(theBrowser, 10*time.Second)
		defer cancel()
		chromedp.Cancel(wait)
	})
	if err := chromedp.Do(theBrowser, chromedp.Navigate("about:blank")); err != nil {
		return stop, fmt.Errorf("cannot start %s: %w", chromium, err)
	}
	return stop, nil
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

// serve starts the command's server on a free port and sets address.
func serve() (end func(), err error) {
	cmd := exec.Command(command, "-addr", "127.0.0.1:0")
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
