package exhibit

import (
	"math"
	"slices"

	"zscape/compute/lang"
	"zscape/task"
)

// Job is a computation of a Session.
type Job struct {
	task.Spec
	Label Text
	// Auto lets it begin by itself, and anew when the State has changed it.
	Auto bool
	// Live names what of the Spec, arguments or task.PaceKey, is told to the run
	// when the State changes it, instead of beginning it anew. What a task comes to
	// then depends on when it was told: if the State is to say all of it, only what
	// changes how it runs, as its pace, is Live.
	Live []string
	// Grows is the argument that says how many steps there are, if the task is a
	// task.Checkpointer: when it is raised, the run goes on from where it is.
	Grows string
}

// PaceLive is Job.Live of a job whose pace alone may change while it runs.
var PaceLive = []string{task.PaceKey}

// Change returns how a run of the old job becomes one of j: what it is to be told,
// and whether it is to be extended. ok is false if only a new run will do.
func (j Job) Change(old Job) (told task.Message, longer, ok bool) {
	keys := j.Live
	if j.Grows != "" {
		keys = append(slices.Clip(keys), j.Grows)
	}
	told, ok = j.Spec.Change(old.Spec, keys...)
	if steps := told.Array(j.Grows); steps != nil && !slices.Contains(j.Live, j.Grows) {
		delete(told.Arrays, j.Grows)
		longer, ok = true, j.Args.Number(j.Grows) > old.Args.Number(j.Grows)
	}
	return told, longer, ok
}

// RunJobs runs the jobs of t that are wanted to their end, one after the other and in
// this thread, and shows t what they come to. report, which may be nil, is called as
// task.Do calls it. An error names the job.
func RunJobs(t Tasker, lib task.Library, wanted func(Job) bool, report func(Job, task.Status)) error {
	list := t.Jobs()
	views := make([]task.View, len(list))
	for i, job := range list {
		if !wanted(job) {
			continue
		}
		var tell func(task.Status)
		if report != nil {
			tell = func(s task.Status) { report(job, s) }
		}
		history, err := task.Do(lib, job.Spec, tell)
		if err != nil {
			return lang.Errorf("%s: %v", "%s: %v", job.Label, err)
		}
		views[i] = history.View(math.MaxInt)
	}
	t.Watch(views)
	return nil
}
