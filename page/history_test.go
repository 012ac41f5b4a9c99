package page

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

// What can be undone and redone is so after a reload, in other exhibits and with other
// files, too.
func TestHistoryKept(t *testing.T) {
	p, h := load(t, "gaussian", newBrowser(), map[string]string{})
	p.Set("vx", "3", true)
	p.Open("surface")
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	h.wait(time.Second)
	p.Set("f", "data+k", true)
	p.TakeFiles([]exhibit.File{table("b.csv", 7)})
	h.wait(time.Second)
	p.Set("k", "2", true)
	p.Undo()
	h.wait(time.Second)
	states := make([]string, len(p.history.moments))
	for k, m := range p.history.moments {
		states[k] = m.String()
	}
	at := p.history.at
	if len(states) != 7 || at != 5 {
		t.Fatalf("%d of %q", at, states)
	}
	q, other := reload(t, h)
	other.wait(time.Second)
	check(t, q, other, states[at])
	if !other.undo || !other.redo || len(q.history.moments) != len(states) {
		t.Fatalf("undo %v, redo %v: %v", other.undo, other.redo, q.history)
	}
	for range 2 { // there and back
		for k := at - 1; k >= 0; k-- {
			q.Undo()
			other.wait(time.Second)
			check(t, q, other, states[k])
		}
		if other.undo {
			t.Error("there is more to undo")
		}
		for k := 1; k < len(states); k++ {
			q.Redo()
			other.wait(time.Second)
			check(t, q, other, states[k])
		}
		if other.redo || len(other.problems) > 0 || other.readouts["nx"] != 7. {
			t.Errorf("there is more to redo, or %v; %v", other.problems, other.readouts["nx"])
		}
		at = len(states) - 1
	}
	// A change ends what could be redone.
	q, other = reload(t, h)
	other.wait(time.Second)
	q.Set("k", "5", true)
	if other.redo || !other.undo {
		t.Error("after a change there is something to redo")
	}
	q.Undo()
	check(t, q, other, states[5])

	// Another address follows it.
	q, other = load(t, "waves?ax=2", h.browser, maps.Clone(h.notes))
	if !other.undo || other.redo {
		t.Error("another address is no State after the others")
	}
	q.Undo()
	other.wait(time.Second)
	check(t, q, other, states[5])
	q.Redo()
	check(t, q, other, "waves?ax=2")

	// A file that is gone is missed.
	clear(h.browser.data)
	q, other = reload(t, h)
	other.wait(time.Second)
	if !strings.Contains(other.problems["f"], "b.csv") {
		t.Errorf("%v", other.problems)
	}
	q.Undo()
	q.Undo()
	other.wait(time.Second)
	if !strings.Contains(other.problems["f"], "a.csv") {
		t.Errorf("%s: %v", q.state, other.problems)
	}
}

// The page may go at once.
func TestHistoryLeft(t *testing.T) {
	p, h := load(t, "gaussian", nil, map[string]string{})
	p.Set("vx", "3", true)
	p.Leave()
	q, other := load(t, h.address, nil, maps.Clone(h.notes))
	if !other.undo {
		t.Error("what was just done is lost")
	}
	q.Undo()
	check(t, q, other, "gaussian")
}

// A note may be anything, and is not larger than it may be.
func TestHistoryNote(t *testing.T) {
	for _, note := range []string{"", "0", "0\n", "x\ngaussian", "-1\ngaussian", "2\ngaussian\nwaves", "1\ngaussian\n\nwaves", "9\n" + strings.Repeat("gaussian\n", historyLimit) + "waves"} {
		if h := historyOf(note); len(h.moments) > 0 {
			t.Errorf("%.20q is read as %d States", note, len(h.moments))
		}
		_, h := load(t, "gaussian", nil, map[string]string{historyNote: note})
		if h.undo || h.redo || len(h.problems) > 0 {
			t.Errorf("with the note %.20q: undo %v, redo %v, %v", note, h.undo, h.redo, h.problems)
		}
	}
	p, h := load(t, "gaussian", nil, map[string]string{historyNote: "1\nnothing?x=1\ngaussian\nsurface?f=("})
	p.Undo()
	check(t, p, h, "gaussian")
	if len(h.problems) != 1 {
		t.Errorf("what cannot be shown any more: %v", h.problems)
	}
	p.Redo()
	p.Redo()
	if !strings.Contains(h.problems["f"], "cannot be read") {
		t.Errorf("%v", h.problems)
	}

	var long history
	for k := range historyLimit {
		long.moments = append(long.moments, moment{text: fmt.Sprint(k, strings.Repeat("x", 3000))})
	}
	for _, at := range []int{0, 10, historyLimit / 2, historyLimit - 1} {
		long.at = at
		note := long.note()
		again := historyOf(note)
		if len(note) > noteLimit || len(note) < noteLimit/20 || again.moments[again.at].text != long.moments[at].text {
			t.Errorf("at %d: %d bytes, %d States", at, len(note), len(again.moments))
		}
	}
}
