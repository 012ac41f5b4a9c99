package task

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// bench is a Server on a clock that only its tasks advance, and what it said.
type bench struct {
	*Server
	clock *fakeClock
	said  []said
}

type said struct {
	at time.Time
	event
}

func newBench(t *testing.T) *bench {
	b := &bench{clock: newFakeClock()}
	b.Server = NewServer(walks(b.spend), func(data []byte) {
		e, err := decodeEvent(data)
		if err != nil {
			t.Fatal(err)
		}
		b.said = append(b.said, said{b.clock.now, e})
	}, b.clock.Now)
	return b
}

func (b *bench) spend(d time.Duration) { b.clock.now = b.clock.now.Add(d) }

func (b *bench) order(v verb, run uint64) { b.Receive(command{verb: v, run: run}.encode()) }

func (b *bench) start(run uint64, s Spec) {
	b.Receive(command{verb: start, run: run, spec: s}.encode())
}

// work works for a time as an event loop would: in slices, waiting in between
// as long as it is told to.
func (b *bench) work(d time.Duration) {
	for end := b.clock.now.Add(d); b.clock.now.Before(end); {
		wait, more := b.Work(min(8*time.Millisecond, end.Sub(b.clock.now)))
		if left := end.Sub(b.clock.now); !more || wait > left {
			wait = max(left, 0)
		}
		b.spend(wait)
	}
}

func (b *bench) status(run uint64) Status {
	for _, e := range slices.Backward(b.said) {
		if e.news == update && e.run == run {
			return e.status
		}
	}
	return Status{}
}

func (b *bench) frames(run uint64) (frames []Frame) {
	for _, e := range b.said {
		if e.run == run {
			frames = append(frames, e.frames...)
		}
	}
	return frames
}

func TestServerLife(t *testing.T) {
	b := newBench(t)
	if len(b.said) != 1 || b.said[0].news != hello {
		t.Fatalf("it begins with %v", b.said)
	}
	if wait, more := b.Work(time.Second); more {
		t.Errorf("with nothing to do it wants to work in %v", wait)
	}
	spec := recorded(of("n", 1000., "cost", 1.), 10)
	b.start(1, spec)
	first := b.said[1]
	if first.status.Phase != Running || first.status.Step != 0 || len(first.frames) != 1 || first.frames[0].Step != 0 {
		t.Errorf("the first update is %+v", first)
	}
	b.work(500 * time.Millisecond)
	if s := b.status(1); s.Phase != Running || math.Abs(s.Progress-0.5) > 0.04 || math.Abs(s.Rate-1000) > 1 ||
		(s.Elapsed-500*time.Millisecond).Abs() > interval || (s.Remaining-500*time.Millisecond).Abs() > 2*interval {
		t.Errorf("half way: %+v", s)
	}
	b.work(510 * time.Millisecond)
	want := Status{Phase: Done, Step: 1000, Progress: 1, Elapsed: time.Second, Rate: b.status(1).Rate}
	if s := b.status(1); s != want {
		t.Errorf("in the end: %+v, want %+v", s, want)
	}
	frames := b.frames(1)
	checkWalk(t, spec, frames)
	for step := 0; step <= 1000; step += 10 {
		if !slices.ContainsFunc(frames, func(f Frame) bool { return f.Step == step }) {
			t.Errorf("step %d is not recorded", step)
		}
	}
	if last := frames[len(frames)-1]; last.Step != 1000 || last.Progress != 1 {
		t.Errorf("the last frame is of step %d, progress %v", last.Step, last.Progress)
	}
	if _, more := b.Work(time.Second); more {
		t.Error("it wants to work on what is done")
	}
	b.order(ping, 0)
	if b.said[len(b.said)-1].news != hello {
		t.Error("it is not responding a ping")
	}
}

// The same Spec gives the same frames, on whatever machine, another seed
// others.
func TestServerSeed(t *testing.T) {
	run := func(seed uint64, cost float64) []Frame {
		b := newBench(t)
		spec := recorded(of("n", 500., "cost", cost), 5)
		spec.Seed = seed
		b.start(1, spec)
		b.work(10 * time.Second)
		return slices.DeleteFunc(b.frames(1), func(f Frame) bool { return f.Step%5 != 0 })
	}
	equal := func(a, b []Frame) bool {
		return slices.EqualFunc(a, b, func(a, b Frame) bool { return a.Step == b.Step && a.Snapshot.Equal(b.Snapshot) })
	}
	a, slow, other := run(1, 0.1), run(1, 7), run(2, 0.1)
	if len(a) != 101 || !equal(a, slow) {
		t.Errorf("the same seed: %d frames, %d frames", len(a), len(slow))
	}
	if equal(a, other) {
		t.Error("another seed gives the same")
	}
}

// No second, wherever it begins, has a 31st message of a run, whatever the
// Server is told and however long the steps and snapshots are.
func TestServerMessageRate(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 0))
		b := newBench(t)
		for run := range uint64(3) {
			spec := of("cost", []float64{0.01, 0.3, 5, 33, 40}[r.IntN(5)], "snapshot", float64(r.IntN(3)), "n", float64(r.IntN(3000)))
			spec.Record = r.IntN(3)
			spec.Pace = []float64{0, 0, 10, 100}[r.IntN(4)]
			b.start(run, spec)
		}
		for range 300 {
			b.order([]verb{pause, resume, step, step, resume}[r.IntN(5)], uint64(r.IntN(3)))
			b.work(time.Duration(r.IntN(20)) * time.Millisecond)
		}
		for run := range uint64(3) {
			var at []time.Time
			for _, e := range b.said {
				if e.news == update && e.run == run {
					at = append(at, e.at)
				}
			}
			for i := 30; i < len(at); i++ {
				if at[i].Sub(at[i-30]) < time.Second {
					t.Fatalf("seed %d: 31 messages in %v", seed, at[i].Sub(at[i-30]))
				}
			}
		}
	}
}

// A run that does not wait is heard of steadily.
func TestServerMessagesComeSteadily(t *testing.T) {
	b := newBench(t)
	b.start(1, of("cost", 0.1))
	b.work(10 * time.Second)
	if n := len(b.said); n < 250 || n > 300 {
		t.Errorf("%d messages in 10 s", n)
	}
}

func TestServerPace(t *testing.T) {
	for _, pace := range []float64{0.5, 10, 60, 333} {
		b := newBench(t)
		b.start(1, paced(of("cost", 0.5), pace))
		b.work(60 * time.Second)
		if s, want := b.status(1), 60*pace; math.Abs(float64(s.Step)-want) > 2+pace/25 || math.Abs(s.Rate-pace) > 0.1*pace {
			t.Errorf("pace %v: %d steps in a minute, rate %v", pace, s.Step, s.Rate)
		}
		// The tab sleeps, and wakes.
		before := b.status(1)
		b.spend(time.Hour)
		b.Work(10 * time.Millisecond)
		b.spend(interval)
		b.Work(10 * time.Millisecond)
		after := b.status(1)
		if n := after.Step - before.Step; float64(n) > 2+pace*0.1 {
			t.Errorf("pace %v: %d steps at once after an hour", pace, n)
		}
		if d := after.Elapsed - before.Elapsed; d > time.Second+seconds(1/pace) {
			t.Errorf("pace %v: an hour's sleep counts as %v", pace, d)
		}
	}
}

func TestServerCommands(t *testing.T) {
	b := newBench(t)
	b.Receive(command{verb: startPaused, run: 1, spec: of("n", 100., "cost", 1.)}.encode())
	check := func(what string, phase Phase, step int) {
		t.Helper()
		b.work(100 * time.Millisecond)
		if s := b.status(1); s.Phase != phase || s.Step != step {
			t.Errorf("%s: %v at step %d, want %v at %d", what, s.Phase, s.Step, phase, step)
		}
	}
	check("start paused", Paused, 0)
	b.order(step, 1)
	check("step", Paused, 1)
	b.order(step, 1)
	b.order(step, 1)
	b.order(pause, 1)
	check("two steps, and pause", Paused, 3)
	b.start(1, of())
	check("start again", Paused, 3)
	if s := b.status(1); s.Elapsed != 3*time.Millisecond {
		t.Errorf("three steps of a millisecond took %v", s.Elapsed)
	}
	b.order(resume, 1)
	b.work(10 * time.Millisecond)
	b.order(step, 1)
	check("resume, and step while it runs", Paused, 14)
	b.order(resume, 1)
	b.work(5 * time.Millisecond)
	b.order(pause, 1)
	check("pause while it runs", Paused, 19)
	if s := b.status(1); s.Elapsed != 19*time.Millisecond {
		t.Errorf("19 steps of a millisecond took %v", s.Elapsed)
	}
	b.order(step, 1)
	b.order(resume, 1)
	b.work(5 * time.Millisecond)
	b.order(pause, 1)
	check("step, resume, and pause", Paused, 24)
	b.order(resume, 1)
	check("resume", Done, 100)

	b.start(2, of("cost", 1.))
	b.work(50 * time.Millisecond)
	n := len(b.said)
	b.order(cancel, 2)
	b.order(cancel, 3)
	b.order(resume, 2)
	b.work(100 * time.Millisecond)
	if len(b.said) != n+2 || b.said[n].news != gone || b.said[n].run != 2 || b.said[n+1].news != gone || b.said[n+1].run != 3 {
		t.Errorf("cancel is answered with %v", b.said[n:])
	}
}

// Waiting for the next step is part of the time a run takes, until it pauses.
func TestServerElapsedWhileWaiting(t *testing.T) {
	b := newBench(t)
	b.start(1, paced(of(), 10))
	b.work(150 * time.Millisecond)
	b.order(pause, 1)
	b.work(time.Second)
	if s := b.status(1); s.Elapsed != 150*time.Millisecond || s.Step != 2 {
		t.Errorf("%v, %d steps", s.Elapsed, s.Step)
	}
}

// Whatever is wrong with one run is its own affair.
func TestServerFailures(t *testing.T) {
	for _, c := range []struct {
		spec Spec
		err  string
		step int
	}{
		{of("fail", 3.), "walk: lost", 2},
		{of("panics", 3.), "panic: walk: fell", 2},
		{Spec{Name: "other"}, `name "other": is not a known task`, 0},
		{Spec{Name: "picky", Args: Message{Texts: map[string]string{"n": "-1"}}}, `n "-1": too small`, 0},
		{Spec{Name: "bad"}, "panic: bad library", 0},
		{Spec{Name: "none"}, "task: nothing made for none", 0},
		{paced(of(), -1), `pace "-1": must be a number of steps per second`, 0},
		{paced(of(), math.NaN()), `pace "NaN": must be a number of steps per second`, 0},
		{paced(of(), math.Inf(1)), `pace "+Inf": must be a number of steps per second`, 0},
		{recorded(of(), -2), `record "-2": must be a number of steps`, 0},
	} {
		b := newBench(t)
		b.start(1, of("cost", 1.))
		b.start(2, c.spec)
		b.work(200 * time.Millisecond)
		if s := b.status(2); s.Phase != Failed || s.Err.En != c.err || s.Step != c.step || s.Remaining >= 0 {
			t.Errorf("%v: %+v, want %q at step %d", c.spec, s, c.err, c.step)
		}
		if s := b.status(1); s.Phase != Running || s.Step < 150 {
			t.Errorf("%v: the other run is %+v", c.spec, s)
		}
		// The last frame stays, and there is none of a task that failed.
		for _, f := range b.frames(2) {
			if f.Step > c.step {
				t.Errorf("%v: there is a frame of step %d", c.spec, f.Step)
			}
		}
	}
}

// fickle is a task with all that a task should not do.
type fickle struct{ step int }

func (f *fickle) Step() (bool, error) {
	f.step++
	return f.step == 400, nil
}

func (f *fickle) Progress() float64 {
	return []float64{0.1, math.NaN(), -3, 0.5, 0.2, math.Inf(1), 1, 7}[f.step*7/400]
}

func (f *fickle) Snapshot() Message {
	if f.step == 350 {
		panic(fmt.Errorf("no picture"))
	}
	return Message{}
}

func TestServerProgressNeverFalls(t *testing.T) {
	clock := newFakeClock()
	progress, seen, failed := 0.0, 0, false
	s := NewServer(Library{"fickle": func(Spec) (Task, error) { return &fickle{}, nil }}, func(data []byte) {
		e, err := decodeEvent(data)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range e.frames {
			if f.Progress < progress || f.Progress == 1 {
				t.Errorf("progress %v after %v", f.Progress, progress)
			}
			progress = f.Progress
			seen++
		}
		if e.news == update && e.status.Progress != progress {
			t.Errorf("progress %v, but of the frame %v", e.status.Progress, progress)
		}
		failed = e.status.Phase == Failed && e.status.Err.En == "panic: no picture"
	}, clock.Now)
	s.Receive(command{verb: start, spec: Spec{Name: "fickle", Record: 1, Pace: 100}}.encode())
	for range 1000 {
		clock.pass(5 * time.Millisecond)
		s.Work(time.Millisecond)
	}
	if seen != 350 || !failed {
		t.Errorf("%d frames, failed: %v", seen, failed)
	}
}

// Work goes by turns, and keeps to its budget.
func TestServerTurns(t *testing.T) {
	b := newBench(t)
	b.start(1, of("cost", 0.01))
	b.start(2, of("cost", 0.5))
	b.start(3, of("cost", 4.))
	used := b.clock.now
	for range 500 {
		before := b.clock.now
		b.Work(20 * time.Millisecond)
		if d := b.clock.now.Sub(before); d > 24*time.Millisecond {
			t.Fatalf("20 ms of work took %v", d)
		}
	}
	total := b.clock.now.Sub(used).Seconds()
	for run, cost := range map[uint64]float64{1: 0.01e-3, 2: 0.5e-3, 3: 4e-3} {
		if s := b.status(run); float64(s.Step)*cost < total/5 {
			t.Errorf("run %d had %v of %v s", run, float64(s.Step)*cost, total)
		}
	}
}

// Steps that were fast and become slow, as slow as they may be, do not hold
// up what else there is to do.
func TestServerSuddenlySlow(t *testing.T) {
	b := newBench(t)
	b.start(1, of())
	b.Work(time.Millisecond)
	b.runs[0].task.(*walk).cost = 5 * time.Millisecond
	before := b.clock.now
	b.Work(time.Millisecond)
	if d := b.clock.now.Sub(before); d > 100*time.Millisecond {
		t.Errorf("a call of 1 ms took %v", d)
	}
	before = b.clock.now
	b.Work(time.Millisecond)
	if d := b.clock.now.Sub(before); d > 5*time.Millisecond {
		t.Errorf("the call after that took %v", d)
	}
}

// Snapshots that take long are taken seldom.
func TestServerSnapshotsDoNotDominate(t *testing.T) {
	for every, least := range map[int]float64{0: 0.7, 1: 0.5, 100: 0.5} {
		b := newBench(t)
		b.start(1, recorded(of("cost", 0.1, "snapshot", 20.), every))
		b.work(60 * time.Second) // the first hundred steps, and what it learns from
		before := b.status(1).Step
		b.work(60 * time.Second)
		if busy := float64(b.status(1).Step-before) * 0.1e-3 / 60; busy < least {
			t.Errorf("every %d: only %.0f %% of the time is for steps", every, 100*busy)
		}
	}
}

// A clock that stands still does not keep Work from coming back.
func TestServerStoppedClock(t *testing.T) {
	b := newBench(t)
	b.start(1, of())
	if wait, more := b.Work(time.Second); wait != 0 || !more {
		t.Errorf("%v, %v", wait, more)
	}
}

// At full speed, between messages, nothing is allocated but what a log takes.
func TestWorkAllocates(t *testing.T) {
	b := newBench(t)
	b.lib = Library{"trivial": func(Spec) (Task, error) { return &trivial{}, nil }}
	b.start(1, Spec{Name: "trivial"})
	if n := testing.AllocsPerRun(10, func() { b.Work(time.Second) }); n > 0 {
		t.Errorf("Work allocates %v times", n)
	}
}

func TestPanicTexts(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{"text", "panic: text"},
		{fmt.Errorf("error"), "panic: error"},
		{time.Second, "panic: 1s"},
		{42, "panic: of a value that is not a text"},
	} {
		err := func() (err error) {
			defer recovered(&err)
			panic(c.value)
		}()
		if err == nil || err.Error() != c.want {
			t.Errorf("%v: %v, want %s", c.value, err, c.want)
		}
	}
	err := func() (err error) {
		defer recovered(&err)
		var a []int
		_ = a[len(c())]
		return nil
	}()
	if err == nil || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("an index out of range: %v", err)
	}
}

func c() string { return "c" }

// trivial is a task that does next to nothing.
type trivial struct{ n int }

func (t *trivial) Step() (bool, error) { t.n++; return false, nil }
func (t *trivial) Progress() float64   { return 0 }
func (t *trivial) Snapshot() Message {
	return Message{Arrays: map[string][]float64{"n": {float64(t.n)}}}
}

// How long a step takes, beyond what the task does in it.
func BenchmarkWork(b *testing.B) {
	for _, every := range []int{0, 1, 1000} {
		b.Run(fmt.Sprintf("Record=%d", every), func(b *testing.B) {
			t := &trivial{}
			s := NewServer(Library{"trivial": func(Spec) (Task, error) { return t, nil }}, func([]byte) {}, time.Now)
			s.Receive(command{verb: start, spec: Spec{Name: "trivial", Record: every}}.encode())
			for b.Loop() {
				s.Work(8 * time.Millisecond)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(t.n), "ns/step")
		})
	}
}
