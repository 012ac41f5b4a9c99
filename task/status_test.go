package task

import (
	"math"
	"testing"
	"time"
)

func TestMeterProgressNeverFalls(t *testing.T) {
	var m meter
	for _, c := range []struct{ said, want float64 }{
		{math.NaN(), 0}, {-1, 0}, {0.5, 0.5}, {0.25, 0.5}, {math.NaN(), 0.5}, {math.Inf(-1), 0.5},
		{0.75, 0.75}, {1, math.Nextafter(1, 0)}, {math.Inf(1), math.Nextafter(1, 0)}, {0, math.Nextafter(1, 0)},
	} {
		m.advance(c.said)
		if m.progress != c.want {
			t.Errorf("a task that says %v has done %v, want %v", c.said, m.progress, c.want)
		}
	}
}

func TestMeterRates(t *testing.T) {
	var m meter
	if s := m.status(); s.Rate != 0 || s.Remaining >= 0 {
		t.Errorf("at first: %+v", s)
	}
	m.observe(0, 3) // no time has passed
	if s := m.status(); s.Rate != 0 || s.Remaining >= 0 || s.Step != 3 {
		t.Errorf("after no time: %+v", s)
	}
	// 100 steps a second, a thousandth of the work each.
	step := 0
	tick := func(n int, dt time.Duration) Status {
		step += n
		m.advance(float64(step) / 1000)
		m.observe(m.now.elapsed+dt, step)
		return m.status()
	}
	var s Status
	for range 20 {
		s = tick(10, 100*time.Millisecond)
	}
	if math.Abs(s.Rate-100) > 1e-9 || (s.Remaining-8*time.Second).Abs() > time.Millisecond || s.Elapsed != 2*time.Second {
		t.Errorf("100 steps a second: %+v", s)
	}
	// Ten times as fast: the rate follows within a few seconds.
	for range 3 {
		s = tick(100, 100*time.Millisecond)
	}
	if s.Rate < 200 || s.Rate > 1000 {
		t.Errorf("0.3 s after it became faster the rate is %v", s.Rate)
	}
	// Nothing gets done: no end in sight.
	m = meter{}
	m.advance(0)
	m.observe(time.Second, 1)
	if s := m.status(); s.Remaining >= 0 || s.Rate != 1 {
		t.Errorf("without progress: %+v", s)
	}
}

func TestPhase(t *testing.T) {
	want := map[Phase]string{
		Starting: "starting", Running: "running", Paused: "paused", Done: "done", Failed: "failed",
		Cancelled: "cancelled", -1: "unknown", 6: "unknown",
	}
	for p, text := range want {
		if p.String() != text {
			t.Errorf("%d is %s, want %s", int(p), p, text)
		}
		if ended := text == "done" || text == "failed" || text == "cancelled"; p.Ended() != ended && text != "unknown" {
			t.Errorf("%s has ended: %v", p, p.Ended())
		}
	}
}
