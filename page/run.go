package page

import (
	"math"
	"slices"
	"sort"
	"time"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/task"
)

// A RunPhase is what the session's jobs are doing, taken together.
type RunPhase int

const (
	Idle    RunPhase = iota // not begun, or ended by a change or by the visitor
	Running                 // at least one runs
	Paused
	Done   // all
	Failed // at least one
)

// Run is the condition of the session's jobs.
type Run struct {
	Shown     bool // there are jobs
	Phase     RunPhase
	Progress  float64       // how far they have come, 0..1
	Position  float64       // how far they had come at the moment that is looked at
	Step      int           // that moment
	Live      bool          // that moment is now
	Elapsed   time.Duration // while running
	Remaining time.Duration // negative: unknown
	Rate      float64       // steps a second
	Problem   string        // why one failed
	Lost      bool          // one failed with its worker
	Silent    bool          // one has not been heard of for 10 s
	Kept      int           // the step from which RunRevive goes on; 0: the beginning
	Seeded    bool          // another seed can be tried
	Keeps     bool          // they can be saved as a checkpoint, see RunSave
}

// live is the step that is looked at when that is the last one.
const live = math.MaxInt

// runs is the session's jobs as they run.
type runs struct {
	jobs    []exhibit.Job
	list    []*task.Run // of each job; nil: not begun
	at      int         // step that is looked at
	stale   bool        // something has been heard that is not shown yet
	phase   RunPhase    // that was announced last
	changes int         // of the jobs
}

// autoAfter is how long the controls rest before automatic jobs begin anew.
const autoAfter = 150 * time.Millisecond

// syncJobs ends what the State that is shown now no longer asks for. The caller
// shows what follows from that.
func (p *Page) syncJobs() {
	r := &p.runs
	var jobs []exhibit.Job
	if t, ok := p.session.(exhibit.Tasker); ok {
		jobs = t.Jobs()
	}
	same := len(jobs) == len(r.jobs)
	for i := 0; same && i < len(jobs); i++ {
		same = goesOn(jobs[i], r.jobs[i], r.list[i])
	}
	if same {
		for i, run := range r.list {
			inform(run, jobs[i], r.jobs[i])
		}
		r.jobs = jobs
		return
	}
	list, auto := make([]*task.Run, len(jobs)), false
	for i, old := range r.list {
		if old == nil {
			continue
		}
		k := -1
		for n, job := range jobs {
			if list[n] == nil && goesOn(job, r.jobs[i], old) {
				k = n
				break
			}
		}
		if k < 0 {
			old.Cancel()
			continue
		}
		list[k] = old
		inform(old, jobs[k], r.jobs[i])
	}
	for i := range jobs {
		auto = auto || jobs[i].Auto && list[i] == nil
	}
	*r = runs{jobs: jobs, list: list, at: live, stale: true, changes: r.changes + 1}
	p.deliver()
	if auto {
		p.beginSoon()
	}
}

// beginSoon begins automatic jobs that have not begun, if the controls rest.
func (p *Page) beginSoon() {
	mine := p.runs.changes
	p.after(autoAfter, func() {
		if p.runs.changes != mine {
			return
		}
		for i := range p.runs.jobs {
			if p.runs.jobs[i].Auto && p.runs.list[i] == nil {
				p.begin(i, false)
			}
		}
		p.mark(dirtyRun)
	})
}

// goesOn reports whether the run of an old job, nil if it was not begun, can go on
// as that of a job, or be revived as that.
func goesOn(job, old exhibit.Job, run *task.Run) bool {
	m, longer, ok := job.Change(old)
	if !ok || run == nil {
		return ok
	}
	delete(m.Arrays, task.PaceKey) // it means nothing for what has ended
	return !longer && m.Empty() || !run.Gone() || run.Status().Lost
}

// inform tells the run of an old job, if there is one, what makes it that of a job.
func inform(run *task.Run, job, old exhibit.Job) {
	if run == nil {
		return
	}
	switch m, longer, _ := job.Change(old); {
	case longer:
		run.Extend(job.Spec)
	case !m.Empty():
		run.Set(m)
	}
}

// begin starts job i from its beginning.
func (p *Page) begin(i int, paused bool) { p.start(i, nil, paused) }

// start starts job i from where it was left or, if that is nil, its beginning.
func (p *Page) start(i int, from *task.Checkpoint, paused bool) {
	r := &p.runs
	if r.list[i] != nil {
		r.list[i].Cancel()
	}
	spec := r.jobs[i].Spec
	spec.From = from
	var run *task.Run
	run = p.pool.Start(spec, paused, func() {
		if slices.Contains(p.runs.list, run) {
			p.runs.stale = true
			p.host.Redraw()
		}
	})
	r.list[i], r.stale = run, true
}

// beginAll starts all jobs from their beginning.
func (p *Page) beginAll(paused bool) {
	p.runs.at = live
	p.runs.changes++ // what waits to begin by itself need not
	for i := range p.runs.jobs {
		p.begin(i, paused)
	}
	p.poll()
}

// deliver gives the session what has been heard of its jobs, and reports whether
// that was something new.
func (p *Page) deliver() bool {
	if !p.runs.stale {
		return false
	}
	p.runs.stale = false
	if t, ok := p.session.(exhibit.Tasker); ok {
		t.Watch(p.views())
	}
	return true
}

// poll shows what has been heard of the jobs.
func (p *Page) poll() {
	if p.deliver() {
		p.touch(dirtyReadouts | dirtyNotices | dirtyRun | dirtyPicture)
	}
}

// views returns what is known of each job up to the moment that is looked at.
func (p *Page) views() []task.View {
	views := make([]task.View, len(p.runs.list))
	for i, run := range p.runs.list {
		if run != nil {
			views[i] = run.History().View(p.runs.at)
		}
	}
	return views
}

// refusals says which jobs have not taken what they were told.
func (p *Page) refusals() (list []exhibit.Notice) {
	for _, run := range p.runs.list {
		if run == nil {
			continue
		}
		if e := run.Status().Refused; e != (task.SpecError{}) {
			list = append(list, exhibit.Notice{Key: e.Key, Text: lang.Sprintf(
				"The running computation did not accept the change: %v", "実行中の計算には変更を反映できませんでした: %v", &e)})
		}
	}
	return list
}

// lead returns the history of the job that has made most steps, nil if none has begun.
func (p *Page) lead() *task.History {
	var lead *task.History
	for _, run := range p.runs.list {
		if run == nil || run.History().Len() == 0 {
			continue
		}
		if h := run.History(); lead == nil || lastStep(h) > lastStep(lead) {
			lead = h
		}
	}
	return lead
}

func lastStep(h *task.History) int {
	last, _ := h.Last()
	return last.Step
}

// condition sums up the jobs.
func (p *Page) condition() Run {
	r := &p.runs
	c := Run{Shown: len(r.jobs) > 0, Live: r.at == live, Remaining: -1}
	if !c.Shown {
		return c
	}
	_, c.Seeded = p.state.Exhibit().Control(exhibit.SeedKey)
	list := make([]task.Status, len(r.list))
	for i, run := range r.list {
		if list[i].Phase = task.Cancelled; run != nil {
			list[i] = run.Status()
		}
		if list[i].Lost || list[i].Silent {
			c.Kept = max(c.Kept, run.Kept())
		}
		c.Keeps = c.Keeps || r.jobs[i].Grows != ""
	}
	c.sum(list, p.lang)
	c.Position = c.Progress
	if lead := p.lead(); lead != nil {
		c.Step = lastStep(lead)
		if !c.Live {
			seen := lead.Upto(r.at)
			c.Step, c.Position = seen[len(seen)-1].Step, p.positionAt(r.at)
		}
	}
	return c
}

// sum makes of the jobs' statuses, Cancelled where one has not begun, that of all
// together: they are as far as they are on average, as fast as together, and have
// come to their end when the slowest has.
func (c *Run) sum(list []task.Status, language string) {
	count := map[task.Phase]int{}
	known := true
	c.Remaining = -1
	for _, s := range list {
		count[s.Phase]++
		c.Progress += s.Progress / float64(len(list))
		c.Elapsed = max(c.Elapsed, s.Elapsed)
		if s.Phase == task.Starting || s.Phase == task.Running {
			c.Rate += s.Rate
			known = known && s.Remaining >= 0
			c.Remaining = max(c.Remaining, s.Remaining)
		}
		c.Lost, c.Silent = c.Lost || s.Lost, c.Silent || s.Silent
		if c.Problem == "" {
			c.Problem = s.Err.In(language)
		}
	}
	if !known {
		c.Remaining = -1
	}
	switch {
	case count[task.Running]+count[task.Starting] > 0:
		c.Phase = Running
	case count[task.Failed] > 0:
		c.Phase = Failed
	case count[task.Paused] > 0:
		c.Phase = Paused
	case count[task.Done] == len(list):
		c.Phase = Done
	}
}

// starting reports whether there is a job of which nothing has been heard yet.
func (p *Page) starting() bool {
	return slices.ContainsFunc(p.runs.list, func(run *task.Run) bool { return run != nil && run.Status().Phase == task.Starting })
}

// showRun shows the condition of the jobs, and says what has become of it. Those that
// are starting may turn out to be paused, or to have ended.
func (p *Page) showRun() {
	c := p.condition()
	p.host.ShowRun(c)
	p.followRun(c)
	if c.Phase == p.runs.phase || p.starting() {
		return
	}
	p.runs.phase = c.Phase
	switch c.Phase {
	case Running:
		p.host.Announce(word(p.lang, "running", "実行中"))
	case Paused:
		p.host.Announce(word(p.lang, "paused", "一時停止"))
	case Done:
		p.host.Announce(word(p.lang, "done", "完了"))
	case Failed:
		p.host.Announce(c.Problem)
	}
}

// RunPause starts the session's jobs, pauses or resumes them, or starts them again
// if they have ended.
func (p *Page) RunPause() {
	defer p.event()()
	r := &p.runs
	if len(r.jobs) == 0 {
		return
	}
	switch p.condition().Phase {
	case Running:
		p.pauseJobs()
	case Paused:
		r.at = live
		for i, run := range r.list {
			if run == nil {
				p.begin(i, false)
			} else {
				run.Resume()
			}
		}
	default:
		p.beginAll(false)
	}
	p.refreshRuns()
}

func (p *Page) pauseJobs() {
	for _, run := range p.runs.list {
		if run != nil {
			run.Pause()
		}
	}
}

// refreshRuns shows the jobs after the visitor has done something with them.
func (p *Page) refreshRuns() {
	p.runs.stale = true
	p.poll()
}

// RunStep lets the jobs make one step (n > 0); where an earlier moment is
// looked at, and for n < 0, it goes to the next or previous one that is kept.
func (p *Page) RunStep(n int) {
	defer p.event()()
	r := &p.runs
	if len(r.jobs) == 0 {
		return
	}
	if n > 0 && r.at == live {
		switch p.condition().Phase {
		case Idle, Failed:
			p.beginAll(true)
		case Done:
			return
		}
		for i, run := range r.list {
			if run == nil {
				p.begin(i, true)
			}
			r.list[i].Step()
		}
		p.refreshRuns()
		return
	}
	lead := p.lead()
	if lead == nil {
		return
	}
	p.pauseJobs()
	k := len(lead.Upto(r.at)) - 1 + n
	p.lookAt(lead, k)
}

// lookAt goes to frame k of the job with most steps.
func (p *Page) lookAt(lead *task.History, k int) {
	k = max(0, min(k, lead.Len()-1))
	p.runs.at = lead.At(k).Step
	if k == lead.Len()-1 {
		p.runs.at = live
	}
	p.refreshRuns()
}

// RunScrub goes back to when the jobs had come as far as the given position,
// 0..1, and pauses them.
func (p *Page) RunScrub(position float64) {
	defer p.event()()
	lead := p.lead()
	if lead == nil || position != position {
		return
	}
	p.pauseJobs()
	beyond := sort.Search(lead.Len(), func(k int) bool { return p.positionAt(lead.At(k).Step) > position+1e-9 })
	p.lookAt(lead, beyond-1)
}

// positionAt returns how far the jobs had come, taken together, after a step.
func (p *Page) positionAt(step int) (position float64) {
	for _, run := range p.runs.list {
		if run == nil {
			continue
		}
		if seen := run.History().Upto(step); len(seen) > 0 {
			position += seen[len(seen)-1].Progress / float64(len(p.runs.list))
		}
	}
	return position
}

// RunCancel ends the jobs where they are.
func (p *Page) RunCancel() {
	defer p.event()()
	p.runs.changes++
	for _, run := range p.runs.list {
		if run != nil {
			run.Cancel()
		}
	}
	p.refreshRuns()
}

// RunRevive goes on with the jobs that were lost with their workers or are silent, where
// they were kept last.
func (p *Page) RunRevive() {
	defer p.event()()
	p.runs.at = live
	for _, run := range p.runs.list {
		if run != nil {
			run.Revive()
		}
	}
	p.refreshRuns()
}

// RunAgain restarts the jobs, with the next seed if another is set.
func (p *Page) RunAgain(another bool) {
	defer p.event()()
	if len(p.runs.jobs) == 0 {
		return
	}
	if c, ok := p.state.Exhibit().Control(exhibit.SeedKey); ok && another {
		seed := p.state.Number(exhibit.SeedKey) + 1
		if seed > c.Max {
			seed = c.Min
		}
		p.Set(exhibit.SeedKey, exhibit.FormatNumber(seed), true)
	}
	p.beginAll(false)
}
