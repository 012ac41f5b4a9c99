package task

import (
	"math"
	"time"

	"zscape/compute/lang"
)

// Phase is where a run is in its life.
type Phase int

const (
	Starting  Phase = iota // nothing has been heard of it yet
	Running                // it works, or waits for its pace's sake
	Paused                 // it can be resumed, or stepped
	Done                   // the task came to its end
	Failed                 // Status.Err says why
	Cancelled              // by Run.Cancel
)

var phases = [...]string{"starting", "running", "paused", "done", "failed", "cancelled"}

// String returns the phase as a word.
func (p Phase) String() string {
	if p < 0 || int(p) >= len(phases) {
		return "unknown"
	}
	return phases[p]
}

// Ended reports whether no more steps will come.
func (p Phase) Ended() bool { return p >= Done }

// Status is how far a run is.
type Status struct {
	Phase     Phase
	Step      int           // how many steps were done
	Progress  float64       // 0 to 1; it never falls, and is 1 when the run is Done and only then
	Elapsed   time.Duration // how long it ran; pauses and a sleeping computer do not count
	Remaining time.Duration // an estimate from the progress of late; negative if there is none
	Rate      float64       // steps a second, of late; 0 if unknown
	Err       lang.Text     // why it Failed

	// Resident says that the task is kept although it is Done, and hears Set.
	Resident bool

	// Lost says that it Failed with its worker, and Silent that the worker has not
	// answered for 10 s, though the run may go on there; see Run.Revive.
	Lost, Silent bool

	// Refused is what was wrong with the last Set, which changed nothing then;
	// zero if nothing was.
	Refused SpecError
}

// meter measures how a run gets on.
type meter struct {
	progress float64 // believed
	now, was mark
	steps    average
	gain     average // of progress
}

// mark is a point of a run.
type mark struct {
	elapsed  time.Duration
	step     int
	progress float64
}

// advance believes the task's own word of its progress as far as that can be.
func (m *meter) advance(progress float64) {
	if progress > m.progress { // which NaN is not
		m.progress = min(progress, math.Nextafter(1, 0))
	}
}

// observe takes note that the run is at step after elapsed.
func (m *meter) observe(elapsed time.Duration, step int) {
	m.now = mark{elapsed, step, m.progress}
	dt := (m.now.elapsed - m.was.elapsed).Seconds()
	if dt <= 0 {
		return // what came since counts together with what comes
	}
	m.steps.add(float64(m.now.step-m.was.step), dt, 1)
	m.gain.add(m.now.progress-m.was.progress, dt, 10)
	m.was = m.now
}

func (m *meter) status() Status {
	s := Status{Step: m.now.step, Progress: m.progress, Elapsed: m.now.elapsed, Remaining: -1, Rate: m.steps.rate()}
	if left := (1 - m.progress) / m.gain.rate(); left < century {
		s.Remaining = seconds(left)
	}
	return s
}

// average is a rate over the last while, older times fading out.
type average struct{ amount, time float64 }

// add counts an amount that took dt seconds; what was before fades by a
// factor of e in span seconds.
func (a *average) add(amount, dt, span float64) {
	fade := math.Exp(-dt / span)
	a.amount = a.amount*fade + amount
	a.time = a.time*fade + dt
}

func (a *average) rate() float64 {
	if a.time == 0 {
		return 0
	}
	return a.amount / a.time
}
