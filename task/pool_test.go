package task

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// farm makes workers that live in memory: each has a time of its own, as a
// thread would, and all that it hears and says takes a while to arrive.
type farm struct {
	clock   *fakeClock
	boot    time.Duration // until a worker says hello
	delay   time.Duration // of every message
	refuse  error         // to spawn
	workers []*thread
}

func (f *farm) spawn(receive func([]byte), died func(string)) (Port, error) {
	if f.refuse != nil {
		return nil, f.refuse
	}
	w := &thread{farm: f, receive: receive, died: died, free: f.clock.now}
	f.workers = append(f.workers, w)
	f.clock.After(f.boot, func() {
		if !w.closed && !w.hung {
			w.server = NewServer(sums(lamps(w.spend)), w.send, w.now)
		}
	})
	return w, nil
}

func (f *farm) last() *thread { return f.workers[len(f.workers)-1] }

type thread struct {
	farm    *farm
	server  *Server
	receive func([]byte)
	died    func(string)
	free    time.Time // when it is done with what it does
	slice   int
	heard   []command
	closed  bool
	hung    bool // in a step
	mute    bool // what it says is lost
}

func (w *thread) now() time.Time {
	if w.free.After(w.farm.clock.now) {
		return w.free
	}
	return w.farm.clock.now
}

func (w *thread) spend(d time.Duration) { w.free = w.now().Add(d) }

// in calls f after a while, when the worker has time.
func (w *thread) in(d time.Duration, f func()) {
	w.farm.clock.After(d, func() {
		switch busy := w.free.Sub(w.farm.clock.now); {
		case w.closed || w.hung:
		case busy > 0:
			w.in(busy, f)
		default:
			f()
		}
	})
}

func (w *thread) Post(data []byte) {
	if w.closed {
		panic("posted to a closed worker")
	}
	c, _ := decodeCommand(data)
	w.heard = append(w.heard, c)
	w.in(w.farm.delay, func() {
		w.server.Receive(data)
		w.work(0)
	})
}

func (w *thread) Close() { w.closed = true }

func (w *thread) send(data []byte) {
	w.farm.clock.After(w.now().Sub(w.farm.clock.now)+w.farm.delay, func() {
		if !w.mute { // what was sent before the end arrives after it
			w.receive(data)
		}
	})
}

func (w *thread) work(wait time.Duration) {
	w.slice++
	slice := w.slice
	w.in(wait, func() {
		if slice != w.slice {
			return
		}
		if wait, more := w.server.Work(4 * time.Millisecond); more {
			w.work(wait)
		}
	})
}

func (w *thread) die(reason string) {
	w.closed = true
	w.farm.clock.After(0, func() { w.died(reason) })
}

func (w *thread) pings() (n int) {
	for _, c := range w.heard {
		if c.verb == ping {
			n++
		}
	}
	return n
}

func newFarm() *farm {
	return &farm{clock: newFakeClock(), boot: 50 * time.Millisecond, delay: time.Millisecond}
}

func (f *farm) inline() Spawn {
	return Inline(sums(lamps(func(d time.Duration) { f.clock.now = f.clock.now.Add(d) })), f.clock, 4*time.Millisecond)
}

// eachKind runs a test with workers and without.
func eachKind(t *testing.T, test func(t *testing.T, f *farm, spawn Spawn)) {
	t.Run("worker", func(t *testing.T) {
		f := newFarm()
		test(t, f, f.spawn)
	})
	t.Run("inline", func(t *testing.T) {
		f := newFarm()
		test(t, f, f.inline())
	})
}

func TestPoolRun(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		p := NewPool(2, f.clock, spawn)
		spec := recorded(of("n", 2000., "cost", 0.7), 1)
		changed := 0
		var r *Run
		r = p.Start(spec, false, func() {
			changed++
			if r.Status().Phase == Starting {
				t.Error("it says that it has not started")
			}
		})
		if r.Status().Phase != Starting || r.Status().Remaining >= 0 || changed > 0 || !r.Spec().Equal(spec) {
			t.Errorf("at first: %+v", r.Status())
		}
		f.clock.pass(3 * time.Second)
		if s := r.Status(); s.Phase != Done || s.Progress != 1 || s.Step != 2000 || s.Remaining != 0 {
			t.Errorf("in the end: %+v", s)
		}
		if changed < 30 || changed > 29*2 {
			t.Errorf("it changed %d times", changed)
		}
		if r.History().Len() != 2001 {
			t.Errorf("there are %d frames", r.History().Len())
		}
		checkWalk(t, spec, r.History().Upto(2000))
		// What has ended takes no more orders.
		n := f.clock.asked
		r.Pause()
		r.Resume()
		r.Step()
		r.Cancel()
		if r.Status().Phase != Done || f.clock.asked != n {
			t.Errorf("after the end: %+v", r.Status())
		}
		// An idle pool is quiet.
		f.clock.pass(time.Second)
		n = f.clock.asked
		f.clock.pass(time.Hour)
		if f.clock.asked != n {
			t.Error("an idle pool does something")
		}
		p.Start(spec, false, nil)
		if len(p.workers) != 1 {
			t.Error("an idle worker is not reused")
		}
	})
}

func TestPoolFailure(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		p := NewPool(2, f.clock, spawn)
		r := p.Start(recorded(of("panics", 5.), 1), false, nil)
		other := p.Start(Spec{Name: "other"}, false, nil)
		f.clock.pass(time.Second)
		if s := r.Status(); s.Phase != Failed || s.Err.En != "panic: walk: fell" || r.History().Len() != 5 {
			t.Errorf("%+v, %d frames", s, r.History().Len())
		}
		if s := other.Status(); s.Phase != Failed || s.Err.En != `name "other": is not a known task` {
			t.Errorf("%+v", s)
		}
	})
}

// Commands that are given before the worker is there are not lost.
func TestPoolCommandsWait(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(of("cost", 1.), true, nil)
	r.Step()
	r.Step()
	gone := p.Start(of("cost", 1.), false, nil)
	gone.Cancel()
	f.clock.pass(time.Second)
	if s := r.Status(); s.Phase != Paused || s.Step != 2 {
		t.Errorf("two steps were asked for: %+v", s)
	}
	if len(f.workers) != 1 || f.last().closed {
		t.Error("a worker that was not there yet was closed")
	}
	for _, c := range f.last().heard {
		if c.run == gone.id {
			t.Errorf("the worker heard %v of a run that was cancelled before", c.verb)
		}
	}
}

func TestPoolLimit(t *testing.T) {
	f := newFarm()
	p := NewPool(3, f.clock, f.spawn)
	if len(f.workers) != 0 {
		t.Error("there are workers before they are needed")
	}
	var runs []*Run
	for range 7 {
		runs = append(runs, p.Start(of("cost", 1.), false, nil))
	}
	f.clock.pass(time.Second)
	if len(f.workers) != 3 {
		t.Fatalf("%d workers", len(f.workers))
	}
	for i, w := range p.workers {
		if len(w.runs) < 2 || len(w.runs) > 3 {
			t.Errorf("worker %d has %d runs", i, len(w.runs))
		}
	}
	for _, r := range runs {
		if s := r.Status(); s.Phase != Running || s.Step < 200 {
			t.Errorf("%+v", s)
		}
	}
	// Those of the second worker end; so it gets the next.
	idle := p.workers[1]
	for _, r := range slices.Clone(idle.runs) {
		r.Cancel()
	}
	f.clock.pass(time.Second)
	if r := p.Start(of("cost", 1.), false, nil); r.worker != idle || len(f.workers) != 3 {
		t.Error("the idle worker is not reused")
	}
	if n := NewPool(-1, f.clock, f.spawn).limit; n != 1 {
		t.Errorf("at least %d workers", n)
	}
}

// A run that is cancelled is so at once, and is not heard of again; even if
// messages are under way.
func TestPoolCancel(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		for _, after := range []time.Duration{0, 51, 52, 53, 60, 100, 1000} {
			p := NewPool(1, f.clock, spawn)
			changed := 0
			r := p.Start(of("cost", 1.), false, func() { changed++ })
			f.clock.pass(after * time.Millisecond)
			n := changed
			step := r.Status().Step
			r.Cancel()
			if s := r.Status(); s.Phase != Cancelled || s.Step != step || s.Remaining >= 0 {
				t.Errorf("after %v: %+v", after, s)
			}
			f.clock.pass(time.Second)
			if changed != n || r.Status().Phase != Cancelled {
				t.Errorf("after %v: it changed %d times more", after, changed-n)
			}
			if len(p.workers) != 1 || p.workers[0].load() != 0 {
				t.Errorf("after %v: the worker is not free", after)
			}
			next := p.Start(of("n", 10., "cost", 1.), false, nil)
			f.clock.pass(time.Second)
			if next.Status().Phase != Done {
				t.Errorf("after %v: the next run is %+v", after, next.Status())
			}
		}
	})
}

// A worker that hangs in a step is closed a tenth of a second after Cancel.
func TestPoolCancelHung(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	changed := 0
	r := p.Start(of("cost", 1.), false, func() { changed++ })
	begun := p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	w := f.last()
	w.hung = true
	n := changed
	r.Cancel()
	waiting := p.Start(of("cost", 1.), true, nil)
	waiting.Step()
	if r.Status().Phase != Cancelled {
		t.Errorf("%+v", r.Status())
	}
	f.clock.pass(99 * time.Millisecond)
	if w.closed || begun.Status().Phase != Running {
		t.Error("closed too soon")
	}
	f.clock.pass(time.Millisecond)
	if !w.closed {
		t.Error("not closed in time")
	}
	if s := begun.Status(); s.Phase != Failed || s.Err.En != "the worker has stopped: this was the only way to cancel another run in it" {
		t.Errorf("the other run: %+v", s)
	}
	if begun.History().Len() == 0 {
		t.Error("the other run has lost its frames")
	}
	f.clock.pass(time.Second)
	if s := waiting.Status(); s.Phase != Paused || s.Step != 1 || len(f.workers) != 2 {
		t.Errorf("the run that had not begun: %+v, %d workers", s, len(f.workers))
	}
	if changed != n {
		t.Error("the cancelled run was heard of")
	}
}

// The page may be busy for longer than that; a worker that answered in the
// meantime is not blamed.
func TestPoolCancelWhilePageIsBusy(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(of("cost", 1.), false, nil)
	other := p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	r.Cancel()
	f.clock.now = f.clock.now.Add(300 * time.Millisecond)
	// The answer arrives in the very turn in which the time is up.
	f.clock.After(0, func() { f.last().receive(event{news: gone, run: r.id}.encode()) })
	f.clock.pass(time.Second)
	if f.last().closed || other.Status().Phase != Running {
		t.Error("the worker was closed")
	}
}

func TestPoolWorkerDies(t *testing.T) {
	for _, c := range []struct {
		what   string
		kill   func(*thread)
		reason string
		within time.Duration
	}{
		{"killed", func(w *thread) { w.die("out of memory") }, "out of memory", time.Millisecond},
		{"killed late", func(w *thread) { w.hung = true; w.die("crashed") }, "crashed", time.Minute},
	} {
		f := newFarm()
		p := NewPool(2, f.clock, f.spawn)
		var runs []*Run
		changed := 0
		for range 4 {
			runs = append(runs, p.Start(of("cost", 1.), false, func() { changed++ }))
		}
		f.clock.pass(1200 * time.Millisecond)
		step := runs[0].Status().Step
		victim := f.workers[0]
		c.kill(victim)
		f.clock.pass(c.within)
		for _, r := range []*Run{runs[0], runs[2]} {
			if s := r.Status(); s.Phase != Failed || s.Err.En != "the worker has stopped: "+c.reason || s.Step < step || r.History().Len() == 0 {
				t.Errorf("%s: %+v", c.what, s)
			}
		}
		if !victim.closed {
			t.Errorf("%s: the worker is not closed", c.what)
		}
		for _, r := range []*Run{runs[1], runs[3]} {
			if r.Status().Phase != Running {
				t.Errorf("%s: a run elsewhere: %+v", c.what, r.Status())
			}
		}
		victim.died("again") // once is enough
		again := p.Start(runs[0].Spec(), false, nil)
		f.clock.pass(time.Second)
		if again.Status().Phase != Running || len(f.workers) != 3 {
			t.Errorf("%s: started again: %+v, %d workers", c.what, again.Status(), len(f.workers))
		}
	}
}

// A worker is not dead because it is slow, paused, or because the page slept.
func TestPoolWorkerLives(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(of("cost", 1000.), false, nil) // a second a step
	p.Start(of(), true, nil)
	f.clock.pass(20 * time.Second)
	if r.Status().Phase != Running {
		t.Errorf("slow: %+v", r.Status())
	}
	r.Pause()
	f.clock.pass(time.Minute)
	if r.Status().Phase != Paused {
		t.Errorf("paused: %+v", r.Status())
	}
	r.Resume()
	f.clock.pass(5 * time.Second)
	f.clock.now = f.clock.now.Add(time.Hour)
	f.clock.pass(10 * time.Second)
	if r.Status().Phase != Running {
		t.Errorf("after an hour's sleep: %+v", r.Status())
	}
	n := f.last().pings()
	f.clock.pass(10 * time.Second)
	if d := f.last().pings() - n; d < 19 || d > 21 {
		t.Errorf("%d pings in 10 s", d)
	}
}

// A worker that says nothing is left alone; who waits for its runs is told, and told
// when it is heard again. Or they go on in another worker from where they were kept.
func TestPoolSilence(t *testing.T) {
	for _, paused := range []bool{false, true} {
		f := newFarm()
		p := NewPool(1, f.clock, f.spawn)
		changed := 0
		spec := trekOf("n", 30000., "cost", 1.)
		r := p.Start(spec, false, func() { changed++ })
		other := p.Start(of("cost", 1.), false, nil)
		f.clock.pass(12 * time.Second)
		if n := r.Kept(); n < 2000 || n > r.Status().Step {
			t.Errorf("kept at step %d of %d", n, r.Status().Step)
		}
		if paused {
			r.Pause()
			f.clock.pass(time.Second)
			other.Resume() // it is the one to wait for
		}
		first := f.last()
		first.hung = true
		f.clock.pass(9 * time.Second)
		if r.Status().Silent {
			t.Error("silent after 9 s")
		}
		before := changed
		f.clock.pass(2 * time.Second)
		if s := r.Status(); !s.Silent || changed != before+1 || s.Phase == Failed {
			t.Errorf("after 11 s: %+v", s)
		}
		first.hung = false
		f.clock.pass(2 * time.Second)
		if s := r.Status(); s.Silent {
			t.Errorf("heard again: %+v", s)
		}
		first.hung = true
		f.clock.pass(11 * time.Second)
		kept, was := r.Kept(), r.Status()
		r.Revive()
		f.clock.pass(time.Second)
		s := r.Status()
		if s.Silent || s.Phase != was.Phase || kept == 0 || s.Step < kept || len(f.workers) != 2 || !first.closed {
			t.Errorf("in another worker, from %d: %+v, before: %+v", kept, s, was)
		}
		if other.Status().Phase != Failed {
			t.Errorf("what cannot be resumed: %+v", other.Status())
		}
		r.Resume()
		f.clock.pass(time.Minute)
		if s := r.Status(); s.Phase != Done {
			t.Errorf("at its end: %+v", s)
		}
		checkWalk(t, spec, r.History().Upto(30000))
		checkLog(t, spec, r.History().Log(), 30000)
	}
}

// A run whose worker has died goes on, if that is asked for; from its beginning if it
// was never kept.
func TestRevive(t *testing.T) {
	for _, c := range []struct {
		spec Spec
		kept bool
	}{{trekOf("n", 9000., "cost", 1.), true}, {of("n", 9000., "cost", 1.), false}} {
		f := newFarm()
		p := NewPool(1, f.clock, f.spawn)
		r := p.Start(c.spec, false, nil)
		f.clock.pass(8 * time.Second)
		r.Set(level(PaceKey, 500))
		f.clock.pass(time.Second)
		f.last().die("out of memory")
		f.clock.pass(time.Second)
		if r.Status().Phase != Failed || (r.Kept() > 0) != c.kept {
			t.Errorf("%s: kept at %d: %+v", c.spec.Name, r.Kept(), r.Status())
		}
		r.Revive()
		f.clock.pass(200 * time.Millisecond)
		if s := r.Status(); s.Phase != Running || s.Step < r.Kept() || s.Step > r.Kept()+100 {
			t.Errorf("%s: from %d: %+v", c.spec.Name, r.Kept(), s)
		}
		f.clock.pass(20 * time.Second)
		if s := r.Status(); s.Phase != Done || s.Step != 9000 {
			t.Errorf("%s: %+v", c.spec.Name, s)
		}
		checkWalk(t, c.spec, r.History().Upto(9000))
		checkLog(t, c.spec, r.History().Log(), 9000)
	}
}

// One that began where another was left goes on from there, if it was never kept; also
// when it was extended meanwhile.
func TestReviveResumed(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	spec := trekOf("n", 3000., "cost", 1.)
	spec.From = left(t, walks(func(time.Duration) {}), spec, 500)
	r := p.Start(spec, false, nil)
	f.clock.pass(time.Second)
	longer := trekOf("n", 4000., "cost", 1.)
	r.Extend(longer)
	f.clock.pass(time.Second)
	f.last().die("out of memory")
	f.clock.pass(time.Second)
	if r.Kept() != 500 || r.Last().Step != 500 {
		t.Errorf("kept at %d: %+v", r.Kept(), r.Status())
	}
	r.Revive()
	f.clock.pass(100 * time.Millisecond)
	if s := r.Status(); s.Phase != Running || s.Step < 500 || s.Step > 600 {
		t.Errorf("%+v", s)
	}
	f.clock.pass(10 * time.Second)
	if s := r.Status(); s.Phase != Done || s.Step != 4000 {
		t.Errorf("%+v", s)
	}
	checkLog(t, longer, r.History().Log(), 4000)
}

// A checkpoint that was asked for is one to go on from, too.
func TestReviveSaved(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	spec := trekOf("n", 3000., "cost", 1.)
	r := p.Start(spec, false, nil)
	f.clock.pass(time.Second)
	r.Pause()
	var saved *Checkpoint
	r.Checkpoint(func(c *Checkpoint, err error) { saved = c })
	f.clock.pass(time.Second)
	f.last().die("out of memory")
	f.clock.pass(time.Second)
	if saved == nil || saved.Step == 0 || saved.Step != r.Kept() || saved.Log.Len() != r.Last().Log.Len() {
		t.Fatalf("saved is %+v, kept at %d: %+v", saved, r.Kept(), r.Status())
	}
	r.Revive()
	f.clock.pass(100 * time.Millisecond)
	if s := r.Status(); s.Phase != Running || s.Step < saved.Step || s.Step > saved.Step+100 {
		t.Errorf("from %d: %+v", saved.Step, s)
	}
	f.clock.pass(10 * time.Second)
	if s := r.Status(); s.Phase != Done || s.Step != 3000 {
		t.Errorf("%+v", s)
	}
	checkWalk(t, spec, r.History().Upto(3000))
	checkLog(t, spec, r.History().Log(), 3000)
}

// What a lost run is told, and how far it is to go, holds when it is revived.
func TestReviveLonger(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(trekOf("n", 30000., "cost", 1.), false, nil)
	f.clock.pass(8 * time.Second)
	f.last().die("out of memory")
	f.clock.pass(time.Second)
	kept, longer := r.Kept(), trekOf("n", 40000., "cost", 1.)
	longer.Pace = 2000
	if s := r.Status(); !r.Extend(longer) || !r.Set(level(PaceKey, 1000)) || r.Spec().Pace != 1000 || !s.Lost || kept == 0 || r.Kept() != kept {
		t.Fatalf("kept at %d, then %d: %+v", kept, r.Kept(), s)
	}
	r.Revive()
	f.clock.pass(time.Second)
	if s := r.Status(); s.Phase != Running || s.Step < kept || s.Step > kept+1100 {
		t.Errorf("from %d: %+v", kept, s)
	}
	f.clock.pass(time.Minute)
	if s := r.Status(); s.Phase != Done || s.Step != 40000 {
		t.Errorf("%+v", s)
	}
	checkWalk(t, longer, r.History().Upto(40000))
	checkLog(t, longer, r.History().Log(), 40000)
	r.Cancel() // there is nothing to revive any more
	if r.Set(level(PaceKey, 1)) || r.Extend(longer) {
		t.Error("what has ended takes something")
	}
}

// To cancel a run whose worker does not listen takes others along only as far as they
// cannot be resumed.
func TestAbandonKeeps(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	long := p.Start(of("cost", 1.), false, nil)
	r := p.Start(trekOf("n", 30000., "cost", 1.), false, nil)
	f.clock.pass(12 * time.Second)
	f.last().hung = true
	step := r.Status().Step
	long.Cancel()
	f.clock.pass(2 * time.Second)
	if s := r.Status(); s.Phase != Running || s.Step <= r.Kept() || r.Kept() == 0 || r.Kept() > step || len(f.workers) != 2 {
		t.Errorf("kept at %d of %d: %+v", r.Kept(), step, s)
	}
}

// A worker has half a minute to say something.
func TestPoolSlowStart(t *testing.T) {
	f := newFarm()
	f.boot = 29 * time.Second
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(of("n", 10., "cost", 1.), false, nil)
	f.clock.pass(30 * time.Second)
	if r.Status().Phase != Done {
		t.Errorf("after 29 s: %+v", r.Status())
	}
	f.boot = time.Hour
	p = NewPool(1, f.clock, f.spawn)
	r = p.Start(of("n", 10., "cost", 1.), false, nil)
	f.clock.pass(29 * time.Second)
	if r.Status().Phase != Starting {
		t.Errorf("before its time: %+v", r.Status())
	}
	f.clock.pass(2 * time.Second)
	if s := r.Status(); s.Phase != Starting || !s.Silent {
		t.Errorf("after its time: %+v", s)
	}
	f.boot = time.Millisecond
	r.Revive()
	f.clock.pass(time.Second)
	if s := r.Status(); s.Phase != Done || len(f.workers) != 3 || !f.workers[1].closed {
		t.Errorf("in another worker: %+v", s)
	}
}

// Where there are no workers, the work is done here; what was started is not
// lost.
func TestPoolFallback(t *testing.T) {
	for what, spoil := range map[string]func(*farm){
		"refused":    func(f *farm) { f.refuse = errors.New("no workers here") },
		"dead":       func(f *farm) { f.clock.After(20*time.Millisecond, func() { f.workers[1].died("404") }) },
		"never came": func(f *farm) { f.boot = time.Hour },
	} {
		f := newFarm()
		spoil(f)
		p := NewPool(3, f.clock, f.spawn, f.inline())
		var runs []*Run
		for range 3 {
			runs = append(runs, p.Start(of("n", 50., "cost", 1.), true, nil))
		}
		runs[0].Step()
		f.clock.pass(40 * time.Second)
		for i, r := range runs {
			if s := r.Status(); s.Phase != Paused || i == 0 && s.Step != 1 {
				t.Errorf("%s: %+v", what, s)
			}
			r.Resume()
		}
		f.clock.pass(time.Second)
		for _, r := range runs {
			if r.Status().Phase != Done {
				t.Errorf("%s: %+v", what, r.Status())
			}
		}
		if len(p.workers) != 1 || p.limit != 1 {
			t.Errorf("%s: %d workers", what, len(p.workers))
		}
		for _, w := range f.workers {
			if !w.closed {
				t.Errorf("%s: a worker was left", what)
			}
		}
	}
}

func TestPoolNoWorkers(t *testing.T) {
	f := newFarm()
	f.refuse = errors.New("no workers here")
	p := NewPool(3, f.clock, f.spawn, f.spawn)
	changed := 0
	r := p.Start(of(), false, func() { changed++ })
	if r.Status().Phase != Starting || changed != 0 {
		t.Errorf("within Start: %+v", r.Status())
	}
	cancelled := p.Start(of(), false, func() { t.Error("a cancelled run was heard of") })
	cancelled.Cancel()
	f.clock.pass(0)
	if s := r.Status(); s.Phase != Failed || s.Err.En != "no worker could be started: no workers here" || changed != 1 {
		t.Errorf("%+v, changed %d times", s, changed)
	}
	f.refuse = nil
	r = p.Start(of("n", 1.), false, nil)
	f.clock.pass(time.Second)
	if r.Status().Phase != Done {
		t.Errorf("later: %+v", r.Status())
	}
	defer func() {
		if recover() != "task: no spawn" {
			t.Error("a pool without a spawn")
		}
	}()
	NewPool(1, f.clock)
}

// What comes late from a worker that was given up says nothing of the others.
func TestPoolGivenUp(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn, f.spawn, f.inline())
	r := p.Start(of("cost", 1.), false, nil)
	first := f.last()
	first.die("404")
	f.clock.pass(0)
	first.receive(event{news: hello}.encode())
	first.died("404, again")
	if p.proven || len(p.spawns) != 2 || len(f.workers) != 2 {
		t.Errorf("proven: %v, %d kinds of workers left, %d workers", p.proven, len(p.spawns), len(f.workers))
	}
	f.clock.pass(time.Second)
	if r.Status().Phase != Running {
		t.Errorf("%+v", r.Status())
	}
}

// Once there was a worker that answered, one that does not even begin is an
// accident.
func TestPoolNewcomerDies(t *testing.T) {
	f := newFarm()
	p := NewPool(2, f.clock, f.spawn, f.inline())
	old := p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	r := p.Start(of("cost", 1.), false, nil)
	f.last().die("out of memory")
	f.clock.pass(time.Second)
	if s := r.Status(); s.Phase != Failed || s.Err.En != "the worker has stopped: out of memory" {
		t.Errorf("%+v", s)
	}
	if old.Status().Phase != Running || len(p.spawns) != 2 {
		t.Errorf("the other run: %+v, %d kinds of workers left", old.Status(), len(p.spawns))
	}
}

// If there are workers already, one that cannot be had is not missed.
func TestPoolRefusedLater(t *testing.T) {
	f := newFarm()
	p := NewPool(3, f.clock, f.spawn, f.inline())
	p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	f.refuse = errors.New("no more")
	r := p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	if r.Status().Phase != Running || len(p.workers) != 1 || len(p.spawns) != 2 {
		t.Errorf("%+v, %d workers", r.Status(), len(p.workers))
	}
}

// What changed does with other runs is its own affair.
func TestPoolChangedActs(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	var a, b, c *Run
	a = p.Start(of("cost", 1.), false, func() {
		if a.Status().Phase == Failed {
			b.Cancel()
			c = p.Start(a.Spec(), false, nil)
		}
	})
	b = p.Start(of("cost", 1.), false, func() {
		if b.Status().Phase != Running {
			t.Errorf("a cancelled run was heard of: %+v", b.Status())
		}
	})
	f.clock.pass(time.Second)
	f.last().die("killed")
	f.clock.pass(time.Second)
	if a.Status().Phase != Failed || b.Status().Phase != Cancelled || c == nil || c.Status().Phase != Running {
		t.Errorf("%v, %v, %v", a.Status(), b.Status(), c)
	}
}

func TestPoolGarbage(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	w := f.last()
	step := r.Status().Step
	for _, data := range [][]byte{
		nil, {1}, []byte(strings.Repeat("garbage ", 100)),
		event{news: update, run: 99, status: Status{Phase: Running, Step: 1 << 40}}.encode(),
		event{news: gone, run: 99}.encode(),
		event{news: update, run: r.id, status: Status{Phase: Cancelled}}.encode(),
	} {
		w.receive(data)
	}
	if s := r.Status(); s.Phase != Running || s.Step != step {
		t.Errorf("%+v", s)
	}
}

// In whatever order a visitor presses the buttons, and however long messages
// take: the phase is what the last of them says, steps are done while it runs
// and one for each Step, and the frames are those of the walk.
func TestPoolModel(t *testing.T) {
	for _, kind := range []string{"worker", "inline"} {
		for seed := range uint64(40) {
			t.Run(fmt.Sprint(kind, seed), func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 7))
				f := newFarm()
				f.delay = time.Duration(r.IntN(30)) * time.Millisecond
				f.boot = time.Duration(r.IntN(300)) * time.Millisecond
				spawn := f.spawn
				if kind == "inline" {
					spawn = f.inline()
				}
				p := NewPool(1+r.IntN(2), f.clock, spawn)
				var models []*model
				for range 60 {
					switch op := r.IntN(8); {
					case len(models) == 0 || op == 0:
						models = append(models, startModel(t, p, r))
					default:
						models[r.IntN(len(models))].press(op)
					}
					if r.IntN(3) == 0 {
						f.clock.pass(time.Duration(r.IntN(40)) * time.Millisecond)
					}
					if r.IntN(4) == 0 {
						f.clock.pass(700 * time.Millisecond) // all is heard
						for _, m := range models {
							m.check(t)
						}
					}
				}
			})
		}
	}
}

// model says what a run should be like.
type model struct {
	run      *Run
	n        int // steps it takes, 0: no end
	phase    Phase
	certain  int // steps that were done for sure
	ran      bool
	progress float64
}

func startModel(t *testing.T, p *Pool, r *rand.Rand) *model {
	m := &model{n: []int{0, 3, 40, 5000}[r.IntN(4)], phase: Running}
	spec := of("n", float64(m.n), "cost", []float64{0.1, 2, 6}[r.IntN(3)])
	spec.Seed, spec.Record, spec.Pace = r.Uint64(), r.IntN(3), []float64{0, 0, 50}[r.IntN(3)]
	paused := r.IntN(2) == 0
	if paused {
		m.phase = Paused
	}
	m.ran = !paused
	within := true
	m.run = p.Start(spec, paused, func() {
		s := m.run.Status()
		if within || m.phase == Cancelled {
			t.Errorf("changed is called, within Start: %v, of a run that is %v", within, m.phase)
		}
		if s.Progress < m.progress || (s.Progress == 1) != (s.Phase == Done) {
			t.Errorf("%v: progress %v after %v", s.Phase, s.Progress, m.progress)
		}
		if last, ok := m.run.History().Last(); !ok || last.Step != s.Step {
			t.Errorf("the last frame is of step %d, the status of %d", last.Step, s.Step)
		}
		m.progress = s.Progress
	})
	within = false
	return m
}

func (m *model) press(op int) {
	ended := m.phase.Ended() || m.run.Status().Phase.Ended()
	switch op {
	case 1, 2:
		m.run.Pause()
		if !ended {
			m.phase = Paused
		}
	case 3, 4:
		m.run.Resume()
		if !ended {
			m.phase, m.ran = Running, true
		}
	case 5, 6:
		m.run.Step()
		if !ended {
			m.phase = Paused
			m.certain++
		}
	case 7:
		m.run.Cancel()
		if !ended {
			m.phase = Cancelled
		}
	}
}

// check compares the run with the model when all is heard.
func (m *model) check(t *testing.T) {
	t.Helper()
	s := m.run.Status()
	// It may have come to its end before it heard the last of it.
	if s.Phase == Done && m.phase != Cancelled && m.n > 0 && (m.ran || m.certain >= m.n) {
		m.phase = Done
	}
	if s.Phase != m.phase {
		t.Fatalf("%v, want %v: %+v", s.Phase, m.phase, s)
	}
	switch {
	case m.phase == Cancelled:
		return
	case m.phase == Done && s.Step != m.n:
		t.Errorf("done at step %d of %d", s.Step, m.n)
	case !m.ran && m.phase == Paused && s.Step != m.certain:
		t.Errorf("%d steps, want %d", s.Step, m.certain)
	case !m.ran && m.phase == Paused && m.n > 0 && s.Step >= m.n:
		t.Errorf("paused at step %d of %d", s.Step, m.n)
	case m.phase == Running && s.Step == 0:
		t.Error("it runs, and gets nowhere")
	}
	checkWalk(t, m.run.Spec(), m.run.History().Upto(s.Step))
}
