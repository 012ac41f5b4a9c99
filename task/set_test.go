package task

import (
	"math"
	"strings"
	"testing"
	"time"

	"zscape/compute/lang"
)

// lamp is a task that shows what it was told last.
type lamp struct {
	walk
	level, color float64
}

func (l *lamp) Snapshot() Message {
	return Message{Arrays: map[string][]float64{"level": {l.level}, "color": {l.color}, "step": {float64(l.step)}}}
}

func (l *lamp) Set(m Message) error {
	level := m.Number("level")
	switch {
	case level < 0:
		return &SpecError{"level", "-1", lang.Text{En: "must be at least 0", Ja: "0以上の数にしてください"}}
	case level > 1e6:
		panic("lamp: burnt out")
	case level == level:
		l.level = level
	}
	if color := m.Array("color"); color != nil {
		l.color = color[0]
	}
	return nil
}

// lamps is walks with lamps, which shine on when they are done, and with springs.
func lamps(spend func(time.Duration)) Library {
	lib := walks(spend)
	lib["lamp"] = func(s Spec) (Task, error) {
		w, err := lib["walk"](s)
		if err != nil {
			return nil, err
		}
		return &lamp{walk: *w.(*walk)}, nil
	}
	lib["spring"] = func(s Spec) (Task, error) {
		s.Name = "trek"
		w, err := lib["trek"](s)
		if err != nil {
			return nil, err
		}
		return &spring{*w.(*trek)}, nil
	}
	return lib
}

func lampOf(args ...any) Spec { s := of(args...); s.Name = "lamp"; return s }

func level(key string, x float64) Message {
	return Message{Arrays: map[string][]float64{key: {x}}}
}

// shown is what the newest frame shows.
func shown(r *Run, key string) float64 {
	f, _ := r.History().Last()
	return f.Snapshot.Number(key)
}

// A Set is answered at once, whether the run is running, paused or done.
func TestSet(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		p := NewPool(1, f.clock, spawn)
		busy := p.Start(of("cost", 1.), false, nil)
		for _, c := range []struct {
			name   string
			spec   Spec
			paused bool
			phase  Phase
		}{
			{"running", lampOf("cost", 0.5), false, Running},
			{"slow", paced(lampOf(), 0.1), false, Running},
			{"paused", lampOf(), true, Paused},
			{"done", lampOf("n", 7.), false, Done},
		} {
			var r *Run
			var answered time.Time
			r = p.Start(c.spec, c.paused, func() {
				if shown(r, "level") > 0 && answered.IsZero() {
					answered = f.clock.now
				}
			})
			f.clock.pass(time.Second)
			if s := r.Status(); s.Phase != c.phase || s.Resident != (c.phase == Done) {
				t.Fatalf("%s: %+v", c.name, s)
			}
			for k := range 5 {
				was, before := r.Status(), r.History().Len()
				answered = time.Time{}
				if !r.Set(level("level", 0)) {
					t.Fatalf("%s: it does not hear", c.name)
				}
				f.clock.pass(50 * time.Millisecond)
				begun := f.clock.now
				r.Set(level("level", float64(k+1)))
				f.clock.pass(40 * time.Millisecond)
				if answered.IsZero() || answered.Sub(begun) > 10*time.Millisecond { // two slices of work, and the way there and back
					t.Errorf("%s: answered after %v", c.name, answered.Sub(begun))
				}
				if got := shown(r, "level"); got != float64(k+1) {
					t.Errorf("%s: the level is %v, want %d", c.name, got, k+1)
				}
				if s := r.Status(); s.Phase != was.Phase || c.phase != Running && (s.Step != was.Step || r.History().Len() != before) || s.Progress < was.Progress {
					t.Errorf("%s: %+v, before %+v", c.name, s, was)
				}
			}
			r.Cancel()
			if r.Set(level("level", 1)) {
				t.Errorf("%s: cancelled, it hears", c.name)
			}
			if phase := r.Status().Phase; (phase == Done) != (c.phase == Done) {
				t.Errorf("%s: cancelled, it is %v", c.name, phase)
			}
		}
		busy.Cancel()
		f.clock.pass(time.Second)
		if n := p.workers[0].load(); n != 0 {
			t.Errorf("%d runs are left in the worker", n)
		}
	})
}

// What is Set quickly goes together; of each name the newest counts.
func TestSetTogether(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	changed := 0
	r := p.Start(lampOf("n", 1.), false, func() { changed++ })
	r.Set(level("color", 7)) // before there is a worker
	r.Set(level("level", 1))
	f.clock.pass(time.Second)
	if shown(r, "color") != 7 || shown(r, "level") != 1 {
		t.Fatalf("color %v, level %v", shown(r, "color"), shown(r, "level"))
	}
	posted, before := len(f.last().heard), changed
	for k := range 1000 { // a slider that is dragged for a second
		r.Set(level("level", float64(k)))
		if k == 500 {
			r.Set(level("color", 3))
		}
		f.clock.pass(time.Millisecond)
	}
	f.clock.pass(20 * time.Millisecond)
	if shown(r, "color") != 3 || shown(r, "level") != 999 {
		t.Errorf("color %v, level %v", shown(r, "color"), shown(r, "level"))
	}
	if n := len(f.last().heard) - posted; n > 600 || n < 200 { // the way there and back takes 2 ms
		t.Errorf("1001 Sets are %d messages", n)
	}
	if n := changed - before; n > 600 {
		t.Errorf("1001 Sets have %d answers", n)
	}
	if n := r.History().Len(); n != 2 {
		t.Errorf("%d frames", n)
	}
}

// A Set that is wrong changes nothing, says why, and the run goes on.
func TestSetRefused(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		p := NewPool(1, f.clock, spawn)
		r := p.Start(lampOf("cost", 1.), false, nil)
		plain := p.Start(of("cost", 1.), false, nil)
		set := func(r *Run, m Message, key string) {
			t.Helper()
			before := r.Status().Step
			r.Set(m)
			f.clock.pass(200 * time.Millisecond)
			s := r.Status()
			if s.Phase != Running || s.Step <= before {
				t.Errorf("%v: %+v", m, s)
			}
			if s.Refused.Key != key || (s.Refused.Reason.Ja == "") != (key == "") {
				t.Errorf("%v: refused is %+v, want %q", m, s.Refused, key)
			}
		}
		set(r, level("level", 5), "")
		set(r, Message{Arrays: map[string][]float64{"level": {-1}, PaceKey: {0.001}}}, "level")
		if shown(r, "level") != 5 {
			t.Errorf("the level is %v", shown(r, "level"))
		}
		set(r, Message{Arrays: map[string][]float64{"level": {9}, PaceKey: {-1}}}, PaceKey)
		if shown(r, "level") != 5 {
			t.Errorf("the level is %v", shown(r, "level"))
		}
		set(r, level(PaceKey, math.NaN()), PaceKey)
		set(r, Message{Arrays: map[string][]float64{PaceKey: nil}}, PaceKey)
		set(r, level("level", 6), "")
		set(plain, level("level", 1), "level")
		set(plain, level(PaceKey, 20), "")
		set(r, Message{}, "")

		r.Set(level("level", 2e6))
		f.clock.pass(time.Second)
		if s := r.Status(); s.Phase != Failed || !strings.Contains(s.Err.En, "burnt out") {
			t.Errorf("a panic: %+v", s)
		}
		if plain.Status().Phase != Running {
			t.Errorf("the other: %+v", plain.Status())
		}
	})
}

// A new pace does not begin the run anew, nor does it make steps that were not due.
func TestSetPace(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		p := NewPool(1, f.clock, spawn)
		spec := paced(of("cost", 0.5), 10)
		r := p.Start(spec, false, nil)
		f.clock.pass(2 * time.Second)
		for _, c := range []struct{ pace, least, most float64 }{{100, 195, 205}, {1, 1, 3}, {25, 48, 52}, {0, 1000, math.Inf(1)}, {10, 18, 22}} {
			r.Set(level(PaceKey, c.pace))
			f.clock.pass(10 * time.Millisecond)
			step := r.Status().Step // as it was when that was heard
			f.clock.pass(2 * time.Second)
			if n := float64(r.Status().Step - step); n < c.least || n > c.most {
				t.Errorf("%v steps in 2 s at pace %v", n, c.pace)
			}
		}
		step := r.Status().Step
		for range 40 { // the slider moves
			r.Set(level(PaceKey, 5))
			f.clock.pass(50 * time.Millisecond)
		}
		if n := r.Status().Step - step; n < 9 || n > 11 {
			t.Errorf("%d steps in 2 s while pace 5 is Set again and again", n)
		}
		checkLog(t, spec, r.History().Log(), r.Status().Step)
		r.Pause()
		r.Set(level(PaceKey, 50))
		f.clock.pass(time.Second)
		step = r.Status().Step
		r.Resume()
		f.clock.pass(time.Second)
		if n := r.Status().Step - step; r.Status().Phase != Running || n < 45 || n > 55 {
			t.Errorf("after a pause: %d steps in a second at pace 50", n)
		}
	})
}

// A task that is kept costs nothing while nobody asks, and is missed when its
// worker is gone.
func TestResident(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(lampOf("n", 1.), false, nil)
	f.clock.pass(2 * time.Second)
	n := f.clock.asked
	f.clock.pass(time.Hour)
	if f.clock.asked != n {
		t.Error("an idle pool does something")
	}
	other := p.Start(of("n", 2000., "cost", 1.), false, nil)
	r.Set(level("level", 4))
	f.clock.pass(time.Second)
	if shown(r, "level") != 4 || other.Status().Phase != Running {
		t.Errorf("beside another run: %v, %+v", shown(r, "level"), other.Status())
	}
	f.last().hung = true
	r.Set(level("level", 5))
	f.clock.pass(11 * time.Second)
	if s := r.Status(); s.Phase != Done || !s.Silent || !other.Status().Silent {
		t.Errorf("in a silent worker: %+v", s)
	}
	f.last().die("crashed")
	f.clock.pass(time.Second)
	if s := r.Status(); s.Phase != Done || s.Resident || s.Refused.Reason.En == "" || r.Set(level("level", 6)) {
		t.Errorf("without its worker: %+v", s)
	}
	if other.Status().Phase != Failed {
		t.Errorf("the other run: %+v", other.Status())
	}
}

// To give up a task that is kept ends nothing else, however busy the worker is; and
// runs go where there is least to do.
func TestResidentGivenUp(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	slow := p.Start(of("cost", 700.), false, nil)
	lamp := p.Start(lampOf("n", 1.), false, nil)
	f.clock.pass(3 * time.Second)
	if !lamp.Status().Resident {
		t.Fatalf("%+v", lamp.Status())
	}
	lamp.Cancel()
	f.clock.pass(5 * time.Second)
	if slow.Status().Phase != Running || len(f.last().server.runs) != 1 {
		t.Errorf("%+v, %d runs", slow.Status(), len(f.last().server.runs))
	}

	f = newFarm()
	p = NewPool(2, f.clock, f.spawn)
	for range 3 { // all in one worker
		p.Start(lampOf("n", 1.), false, nil)
		f.clock.pass(time.Second)
		p.limit = 1
	}
	p.limit = 2
	a := p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	if len(f.workers) != 2 || a.worker != p.workers[1] {
		t.Errorf("beside lamps: %d workers", len(f.workers))
	}
	b := p.Start(of("cost", 1.), false, nil)
	f.clock.pass(time.Second)
	if b.worker != p.workers[0] {
		t.Error("a busy worker is less busy than one of lamps")
	}
}

// spring is a walk that is wound up for more steps.
type spring struct{ trek }

func (s *spring) Set(m Message) error {
	s.n += int(m.Number("wind"))
	return nil
}

// A run that is done goes on when what it is Set gives it more to do; otherwise it stays so.
func TestSetGoesOn(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		p := NewPool(1, f.clock, spawn)
		s := of("n", 20., "cost", 1.)
		s.Name = "spring"
		r := p.Start(s, false, nil)
		f.clock.pass(time.Second)
		if st := r.Status(); st.Phase != Done || st.Step != 20 || !st.Resident {
			t.Fatalf("%+v", st)
		}
		r.Set(level("wind", 0))
		f.clock.pass(time.Second)
		if st := r.Status(); st.Phase != Done || st.Step != 20 || st.Progress != 1 {
			t.Errorf("nothing to do: %+v", st)
		}
		r.Set(level("wind", 100))
		f.clock.pass(40 * time.Millisecond)
		if st := r.Status(); st.Phase != Running || st.Step <= 20 || st.Step >= 120 || st.Progress >= 1 || st.Remaining < 0 {
			t.Errorf("wound up: %+v", st)
		}
		r.Pause()
		f.clock.pass(time.Second)
		if st := r.Status(); st.Phase != Paused || st.Step >= 120 {
			t.Errorf("paused: %+v", st)
		}
		r.Resume()
		f.clock.pass(time.Second)
		if st := r.Status(); st.Phase != Done || st.Step != 120 || st.Progress != 1 || !st.Resident {
			t.Errorf("at its end: %+v", st)
		}
		checkLog(t, s, r.History().Log(), 120)
		r.Set(Message{Arrays: map[string][]float64{"wind": {10}, PaceKey: {1}}})
		f.clock.pass(3500 * time.Millisecond)
		if st := r.Status(); st.Phase != Running || st.Step < 122 || st.Step > 125 {
			t.Errorf("at a pace: %+v", st)
		}
	})
}

func TestSpecChange(t *testing.T) {
	spec := func(change func(*Spec)) Spec {
		s := Spec{Name: "walk", Seed: 1, Pace: 2, Args: Message{
			Texts: map[string]string{"t": "a"}, Arrays: map[string][]float64{"x": {1, 2}, "rate": {0.1}}}}
		if change != nil {
			change(&s)
		}
		return s
	}
	old := spec(nil)
	for _, c := range []struct {
		change func(*Spec)
		want   Message
		ok     bool
	}{
		{nil, Message{}, true},
		{func(s *Spec) { s.Pace = 3 }, level(PaceKey, 3), true},
		{func(s *Spec) { s.Args.Arrays["rate"] = []float64{5} }, level("rate", 5), true},
		{func(s *Spec) { s.Args.Texts["t"] = "b" }, Message{Texts: map[string]string{"t": "b"}}, true},
		{func(s *Spec) { s.Args.Arrays["x"] = []float64{1} }, Message{}, false},
		{func(s *Spec) { s.Args.Arrays["y"] = s.Args.Arrays["x"]; delete(s.Args.Arrays, "x") }, Message{}, false},
		{func(s *Spec) { delete(s.Args.Arrays, "rate") }, Message{}, false},
		{func(s *Spec) { s.Args.Arrays["u"] = nil }, Message{}, false},
		{func(s *Spec) { s.Seed = 2; s.Pace = 3 }, Message{}, false},
		{func(s *Spec) { s.Chain = 1 }, Message{}, false},
		{func(s *Spec) { s.Name = "lamp" }, Message{}, false},
		{func(s *Spec) { s.Record = 1 }, Message{}, false},
	} {
		s := spec(c.change)
		if m, ok := s.Change(old, "rate", "t", PaceKey); ok != c.ok || !m.Equal(c.want) {
			t.Errorf("from %v to %v: %v, %v; want %v, %v", old, s, m, ok, c.want, c.ok)
		}
		if m, ok := s.Change(old); ok != s.Equal(old) || !m.Empty() {
			t.Errorf("from %v to %v without keys: %v, %v", old, s, m, ok)
		}
	}
}
