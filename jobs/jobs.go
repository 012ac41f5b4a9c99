// Package jobs lists the long computations of all exhibits by name. It is
// apart from the exhibits so that a worker, which draws nothing, can do
// without them.
package jobs

import (
	"zscape/jobs/blockmodel"
	"zscape/jobs/countdown"
	"zscape/jobs/descent"
	"zscape/jobs/detectability"
	"zscape/jobs/factorize"
	"zscape/jobs/layout"
	"zscape/jobs/picture"
	"zscape/jobs/reading"
	"zscape/jobs/spectral"
	"zscape/task"
)

// Library makes the tasks.
var Library = task.Library{
	blockmodel.ExactName:   blockmodel.NewExact,
	blockmodel.ICLName:     blockmodel.NewICL,
	blockmodel.Name:        blockmodel.New,
	countdown.Name:         countdown.New,
	descent.Name:           descent.New,
	detectability.Name:     detectability.New,
	detectability.FindName: detectability.NewFind,
	factorize.Name:         factorize.New,
	layout.Name:            layout.New,
	picture.Name:           picture.New,
	reading.FieldName:      reading.NewField,
	reading.GraphName:      reading.NewGraph,
	reading.RatingsName:    reading.NewRatings,
	spectral.Name:          spectral.New,
}
