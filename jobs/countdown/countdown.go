// Package countdown is a computation that does nothing but come to an end: a
// progress bar of so many steps. How long a step lasts is the pace's business.
package countdown

import (
	"math"
	"strconv"

	"zscape/compute/lang"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "countdown"

// MaxSteps is the most steps that it takes.
const MaxSteps = 1_000_000

// Spec asks for steps steps, each of so many milliseconds.
func Spec(steps int, milliseconds float64) task.Spec {
	return task.Spec{Name: Name, Pace: 1000 / milliseconds, Record: 1,
		Args: task.Message{Arrays: map[string][]float64{"steps": {float64(steps)}}}}
}

// New returns the task of a Spec.
func New(s task.Spec) (task.Task, error) {
	n := s.Args.Number("steps")
	if !(n >= 1 && n <= MaxSteps && n == math.Trunc(n)) {
		return nil, &task.SpecError{Key: "steps", Value: strconv.FormatFloat(n, 'g', -1, 64), Reason: lang.Text{En: "must be a whole number from 1 to 1000000", Ja: "1から1000000までの整数にしてください"}}
	}
	return &countdown{steps: int(n)}, nil
}

type countdown struct{ done, steps int }

func (c *countdown) Step() (done bool, err error) {
	c.done++
	return c.done == c.steps, nil
}

func (c *countdown) Progress() float64 { return float64(c.done) / float64(c.steps) }

// Snapshot has nothing to add to the frame's own step and progress.
func (c *countdown) Snapshot() task.Message { return task.Message{} }
