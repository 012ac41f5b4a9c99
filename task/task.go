// Package task runs long computations in steps, wherever there is time for
// them: in a worker beside the page, in the page's own thread between its
// other events, or natively.
//
// A [Task] is the computation, a [Spec] what is asked of it, a [Run] its life. A
// [Server] runs tasks and speaks, in bytes, to the [Pool] that started them; whether
// a thread, a process or nothing lies between the two is the business of a [Port].
// [Do] is both at once, natively.
//
// What a task may do beyond its steps it says by its methods: a [Slicer] has long steps, a
// [Logger] keeps a log, a [Setter] can be told something while it runs, a [Checkpointer] can be saved and
// resumed.
//
// The trip of a step: the Server lets the runs of its worker work in turn, and at
// most thirty times a second tells of each how far it is ([Status]) and what it looks
// like ([Frame], with the task's snapshot). The Run's [History] keeps those frames of
// which there is room. Some steps have none.
//
// The trip of a record of the log: after each step the task is asked for its records;
// they wait in columns and go with the next message, all of them and in order. The
// History appends them to its [Log]. A [View] is both up to a moment that is looked
// at.
//
// The trip of what is Set: Run.Set posts it at once or, if an answer is on its way,
// together with what else is Set until then. The Server gives it to the task between
// two slices of work and answers at once with a frame, or with what was wrong. So it is
// with Run.Extend, by which a run goes on with more steps than it was asked for.
//
// The trip of data: bulk that several runs share, [Data], is encoded once and posted
// once to each worker before the first run there that names it. A worker forgets it
// when a run comes and none needs it.
//
// Nothing here starts goroutines or takes locks: a Server and a Pool are each
// called from one event loop.
package task

import (
	"errors"
	"math"
	"math/rand/v2"
	"strconv"

	"zscape/compute/lang"
)

// Task is a long computation, cut into steps. Whatever a task decides it decides by its
// Spec, so that the same Spec gives the same steps again.
type Task interface {
	// Step does the next piece of work, in ten milliseconds at most however large the
	// task is, in a browser: meanwhile nobody is heard. It is a step, or a part of one,
	// see [Slicer]. It is not called again after it returned an error, or said done, unless
	// a Set has given it more to do, see [Setter].
	Step() (done bool, err error)

	// Progress is how much of the work is done, 0 to 1. It is a guess: one
	// that falls, or is NaN, is not believed.
	Progress() float64

	// Snapshot is what a picture needs to show the task as it is now. It
	// shares no memory with the task.
	Snapshot() Message
}

// Slicer is a Task of whose steps some take longer than a call of Step may: an epoch over a
// large table is one step, and many calls.
type Slicer interface {
	Task

	// Within reports whether the last call of Step has left off within a step, so that
	// the next call goes on with it. Between two such calls the task is not asked for a
	// snapshot, for records or a checkpoint, but for its progress.
	Within() bool
}

// Library makes tasks by name, each from a Spec. What is wrong with a Spec is
// an error, best a [*SpecError].
type Library map[string]func(Spec) (Task, error)

// Spec says which task to run, and how. It is not to be changed while it is
// in use.
type Spec struct {
	Name string
	Args Message
	Data *Data  // may be nil
	Seed uint64 // of the task's random numbers

	// Chain tells runs apart that are the same otherwise, from 0: chains whose
	// random numbers are independent. PCG says how.
	Chain uint64

	// Pace is how many steps there are in a second, at most; 0 is as fast as
	// it goes.
	Pace float64

	// Record says that every Record-th step is kept as a Frame, as far as
	// there are not too many of them; 0 keeps those that are shown.
	Record int

	// From is where to begin, if the task is a [Checkpointer]; nil is at the
	// beginning.
	From *Checkpoint
}

// Equal reports whether the two say the same; of From, that it is the same one.
func (s Spec) Equal(t Spec) bool {
	return s.Name == t.Name && s.Seed == t.Seed && s.Chain == t.Chain && s.Pace == t.Pace && s.Record == t.Record && s.From == t.From && s.Data.Equal(t.Data) && s.Args.Equal(t.Args)
}

// PCG returns the source of random numbers of a task that is to run in chains: the
// generator whose first seed is Seed and whose second is Chain.
func (s Spec) PCG() *rand.PCG { return rand.NewPCG(s.Seed, s.Chain) }

// checkPace returns what is wrong with a pace, which is to be one number.
func checkPace(pace ...float64) *SpecError {
	e := &SpecError{Key: PaceKey, Reason: lang.Text{En: "must be a number of steps per second", Ja: "毎秒のステップ数にしてください"}}
	if len(pace) != 1 {
		return e
	}
	if p := pace[0]; !(p >= 0) || math.IsInf(p, 1) {
		e.Value = strconv.FormatFloat(p, 'g', -1, 64)
		return e
	}
	return nil
}

func (s Spec) check() error {
	if err := checkPace(s.Pace); err != nil {
		return err
	}
	if s.Record < 0 {
		return &SpecError{"record", strconv.Itoa(s.Record), lang.Text{En: "must be a number of steps", Ja: "ステップ数にしてください"}}
	}
	return nil
}

// SpecError says what is wrong with a Spec.
type SpecError struct {
	Key    string // of the Spec or its arguments: "name", "pace", "record", ...
	Value  string
	Reason lang.Text
}

// Error says it in English.
func (e *SpecError) Error() string { return "task: " + e.In("en") }

// In says it in a language.
func (e *SpecError) In(language string) string {
	if e.Key == "" {
		return e.Reason.In(language)
	}
	return e.Key + " " + strconv.Quote(e.Value) + ": " + e.Reason.In(language)
}

// asSpecError returns err as a SpecError, if need be one of no key.
func asSpecError(err error) *SpecError {
	var e *SpecError
	if errors.As(err, &e) {
		return e
	}
	return &SpecError{Reason: lang.Of(err)}
}

// Frame is a task as it was after Step steps. Step 0 is before the first.
type Frame struct {
	Step     int
	Progress float64
	Snapshot Message
}

// head is the last of the first steps, which are kept where others make room:
// the beginning of a run is what changes fastest, and what is looked at again.
const head = 100

// recovered turns a panic into an error. It is to be deferred.
func recovered(err *error) {
	switch r := recover().(type) {
	case nil:
	case error:
		*err = errors.New("panic: " + r.Error())
	case string:
		*err = errors.New("panic: " + r)
	case interface{ String() string }:
		*err = errors.New("panic: " + r.String())
	default:
		*err = errors.New("panic: of a value that is not a text")
	}
}
