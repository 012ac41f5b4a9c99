package task

import (
	"slices"
	"time"

	"zscape/compute/lang"
)

// Server runs tasks for a Pool at the other end of a channel of bytes.
type Server struct {
	lib  Library
	send func([]byte)
	now  func() time.Time
	runs []*served
	data map[dataID]*Data // that runs may name
	turn int              // of the run to work on next
}

// served is a run as the Server sees it.
type served struct {
	*job
	id    uint64
	pacer pacer
	owed  int       // single steps, to be done although it is Paused
	since time.Time // it is accounted for up to here
	told  time.Time // of the last update
	gap   time.Duration
	news  bool // there is something to tell

	keep time.Time // when it is kept next; zero if it was not yet

	sets    uint64    // number of the last Set or Extend
	refused SpecError // what was wrong with it
	prompt  bool      // it waits for an answer

	waiting []command // that need the run between two steps
}

const (
	// Updates of a run are this far apart, so that there are at most 28 in a
	// second, or 29 with the last one, which does not wait.
	interval = 36 * time.Millisecond

	// A run that is fast gets this long at a turn.
	quantum = 2 * time.Millisecond

	// A run that can be resumed is kept this often on the other side, but so that
	// it takes no more than one part in keepShare of its time.
	keepEvery = 5 * time.Second
	keepShare = 50

	// However slowly the clock goes, a turn and a call of Work come to an end
	// after so many batches and turns.
	maxBatches = 256
	maxTurns   = 64
)

// NewServer returns a Server of the tasks in lib, which says hello at once.
// It says what it has to say by send, which owns the bytes; and it takes the
// time from now.
func NewServer(lib Library, send func([]byte), now func() time.Time) *Server {
	s := &Server{lib: lib, send: send, now: now, data: map[dataID]*Data{}}
	s.send(event{news: hello}.encode())
	return s
}

// Receive takes a command from the Pool. What is not one is ignored.
func (s *Server) Receive(data []byte) {
	c, err := decodeCommand(data)
	if err != nil {
		return
	}
	s.do(c)
}

func (s *Server) do(c command) {
	at := slices.IndexFunc(s.runs, func(r *served) bool { return r.id == c.run })
	switch {
	case c.verb == ping:
		s.send(event{news: hello}.encode())
	case c.verb == cancel:
		if at >= 0 {
			s.runs = slices.Delete(s.runs, at, at+1)
		}
		s.send(event{news: gone, run: c.run}.encode())
	case c.starts():
		if at < 0 {
			s.start(c)
		}
	case c.verb == supply:
		s.data[c.data] = &Data{Message: c.args, id: c.data}
	case c.verb == forget:
		delete(s.data, c.data)
	case (c.verb == save || c.verb == extend) && at >= 0 && s.runs[at].within:
		s.runs[at].waiting = append(s.runs[at].waiting, c)
	case c.verb == save:
		s.save(c.run, at)
	case at >= 0:
		r, now := s.runs[at], s.now()
		switch c.verb {
		case set:
			r.set(c, now)
		case extend:
			r.extend(s, c, now)
		default:
			r.obey(c.verb, now)
		}
		s.tell(r, now)
	}
}

// start begins a run, and tells how it is before its first step.
func (s *Server) start(c command) {
	var j *job
	spec, err := s.resolve(c.spec)
	if err == nil {
		j, err = newJob(s.lib, spec, s.now)
	}
	if err != nil {
		failed := Status{Phase: Failed, Remaining: -1, Err: lang.Of(err)}
		s.send(event{news: update, run: c.run, status: failed}.encode())
		return
	}
	now := s.now()
	r := &served{job: j, id: c.run, pacer: pacer{pace: c.spec.Pace}, news: true}
	switch {
	case j.phase != Running: // it was left at its end
	case c.verb == startPaused:
		r.phase = Paused
	default:
		r.run(now)
	}
	s.runs = append(s.runs, r)
	s.tell(r, now)
}

// save tells the checkpoint of a run, whose place is at, -1 if there is none: behind
// all that it did up to there.
func (s *Server) save(run uint64, at int) {
	e, err := event{news: saved, run: run}, error(errNoCheckpoint)
	if at >= 0 {
		r := s.runs[at]
		e.saved, err = r.checkpoint()
		r.news, r.prompt = true, true
		s.tell(r, s.now())
	}
	if err != nil {
		e.reason = lang.Of(err)
	}
	s.send(e.encode())
}

// keep sends the checkpoint of a run that has done something, from time to time, between
// two steps. It returns the time then.
func (s *Server) keep(r *served, now time.Time) time.Time {
	if r.keep.IsZero() {
		r.keep = now.Add(keepEvery)
	}
	if _, ok := r.task.(Checkpointer); !ok || r.within || r.phase.Ended() || now.Before(r.keep) {
		return now
	}
	if c, err := r.checkpoint(); err == nil {
		s.send(event{news: kept, run: r.id, saved: c}.encode())
	}
	then := s.now()
	r.keep = then.Add(max(keepEvery, keepShare*then.Sub(now)))
	return then
}

// Work does steps of the runs in turn until the budget is used up or nothing
// is due. It returns how long to wait before it is called again; more is false
// if there is nothing to do until the next Receive.
func (s *Server) Work(budget time.Duration) (wait time.Duration, more bool) {
	now := s.now()
	end := now.Add(budget)
	for range maxTurns {
		r := s.next(now)
		if r == nil {
			break
		}
		until := now.Add(quantum)
		if until.After(end) {
			until = end
		}
		now = s.keep(r, s.advance(r, now, until))
		if !now.Before(end) {
			break
		}
	}
	for i := len(s.runs) - 1; i >= 0; i-- { // those that have ended leave
		s.tell(s.runs[i], now)
	}
	return s.wait(now)
}

// next returns the run whose turn it is of those that have something to do,
// nil if there is none.
func (s *Server) next(now time.Time) *served {
	for range s.runs {
		s.turn = (s.turn + 1) % len(s.runs)
		if r := s.runs[s.turn]; r.due(now) > 0 {
			return r
		}
	}
	return nil
}

// advance works on a run, and tells of it, until a time or until nothing more
// is due. It returns the time then.
func (s *Server) advance(r *served, now, until time.Time) time.Time {
	for range maxBatches {
		long := r.within
		now = r.work(now)
		s.tell(r, now)
		if !r.within && r.waiting != nil {
			waiting := r.waiting
			r.waiting = nil
			for _, c := range waiting {
				s.do(c)
			}
		}
		if !now.Before(until) || r.due(now) == 0 || long && !r.within { // a step has ended: it may be kept
			break
		}
	}
	return now
}

// wait returns in how long something is to be done or to be told.
func (s *Server) wait(now time.Time) (wait time.Duration, more bool) {
	for _, r := range s.runs {
		if at, ok := r.wake(now); ok && (!more || at.Sub(now) < wait) {
			wait, more = at.Sub(now), true
		}
	}
	return max(wait, 0), more
}

// tell sends an update if there is news and the last one was long enough ago.
// That a run has ended is told at once, and the run forgotten if it is not
// resident; and so is the answer to a Set.
func (s *Server) tell(r *served, now time.Time) {
	if !r.news || !r.phase.Ended() && !r.prompt && now.Before(r.told.Add(r.gap)) {
		return
	}
	if r.phase != Failed {
		if err := r.record(); err != nil {
			r.fail(err)
		}
	}
	// A snapshot that takes long is not asked for that often.
	r.gap = max(interval, share*r.recorder.last)
	status := r.status()
	status.Refused = r.refused
	s.send(event{news: update, run: r.id, status: status, sets: r.sets, frames: r.recorder.frames, log: r.log}.encode())
	r.log.reset()
	r.recorder.ration(now.Sub(r.told))
	r.recorder.reset()
	r.told, r.news, r.prompt = now, false, false
	if r.phase.Ended() && !status.Resident {
		s.runs = slices.DeleteFunc(s.runs, func(other *served) bool { return other == r })
	}
}

// obey changes what the run is at.
func (r *served) obey(v verb, now time.Time) {
	switch {
	case r.phase.Ended():
		return
	case v == resume && r.phase == Paused:
		r.run(now)
	case v == pause && r.phase == Running:
		r.halt(now)
	case v == step && r.phase == Running:
		r.halt(now)
		r.owed = 1
	case v == step:
		r.owed++
	default:
		return
	}
	r.news = true
}

func (r *served) run(now time.Time) {
	r.phase, r.owed, r.since = Running, 0, now
	r.pacer.restart(now)
}

func (r *served) halt(now time.Time) {
	r.account(now)
	r.phase = Paused
}

// account counts the time since the last account as spent on the run; but not
// a time in which Work should have been called, and was not.
func (r *served) account(now time.Time) {
	r.elapsed += min(max(now.Sub(r.since), 0), r.pacer.period()+lag)
	r.since = now
}

// due returns how many steps are to be done now.
func (r *served) due(now time.Time) int {
	switch {
	case r.phase == Running:
		return r.pacer.due(now)
	case r.phase == Paused && r.waiting != nil:
		return max(r.owed, 1) // this step is to come to its end
	case r.phase == Paused:
		return r.owed
	}
	return 0
}

// work does a batch of the steps that are due, and returns the time after it.
func (r *served) work(now time.Time) time.Time {
	running, before := r.phase == Running, r.step
	if running {
		r.account(now)
	}
	then := r.job.work(r.due(now), now)
	if r.since, r.news = then, true; running {
		r.pacer.took(r.step - before)
	} else {
		r.owed = max(r.owed-(r.step-before), 0)
	}
	return then
}

// wake returns when there is something to do or to tell.
func (r *served) wake(now time.Time) (at time.Time, ok bool) {
	if r.news {
		at, ok = r.told.Add(r.gap), true
	}
	if r.phase == Paused && r.due(now) > 0 {
		return now, true
	}
	if next := r.pacer.next(); r.phase == Running && (!ok || next.Before(at)) {
		at, ok = next, true
	}
	return at, ok
}
