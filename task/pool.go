package task

import (
	"slices"
	"time"

	"zscape/compute/lang"
)

// Port is a worker as seen from the Pool.
type Port interface {
	// Post sends the worker's Server a command, in order. The bytes are not
	// to be changed.
	Post(data []byte)

	// Close ends the worker at once, whatever it is doing.
	Close()
}

// Spawn makes a worker. It calls receive with what the worker's Server sends,
// in order, and died if the worker ended by itself, with the reason; neither
// before Spawn returns nor from within Post or Close.
type Spawn func(receive func([]byte), died func(reason string)) (Port, error)

// Clock tells the time and calls back: f, no earlier than after d, and not
// from within After. What is due at the same time is called in the order it
// was asked for.
type Clock interface {
	Now() time.Time
	After(d time.Duration, f func())
}

// Pool runs tasks in workers. These start when they are first needed, and are
// kept for the next run.
type Pool struct {
	limit   int
	clock   Clock
	spawns  []Spawn // the first is in use
	proven  bool    // a worker of it has answered
	workers []*worker
	runs    uint64 // so far
}

// NewPool returns a Pool of at most limit workers, and at least one. If spawn
// cannot make them, or they die before they ever answered, the next spawn
// takes its place, for one worker. It panics if there is no spawn.
func NewPool(limit int, clock Clock, spawn ...Spawn) *Pool {
	if len(spawn) == 0 {
		panic("task: no spawn")
	}
	return &Pool{limit: max(limit, 1), clock: clock, spawns: spawn}
}

// Start begins a run, at its beginning or, with Spec.From, where one was left, in the least busy worker. changed, which may be nil, is
// called after everything that is heard of it, but never from within a method
// of Pool or Run.
func (p *Pool) Start(spec Spec, paused bool, changed func()) *Run {
	p.runs++
	r := &Run{pool: p, id: p.runs, spec: spec, changed: changed, history: NewHistory(HistoryLimit), kept: spec.From}
	if spec.From != nil {
		r.history.log = spec.From.Log.copied()
	}
	r.begin(spec, paused)
	if err := p.place(r); err != nil {
		p.clock.After(0, func() { r.fail(err) })
	}
	return r
}

// place gives the run to a worker.
func (p *Pool) place(r *Run) error {
	w, err := p.worker()
	if err == nil {
		w.take(r)
	}
	return err
}

// worker returns one without runs; else a new one, if there may be more, or the
// least busy one.
func (p *Pool) worker() (*worker, error) {
	var best *worker
	for _, w := range p.workers {
		if best == nil || w.better(best) {
			best = w
		}
	}
	if best != nil && (best.load() == 0 && !best.silent || len(p.workers) >= p.limit) {
		return best, nil
	}
	for {
		w, err := p.spawn()
		switch {
		case err == nil:
			return w, nil
		case best != nil:
			return best, nil
		case len(p.spawns) == 1:
			return nil, lang.Errorf("no worker could be started: %v", "ワーカーを起動できませんでした(%v)", err)
		}
		p.retreat()
	}
}

// replaceable reports whether another kind of worker can do instead, and nothing is
// lost by it.
func (p *Pool) replaceable() bool { return !p.proven && len(p.spawns) > 1 }

// spawn adds a worker.
func (p *Pool) spawn() (*worker, error) {
	w := &worker{pool: p, unacknowledged: map[uint64]bool{}, has: map[dataID]bool{}}
	port, err := p.spawns[0](w.receive, func(reason string) { w.died(lang.Same(reason)) })
	if err != nil {
		return nil, err
	}
	w.port = port
	p.workers = append(p.workers, w)
	return w, nil
}

// retreat gives up the spawn in use for the next one, and returns the runs of
// its workers. None of them has begun.
func (p *Pool) retreat() (runs []*Run) {
	for _, w := range slices.Clone(p.workers) {
		runs = append(runs, w.close()...)
	}
	p.spawns, p.limit, p.proven = p.spawns[1:], 1, false
	return runs
}

// again gives runs that have not begun to other workers than they were given
// to at first.
func (p *Pool) again(runs []*Run) {
	for _, r := range runs {
		if r.status.Phase.Ended() {
			continue
		}
		if err := p.place(r); err != nil {
			r.fail(err)
		}
	}
}
