package page

import (
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/task"
)

// RunSave saves a checkpoint of the jobs to a file, from which they can be resumed
// another time. Jobs that have not begun, or were cancelled, will start from the
// beginning.
func (p *Page) RunSave() {
	defer p.event()()
	r := &p.runs
	a := task.Archive{State: p.state.String(), Runs: make([]task.Archived, len(r.list))}
	waiting, mine := 0, r.changes
	var failed error
	for i, run := range r.list {
		if run == nil || run.Gone() {
			continue
		}
		waiting++
		spec := r.jobs[i].Spec
		run.Checkpoint(func(c *task.Checkpoint, err error) {
			defer p.event()()
			if failed == nil {
				failed = err
			}
			if err == nil {
				a.Runs[i] = task.Archived{Name: spec.Name, Identity: spec.Identity(), Checkpoint: *c}
			}
			if waiting--; waiting > 0 || p.runs.changes != mine {
				return
			}
			if failed != nil {
				p.failFile(failed)
				return
			}
			p.host.Save(p.fileName()+".checkpoint", "application/octet-stream", a.Encode())
		})
	}
	if waiting == 0 {
		p.failFile(lang.Errorf("there is nothing to save yet: run the computation first", "保存できるものがまだありません。先に計算を実行してください"))
	}
}

// openCheckpoint shows the picture of a file that RunSave has made, and its jobs as
// they were, paused.
func (p *Page) openCheckpoint(f exhibit.File) {
	next, runs, err := p.readCheckpoint(f.Data)
	if err != nil {
		p.failFile(&exhibit.Problem{Key: exhibit.FileKey, Reason: lang.Sprintf("%s: %v", "%s: %v", f.Name, err)})
		return
	}
	p.complain(p.show(next))
	p.history.add(p.state)
	p.settle(true)
	r := &p.runs
	r.at = live
	r.changes++ // what waits to begin by itself need not
	for i := range runs {
		if c := &runs[i]; c.Name != "" {
			p.start(i, &c.Checkpoint, true)
		}
	}
	p.refreshRuns()
	p.say(word(p.lang, "checkpoint opened", "チェックポイントを開きました"))
}

// readCheckpoint returns the State of a file of checkpoints, and where its jobs are.
func (p *Page) readCheckpoint(data []byte) (s exhibit.State, runs []task.Archived, err error) {
	a, err := task.DecodeArchive(data)
	if err != nil {
		return s, nil, err
	}
	s, problems, err := exhibit.ParseWith(a.State, p.open, p.files.shelf)
	if err == nil && len(problems) > 0 {
		err = problems[0]
	}
	if err != nil {
		return s, nil, err
	}
	session := s.Exhibit().New(p.open)
	if err := session.Update(s); err != nil {
		return s, nil, err
	}
	var jobs []exhibit.Job
	if t, ok := session.(exhibit.Tasker); ok {
		jobs = t.Jobs()
	}
	if len(jobs) != len(a.Runs) {
		return s, nil, errOtherJobs
	}
	for i, r := range a.Runs {
		if r.Name != "" && (r.Name != jobs[i].Name || r.Identity != jobs[i].Identity()) {
			return s, nil, errOtherJobs
		}
	}
	return s, a.Runs, nil
}

var errOtherJobs = lang.Errorf("the checkpoint belongs to other data, or to another version of this computation",
	"このチェックポイントは、別のデータか、この計算の別のバージョンのものです")
