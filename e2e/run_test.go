package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A progress is what window.zscape.state() says of the exhibit's jobs.
type progress struct {
	Shown, Live                 bool
	Phase, Problem              string
	Progress, Position, Elapsed float64
	Step                        int
}

func (b *window) job() (r progress) {
	b.t.Helper()
	if err := json.Unmarshal([]byte(eval[string](b, `JSON.stringify(zscape.state().run)`)), &r); err != nil {
		b.t.Fatal(err)
	}
	return r
}

// awaitRun waits until an expression of r, the state of the jobs, is true.
func (b *window) awaitRun(expression string) {
	b.t.Helper()
	b.await(expression, `(r => %s)(zscape.state().run)`, expression)
}

// order clicks a button of the bar for jobs.
func (b *tab) order(name string) {
	b.t.Helper()
	b.click("#run [data-order=" + name + "]")
}

// A relay stands between the browser and the page's server. It counts what is
// asked for, by workers too, and refuses what it is told to.
type relay struct {
	address string
	refuse  string // a path

	mu    sync.Mutex
	asked map[string]int
}

func newRelay(t *testing.T, refuse string) *relay {
	to, _ := url.Parse(address)
	proxy := httputil.NewSingleHostReverseProxy(to)
	r := &relay{refuse: refuse, asked: map[string]int{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.mu.Lock()
		r.asked[q.URL.Path]++
		r.mu.Unlock()
		if q.URL.Path == r.refuse {
			http.Error(w, "gone", http.StatusInternalServerError)
			return
		}
		proxy.ServeHTTP(w, q)
	}))
	t.Cleanup(server.Close)
	r.address = server.URL + "/"
	return r
}

func (r *relay) count(path string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked[path]
}

// A job in a worker: run, pause, step, look back, go on, to the end.
func TestRun(t *testing.T) {
	t.Parallel()
	r := newRelay(t, "")
	b := newTab(t, look{})
	const steps = 400 // of 10 ms: long enough for a test that is held up
	b.navigate(r.address + "#notebook?steps=400")
	b.live()
	if n := r.count("/worker.js") + r.count("/worker.wasm"); n > 0 {
		t.Errorf("the worker was asked for %d times before there was anything to do", n)
	}
	if j := b.job(); !j.Shown || j.Phase != "idle" || j.Step != 0 {
		t.Fatalf("at first the run is %+v", j)
	}

	b.order("pause")
	b.awaitRun(`r.phase === 'running' && r.step > 5`)
	if n := r.count("/worker.wasm"); n != 1 {
		t.Errorf("worker.wasm was asked for %d times", n)
	}
	b.order("pause")
	b.awaitRun(`r.phase === 'paused'`)
	j := b.job()
	if j.Step >= steps || !j.Live || math.Abs(j.Progress-float64(j.Step)/steps) > 1e-12 || j.Elapsed < 0.04 {
		t.Errorf("paused, the run is %+v", j)
	}
	b.rest()
	if k := b.job(); k != j {
		t.Errorf("paused, the run goes on from %+v to %+v", j, k)
	}

	b.order("step")
	b.awaitRun(fmt.Sprintf(`r.step === %d && r.phase === 'paused'`, j.Step+1))
	b.order("back")
	if k := b.job(); k.Step != j.Step || k.Live {
		t.Errorf("a step and back leads to %+v", k)
	}

	// Further, so that step 12 is in the past in any case.
	b.order("pause")
	b.awaitRun(`r.step > 30`)
	b.run(`zscape.scrub(12 / %d)`, steps)
	b.awaitRun(`r.phase === 'paused'`)
	k := b.job()
	if k.Step != 12 || k.Live || math.Abs(k.Position-12.0/steps) > 1e-9 || k.Progress < 30.0/steps {
		t.Errorf("looking back to step 12, the run is %+v", k)
	}
	says := eval[string](b, `['step', 'percent'].map(s => document.getElementById('run-' + s).textContent).join(' ')`)
	if says != "step 12 3 %" {
		t.Errorf("at step 12 the bar says %q", says)
	}
	b.shoot("run-back")
	b.focus("#run-scrub")
	b.press(kb.ArrowRight+kb.ArrowRight+kb.ArrowLeft, 0)
	if k := b.job(); k.Step != 13 || k.Live {
		t.Errorf("two to the right and one to the left lead from step 12 to %+v", k)
	}
	bar := b.rect("#run-scrub")
	b.drag(bar.X+7+(bar.W-14)*13/steps, bar.Y+bar.H/2, (bar.W-14)*-8/steps, 0)
	if k := b.job(); k.Live || k.Step < 2 || k.Step > 8 {
		t.Errorf("dragging the bar from step 13 to 5 leads to %+v", k)
	}

	b.order("pause")
	b.awaitRun(`r.phase === 'done'`)
	if k := b.job(); !k.Live || k.Step != steps || k.Progress != 1 || k.Elapsed < 3.6 {
		t.Errorf("at the end the run is %+v", k)
	}
	if !eval[bool](b, `document.querySelector('#run [data-order=step]').disabled`) {
		t.Error("at the end another step is offered")
	}
	b.order("pause") // which now says: run again
	b.awaitRun(`r.phase === 'running' && r.progress < 1`)
	if n := r.count("/worker.wasm"); n != 1 {
		t.Errorf("a second run asks for worker.wasm again: %d times", n)
	}
}

// What is running ends as soon as a control says that something else is wanted:
// before the next frame.
func TestRunCancel(t *testing.T) {
	t.Parallel()
	b := open(t, "#notebook?steps=10000&ms=1", look{})
	for _, act := range []string{`zscape.set('steps', '9000')`, `zscape.run('cancel')`} {
		b.run(`zscape.run('again')`)
		b.awaitRun(`r.phase === 'running' && r.step > 0`)
		if frames := eval[int](b, `(async () => {
			%s;
			for (let frames = 0;; frames++) {
				if (zscape.state().run.phase !== 'running') return frames;
				await new Promise(requestAnimationFrame);
			}
		})()`, act); frames > 0 {
			t.Errorf("%s ends the run after %d frames", act, frames)
		}
		if j := b.job(); j.Phase != "idle" {
			t.Errorf("after %s the run is %+v", act, j)
		}
	}
	// The same worker takes the next run.
	b.run(`zscape.run('again')`)
	b.awaitRun(`r.phase === 'running' && r.step > 0`)
}

// A run with another seed is another State, with an address of its own.
func TestRunSeed(t *testing.T) {
	t.Parallel()
	b := open(t, "#leastsquares?order=shuffled&pace=full", look{})
	b.awaitRun(`r.phase === 'done'`)
	before := string(b.state().Readouts["w_wh"])
	b.order("seed")
	b.await("run with the next seed", `zscape.state().controls.seed === '2' && zscape.state().run.phase === 'done'`)
	b.rest()
	if after := string(b.state().Readouts["w_wh"]); after == before || after == "" {
		t.Errorf("with seeds 1 and 2 the weights are %s and %s", before, after)
	}
	b.focus("canvas")
	b.press("n", 0)
	b.await("run with the third seed", `zscape.state().controls.seed === '3' && zscape.state().run.phase === 'done'`)
	if got := eval[string](b, `location.hash`); !strings.Contains(got, "seed=3") {
		t.Errorf("the address ends in %s", got)
	}
}

func TestRunKeys(t *testing.T) {
	t.Parallel()
	b := open(t, "#notebook", look{})
	b.focus("canvas")
	b.press("s", 0)
	b.awaitRun(`r.phase === 'paused' && r.step === 1`)
	b.press("sss", 0)
	b.awaitRun(`r.phase === 'paused' && r.step === 4`)
	b.press("b", 0)
	b.awaitRun(`r.step === 3 && !r.live`)
	b.press("s", 0)
	b.awaitRun(`r.step === 4 && r.live`)
	b.press("r", 0)
	b.awaitRun(`r.phase === 'running' && r.step > 4`)
	b.press("r", 0)
	b.awaitRun(`r.phase === 'paused'`)
	at := b.job().Step
	b.press("R", shiftKey)
	b.awaitRun(`r.phase === 'running'`)
	b.press("x", 0)
	b.awaitRun(`r.phase === 'idle'`)
	if at < 5 {
		t.Errorf("paused at step %d", at)
	}
	if got := b.focused(); got != "CANVAS#" {
		t.Errorf("the focus is at %s", got)
	}
}

// A watch keeps the ids of a tab's workers.
type watch struct {
	mu  sync.Mutex
	ids []target.ID
}

// watchWorkers is to be called before there are any.
func (b *tab) watchWorkers() *watch {
	b.t.Helper()
	w := new(watch)
	err := chromedp.Listen(b.ctx, func(event any) {
		if e, ok := event.(*target.EventAttachedToTarget); ok && e.TargetInfo.Type == "worker" {
			w.mu.Lock()
			w.ids = append(w.ids, e.TargetInfo.TargetID)
			w.mu.Unlock()
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return w
}

// inWorker evaluates JavaScript in the tab's latest worker, which may be its last act.
func (b *tab) inWorker(w *watch, js string) {
	b.t.Helper()
	w.mu.Lock()
	if len(w.ids) == 0 {
		b.t.Fatal("there is no worker")
	}
	id := w.ids[len(w.ids)-1]
	w.mu.Unlock()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
	defer cancel()
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		wait, cancel := context.WithTimeout(ctx, time.Second) // one that has ended does not answer
		defer cancel()
		cdp.Call(wait, t, runtime.Evaluate, runtime.EvaluateParams{Expression: js})
		return nil
	}))
	if err != nil {
		b.t.Fatal(err)
	}
}

// A worker that dies or falls silent is replaced when the visitor wants it; the page
// goes on.
func TestWorkerDies(t *testing.T) {
	t.Parallel()
	for _, death := range []struct{ name, js, expect, says string }{
		{"killed", `self.close()`, `r.phase === 'running' && r.silent`, "has not answered for 10 seconds"},
		{"thrown", `setTimeout(() => { throw new Error('boom'); })`, `r.phase === 'failed' && r.lost`, "boom"},
		{"ended", `postMessage('its program ended with code 2'); close()`, `r.phase === 'failed' && r.lost`, "ended with code 2"},
	} {
		t.Run(death.name, func(t *testing.T) {
			b := open(t, "#notebook?steps=10000&ms=1", look{})
			b.allow("boom")
			w := b.watchWorkers()
			b.order("pause")
			b.awaitRun(`r.phase === 'running' && r.step > 10`)
			b.inWorker(w, death.js)
			b.awaitRun(death.expect)
			if j := b.job(); j.Step == 0 {
				t.Errorf("the run is %+v", j)
			}
			b.await("message", `%s(document.getElementById('trouble'))`, visible)
			if text := eval[string](b, `document.getElementById('trouble-text').textContent`); !strings.Contains(text, death.says) {
				t.Errorf("the page says %q", text)
			}
			b.shoot("worker-" + death.name)
			b.set("n", "20")
			if got := b.state().Controls["n"]; got != "20" {
				t.Errorf("after that n is %s", got)
			}
			b.click("#trouble [data-order=again]")
			b.awaitRun(`r.phase === 'running' && r.step > 10`)
			if eval[bool](b, `%s(document.getElementById('trouble'))`, visible) {
				t.Error("the message stays")
			}
		})
	}
}

// What was running in a worker that is gone goes on from where it was kept.
func TestRevive(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	b.allow("boom")
	w := b.watchWorkers()
	b.run(`location.hash = '#ratings?first=0&second=0&als=0&epochs=1000'`)
	b.awaitRun(`r.phase === 'running' && r.step > 1`)
	time.Sleep(8 * time.Second) // it is kept every 5
	b.inWorker(w, `setTimeout(() => { throw new Error('boom'); })`)
	b.awaitRun(`r.lost && r.kept > 0`)
	b.await("offer to resume", `%s(document.querySelector('#trouble [data-order=revive]'))`, visible)
	b.shoot("revive")
	was := b.job()
	b.click("#trouble [data-order=revive]")
	b.awaitRun(`r.phase === 'running' && !r.lost && document.getElementById('trouble').hidden`)
	b.awaitRun(fmt.Sprintf(`r.step > %d`, was.Step))
	if n := eval[int](b, `zscape.state().run.step`); n < was.Step {
		t.Errorf("it is at step %d, and was at %d", n, was.Step)
	}
}

// Without workers the page does the work itself.
func TestRunInline(t *testing.T) {
	t.Parallel()
	r := newRelay(t, "/worker.wasm")
	for _, c := range []struct{ name, address, script string }{
		{"no Worker", address, `delete window.Worker;`},
		{"forbidden", address, `window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };`},
		{"no program", r.address, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTab(t, look{script: c.script})
			b.allow("500")
			b.navigate(c.address + "#notebook")
			b.live()
			b.order("pause")
			b.awaitRun(`r.phase === 'running' && r.step > 5`)
			b.order("pause")
			b.awaitRun(`r.phase === 'paused'`)
			b.order("step")
			b.order("pause")
			b.awaitRun(`r.phase === 'done' && r.step === 100`)
		})
	}
}

// While jobs run at full speed, the page's thread is free for the visitor: nothing
// holds it for 50 ms. What counts is the processor's time that a task in it takes:
// neither other programs, nor the processor that stands in for the graphics card,
// make that longer. As they crowd its caches, the best of some attempts counts.
func TestRunSmooth(t *testing.T) {
	b := open(t, "#leastsquares?pace=full&steps=10000", look{})
	b.awaitRun(`r.phase === 'running' || r.phase === 'done'`)
	const limit = 50
	longest := math.Inf(1)
	for n := 0; n < 3 && longest >= limit; n++ {
		longest = b.longestTask("")
	}
	if longest >= limit {
		t.Errorf("a task holds the page's thread for %.1f ms", longest)
	}
	// What is too long is seen.
	if longest := b.longestTask("block(80)"); longest < limit {
		t.Errorf("of a task of 80 ms only %.1f ms are seen", longest)
	}
}

// longestTask begins the jobs anew whenever they have ended, for 8 s, and JavaScript
// amid that; it returns the processor's time that the longest task took, in ms.
func (b *tab) longestTask(amid string) float64 {
	b.t.Helper()
	stop := b.trace()
	runs := eval[int](b, `(async () => {
		const pause = ms => new Promise(done => setTimeout(done, ms));
		const chunk = () => { let sum = 0; for (let i = 0; i < 1e6; i++) sum += Math.sqrt(i); return sum; };
		// The quickest of some chunks had a processor of its own; block works for ms of that.
		let quickest = Infinity;
		for (let i = 0; i < 20; i++) {
			const start = performance.now();
			chunk();
			quickest = Math.min(quickest, performance.now() - start);
			await pause(0);
		}
		const block = ms => { for (let n = ms / quickest; n > 0; n--) chunk(); };
		const end = performance.now() + 8000;
		setTimeout(() => { %s; }, 2000);
		let runs = 0;
		while (performance.now() < end) {
			// Asking for the state would cost more than what is measured.
			if (document.querySelector('#run [data-order=cancel]').disabled) { zscape.run('again'); runs++; }
			await pause(100);
		}
		return runs;
	})()`, amid)
	wall, longest := stop()
	b.t.Logf("in 8 s with %d runs the longest task took %.1f ms of the processor; the page's thread was held for %.1f ms", runs, longest, wall)
	return longest
}

// trace records what the renderers' main threads do, until stop is called: it
// returns how long the longest task held its thread, and the most of the processor's
// time that one took, in ms.
func (b *tab) trace() (stop func() (wall, processor float64)) {
	b.t.Helper()
	type entry struct {
		Name, Ph string
		Pid, Tid int
		Dur      float64 // µs
		Tdur     float64 // of the processor's time
		Args     struct{ Name string }
	}
	var mu sync.Mutex
	var entries []entry
	complete := make(chan bool, 1)
	err := chromedp.Listen(b.ctx, func(event any) {
		switch e := event.(type) {
		case *tracing.EventDataCollected:
			mu.Lock()
			defer mu.Unlock()
			for _, v := range e.Value {
				var x entry
				if json.Unmarshal(v, &x) == nil && (x.Name == "RunTask" || x.Name == "thread_name") {
					entries = append(entries, x)
				}
			}
		case *tracing.EventTracingComplete:
			select {
			case complete <- true:
			default: // of a later trace
			}
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	call(b, tracing.Start, tracing.StartParams{TraceConfig: &tracing.TraceConfig{
		IncludedCategories: []string{"disabled-by-default-devtools.timeline"}, ExcludedCategories: []string{"*"}}})
	return func() (wall, processor float64) {
		b.t.Helper()
		call(b, tracing.End, cdp.Empty{})
		select {
		case <-complete:
		case <-time.After(patience):
			b.t.Fatal("the trace does not end")
		}
		mu.Lock()
		defer mu.Unlock()
		type thread struct{ pid, tid int }
		mains := map[thread]bool{}
		for _, e := range entries {
			if e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
				mains[thread{e.Pid, e.Tid}] = true
			}
		}
		for _, e := range entries {
			if e.Name == "RunTask" && mains[thread{e.Pid, e.Tid}] {
				wall, processor = max(wall, e.Dur/1000), max(processor, e.Tdur/1000)
			}
		}
		if processor == 0 {
			b.t.Error("the trace has no tasks with their times")
		}
		return wall, processor
	}
}
