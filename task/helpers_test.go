package task

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"zscape/compute/lang"
)

// fakeClock is a Clock whose time passes when it is told to.
type fakeClock struct {
	now   time.Time
	calls []call
	asked int
}

type call struct {
	at    time.Time
	order int
	f     func()
}

func newFakeClock() *fakeClock {
	return &fakeClock{now: time.Date(1960, 6, 30, 0, 0, 0, 0, time.UTC)}
}

func (c *fakeClock) Now() time.Time { return c.now }

func (c *fakeClock) After(d time.Duration, f func()) {
	c.asked++
	c.calls = append(c.calls, call{c.now.Add(d), c.asked, f})
}

// pass lets the time pass, and calls what is due on the way. A call may itself
// take time.
func (c *fakeClock) pass(d time.Duration) {
	end := c.now.Add(d)
	for {
		at := -1
		for i, x := range c.calls {
			if !x.at.After(end) && (at < 0 || x.at.Before(c.calls[at].at) || x.at.Equal(c.calls[at].at) && x.order < c.calls[at].order) {
				at = i
			}
		}
		if at < 0 {
			break
		}
		x := c.calls[at]
		c.calls = slices.Delete(c.calls, at, at+1)
		if x.at.After(c.now) {
			c.now = x.at
		}
		x.f()
	}
	if end.After(c.now) {
		c.now = end
	}
}

// walk is a random walk: a task whose frames are a matter of its seed alone.
type walk struct {
	random         *rand.Rand
	step, n        int // n 0: without end
	x              float64
	spend          func(time.Duration)
	cost, snapshot time.Duration
	fail, panics   int // at this step
}

func (w *walk) Step() (bool, error) {
	w.spend(w.cost)
	w.step++
	switch w.step {
	case w.fail:
		return false, errors.New("walk: lost")
	case w.panics:
		panic("walk: fell")
	}
	w.x += w.random.NormFloat64()
	return w.step == w.n, nil
}

func (w *walk) Progress() float64 {
	if w.n == 0 {
		return math.NaN()
	}
	return float64(w.step) / float64(w.n)
}

func (w *walk) Snapshot() Message {
	w.spend(w.snapshot)
	return Message{Arrays: map[string][]float64{"x": {w.x, float64(w.step)}}}
}

// Columns and Records log every step that is no multiple of 3, those of 4 twice.
func (w *walk) Columns() []string { return []string{"x", "twice"} }

func (w *walk) Records(dst []float64) []float64 {
	if w.step%3 == 0 && w.step > 0 {
		return dst
	}
	if dst = append(dst, w.x, 0); w.step%4 == 0 {
		dst = append(dst, w.x, 1)
	}
	return dst
}

// checkLog checks that the log is of the walk's steps up to step, all of them.
func checkLog(t *testing.T, s Spec, log Log, step int) {
	t.Helper()
	w := &walk{random: rand.New(s.PCG()), spend: func(time.Duration) {}}
	steps, x, twice := log.Steps(), log.Column("x"), log.Column("twice")
	if len(steps) != log.Len() || len(x) != log.Len() || len(twice) != log.Len() || log.Column("y") != nil {
		t.Fatalf("columns of %d, %d and %d numbers, %d records", len(steps), len(x), len(twice), log.Len())
	}
	i := 0
	for w.step <= step {
		rows := w.Records(nil)
		for ; len(rows) > 0; rows = rows[2:] {
			if i == log.Len() {
				t.Fatalf("%d records end at step %v, want all up to %d", i, steps[i-1], step)
			}
			if steps[i] != float64(w.step) || x[i] != rows[0] || twice[i] != rows[1] {
				t.Fatalf("record %d is of step %v: %v, %v; want step %d: %v", i, steps[i], x[i], twice[i], w.step, rows)
			}
			i++
		}
		w.Step()
	}
	if i != log.Len() {
		t.Fatalf("%d records, want %d up to step %d", log.Len(), i, step)
	}
}

// trek is a walk that can be left and taken up again.
type trek struct {
	walk
	pcg *rand.PCG
}

func (t *trek) Checkpoint() Message {
	random, _ := t.pcg.MarshalBinary()
	return Message{Texts: map[string]string{"random": string(random)}, Arrays: map[string][]float64{"x": {t.x}, "step": {float64(t.step)}}}
}

func (t *trek) Ended() bool { return t.n > 0 && t.step >= t.n || t.x > 40 }

func (t *trek) Step() (bool, error) {
	if t.Ended() {
		panic("trek: a step beyond the end")
	}
	_, err := t.walk.Step()
	return t.Ended(), err
}

func newTrek(s Spec, w *walk) (Task, error) {
	t := &trek{*w, s.PCG()}
	t.random = rand.New(t.pcg)
	if s.From == nil {
		return t, nil
	}
	if err := t.pcg.UnmarshalBinary([]byte(s.From.State.Text("random"))); err != nil {
		return nil, &SpecError{Key: "from", Reason: lang.Text{En: "no trek", Ja: "trekではありません"}}
	}
	t.x, t.step = s.From.State.Number("x"), int(s.From.State.Number("step"))
	return t, nil
}

// walks returns a library of walks which take the time by spend.
func walks(spend func(time.Duration)) Library {
	lib := Library{
		"walk": func(s Spec) (Task, error) {
			number := func(key string) float64 {
				if x := s.Args.Number(key); x > 0 {
					return x
				}
				return 0
			}
			if s.Name == "trek" {
				s.Name = "walk"
				return newTrek(s, &walk{spend: spend, n: int(number("n")), cost: time.Duration(number("cost") * 1e6), fail: int(number("fail"))})
			}
			ms := func(key string) time.Duration { return time.Duration(number(key) * 1e6) }
			return &walk{
				random:   rand.New(s.PCG()),
				n:        int(number("n")),
				spend:    spend,
				cost:     ms("cost"),
				snapshot: ms("snapshot"),
				fail:     int(number("fail")),
				panics:   int(number("panics")),
			}, nil
		},
		"picky": func(s Spec) (Task, error) {
			return nil, &SpecError{"n", s.Args.Text("n"), lang.Text{En: "too small", Ja: "小さすぎます"}}
		},
		"bad":  func(Spec) (Task, error) { panic(errors.New("bad library")) },
		"none": func(Spec) (Task, error) { return nil, nil },
	}
	lib["trek"] = lib["walk"]
	return lib
}

// of returns the Spec of a walk with arguments: name, number, ...
func of(args ...any) Spec {
	s := Spec{Name: "walk", Seed: 1, Args: Message{Arrays: map[string][]float64{}}}
	for i := 0; i < len(args); i += 2 {
		s.Args.Arrays[args[i].(string)] = []float64{args[i+1].(float64)}
	}
	return s
}

func paced(s Spec, pace float64) Spec { s.Pace = pace; return s }

func recorded(s Spec, every int) Spec { s.Record = every; return s }

// checkWalk checks that the frames are of the walk that Do does.
func checkWalk(t *testing.T, s Spec, frames []Frame) {
	t.Helper()
	if len(frames) == 0 {
		t.Fatal("no frames")
	}
	if frames[0].Step != 0 {
		t.Errorf("the first frame is of step %d", frames[0].Step)
	}
	w := &walk{random: rand.New(s.PCG()), spend: func(time.Duration) {}}
	progress := 0.0
	for i, f := range frames {
		if i > 0 && f.Step <= frames[i-1].Step {
			t.Fatalf("frame of step %d after that of %d", f.Step, frames[i-1].Step)
		}
		for w.step < f.Step {
			w.Step()
		}
		if want := w.Snapshot(); !f.Snapshot.Equal(want) {
			t.Fatalf("step %d is %v, want %v", f.Step, f.Snapshot, want)
		}
		if f.Progress < progress || f.Progress > 1 {
			t.Errorf("progress %v after %v", f.Progress, progress)
		}
		progress = f.Progress
	}
}
