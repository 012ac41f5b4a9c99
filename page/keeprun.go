package page

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"zscape/compute/lang"
	"zscape/task"
)

// Where the jobs are is kept, too, so that they go on after a reload: what their workers
// sent unasked last while they run, and where they are when they rest. Each load of the
// page keeps it under keys of its own, and the tab notes which; so of two tabs that were
// one, neither takes away what the other keeps.

// keptRun is how the jobs are kept.
type keptRun struct {
	keys   []string // that are noted, the newest first
	mine   string   // the last that this load has written
	noted  RunPhase
	rested resting // that was kept
	timer  bool    // they run, and will be kept
	own    bool    // they were to be, under a key of this load
	nudges int     // times that they came to rest
	busy   bool    // one is being written
	off    bool    // the browser keeps nothing
	asked  bool    // whether there is something of the load before
	tidy   bool    // old ones are gone
}

// resting is where jobs rest.
type resting struct {
	phase    RunPhase
	progress float64
}

const (
	keptRuns = "run" // the kind of entries
	runNote  = "run" // what the tab notes: the phase, and the keys

	// keepRunEvery is how often jobs that run are kept.
	keepRunEvery = 10 * time.Second

	// settleAfter is how long they rest before that is kept.
	settleAfter = 300 * time.Millisecond

	// What is larger is not kept: to write it would hold the page up.
	mostRun = 16 << 20

	// Those of other tabs, and of loads before, are kept so long, and so many of them.
	staleRun = 7 * 24 * time.Hour
	mostRuns = 10
)

// phaseWords are the phases as they are noted.
var phaseWords = map[RunPhase]string{Running: "running", Paused: "paused", Done: "done", Failed: "failed"}

// followRun sees to it that the jobs, in condition c, are kept before long.
func (p *Page) followRun(c Run) {
	k := &p.keeping.run
	if k.off || c.Shown && p.starting() {
		return
	}
	if !c.Keeps || c.Phase == Idle {
		p.dropRun()
		return
	}
	if len(k.keys) > 0 && k.noted != c.Phase {
		p.noteRun(c.Phase)
	}
	switch now := (resting{c.Phase, c.Progress}); {
	case c.Phase == Running:
		k.rested = resting{}
		if k.timer {
			return
		}
		wait := keepRunEvery
		if len(k.keys) > 0 && !k.own {
			wait = settleAfter // what was taken up is another tab's, if this one is a copy of it
		}
		k.timer, k.own = true, true
		p.after(wait, func() {
			k.timer = false
			if c := p.condition(); c.Phase == Running {
				p.keepRun(p.whereKept())
				p.followRun(c) // frames may not come, if the tab is hidden
			}
		})
	case c.Phase != Failed && k.rested != now:
		k.rested = now
		k.nudges++
		mine := k.nudges
		p.after(settleAfter, func() {
			if k.nudges == mine && k.rested == now {
				p.archive(func(a task.Archive, err error) {
					if err == nil && k.rested == now {
						p.keepRun(a)
					}
				})
			}
		})
	}
}

// whereKept returns where the workers have said last that the jobs are. Those that have
// begun, but of which they have not said so, have no step.
func (p *Page) whereKept() task.Archive {
	r := &p.runs
	a := task.Archive{State: p.state.String(), Runs: make([]task.Archived, len(r.list))}
	for i, run := range r.list {
		if run == nil || run.Gone() && run.Status().Phase != task.Done {
			continue
		}
		spec := r.jobs[i].Spec
		a.Runs[i] = task.Archived{Name: spec.Name, Identity: spec.Identity()}
		if c := run.Last(); c != nil {
			a.Runs[i].Checkpoint = *c
		}
	}
	return a
}

// begins reports whether a job is to begin anew, as there is nothing to go on from.
func begins(r task.Archived) bool { return r.Step == 0 && r.State.Empty() }

// keepRun keeps where the jobs are.
func (p *Page) keepRun(a task.Archive) {
	k := &p.keeping.run
	size, some := 0, false
	for _, r := range a.Runs {
		size += r.State.Size() + 8*r.Log.Len()*(len(r.Log.Columns())+1)
		some = some || r.Name != "" && !begins(r)
	}
	if k.off || k.busy || !some || size > mostRun {
		return
	}
	data := a.Encode()
	e := entry{keptRuns, fmt.Sprintf("%016x", rand.Uint64()), p.now(), len(data), place{exhibit: p.state.Exhibit().Name}}
	key, before := e.String(), k.mine
	// If the page goes before it is written, what was before will do.
	k.busy, k.mine, k.keys = true, key, append([]string{key}, k.keys...)
	p.noteRun(p.condition().Phase)
	p.host.Keep(key, [][]byte{data}, func(err error) {
		defer p.event()()
		k.busy = false
		switch {
		case err != nil:
			k.off = !errors.Is(err, ErrNoRoom)
			k.keys = slices.DeleteFunc(k.keys, func(other string) bool { return other == key })
			if k.mine == key {
				k.mine = before
			}
			p.noteRun(k.noted)
		case k.mine != key: // it was dropped meanwhile
			p.forgetRun(key)
		default:
			k.keys = []string{key}
			p.noteRun(k.noted)
			p.forgetRun(before)
			p.tidyRuns()
		}
	})
}

// noteRun notes for this tab what is kept of the jobs, and what they are at.
func (p *Page) noteRun(phase RunPhase) {
	k := &p.keeping.run
	k.noted = phase
	note := ""
	if len(k.keys) > 0 {
		note = phaseWords[phase] + " " + strings.Join(k.keys, " ")
	}
	p.host.Note(runNote, note)
}

// dropRun forgets the jobs: they are others, or the visitor has ended them.
func (p *Page) dropRun() {
	k := &p.keeping.run
	k.rested = resting{}
	if len(k.keys) == 0 {
		return
	}
	p.forgetRun(k.mine)
	k.keys, k.mine = nil, ""
	p.noteRun(Idle)
}

// forgetRun forgets what is kept under a key, if it is one.
func (p *Page) forgetRun(key string) {
	if key != "" {
		p.host.Forget([]string{key}, func(error) {})
	}
}

// tidyRuns forgets, once, what other tabs and loads have left long ago.
func (p *Page) tidyRuns() {
	k := &p.keeping.run
	if k.tidy {
		return
	}
	k.tidy = true
	p.host.Kept(func(keys []string, _ error) {
		var list []entry
		for _, key := range keys {
			if e, ok := entryOf(key); ok && e.kind == keptRuns {
				list = append(list, e)
			}
		}
		slices.SortStableFunc(list, func(a, b entry) int { return b.at.Compare(a.at) })
		for n, e := range list {
			if key := e.String(); !slices.Contains(k.keys, key) && (n >= mostRuns || p.now().Sub(e.at) > staleRun) {
				p.forgetRun(key)
			}
		}
	})
}

// takeUp lets the jobs go on where the load before in this tab has left them, if these
// are the same.
func (p *Page) takeUp() {
	k := &p.keeping.run
	if k.asked {
		return
	}
	k.asked = true
	note := strings.Fields(p.host.Noted(runNote))
	if len(note) < 2 || len(p.runs.jobs) == 0 {
		return
	}
	p.runs.changes++ // what waits to begin by itself waits longer
	mine := p.runs.changes
	p.findRun(note[1:], func(a task.Archive, ok bool) {
		if p.runs.changes != mine {
			return
		}
		if !ok || !fits(a, p.runs.jobs) {
			p.beginSoon()
			return
		}
		k.keys = note[1:]
		step, paused := 0, note[0] == phaseWords[Paused]
		for i := range a.Runs {
			switch c := &a.Runs[i]; {
			case c.Name == "":
			case begins(*c):
				p.begin(i, paused)
			default:
				p.start(i, &c.Checkpoint, paused)
				step = max(step, c.Step)
			}
		}
		p.refreshRuns()
		if note[0] != phaseWords[Done] {
			p.host.Toast(lang.Sprintf("Resumed from step %d", "ステップ%dから再開しました", step).In(p.lang))
		}
	})
}

// findRun calls then with the first of what is kept under keys that is there. What is
// damaged is forgotten.
func (p *Page) findRun(keys []string, then func(a task.Archive, ok bool)) {
	if len(keys) == 0 {
		then(task.Archive{}, false)
		return
	}
	p.host.Find(keys[0], func(data []byte, err error) {
		defer p.event()()
		a := task.Archive{}
		if err == nil {
			if a, err = task.DecodeArchive(data); err == nil {
				then(a, true)
				return
			}
			p.forgetRun(keys[0])
		}
		p.findRun(keys[1:], then)
	})
}
