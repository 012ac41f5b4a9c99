package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
)

// faults are what may become of a file on its way.
var faults = map[string]func(w http.ResponseWriter, r *http.Request, file []byte){
	"404":   func(w http.ResponseWriter, r *http.Request, _ []byte) { http.NotFound(w, r) },
	"empty": func(http.ResponseWriter, *http.Request, []byte) {},
	"half":  func(w http.ResponseWriter, _ *http.Request, file []byte) { w.Write(file[:len(file)/2]) },
	"another": func(w http.ResponseWriter, _ *http.Request, _ []byte) {
		fmt.Fprint(w, "<!DOCTYPE html><p>Sign in first")
	},
	"cut": func(w http.ResponseWriter, _ *http.Request, file []byte) {
		w.Header().Set("Content-Length", fmt.Sprint(len(file)))
		w.Write(file[:len(file)/2])
		panic(http.ErrAbortHandler)
	},
}

// faulty serves the page with one of its files spoiled by a fault, while it is on.
type faulty struct {
	address string
	on      atomic.Bool
}

func newFaulty(t *testing.T, name, fault string) *faulty {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(site, name))
	if err != nil {
		t.Fatal(err)
	}
	target, _ := url.Parse(address)
	proxy := httputil.NewSingleHostReverseProxy(target)
	f := &faulty{}
	f.on.Store(true)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/"+name || !f.on.Load() {
			proxy.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", map[string]string{".js": "text/javascript", ".wasm": "application/wasm"}[filepath.Ext(name)])
		faults[fault](w, r, file)
	}))
	t.Cleanup(server.Close)
	f.address = server.URL + "/"
	return f
}

// Whatever comes in place of the program, the page says that it is not there, shows its
// poster, and offers to try again, which helps when the fault is gone.
func TestFaultyProgram(t *testing.T) {
	for fault := range faults {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			f := newFaulty(t, "main.wasm", fault)
			b := newTab(t, look{})
			b.allow("") // the browser's own words
			b.navigate(f.address + "#waves")
			b.await("message", `document.documentElement.dataset.phase === 'failed' && %s(document.getElementById('strip'))`, visible)
			b.await("poster", `%s(document.getElementById('poster'))`, visible)
			if text := eval[string](b, `document.getElementById('strip-text').textContent`); !strings.Contains(text, "could not be loaded") {
				t.Errorf("the message is %q", text)
			}
			f.on.Store(false)
			b.click("[data-do=retry]")
			b.live()
			if s := b.state(); s.State != "waves" {
				t.Errorf("after that the page shows %s", s.State)
			}
		})
	}
}

// Whatever comes in place of a worker's files, what it was to do is done.
func TestFaultyWorker(t *testing.T) {
	for _, name := range []string{"worker.js", "worker.wasm"} {
		for fault := range faults {
			t.Run(name+" "+fault, func(t *testing.T) {
				t.Parallel()
				f := newFaulty(t, name, fault)
				b := newTab(t, look{})
				b.allow("")
				b.navigate(f.address + "#notebook?steps=50&ms=1")
				b.live()
				b.order("pause")
				b.awaitRun(`r.phase === 'done' && r.step === 50`)
			})
		}
	}
}

// A tab that the browser freezes goes on when it is thawed, and takes nothing for dead.
func TestFrozenTab(t *testing.T) {
	t.Parallel()
	b := open(t, "#notebook?steps=10000&ms=1", look{})
	b.order("pause")
	b.awaitRun(`r.phase === 'running' && r.step > 10`)
	for range 2 {
		call(b, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: page.SetWebLifecycleStateStateFrozen})
		time.Sleep(6 * time.Second)
		call(b, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: page.SetWebLifecycleStateStateActive})
		step := b.job().Step
		b.awaitRun(fmt.Sprintf(`r.phase === 'running' && !r.silent && r.step > %d`, step))
	}
}

// Two tabs of the same site know nothing of each other.
func TestTwoTabs(t *testing.T) {
	t.Parallel()
	a, b := open(t, "#gaussian?rho=0.2", look{}), open(t, "#notebook?steps=50&ms=1", look{})
	a.set("rho", "0.7")
	b.order("pause")
	b.awaitRun(`r.phase === 'done'`)
	if s := a.state(); s.State != "gaussian?rho=0.7" {
		t.Errorf("the first tab shows %s", s.State)
	}
}

// However a visitor plays, the memory of the page comes to an end of its growth.
func TestRandomChanges(t *testing.T) {
	b := newTab(t, look{w: 700, h: 400, script: keepMemory})
	b.navigate(address)
	b.live()
	call(b, performance.Enable, performance.EnableParams{})
	changes := func(n int) float64 {
		for seed := n; seed < n+1000; seed += 50 {
			b.run(`(async () => {
				let seed = %d;
				const random = n => (seed = (seed * 69069 + 1) %% 4294967296, Math.floor(seed / 65536) %% n);
				for (let k = 0; k < 50; k++) {
					const fields = [...document.querySelectorAll('#controls :is(input[type=range], input[type=checkbox], select)')];
					const field = fields[random(fields.length)];
					if (k === 49) [...document.querySelectorAll('nav a')][random(7)].click();
					else if (k %% 10 === 9) document.querySelector('[data-do=undo]').click();
					else if (field.type === 'checkbox') field.click();
					else {
						if (field.type === 'range') field.value = +field.min + (field.max - field.min) * random(100) / 100;
						else field.selectedIndex = random(field.options.length);
						field.dispatchEvent(new Event('input', {bubbles: true}));
						field.dispatchEvent(new Event('change', {bubbles: true}));
					}
					if (k %% 4 === 0) await new Promise(done => setTimeout(done, 20));
				}
			})()`, seed)
		}
		program, js := b.memory()
		return program + js
	}
	first, second := changes(0), changes(1000)
	t.Logf("after 1000 random changes %.1f MB, after 2000 %.1f MB", first, second)
	if second > 1.25*first {
		t.Error("memory goes on growing")
	}
}
