// Package jobs lists the long computations of all exhibits by name. It is
// apart from the exhibits so that a worker, which draws nothing, can do
// without them.
package jobs

import (
	"zscape/jobs/countdown"
	"zscape/jobs/descent"
	"zscape/jobs/factorize"
	"zscape/jobs/picture"
	"zscape/jobs/reading"
	"zscape/task"
)

// Library makes the tasks.
var Library = task.Library{
	countdown.Name:      countdown.New,
	descent.Name:        descent.New,
	factorize.Name:      factorize.New,
	picture.Name:        picture.New,
	reading.FieldName:   reading.NewField,
	reading.GraphName:   reading.NewGraph,
	reading.RatingsName: reading.NewRatings,
}
