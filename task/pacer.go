package task

import (
	"math"
	"time"
)

// lag is how late a call may come for its work to be made up for. What was
// missed for longer, as in a tab that slept, is let go.
const lag = 250 * time.Millisecond

// pacer says how many steps are due. It counts them from a base, so that
// there is no drift however unevenly it is asked.
type pacer struct {
	pace float64 // steps a second, 0 for any number
	base time.Time
	n    int // steps since then
}

// restart makes a step due now, and the others after it.
func (p *pacer) restart(now time.Time) { p.base, p.n = now, 0 }

// set changes the pace: the next step is due the new period after the last.
func (p *pacer) set(pace float64, now time.Time) {
	if p.n > 0 {
		last := now
		if p.pace > 0 {
			last = p.base.Add(seconds(float64(p.n-1) / p.pace))
		}
		p.base, p.n = last, 1
	}
	p.pace = pace
}

// due returns how many steps are due now.
func (p *pacer) due(now time.Time) int {
	if p.pace == 0 {
		return math.MaxInt
	}
	late := now.Sub(p.next())
	if late < 0 {
		return 0
	}
	if late > lag && late > p.period() {
		p.restart(now)
		return 1
	}
	return 1 + int(min(late.Seconds()*p.pace, 1e6))
}

// took counts n steps as done.
func (p *pacer) took(n int) { p.n += n }

// next returns when a step is due.
func (p *pacer) next() time.Time {
	if p.pace == 0 {
		return p.base
	}
	return p.base.Add(seconds(float64(p.n) / p.pace))
}

// period is the time from step to step.
func (p *pacer) period() time.Duration {
	if p.pace == 0 {
		return 0
	}
	return seconds(1 / p.pace)
}

const century = 100 * 365.25 * 86400 // seconds

// seconds converts, however long it is, to no more than a century.
func seconds(s float64) time.Duration { return time.Duration(min(s, century) * float64(time.Second)) }
