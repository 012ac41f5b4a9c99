package task

import (
	"slices"
	"time"

	"zscape/compute/lang"
)

// worker is one worker of a Pool.
type worker struct {
	pool *Pool
	port Port
	runs []*Run // that have not ended, and resident ones

	unacknowledged map[uint64]bool // runs that were cancelled
	has            map[dataID]bool // data that it was given

	ready    bool // it has said something
	closed   bool
	watching bool
	silence  int  // beats since it last said something
	silent   bool // it has been for too long
}

const (
	// A worker is asked for a sign of life every beat. These are counted, not
	// timed: when the page itself was asleep, there were none.
	beat = 500 * time.Millisecond

	// After 10 s without one it is silent. That is no proof that it is dead: the
	// machine may be busy with something else. So it is left alone, and whoever
	// waits for its runs is told.
	maxSilence = 20

	// It may take longer to arrive, and to begin: 30 s.
	maxStart = 60

	// A cancelled run has this long to be gone.
	maxCancel = 100 * time.Millisecond
)

// load is how many runs the worker has, also those that only wait to be told
// something.
func (w *worker) load() int { return len(w.runs) + len(w.unacknowledged) }

// busy is how many runs it has something to do for.
func (w *worker) busy() int {
	n := len(w.unacknowledged)
	for _, r := range w.runs {
		if r.asking() {
			n++
		}
	}
	return n
}

// better reports whether w is to be given a run rather than other.
func (w *worker) better(other *worker) bool {
	switch {
	case w.silent != other.silent:
		return other.silent
	case w.busy() != other.busy():
		return w.busy() < other.busy()
	}
	return w.load() < other.load()
}

// take adds a run. What there is to say of it is said when the worker is
// there to listen, so that of a worker that never comes nothing is lost.
func (w *worker) take(r *Run) {
	r.worker, r.status.Silent = w, w.silent
	w.runs = append(w.runs, r)
	w.tidy()
	if w.ready {
		w.brief(r)
	}
	w.attend()
}

// attend begins to watch the worker, if nobody does.
func (w *worker) attend() {
	if !w.watching {
		w.watching, w.silence = true, 0
		w.pool.clock.After(beat, w.watch)
	}
}

func (w *worker) brief(r *Run) {
	w.supply(r.spec.Data)
	for _, data := range r.unheard {
		w.port.Post(data)
	}
}

// drop removes a run, if it is there.
func (w *worker) drop(r *Run) {
	w.runs = slices.DeleteFunc(w.runs, func(other *Run) bool { return other == r })
}

// cancel stops a run that is not the worker's any more. If it does not stop,
// the worker is closed.
func (w *worker) cancel(id uint64) {
	w.unacknowledged[id] = true
	w.port.Post(command{verb: cancel, run: id}.encode())
	w.pool.clock.After(maxCancel, func() {
		// The page may have been busy itself: what has arrived goes first.
		w.pool.clock.After(0, func() {
			if w.unacknowledged[id] && !w.closed {
				w.abandon()
			}
		})
	})
}

// receive takes an event from the worker's Server. What is not one, or is of
// a run that is not the worker's any more, is ignored.
func (w *worker) receive(data []byte) {
	e, err := decodeEvent(data)
	if err != nil || w.closed {
		return
	}
	w.silence = 0
	w.hush(false)
	if !w.ready {
		w.ready, w.pool.proven = true, true
		for _, r := range w.runs {
			w.brief(r)
		}
	}
	switch e.news {
	case gone:
		delete(w.unacknowledged, e.run)
	default:
		at := slices.IndexFunc(w.runs, func(r *Run) bool { return r.id == e.run })
		if at < 0 {
			return
		}
		switch r := w.runs[at]; e.news {
		case update:
			r.update(e)
		case saved:
			r.save(e)
		case kept:
			r.kept = e.saved
		}
	}
}

// hush notes whether the worker is silent, and tells those who wait for its runs.
func (w *worker) hush(silent bool) {
	if w.silent == silent {
		return
	}
	w.silent = silent
	for _, r := range slices.Clone(w.runs) {
		if r.worker == w && (r.asking() || !silent) {
			r.status.Silent = silent
			r.tell()
		}
	}
}

// watch asks for a sign of life, every beat as long as there is something to
// wait for.
func (w *worker) watch() {
	limit := maxStart
	if w.ready {
		limit = maxSilence
	}
	switch {
	case w.closed || w.busy() == 0:
		w.watching = false
		return
	case w.silence >= limit && !w.ready && w.pool.replaceable():
		w.pool.again(w.pool.retreat())
		return
	case w.silence >= limit:
		w.hush(true)
	}
	w.silence++
	if w.ready {
		w.port.Post(command{verb: ping}.encode())
	}
	w.pool.clock.After(beat, w.watch)
}

// died is for a worker that has ended. Its runs fail; but if there never was
// a worker of its kind, they begin elsewhere.
func (w *worker) died(reason lang.Text) {
	if w.closed {
		return
	}
	p := w.pool
	if p.replaceable() {
		p.again(p.retreat())
		return
	}
	fail(w.close(), reason)
}

// abandon closes a worker that does not listen. The runs of which nothing was
// heard yet begin elsewhere, and those that were kept go on there.
func (w *worker) abandon() {
	var lost, waiting []*Run
	for _, r := range w.close() {
		switch {
		case r.unheard != nil:
			waiting = append(waiting, r)
		case r.kept != nil && !r.status.Phase.Ended():
			r.rewind()
			waiting = append(waiting, r)
		default:
			lost = append(lost, r)
		}
	}
	w.pool.again(waiting)
	fail(lost, lang.Text{En: "this was the only way to cancel another run in it", Ja: "同じワーカーの別の計算を中止するには、停止するしかありませんでした"})
}

// close ends the worker and returns the runs that were in it.
func (w *worker) close() []*Run {
	p := w.pool
	p.workers = slices.DeleteFunc(p.workers, func(other *worker) bool { return other == w })
	runs := w.runs
	w.closed, w.runs = true, nil
	for _, r := range runs {
		r.worker = nil
	}
	w.port.Close()
	return runs
}

func fail(runs []*Run, reason lang.Text) {
	err := lang.Errorf("the worker has stopped: %s", "ワーカーが停止しました(%s)", reason)
	for _, r := range runs {
		r.fail(err)
	}
}
