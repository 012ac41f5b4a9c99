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

	sets, answered uint64  // how many Sets and Extends were posted, and the last that was heard
	waiting        Message // what to Set when that is
	longer         *Spec   // how far to go on when that is; nil if there is nothing new

	savers []func(*Checkpoint, error) // that wait for a checkpoint
	kept   *Checkpoint                // where it began, or was last said to be; nil for the beginning
}

// Spec returns what was started, with what has been Set since, or what that was
// extended to.
func (r *Run) Spec() Spec { return r.spec }

// Status returns what was last heard of the run.
func (r *Run) Status() Status { return r.status }

// History returns the frames and the log so far. It is the Run's, to be read
// only.
func (r *Run) History() *History { return r.history }

// Pause stops the run until Resume or Step. Like these it takes a moment, and
// does nothing if the run has ended.
func (r *Run) Pause() { r.say(pause) }

// Resume lets the run go on.
func (r *Run) Resume() { r.say(resume) }

// Step does one step more, after which the run is paused; whether it was
// running before or not. Several Steps are as many steps.
func (r *Run) Step() { r.say(step) }

// Set tells the run something: what its task, a [Setter], knows the names of, or
// by PaceKey a new pace. It is answered by a frame as soon as the worker hears it; if
// it was wrong, Status.Refused says so and the run goes on. What is Set while an
// answer is on its way goes together after it: of a name, the newest counts. A run that
// is Lost knows of it when it is revived.
// ok is false if the run has ended otherwise and its task is gone. The message must not be
// changed afterwards.
func (r *Run) Set(m Message) (ok bool) {
	if r.status.Lost {
		r.spec = r.spec.told(m)
		return true
	}
	if r.Gone() {
		return false
	}
	r.spec = r.spec.told(m)
	r.waiting.update(m)
	r.post()
	return true
}

// post says what is to be Set, or to be asked for, if the last was answered.
func (r *Run) post() {
	switch {
	case r.answered < r.sets:
	case r.longer != nil:
		r.sets++
		r.order(command{verb: extend, run: r.id, set: r.sets, spec: *r.longer})
		r.longer = nil
	case !r.waiting.Empty():
		r.sets++
		r.order(command{verb: set, run: r.id, set: r.sets, args: r.waiting})
		r.waiting = Message{}
	}
}

// Extend continues the run with a Spec that asks for more steps, from where it is:
// its history and its log go on. Its task is a [Checkpointer]; if it has
// ended for another reason than its number of steps, it stays so. It is answered as
// Set is, and of several the newest counts. A run that is Lost goes on so far when it is
// revived. ok is false if the run has ended otherwise and its task is gone.
func (r *Run) Extend(spec Spec) (ok bool) {
	if r.status.Lost {
		r.spec = spec
		return true
	}
	if r.Gone() {
		return false
	}
	r.spec, r.longer = spec, &spec
	for _, m := range []Message{spec.Args, {Arrays: map[string][]float64{PaceKey: nil}}} {
		r.waiting.remove(m) // it is older
	}
	r.post()
	return true
}

// Checkpoint calls f with the run as it will be when its worker hears of this, or
// with the reason why that cannot be.
func (r *Run) Checkpoint(f func(*Checkpoint, error)) {
	if r.Gone() {
		r.pool.clock.After(0, func() { f(nil, errNoCheckpoint) })
		return
	}
	r.savers = append(r.savers, f)
	r.order(command{verb: save, run: r.id})
}

// save hands a checkpoint to the first who waits for one.
func (r *Run) save(e event) {
	if len(r.savers) == 0 {
		return
	}
	f := r.savers[0]
	r.savers = r.savers[1:]
	if e.saved == nil {
		f(nil, lang.Errorf("%v", "%v", e.reason))
		return
	}
	kept := *e.saved
	r.kept = &kept // Revive need not go further back
	e.saved.Log = r.history.Log().Upto(e.saved.Step)
	f(e.saved, nil)
}

// Kept returns the step from which Revive goes on, 0 for the beginning.
func (r *Run) Kept() int {
	if r.kept == nil {
		return 0
	}
	return r.kept.Step
}

// Last returns where the run was kept last, with its log up to there: in another Pool, as
// Spec.From, it goes on from it. It is nil if that is the beginning.
func (r *Run) Last() *Checkpoint {
	if r.kept == nil {
		return nil
	}
	c := *r.kept
	c.Log = r.history.Log().Upto(c.Step)
	return &c
}

// Revive goes on with a run that is Lost or Silent, in another worker: from where it
// was last kept, or from its beginning. Of tasks that are [Checkpointer]s the worker
// sends where they are every few seconds. Of the history, what comes after that step
// is replaced as the run gets there again. Revive does nothing to other runs.
func (r *Run) Revive() {
	if !r.status.Lost && !r.status.Silent {
		return
	}
	w := r.worker
	r.rewind()
	if w != nil {
		w.abandon()
	}
	if err := r.pool.place(r); err != nil {
		r.pool.clock.After(0, func() { r.fail(err) })
	}
}

// rewind makes the run one that is about to begin where it was last kept.
func (r *Run) rewind() {
	paused := r.status.Phase == Paused
	r.end(Starting)
	r.pool.runs++
	r.id = r.pool.runs // what the worker may still say is of another run
	spec := r.spec
	spec.From = r.kept
	r.begin(spec, paused)
}

// begin makes the run one of which nothing has been heard.
func (r *Run) begin(spec Spec, paused bool) {
	verb := start
	if paused {
		verb = startPaused
	}
	r.status = Status{Remaining: -1}
	r.unheard = [][]byte{command{verb: verb, run: r.id, spec: spec}.encode()}
}

// Gone reports whether the run has ended and its task is gone: Set does nothing.
func (r *Run) Gone() bool { return r.status.Phase.Ended() && !r.status.Resident }

// asking reports whether the run owes an answer.
func (r *Run) asking() bool {
	return !r.status.Phase.Ended() || r.answered < r.sets || len(r.savers) > 0
}

// Cancel ends the run. Nothing more is heard of it, not even that it was
// Cancelled. If its worker is not free again in a tenth of a second, the
// worker is closed, and what else was running there fails. A run that is Done
// stays so, but its task is given up.
func (r *Run) Cancel() {
	if r.Gone() {
		return
	}
	w, done := r.worker, r.status.Phase == Done
	if done {
		r.end(Done)
	} else {
		r.end(Cancelled)
	}
	switch {
	case w == nil || !w.ready:
	case done: // there is no hurry
		w.port.Post(command{verb: cancel, run: r.id}.encode())
	default:
		w.cancel(r.id)
	}
}

// say passes a command of one word on, if the run has not ended.
func (r *Run) say(v verb) {
	if !r.status.Phase.Ended() {
		r.order(command{verb: v, run: r.id})
	}
}

// order passes a command on. It is kept as long as it may have to be said
// again, to another worker.
func (r *Run) order(c command) {
	data := c.encode()
	if r.unheard != nil {
		r.unheard = append(r.unheard, data)
	}
	if r.worker != nil && r.worker.ready {
		r.worker.port.Post(data)
		r.worker.attend()
	}
}

// update takes what the worker says of the run.
func (r *Run) update(e event) {
	r.status, r.unheard, r.answered = e.status, nil, e.sets
	if r.Gone() {
		r.end(r.status.Phase)
	}
	for _, f := range e.frames {
		r.history.Add(f)
	}
	r.history.log = r.history.log.join(e.log)
	if !r.Gone() {
		r.post()
	}
	r.tell()
}

func (r *Run) fail(err error) {
	switch {
	case !r.status.Phase.Ended():
		r.end(Failed)
		r.status.Lost, r.status.Err = true, lang.Of(err)
	case r.asking(): // it is Done, but will not answer any more
		r.end(Done)
		r.status.Refused = *asSpecError(err)
	default:
		r.end(r.status.Phase)
		return
	}
	r.tell()
}

// end takes the run out of its worker.
func (r *Run) end(phase Phase) {
	if r.worker != nil {
		r.worker.drop(r)
	}
	r.worker, r.unheard, r.waiting, r.longer, r.answered = nil, nil, Message{}, nil, r.sets
	r.status.Phase, r.status.Resident, r.status.Silent = phase, false, false
	for _, f := range r.savers {
		r.pool.clock.After(0, func() { f(nil, errNoCheckpoint) })
	}
	r.savers = nil
	if phase != Done {
		r.status.Remaining = -1
	}
}

func (r *Run) tell() {
	if r.changed != nil {
		r.changed()
	}
}
