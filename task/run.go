package task

import (
	"zscape/compute/lang"
)

// Run is a task that runs in a Pool, or has run.
type Run struct {
	pool    *Pool
	worker  *worker
	id      uint64
	spec    Spec
	changed func()
	status  Status
	history *History
	unheard [][]byte // commands, until something is heard of the run
}

// Spec returns what was started.
func (r *Run) Spec() Spec { return r.spec }

// Status returns what was last heard of the run.
func (r *Run) Status() Status { return r.status }

// History returns the frames and the log so far. It is the Run's, to be read
// only.
func (r *Run) History() *History { return r.history }

// Pause stops the run until Resume or Step. Like these it takes a moment, and
// does nothing if the run has ended.
func (r *Run) Pause() { r.order(pause) }

// Resume lets the run go on.
func (r *Run) Resume() { r.order(resume) }

// Step does one step more, after which the run is paused; whether it was
// running before or not. Several Steps are as many steps.
func (r *Run) Step() { r.order(step) }

// Cancel ends the run. Nothing more is heard of it, not even that it was
// Cancelled. If its worker is not free again in a tenth of a second, the
// worker is closed, and what else was running there fails.
func (r *Run) Cancel() {
	if r.status.Phase.Ended() {
		return
	}
	w := r.worker
	r.end(Cancelled)
	if w != nil && w.ready {
		w.cancel(r.id)
	}
}

// order passes a command on. It is kept as long as it may have to be said
// again, to another worker.
func (r *Run) order(v verb) {
	if r.status.Phase.Ended() {
		return
	}
	data := command{verb: v, run: r.id}.encode()
	if r.unheard != nil {
		r.unheard = append(r.unheard, data)
	}
	if r.worker != nil && r.worker.ready {
		r.worker.port.Post(data)
	}
}

// update takes what the worker says of the run.
func (r *Run) update(e event) {
	if e.status.Phase.Ended() {
		r.end(e.status.Phase)
	}
	r.status, r.unheard = e.status, nil
	for _, f := range e.frames {
		r.history.Add(f)
	}
	r.history.log = r.history.log.join(e.log)
	r.tell()
}

func (r *Run) fail(err error) {
	if r.status.Phase.Ended() {
		return
	}
	r.end(Failed)
	r.status.Err = lang.Of(err)
	r.tell()
}

// end takes the run out of its worker.
func (r *Run) end(phase Phase) {
	if r.worker != nil {
		r.worker.drop(r)
	}
	r.worker, r.unheard = nil, nil
	r.status.Phase, r.status.Remaining = phase, -1
}

func (r *Run) tell() {
	if r.changed != nil {
		r.changed()
	}
}
