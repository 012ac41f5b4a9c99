package task

import (
	"maps"
	"slices"
	"time"

	"zscape/compute/lang"
)

// Setter is a Task that can be told something: while it runs, while it is paused,
// and after it is done. A Pool keeps it for that until the run is cancelled.
type Setter interface {
	Task

	// Set changes what m names. It is called between two steps, and a snapshot
	// is taken after it. An error, best a [*SpecError], leaves the task as it was.
	Set(m Message) error
}

// PaceKey is the array by which Run.Set changes the pace of a run, whatever its
// task is: one number, as Spec.Pace.
const PaceKey = "pace"

// Change returns what a run of old has to be told so that it goes on as one of s:
// the values of those keys, of arguments or PaceKey, that differ. ok is false if
// something else differs, so that only a new run will do.
func (s Spec) Change(old Spec, keys ...string) (m Message, ok bool) {
	if s.Name != old.Name || s.Seed != old.Seed || s.Record != old.Record || s.From != old.From ||
		len(s.Args.Texts) != len(old.Args.Texts) || len(s.Args.Arrays) != len(old.Args.Arrays) {
		return Message{}, false
	}
	if s.Pace != old.Pace {
		if !slices.Contains(keys, PaceKey) {
			return Message{}, false
		}
		m.setArray(PaceKey, []float64{s.Pace})
	}
	for key, text := range s.Args.Texts {
		was, there := old.Args.Texts[key]
		switch {
		case there && was == text:
		case there && slices.Contains(keys, key):
			m.setText(key, text)
		default:
			return Message{}, false
		}
	}
	for key, array := range s.Args.Arrays {
		was, there := old.Args.Arrays[key]
		switch {
		case there && sameNumbers(was, array):
		case there && slices.Contains(keys, key):
			m.setArray(key, array)
		default:
			return Message{}, false
		}
	}
	return m, true
}

// Empty reports whether there is nothing in the message.
func (m Message) Empty() bool { return len(m.Texts) == 0 && len(m.Arrays) == 0 }

func (m *Message) setText(key, text string) {
	if m.Texts == nil {
		m.Texts = map[string]string{}
	}
	m.Texts[key] = text
}

func (m *Message) setArray(key string, array []float64) {
	if m.Arrays == nil {
		m.Arrays = map[string][]float64{}
	}
	m.Arrays[key] = array
}

// update puts the texts and arrays of another message in place of those of the
// same names.
func (m *Message) update(other Message) {
	for key, text := range other.Texts {
		m.setText(key, text)
	}
	for key, array := range other.Arrays {
		m.setArray(key, array)
	}
}

// set tells the task what m has for it, and returns what is wrong with m, if
// anything is. An error is the task's end: it is not known any more what it is.
func (j *job) set(m Message) (refused *SpecError, err error) {
	defer recovered(&err)
	if m.Empty() {
		return nil, nil
	}
	t, ok := j.task.(Setter)
	if !ok {
		return &SpecError{Key: anyKey(m), Reason: lang.Text{En: "cannot be changed while it runs", Ja: "実行中には変更できません"}}, nil
	}
	if err := t.Set(m); err != nil {
		return asSpecError(err), nil
	}
	j.changed = true
	return nil, nil
}

// anyKey returns a key of m, the first in order.
func anyKey(m Message) string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(m.Texts)), maps.Keys(m.Arrays))
	return slices.Min(keys)
}

// set obeys a Set: all of it or, if something is wrong, nothing.
func (r *served) set(c command, now time.Time) {
	r.sets, r.refused = c.set, SpecError{}
	r.news, r.prompt = true, true
	args := c.args
	pace, paced := args.Arrays[PaceKey]
	refused := (*SpecError)(nil)
	if paced {
		args.Arrays = maps.Clone(args.Arrays)
		delete(args.Arrays, PaceKey)
		refused = checkPace(pace...)
	}
	if refused == nil {
		var err error
		if refused, err = r.job.set(args); err != nil {
			r.fail(err)
			return
		}
	}
	if refused != nil {
		r.refused = *refused
		return
	}
	if paced {
		if r.phase == Running {
			r.account(now)
		}
		r.pacer.set(pace[0], now)
	}
}
