package leastsquares

import (
	"math"

	"zscape/jobs/descent"
	"zscape/task"
)

// trail is the path of a rule up to the moment that is looked at.
type trail struct {
	log         task.Log
	w           []float64 // then; empty before the first
	end         string    // as a descent says
	least, most float64   // of the sums of squares that a logarithm shows
}

// follow brings the trail to another moment. Only records that are new cost
// anything, unless it is an earlier moment or another run.
func (t *trail) follow(v task.View) {
	from := v.Log.Common(t.log)
	if from == 0 || from < t.log.Len() {
		from, t.least, t.most = 0, math.Inf(1), math.Inf(-1)
	}
	t.log = v.Log
	for _, j := range t.j()[from:] {
		if j > 0 && j-j == 0 {
			t.least, t.most = min(t.least, j), max(t.most, j)
		}
	}
	t.w = t.w[:0]
	if n := t.log.Len(); n > 0 {
		for _, w := range t.weights() {
			t.w = append(t.w, w[n-1])
		}
	}
	last, _ := v.Last()
	t.end = last.Snapshot.Text("end")
}

// steps and j are the steps so far, and the sum of squares after each.
func (t *trail) steps() []float64 { return t.log.Steps() }
func (t *trail) j() []float64     { return t.log.Column("j") }

// weights returns each weight after each step.
func (t *trail) weights() (list [][]float64) {
	for k := range len(t.log.Columns()) - 1 {
		list = append(list, t.log.Column(descent.Column(k)))
	}
	return list
}

// at returns the weights after step i.
func (t *trail) at(i int) []float64 {
	w := make([]float64, 0, 3)
	for _, column := range t.weights() {
		w = append(w, column[i])
	}
	return w
}
