package render

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"zscape/exhibit"
	"zscape/jobs"
	"zscape/task"
)

// compute runs the session's jobs to their end, one after the other, and gives the
// session what they have come to. Their progress is shown on bar.
func compute(session exhibit.Session, bar *progressBar) error {
	tasker, ok := session.(exhibit.Tasker)
	if !ok {
		return nil
	}
	defer bar.clear()
	all := func(exhibit.Job) bool { return true }
	return exhibit.RunJobs(tasker, jobs.Library, all, func(job exhibit.Job, s task.Status) { bar.show(job.Label.En, s) })
}

// progressBar is a line of a terminal that is written again and again.
type progressBar struct {
	w     io.Writer // nil: there is no terminal, and nothing is shown
	width int       // of what stands there
}

// newProgressBar returns a bar on w if that is a terminal.
func newProgressBar(w io.Writer) *progressBar {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return &progressBar{w: w}
		}
	}
	return &progressBar{}
}

// show brings the bar to s: [=====>    ]  52 %  1.2 s, 1.1 s left.
func (b *progressBar) show(label string, s task.Status) {
	if b.w == nil {
		return
	}
	const cells = 30
	full := int(s.Progress * cells)
	bar := strings.Repeat("=", full)
	if full < cells {
		bar += ">" + strings.Repeat(" ", cells-full-1)
	}
	line := fmt.Sprintf("%s [%s] %3d %%  %s", label, bar, int(100*s.Progress), seconds(s.Elapsed))
	if s.Remaining > 0 && s.Progress < 1 {
		line += ", " + seconds(s.Remaining) + " left"
	}
	fmt.Fprintf(b.w, "\r%-*s", b.width, line)
	b.width = len([]rune(line))
}

// clear takes the bar away.
func (b *progressBar) clear() {
	if b.w != nil && b.width > 0 {
		fmt.Fprintf(b.w, "\r%*s\r", b.width, "")
		b.width = 0
	}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }
