package page

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

// descent is jobs of half a minute.
const descent = "leastsquares?steps=2000&pace=60&order=shuffled&seed=7"

// ends are what they come to.
func ends(h *host) any { return []any{h.readouts["J_wh"], h.readouts["J_gd"]} }

// Jobs go on after a reload where they were: running or paused, to the same end.
func TestKeepRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	p, h := load(t, descent, newBrowser(), map[string]string{})
	play(p, h, 40*time.Second)
	if h.run.Phase != Done {
		t.Fatalf("%+v", h.run)
	}
	want := ends(h)

	p, h = load(t, descent, newBrowser(), map[string]string{})
	play(p, h, 14*time.Second)
	if h.run.Phase != Running || len(h.browser.data) != 1 {
		t.Fatalf("%+v, %d entries", h.run, len(h.browser.data))
	}
	q, other := reload(t, h)
	play(q, other, 100*time.Millisecond)
	if other.run.Phase != Running || other.run.Step < 250 || other.run.Step > 700 || len(other.toasts) != 1 || !strings.HasPrefix(other.toasts[0], "Resumed from step ") {
		t.Fatalf("after a reload: %+v, %q; before: %+v", other.run, other.toasts, h.run)
	}
	play(q, other, 40*time.Second)
	if other.run.Phase != Done || other.run.Step != 2000 || !reflect.DeepEqual(ends(other), want) {
		t.Errorf("it comes to %v, want %v; %+v", ends(other), want, other.run)
	}
	// Done it stays, and nothing is said.
	play(q, other, time.Second)
	q, other = reload(t, other)
	play(q, other, 200*time.Millisecond)
	if other.run.Phase != Done || other.run.Step != 2000 || !reflect.DeepEqual(ends(other), want) || len(other.toasts) > 0 {
		t.Errorf("reloaded at the end: %+v, %v, %q", other.run, ends(other), other.toasts)
	}

	// Paused: at the very step. Steps count, and so does what only looks different.
	p.RunPause()
	play(p, h, time.Second)
	p.RunStep(1)
	p.RunStep(1)
	play(p, h, time.Second)
	p.Set("theme", "dark", true)
	h.wait(time.Second)
	at := h.run.Step
	for range 2 {
		q, other = reload(t, h)
		q.SetLanguage("ja")
		play(q, other, time.Second)
		if other.run.Phase != Paused || other.run.Step != at || !slices.Equal(other.toasts, []string{"ステップ" + exhibit.FormatNumber(float64(at)) + "から再開しました"}) {
			t.Fatalf("paused at %d, after a reload: %+v, %q", at, other.run, other.toasts)
		}
		h = other
	}
	q.RunPause()
	play(q, other, 40*time.Second)
	if other.run.Phase != Done || !reflect.DeepEqual(ends(other), want) {
		t.Errorf("it comes to %v, want %v; %+v", ends(other), want, other.run)
	}
}

// What is not the same job begins as ever; so does what was cancelled, or what has not
// been kept.
func TestKeepRunOther(t *testing.T) {
	p, h := load(t, descent, newBrowser(), map[string]string{})
	play(p, h, time.Second)
	q, other := reload(t, h)
	play(q, other, time.Second)
	if other.run.Step > 70 || len(other.toasts) > 0 || other.run.Phase != Running {
		t.Errorf("reloaded at once: %+v, %q", other.run, other.toasts)
	}
	play(p, h, 13*time.Second)
	for _, address := range []string{
		"leastsquares?steps=2000&pace=60&order=shuffled&seed=8",
		"leastsquares?steps=2000&pace=60&order=shuffled&seed=7&gd=0",
		"ratings?first=0&second=0&sgd=0&epochs=1",
		"notebook", "waves",
	} {
		q, other := load(t, address, h.browser, maps.Clone(h.notes))
		play(q, other, time.Second)
		if other.run.Phase == Running && other.run.Step > 70 || len(other.toasts) > 0 || len(other.problems) > 0 {
			t.Errorf("%s: %+v, %q", address, other.run, other.toasts)
		}
		if address != "waves" && address != "notebook" && other.run.Phase == Idle {
			t.Errorf("%s does not begin by itself", address)
		}
	}
	// The visitor is faster.
	q, other = reload(t, h)
	q.Set("seed", "9", true)
	play(q, other, time.Second)
	if other.run.Step > 70 || other.run.Phase != Running || len(other.toasts) > 0 {
		t.Errorf("another seed at once: %+v, %q", other.run, other.toasts)
	}
	key := p.keeping.run.mine
	if h.browser.data[key] == nil {
		t.Errorf("kept are %q", slices.Sorted(maps.Keys(h.browser.data)))
	}
	p.RunCancel()
	play(p, h, time.Second)
	if h.browser.data[key] != nil || h.notes[runNote] != "" {
		t.Errorf("cancelled: %d entries, note %q", len(h.browser.data), h.notes[runNote])
	}
}

// Of two tabs that were one, neither needs what the other keeps.
func TestKeepRunCopied(t *testing.T) {
	p, h := load(t, descent, newBrowser(), map[string]string{})
	play(p, h, 14*time.Second)
	q, other := load(t, h.address, h.browser, maps.Clone(h.notes))
	play(q, other, time.Second)
	p.RunCancel()
	play(p, h, time.Second)
	_, other = reload(t, other)
	other.wait(time.Second)
	if len(other.toasts) != 1 || len(other.browser.data) != 1 {
		t.Errorf("after it was cancelled in the other tab: %q, %d entries", other.toasts, len(other.browser.data))
	}
}

// When the page goes, what is there is kept; if that is not written in time, what was
// before is taken up.
func TestKeepRunLeft(t *testing.T) {
	p, h := load(t, descent, newBrowser(), map[string]string{})
	play(p, h, 7*time.Second)
	p.Leave()
	h.wait(0)
	q, other := reload(t, h)
	play(q, other, 100*time.Millisecond)
	if other.run.Step < 250 || len(other.toasts) != 1 {
		t.Errorf("left after 7 s: %+v, %q", other.run, other.toasts)
	}
	play(p, h, 15*time.Second)
	before := maps.Clone(h.browser.data)
	p.Leave()
	h.browser.data = before // it was not written
	if n := len(strings.Fields(h.notes[runNote])); n != 3 {
		t.Errorf("the note has %d words: %q", n, h.notes[runNote])
	}
	q, other = reload(t, h)
	play(q, other, 100*time.Millisecond)
	if other.run.Step < 600 || len(other.toasts) != 1 {
		t.Errorf("left after 22 s, it was not written: %+v, %q", other.run, other.toasts)
	}

	// What is damaged is removed, and the jobs begin anew.
	for key := range h.browser.data {
		h.browser.data[key] = h.browser.data[key][:100]
	}
	q, other = reload(t, h)
	play(q, other, time.Second)
	if other.run.Phase != Running || other.run.Step > 70 || len(other.toasts) > 0 || len(h.browser.data) > 0 {
		t.Errorf("damaged: %+v, %q, %d entries", other.run, other.toasts, len(h.browser.data))
	}
}

// Two tabs that were one do not take from each other what they keep.
func TestKeepRunTabs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	p, h := load(t, descent, newBrowser(), map[string]string{})
	play(p, h, 14*time.Second)
	p.RunPause()
	play(p, h, time.Second)
	at := h.run.Step
	q, twin := reload(t, h) // with copies of its notes
	play(q, twin, time.Second)
	q.RunPause()
	play(q, twin, 15*time.Second)
	q.RunCancel()
	play(q, twin, time.Second)
	q, other := reload(t, h)
	play(q, other, time.Second)
	if other.run.Phase != Paused || other.run.Step != at {
		t.Errorf("paused at %d, after another tab went on: %+v", at, other.run)
	}
	// A tab of its own begins anew.
	q, other = load(t, descent, h.browser, map[string]string{})
	play(q, other, time.Second)
	if other.run.Step > 70 || len(other.toasts) > 0 {
		t.Errorf("in another tab: %+v", other.run)
	}
}

// What has been left for a week is removed, and so is the oldest of many; files stay.
func TestKeepRunStale(t *testing.T) {
	b := newBrowser()
	p, h := load(t, descent, b, map[string]string{})
	put := func(kind string, age time.Duration) string {
		key := entry{kind, "0", h.now.Add(-age), 1, place{"leastsquares", ""}}.String()
		b.data[key] = []byte{1}
		return key
	}
	day := 24 * time.Hour
	old, file, fresh := put(keptRuns, 8*day), put(keptAlone, 9*day), put(keptRuns, 6*day)
	for k := range mostRuns {
		put(keptRuns, day+time.Duration(k)*time.Hour)
	}
	play(p, h, 15*time.Second)
	if b.data[old] != nil || b.data[file] == nil || b.data[fresh] != nil || len(b.data) != mostRuns+1 {
		t.Errorf("kept are %q", slices.Sorted(maps.Keys(b.data)))
	}
}

// A browser that keeps nothing is asked once; one that is full, again.
func TestKeepRunNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	for _, b := range []*browser{nil, {dead: errors.New("forbidden")}, {data: map[string][]byte{}, fails: ErrNoRoom}} {
		p, h := load(t, descent, b, map[string]string{})
		play(p, h, 25*time.Second)
		if h.run.Phase != Running || len(h.problems) > 0 || p.keeping.run.off != (b == nil || b.fails == nil) || h.notes[runNote] != "" {
			t.Errorf("%+v, %v, %+v, %q", h.run, h.problems, p.keeping.run, h.notes[runNote])
		}
		q, other := reload(t, h)
		play(q, other, time.Second)
		if other.run.Phase != Running || other.run.Step > 70 || len(other.toasts) > 0 {
			t.Errorf("%+v", other.run)
		}
	}
}

// The ratings of a visitor and the methods that run on them come back together.
func TestKeepRunOfFile(t *testing.T) {
	p, h := load(t, "ratings?first=0&second=0", newBrowser(), map[string]string{})
	p.TakeFiles([]exhibit.File{ratings("own.csv", 60)})
	play(p, h, 10*time.Second)
	if h.run.Phase != Done {
		t.Fatalf("%+v", h.run)
	}
	q, other := reload(t, h)
	play(q, other, time.Second)
	check(t, q, other, p.state.String())
	if other.run.Phase != Done || other.run.Step != h.run.Step || !reflect.DeepEqual(other.readouts, h.readouts) {
		t.Errorf("%+v, before %+v", other.run, h.run)
	}
}
