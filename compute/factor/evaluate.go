package factor

import (
	"math"

	"zscape/compute/ratings"
)

// RMSE returns the root of the mean of (x - prediction)^2 over the ratings, NaN
// if there are none. Predictions are not held within the range of the ratings.
func RMSE(m *Model, x *ratings.Ratings) float64 {
	m.check(x)
	return math.Sqrt(sumOfErrors(m, x) / float64(x.Len()))
}

// Evaluation looks at a model in short steps. Its results are those of the model
// as it was meanwhile.
type Evaluation struct {
	stepper
	m *Model

	// Train and Test are root mean square errors, NaN without such ratings. Low
	// and High are the lowest and the highest prediction for all users and items,
	// NaN if one is not a number. They are valid after Step said done.
	Train, Test, Low, High float64

	row []float64
}

// NewEvaluation returns one of m, on both sets of ratings; test may be nil.
func NewEvaluation(m *Model, train, test *ratings.Ratings) *Evaluation {
	e := NewErrors(m, train, test)
	e.row = make([]float64, m.Items)
	e.phases = append(e.phases, phase{rows: m.Users, each: m.Items * (m.R + 8),
		begin: func() { e.Low, e.High = math.Inf(1), math.Inf(-1) },
		do: func(from, to int) {
			for i := from; i < to; i++ {
				m.PredictUserTo(e.row, i)
				for _, v := range e.row {
					e.Low, e.High = min(e.Low, v), max(e.High, v)
				}
			}
		},
	})
	return e
}

// NewErrors returns one of the errors alone, without Low and High.
func NewErrors(m *Model, train, test *ratings.Ratings) *Evaluation {
	e := &Evaluation{m: m, Test: math.NaN()}
	e.errors(train, &e.Train)
	if test != nil {
		e.errors(test, &e.Test)
	}
	return e
}

// errors has the error on ratings computed.
func (e *Evaluation) errors(x *ratings.Ratings, to *float64) {
	m := e.m
	m.check(x)
	var sum float64
	e.phases = append(e.phases, phase{rows: m.Users, start: x.ByUser.Start, each: 10, entry: m.R + 4,
		begin: func() { sum = 0 },
		do: func(from, upto int) {
			for i := from; i < upto; i++ {
				sum += sumOfErrorsOf(m, x, i)
			}
		},
		end: func() { *to = math.Sqrt(sum / float64(x.Len())) },
	})
}

// Step does a piece of work of about a millisecond, and reports whether all is
// done. Another step begins anew.
func (e *Evaluation) Step() (done bool) { return e.stepper.Step() }

// Evaluate does all steps.
func Evaluate(m *Model, train, test *ratings.Ratings) *Evaluation {
	e := NewEvaluation(m, train, test)
	for !e.Step() {
	}
	return e
}
