package task

import (
	"errors"
	"strconv"
	"time"

	"zscape/compute/lang"
)

// job is a task that is being done, with what there is to say about it.
type job struct {
	task     Task
	now      func() time.Time
	phase    Phase
	err      error // why it Failed
	step     int
	elapsed  time.Duration
	batch    int // how many steps are done between two looks at the clock
	meter    meter
	recorder recorder
	changed  bool // by a Set, since the last frame
	within   bool // it has left off within a step, being a Slicer

	logger Logger // the task, if it keeps a log
	log    *book  // what is not told yet; nil if it does not
	rows   []float64
}

// newJob makes the task and records it before its first step.
func newJob(lib Library, spec Spec, now func() time.Time) (j *job, err error) {
	defer recovered(&err)
	newTask, ok := lib[spec.Name]
	if !ok {
		return nil, &SpecError{"name", spec.Name, lang.Text{En: "is not a known task", Ja: "このタスクはありません"}}
	}
	if err := spec.check(); err != nil {
		return nil, err
	}
	t, err := newTask(spec)
	if err != nil {
		return nil, err
	}
	if t == nil {
		return nil, errors.New("task: nothing made for " + spec.Name)
	}
	j = &job{task: t, now: now, phase: Running, batch: 1, recorder: newRecorder(spec.Record)}
	if l, ok := t.(Logger); ok {
		columns := l.Columns()
		if n := len(columns); n == 0 || n > maxColumns {
			return nil, errors.New("task: a log of " + strconv.Itoa(n) + " columns")
		}
		j.logger, j.log = l, newBook(columns)
	}
	if spec.From != nil {
		if err := j.restore(spec.From); err != nil {
			return nil, err
		}
	} else if j.logger != nil {
		if err := j.write(); err != nil {
			return nil, err
		}
	}
	return j, j.record()
}

const (
	// As long as a step stays within the few milliseconds it may take, this
	// many stay well within a tenth of a second, even if they suddenly get
	// slow; and reading the clock is not felt if they are very fast.
	maxBatch = 16

	batchShort = 50 * time.Microsecond  // than this: the next batch may be larger
	batchLong  = 500 * time.Microsecond // than this: it is one step
)

// measure begins to measure how the job gets on from where it is.
func (j *job) measure() {
	j.meter = meter{}
	j.meter.advance(j.task.Progress())
	j.meter.was = mark{j.elapsed, j.step, j.meter.progress}
}

// work does a batch of steps, limit at most, and returns the time after it.
// now is the time before.
func (j *job) work(limit int, now time.Time) time.Time {
	if err := j.steps(min(limit, j.batch)); err != nil {
		j.fail(err)
	}
	then := j.now()
	took := then.Sub(now)
	switch {
	case took < batchShort:
		j.batch = min(2*j.batch, maxBatch)
	case took > batchLong:
		j.batch = 1
	}
	j.elapsed += max(took, 0)
	return then
}

func (j *job) steps(n int) (err error) {
	defer recovered(&err)
	for range n {
		done, err := j.task.Step()
		if err != nil {
			return err
		}
		long := j.within
		if s, ok := j.task.(Slicer); ok && !done && s.Within() {
			j.within = true
			j.meter.advance(j.task.Progress())
			continue
		}
		j.within = false
		j.step++
		if j.logger != nil {
			if err := j.write(); err != nil {
				return err
			}
		}
		switch {
		case done:
			if err := j.record(); err != nil {
				return err
			}
			j.phase, j.meter.progress = Done, 1
			j.recorder.frames[len(j.recorder.frames)-1].Progress = 1
			return nil
		case j.step == j.recorder.next || long: // the next moment to look may be far
			if err := j.record(); err != nil {
				return err
			}
		}
	}
	return nil
}

// write takes the records of the step that was done.
func (j *job) write() error {
	j.rows = j.logger.Records(j.rows[:0])
	return j.log.add(j.step, j.rows)
}

// record takes a frame of the job as it is, if there is none yet; within a step there is
// nothing to be seen.
func (j *job) record() (err error) {
	defer recovered(&err)
	if j.recorder.newest == j.step && !j.changed || j.within {
		return nil
	}
	j.changed = false
	before := j.now()
	j.meter.advance(j.task.Progress())
	f := Frame{j.step, j.meter.progress, j.task.Snapshot()}
	j.recorder.add(f, j.now().Sub(before))
	return nil
}

// resident reports whether the task is worth keeping when it is done.
func (j *job) resident() bool {
	_, sets := j.task.(Setter)
	_, goesOn := j.task.(Checkpointer)
	return sets || goesOn
}

func (j *job) fail(err error) { j.phase, j.err = Failed, err }

func (j *job) status() Status {
	j.meter.observe(j.elapsed, j.step)
	s := j.meter.status()
	s.Phase = j.phase
	switch j.phase {
	case Done:
		s.Remaining, s.Resident = 0, j.resident()
	case Failed:
		s.Remaining, s.Err = -1, lang.Of(j.err)
	}
	return s
}
