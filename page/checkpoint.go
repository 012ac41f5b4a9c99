package page

import (
	"slices"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/files"
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

// openCheckpoint opens a file that RunSave has made. Files that were given together
// with it are read first: it may be about them.
func (p *Page) openCheckpoint(f exhibit.File, list []exhibit.File) {
	a, err := task.DecodeArchive(f.Data)
	list, strange := files.Known(p.gallery, list)
	end := func(err, wrong error, remarks ...exhibit.Notice) {
		if err != nil {
			err = lang.Errorf("%s: %v", "%s: %v", f.Name, err)
			if wrong != nil {
				err = both(wrong, err)
			}
			wrong = &exhibit.Problem{Key: exhibit.FileKey, Reason: lang.Of(err)}
		}
		if wrong != nil {
			p.failFile(wrong)
		}
		if len(strange) > 0 {
			remarks = append(remarks, exhibit.Notice{Text: lang.Sprintf("No exhibit can read %v", "%vを読める展示はありません", names(strange))})
		}
		p.remark(p.entries, append(p.notices.remarks, remarks...))
	}
	apart := func(err error) {
		p.take(list, func(wrong error) {
			e := p.state.Exhibit()
			if err == nil {
				err = p.resume(a)
			}
			p.files.given = list // for what is offered
			if err != nil || wrong != nil {
				end(err, wrong)
				return
			}
			end(nil, nil, exhibit.Notice{Text: openedIn(list, e), Fixes: []exhibit.Fix{opens(e)}})
		})
	}
	switch {
	case err == nil && len(list) == 0:
		end(p.resume(a), nil)
	case len(list) == 0:
		end(err, nil)
	case err == nil && p.isAbout(a.State, list):
		p.readFor(a, list, func(a task.Archive, err error) {
			if err == nil {
				err = p.resume(a)
			}
			if err != nil {
				apart(err)
				return
			}
			end(nil, nil)
		})
	default:
		apart(err)
	}
}

// isAbout reports whether the state of a checkpoint names a file that is not here, or
// one of the list.
func (p *Page) isAbout(state string, list []exhibit.File) bool {
	s, problems, err := exhibit.ParseWith(state, p.open, p.files.shelf)
	if err != nil || s.Exhibit().Intake == nil || size(list) > s.Exhibit().Intake.Bytes {
		return false
	}
	return slices.ContainsFunc(problems, misses) || misses(s.Exhibit().New(p.open).Update(s)) ||
		slices.ContainsFunc(files.Named(list), func(f exhibit.File) bool { return f.Name == s.Text(exhibit.FileKey) })
}

// readFor reads files as the State of a checkpoint has them read, and calls then with
// the checkpoint that is about them, or with why they are not its files.
func (p *Page) readFor(a task.Archive, list []exhibit.File, then func(a task.Archive, err error)) {
	s, _, _ := exhibit.ParseWith(a.State, p.open, p.files.shelf)
	in := s.Exhibit().Intake
	p.read(in.Read(list, s), func(result task.Message, err error) (show func()) {
		if err != nil {
			return func() { then(a, err) }
		}
		put := in.Take(result, list, s)
		return func() {
			state, shelf, report, err := exhibit.Taken(a.State, p.open, p.files.shelf, put)
			if err != nil {
				then(a, err)
				return
			}
			a.State, p.files.shelf = state, shelf
			p.attain(func() exhibit.State {
				s, _, _ := exhibit.ParseWith(a.State, p.open, p.files.shelf)
				return s
			}, func(_ exhibit.State, err error) {
				if err == nil {
					p.files.report = report
					p.say(report.In(p.lang))
				}
				then(a, err)
			})
		}
	})
}

// resume shows the picture of checkpoints, and its jobs as they were, paused.
func (p *Page) resume(a task.Archive) error {
	next, err := p.picked(a)
	if err != nil {
		return err
	}
	p.files.wanted = ""
	p.complain(p.show(next))
	p.history.add(p.state)
	p.settle(true)
	r := &p.runs
	r.at = live
	r.changes++ // what waits to begin by itself need not
	for i := range a.Runs {
		if c := &a.Runs[i]; c.Name != "" {
			p.start(i, &c.Checkpoint, true)
		}
	}
	p.refreshRuns()
	p.say(word(p.lang, "checkpoint opened", "チェックポイントを開きました"))
	return nil
}

// picked returns the State of checkpoints, if its jobs are theirs.
func (p *Page) picked(a task.Archive) (s exhibit.State, err error) {
	s, problems, err := exhibit.ParseWith(a.State, p.open, p.files.shelf)
	if err == nil && len(problems) > 0 {
		err = problems[0]
	}
	if err != nil {
		return s, err
	}
	session := s.Exhibit().New(p.open)
	if err := session.Update(s); err != nil {
		return s, err
	}
	var jobs []exhibit.Job
	if t, ok := session.(exhibit.Tasker); ok {
		jobs = t.Jobs()
	}
	if len(jobs) != len(a.Runs) {
		return s, errOtherJobs
	}
	for i, r := range a.Runs {
		if r.Name != "" && (r.Name != jobs[i].Name || r.Identity != jobs[i].Identity()) {
			return s, errOtherJobs
		}
	}
	return s, nil
}

var errOtherJobs = lang.Errorf("the checkpoint belongs to other data, or to another version of this computation",
	"このチェックポイントは、別のデータか、この計算の別のバージョンのものです")
