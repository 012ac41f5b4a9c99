package graph

import (
	"math"
	"strconv"
	"testing"

	"zscape/exhibit"
	"zscape/jobs/blockmodel"
	"zscape/jobs/layout"
	"zscape/jobs/spectral"
	"zscape/task"
)

// only finds this exhibit.
func only(name string) (*exhibit.Exhibit, bool) { return Exhibit, name == Exhibit.Name }

func parse(t testing.TB, text string) exhibit.State {
	t.Helper()
	st, problems, err := exhibit.Parse(text, only)
	if err != nil || problems != nil {
		t.Fatalf("%s: %v, %v", text, err, problems)
	}
	return st
}

// ran returns a session of a State whose jobs have come to their ends.
func ran(t testing.TB, st exhibit.State) *session {
	t.Helper()
	s := newSession()
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	library := task.Library{spectral.Name: spectral.New, blockmodel.Name: blockmodel.New, layout.Name: layout.New}
	var views []task.View
	for _, job := range s.Jobs() {
		h, err := task.Do(library, job.Spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		views = append(views, h.View(math.MaxInt))
	}
	s.Watch(views)
	return s
}

func floats(t testing.TB, words []string) (list []float64) {
	t.Helper()
	for _, w := range words {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}
