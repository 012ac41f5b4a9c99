package task

import (
	"math"
	"time"
)

// Do runs a task natively to its end, as fast as it goes: Spec.Pace is
// ignored. report, which may be nil, is called about ten times a second and
// at the end. With Spec.Record the History has every Record-th frame and the
// last, without it the first and the last, and all of the log; the same Spec
// gives the same. An error is the Spec's or the task's, whose History ends before it.
func Do(lib Library, spec Spec, report func(Status)) (*History, error) {
	return DoSteps(lib, spec, math.MaxInt, report)
}

// DoSteps is Do for the first n steps, or all if there are fewer.
func DoSteps(lib Library, spec Spec, n int, report func(Status)) (*History, error) {
	h := NewHistory(0)
	j, err := newJob(lib, spec, time.Now)
	if err != nil {
		return h, err
	}
	if spec.From != nil {
		j.log = spec.From.Log.copied().join(j.log)
	}
	h.log = j.log // nothing is between the two
	if report == nil {
		report = func(Status) {}
	}
	now := time.Now()
	reported := now
	for j.phase == Running && j.step < n {
		now = j.work(min(maxBatch, n-j.step), now)
		j.recorder.keep(h)
		if now.Sub(reported) >= 100*time.Millisecond && j.phase == Running {
			report(j.status())
			reported = now
		}
	}
	if j.phase == Running {
		if err := j.record(); err != nil {
			j.fail(err)
		}
	}
	j.recorder.keep(h)
	report(j.status())
	return h, j.err
}

// keep moves the frames into the History. What that would not keep for long is
// not taken from then on.
func (r *recorder) keep(h *History) {
	for _, f := range r.frames {
		h.Add(f)
	}
	r.reset()
	if r.every > 0 && r.stride < 1<<h.shift {
		r.stride *= 2
		r.aim()
	}
}
