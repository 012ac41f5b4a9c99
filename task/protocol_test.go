package task

import (
	"bytes"
	"math"
	"testing"
	"time"

	"zscape/compute/lang"
)

var commands = []command{
	{verb: ping},
	{verb: pause, run: 1},
	{verb: cancel, run: math.MaxUint64},
	{verb: start, run: 7, spec: Spec{Name: "walk", Args: messages[7], Seed: 1 << 63, Chain: 3, Pace: 12.5, Record: 3}},
	{verb: set, run: 9, set: 3, args: messages[7]},
	{verb: save, run: 2},
	{verb: supply, data: dataID{1, 15: 2}, args: messages[7]},
	{verb: forget, data: dataID{1, 15: 2}},
	{verb: start, run: 3, spec: Spec{Name: "walk", Data: NewData(messages[7])}},
	{verb: extend, run: 9, spec: Spec{Name: "trek", From: &Checkpoint{Step: 4, Elapsed: 5, State: messages[6]}}},
	{verb: startPaused, run: 8, spec: Spec{Record: -1, Pace: -1}},
}

var events = []event{
	{news: hello},
	{news: gone, run: 3},
	{news: saved, run: 3, reason: lang.Text{En: "gone", Ja: "ありません"}},
	{news: saved, run: 3, saved: &Checkpoint{Step: 4, Elapsed: 5, State: messages[7]}},
	{news: update, run: 4, status: Status{Phase: Paused, Remaining: -1}, log: &book{columns: []string{"a", "b"}, steps: []float64{0, 3, 3}, values: [][]float64{{1, 2, 3}, {math.NaN(), 0, -1}}}},
	{news: update, run: 4, sets: 7, status: Status{Phase: Done, Progress: 1, Resident: true, Refused: SpecError{"level", "-1", lang.Text{En: "too low", Ja: "低すぎます"}}}},
	{news: update, run: 4, status: Status{Phase: Failed, Err: lang.Text{En: "walk: lost", Ja: "迷子"}, Remaining: -1}},
	{
		news: update, run: 5,
		status: Status{Phase: Done, Step: 12, Progress: 1, Elapsed: time.Second, Rate: 12},
		frames: []Frame{{Step: 0, Snapshot: messages[6]}, {Step: 12, Progress: 1, Snapshot: messages[7]}},
	},
}

func TestProtocolRoundTrip(t *testing.T) {
	for _, c := range commands {
		data := c.encode()
		got, err := decodeCommand(data)
		if err != nil || got.verb != c.verb || got.run != c.run || got.set != c.set || !got.args.Equal(c.args) || !bytes.Equal(got.encode(), data) {
			t.Errorf("%v came back as %v, %v", c, got, err)
		}
		for n := range data {
			if _, err := decodeCommand(data[:n]); err == nil {
				t.Errorf("%v: %d of %d bytes are enough", c, n, len(data))
			}
		}
	}
	for _, e := range events {
		data := e.encode()
		got, err := decodeEvent(data)
		if err != nil || got.news != e.news || got.run != e.run || got.sets != e.sets || got.status != e.status || len(got.frames) != len(e.frames) {
			t.Errorf("%v came back as %v, %v", e, got, err)
			continue
		}
		for i, f := range e.frames {
			if g := got.frames[i]; g.Step != f.Step || g.Progress != f.Progress || !g.Snapshot.Equal(f.Snapshot) {
				t.Errorf("frame %v came back as %v", f, g)
			}
		}
		if !bytes.Equal(got.encode(), data) {
			t.Errorf("log %v came back as %v", e.log, got.log)
		}
		for n := range data {
			if _, err := decodeEvent(data[:n]); err == nil {
				t.Errorf("%v: %d of %d bytes are enough", e, n, len(data))
			}
		}
	}
}

func TestEventMalformed(t *testing.T) {
	ok := Status{Phase: Running, Remaining: -1}
	for what, change := range map[string]func(*Status, *Frame){
		"starting":              func(s *Status, _ *Frame) { s.Phase = Starting },
		"cancelled":             func(s *Status, _ *Frame) { s.Phase = Cancelled },
		"no phase":              func(s *Status, _ *Frame) { s.Phase = -1 + 1<<32 },
		"done, but not all":     func(s *Status, _ *Frame) { s.Phase = Done },
		"all, but not done":     func(s *Status, _ *Frame) { s.Progress = 1 },
		"progress above 1":      func(s *Status, _ *Frame) { s.Progress = 1.5 },
		"progress NaN":          func(s *Status, _ *Frame) { s.Progress = math.NaN() },
		"resident, not done":    func(s *Status, _ *Frame) { s.Resident = true },
		"rate NaN":              func(s *Status, _ *Frame) { s.Rate = math.NaN() },
		"step below 0":          func(s *Status, _ *Frame) { s.Step = -1 },
		"elapsed below 0":       func(s *Status, _ *Frame) { s.Elapsed = -1 },
		"frame's step below 0":  func(_ *Status, f *Frame) { f.Step = -1 },
		"frame's progress is 2": func(_ *Status, f *Frame) { f.Progress = 2 },
	} {
		s, f := ok, Frame{}
		change(&s, &f)
		if e, err := decodeEvent(event{news: update, status: s, frames: []Frame{f}}.encode()); err == nil {
			t.Errorf("%s: is %v", what, e)
		}
	}
	for what, log := range map[string]*book{
		"a column twice":     {columns: []string{"a", "a"}, values: make([][]float64, 2)},
		"a shorter column":   {columns: []string{"a"}, steps: []float64{1}, values: [][]float64{{}}},
		"steps that fall":    {columns: []string{"a"}, steps: []float64{2, 1}, values: [][]float64{{0, 0}}},
		"a step below 0":     {columns: []string{"a"}, steps: []float64{-1}, values: [][]float64{{0}}},
		"half a step":        {columns: []string{"a"}, steps: []float64{0.5}, values: [][]float64{{0}}},
		"a step that is NaN": {columns: []string{"a"}, steps: []float64{math.NaN()}, values: [][]float64{{0}}},
	} {
		if e, err := decodeEvent(event{news: update, status: ok, log: log}.encode()); err == nil {
			t.Errorf("%s: is %v", what, e.log)
		}
	}
	if _, err := decodeEvent(event{news: newses}.encode()); err == nil {
		t.Error("an unknown event is one")
	}
	if _, err := decodeCommand(command{verb: verbs}.encode()); err == nil {
		t.Error("an unknown command is one")
	}
}

func FuzzDecodeCommand(f *testing.F) {
	for _, c := range commands {
		f.Add(c.encode())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := decodeCommand(data)
		if err == nil && !bytes.Equal(c.encode(), data) {
			t.Errorf("%x is %v is %x", data, c, c.encode())
		}
		// A Server takes anything, too.
		clock := newFakeClock()
		s := NewServer(walks(func(time.Duration) {}), func([]byte) {}, clock.Now)
		s.Receive(data)
	})
}

func FuzzDecodeEvent(f *testing.F) {
	for _, e := range events {
		f.Add(e.encode())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := decodeEvent(data)
		if err == nil && !bytes.Equal(e.encode(), data) {
			t.Errorf("%x is %v is %x", data, e, e.encode())
		}
		// A Pool takes anything, too.
		clock := newFakeClock()
		var say func([]byte)
		p := NewPool(1, clock, func(receive func([]byte), _ func(string)) (Port, error) {
			say = receive
			return deaf{}, nil
		})
		p.Start(Spec{}, false, nil)
		say(data)
		say(data)
	})
}

// deaf is a Port to nowhere.
type deaf struct{}

func (deaf) Post([]byte) {}
func (deaf) Close()      {}
