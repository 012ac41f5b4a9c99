package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/chromedp"
)

// chromium is the browsers in which the tests run, one more whenever a test finds
// none that is free. A browser draws with one process for all of its tabs, so tests
// that run at once do not share it.
type chromium struct {
	program string // the executable
	temp    string // the folder for profiles

	mu   sync.Mutex
	all  []*process
	last int // number of the last profile
}

// A process is a browser.
type process struct {
	ctx  context.Context // of chromedp
	end  context.CancelFunc
	test string // the test whose tabs it has
	tabs int
}

// take returns the browser in which a test is to open a tab, and what is to be called
// when the tab is closed.
func (c *chromium) take(test string) (ctx context.Context, done func(), err error) {
	test, _, _ = strings.Cut(test, "/") // subtests share it
	c.mu.Lock()
	defer c.mu.Unlock()
	k := slices.IndexFunc(c.all, func(p *process) bool { return p.tabs > 0 && p.test == test })
	if k < 0 {
		k = slices.IndexFunc(c.all, func(p *process) bool { return p.tabs == 0 })
	}
	if k < 0 {
		p, err := c.start()
		if err != nil {
			return nil, nil, err
		}
		k, c.all = len(c.all), append(c.all, p)
	}
	p := c.all[k]
	p.test = test
	p.tabs++
	return p.ctx, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		p.tabs--
	}, nil
}

// start starts a browser that renders with the processor, so that the tests need no
// graphics card.
func (c *chromium) start() (*process, error) {
	c.last++
	ctx, end := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(c.program),
		chromedp.UserDataDir(filepath.Join(c.temp, fmt.Sprint("profile", c.last))),
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
	p := &process{end: end}
	p.ctx, _ = chromedp.NewContext(ctx)
	if err := chromedp.Do(p.ctx, chromedp.Navigate("about:blank")); err != nil {
		end()
		return nil, fmt.Errorf("cannot start %s: %w", c.program, err)
	}
	return p, nil
}

// close ends all browsers.
func (c *chromium) close() {
	for _, p := range c.all {
		wait, cancel := context.WithTimeout(p.ctx, 10*time.Second)
		chromedp.Cancel(wait)
		cancel()
		p.end()
	}
}
