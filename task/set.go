package task

import (
	"bytes"
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
	// is taken after it; of a [Slicer] between two calls of Step, and the snapshot when
	// the step is done. An error, best a [*SpecError], leaves the task as it was.
	//
	// A task that is done and, as a [Checkpointer], says after a Set that it has not
	// Ended goes on: a picture that had settled and in which something was moved.
	Set(m Message) error
}

// PaceKey is the array by which Run.Set changes the pace of a run, whatever its
// task is: one number, as Spec.Pace.
const PaceKey = "pace"

// Change returns what a run of old has to be told so that it goes on as one of s:
// the values of those keys, of arguments or PaceKey, that differ. ok is false if
// something else differs, so that only a new run will do.
func (s Spec) Change(old Spec, keys ...string) (m Message, ok bool) {
	if s.Name != old.Name || s.Seed != old.Seed || s.Chain != old.Chain || s.Record != old.Record || s.From != old.From || !s.Data.Equal(old.Data) {
		return Message{}, false
	}
	if s.Pace != old.Pace {
		if !slices.Contains(keys, PaceKey) {
			return Message{}, false
		}
		put(&m.Arrays, PaceKey, []float64{s.Pace})
	}
	ok = changes(&m.Texts, s.Args.Texts, old.Args.Texts, keys, func(a, b string) bool { return a == b }) &&
		changes(&m.Arrays, s.Args.Arrays, old.Args.Arrays, keys, sameNumbers) &&
		changes(&m.Floats, s.Args.Floats, old.Args.Floats, keys, sameNumbers) &&
		changes(&m.Bytes, s.Args.Bytes, old.Args.Bytes, keys, bytes.Equal)
	if !ok {
		return Message{}, false
	}
	return m, true
}

// told returns the Spec with those of its arguments, and its pace, that m has another
// value of.
func (s Spec) told(m Message) Spec {
	if pace := m.Arrays[PaceKey]; len(pace) == 1 {
		s.Pace = pace[0]
	}
	s.Args.Texts = told(s.Args.Texts, m.Texts)
	s.Args.Arrays = told(s.Args.Arrays, m.Arrays)
	s.Args.Floats = told(s.Args.Floats, m.Floats)
	s.Args.Bytes = told(s.Args.Bytes, m.Bytes)
	return s
}

func told[T any](values, others map[string]T) map[string]T {
	if len(others) > 0 {
		values = maps.Clone(values)
		for key := range values {
			if v, ok := others[key]; ok {
				values[key] = v
			}
		}
	}
	return values
}

// changes puts into m what of the values is other than in old. It returns false if
// that is something else than what keys name.
func changes[T any](m *map[string]T, values, old map[string]T, keys []string, same func(a, b T) bool) bool {
	if len(values) != len(old) {
		return false
	}
	for key, v := range values {
		was, there := old[key]
		switch {
		case there && same(was, v):
		case there && slices.Contains(keys, key):
			put(m, key, v)
		default:
			return false
		}
	}
	return true
}

// Empty reports whether there is nothing in the message.
func (m Message) Empty() bool {
	return len(m.Texts)+len(m.Arrays)+len(m.Floats)+len(m.Bytes) == 0
}

// update puts the values of another message in place of those of the same names.
func (m *Message) update(other Message) {
	putAll(&m.Texts, other.Texts)
	putAll(&m.Arrays, other.Arrays)
	putAll(&m.Floats, other.Floats)
	putAll(&m.Bytes, other.Bytes)
}

// remove takes the values out that have a name of another message's.
func (m *Message) remove(other Message) {
	removeAll(m.Texts, other.Texts)
	removeAll(m.Arrays, other.Arrays)
	removeAll(m.Floats, other.Floats)
	removeAll(m.Bytes, other.Bytes)
}

func removeAll[T any](values, others map[string]T) {
	for key := range others {
		delete(values, key)
	}
}

func putAll[T any](values *map[string]T, others map[string]T) {
	for key, v := range others {
		put(values, key, v)
	}
}

func put[T any](values *map[string]T, key string, v T) {
	if *values == nil {
		*values = map[string]T{}
	}
	(*values)[key] = v
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
	if c, ok := t.(Checkpointer); ok && j.phase == Done && !c.Ended() {
		j.phase, j.batch = Running, 1
		j.measure()
	}
	return nil, nil
}

// anyKey returns a key of m, the first in order.
func anyKey(m Message) string {
	keys := slices.Collect(maps.Keys(m.Texts))
	keys = slices.AppendSeq(keys, maps.Keys(m.Arrays))
	keys = slices.AppendSeq(keys, maps.Keys(m.Floats))
	keys = slices.AppendSeq(keys, maps.Keys(m.Bytes))
	return slices.Min(keys)
}

// set obeys a Set: all of it or, if something is wrong, nothing.
func (r *served) set(c command, now time.Time) {
	r.sets, r.refused = c.set, SpecError{}
	r.news, r.prompt = true, true
	args := c.args
	pace, paced := args.Arrays[PaceKey]
	refused := (*SpecError)(nil)
	was := r.phase
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
	if r.phase == Running && was == Done {
		r.run(now)
	}
}
